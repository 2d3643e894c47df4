// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace lotse;
using namespace Qt::StringLiterals;

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    bool isArray() const { return QJsonDocument::fromJson(out).isArray(); }
};

/// The program itself, as a person runs it.
class TestCli : public QObject {
    Q_OBJECT
private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void saysItsVersion();
    void helps();
    void namesWrongUsage_data();
    void namesWrongUsage();
    void getsEveryKind_data();
    void getsEveryKind();
    void getsAllPages();
    void givesObjectsAsReceived();
    void writesCsv();
    void filtersAtTheServerAndHere();
    void narrowsToAProject();
    void printsTextAsText();
    void marksWhatIsPartial();
    void namesWhatIsForbidden();
    void namesWhatIsNotThere();
    void showsTheTree();
    void showsAnArtifact();
    void printsTheOverview();
    void showsProgressOnlyWhenAsked();
    void noticesThatTheOutputIsFull();
    void isCancelledBySignal();
    void namesARegistryThatDoesNotAnswer();
    void keepsAccounts();
    void keepsASecretSealed();
    void takesNoSecretFromAnArgument();
    void leavesNoSecretBehind();

private:
    Ran run(const QStringList &arguments, const QStringList &environment = {}, const QByteArray &input = {}) const
    {
        QProcess process;
        prepare(process, environment);
        process.start(program(), arguments);
        process.write(input);
        process.closeWriteChannel();
        Ran out;
        if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
            out.code = process.exitCode();
        out.out = process.readAllStandardOutput();
        out.err = process.readAllStandardError();
        return out;
    }
    void prepare(QProcess &process, const QStringList &environment) const
    {
        QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
        own.remove(u"LOTSE_PASSWORD"_s);
        own.remove(u"LOTSE_MASTER_PASSWORD"_s);
        own.insert(u"LOTSE_PROFILE"_s, m_dir->filePath(u"profile"_s));
        own.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        for (const QString &pair : environment)
            own.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        process.setProcessEnvironment(own);
    }
    static QString program() { return QStringLiteral(LOTSE_BIN_DIR) + u"/lotse-cli"_s; }
    bool isInProfile(const QByteArray &bytes) const
    {
        QDirIterator files(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                return true;
            const QByteArray text = file.readAll();
            if (text.contains(bytes) || text.contains(bytes.toBase64()) || text.contains(bytes.toHex()))
                return true;
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCli::saysItsVersion()
{
    const Ran ran = run({u"--version"_s});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, QByteArray("lotse-cli " LOTSE_VERSION "\n"));
}

void TestCli::helps()
{
    const Ran all = run({u"--help"_s});
    QCOMPARE(all.code, 0);
    QVERIFY(all.out.contains("Exit codes"));
    for (const char *command : {"accounts", "get", "kinds", "tree", "artifact", "overview"}) {
        QVERIFY(all.out.contains(command));
        const Ran one = run({QString::fromLatin1(command), u"--help"_s});
        QCOMPARE(one.code, 0);
        QVERIFY(one.out.contains("Usage:"));
        QVERIFY(one.out.contains("--json"));
        QVERIFY(one.err.isEmpty());
    }
}

void TestCli::namesWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("nothing") << QStringList() << QByteArray("Usage");
    QTest::newRow("no such command") << QStringList{u"frobnicate"_s} << QByteArray("frobnicate");
    QTest::newRow("no such option") << QStringList{u"kinds"_s, u"--frobnicate"_s} << QByteArray("frobnicate");
    QTest::newRow("no kind") << QStringList{u"get"_s, u"--demo"_s} << QByteArray("KIND");
    QTest::newRow("no such kind") << QStringList{u"get"_s, u"ponies"_s, u"--demo"_s} << QByteArray("ponies");
    QTest::newRow("no filter") << QStringList{u"get"_s, u"projects"_s, u"name"_s, u"--demo"_s} << QByteArray("name");
    QTest::newRow("missing parts") << QStringList{u"get"_s, u"gc-log"_s, u"--demo"_s} << QByteArray("gc_id");
    QTest::newRow("no registry") << QStringList{u"tree"_s} << QByteArray("--url");
    QTest::newRow("no such account") << QStringList{u"tree"_s, u"--account"_s, u"x"_s} << QByteArray("account x");
    QTest::newRow("no address") << QStringList{u"tree"_s, u"--url"_s, u"ftp://x"_s} << QByteArray("ftp");
    QTest::newRow("no reference") << QStringList{u"artifact"_s, u"UPPER CASE"_s, u"--demo"_s} << QByteArray("");
    QTest::newRow("another registry") << QStringList{u"artifact"_s, u"ghcr.io/a/b:1"_s, u"--demo"_s}
                                      << QByteArray("ghcr.io");
    QTest::newRow("bad descriptor") << QStringList{u"tree"_s, u"--url"_s, u"localhost"_s, u"--user"_s, u"u"_s,
        u"--password-fd"_s, u"77"_s} << QByteArray("77");
}

void TestCli::namesWrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const Ran ran = run(arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(word), ran.err);
    QVERIFY(ran.out.isEmpty());
}

