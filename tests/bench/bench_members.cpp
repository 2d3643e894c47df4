// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The members of 500 projects as a matrix, beside the same requests bare: the same transport, four in flight, answers
// thrown away. The server takes 2 ms for each. Prints "name value unit [ratio]".
#include "median.h"
#include "models/access/membermatrix.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "support/scriptedserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int projects = 500;
constexpr int people = 300;
constexpr int membersOfEach = 12;
constexpr int rounds = 3;

QByteArray projectPage(int page)
{
    QByteArrayList rows;
    for (int i = (page - 1) * 100 + 1; i <= qMin(page * 100, projects); ++i)
        rows << R"({"project_id":)" + QByteArray::number(i) + R"(,"name":"team-)" + QByteArray::number(i)
                + R"(","metadata":{"public":"false"},"cve_allowlist":{"items":[]},"repo_count":3})";
    return '[' + rows.join(',') + ']';
}

QByteArray membersOf(int project)
{
    QByteArrayList rows;
    for (int i = 0; i < membersOfEach; ++i) {
        const QByteArray id = QByteArray::number((project * 7 + i * 31) % people + 3);
        rows << R"({"id":)" + QByteArray::number(project * 100 + i) + R"(,"entity_id":)" + id
                + R"(,"entity_name":"desk-)" + id + R"(","entity_type":"u","role_id":)" + QByteArray::number(i % 5 + 1)
                + R"(,"role_name":"x"})";
    }
    return '[' + rows.join(',') + ']';
}

ScriptedReply answer(const ReceivedRequest &request)
{
    QThread::usleep(2000);
    const QByteArray path = request.path();
    if (path.endsWith("/members"))
        return ScriptedReply::json(
            membersOf(path.mid(path.indexOf('-') + 1).split('/').first().toInt()), {{"X-Total-Count", "12"}});
    if (path.endsWith("/users"))
        return ScriptedReply::json("[]", {{"X-Total-Count", "0"}});
    const qsizetype at = request.target.indexOf("page=");
    return ScriptedReply::json(projectPage(qMax(1, request.target.mid(at + 5).split('&').first().toInt())),
        {{"X-Total-Count", QByteArray::number(projects)}});
}

double matrix(const std::shared_ptr<Transport> &transport)
{
    models::MemberMatrix matrix;
    QElapsedTimer timer;
    QObject::connect(&matrix, &models::MemberMatrix::stateChanged, &matrix, [&] {
        if (!matrix.isLoading() && matrix.state() != u"loading"_s)
            QCoreApplication::quit();
    });
    timer.start();
    matrix.setSource(harbor::Client(transport));
    QCoreApplication::exec();
    const bool isWhole = matrix.columnCount() == projects && matrix.rowCount() == people;
    return isWhole ? double(timer.nsecsElapsed()) / 1e9 : -1;
}

double bare(Transport *transport)
{
    QList<QByteArray> paths;
    for (int page = 1; page <= projects / 100; ++page)
        paths += "/api/v2.0/projects?page=" + QByteArray::number(page) + "&page_size=100";
    for (int i = 1; i <= projects; ++i)
        paths += "/api/v2.0/projects/team-" + QByteArray::number(i) + "/members?page=1&page_size=100";
    QObject context;
    qsizetype next = 0;
    qsizetype done = 0;
    std::function<void()> more = [&] {
        if (next >= paths.size())
            return;
        Request request;
        request.path = paths[next++];
        transport->send(request, [&](Result<Response>) {
            QMetaObject::invokeMethod(
                &context,
                [&] {
                    if (++done == paths.size())
                        QCoreApplication::quit();
                    more();
                },
                Qt::QueuedConnection);
        });
    };
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 4; ++i)
        more();
    QCoreApplication::exec();
    return double(timer.nsecsElapsed()) / 1e9;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle(&answer);
    SystemClock clock;
    NetworkThread thread;
    TransportConfig config;
    config.base = server.url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        const auto transport = thread.adopt(std::make_unique<HttpTransport>(config, &clock));
        theirs.append(bare(transport.get()));
        ours.append(matrix(transport));
        if (ours.last() < 0) {
            std::fprintf(stderr, "bench_members: the matrix was not whole\n");
            return 1;
        }
    }
    std::printf("members_wall %.3f s %.2f\n", median(ours), median(ours) / median(theirs));
    std::printf("members_bare %.3f s\n", median(theirs));
    return 0;
}
