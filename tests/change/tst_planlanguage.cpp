// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "change/configdiff.h"
#include "change/dryrun.h"
#include "change/planlanguage.h"
#include "change/sizeformula.h"
#include "changefixture.h"
#include "sync/wholeconfig.h"

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// The language of plans, the export and the difference of configurations, over the demo registry.
class PlanLanguageTest : public QObject {
    Q_OBJECT

private slots:
    void sizes_data();
    void sizes();
    void badSizes_data();
    void badSizes();
    void words();
    void refusesBadStatements_data();
    void refusesBadStatements();
    void refusesWhatIsNotThere_data();
    void refusesWhatIsNotThere();
    void saysWhatCouldNotBeRead_data();
    void saysWhatCouldNotBeRead();
    void jobsAreRun();
    void schedulesAndStops();
    void robotsByTheNameThatIsShown_data();
    void robotsByTheNameThatIsShown();
    void aNewSecretIsProved();
    void warnsBelowUse();
    void keepsTheHeaderOfAWebhook();
    void exportHoldsNoSecretsAndNoNumbers();
    void exportNamesWhatItCouldNotRead();
    void hiddenProjectsAreNotMissing();
    void whatHasNoNameIsNotCompared();
    void seesWhoIsShownAllProjects_data();
    void seesWhoIsShownAllProjects();
    void refusesBadExports_data();
    void refusesBadExports();
    void roundTrip();
    void planTowardsAnExport();
    void foreseesConflicts();

private:
    static Result<PlanGround> ground(ChangeFixture &fixture, const QList<PlanStatement> &statements);
    static ConfigSnapshot snapshot(ChangeFixture &fixture);
    /// What a person sees of the same registry.
    static ConfigSnapshot snapshotOf(ChangeFixture &fixture, const lotse::Identity &who);
    /// The plan of statements, one a line; fails the test where they cannot be planned.
    static ChangePlan planOf(ChangeFixture &fixture, const QString &text);
};