void TestCli::getsEveryKind_data()
{
    QTest::addColumn<QString>("kind");
    for (const harbor::Endpoint &endpoint : harbor::endpoints()) {
        if (endpoint.walks)
            QTest::newRow(endpoint.kind) << QString::fromLatin1(endpoint.kind);
    }
}

void TestCli::getsEveryKind()
{
    QFETCH(QString, kind);
    QStringList get{u"get"_s, kind, u"--demo"_s, u"--json"_s};
    if (kind == u"security-findings"_s) // 460 pages otherwise
        get += {u"severity=Critical"_s, u"project_id=2"_s};
    const Ran ran = run(get);
    QVERIFY2(ran.code == 0, ran.err);
    QVERIFY2(ran.isArray(), ran.out.left(200));
    QVERIFY2(ran.err.isEmpty(), ran.err);
}

void TestCli::getsAllPages()
{
    const Ran audit = run({u"get"_s, u"audit"_s, u"--demo"_s, u"--json"_s});
    QCOMPARE(audit.code, 0);
    QVERIFY(audit.array().size() > 100); // more than a page
    QSet<qint64> ids;
    for (const QJsonValue &row : audit.array())
        ids.insert(row[u"id"_s].toInteger());
    QCOMPARE(ids.size(), audit.array().size());
}

void TestCli::givesObjectsAsReceived()
{
    const Ran ran = run({u"get"_s, u"projects"_s, u"--demo"_s, u"--json"_s});
    QVERIFY(!ran.array().isEmpty());
    const QJsonObject project = ran.array().first().toObject();
    QVERIFY(project.contains(u"project_id"_s)); // the wire's names
    QVERIFY(project[u"metadata"_s].isObject());
    QVERIFY(project.contains(u"cve_allowlist"_s));
}

void TestCli::writesCsv()
{
    const Ran ran = run({u"get"_s, u"projects"_s, u"--demo"_s, u"--csv"_s});
    QCOMPARE(ran.code, 0);
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QVERIFY(lines.first().startsWith("project_id,"));
    QVERIFY(lines.first().contains("metadata.public"));
    const Ran json = run({u"get"_s, u"projects"_s, u"--demo"_s, u"--json"_s});
    QCOMPARE(lines.size(), json.array().size() + 1);
    QVERIFY(ran.out.contains(json.array().first()[u"name"_s].toString().toUtf8()));
}

void TestCli::filtersAtTheServerAndHere()
{
    const QJsonArray all = run({u"get"_s, u"projects"_s, u"--demo"_s, u"--json"_s}).array();
    const QString name = all.last()[u"name"_s].toString();
    const QJsonArray one = run({u"get"_s, u"projects"_s, u"name="_s + name, u"--demo"_s, u"--json"_s}).array();
    QCOMPARE(one.size(), 1);
    QCOMPARE(one.first()[u"name"_s].toString(), name);
    const QJsonArray some = run({u"get"_s, u"projects"_s, u"name~"_s + name.left(3), u"--demo"_s, u"--json"_s}).array();
    QVERIFY(some.size() >= 1 && some.size() < all.size());
    // Harbor passes over this name in q without a word.
    const QJsonArray open = run({u"get"_s, u"projects"_s, u"metadata.public=true"_s, u"--demo"_s, u"--json"_s}).array();
    QVERIFY(!open.isEmpty() && open.size() < all.size());
    for (const QJsonValue &row : open)
        QCOMPARE(row[u"metadata"_s][u"public"_s].toString(), u"true"_s);
}

void TestCli::narrowsToAProject()
{
    const QStringList get{u"get"_s, u"project-members"_s, u"--demo"_s, u"--json"_s};
    const QJsonArray all = run(get).array();
    const QJsonArray one = run(get + QStringList{u"--project"_s, u"payments"_s}).array();
    QVERIFY(!one.isEmpty());
    QVERIFY(one.size() < all.size());
    QCOMPARE(run(get + QStringList{u"project_name=payments"_s}).array(), one);
}

void TestCli::printsTextAsText()
{
    const QJsonArray runs = run({u"get"_s, u"gc"_s, u"--demo"_s, u"--json"_s}).array();
    QVERIFY(!runs.isEmpty());
    const QString id = u"gc_id=%1"_s.arg(runs.first()[u"id"_s].toInteger());
    const Ran text = run({u"get"_s, u"gc-log"_s, id, u"--demo"_s});
    QVERIFY2(text.code == 0, text.err);
    QVERIFY(text.out.size() > 20);
    const Ran json = run({u"get"_s, u"gc-log"_s, id, u"--demo"_s, u"--json"_s});
    QCOMPARE(json.array().size(), 1);
    QVERIFY(json.array().first().isString());
}

