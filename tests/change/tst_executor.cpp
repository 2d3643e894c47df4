// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "change/changefixture.h"
#include "change/killedchanges.h"
#include "change/samplechanges.h"
#include "change/signingchanges.h"
#include "store/faultyvfs.h"

#include <QDir>

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Break = BreakingTransport::Break;

/// Plans applied to the demo registry: the state of the registry, of the plan and of the journal after each.
class ExecutorTest : public QObject {
    Q_OBJECT

private slots:
    void setsQuotas();
    void undoRestores_data();
    void undoRestores();
    void anUndoneSettingIsSetAgain();
    void findsAConflict();
    void settlesALostReply_data();
    void settlesALostReply();
    void neverSendsTwice();
    void sendsNothingWithoutTheJournal();
    void sendsNothingOnAReadOnlyAccount();
    void stopsOrGoesOn();
    void hasEnoughOnTheirWay();
    void keepsSecretsOut();
    void showsTheSecretOfARobot();
    void goesOnAfterACrash();
    void twoPlansShareAJournal();
    void cancels();
    void refusedChangesAreTold_data();
    void refusedChangesAreTold();

private:
    Change quotaChange(ChangeFixture &fixture, const QString &project, qint64 after);
    Change memberChange(ChangeFixture &fixture, const QString &project, const QString &member, qint64 role);
};

Change ExecutorTest::quotaChange(ChangeFixture &fixture, const QString &project, qint64 after)
{
    for (const QJsonValue &value : fixture.list("/quotas?page_size=100")) {
        const QJsonObject quota = value.toObject();
        if (quota[u"ref"_s][u"name"_s].toString() != project)
            continue;
        Change out;
        out.operation = "updateQuota";
        out.path = {{u"id"_s, QString::number(quota[u"id"_s].toInteger())}};
        out.names = {{u"project"_s, project}};
        out.edits = {{u"hard.storage"_s, quota[u"hard"_s][u"storage"_s], after}};
        return out;
    }
    return {};
}

Change ExecutorTest::memberChange(ChangeFixture &fixture, const QString &project, const QString &member, qint64 role)
{
    for (const QJsonValue &value : fixture.list("/projects/" + project.toUtf8() + "/members?page_size=100")) {
        const QJsonObject one = value.toObject();
        if (one[u"entity_name"_s].toString() != member)
            continue;
        Change out;
        out.operation = "updateProjectMember";
        out.path = {{u"project_name_or_id"_s, project}, {u"mid"_s, QString::number(one[u"id"_s].toInteger())}};
        out.names = {{u"project"_s, project}, {u"member"_s, member}};
        out.edits = {{u"role_id"_s, one[u"role_id"_s], role}};
        return out;
    }
    return {};
}

namespace {

SamplePlace samplePlace(ChangeFixture &fixture)
{
    SamplePlace out;
    out.ask = [&fixture](const QByteArray &method, const QByteArray &path, const QByteArray &body) {
        const Response response = fixture.ask(method, path, body);
        return response.isSuccess() ? response.body : QByteArray();
    };
    out.project = u"payments"_s;
    out.repository = u"backend/fraud-score"_s;
    out.reference = u"latest"_s;
    out.member = u"audit-desk"_s;
    out.other = u"data-desk"_s;
    return out;
}

qint64 limitOf(ChangeFixture &fixture, const QString &project)
{
    for (const QJsonValue &value : fixture.list("/quotas?page_size=100")) {
        if (value[u"ref"_s][u"name"_s].toString() == project)
            return value[u"hard"_s][u"storage"_s].toInteger();
    }
    return -2;
}

} // namespace

