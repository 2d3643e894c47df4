// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httptransport.h"

#include "base/post.h"
#include "net/networkthread.h"
#include "support/transportfixture.h"

#include <QSemaphore>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Then = ScriptedReply::Then;

/// What every request goes through: headers, repeats, caps, aborts, threads.
class TestHttpTransport : public QObject {
    Q_OBJECT
private slots:
    void sendsWhatItIsGiven();
    void keepsConnectionsAndLimitsThem();
    void repeatsReads_data();
    void repeatsReads();
    void honoursRetryAfter_data();
    void honoursRetryAfter();
    void pausesTheWholeAccount();
    void countsDown();
    void sendsAChangeOnce_data();
    void sendsAChangeOnce();
    void asksAgainOverADeadConnection();
    void changesAvoidOldConnections();
    void keepsCaps_data();
    void keepsCaps();
    void enforcesDeadlines_data();
    void enforcesDeadlines();
    void abortsAtOnce();
    void completesWhenDestroyed();
    void forgetsADeadContext();
    void worksOnTheNetworkThread();
    void hidesSecrets();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
};

void TestHttpTransport::sendsWhatItIsGiven()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]", {{"Set-Cookie", "sid=1"}}); });
    TransportFixture f(server);
    Request request = get("/api/v2.0/projects/a%252Fb?q=name%3D%257Ex&sort=-name");
    request.headers = {{"Accept", "application/json"}, {"X-Request-Id", "abc-1"}, {"Cookie", "stolen=1"},
        {"Authorization", "Basic eA=="}};
    const auto one = f.send(request);
    AWAIT(one);
    const auto two = f.send(change("DELETE", "/api/v2.0/projects/7", {}));
    AWAIT(two);
    const auto three = f.send(change("POST", "/api/v2.0/projects", "{\"a\":1}"));
    AWAIT(three);
    QVERIFY((**one).ok());
    QCOMPARE((**one)->body, QByteArray("[]"));
    QCOMPARE((**one)->requestId, QByteArray("abc-1"));
    QCOMPARE((**one)->url.path(QUrl::FullyEncoded), u"/api/v2.0/projects/a%252Fb"_s);
    const auto requests = server.requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[0].target, request.path);
    QCOMPARE(requests[0].header("Host"), "localhost:" + QByteArray::number(server.port()));
    QCOMPARE(requests[0].header("Accept-Encoding"), QByteArray("identity"));
    QCOMPARE(requests[0].header("User-Agent"), QByteArray("lotse/" LOTSE_VERSION));
    QCOMPARE(requests[0].header("X-Request-Id"), QByteArray("abc-1"));
    for (const ReceivedRequest &received : requests) {
        QVERIFY(received.header("Cookie").isNull());
        QVERIFY(received.header("Authorization").isNull());
    }
    QVERIFY(requests[1].header("X-Request-Id").size() == 36);
    QVERIFY(requests[1].header("X-Request-Id") != requests[2].header("X-Request-Id"));
    QCOMPARE(requests[2].body, QByteArray("{\"a\":1}"));
    QCOMPARE(requests[2].header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(f.transport->peerInfo().protocol, u"TLS 1.3"_s);
    QCOMPARE(f.transport->peerInfo().chain.first().subject, u"localhost"_s);
    QVERIFY(f.transport->peerInfo().chain.first().notAfter > QDateTime::currentDateTimeUtc());
}

void TestHttpTransport::keepsConnectionsAndLimitsThem()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply{{}, {ScriptedReply::json("1").bytes}, Then::KeepOpen};
    });
    TransportFixture f(server);
    for (int i = 0; i < 20; ++i)
        f.send(get("/x"));
    QTRY_COMPARE(server.requests().size(), 6);
    QCOMPARE(server.connections(), 6);
    for (int rounds = 0; rounds < 500 && f.completions < 20; ++rounds) {
        server.proceed();
        QTest::qWait(1);
    }
    QCOMPARE(f.completions, 20);
    QCOMPARE(server.requests().size(), 20);
    QCOMPARE(server.connections(), 6);
}

void TestHttpTransport::repeatsReads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Then>("then");
    QTest::addColumn<bool>("isAnswer");
    for (const int status : {429, 502, 503, 504})
        QTest::addRow("%d", status) << ScriptedReply::status(status, "{}").bytes << Then::KeepOpen << true;
    QTest::newRow("lost") << QByteArray() << Then::Reset << false;
    QTest::newRow("closed") << QByteArray() << Then::Close << false;
    QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1,") << Then::Close << false;
}

