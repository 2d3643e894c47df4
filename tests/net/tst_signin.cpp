// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionserver.h"
#include "support/transportfixture.h"

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Kind = Credentials::Kind;

/// Sessions, Basic and tokens, each against a server that is as strict as the real one.
class TestSignIn : public QObject {
    Q_OBJECT
private slots:
    void signsInOnceForAll();
    void sendsTheNewestToken();
    void noticesAnEndedSession_data();
    void noticesAnEndedSession();
    void leavesAChangeToItsSender();
    void renewsOnceARequest();
    void renewsWhenAsked();
    void triesAWrongPasswordOnce_data();
    void triesAWrongPasswordOnce();
    void goesOnWithNewCredentials();
    void keepsSignInAfterALostAnswer();
    void refusesAFormThatIsNotHarbors();
    void neverSendsCookiesOtherwise_data();
    void neverSendsCookiesOtherwise();
    void sendsNothingWhenAskedTo();
    void getsOneTokenForMany();
    void renewsTokensBeforeTheyEnd_data();
    void renewsTokensBeforeTheyEnd();
    void renewsARefusedToken();
    void followsTheChallengesScope();
    void usesBasicWhereAskedTo();
    void leavesBasicOutForZot();
    void getsTokensWithoutAPassword();
    void sendsNoPasswordToARefusedRealm_data();
    void sendsNoPasswordToARefusedRealm();
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

// A registry with tokens: `/token` at the same origin.
static void serveTokens(ScriptedServer &server, const QByteArray &answer, std::function<bool(QByteArray)> accepts,
    const QByteArray &challengeScope = {})
{
    server.handle([=, count = 0, url = server.url()](const ReceivedRequest &request) mutable {
        if (request.path() == "/token")
            return ScriptedReply::json(QByteArray(answer).replace("@", QByteArray::number(++count)));
        if (accepts(request.header("Authorization")))
            return ScriptedReply::json("[]");
        QByteArray challenge = "Bearer realm=\"" + url.toEncoded() + "/token\",service=\"the service\"";
        if (!challengeScope.isEmpty() && request.path() != "/v2/")
            challenge += ",scope=\"" + challengeScope + '"';
        return ScriptedReply::status(401, "{}", {{"Www-Authenticate", challenge}});
    });
}

static Request pull(const QByteArray &path = "/v2/a/b/tags/list", const QByteArray &scope = "repository:a/b:pull")
{
    Request request = get(path);
    request.scope = scope;
    return request;
}

void TestSignIn::getsOneTokenForMany()
{
    ScriptedServer server;
    serveTokens(server, R"({"token":"","access_token":"t@","expires_in":300})",
        [](const QByteArray &given) { return given.startsWith("Bearer t"); });
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    for (int i = 0; i < 8; ++i)
        f.send(pull());
    QTRY_COMPARE(f.completions, 8);
    QCOMPARE(server.count("/token"), 1);
    QCOMPARE(server.count("/v2/"), 1);
    QCOMPARE(server.count("/v2/a/b/tags/list"), 8);
    for (const ReceivedRequest &request : server.requests()) {
        if (request.path() == "/token") {
            QCOMPARE(request.target, QByteArray("/token?service=the%20service&scope=repository%3Aa%2Fb%3Apull"));
            QCOMPARE(request.header("Authorization"), "Basic " + QByteArray("ops:right-Secret1").toBase64());
        }
    }
    AWAIT(f.send(pull("/v2/c/tags/list", "repository:c:pull")));
    QCOMPARE(server.count("/token"), 2);
}

void TestSignIn::renewsTokensBeforeTheyEnd_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("good"); // seconds
    QTest::newRow("no lifetime") << QByteArray(R"({"token":"t@"})") << 48;
    QTest::newRow("too short") << QByteArray(R"({"token":"t@","expires_in":5})") << 48;
    QTest::newRow("negative") << QByteArray(R"({"token":"t@","expires_in":-5})") << 48;
    QTest::newRow("Harbor") << QByteArray(R"({"token":"t@","access_token":"","expires_in":1800})") << 1770;
    QTest::newRow("server's clock is wrong")
        << QByteArray(R"({"token":"t@","expires_in":300,"issued_at":"1999-01-01T00:00:00Z"})") << 270;
}

void TestSignIn::renewsTokensBeforeTheyEnd()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, good);
    ScriptedServer server;
    serveTokens(server, answer, [](const QByteArray &given) { return given.startsWith("Bearer t"); });
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    AWAIT(f.send(pull()));
    f.clock.advance(std::chrono::seconds(good - 1));
    AWAIT(f.send(pull()));
    QCOMPARE(server.count("/token"), 1);
    f.clock.advance(std::chrono::seconds(1));
    AWAIT(f.send(pull()));
    QCOMPARE(server.count("/token"), 2);
    QCOMPARE(server.requests().last().header("Authorization"), QByteArray("Bearer t2"));
}

