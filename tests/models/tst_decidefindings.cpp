// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/decisiondraft.h"
#include "models/findings/findingdetail.h"
#include "models/findings/findingsexport.h"
#include "models/findings/veximport.h"
#include "models/tables/savedviews.h"
#include "store/audittrail.h"
#include "store/schema.h"
#include "support/samplestore.h"
#include "triage/findingsservice.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// What a person does with findings, over a real store and a real ledger: reads up on one, decides, takes back,
/// exports.
class TestDecideFindings : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void decidesAfterAPreview();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void leavesWhatIsDecided();
    void changesADecisionInForce();
    void isOutdatedAfterASync();
    void showsAllOfAFinding();
    void showsWhatAGroupHasInCommon();
    void statesWhatTheFilterHidesAsDecided();
    void carriesDecisionsByAFile();
    void marksAnIncompleteExport();
    void refusesAForeignFile();
    void keepsAndSharesViews();

private:
    void follow();
    void begin(const QString &query, const QString &state);
    void decide();
    qint64 count(const QString &query) const
    {
        return qint64(select(parseQuery(query).query, m_triage->context()).size());
    }
    QString path(const QString &name) const { return m_store->folder() + u'/' + name; }

    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
    std::unique_ptr<FindingsService> m_triage;
    std::unique_ptr<FindingsQueryModel> m_bench;
    std::unique_ptr<DecisionDraft> m_draft;
};

void TestDecideFindings::init()
{
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"web/cart"_s, u"sha256:3"_s}, {u"ops/tool"_s, u"sha256:2"_s}});
    m_store->report(u"sha256:1"_s,
        {{"CVE-2026-1", "openssl", "3.0.1", "3.0.2", "High", "A <b>hole</b>"},
            {"CVE-2026-2", "zlib", "1.2", "", "Critical"}});
    m_store->report(u"sha256:2"_s, {{"CVE-2026-1"}});
    m_store->report(u"sha256:3"_s, {{"CVE-2026-1", "openssl", "3.0.1", "3.0.2"}, {"CVE-2026-3", "curl", "8"}});
    m_triage = std::make_unique<FindingsService>(
        store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
    m_triage->setAuthor(u"Platform Security"_s);
    m_bench = std::make_unique<FindingsQueryModel>();
    m_draft = std::make_unique<DecisionDraft>();
    connect(m_triage.get(), &FindingsService::changed, this, &TestDecideFindings::follow);
    connect(m_draft.get(), &DecisionDraft::decided, m_triage.get(),
        [this](const QList<Decision> &decisions, const QString &note) { m_triage->make(decisions, note); });
    m_triage->reload();
    QTRY_VERIFY(m_triage->wasLoaded());
    QTRY_COMPARE(m_bench->whole(), 5);
    QTRY_VERIFY(!m_bench->isCounting());
}

void TestDecideFindings::cleanup()
{
    m_draft.reset();
    m_bench.reset();
    m_triage.reset();
    m_store.reset();
}

void TestDecideFindings::follow()
{
    m_draft->setExisting(m_triage->decisions());
    m_bench->setContext(m_triage->context());
}

void TestDecideFindings::begin(const QString &query, const QString &state)
{
    m_bench->setText(query);
    QTRY_VERIFY(!m_bench->isCounting());
    m_draft->begin(m_bench.get(), {}, true, state);
    QTRY_VERIFY(!m_draft->isBusy());
}

void TestDecideFindings::decide()
{
    QSignalSpy decided(m_triage.get(), &FindingsService::decided);
    m_draft->decide();
    QTRY_COMPARE(decided.size(), 1);
}

