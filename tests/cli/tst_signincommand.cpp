// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls.h"
#include "program.h"
#include "support/scriptedserver.h"

#include <QTest>

using namespace lotse;
using namespace lotse::test;

/// How the command line signs in: token servers of another host, pinned keys, and what becomes of the password.
class TestSignInCommand : public QObject {
    Q_OBJECT
private slots:
    void init();
    void namesTheOptionThatConfirms();
    void confirmsForOneRun();
    void confirmsForAnAccount();
    void refusesWhatIsNoHost_data();
    void refusesWhatIsNoHost();
    void keepsThePinWhoeverSignsIn_data();
    void keepsThePinWhoeverSignsIn();
    void leavesNoPasswordInTheEnvironment();
    void takesAnEmptiedRepositoryForEmpty();
    void asksOnceWhetherAnAccountWorks();

private:
    Ran run(const QStringList &arguments, const QStringList &environment = {u"LOTSE_PASSWORD=canary-pw"_s}) const
    {
        return m_program->run(arguments, environment);
    }
    /// A registry whose token server is the other one.
    void serve();
    QString url() const { return m_registry->url().toString(); }
    QString realm() const { return u"127.0.0.1:%1"_s.arg(m_tokens->port()); }

    std::unique_ptr<Program> m_program;
    std::unique_ptr<ScriptedServer> m_registry;
    std::unique_ptr<ScriptedServer> m_tokens;
};

void TestSignInCommand::init()
{
    m_program = std::make_unique<Program>();
    m_registry = std::make_unique<ScriptedServer>(ScriptedServer::Plain);
    m_tokens = std::make_unique<ScriptedServer>(ScriptedServer::Plain);
    serve();
}

void TestSignInCommand::serve()
{
    const QByteArray address = m_tokens->url().toEncoded() + "/auth";
    m_registry->handle([address](const ReceivedRequest &request) {
        if (request.path().startsWith("/api/"))
            return ScriptedReply::status(404, "{}");
        if (request.header("Authorization") != "Bearer tok")
            return ScriptedReply::status(
                401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + address + "\",service=\"s\""}});
        if (request.path() == "/v2/_catalog")
            return ScriptedReply::json(R"({"repositories":["shop/web"]})");
        if (request.path() == "/v2/shop/web/tags/list")
            return ScriptedReply::json(R"({"name":"shop/web","tags":["1"]})");
        return request.path() == "/v2/" ? ScriptedReply::json("{}") : ScriptedReply::status(404, "{}");
    });
    m_tokens->handle([](const ReceivedRequest &) { return ScriptedReply::json(R"({"token":"tok"})"); });
}

