// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "demo/demotransport.h"
#include "support/manualclock.h"
#include "support/scriptedtransport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

using Answers = std::map<QByteArray, Result<Response>>;

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void init();
    void connectsAPerson();
    void sendsNoSecretOverPlainHttp_data();
    void sendsNoSecretOverPlainHttp();
    void connectsAnAdministrator();
    void connectsARobot();
    void asksWhetherARobotReadsTheWholeTrail();
    void connectsACliSecret();
    void refusesACliSecretThatIsNotTaken();
    void showsAnAnonymousAsSuch();
    void showsNoProjectsOfAPlainRegistry();
    void saysThatNobodyCheckedASecret();
    void connectsAPlainRegistry_data();
    void connectsAPlainRegistry();
    void aBrokenCatalogIsNoMissingOne_data();
    void aBrokenCatalogIsNoMissingOne();
    void refusesAClosedRegistryToAnonymous();
    void sendsAWrongPasswordOnce();
    void asksForASecretThatIsNotKept();
    void namesWhatStopsIt_data();
    void namesWhatStopsIt();
    void doubtsAfterA401();
    void doubtsNothingForWhatWasEndedHere_data();
    void doubtsNothingForWhatWasEndedHere();
    void tellsOfAnswersOnceASecond();
    void letsTheTransportWriteAsTheAccountDoes();
    void goesStaleAndComesBack();
    void noticesAnotherIdentity();
    void closesWithoutATrace();
    void takesNoListForAProof();

private:
    static Response ok(const QByteArray &body) { return ScriptedTransport::json(body); }
    static Response status(int code)
    {
        return ScriptedTransport::json(R"({"errors":[{"code":"X","message":"m"}]})", code);
    }
    static Error broken(ErrorKind kind)
    {
        Error error;
        error.kind = kind;
        error.message = {"%1", {u"words"_s}};
        return error;
    }
    void answerWith(const QByteArray &path, const Result<Response> &answer)
    {
        m_answers.insert_or_assign(path, answer);
    }
    void make(const Account &account)
    {
        const Line line{m_transport, [this](const Credentials &c) { m_credentials.append(c); }};
        m_session = std::make_unique<Session>(account, line, m_secrets.get(), &m_clock);
    }
    bool settles()
    {
        return QTest::qWaitFor([this] { return m_session->state() != Session::State::Connecting; });
    }
    void emitRecord(int code, bool isSignIn = false, ErrorKind kind = ErrorKind::None)
    {
        RequestRecord record;
        record.status = code;
        record.errorKind = code == 0 && kind == ErrorKind::None ? ErrorKind::Unreachable : kind;
        record.isSignIn = isSignIn;
        record.tookMs = 1;
        emit m_transport->requestChanged(record);
    }
    qsizetype asked(const QByteArray &path) const { return m_transport->paths().count(path); }

    const QByteArray m_harbor = R"({"auth_mode":"db_auth","harbor_version":"v2.15.2"})";
    ManualClock m_clock;
    Answers m_answers;
    QList<Credentials> m_credentials;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Secrets> m_secrets;
    std::shared_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<Session> m_session;
};

void TestSession::init()
{
    m_session.reset();
    m_credentials.clear();
    m_dir = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<Secrets>(m_dir->path(), nullptr);
    m_answers = {
        {"/api/v2.0/systeminfo", ok(m_harbor)},
        {"/api/v2.0/users/current", ok(R"({"username":"dev","realname":"Team","user_id":5})")},
        {"/api/v2.0/users/current/permissions?scope=/system", ok("[]")},
    };
    m_transport = ScriptedTransport::shared([this](const Request &request) -> Result<Response> {
        const auto found = m_answers.find(request.path);
        return found == m_answers.end() ? Result<Response>(status(404)) : found->second;
    });
}