void TestDecideFindings::decidesAfterAPreview()
{
    begin(u"cve:CVE-2026-1 repo:web/*"_s, u"not_affected"_s);
    QCOMPARE(m_draft->preview(), u"2 findings in 2 images, none decided yet."_s);
    QVERIFY(!m_draft->isReady());
    QCOMPARE(m_draft->wrongField(), u"reason"_s);
    m_draft->setReason(u"Not reachable from outside."_s);
    m_draft->setJustification(u"code_not_reachable"_s);
    QVERIFY2(m_draft->isReady(), qPrintable(m_draft->problem()));
    m_draft->setReach(u"everywhere"_s);
    QTRY_VERIFY(m_draft->isReady());
    QCOMPARE(m_draft->consequence(), u"It also reaches 1 finding that is not selected."_s);
    m_draft->setReach(u"repository"_s);
    QTRY_VERIFY(m_draft->isReady());
    QCOMPARE(m_draft->consequence(), QString());
    QCOMPARE(count(u"state:hidden"_s), 0);
    decide();
    QCOMPARE(count(u"state:hidden"_s), 2);
    QCOMPARE(count(u"state:not_affected repo:web/*"_s), 2);
    QCOMPARE(m_triage->history().last().author, u"Platform Security"_s);
    QCOMPARE(m_triage->history().last().note, u"query: cve:CVE-2026-1 repo:web/*"_s);
    m_triage->undo(m_triage->history().last().id);
    QTRY_COMPARE(count(u"state:hidden"_s), 0);
}

void TestDecideFindings::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("expires");
    QTest::addColumn<QString>("field");
    QTest::newRow("to hide needs a reason") << u"false_positive"_s << u""_s << u""_s << u"reason"_s;
    QTest::newRow("accepted risk runs out") << u"risk_accepted"_s << u"x"_s << u""_s << u"expires"_s;
    QTest::newRow("a day is a day") << u"risk_accepted"_s << u"x"_s << u"next week"_s << u"expires"_s;
    QTest::newRow("not in the past") << u"risk_accepted"_s << u"x"_s << u"2020-01-01"_s << u"expires"_s;
    QTest::newRow("all is there") << u"risk_accepted"_s << u"x"_s << u"2027-01-31"_s << QString();
    QTest::newRow("triage needs nothing") << u"in_triage"_s << u""_s << u""_s << QString();
}

void TestDecideFindings::saysWhatIsMissing()
{
    QFETCH(QString, state);
    QFETCH(QString, reason);
    QFETCH(QString, expires);
    QFETCH(QString, field);
    begin(u"sev:critical"_s, state);
    // Defaults: fourteen days for a critical risk, a review of what is hidden for good.
    QCOMPARE(m_draft->expires(), state == u"risk_accepted" ? u"2026-12-07"_s : QString());
    QCOMPARE(m_draft->review().isEmpty(), state != u"false_positive");
    m_draft->setReason(reason);
    m_draft->setExpires(expires);
    QCOMPARE(m_draft->wrongField(), field);
    QCOMPARE(m_draft->problem().isEmpty(), field.isEmpty());
    QTRY_VERIFY(!m_draft->isBusy());
    QCOMPARE(m_draft->isReady(), field.isEmpty());
}

void TestDecideFindings::leavesWhatIsDecided()
{
    begin(u"repo:web/cart cve:CVE-2026-1"_s, u"exploitable"_s);
    decide();
    begin(u"cve:CVE-2026-1"_s, u"in_triage"_s);
    QCOMPARE(m_draft->preview(), u"2 findings in 2 images, 1 already decided."_s);
    begin(u"repo:web/cart cve:CVE-2026-1"_s, u"in_triage"_s);
    QVERIFY(!m_draft->isReady());
    QVERIFY(m_draft->preview().startsWith(u"The finding is already decided."_s));
}

void TestDecideFindings::changesADecisionInForce()
{
    begin(u"sev:critical"_s, u"risk_accepted"_s);
    m_draft->setReason(u"Moves away next month."_s);
    decide();
    const Decision before = m_triage->decisions().first();
    m_draft->beginChange(m_bench.get(), before);
    QVERIFY(m_draft->isChange());
    m_draft->setExpires(u"2026-12-24"_s);
    QTRY_VERIFY(m_draft->isReady());
    QCOMPARE(m_draft->preview(), u"1 finding in 1 image follows the changed decision."_s);
    decide();
    QCOMPARE(m_triage->decisions().size(), 1);
    QCOMPARE(m_triage->decisions().first().supersedes, before.id);
    QVERIFY(m_triage->decisions().first().expires > before.expires);
    QCOMPARE(m_triage->decisions().first().reason, before.reason);
    QCOMPARE(count(u"state:risk_accepted"_s), 1);
}