Result<PlanGround> PlanLanguageTest::ground(ChangeFixture &fixture, const QList<PlanStatement> &statements)
{
    std::optional<Result<PlanGround>> out;
    QObject context;
    readGround(harbor::Client(fixture.transport), statements, &context, {},
        [&](const Result<PlanGround> &read) { out = read; });
    const bool ended = QTest::qWaitFor([&] { return out.has_value(); }, 20'000);
    return ended ? *out : Result<PlanGround>(usageError("the reading did not end"));
}

ConfigSnapshot PlanLanguageTest::snapshot(ChangeFixture &fixture)
{
    std::optional<Result<ConfigSnapshot>> out;
    QObject context;
    readConfig(harbor::Client(fixture.transport), {}, {}, &context, {},
        [&](const Result<ConfigSnapshot> &read) { out = read; });
    if (!QTest::qWaitFor([&] { return out.has_value(); }, 20'000) || !*out)
        return {};
    return **out;
}

ConfigSnapshot PlanLanguageTest::snapshotOf(ChangeFixture &fixture, const lotse::Identity &who)
{
    const auto transport =
        std::make_shared<demo::DemoTransport>(fixture.registry, demo::Identity{who.name}, demo::Latency::none());
    std::optional<Result<ConfigSnapshot>> out;
    QObject context;
    readWholeConfig(harbor::Client(transport), who, u"v2.15.0"_s, &context, {},
        [&](const Result<ConfigSnapshot> &read) { out = read; });
    if (!QTest::qWaitFor([&] { return out.has_value(); }, 20'000) || !*out)
        return {};
    return **out;
}

ChangePlan PlanLanguageTest::planOf(ChangeFixture &fixture, const QString &text)
{
    ChangePlan plan = fixture.plan();
    const Result<QList<PlanStatement>> statements = planStatements(text);
    if (!statements) {
        QTest::qFail(qPrintable(statements.error().text()), __FILE__, __LINE__);
        return plan;
    }
    const Result<PlanGround> there = ground(fixture, *statements);
    if (!there) {
        QTest::qFail(qPrintable(there.error().text()), __FILE__, __LINE__);
        return plan;
    }
    for (const PlanStatement &statement : *statements) {
        const Result<QList<Change>> changes = changesOf(statement, *there);
        if (!changes) {
            QTest::qFail(qPrintable(changes.error().text()), __FILE__, __LINE__);
            return plan;
        }
        for (const Change &change : *changes)
            plan.add(change);
    }
    return plan;
}

void PlanLanguageTest::sizes_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<qint64>("bytes");
    const qint64 gib = 1024LL * 1024 * 1024;
    QTest::newRow("GiB") << u"20GiB"_s << 20 * gib;
    QTest::newRow("blank") << u" 1.5 GiB "_s << 3 * gib / 2;
    QTest::newRow("GB") << u"20GB"_s << qint64(20'000'000'000);
    QTest::newRow("bytes") << u"12345 B"_s << qint64(12345);
    QTest::newRow("one letter") << u"20G"_s << 20 * gib;
    QTest::newRow("case") << u"20 gIb"_s << 20 * gib;
    QTest::newRow("unlimited") << u"Unlimited"_s << qint64(-1);
    QTest::newRow("max") << u"max(used*1.3, 10GiB)"_s << 13 * gib;
    QTest::newRow("per cent") << u"used * 130%"_s << 13 * gib;
    QTest::newRow("min") << u"min(used*1.3,10GiB)"_s << 10 * gib;
    QTest::newRow("limit") << u"limit + 1GiB"_s << 21 * gib;
    QTest::newRow("rounded up") << u"10B/3"_s << qint64(4);
    QTest::newRow("brackets") << u"(1B+2B)*3"_s << qint64(9);
    QTest::newRow("order") << u"1B+2*3B"_s << qint64(7);
}

void PlanLanguageTest::sizes()
{
    QFETCH(QString, formula);
    QFETCH(qint64, bytes);
    const qint64 gib = 1024LL * 1024 * 1024;
    const Result<qint64> size = sizeOf(formula, {10 * gib, 20 * gib});
    QVERIFY2(bool(size), size ? "" : qPrintable(size.error().text()));
    QCOMPARE(*size, bytes);
}

void PlanLanguageTest::badSizes_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("said");
    QTest::newRow("unit") << u"20Q"_s << u"not a unit"_s;
    QTest::newRow("no unit") << u"20"_s << u"Add a unit"_s;
    QTest::newRow("word") << u"lots"_s << u"“lots” is not understood"_s;
    QTest::newRow("nothing") << QString() << u"incomplete"_s;
    QTest::newRow("zero") << u"0B"_s << u"greater than zero"_s;
    QTest::newRow("negative") << u"1B-2GiB"_s << u"greater than zero"_s;
    QTest::newRow("too much") << u"2000TiB"_s << u"1024 TiB"_s;
    QTest::newRow("divided by zero") << u"1GiB/0"_s << u"by zero"_s;
    QTest::newRow("size and number") << u"1GiB+2"_s << u"add the unit"_s;
    QTest::newRow("two sizes") << u"used*1GiB"_s << u"multiplied"_s;
    QTest::newRow("bracket") << u"max(1B,2B"_s << u"not closed"_s;
    QTest::newRow("behind it") << u"1GiB)"_s << u"not understood"_s;
    QTest::newRow("no limit") << u"limit*2"_s << u"without a limit"_s;
    QTest::newRow("deep") << QString(5000, u'(') << u"not understood"_s;
}

void PlanLanguageTest::badSizes()
{
    QFETCH(QString, formula);
    QFETCH(QString, said);
    const Result<qint64> size = sizeOf(formula, {1, -1});
    QVERIFY(!size);
    QCOMPARE(size.error().kind, ErrorKind::Usage);
    QVERIFY2(size.error().text().contains(said), qPrintable(size.error().text()));
}

void PlanLanguageTest::words()
{
    QCOMPARE(*planWords(u"a 'b c'  d=\"e # f\" # g"_s), (QStringList{u"a"_s, u"b c"_s, u"d=e # f"_s}));
    QVERIFY(!planWords(u"a 'b"_s));
    const Result<QList<PlanStatement>> two =
        planStatements(u"# nothing\n\nquota a=1GiB\nset configuration read_only=true\n"_s);
    QVERIFY(bool(two));
    QCOMPARE(two->size(), 2);
    QCOMPARE(two->at(1).line, 4);
}

void PlanLanguageTest::refusesBadStatements_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("job") << u"run everything"_s << u"The statement is: run gc"_s;
    QTest::newRow("job without a name") << u"run replication"_s << u"The statement is: run gc"_s;
    QTest::newRow("job with another name") << u"run gc now"_s << u"The statement is: run gc"_s;
    QTest::newRow("verb") << u"frobnicate x"_s << u"is not a statement"_s;
    QTest::newRow("role") << u"member add payments anna boss"_s << u"There is no role boss"_s;
    QTest::newRow("too few") << u"member add payments"_s << u"member add|set"_s;
    QTest::newRow("kind") << u"set frob a=b"_s << u"There is no kind frob"_s;
    QTest::newRow("artifact") << u"tag add payments x"_s << u"is not an artifact"_s;
    QTest::newRow("quote") << u"set configuration banner_message='x"_s << u"not closed"_s;
    QTest::newRow("in") << u"set configuration read_only=true in payments"_s << u"has no effect"_s;
    QTest::newRow("where") << u"delete label x where name=y"_s << u"only with set"_s;
    QTest::newRow("no quota") << u"quota payments"_s << u"quota PROJECT=SIZE"_s;
}

void PlanLanguageTest::refusesBadStatements()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    const Result<QList<PlanStatement>> read = planStatements(u"\n"_s + line);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Usage);
    QVERIFY2(read.error().text().contains(said), qPrintable(read.error().text()));
    QVERIFY2(read.error().text().contains(u"Line 2"_s), qPrintable(read.error().text()));
}

void PlanLanguageTest::refusesWhatIsNotThere_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("quota") << u"quota nowhere=1GiB"_s << u"no quota for a project nowhere"_s;
    QTest::newRow("size") << u"quota payments=lots"_s << u"Quota of payments: "_s;
    QTest::newRow("project") << u"member add nowhere anna guest"_s << u"There is no project nowhere"_s;
    QTest::newRow("member") << u"member set payments nobody guest"_s << u"nobody is not a member"_s;
    QTest::newRow("tag") << u"tag remove payments/backend/fraud-score:latest nothing"_s << u"has no tag nothing"_s;
    QTest::newRow("artifact") << u"tag add payments/backend/nothing:latest x"_s << u"There is no artifact"_s;
    QTest::newRow("label") << u"label add payments/backend/fraud-score:latest nothing"_s
                           << u"Label nothing does not exist in the registry or in payments"_s;
    QTest::newRow("member of a kind") << u"set configuration frob=1"_s << u"configuration has no field frob"_s;
    QTest::newRow("flag") << u"set configuration read_only=maybe"_s << u"true or false"_s;
    QTest::newRow("secret") << u"set configuration ldap_search_password=hunter2"_s << u"=@ask"_s;
    QTest::newRow("nothing like that") << u"set label color=#ffffff where name=nothing"_s
                                       << u"No label matches: name=nothing"_s;
    QTest::newRow("which") << u"set label color=#ffffff"_s << u"Say which"_s;
    QTest::newRow("exists") << u"create project payments"_s << u"project of payments already"_s;
    QTest::newRow("deleted") << u"delete label nothing"_s << u"label nothing does not exist"_s;
    QTest::newRow("range") << u"set configuration token_expiration=0"_s << u"token_expiration"_s;
}

