// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;
using demo::Identity;

Q_DECLARE_METATYPE(lotse::demo::Identity)

/// Who may what.
class TestDemoRoles : public QObject {
    Q_OBJECT

private slots:
    void allows_data();
    void allows();
    void showsTheProjectsOfTheCaller();
    void namesPermissionsByRole();
    void agreesWithWhatItSays();
    void forgetsRobotsThatAreOver();
    void showsTheTrailOfOwnProjects();

private:
    Asking m_demo;
};

void TestDemoRoles::allows_data()
{
    QTest::addColumn<Identity>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const Identity &who, const char *method, const char *path, int status) {
        QTest::newRow(name) << who << QByteArray(method) << QByteArray("/api/v2.0") + path << status;
    };
    row("nobody, a private project", Identity::anonymous(), "GET", "/projects/payments", 401);
    row("nobody, a public project", Identity::anonymous(), "GET", "/projects/library", 200);
    row("nobody, a missing project", Identity::anonymous(), "GET", "/projects/nope", 401);
    row("nobody, who am I", Identity::anonymous(), "GET", "/users/current", 401);
    row("nobody, projects", Identity::anonymous(), "GET", "/projects", 200);
    row("guest, own project", Identity::guest(), "GET", "/projects/payments", 200);
    row("guest, foreign project", Identity::guest(), "GET", "/projects/web-shop", 403);
    row("guest, missing project", Identity::guest(), "GET", "/projects/nope", 403);
    row("guest reads members", Identity::guest(), "GET", "/projects/payments/members", 200);
    row("guest reads no trail", Identity::guest(), "GET", "/projects/payments/auditlog-exts", 403);
    row("guest reads no webhooks", Identity::guest(), "GET", "/projects/payments/webhook/policies", 403);
    row("guest reads no retention", Identity::guest(), "GET", "/retentions/1", 403);
    row("guest reads no retention runs", Identity::guest(), "GET", "/retentions/1/executions", 403);
    row("guest deletes nothing", Identity::guest(), "DELETE", "/projects/payments/repositories/backend%252Fapi", 403);
    row("admin of a project reads its trail", Identity::projectAdmin(), "GET", "/projects/payments/auditlog-exts", 200);
    row("admin of a project lists no metadata", Identity::projectAdmin(), "GET", "/projects/payments/metadatas/", 403);
    row("but reads one", Identity::projectAdmin(), "GET", "/projects/payments/metadatas/public", 200);
    row("admin of a project, quotas", Identity::projectAdmin(), "GET", "/quotas", 403);
    row("admin of a project, summary", Identity::projectAdmin(), "GET", "/projects/payments/summary", 200);
    row("admin of a project, robots", Identity::projectAdmin(), "GET", "/robots?q=Level%3Dproject%2CProjectID%3D2",
        200);
    row("admin of a project, system robots", Identity::projectAdmin(), "GET", "/robots", 403);
    row("admin of a project, configuration", Identity::projectAdmin(), "GET", "/configurations", 403);
    row("admin of a project, permissions", Identity::projectAdmin(), "GET", "/permissions", 200);
    row("guest, permissions", Identity::guest(), "GET", "/permissions", 403);
    row("robot, who am I", Identity::robot(), "GET", "/users/current", 412);
    row("robot, its project", Identity::robot(), "GET", "/projects/payments/repositories", 200);
    row("robot, another project", Identity::robot(), "GET", "/projects/platform/repositories", 403);
    row("robot exports nothing", Identity::robot(), "GET", "/security/summary", 403);
    row("auditor robot, hub", Identity::systemRobot(), "GET", "/security/summary", 200);
    row("auditor robot, quotas", Identity::systemRobot(), "GET", "/quotas", 200);
    row("auditor robot, trail", Identity::systemRobot(), "GET", "/auditlog-exts", 200);
    row("auditor robot, any project", Identity::systemRobot(), "GET", "/projects/web-shop/repositories", 200);
    row("expired robot", Identity{u"robot$platform+old-runner"_s}, "GET", "/projects/platform/repositories", 401);
    row("disabled robot", Identity{u"robot$web-shop+experiment"_s}, "GET", "/projects/web-shop/repositories", 401);
    row("unknown user", Identity{u"nobody-here"_s}, "GET", "/users/current", 401);
}

void TestDemoRoles::allows()
{
    QFETCH(Identity, who);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const Response response = m_demo.send(method, path, {}, who);
    QVERIFY2(response.status == status, QByteArray::number(response.status) + response.body.left(200));
    if (status == 401)
        QCOMPARE(codeOf(response), u"UNAUTHORIZED"_s);
    if (status == 403)
        QCOMPARE(messageOf(response), u"forbidden"_s);
}

