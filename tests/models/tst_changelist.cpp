// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "change/approval.h"
#include "change/executor.h"
#include "change/sizeformula.h"
#include "demo/demotransport.h"
#include "harbor/quota.h"
#include "harbor/robot.h"
#include "harbor/roles.h"
#include "harbor/user.h"
#include "models/access/membermatrix.h"
#include "models/changes/changedesk.h"
#include "models/changes/changetable.h"
#include "models/changes/quotaedit.h"
#include "models/changes/rowchanges.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "store/schema.h"
#include "store/usagebook.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// What is staged, reviewed, applied and undone over a demo registry, as the window does it.
class TestChangeList : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void formulas_data();
    void formulas();
    void editsAreJoinedAndTakenBack();
    void anAccountThatReadsOnlyStages();
    void nothingIsAppliedWithoutASecondPerson();
    void stagedChangesKeepWhatTheyNeed();
    void quotasByFormulaAreAppliedAndUndone();
    void whatIsTickedOffStays();
    void aConflictIsChosenByMember();
    void whatCannotBeUndoneIsTyped();
    void rolesAreStagedInTheMatrix();
    void aPlanFileComesBack();
    void anotherRegistrysPlanIsRefused();
    void theJournalTellsIt();
    void anOpenPlanIsResumed();
    void theProgramMayEndInTheMiddleOfARun();
    void rowsOfferTheirChanges();
    void theListIsARightModel();
    void stagedChangesOutliveTheProgram();
    void whatTheRunDidIsNotStagedAgain();
    void aSavedPlanThatWasAppliedElsewhereIsNotStagedAgain();
    void stagedChangesThatCannotBeReadAreKeptAside();
    void whatNeedsAChangeComesAndGoesWithIt();

private:
    struct World {
        QTemporaryDir folder;
        SystemClock clock;
        std::shared_ptr<demo::Registry> registry = std::make_shared<demo::Registry>(&clock);
        std::unique_ptr<Session> session;
        std::unique_ptr<ChangeDesk> desk;
        ChangeList *list = nullptr;
        RemoteList quotas;
    };

    Response ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    qint64 limitOfProject(const QString &project);
    QStringList quotaKeys(const QStringList &projects);
    change::Change quota(const QString &project, qint64 limit);
    bool applies();
    QString keptFile() const;
    bool isKept(const QByteArray &text) const; ///< in the file of staged changes, once it is written
    void startAnew(); ///< another desk on the same files, as after a kill: the one before writes nothing more

    std::unique_ptr<World> m_world;
};

Response TestChangeList::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    Request request;
    request.method = method;
    request.path = "/api/v2.0" + path;
    request.body = body;
    if (!body.isEmpty())
        request.contentType = "application/json";
    return m_world->registry->handle(request, demo::Identity::admin());
}

void TestChangeList::init()
{
    m_world = std::make_unique<World>();
    Account account;
    account.id = account.registryId = u"11111111-0000-4000-8000-000000000001"_s;
    account.name = u"Test"_s;
    account.user = u"admin"_s;
    account.signIn = SignIn::Password;
    account.allowsChanges = true;
    Line line{std::make_shared<demo::DemoTransport>(m_world->registry, demo::Identity::admin(), demo::Latency::none())};
    line.isDemo = true;
    account.url = line.transport->origin().toString();
    m_world->session = std::make_unique<Session>(account, line, nullptr, &m_world->clock);
    m_world->session->open();
    QTRY_COMPARE(m_world->session->state(), Session::State::Online);
    m_world->desk = std::make_unique<ChangeDesk>(store::changePlan(m_world->folder.path()), &m_world->clock);
    m_world->desk->load();
    QTRY_VERIFY(m_world->desk->wasLoaded());
    m_world->list = m_world->desk->of(m_world->session.get());
    ListSource source;
    source.client = m_world->session->harbor();
    source.endpoint = harbor::endpoint("quotas");
    m_world->quotas.setColumns(columnsOf("quotas"));
    m_world->quotas.setSource(source);
    m_world->quotas.fetchAll();
    QTRY_VERIFY(m_world->quotas.isWhole() && m_world->quotas.loaded() > 5);
}

void TestChangeList::cleanup()
{
    m_world.reset();
}

qint64 TestChangeList::limitOfProject(const QString &project)
{
    for (const QJsonValue &value : QJsonDocument::fromJson(ask("GET", "/quotas?page_size=100").body).array()) {
        if (value[u"ref"_s][u"name"_s] == project)
            return value[u"hard"_s][u"storage"_s].toInteger();
    }
    return 0;
}

QStringList TestChangeList::quotaKeys(const QStringList &projects)
{
    QStringList out;
    for (int row = 0; row < m_world->quotas.rowCount(); ++row) {
        const QString key = m_world->quotas.rowKey(row);
        if (projects.contains(m_world->quotas.rowValue(key).value<harbor::Quota>().ref.name))
            out.append(key);
    }
    return out;
}

change::Change TestChangeList::quota(const QString &project, qint64 limit)
{
    const auto quota = m_world->quotas.rowValue(quotaKeys({project}).value(0)).value<harbor::Quota>();
    change::Change out;
    out.operation = "updateQuota";
    out.path = {{u"id"_s, QString::number(quota.id)}};
    out.names = {{u"project"_s, project}, {u"used"_s, QString::number(quota.usedBytes())}};
    out.edits = {{u"hard.storage"_s, quota.hardBytes(), limit}};
    return out;
}

bool TestChangeList::applies()
{
    QSignalSpy ended(m_world->list, &ChangeList::finished);
    m_world->list->apply();
    return QTest::qWaitFor([&] { return ended.size() == 1; }, 20000);
}

