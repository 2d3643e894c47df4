// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "models/findings/cvequery.h"
#include "models/findings/vulnerabilityid.h"
#include "models/images/placeindex.h"
#include "store/audittrail.h"
#include "store/schema.h"
#include "support/samplestore.h"
#include "trail/trailreader.h"

#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// Where is this vulnerability, who pulled it last, what was decided, and what was searched.
class TestCveAnswer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void findsTheImagesAndTheTexts();
    void saysWhoPulledLast();
    void pullsThatAreNotShownCouldNotBeRead();
    void pullsThatWereNotSearchedAreTold();
    void aliasesAreOneVulnerability();
    void namesDecisions();
    void notFoundSaysWhatWasSearched();
    void keepsTheImagesWhereTextsCannotBeRead();
    void readsIds_data();
    void readsIds();
    void findsPlacesByName();
    void findsPlacesByDigest();
    void anEmptyStoreHasNoPlaces();

private:
    CveAnswer ask(const QString &id)
    {
        if (!m_desk) {
            m_desk = std::make_unique<FindingsEngine>(
                store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
            if (const Result<void> loaded = m_desk->load(); !loaded)
                qFatal("%s", qPrintable(loaded.error().message.english()));
        }
        return cveAnswer(id, m_desk->view(), store::cachePlan(m_store->folder()), m_clock);
    }
    void pull(int number, const QString &user, const QString &resource, int minutes, bool succeeded = true)
    {
        const qint64 registry = *store::findRegistry(m_store->database(), u"r"_s);
        const qint64 account = *store::findAccount(m_store->database(), u"a"_s);
        store::AuditRow row{
            number, m_clock.now().addSecs(minutes * 60), user, u"pull"_s, u"artifact"_s, resource, {}, succeeded};
        QVERIFY(store::AuditTrail(&m_store->database()).add(registry, account, {row}, row.at));
    }
    std::shared_ptr<const PlaceIndex> index()
    {
        const auto read = PlaceIndex::read(store::cachePlan(m_store->folder()), m_clock);
        if (!read)
            qFatal("%s", qPrintable(read.error().message.english()));
        return *read;
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
    std::unique_ptr<FindingsEngine> m_desk;
};

void TestCveAnswer::init()
{
    m_desk.reset();
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, u"sha256:1a"_s}, {u"ops/tool"_s, u"sha256:2b"_s}, {u"ops/clean"_s, u"sha256:3c"_s}});
    m_store->report(u"sha256:1a"_s,
        {{"CVE-2026-1001", "openssl", "3.0.1", "3.0.2", "High", "A long story."},
            {"CVE-2026-1002", "zlib", "1.2", "", "Critical"}});
    m_store->report(u"sha256:2b"_s,
        {{"CVE-2026-1001", "openssl", "3.0.1", "3.0.2", "Critical", "A long story."},
            {"CVE-2026-1001", "libssl", "3.0.1", "", "Low", "A long story."}});
}

void TestCveAnswer::findsTheImagesAndTheTexts()
{
    const CveAnswer answer = ask(u" cve-2026-1001 "_s);
    QVERIFY2(!answer.error, qPrintable(answer.error.message.english()));
    QCOMPARE(answer.id, u"CVE-2026-1001"_s);
    QVERIFY(answer.isFound);
    QCOMPARE(answer.worst, findings::Severity::Critical);
    QCOMPARE(answer.counts.images, 2U);
    QCOMPARE(answer.counts.occurrences, 3U);
    QCOMPARE(answer.counts.packages, 2U);
    QCOMPARE(answer.counts.fixable, 2U);
    QCOMPARE(answer.images.size(), 3); // a package of an image each
    QCOMPARE(answer.images.first().repository, u"ops/tool"_s);
    QCOMPARE(answer.images.first().package, u"openssl"_s);
    QCOMPARE(answer.images.first().platforms, QStringList{u"linux/amd64"_s});
    QCOMPARE(answer.images.first().tags, QStringList{u"1.0"_s});
    QVERIFY(answer.images.first().firstSeen != 0);
    QCOMPARE(answer.texts.size(), 3);
    QCOMPARE(answer.texts.first().description, u"A long story."_s);
    QCOMPARE(answer.texts.first().links, QStringList{u"https://example.test/CVE-2026-1001"_s});
    QVERIFY(answer.milliseconds < 1000);
    for (const Column &column : cveImageColumns()) {
        Row row;
        row.record.value = QVariant::fromValue(answer.images.first());
        QVERIFY(column.cell(row).text.size() < 100);
    }
}

