// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter.h"
#include "harbor/client.h"
#include "harbor/quota.h"
#include "run.h"
#include "store/inventory.h"
#include "store/usagebook.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

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

/// Of quotas: when each is full, by what syncs and the window recorded. Reads only; without a history all are null.
Output::Extra forecasts(Run &run, const QList<json::Record> &rows, const Endpoint &endpoint)
{
    Output::Extra out;
    if (endpoint.type != QMetaType::fromType<harbor::Quota>())
        return out;
    out.name = u"forecast"_s;
    const QDate today = run.wiring().clock.now().toUTC().date();
    QHash<QString, qint64> remotes;
    for (const json::Record &row : rows) {
        const auto quota = row.value.value<harbor::Quota>();
        remotes.insert(quota.ref.name, quota.ref.id);
    }
    QHash<QString, harbor::UsageTrend> trends;
    const QString folder = run.cachePlan().path;
    if (QFileInfo::exists(store::datePlan(folder).path)) {
        const auto book = store::UsageBook::open(folder, run.wiring().clock);
        const auto read = book ? (*book)->trends(store::placeOf(run.session().account().url), remotes, today)
                               : Result<QHash<QString, harbor::UsageTrend>>(book.error());
        if (read)
            trends = *read;
        else
            run.output().warn(u"no forecast: "_s + read.error().message.english());
    }
    for (const json::Record &row : rows) {
        const auto quota = row.value.value<harbor::Quota>();
        const harbor::UsageForecast forecast =
            harbor::usageForecast(trends.value(quota.ref.name), quota.usedBytes(), quota.hardBytes(), today);
        const bool hasDay = forecast.kind == harbor::UsageForecast::Kind::OnDay;
        out.cells.append(hasDay ? forecast.day.toString(Qt::ISODate) : QString());
        out.json.append(hasDay ? QJsonDocument(QJsonObject{{u"full"_s, forecast.day.toString(Qt::ISODate)},
                                                   {u"bytes_per_day"_s, qRound64(forecast.trend.perDay)},
                                                   {u"known_days"_s, forecast.trend.days}})
                                     .toJson(QJsonDocument::Compact)
                               : QByteArray("null"));
    }
    return out;
}

/// What the account does not see of the trail over all projects: Harbor leaves it out with 200, down to an empty list.
QString limitOf(Run &run, const Endpoint &endpoint)
{
    const QByteArrayView kind(endpoint.kind);
    const bool isTrail = kind == "audit" || kind == "audit-old";
    return isTrail ? run.session().capabilities().reason(u"audit"_s).english() : QString();
}

void printWalk(Run &run, const Endpoint &endpoint, const Filter &filter, const harbor::PagedList &walk)
{
    QList<json::Record> rows;
    QStringList parents;
    for (qsizetype i = 0; i < walk.rows.size(); ++i) {
        if (filter.accepts(walk.rows[i])) {
            rows.append(walk.rows[i]);
            parents.append(walk.parents.value(i));
        }
    }
    run.output().records(rows, endpoint.type, parents, forecasts(run, rows, endpoint));
    for (const QString &gap : walk.gaps())
        run.partial(gap);
    if (const QString limit = limitOf(run, endpoint); !limit.isEmpty())
        run.partial(limit);
    run.done();
}

/// Harbor began the trail of today in 2.13; before it there is the older one.
Error refusalOf(const Endpoint &endpoint, const Error &error)
{
    if (qstrcmp(endpoint.kind, "audit") != 0 || error.kind != ErrorKind::NotFound)
        return error;
    Error out = error;
    out.message = {
        LOTSE_MSG("This Harbor has no such list, which came with 2.13. \"lotse-cli get audit-old\" reads its log."),
        {}};
    return out;
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
        [&run, &endpoint, filter](const Result<harbor::PagedList> &walk) {
            if (walk)
                printWalk(run, endpoint, filter, *walk);
            else
                run.fail(refusalOf(endpoint, walk.error()));
        });
}

void startGet(Run &run)
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
        .details =
            "Loads all pages; project-level kinds cover all projects unless --project is given.\n"
            "With --project, quotas, repositories, robots, labels and the audit trail are those of the "
            "project.\n"
            "FILTER is name=value (is), name~value (contains) or a path parameter such as "
            "project_name=payments.\n"
            "Ranges use Harbor syntax: op_time=[2026-01-01T00:00:00~]. With --raw-query, filters are API "
            "parameters:\n"
            "scope=p, sort=-update_time. Unknown names, and --project with a system-level kind, are "
            "rejected.\n"
            "Quotas have a forecast: the day on which a project is full, from what syncs recorded of its use over "
            "the last 90 days; empty (JSON: null) where that cannot be said.\n"
            "If rows are missing, stderr shows the reason and the exit code is 7.",
        .options = {{u"project"_s, u"Only this project."_s, u"NAME"_s},
            {u"raw-query"_s, u"Send filters as query parameters."_s}},
        .least = 1,
        .most = -1,
        .takes = "@registry json csv progress",
        .start = &startGet};
}

} // namespace lotse::cli