void TestSession::connectsAPerson()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    QSignalSpy kindFound(m_session.get(), &Session::kindFound);
    m_session->open(SecureBytes("canary"));
    QCOMPARE(m_session->state(), Session::State::Connecting);
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->identity(), (Identity{IdentityKind::Person, u"dev"_s, u"Team"_s, false, 5}));
    QCOMPARE(m_session->kind(), RegistryKind::Harbor);
    QCOMPARE(kindFound.count(), 1);
    QCOMPARE(m_session->serverVersion(), u"v2.15.2"_s);
    QCOMPARE(m_session->asOf(), m_clock.now());
    QCOMPARE(m_session->capabilities().support(u"gc"_s), Support::Forbidden);
    QVERIFY(m_session->sentence().english().contains(u"dev"_s));
    QCOMPARE(m_credentials.size(), 1);
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::HarborSession);
    QCOMPARE(m_credentials.last().secret, SecureBytes("canary"));
}

void TestSession::sendsNoSecretOverPlainHttp_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("isConfirmed");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("https") << u"a.example"_s << u"dev"_s << false << true;
    QTest::newRow("http") << u"http://a.example"_s << u"dev"_s << false << false;
    QTest::newRow("robot") << u"http://a.example"_s << u"robot$reader"_s << false << false;
    QTest::newRow("address") << u"http://192.0.2.2:5000"_s << u"dev"_s << false << false;
    QTest::newRow("confirmed") << u"http://a.example"_s << u"dev"_s << true << true;
    QTest::newRow("this computer") << u"http://127.0.0.1:5000"_s << u"dev"_s << false << true;
    QTest::newRow("this computer, IPv6") << u"http://[::1]:5000"_s << u"dev"_s << false << true;
    QTest::newRow("this computer by name") << u"http://localhost:5000"_s << u"dev"_s << false << true;
    QTest::newRow("almost this computer") << u"http://localhost.a.example"_s << u"dev"_s << false << false;
    QTest::newRow("looks like this computer") << u"http://127.0.0.1.a.example"_s << u"dev"_s << false << false;
}

void TestSession::sendsNoSecretOverPlainHttp()
{
    QFETCH(QString, url);
    QFETCH(QString, user);
    QFETCH(bool, isConfirmed);
    QFETCH(bool, isSent);
    Account account = *makeAccount(url, user);
    account.plainHttpConfirmed = isConfirmed;
    for (const bool isKept : {false, true}) {
        m_credentials.clear();
        make(account);
        if (isKept) {
            m_secrets->rememberForSession(account, SecureBytes("canary"), this);
            m_session->open();
        } else {
            m_session->open(SecureBytes("canary"));
        }
        QVERIFY(settles());
        const auto hasSecret = [](const Credentials &sent) { return !sent.secret.isEmpty(); };
        QCOMPARE(std::any_of(m_credentials.cbegin(), m_credentials.cend(), hasSecret), isSent);
        QCOMPARE(m_session->state() == Session::State::SignInNeeded
                && m_session->sentenceText().contains(u"not encrypted"_s),
            !isSent);
    }
}

void TestSession::connectsAnAdministrator()
{
    answerWith("/api/v2.0/users/current", ok(R"({"username":"admin","sysadmin_flag":true,"user_id":1})"));
    make(*makeAccount(u"a.example"_s, u"admin"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QVERIFY(m_session->identity().isAdmin);
    QCOMPARE(m_session->capabilities().support(u"gc"_s), Support::Yes);
    QVERIFY(m_session->sentence().english().contains(u"system administrator"_s));
}

void TestSession::connectsARobot()
{
    answerWith("/api/v2.0/users/current", status(412));
    answerWith(
        "/api/v2.0/users/current/permissions?scope=/system", ok(R"([{"resource":"audit-log","action":"list"}])"));
    make(*makeAccount(u"a.example"_s, u"robot$reader"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->identity().kind, IdentityKind::Robot);
    QCOMPARE(m_session->identity().name, u"robot$reader"_s);
    QCOMPARE(m_session->capabilities().support(u"audit"_s), Support::Yes);
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::Basic);
}

// Harbor 2.15 names no permission to a robot, and answers the trail with 200 to everybody.
void TestSession::asksWhetherARobotReadsTheWholeTrail()
{
    for (const bool mayRead : {false, true}) {
        init();
        answerWith("/api/v2.0/users/current", status(412));
        answerWith("/api/v2.0/auditlog-exts/events", mayRead ? ok("[]") : status(403));
        make(*makeAccount(u"a.example"_s, u"robot$reader"_s));
        m_session->open(SecureBytes("x"));
        QVERIFY(settles());
        QCOMPARE(m_session->state(), Session::State::Online);
        QCOMPARE(m_session->capabilities().reason(u"audit"_s).isEmpty(), mayRead);
    }
}

void TestSession::connectsACliSecret()
{
    Account account = *makeAccount(u"a.example"_s, u"dev"_s);
    account.signIn = SignIn::OidcCliSecret;
    make(account);
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->identity().kind, IdentityKind::CliSecret);
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::Basic);
    QCOMPARE(asked("/api/v2.0/users/current"), 0); // Harbor would answer 401 there
    QCOMPARE(m_session->capabilities().support(u"audit"_s), Support::Forbidden);
}

