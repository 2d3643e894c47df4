// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter.h"
#include "harbor/client.h"
#include "run.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;
using harbor::Endpoint;
using harbor::Shape;

namespace {

bool isBytes(const Endpoint &endpoint)
{
    return endpoint.shape == Shape::Text || endpoint.shape == Shape::Blob;
}

void printBytes(Run &run, const Endpoint &endpoint, const QByteArray &bytes)
{
    if (run.output().format() == Format::Json)
        run.output().jsonArray({jsonText(QString::fromUtf8(bytes))});
    else if (endpoint.shape == Shape::Text)
        run.output().text(QString::fromUtf8(bytes), true);
    else
        run.output().bytes(bytes);
    run.done();
}

void printWalk(Run &run, const Endpoint &endpoint, const Filter &filter, const harbor::Walk &walk)
{
    QList<json::Record> rows;
    QStringList parents;
    for (qsizetype i = 0; i < walk.rows.size(); ++i) {
        if (filter.accepts(walk.rows[i])) {
            rows.append(walk.rows[i]);
            parents.append(walk.parents.value(i));
        }
    }
    run.output().records(rows, endpoint.type, parents);
    for (const QString &gap : walk.gaps())
        run.partial(gap);
    run.done();
}

void read(Run &run, const Endpoint &endpoint, const Filter &filter)
{
    if (run.session().kind() != RegistryKind::Harbor) {
        Error error;
        error.kind = ErrorKind::Unsupported;
        error.message = {
            LOTSE_MSG("%1 is not a Harbor registry: %2 is not available. \"lotse-cli tree\" shows its repositories."),
            {run.session().account().host(), QString::fromLatin1(endpoint.kind)}};
        run.fail(error);
        return;
    }
    const harbor::Client client = run.session().harbor();
    if (isBytes(endpoint)) {
        client.text(endpoint, filter.params(), &run, [&run, &endpoint](const Result<QByteArray> &bytes) {
            if (bytes)
                printBytes(run, endpoint, *bytes);
            else
                run.fail(bytes.error());
        });
        return;
    }
    client.walk(
        endpoint, filter.params(), &run,
        [&run](const harbor::Progress &progress) { run.progress(progress.done, progress.total, progress.what); },
        [&run, &endpoint, filter](const Result<harbor::Walk> &walk) {
            if (walk)
                printWalk(run, endpoint, filter, *walk);
            else
                run.fail(walk.error());
        });
}

void start(Run &run)
{
    const QString kind = run.arguments().first();
    const Endpoint *endpoint = harbor::endpoint(kind.toUtf8());
    if (!endpoint) {
        run.usage(LOTSE_MSG("Unknown kind %1. \"lotse-cli kinds\" lists all kinds."), {kind});
        return;
    }
    endpoint = &narrowedToProject(*endpoint, run.arguments().mid(1), run.value("project"));
    const Result<Filter> filter =
        Filter::parse(*endpoint, run.arguments().mid(1), run.value("project"), run.isSet("raw-query"));
    if (!filter) {
        run.fail(filter.error());
        return;
    }
    if (isBytes(*endpoint) && run.output().format() == Format::Csv) {
        run.usage(LOTSE_MSG("%1 is not a list: --csv has no effect."), {kind});
        return;
    }
    // What cannot be asked is said before anybody is asked for a password.
    if (!endpoint->walks || isBytes(*endpoint)) {
        if (const Result<QByteArray> path = harbor::buildPath(*endpoint, filter->params()); !path) {
            run.fail(path.error());
            return;
        }
    }
    run.withSession([&run, endpoint, filter = *filter] { read(run, *endpoint, filter); });
}

} // namespace

Command getCommand()
{
    return {.name = "get",
        .arguments = "KIND [FILTER...]",
        .summary = "Print all rows of a kind: projects, users, robots, quotas, audit, ...",
        .details = "Loads all pages; project-level kinds cover all projects unless --project is given.\n"
                   "With --project, quotas, repositories, robots, labels and the audit trail are those of the "
                   "project.\n"
                   "FILTER is name=value (is), name~value (contains) or a path parameter such as "
                   "project_name=payments.\n"
                   "Ranges use Harbor syntax: op_time=[2026-01-01T00:00:00~]. With --raw-query, filters are API "
                   "parameters:\n"
                   "scope=p, sort=-update_time. Unknown names, and --project with a system-level kind, are "
                   "rejected.\n"
                   "If rows are missing, stderr shows the reason and the exit code is 7.",
        .options = {{u"project"_s, u"Only this project."_s, u"NAME"_s},
            {u"raw-query"_s, u"Send filters as query parameters."_s}},
        .least = 1,
        .most = -1,
        .takes = "@registry json csv progress",
        .start = &start};
}

} // namespace lotse::cli