void ExecutorTest::setsQuotas()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    QStringList projects;
    for (const QJsonValue &value : fixture.list("/quotas?page_size=100"))
        projects.append(value[u"ref"_s][u"name"_s].toString());
    QVERIFY(projects.size() >= 5);
    for (const QString &project : std::as_const(projects))
        plan.add(quotaChange(fixture, project, 777 * 1024 * 1024LL));
    const qint64 before = limitOf(fixture, projects[0]);
    const Summary summary = fixture.run(plan);
    QCOMPARE(summary.verified, int(projects.size()));
    QCOMPARE(fixture.transport->writes.size(), projects.size());
    for (const QString &project : std::as_const(projects))
        QCOMPARE(limitOf(fixture, project), 777 * 1024 * 1024LL);
    // The journal knows the plan, each request and each proof.
    const QList<Course> courses = fixture.courses();
    QCOMPARE(courses.size(), 1);
    QCOMPARE(courses[0].end, u"finished"_s);
    QCOMPARE(courses[0].count(State::Verified), int(projects.size()));
    const Step step = courses[0].steps[u"1"_s];
    QCOMPARE(step.status, 200);
    QVERIFY(!step.requestId.isEmpty());
    QCOMPARE(valueAt(step.before, u"hard.storage"_s).toInteger(), before);
    QCOMPARE(valueAt(step.after, u"hard.storage"_s).toInteger(), 777 * 1024 * 1024LL);
}

void ExecutorTest::undoRestores_data()
{
    QTest::addColumn<QByteArray>("name");
    ChangeFixture fixture;
    const QList<SampleChange> all = sampleChanges(samplePlace(fixture));
    for (const SampleChange &one : all)
        QTest::newRow(one.name) << one.name;
}

void ExecutorTest::undoRestores()
{
    QFETCH(QByteArray, name);
    ChangeFixture fixture;
    const SampleChange sample = sampleNamed(samplePlace(fixture), name);
    ChangePlan plan = fixture.plan();
    const Change change = sample.make();
    const QString id = plan.add(change);
    const auto seen = [&] { return withoutMovingParts(fixture.ask("GET", sample.shows).body); };
    const QString before = seen();
    QVERIFY(!before.isEmpty() || change.operation == "updateScanAllSchedule"); // nothing where it is unset
    Executor::Options options = fixture.options();
    options.secrets[id][u"password"_s] = SecureBytes("Fresh-Secret-1");
    const Summary summary = fixture.run(plan, options);
    const auto why = [&](const QString &of) {
        return qPrintable(fixture.progress[of].sentence.english() + u' ' + fixture.progress[of].error.detail);
    };
    QVERIFY2(summary.verified == 1, why(id));
    QCOMPARE(fixture.transport->writes.size(), 1);
    if (change.operation != "updateRetention") // its page shows no rules
        QVERIFY(seen() != before);
    const Result<ChangePlan> undo = undoOf(fixture.courses().last(), fixture.clock);
    if (change.row()->inverse[0] == 0 && change.row()->undo == harbor::Undo::Impossible)
        return;
    if (change.operation == "createUser" && !undo)
        return;
    QVERIFY2(undo.ok(), qPrintable(undo.error().text()));
    QCOMPARE(undo->undoes, plan.id);
    const Summary undone = fixture.run(*undo);
    QVERIFY2(undone.verified == 1, why(undo->changes[0].id));
    if (sample.movesInList)
        QCOMPARE(seen().size(), before.size());
    else
        QCOMPARE(seen(), before);
    // And forth again: what was taken back is made again.
    const Result<ChangePlan> again = undoOf(fixture.courses().last(), fixture.clock);
    if (!again)
        return;
    const Summary redone = fixture.run(*again, options);
    QVERIFY2(redone.conflicts == 0 && redone.failed == 0, why(again->changes[0].id));
}

