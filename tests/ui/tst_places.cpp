// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../sync/fakeharbor.h"
#include "cveview.h"
#include "findings/filter.h"
#include "harbor/finding.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "harbor/robot.h"
#include "harbor/user.h"
#include "heard.h"
#include "models/relatedlinks.h"
#include "shell/application.h"
#include "shell/placesource.h"
#include "shell/sessionviews.h"
#include "support/busypool.h"
#include "support/manualclock.h"
#include "trendsview.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace lotse;
using namespace lotse::ui;
using namespace Qt::StringLiterals;

/// Where the palette leads, and what the page of a vulnerability says, with a registry that has been read.
class TestPlaces : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void init() { m_app->show(u"account"_s); }
    void namesPagesByTheirIdsToo();
    void opensARepository();
    void opensAPastedReference();
    void opensANameWithoutAHost();
    void saysWhenNoImageHasTheDigest();
    void opensAPastedDigest();
    void opensAPastedVulnerability();
    void opensThePortalsAddresses();
    void offersAnUnknownRegistry();
    void leadsBackFromAnotherRegistry();
    void rowsLeadToWhatBelongsToThem();
    void aVulnerabilityIsFound();
    void trendsBeginWithTheFirstReading();
    void findingsOfAPlainRegistryAreItsOwn();
    void tasksOutliveWhoAsked();
    void aVulnerabilityIsNowhere(); // the last: its two days make the next reading due

private:
    void look(const QString &query)
    {
        m_app->commands()->reset();
        QSignalSpy found(m_app->commands(), &Commands::found);
        m_app->commands()->setQuery(query);
        if (found.isEmpty())
            found.wait(2000);
    }
    QVariantMap keys() const { return m_app->navigator()->params().value(u"keys"_s).toMap(); }

    test::ManualClock m_clock;
    test::FakeHarbor m_harbor{2, 2};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_sessions;
    std::unique_ptr<SyncScheduler> m_syncs;
    std::unique_ptr<FindingsService> m_triage;
    std::unique_ptr<Application> m_app;
    std::unique_ptr<SessionViews> m_views;
};