QString TestChangeList::keptFile() const
{
    return m_world->folder.filePath(u"staged/%1.json"_s.arg(m_world->session->account().id));
}

bool TestChangeList::isKept(const QByteArray &text) const
{
    return QTest::qWaitFor(
        [&] {
            const Result<QByteArray> bytes = readWhole(keptFile(), 1 << 24);
            return bytes && bytes->contains(text);
        },
        5000);
}

void TestChangeList::startAnew()
{
    const Result<QByteArray> left = readWhole(keptFile(), 1 << 24);
    m_world->desk.reset(); // writes what a kill would not have let it write
    if (left)
        QVERIFY(bool(writeWhole(keptFile(), *left)));
    m_world->desk = std::make_unique<ChangeDesk>(store::changePlan(m_world->folder.path()), &m_world->clock);
    m_world->list = m_world->desk->of(m_world->session.get());
    m_world->desk->load();
    QTRY_VERIFY(m_world->desk->wasLoaded());
}

void TestChangeList::formulas_data()
{
    constexpr qint64 GiB = 1024LL * 1024 * 1024;
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("used");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<qint64>("result"); // 0: refused
    QTest::newRow("size") << u"20 GiB"_s << qint64(0) << qint64(-1) << 20 * GiB;
    QTest::newRow("short") << u"20g"_s << qint64(0) << qint64(-1) << 20 * GiB;
    QTest::newRow("decimal unit") << u"1.5GB"_s << qint64(0) << qint64(-1) << qint64(1'500'000'000);
    QTest::newRow("bytes") << u"4711 B"_s << qint64(0) << qint64(-1) << qint64(4711);
    QTest::newRow("unlimited") << u" Unlimited "_s << qint64(0) << GiB << qint64(-1);
    QTest::newRow("as Harbor has it") << u"-1"_s << qint64(0) << GiB << qint64(-1);
    QTest::newRow("formula, floor") << u"max(used*1.3, 10GiB)"_s << GiB << GiB << 10 * GiB;
    QTest::newRow("formula, use") << u"max(used*1.3, 10GiB)"_s << 100 * GiB << GiB << 130 * GiB;
    QTest::newRow("rounded up") << u"used * 1.3"_s << qint64(1) << GiB << qint64(2);
    QTest::newRow("percent") << u"limit*150%"_s << qint64(0) << 2 * GiB << 3 * GiB;
    QTest::newRow("sum") << u"(used + 2 GiB) / 2"_s << 2 * GiB << GiB << 2 * GiB;
    QTest::newRow("no unit") << u"20"_s << qint64(0) << GiB << qint64(0);
    QTest::newRow("size times size") << u"used*2GiB"_s << GiB << GiB << qint64(0);
    QTest::newRow("size plus number") << u"used+2"_s << GiB << GiB << qint64(0);
    QTest::newRow("nothing") << u"0 GiB"_s << qint64(0) << GiB << qint64(0);
    QTest::newRow("less than nothing") << u"used-2GiB"_s << GiB << GiB << qint64(0);
    QTest::newRow("more than Harbor takes") << u"1025 TiB"_s << GiB << GiB << qint64(0);
    QTest::newRow("by zero") << u"used/0"_s << GiB << GiB << qint64(0);
    QTest::newRow("limit of none") << u"limit*2"_s << GiB << qint64(-1) << qint64(0);
    QTest::newRow("open bracket") << u"max(used, 1GiB"_s << GiB << GiB << qint64(0);
    QTest::newRow("unknown word") << u"size*2"_s << GiB << GiB << qint64(0);
    QTest::newRow("rest") << u"20 GiB please"_s << GiB << GiB << qint64(0);
    QTest::newRow("unit") << u"20 GiX"_s << GiB << GiB << qint64(0);
    QTest::newRow("empty") << QString() << GiB << GiB << qint64(0);
    QTest::newRow("brackets without end") << QString(100'000, u'(') << qint64(1) << qint64(1) << qint64(0);
}

void TestChangeList::formulas()
{
    QFETCH(QString, text);
    QFETCH(qint64, used);
    QFETCH(qint64, limit);
    QFETCH(qint64, result);
    const Result<qint64> got = change::sizeOf(text, {used, limit});
    if (result == 0) {
        QVERIFY(!got);
        QVERIFY(!got.error().text().isEmpty());
        return;
    }
    QVERIFY2(bool(got), got ? "" : qPrintable(got.error().text()));
    QCOMPARE(*got, result);
}

void TestChangeList::editsAreJoinedAndTakenBack()
{
    ChangeList &list = *m_world->list;
    const qint64 before = limitOfProject(u"payments"_s);
    QVERIFY(list.stage(quota(u"payments"_s, 4711)));
    QVERIFY(list.stage(quota(u"payments"_s, 4712)));
    QCOMPARE(list.count(), 1);
    QCOMPARE(list.plan().changes[0].edits[0].before, QJsonValue(before));
    QCOMPARE(list.plan().changes[0].edits[0].after, QJsonValue(4712));
    list.takeBack();
    QCOMPARE(list.plan().changes[0].edits[0].after, QJsonValue(4711));
    QVERIFY(list.stage(quota(u"payments"_s, before))); // back to what is there
    QCOMPARE(list.count(), 0);
    list.takeBack();
    list.takeBack();
    QCOMPARE(list.count(), 0);
    QVERIFY(!list.canTakeBack());
    QCOMPARE(limitOfProject(u"payments"_s), before);
    // A fault is refused before anything is staged.
    change::Change wrong = quota(u"payments"_s, 4711);
    wrong.edits[0].after = u"much"_s;
    QVERIFY(!list.stage(wrong));
    QVERIFY(!list.problem().isEmpty());
    QCOMPARE(list.count(), 0);
}

void TestChangeList::anAccountThatReadsOnlyStages()
{
    Account account = m_world->session->account();
    account.allowsChanges = false;
    m_world->session->setAccount(account);
    ChangeList &list = *m_world->list;
    const qint64 before = limitOfProject(u"payments"_s);
    QVERIFY(list.stage(quota(u"payments"_s, 4711)));
    QVERIFY(list.isReadOnly());
    QVERIFY2(list.whyNotApply().contains(u"Allow changes"_s), qPrintable(list.whyNotApply()));
    list.apply();
    QVERIFY(!list.isRunning());
    QCOMPARE(limitOfProject(u"payments"_s), before);
    account.allowsChanges = true;
    m_world->session->setAccount(account);
    QVERIFY(list.whyNotApply().isEmpty());
    QVERIFY(applies());
    QCOMPARE(limitOfProject(u"payments"_s), 4711);
}

void TestChangeList::nothingIsAppliedWithoutASecondPerson()
{
    QTemporaryDir profile;
    const QByteArray was = qgetenv("LOTSE_PROFILE");
    qputenv("LOTSE_PROFILE", profile.path().toLocal8Bit());
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 1 << 30)));
    QCOMPARE(m_world->list->whyNotApply(), QString());
    const QString rules = profile.filePath(u"approvals.json"_s);
    QVERIFY(change::addApprover(rules, m_world->session->account().url, u"bob"_s,
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEARf9ePbIp+cy2Ja6yly77uzG9c+qJK2dl71bMZ7o4EdA=\n"
        "-----END PUBLIC KEY-----\n")
                .ok());
    QVERIFY(m_world->list->whyNotApply().contains(u"second person"_s));
    const qint64 before = limitOfProject(u"payments"_s);
    m_world->list->apply();
    QVERIFY(!m_world->list->isRunning());
    QVERIFY(!m_world->list->runNow({quota(u"platform"_s, 1 << 30)}));
    QVERIFY(m_world->list->problem().contains(u"lotse-cli plan approve"_s));
    QCOMPARE(limitOfProject(u"payments"_s), before);
    // Rules that cannot be read allow nothing either.
    QVERIFY(writeWhole(rules, "{").ok());
    QVERIFY(m_world->list->whyNotApply().contains(u"cannot be read"_s));
    if (was.isNull())
        qunsetenv("LOTSE_PROFILE");
    else
        qputenv("LOTSE_PROFILE", was);
}

