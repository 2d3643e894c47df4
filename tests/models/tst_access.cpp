// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demotransport.h"
#include "harbor/roles.h"
#include "models/access/membermatrix.h"
#include "models/access/projectaccess.h"
#include "models/access/robottable.h"
#include "session/session.h"
#include "support/borrowed.h"
#include "support/manualclock.h"
#include "support/scriptedtransport.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;
using test::ScriptedTransport;

/// Who may do what where: the matrix of members, the robots of the whole registry, the access to one project.
class TestAccess : public QObject {
    Q_OBJECT
private slots:
    void rolesMayWhatHarborSays();
    void matrixJoinsAllProjects();
    void matrixNamesWhatRefused();
    void matrixMarksUsersWhoAreGone();
    void matrixFiltersRowsAndColumns();
    void matrixReadsFourAtATime();
    void robotsOfSystemAndProjects();
    void robotsByMonth();
    void robotsAreAskedForInView();
    void aHiddenTrailIsNotNever();
    void unknownRightsAreMarked();
    void accessAnswersWhoMayPush();

private:
    std::unique_ptr<Transport> demo(const QString &user = u"admin"_s)
    {
        return std::make_unique<demo::DemoTransport>(
            std::make_shared<demo::Registry>(&m_clock), demo::Identity{user}, demo::Latency::none());
    }
    static Result<Response> scripted(const Request &request);

    SystemClock m_clock;
};

template <typename M>
static bool waitFor(const M &model, const QString &state)
{
    return QTest::qWaitFor([&] { return model.state() == state && !model.isLoading(); }, 10000);
}

static int rowOf(const MemberMatrix &matrix, const QString &name)
{
    for (int row = 0; row < matrix.rowCount(); ++row) {
        if (matrix.rowHead(row)[u"name"_s].toString() == name)
            return row;
    }
    return -1;
}

static int columnOf(const MemberMatrix &matrix, const QString &project)
{
    for (int column = 0; column < matrix.columnCount(); ++column) {
        if (matrix.columnHead(column)[u"name"_s].toString() == project)
            return column;
    }
    return -1;
}

static QString cell(const MemberMatrix &matrix, const QString &name, const QString &project)
{
    return matrix.index(rowOf(matrix, name), columnOf(matrix, project)).data().toString();
}

// Two projects; "shut" refuses; user 9 is in no list of users.
Result<Response> TestAccess::scripted(const Request &request)
{
    const QByteArray path = request.path;
    if (path.contains("/projects?"))
        return ScriptedTransport::json(R"([{"project_id":1,"name":"open","metadata":{"public":"true"}},)"
                                       R"({"project_id":2,"name":"shut","metadata":{}}])",
            200, 2);
    if (path.contains("/projects/open/members"))
        return ScriptedTransport::json(
            R"([{"id":1,"entity_id":3,"entity_name":"desk","entity_type":"u","role_id":2,"role_name":"developer"},)"
            R"({"id":2,"entity_id":9,"entity_name":"left","entity_type":"u","role_id":4,"role_name":"maintainer"},)"
            R"({"id":3,"entity_id":8,"entity_name":"","entity_type":"u","role_id":3,"role_name":"guest"},)"
            R"({"id":4,"entity_id":5,"entity_name":"crew","entity_type":"g","role_id":77,"role_name":"harbourMaster"}])",
            200, 4);
    if (path.contains("/users"))
        return ScriptedTransport::json(R"([{"user_id":3,"username":"desk"},)"
                                       R"({"user_id":4,"username":"root","sysadmin_flag":true}])",
            200, 2);
    if (path.contains("/robots") && !path.contains("Level"))
        return ScriptedTransport::json(
            R"([{"id":1,"name":"robot$odd","level":"system","expires_at":-1,"permissions":[{"kind":"project",)"
            R"("namespace":"*","access":[{"resource":"repository","action":"push"},)"
            R"({"resource":"teapot","action":"brew"}]}]}])",
            200, 1);
    if (path.contains("/permissions"))
        return ScriptedTransport::json(R"({"project":[{"resource":"repository","action":"push"}],"system":[]})");
    if (path.contains("/robots"))
        return ScriptedTransport::json("[]", 200, 0);
    return ScriptedTransport::json(R"({"errors":[{"code":"FORBIDDEN","message":"no"}]})", 403);
}