void TestSignInCommand::namesTheOptionThatConfirms()
{
    const Ran ran = run({u"tree"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("--realm " + realm().toLatin1()), ran.err);
    QCOMPARE(m_tokens->connections(), 0);
    QVERIFY(!m_registry->received().contains("Basic "));
    QVERIFY(run({u"accounts"_s, u"--help"_s}).out.contains("--realm"));
    QVERIFY(run({u"tree"_s, u"--help"_s}).out.contains("--realm"));
}

void TestSignInCommand::confirmsForOneRun()
{
    const QStringList ask{u"tree"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s, u"--realm"_s};
    const Ran wrong = run(ask + QStringList{u"127.0.0.1:1"_s});
    QCOMPARE(wrong.code, 3);
    QCOMPARE(m_tokens->connections(), 0);
    for (const QString &typed : {realm(), m_tokens->url().toString() + u"/auth"_s}) {
        const Ran ran = run(ask + QStringList{typed});
        QVERIFY2(ran.code == 0, ran.err);
        QVERIFY(ran.out.contains("web"));
    }
    const Ran both = run(ask + QStringList{u"auth.example.com"_s, u"--realm"_s, realm()});
    QVERIFY2(both.code == 0, both.err);
    QVERIFY(m_tokens->requests().first().header("Authorization").startsWith("Basic "));
    // Nothing of it is kept.
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
    QCOMPARE(run({u"tree"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s}).code, 3);
}

void TestSignInCommand::confirmsForAnAccount()
{
    const QStringList add{u"accounts"_s, u"add"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s, u"--name"_s};
    const Ran refused = run(add + QStringList{u"one"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("--realm " + realm().toLatin1()));
    const Ran added = run(add + QStringList{u"one"_s, u"--realm"_s, realm()});
    QVERIFY2(added.code == 0, added.err);
    const QJsonArray kept = run({u"accounts"_s, u"--json"_s}).array();
    QCOMPARE(kept.at(0)[u"confirmed_realms"_s].toArray(), QJsonArray{realm()});
    const Ran tree = run({u"tree"_s, u"--account"_s, u"one"_s});
    QVERIFY2(tree.code == 0, tree.err);

    QCOMPARE(run(add + QStringList{u"two"_s, u"--no-test"_s}).code, 0);
    QCOMPARE(run({u"tree"_s, u"--account"_s, u"two"_s}).code, 3);
    const Ran edited = run({u"accounts"_s, u"edit"_s, u"two"_s, u"--realm"_s, realm()});
    QVERIFY2(edited.code == 0, edited.err);
    const Ran now = run({u"tree"_s, u"--account"_s, u"two"_s});
    QVERIFY2(now.code == 0, now.err);
}

void TestSignInCommand::refusesWhatIsNoHost_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("space") << u"auth example"_s;
    QTest::newRow("user") << u"https://me:canary-typed@auth.example.com"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("port") << u"auth.example.com:x"_s;
    QTest::newRow("port 0") << u"auth.example.com:0"_s;
}

void TestSignInCommand::refusesWhatIsNoHost()
{
    QFETCH(QString, typed);
    const Ran ran = run({u"tree"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s, u"--realm"_s, typed});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("auth.example.com"), ran.err);
    QCOMPARE(m_registry->connections(), 0);
}

void TestSignInCommand::keepsThePinWhoeverSignsIn_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("isPinned");
    QTest::newRow("the same user") << QStringList{u"--user"_s, u"joe"_s} << true;
    QTest::newRow("another user") << QStringList{u"--user"_s, u"ann"_s} << true;
    QTest::newRow("nobody") << QStringList{} << true;
    QTest::newRow("capitals and slash") << QStringList{u"--user"_s, u"ann"_s, u"--url"_s, u"HTTPS://LOCALHOST:PORT/"_s}
                                        << true;
    QTest::newRow("the same user, right key") << QStringList{u"--user"_s, u"joe"_s} << false;
    QTest::newRow("another user, right key") << QStringList{u"--user"_s, u"ann"_s} << false;
}

