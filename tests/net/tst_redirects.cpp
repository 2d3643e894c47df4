// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transportfixture.h"

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Kind = Credentials::Kind;

/// Two origins that log what they are sent: no sign-in ever reaches the second.
class TestRedirects : public QObject {
    Q_OBJECT
private slots:
    void keepsSecretsAtHome_data();
    void keepsSecretsAtHome();
    void followsAtHome_data();
    void followsAtHome();
    void neverFollowsAChange_data();
    void neverFollowsAChange();
    void endsLoops();
    void staysBareOnTheWayBack();
};

static bool holdsASecret(const ReceivedRequest &request)
{
    for (const char *name : {"Authorization", "Cookie", "X-Harbor-CSRF-Token", "Proxy-Authorization"}) {
        if (!request.header(name).isNull())
            return true;
    }
    return false;
}

void TestRedirects::keepsSecretsAtHome_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("target"); // PORT: the other server's
    QTest::addColumn<bool>("isBlob");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *target : {"https://localhost:PORT/x", "https://LOCALHOST:PORT/x", "https://localhost.:PORT/x",
                 "https://127.0.0.1:PORT/x", "//localhost:PORT/x", "https://u:p@localhost:PORT/x",
                 "http://localhost:PORT/x"}) {
            for (const bool isBlob : {false, true})
                QTest::addRow("%d %s%s", status, target, isBlob ? " blob" : "")
                    << status << QString::fromLatin1(target) << isBlob;
        }
    }
}

void TestRedirects::keepsSecretsAtHome()
{
    QFETCH(int, status);
    QFETCH(QString, target);
    QFETCH(bool, isBlob);
    ScriptedServer other;
    other.handle([](const ReceivedRequest &) { return ScriptedReply::status(200, "blob"); });
    ScriptedServer server;
    const QByteArray location = target.replace(u"PORT"_s, QString::number(other.port())).toLatin1();
    server.handle([=](const ReceivedRequest &request) {
        if (request.path() == "/v2/")
            return ScriptedReply::status(401, "{}", {{"WWW-Authenticate", "Basic realm=x"}});
        return ScriptedReply::status(status, {}, {{"Location", location}});
    });
    TransportFixture f(server, credentialsOf(Kind::Basic));
    Request request = get(isBlob ? "/v2/a/blobs/sha256:1" : "/api/v2.0/projects");
    request.blob = isBlob;
    const auto result = f.send(request);
    AWAIT(result);
    QVERIFY(holdsASecret(server.requests().last()));
    const bool isFollowed = isBlob && !location.contains('@') && !location.startsWith("http:");
    QCOMPARE((**result).ok(), isFollowed);
    QCOMPARE(other.requests().size(), isFollowed ? 1 : 0);
    for (const ReceivedRequest &received : other.requests())
        QVERIFY(!holdsASecret(received));
    QVERIFY(!other.received().contains("right-Secret1"));
    if (isFollowed) {
        QCOMPARE((**result)->body, QByteArray("blob"));
        QCOMPARE((**result)->url.port(), int(other.port()));
    } else {
        QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
        QVERIFY((**result).error().message.english().contains(guard::originOf(server.url()).text()));
        if (!location.contains('@'))
            QVERIFY((**result).error().message.english().contains(QString::number(other.port())));
    }
}

void TestRedirects::followsAtHome_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestRedirects::followsAtHome()
{
    QFETCH(int, status);
    ScriptedServer server;
    server.handle([=](const ReceivedRequest &request) {
        return request.path() == "/old" ? ScriptedReply::status(status, "<a href>", {{"Location", "/new?x=a%252Fb"}})
                                        : ScriptedReply::json("[]");
    });
    TransportFixture f(server, credentialsOf(Kind::Basic));
    const auto result = f.send(get("/old"));
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
    QCOMPARE(server.requests().last().target, QByteArray("/new?x=a%252Fb"));
    QVERIFY(holdsASecret(server.requests().last()));
}

void TestRedirects::neverFollowsAChange_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"})
        QTest::newRow(method) << QByteArray(method);
}

void TestRedirects::neverFollowsAChange()
{
    QFETCH(QByteArray, method);
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::status(308, {}, {{"Location", "/new"}}); });
    TransportFixture f(server);
    const auto result = f.send(change(method, "/old"));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
    QCOMPARE((**result).error().status, 308);
    QCOMPARE(server.requests().size(), 1);
}

void TestRedirects::endsLoops()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::status(302, {}, {{"Location", "/x"}}); });
    TransportFixture f(server);
    const auto result = f.send(get("/x"));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
    QCOMPARE(server.requests().size(), 6);
}

void TestRedirects::staysBareOnTheWayBack()
{
    ScriptedServer other;
    ScriptedServer server;
    other.handle([home = server.url().toEncoded()](const ReceivedRequest &) {
        return ScriptedReply::status(302, {}, {{"Location", home + "/api/v2.0/secret"}});
    });
    server.handle([there = other.url().toEncoded()](const ReceivedRequest &request) {
        return request.path() == "/blob" ? ScriptedReply::status(302, {}, {{"Location", there + "/x"}})
                                         : ScriptedReply::json("[]");
    });
    TransportFixture f(server, credentialsOf(Kind::Basic));
    Request request = get("/blob");
    request.blob = true;
    const auto result = f.send(request);
    AWAIT(result);
    QVERIFY((**result).ok());
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(!holdsASecret(server.requests().last()));
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(!holdsASecret(other.requests().last()));
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
