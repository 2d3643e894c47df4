// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transportfixture.h"

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Kind = Credentials::Kind;

/// Tokens of a registry: got once for many, renewed before they end, never asked for at a host that nobody confirmed.
class TestTokens : public QObject {
    Q_OBJECT
private slots:
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
    void asksForATokenServerNextDoor();
    void refusesATokenThatIsNone_data();
    void refusesATokenThatIsNone();
    void listsItsRequests();
};

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

void TestTokens::getsOneTokenForMany()
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

void TestTokens::renewsTokensBeforeTheyEnd_data()
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

void TestTokens::renewsTokensBeforeTheyEnd()
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

void TestTokens::renewsARefusedToken()
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

void TestTokens::followsTheChallengesScope()
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

void TestTokens::usesBasicWhereAskedTo()
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

void TestTokens::leavesBasicOutForZot()
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

void TestTokens::getsTokensWithoutAPassword()
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

void TestTokens::sendsNoPasswordToARefusedRealm_data()
{
    QTest::addColumn<QString>("realm"); // PORT: the other server's
    QTest::addColumn<bool>("isConfirmed");
    QTest::newRow("other port") << u"https://localhost:PORT/token"_s << false;
    QTest::newRow("by address") << u"https://127.0.0.1:PORT/token"_s << false;
    QTest::newRow("metadata") << u"https://169.254.169.254/token"_s << true;
    QTest::newRow("next door") << u"https://10.1.2.3/token"_s << false;
    QTest::newRow("http") << u"http://localhost:PORT/token"_s << true;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("user") << u"https://localhost@localhost:PORT/token"_s << true;
}

void TestTokens::sendsNoPasswordToARefusedRealm()
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
            {guard::originOf(server.url()).text(), u"169.254.169.254"_s},
            {guard::originOf(server.url()).text(), u"127.0.0.1:"_s + port}};
    TransportFixture f(server, credentialsOf(Kind::Bearer), config);
    const auto result = f.send(pull());
    AWAIT(result);
    QCOMPARE((**result).error().kind, ErrorKind::RedirectRefused);
    QCOMPARE(other.connections(), 0);
    for (const ReceivedRequest &request : server.requests())
        QVERIFY(request.header("Authorization").isNull());
}

// Registry and token server on two ports of one internal host: the person is asked, as for every other host.
void TestTokens::asksForATokenServerNextDoor()
{
    ScriptedServer tokens(ScriptedServer::Plain);
    tokens.handle([](const ReceivedRequest &) { return ScriptedReply::json(R"({"token":"t"})"); });
    ScriptedServer server(ScriptedServer::Plain);
    const QByteArray realm = tokens.url().toEncoded() + "/auth";
    server.handle([realm](const ReceivedRequest &request) {
        if (request.header("Authorization") == "Bearer t")
            return ScriptedReply::json("[]");
        return ScriptedReply::status(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\""}});
    });
    {
        TransportFixture f(server, credentialsOf(Kind::Bearer));
        const auto result = f.send(pull());
        AWAIT(result);
        const Error error = (**result).error();
        QCOMPARE(error.kind, ErrorKind::RedirectRefused);
        QCOMPARE(error.code, QLatin1StringView(guard::realmUnconfirmed));
        // What has to be typed stands in the sentence.
        QVERIFY2(error.text().contains(u"--realm 127.0.0.1:%1"_s.arg(tokens.port())), qPrintable(error.text()));
        QCOMPARE(tokens.connections(), 0);
    }
    TransportConfig config;
    config.confirmedRealms = {{guard::originOf(server.url()).text(), guard::originOf(tokens.url()).text()}};
    TransportFixture f(server, credentialsOf(Kind::Bearer), config);
    const auto result = f.send(pull());
    AWAIT(result);
    QVERIFY((**result).ok());
    QCOMPARE(tokens.count("/auth"), 1);
    QCOMPARE(server.requests().last().header("Authorization"), QByteArray("Bearer t"));
}

void TestTokens::refusesATokenThatIsNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("line break") << QByteArray(R"({"token":"a\r\nX: y"})");
    QTest::newRow("space") << QByteArray(R"({"token":"a b"})");
    QTest::newRow("no ASCII") << QByteArray(R"({"token":"\u00e4"})");
    QTest::newRow("NUL") << QByteArray(R"({"token":"a\u0000"})");
    QTest::newRow("number") << QByteArray(R"({"token":5})");
    QTest::newRow("object") << QByteArray(R"({"token":{"token":"t"}})");
    QTest::newRow("list") << QByteArray(R"(["t"])");
    QTest::newRow("text") << QByteArray(R"("t")");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty") << QByteArray(R"({"token":"","access_token":""})");
    QTest::newRow("cut") << QByteArray(R"({"token":"t")");
    QTest::newRow("broken behind it") << QByteArray(R"({"token":"t","x":tru})");
    QTest::newRow("deep") << QByteArray(R"({"x":)" + QByteArray(50'000, '['));
}

void TestTokens::refusesATokenThatIsNone()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    serveTokens(server, answer, [](const QByteArray &given) { return given.startsWith("Bearer "); });
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    const auto result = f.send(pull());
    AWAIT(result);
    QVERIFY(!(**result).ok());
    QCOMPARE((**result).error().kind, ErrorKind::Decode);
    for (const ReceivedRequest &request : server.requests())
        QVERIFY(!request.header("Authorization").startsWith("Bearer "));
}

// The dock lists every request, those for tokens too; none of them tells the secret or the token.
void TestTokens::listsItsRequests()
{
    ScriptedServer server;
    serveTokens(server, R"({"token":"t@","expires_in":300})", [](const QByteArray &given) { return !given.isEmpty(); });
    TransportFixture f(server, credentialsOf(Kind::Bearer));
    AWAIT(f.send(pull()));
    const auto token = std::find_if(f.records.begin(), f.records.end(),
        [](const RequestRecord &record) { return record.path.startsWith("/token?") && record.tookMs >= 0; });
    QVERIFY(token != f.records.end());
    QVERIFY(token->isSignIn);
    QCOMPARE(token->status, 200);
    QVERIFY(token->curl.startsWith(u"curl -u 'ops' '"_s + server.url().toString() + u"/token?service="_s));
    for (const RequestRecord &record : f.records) {
        QVERIFY(!record.curl.contains(u"right-Secret1"_s));
        QVERIFY(!record.curl.contains(u"Authorization"_s));
    }
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
