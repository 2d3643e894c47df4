// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/killedchanges.h"

#include "change/changefixture.h"
#include "support/manualclock.h"

#include <QFile>
#include <QProcess>
#include <QTimer>

#include <csignal>
#include <optional>
#include <unistd.h>

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

/// Passes on to a registry in memory. Each write that it took stands in a file, since the memory goes with the process.
class NotingTransport final : public Transport {
public:
    NotingTransport(std::shared_ptr<demo::Registry> registry, const QString &file)
        : m_registry(std::move(registry))
        , m_file(file)
    {
        setAllowsChanges(true);
    }

    std::function<void(const Request &)> before; ///< a request is sent
    std::function<void()> after; ///< the registry has acted, nobody was told
    QList<QByteArray> writes;

    CallId send(Request request, Completion completion) override
    {
        if (before)
            before(request);
        const Response response = m_registry->handle(request, demo::Identity::admin());
        if (!request.isRead()) {
            const QByteArray line = request.method + ' ' + request.path + ' ' + request.body.toBase64();
            writes.append(line);
            QFile file(m_file);
            if (!file.open(QIODevice::Append) || file.write(line + '\n') < 0)
                qFatal("cannot write %s", qPrintable(m_file));
            file.close();
            if (after)
                after();
        }
        QMetaObject::invokeMethod(
            this, [completion = std::move(completion), response] { completion(response); }, Qt::QueuedConnection);
        return 0;
    }
    void abort(CallId) override { }
    QUrl origin() const override { return QUrl(u"https://demo.lotse"_s); }

private:
    std::shared_ptr<demo::Registry> m_registry;
    QString m_file;
};

/// The journal, without waiting for the disk at each entry: a kill takes nothing that the system has.
std::unique_ptr<Journal> openJournal(const QString &folder, const Clock &clock)
{
    store::Plan plan = store::changePlan(folder);
    plan.isDurable = false;
    auto opened = Journal::open(plan, clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text()));
    return std::move(opened.value());
}

/// The same registry in each process: its time stands still.
struct World {
    explicit World(const QString &folder)
        : path(folder)
        , transport(std::make_shared<NotingTransport>(registry, folder + u"/writes"_s))
    {
        journal = openJournal(folder, clock);
    }
    QJsonArray list(const QByteArray &of) const
    {
        Request request;
        request.path = "/api/v2.0" + of;
        return QJsonDocument::fromJson(registry->handle(request, demo::Identity::admin()).body).array();
    }
    QList<Course> courses()
    {
        const auto entries = openJournal(path, clock)->readOn();
        return entries ? coursesOf(*entries) : QList<Course>();
    }
    QString file() const { return path + u"/writes"_s; }

    QString path;
    ManualClock clock;
    std::shared_ptr<demo::Registry> registry = std::make_shared<demo::Registry>(&clock);
    std::shared_ptr<NotingTransport> transport;
    std::unique_ptr<Journal> journal;
};

Executor::Options oneByOne()
{
    Executor::Options out;
    out.inFlight = 1;
    out.patience = {std::chrono::milliseconds(0)};
    out.longPatience = out.patience;
    return out;
}

