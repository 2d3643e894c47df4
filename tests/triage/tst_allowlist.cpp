// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/allowlistproposal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

/// What a change of an allowlist would let through, against Harbor's rules.
class TestAllowlist : public QObject {
    Q_OBJECT
private slots:
    void init();
    void ranksAsHarborDoes_data();
    void ranksAsHarborDoes();
    void freesWhatNothingElseBlocks();
    void theRegistrysListOrItsOwnNeverBoth();
    void anEndedListLetsNothingThrough();
    void aProjectOfTheRegistrysListChangesOver();
    void takingOffStops();
    void theEndStaysUnlessAnotherIsGiven_data();
    void theEndStaysUnlessAnotherIsGiven();
    void anEndGivesLifeToAnEndedList();
    void countsWhatHasNoReport();
    void namesAreThoseOfTheScanner();
    void refusesWithASentence();
    void writesTheWholeRequest();

private:
    Result<AllowlistProposal> ask(bool isAddition, const QString &project, const QStringList &ids) const
    {
        return proposeAllowlist(m_context, u"r"_s, m_policies, {isAddition, project, ids});
    }

    Context m_context;
    PullPolicies m_policies;
};

static constexpr Seconds kNow = 1'800'000'000;

void TestAllowlist::init()
{
    SegmentBuilder builder(u"r"_s, u"Harbor"_s);
    const auto image = [&](const char *project, const char *name, const char *digest, const char *platform,
                           const QList<std::pair<QByteArray, QByteArray>> &lines,
                           findings::ScanState scan = findings::ScanState::Done) {
        ImageInput input;
        input.project = QString::fromLatin1(project);
        input.repository = input.project + u'/' + QString::fromLatin1(name);
        input.digest = QString::fromLatin1(digest);
        input.platformDigest = QString::fromLatin1(platform);
        input.tags = QStringList{u"1.0"_s};
        input.scan = scan;
        builder.begin(input);
        for (const auto &[id, severity] : lines)
            builder.add(FindingInput{id, "openssl", "3.0", "", severity, ""});
    };
    image("web", "shop", "sha256:1", "", {{"CVE-1", "Critical"}, {"CVE-2", "Medium"}});
    image("web", "shop", "sha256:2", "", {{"CVE-1", "Critical"}, {"CVE-3", "High"}});
    image("web", "many", "sha256:3", "sha256:3a", {{"CVE-1", "Critical"}});
    image("web", "many", "sha256:3", "sha256:3b", {{"CVE-3", "High"}});
    image("web", "new", "sha256:4", "", {}, findings::ScanState::NotScanned);
    image("ops", "tool", "sha256:5", "", {{"CVE-1", "Critical"}});
    image("free", "toy", "sha256:6", "", {{"CVE-1", "Critical"}});
    builder.addAliases({"CVE-1", "GHSA-1"});
    m_context = {};
    m_context.set = FindingSet::of({builder.build()});
    m_context.now = kNow;
    m_policies = {};
    m_policies.knowsRegistryList = true;
    m_policies.projects = {{u"web"_s, 2, true, u"high"_s, false, {}}, {u"ops"_s, 3, true, u"critical"_s, true, {}},
        {u"free"_s, 4, false, u"low"_s, true, {}}};
}

void TestAllowlist::ranksAsHarborDoes_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<bool>("blocks");
    QTest::newRow("equal") << QByteArray("High") << u"high"_s << true;
    QTest::newRow("below") << QByteArray("Medium") << u"high"_s << false;
    QTest::newRow("unknown is lowest") << QByteArray("Unknown") << u"low"_s << false;
    QTest::newRow("none takes all") << QByteArray("Unknown") << u"none"_s << true;
    QTest::newRow("unset takes all") << QByteArray("Negligible") << QString() << true;
    QTest::newRow("negligible") << QByteArray("Negligible") << u"low"_s << false;
    QTest::newRow("foreign words block") << QByteArray("Important") << u"critical"_s << true;
}

void TestAllowlist::ranksAsHarborDoes()
{
    QFETCH(QByteArray, word);
    QFETCH(QString, threshold);
    QTEST(severityRank(word) >= thresholdRank(threshold), "blocks");
}