void TestAccess::rolesMayWhatHarborSays()
{
    QVERIFY(harbor::roleMay(harbor::ProjectAdmin, u"project", u"delete"));
    QVERIFY(harbor::roleMay(harbor::Developer, u"repository", u"push"));
    QVERIFY2(harbor::roleMay(harbor::Developer, u"tag-retention", u"update"), "developers can edit retention");
    QVERIFY(!harbor::roleMay(harbor::Developer, u"artifact", u"delete"));
    QVERIFY(!harbor::roleMay(harbor::Guest, u"repository", u"push"));
    QVERIFY(!harbor::roleMay(77, u"repository", u"pull"));
    QVERIFY(harbor::roleName(77, u"harbourMaster"_s).text().contains(u"harbourMaster"_s));
    QVERIFY(harbor::roleRank(harbor::Maintainer) > harbor::roleRank(harbor::Developer));
    QVERIFY(!harbor::roleSentences(77).isEmpty());
}

void TestAccess::matrixJoinsAllProjects()
{
    const auto transport = demo();
    MemberMatrix matrix;
    QAbstractItemModelTester tester(&matrix, QAbstractItemModelTester::FailureReportingMode::QtTest);
    matrix.setSource(harbor::Client(test::borrowed(*transport)));
    QVERIFY(waitFor(matrix, u"ready"_s));
    QCOMPARE(matrix.columnCount(), 8);
    QCOMPARE(cell(matrix, u"payments-dev"_s, u"payments"_s), u"Developer"_s);
    QCOMPARE(cell(matrix, u"payments-dev"_s, u"platform"_s), u"Guest"_s);
    QCOMPARE(cell(matrix, u"payments-dev"_s, u"archive"_s), QString());
    QCOMPARE(cell(matrix, u"payments-engineers"_s, u"payments"_s), u"Developer"_s);
    // No member of payments, but may do everything: a system administrator.
    QCOMPARE(cell(matrix, u"platform-ops"_s, u"payments"_s), u"everything"_s);
    const QVariantMap facts = matrix.cellFacts(rowOf(matrix, u"platform-ops"_s), columnOf(matrix, u"payments"_s));
    QVERIFY(facts[u"mayPush"_s].toBool());
    QVERIFY(matrix.copyText().startsWith(u"Member\tarchive\t"_s));
    // Roles are words of the language.
    QSignalSpy drawn(&matrix, &QAbstractItemModel::dataChanged);
    QSignalSpy told(&matrix, &MemberMatrix::shownChanged);
    QEvent language(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &language);
    QTRY_COMPARE(drawn.count(), 1);
    QCOMPARE(told.count(), 1);
}

void TestAccess::matrixNamesWhatRefused()
{
    ScriptedTransport transport(&TestAccess::scripted);
    MemberMatrix matrix;
    matrix.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(waitFor(matrix, u"partial"_s));
    QVERIFY2(matrix.note().contains(u"shut"_s), qPrintable(matrix.note()));
    QCOMPARE(matrix.refusals().size(), 1);
    QCOMPARE(cell(matrix, u"desk"_s, u"shut"_s), u"denied"_s);
    QCOMPARE(cell(matrix, u"crew"_s, u"open"_s), u"role harbourMaster"_s);

    transport.setScript([](const Request &) -> Result<Response> { return ScriptedTransport::json("{}", 403); });
    matrix.refresh();
    QVERIFY(waitFor(matrix, u"partial"_s));
    QVERIFY2(matrix.rowCount() > 0, "what was read stays");
    QVERIFY(!matrix.errorText().isEmpty());
}

void TestAccess::matrixMarksUsersWhoAreGone()
{
    ScriptedTransport transport(&TestAccess::scripted);
    MemberMatrix matrix;
    matrix.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(waitFor(matrix, u"partial"_s));
    QVERIFY(matrix.rowHead(rowOf(matrix, u"left"_s))[u"isGone"_s].toBool());
    QVERIFY(matrix.rowHead(rowOf(matrix, u"user 8"_s))[u"isGone"_s].toBool());
    QVERIFY(!matrix.rowHead(rowOf(matrix, u"desk"_s))[u"isGone"_s].toBool());
    matrix.setOnly(u"gone"_s);
    QCOMPARE(matrix.rowCount(), 2);
}