void TestSession::refusesACliSecretThatIsNotTaken()
{
    answerWith("/api/v2.0/systeminfo", ok(R"({"auth_mode":"oidc_auth"})")); // no version: not signed in
    Account account = *makeAccount(u"a.example"_s, u"dev"_s);
    account.signIn = SignIn::OidcCliSecret;
    make(account);
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
}

void TestSession::showsAnAnonymousAsSuch()
{
    answerWith("/api/v2.0/systeminfo", ok(R"({"auth_mode":"db_auth"})"));
    make(*makeAccount(u"a.example"_s, {}));
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->identity().kind, IdentityKind::Anonymous);
    QVERIFY(m_session->sentence().english().contains(u"only public projects"_s));
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::None);
}

void TestSession::showsNoProjectsOfAPlainRegistry()
{
    m_transport->setScript(
        [](const Request &request) -> Result<Response> { return request.path == "/v2/" ? ok("{}") : status(404); });
    make(*makeAccount(u"a.example"_s, {}));
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QVERIFY(m_session->kind() != RegistryKind::Harbor);
    QVERIFY(!m_session->sentence().english().contains(u"project"_s));
}

void TestSession::saysThatNobodyCheckedASecret()
{
    m_transport->setScript(
        [](const Request &request) -> Result<Response> { return request.path == "/v2/" ? ok("{}") : status(404); });
    make(*makeAccount(u"a.example"_s, u"ci"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QVERIFY(m_session->sentence().english().contains(u"the secret of ci was not checked"_s));
}

void TestSession::connectsAPlainRegistry_data()
{
    QTest::addColumn<int>("catalog");
    QTest::addColumn<int>("referrers");
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<RegistryKind>("kind");
    QTest::addColumn<Support>("lists");
    QTest::addColumn<bool>("bearer");
    QTest::newRow("distribution") << 200 << 404 << QByteArray("Basic realm=\"r\"") << RegistryKind::Oci << Support::Yes
                                  << false;
    QTest::newRow("with referrers") << 200 << 200 << QByteArray("Bearer realm=\"https://a/t\"") << RegistryKind::Oci
                                    << Support::Yes << true;
    QTest::newRow("no catalog") << 404 << 404 << QByteArray("Basic realm=r") << RegistryKind::OciNoCatalog
                                << Support::No << false;
    QTest::newRow("not for you") << 401 << 404 << QByteArray("Bearer realm=\"https://a/t\"")
                                 << RegistryKind::OciNoCatalog << Support::Forbidden << true;
    QTest::newRow("forbidden") << 403 << 404 << QByteArray("Bearer realm=\"https://a/t\"") << RegistryKind::OciNoCatalog
                               << Support::Forbidden << true;
}

void TestSession::connectsAPlainRegistry()
{
    QFETCH(int, catalog);
    QFETCH(int, referrers);
    QFETCH(QByteArray, challenge);
    QFETCH(RegistryKind, kind);
    QFETCH(Support, lists);
    QFETCH(bool, bearer);
    const QByteArray none = "/v2/team/api/referrers/sha256:" + QByteArray(64, '0');
    m_transport->setScript([&](const Request &request) -> Result<Response> {
        if (request.path == "/v2/" && !request.signIn) {
            Response response = status(401);
            response.headers.emplace_back("WWW-Authenticate", challenge);
            return response;
        }
        if (request.path == "/v2/")
            return ok("{}");
        if (request.path == "/v2/_catalog?n=1")
            return catalog == 200 ? ok(R"({"repositories":["team/api"]})") : status(catalog);
        if (request.path == none)
            return status(referrers);
        return status(404);
    });
    make(*makeAccount(u"a.example"_s, u"ci"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->kind(), kind);
    QCOMPARE(m_session->capabilities().support(u"catalog"_s), lists);
    QCOMPARE(m_session->capabilities().section(u"security"_s), Support::No);
    QCOMPARE(m_session->capabilities().reason(u"referrers"_s).isEmpty(), !(catalog == 200 && referrers == 404));
    QCOMPARE(m_credentials.last().kind, bearer ? Credentials::Kind::Bearer : Credentials::Kind::Basic);
    QCOMPARE(m_credentials.last().user, u"ci"_s);
    QVERIFY(m_session->sentence().english().endsWith(u" as ci."_s));
    // Nobody works with it, and it is gone: it is asked from time to time, and does not stay online.
    m_transport->setScript([](const Request &) -> Result<Response> { return broken(ErrorKind::Unreachable); });
    m_session->findChild<QTimer *>(u"beat"_s)->setInterval(0);
    QTRY_COMPARE(m_session->state(), Session::State::Stale);
}

void TestSession::aBrokenCatalogIsNoMissingOne_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    for (const int code : {304, 400, 429, 500, 503})
        QTest::addRow("%d", code) << code << QByteArray("{}");
    QTest::newRow("cut") << 200 << QByteArray(R"({"repositories":["a")");
    QTest::newRow("object") << 200 << QByteArray(R"({"repositories":{}})");
    QTest::newRow("null and number") << 200 << QByteArray(R"({"repositories":["a",null,7]})");
    QTest::newRow("twice") << 200 << QByteArray(R"({"repositories":["a"],"repositories":["b"]})");
    QTest::newRow("another object") << 200 << QByteArray("{}");
}

void TestSession::aBrokenCatalogIsNoMissingOne()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    m_transport->setScript([&](const Request &request) -> Result<Response> {
        if (request.path == "/v2/" && !request.signIn) {
            Response response = status(401);
            response.headers.emplace_back("WWW-Authenticate", "Basic realm=r");
            return response;
        }
        if (request.path == "/v2/")
            return ok("{}");
        Response response = ok(body);
        response.status = request.path.startsWith("/v2/_catalog") ? code : 404;
        return response;
    });
    // What the account knew before stays: an error neither gives it a list nor takes one away.
    for (const RegistryKind before : {RegistryKind::Unknown, RegistryKind::Oci, RegistryKind::OciNoCatalog}) {
        Account account = *makeAccount(u"a.example"_s, u"ci"_s);
        account.kind = before;
        make(account);
        m_session->open(SecureBytes("x"));
        QVERIFY(settles());
        QCOMPARE(m_session->state(), Session::State::Online);
        QCOMPARE(m_session->kind(), before == RegistryKind::Unknown ? RegistryKind::Oci : before);
        QCOMPARE(m_session->capabilities().support(u"catalog"_s), Support::Unknown);
        const QString reason = m_session->capabilities().reason(u"catalog"_s).english();
        QVERIFY2(!reason.isEmpty() && !reason.contains(u"provides no repository list"_s), qPrintable(reason));
    }
}

void TestSession::refusesAClosedRegistryToAnonymous()
{
    m_transport->setScript([](const Request &request) -> Result<Response> {
        Response response = status(request.path == "/v2/" ? 401 : 404);
        response.headers.emplace_back("WWW-Authenticate", "Basic realm=r");
        return response;
    });
    make(*makeAccount(u"a.example"_s, {}));
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
    QVERIFY(m_session->sentence().english().contains(u"requires a sign-in"_s));
}

void TestSession::sendsAWrongPasswordOnce()
{
    answerWith("/api/v2.0/users/current", status(401));
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("canary-wrong"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
    QCOMPARE(m_session->error().kind, ErrorKind::Unauthorized);
    QVERIFY(m_session->sentence().english().contains(u"dev"_s));
    QVERIFY(!m_session->sentence().english().contains(u"canary"_s));
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::None); // taken away again
    const qsizetype before = m_transport->requests().size();
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
    QCOMPARE(m_transport->requests().size(), before);
    answerWith("/api/v2.0/users/current", ok(R"({"username":"dev","user_id":5})"));
    m_session->open(SecureBytes("right"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::Online);
}

void TestSession::asksForASecretThatIsNotKept()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
    QVERIFY(m_transport->requests().isEmpty());
}

void TestSession::namesWhatStopsIt_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Session::State>("state");
    QTest::newRow("unreachable") << ErrorKind::Unreachable << Session::State::Offline;
    QTest::newRow("timeout") << ErrorKind::Timeout << Session::State::Offline;
    QTest::newRow("tls") << ErrorKind::Tls << Session::State::Refused;
    QTest::newRow("pin") << ErrorKind::PinChanged << Session::State::Refused;
    QTest::newRow("redirect") << ErrorKind::RedirectRefused << Session::State::Refused;
}