void PlanLanguageTest::refusesWhatIsNotThere()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    ChangeFixture fixture;
    const Result<QList<PlanStatement>> read = planStatements(line);
    QVERIFY2(bool(read), read ? "" : qPrintable(read.error().text()));
    const Result<PlanGround> there = ground(fixture, *read);
    QVERIFY(bool(there));
    const Result<QList<Change>> changes = changesOf(read->first(), *there);
    QVERIFY(!changes);
    QVERIFY2(changes.error().text().contains(said), qPrintable(changes.error().text()));
}

// Whose list could not be read is not missing.
void PlanLanguageTest::saysWhatCouldNotBeRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("refused"); // a path
    QTest::addColumn<QString>("said");
    QTest::newRow("registry of a proxy") << u"create project new-proxy proxy_of=hub"_s << u"/registries"_s
                                         << u"registry could not be read: "_s;
    QTest::newRow("registry of a replication")
        << u"create replication copies src_registry=hub"_s << u"/registries"_s << u"registry could not be read: "_s;
    QTest::newRow("scanner of a project") << u"set project-scanner scanner=trivy in payments"_s << u"/scanners"_s
                                          << u"project-scanner could not be read: "_s;
    QTest::newRow("project") << u"member add nowhere anna guest"_s << u"/projects"_s
                             << u"project could not be read: "_s;
    QTest::newRow("number of a project") << u"create retention in payments"_s << u"/projects"_s
                                         << u"project could not be read: "_s;
    QTest::newRow("label") << u"label add payments/backend/fraud-score:latest nothing"_s << u"/labels"_s
                           << u"label could not be read"_s;
    QTest::newRow("quota") << u"quota payments=1GiB"_s << u"/quotas"_s << u"quota could not be read: "_s;
    QTest::newRow("robot") << u"run robot-secret ci"_s << u"/robots"_s << u"robot could not be read: "_s;
}

void PlanLanguageTest::saysWhatCouldNotBeRead()
{
    QFETCH(QString, line);
    QFETCH(QString, refused);
    QFETCH(QString, said);
    ChangeFixture fixture;
    const Result<QList<PlanStatement>> read = planStatements(line);
    QVERIFY2(bool(read), read ? "" : qPrintable(read.error().text()));
    fixture.transport->breaks = [path = "/api/v2.0" + refused.toLatin1() + '?'](const Request &request) {
        return request.path.startsWith(path) ? BreakingTransport::Break::Server : BreakingTransport::Break::No;
    };
    const Result<PlanGround> there = ground(fixture, *read);
    QVERIFY(bool(there));
    const Result<QList<Change>> changes = changesOf(read->first(), *there);
    QVERIFY(!changes);
    QVERIFY2(changes.error().text().contains(said), qPrintable(changes.error().text()));
}

void PlanLanguageTest::jobsAreRun()
{
    ChangeFixture fixture;
    const qsizetype before = fixture.list("/system/gc?page_size=100").size();
    ChangePlan plan = planOf(fixture, u"run gc dry_run=true workers=2\nrun scan-all"_s);
    QCOMPARE(plan.changes.size(), 2);
    QCOMPARE(plan.changes[0].body[u"parameters"_s].toObject(),
        (QJsonObject{{u"dry_run"_s, true}, {u"delete_untagged"_s, false}, {u"workers"_s, 2}}));
    QCOMPARE(reviewOf(plan.changes[0]).risk, harbor::Risk::Harmless);
    const Summary done = fixture.run(plan);
    QCOMPARE(done.done, 2); // accepted; no answer shows the effect
    QCOMPARE(fixture.list("/system/gc?page_size=100").size(), before + 1);
    // By names, of the registry and of a project.
    const QJsonObject policy = fixture.list("/replication/policies")[0].toObject();
    plan = planOf(fixture, u"run replication "_s + policy[u"name"_s].toString());
    QCOMPARE(plan.changes.first().body[u"policy_id"_s].toInteger(), policy[u"id"_s].toInteger());
    for (const auto &[text, sentence] : {std::pair(u"run replication nothing"_s, u"does not exist"_s),
             std::pair(u"run gc workers=9"_s, u"from 1 to 5"_s),
             std::pair(u"run scan-all dry_run=true"_s, u"has no option"_s),
             std::pair(u"run retention nowhere"_s, u"no project nowhere"_s)}) {
        const auto statements = planStatements(text);
        QVERIFY2(bool(statements), qPrintable(text));
        const auto there = ground(fixture, *statements);
        QVERIFY(bool(there));
        const auto changes = changesOf(statements->first(), *there);
        QVERIFY2(!changes && changes.error().text().contains(sentence), qPrintable(text));
    }
}