void ExecutorTest::anUndoneSettingIsSetAgain()
{
    // A setting that was not there is taken out again, and added, and taken out.
    ChangeFixture fixture;
    QCOMPARE(fixture.ask("POST", "/projects", R"({"project_name":"bare","metadata":{"public":"false"}})").status, 201);
    const auto setting = [&] { return fixture.object("/projects/bare")[u"metadata"_s][u"auto_scan"_s]; };
    QVERIFY(setting().isUndefined());
    ChangePlan plan = fixture.plan();
    Change change;
    change.operation = "updateProject";
    change.path = {{u"project_name_or_id"_s, u"bare"_s}};
    change.names = {{u"project"_s, u"bare"_s}};
    change.edits = {{u"metadata.auto_scan"_s, QJsonValue(QJsonValue::Undefined), u"true"_s}};
    plan.add(change);
    QCOMPARE(fixture.run(plan).verified, 1);
    for (int turn = 0; turn < 3; ++turn) {
        const Result<ChangePlan> back = undoOf(fixture.courses().last(), fixture.clock);
        QVERIFY2(back.ok(), qPrintable(back.ok() ? QString() : back.error().text()));
        const Summary summary = fixture.run(*back);
        QVERIFY2(summary.verified == 1, qPrintable(fixture.progress[back->changes[0].id].sentence.english()));
        QCOMPARE(setting().isUndefined(), turn % 2 == 0);
    }
    // Somebody else's value is not written over.
    const Result<ChangePlan> add = undoOf(fixture.courses().last(), fixture.clock);
    QVERIFY(add.ok());
    QCOMPARE(fixture.ask("POST", "/projects/bare/metadatas", R"({"auto_scan":"false"})").status, 200);
    QCOMPARE(fixture.run(*add).conflicts, 1);
    QCOMPARE(setting().toString(), u"false"_s);
}

void ExecutorTest::findsAConflict()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    const QString mine = plan.add(quotaChange(fixture, u"payments"_s, 111));
    const QString other = plan.add(quotaChange(fixture, u"platform"_s, 222));
    // Somebody is faster.
    const QString id = plan.changes[0].path[u"id"_s];
    QCOMPARE(fixture.ask("PUT", "/quotas/" + id.toUtf8(), R"({"hard":{"storage":333}})").status, 200);
    const Summary summary = fixture.run(plan);
    QCOMPARE(summary.conflicts, 1);
    QCOMPARE(summary.verified, 1);
    QCOMPARE(limitOf(fixture, u"payments"_s), 333);
    QCOMPARE(limitOf(fixture, u"platform"_s), 222);
    QCOMPARE(fixture.progress[mine].theirs.size(), 1);
    QCOMPARE(fixture.progress[mine].theirs[0].before.toInteger(), 333);
    QCOMPARE(fixture.progress[mine].theirs[0].after.toInteger(), 111);
    QCOMPARE(fixture.progress[other].state, State::Verified);
    QCOMPARE(fixture.transport->writes.size(), 1);
    QCOMPARE(fixture.courses()[0].steps[mine].theirs.size(), 1);
    // Another member of the same object is no conflict.
    ChangePlan second = fixture.plan();
    Change setting;
    setting.operation = "updateProject";
    setting.path = {{u"project_name_or_id"_s, u"payments"_s}};
    setting.names = {{u"project"_s, u"payments"_s}};
    const QJsonObject metadata = fixture.object("/projects/payments")[u"metadata"_s].toObject();
    setting.edits = {{u"metadata.auto_scan"_s, metadata[u"auto_scan"_s],
        metadata[u"auto_scan"_s] == u"true"_s ? u"false"_s : u"true"_s}};
    second.add(setting);
    const QByteArray theirs = metadata[u"public"_s] == u"true"_s ? "false" : "true";
    QCOMPARE(fixture.ask("PUT", "/projects/payments", "{\"metadata\":{\"public\":\"" + theirs + "\"}}").status, 200);
    QCOMPARE(fixture.run(second).verified, 1);
    QCOMPARE(fixture.object("/projects/payments")[u"metadata"_s][u"public"_s].toString().toUtf8(), theirs);
}

void ExecutorTest::settlesALostReply_data()
{
    QTest::addColumn<Break>("how");
    QTest::addColumn<bool>("isMade");
    QTest::addColumn<State>("state");
    QTest::newRow("the reply is lost, an edit") << Break::LoseReply << false << State::Verified;
    QTest::newRow("the reply is lost, a creation") << Break::LoseReply << true << State::Verified;
    QTest::newRow("it never arrived, an edit") << Break::Refuse << false << State::Unknown;
    QTest::newRow("it never arrived, a creation") << Break::Refuse << true << State::Unknown;
    QTest::newRow("500 though it was done") << Break::Server << false << State::Verified;
}