void TestSession::namesWhatStopsIt()
{
    QFETCH(ErrorKind, kind);
    QFETCH(Session::State, state);
    m_transport->setScript([kind](const Request &) -> Result<Response> { return broken(kind); });
    make(*makeAccount(u"a.example"_s, {}));
    m_session->open();
    QVERIFY(settles());
    QCOMPARE(m_session->state(), state);
    QVERIFY(!m_session->sentence().isEmpty());
    QVERIFY(!m_session->asOf().isValid());
}

void TestSession::doubtsAfterA401()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    const qsizetype before = asked("/api/v2.0/users/current");
    emitRecord(401, true); // the question that a sign-in begins with
    QCOMPARE(asked("/api/v2.0/users/current"), before);
    emitRecord(401); // of one repository: we are still who we were
    QTRY_COMPARE(asked("/api/v2.0/users/current"), before + 1);
    QTest::qWait(0);
    QCOMPARE(m_session->state(), Session::State::Online);
    answerWith("/api/v2.0/users/current", status(401));
    QTRY_VERIFY((emitRecord(401), m_session->state() == Session::State::SignInNeeded));
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::None);
}

void TestSession::doubtsNothingForWhatWasEndedHere_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("doubts");
    for (const ErrorKind kind : {ErrorKind::Cancelled, ErrorKind::ReadOnly, ErrorKind::TooLarge, ErrorKind::Invalid,
             ErrorKind::Decode, ErrorKind::RedirectRefused})
        QTest::addRow("%d", int(kind)) << kind << false;
    for (const ErrorKind kind : {ErrorKind::Unreachable, ErrorKind::Timeout, ErrorKind::Incomplete, ErrorKind::Tls,
             ErrorKind::PinChanged, ErrorKind::ProxyAuth, ErrorKind::Unauthorized})
        QTest::addRow("%d", int(kind)) << kind << true;
}

