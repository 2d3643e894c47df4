// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httperror.h"
#include "transportfixture.h"
#include "json/codec.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Then = ScriptedReply::Then;

struct Row {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(qint64, id)
    bool operator==(const Row &) const = default;
};

/**
 * Every fault that reading can meet, over plain HTTP and over TLS, on one kind of row: what kind of error it is, how
 * often it was tried, and that what is told is a sentence with the host in it.
 */
class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void tellsWhatFailed_data();
    void tellsWhatFailed();
    void cannotReach_data();
    void cannotReach();
    void neverTakesACutAnswerForAWhole();
    void replaysRecordedAnswers_data();
    void replaysRecordedAnswers();
    void cleanupTestCase();

private:
    // One connection for all recorded answers: each is to leave it as it should be for the next.
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<TransportFixture> m_fixture;
};

void TestFaults::cleanupTestCase()
{
    m_fixture.reset();
    m_server.reset();
}

static const QByteArray good = R"([{"name":"a","id":1},{"name":"b","id":2}])";

static QByteArray head(qsizetype length, const QByteArray &more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(length) + "\r\n"
        + more + "\r\n";
}

void TestFaults::tellsWhatFailed_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("tries");
    const auto row = [](const char *name, const ScriptedReply &reply, ErrorKind kind, int tries = 1) {
        QTest::newRow(name) << reply << kind << tries;
    };
    const auto raw = [](const QByteArray &bytes, Then then = Then::Close) { return ScriptedReply::raw(bytes, then); };
    const QByteArray nginx = "<html><head><title>502 Bad Gateway</title></head></html>";
    const QByteArray unknown = R"({"errors":[{"code":"UNKNOWN","message":"internal server error"}]})";

    row("good", ScriptedReply::json(good), ErrorKind::None);
    // Lost on the way.
    row("reset before the head", ScriptedReply::reset(), ErrorKind::Incomplete, 4);
    row("closed before the head", raw({}), ErrorKind::Incomplete, 4);
    row("reset in the head", raw("HTTP/1.1 200 OK\r\nCont", Then::Reset), ErrorKind::Incomplete, 4);
    row("closed in the head", raw("HTTP/1.1 200 OK\r\nCont"), ErrorKind::Incomplete, 4);
    row("reset in the body", raw(head(50) + "[{", Then::Reset), ErrorKind::Incomplete, 4);
    row("short body", raw(head(good.size() + 1) + good), ErrorKind::Incomplete, 4);
    row("cut chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30\r\n[{"), ErrorKind::Incomplete, 4);
    row("no last chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n"), ErrorKind::Incomplete,
        4);
    row("cut without a length", raw("HTTP/1.1 200 OK\r\n\r\n[{\"name\":\"a\"},"), ErrorKind::Incomplete, 4);
    row("bytes behind the end", raw(head(2) + "[]HTTP/1.1 200 OK\r\n"), ErrorKind::Incomplete, 4);
    row("whole without a length", raw("HTTP/1.1 200 OK\r\n\r\n" + good), ErrorKind::None);
    row("whole in HTTP/1.0", raw("HTTP/1.0 200 OK\r\n\r\n" + good), ErrorKind::None);
    // Too much, too odd.
    row("endless body", raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(200'000, ' '), Then::Stall), ErrorKind::TooLarge);
    row("300 MB announced", raw(head(300'000'000)), ErrorKind::TooLarge);
    row("long head", raw("HTTP/1.1 200 OK\r\nX: " + QByteArray(400'000, 'x'), Then::Stall), ErrorKind::TooLarge);
    row("100,000 headers", raw("HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(100'000), Then::Stall),
        ErrorKind::TooLarge);
    row("gzip", raw(head(5, "Content-Encoding: gzip\r\n") + "\x1f\x8b\x08\x01\x01"), ErrorKind::Decode);
    row("gzip twice", raw(head(5, "Content-Encoding: gzip, gzip\r\n") + "\x1f\x8b\x08\x01\x01"), ErrorKind::Decode);
    row("brotli", raw(head(2, "Content-Encoding: br\r\n") + "[]"), ErrorKind::Decode);
    row("unknown encoding", raw(head(2, "Content-Encoding: x-none\r\n") + "[]"), ErrorKind::Decode);
    row("identity", ScriptedReply::json(good, {{"Content-Encoding", "identity"}}), ErrorKind::None);
    row("no HTTP", raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ErrorKind::NotARegistry);
    row("two lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n[]"),
        ErrorKind::NotARegistry);
    // Statuses.
    row("401", ScriptedReply::status(401, "{}"), ErrorKind::Unauthorized);
    row("403", ScriptedReply::status(403, R"({"errors":[{"code":"FORBIDDEN","message":"forbidden"}]})"),
        ErrorKind::Forbidden);
    row("404", ScriptedReply::status(404, "404 page not found"), ErrorKind::NotFound);
    row("407", ScriptedReply::status(407, {}), ErrorKind::ProxyAuth);
    row("409", ScriptedReply::status(409, "{}"), ErrorKind::Conflict);
    row("412", ScriptedReply::status(412, "{}"), ErrorKind::Precondition);
    row("422", ScriptedReply::status(422, "{}"), ErrorKind::Invalid);
    row("429", ScriptedReply::status(429, "{}"), ErrorKind::RateLimited, 4);
    row("429, long wait", ScriptedReply::status(429, "{}", {{"Retry-After", "3600"}}), ErrorKind::RateLimited);
    row("500", ScriptedReply::status(500, unknown), ErrorKind::Server);
    row("500, empty", ScriptedReply::status(500), ErrorKind::Server);
    row("502, nginx", ScriptedReply::status(502, nginx, {{"Content-Type", "text/html"}}), ErrorKind::Server, 4);
    row("503", ScriptedReply::status(503, unknown), ErrorKind::Server, 4);
    row("504", ScriptedReply::status(504), ErrorKind::Server, 4);
    row("511", ScriptedReply::status(511, nginx), ErrorKind::NotARegistry);
    row("304", ScriptedReply::status(304), ErrorKind::RedirectRefused);
    row("204", raw("HTTP/1.1 204 No Content\r\n\r\n", Then::KeepOpen), ErrorKind::Decode);
    // 200, but.
    row("empty", ScriptedReply::json({}), ErrorKind::Decode);
    row("portal", ScriptedReply::status(200, "<!doctype html><html>", {{"Content-Type", "text/html"}}),
        ErrorKind::NotARegistry);
    row("captive portal", ScriptedReply::json("<html>sign in</html>"), ErrorKind::NotARegistry);
    row("captive redirect", ScriptedReply::status(302, {}, {{"Location", "http://login.example.net/"}}),
        ErrorKind::RedirectRefused);
    row("words", ScriptedReply::json("OK"), ErrorKind::NotARegistry);
    row("object for a list", ScriptedReply::json(R"({"name":"a"})"), ErrorKind::Decode);
    row("cut JSON of the right length", ScriptedReply::json(R"([{"name":"a"},{"na)"), ErrorKind::Decode);
    row("bad UTF-8", ScriptedReply::json("[{\"name\":\"\xff\"}]"), ErrorKind::Decode);
    row("lone surrogate", ScriptedReply::json(R"([{"name":"\ud800"}])"), ErrorKind::None);
    row("NaN", ScriptedReply::json(R"([NaN])"), ErrorKind::Decode);
    row("deep", ScriptedReply::json(QByteArray(60'000, '[')), ErrorKind::Decode);
    row("null for a list", ScriptedReply::json("null"), ErrorKind::None);
    row("type lies", ScriptedReply::status(200, good, {{"Content-Type", "text/plain"}}), ErrorKind::None);
}

void TestFaults::tellsWhatFailed()
{
    QFETCH(ScriptedReply, reply);
    QFETCH(ErrorKind, kind);
    QFETCH(int, tries);
    for (const auto transportKind : {ScriptedServer::Plain, ScriptedServer::Tls}) {
        ScriptedServer server(transportKind);
        server.handle([=](const ReceivedRequest &) { return reply; });
        TransportFixture f(server);
        Request request = get("/api/v2.0/projects");
        request.limits.body = 100'000;
        const auto result = f.send(request);
        QElapsedTimer timer;
        timer.start();
        while (!result->has_value() && timer.elapsed() < 5000) {
            if (!f.records.isEmpty() && f.records.last().retryInMs > 0)
                f.clock.advance(std::chrono::milliseconds(f.records.last().retryInMs));
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
        }
        QVERIFY(result->has_value());
        QCOMPARE(server.requests().size(), tries);
        const QString host = guard::originOf(server.url()).text();
        Error error = (**result).error();
        if ((**result).ok()) {
            error = requireJson(***result, "GET", host);
            if (!error) {
                const auto list = json::decodeList((**result)->body, QMetaType::fromType<Row>());
                error = list.ok() ? Error() : list.error();
            }
        }
        QCOMPARE(error.kind, kind);
        if (error) {
            const QString text = error.message.english();
            QVERIFY2(text.endsWith(u'.') && !text.contains(u'<'), qPrintable(text));
            QVERIFY(kind == ErrorKind::Decode || text.contains(u"localhost"_s) || text.contains(u"127.0.0.1"_s));
        }
        QCOMPARE(f.completions, 1);
    }
}

void TestFaults::cannotReach_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("word");
    QTest::newRow("refused") << u"https://127.0.0.1:PORT"_s << u"refuses"_s;
    QTest::newRow("no such name") << u"https://registry.invalid"_s << u"name"_s;
}

void TestFaults::cannotReach()
{
    QFETCH(QString, address);
    QFETCH(QString, word);
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    address.replace(u"PORT"_s, QString::number(gone.serverPort()));
    gone.close();
    TransportConfig config;
    config.base = QUrl(address);
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    config.jitter = [] { return 0.0; };
    ManualClock clock;
    HttpTransport transport(config, &clock);
    std::optional<Result<Response>> written;
    transport.send(change("POST", "/x"), [&](Result<Response> r) { written.emplace(std::move(r)); });
    QTRY_VERIFY_WITH_TIMEOUT(written.has_value(), 15'000);
    QCOMPARE(written->error().kind, ErrorKind::Unreachable);
    QVERIFY(written->error().message.english().contains(word));
    QVERIFY(written->error().message.english().contains(u"Nothing was changed"_s));
    std::optional<Result<Response>> read;
    int attempts = 0;
    connect(&transport, &Transport::requestChanged, this, [&](const RequestRecord &r) { attempts = r.attempt; });
    transport.send(get("/x"), [&](Result<Response> r) { read.emplace(std::move(r)); });
    for (int attempt = 2; attempt <= 4; ++attempt) {
        QTRY_COMPARE_WITH_TIMEOUT(attempts, attempt, 15'000);
        clock.advance(std::chrono::seconds(4));
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(read.has_value(), 15'000);
    QCOMPARE(read->error().kind, ErrorKind::Unreachable);
}

void TestFaults::neverTakesACutAnswerForAWhole()
{
    const QByteArray whole = ScriptedReply::json(good).bytes;
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([&](const ReceivedRequest &request) { return ScriptedReply::raw(whole.left(request.index - 1)); });
    TransportFixture f(server);
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        Request request = get("/x");
        request.retry = false;
        const auto result = f.send(request);
        AWAIT(result);
        QVERIFY(!(**result).ok());
        QCOMPARE((**result).error().kind, ErrorKind::Incomplete);
    }
    const auto result = f.send(get("/x"));
    AWAIT(result);
    QCOMPARE((**result)->body, good);
}

void TestFaults::replaysRecordedAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-captures"));
    const QStringList files = folder.entryList({u"*.http"_s}, QDir::Files, QDir::Name);
    if (files.isEmpty())
        QSKIP("No recorded exchanges here.");
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll().replace("\r\n", "\n");
        const qsizetype at = text.indexOf("\nHTTP/1.1 ");
        if (at < 0 || text.size() > 300'000)
            continue;
        QTest::newRow(qPrintable(name)) << text.mid(at + 1);
    }
}

// The head as it was recorded; the length anew, because the body was kept as text.
void TestFaults::replaysRecordedAnswers()
{
    QFETCH(QByteArray, answer);
    const qsizetype end = answer.indexOf("\n\n");
    QByteArray body = end < 0 ? QByteArray() : answer.mid(end + 2);
    if (body.endsWith('\n'))
        body.chop(1);
    const int status = answer.mid(9, 3).toInt();
    if (status == 204)
        body.clear();
    QByteArray bytes;
    for (const QByteArray &line : answer.left(end).split('\n')) {
        if (!line.toLower().startsWith("content-length:") && !line.toLower().startsWith("transfer-encoding:"))
            bytes += line + "\r\n";
    }
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    if (!m_server) {
        m_server = std::make_unique<ScriptedServer>();
        m_fixture = std::make_unique<TransportFixture>(*m_server);
    }
    ScriptedServer &server = *m_server;
    TransportFixture &f = *m_fixture;
    server.handle([=](const ReceivedRequest &) { return ScriptedReply{bytes, {}, Then::KeepOpen}; });
    Request request = get("/api/v2.0/x");
    request.retry = false;
    const auto result = f.send(request);
    AWAIT(result);
    if (!(**result).ok()) {
        QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
        QVERIFY(status >= 300 && status < 400);
        return;
    }
    QCOMPARE((**result)->status, status);
    QCOMPARE((**result)->body, body);
    QVERIFY(server.requests().last().header("Cookie").isNull());
    QCOMPARE(bool(toError(***result, "GET", u"h"_s)), true);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