void ExecutorTest::settlesALostReply()
{
    QFETCH(Break, how);
    QFETCH(bool, isMade);
    QFETCH(State, state);
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    Change change = quotaChange(fixture, u"payments"_s, 4711);
    if (isMade) {
        change = {};
        change.operation = "CreateLabel";
        change.names = {{u"name"_s, u"fresh"_s}};
        change.body = {{u"name"_s, u"fresh"_s}, {u"scope"_s, u"g"_s}};
    }
    const QString id = plan.add(change);
    fixture.transport->breaks = [how](const Request &request) { return request.isRead() ? Break::No : how; };
    fixture.run(plan);
    QCOMPARE(fixture.progress[id].state, state);
    QCOMPARE(fixture.transport->writes.size(), 1);
    if (!isMade)
        QCOMPARE(limitOf(fixture, u"payments"_s) == 4711, state == State::Verified);
    const Course course = fixture.courses()[0];
    QCOMPARE(course.steps[id].state, state);
    QCOMPARE(course.isOpen(), state == State::Unknown);
    if (state != State::Unknown)
        return;
    // Taken up again when the connection is back: it is read first, and then sent once.
    fixture.transport->breaks = {};
    const Summary again = fixture.run(course.plan, fixture.options(), &course);
    QCOMPARE(again.verified, 1);
    QCOMPARE(fixture.transport->writes.size(), 2);
    QCOMPARE(fixture.courses()[0].end, u"finished"_s);
}

void ExecutorTest::neverSendsTwice()
{
    // Reading back fails as well: it stays unknown, however often it is read.
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    const QString id = plan.add(quotaChange(fixture, u"payments"_s, 4711));
    bool isSent = false;
    fixture.transport->breaks = [&](const Request &request) {
        if (!request.isRead()) {
            isSent = true;
            return Break::LoseReply;
        }
        return isSent ? Break::Refuse : Break::No;
    };
    fixture.run(plan);
    QCOMPARE(fixture.progress[id].state, State::Unknown);
    QCOMPARE(fixture.transport->writes.size(), 1);
    fixture.transport->breaks = {};
    const Course course = fixture.courses()[0];
    const Summary settled = fixture.run(course.plan, fixture.options(), &course);
    QCOMPARE(settled.verified, 1);
    QCOMPARE(fixture.transport->writes.size(), 1);
}

void ExecutorTest::sendsNothingWithoutTheJournal()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    const QString id = plan.add(quotaChange(fixture, u"payments"_s, 4711));
    const qint64 before = limitOf(fixture, u"payments"_s);
    // The disk is full from here on.
    FaultyVfs disk;
    store::Plan full = store::changePlan(fixture.folder.path());
    full.vfs = disk.name();
    auto opened = Journal::open(full, fixture.clock);
    QVERIFY(opened.ok());
    fixture.journal = std::move(opened.value());
    disk.onWrite([](int) { return 13; }); // SQLITE_FULL
    const Summary summary = fixture.run(plan);
    QVERIFY(summary.error);
    QCOMPARE(summary.error.kind, ErrorKind::Storage);
    QVERIFY(fixture.progress[id].state == State::Failed || fixture.progress[id].state == State::Cancelled);
    QVERIFY(fixture.transport->writes.isEmpty());
    QCOMPARE(limitOf(fixture, u"payments"_s), before);
}

void ExecutorTest::sendsNothingOnAReadOnlyAccount()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    plan.add(quotaChange(fixture, u"payments"_s, 4711));
    const QString second = plan.add(quotaChange(fixture, u"platform"_s, 4711));
    fixture.transport->setAllowsChanges(false);
    Executor::Options options = fixture.options();
    options.inFlight = 1;
    const Summary summary = fixture.run(plan, options);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.error.kind, ErrorKind::ReadOnly);
    QCOMPARE(fixture.progress[second].state, State::Cancelled);
    QVERIFY(fixture.transport->writes.isEmpty());
}

