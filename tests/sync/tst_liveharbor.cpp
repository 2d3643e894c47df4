// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "session/identityprobe.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "sync/segmentloader.h"
#include "sync/sync.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

/**
 * The sync against a real Harbor, reading only. LOTSE_LIVE_HARBOR is its address; LOTSE_LIVE_CA a file with its
 * authority; LOTSE_LIVE_USER and LOTSE_LIVE_PASSWORD a system administrator, so that its own counts can be compared.
 */
class TestLiveHarbor : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void readsItWhole();
    void asksForNothingTwice();
    void agreesWithItsOwnCounts();

private:
    SyncOutcome run();
    QByteArray get(const QByteArray &path);

    SystemClock m_clock;
    QTemporaryDir m_folder;
    NetworkThread m_network;
    std::shared_ptr<HttpTransport> m_transport;
    std::unique_ptr<Sync> m_sync;
    SyncOutcome m_first;
};

void TestLiveHarbor::initTestCase()
{
    const QString url = qEnvironmentVariable("LOTSE_LIVE_HARBOR");
    if (url.isEmpty())
        QSKIP("LOTSE_LIVE_HARBOR is not set: no real Harbor to ask");
    TransportConfig config;
    config.base = QUrl(url);
    if (const QString ca = qEnvironmentVariable("LOTSE_LIVE_CA"); !ca.isEmpty())
        config.caPem = *readWhole(ca, 1'000'000);
    config.credentials.kind = Credentials::Kind::HarborSession;
    config.credentials.user = qEnvironmentVariable("LOTSE_LIVE_USER");
    config.credentials.secret = SecureBytes(qgetenv("LOTSE_LIVE_PASSWORD"));
    m_transport = m_network.adopt(std::make_unique<HttpTransport>(config, &m_clock));

    Account account;
    account.url = url;
    account.user = config.credentials.user;
    account.signIn = SignIn::Password;
    SyncSource source;
    source.transport = m_transport;
    source.registryId = u"live"_s;
    source.accountId = u"live"_s;
    source.name = url;
    source.origin = url;
    source.prove = [account](const std::shared_ptr<Transport> &way, QObject *context,
                       const std::function<void(Result<QString>)> &done) {
        proveIdentity(way, account, RegistryKind::Harbor, context, [done](const Result<Identity> &identity) {
            done(identity ? Result<QString>(identity->name) : Result<QString>(identity.error()));
        });
    };
    m_sync = std::make_unique<Sync>(source, cachePlan(m_folder.path()), &m_clock);
}

SyncOutcome TestLiveHarbor::run()
{
    QSignalSpy finished(m_sync.get(), &Sync::finished);
    m_sync->start();
    if (!finished.wait(600'000))
        qFatal("the sync does not end");
    const SyncOutcome &o = m_sync->outcome();
    qInfo("%lld ms, %d requests, %lld artifacts, %d reports (%d failed, %d not scanned, %d skipped), %lld findings, "
          "%d audit entries",
        o.tookMs, o.requests, o.artifacts.seen, o.reports, o.scanFailed, o.notScanned, o.skipped, o.findings,
        o.auditEntries);
    return o;
}

QByteArray TestLiveHarbor::get(const QByteArray &path)
{
    QByteArray body;
    bool isDone = false;
    Request request;
    request.path = path;
    m_transport->call<QByteArray>(
        std::move(request), this, [](const Response &response) { return Result<QByteArray>(response.body); },
        [&](const Result<QByteArray> &result) {
            isDone = true;
            if (result)
                body = *result;
        });
    if (!QTest::qWaitFor([&] { return isDone; }, 20'000))
        qWarning("no answer");
    return body;
}

void TestLiveHarbor::readsItWhole()
{
    m_first = run();
    QVERIFY2(!m_first.error, qPrintable(m_first.error.message.english() + m_first.error.detail));
    QVERIFY(m_first.isComplete());
    QVERIFY(m_first.reports > 0);
    const qint64 bytes = QFileInfo(m_folder.filePath(u"cache.db"_s)).size();
    qInfo("%.1f bytes of the disk a finding", double(bytes) / double(std::max(m_first.findings, qint64(1))));
}

void TestLiveHarbor::asksForNothingTwice()
{
    const SyncOutcome second = run();
    QVERIFY(second.isComplete());
    QCOMPARE(second.reports, 0);
    QVERIFY(second.requests < m_first.requests / 4);
}

void TestLiveHarbor::agreesWithItsOwnCounts()
{
    const QJsonObject summary = QJsonDocument::fromJson(get("/api/v2.0/security/summary")).object();
    auto opened = Database::open(cachePlan(m_folder.path()), m_clock);
    QVERIFY(opened.ok());
    Database &database = **opened;
    QElapsedTimer timer;
    timer.start();
    const auto segment = loadSegment(database, {u"live"_s, u"live"_s, u"live"_s});
    QVERIFY(segment.ok());
    const auto set = findings::FindingSet::of({*segment});
    qInfo("%lld ms for %u rows", timer.elapsed(), set->rowCount());
    const findings::Counts counts = set->count(set->allRows());
    const findings::Coverage coverage = set->coverage();
    qInfo("ours: %u occurrences, %u fixable, %u vulnerabilities; images %u, scanned %u, failed %u, not scanned %u",
        counts.occurrences, counts.fixable, counts.vulnerabilities, coverage.images, coverage.done, coverage.failed,
        coverage.notScanned);
    const auto its = [&](const QString &key) { return quint32(summary.value(key).toInt()); };
    QCOMPARE(counts.occurrences, its(u"total_vuls"_s));
    QCOMPARE(counts.fixable, its(u"fixable_cnt"_s));
    using findings::Severity;
    for (const auto &[severity, key] : {std::pair(Severity::None, u"none_cnt"_s), {Severity::Low, u"low_cnt"_s},
             {Severity::Medium, u"medium_cnt"_s}, {Severity::High, u"high_cnt"_s},
             {Severity::Critical, u"critical_cnt"_s}, {Severity::Unknown, u"unknown_cnt"_s}})
        QCOMPARE(counts.bySeverity[size_t(severity)], its(key));
}

QTEST_GUILESS_MAIN(TestLiveHarbor)
#include "tst_liveharbor.moc"
