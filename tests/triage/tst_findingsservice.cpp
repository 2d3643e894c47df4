// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "findings/filter.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "store/schema.h"
#include "support/samplestore.h"
#include "triage/findingsservice.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestTriage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void readsWhatTheStoreHolds();
    void saysWhatIsNotWhole();
    void saysItInTheLanguageOfTheMoment();
    void aDecisionIsInForceAndCanBeUndone();
    void refusesWithASentence();
    void showsWhatAnotherProgramDecided();
    void anExpiryComesByItself();
    void writesAllBeforeItGoes();
    void takesPriorityLists();
    void saysThatDecisionsCannotBeRead();
    void saysThatDecisionsAreGone();
    void numbersDoNotDependOnWhoSyncedLast();
    void decisionsStayWhereARegistryGoesByAnotherId();
    void aDecisionFromTheFutureHidesNothing();
    void aDamagedReportIsSaidInTheSameAnswer();

private:
    void make();
    void load();
    Rows ask(const char *query) const
    {
        return select(parseQuery(QString::fromLatin1(query)).query, m_triage->context());
    }
    Decision notAffected() const;

    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
    std::unique_ptr<FindingsService> m_triage;
};

void TestTriage::init()
{
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"ops/tool"_s, u"sha256:2"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-2026-1"}, {"CVE-2026-2", "zlib", "1.2", "", "Critical"}});
    m_store->report(u"sha256:2"_s, {{"CVE-2026-1"}});
    make();
}

void TestTriage::cleanup()
{
    m_triage.reset();
    m_store.reset();
}

void TestTriage::make()
{
    m_triage = std::make_unique<FindingsService>(
        store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
    m_triage->setAuthor(u"Platform Security"_s);
}

void TestTriage::load()
{
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_triage->reload();
    QVERIFY(m_triage->isLoading());
    QTRY_VERIFY_WITH_TIMEOUT(!m_triage->isLoading(), 10'000); // "changed" also tells of what was decided meanwhile
    QVERIFY(!changed.isEmpty());
    QVERIFY2(!m_triage->error(), m_triage->error() ? qPrintable(m_triage->error()->message.english()) : "");
}

Decision TestTriage::notAffected() const
{
    Decision d;
    d.state = State::NotAffected;
    d.isHiding = true;
    d.reason = u"Not reachable."_s;
    d.review = m_triage->context().now + 90 * 86400;
    d.scope.registry = u"r"_s;
    d.match.vulnerabilities = QStringList{u"CVE-2026-1"_s};
    return d;
}

void TestTriage::readsWhatTheStoreHolds()
{
    QVERIFY(m_triage->context().set); // never null, also before anything was read
    QVERIFY(!m_triage->wasLoaded());
    load();
    QCOMPARE(m_triage->context().set->rowCount(), quint32(3));
    QCOMPARE(m_triage->registries().size(), 1);
    const RegistryRead registry = m_triage->registries().first();
    QCOMPARE(registry.name, u"lab"_s);
    QCOMPARE(registry.origin, u"https://registry.test:5000"_s);
    QCOMPARE(registry.listed, m_clock.now());
    QCOMPARE(registry.oldestRead, m_clock.now());
    QCOMPARE(registry.coverage.images, quint32(2));
    QCOMPARE(registry.coverage.done, quint32(2));
    QCOMPARE(m_triage->incomplete(), QString());
    QCOMPARE(m_triage->view().exportOptions().hosts.value(u"r"_s), u"registry.test:5000"_s);

    m_store->report(u"sha256:2"_s, {{"CVE-2026-1"}, {"CVE-2026-3"}});
    const FindingSet::Ptr before = m_triage->context().set;
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_triage->reload({u"r"_s});
    m_triage->reload({u"r"_s}); // while one runs: read once more after it
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, 10'000);
    QCOMPARE(m_triage->context().set->rowCount(), quint32(4));
    QCOMPARE(before->rowCount(), quint32(3)); // who held it may go on
}

void TestTriage::saysWhatIsNotWhole()
{
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"web/shop"_s, u"sha256:3"_s}});
    load();
    QCOMPARE(m_triage->registries().first().unread, 1);
    QVERIFY(m_triage->incomplete().contains(u"reports of 1 image are not synced yet"_s));
    QCOMPARE(m_triage->registries().first().coverage.notScanned, quint32(1));
    store::Report unreadable;
    unreadable.digest = u"sha256:1"_s;
    unreadable.state = store::ReportState::Unreadable;
    unreadable.fetchedAt = m_clock.now();
    unreadable.body.reason = u"TAPE_ERROR at line 7"_s;
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    QVERIFY(
        m_store->database().write([&] { return store::ReportStore(&m_store->database()).put(1, unreadable); }).ok());
    load();
    QVERIFY2(
        m_triage->incomplete().contains(u"reports of 1 image are unreadable or incomplete: TAPE_ERROR at line 7"_s),
        qPrintable(m_triage->incomplete()));
    QVERIFY(m_triage->view().exportOptions().incomplete.contains(u"TAPE_ERROR"_s));
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}}, {{u"ops"_s, u"forbidden"_s}, {u"web"_s, u"HTTP 502."_s}});
    load();
    QCOMPARE(m_triage->registries().first().refused, (QStringList{u"ops"_s, u"web"_s}));
    QVERIFY(m_triage->incomplete().contains(u"ops (forbidden), web (HTTP 502)."_s));
    // Permission is one reason among others.
    QVERIFY(m_triage->incomplete().contains(u"could not be read completely"_s));
    QVERIFY(!m_triage->incomplete().contains(u"ermission"_s));
    QVERIFY(m_triage->view().exportOptions().incomplete.contains(u"ops"_s));
}