void ExecutorTest::stopsOrGoesOn()
{
    for (const bool stops : {true, false}) {
        ChangeFixture fixture;
        ChangePlan plan = fixture.plan();
        for (const char *project : {"payments", "platform", "staging"})
            plan.add(quotaChange(fixture, QString::fromLatin1(project), 4711));
        const QByteArray first = "/api/v2.0/quotas/" + plan.changes[0].path[u"id"_s].toUtf8();
        fixture.transport->breaks = [first](const Request &request) {
            return !request.isRead() && request.path == first ? Break::Server : Break::No;
        };
        // The registry answers 500 and does not do it.
        plan.changes[0].operation = "updateQuota";
        plan.changes[0].edits[0].after = 999;
        fixture.transport->breaks = [first, &fixture](const Request &request) {
            if (request.isRead() || request.path != first)
                return Break::No;
            fixture.ask("PUT", first.mid(qsizetype(strlen("/api/v2.0"))), R"({"hard":{"storage":5}})");
            return Break::Refuse;
        };
        Executor::Options options = fixture.options();
        options.inFlight = 1;
        options.stopsAtFailure = stops;
        const Summary summary = fixture.run(plan, options);
        QCOMPARE(fixture.progress[u"1"_s].state, State::Unknown);
        QCOMPARE(summary.verified, stops ? 0 : 2);
        QCOMPARE(summary.left, stops ? 2 : 0);
        QVERIFY(fixture.courses()[0].isOpen());
    }
}

// Each change waits for the disk three times: while it does, others have to go on.
void ExecutorTest::hasEnoughOnTheirWay()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    constexpr int labels = 40;
    for (int i = 0; i < labels; ++i) {
        Change one;
        one.operation = "CreateLabel";
        one.names = {{u"label"_s, u"made-%1"_s.arg(i)}};
        one.body = {{u"name"_s, u"made-%1"_s.arg(i)}, {u"color"_s, u"#0065AB"_s}, {u"scope"_s, u"g"_s}};
        plan.add(one);
    }
    Executor executor(fixture.transport, fixture.journal.get(), &fixture.clock);
    std::optional<Summary> ended;
    connect(&executor, &Executor::finished, this, [&](const Summary &summary) { ended = summary; });
    qsizetype most = 0;
    connect(&executor, &Executor::progressed, this, [&](const Progress &) {
        const auto isOnItsWay = [](const Progress &one) {
            return one.state == State::Intent || one.state == State::Sent;
        };
        const auto &all = executor.progress();
        most = std::max(most, qsizetype(std::count_if(all.begin(), all.end(), isOnItsWay)));
    });
    Executor::Options options = fixture.options();
    options.inFlight = 4;
    executor.run(plan, options);
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 20'000);
    QCOMPARE(ended->verified, labels);
    QCOMPARE(most, 8 * options.inFlight);
}

void ExecutorTest::keepsSecretsOut()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    Change user;
    user.operation = "createUser";
    user.names = {{u"name"_s, u"fresh-desk"_s}};
    user.body = {{u"username"_s, u"fresh-desk"_s}, {u"email"_s, u"f@example.com"_s}, {u"realname"_s, u"F"_s}};
    user.secrets = {u"password"_s};
    const QString id = plan.add(user);
    // Not typed: not sent.
    QCOMPARE(fixture.run(plan).failed, 1);
    QVERIFY(fixture.transport->writes.isEmpty());
    plan.id = u"again"_s;
    Executor::Options options = fixture.options();
    options.secrets[id][u"password"_s] = SecureBytes("Hunter2-hunter2");
    QCOMPARE(fixture.run(plan, options).verified, 1);
    QVERIFY(fixture.transport->writes[0].body.contains("Hunter2-hunter2"));
    fixture.journal.reset();
    for (const QString &name : QDir(fixture.folder.path()).entryList(QDir::Files)) {
        QFile file(fixture.folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("Hunter2"), qPrintable(name));
    }
}