void TestChangeList::stagedChangesKeepWhatTheyNeed()
{
    // A plan that was made elsewhere numbers its changes itself.
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 1 << 30)));
    change::Change project;
    project.id = u"1"_s;
    project.operation = "createProject";
    project.names = {{u"name"_s, u"fresh"_s}, {u"project"_s, u"fresh"_s}};
    project.body = {{u"project_name"_s, u"fresh"_s}};
    change::Change member;
    member.id = u"2"_s;
    member.operation = "createProjectMember";
    member.path = {{u"project_name_or_id"_s, u"fresh"_s}};
    member.names = {{u"project"_s, u"fresh"_s}, {u"member"_s, u"bob"_s}};
    member.body = {{u"role_id"_s, 2}, {u"member_user"_s, QJsonObject{{u"username"_s, u"bob"_s}}}};
    member.needs = {u"1"_s};
    QVERIFY2(m_world->list->stage(QList<change::Change>{project, member}), qPrintable(m_world->list->problem()));
    const QList<change::Change> &staged = m_world->list->plan().changes;
    QCOMPARE(staged.size(), 3);
    QVERIFY(staged[1].operation == "createProject" && staged[2].operation == "createProjectMember");
    QCOMPARE(staged[2].needs, QStringList{staged[1].id});
    QVERIFY(staged[1].id != u"1"_s);
}

