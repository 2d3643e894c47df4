// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkthread.h"
#include "session/networklink.h"
#include "session/oidcfind.h"
#include "session/oidcsignin.h"
#include "session/session.h"
#include "session/tokenkeeper.h"
#include "support/manualclock.h"
#include "support/scriptedserver.h"
#include "support/scriptedtransport.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <optional>

using namespace lotse;
using namespace Qt::StringLiterals;
using test::ReceivedRequest;
using test::ScriptedReply;
using test::ScriptedServer;

/// What is believed of an identity provider, and what is sent to it.
class OidcTest : public QObject {
    Q_OBJECT
    test::ManualClock m_clock;
    Proxies m_proxies{[](const char *) { return QByteArray(); }};
    NetworkThread m_network;
    std::unique_ptr<ScriptedServer> m_server;
    oidc::Client m_client;
    QByteArray m_nonce;
    int m_pending = 0; ///< answers of the device flow that say so

    oidc::ProviderClient conversation() { return {networkLinks(&m_network, &m_clock, &m_proxies), &m_clock}; }
    QByteArray claims(QByteArray issuer, const QByteArray &audience, qint64 lifetime) const
    {
        return "{\"iss\":\"" + issuer + "\",\"aud\":" + audience
            + ",\"sub\":\"7\",\"preferred_username\":\"mate\",\"nonce\":\"" + m_nonce
            + "\",\"exp\":" + QByteArray::number(m_clock.now().toSecsSinceEpoch() + lifetime) + "}";
    }
    static QByteArray answer(const QByteArray &claims, const QByteArray &refresh = "refresh-1")
    {
        const auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        return "{\"id_token\":\"" + QByteArray("{\"alg\":\"RS256\"}").toBase64(url) + '.' + claims.toBase64(url)
            + ".sig\",\"refresh_token\":\"" + refresh + "\",\"expires_in\":300}";
    }
    ScriptedReply reply(const ReceivedRequest &request)
    {
        const QByteArray issuer = m_client.issuer.toUtf8();
        if (request.path() == "/.well-known/openid-configuration") {
            return ScriptedReply::json("{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                + "/auth?tenant=1\",\"token_endpoint\":\"" + issuer + "/token\",\"device_authorization_endpoint\":\""
                + issuer + "/device\"}");
        }
        if (request.path() == "/device") {
            return ScriptedReply::json("{\"device_code\":\"d\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\""
                + issuer + "/activate\",\"interval\":7,\"expires_in\":60}");
        }
        if (request.path() != "/token")
            return ScriptedReply::status(404);
        if (request.body.contains("device_code") && m_pending-- > 0)
            return ScriptedReply::status(400, "{\"error\":\"authorization_pending\"}");
        if (request.body.contains("refresh_token=spent"))
            return ScriptedReply::status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}");
        return ScriptedReply::json(
            answer(claims(issuer, "\"harbor\"", 300), request.body.contains("refresh-1") ? "refresh-2" : "refresh-1"));
    }
    /// What a browser sends back, and what it gets.
    QByteArray visit(const QUrl &url)
    {
        QTcpSocket socket;
        socket.connectToHost(url.host(), quint16(url.port()));
        socket.write(
            "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        [[maybe_unused]] const bool over =
            QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }, 5000);
        return socket.readAll();
    }

