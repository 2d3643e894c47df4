// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httperror.h"
#include "support/faultclasses.h"
#include "support/transportfixture.h"
#include "json/codec.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

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

void TestFaults::tellsWhatFailed_data()
{
    QTest::addColumn<FaultClass>("fault");
    for (const FaultClass &fault : faultClasses())
        QTest::newRow(fault.name) << fault;
}

void TestFaults::tellsWhatFailed()
{
    QFETCH(FaultClass, fault);
    const auto &[name, reply, kind, tries, meets] = fault;
    for (const auto transportKind : {ScriptedServer::Plain, ScriptedServer::Tls}) {
        ScriptedServer server(transportKind);
        server.handle([answer = fault.reply](const ReceivedRequest &) { return answer; });
        TransportFixture f(server);
        Request request = get("/api/v2.0/projects");
        request.limits.body = 100'000;
        const auto result = f.send(request);
        QVERIFY(f.retryUntil([&] { return result->has_value(); }));
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
    QTest::newRow("refused") << u"https://127.0.0.1:PORT"_s << u"connection refused"_s;
    QTest::newRow("no such name") << u"https://registry.invalid"_s << u"host name not found"_s;
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
    transport.setAllowsChanges(true);
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
    // The port is said: it is what has to be checked. And somebody who waits is told at once.
    QVERIFY2(read->error().message.english().contains(u":%1"_s.arg(config.base.port(443))),
        qPrintable(read->error().message.english()));
    transport.setRepeating(false);
    read.reset();
    transport.send(get("/x"), [&](Result<Response> r) { read.emplace(std::move(r)); });
    QTRY_VERIFY_WITH_TIMEOUT(read.has_value(), 15'000);
    QCOMPARE(attempts, 1);
}

void TestFaults::neverTakesACutAnswerForAWhole()
{
    const QByteArray good = twoRows();
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
    server.handle([=](const ReceivedRequest &) { return ScriptedReply{bytes, {}, ScriptedReply::Then::KeepOpen}; });
    Request request = get("/api/v2.0/x");
    request.retry = false;
    const auto result = f.send(request);
    AWAIT(result);
    if (!(**result).ok() && status == 401) { // nobody is signed in
        QCOMPARE((**result).error().kind, ErrorKind::Unauthorized);
        QCOMPARE((**result).error().status, 401);
        return;
    }
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