void TestPlaces::initTestCase()
{
    lotse::test::failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_accounts = std::make_unique<Accounts>(m_folder->path(), &m_clock);
    m_secrets = std::make_unique<Secrets>(m_folder->path(), nullptr);
    m_sessions = std::make_unique<SessionList>(
        m_accounts.get(), m_secrets.get(), [this](const Account &) { return test::lineTo(m_harbor); }, &m_clock);
    m_syncs = std::make_unique<SyncScheduler>(m_sessions.get(), store::cachePlan(m_folder->path()), &m_clock);
    m_triage = std::make_unique<FindingsService>(
        store::cachePlan(m_folder->path()), store::decisionPlan(m_folder->path()), &m_clock);
    m_app = std::make_unique<Application>(m_settings.get());
    m_views = std::make_unique<SessionViews>(m_sessions.get(), m_app.get(), &m_clock);
    Services services;
    services.clock = &m_clock;
    services.accounts = m_accounts.get();
    services.sessions = m_sessions.get();
    services.syncs = m_syncs.get();
    services.triage = m_triage.get();
    m_app->setServices(services);
    Session *session = m_sessions->adopt(test::fakeSession(m_harbor, &m_clock, u"account"_s, false));
    session->open();
    QTRY_COMPARE(session->state(), Session::State::Online);
    m_app->syncs()->start(u"account"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_triage->context().set->rowCount(), 12U, 20'000);
    QTRY_VERIFY(!m_app->syncs()->running());
    QTRY_VERIFY([this] {
        look(u"p1/team"_s);
        return m_app->commands()->count() > 0;
    }());
}

void TestPlaces::cleanupTestCase()
{
    m_views.reset();
    m_app.reset();
    m_syncs.reset();
    m_triage.reset();
    m_sessions.reset();
}

void TestPlaces::namesPagesByTheirIdsToo()
{
    // The words of an id find a page whose title lacks them, in each language.
    const QList<Commands::Entry> places = m_app->places();
    const auto found = std::find_if(
        places.begin(), places.end(), [](const Commands::Entry &place) { return place.title == u"Health"_s; });
    QVERIFY(found != places.end());
    QVERIFY(Commands::score(u"system"_s, found->words) > 0);
}

void TestPlaces::opensARepository()
{
    QAbstractItemModelTester tester(m_app->commands(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    look(u"p2 app"_s);
    QCOMPARE(m_app->commands()->titleAt(0), u"p2/team/app"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"artifacts"_s);
    QCOMPARE(keys().value(u"project_name"_s).toString(), u"p2"_s);
    QCOMPARE(keys().value(u"repository_name"_s).toString(), u"team/app"_s);
    look(u"app v3"_s);
    QCOMPARE(m_app->commands()->titleAt(0), u"p2/team/app:v3"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
    QCOMPARE(keys().value(u"reference"_s).toString(), u"v3"_s);
}

void TestPlaces::opensAPastedReference()
{
    m_app->commands()->setQuery(u"oci://registry.test/p1/team/app:v1"_s);
    m_app->commands()->run(0); // at once: nobody waits for a search after pasting
    QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
    QCOMPARE(keys().value(u"project_name"_s).toString(), u"p1"_s);
    QCOMPARE(keys().value(u"repository_name"_s).toString(), u"team/app"_s);
    QCOMPARE(keys().value(u"reference"_s).toString(), u"v1"_s);
}

void TestPlaces::opensANameWithoutAHost()
{
    for (const QString &text : {u"p1/team/app:v1"_s, u"docker pull registry.test/p1/team/app:v1"_s}) {
        m_app->show(u"account"_s);
        m_app->commands()->setQuery(text);
        QVERIFY2(m_app->commands()->count() > 0, qPrintable(text));
        m_app->commands()->run(0);
        QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
        QCOMPARE(keys().value(u"repository_name"_s).toString(), u"team/app"_s);
        QCOMPARE(keys().value(u"reference"_s).toString(), u"v1"_s);
    }
    // The store does not know it; the registry may.
    look(u"p9/nginx"_s);
    QCOMPARE(m_app->commands()->titleAt(0), u"p9/nginx"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"artifacts"_s);
    QCOMPARE(keys().value(u"repository_name"_s).toString(), u"nginx"_s);
    // One that is known stands there once.
    look(u"p2/team/app"_s);
    QCOMPARE(m_app->commands()->titleAt(0), u"p2/team/app"_s);
    for (int row = 1; row < m_app->commands()->count(); ++row)
        QVERIFY(m_app->commands()->titleAt(row) != u"p2/team/app"_s);
}

void TestPlaces::saysWhenNoImageHasTheDigest()
{
    m_app->commands()->setQuery(u"sha256:"_s + QString(64, u'f'));
    QVERIFY(m_app->commands()->titleAt(0).contains(u"digest"_s));
}

void TestPlaces::opensAPastedDigest()
{
    const QString digest = QString::fromLatin1(test::FakeHarbor::digestOf(4));
    m_app->commands()->setQuery(digest);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
    QCOMPARE(keys().value(u"project_name"_s).toString(), u"p2"_s);
    QCOMPARE(keys().value(u"reference"_s).toString(), digest);
}

void TestPlaces::opensAPastedVulnerability()
{
    m_app->commands()->setQuery(u" cve-2026-1001"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"cve"_s);
    QCOMPARE(m_app->navigator()->params().value(u"id"_s).toString(), u"CVE-2026-1001"_s);
}

void TestPlaces::opensThePortalsAddresses()
{
    m_app->commands()->setQuery(u"https://registry.test/harbor/projects/2/repositories/team%252Fapp"_s);
    QCOMPARE(m_app->commands()->titleAt(0), u"p2/team/app"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"artifacts"_s);
    QCOMPARE(keys().value(u"project_name"_s).toString(), u"p2"_s);
}

void TestPlaces::offersAnUnknownRegistry()
{
    m_app->commands()->setQuery(u"other.example.com/a/b:1"_s);
    m_app->commands()->run(0);
    QCOMPARE(m_app->navigator()->page(), u"account"_s);
    QCOMPARE(m_app->navigator()->params().value(u"url"_s).toString(), u"other.example.com"_s);
}

void TestPlaces::leadsBackFromAnotherRegistry()
{
    m_app->show({});
    m_app->navigator()->open(u"cve"_s, {{u"id"_s, u"CVE-2026-1001"_s}});
    QVERIFY(!m_app->openIn(u"nobody"_s, u"artifact"_s, {}));
    QCOMPARE(m_app->navigator()->page(), u"cve"_s);
    const QString registry = m_sessions->find(u"account"_s)->account().registryId;
    QVERIFY(m_app->openIn(registry, u"artifact"_s, {}));
    QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
    QCOMPARE(m_app->registry()->id, u"account"_s);
    m_app->navigator()->back();
    QCOMPARE(m_app->navigator()->page(), u"cve"_s);
}

void TestPlaces::rowsLeadToWhatBelongsToThem()
{
    harbor::Project project;
    project.name = u"shop"_s;
    harbor::User user;
    user.username = u"ada"_s;
    harbor::Robot robot;
    robot.name = u"robot$shop+ci"_s;
    harbor::Repository repository;
    repository.name = u"shop/web/api"_s;
    harbor::SecurityFinding finding;
    finding.cveId = u"CVE-2026-1"_s;
    finding.repositoryName = u"shop/web"_s;
    const QList<QVariant> rows{QVariant::fromValue(project), QVariant::fromValue(user), QVariant::fromValue(robot),
        QVariant::fromValue(repository), QVariant::fromValue(finding)};
    QStringList said;
    for (const QVariant &row : rows) {
        for (const QVariant &link : relatedLinks(row)) {
            const QString page = link.toMap().value(u"page"_s).toString();
            const QVariantMap params = link.toMap().value(u"params"_s).toMap();
            QVERIFY2(!m_app->pageUrl(page).isEmpty(), qPrintable(page));
            QVERIFY(!link.toMap().value(u"text"_s).toString().isEmpty());
            said.append(page + u' ' + params.value(u"query"_s).toString() + params.value(u"user"_s).toString());
            if (params.contains(u"query"_s))
                QVERIFY(findings::parseQuery(params.value(u"query"_s).toString()).ok());
        }
    }
    QVERIFY(said.contains(u"findings state:open project:\"shop\""_s));
    QVERIFY(said.contains(u"findings state:open repo:\"shop/web/api\""_s));
    QVERIFY(said.contains(u"audit ada"_s));
    QVERIFY(said.contains(u"audit robot$shop+ci"_s));
    QVERIFY(said.contains(u"cve "_s));
    QVERIFY(relatedLinks({}).isEmpty());
}

void TestPlaces::aVulnerabilityIsFound()
{
    CveView view;
    view.setVulnerability(u"CVE-2026-1002"_s);
    QCOMPARE(view.state(), u"loading"_s);
    view.setApp(m_app.get());
    QTRY_COMPARE(view.state(), u"found"_s);
    QCOMPARE(view.title(), u"CVE-2026-1002"_s);
    QCOMPARE(view.severity(), u"high"_s);
    QVERIFY(view.scores().contains(u"CVSS 7.5"_s));
    QVERIFY(view.summary().contains(u"images"_s));
    QVERIFY(view.searched().contains(u"4 images of Fake"_s));
    QCOMPARE(view.description(), u"text 1002"_s);
    QVERIFY(view.links().contains(u"https://example.test/1002"_s));
    QCOMPARE(view.registries().size(), 1);
    QVERIFY(view.gaps().isEmpty());
    QAbstractItemModelTester tester(view.images(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(view.images()->rowCount() > 0);
    QVERIFY(view.open(view.images()->rowKey(0)));
    QCOMPARE(m_app->navigator()->page(), u"artifact"_s);
    QVERIFY(keys().value(u"reference"_s).toString().startsWith(u"sha256:"_s));
    QVERIFY(!view.open(u"no such row"_s));
    QVERIFY(view.mayOpen(u"https://nvd.nist.gov/vuln"_s));
    QVERIFY(!view.mayOpen(u"file:///etc/passwd"_s));
    QVERIFY(!view.mayOpen(u"https://user@evil.example/"_s));
}

void TestPlaces::trendsBeginWithTheFirstReading()
{
    TrendsView view;
    QCOMPARE(view.state(), u"loading"_s);
    view.setApp(m_app.get());
    QTRY_COMPARE(view.state(), u"ready"_s);
    QVERIFY(view.begins().contains(u"one day so far"_s));
    QCOMPARE(view.openRows().size(), 1);
    QCOMPARE(view.openRows().first().toMap().value(u"high"_s).toInt(), 12);
    QCOMPARE(view.coverageRows().first().toMap().value(u"value"_s).toDouble(), 100.0);
    QVERIFY(!view.ageRows().isEmpty());
    QVERIFY(!view.weekRows().isEmpty());
    QVERIFY(view.fixTimes().isEmpty());
    QCOMPARE(view.packageRows().size(), 3);
    QCOMPARE(view.packageRows().first().toMap().value(u"value"_s).toInt(), 4);
    // Sentences are made of words of the language.
    QSignalSpy said(&view, &TrendsView::changed);
    QEvent language(QEvent::LanguageChange);
    QCoreApplication::sendEvent(qApp, &language);
    QTRY_COMPARE(said.count(), 1);
    QCOMPARE(view.places(), QStringList({u"All registries"_s, u"Fake"_s, u"Fake / p1"_s, u"Fake / p2"_s}));
    view.setPlace(2);
    QTRY_COMPARE(view.openRows().first().toMap().value(u"high"_s).toInt(), 6);
    QCOMPARE(view.query(), u"registry:\"Fake\" project:\"p1\""_s);
    QVERIFY(findings::parseQuery(view.query()).ok());
    QCOMPARE(view.place(), 2);
}

// The tile of a registry that keeps no reports leads to the findings of that registry, and says so in the filter.
void TestPlaces::findingsOfAPlainRegistryAreItsOwn()
{
    const auto paramsOf = [](const RegistryView &view) {
        for (const QVariant &section : view.sections()) {
            const QVariantList pages = section.toMap().value(u"pages"_s).toList();
            for (const QVariant &page : pages) {
                if (page.toMap().value(u"id"_s) == u"findings"_s)
                    return page.toMap().value(u"params"_s).toMap();
            }
        }
        qFatal("there are no findings");
    };
    RegistryView view;
    view.name = u"Fake"_s;
    QVERIFY(paramsOf(view).isEmpty());
    view.plain = true;
    const auto countOf = [&] {
        const auto parsed = findings::parseQuery(paramsOf(view).value(u"query"_s).toString());
        return parsed.ok() ? qsizetype(findings::select(parsed.query, m_triage->context()).size()) : -1;
    };
    QVERIFY(paramsOf(view).value(u"query"_s).toString().contains(u"registry:\"Fake\""_s));
    QCOMPARE(countOf(), 12);
    view.name = u"Another \"one\""_s;
    QCOMPARE(countOf(), 0);
    // Whatever it is called here, it is known by its id.
    view.session = m_app->session();
    QVERIFY(view.session);
    QCOMPARE(countOf(), 12);
}

// It counts who asks it although it might be gone.
class LeavingClock final : public Clock {
public:
    QDateTime now() const override { return told(m_clock.now()); }
    std::chrono::milliseconds elapsed() const override { return told(m_clock.elapsed()); }
    void after(std::chrono::milliseconds, QObject *, std::function<void()>) override { }
    void leave() { m_isGone = true; }
    int late() const { return m_late; }

private:
    template <typename T>
    T told(T time) const
    {
        m_late += m_isGone ? 1 : 0;
        return time;
    }
    test::ManualClock m_clock;
    std::atomic<bool> m_isGone = false;
    mutable std::atomic<int> m_late = 0;
};

void TestPlaces::tasksOutliveWhoAsked()
{
    // A store that has to be set aside: that asks for the time.
    const QTemporaryDir folder;
    QFile damaged(folder.filePath(u"cache.db"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(8192, 'x'));
    damaged.close();
    FindingsService triage(store::cachePlan(folder.path()), store::decisionPlan(folder.path()), &m_clock);
    LeavingClock clock;
    {
        const test::BusyPool busy;
        {
            PlaceSource source(m_app.get(), &triage, &clock);
            Application app(m_settings.get());
            Services services = m_app->services();
            services.clock = &clock;
            app.setServices(services);
            TrendsView view;
            view.setApp(&app);
            QCOMPARE(view.state(), u"loading"_s);
        }
        clock.leave();
    }
    QCoreApplication::sendPostedEvents(); // answers that come to nobody
    QCOMPARE(clock.late(), 0);
    QCOMPARE(QDir(folder.path()).entryList({u"cache.db.corrupt-*"_s}).size(), 1);
}

void TestPlaces::aVulnerabilityIsNowhere()
{
    m_sessions->adopt(test::fakeSession(m_harbor, &m_clock, u"other"_s));
    CveView view;
    view.setApp(m_app.get());
    view.setVulnerability(u"CVE-1999-0001"_s);
    QTRY_COMPARE(view.state(), u"absent"_s);
    QVERIFY(view.searched().startsWith(u"Searched 4 images of "_s));
    QCOMPARE(view.registries().size(), 1); // the other account is at the same registry
    m_clock.advance(std::chrono::hours(50));
    QCOMPARE(view.registries().first().toMap().value(u"condition"_s).toString(), u"warning"_s);
}

QTEST_MAIN(TestPlaces)
#include "tst_places.moc"