void PlanLanguageTest::schedulesAndStops()
{
    ChangeFixture fixture;
    const ChangePlan plan = planOf(fixture,
        u"set schedule gc '0 0 2 * * *' delete_untagged=true workers=2\nset schedule scan-all weekly\n"
        "set schedule purge daily hours=2160"_s);
    QCOMPARE(plan.changes.size(), 3);
    QCOMPARE(fixture.run(plan).verified, 3);
    QCOMPARE(fixture.object("/system/gc/schedule")[u"schedule"_s][u"cron"_s].toString(), u"0 0 2 * * *"_s);
    QCOMPARE(fixture.object("/system/scanAll/schedule")[u"schedule"_s][u"type"_s].toString(), u"Weekly"_s);
    const ChangePlan none = planOf(fixture, u"set schedule gc none"_s);
    QCOMPARE(fixture.run(none).verified, 1);
    QVERIFY(fixture.object("/system/gc/schedule")[u"schedule"_s][u"cron"_s].toString().isEmpty());
    const ChangePlan jobs =
        planOf(fixture, u"run purge hours=24 dry_run=true\nstop gc 7\nstop scan-all\nstop replication 3"_s);
    QCOMPARE(jobs.changes.size(), 4);
    QVERIFY(jobs.changes[0].body[u"parameters"_s][u"dry_run"_s].toBool());
    QCOMPARE(jobs.changes[1].path.value(u"gc_id"_s), u"7"_s);
    const ChangePlan more = planOf(fixture,
        u"stop retention payments 9\nstop job 0a1b\npause queue GARBAGE_COLLECTION\nresume queue REPLICATION\n"
        "stop queue IMAGE_SCAN"_s);
    QCOMPARE(more.changes.size(), 5);
    QCOMPARE(more.changes[0].path.value(u"eid"_s), u"9"_s);
    QVERIFY(more.changes[0].path.value(u"id"_s).toLongLong() > 0); // of the policy
    QCOMPARE(more.changes[2].body[u"action"_s].toString(), u"pause"_s);
    QCOMPARE(more.changes[4].body[u"action"_s].toString(), u"stop"_s);
    // A queue is paused, proved by its row, and resumed by the undo; what is so already is not sent.
    const ChangePlan pause = planOf(fixture, u"pause queue REPLICATION"_s);
    QCOMPARE(fixture.run(pause).verified, 1);
    QCOMPARE(fixture.run(planOf(fixture, u"pause queue REPLICATION"_s)).skipped, 1);
    QCOMPARE(fixture.run(planOf(fixture, u"pause queue NOSUCH"_s)).conflicts, 1);
    QCOMPARE(reviewOf(pause.changes[0]).risk, harbor::Risk::Reversible);
    const QList<Course> courses = fixture.courses();
    const auto paused =
        std::find_if(courses.begin(), courses.end(), [&](const Course &one) { return one.plan.id == pause.id; });
    QVERIFY(paused != courses.end());
    const Result<ChangePlan> back = undoOf(*paused, fixture.clock);
    QVERIFY(back.ok());
    QCOMPARE(fixture.run(*back).verified, 1);
    // A job that a worker has in hand, and a run of a job of the system.
    const QJsonArray workers = fixture.list("/jobservice/pools/all/workers");
    QVERIFY(!workers.isEmpty());
    const QString job = workers[0][u"job_id"_s].toString();
    QCOMPARE(fixture.run(planOf(fixture, u"stop job "_s + job)).verified, 1);
    QCOMPARE(fixture.run(planOf(fixture, u"stop job "_s + job)).skipped, 1);
    for (const char *bad : {"pause queue", "resume gc 3", "stop queue", "stop job", "stop retention payments x",
             "pause GARBAGE_COLLECTION"})
        QVERIFY2(!planStatement(*planWords(QString::fromLatin1(bad))), bad);
    for (const char *bad :
        {"set schedule gc sometimes", "set schedule backup daily", "set schedule purge daily", "run purge",
            "run purge hours=0", "stop gc", "stop gc x", "stop retention 1", "stop scan-all 3", "run robot-secret"}) {
        const Result<PlanStatement> statement = planStatement(*planWords(QString::fromLatin1(bad)));
        QVERIFY2(!statement || !changesOf(*statement, {}), bad);
    }
}

void PlanLanguageTest::robotsByTheNameThatIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("prefix");
    for (const char *line : {"set robot %1 description=x", "set robot description=x where name=%1",
             "set project-robot %1 description=x", "delete robot %1", "run robot-secret %1"}) {
        const QString text = QString::fromLatin1(line);
        for (const QString &name : {u"payments+ci-push"_s, u"robot$payments+ci-push"_s})
            QTest::newRow(qPrintable(text.arg(name))) << text.arg(name) << u"robot$"_s;
        QTest::newRow(qPrintable(text + u" with another prefix"_s)) << text.arg(u"bot-payments+ci-push"_s) << u"bot-"_s;
        const bool isOfProject = text.contains(u"project-robot"_s);
        if (!isOfProject)
            QTest::newRow(qPrintable(text + u" of the system"_s)) << text.arg(u"robot$replicator"_s) << u"robot$"_s;
    }
}

void PlanLanguageTest::robotsByTheNameThatIsShown()
{
    QFETCH(QString, text);
    QFETCH(QString, prefix);
    ChangeFixture fixture;
    const Result<QList<PlanStatement>> statements = planStatements(text);
    QVERIFY2(statements, qPrintable(statements.error().text()));
    Result<PlanGround> there = ground(fixture, *statements);
    QVERIFY2(there, qPrintable(there.error().text()));
    there.value().config.names.robotPrefix = prefix;
    const Result<QList<Change>> changes = changesOf(statements->first(), *there);
    QVERIFY2(changes, qPrintable(changes.error().text()));
    QCOMPARE(changes->size(), 1);
    const ConfigObject *robot = text.contains(u"replicator"_s)
        ? there->config.find("robot", {}, u"replicator"_s)
        : there->config.find("project-robot", u"payments"_s, u"ci-push"_s);
    QVERIFY(robot);
    QCOMPARE(changes->first().path, robot->path);
}