void TestSession::doubtsNothingForWhatWasEndedHere()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, doubts);
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    const qsizetype before = asked("/api/v2.0/users/current");
    emitRecord(0, false, kind);
    // The question, if there is one, was sent by now: it is asked in the same breath.
    QCOMPARE(asked("/api/v2.0/users/current"), before + (doubts ? 1 : 0));
    QCOMPARE(m_session->state(), Session::State::Online);
}

void TestSession::tellsOfAnswersOnceASecond()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QSignalSpy asOf(m_session.get(), &Session::asOfChanged);
    QSignalSpy state(m_session.get(), &Session::stateChanged);
    m_clock.advance(std::chrono::milliseconds(1200));
    for (int i = 0; i < 500; ++i)
        emitRecord(200);
    QCOMPARE(asOf.count(), 1);
    m_clock.advance(std::chrono::milliseconds(999));
    emitRecord(200);
    QCOMPARE(asOf.count(), 1);
    m_clock.advance(std::chrono::milliseconds(1));
    emitRecord(200);
    QCOMPARE(asOf.count(), 2);
    QCOMPARE(m_session->asOf(), m_clock.now());
    QCOMPARE(state.count(), 0);
}

void TestSession::letsTheTransportWriteAsTheAccountDoes()
{
    const auto transport = std::make_shared<demo::DemoTransport>(
        std::make_shared<demo::Registry>(&m_clock), demo::Identity::admin(), demo::Latency::none());
    Account account = *makeAccount(u"a.example"_s, u"admin"_s);
    Session session(account, Line{transport}, m_secrets.get(), &m_clock);
    Request write;
    write.method = "DELETE";
    write.path = "/api/v2.0/labels/999999";
    const auto ask = [&] {
        std::optional<Result<int>> result;
        transport->call<int>(
            write, this, [](const Response &response) { return Result<int>(response.status); },
            [&result](Result<int> r) { result.emplace(std::move(r)); });
        return QTest::qWaitFor([&] { return result.has_value(); }) ? *result : Result<int>(Error());
    };
    QCOMPARE(ask().error().kind, ErrorKind::ReadOnly);
    account.allowsChanges = true;
    session.setAccount(account);
    QCOMPARE(ask().value(), 404);
    account.allowsChanges = false;
    session.setAccount(account);
    QCOMPARE(ask().error().kind, ErrorKind::ReadOnly);
    QCOMPARE(ask().error().delivery, Delivery::NotSent);
}