void ExecutorTest::showsTheSecretOfARobot()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    Change robot;
    robot.operation = "CreateRobot";
    robot.names = {{u"name"_s, u"fresh"_s}};
    robot.body = {{u"name"_s, u"fresh"_s}, {u"level"_s, u"system"_s}, {u"duration"_s, 30},
        {u"permissions"_s,
            QJsonArray{QJsonObject{{u"kind"_s, u"project"_s}, {u"namespace"_s, u"payments"_s},
                {u"access"_s,
                    QJsonArray{QJsonObject{
                        {u"resource"_s, u"repository"_s}, {u"action"_s, u"pull"_s}, {u"effect"_s, u"allow"_s}}}}}}}};
    const QString id = plan.add(robot);
    QCOMPARE(fixture.run(plan).verified, 1);
    QVERIFY(fixture.secrets.value(id).size() >= 8);
    QVERIFY(fixture.progress[id].secret.isEmpty());
    const QByteArray secret = fixture.secrets.value(id).view().toByteArray();
    fixture.journal.reset();
    for (const QString &name : QDir(fixture.folder.path()).entryList(QDir::Files)) {
        QFile file(fixture.folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret), qPrintable(name));
    }
}

void ExecutorTest::goesOnAfterACrash()
{
    // The program ends at each point: after the intent, after the request, after the answer, after the proof.
    for (int point = 0; point < 4; ++point) {
        ChangeFixture fixture;
        ChangePlan plan = fixture.plan();
        const QString one = plan.add(quotaChange(fixture, u"payments"_s, 4711));
        const QString two = plan.add(quotaChange(fixture, u"platform"_s, 4712));
        const auto entry = [&](Entry::Kind kind, const QString &change, const QJsonObject &body = {}) {
            Entry out;
            out.kind = kind;
            out.plan = plan.id;
            out.change = change;
            out.body = body;
            return out;
        };
        QList<Entry> entries{
            entry(Entry::Kind::Planned, {}, {{u"plan"_s, QJsonDocument::fromJson(toJson(plan)).object()}}),
            entry(Entry::Kind::Intent, one)};
        if (point >= 1) {
            fixture.ask("PUT", "/quotas/" + plan.changes[0].path[u"id"_s].toUtf8(), R"({"hard":{"storage":4711}})");
        }
        if (point >= 2)
            entries.append(entry(Entry::Kind::Result, one, {{u"status"_s, 200}}));
        if (point >= 3)
            entries.append(entry(Entry::Kind::Proof, one, {{u"state"_s, u"verified"_s}}));
        QVERIFY(fixture.journal->append(entries).ok());
        const Course course = fixture.courses()[0];
        QVERIFY(course.isOpen());
        QCOMPARE(course.interrupted(), point < 3 ? QStringList{one} : QStringList());
        const Summary summary = fixture.run(course.plan, fixture.options(), &course);
        QCOMPARE(summary.verified, 2);
        QCOMPARE(limitOf(fixture, u"payments"_s), 4711);
        QCOMPARE(limitOf(fixture, u"platform"_s), 4712);
        QCOMPARE(fixture.transport->writes.size(), point == 0 ? 2 : 1);
        QCOMPARE(fixture.courses().size(), 1);
        QCOMPARE(fixture.courses()[0].end, u"finished"_s);
        QCOMPARE(fixture.courses()[0].steps[two].state, State::Verified);
    }
}

