// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 200 quotas set by a plan, beside the same requests bare (the same transport, four in flight, answers thrown away; the
// server takes 2 ms for each); and what staging costs the thread of the window: 1,000 cells of the access matrix of 500
// people by 500 projects, and a formula over the quotas of 500 projects.
#include "change/executor.h"
#include "figures.h"
#include "models/access/membermatrix.h"
#include "models/changes/quotaedit.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "store/schema.h"
#include "support/scriptedserver.h"
#include "support/scriptedtransport.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QTemporaryDir>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int changes = 200;
constexpr int projects = 500;
constexpr int people = 500;
constexpr int membersOfEach = 12;
constexpr int rounds = 3;
constexpr qint64 GiB = 1024LL * 1024 * 1024;

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray quota(int id, qint64 limit)
{
    return R"({"id":)" + number(id) + R"(,"ref":{"id":)" + number(id) + R"(,"name":"team-)" + number(id)
        + R"(","owner_name":"admin"},"hard":{"storage":)" + number(limit) + R"(},"used":{"storage":)"
        + number(qint64(id) * 30'000'000) + "}}";
}

/// Keeps the limits that it is given.
class Quotas {
public:
    ScriptedReply answer(const ReceivedRequest &request)
    {
        QThread::usleep(2000);
        const int id = request.path().mid(request.path().lastIndexOf('/') + 1).toInt();
        const QMutexLocker locker(&m_mutex);
        if (request.method == "PUT") {
            m_limits[id] =
                QJsonDocument::fromJson(request.body).object()[u"hard"_s].toObject()[u"storage"_s].toInteger();
            return ScriptedReply::status(200);
        }
        return ScriptedReply::json(quota(id, m_limits.value(id, GiB)));
    }

private:
    QMutex m_mutex;
    QHash<int, qint64> m_limits;
};

struct Applied {
    double seconds = 0;
    QList<Request> requests;
    bool isProved = false;
};

Applied apply(const std::shared_ptr<Transport> &transport, qint64 from, qint64 to)
{
    Applied out;
    const QTemporaryDir folder;
    SystemClock clock;
    auto journal = change::Journal::open(store::changePlan(folder.path()), clock);
    if (!journal)
        return out;
    change::ChangePlan plan;
    plan.id = u"bench"_s;
    plan.origin = transport->origin().toString();
    for (int i = 1; i <= changes; ++i) {
        change::Change one;
        one.operation = "updateQuota";
        one.path = {{u"id"_s, QString::number(i)}};
        one.names = {{u"project"_s, u"team-%1"_s.arg(i)}};
        one.edits = {{u"hard.storage"_s, from, to}};
        plan.add(one);
    }
    change::Executor executor(transport, journal->get(), &clock);
    QEventLoop loop;
    QObject::connect(&executor, &change::Executor::finished, &loop, [&](const change::Summary &summary) {
        out.isProved = summary.verified == changes;
        loop.quit();
    });
    QObject::connect(transport.get(), &Transport::requestChanged, &loop, [&out](const RequestRecord &record) {
        if (record.isSignIn || record.tookMs >= 0 || record.attempt != 1)
            return;
        Request request;
        request.method = record.method;
        request.path = record.path;
        out.requests.append(request);
    });
    QElapsedTimer timer;
    timer.start();
    executor.run(plan, {});
    loop.exec();
    out.seconds = double(timer.nsecsElapsed()) / 1e9;
    return out;
}

double bare(Transport *transport, QList<Request> requests, qint64 limit)
{
    for (Request &request : requests) {
        if (request.method == "PUT") {
            request.body = R"({"hard":{"storage":)" + number(limit) + "}}";
            request.contentType = "application/json";
        }
    }
    QObject context;
    QEventLoop loop;
    qsizetype next = 0;
    qsizetype done = 0;
    std::function<void()> more = [&] {
        if (next >= requests.size())
            return;
        transport->send(requests[next++], [&](const Result<Response> &) {
            QMetaObject::invokeMethod(
                &context,
                [&] {
                    if (++done == requests.size())
                        loop.quit();
                    more();
                },
                Qt::QueuedConnection);
        });
    };
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 4; ++i)
        more();
    loop.exec();
    return double(timer.nsecsElapsed()) / 1e9;
}

bool besideBareRequests()
{
    Quotas quotas;
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([&quotas](const ReceivedRequest &request) { return quotas.answer(request); });
    SystemClock clock;
    NetworkThread thread;
    TransportConfig config;
    config.base = server.url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    const auto transport = thread.adopt(std::make_unique<HttpTransport>(config, &clock));
    transport->setAllowsChanges(true);
    QList<double> ours;
    QList<double> theirs;
    qsizetype requests = 0;
    for (int round = 0; round < rounds; ++round) {
        const Applied applied = apply(transport, (round + 1) * GiB, (round + 2) * GiB);
        if (!applied.isProved)
            return false;
        requests = applied.requests.size();
        ours.append(applied.seconds);
        theirs.append(bare(transport.get(), applied.requests, (round + 2) * GiB));
    }
    std::printf("-- %d changes, %lld requests of 2 ms\n", changes, qlonglong(requests));
    print(u"the requests alone"_s, median(theirs), "s");
    print(u"the plan: journal, comparison and proof"_s, median(ours), "s");
    printAtMost(u"the plan beside the requests"_s, median(ours) / median(theirs), "times", 1.3);
    return true;
}