void TestAccess::matrixFiltersRowsAndColumns()
{
    const auto transport = demo();
    MemberMatrix matrix;
    matrix.setSource(harbor::Client(test::borrowed(*transport)));
    QVERIFY(waitFor(matrix, u"ready"_s));
    matrix.setProjectFilter(u"pay"_s);
    QCOMPARE(matrix.columnCount(), 1);
    QVERIFY2(rowOf(matrix, u"web-shop-dev"_s) < 0, "has nothing in what is left");
    matrix.setOnly(u"push"_s);
    QVERIFY(rowOf(matrix, u"payments-dev"_s) >= 0);
    QVERIFY2(rowOf(matrix, u"audit-desk"_s) < 0, "a guest does not push");
    QVERIFY2(rowOf(matrix, u"platform-ops"_s) >= 0, "a system administrator does");
    matrix.setFilter(u"lead"_s);
    QCOMPARE(matrix.rowCount(), 1);
}

void TestAccess::matrixReadsFourAtATime()
{
    QByteArrayList projects;
    for (int i = 1; i <= 90; ++i)
        projects << R"({"project_id":)" + QByteArray::number(i) + R"(,"name":"p)" + QByteArray::number(i) + R"("})";
    ScriptedTransport transport([&](const Request &request) -> Result<Response> {
        if (request.path.contains("/projects?"))
            return ScriptedTransport::json('[' + projects.join(',') + ']', 200, 90);
        return ScriptedTransport::json("[]", 200, 0);
    });
    MemberMatrix matrix;
    int most = 0;
    qint64 done = 0;
    connect(&matrix, &MemberMatrix::progressChanged, this, [&] {
        most = qMax(most, transport.inFlight());
        QVERIFY(matrix.progressDone() >= done || matrix.progressDone() == 0);
        done = matrix.progressDone();
    });
    matrix.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(waitFor(matrix, u"empty"_s));
    QVERIFY2(most <= 4, qPrintable(QString::number(most)));
    QCOMPARE(done, 90);
    // The members of each project once, besides two lists of projects and one of users.
    QCOMPARE(transport.requests().size(), 93);
}

void TestAccess::robotsOfSystemAndProjects()
{
    const auto transport = demo();
    RobotTable robots;
    QAbstractItemModelTester tester(&robots, QAbstractItemModelTester::FailureReportingMode::QtTest);
    robots.setSource(harbor::Client(test::borrowed(*transport)));
    QVERIFY(waitFor(robots, u"ready"_s));
    QVERIFY(robots.loaded() > 7);
    QCOMPARE(robots.rowParent(u"1"_s), u"payments"_s);
    const QVariantMap counts = robots.counts();
    QVERIFY(counts[u"expired"_s].toInt() >= 1);
    QVERIFY(counts[u"soon"_s].toInt() >= 2);
    robots.setOnly(u"expired"_s);
    QVERIFY(robots.indexOfKey(u"4"_s) >= 0);
    QCOMPARE(robots.indexOfKey(u"1"_s), -1);
    robots.setOnly({});
    // The next to expire first: what has expired stands before what will.
    QVERIFY(robots.indexOfKey(u"4"_s) < robots.indexOfKey(u"5"_s));
    QVERIFY(robots.indexOfKey(u"5"_s) < robots.indexOfKey(u"1"_s));
    QCOMPARE(robots.placeOf(u"1"_s).kind, u"access"_s);
}