void TestSession::goesStaleAndComesBack()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    const QDateTime then = m_session->asOf();
    answerWith("/api/v2.0/users/current", broken(ErrorKind::Unreachable));
    m_clock.advance(std::chrono::minutes(5));
    emitRecord(0);
    QTRY_COMPARE(m_session->state(), Session::State::Stale);
    QCOMPARE(m_session->asOf(), then);
    QCOMPARE(m_session->identity().name, u"dev"_s);
    answerWith("/api/v2.0/users/current", ok(R"({"username":"dev","realname":"Team","user_id":5})"));
    QTRY_VERIFY((emitRecord(200), m_session->state() == Session::State::Online));
    QCOMPARE(m_session->asOf(), m_clock.now());
}

void TestSession::noticesAnotherIdentity()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    answerWith("/api/v2.0/users/current", ok(R"({"username":"dev","user_id":5,"sysadmin_flag":true})"));
    std::optional<Result<Identity>> proved;
    m_session->prove(this, [&proved](const Result<Identity> &who) { proved = who; });
    QTRY_VERIFY(proved);
    QVERIFY(proved->value().isAdmin);
    QTRY_COMPARE(m_session->state(), Session::State::Online);
    QCOMPARE(m_session->capabilities().support(u"gc"_s), Support::Yes);
}

void TestSession::closesWithoutATrace()
{
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_transport->hold();
    m_session->open(SecureBytes("x"));
    QTRY_COMPARE(m_transport->inFlight(), 1);
    m_session->close();
    m_transport->release();
    QTest::qWait(0);
    QCOMPARE(m_session->state(), Session::State::Idle);
    QCOMPARE(m_session->identity(), Identity{});
    QCOMPARE(m_credentials.last().kind, Credentials::Kind::None);
    QCOMPARE(m_credentials.last().secret.size(), 0);
}

// A wrong password gives 200 on lists, as anonymous: only /users/current tells.
void TestSession::takesNoListForAProof()
{
    answerWith("/api/v2.0/users/current", status(401));
    answerWith("/api/v2.0/projects?page=1", ok("[]"));
    make(*makeAccount(u"a.example"_s, u"dev"_s));
    m_session->open(SecureBytes("x"));
    QVERIFY(settles());
    QCOMPARE(m_session->state(), Session::State::SignInNeeded);
    QCOMPARE(m_session->capabilities().support(u"projects"_s), Support::Unknown);
    // An empty answer and a nameless one prove nothing either.
    for (const QByteArray &body : {QByteArray("{}"), QByteArray(""), QByteArray("<html>")}) {
        init();
        answerWith("/api/v2.0/users/current", ok(body));
        make(*makeAccount(u"a.example"_s, u"dev"_s));
        m_session->open(SecureBytes("x"));
        QVERIFY(settles());
        QCOMPARE(m_session->state(), Session::State::Refused);
    }
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
