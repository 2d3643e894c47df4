// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/clientidentity.h"
#include "support/demandingserver.h"
#include "support/transportfixture.h"

#include <QFile>
#include <QTemporaryDir>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// Client certificates over real TLS, and the times that an account sets.
class TestClientCertificate : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void readsWhatIsGood_data();
    void readsWhatIsGood();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void showsItsCertificate_data();
    void showsItsCertificate();
    void saysThatOneIsAsked_data();
    void saysThatOneIsAsked();
    void saysThatItIsRefused_data();
    void saysThatItIsRefused();
    void saysWhatAProxyInFrontSays();
    void goesOnWithThePassphrase();
    void showsItToNobodyElse();
    void waitsAsLongAsTheAccountSays_data();
    void waitsAsLongAsTheAccountSays();

private:
    QString put(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for the files of the test");
        return file.fileName();
    }
    TransportConfig config(const QUrl &url, const ClientFiles &files) const
    {
        TransportConfig out;
        out.base = url;
        out.caPem = m_servers.pem();
        out.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        out.client = files;
        out.jitter = [] { return 0.0; };
        return out;
    }
    std::optional<Result<Response>> ask(HttpTransport &transport, const Request &request = get("/x"))
    {
        auto slot = std::make_shared<std::optional<Result<Response>>>();
        transport.send(request, [slot](Result<Response> result) { slot->emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return slot->has_value(); }, 20'000))
            return std::nullopt;
        return *slot;
    }
    static void versions()
    {
        QTest::addColumn<DemandingServer::Version>("version");
        QTest::newRow("TLS 1.3") << DemandingServer::Tls13;
        QTest::newRow("TLS 1.2") << DemandingServer::Tls12;
    }

    TestAuthority m_servers{"Servers"};
    TestAuthority m_people{"People"};
    QTemporaryDir m_dir;
    ManualClock m_clock;
    QString m_certificate, m_key, m_locked, m_otherKey, m_both, m_reversed, m_rsa, m_rsaKey, m_text;
};

void TestClientCertificate::initTestCase()
{
    const TestIdentity own = m_people.issue({.commonName = "release desk", .dns = {}, .addresses = {}});
    const TestIdentity rsa = m_people.issue({.commonName = "rsa desk", .dns = {}, .addresses = {}, .rsaBits = 2048});
    const QByteArray pem = own.chain.first().toPem();
    m_certificate = put(u"client.pem"_s, pem);
    m_key = put(u"client.key"_s, own.key.toPem());
    m_locked = put(u"locked.key"_s, own.key.toPem("canary-passphrase"));
    m_otherKey = put(u"other.key"_s, m_people.issue().key.toPem());
    m_both = put(u"both.pem"_s, pem + own.key.toPem());
    m_reversed = put(u"reversed.pem"_s, m_people.pem() + pem + own.key.toPem());
    m_rsa = put(u"rsa.pem"_s, rsa.chain.first().toPem());
    m_rsaKey = put(u"rsa.key"_s, rsa.key.toPem());
    m_text = put(u"notes.txt"_s, "nothing of the kind");
}

void TestClientCertificate::readsWhatIsGood_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("name");
    QTest::newRow("two files") << m_certificate << m_key << QByteArray() << u"release desk"_s;
    QTest::newRow("one file") << m_both << QString() << QByteArray() << u"release desk"_s;
    QTest::newRow("authority first") << m_reversed << QString() << QByteArray() << u"release desk"_s;
    QTest::newRow("encrypted") << m_certificate << m_locked << QByteArray("canary-passphrase") << u"release desk"_s;
    QTest::newRow("passphrase for nothing") << m_certificate << m_key << QByteArray("spare") << u"release desk"_s;
    QTest::newRow("RSA") << m_rsa << m_rsaKey << QByteArray() << u"rsa desk"_s;
}

void TestClientCertificate::readsWhatIsGood()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, name);
    const Result<ClientIdentity> identity = readClientIdentity({certificate, key}, SecureBytes(passphrase));
    QVERIFY2(identity.ok(), qPrintable(identity.error().message.english()));
    QCOMPARE(describe(identity->chain.first()).subject, name);
    QVERIFY(!identity->key.isNull());
}

