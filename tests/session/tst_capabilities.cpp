// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/capabilities.h"

#include "harbor/endpoint.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestCapabilities : public QObject {
    Q_OBJECT
private slots:
    void knowsEveryFeatureOfTheTable();
    void givesAnAdministratorAll();
    void givesAPersonTheProjects();
    void givesAnAnonymousWhatIsPublic();
    void namesTheLimitsOfACliSecret();
    void takesARobotByItsPermissions();
    void leavesHarborsSectionsOutElsewhere();
    void saysThatThereIsNoCatalog();
    void learnsFromAnswers();
    void startsUnknown();
};

void TestCapabilities::knowsEveryFeatureOfTheTable()
{
    const QStringList known = Capabilities::features();
    for (const harbor::Endpoint &endpoint : harbor::endpoints())
        QVERIFY2(known.contains(QLatin1String(endpoint.feature)), endpoint.feature);
    for (const QString &section : Capabilities::sections()) {
        if (section != u"overview"_s)
            QVERIFY2(!Capabilities::featuresOf(section).isEmpty(), qPrintable(section));
    }
}

void TestCapabilities::givesAnAdministratorAll()
{
    const Capabilities admin(RegistryKind::Harbor, {IdentityKind::Person, u"admin"_s, {}, true, 1}, {});
    for (const QString &feature : Capabilities::features())
        QCOMPARE(admin.support(feature), Support::Yes);
    for (const QString &section : Capabilities::sections())
        QCOMPARE(admin.section(section), Support::Yes);
}

void TestCapabilities::givesAPersonTheProjects()
{
    const Capabilities person(RegistryKind::Harbor, {IdentityKind::Person, u"dev"_s, {}, false, 5}, {});
    QCOMPARE(person.support(u"artifacts"_s), Support::Yes);
    QCOMPARE(person.support(u"members"_s), Support::Yes);
    QVERIFY(!person.reason(u"members"_s).isEmpty());
    QCOMPARE(person.support(u"gc"_s), Support::Forbidden);
    QVERIFY(person.reason(u"gc"_s).english().contains(u"garbage-collection"_s));
    QCOMPARE(person.section(u"distribution"_s), Support::Yes); // preheat lives in projects
    QCOMPARE(person.support(u"registries"_s), Support::Forbidden);
}

void TestCapabilities::givesAnAnonymousWhatIsPublic()
{
    const Capabilities anonymous(RegistryKind::Harbor, {IdentityKind::Anonymous, {}, {}, false, 0}, {});
    QCOMPARE(anonymous.support(u"projects"_s), Support::Yes);
    QVERIFY(anonymous.reason(u"projects"_s).english().contains(u"Not signed in"_s));
    QCOMPARE(anonymous.support(u"audit"_s), Support::Forbidden);
    QCOMPARE(anonymous.section(u"distribution"_s), Support::Forbidden);
    QVERIFY(!anonymous.sectionReason(u"distribution"_s).isEmpty());
}

void TestCapabilities::namesTheLimitsOfACliSecret()
{
    const Capabilities cli(RegistryKind::Harbor, {IdentityKind::CliSecret, u"dev"_s, {}, false, 0}, {});
    QCOMPARE(cli.support(u"artifacts"_s), Support::Yes);
    QCOMPARE(cli.support(u"projects"_s), Support::Yes);
    QCOMPARE(cli.support(u"members"_s), Support::Forbidden);
    QVERIFY(cli.reason(u"members"_s).english().contains(u"CLI secret"_s));
}

void TestCapabilities::takesARobotByItsPermissions()
{
    const Capabilities robot(RegistryKind::Harbor, {IdentityKind::Robot, u"robot$reader"_s, {}, false, 0},
        {u"audit-log:list"_s, u"security-hub:list"_s});
    QCOMPARE(robot.support(u"audit"_s), Support::Yes);
    QCOMPARE(robot.support(u"security-hub"_s), Support::Yes);
    QCOMPARE(robot.support(u"members"_s), Support::Unknown);
    QVERIFY(!robot.reason(u"members"_s).isEmpty());
    QCOMPARE(robot.support(u"gc"_s), Support::Forbidden);
    QCOMPARE(robot.section(u"access"_s), Support::Yes);
    // Harbor 2.15 names no permission to a robot account of the system: what it may, the answers tell.
    Capabilities untold(RegistryKind::Harbor, {IdentityKind::Robot, u"robot$reader"_s, {}, false, 0}, {});
    QCOMPARE(untold.support(u"gc"_s), Support::Unknown);
    QCOMPARE(untold.section(u"distribution"_s), Support::Unknown);
    QVERIFY(untold.learn(u"gc"_s, {}));
    QCOMPARE(untold.support(u"gc"_s), Support::Yes);
    QVERIFY(untold.reason(u"gc"_s).isEmpty());
    const Capabilities ofProject(RegistryKind::Harbor, {IdentityKind::Robot, u"robot$p+reader"_s, {}, false, 0}, {});
    QCOMPARE(ofProject.support(u"gc"_s), Support::Forbidden);
}

void TestCapabilities::leavesHarborsSectionsOutElsewhere()
{
    const Capabilities oci(RegistryKind::Oci, {IdentityKind::Person, u"u"_s, {}, false, 0}, {});
    QCOMPARE(oci.section(u"images"_s), Support::Yes);
    QCOMPARE(oci.section(u"overview"_s), Support::Yes);
    for (const char *absent : {"security", "access", "storage", "activity", "distribution", "compliance", "system"})
        QCOMPARE(oci.section(QString::fromLatin1(absent)), Support::No);
    QCOMPARE(oci.support(u"catalog"_s), Support::Yes);
    QCOMPARE(oci.support(u"quotas"_s), Support::No);
}

void TestCapabilities::saysThatThereIsNoCatalog()
{
    const Capabilities oci(RegistryKind::OciNoCatalog, {}, {});
    QCOMPARE(oci.support(u"catalog"_s), Support::No);
    QVERIFY(oci.reason(u"catalog"_s).english().contains(u"Add repositories"_s));
    QCOMPARE(oci.support(u"tags"_s), Support::Yes);
}

void TestCapabilities::learnsFromAnswers()
{
    Capabilities robot(RegistryKind::Harbor, {IdentityKind::Robot, u"robot$r"_s, {}, false, 0}, {});
    Error answer;
    QVERIFY(robot.learn(u"members"_s, answer));
    QCOMPARE(robot.support(u"members"_s), Support::Yes);
    QVERIFY(!robot.reason(u"members"_s).isEmpty());
    QVERIFY(!robot.learn(u"members"_s, answer));
    answer.kind = ErrorKind::Forbidden;
    answer.message = {"no", {}};
    QVERIFY(robot.learn(u"members"_s, answer));
    QCOMPARE(robot.support(u"members"_s), Support::Forbidden);
    QCOMPARE(robot.reason(u"members"_s), answer.message);
    answer.kind = ErrorKind::NotFound;
    QVERIFY(robot.learn(u"exports"_s, answer));
    QCOMPARE(robot.support(u"exports"_s), Support::No);
    answer.kind = ErrorKind::Timeout;
    QVERIFY(!robot.learn(u"exports"_s, answer));
    QCOMPARE(robot.support(u"exports"_s), Support::No);
}

void TestCapabilities::startsUnknown()
{
    const Capabilities none;
    QCOMPARE(none.support(u"quotas"_s), Support::Unknown);
    QCOMPARE(none.section(u"storage"_s), Support::Unknown);
}

QTEST_GUILESS_MAIN(TestCapabilities)
#include "tst_capabilities.moc"