// The key of a place that an account remembers has to be met by everybody who signs in there, by whatever authority.
void TestSignInCommand::keepsThePinWhoeverSignsIn()
{
    QFETCH(QStringList, options);
    QFETCH(bool, isPinned);
    const TestIdentity identity = TestAuthority::shared().issue();
    ScriptedServer server(identity);
    server.handle([](const ReceivedRequest &r) {
        if (r.path() == "/v2/_catalog")
            return ScriptedReply::json(R"({"repositories":[]})");
        return r.path() == "/v2/" ? ScriptedReply::json("{}") : ScriptedReply::status(404);
    });
    QTemporaryDir folder;
    QFile ca(folder.filePath(u"ca.pem"_s));
    QVERIFY(ca.open(QIODevice::WriteOnly) && ca.write(server.caPem()) > 0);
    ca.close();
    const QString place = server.url().toString();
    QCOMPARE(run({u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, place, u"--user"_s, u"joe"_s, u"--ca"_s,
                     ca.fileName()})
                 .code,
        0);
    QFile file(m_program->inProfile(u"accounts.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    QJsonArray accounts = all[u"accounts"_s].toArray();
    QJsonObject account = accounts.first().toObject();
    account[u"pin_spki_sha256"_s] =
        isPinned ? QString(64, u'a') : QString::fromLatin1(spkiSha256(identity.chain.first()));
    accounts[0] = account;
    all[u"accounts"_s] = accounts;
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(QJsonDocument(all).toJson());
    file.close();
    for (QString &option : options)
        option.replace(u"PORT"_s, QString::number(server.port()));
    if (!options.contains(u"--url"_s))
        options += {u"--url"_s, place};
    const Ran ran = run(QStringList{u"tree"_s, u"--ca"_s, ca.fileName()} + options);
    QVERIFY2(ran.code == (isPinned ? 3 : 0), ran.err);
    QCOMPARE(ran.err.contains("key"), isPinned);
    QCOMPARE(server.received().isEmpty(), isPinned);
}

void TestSignInCommand::leavesNoPasswordInTheEnvironment()
{
    m_registry->handle([](const ReceivedRequest &) { return ScriptedReply::stall(); });
    QProcess process;
    m_program->prepare(process,
        {u"LOTSE_PASSWORD=canary-pw"_s, u"LOTSE_MASTER_PASSWORD=canary-master"_s, u"LOTSE_KEY_PASSPHRASE=canary-key"_s,
            u"LOTSE_WITNESS=here"_s});
    process.start(Program::path(), {u"tree"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_registry->requests().size(), 1, 30'000);
    QFile environment(u"/proc/%1/environ"_s.arg(process.processId()));
    const bool isReadable = environment.open(QIODevice::ReadOnly);
    const QByteArray bytes = isReadable ? environment.readAll() : QByteArray();
    process.kill();
    process.waitForFinished();
    // Where even its owner may not look there is nothing to find.
    if (!isReadable || bytes.isEmpty())
        return;
    QVERIFY(bytes.contains("LOTSE_WITNESS=here"));
    QVERIFY2(!bytes.contains("canary"), "a secret is still in /proc/PID/environ");
}

// As registries answer of a repository whose last image is gone, in three ways.
void TestSignInCommand::takesAnEmptiedRepositoryForEmpty()
{
    m_registry->handle([](const ReceivedRequest &request) {
        const QByteArray path = request.path();
        if (path == "/v2/")
            return ScriptedReply::json("{}");
        if (path == "/v2/_catalog")
            return ScriptedReply::json(
                R"({"repositories":["gone/emptied","gone/emptylist","gone/nulltags","shop/web"]})");
        if (path == "/v2/gone/nulltags/tags/list")
            return ScriptedReply::json(R"({"name":"gone/nulltags","tags":null})");
        if (path == "/v2/gone/emptylist/tags/list")
            return ScriptedReply::json(R"({"name":"gone/emptylist","tags":[]})");
        if (path == "/v2/shop/web/tags/list")
            return ScriptedReply::json(R"({"name":"shop/web","tags":["1"]})");
        return ScriptedReply::status(
            404, R"({"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]})");
    });
    const Ran ran = run({u"tree"_s, u"--tags"_s, u"--url"_s, url()}, {});
    QVERIFY2(ran.code == 0, ran.err);
    for (const char *name : {"emptied", "emptylist", "nulltags", "web"})
        QVERIFY2(ran.out.contains(name), ran.out);
    QVERIFY(!ran.err.contains("missing"));
}

// Somebody waits for the answer, and the first one says what to mend.
void TestSignInCommand::asksOnceWhetherAnAccountWorks()
{
    m_registry->handle([](const ReceivedRequest &) { return ScriptedReply::status(503, "{}"); });
    const Ran ran = run({u"accounts"_s, u"test"_s, u"--url"_s, url(), u"--user"_s, u"joe"_s});
    QVERIFY2(ran.code != 0, ran.out);
    const auto asked = m_registry->requests();
    QVERIFY(!asked.isEmpty());
    for (qsizetype i = 1; i < asked.size(); ++i)
        QVERIFY2(asked[i].path() != asked[i - 1].path(), asked[i].path());
}

QTEST_GUILESS_MAIN(TestSignInCommand)
#include "tst_signincommand.moc"