void PlanLanguageTest::aNewSecretIsProved()
{
    ChangeFixture fixture;
    const QJsonArray robots = fixture.list("/robots?page_size=100");
    QVERIFY(!robots.isEmpty());
    QString name = robots[0].toObject()[u"name"_s].toString();
    name = name.mid(name.indexOf(u'$') + 1);
    const ChangePlan plan = planOf(fixture, u"run robot-secret "_s + name);
    QCOMPARE(plan.changes.size(), 1);
    QCOMPARE(fixture.run(plan).verified, 1);
    QCOMPARE(fixture.secrets.size(), 1);
    const QByteArray secret(fixture.secrets.first().view().toByteArray());
    QVERIFY(secret.size() >= 8);
    // It is nowhere but in the answer.
    QFile journal(fixture.folder.filePath(u"changes.db"_s));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QVERIFY(!journal.readAll().contains(secret));
}

void PlanLanguageTest::warnsBelowUse()
{
    ChangeFixture fixture;
    const ChangePlan plan = planOf(fixture, u"quota payments=1KiB"_s);
    QCOMPARE(plan.changes.size(), 1);
    const Review review = reviewOf(plan.changes[0]);
    QCOMPARE(review.warnings.size(), 1);
    QVERIFY(review.warnings[0].english().contains(u"below the current usage"_s));
}