void TestAccess::robotsByMonth()
{
    const QDate today = QDate::currentDate();
    const QDate first(today.year(), today.month(), 1);
    const auto end = [](const QDate &day) {
        return QByteArray::number(QDateTime(day, QTime(12, 0)).toSecsSinceEpoch());
    };
    const QDate next = first.addMonths(1).addDays(14);
    const QDate last = first.addMonths(12).addDays(-1);
    const QList<QByteArray> ends{"-1", "-1", "1000000000", end(next), end(next), end(last), end(first.addMonths(12))};
    QByteArray list;
    for (qsizetype i = 0; i < ends.size(); ++i)
        list += (list.isEmpty() ? "" : ",") + QByteArray(R"({"level":"system","permissions":[],"id":)")
            + QByteArray::number(i + 1) + R"(,"name":"robot$)" + QByteArray::number(i + 1) + R"(","expires_at":)"
            + ends[i] + "}";
    ScriptedTransport transport([&](const Request &request) -> Result<Response> {
        const bool isRobots = request.path.startsWith("/api/v2.0/robots") && !request.path.contains("Level");
        return isRobots ? ScriptedTransport::json('[' + list + ']', 200, ends.size())
                        : ScriptedTransport::json("[]", 200, 0);
    });
    RobotTable robots;
    QVERIFY(robots.calendar().isEmpty());
    robots.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(waitFor(robots, u"ready"_s));
    QMap<QString, int> counts;
    int sum = 0;
    const QVariantList months = robots.calendar();
    if (QDate::currentDate().month() != today.month()) {
        robotsByMonth(); // the month ended meanwhile
        return;
    }
    for (const QVariant &month : months) {
        counts.insert(month.toMap()[u"id"_s].toString(), month.toMap()[u"count"_s].toInt());
        sum += month.toMap()[u"count"_s].toInt();
    }
    QCOMPARE(months.size(), 15); // expired, twelve months, later, never
    QCOMPARE(sum, ends.size());
    QCOMPARE(months.first().toMap()[u"id"_s].toString(), u"expired"_s);
    QCOMPARE(counts[u"expired"_s], 1);
    QCOMPARE(counts[u"never"_s], 2);
    QCOMPARE(counts[u"later"_s], 1);
    QCOMPARE(counts[next.toString(u"yyyy-MM"_s)], 2);
    QCOMPARE(counts[last.toString(u"yyyy-MM"_s)], 1);
    for (const QVariant &month : months) {
        const QVariantMap one = month.toMap();
        robots.setOnly(one[u"id"_s].toString());
        QCOMPARE(robots.loaded(), one[u"count"_s].toInt());
        QVERIFY(one[u"sentence"_s].toString().endsWith(one[u"count"_s].toString()));
    }
}

void TestAccess::robotsAreAskedForInView()
{
    const auto inner = demo();
    int audits = 0;
    ScriptedTransport transport([&](const Request &request) -> Result<Response> {
        if (request.path.contains("/auditlog-exts")) {
            ++audits;
            return ScriptedTransport::json(
                R"([{"id":5,"username":"robot$odd","operation":"pull","resource":"open/x","op_time":"2026-11-02T10:00:00Z"}])",
                200, 1);
        }
        return scripted(request);
    });
    RobotTable robots;
    robots.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(waitFor(robots, u"ready"_s) || robots.state() == u"partial"_s);
    QCOMPARE(audits, 0);
    robots.setInView(0, 20);
    QVERIFY(QTest::qWaitFor([&] { return audits == 1 && transport.inFlight() == 0; }));
    QVERIFY(QTest::qWaitFor([&] { return robots.copyText({u"1"_s}, {u"seen"_s}).contains(u"2026-11-02"_s); }));
    robots.setInView(0, 20);
    QTest::qWait(0);
    QCOMPARE(audits, 1);
    QVERIFY(
        transport.paths().last().contains("username%253Drobot%2524odd") || transport.paths().last().contains("robot"));
}