void TestChangeList::quotasByFormulaAreAppliedAndUndone()
{
    ChangeList &list = *m_world->list;
    const QStringList projects{u"payments"_s, u"platform"_s};
    QuotaEdit edit;
    edit.setChanges(&list);
    edit.setProperty("table", QVariant::fromValue(static_cast<TableModel *>(&m_world->quotas)));
    edit.setProperty("keys", quotaKeys(projects));
    edit.setProperty("text", u"max(used*1.3, 1 TiB)"_s);
    QCOMPARE(edit.rows().size(), 2);
    QCOMPARE(edit.problem(), QString());
    const qint64 before = limitOfProject(u"payments"_s);
    QVERIFY(edit.stage());
    QCOMPARE(list.count(), 2);
    QCOMPARE(edit.stagedCells().size(), 2);
    QCOMPARE(limitOfProject(u"payments"_s), before); // nothing is sent by staging
    QVERIFY(list.applyText().contains(list.host()));
    QVERIFY(applies());
    constexpr qint64 TiB = 1024LL * 1024 * 1024 * 1024;
    for (const QString &project : projects)
        QVERIFY2(limitOfProject(project) >= TiB, qPrintable(project));
    QCOMPARE(list.data(list.index(0), ChangeList::StateRole).toString(), u"verified"_s);
    QVERIFY(edit.stagedCells().isEmpty()); // what is done is staged no more
    QVERIFY2(list.sentence().startsWith(u"2 done and proved"_s), qPrintable(list.sentence()));
    QVERIFY(list.canUndoRun());
    list.undoRun();
    QCOMPARE(list.count(), 2);
    QVERIFY(applies());
    QCOMPARE(limitOfProject(u"payments"_s), before);
    // What is recorded of the use tells when the new limit is reached.
    const Clock &clock = m_world->clock;
    const auto used = m_world->quotas.rowValue(quotaKeys({u"payments"_s}).first()).value<harbor::Quota>();
    {
        const auto book = store::UsageBook::open(m_world->folder.filePath(u"snapshots.db"_s), clock);
        QVERIFY(book.ok());
        for (int day = 9; day > 0; --day)
            QVERIFY((*book)
                        ->put(u"demo.test:443"_s, {{u"payments"_s, used.ref.id, used.usedBytes() - day * 1'000'000LL}},
                            clock.now().addDays(-day))
                        .ok());
    }
    UsageHistory history;
    QSignalSpy known(&history, &UsageHistory::changed);
    history.setStore(m_world->folder.filePath(u"snapshots.db"_s), &clock);
    history.setPlace(u"demo.test:443"_s);
    edit.setProperty("history", QVariant::fromValue(&history));
    edit.setProperty("keys", quotaKeys({u"payments"_s}));
    edit.setProperty("text", QString::number(used.usedBytes() + 5'000'000) + u" B"_s);
    QCOMPARE(edit.rows().value(0).toMap()[u"forecast"_s].toString(), QString());
    known.clear();
    history.record({used});
    QVERIFY(known.wait());
    QCOMPARE(history.problem(), QString());
    QCOMPARE(history.forecast(used).trend.days, 10);
    const QDate full = QDate::fromString(edit.rows().value(0).toMap()[u"forecast"_s].toString(), Qt::ISODate);
    const QDate today = clock.now().toUTC().date();
    QVERIFY2(full >= today.addDays(4) && full <= today.addDays(6), qPrintable(full.toString())); // midnight may pass
    const Cell cell = forecastCell(history.forecast(used, used.usedBytes() + 5'000'000));
    QVERIFY(cell.text.contains(cell.exact.toString()) && cell.exact.isValid() && cell.tip.contains(u"10"_s));
    QVERIFY(forecastCell(history.forecast(used, -1)).text.isEmpty());
    // A snapshot that was taken meanwhile knows more.
    {
        const auto book = store::UsageBook::open(m_world->folder.filePath(u"snapshots.db"_s), clock);
        QVERIFY(book.ok());
        QVERIFY((*book)
                    ->put(u"demo.test:443"_s, {{u"payments"_s, used.ref.id, used.usedBytes() - 10'000'000LL}},
                        clock.now().addDays(-10))
                    .ok());
    }
    history.forgetLast();
    known.clear();
    history.record({used});
    QVERIFY(known.wait());
    QCOMPARE(history.forecast(used).trend.days, 11);
    // Below what is used: the review says so.
    edit.setProperty("keys", quotaKeys({u"payments"_s}));
    edit.setProperty("text", u"1 KiB"_s);
    QVERIFY(edit.stage());
    QVERIFY(list.data(list.index(0), ChangeList::WarningsRole).toStringList().value(0).contains(u"push"_s));
}