void TestCveAnswer::saysWhoPulledLast()
{
    pull(1, u"dev"_s, u"ops/tool@sha256:2b"_s, 10);
    pull(2, u"robot$deploy"_s, u"ops/tool:1.0"_s, 20);
    pull(3, u"refused"_s, u"ops/tool@sha256:2b"_s, 30, false);
    pull(4, u"dev"_s, u"web/other@sha256:1a"_s, 40);
    const CveAnswer answer = ask(u"CVE-2026-1001"_s);
    const CveImage &tool = answer.images.first();
    QCOMPARE(tool.repository, u"ops/tool"_s);
    QCOMPARE(tool.puller, u"robot$deploy"_s);
    QCOMPARE(tool.pulledAs, u"1.0"_s);
    QCOMPARE(tool.pullerAt, m_clock.now().addSecs(20 * 60));
    QCOMPARE(answer.images.at(1).repository, u"web/shop"_s);
    QVERIFY(answer.images.at(1).puller.isEmpty());
}

// A trail that is not there in full does not show that nobody pulled an image.
void TestCveAnswer::pullsThatAreNotShownCouldNotBeRead()
{
    const auto cellOf = [this](const QString &repository) {
        for (const CveImage &image : ask(u"CVE-2026-1001"_s).images) {
            for (const Column &column : image.repository == repository ? cveImageColumns() : QList<Column>()) {
                Row row;
                row.record.value = QVariant::fromValue(image);
                if (column.id == u"puller"_s)
                    return column.cell(row);
            }
        }
        return Cell();
    };
    store::AuditTrail trail(&m_store->database());
    const qint64 account = *store::findAccount(m_store->database(), u"a"_s);
    pull(1, u"dev"_s, u"ops/tool@sha256:2b"_s, 10);
    QCOMPARE(cellOf(u"web/shop"_s).text, u"could not be read"_s);
    QCOMPARE(cellOf(u"web/shop"_s).tip, u"The audit trail was not read to its end yet. Sync first."_s);
    QVERIFY(trail.ended(account, {m_clock.now(), toKept({LOTSE_MSG("Not shown."), {}}), 2}).ok());
    QCOMPARE(cellOf(u"web/shop"_s).text, u"could not be read"_s);
    QCOMPARE(cellOf(u"web/shop"_s).tip, u"Not shown.\n2 entries could not be read."_s);
    // Who is known to have pulled it may not have been the last.
    QCOMPARE(cellOf(u"ops/tool"_s).text, u"dev"_s);
    QVERIFY(cellOf(u"ops/tool"_s).tip.contains(u"Not shown."_s));
    QVERIFY(m_store->database().sql("UPDATE account SET audit_lost = 0").run().ok());
    QVERIFY(trail.ended(account, {m_clock.now(), {}}).ok());
    QCOMPARE(cellOf(u"web/shop"_s).text, QString());
    QVERIFY(!cellOf(u"ops/tool"_s).tip.contains(u'\n'));
    QVERIFY(m_store->database().sql("UPDATE audit SET user = 'somebody else'").run().ok());
    QCOMPARE(cellOf(u"ops/tool"_s).tip, u"An entry is damaged in the local store."_s);
    QCOMPARE(cellOf(u"web/shop"_s).text, QString());
    QVERIFY(m_store->database().sql("ALTER TABLE audit RENAME TO gone").run().ok());
    QVERIFY(ask(u"CVE-2026-1001"_s).error);
    QCOMPARE(cellOf(u"ops/tool"_s).text, u"could not be read"_s);
}