// Harbor answers an empty trail with 200 to whom may not read it.
void TestAccess::aHiddenTrailIsNotNever()
{
    bool mayReadLog = false;
    const auto answer = [&](const Request &request) -> Result<Response> {
        const QByteArray path = request.path.mid(9);
        if (path == "/users/current")
            return ScriptedTransport::json(R"({"user_id":7,"username":"dev"})");
        if (path == "/systeminfo")
            return ScriptedTransport::json(R"({"auth_mode":"db_auth","harbor_version":"v2.15.2"})");
        if (path.startsWith("/auditlog-exts"))
            return ScriptedTransport::json("[]", 200, 0);
        if (path.startsWith("/projects/p/auditlog-exts") && !mayReadLog)
            return ScriptedTransport::json(R"({"errors":[{"code":"FORBIDDEN","message":"forbidden"}]})", 403);
        if (path.startsWith("/projects/p/auditlog-exts"))
            return ScriptedTransport::json("[]", 200, 0);
        if (path.startsWith("/projects?"))
            return ScriptedTransport::json(R"([{"project_id":1,"name":"p"}])", 200, 1);
        if (path.startsWith("/robots"))
            return ScriptedTransport::json(path.contains("Level") ? R"([{"id":2,"name":"robot$p+x","level":"project"}])"
                                                                  : R"([{"id":1,"name":"robot$s","level":"system"}])",
                200, 1);
        return ScriptedTransport::json("[]", 200, 0);
    };
    Account account;
    account.id = u"a"_s;
    account.url = u"https://registry.test"_s;
    account.user = u"dev"_s;
    Session session(account, Line{std::make_shared<ScriptedTransport>(answer)}, nullptr, &m_clock);
    session.open();
    QVERIFY(QTest::qWaitFor([&] { return session.state() == Session::State::Online; }));
    const auto seen = [&session] {
        RobotTable robots;
        robots.setSession(&session);
        const bool isRead = QTest::qWaitFor([&] { return robots.loaded() == 2 && !robots.isLoading(); });
        robots.setInView(0, 1);
        const bool isAsked = QTest::qWaitFor([&] {
            return !robots.copyText({u"1"_s, u"2"_s}, {u"seen"_s}).contains(u'\u2026');
        });
        return isRead && isAsked ? robots.copyText({u"1"_s, u"2"_s}, {u"seen"_s}) : u"not read"_s;
    };
    QVERIFY2(!seen().contains(u"never"_s), qPrintable(seen()));
    mayReadLog = true;
    QCOMPARE(seen().count(u"never"_s), 1);
}

void TestAccess::unknownRightsAreMarked()
{
    ScriptedTransport transport(&TestAccess::scripted);
    RobotTable robots;
    robots.setSource(harbor::Client(test::borrowed(transport)));
    QVERIFY(QTest::qWaitFor([&] { return robots.loaded() == 1; }));
    const QVariantMap place = robots.rights(u"1"_s).value(0).toMap();
    QCOMPARE(place[u"where"_s].toString(), u"all projects"_s);
    const QStringList actions = place[u"actions"_s].toStringList();
    const QVariantList rows = place[u"rows"_s].toList();
    QCOMPARE(rows.size(), 2);
    const auto cellOf = [&](int row, const QString &action) {
        return rows[row].toMap()[u"cells"_s].toStringList().value(actions.indexOf(action));
    };
    QCOMPARE(cellOf(0, u"push"_s), u"yes"_s);
    QCOMPARE(cellOf(0, u"brew"_s), u"no"_s);
    QCOMPARE(cellOf(1, u"brew"_s), u"new"_s);
}

void TestAccess::accessAnswersWhoMayPush()
{
    const auto transport = demo();
    ProjectAccess access;
    QAbstractItemModelTester tester(&access, QAbstractItemModelTester::FailureReportingMode::QtTest);
    access.setProject(u"payments"_s);
    access.setSource(harbor::Client(test::borrowed(*transport)));
    QVERIFY(waitFor(access, u"ready"_s));
    access.setOnly(u"push"_s);
    QStringList names;
    for (int row = 0; row < access.rowCount(); ++row)
        names += access.index(row, 0).data().toString();
    for (const QString &name :
        {u"payments-dev"_s, u"payments-engineers"_s, u"platform-ops"_s, u"robot$payments+ci-push"_s})
        QVERIFY2(names.contains(name), qPrintable(name + u" not in "_s + names.join(u' ')));
    QVERIFY(!names.contains(u"audit-desk"_s));
    QCOMPARE(names.count(u"admin"_s), 1); // a member, and an administrator
    QVERIFY(!names.contains(u"robot$payments+deploy"_s));
    access.setInView(0, access.rowCount() - 1);
    QVERIFY(QTest::qWaitFor([&] { return !access.copyText({u"robot/1"_s}, {u"pulled"_s}).contains(u"\u2026"_s); }));
    QVERIFY2(access.copyText({u"robot/1"_s}, {u"pulled"_s}).contains(u"20"_s), "the day of its last pull");
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
