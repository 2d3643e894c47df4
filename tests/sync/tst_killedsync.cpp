// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeharbor.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "support/manualclock.h"
#include "support/scriptedtransport.h"
#include "sync/segmentloader.h"
#include "sync/sync.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

namespace {

constexpr int kProjects = 3;
constexpr int kArtifacts = 60;

// SyncScheduler again and again, each time after every image was pushed anew, until somebody kills it.
int syncForever(const QString &folder, int round)
{
    SystemClock clock;
    test::FakeHarbor harbor(kProjects, kArtifacts);
    auto transport =
        test::ScriptedTransport::shared([&harbor](const Request &request) { return harbor.answer(request); });
    Sync sync(test::sourceOf(transport), cachePlan(folder), &clock);
    int turn = round * 1000;
    const auto again = [&] {
        ++turn;
        for (auto &project : harbor.projects) {
            for (auto &artifact : project.repositories["team/app"].artifacts) {
                artifact.pushed = artifact.pushed.addSecs(turn);
                artifact.offset = turn % 500;
            }
        }
        sync.start();
    };
    QObject::connect(&sync, &Sync::finished, &sync, [&](const SyncOutcome &outcome) {
        if (outcome.error)
            qFatal("%s %s", qPrintable(outcome.error.message.english()), qPrintable(outcome.error.detail));
        again();
    });
    again();
    std::puts("begun");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

/// A program that is killed in the middle of a sync leaves a cache that is whole, and the next run goes on with it.
/// LOTSE_KILL_ROUNDS sets how often.
class TestKilledSync : public QObject {
    Q_OBJECT
private slots:
    void leavesAWholeCache();
};

void TestKilledSync::leavesAWholeCache()
{
    const QTemporaryDir folder;
    test::ManualClock clock;
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("LOTSE_KILL_ROUNDS", &isNumber);
    const int rounds = isNumber ? wanted : 200;
    QRandomGenerator random{quint32(rounds)};
    qint64 most = 0;
    int longest = 60; // ms that a sync is let live; grows until one gets as far as a report, however slow it is
    for (int round = 0; round < rounds; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--sync"_s, folder.path(), QString::number(round)});
        QVERIFY(child.waitForReadyRead(20'000));
        // At any moment: opening, migrating (in the first rounds), lists, windows of reports, the audit trail.
        QTest::qSleep(int(random.bounded(longest)));
        child.kill();
        QVERIFY(child.waitForFinished(20'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        Plan plan = cachePlan(folder.path());
        plan.isCache = false; // damage is to be an error here, not a new beginning
        plan.checkTime = std::chrono::seconds(20);
        const auto database = Database::open(plan, clock);
        QVERIFY2(database.ok(), qPrintable(database.error().message.english() + database.error().detail));
        const qint64 registry = *findRegistry(**database, u"registry"_s);
        qint64 reports = 0;
        const auto damage = ReportStore(database->get()).each(registry, [&](const Report &report) {
            ++reports;
            QCOMPARE(report.body.lines.size(), size_t(3));
        });
        QVERIFY(damage.ok() && damage->digests.isEmpty());
        QVERIFY2(reports >= most, "a report that was kept is gone");
        most = reports;
        if (most == 0 && round % 10 == 9)
            longest = std::min(2 * longest, 10'000);
        const auto segment = loadSegment(**database, {u"registry"_s, u"account"_s, u"test"_s});
        QVERIFY2(segment.ok(), qPrintable(segment.error().message.english()));
        // Lists come whole or not at all.
        const auto images = (*segment)->images.size();
        QVERIFY2(images == 0 || images == kProjects * kArtifacts, qPrintable(QString::number(images)));
    }
    QVERIFY(most > 0);
    qInfo("%d rounds, %lld reports at the end", rounds, most);

    // And one that nobody kills ends with everything.
    test::FakeHarbor harbor(kProjects, kArtifacts);
    auto transport =
        test::ScriptedTransport::shared([&harbor](const Request &request) { return harbor.answer(request); });
    Sync sync(test::sourceOf(transport), cachePlan(folder.path()), &clock);
    QSignalSpy finished(&sync, &Sync::finished);
    sync.start();
    QVERIFY(finished.wait(30'000));
    QVERIFY2(sync.outcome().isComplete(), qPrintable(sync.outcome().error.message.english()));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--sync"_s)
        return syncForever(arguments.value(2), arguments.value(3).toInt());
    TestKilledSync test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killedsync.moc"