// Of a long trail only the newest pulls are searched.
void TestCveAnswer::pullsThatWereNotSearchedAreTold()
{
    pull(1, u"dev"_s, u"ops/tool@sha256:2b"_s, 10);
    pull(2, u"dev"_s, u"web/shop@sha256:1a"_s, 20);
    store::AuditTrail trail(&m_store->database());
    const qint64 registry = *store::findRegistry(m_store->database(), u"r"_s);
    const QStringList names{u"ops/tool@sha256:2b"_s};
    const auto all = trail.lastPulls(registry, {names.first()});
    QVERIFY(all && all->rows.size() == 1 && !all->searchedTo.isValid());
    PulledLast last;
    last.trail.isRead = true;
    last.pulls = *trail.lastPulls(registry, {names.first()}, 1);
    const QDateTime to = m_clock.now().addSecs(20 * 60);
    QCOMPARE(last.pulls.searchedTo, to);
    const QStringList gaps = last.gaps(names, m_clock.now());
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(keptEnglish(gaps.first()), u"Pulls before %1 were not searched."_s.arg(to.toString(Qt::ISODate)));
    QVERIFY(last.gaps(names, {}).isEmpty()); // never pulled
    last.pulls = *all;
    QVERIFY(last.gaps(names, m_clock.now()).isEmpty());
}

void TestCveAnswer::aliasesAreOneVulnerability()
{
    const auto segment = [](const char *id) {
        findings::SegmentBuilder builder(QString::fromLatin1(id), u"name"_s);
        findings::ImageInput image;
        image.repository = u"a/b"_s;
        image.digest = u"sha256:"_s + QString::fromLatin1(id);
        image.scan = findings::ScanState::Done;
        builder.begin(image);
        findings::FindingInput line;
        line.vulnerability = id;
        line.package = "p";
        line.version = "1";
        line.severity = "High";
        builder.add(line);
        builder.addAliases({"CVE-2026-7", "GHSA-aaaa-bbbb-cccc"});
        return builder.build();
    };
    TriageView view;
    view.context.set = findings::FindingSet::of({segment("CVE-2026-7"), segment("GHSA-aaaa-bbbb-cccc")});
    store::Plan nowhere;
    nowhere.path = m_store->folder() + u"/none.db"_s;
    const CveAnswer answer = cveAnswer(u"GHSA-AAAA-bbbb-cccc"_s, view, nowhere, m_clock);
    QCOMPARE(answer.id, u"CVE-2026-7"_s);
    QCOMPARE(answer.aliases, QStringList{u"GHSA-aaaa-bbbb-cccc"_s});
    QCOMPARE(answer.images.size(), 2);
    QCOMPARE(answer.counts.vulnerabilities, 1U);
    QVERIFY(!QFile::exists(nowhere.path)); // asking makes no store
}

void TestCveAnswer::namesDecisions()
{
    ask({});
    findings::Decision decision;
    decision.state = findings::State::NotAffected;
    decision.justification = findings::Justification::CodeNotReachable;
    decision.reason = u"The code is never called."_s;
    decision.isHiding = true;
    decision.review = findings::Seconds(m_clock.now().addDays(30).toSecsSinceEpoch());
    decision.scope.registry = u"r"_s;
    decision.scope.repository = u"web/shop"_s;
    decision.match.vulnerabilities = {u"CVE-2026-1001"_s};
    const auto ledger = m_desk->ledger();
    QVERIFY(ledger);
    const auto made = (*ledger)->make({decision}, u"tester"_s, {});
    QVERIFY2(made, qPrintable(made.error().text()));
    m_desk->apply();
    const CveAnswer answer = ask(u"CVE-2026-1001"_s);
    QCOMPARE(answer.decisions.size(), 1);
    QVERIFY(answer.images.last().repository != u"web/shop"_s
        || (answer.images.last().state & findings::StateBits::kHidden));
    const auto shop = std::find_if(answer.images.begin(), answer.images.end(),
        [](const CveImage &image) { return image.repository == u"web/shop"_s; });
    QVERIFY(shop->state & findings::StateBits::kHidden);
    QCOMPARE(ask(u"CVE-2026-1002"_s).decisions.size(), 0);
}