void TestChangeList::whatIsTickedOffStays()
{
    ChangeList &list = *m_world->list;
    const qint64 before = limitOfProject(u"platform"_s);
    QVERIFY(list.stage(
        QList<change::Change>{quota(u"payments"_s, 999'999'999'999), quota(u"platform"_s, 999'999'999'998)}));
    for (int row = 0; row < list.count(); ++row) {
        if (list.data(list.index(row), ChangeList::GroupRole) == u"platform"_s)
            list.setIncluded(row, false);
    }
    QCOMPARE(list.included(), 1);
    QVERIFY(applies());
    QCOMPARE(limitOfProject(u"platform"_s), before);
    QCOMPARE(limitOfProject(u"payments"_s), 999'999'999'999);
    QCOMPARE(list.pending(), 1);
    // What is staged next begins a plan without what is done.
    QVERIFY(list.stage(quota(u"library"_s, 999'999'999'997)));
    QCOMPARE(list.count(), 2);
}

void TestChangeList::aConflictIsChosenByMember()
{
    ChangeList &list = *m_world->list;
    const change::Change mine = quota(u"payments"_s, 999'999'999'999);
    QVERIFY(list.stage(mine));
    const QByteArray path = "/quotas/" + mine.path[u"id"_s].toUtf8();
    QCOMPARE(ask("PUT", path, R"({"hard":{"storage":888888888888}})").status, 200);
    QVERIFY(applies());
    QCOMPARE(limitOfProject(u"payments"_s), 888'888'888'888); // theirs is not lost
    QCOMPARE(list.data(list.index(0), ChangeList::StateRole).toString(), u"conflict"_s);
    const QVariantList conflict = list.data(list.index(0), ChangeList::ConflictRole).toList();
    QCOMPARE(conflict.size(), 1);
    const QVariantMap member = conflict[0].toMap();
    QVERIFY(member[u"mine"_s] != member[u"theirs"_s] && member[u"theirs"_s] != member[u"before"_s]);
    QCOMPARE(list.included(), 0);
    list.resolve(0, u"hard.storage"_s, u"mine"_s);
    QCOMPARE(list.included(), 1);
    QVERIFY(applies());
    QCOMPARE(limitOfProject(u"payments"_s), 999'999'999'999);
    // Theirs: nothing is left to do.
    QVERIFY(list.stage([&] {
        change::Change again = mine;
        again.edits[0].before = 1234;
        again.edits[0].after = qint64(777'777'777'777);
        return again;
    }()));
    QVERIFY(applies());
    QCOMPARE(list.data(list.index(0), ChangeList::StateRole).toString(), u"conflict"_s);
    list.resolve(0, u"hard.storage"_s, u"theirs"_s);
    QCOMPARE(list.count(), 0);
    QCOMPARE(limitOfProject(u"payments"_s), 999'999'999'999);
}

void TestChangeList::whatCannotBeUndoneIsTyped()
{
    ChangeList &list = *m_world->list;
    QVERIFY(list.stageForm({{u"operation"_s, u"deleteRepository"_s},
        {u"path"_s, QVariantMap{{u"project_name"_s, u"payments"_s}, {u"repository_name"_s, u"backend/api"_s}}},
        {u"names"_s, QVariantMap{{u"project"_s, u"payments"_s}, {u"name"_s, u"backend/api"_s}}}}));
    QCOMPARE(list.confirmation(), u"backend/api"_s);
    list.setIncluded(0, false);
    QCOMPARE(list.confirmation(), QString());
}

void TestChangeList::rolesAreStagedInTheMatrix()
{
    MemberMatrix matrix;
    matrix.setChanges(m_world->list);
    matrix.setSource(m_world->session->harbor());
    QTRY_VERIFY(matrix.state() == u"ready"_s || matrix.state() == u"partial"_s);
    int row = -1, column = -1;
    for (int r = 0; r < matrix.rowCount() && row < 0; ++r) {
        for (int c = 0; c < matrix.columnCount() && row < 0; ++c) {
            if (!matrix.cellFacts(r, c)[u"role"_s].toString().isEmpty() && !matrix.rowHead(r)[u"isAdmin"_s].toBool()
                && matrix.cellFacts(r, c)[u"role"_s] != u"Guest"_s) {
                row = r;
                column = c;
            }
        }
    }
    QVERIFY(row >= 0);
    const QString who = matrix.rowHead(row)[u"name"_s].toString();
    QVERIFY(matrix.stageRole(row, column, column, harbor::Guest));
    QCOMPARE(matrix.data(matrix.index(row, column), MemberMatrix::StagedRole).toString(), u"Guest"_s);
    QCOMPARE(m_world->list->count(), 1);
    const QString sentence = m_world->list->data(m_world->list->index(0), ChangeList::SentenceRole).toString();
    QVERIFY2(sentence.contains(who), qPrintable(sentence));
    // To be removed instead: one change, not two.
    QVERIFY(matrix.stageRole(row, column, column, 0));
    QCOMPARE(m_world->list->count(), 1);
    QCOMPARE(m_world->list->plan().changes[0].operation, QByteArray("deleteProjectMember"));
    QVERIFY(matrix.stageRole(row, column, column, harbor::Guest));
    QCOMPARE(m_world->list->plan().changes.size(), 1);
    // Over all projects: who is a member changes the role, who is none is added.
    QVERIFY(matrix.grant(who, false, matrix.projectNames(), harbor::Guest));
    QVERIFY(applies());
    for (int r = 0; r < m_world->list->count(); ++r) {
        QVERIFY2(m_world->list->isDone(m_world->list->data(m_world->list->index(r), ChangeList::IdRole).toString()),
            qPrintable(m_world->list->data(m_world->list->index(r), ChangeList::SentenceRole).toString() + u": "_s
                + m_world->list->data(m_world->list->index(r), ChangeList::ErrorRole).toString()));
    }
    matrix.refresh();
    QTRY_VERIFY(!matrix.isLoading());
    for (int c = 0; c < matrix.columnCount(); ++c) {
        if (matrix.whyNotEdit(row, c).isEmpty())
            QCOMPARE(matrix.cellFacts(row, c)[u"role"_s].toString(), u"Guest"_s);
    }
    // Somebody new gets what this one has, in each project its own role; what is unticked is left out.
    m_world->list->discard();
    QVERIFY(matrix.stageRole(row, column, column, harbor::Maintainer));
    QVERIFY(applies());
    matrix.refresh();
    QTRY_VERIFY(!matrix.isLoading());
    QStringList given = matrix.projectsOf(who, false);
    QVERIFY(given.size() > 2);
    const QString own = matrix.columnHead(column)[u"name"_s].toString();
    given.removeAt(given.first() == own ? 1 : 0);
    QVERIFY(matrix.copyRoles(who, false, u"newcomer"_s, false, given));
    QCOMPARE(m_world->list->count(), int(given.size()));
    for (const change::Change &one : m_world->list->plan().changes) {
        QCOMPARE(one.operation, QByteArray("createProjectMember"));
        QCOMPARE(one.body[u"role_id"_s].toInteger(),
            qint64(one.names[u"project"_s] == own ? harbor::Maintainer : harbor::Guest));
    }
    QVERIFY(!matrix.copyRoles(u"nobody"_s, false, u"newcomer"_s, false, given));
}

void TestChangeList::aPlanFileComesBack()
{
    ChangeList &list = *m_world->list;
    QVERIFY(list.stage(QList<change::Change>{quota(u"payments"_s, 4711), quota(u"platform"_s, 4712)}));
    QFile file(m_world->folder.filePath(u"plan.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(list.planFile());
    file.close();
    list.discard();
    QCOMPARE(list.count(), 0);
    QVERIFY2(list.openPlan(QUrl::fromLocalFile(file.fileName())), qPrintable(list.problem()));
    QCOMPARE(list.count(), 2);
    // Changed by another hand: refused, and what is staged stays.
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll().replace("4711", "4713");
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.close();
    QVERIFY(!list.openPlan(QUrl::fromLocalFile(file.fileName())));
    QVERIFY(list.problem().contains(u"SHA-256"_s));
    QCOMPARE(list.count(), 2);
}

void TestChangeList::anotherRegistrysPlanIsRefused()
{
    ChangeList &list = *m_world->list;
    QVERIFY(list.stage(quota(u"payments"_s, 4711)));
    change::ChangePlan plan = list.plan();
    plan.origin = u"https://other.example.com"_s;
    QFile file(m_world->folder.filePath(u"plan.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(change::toJson(plan));
    file.close();
    list.discard();
    QVERIFY(!list.openPlan(QUrl::fromLocalFile(file.fileName())));
    QVERIFY2(list.problem().contains(u"other.example.com"_s), qPrintable(list.problem()));
    QCOMPARE(list.count(), 0);
}

void TestChangeList::theJournalTellsIt()
{
    ChangeTable table;
    table.setDesk(m_world->desk.get());
    QCOMPARE(table.state(), u"empty"_s);
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 999'999'999'999)));
    QVERIFY(applies());
    QTRY_COMPARE(table.shown(), 1);
    const QString key = table.rowKey(0);
    QMap<QString, QString> facts;
    for (const QVariant &fact : table.rowFacts(key))
        facts.insert(fact.toMap()[u"id"_s].toString(), fact.toMap()[u"value"_s].toString());
    QVERIFY2(facts[u"what"_s].contains(u"payments"_s), qPrintable(facts[u"what"_s]));
    QVERIFY(facts[u"state"_s].contains(u"proved"_s));
    QVERIFY(!facts[u"who"_s].isEmpty());
    QVERIFY(!facts[u"before"_s].isEmpty() && facts[u"before"_s] != facts[u"after"_s]);
    table.setOnly(u"failed"_s);
    QCOMPARE(table.state(), u"empty"_s);
    // A desk that starts anew reads the same.
    ChangeDesk other(store::changePlan(m_world->folder.path()), &m_world->clock);
    other.load();
    QTRY_VERIFY(other.wasLoaded());
    QCOMPARE(other.courses().size(), 1);
    QVERIFY(other.openPlans().isEmpty());
}

void TestChangeList::anOpenPlanIsResumed()
{
    // As a program that ended in the middle leaves it: an intent, and no more.
    change::ChangePlan plan = m_world->list->plan();
    plan.id = u"ended"_s;
    plan.add(quota(u"payments"_s, 999'999'999'999));
    plan.add(quota(u"platform"_s, 999'999'999'998));
    {
        auto journal = change::Journal::open(store::changePlan(m_world->folder.path()), m_world->clock);
        QVERIFY(bool(journal));
        change::Entry planned;
        planned.plan = plan.id;
        planned.body = {{u"plan"_s, QJsonDocument::fromJson(change::toJson(plan)).object()}};
        change::Entry intent;
        intent.kind = change::Entry::Kind::Intent;
        intent.plan = plan.id;
        intent.change = plan.changes[0].id;
        QVERIFY(bool((*journal)->append({planned, intent})));
    }
    m_world->desk->load();
    QTRY_COMPARE(m_world->desk->openPlans().size(), 1);
    const QVariantMap open = m_world->desk->openPlans()[0].toMap();
    QVERIFY2(open[u"sentence"_s].toString().contains(u"1 unknown"_s), qPrintable(open[u"sentence"_s].toString()));
    QVERIFY(open[u"sentence"_s].toString().contains(u"1 left"_s));
    QVERIFY(open[u"canResume"_s].toBool());
    QSignalSpy ended(m_world->list, &ChangeList::finished);
    m_world->desk->resume(u"ended"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20000);
    QCOMPARE(limitOfProject(u"payments"_s), 999'999'999'999);
    QCOMPARE(limitOfProject(u"platform"_s), 999'999'999'998);
    QVERIFY(m_world->desk->openPlans().isEmpty());
}

void TestChangeList::theProgramMayEndInTheMiddleOfARun()
{
    QVERIFY(m_world->list->stage(QList<change::Change>{
        quota(u"payments"_s, 5'000'000'000), quota(u"platform"_s, 5'000'000'001), quota(u"staging"_s, 5'000'000'002)}));
    bool hasBegun = false;
    connect(m_world->list, &ChangeList::changed, this, [&] { hasBegun = hasBegun || m_world->list->isRunning(); });
    m_world->list->apply();
    QTRY_VERIFY(hasBegun);
    m_world->desk.reset(); // wherever it is: what writes the journal goes before the journal
    m_world->list = nullptr;
    const auto journal = change::Journal::open(store::changePlan(m_world->folder.path()), m_world->clock);
    QVERIFY2(bool(journal), qPrintable(journal ? QString() : journal.error().text()));
    const auto entries = (*journal)->readOn();
    QVERIFY(bool(entries));
    QVERIFY(change::coursesOf(*entries).size() <= 1);
}

void TestChangeList::rowsOfferTheirChanges()
{
    const auto read = [this](const char *kind, RemoteList &list) {
        ListSource source;
        source.client = m_world->session->harbor();
        source.endpoint = harbor::endpoint(kind);
        list.setColumns(columnsOf(kind));
        list.setSource(source);
        list.fetchAll();
        return QTest::qWaitFor([&] { return list.isWhole() && list.loaded() > 0; }, 10000);
    };
    RemoteList robots, users;
    QVERIFY(read("robots", robots));
    QVERIFY(read("users", users));
    RowChanges changes;
    changes.setProperty("changes", QVariant::fromValue(m_world->list));
    changes.setProperty("table", QVariant::fromValue(static_cast<TableModel *>(&robots)));
    const QString robot = robots.rowKey(0);
    const auto ids = [&](const QString &key) {
        QStringList out;
        for (const QVariant &offer : changes.offers(key))
            out.append(offer.toMap()[u"id"_s].toString());
        return out;
    };
    const bool isOff = robots.rowValue(robot).value<harbor::Robot>().disable;
    QCOMPARE(ids(robot), QStringList({isOff ? u"robot-enable"_s : u"robot-disable"_s, u"robot-delete"_s}));
    QVERIFY(changes.stage(ids(robot)[0], {robot}));
    QVERIFY(applies());
    QCOMPARE(m_world->list->data(m_world->list->index(0), ChangeList::StateRole).toString(), u"verified"_s);
    // One's own right is never taken: the review says so, and nothing is sent.
    changes.setProperty("table", QVariant::fromValue(static_cast<TableModel *>(&users)));
    QString other;
    for (int row = 0; row < users.rowCount() && other.isEmpty(); ++row) {
        if (!users.rowValue(users.rowKey(row)).value<harbor::User>().sysadminFlag)
            other = users.rowKey(row);
    }
    QVERIFY(ids(other).contains(u"user-admin"_s) && !ids(other).contains(u"user-no-admin"_s));
    QVERIFY(changes.stage(u"user-admin"_s, {other}));
    QVERIFY(!m_world->list->data(m_world->list->index(0), ChangeList::WarningsRole).toStringList().isEmpty());
    QVERIFY(applies());
    QCOMPARE(m_world->list->data(m_world->list->index(0), ChangeList::StateRole).toString(), u"verified"_s);
}

void TestChangeList::theListIsARightModel()
{
    QAbstractItemModelTester tester(m_world->list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(m_world->list->stage(QList<change::Change>{quota(u"payments"_s, 4711), quota(u"platform"_s, 4712)}));
    m_world->list->remove(0);
    QVERIFY(applies());
    m_world->list->discard();
}

void TestChangeList::stagedChangesOutliveTheProgram()
{
    change::Change user;
    user.operation = "createUser";
    user.names = {{u"name"_s, u"erin"_s}};
    user.body = {{u"username"_s, u"erin"_s}, {u"email"_s, u"erin@example.com"_s}, {u"realname"_s, u"Erin"_s}};
    user.secrets = {u"password"_s};
    const QList<QMap<QString, SecureBytes>> typed{{}, {}, {{u"password"_s, SecureBytes(QByteArray("Hush-hush-4711"))}}};
    QVERIFY2(m_world->list->stage({quota(u"payments"_s, 4711), quota(u"platform"_s, 4712), user}, typed),
        qPrintable(m_world->list->problem()));
    QVERIFY(m_world->list->whyNotApply().isEmpty());
    const auto rowOf = [this](const QString &part) {
        for (int row = 0; row < m_world->list->count(); ++row) {
            if (m_world->list->index(row).data(ChangeList::SentenceRole).toString().contains(part))
                return row;
        }
        return -1;
    };
    m_world->list->setIncluded(rowOf(u"platform"_s), false);
    QVERIFY(isKept("\"off\":[\"2\"]"));
    const Result<QByteArray> bytes = readWhole(keptFile(), 1 << 24);
    QVERIFY(bytes && !bytes->contains("Hush"));
    QCOMPARE(QFile::permissions(keptFile()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
        QFile::Permissions());

    startAnew();
    QTRY_COMPARE(m_world->list->count(), 3);
    QVERIFY(m_world->list->isRestored());
    QVERIFY2(m_world->list->notice().contains(u"3"_s), qPrintable(m_world->list->notice()));
    QCOMPARE(m_world->list->included(), 2);
    QVERIFY(!m_world->list->index(rowOf(u"platform"_s)).data(ChangeList::IncludedRole).toBool());
    // The secret was never stored: it is asked for, and nothing is applied before.
    const int row = rowOf(u"erin"_s);
    QCOMPARE(m_world->list->index(row).data(ChangeList::SecretsRole).toStringList(), QStringList{u"password"_s});
    QVERIFY(!m_world->list->index(row).data(ChangeList::WarningsRole).toStringList().isEmpty());
    QVERIFY(m_world->list->whyNotApply().contains(u"password"_s));
    m_world->list->typeSecret(row, u"password"_s, u"Hush-hush-4712"_s);
    QCOMPARE(m_world->list->whyNotApply(), QString());
    QVERIFY(m_world->list->index(row).data(ChangeList::WarningsRole).toStringList().isEmpty());

    // Taken back, it is gone for good; discarded, too.
    m_world->list->takeBack();
    QCOMPARE(m_world->list->count(), 0);
    QVERIFY(m_world->list->notice().isEmpty());
    QTRY_VERIFY(!QFile::exists(keptFile()));
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 4713)));
    QVERIFY(isKept("4713"));
    m_world->list->discard();
    QTRY_VERIFY(!QFile::exists(keptFile()));
    startAnew();
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 4714))); // nothing else came
    QVERIFY(isKept("4714"));
    QCOMPARE(m_world->list->count(), 1);
}

void TestChangeList::whatTheRunDidIsNotStagedAgain()
{
    // As a kill in the middle of a run leaves it: one change is proved, one was cut, one was not part of the run.
    change::StagedSet set;
    set.plan = m_world->list->plan();
    set.plan.id = u"killed"_s;
    const QString done = set.plan.add(quota(u"payments"_s, 4711));
    const QString cut = set.plan.add(quota(u"platform"_s, 4712));
    const QString other = set.plan.add(quota(u"library"_s, 4713));
    set.off = {other};
    set.sent = {done, cut};
    const Result<change::StagedSet> again = change::stagedSetOf(change::toJson(set));
    QVERIFY2(bool(again), qPrintable(again ? QString() : again.error().text()));
    QVERIFY(*again == set);
    change::Course course;
    course.plan = set.plan;
    course.steps[done].state = change::State::Verified;
    course.steps[cut].state = change::State::Intent;
    const auto left = [&set](const QList<change::Course> &courses) {
        change::StagedSet out = set;
        change::settle(out, courses);
        QStringList ids;
        for (const change::Change &one : std::as_const(out.plan.changes))
            ids.append(one.id);
        return ids;
    };
    QCOMPARE(left({}), (QStringList{done, cut, other})); // killed before the run was in the journal
    QCOMPARE(left({course}), QStringList{other}); // the journal offers the plan
    course.end = u"finished"_s;
    course.steps[cut].state = change::State::Conflict;
    QCOMPARE(left({course}), (QStringList{cut, other}));
    // What was edited after the plan was saved is another change.
    course.plan.changes[0].edits[0].after = 1;
    QCOMPARE(left({course}), (QStringList{done, cut, other}));
    course.plan.changes[0].edits[0].after = 4711;
    course.plan.id = u"another"_s;
    QCOMPARE(left({course}), (QStringList{done, cut, other}));
}

void TestChangeList::aSavedPlanThatWasAppliedElsewhereIsNotStagedAgain()
{
    QVERIFY(m_world->list->stage(QList<change::Change>{quota(u"payments"_s, 4711), quota(u"platform"_s, 4712)}));
    m_world->list->setIncluded(1, false);
    QVERIFY(isKept("4712"));
    const auto plan = change::fromJson(m_world->list->planFile());
    QVERIFY(plan.ok() && plan->changes.size() == 1);
    const auto journal = change::Journal::open(store::changePlan(m_world->folder.path()), m_world->clock);
    QVERIFY(bool(journal));
    change::Executor executor(m_world->session->sharedTransport(), journal->get(), &m_world->clock);
    QSignalSpy ended(&executor, &change::Executor::finished);
    executor.run(*plan, {});
    QVERIFY(ended.wait(20'000));
    QCOMPARE(ended[0][0].value<change::Summary>().verified, 1);
    startAnew();
    QTRY_COMPARE(m_world->list->count(), 1);
    QVERIFY(m_world->list->plan().changes.first().names.value(u"project"_s)
        != plan->changes.first().names.value(u"project"_s));
}

void TestChangeList::stagedChangesThatCannotBeReadAreKeptAside()
{
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 4711)));
    QVERIFY(isKept("4711"));
    const Result<QByteArray> whole = readWhole(keptFile(), 1 << 24);
    const QDir folder(m_world->folder.filePath(u"staged"_s));
    const auto comesAside = [&](const QByteArray &bytes, const QString &reason) {
        m_world->list->discard();
        if (!QTest::qWaitFor([&] { return !QFile::exists(keptFile()); }) || !writeWhole(keptFile(), bytes))
            return false;
        startAnew();
        const auto isSaid = [&] { return m_world->list->notice().contains(reason); };
        if (!QTest::qWaitFor(isSaid) || m_world->list->count() != 0 || m_world->list->isRestored())
            return false;
        for (const QFileInfo &one : folder.entryInfoList(QDir::Files)) {
            const Result<QByteArray> there = readWhole(one.filePath(), 1 << 24);
            if (one.fileName().contains(u"aside"_s) && m_world->list->notice().contains(one.fileName()) && there)
                return *there == bytes;
        }
        return false;
    };
    QVERIFY(comesAside(whole->left(whole->size() / 2), u"truncated"_s));
    QVERIFY(comesAside(QByteArray(*whole).replace("4711", "4712"), u"SHA-256"_s));
    QVERIFY(comesAside(QByteArray(*whole).replace("\"version\":1}", "\"version\":2}"), u"newer"_s));
    Result<change::StagedSet> foreign = change::stagedSetOf(*whole);
    QVERIFY(bool(foreign));
    foreign.value().plan.origin = u"https://elsewhere.example"_s;
    QVERIFY(comesAside(change::toJson(*foreign), u"elsewhere.example"_s));
    // What is staged now is stored as ever.
    QVERIFY(m_world->list->stage(quota(u"payments"_s, 4719)));
    QVERIFY(isKept("4719"));
}

void TestChangeList::whatNeedsAChangeComesAndGoesWithIt()
{
    ChangeList &list = *m_world->list;
    change::Change project;
    project.id = u"1"_s;
    project.operation = "createProject";
    project.names = {{u"name"_s, u"fresh"_s}, {u"project"_s, u"fresh"_s}};
    project.body = {{u"project_name"_s, u"fresh"_s}};
    change::Change member;
    member.id = u"2"_s;
    member.operation = "createProjectMember";
    member.path = {{u"project_name_or_id"_s, u"fresh"_s}};
    member.names = {{u"project"_s, u"fresh"_s}, {u"member"_s, u"data-desk"_s}};
    member.body = {{u"role_id"_s, 2}, {u"member_user"_s, QJsonObject{{u"username"_s, u"data-desk"_s}}}};
    member.needs = {u"1"_s};
    QVERIFY(list.stage(QList<change::Change>{project, member}));
    const auto row = [&list](const QByteArray &operation) {
        for (int i = 0; i < list.count(); ++i) {
            if (list.plan().find(list.index(i).data(ChangeList::IdRole).toString())->operation == operation)
                return i;
        }
        return -1;
    };
    list.setIncluded(row("createProject"), false);
    QCOMPARE(list.included(), 0);
    list.setIncluded(row("createProjectMember"), true);
    QCOMPARE(list.included(), 2);
    // Staged again, the project is another change, which the member needs then.
    QVERIFY(list.stage(project));
    QCOMPARE(list.count(), 2);
    QCOMPARE(list.plan().find(list.index(row("createProjectMember")).data(ChangeList::IdRole).toString())->needs,
        QStringList{list.index(row("createProject")).data(ChangeList::IdRole).toString()});
    list.remove(row("createProject"));
    QCOMPARE(list.count(), 0);
    list.takeBack();
    QCOMPARE(list.count(), 2);
    QVERIFY(applies());
    QVERIFY2(list.sentence().startsWith(u"2 done and proved"_s), qPrintable(list.sentence()));
}

QTEST_GUILESS_MAIN(TestChangeList)
#include "tst_changelist.moc"
