// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

using namespace lotse::test;

/// The server that the other tests of this folder trust.
class TestScriptedServer : public QObject {
    Q_OBJECT
private slots:
    void answersOverTls();
    void sendsPiecesWhenTold();
    void makesCertificatesThatFail_data();
    void makesCertificatesThatFail();
};

// Opens a TLS connection that trusts the shared authority alone; the errors of the certificate otherwise.
static QList<QSslError> open(QSslSocket &socket, const ScriptedServer &server)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(server.caPem()));
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(QStringLiteral("localhost"), server.port());
    socket.waitForEncrypted();
    return socket.sslHandshakeErrors();
}

void TestScriptedServer::answersOverTls()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &request) { return ScriptedReply::json(request.body + request.target); });
    QSslSocket socket;
    QVERIFY(open(socket, server).isEmpty());
    socket.write("POST /a?b=1 HTTP/1.1\r\nX-One: 1\r\nContent-Length: 2\r\n\r\nhi");
    QByteArray got;
    QTRY_VERIFY((got += socket.readAll()).endsWith("hi/a?b=1"));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().at(0).method, QByteArray("POST"));
    QCOMPARE(server.requests().at(0).header("x-one"), QByteArray("1"));
    QCOMPARE(server.count("/a"), 1);
}

void TestScriptedServer::sendsPiecesWhenTold()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply{"one", {"two", "three"}, ScriptedReply::Then::Close};
    });
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QByteArray got;
    QTRY_COMPARE((got += socket.readAll()), QByteArray("one"));
    server.proceed();
    QTRY_COMPARE((got += socket.readAll()), QByteArray("onetwo"));
    server.proceed();
    QTRY_COMPARE((got += socket.readAll()), QByteArray("onetwothree"));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void TestScriptedServer::makesCertificatesThatFail_data()
{
    QTest::addColumn<TestIdentity>("identity");
    QTest::addColumn<QSslError::SslError>("error");
    const TestAuthority &authority = TestAuthority::shared();
    QTest::newRow("expired") << authority.issue({.notBefore = -7200, .notAfter = -3600})
                             << QSslError::CertificateExpired;
    QTest::newRow("not yet") << authority.issue({.notBefore = 3600}) << QSslError::CertificateNotYetValid;
    QTest::newRow("other name") << authority.issue(
        {.commonName = "other", .dns = {"other.example.com"}, .addresses = {}})
                                << QSslError::HostNameMismatch;
    QTest::newRow("self-signed") << TestAuthority::selfSigned() << QSslError::SelfSignedCertificate;
    QTest::newRow("other authority") << TestAuthority("Other").issue() << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("missing intermediate")
        << authority.intermediate(false).issue() << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("issuer may not") << authority.intermediate(true, false).issue() << QSslError::InvalidCaCertificate;
}

void TestScriptedServer::makesCertificatesThatFail()
{
    QFETCH(TestIdentity, identity);
    QFETCH(QSslError::SslError, error);
    ScriptedServer server(identity);
    QSslSocket socket;
    const QList<QSslError> errors = open(socket, server);
    QVERIFY(std::any_of(errors.begin(), errors.end(), [&](const QSslError &e) { return e.error() == error; }));
}

QTEST_GUILESS_MAIN(TestScriptedServer)
#include "tst_scriptedserver.moc"