void TestDemoRoles::showsTheProjectsOfTheCaller()
{
    const auto names = [&](const Identity &who) {
        QStringList out;
        for (const QJsonValue row : m_demo.list("/api/v2.0/projects?page_size=100", who))
            out.append(row[u"name"_s].toString());
        return out;
    };
    QCOMPARE(names(Identity::admin()).size(), 8);
    QCOMPARE(names(Identity::anonymous()), QStringList({u"library"_s, u"mirror"_s, u"staging"_s}));
    QCOMPARE(names(Identity::guest()),
        QStringList({u"archive"_s, u"library"_s, u"mirror"_s, u"payments"_s, u"platform"_s, u"staging"_s}));
    QVERIFY(m_demo.list("/api/v2.0/projects", Identity::anonymous()).first()[u"current_user_role_ids"_s].isNull());
}

void TestDemoRoles::namesPermissionsByRole()
{
    const QJsonArray guest =
        m_demo.list("/api/v2.0/users/current/permissions?scope=/project/2&relative=true", Identity::guest());
    QCOMPARE(guest.size(), 20);
    QVERIFY(guest.contains(QJsonObject{{u"action"_s, u"read"_s}, {u"resource"_s, u"."_s}}));
    const QJsonArray admin = m_demo.list("/api/v2.0/users/current/permissions?scope=/project/2");
    QVERIFY(admin.contains(QJsonObject{{u"action"_s, u"list"_s}, {u"resource"_s, u"/project/2/log"_s}}));
    QVERIFY(admin.contains(QJsonObject{{u"action"_s, u"delete"_s}, {u"resource"_s, u"/project/2"_s}}));
    QVERIFY(m_demo.list("/api/v2.0/users/current/permissions?scope=/system", Identity::guest()).isEmpty());
    const QJsonArray robot =
        m_demo.list("/api/v2.0/users/current/permissions?scope=/system&relative=true", Identity::systemRobot());
    QVERIFY(robot.contains(QJsonObject{{u"action"_s, u"list"_s}, {u"resource"_s, u"audit-log"_s}}));
}

/// What the permissions promise, the routes keep.
void TestDemoRoles::agreesWithWhatItSays()
{
    const QList<std::pair<QString, QByteArray>> reads{{u"member"_s, "/members"}, {u"log"_s, "/auditlog-exts"},
        {u"immutable-tag"_s, "/immutabletagrules"}, {u"notification-policy"_s, "/webhook/policies"},
        {u"preheat-policy"_s, "/preheat/policies"}, {u"artifact"_s, "/artifacts"}, {u"repository"_s, "/repositories"}};
    for (const QString &name :
        {u"payments-lead"_s, u"payments-ci"_s, u"payments-dev"_s, u"audit-desk"_s, u"vendor-access"_s}) {
        const Identity who{name};
        const QJsonArray mine = m_demo.list("/api/v2.0/users/current/permissions?scope=/project/2&relative=true", who);
        for (const auto &[resource, path] : reads) {
            const bool isPromised = mine.contains(QJsonObject{{u"action"_s, u"list"_s}, {u"resource"_s, resource}});
            const int status = m_demo.get("/api/v2.0/projects/payments" + path, who).status;
            QVERIFY2(status == (isPromised ? 200 : 403), qPrintable(name + u' ' + resource));
        }
    }
}

void TestDemoRoles::forgetsRobotsThatAreOver()
{
    const Identity robot{u"robot$web-shop+deploy"_s};
    QCOMPARE(m_demo.get("/api/v2.0/projects/web-shop/repositories", robot).status, 200);
    m_demo.clock.advance(std::chrono::hours(24 * 5));
    QCOMPARE(m_demo.get("/api/v2.0/projects/web-shop/repositories", robot).status, 401);
}

void TestDemoRoles::showsTheTrailOfOwnProjects()
{
    const Response own = m_demo.get("/api/v2.0/auditlog-exts?page_size=100", Identity::projectAdmin());
    QCOMPARE(own.status, 200);
    QVERIFY(own.header("X-Total-Count").toInt() > 500);
    for (const QJsonValue row : QJsonDocument::fromJson(own.body).array())
        QVERIFY2(
            row[u"resource"_s].toString().contains(u"payments"_s) || row[u"resource_type"_s].toString() == u"project"_s,
            qPrintable(row[u"resource"_s].toString()));
    QCOMPARE(m_demo.get("/api/v2.0/auditlog-exts", Identity::guest()).header("X-Total-Count"), QByteArray("0"));
}

QTEST_GUILESS_MAIN(TestDemoRoles)
#include "tst_demoroles.moc"