void TestAllowlist::freesWhatNothingElseBlocks()
{
    const auto one = ask(true, u"web"_s, {u"CVE-1"_s});
    QVERIFY(one.ok());
    QCOMPARE(one->freed, 1U);
    QCOMPARE(one->images.size(), 1);
    QCOMPARE(one->images.first().digest, u"sha256:1"_s);
    QCOMPARE(one->lessened, 2U); // another finding, and another platform
    QCOMPARE(one->stopped, 0U);
    const auto both = ask(true, u"web"_s, {u"CVE-1"_s, u"CVE-3"_s});
    QCOMPARE(both->freed, 3U);
    QCOMPARE(both->lessened, 0U);
    QCOMPARE(ask(true, u"web"_s, {u"CVE-2"_s})->freed, 0U); // too mild to block
}

void TestAllowlist::theRegistrysListOrItsOwnNeverBoth()
{
    const auto system = ask(true, {}, {u"CVE-1"_s, u"CVE-3"_s});
    QCOMPARE(system->projects, QStringList{u"ops"_s}); // free blocks nothing, web has its own
    QCOMPARE(system->freed, 1U);
    QCOMPARE(system->images.first().repository, u"ops/tool"_s);
    m_policies.registry.ids = QStringList{u"CVE-1"_s};
    const auto again = ask(true, {}, {u"CVE-1"_s});
    QVERIFY(again->isEmpty());
    QCOMPARE(again->idle, QStringList{u"CVE-1"_s});
    QCOMPARE(again->freed, 0U);
}

void TestAllowlist::anEndedListLetsNothingThrough()
{
    m_policies.projects[0].own = {{u"CVE-1"_s}, kNow - 1};
    const auto more = ask(true, u"web"_s, {u"CVE-3"_s});
    QCOMPARE(more->freed, 0U);
    QVERIFY(more->sentences().join(u' ').contains(u"No change to which images"_s));
    QVERIFY(more->summary().contains(u"The allowlist expired on"_s));
    m_policies.projects[0].own.expires = kNow + 86400;
    QCOMPARE(ask(true, u"web"_s, {u"CVE-3"_s})->freed, 2U);
}

void TestAllowlist::aProjectOfTheRegistrysListChangesOver()
{
    m_policies.registry = {{u"CVE-9"_s}, kNow + 86400};
    m_policies.projects[1].own = {{u"CVE-8"_s}, kNow - 1}; // over: must not come to life
    const auto one = ask(true, u"ops"_s, {u"CVE-1"_s});
    QVERIFY(one->switchesList);
    QCOMPARE(one->after.ids, (QStringList{u"CVE-9"_s, u"CVE-1"_s}));
    QCOMPARE(one->after.expires, qint64(kNow) + 86400);
    QCOMPARE(one->freed, 1U);
    QCOMPARE(one->stopped, 0U);
    const QJsonObject body = QJsonDocument::fromJson(one->body()).object();
    QCOMPARE(body[u"metadata"_s][u"reuse_sys_cve_allowlist"_s].toString(), u"false"_s);
    // Taking off never changes over.
    const auto off = ask(false, u"ops"_s, {u"CVE-8"_s});
    QVERIFY(!off->switchesList);
    QCOMPARE(off->stopped, 0U);
}

void TestAllowlist::theEndStaysUnlessAnotherIsGiven_data()
{
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("wanted"); // -1: none is given
    QTest::addColumn<qint64>("after");
    QTest::addColumn<QString>("sentence");
    constexpr qint64 day = 86400;
    QTest::newRow("stays") << kNow + day << qint64(-1) << kNow + day << QString();
    QTest::newRow("none stays") << qint64(0) << qint64(-1) << qint64(0) << QString();
    QTest::newRow("later") << kNow + day << kNow + 9 * day << kNow + 9 * day
                           << u"The expiry of the allowlist changes to 2027-01-24 (now 2027-01-16)."_s;
    QTest::newRow("first") << qint64(0) << kNow + day << kNow + day
                           << u"The expiry of the allowlist changes from never to 2027-01-16."_s;
    QTest::newRow("never") << kNow + day << qint64(0) << qint64(0)
                           << u"The expiry of the allowlist changes from 2027-01-16 to never."_s;
}

void TestAllowlist::theEndStaysUnlessAnotherIsGiven()
{
    QFETCH(qint64, before);
    QFETCH(qint64, wanted);
    QFETCH(qint64, after);
    QFETCH(QString, sentence);
    m_policies.projects[0].own = {{u"CVE-9"_s}, before};
    AllowlistWish wish{true, u"web"_s, {u"CVE-9"_s}, {}};
    if (wanted >= 0)
        wish.expires = wanted;
    const auto one = proposeAllowlist(m_context, u"r"_s, m_policies, wish);
    QVERIFY(one.ok());
    QCOMPARE(one->after.expires, after);
    QCOMPARE(one->isEmpty(), sentence.isEmpty());
    const QString said = one->sentences().join(u' ');
    QVERIFY2(sentence.isEmpty() ? !said.contains(u"The expiry of the allowlist changes"_s) : said.contains(sentence),
        qPrintable(said));
    const QJsonObject list = QJsonDocument::fromJson(one->body()).object()[u"cve_allowlist"_s].toObject();
    QCOMPARE(list[u"expires_at"_s].toInteger(), after);
    QCOMPARE(list.contains(u"expires_at"_s), after != 0);
}