void TestClientCertificate::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("word");
    const QByteArray none;
    QTest::newRow("no certificate") << m_dir.filePath(u"away.pem"_s) << m_key << none << ErrorKind::NotFound
                                    << u"away.pem"_s;
    QTest::newRow("no key") << m_certificate << m_dir.filePath(u"away.key"_s) << none << ErrorKind::NotFound
                            << u"away.key"_s;
    QTest::newRow("a folder") << m_dir.path() << m_key << none << ErrorKind::Invalid << u"is not a file"_s;
    QTest::newRow("text for a certificate") << m_text << m_key << none << ErrorKind::Invalid << u"no certificate"_s;
    QTest::newRow("text for a key") << m_certificate << m_text << none << ErrorKind::Invalid << u"no private key"_s;
    QTest::newRow("certificate alone") << m_certificate << QString() << none << ErrorKind::Invalid
                                       << u"no private key"_s;
    QTest::newRow("key of another") << m_certificate << m_otherKey << none << ErrorKind::Invalid << u"does not match"_s;
    QTest::newRow("passphrase missing") << m_certificate << m_locked << none << ErrorKind::Secret << u"is encrypted"_s;
    QTest::newRow("passphrase wrong") << m_certificate << m_locked << QByteArray("canary-wrong") << ErrorKind::Secret
                                      << u"Wrong passphrase"_s;
}

void TestClientCertificate::saysWhatIsWrong()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, word);
    const Result<ClientIdentity> identity = readClientIdentity({certificate, key}, SecureBytes(passphrase));
    QVERIFY(!identity.ok());
    const Error error = identity.error();
    QCOMPARE(error.kind, kind);
    QVERIFY2(error.message.english().contains(word), qPrintable(error.message.english()));
    QVERIFY(!(error.message.english() + error.detail).contains(u"canary"_s));
    QCOMPARE(isKeyLocked(error), kind == ErrorKind::Secret);
    // Nothing goes out with files that cannot be used.
    DemandingServer server(m_servers.issue(), m_people.pem());
    HttpTransport transport(config(server.url(), {certificate, key}), &m_clock);
    transport.setKeyPassphrase(SecureBytes(passphrase));
    const auto result = ask(transport);
    QVERIFY(result && !result->ok());
    QCOMPARE(result->error().kind, kind);
    QCOMPARE(server.connections(), 0);
}

void TestClientCertificate::showsItsCertificate_data()
{
    versions();
}

void TestClientCertificate::showsItsCertificate()
{
    QFETCH(DemandingServer::Version, version);
    DemandingServer server(m_servers.issue(), m_people.pem(), version);
    for (const ClientFiles &files : {ClientFiles{m_certificate, m_key}, ClientFiles{m_rsa, m_rsaKey}}) {
        HttpTransport transport(config(server.url(), files), &m_clock);
        const auto result = ask(transport);
        QVERIFY(result);
        QVERIFY2(result->ok(), qPrintable(result->error().message.english() + result->error().detail));
        QCOMPARE((*result)->body, "[]");
    }
    QCOMPARE(server.answered(), (QList<QByteArray>{"release desk", "rsa desk"}));
}

void TestClientCertificate::saysThatOneIsAsked_data()
{
    versions();
}

void TestClientCertificate::saysThatOneIsAsked()
{
    QFETCH(DemandingServer::Version, version);
    DemandingServer server(m_servers.issue(), m_people.pem(), version);
    HttpTransport transport(config(server.url(), {}), &m_clock);
    transport.setAllowsChanges(true);
    for (const Request &request : {get("/x"), change("POST", "/x")}) {
        const auto result = ask(transport, request);
        QVERIFY(result && !result->ok());
        const Error error = result->error();
        QVERIFY2(error.kind == ErrorKind::Tls, qPrintable(error.message.english()));
        QVERIFY2(error.message.english().contains(u"client certificate"_s), qPrintable(error.message.english()));
        if (version == DemandingServer::Tls13)
            QCOMPARE(error.code, QLatin1StringView(clientCertificateAsked));
    }
    QCOMPARE(server.answered(), QList<QByteArray>());
    QCOMPARE(server.connections(), 2); // never tried again by itself
}

void TestClientCertificate::saysThatItIsRefused_data()
{
    versions();
}