void TestCli::marksWhatIsPartial()
{
    // A guest may read the members of some projects only.
    const Ran ran = run({u"get"_s, u"project-members"_s, u"--demo"_s, u"--user"_s, u"audit-desk"_s, u"--json"_s});
    QVERIFY(ran.isArray());
    QVERIFY(!ran.array().isEmpty());
    QVERIFY2(ran.code == 7, ran.err);
    QVERIFY2(ran.err.contains("not complete"), ran.err);
}

void TestCli::namesWhatIsForbidden()
{
    const Ran ran = run({u"get"_s, u"configuration"_s, u"--demo"_s, u"--user"_s, u"audit-desk"_s});
    QCOMPARE(ran.code, 5);
    QVERIFY(!ran.err.isEmpty());
    QVERIFY(ran.out.isEmpty());
}

void TestCli::namesWhatIsNotThere()
{
    QCOMPARE(run({u"artifact"_s, u"payments/backend/api:no-such-tag"_s, u"--demo"_s}).code, 6);
    QCOMPARE(run({u"get"_s, u"gc-log"_s, u"gc_id=999999"_s, u"--demo"_s}).code, 6);
}

void TestCli::showsTheTree()
{
    const Ran text = run({u"tree"_s, u"--demo"_s, u"--tags"_s});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("payments/"));
    QVERIFY(text.out.contains(":latest"));
    const QJsonArray all = run({u"tree"_s, u"--demo"_s, u"--json"_s}).array();
    QVERIFY(all.size() >= 40);
    const QJsonArray one = run({u"tree"_s, u"--demo"_s, u"--json"_s, u"--project"_s, u"payments"_s}).array();
    QVERIFY(!one.isEmpty() && one.size() < all.size());
}

void TestCli::showsAnArtifact()
{
    const Ran ran = run({u"artifact"_s, u"payments/backend/api:latest"_s, u"--demo"_s, u"--json"_s});
    QVERIFY2(ran.code == 0, ran.err);
    const QJsonObject artifact = ran.array().first().toObject();
    const QString digest = artifact[u"digest"_s].toString();
    QVERIFY(digest.startsWith(u"sha256:"_s));
    QVERIFY(artifact[u"manifest"_s].isObject());
    QCOMPARE(artifact[u"artifact"_s][u"digest"_s].toString(), digest);
    const Ran text = run({u"artifact"_s, u"demo.lotse.example/payments/backend/api:latest"_s, u"--demo"_s});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("not verified"));
    QVERIFY(!text.out.contains(" signed"));
}

void TestCli::printsTheOverview()
{
    const Ran text = run({u"overview"_s, u"--demo"_s});
    QVERIFY2(text.code == 0, text.err);
    for (const char *word : {"projects", "repositories", "artifacts", "critical", "storage"})
        QVERIFY2(text.out.contains(word), word);
    const QJsonObject numbers = run({u"overview"_s, u"--demo"_s, u"--json"_s}).array().first().toObject();
    const QJsonArray projects = run({u"get"_s, u"projects"_s, u"--demo"_s, u"--json"_s}).array();
    const QJsonArray repositories = run({u"get"_s, u"repositories"_s, u"--demo"_s, u"--json"_s}).array();
    QCOMPARE(numbers[u"projects"_s].toInteger(), projects.size());
    QCOMPARE(numbers[u"repositories"_s].toInteger(), repositories.size());
    qint64 artifacts = 0;
    for (const QJsonValue &row : repositories)
        artifacts += row[u"artifact_count"_s].toInteger();
    QCOMPARE(numbers[u"artifacts"_s].toInteger(), artifacts);
    const Ran guest = run({u"overview"_s, u"--demo"_s, u"--user"_s, u"audit-desk"_s});
    QVERIFY(guest.out.contains("not shown to this account"));
}

void TestCli::showsProgressOnlyWhenAsked()
{
    QVERIFY(run({u"get"_s, u"artifacts"_s, u"--demo"_s, u"--json"_s}).err.isEmpty());
    const Ran ran = run({u"get"_s, u"artifacts"_s, u"--demo"_s, u"--json"_s, u"--progress"_s});
    QVERIFY(!ran.err.isEmpty());
    QVERIFY(!ran.err.contains('\x1b')); // no terminal
    QVERIFY(ran.isArray());
}

void TestCli::noticesThatTheOutputIsFull()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full here");
    QProcess process;
    prepare(process, {});
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(program(), {u"get"_s, u"projects"_s, u"--demo"_s});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 9);
}