// Says the sentences of two reasons in capitals.
class Capitals : public QTranslator {
public:
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const QString english = QString::fromUtf8(text);
        return qstrcmp(context, "core") == 0 && english.contains(u"reason"_s) ? english.toUpper() : QString();
    }
    bool isEmpty() const override { return false; }
};

void TestTriage::saysItInTheLanguageOfTheMoment()
{
    const QString refused = toKept({"the reason of %1.", {u"ops"_s}});
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}}, {{u"ops"_s, refused}, {u"web"_s, u"reason of old"_s}});
    load();
    Capitals capitals;
    QVERIFY(QCoreApplication::installTranslator(&capitals));
    const QString shown = m_triage->incomplete();
    QCoreApplication::removeTranslator(&capitals);
    QVERIFY2(shown.contains(u"ops (THE REASON OF ops), web (reason of old)."_s), qPrintable(shown));
    QVERIFY(m_triage->incomplete().contains(u"ops (the reason of ops)"_s));
    QVERIFY(m_triage->view().exportOptions().incomplete.contains(u"ops (the reason of ops)"_s));
}

void TestTriage::aDecisionIsInForceAndCanBeUndone()
{
    load();
    QCOMPARE(ask("state:open").size(), size_t(3));
    QSignalSpy decided(m_triage.get(), &FindingsService::decided);
    m_triage->make({notAffected()}, u"query: cve:CVE-2026-1"_s);
    QCOMPARE(ask("state:open").size(), size_t(3)); // nothing before it is written
    QVERIFY(decided.wait(10'000));
    QCOMPARE(ask("state:open").size(), size_t(1));
    QCOMPARE(ask("state:not_affected").size(), size_t(2));
    QCOMPARE(m_triage->decisions().size(), 1);
    QCOMPARE(m_triage->decisions().first().author, u"Platform Security"_s);
    const auto event = decided.first().first().value<DecisionEvent>();
    QCOMPARE(m_triage->history().last().id, event.id);
    QVERIFY(m_triage->view().exportOptions().decisions.contains(m_triage->decisions().first().id));
    m_triage->undo(event.id);
    QVERIFY(decided.wait(10'000));
    QCOMPARE(ask("state:open").size(), size_t(3));
    QCOMPARE(m_triage->history().size(), 2);
}

void TestTriage::refusesWithASentence()
{
    load();
    QSignalSpy failed(m_triage.get(), &FindingsService::failed);
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    Decision d = notAffected();
    d.reason.clear();
    m_triage->make({d}, {});
    QVERIFY(failed.wait(10'000));
    QCOMPARE(failed.first().first().value<Error>().where, u"reason"_s);
    QCOMPARE(changed.count(), 0);
    QVERIFY(m_triage->history().isEmpty());
}

void TestTriage::showsWhatAnotherProgramDecided()
{
    load();
    const auto other = DecisionLedger::open(store::decisionPlan(m_store->folder()), m_clock);
    QVERIFY(other.ok());
    QVERIFY((*other)->make({notAffected()}, u"Release Board"_s, {}).ok());
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_clock.advance(std::chrono::minutes(6));
    QVERIFY(changed.wait(10'000));
    QCOMPARE(ask("state:hidden").size(), size_t(2));
}

void TestTriage::anExpiryComesByItself()
{
    load();
    Decision d = notAffected();
    d.state = State::RiskAccepted;
    d.expires = m_triage->context().now + 3600;
    d.review = 0;
    QSignalSpy decided(m_triage.get(), &FindingsService::decided);
    m_triage->make({d}, {});
    QVERIFY(decided.wait(10'000));
    QCOMPARE(ask("state:hidden").size(), size_t(2));
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_clock.advance(std::chrono::hours(2));
    QVERIFY(changed.wait(10'000));
    QCOMPARE(ask("state:hidden").size(), size_t(0));
    QCOMPARE(ask("state:expired").size(), size_t(2));
}

void TestTriage::writesAllBeforeItGoes()
{
    for (int i = 0; i < 20; ++i) {
        Decision d = notAffected();
        d.review = Seconds(m_clock.now().toSecsSinceEpoch()) + 86400;
        d.match.vulnerabilities = QStringList{u"CVE-2026-%1"_s.arg(i)};
        m_triage->make({d}, {});
    }
    m_triage.reset();
    const auto ledger = DecisionLedger::open(store::decisionPlan(m_store->folder()), m_clock);
    QVERIFY(ledger.ok());
    QCOMPARE((*ledger)->book().current().size(), 20);
}

void TestTriage::takesPriorityLists()
{
    load();
    QCOMPARE(m_triage->view().warnings.size(), 2); // neither list is there
    const QString file = m_store->folder() + u"/given.csv"_s;
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("#model_version:v2025.03.14,score_date:2026-11-22T00:00:00Z\ncve,epss,percentile\nCVE-2026-1,0.7,0.9\n");
    csv.close();
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    QSignalSpy imported(m_triage.get(), &FindingsService::priorityImported);
    m_triage->importPriority(file);
    QVERIFY(changed.wait(10'000));
    QCOMPARE(imported.size(), 1);
    QCOMPARE(imported.first().first().toString(), u"EPSS of 2026-11-22: 1 vulnerability has a score, changed: 1."_s);
    QCOMPARE(ask("epss:>0.5").size(), size_t(2));
    QCOMPARE(m_triage->view().warnings.size(), 1);
    QCOMPARE(m_triage->view().epss.modelVersion, u"v2025.03.14"_s);
    make();
    load();
    QCOMPARE(ask("epss:>0.5").size(), size_t(2)); // it is kept

    QSignalSpy failed(m_triage.get(), &FindingsService::failed);
    QVERIFY(csv.open(QIODevice::WriteOnly | QIODevice::Truncate));
    csv.write("not a list");
    csv.close();
    m_triage->importPriority(file);
    QVERIFY(failed.wait(10'000));
    QCOMPARE(ask("epss:>0.5").size(), size_t(2));
}

void TestTriage::saysThatDecisionsCannotBeRead()
{
    QFile broken(m_store->folder() + u"/decisions.db"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(QByteArray(8192, 'x'));
    broken.close();
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_triage->reload();
    QVERIFY(changed.wait(10'000));
    QVERIFY(m_triage->error());
    QCOMPARE(m_triage->context().set->rowCount(), quint32(3)); // findings are shown all the same, with the mark
    QVERIFY(m_triage->incomplete().contains(u"decided"_s));
    QSignalSpy failed(m_triage.get(), &FindingsService::failed);
    m_triage->make({notAffected()}, {});
    QVERIFY(failed.wait(10'000));
    QVERIFY(m_triage->decisions().isEmpty());
}

void TestTriage::saysThatDecisionsAreGone()
{
    load();
    QSignalSpy decided(m_triage.get(), &FindingsService::decided);
    m_triage->make({notAffected()}, {});
    QVERIFY(decided.wait(10'000));
    QVERIFY(m_triage->view().exportOptions().decisionLog.isEmpty() == false);
    m_triage.reset();
    for (const char *name : {"/decisions.db", "/decisions.db-wal", "/decisions.db-shm"})
        QFile::remove(m_store->folder() + QLatin1StringView(name));
    make();
    QSignalSpy changed(m_triage.get(), &FindingsService::changed);
    m_triage->reload();
    QVERIFY(changed.wait(10'000));
    QVERIFY(m_triage->error());
    QCOMPARE(m_triage->error()->code, u"LOST"_s);
    QVERIFY(m_triage->incomplete().contains(u"missing or empty"_s));
    QVERIFY(!QFile::exists(m_store->folder() + u"/decisions.db"_s));
}

void TestTriage::numbersDoNotDependOnWhoSyncedLast()
{
    load();
    QCOMPARE(m_triage->context().set->rowCount(), quint32(3));
    QCOMPARE(m_triage->notes(), QString());
    // Another account sees one project only, and reads the lists later.
    m_clock.advance(std::chrono::hours(1));
    store::Inventory inventory(&m_store->database());
    const qint64 lesser = *inventory.account(m_store->registry(), u"b"_s, u"user 8"_s, m_clock.now());
    store::Listing less;
    less.at = m_clock.now();
    less.projects = {{1, u"web"_s, false}};
    less.hasAllProjects = true;
    QVERIFY(inventory.apply(m_store->registry(), lesser, less).ok());
    load();
    QCOMPARE(m_triage->context().set->rowCount(), quint32(3));
    QVERIFY2(m_triage->notes().contains(u"Combined view of 2 accounts of lab"_s), qPrintable(m_triage->notes()));
    QCOMPARE(m_triage->incomplete(), QString());
    const auto rowsOf = [this](const QString &account) {
        FindingsEngine desk(store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
        desk.setAccount(account);
        return desk.load() ? qint64(desk.view().context.set->rowCount()) : -1;
    };
    QCOMPARE(rowsOf(u"a"_s), 3);
    QCOMPARE(rowsOf(u"b"_s), 2);
    QCOMPARE(rowsOf(u"nobody"_s), -1);
    QVERIFY(store::forgetAccount(m_store->database(), u"a"_s).ok());
    load();
    QCOMPARE(m_triage->context().set->rowCount(), quint32(2));
    QCOMPARE(m_triage->notes(), QString());
}

void TestTriage::decisionsStayWhereARegistryGoesByAnotherId()
{
    load();
    QSignalSpy decided(m_triage.get(), &FindingsService::decided);
    m_triage->make({notAffected()}, {});
    QVERIFY(decided.wait(10'000));
    QVERIFY(
        store::Inventory(&m_store->database()).registry(u"new id"_s, u"lab"_s, u"http://registry.test:5000"_s).ok());
    load();
    QCOMPARE(m_triage->registries().size(), 1);
    QCOMPARE(m_triage->registries().first().id, u"new id"_s);
    QCOMPARE(ask("state:not_affected").size(), size_t(2));
    QCOMPARE(m_triage->decisions().first().scope.registry, u"new id"_s);
}

void TestTriage::aDecisionFromTheFutureHidesNothing()
{
    test::ManualClock ahead;
    ahead.advance(std::chrono::hours(24 * 365 * 70));
    const auto ledger = DecisionLedger::open(store::decisionPlan(m_store->folder()), ahead);
    QVERIFY(ledger.ok());
    load();
    Decision d = notAffected();
    d.state = State::RiskAccepted;
    d.review = 0;
    d.expires = Seconds(ahead.now().addYears(20).toSecsSinceEpoch()); // after 2106
    QVERIFY(d.expires > 0xffffffff);
    QVERIFY((*ledger)->make({d}, u"Release Board"_s, {}).ok());
    load();
    QCOMPARE(m_triage->decisions().size(), 1);
    QCOMPARE(m_triage->decisions().first().expires, d.expires);
    QCOMPARE(ask("state:hidden").size(), size_t(0));
    QVERIFY(m_triage->notes().contains(u"dated in the future"_s));
    m_clock.advance(std::chrono::hours(24 * 365 * 70 + 1));
    load();
    QCOMPARE(ask("state:hidden").size(), size_t(2));
    QCOMPARE(m_triage->notes(), QString());
}

void TestTriage::aDamagedReportIsSaidInTheSameAnswer()
{
    QVERIFY(m_store->database().sql("UPDATE report SET body = x'01020304' WHERE digest = 'sha256:2'").run().ok());
    load();
    QCOMPARE(m_triage->context().set->rowCount(), quint32(2));
    QVERIFY2(m_triage->incomplete().contains(u"damaged"_s), qPrintable(m_triage->incomplete()));
    QVERIFY(m_triage->view().exportOptions().incomplete.contains(u"damaged"_s));
    load(); // and in the next one, since it has not been read again
    QVERIFY2(m_triage->incomplete().contains(u"1 image"_s), qPrintable(m_triage->incomplete()));
}

QTEST_GUILESS_MAIN(TestTriage)
#include "tst_findingsservice.moc"