void TestSignIn::renewsARefusedToken()
{
    ScriptedServer server;
    auto good = std::make_shared<std::atomic<int>>(1);
    serveTokens(server, R"({"token":"t@","expires_in":1800})",
        [good](const QByteArray &given) { return given == "Bearer t" + QByteArray::number(*good); });
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    AWAIT(f.send(pull()));
    *good = 2;
    QList<std::shared_ptr<std::optional<Result<Response>>>> results;
    for (int i = 0; i < 8; ++i)
        results.append(f.send(pull()));
    for (const auto &result : results) {
        AWAIT(result);
        QCOMPARE((**result)->status, 200);
    }
    QCOMPARE(server.count("/token"), 2);
    *good = -1;
    const auto refused = f.send(pull());
    AWAIT(refused);
    QCOMPARE((**refused)->status, 401);
    QCOMPARE(server.count("/token"), 3);
    QVERIFY(f.signInNeeded.isEmpty());
}

void TestSignIn::followsTheChallengesScope()
{
    ScriptedServer server;
    serveTokens(
        server, R"({"token":"t@"})", [](const QByteArray &given) { return given == "Bearer t2"; }, "repository::pull");
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    const auto result = f.send(get("/v2/_catalog"));
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
    const auto requests = server.requests();
    QVERIFY(std::any_of(requests.begin(), requests.end(), [](const ReceivedRequest &request) {
        return request.target == "/token?service=the%20service&scope=repository%3A%3Apull";
    }));
}

void TestSignIn::usesBasicWhereAskedTo()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &request) {
        // zot that lets everyone read: 200, and a challenge beside it.
        return request.path() == "/v2/" ? ScriptedReply::status(200, "{}", {{"Www-Authenticate", "basic realm=zot"}})
                                        : ScriptedReply::json("[]");
    });
    TransportFixture f(server, credentialsOf(Kind::Basic));
    AWAIT(f.send(pull()));
    QCOMPARE(server.requests().last().header("Authorization"), "Basic " + QByteArray("ops:right-Secret1").toBase64());
    TransportFixture anonymous(server);
    AWAIT(anonymous.send(pull()));
    QVERIFY(server.requests().last().header("Authorization").isNull());
}

void TestSignIn::leavesBasicOutForZot()
{
    ScriptedServer server;
    server.handle([](const ReceivedRequest &request) {
        if (request.path() == "/v2/")
            return ScriptedReply::status(200, "{}", {{"Www-Authenticate", "basic realm=zot"}});
        // With tokens only: a Basic that nobody asked for is refused without a challenge.
        return request.header("Authorization").isNull() ? ScriptedReply::json("[]") : ScriptedReply::status(401, "{}");
    });
    TransportFixture f(server, credentialsOf(Kind::Basic));
    const auto result = f.send(pull());
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
}

void TestSignIn::getsTokensWithoutAPassword()
{
    ScriptedServer server;
    serveTokens(server, R"({"token":"t@"})", [](const QByteArray &given) { return given == "Bearer t1"; });
    TransportFixture f(server);
    const auto result = f.send(pull());
    AWAIT(result);
    QCOMPARE((**result)->status, 200);
    for (const ReceivedRequest &request : server.requests())
        QVERIFY(!request.header("Authorization").startsWith("Basic"));
}

void TestSignIn::sendsNoPasswordToARefusedRealm_data()
{
    QTest::addColumn<QString>("realm"); // PORT: the other server's
    QTest::addColumn<bool>("isConfirmed");
    QTest::newRow("other port") << u"https://localhost:PORT/token"_s << false;
    QTest::newRow("by address") << u"https://127.0.0.1:PORT/token"_s << true;
    QTest::newRow("http") << u"http://localhost:PORT/token"_s << true;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("user") << u"https://localhost@localhost:PORT/token"_s << true;
}

void TestSignIn::sendsNoPasswordToARefusedRealm()
{
    QFETCH(QString, realm);
    QFETCH(bool, isConfirmed);
    ScriptedServer other;
    ScriptedServer server;
    const QString port = QString::number(other.port());
    server.handle([text = realm.replace(u"PORT"_s, port).toUtf8()](const ReceivedRequest &) {
        return ScriptedReply::status(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + text + '"'}});
    });
    TransportConfig config;
    if (isConfirmed)
        config.confirmedRealms = {{guard::originOf(server.url()).text(), u"localhost:"_s + port},
            {guard::originOf(server.url()).text(), u"127.0.0.1:"_s + port}};
    TransportFixture f(server, credentialsOf(Kind::Bearer), config);
    const auto result = f.send(pull());
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
    QCOMPARE(other.connections(), 0);
    for (const ReceivedRequest &request : server.requests())
        QVERIFY(request.header("Authorization").isNull());
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