void PlanLanguageTest::keepsTheHeaderOfAWebhook()
{
    ChangeFixture fixture;
    fixture.ask("POST", "/projects/payments/webhook/policies",
        R"({"name":"secret-hook","enabled":true,"event_types":["PUSH_ARTIFACT"],"targets":[{"type":"http",)"
        R"("address":"https://hook.test/x","auth_header":"Bearer geheim","skip_cert_verify":false,"payload_format":"Default"}]})");
    const ChangePlan plan = planOf(fixture,
        u"set webhook targets='[{\"type\":\"http\",\"address\":\"https://hook.test/x\",\"skip_cert_verify\":true,"
        "\"payload_format\":\"Default\"}]' in payments where name=secret-hook"_s);
    QCOMPARE(plan.changes.size(), 1);
    QVERIFY(!toJson(plan).contains("geheim"));
    QCOMPARE(fixture.run(plan).verified, 1);
    bool isFound = false;
    for (const QJsonValue &hook : fixture.list("/projects/payments/webhook/policies?page_size=100")) {
        if (hook[u"name"_s] != u"secret-hook"_s)
            continue;
        isFound = true;
        QCOMPARE(hook[u"targets"_s][0][u"auth_header"_s].toString(), u"Bearer geheim"_s);
        QVERIFY(hook[u"targets"_s][0][u"skip_cert_verify"_s].toBool());
    }
    QVERIFY(isFound);
}

void PlanLanguageTest::exportHoldsNoSecretsAndNoNumbers()
{
    ChangeFixture fixture;
    const ConfigSnapshot living = snapshot(fixture);
    QVERIFY(living.gaps.isEmpty());
    const QByteArray json = exportJson(living);
    for (const char *word : {"auth_header", "password\"", "\"secret\"", "access_secret", "creation_time", "\"id\"",
             "project_id", "_time\""})
        QVERIFY2(!json.contains(word), word);
    for (const char *section : {"\"members\"", "\"quota\"", "\"settings\"", "\"webhooks\"", "\"replication\"",
             "\"registries\"", "\"scanners\"", "\"labels\"", "\"robots\"", "\"configuration\"", "\"retention\""})
        QVERIFY2(json.contains(section), section);
    // Read twice, it is the same, and so it is when it comes from a file.
    QCOMPARE(exportJson(snapshot(fixture)), json);
    const Result<ConfigSnapshot> read = importJson(json);
    QVERIFY(bool(read));
    QCOMPARE(exportJson(*read), json);
    QStringList notCompared;
    QVERIFY(differencesOf(living, *read, &notCompared).isEmpty());
    QVERIFY(notCompared.isEmpty());
    QVERIFY(exportYaml(living).contains("\nprojects:\n"));
}

void PlanLanguageTest::exportNamesWhatItCouldNotRead()
{
    ChangeFixture fixture;
    const ConfigSnapshot whole = snapshot(fixture);
    fixture.transport = std::make_shared<BreakingTransport>(std::make_shared<demo::DemoTransport>(
        fixture.registry, demo::Identity{u"payments-dev"_s}, demo::Latency::none()));
    const ConfigSnapshot partial = snapshot(fixture);
    QVERIFY(!partial.gaps.isEmpty());
    QVERIFY(exportJson(partial).contains("\"not_read\": [\n        {"));
    // Shown in any language, and written in English.
    for (const ConfigGap &gap : partial.gaps) {
        QVERIFY2(keptEnglish(gap.reason) != gap.reason, qPrintable(gap.reason));
        QVERIFY2(exportJson(partial).contains(keptEnglish(gap.reason).toUtf8()), qPrintable(keptEnglish(gap.reason)));
    }
    QVERIFY(!exportJson(partial).contains("\\u001e"));
    // What one could not read is no difference, and nothing is planned of it.
    QStringList notCompared;
    const QList<ConfigDifference> differences = differencesOf(whole, partial, &notCompared);
    for (const ConfigDifference &one : differences)
        QVERIFY2(!partial.isGap(one.kind.toLatin1(), one.project), qPrintable(one.kind));
    QVERIFY(!notCompared.isEmpty());
    ChangePlan plan = fixture.plan();
    QStringList notes;
    planTowards(plan, whole, partial, u"admin"_s, &notes);
    for (const Change &change : std::as_const(plan.changes))
        QVERIFY2(change.operation != "updateConfigurations" && change.operation != "deleteRegistry", change.operation);
}

namespace {

lotse::Identity identityOf(IdentityKind kind, const QString &name, bool isAdmin = false)
{
    lotse::Identity out;
    out.kind = kind;
    out.name = name;
    out.isAdmin = isAdmin;
    return out;
}

bool isOf(const QString &sentence, const QStringList &projects)
{
    return std::any_of(
        projects.begin(), projects.end(), [&](const QString &project) { return sentence.contains(project); });
}

} // namespace

// Harbor leaves the projects that an account may not see out of the list, and answers with 200.
void PlanLanguageTest::hiddenProjectsAreNotMissing()
{
    ChangeFixture fixture;
    const ConfigSnapshot whole = snapshotOf(fixture, identityOf(IdentityKind::Person, u"admin"_s, true));
    QVERIFY(whole.gaps.isEmpty() && !whole.objects.isEmpty());
    fixture.ask("PUT", "/projects/payments", R"({"metadata":{"severity":"low"}})");
    const ConfigSnapshot partial = snapshotOf(fixture, identityOf(IdentityKind::Person, u"audit-desk"_s));
    QStringList hidden;
    for (const ConfigObject &object : whole.objects) {
        if (qstrcmp(object.kind->name, "project") == 0 && !partial.find("project", object.project))
            hidden.append(object.project);
    }
    QVERIFY(hidden.contains(u"web-shop"_s) && !hidden.contains(u"payments"_s));
    QVERIFY(exportJson(partial).contains("This account can access only some of the projects."));
    // From a file it is the same.
    const Result<ConfigSnapshot> read = importJson(exportJson(partial));
    QVERIFY(bool(read));
    for (const ConfigSnapshot &other : {partial, *read}) {
        for (const bool isAfter : {true, false}) {
            QStringList notCompared;
            const QList<ConfigDifference> differences =
                isAfter ? differencesOf(whole, other, &notCompared) : differencesOf(other, whole, &notCompared);
            // What both are shown is compared still.
            QVERIFY(std::any_of(differences.begin(), differences.end(), [](const ConfigDifference &one) {
                return one.project == u"payments"_s && one.member == u"severity"_s;
            }));
            for (const ConfigDifference &one : differences)
                QVERIFY2(!hidden.contains(one.project), qPrintable(one.kind + u' ' + one.project));
            for (const QString &project : std::as_const(hidden))
                QVERIFY(
                    notCompared.contains(u"Project %1 was not read on both sides and is not compared."_s.arg(project)));
        }
        // Nothing is made that is there, nor called one to be deleted.
        QStringList notes, notRead;
        ChangePlan plan = fixture.plan();
        planTowards(plan, other, whole, u"audit-desk"_s, &notes, &notRead);
        planTowards(plan, whole, other, u"admin"_s, &notes, &notRead);
        for (const Change &change : std::as_const(plan.changes))
            QVERIFY2(!isOf(change.names.value(u"project"_s), hidden), change.operation);
        for (const QString &note : std::as_const(notes))
            QVERIFY2(!isOf(note, hidden), qPrintable(note));
        QVERIFY(notRead.contains(u"Project web-shop is skipped: it was not read on both sides."_s));
    }
    // One that the account is shown, and that the target does not have: that is known, and it stays whole.
    ConfigSnapshot without = whole;
    without.objects.removeIf([](const ConfigObject &one) { return one.project == u"payments"_s; });
    ChangePlan plan = fixture.plan();
    QStringList notes;
    planTowards(plan, partial, without, u"audit-desk"_s, &notes);
    QVERIFY2(isOf(notes.join(u'\n'), {u"Project payments is not in the target."_s}), qPrintable(notes.join(u'\n')));
    for (const Change &change : std::as_const(plan.changes))
        QVERIFY2(change.names.value(u"project"_s) != u"payments"_s, change.operation);
}

// Who may not read the registries and scanners knows them by number alone.
void PlanLanguageTest::whatHasNoNameIsNotCompared()
{
    ChangeFixture fixture;
    const ConfigSnapshot whole = snapshotOf(fixture, identityOf(IdentityKind::Person, u"admin"_s, true));
    const auto proxy = std::find_if(whole.objects.begin(), whole.objects.end(),
        [](const ConfigObject &one) { return !one.value.value(u"proxy_of"_s).toString().isEmpty(); });
    QVERIFY(proxy != whole.objects.end());
    ConfigSnapshot partial = snapshotOf(fixture, identityOf(IdentityKind::Person, u"audit-desk"_s));
    QVERIFY(partial.isGap("registry", {}) && partial.isGap("project-scanner", proxy->project));
    QVERIFY(!exportJson(partial).contains("\"scanner\": {\n"));
    QStringList notCompared;
    for (const ConfigDifference &one : differencesOf(whole, partial, &notCompared))
        QVERIFY2(one.kind != u"project-scanner"_s && one.member != u"proxy_of"_s, qPrintable(one.kind + one.member));
    QVERIFY(
        notCompared.contains(u"proxy_of of %1 was not read on both sides and is not compared."_s.arg(proxy->project)));
    ChangePlan plan = fixture.plan();
    QStringList notes, notRead;
    planTowards(plan, whole, partial, u"admin"_s, &notes, &notRead);
    QVERIFY(notRead.contains(u"proxy_of of %1 is skipped: it was not read on both sides."_s.arg(proxy->project)));
    QVERIFY(!isOf(notes.join(u'\n'), {u"proxy_of"_s, u"project-scanner"_s}));
    // A proxy of nobody knows what is not made elsewhere as a project like others.
    ConfigSnapshot elsewhere = whole;
    elsewhere.objects.removeIf([&](const ConfigObject &one) { return one.project == proxy->project; });
    ChangePlan promotion = fixture.plan();
    planTowards(promotion, elsewhere, partial, u"admin"_s, &notes, &notRead);
    for (const Change &change : std::as_const(promotion.changes))
        QVERIFY2(change.names.value(u"project"_s) != proxy->project, change.operation);
    QVERIFY(notRead.contains(u"Project %1 is skipped: it was not read on both sides."_s.arg(proxy->project)));
    // Exports of earlier versions had numbers in these places.
    ConfigSnapshot old = whole;
    old.gaps = {{u"scanner"_s, {}, u"refused"_s}};
    for (ConfigObject &object : old.objects) {
        if (qstrcmp(object.kind->name, "project-scanner") == 0)
            object.value.insert(u"scanner"_s, u"0f3a"_s);
    }
    QVERIFY(differencesOf(whole, old, nullptr).isEmpty());
}

void PlanLanguageTest::seesWhoIsShownAllProjects_data()
{
    QTest::addColumn<lotse::Identity>("who");
    QTest::addColumn<bool>("isShownAll");
    QTest::newRow("administrator") << identityOf(IdentityKind::Person, u"admin"_s, true) << true;
    QTest::newRow("member") << identityOf(IdentityKind::Person, u"payments-lead"_s) << false;
    QTest::newRow("robot of all projects") << identityOf(IdentityKind::Robot, u"robot$exporter"_s) << true;
    QTest::newRow("robot that cannot tell") << identityOf(IdentityKind::Robot, u"robot$compliance-reader"_s) << false;
    QTest::newRow("robot of a project") << identityOf(IdentityKind::Robot, u"robot$payments+ci-push"_s) << false;
}

void PlanLanguageTest::seesWhoIsShownAllProjects()
{
    QFETCH(lotse::Identity, who);
    QFETCH(bool, isShownAll);
    ChangeFixture fixture;
    // The list of robots says which projects a robot is of, to one that may read it.
    const Response made = fixture.ask("POST", "/robots",
        R"({"name":"exporter","level":"system","duration":-1,"permissions":[
            {"kind":"system","namespace":"/","access":[{"resource":"robot","action":"list"}]},
            {"kind":"project","namespace":"*","access":[{"resource":"project","action":"read"}]}]})");
    QCOMPARE(made.status, 201);
    const ConfigSnapshot read = snapshotOf(fixture, who);
    QVERIFY(!read.kinds.isEmpty());
    QCOMPARE(!read.isGap("project", {}), isShownAll);
    QCOMPARE(ProjectSight(read).hides(u"web-shop"_s), !isShownAll && !read.find("project", u"web-shop"_s));
}