void TestDecideFindings::isOutdatedAfterASync()
{
    begin(u"sev:critical"_s, u"in_triage"_s);
    QVERIFY(m_draft->isReady());
    m_store->report(u"sha256:2"_s, {});
    m_triage->reload();
    QTRY_VERIFY(m_draft->isOutdated());
    QVERIFY(!m_draft->isReady());
    QSignalSpy asked(m_draft.get(), &DecisionDraft::decided);
    m_draft->decide();
    QTest::qWait(50);
    QCOMPARE(asked.size(), 0);
}

void TestDecideFindings::showsAllOfAFinding()
{
    const QDateTime at = m_clock.now().addDays(-2);
    const qint64 registry = *store::findRegistry(m_store->database(), u"r"_s);
    const qint64 account = *store::findAccount(m_store->database(), u"a"_s);
    const auto pull = [&](qint64 id, const QString &user, const QString &what, int hours) {
        return store::AuditRow{id, at.addSecs(hours * 3600), user, u"pull"_s, u"artifact"_s, what, {}, true};
    };
    QVERIFY(store::AuditTrail(&m_store->database())
                .add(registry, account,
                    {pull(1, u"ci"_s, u"web/shop:1.0"_s, 0), pull(2, u"deploy"_s, u"web/shop@sha256:1"_s, 5),
                        pull(3, u"other"_s, u"web/cart@sha256:9"_s, 6)},
                    m_clock.now()));
    m_bench->setText(u"repo:web/shop cve:CVE-2026-1"_s);
    QTRY_COMPARE(m_bench->matching(), 1);
    FindingDetail detail;
    detail.setStore(m_triage->cachePlan(), &m_clock);
    detail.show(m_bench.get(), m_bench->table()->rowKey(0));
    QCOMPARE(detail.finding().value(u"title"_s).toString(), u"CVE-2026-1"_s);
    QTRY_VERIFY(!detail.isLoading());
    QCOMPARE(detail.errorText(), QString());
    QCOMPARE(detail.finding().value(u"description"_s).toString(), u"A <b>hole</b>"_s);
    QCOMPARE(detail.finding().value(u"links"_s).toStringList(), {u"https://example.test/CVE-2026-1"_s});
    QStringList facts;
    for (const QVariant &fact : detail.finding().value(u"facts"_s).toList())
        facts.append(fact.toMap().value(u"value"_s).toString());
    QVERIFY(facts.contains(u"affected"_s));
    // The same vulnerability in the same package is in three images; who pulled the shop is known.
    QCOMPARE(detail.imageCount(), 3);
    QVariantMap shop;
    int unread = 0; // the trail was not read to its end
    for (const QVariant &image : detail.images()) {
        if (image.toMap().value(u"repository"_s) == u"web/shop"_s)
            shop = image.toMap();
        unread += image.toMap().value(u"pullerUnread"_s).toBool() ? 1 : 0;
    }
    QCOMPARE(unread, 2);
    QVERIFY(!shop.value(u"pullerUnread"_s).toBool());
    QCOMPARE(shop.value(u"puller"_s).toString(), u"deploy"_s);
    QCOMPARE(shop.value(u"tags"_s).toString(), u"1.0"_s);
    // What was decided and taken back stays readable.
    m_draft->begin(m_bench.get(), {m_bench->table()->rowKey(0)}, false, u"exploitable"_s);
    QTRY_VERIFY(m_draft->isReady());
    decide();
    m_triage->withdraw({m_triage->decisions().first().id}, u"wrong image"_s);
    QTRY_COMPARE(m_triage->decisions().size(), 0);
    detail.setHistory(m_triage->history());
    QCOMPARE(detail.history().size(), 2);
    QCOMPARE(detail.history().first().toMap().value(u"note"_s).toString(), u"wrong image"_s);
    detail.show(m_bench.get(), {});
    QVERIFY(detail.finding().isEmpty() && detail.history().isEmpty());
}

