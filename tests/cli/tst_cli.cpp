// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "harbor/endpoint.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace lotse;

/// The program itself, as a person runs it.
class TestCli : public QObject {
    Q_OBJECT
private slots:
    void init() { m_program = std::make_unique<Program>(); }
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
    void narrowsWhatIsOfTheWholeRegistry_data();
    void narrowsWhatIsOfTheWholeRegistry();
    void printsTextAsText();
    void marksWhatIsPartial();
    void namesWhatIsForbidden();
    void namesWhatIsNotThere();
    void showsTheTree();
    void showsAnArtifact();
    void showsAnArtifactWithoutAPull();
    void printsTheOverview();
    void showsProgressOnlyWhenAsked();
    void noticesThatTheOutputIsFull();
    void isCancelledBySignal();
    void namesARegistryThatDoesNotAnswer();

private:
    Ran run(const QStringList &arguments, const QStringList &environment = {}, const QByteArray &input = {}) const
    {
        return m_program->run(arguments, environment, input);
    }

    std::unique_ptr<Program> m_program;
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

void TestCli::narrowsWhatIsOfTheWholeRegistry_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("twin");
    for (const char *kind : {"quotas", "repositories", "robots", "labels", "audit"})
        QTest::newRow(kind) << QString::fromLatin1(kind) << u"project-"_s + QLatin1String(kind);
    QTest::newRow("projects") << u"projects"_s << u"project"_s;
}

void TestCli::narrowsWhatIsOfTheWholeRegistry()
{
    QFETCH(QString, kind);
    QFETCH(QString, twin);
    const auto keys = [](const Ran &ran) {
        QStringList found;
        for (const QJsonValue &row : ran.array())
            found.append(
                QString::number(row[row[u"project_id"_s].isUndefined() ? u"id"_s : u"project_id"_s].toInteger()));
        return found;
    };
    const QStringList rest{u"--demo"_s, u"--json"_s};
    const QStringList named{u"project_name=payments"_s};
    const Ran one = run(QStringList{u"get"_s, kind} + named + rest);
    QVERIFY2(one.code == 0, one.err);
    QVERIFY(!one.array().isEmpty());
    QCOMPARE(keys(one), keys(run(QStringList{u"get"_s, twin} + named + rest)));
    QCOMPARE(keys(run(QStringList{u"get"_s, kind, u"--project"_s, u"payments"_s} + rest)), keys(one));
    QVERIFY(keys(one) != keys(run(QStringList{u"get"_s, kind} + rest)));
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
    // The trail over all projects is answered with 200 to everybody, and without a word on what is left out.
    const Ran trail = run({u"get"_s, u"audit"_s, u"--demo"_s, u"--user"_s, u"audit-desk"_s});
    QCOMPARE(trail.code, 7);
    QVERIFY2(trail.err.contains("Shown only for projects where your role allows it."), trail.err);
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
    const QStringList look{u"artifact"_s, u"payments/backend/api:latest"_s, u"--demo"_s, u"--json"_s};
    const Ran ran = run(look + QStringList{u"--pull"_s});
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
    // By what Harbor calls it: the media type of a signature of cosign 2 tells nothing.
    QVERIFY2(text.out.contains("Cosign signature, not verified"), text.out);
    QVERIFY2(!text.out.contains(" Other, "), text.out);
    const Ran clean = run({u"artifact"_s, u"library/hello:latest"_s, u"--demo"_s});
    QVERIFY2(clean.out.contains("Success: no findings"), clean.out);
}

void TestCli::showsAnArtifactWithoutAPull()
{
    const auto pulled = [](const QJsonObject &said) {
        return QDateTime::fromString(said[u"artifact"_s][u"pull_time"_s].toString(), Qt::ISODate);
    };
    const QStringList look{u"artifact"_s, u"platform/telemetry/collector:latest"_s, u"--demo"_s};
    const QDateTime begin = QDateTime::currentDateTimeUtc();
    const Ran quiet = run(look + QStringList{u"--json"_s});
    QVERIFY2(quiet.code == 0, quiet.err);
    const QJsonObject told = quiet.array().first().toObject();
    QVERIFY(told[u"manifest"_s].isNull());
    QVERIFY(!told[u"attached"_s].toArray().isEmpty());
    QCOMPARE(told[u"artifact"_s][u"digest"_s], told[u"digest"_s]);
    QVERIFY(pulled(told).addSecs(30) < begin);
    const Ran text = run(look);
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.contains("linux/amd64") && text.out.contains("not read"), text.out);
    // The demo counts a manifest that is read as Harbor does.
    const Ran loud = run(look + QStringList{u"--json"_s, u"--pull"_s});
    QVERIFY2(loud.code == 0, loud.err);
    QVERIFY(pulled(loud.array().first().toObject()).addSecs(30) >= begin);
    QVERIFY(!run(look + QStringList{u"--pull"_s}).out.contains("not read"));
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
    m_program->prepare(process, {});
    process.setStandardOutputFile(u"/dev/full"_s);
    for (const QString &line : {u"get projects --demo"_s, u"--help"_s, u"get --help"_s, u"help get"_s, u"--version"_s,
             u"completion bash"_s, u"kinds --json"_s}) {
        process.start(Program::path(), line.split(u' '));
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 9, qPrintable(line));
        QVERIFY2(process.readAllStandardError().contains("could not be written"), qPrintable(line));
    }
}

void TestCli::isCancelledBySignal()
{
#ifdef Q_OS_UNIX
    QProcess process;
    m_program->prepare(process, {});
    process.start(Program::path(), {u"get"_s, u"artifacts"_s, u"--demo"_s, u"--json"_s, u"--progress"_s});
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

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