private slots:
    void init()
    {
        m_server = std::make_unique<ScriptedServer>(ScriptedServer::Plain);
        m_client = {m_server->url().toString(QUrl::StripTrailingSlash), u"harbor"_s, {}};
        m_nonce.clear();
        m_server->handle([this](const ReceivedRequest &request) { return reply(request); });
    }

    void believesOnlyTokensForThisSignIn_data()
    {
        QTest::addColumn<QByteArray>("audience");
        QTest::addColumn<QByteArray>("issuer");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<qint64>("lifetime");
        QTest::addColumn<QString>("refused");
        const QByteArray own = "\"harbor\"";
        QTest::newRow("ours") << own << QByteArray("https://id") << QByteArray("n") << qint64(300) << QString();
        QTest::newRow("list of one") << QByteArray("[\"harbor\"]") << QByteArray("https://id") << QByteArray("n")
                                     << qint64(300) << QString();
        QTest::newRow("another client") << QByteArray("\"other\"") << QByteArray("https://id") << QByteArray("n")
                                        << qint64(300) << u"aud"_s;
        QTest::newRow("for several, not by us") << QByteArray("[\"harbor\",\"other\"]") << QByteArray("https://id")
                                                << QByteArray("n") << qint64(300) << u"aud"_s;
        QTest::newRow("another issuer") << own << QByteArray("https://evil") << QByteArray("n") << qint64(300)
                                        << u"iss"_s;
        QTest::newRow("another sign-in") << own << QByteArray("https://id") << QByteArray("x") << qint64(300)
                                         << u"nonce"_s;
        QTest::newRow("over") << own << QByteArray("https://id") << QByteArray("n") << qint64(-120) << u"exp"_s;
    }
    void believesOnlyTokensForThisSignIn()
    {
        QFETCH(QByteArray, audience);
        QFETCH(QByteArray, issuer);
        QFETCH(QByteArray, nonce);
        QFETCH(qint64, lifetime);
        QFETCH(QString, refused);
        m_nonce = "n";
        const auto tokens = oidc::readTokens(
            answer(claims(issuer, audience, lifetime)), {u"https://id"_s, u"harbor"_s, {}}, nonce, m_clock.now());
        QCOMPARE(tokens.ok(), refused.isEmpty());
        if (tokens)
            QCOMPARE(tokens->user, u"mate"_s);
        else
            QVERIFY2(tokens.error().text().contains(u'(' + refused + u')'), qPrintable(tokens.error().text()));
    }

    void readsAnyEndOfAToken_data()
    {
        QTest::addColumn<QByteArray>("end"); // @: now, in seconds
        QTest::addColumn<bool>("holds");
        QTest::newRow("fraction") << QByteArray("@99.5") << true; // ten times later
        QTest::newRow("largest") << QByteArray("9223372036854775807") << true;
        QTest::newRow("larger") << QByteArray("1e300") << true;
        QTest::newRow("smallest") << QByteArray("-9223372036854775808") << false;
        QTest::newRow("before all time") << QByteArray("-1e300") << false;
        QTest::newRow("nothing") << QByteArray("null") << false;
        QTest::newRow("text") << QByteArray("\"@\"") << false;
        QTest::newRow("list") << QByteArray("[@]") << false;
    }
    void readsAnyEndOfAToken()
    {
        QFETCH(QByteArray, end);
        QFETCH(bool, holds);
        const QByteArray now = QByteArray::number(m_clock.now().toSecsSinceEpoch());
        m_nonce = "n";
        const QByteArray good = claims("https://id", "\"harbor\"", 0);
        const QByteArray read = QByteArray(good).replace("\"exp\":" + now, "\"exp\":" + end.replace("@", now));
        QVERIFY(read != good);
        const auto tokens = oidc::readTokens(answer(read), {u"https://id"_s, u"harbor"_s, {}}, "n", m_clock.now());
        QCOMPARE(tokens.ok(), holds);
        if (tokens)
            QVERIFY(tokens->expires.isValid() && tokens->expires > m_clock.now());
    }

    void takesNoAddressInTheClear()
    {
        QVERIFY(oidc::checkAddress(QUrl(u"http://id.example.com/auth"_s)));
        QVERIFY(oidc::checkAddress(QUrl(u"https://user:pw@id.example.com/auth"_s)));
        QVERIFY(oidc::checkAddress(QUrl(u"file:///etc/passwd"_s)));
        QVERIFY(!oidc::checkAddress(QUrl(u"https://id.example.com/auth"_s)));
        QVERIFY(!oidc::checkAddress(QUrl(u"http://127.0.0.1:8080/auth"_s)));
    }

    void aCodeCountsOnlyWithItsState()
    {
        oidc::SignIn signIn(conversation(), m_client);
        QUrl address;
        connect(&signIn, &oidc::SignIn::browse, this, [&address](const QUrl &url) { address = url; });
        std::optional<Result<oidc::Tokens>> result;
        signIn.start([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_VERIFY(!address.isEmpty());
        const QUrlQuery asked(address);
        QCOMPARE(asked.queryItemValue(u"tenant"_s), u"1"_s);
        QCOMPARE(asked.queryItemValue(u"code_challenge_method"_s), u"S256"_s);
        m_nonce = asked.queryItemValue(u"nonce"_s).toUtf8();
        QUrl back(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        QCOMPARE(back.host(), u"127.0.0.1"_s);

        back.setQuery(u"code=stolen&state=guessed"_s);
        QVERIFY(visit(back).startsWith("HTTP/1.1 404"));
        back.setQuery(u"code=mixed-up&iss=https://evil&state="_s + asked.queryItemValue(u"state"_s));
        QVERIFY(visit(back).startsWith("HTTP/1.1 404"));
        QVERIFY(!result);
        QCOMPARE(m_server->count("/token"), 0);

        back.setQuery(u"code=real&state="_s + asked.queryItemValue(u"state"_s));
        QVERIFY(visit(back).startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(result);
        QVERIFY2(*result, qPrintable((*result).error().text()));
        const ReceivedRequest redeemed = m_server->requests().last();
        const QUrlQuery sent(QString::fromLatin1(redeemed.body));
        QCOMPARE(sent.queryItemValue(u"code"_s), u"real"_s);
        QCOMPARE(oidc::challengeOf(sent.queryItemValue(u"code_verifier"_s).toLatin1()),
            asked.queryItemValue(u"code_challenge"_s).toLatin1());
        // The port is closed once the answer is there.
        QVERIFY(visit(back).isEmpty());
    }

    void whoDeclinesIsNotSignedIn()
    {
        oidc::SignIn signIn(conversation(), m_client);
        QUrl address;
        connect(&signIn, &oidc::SignIn::browse, this, [&address](const QUrl &url) { address = url; });
        std::optional<Result<oidc::Tokens>> result;
        signIn.start([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_VERIFY(!address.isEmpty());
        const QUrlQuery asked(address);
        QUrl back(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        back.setQuery(u"error=access_denied&state="_s + asked.queryItemValue(u"state"_s));
        visit(back);
        QTRY_VERIFY(result);
        QVERIFY(!*result);
        QCOMPARE((*result).error().kind, ErrorKind::Unauthorized);
        QVERIFY((*result).error().detail.contains(u"access_denied"_s));
    }

    void nobodySignsIn()
    {
        oidc::SignIn signIn(conversation(), m_client);
        QUrl address;
        connect(&signIn, &oidc::SignIn::browse, this, [&address](const QUrl &url) { address = url; });
        std::optional<Result<oidc::Tokens>> result;
        signIn.start([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_VERIFY(!address.isEmpty());
        m_clock.advance(std::chrono::minutes(11));
        QTRY_VERIFY(result);
        QCOMPARE((*result).error().kind, ErrorKind::Timeout);
    }

    void aCodeOfADeviceIsAskedForPatiently()
    {
        m_pending = 2;
        oidc::SignIn signIn(conversation(), m_client);
        QString code;
        connect(&signIn, &oidc::SignIn::codeShown, this, [&code](const QString &shown) { code = shown; });
        std::optional<Result<oidc::Tokens>> result;
        signIn.startWithCode([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_COMPARE(code, u"ABCD-EFGH"_s);
        for (int poll = 1; poll <= 3; ++poll) {
            QVERIFY(!result);
            m_clock.advance(std::chrono::seconds(7));
            QTRY_COMPARE(m_server->count("/token"), poll);
            // Seven: no limit of a request has as much left after some of these steps.
            QTRY_VERIFY(result || m_clock.pending().contains(7000));
        }
        QTRY_VERIFY(result && *result);
    }

    void aTokenIsRenewedBeforeItEnds()
    {
        oidc::TokenKeeper keeper(conversation(), m_client);
        QList<oidc::Tokens> later;
        keeper.renewed = [&later](const oidc::Tokens &tokens) { later.append(tokens); };
        std::optional<Result<oidc::Tokens>> first;
        keeper.begin(SecureBytes("kept"), this, [&first](Result<oidc::Tokens> tokens) { first = std::move(tokens); });
        QTRY_VERIFY(first && *first);
        QVERIFY((*first)->refresh == SecureBytes("refresh-1"));
        m_clock.advance(std::chrono::seconds(239));
        QCOMPARE(m_server->count("/token"), 1);
        m_clock.advance(std::chrono::seconds(2));
        QTRY_COMPARE(later.size(), 1);
        // The one that it was replaced by is used, and told of.
        QVERIFY(m_server->requests().last().body.contains("refresh-1"));
        QVERIFY(later.first().refresh == SecureBytes("refresh-2"));
        keeper.stop();
        m_clock.advance(std::chrono::hours(1));
        QCOMPARE(m_server->count("/token"), 2);
    }

    void aSessionSignsInWithWhatIsKept()
    {
        const auto transport = test::ScriptedTransport::shared([](const Request &request) -> Result<Response> {
            if (request.path == "/api/v2.0/systeminfo")
                return test::ScriptedTransport::json(R"({"auth_mode":"oidc_auth","harbor_version":"v2.15.2"})");
            if (request.path == "/api/v2.0/users/current")
                return test::ScriptedTransport::json(R"({"username":"mate","user_id":5})");
            if (request.path.startsWith("/api/v2.0/users/current/permissions"))
                return test::ScriptedTransport::json("[]");
            return test::ScriptedTransport::json("{}", 404);
        });
        QList<Credentials> shown;
        Line line{transport, [&shown](const Credentials &credentials) { shown.append(credentials); }};
        line.keeper = std::make_shared<oidc::TokenKeeper>(conversation(), m_client);
        Account account = makeAccount(u"a.example"_s, {}).value();
        account.signIn = lotse::SignIn::IdToken;
        account.oidcIssuer = m_client.issuer;
        account.oidcClient = m_client.id;
        QVERIFY(!checkAccount(account));
        QTemporaryDir dir;
        Secrets secrets(dir.path(), nullptr);
        secrets.rememberForSession(account, SecureBytes("kept"), this);
        const auto keeps = [&](const char *expected) {
            bool same = false;
            secrets.read(account, this,
                [&same, expected](const Result<SecureBytes> &kept) { same = kept && *kept == SecureBytes(expected); });
            return QTest::qWaitFor([&same] { return same; }, 1000);
        };
        Session session(account, line, &secrets, &m_clock);
        session.open();
        QTRY_COMPARE(session.state(), Session::State::Online);
        QCOMPARE(shown.size(), 1);
        QVERIFY(shown.first().kind == Credentials::Kind::IdToken);
        QCOMPARE(shown.first().secret.view().toByteArray().count('.'), 2);
        QVERIFY2(keeps("refresh-1"), "the one that was kept is spent");
        m_clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(shown.size(), 2);
        QVERIFY(keeps("refresh-2"));
        session.close();
        m_clock.advance(std::chrono::hours(1));
        QCOMPARE(m_server->count("/token"), 2);
        QCOMPARE(session.state(), Session::State::Idle);
    }

    void findsWhereARegistrySignsIn()
    {
        // The registry leads to the provider, which lies below a path of the same server here.
        m_client.issuer += u"/realms/main"_s;
        m_server->handle([this](const ReceivedRequest &request) {
            const QByteArray issuer = m_client.issuer.toUtf8();
            if (request.path() == "/c/oidc/login")
                return ScriptedReply::status(
                    302, {}, {{"Location", issuer + "/protocol/auth?client_id=harbor&state=x"}});
            if (request.path() == "/realms/main/.well-known/openid-configuration") {
                return ScriptedReply::json("{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                    + "/protocol/auth\",\"token_endpoint\":\"" + issuer + "/protocol/token\"}");
            }
            return ScriptedReply::status(404);
        });
        Account account = makeAccount(m_server->url().toString(), {}).value();
        std::optional<Result<oidc::Client>> found;
        const auto lines = networkLinks(&m_network, &m_clock, &m_proxies);
        oidc::find(
            account, lines, conversation(), this, [&found](Result<oidc::Client> client) { found = std::move(client); });
        QTRY_VERIFY(found);
        QVERIFY2(*found, qPrintable((*found).error().text()));
        QCOMPARE((*found)->issuer, m_client.issuer);
        QCOMPARE((*found)->id, u"harbor"_s);
        QCOMPARE(m_server->count("/realms/main/protocol/auth"), 0); // nobody goes there by itself
    }

    void aRegistryWithoutSuchASignInSaysSo()
    {
        m_server->handle([](const ReceivedRequest &) { return ScriptedReply::status(404); });
        std::optional<Result<oidc::Client>> found;
        const auto lines = networkLinks(&m_network, &m_clock, &m_proxies);
        const Account account = makeAccount(m_server->url().toString(), {}).value();
        oidc::find(
            account, lines, conversation(), this, [&found](Result<oidc::Client> client) { found = std::move(client); });
        QTRY_VERIFY(found);
        QVERIFY(!*found);
        QCOMPARE((*found).error().kind, ErrorKind::Unsupported);
    }

    void aSpentTokenIsRefused()
    {
        oidc::TokenKeeper keeper(conversation(), m_client);
        std::optional<Result<oidc::Tokens>> first;
        keeper.begin(SecureBytes("spent"), this, [&first](Result<oidc::Tokens> tokens) { first = std::move(tokens); });
        QTRY_VERIFY(first);
        QVERIFY(!*first);
        QCOMPARE((*first).error().kind, ErrorKind::Unauthorized);
        QCOMPARE((*first).error().code, u"invalid_grant"_s);
    }
};

QTEST_GUILESS_MAIN(OidcTest)
#include "tst_oidc.moc"
