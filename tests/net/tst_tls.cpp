// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transportfixture.h"

#include <QSignalSpy>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// Certificates that are wrong, keys that change: nothing is sent.
class TestTls : public QObject {
    Q_OBJECT
private slots:
    void failsClosed_data();
    void failsClosed();
    void namesAWeakCertificate();
    void namesOldProtocols();
    void namesPlainHttp();
    void wantsThisAuthorityAlone();
    void acceptsWhatIsGood_data();
    void acceptsWhatIsGood();
    void keepsThePin();
    void stopsAtAnotherKey_data();
    void stopsAtAnotherKey();
    void wantsHttpsUnlessToldOtherwise();
};

void TestTls::failsClosed_data()
{
    QTest::addColumn<TestIdentity>("identity");
    QTest::addColumn<QString>("word");
    const TestAuthority &authority = TestAuthority::shared();
    QTest::newRow("expired") << authority.issue({.notBefore = -7200, .notAfter = -3600}) << u"expired"_s;
    QTest::newRow("not yet valid") << authority.issue({.notBefore = 3600}) << u"not valid yet"_s;
    QTest::newRow("other name") << authority.issue(
        {.commonName = "other", .dns = {"other.example.com"}, .addresses = {}})
                                << u"another host name"_s;
    QTest::newRow("wildcard of another level")
        << authority.issue({.commonName = "other", .dns = {"*.localhost"}, .addresses = {}}) << u"another host name"_s;
    QTest::newRow("NUL in the name") << authority.issue(
        {.commonName = QByteArray("localhost\0.evil.net", 19), .dns = {"evil.example.net"}, .addresses = {}})
                                     << u"another host name"_s;
    QTest::newRow("self-signed") << TestAuthority::selfSigned() << u"is self-signed"_s;
    QTest::newRow("other authority") << TestAuthority("Other").issue() << u"untrusted CA"_s;
    QTest::newRow("missing intermediate") << authority.intermediate(false).issue() << u"intermediate"_s;
    QTest::newRow("issuer may not issue")
        << authority.intermediate(true, false).issue() << u"signed by a certificate that is not a CA"_s;
    QTest::newRow("RSA 1024") << authority.issue({.rsaBits = 1024}) << QString();
    QTest::newRow("SHA-1") << authority.issue({.sha1 = true}) << QString();
}

void TestTls::failsClosed()
{
    QFETCH(TestIdentity, identity);
    QFETCH(QString, word);
    ScriptedServer server(identity);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic));
    for (Request request : {get("/api/v2.0/projects"), change("POST", "/api/v2.0/projects")}) {
        request.retry = !word.isEmpty(); // a wrong certificate is never tried again, a handshake that broke off is
        const auto result = f.send(request);
        AWAIT(result);
        QVERIFY(!(**result).ok());
        // What OpenSSL refuses on the server's side ends as a handshake that the server breaks off.
        QVERIFY((**result).error().kind == ErrorKind::Tls || word.isEmpty());
        QVERIFY2((**result).error().message.english().contains(word), qPrintable((**result).error().message.english()));
        QVERIFY((**result).error().message.english().contains(u"localhost"_s));
    }
    QCOMPARE(server.received(), QByteArray());
}

// Qt has no name for what OpenSSL finds too weak, and says "Unknown error".
void TestTls::namesAWeakCertificate()
{
    const auto told = [](const CertificateWish &wish) {
        const QSslCertificate certificate = TestAuthority::shared().issue(wish).chain.first();
        return tlsError({QSslError(QSslError::UnspecifiedError, certificate)}, {}, u"h.example.com"_s);
    };
    const Error small = told({.rsaBits = 1024});
    QCOMPARE(small.kind, ErrorKind::Tls);
    QVERIFY(small.text().contains(u"h.example.com"_s) && small.text().contains(u"too weak"_s));
    QVERIFY2(small.detail.contains(u"1024 bits"_s), qPrintable(small.detail));
    const Error old = told({.sha1 = true});
    QVERIFY(old.text().contains(u"too weak"_s));
    QVERIFY2(old.detail.contains(u"sha1"_s, Qt::CaseInsensitive), qPrintable(old.detail));
    QVERIFY(!told({}).text().contains(u"too weak"_s));
    for (const Error &error : {small, old, told({})})
        QVERIFY(!error.detail.contains(u"Unknown"_s));
}

void TestTls::namesOldProtocols()
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    ScriptedServer server(TestAuthority::shared().issue(), QSsl::TlsV1_1);
    QT_WARNING_POP
    TransportFixture f(server);
    const auto result = f.send(change("POST", "/x"));
    AWAIT(result);
    QVERIFY((**result).error().kind == ErrorKind::Tls || (**result).error().kind == ErrorKind::Unreachable);
    QCOMPARE(server.received(), QByteArray());
}