void ExecutorTest::twoPlansShareAJournal()
{
    // Of two accounts, at once, while somebody reads what they write.
    ChangeFixture fixture;
    ChangePlan one = fixture.plan(), two = fixture.plan();
    const QStringList projects{u"payments"_s, u"platform"_s, u"staging"_s, u"web-shop"_s, u"archive"_s, u"mirror"_s};
    for (qsizetype i = 0; i < projects.size(); ++i)
        (i % 2 ? one : two).add(quotaChange(fixture, projects[i], 5'000'000'000));
    Executor first(fixture.transport, fixture.journal.get(), &fixture.clock);
    Executor second(fixture.connect(), fixture.journal.get(), &fixture.clock);
    int ended = 0, verified = 0;
    qsizetype read = 0;
    for (Executor *executor : {&first, &second}) {
        connect(executor, &Executor::finished, this, [&](const Summary &summary) {
            ++ended;
            verified += summary.verified;
        });
        connect(executor, &Executor::progressed, this, [&] {
            const auto entries = fixture.journal->readOn();
            read += entries ? entries->size() : -1000;
        });
    }
    first.run(one, fixture.options());
    second.run(two, fixture.options());
    QTRY_COMPARE(ended, 2);
    QCOMPARE(verified, 6);
    QVERIFY(read > 0);
    const QList<Course> courses = fixture.courses(); // opens it anew: the chain holds
    QCOMPARE(courses.size(), 2);
    for (const Course &course : courses) {
        QCOMPARE(course.end, u"finished"_s);
        QCOMPARE(course.count(State::Verified), 3);
    }
}

void ExecutorTest::cancels()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    for (const char *project : {"payments", "platform", "staging"})
        plan.add(quotaChange(fixture, QString::fromLatin1(project), 4711));
    Executor executor(fixture.transport, fixture.journal.get(), &fixture.clock);
    std::optional<Summary> ended;
    connect(&executor, &Executor::finished, this, [&](const Summary &summary) { ended = summary; });
    connect(&executor, &Executor::progressed, this, [&](const Progress &one) {
        if (one.state == State::Verified)
            executor.cancel();
    });
    Executor::Options options = fixture.options();
    options.inFlight = 1;
    executor.run(plan, options);
    QTRY_VERIFY(ended.has_value());
    QCOMPARE(ended->verified, 1);
    QCOMPARE(ended->left, 2);
    QCOMPARE(fixture.transport->writes.size(), 1);
    QVERIFY(fixture.courses()[0].isOpen());
}

void ExecutorTest::refusedChangesAreTold_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("reason"); // the registry's own, first
    QTest::newRow("a name that is taken") << QByteArray("CreateLabel") << QByteArray("conflict") << QString();
    QTest::newRow("a user that is not there")
        << QByteArray("createProjectMember") << QByteArray("failed") << u"refused the change: the member nobody-here"_s;
    QTest::newRow("what is gone") << QByteArray("deleteProjectMember") << QByteArray("skipped") << QString();
    QTest::newRow("an object that is gone") << QByteArray("updateProjectMember") << QByteArray("conflict") << QString();
}

void ExecutorTest::refusedChangesAreTold()
{
    QFETCH(QByteArray, operation);
    QFETCH(QByteArray, state);
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    Change change;
    change.operation = operation;
    if (operation == "CreateLabel") {
        fixture.ask("POST", "/labels", R"({"name":"fresh","scope":"g","color":"#111111"})");
        change.names = {{u"name"_s, u"fresh"_s}};
        change.body = {{u"name"_s, u"fresh"_s}, {u"scope"_s, u"g"_s}};
    } else if (operation == "createProjectMember") {
        change.path = {{u"project_name_or_id"_s, u"payments"_s}};
        change.names = {{u"project"_s, u"payments"_s}, {u"member"_s, u"nobody-here"_s}};
        change.body = {{u"role_id"_s, 3}, {u"member_user"_s, QJsonObject{{u"username"_s, u"nobody-here"_s}}}};
    } else {
        change.path = {{u"project_name_or_id"_s, u"payments"_s}, {u"mid"_s, u"99999"_s}};
        change.names = {{u"project"_s, u"payments"_s}, {u"member"_s, u"bob"_s}};
        if (operation == "updateProjectMember")
            change.edits = {{u"role_id"_s, 3, 4}};
    }
    const QString id = plan.add(change);
    fixture.run(plan);
    QCOMPARE(stateWord(fixture.progress[id].state).toLatin1(), state);
    QFETCH(QString, reason);
    const QString said = fixture.progress[id].sentence.english();
    QVERIFY2(!said.isEmpty() && said.contains(reason), qPrintable(said));
    QCOMPARE(stateWord(fixture.courses()[0].steps[id].state).toLatin1(), state);
    // Kept as the sentence, which is shown in the language of the reader.
    const QString kept = fixture.courses()[0].steps[id].error;
    QVERIFY2(keptEnglish(kept).contains(reason) && kept != keptEnglish(kept), qPrintable(kept));
}

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    if (argc == 5 && qstrcmp(argv[1], "--die") == 0)
        return applyUntilKilled(argv);
    ExecutorTest executor;
    return QTest::qExec(&executor, argc, argv) + runSigningChanges(argc, argv) + runKilledChanges(argc, argv);
}

#include "tst_executor.moc"
