// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/exports.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "run.h"
#include "store/inventory.h"
#include "store/schema.h"
#include "sync/segmentloader.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

struct Loaded {
    Context context;
    ExportOptions options;
};

Result<Loaded> load(Run &run)
{
    const auto opened = store::Database::open(store::cachePlan(), run.wiring().clock);
    if (!opened)
        return opened.error();
    const auto known = store::knownRegistries(**opened);
    if (!known)
        return known.error();
    if (known->isEmpty()) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("The local store holds no findings yet. Run \"lotse-cli sync\" first."), {}};
        return error;
    }
    Loaded out;
    QList<std::shared_ptr<const Segment>> segments;
    for (const store::KnownRegistry &registry : *known) {
        const auto segment = loadSegment(**opened, {registry.registryId, registry.accountId, registry.name});
        if (!segment)
            return segment.error();
        segments.append(*segment);
        out.options.hosts.insert(registry.registryId, QUrl(registry.origin).authority());
    }
    out.context.set = FindingSet::of(segments);
    out.context.now = Seconds(run.wiring().clock.now().toSecsSinceEpoch());
    out.options.now = out.context.now;
    return out;
}

void printGroups(Run &run, const Context &context, const Rows &rows, Pivot pivot, bool isJson)
{
    Groups groups = groupRows(context, rows, pivot);
    countGroups(context, groups);
    sortGroups(*context.set, groups, {{GroupColumn::Severity, true}, {GroupColumn::Occurrences, true}});
    QList<QByteArray> objects;
    QList<QStringList> cells;
    for (const Group &group : groups.groups) {
        const QString name = groupName(*context.set, pivot, group.key);
        if (isJson) {
            QJsonObject object{{u"name"_s, name}, {u"severity"_s, severityWord(group.worst)},
                {u"occurrences"_s, qint64(group.occurrences)}, {u"issues"_s, qint64(group.issues)},
                {u"images"_s, qint64(group.images)}, {u"vulnerabilities"_s, qint64(group.vulnerabilities)},
                {u"packages"_s, qint64(group.packages)}, {u"fixable"_s, qint64(group.fixable)}};
            if (pivot == Pivot::Image) {
                const ImageName image = imageName(*context.set, group.key);
                object.insert(u"registry"_s, image.registry);
                object.insert(u"repository"_s, image.repository);
                object.insert(u"digest"_s, image.digest);
            }
            objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
        } else {
            cells.append({name, severityWord(group.worst), QString::number(group.occurrences),
                QString::number(group.issues), QString::number(group.images), QString::number(group.fixable)});
        }
    }
    if (isJson)
        run.output().jsonArray(objects);
    else
        run.output().table({pivotWord(pivot), u"severity"_s, u"occurrences"_s, u"issues"_s, u"images"_s, u"fixable"_s},
            cells, {false, false, true, true, true, true});
}

void printRows(Run &run, const Context &context, Rows rows, bool isJson)
{
    rows = sortRows(context, std::move(rows), {{RowColumn::Severity, true}, {RowColumn::Vulnerability, false}});
    QList<QByteArray> objects;
    QList<QStringList> cells;
    for (const RowId row : rows) {
        const Occurrence one = context.set->occurrence(row);
        if (isJson) {
            const QJsonObject object{{u"vulnerability"_s, one.vulnerability}, {u"severity"_s, one.severityWord},
                {u"package"_s, one.package}, {u"version"_s, one.version}, {u"fix_version"_s, one.fixVersion},
                {u"registry"_s, one.registry}, {u"repository"_s, one.repository}, {u"image"_s, one.image},
                {u"digest"_s, one.platformDigest}, {u"fetched"_s, qint64(one.fetched)}};
            objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
        } else {
            cells.append({one.severityWord, one.vulnerability, one.package, one.version, one.fixVersion, one.repository,
                one.platformDigest.left(19)});
        }
    }
    if (isJson)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"severity"_s, u"vulnerability"_s, u"package"_s, u"version"_s, u"fix"_s, u"repository"_s, u"digest"_s},
            cells);
}

void start(Run &run)
{
    const QString text = run.arguments().join(u' ');
    const ParsedQuery parsed = parseQuery(text);
    if (!parsed.ok()) {
        run.usage(LOTSE_MSG("%1 (at character %2 of the query)"),
            {parsed.error->message.text(), QString::number(parsed.error->position + 1)});
        return;
    }
    const std::optional<Pivot> pivot = run.isSet("group") ? pivotOf(run.value("group")) : Pivot::Finding;
    if (!pivot) {
        run.usage(LOTSE_MSG("--group takes finding, cve, package, fix or image, not %1."), {run.value("group")});
        return;
    }
    const QString format = run.isSet("format") ? run.value("format") : u"table"_s;
    const bool isJson = format == "json"_L1 || run.output().format() == Format::Json;
    const std::optional<ExportFormat> document = exportFormatOf(format);
    if (!isJson && format != "table"_L1 && !document) {
        run.usage(LOTSE_MSG("--format takes table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html, not %1."),
            {format});
        return;
    }
    Result<Loaded> loaded = load(run);
    if (!loaded) {
        run.fail(loaded.error());
        return;
    }
    const Context &context = loaded->context;
    const Rows rows = select(parsed.query, context);
    if (document && !isJson) {
        ExportOptions options = loaded->options;
        options.query = text;
        const Result<QByteArray> bytes = exportFindings(*document, context, rows, options);
        if (!bytes) {
            run.fail(bytes.error());
            return;
        }
        run.output().bytes(*bytes);
    } else if (*pivot == Pivot::Finding) {
        printRows(run, context, rows, isJson);
    } else {
        printGroups(run, context, rows, *pivot, isJson);
    }
    run.done();
}

} // namespace

Command findingsCommand()
{
    return {.name = "findings",
        .arguments = "[QUERY...]",
        .summary = "Ask the local store for findings.",
        .details =
            "The query is that of the window, e.g. \"sev:>=high fix:yes repo:*api\"; without one, all findings.\n"
            "Needs no connection: \"lotse-cli sync\" brings the store up to date.",
        .options = {{u"group"_s, u"Gather by finding, cve, package, fix or image."_s, u"PIVOT"_s},
            {u"format"_s, u"table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html."_s, u"FORMAT"_s}},
        .least = 0,
        .most = -1,
        .start = start};
}

} // namespace lotse::cli