void TestClientCertificate::saysThatItIsRefused()
{
    QFETCH(DemandingServer::Version, version);
    DemandingServer server(m_servers.issue(), TestAuthority("Others").pem(), version);
    HttpTransport transport(config(server.url(), {m_certificate, m_key}), &m_clock);
    const auto result = ask(transport);
    QVERIFY(result && !result->ok());
    QVERIFY2(result->error().kind == ErrorKind::Tls, qPrintable(result->error().message.english()));
    QVERIFY2(result->error().message.english().contains(u"rejected the client certificate"_s),
        qPrintable(result->error().message.english() + result->error().detail));
}

void TestClientCertificate::saysWhatAProxyInFrontSays()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply::status(400,
            "<html><body><center>No required SSL certificate was sent</center></body></html>",
            {{"Content-Type", "text/html"}});
    });
    TransportFixture f(server);
    const auto result = f.send(get("/api/v2.0/projects"));
    AWAIT(result);
    QCOMPARE((**result).error().code, QLatin1StringView(clientCertificateAsked));
}

void TestClientCertificate::goesOnWithThePassphrase()
{
    DemandingServer server(m_servers.issue(), m_people.pem());
    HttpTransport transport(config(server.url(), {m_certificate, m_locked}), &m_clock);
    const auto locked = ask(transport);
    QVERIFY(locked && isKeyLocked(locked->error()));
    transport.setKeyPassphrase(SecureBytes("canary-passphrase"));
    const auto open = ask(transport);
    QVERIFY(open && open->ok());
    transport.setKeyPassphrase({}); // as when the session is closed
    const auto closed = ask(transport);
    QVERIFY(closed && isKeyLocked(closed->error()));
    QCOMPARE(server.answered(), QList<QByteArray>{"release desk"});
}

void TestClientCertificate::showsItToNobodyElse()
{
    DemandingServer elsewhere(m_servers.issue(), m_people.pem());
    ScriptedServer registry(m_servers.issue());
    registry.handle([&elsewhere](const ReceivedRequest &) {
        return ScriptedReply::status(307, {}, {{"Location", elsewhere.url().toEncoded() + "/blob"}});
    });
    HttpTransport transport(config(registry.url(), {m_certificate, m_key}), &m_clock);
    Request request = get("/v2/a/blobs/sha256:0");
    request.blob = true;
    const auto result = ask(transport, request);
    QVERIFY(result && !result->ok());
    QCOMPARE(result->error().kind, ErrorKind::Tls);
    QVERIFY(elsewhere.connections() > 0); // it was asked there, bare
    QCOMPARE(elsewhere.answered(), QList<QByteArray>());
}

void TestClientCertificate::waitsAsLongAsTheAccountSays_data()
{
    QTest::addColumn<int>("timeout");
    QTest::addColumn<int>("deadline");
    QTest::addColumn<int>("ends"); ///< seconds, from when a server says nothing
    QTest::newRow("as it sees fit") << 0 << 0 << 15;
    QTest::newRow("shorter") << 3 << 0 << 3;
    QTest::newRow("longer") << 40 << 0 << 40;
    QTest::newRow("longer than the whole") << 90 << 0 << 60;
    QTest::newRow("whole longer") << 200 << 120 << 120;
    QTest::newRow("whole shorter") << 0 << 5 << 5;
}

void TestClientCertificate::waitsAsLongAsTheAccountSays()
{
    QFETCH(int, timeout);
    QFETCH(int, deadline);
    QFETCH(int, ends);
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    TransportConfig times;
    times.timeout = std::chrono::seconds(timeout);
    times.deadline = std::chrono::seconds(deadline);
    TransportFixture f(server, {}, times);
    Request request = get("/x");
    request.retry = false;
    const auto result = f.send(request);
    QTRY_COMPARE(server.requests().size(), 1);
    f.clock.advance(std::chrono::seconds(ends) - std::chrono::milliseconds(1));
    QCoreApplication::sendPostedEvents();
    QVERIFY(!result->has_value());
    f.clock.advance(std::chrono::milliseconds(1));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::Timeout);
}

QTEST_GUILESS_MAIN(TestClientCertificate)
#include "tst_clientcertificate.moc"
