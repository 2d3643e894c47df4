// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httptransport.h"

#include "net/networkthread.h"
#include "support/transportfixture.h"

#include <QTcpServer>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Then = ScriptedReply::Then;

/// What is known of a write that ended with an error, and what keeps one from being sent at all.
class TestDelivery : public QObject {
    Q_OBJECT
private slots:
    void sendsNoWriteOfAReader_data();
    void sendsNoWriteOfAReader();
    void letsAReaderAskForATokenAlone_data();
    void letsAReaderAskForATokenAlone();
    void stopsAWriteThatWaits();
    void tellsHowFarAWriteGot_data();
    void tellsHowFarAWriteGot();
    void tellsOfATimeout();
    void tellsOfACancelledWrite();
    void tellsOfATransportThatGoes();
    void tellsOfWhatWasNeverSent();
    void sendsNoWriteAgainAfterA401();
    void closesForGood();
    void outlivesTheTransport();
};

void TestDelivery::sendsNoWriteOfAReader_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "get", "OPTIONS", "MKCOL"}) {
        QTest::addRow("%s of the API", method) << QByteArray(method) << QByteArray("/api/v2.0/projects");
        QTest::addRow("%s of /v2/", method) << QByteArray(method) << QByteArray("/v2/a/manifests/latest");
    }
}

void TestDelivery::sendsNoWriteOfAReader()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    ScriptedServer server;
    TransportFixture f(server, credentialsOf(Credentials::Kind::HarborSession));
    f.transport->setAllowsChanges(false);
    const auto result = f.send(change(method, path));
    AWAIT(result);
    const Error error = (**result).error();
    QCOMPARE(error.kind, ErrorKind::ReadOnly);
    QCOMPARE(error.delivery, Delivery::NotSent);
    QVERIFY(error.text().contains(u"localhost"_s));
    QCOMPARE(f.records.last().errorKind, ErrorKind::ReadOnly);
    // Not even a sign-in was begun for it.
    QCOMPARE(server.connections(), 0);
    Request bare = change(method, path);
    bare.signIn = false;
    const auto unsigned_ = f.send(bare);
    AWAIT(unsigned_);
    QCOMPARE((**unsigned_).error().kind, ErrorKind::ReadOnly);
    QCOMPARE(server.connections(), 0);
}

void TestDelivery::letsAReaderAskForATokenAlone_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("signIn");
    QTest::addColumn<bool>("passes");
    QTest::addColumn<QByteArray>("path");
    const QByteArray form = "application/x-www-form-urlencoded";
    const QByteArray token = "/realms/main/token";
    QTest::newRow("form") << QByteArray("POST") << form << false << true << token;
    QTest::newRow("form with the sign-in") << QByteArray("POST") << form << true << false << token;
    QTest::newRow("JSON") << QByteArray("POST") << QByteArray("application/json") << false << false << token;
    QTest::newRow("PUT") << QByteArray("PUT") << form << false << false << token;
    QTest::newRow("read") << QByteArray("GET") << QByteArray() << true << true << token;
    QTest::newRow("head") << QByteArray("HEAD") << QByteArray() << true << true << token;
    // A form to the API of a registry is a write, also where nobody has to sign in for it.
    for (const char *path : {"/v2/a/blobs/uploads/", "/v2", "//v2/a/blobs/uploads/", "/x/../v2/a", "/%76%32/a", "/V2/a",
             "/api/v2.0/projects", "/api/v2.0", "/c/login?x=1"})
        QTest::newRow(path) << QByteArray("POST") << form << false << false << QByteArray(path);
}

void TestDelivery::letsAReaderAskForATokenAlone()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, type);
    QFETCH(bool, signIn);
    QFETCH(bool, passes);
    QFETCH(QByteArray, path);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &r) {
        return r.method == "HEAD" ? ScriptedReply::status(200) : ScriptedReply::json("{}");
    });
    TransportFixture f(server);
    f.transport->setAllowsChanges(false);
    Request request = change(method, path, method == "POST" || method == "PUT" ? "grant_type=x" : "");
    request.contentType = type;
    request.signIn = signIn;
    const auto result = f.send(request);
    AWAIT(result);
    QCOMPARE((**result).ok(), passes);
    QCOMPARE(server.requests().size(), passes ? 1 : 0);
}

void TestDelivery::stopsAWriteThatWaits()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply{{}, {ScriptedReply::json("[]").bytes}, Then::KeepOpen};
    });
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic));
    // The password is tried with one request alone; the write waits for that.
    const auto first = f.send(get("/api/v2.0/projects"));
    const auto write = f.send(change("DELETE", "/api/v2.0/projects/7"));
    QTRY_COMPARE(server.requests().size(), 1);
    f.transport->setAllowsChanges(false);
    server.proceed();
    AWAIT(first);
    AWAIT(write);
    QVERIFY((**first).ok());
    QCOMPARE((**write).error().kind, ErrorKind::ReadOnly);
    QCOMPARE((**write).error().delivery, Delivery::NotSent);
    QCOMPARE(server.requests().size(), 1);
}

