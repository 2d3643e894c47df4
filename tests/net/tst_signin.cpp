// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionserver.h"
#include "support/transportfixture.h"

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Kind = Credentials::Kind;

/// Sessions and Basic, each against a server that is as strict as the real one.
class TestSignIn : public QObject {
    Q_OBJECT
private slots:
    void signsInOnceForAll();
    void listsItsSignIns();
    void sendsTheNewestToken();
    void noticesAnEndedSession_data();
    void noticesAnEndedSession();
    void leavesAChangeToItsSender();
    void renewsOnceARequest();
    void renewsWhenAsked();
    void triesAWrongPasswordOnce_data();
    void triesAWrongPasswordOnce();
    void saysThatNobodyIsSignedIn();
    void goesOnWithNewCredentials();
    void keepsSignInAfterALostAnswer();
    void refusesAFormThatIsNotHarbors();
    void neverSendsCookiesOtherwise_data();
    void neverSendsCookiesOtherwise();
    void sendsNothingWhenAskedTo();
};

void TestSignIn::signsInOnceForAll()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    for (int i = 0; i < 8; ++i)
        f.send(get("/api/v2.0/users/current"));
    QTRY_COMPARE(f.completions, 8);
    QCOMPARE(harbor.logins(), 1);
    QCOMPARE(server.count("/c/login"), 2);
    for (const ReceivedRequest &request : server.requests()) {
        QVERIFY(request.header("Authorization").isNull());
        QVERIFY(request.header("Referer").isNull());
        if (request.path() != "/c/login")
            QVERIFY(request.header("Cookie").contains("sid=sid"));
    }
    for (const RequestRecord &record : f.records)
        QVERIFY(!record.curl.contains(u"right-Secret1"_s));
}

// The dock lists every request, those of a sign-in too; none of them tells the secret.
void TestSignIn::listsItsSignIns()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get("/api/v2.0/users/current")));
    QList<RequestRecord> ended;
    std::copy_if(f.records.begin(), f.records.end(), std::back_inserter(ended),
        [](const RequestRecord &record) { return record.isSignIn && record.tookMs >= 0; });
    QCOMPARE(ended.size(), 2);
    QCOMPARE(ended[0].method, QByteArray("GET"));
    QCOMPARE(ended[0].path, QByteArray("/c/login"));
    QCOMPARE(ended[0].status, 404);
    QCOMPARE(ended[1].method, QByteArray("POST"));
    QCOMPARE(ended[1].status, 200);
    QVERIFY(ended[0].id != ended[1].id);
    QCOMPARE(ended[1].curl,
        u"curl -X POST -H 'Content-Type: application/x-www-form-urlencoded' --data-binary @body '%1/c/login'"_s.arg(
            server.url().toString()));
    QVERIFY(!ended[1].requestId.isEmpty());
    QCOMPARE(server.requests()[1].header("X-Request-Id"), ended[1].requestId);
}

void TestSignIn::sendsTheNewestToken()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    QByteArray last;
    for (int i = 0; i < 3; ++i) {
        const auto result = f.send(change("POST", "/api/v2.0/labels"));
        AWAIT(result);
        QCOMPARE((**result)->status, 201);
        const QByteArray token = server.requests().last().header("X-Harbor-CSRF-Token");
        QVERIFY(token != last);
        if (!last.isEmpty())
            QVERIFY(token != last);
        last = token;
    }
    const auto read = f.send(get("/api/v2.0/users/current"));
    AWAIT(read);
    QVERIFY(server.requests().last().header("X-Harbor-CSRF-Token").isNull());
}

void TestSignIn::noticesAnEndedSession_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("401") << QByteArray("/api/v2.0/users/current") << QByteArray(R"({"username":"ops"})");
    QTest::newRow("200 for anybody") << QByteArray("/api/v2.0/projects") << QByteArray(R"(["library","secret"])");
}

void TestSignIn::noticesAnEndedSession()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get(path)));
    harbor.endSessions();
    QList<std::shared_ptr<std::optional<Result<Response>>>> results;
    for (int i = 0; i < 8; ++i)
        results.append(f.send(get(path)));
    for (const auto &result : results) {
        AWAIT(result);
        QCOMPARE((**result)->status, 200);
        QCOMPARE((**result)->body, body);
    }
    QCOMPARE(harbor.logins(), 2);
    QVERIFY(f.signInNeeded.isEmpty());
}