void TestDecideFindings::showsWhatAGroupHasInCommon()
{
    m_bench->setPivotName(u"fix"_s);
    QTRY_COMPARE(m_bench->shownPivot(), u"fix"_s);
    QTRY_VERIFY(!m_bench->isCounting());
    FindingDetail detail;
    detail.setStore(m_triage->cachePlan(), &m_clock);
    for (int row = 0; row < m_bench->table()->rowCount(); ++row) {
        const QString key = m_bench->table()->rowKey(row);
        if (m_bench->sentenceOf(key).contains(u"openssl"_s))
            detail.show(m_bench.get(), key);
    }
    QTRY_VERIFY(!detail.isLoading());
    QCOMPARE(detail.imageCount(), 3);
    const QVariantMap fact = detail.finding().value(u"facts"_s).toList().first().toMap();
    QCOMPARE(fact.value(u"value"_s).toString(), u"Upgrade openssl to 3.0.2: closes 3 findings in 3 images."_s);
}

void TestDecideFindings::statesWhatTheFilterHidesAsDecided()
{
    FindingsExport exporter;
    ExportOptions options = m_triage->view().exportOptions();
    options.author = m_triage->author();
    exporter.setOptions(options);
    m_bench->setText(u"state:open"_s);
    QTRY_VERIFY(!m_bench->isCounting());
    // Before a file is chosen it is said that there is nothing to state.
    QSignalSpy prepared(&exporter, &FindingsExport::prepared);
    exporter.prepare(m_bench.get(), {}, true, u"openvex"_s);
    QTRY_VERIFY(exporter.hasFailed());
    QVERIFY(!exporter.sentence().isEmpty());
    QCOMPARE(prepared.size(), 0);
    exporter.prepare(m_bench.get(), {}, true, u"csv"_s);
    QTRY_COMPARE_WITH_TIMEOUT(prepared.size(), 1, 30'000);

    begin(u"cve:CVE-2026-1"_s, u"not_affected"_s);
    m_draft->setReason(u"Never called."_s);
    QTRY_VERIFY(m_draft->isReady());
    decide();
    m_bench->setText(u"state:open"_s);
    QTRY_COMPARE(count(u"state:open"_s), 2);
    QTRY_VERIFY(!m_bench->isCounting()); // the bench answers in a thread of its own
    exporter.prepare(m_bench.get(), {}, true, u"openvex"_s);
    QTRY_COMPARE_WITH_TIMEOUT(prepared.size(), 2, 30'000);
    const QString file = path(u"hidden.openvex.json"_s);
    exporter.save(m_bench.get(), {}, true, u"openvex"_s, QUrl::fromLocalFile(file));
    QTRY_VERIFY(!exporter.isBusy());
    QVERIFY2(!exporter.hasFailed(), qPrintable(exporter.sentence()));
    QVERIFY2(exporter.sentence().contains(u"on 3 findings"_s), qPrintable(exporter.sentence()));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("CVE-2026-1"));
}

void TestDecideFindings::carriesDecisionsByAFile()
{
    begin(u"cve:CVE-2026-1"_s, u"not_affected"_s);
    m_draft->setReason(u"Never called."_s);
    QTRY_VERIFY(m_draft->isReady());
    decide();
    QTRY_VERIFY(!m_bench->isCounting());
    FindingsExport exporter;
    ExportOptions options = m_triage->view().exportOptions();
    options.author = m_triage->author();
    exporter.setOptions(options);
    const QString file = path(u"out.openvex.json"_s);
    exporter.save(m_bench.get(), {}, true, u"openvex"_s, QUrl::fromLocalFile(file));
    QTRY_VERIFY(!exporter.isBusy());
    QVERIFY2(!exporter.hasFailed(), qPrintable(exporter.sentence()));
    m_triage->undo(m_triage->history().last().id);
    QTRY_COMPARE(count(u"state:not_affected"_s), 0);

    VexImport vex;
    connect(&vex, &VexImport::decided, m_triage.get(), &FindingsService::make);
    vex.read(m_bench.get(), QUrl::fromLocalFile(file));
    QTRY_VERIFY(vex.isReady());
    QVERIFY2(vex.preview().contains(u"on 3 findings"_s), qPrintable(vex.preview()));
    QVERIFY(vex.title().startsWith(u"OpenVEX"_s));
    vex.take();
    QTRY_COMPARE(count(u"state:not_affected"_s), 3);
    QCOMPARE(m_triage->history().last().note, u"imported from out.openvex.json"_s);
}

void TestDecideFindings::marksAnIncompleteExport()
{
    FindingsExport exporter;
    ExportOptions options = m_triage->view().exportOptions();
    options.incomplete = u"The project ops refused."_s;
    exporter.setOptions(options);
    QCOMPARE(exporter.formats().size(), 7);
    for (const QString &format : {u"csv"_s, u"jsonl"_s, u"html"_s, u"sarif"_s}) {
        const QString file = path(u"out."_s + format);
        exporter.save(m_bench.get(), {}, true, format, QUrl::fromLocalFile(file));
        QTRY_VERIFY(!exporter.isBusy());
        QVERIFY(exporter.sentence().contains(u"incomplete"_s));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY2(written.readAll().contains("The project ops refused."), qPrintable(format));
    }
    exporter.save(m_bench.get(), {}, true, u"csv"_s, QUrl::fromLocalFile(path(u"no/such/folder.csv"_s)));
    QTRY_VERIFY(!exporter.isBusy());
    QVERIFY(exporter.hasFailed() && !exporter.sentence().isEmpty());
}

void TestDecideFindings::refusesAForeignFile()
{
    QFile file(path(u"other.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"hello":1})");
    file.close();
    VexImport vex;
    vex.read(m_bench.get(), QUrl::fromLocalFile(file.fileName()));
    QTRY_VERIFY(!vex.isBusy());
    QVERIFY(!vex.isReady() && !vex.errorText().isEmpty());
}

void TestDecideFindings::keepsAndSharesViews()
{
    QSettings settings(path(u"window.ini"_s), QSettings::IniFormat);
    SavedViews views;
    views.setSettings(&settings);
    const qsizetype builtIn = views.views().size();
    for (const QVariant &view : views.views())
        QVERIFY(parseQuery(view.toMap().value(u"query"_s).toString()).ok());
    QVERIFY(!views.keep(u" "_s, u"sev:high"_s, u"fix"_s));
    QVERIFY(!views.keep(u"broken"_s, u"sev:lots"_s, u"fix"_s));
    QVERIFY(views.keep(u"mine"_s, u"sev:low"_s, u"fix"_s));
    QVERIFY(views.keep(u"mine"_s, u"sev:high"_s, u"fix"_s));
    QVERIFY(views.exportTo(QUrl::fromLocalFile(path(u"views.json"_s))));
    SavedViews again;
    again.setSettings(&settings);
    QCOMPARE(again.views().size(), builtIn + 1);
    QCOMPARE(again.views().last().toMap().value(u"query"_s).toString(), u"sev:high"_s);
    again.remove(u"mine"_s);
    QCOMPARE(again.views().size(), builtIn);
    QVERIFY(again.importFrom(QUrl::fromLocalFile(path(u"views.json"_s))));
    QCOMPARE(again.views().size(), builtIn + 1);
    for (const QByteArray &bad : {QByteArray("[]"), QByteArray(R"({"lotse_views":2,"views":[]})"),
             QByteArray(R"({"lotse_views":1,"views":[{"name":"a","query":"sev:lots","pivot":"fix"}]})")})
        QVERIFY2(!SavedViews::read(bad), bad.constData());
}

QTEST_GUILESS_MAIN(TestDecideFindings)
#include "tst_decidefindings.moc"