void PlanLanguageTest::refusesBadExports_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("said");
    QTest::newRow("cut") << QByteArray(R"({"format":"lotse-config")") << u"cut or no JSON"_s;
    QTest::newRow("other") << QByteArray(R"({"format":"x"})") << u"not an exported configuration"_s;
    QTest::newRow("newer") << QByteArray(R"({"format":"lotse-config","version":2})") << u"newer Lotse"_s;
    QTest::newRow("not whole") << QByteArray(R"({"format":"lotse-config","version":1})") << u"not whole"_s;
}

void PlanLanguageTest::refusesBadExports()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, said);
    const Result<ConfigSnapshot> read = importJson(json);
    QVERIFY(!read);
    QVERIFY2(read.error().text().contains(said), qPrintable(read.error().text()));
}

namespace {

/// Some fifty changes of all kinds.
QString mixedStatements(ChangeFixture &fixture)
{
    QStringList lines;
    QStringList projects;
    for (const QJsonValue &project : fixture.list("/projects?page_size=100"))
        projects.append(project[u"name"_s].toString());
    lines.append(u"quota 'all=max(used*1.7, 3GiB)'"_s);
    for (const QString &project : projects.mid(0, 8)) {
        const bool isAuto = fixture.object("/projects/" + project.toUtf8())[u"metadata"_s][u"auto_scan"_s] == u"true"_s;
        lines.append(u"set project %1 auto_scan=%2 severity=critical"_s.arg(project, isAuto ? u"off"_s : u"on"_s));
        lines.append(u"create label cli-%1 color=#102030 in %1"_s.arg(project));
        lines.append(
            u"create robot cli-robot in %1 duration=30 permissions='[{\"kind\":\"project\",\"namespace\":\"%1\","
            "\"access\":[{\"resource\":\"repository\",\"action\":\"pull\"}]}]'"_s.arg(project));
        lines.append(
            u"create webhook cli-hook in %1 enabled=true event_types=PUSH_ARTIFACT targets='[{\"type\":\"http\","
            "\"address\":\"https://hook.test/%1\",\"skip_cert_verify\":false,\"payload_format\":\"Default\"}]'"_s.arg(
                project));
        lines.append(
            u"create immutability rule in %1 tag_selectors='[{\"kind\":\"doublestar\",\"decoration\":\"matches\","
            "\"pattern\":\"cli-*\"}]' scope_selectors='{\"repository\":[{\"kind\":\"doublestar\",\"decoration\":"
            "\"repoMatches\",\"pattern\":\"**\"}]}'"_s.arg(project));
    }
    lines.append(u"member set payments audit-desk maintainer"_s);
    lines.append(u"member add staging data-desk guest"_s);
    lines.append(u"create label cli-global color=#a0b0c0"_s);
    lines.append(u"tag add payments/backend/fraud-score:latest by-plan"_s);
    lines.append(u"set configuration session_timeout=77 banner_message='by a plan'"_s);
    lines.append(u"set allowlist items=CVE-2021-0001,CVE-2021-0002"_s);
    return lines.join(u'\n');
}

} // namespace