void TestSignIn::leavesAChangeToItsSender()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get("/api/v2.0/projects")));
    harbor.endSessions();
    const auto refused = f.send(change("POST", "/api/v2.0/labels"));
    AWAIT(refused);
    QCOMPARE((**refused)->status, 401);
    QCOMPARE(server.count("/api/v2.0/labels"), 1);
    QTRY_COMPARE(harbor.logins(), 2);
    const auto again = f.send(change("POST", "/api/v2.0/labels"));
    AWAIT(again);
    QCOMPARE((**again)->status, 201);
    QCOMPARE(harbor.logins(), 2);
}

void TestSignIn::renewsOnceARequest()
{
    ScriptedServer server;
    SessionServer harbor(server);
    harbor.refuseSessions();
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    const auto result = f.send(get("/api/v2.0/users/current"));
    AWAIT(result);
    QCOMPARE((**result)->status, 401);
    QCOMPARE(harbor.logins(), 2);
    QCOMPARE(server.count("/api/v2.0/users/current"), 2);
}

void TestSignIn::renewsWhenAsked()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get("/api/v2.0/projects")));
    f.transport->renewSignIn();
    QTRY_COMPARE(harbor.logins(), 2);
    AWAIT(f.send(get("/api/v2.0/projects")));
    QCOMPARE(harbor.logins(), 2);
}

void TestSignIn::triesAWrongPasswordOnce_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("session") << Kind::HarborSession << QByteArray("/api/v2.0/users/current");
    QTest::newRow("Basic") << Kind::Basic << QByteArray("/api/v2.0/users/current");
    QTest::newRow("Basic at /v2/") << Kind::Basic << QByteArray("/v2/_catalog");
    QTest::newRow("token") << Kind::Bearer << QByteArray("/v2/_catalog");
}

void TestSignIn::triesAWrongPasswordOnce()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, path);
    ScriptedServer server;
    std::unique_ptr<SessionServer> harbor;
    std::atomic<int> tries = 0;
    if (kind == Kind::HarborSession) {
        harbor = std::make_unique<SessionServer>(server);
    } else {
        server.handle([&tries, kind, url = server.url()](const ReceivedRequest &request) {
            tries += !request.header("Authorization").isNull();
            if (kind == Kind::Basic)
                return ScriptedReply::status(401, "{}", {{"WWW-Authenticate", "Basic realm=\"x\""}});
            if (request.path() == "/token")
                return ScriptedReply::status(401, "{}");
            return ScriptedReply::status(
                401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + url.toEncoded() + "/token\",service=\"s\""}});
        });
    }
    TransportFixture f(server, credentialsOf(kind, "ops", "wrong-Secret1"));
    QList<std::shared_ptr<std::optional<Result<Response>>>> results;
    for (int i = 0; i < 8; ++i) {
        Request request = get(path);
        request.scope = "registry:catalog:*," + QByteArray::number(i);
        results.append(f.send(request));
    }
    QTRY_COMPARE(f.completions, 8);
    results.append(f.send(get(path)));
    results.append(f.send(change("POST", path)));
    QTRY_COMPARE(f.completions, 10);
    f.clock.advance(std::chrono::hours(1));
    QTest::qWait(5);
    QCOMPARE(harbor ? harbor->logins() : tries.load(), 1);
    QCOMPARE(f.signInNeeded.size(), 1);
    QCOMPARE(f.signInNeeded[0].kind, ErrorKind::Unauthorized);
    int answers = 0;
    for (const auto &result : results) {
        if ((**result).ok())
            answers += (**result)->status == 401;
        else
            QCOMPARE((**result).error().kind, ErrorKind::Unauthorized);
    }
    QVERIFY(answers <= 1);
    // Who asks for nothing of the account still gets an answer.
    Request bare = get(path);
    bare.signIn = false;
    const auto open = f.send(bare);
    AWAIT(open);
    QCOMPARE((**open)->status, 401);
}