/// A thing that is changed, one that is made (which would be there twice), and one that goes.
ChangePlan samplePlan(const World &world)
{
    ChangePlan plan;
    plan.id = u"plan-killed"_s;
    plan.origin = u"https://demo.lotse"_s;
    plan.account = u"admin"_s;
    plan.madeAt = world.clock.now();
    for (const QJsonValue &one : world.list("/quotas?page_size=100")) {
        if (one[u"ref"_s][u"name"_s] != u"payments"_s)
            continue;
        Change change;
        change.operation = "updateQuota";
        change.path = {{u"id"_s, QString::number(one[u"id"_s].toInteger())}};
        change.names = {{u"project"_s, u"payments"_s}};
        change.edits = {{u"hard.storage"_s, one[u"hard"_s][u"storage"_s], qint64(4'000'000'000)}};
        plan.add(change);
    }
    Change label;
    label.operation = "CreateLabel";
    label.names = {{u"name"_s, u"killed"_s}};
    label.body = {{u"name"_s, u"killed"_s}, {u"scope"_s, u"g"_s}, {u"color"_s, u"#112233"_s}};
    plan.add(label);
    for (const QJsonValue &one : world.list("/projects/payments/members?page_size=100")) {
        if (one[u"entity_name"_s] != u"audit-desk"_s)
            continue;
        Change change;
        change.operation = "deleteProjectMember";
        change.path = {{u"project_name_or_id"_s, u"payments"_s}, {u"mid"_s, QString::number(one[u"id"_s].toInteger())}};
        change.names = {{u"project"_s, u"payments"_s}, {u"member"_s, u"audit-desk"_s}};
        plan.add(change);
    }
    return plan;
}

/// Whether the server holds what the plan wants, each once.
QString wrongOf(const World &world)
{
    for (const QJsonValue &one : world.list("/quotas?page_size=100")) {
        if (one[u"ref"_s][u"name"_s] == u"payments"_s && one[u"hard"_s][u"storage"_s].toInteger() != 4'000'000'000)
            return u"the quota is another one"_s;
    }
    int labels = 0;
    for (const QJsonValue &one : world.list("/labels?scope=g&page_size=100"))
        labels += one[u"name"_s] == u"killed"_s ? 1 : 0;
    if (labels != 1)
        return u"%1 labels"_s.arg(labels);
    for (const QJsonValue &one : world.list("/projects/payments/members?page_size=100")) {
        if (one[u"entity_name"_s] == u"audit-desk"_s)
            return u"the member is still there"_s;
    }
    return {};
}

} // namespace

int applyUntilKilled(char **argv)
{
    const QByteArray step = argv[2];
    const int at = QByteArray(argv[3]).toInt();
    const QString folder = QString::fromLocal8Bit(argv[4]);
    World world(folder);
    QFile file(folder + u"/plan.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const auto plan = fromJson(file.readAll());
    if (!plan)
        return 1;
    Executor executor(world.transport, world.journal.get(), &world.clock);
    QStringList begun; // in the order that they are applied in
    int written = 0;
    const auto isIt = [&](const char *name) { return step == name && begun.size() == at; };
    QObject::connect(&executor, &Executor::progressed, &executor, [&](const Progress &one) {
        if (one.state == State::Intent)
            begun.append(one.id);
        if ((one.state == State::Intent && isIt("intent")) || (one.state == State::Sent && isIt("sent"))
            || (one.state == State::Verified && isIt("verified")))
            die();
    });
    world.transport->after = [&] {
        ++written;
        if (isIt("reached"))
            die();
    };
    // The answer is in the journal when it is read back.
    world.transport->before = [&](const Request &request) {
        if (request.isRead() && written == at && isIt("answered"))
            die();
    };
    QObject::connect(&executor, &Executor::finished, &executor, [&] {
        if (step == "finished")
            die();
        QCoreApplication::exit(1);
    });
    if (step == "planned")
        executor.pause();
    executor.run(*plan, oneByOne());
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (!world.courses().isEmpty())
            die();
    });
    if (step == "planned")
        look.start(0);
    return QCoreApplication::exec();
}

/// What a killed program leaves is settled by the next one: nothing is lost, nothing is done twice.
class KilledChanges : public QObject {
    Q_OBJECT
private slots:
    void isResumed_data();
    void isResumed();

private:
    ChangePlan m_plan; ///< the same for all
};

void KilledChanges::isResumed_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<int>("change"); // that it dies at, from 1
    QTest::addColumn<int>("reached"); // writes that the registry took before
    QTest::addColumn<int>("verified"); // by the journal
    QTest::addColumn<bool>("isInterrupted");
    QTest::newRow("planned") << QByteArray("planned") << 0 << 0 << 0 << false;
    const auto row = [](const char *step, int change, int reached, int verified, bool isInterrupted) {
        QTest::addRow("%s, change %d", step, change)
            << QByteArray(step) << change << reached << verified << isInterrupted;
    };
    // Each step of what is made, which a second request would make again; of the others the one that is hardest.
    row("reached", 1, 1, 0, true);
    row("intent", 2, 1, 1, true);
    row("sent", 2, 1, 1, true);
    row("reached", 2, 2, 1, true);
    row("answered", 2, 2, 1, true);
    row("verified", 2, 2, 2, false);
    row("reached", 3, 3, 2, true);
    QTest::newRow("finished") << QByteArray("finished") << 3 << 3 << 3 << false;
}

void KilledChanges::isResumed()
{
    QFETCH(QByteArray, step);
    QFETCH(int, change);
    QFETCH(int, reached);
    QFETCH(int, verified);
    QFETCH(bool, isInterrupted);
    const QTemporaryDir folder;
    if (m_plan.changes.isEmpty()) {
        const QTemporaryDir other;
        m_plan = samplePlan(World(other.path()));
    }
    const ChangePlan &plan = m_plan;
    QCOMPARE(plan.changes.size(), 3);
    {
        QFile file(folder.filePath(u"plan.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(toJson(plan)) > 0);
    }
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
        {u"--die"_s, QString::fromLatin1(step), QString::number(change), folder.path()});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QCOMPARE(child.exitCode(), SIGKILL);

    // The registry as it was left.
    World world(folder.path());
    QFile noted(world.file());
    const QList<QByteArray> before =
        noted.open(QIODevice::ReadOnly) ? noted.readAll().trimmed().split('\n') : QList<QByteArray>();
    QCOMPARE(before.size(), reached);
    for (const QByteArray &line : before) {
        const QList<QByteArray> parts = line.split(' ');
        Request request;
        request.method = parts[0];
        request.path = parts[1];
        request.body = QByteArray::fromBase64(parts.value(2));
        if (!request.body.isEmpty())
            request.contentType = "application/json";
        QVERIFY(world.registry->handle(request, demo::Identity::admin()).isSuccess());
    }
    // The journal is whole and knows what it can know.
    QList<Course> courses;
    const auto readOn = [&] {
        const auto entries = world.journal->readOn();
        for (const Entry &entry : entries ? *entries : QList<Entry>())
            take(courses, entry);
    };
    readOn();
    QCOMPARE(courses.size(), 1);
    const Course course = courses[0];
    QCOMPARE(course.isOpen(), step != "finished");
    QCOMPARE(course.count(State::Verified), verified);
    QCOMPARE(course.interrupted().size(), isInterrupted ? 1 : 0);
    QCOMPARE(toJson(course.plan), toJson(plan));
    if (!course.isOpen()) {
        QCOMPARE(wrongOf(world), QString());
        return;
    }

    Executor executor(world.transport, world.journal.get(), &world.clock);
    std::optional<Summary> ended;
    connect(&executor, &Executor::finished, this, [&](const Summary &summary) { ended = summary; });
    executor.run(course.plan, oneByOne(), &course);
    QTRY_VERIFY(ended.has_value());
    QCOMPARE(ended->verified, 3);
    QCOMPARE(wrongOf(world), QString());
    const QList<QByteArray> all = before + world.transport->writes;
    QCOMPARE(all.size(), 3); // nothing was sent twice
    QCOMPARE(QSet<QByteArray>(all.begin(), all.end()).size(), 3);
    readOn();
    QCOMPARE(courses.size(), 1);
    QCOMPARE(courses[0].end, u"finished"_s);
    QCOMPARE(courses[0].count(State::Verified), 3);
}

int runKilledChanges(int argc, char **argv)
{
    KilledChanges killed;
    return QTest::qExec(&killed, argc, argv);
}

#include "killedchanges.moc"