QByteArray projectPage(int page)
{
    QByteArrayList rows;
    for (int i = (page - 1) * 100 + 1; i <= std::min(page * 100, projects); ++i)
        rows << R"({"project_id":)" + number(i) + R"(,"name":"team-)" + number(i)
                + R"(","metadata":{"public":"false"},"cve_allowlist":{"items":[]},"repo_count":3})";
    return '[' + rows.join(',') + ']';
}

QByteArray membersOf(int project)
{
    QByteArrayList rows;
    for (int i = 0; i < membersOfEach; ++i) {
        const QByteArray id = number((project * 7 + i * 43) % people + 3);
        rows << R"({"id":)" + number(project * 100 + i) + R"(,"entity_id":)" + id + R"(,"entity_name":"desk-)" + id
                + R"(","entity_type":"u","role_id":)" + number(i % 5 + 1) + R"(,"role_name":"x"})";
    }
    return '[' + rows.join(',') + ']';
}

Result<Response> answer(const Request &request)
{
    const QByteArray path = request.path.split('?').first();
    const qsizetype at = request.path.indexOf("page=");
    const int page = std::max(1, request.path.mid(at + 5).split('&').first().toInt());
    if (path.endsWith("/members"))
        return ScriptedTransport::json(
            membersOf(path.mid(path.indexOf('-') + 1).split('/').first().toInt()), 200, membersOfEach);
    if (path.endsWith("/users")) {
        QByteArrayList rows;
        for (int i = (page - 1) * 100 + 1; i <= std::min(page * 100, people); ++i)
            rows << R"({"user_id":)" + number(i + 2) + R"(,"username":"desk-)" + number(i + 2) + "\"}";
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, people);
    }
    if (path.endsWith("/quotas")) {
        QByteArrayList rows;
        for (int i = (page - 1) * 100 + 1; i <= std::min(page * 100, projects); ++i)
            rows << quota(i, GiB);
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, projects);
    }
    return ScriptedTransport::json(projectPage(page), 200, projects);
}

bool waitUntil(const std::function<bool()> &isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return isTrue();
}

bool staging()
{
    SystemClock clock;
    const auto transport = ScriptedTransport::shared(&answer);
    models::ChangeList list(nullptr, &clock);
    models::MemberMatrix matrix;
    matrix.setSource(harbor::Client(transport));
    matrix.setChanges(&list);
    if (!waitUntil([&] { return !matrix.isLoading() && matrix.columnCount() == projects; }))
        return false;
    std::printf("-- %d people by %d projects\n", matrix.rowCount(), matrix.columnCount());
    bool isStaged = true;
    const auto twoRows = [&] {
        isStaged = matrix.stageRole(10, 0, projects - 1, 2) && matrix.stageRole(11, 0, projects - 1, 4) && isStaged
            && list.count() > 990; // who has the role already needs no change
    };
    QList<double> times;
    for (int round = 0; round < 7; ++round) {
        list.discard();
        times.append(medianTime(twoRows, 1));
    }
    printAtMost(u"1,000 cells of the access matrix staged"_s, median(times), "ms", 50);
    if (!isStaged) {
        std::fprintf(stderr, "bench_changes: %d staged; %s\n", list.count(), qPrintable(list.problem()));
        return false;
    }
    // On top of them, as whoever goes on with what is staged.
    printAtMost(u"one cell more, beside those"_s,
        medianTime([&] { (void)matrix.stageRole(12, 7, 7, list.staging() % 2 == 0 ? 2 : 4); }), "ms", 16);

    models::RemoteList table;
    models::ListSource source;
    source.client = harbor::Client(transport);
    source.endpoint = harbor::endpoint("quotas");
    table.setColumns(models::columnsOf("quotas"));
    table.setSource(source);
    table.fetchAll();
    if (!waitUntil([&] { return table.isWhole() && table.loaded() == projects; }))
        return false;
    QStringList keys;
    for (int row = 0; row < table.rowCount(); ++row)
        keys.append(table.rowKey(row));
    times.clear();
    for (int round = 0; round < 7; ++round) {
        list.discard();
        times.append(medianTime(
            [&] {
                models::QuotaEdit edit;
                edit.setChanges(&list);
                edit.setProperty("table", QVariant::fromValue(static_cast<models::TableModel *>(&table)));
                edit.setProperty("keys", keys);
                edit.setProperty("text", u"max(used*1.3, 10GiB)"_s);
                isStaged = edit.rows().size() == projects && edit.stage() && list.count() == projects && isStaged;
            },
            1));
    }
    printAtMost(u"quotas of 500 projects, formula to plan"_s, median(times), "ms", 100);
    return isStaged;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!besideBareRequests() || !staging()) {
        std::fprintf(stderr, "bench_changes: not all was done\n");
        return 1;
    }
    return 0;
}