void TestDelivery::tellsHowFarAWriteGot_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Then>("then");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Delivery>("delivery");
    const auto row = [](const char *name, const QByteArray &bytes, Then then, ErrorKind kind, Delivery delivery) {
        QTest::newRow(name) << bytes << then << kind << delivery;
    };
    row("reset before the head", {}, Then::Reset, ErrorKind::Incomplete, Delivery::Unknown);
    row("closed before the head", {}, Then::Close, ErrorKind::Incomplete, Delivery::Unknown);
    row("cut in the body", "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n{", Then::Close, ErrorKind::Incomplete,
        Delivery::Unknown);
    row("too large", "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n", Then::Stall, ErrorKind::TooLarge,
        Delivery::Unknown);
    row("head too large", "HTTP/1.1 200 OK\r\nX: " + QByteArray(300'000, 'x'), Then::Stall, ErrorKind::TooLarge,
        Delivery::Unknown);
    row("compressed", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nzz", Then::KeepOpen,
        ErrorKind::Decode, Delivery::Unknown);
    row("compressed, then closed",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n"
        "Content-Length: 2\r\n\r\nzz",
        Then::Close, ErrorKind::Decode, Delivery::Unknown);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Then::Close, ErrorKind::NotARegistry, Delivery::Unknown);
    row("a part", "HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n\r\n{}", Then::KeepOpen, ErrorKind::Decode,
        Delivery::Unknown);
    row("redirect", ScriptedReply::status(307, {}, {{"Location", "/elsewhere"}}).bytes, Then::KeepOpen,
        ErrorKind::RedirectRefused, Delivery::Answered);
    row("503", ScriptedReply::status(503).bytes, Then::KeepOpen, ErrorKind::Server, Delivery::Answered);
    row("429", ScriptedReply::status(429, "{}", {{"Retry-After", "1"}}).bytes, Then::KeepOpen, ErrorKind::RateLimited,
        Delivery::Answered);
    row("409", ScriptedReply::status(409, "{}").bytes, Then::KeepOpen, ErrorKind::Conflict, Delivery::Answered);
}

void TestDelivery::tellsHowFarAWriteGot()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Then, then);
    QFETCH(ErrorKind, kind);
    QFETCH(Delivery, delivery);
    for (const auto transportKind : {ScriptedServer::Plain, ScriptedServer::Tls}) {
        ScriptedServer server(transportKind);
        server.handle([=](const ReceivedRequest &) { return ScriptedReply{bytes, {}, then}; });
        TransportFixture f(server);
        std::optional<Result<int>> result;
        Request request = change("PUT", "/api/v2.0/projects/7");
        request.limits.body = 100'000;
        f.transport->call<int>(
            request, this,
            [](const Response &response) -> Result<int> {
                Error error;
                error.kind = response.status == 503 ? ErrorKind::Server
                    : response.status == 429        ? ErrorKind::RateLimited
                                                    : ErrorKind::Conflict;
                return error;
            },
            [&](Result<int> r) { result.emplace(std::move(r)); });
        QTRY_VERIFY(result.has_value());
        QCOMPARE(result->error().kind, kind);
        QCOMPARE(result->error().delivery, delivery);
        // Time passes, and nothing is sent again.
        f.clock.advance(std::chrono::minutes(2));
        QCoreApplication::processEvents();
        QCOMPARE(server.requests().size(), 1);
    }
}

void TestDelivery::tellsOfATimeout()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server);
    const auto result = f.send(change("POST", "/api/v2.0/projects"));
    QTRY_COMPARE(server.requests().size(), 1);
    f.clock.advance(std::chrono::seconds(61));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::Timeout);
    QCOMPARE((**result).error().delivery, Delivery::Unknown);
    QCOMPARE(server.requests().size(), 1);
}

void TestDelivery::tellsOfACancelledWrite()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server);
    for (int i = 0; i < 6; ++i)
        f.send(get("/api/v2.0/busy"));
    QTRY_COMPARE(server.requests().size(), 6);
    // All connections are taken: this one does not leave.
    const auto queued = f.send(change("POST", "/api/v2.0/projects"));
    QCoreApplication::processEvents();
    f.transport->abort(f.lastId);
    AWAIT(queued);
    QCOMPARE((**queued).error().kind, ErrorKind::Cancelled);
    QCOMPARE((**queued).error().delivery, Delivery::NotSent);

    ScriptedServer other(ScriptedServer::Plain);
    other.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture g(other);
    const auto sent = g.send(change("POST", "/api/v2.0/projects"));
    QTRY_COMPARE(other.requests().size(), 1);
    g.transport->abort(g.lastId);
    AWAIT(sent);
    QCOMPARE((**sent).error().kind, ErrorKind::Cancelled);
    QCOMPARE((**sent).error().delivery, Delivery::Unknown);
}