// Whoever gave no password cannot have given a wrong one.
void TestSignIn::saysThatNobodyIsSignedIn()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply::status(401, R"({"errors":[{"code":"UNAUTHORIZED","message":"no"}]})");
    });
    TransportFixture f(server);
    const auto refused = f.send(get("/api/v2.0/users"));
    AWAIT(refused);
    QVERIFY(!(**refused).ok());
    const Error error = (**refused).error();
    QCOMPARE(error.kind, ErrorKind::Unauthorized);
    QCOMPARE(error.status, 401);
    QVERIFY(error.message.english().startsWith(u"Not signed in"_s));
    QVERIFY(!error.message.english().contains(u"password"_s));
    QCOMPARE(error.detail, u"UNAUTHORIZED: no"_s);
    // What looks whether somebody has to sign in sees the answer itself.
    const auto ping = f.send(get("/v2/"));
    AWAIT(ping);
    QCOMPARE((**ping)->status, 401);
}

void TestSignIn::goesOnWithNewCredentials()
{
    ScriptedServer server;
    SessionServer harbor(server);
    harbor.setPassword("new&Secret=2");
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get("/api/v2.0/users/current")));
    QCOMPARE(f.signInNeeded.size(), 1);
    f.transport->setCredentials(credentialsOf(Kind::HarborSession, "ops", "new&Secret=2"));
    const auto result = f.send(get("/api/v2.0/users/current"));
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
    QCOMPARE(harbor.logins(), 2);
    QCOMPARE(f.signInNeeded.size(), 1);
}

void TestSignIn::keepsSignInAfterALostAnswer()
{
    ScriptedServer server;
    std::atomic<bool> isUp = false;
    server.handle([&isUp](const ReceivedRequest &) {
        return isUp ? ScriptedReply::status(404, {}, {{"X-Harbor-CSRF-Token", "t"}, {"Set-Cookie", "_gorilla_csrf=c"}})
                    : ScriptedReply::reset();
    });
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    const auto result = f.send(get("/api/v2.0/users/current"));
    QTRY_VERIFY(!f.records.isEmpty() && f.records.last().retryInMs == 1000);
    QVERIFY(f.signInNeeded.isEmpty());
    isUp = true;
    f.clock.advance(std::chrono::seconds(1));
    AWAIT(result);
    QCOMPARE(server.count("/c/login"), 3);
}

void TestSignIn::refusesAFormThatIsNotHarbors()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) { return ScriptedReply::status(200, "<html>"); });
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    const auto result = f.send(get("/api/v2.0/users/current"));
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::NotARegistry);
    QVERIFY(!server.received().contains("right-Secret1"));
    QCOMPARE(server.requests().size(), 1);
}

void TestSignIn::neverSendsCookiesOtherwise_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("none") << Kind::None << QByteArray();
    QTest::newRow("Basic") << Kind::Basic << "Basic " + QByteArray("ops:right-Secret1").toBase64();
    QTest::newRow("bearer") << Kind::Bearer << QByteArray();
    QTest::newRow("id token") << Kind::IdToken << QByteArray("Bearer right-Secret1");
}

void TestSignIn::neverSendsCookiesOtherwise()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, authorization);
    ScriptedServer server;
    server.handle([](const ReceivedRequest &) {
        return ScriptedReply::json("[]", {{"Set-Cookie", "sid=1; Path=/"}, {"X-Harbor-CSRF-Token", "t"}});
    });
    TransportFixture f(server, credentialsOf(kind));
    for (int i = 0; i < 3; ++i) {
        AWAIT(f.send(i == 2 ? change("POST", "/api/v2.0/labels") : get("/api/v2.0/labels")));
        QVERIFY(server.requests().last().header("Cookie").isNull());
        QVERIFY(server.requests().last().header("X-Harbor-CSRF-Token").isNull());
        QCOMPARE(server.requests().last().header("Authorization"), authorization);
    }
}

void TestSignIn::sendsNothingWhenAskedTo()
{
    ScriptedServer server;
    SessionServer harbor(server);
    TransportFixture f(server, credentialsOf(Kind::HarborSession));
    AWAIT(f.send(get("/api/v2.0/users/current")));
    Request request = get("/api/v2.0/projects");
    request.signIn = false;
    const auto result = f.send(request);
    AWAIT(result);
    QCOMPARE((**result)->body, QByteArray(R"(["library"])"));
    QVERIFY(server.requests().last().header("Cookie").isNull());
    AWAIT(f.send(get("/api/v2.0/users/current")));
    QCOMPARE(harbor.logins(), 1);
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