void TestCli::isCancelledBySignal()
{
#ifdef Q_OS_UNIX
    QProcess process;
    prepare(process, {});
    process.start(program(), {u"get"_s, u"artifacts"_s, u"--demo"_s, u"--json"_s, u"--progress"_s});
    QVERIFY(process.waitForReadyRead(1) || true);
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForReadyRead(60'000)); // it is at work
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 10);
    QVERIFY(process.readAllStandardOutput().isEmpty());
#else
    QSKIP("signals are not for this system");
#endif
}

void TestCli::namesARegistryThatDoesNotAnswer()
{
    // Nobody listens on the discard port here; reads are repeated, so this takes some seconds of waiting in the
    // program.
    const Ran ran = run({u"accounts"_s, u"test"_s, u"--url"_s, u"https://127.0.0.1:9"_s});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("127.0.0.1"), ran.err);
}

void TestCli::keepsAccounts()
{
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"harbor.example.com"_s};
    const Ran added = run(add + QStringList{u"--user"_s, u"dev"_s, u"--name"_s, u"one"_s, u"--production"_s});
    QVERIFY2(added.code == 0, added.err);
    QCOMPARE(run(add + QStringList{u"--name"_s, u"ONE"_s}).code, 2);
    QCOMPARE(run(add + QStringList{u"--name"_s, u"two"_s, u"--colour"_s, u"red"_s}).code, 2);
    const QJsonArray list = run({u"accounts"_s, u"--json"_s}).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"url"_s].toString(), u"https://harbor.example.com"_s);
    QCOMPARE(list.first()[u"allows_changes"_s].toBool(true), false);
    QVERIFY(run({u"accounts"_s}).out.contains("PROD"));
    const Ran noSecret = run({u"tree"_s, u"--account"_s, u"one"_s});
    QCOMPARE(noSecret.code, 4);
    QVERIFY(noSecret.err.contains("LOTSE_PASSWORD"));
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"nobody"_s}).code, 2);
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"one"_s}).code, 0);
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
}

void TestCli::keepsASecretSealed()
{
    const QStringList secret{u"LOTSE_PASSWORD=canary-password"_s, u"LOTSE_MASTER_PASSWORD=canary-master"_s};
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"https://127.0.0.1:9"_s, u"--user"_s,
        u"dev"_s, u"--keep"_s};
    const Ran keychain = run(add + QStringList{u"keychain"_s}, secret);
    QCOMPARE(keychain.code, 9); // there is none on this bus
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
    const Ran added = run(add + QStringList{u"sealed"_s}, secret);
    QVERIFY2(added.code == 0, added.err);
    QVERIFY(QFile::exists(m_dir->filePath(u"profile/secrets.sealed"_s)));
    const Ran wrong = run({u"tree"_s}, {u"LOTSE_MASTER_PASSWORD=another-one"_s});
    QCOMPARE(wrong.code, 9);
    QCOMPARE(run({u"tree"_s}).code, 2); // nobody to ask for the master password
    const Ran right = run({u"accounts"_s, u"remove"_s, u"127.0.0.1:9"_s}, {u"LOTSE_MASTER_PASSWORD=canary-master"_s});
    QVERIFY2(right.code == 0, right.err);
}

void TestCli::takesNoSecretFromAnArgument()
{
    const Ran ran = run({u"tree"_s, u"--url"_s, u"https://dev:canary-url@127.0.0.1:9"_s});
    QCOMPARE(ran.code, 2);
    QVERIFY(!ran.err.contains("canary-url"));
    QCOMPARE(run({u"tree"_s, u"--password"_s, u"canary"_s}).code, 2);
}

void TestCli::leavesNoSecretBehind()
{
    const QStringList secrets{u"LOTSE_PASSWORD=canary-password"_s, u"LOTSE_MASTER_PASSWORD=canary-master"_s};
    const QStringList where{u"--url"_s, u"https://127.0.0.1:9"_s, u"--user"_s, u"dev"_s};
    QList<Ran> all;
    all << run(QStringList{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--keep"_s, u"sealed"_s} + where, secrets);
    all << run({u"accounts"_s}, secrets);
    all << run({u"accounts"_s, u"--json"_s}, secrets);
    all << run(QStringList{u"accounts"_s, u"test"_s, u"--progress"_s} + where, secrets);
    all << run(QStringList{u"accounts"_s, u"test"_s, u"--password-fd"_s, u"0"_s} + where, {}, "canary-password\n");
    QCOMPARE(all.first().code, 0);
    QCOMPARE(all.last().code, 3);
    for (const Ran &ran : all) {
        QVERIFY(!ran.out.contains("canary"));
        QVERIFY2(!ran.err.contains("canary"), ran.err);
    }
    QVERIFY(!isInProfile("canary-password"));
    QVERIFY(!isInProfile("canary-master"));
    QVERIFY(isInProfile("127.0.0.1:9")); // the search finds what is there
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
