// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The posture of a Harbor with 500 projects, beside the same requests bare: the same transport, six in flight, answers
// thrown away; the server takes 2 ms for each. And a report of 20,000 rows as PDF, with what the printer needed.
#include "figures.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "posture/evaluate.h"
#include "posture/gather.h"
#include "report/print.h"
#include "report/templates.h"
#include "support/scriptedserver.h"

#include <QCoreApplication>

#include <sys/resource.h>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int projects = 500;
constexpr int imagesOfEach = 8;
constexpr int rounds = 3;
constexpr int inFlight = 6;
constexpr int tableRows = 20'000;

QByteArray number(int value)
{
    return QByteArray::number(value);
}

QByteArray list(int from, int to, const std::function<QByteArray(int)> &row)
{
    QByteArrayList rows;
    for (int i = from; i <= to; ++i)
        rows << row(i);
    return '[' + rows.join(',') + ']';
}

QByteArray project(int i)
{
    return R"({"project_id":)" + number(i) + R"(,"name":"team-)" + number(i)
        + R"(","metadata":{"public":"false","auto_scan":"true","retention_id":")" + number(i)
        + R"("},"cve_allowlist":{"items":[]},"repo_count":3})";
}

QByteArray image(int of, int i)
{
    const QByteArray id = number(of * 100 + i);
    return R"({"id":)" + id + R"(,"type":"IMAGE","repository_name":"team-)" + number(of) + "/app-" + number(i)
        + R"(","digest":"sha256:)" + QByteArray(64 - id.size(), '0') + id
        + R"(","push_time":"2026-10-01T08:00:00.000Z","pull_time":"2026-09-01T08:00:00.000Z","accessories":[],)"
          R"("addition_links":{"vulnerabilities":{"href":"/x","absolute":false}},"scan_overview":{"application/)"
          R"(vnd.security.vulnerability.report; version=1.1":{"scan_status":"Success","severity":"High",)"
          R"("end_time":"2026-10-01T08:05:00.000Z"}},"tags":[{"name":"v1","immutable":true}]})";
}

// Part of a list, as its query asks.
ScriptedReply page(const ReceivedRequest &request, int count, const std::function<QByteArray(int)> &row)
{
    const auto asked = [&](const QByteArray &key, int otherwise) {
        const qsizetype at = request.target.indexOf(key);
        return at < 0 ? otherwise : request.target.mid(at + key.size()).split('&').first().toInt();
    };
    const int size = asked("page_size=", 10);
    const int from = (asked("?page=", asked("&page=", 1)) - 1) * size + 1;
    return ScriptedReply::json(list(from, qMin(from + size - 1, count), row), {{"X-Total-Count", number(count)}});
}

ScriptedReply answer(const ReceivedRequest &request)
{
    QThread::usleep(2000);
    const QByteArray path = request.path();
    const QByteArray none = "[]";
    if (path.endsWith("/systeminfo"))
        return ScriptedReply::json(R"({"harbor_version":"v2.15.2-0","auth_mode":"db_auth","registry_url":"x"})");
    if (path.endsWith("/users/current"))
        return ScriptedReply::json(R"({"user_id":1,"username":"admin","sysadmin_flag":true})");
    if (path.endsWith("/configurations"))
        return ScriptedReply::json(R"({"auth_mode":{"value":"db_auth","editable":true}})");
    if (path.endsWith("/projects"))
        return page(request, projects, project);
    const int of = path.mid(path.indexOf("team-") + 5).split('/').first().toInt();
    if (path.endsWith("/artifacts"))
        return page(request, imagesOfEach, [of](int i) { return image(of, i); });
    if (path.endsWith("/members"))
        return page(request, 3,
            [](int i) { return R"({"id":)" + number(i) + R"(,"entity_name":"desk","entity_type":"u","role_id":2})"; });
    if (path.endsWith("/v2/"))
        return ScriptedReply::json("{}");
    if (path.contains("/schedule") || path.endsWith("/volumes") || path.endsWith("/CVEAllowlist")
        || path.contains("/retentions/"))
        return ScriptedReply::json("{}");
    return ScriptedReply::json(none, {{"X-Total-Count", "0"}});
}

struct Measured {
    double seconds = -1;
    QList<QByteArray> paths; ///< that were asked
};

Measured posture(const std::shared_ptr<Transport> &transport, const QUrl &url, SystemClock &clock)
{
    Account account;
    account.url = url.toString();
    account.kind = RegistryKind::Harbor;
    account.plainHttpConfirmed = true;
    Session session(account, Line{transport}, nullptr, &clock);
    Measured out;
    QObject context;
    QObject::connect(transport.get(), &Transport::requestChanged, &context, [&out](const RequestRecord &record) {
        if (!record.isSignIn && record.tookMs < 0 && record.attempt == 1)
            out.paths.append(record.path);
    });
    const Result<posture::CheckSet> set = posture::builtInSet(u"all"_s);
    posture::Wish wish;
    wish.kinds = posture::kindsOf(*set, true);
    QElapsedTimer timer;
    QObject::connect(&session, &Session::stateChanged, &context, [&] {
        if (session.state() == Session::State::Connecting || session.state() == Session::State::Idle)
            return;
        if (session.state() != Session::State::Online) {
            std::fprintf(stderr, "bench_compliance: %s\n", qPrintable(session.sentenceText()));
            QCoreApplication::exit(1);
            return;
        }
        session.disconnect(&context);
        out.paths.clear();
        timer.start();
        auto *gatherer = new posture::Gatherer(session, &clock, nullptr, wish, &context);
        gatherer->onDone = [&](posture::Facts facts) {
            const posture::Posture made = posture::evaluate(std::move(facts), *set);
            out.seconds = double(timer.nsecsElapsed()) / 1e9;
            const posture::Fact *artifacts = made.facts.find(u"project-artifacts"_s);
            if (!artifacts || artifacts->rows.size() != projects * imagesOfEach) {
                std::fprintf(stderr, "bench_compliance: %lld images, %s\n",
                    artifacts ? qint64(artifacts->rows.size()) : -1,
                    artifacts ? qPrintable(artifacts->error.text()) : "not asked");
                out.seconds = -1;
            }
            QCoreApplication::quit();
        };
        gatherer->start();
    });
    session.open();
    QCoreApplication::exec();
    return out;
}