void PlanLanguageTest::roundTrip()
{
    ChangeFixture fixture;
    const QByteArray first = exportJson(snapshot(fixture));
    const ChangePlan plan = planOf(fixture, mixedStatements(fixture));
    QVERIFY2(plan.changes.size() >= 50, qPrintable(QString::number(plan.changes.size())));
    // Through a file, as it goes.
    const Result<ChangePlan> read = fromJson(toJson(plan));
    QVERIFY2(bool(read), read ? "" : qPrintable(read.error().text()));
    const Summary summary = fixture.run(*read);
    QCOMPARE(summary.verified, int(plan.changes.size()));
    const QByteArray second = exportJson(snapshot(fixture));
    QVERIFY(first != second);
    QStringList impossible;
    const Result<ChangePlan> undo = undoOf(fixture.courses().first(), fixture.clock, &impossible);
    QVERIFY(bool(undo));
    QCOMPARE(impossible, QStringList());
    const Summary back = fixture.run(*undo);
    QCOMPARE(back.verified, int(undo->changes.size()));
    QCOMPARE(exportJson(snapshot(fixture)), first);
}

void PlanLanguageTest::planTowardsAnExport()
{
    // From another registry: what an export holds can be made anew, and what it lacks is removed.
    ChangeFixture fixture;
    const ChangePlan mixed =
        planOf(fixture, mixedStatements(fixture) + u"\ncreate project cli-new quota=7GiB public=true"_s);
    QCOMPARE(fixture.run(mixed).verified, int(mixed.changes.size()));
    const Result<ConfigSnapshot> target = importJson(exportJson(snapshot(fixture)));
    QVERIFY(bool(target));

    ChangeFixture other;
    ChangePlan there = other.plan();
    QStringList notes;
    planTowards(there, snapshot(other), *target, u"admin"_s, &notes);
    QCOMPARE(notes, QStringList());
    const Summary summary = other.run(there);
    QCOMPARE(summary.verified, int(there.changes.size()));
    QStringList notCompared;
    for (const ConfigDifference &one : differencesOf(snapshot(other), *target, &notCompared))
        QFAIL(qPrintable(u"%1 %2 %3 %4: %5 and %6"_s.arg(one.kind, one.project, one.name, one.member,
            QString::fromUtf8(QJsonDocument(QJsonArray{one.before}).toJson()),
            QString::fromUtf8(QJsonDocument(QJsonArray{one.after}).toJson()))));
    QVERIFY(notCompared.isEmpty());

    // Moving the expiry of an allowlist alone does not lose what is on it.
    const QByteArray allowlist = "/projects/payments";
    const QJsonValue items = other.object(allowlist)[u"cve_allowlist"_s][u"items"_s];
    QVERIFY(!items.toArray().isEmpty());
    const ChangePlan expiry = planOf(other, u"set project payments allowlist_expires_at=1999999999"_s);
    QCOMPARE(other.run(expiry).verified, 1);
    QCOMPARE(other.object(allowlist)[u"cve_allowlist"_s][u"items"_s], items);

    // And back to what was there before: the project that is new stays, and that is told.
    ChangeFixture fresh;
    const Result<ConfigSnapshot> before = importJson(exportJson(snapshot(fresh)));
    ChangePlan back = other.plan();
    planTowards(back, snapshot(other), *before, u"admin"_s, &notes);
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes[0].contains(u"cli-new"_s), qPrintable(notes[0]));
    QCOMPARE(other.run(back).verified, int(back.changes.size()));
    for (const ConfigDifference &one : differencesOf(snapshot(other), *before, &notCompared))
        QCOMPARE(one.project, u"cli-new"_s);
}

void PlanLanguageTest::foreseesConflicts()
{
    ChangeFixture fixture;
    const ChangePlan plan = planOf(fixture,
        u"quota payments=9GiB staging=9GiB\nmember set payments audit-desk developer\ncreate label cli-x color=#ffffff"_s);
    QCOMPARE(plan.changes.size(), 4);
    const QByteArray id = plan.changes[0].path[u"id"_s].toUtf8();
    const QByteArray same = plan.changes[1].path[u"id"_s].toUtf8();
    fixture.ask("PUT", "/quotas/" + id, R"({"hard":{"storage":4711}})");
    fixture.ask("PUT", "/quotas/" + same, R"({"hard":{"storage":9663676416}})");
    std::optional<QList<Foreseen>> seen;
    QObject context;
    foresee(
        harbor::Client(fixture.transport), plan, {}, &context, [](qsizetype) {},
        [&](const QList<Foreseen> &all) { seen = all; });
    QVERIFY(QTest::qWaitFor([&] { return seen.has_value(); }, 10'000));
    QMap<QString, Foreseen::What> by;
    for (const Foreseen &one : std::as_const(*seen))
        by.insert(one.id, one.what);
    QCOMPARE(by[u"1"_s], Foreseen::What::Conflict);
    QCOMPARE(by[u"2"_s], Foreseen::What::IsSoAlready);
    QCOMPARE(by[u"3"_s], Foreseen::What::WouldBeSent);
    QCOMPARE(by[u"4"_s], Foreseen::What::WouldBeSent);
    QVERIFY(fixture.transport->writes.isEmpty());
}

QTEST_GUILESS_MAIN(PlanLanguageTest)
#include "tst_planlanguage.moc"