void TestCveAnswer::notFoundSaysWhatWasSearched()
{
    const CveAnswer answer = ask(u"CVE-1999-0001"_s);
    QVERIFY(!answer.isFound);
    QVERIFY(answer.images.isEmpty());
    QCOMPARE(answer.searched.size(), 1);
    QCOMPARE(answer.searched.first().coverage.images, 3U);
    QCOMPARE(answer.searched.first().coverage.done, 2U);
    QCOMPARE(answer.searched.first().coverage.notScanned, 1U);
    QVERIFY(!answer.gaps.isEmpty()); // one report was not read yet
}

void TestCveAnswer::keepsTheImagesWhereTextsCannotBeRead()
{
    ask({});
    QVERIFY(m_store->database().write(
        [&] { return m_store->database().sql("UPDATE chunk SET body = x'00' WHERE kind = 3").run(); }));
    const CveAnswer answer = ask(u"CVE-2026-1001"_s);
    QVERIFY(answer.error);
    QCOMPARE(answer.images.size(), 3);
}

void TestCveAnswer::readsIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isId");
    for (const char *id : {"CVE-2021-44228", "cve-2021-44228", "GHSA-jfh8-c2jp-5v3q", "DSA-5020-1", "RHSA-2024:1234",
             "ALAS2-2021-1731", "GO-2022-0969"})
        QTest::newRow(id) << QString::fromLatin1(id) << true;
    for (const char *id : {"CVE-", "CVE-2021", "payments", "go-server", "npm-proxy", "", "sha256:00"})
        QTest::newRow(*id ? id : "empty") << QString::fromLatin1(id) << false;
}

void TestCveAnswer::readsIds()
{
    QFETCH(QString, text);
    QFETCH(bool, isId);
    QCOMPARE(isVulnerabilityId(text), isId);
}

void TestCveAnswer::findsPlacesByName()
{
    pull(1, u"robot$shop+ci"_s, u"web/shop@sha256:1a"_s, 1);
    ask({});
    const auto places = index()->find(u"shop"_s, m_desk->view().context.set);
    QCOMPARE(places.size(), 2);
    QCOMPARE(places.first().title, u"web/shop"_s);
    QCOMPARE(places.first().kind, FoundPlace::Kind::Repository);
    QCOMPARE(places.at(1).kind, FoundPlace::Kind::User);
    const auto tags = index()->find(u"tool:1.0"_s, nullptr);
    QCOMPARE(tags.first().title, u"ops/tool:1.0"_s);
    QCOMPARE(tags.first().reference, u"1.0"_s);
    QCOMPARE(index()->find(u"ops"_s, nullptr).first().kind, FoundPlace::Kind::Project);
    const auto ids = index()->find(u"2026-1001"_s, m_desk->view().context.set);
    QCOMPARE(ids.first().kind, FoundPlace::Kind::Vulnerability);
    QCOMPARE(ids.first().title, u"CVE-2026-1001"_s);
    QVERIFY(index()->find(u"shop nothing"_s, nullptr).isEmpty());
    QVERIFY(index()->find(u"  "_s, nullptr).isEmpty());
    QCOMPARE(index()->projectName(u"r"_s, 2), u"ops"_s);
}

void TestCveAnswer::findsPlacesByDigest()
{
    const auto places = index()->findDigest(u"sha256:2"_s);
    QCOMPARE(places.size(), 1);
    QCOMPARE(places.first().repository, u"ops/tool"_s);
    QCOMPARE(places.first().reference, u"sha256:2b"_s);
    QVERIFY(index()->findDigest(u"sha256:9"_s).isEmpty());
}

void TestCveAnswer::anEmptyStoreHasNoPlaces()
{
    QTemporaryDir folder;
    const auto read = PlaceIndex::read(store::cachePlan(folder.path()), m_clock);
    QVERIFY(read);
    QVERIFY((*read)->isEmpty());
    QVERIFY((*read)->find(u"x"_s, nullptr).isEmpty());
}

QTEST_GUILESS_MAIN(TestCveAnswer)
#include "tst_cvequery.moc"