double bare(Transport *transport, const QList<QByteArray> &paths)
{
    QObject context;
    qsizetype next = 0, done = 0, failed = 0;
    const std::function<void()> more = [&] {
        if (next >= paths.size())
            return;
        Request request;
        request.path = paths[next++];
        transport->send(request, [&](const Result<Response> &response) {
            QMetaObject::invokeMethod(
                &context,
                [&, isGood = response.ok(), why = response ? QString() : response.error().text()] {
                    if (!isGood && failed++ == 0)
                        std::fprintf(stderr, "bench_compliance: %s\n", qPrintable(why));
                    if (++done == paths.size())
                        QCoreApplication::quit();
                    more();
                },
                Qt::QueuedConnection);
        });
    };
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < inFlight; ++i)
        more();
    QCoreApplication::exec();
    return failed == 0 ? double(timer.nsecsElapsed()) / 1e9 : -1;
}

bool measurePosture()
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle(&answer);
    SystemClock clock;
    NetworkThread thread;
    TransportConfig config;
    config.base = server.url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QList<double> ours, theirs;
    for (int round = 0; round < rounds; ++round) {
        const auto transport = thread.adopt(std::make_unique<HttpTransport>(config, &clock));
        const Measured made = posture(transport, server.url(), clock);
        if (made.seconds < 0 || made.paths.isEmpty()) {
            std::fprintf(stderr, "bench_compliance: the posture was not whole\n");
            return false;
        }
        if (round == 0)
            std::printf("-- %d requests for %d projects\n", int(made.paths.size()), projects);
        ours.append(made.seconds);
        const auto other = thread.adopt(std::make_unique<HttpTransport>(config, &clock));
        theirs.append(bare(other.get(), made.paths));
        if (theirs.last() < 0)
            return false;
    }
    print(u"the requests of a posture, bare, 6 in flight"_s, median(theirs), "s");
    print(u"posture of 500 projects"_s, median(ours), "s");
    printAtMost(u"posture beside its requests"_s, median(ours) / median(theirs), "times", 1.2);
    return true;
}

report::Document longReport()
{
    report::Document out;
    out.name = u"posture"_s;
    out.title = u"Posture"_s;
    out.language = u"en"_s;
    out.host = u"harbor.example.com"_s;
    out.madeAt = QDateTime::currentDateTimeUtc();
    report::nameLabels(out, report::Words());
    report::Table table;
    table.id = table.title = u"Affected objects"_s;
    table.columns = {{u"Check"_s, false, false, 0.5}, {u"Result"_s, false, true, 0.8}, {u"Object"_s, false, false, 5}};
    for (int i = 0; i < tableRows; ++i)
        table.rows.append({u"P%1"_s.arg(i % 57, 2, 10, QChar(u'0')), u"bad|Failed"_s,
            u"team-%1/service-%2@sha256:%3"_s.arg(i % 500).arg(i).arg(i, 64, 16, QChar(u'0'))});
    report::Section section = report::sectionOf(u"objects"_s, u"Affected objects"_s, {table});
    section.bars = {{u"Failed"_s, 26, u"bad"_s}, {u"Passed"_s, 20, u"good"_s}};
    section.figures = {{u"failed"_s, u"Failed"_s, u"26"_s, u"checks"_s, out.madeAt, table.id}};
    out.sections = {section};
    return out;
}

bool measurePdf()
{
    if (report::printProgram().isEmpty()) {
        std::fprintf(stderr, "bench_compliance: lotse-print is not built\n");
        return true;
    }
    const QByteArray json = report::toJson(longReport());
    QObject context;
    QByteArray pdf;
    QElapsedTimer timer;
    timer.start();
    report::printPdf(json, &context, [&](const Result<QByteArray> &made) {
        pdf = made ? *made : QByteArray();
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    const double took = double(timer.nsecsElapsed()) / 1e9;
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used); // there was no other child
    if (pdf.isEmpty()) {
        std::fprintf(stderr, "bench_compliance: no PDF was made\n");
        return false;
    }
    print(u"PDF of 20,000 rows"_s, double(pdf.size()) / 1e6, "MB");
    print(u"its pages"_s, double(pdf.count("/Type /Page\n")), "pages");
    printAtMost(u"PDF of 20,000 rows, time"_s, took, "s", 10);
    printAtMost(u"PDF of 20,000 rows, memory of the printer"_s, double(used.ru_maxrss) / 1024, "MiB", 300);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return measurePdf() && measurePosture() ? 0 : 1;
}