void TestTls::namesPlainHttp()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportConfig config;
    config.base = server.url();
    config.base.setScheme(u"https"_s);
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    config.credentials = credentialsOf(Credentials::Kind::Basic);
    ManualClock clock;
    HttpTransport transport(config, &clock);
    transport.setAllowsChanges(true);
    std::optional<Result<Response>> result;
    transport.send(change("POST", "/x"), [&](Result<Response> r) { result.emplace(std::move(r)); });
    // The server waits for more of what it takes for a request: closing it is what a real one does.
    QTRY_VERIFY(server.received().size() > 0);
    QVERIFY(!server.received().contains("Authorization"));
    server.closeConnections();
    QTRY_VERIFY(result.has_value());
    QVERIFY(!result->ok());
}

void TestTls::wantsThisAuthorityAlone()
{
    ScriptedServer server;
    TransportConfig config;
    config.caPem = TestAuthority("Other").pem();
    TransportFixture f(server, {}, config);
    const auto result = f.send(get("/x"));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::Tls);
}

void TestTls::acceptsWhatIsGood_data()
{
    QTest::addColumn<TestIdentity>("identity");
    QTest::addColumn<int>("chain");
    QTest::newRow("P-256") << TestAuthority::shared().issue() << 1;
    QTest::newRow("RSA 2048") << TestAuthority::shared().issue({.rsaBits = 2048}) << 1;
    QTest::newRow("intermediate") << TestAuthority::shared().intermediate().issue() << 2;
}

void TestTls::acceptsWhatIsGood()
{
    QFETCH(TestIdentity, identity);
    QFETCH(int, chain);
    ScriptedServer server(identity);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportFixture f(server);
    const auto result = f.send(get("/x"));
    AWAIT(result);
    QVERIFY((**result).ok());
    const Peer peer = f.transport->peerInfo();
    QCOMPARE(peer.chain.size(), chain);
    QCOMPARE(peer.chain[0].spkiSha256, spkiSha256(identity.chain[0]));
    QCOMPARE(peer.chain[0].spkiSha256.size(), 64);
    QCOMPARE(peer.chain.last().issuer, u"Test authority"_s);
}

void TestTls::keepsThePin()
{
    const TestIdentity identity = TestAuthority::shared().issue();
    ScriptedServer server(identity);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportConfig config;
    config.pinSpkiSha256 = spkiSha256(identity.chain[0]).toUpper();
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic), config);
    const auto result = f.send(get("/x"));
    AWAIT(result);
    QVERIFY((**result).ok());
}

void TestTls::stopsAtAnotherKey_data()
{
    QTest::addColumn<bool>("hadConnection");
    QTest::newRow("at first") << false;
    QTest::newRow("between requests") << true;
}

void TestTls::stopsAtAnotherKey()
{
    QFETCH(bool, hadConnection);
    const TestIdentity first = TestAuthority::shared().issue();
    const TestIdentity second = TestAuthority::shared().issue();
    ScriptedServer server(first);
    server.handle([](const ReceivedRequest &) { return ScriptedReply::json("[]"); });
    TransportConfig config;
    config.pinSpkiSha256 = spkiSha256(first.chain[0]);
    TransportFixture f(server, credentialsOf(Credentials::Kind::Basic), config);
    QSignalSpy changed(f.transport.get(), &HttpTransport::pinChanged);
    if (hadConnection) {
        AWAIT(f.send(get("/x")));
        server.closeConnections();
    }
    const QByteArray before = server.received();
    server.setIdentity(second);
    // Several at a time: each of the connections has to be looked at, not just the first.
    QList<std::shared_ptr<std::optional<Result<Response>>>> results;
    for (int i = 0; i < 8; ++i)
        results.append(f.send(i % 2 ? get("/x") : change("POST", "/x")));
    for (const auto &result : results) {
        AWAIT(result);
        QCOMPARE((**result).error().kind, ErrorKind::PinChanged);
        QVERIFY((**result).error().detail.contains(QString::fromLatin1(spkiSha256(second.chain[0]))));
        QVERIFY((**result).error().detail.contains(QString::fromLatin1(config.pinSpkiSha256)));
    }
    QCOMPARE(server.received(), before);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed[0][0].value<PeerCertificate>().spkiSha256, spkiSha256(second.chain[0]));
    QCOMPARE(changed[0][1].toByteArray(), config.pinSpkiSha256);
}

void TestTls::wantsHttpsUnlessToldOtherwise()
{
    ScriptedServer server(ScriptedServer::Plain);
    TransportConfig config;
    config.base = server.url();
    ManualClock clock;
    HttpTransport transport(config, &clock);
    std::optional<Result<Response>> result;
    transport.send(get("/x"), [&](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().kind, ErrorKind::Invalid);
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