void TestHttpTransport::repeatsReads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Then, then);
    QFETCH(bool, isAnswer);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([=](const ReceivedRequest &) { return ScriptedReply{bytes, {}, then}; });
    TransportFixture f(server);
    const auto result = f.send(get("/api/v2.0/projects"));
    int sent = 1;
    for (const int seconds : {1, 2, 4}) {
        QTRY_COMPARE(server.requests().size(), sent);
        QTRY_VERIFY(!f.records.isEmpty() && f.records.last().retryInMs == seconds * 1000);
        QCOMPARE(f.records.last().attempt, sent + 1);
        for (int i = 0; i < seconds; ++i) {
            QCOMPARE(server.requests().size(), sent);
            QVERIFY(!result->has_value());
            f.clock.advance(std::chrono::seconds(1));
        }
        ++sent;
    }
    AWAIT(result);
    QCOMPARE(server.requests().size(), 4);
    QCOMPARE((**result).ok(), isAnswer);
    if (isAnswer)
        QCOMPARE((**result)->status, bytes.mid(9, 3).toInt());
    else
        QCOMPARE((**result).error().kind, ErrorKind::Incomplete);
}

void TestHttpTransport::honoursRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("wait"); // ms until the second attempt; -1: none
    QTest::newRow("seconds") << QByteArray("7") << 7000;
    QTest::newRow("none") << QByteArray("0") << 1000;
    QTest::newRow("longest") << QByteArray("60") << 60'000;
    QTest::newRow("too long") << QByteArray("61") << -1;
    QTest::newRow("endless") << QByteArray("1000000000") << -1;
    QTest::newRow("negative") << QByteArray("-5") << 1000;
    QTest::newRow("words") << QByteArray("soon") << 1000;
    QTest::newRow("date") << QByteArray("Mon, 23 Nov 2026 09:40:54 GMT") << 20'000;
    QTest::newRow("past") << QByteArray("Mon, 23 Nov 2026 09:00:00 GMT") << 1000;
}

void TestHttpTransport::honoursRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(int, wait);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([=](const ReceivedRequest &request) {
        return request.index > 1
            ? ScriptedReply::json("[]")
            : ScriptedReply::status(429, "{}", {{"Retry-After", value}, {"Date", "Mon, 23 Nov 2026 09:40:34 GMT"}});
    });
    TransportFixture f(server);
    const auto result = f.send(get("/x"));
    if (wait < 0) {
        AWAIT(result);
        QCOMPARE((**result)->status, 429);
        QCOMPARE(server.requests().size(), 1);
        return;
    }
    QTRY_VERIFY(!f.records.isEmpty() && f.records.last().retryInMs == wait);
    f.clock.advance(std::chrono::milliseconds(wait - 1));
    QTest::qWait(1);
    QVERIFY(!result->has_value());
    f.clock.advance(std::chrono::milliseconds(1));
    for (int i = 0; i < 3 && !result->has_value(); ++i)
        QTest::qWait(5);
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
}

void TestHttpTransport::pausesTheWholeAccount()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &request) {
        return request.index == 1 ? ScriptedReply::status(429, "{}", {{"Retry-After", "30"}})
                                  : ScriptedReply::json("[]");
    });
    TransportFixture f(server);
    const auto one = f.send(get("/one"));
    QTRY_VERIFY(!f.records.isEmpty() && f.records.last().retryInMs == 30'000);
    const auto two = f.send(change("POST", "/two"));
    QTRY_COMPARE(f.records.last().path, QByteArray("/two"));
    QTest::qWait(1);
    QCOMPARE(server.requests().size(), 1);
    f.clock.advance(std::chrono::seconds(30));
    AWAIT(one);
    AWAIT(two);
    QCOMPARE(server.requests().size(), 3);
}

void TestHttpTransport::countsDown()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::status(503, "{}", {{"Retry-After", "3"}}); });
    TransportFixture f(server);
    f.send(get("/x"));
    QList<qint64> seen;
    for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY(!f.records.isEmpty() && f.records.last().retryInMs == 3000 - i * 1000);
        seen.append(f.records.last().retryInMs);
        f.clock.advance(std::chrono::seconds(1));
    }
    QCOMPARE(seen, QList<qint64>({3000, 2000, 1000}));
    QTRY_COMPARE(server.requests().size(), 2);
}

void TestHttpTransport::sendsAChangeOnce_data()
{
    repeatsReads_data();
}