void TestDelivery::tellsOfATransportThatGoes()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server);
    const auto sent = f.send(change("POST", "/api/v2.0/projects"));
    QTRY_COMPARE(server.requests().size(), 1);
    const auto told = f.send(change("POST", "/api/v2.0/projects"));
    f.transport.reset();
    QVERIFY(sent->has_value() && told->has_value());
    QCOMPARE((**sent).error().delivery, Delivery::Unknown);
    QCOMPARE((**told).error().delivery, Delivery::NotSent);
}

void TestDelivery::tellsOfWhatWasNeverSent()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    const quint16 port = gone.serverPort();
    gone.close();
    TransportConfig config;
    config.base = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    ManualClock clock;
    HttpTransport transport(config, &clock);
    transport.setAllowsChanges(true);
    std::optional<Result<Response>> result;
    transport.send(change("POST", "/x"), [&](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().kind, ErrorKind::Unreachable);
    QCOMPARE(result->error().delivery, Delivery::NotSent);
    result.reset();
    transport.send(change("POST", "/a b"), [&](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().kind, ErrorKind::Invalid);
    QCOMPARE(result->error().delivery, Delivery::NotSent);
    // A certificate that is not trusted: the handshake ends before the first byte of the request.
    ScriptedServer server;
    TransportConfig tls;
    tls.base = server.url();
    tls.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    HttpTransport wary(tls, &clock);
    wary.setAllowsChanges(true);
    result.reset();
    wary.send(change("POST", "/x"), [&](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().kind, ErrorKind::Tls);
    QCOMPARE(result->error().delivery, Delivery::NotSent);
    QVERIFY(server.received().isEmpty());
}

// A token that is not taken any more: a read is asked again with a new one, a write is left to its sender.
void TestDelivery::sendsNoWriteAgainAfterA401()
{
    ScriptedServer server(ScriptedServer::Plain);
    const auto good = std::make_shared<std::atomic<int>>(1);
    const QByteArray url = server.url().toEncoded();
    server.handle([url, good, given = 0](const ReceivedRequest &r) mutable {
        if (r.path() == "/token")
            return ScriptedReply::json("{\"token\":\"t" + QByteArray::number(++given) + "\",\"expires_in\":1800}");
        if (r.header("Authorization") == "Bearer t" + QByteArray::number(*good))
            return ScriptedReply::json("{}");
        return ScriptedReply::status(
            401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + url + "/token\",service=\"s\""}});
    });
    TransportFixture f(server, credentialsOf(Credentials::Kind::Bearer));
    Request write = change("PUT", "/v2/a/manifests/latest");
    write.scope = "repository:a:pull,push";
    const auto first = f.send(write);
    AWAIT(first);
    QCOMPARE((**first)->status, 200);
    *good = 2;
    const auto refused = f.send(write);
    AWAIT(refused);
    QCOMPARE((**refused)->status, 401);
    QCOMPARE(server.count("/v2/a/manifests/latest"), 2);
    const auto next = f.send(write);
    AWAIT(next);
    QCOMPARE((**next)->status, 200);
    QCOMPARE(server.count("/v2/a/manifests/latest"), 3);
    QVERIFY(f.signInNeeded.isEmpty());
}

void TestDelivery::closesForGood()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic));
    const auto running = f.send(change("POST", "/api/v2.0/projects"));
    QTRY_COMPARE(server.requests().size(), 1);
    f.transport->close();
    AWAIT(running);
    QCOMPARE((**running).error().kind, ErrorKind::Cancelled);
    QCOMPARE((**running).error().delivery, Delivery::Unknown);
    const auto later = f.send(get("/api/v2.0/projects"));
    AWAIT(later);
    QCOMPARE((**later).error().kind, ErrorKind::Cancelled);
    QVERIFY((**later).error().text().contains(u"127.0.0.1"_s));
    QCOMPARE(server.requests().size(), 1);
}

// Contexts that die while the transport goes in its own thread, in both orders and at once.
void TestDelivery::outlivesTheTransport()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    SystemClock clock;
    int called = 0;
    for (int round = 0; round < 50; ++round) {
        NetworkThread network;
        TransportConfig config;
        config.base = server.url();
        config.plainHttp = true;
        config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        auto transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
        std::vector<std::unique_ptr<QObject>> contexts;
        for (int i = 0; i < 20; ++i) {
            contexts.push_back(std::make_unique<QObject>());
            transport->call<int>(
                get("/x"), contexts.back().get(), [](const Response &) { return 1; },
                [&called](Result<int>) { ++called; });
        }
        for (int i = 0; i < round % 20; ++i)
            contexts.pop_back();
        transport.reset();
        contexts.clear();
    }
    QCoreApplication::processEvents();
    QCOMPARE(called, 0);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