void TestAllowlist::anEndGivesLifeToAnEndedList()
{
    m_policies.projects[0].own = {{u"CVE-1"_s}, kNow - 1};
    AllowlistWish wish{true, u"web"_s, {u"CVE-3"_s}, kNow + 86400};
    const auto one = proposeAllowlist(m_context, u"r"_s, m_policies, wish);
    QCOMPARE(one->freed, 3U); // what was on it passes again as well
    wish.expires = kNow - 86400;
    const auto past = proposeAllowlist(m_context, u"r"_s, m_policies, wish);
    QCOMPARE(past.error().kind, ErrorKind::Usage);
}

void TestAllowlist::takingOffStops()
{
    m_policies.projects[0].own = {{u"CVE-1"_s, u"CVE-3"_s}, 0};
    const auto off = ask(false, u"web"_s, {u"CVE-3"_s, u"CVE-7"_s});
    QCOMPARE(off->changed, QStringList{u"CVE-3"_s});
    QCOMPARE(off->idle, QStringList{u"CVE-7"_s});
    QCOMPARE(off->stopped, 2U);
    QCOMPARE(off->after.ids, QStringList{u"CVE-1"_s});
}

void TestAllowlist::countsWhatHasNoReport()
{
    const auto one = ask(true, u"web"_s, {u"CVE-1"_s});
    QCOMPARE(one->unscanned, 1U);
    QVERIFY(one->sentences().last().startsWith(u"1 image without a report stays"_s));
}

void TestAllowlist::namesAreThoseOfTheScanner()
{
    const Rows all = m_context.set->allRows();
    QCOMPARE(scannerNames(m_context, all, u"r"_s, {}), (QStringList{u"CVE-1"_s, u"CVE-2"_s, u"CVE-3"_s}));
    QCOMPARE(scannerNames(m_context, all, u"r"_s, u"ops"_s), QStringList{u"CVE-1"_s});
    QVERIFY(scannerNames(m_context, all, u"elsewhere"_s, {}).isEmpty());
}

void TestAllowlist::refusesWithASentence()
{
    QCOMPARE(ask(true, u"web"_s, {}).error().kind, ErrorKind::Usage);
    QCOMPARE(ask(true, u"nowhere"_s, {u"CVE-1"_s}).error().kind, ErrorKind::Usage);
    m_policies.knowsRegistryList = false;
    QCOMPARE(ask(true, {}, {u"CVE-1"_s}).error().kind, ErrorKind::Forbidden);
    QCOMPARE(ask(true, u"ops"_s, {u"CVE-1"_s}).error().kind, ErrorKind::Forbidden);
    QVERIFY(ask(true, u"web"_s, {u"CVE-1"_s}).ok());
}

void TestAllowlist::writesTheWholeRequest()
{
    m_policies.projects[0].own = {{u"CVE-4"_s}, kNow + 86400};
    const auto one = ask(true, u"web"_s, {u"CVE-1"_s});
    const QJsonObject out = QJsonDocument::fromJson(one->json()).object();
    QCOMPARE(out[u"sent"_s].toBool(true), false);
    QCOMPARE(out[u"request"_s][u"path"_s].toString(), u"/api/v2.0/projects/2"_s);
    const QJsonObject list = out[u"request"_s][u"body"_s][u"cve_allowlist"_s].toObject();
    QCOMPARE(list[u"items"_s].toArray().size(), 2); // what is there stays
    QCOMPARE(list[u"expires_at"_s].toInteger(), qint64(kNow) + 86400);
    QVERIFY(!out[u"request"_s][u"body"_s].toObject().contains(u"metadata"_s));
    QCOMPARE(out[u"would_unblock"_s].toArray().size(), 1);
    QVERIFY(one->summary().contains(u"Nothing was changed in the registry"_s));
    QVERIFY(one->summary().contains(u"PUT /api/v2.0/projects/2"_s));
    QVERIFY(one->summary().contains(u"1 blocked image becomes pullable."_s));
}

QTEST_GUILESS_MAIN(TestAllowlist)
#include "tst_allowlist.moc"