void TestHttpTransport::sendsAChangeOnce()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Then, then);
    QFETCH(bool, isAnswer);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([=](const ReceivedRequest &) { return ScriptedReply{bytes, {}, then}; });
    for (const QByteArray &method :
        {QByteArray("POST"), QByteArray("PUT"), QByteArray("PATCH"), QByteArray("DELETE")}) {
        TransportFixture f(server);
        const qsizetype before = server.requests().size();
        const auto result = f.send(change(method, "/api/v2.0/projects"));
        AWAIT(result);
        f.clock.advance(std::chrono::minutes(10));
        QTest::qWait(1);
        QCOMPARE(server.requests().size(), before + 1);
        QCOMPARE((**result).ok(), isAnswer);
        if (!isAnswer) {
            QCOMPARE((**result).error().kind, ErrorKind::Incomplete);
            QVERIFY((**result).error().message.english().contains(u"may have been applied"_s));
        }
    }
}

void TestHttpTransport::asksAgainOverADeadConnection()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &request) {
        // The second request of the first connection meets a server that has just given the connection up.
        return request.connection == 1 && request.index == 2 ? ScriptedReply::raw({}, Then::Close)
                                                             : ScriptedReply::json("[]");
    });
    TransportFixture f(server);
    const auto one = f.send(get("/x"));
    AWAIT(one);
    const auto two = f.send(get("/x"));
    AWAIT(two);
    QVERIFY((**two).ok());
    QCOMPARE(server.connections(), 2);
    QCOMPARE(f.records.last().attempt, 1);
}

void TestHttpTransport::changesAvoidOldConnections()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportFixture f(server);
    AWAIT(f.send(get("/x")));
    AWAIT(f.send(change("POST", "/x")));
    QCOMPARE(server.connections(), 1);
    f.clock.advance(std::chrono::seconds(5));
    AWAIT(f.send(get("/x")));
    QCOMPARE(server.connections(), 1);
    f.clock.advance(std::chrono::seconds(5));
    AWAIT(f.send(change("POST", "/x")));
    QCOMPARE(server.connections(), 2);
}

void TestHttpTransport::keepsCaps_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::newRow("announced") << ScriptedReply::raw("HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n");
    QTest::newRow("streamed") << ScriptedReply::raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(5000, 'x'));
    QTest::newRow("chunked") << ScriptedReply::raw(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n" + QByteArray(5000, 'x') + "\r\n");
    QTest::newRow("long head") << ScriptedReply::raw(
        "HTTP/1.1 200 OK\r\nX: " + QByteArray(1'000'000, 'x'), Then::Stall);
    QTest::newRow("many fields") << ScriptedReply::raw(
        "HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(2000) + "\r\n", Then::Stall);
}

void TestHttpTransport::keepsCaps()
{
    QFETCH(ScriptedReply, reply);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([=](const ReceivedRequest &) { return reply; });
    TransportFixture f(server);
    Request request = get("/x");
    request.limits.body = 4096;
    const auto result = f.send(request);
    AWAIT(result);
    QVERIFY(!(**result).ok());
    QCOMPARE((**result).error().kind, ErrorKind::TooLarge);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpTransport::enforcesDeadlines_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<bool>("isSlow");
    QTest::addColumn<int>("seconds");
    QTest::newRow("stall") << false << false << 15;
    QTest::newRow("stall, TLS") << true << false << 15;
    QTest::newRow("byte by byte") << false << true << 60;
    QTest::newRow("byte by byte, TLS") << true << true << 60;
}

void TestHttpTransport::enforcesDeadlines()
{
    QFETCH(bool, isTls);
    QFETCH(bool, isSlow);
    QFETCH(int, seconds);
    ScriptedServer server(isTls ? ScriptedServer::Tls : ScriptedServer::Plain);
    QList<QByteArray> later;
    for (int i = 0; i < 100; ++i)
        later.append("x");
    server.handle([=](const ReceivedRequest &) {
        return ScriptedReply{
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", isSlow ? later : QList<QByteArray>(), Then::Stall};
    });
    TransportFixture f(server);
    const auto result = f.send(get("/x"));
    QTRY_COMPARE(server.requests().size(), 1);
    // A byte each 10 s keeps the idle deadline away, not the total one.
    for (int passed = 0; passed < seconds; passed += 5) {
        QVERIFY(!result->has_value());
        if (isSlow)
            server.proceed();
        QTest::qWait(30);
        f.clock.advance(std::chrono::seconds(5));
    }
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::Timeout);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpTransport::abortsAtOnce()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &request) {
        return request.target == "/wait" ? ScriptedReply::status(503) : ScriptedReply::stall();
    });
    TransportFixture f(server);
    QList<std::shared_ptr<std::optional<Result<Response>>>> slots_;
    QList<CallId> ids;
    for (int i = 0; i < 7; ++i) {
        slots_.append(f.send(get(i == 6 ? "/wait" : "/stall")));
        ids.append(f.lastId);
    }
    QTRY_COMPARE(server.requests().size(), 6);
    // Running, queued, waiting for its next attempt.
    f.transport->abort(ids[0]);
    QTRY_VERIFY(slots_[0]->has_value());
    QCOMPARE((**slots_[0]).error().kind, ErrorKind::Cancelled);
    QTRY_COMPARE(server.count("/wait"), 1);
    QTRY_VERIFY(f.records.last().retryInMs > 0);
    f.transport->abort(ids[6]);
    QTRY_VERIFY(slots_[6]->has_value());
    QCOMPARE((**slots_[6]).error().kind, ErrorKind::Cancelled);
    f.clock.advance(std::chrono::seconds(1));
    QTest::qWait(1);
    QCOMPARE(server.count("/wait"), 1);
    f.transport->abort(ids[6]);
    const auto never = f.send(get("/never"));
    f.transport->abort(f.lastId);
    AWAIT(never);
    QCOMPARE(server.count("/never"), 0);
    QCOMPARE(f.completions, 3);
}

void TestHttpTransport::completesWhenDestroyed()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server);
    const auto running = f.send(get("/x"));
    QTRY_COMPARE(server.requests().size(), 1);
    const auto queued = f.send(get("/y"));
    f.transport.reset();
    QVERIFY(running->has_value());
    QVERIFY(queued->has_value());
    QCOMPARE((**running).error().kind, ErrorKind::Cancelled);
    QCOMPARE((**queued).error().kind, ErrorKind::Cancelled);
    QCOMPARE(f.completions, 2);
}

void TestHttpTransport::forgetsADeadContext()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportFixture f(server);
    auto context = std::make_unique<QObject>();
    bool isDone = false;
    f.transport->call<int>(
        get("/x"), context.get(), [](const Response &) { return 1; }, [&](Result<int>) { isDone = true; });
    QTRY_COMPARE(server.requests().size(), 1);
    context.reset();
    QTRY_VERIFY(f.records.last().tookMs >= 0);
    QTest::qWait(5);
    QVERIFY(!isDone);
}

void TestHttpTransport::worksOnTheNetworkThread()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[1]"); });
    SystemClock clock;
    std::shared_ptr<HttpTransport> transport;
    {
        NetworkThread network;
        TransportConfig config;
        config.base = server.url();
        config.caPem = server.caPem();
        config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
        QSemaphore done;
        std::atomic<int> good = 0;
        QThread *seen = nullptr;
        for (int i = 0; i < 50; ++i) {
            transport->send(get("/x"), [&](Result<Response> result) {
                good += result.ok() && result->body == "[1]";
                seen = QThread::currentThread();
                done.release();
            });
        }
        QVERIFY(done.tryAcquire(50, 10'000));
        QCOMPARE(good, 50);
        QCOMPARE(seen, network.thread());
        QVERIFY(server.connections() <= 6);
    }
    transport.reset();
}

void TestHttpTransport::hidesSecrets()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic, "robot$ci", "canary-Secret1"));
    Request request = change("POST", "/api/v2.0/users?token=canary-t&page=1", "{\"password\":\"canary-body\"}");
    request.headers = {{"Accept", "application/json"}, {"X-Robot-Secret", "canary-header"}};
    AWAIT(f.send(request));
    QVERIFY(server.received().contains("canary-body"));
    for (const RequestRecord &record : f.records) {
        QVERIFY(!record.curl.contains(u"canary"_s));
        QVERIFY(!record.path.contains("canary"));
        QVERIFY(!record.curl.contains(QString::fromLatin1(QByteArray("robot$ci:canary-Secret1").toBase64())));
    }
    QCOMPARE(f.records.last().curl,
        u"curl -X POST -u 'robot$ci' -H 'Accept: application/json' -H 'Content-Type: application/json' "
        "--data-binary @body '%1/api/v2.0/users?token=<redacted>&page=1'"_s.arg(server.url().toString()));
    QCOMPARE(f.records.last().status, 200);
}

void TestHttpTransport::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("line break") << QByteArray("/x HTTP/1.1\r\nHost: evil\r\n\r\n");
    QTest::newRow("space") << QByteArray("/a b");
    QTest::newRow("no slash") << QByteArray("api");
    QTest::newRow("other host") << QByteArray("https://evil.example.com/");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("fragment") << QByteArray("/a#b");
    QTest::newRow("NUL") << QByteArray("/a\0b", 4);
}

void TestHttpTransport::refusesWhatCannotBeSent()
{
    QFETCH(QByteArray, path);
    ScriptedServer server(ScriptedServer::Plain);
    TransportFixture f(server);
    const auto result = f.send(get(path));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::Invalid);
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_httptransport.moc"
