// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/exportrow.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "triage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

// How the answer goes out.
struct Form {
    Pivot pivot = Pivot::Finding;
    std::optional<ExportFormat> document; ///< csv and jsonl of groups are made here
    bool isJson = false;
};

void printGroups(Run &run, const TriageView &view, const Rows &rows, const Form &form)
{
    const Context &context = view.context;
    Groups groups = groupRows(context, rows, form.pivot);
    countGroups(context, rows, groups);
    sortGroups(*context.set, groups, {{GroupColumn::Severity, true}, {GroupColumn::Occurrences, true}});
    const bool isLines = form.document == ExportFormat::JsonLines;
    const QString incomplete = view.exportOptions().incomplete;
    QList<QByteArray> objects;
    QList<QStringList> cells;
    for (const Group &group : groups.groups) {
        const QString name = groupName(*context.set, form.pivot, group.key);
        if (form.isJson || isLines) {
            QJsonObject object{{u"name"_s, name}, {u"severity"_s, severityWord(group.worst)},
                {u"occurrences"_s, qint64(group.occurrences)}, {u"issues"_s, qint64(group.issues)},
                {u"images"_s, qint64(group.images)}, {u"vulnerabilities"_s, qint64(group.vulnerabilities)},
                {u"packages"_s, qint64(group.packages)}, {u"fixable"_s, qint64(group.fixable)},
                {u"hidden"_s, qint64(group.hidden)}};
            if (form.pivot == Pivot::Image) {
                const ImageName image = imageName(*context.set, group.key);
                object.insert(u"registry"_s, image.registry);
                object.insert(u"repository"_s, image.repository);
                object.insert(u"digest"_s, image.digest);
                object.insert(u"tags"_s, QJsonArray::fromStringList(image.tags));
            }
            if (!incomplete.isEmpty())
                object.insert(u"incomplete"_s, incomplete);
            objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
        } else {
            cells.append(
                {name, severityWord(group.worst), QString::number(group.occurrences), QString::number(group.issues),
                    QString::number(group.images), QString::number(group.fixable), QString::number(group.hidden)});
            if (!incomplete.isEmpty() && run.output().format() == Format::Csv)
                cells.last().append(incomplete);
        }
    }
    QStringList headings{
        pivotWord(form.pivot), u"severity"_s, u"occurrences"_s, u"issues"_s, u"images"_s, u"fixable"_s, u"hidden"_s};
    if (!incomplete.isEmpty() && run.output().format() == Format::Csv)
        headings.append(u"incomplete"_s);
    if (isLines)
        run.output().json(objects.join('\n') + (objects.isEmpty() ? "" : "\n"));
    else if (form.isJson)
        run.output().jsonArray(objects);
    else
        run.output().table(headings, cells, {false, false, true, true, true, true, true});
}

ExportOptions optionsOf(Run &run, const TriageView &view, const Query &query)
{
    ExportOptions options = view.exportOptions();
    options.query = query.canonical();
    options.author = authorOf(run);
    options.authorUrl = run.value("author-url");
    return options;
}

void printObjects(Run &run, const Context &context, const Rows &rows, const ExportOptions &options)
{
    QList<QByteArray> objects;
    for (const RowId row : rows)
        objects.append(findingObject(exportRow(context, row, options), options));
    run.output().jsonArray(objects);
}

void printRows(Run &run, const Context &context, const Rows &rows)
{
    QList<QStringList> cells;
    for (const RowId row : rows) {
        const Occurrence one = context.set->occurrence(row);
        const quint8 bits = context.stateBits(row);
        const QString state = stateWord(State(bits & StateBits::kStateMask));
        const QString shown = bits & StateBits::kExpired ? u"expired"_s
            : bits & StateBits::kReview                  ? state + u" (review)"_s
                                                         : state;
        cells.append({severityWord(one.severity), one.vulnerability, one.package, one.version, one.fixVersion,
            one.repository, one.platformDigest.left(19), shown});
    }
    run.output().table({u"severity"_s, u"vulnerability"_s, u"package"_s, u"version"_s, u"fix"_s, u"repository"_s,
                           u"digest"_s, u"state"_s},
        cells);
}

// Nothing where the run has ended with the error.
std::optional<Form> formOf(Run &run)
{
    Form form;
    const std::optional<Pivot> pivot = run.isSet("group") ? pivotOf(run.value("group")) : Pivot::Finding;
    if (!pivot) {
        run.usage(LOTSE_MSG("--group requires finding, cve, package, fix or image, not %1."), {run.value("group")});
        return {};
    }
    form.pivot = *pivot;
    QString format = run.isSet("format") ? run.value("format") : u"table"_s;
    // The options of all commands mean the same here.
    if (!run.isSet("format") && run.output().format() == Format::Json)
        format = u"json"_s;
    if (!run.isSet("format") && run.output().format() == Format::Csv)
        format = u"csv"_s;
    form.isJson = format == "json"_L1;
    form.document = exportFormatOf(format);
    if (!form.isJson && format != "table"_L1 && !form.document) {
        run.usage(
            LOTSE_MSG("--format requires table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html, not %1."),
            {format});
        return {};
    }
    const bool isOfRows =
        form.document && form.document != ExportFormat::Csv && form.document != ExportFormat::JsonLines;
    if (form.pivot != Pivot::Finding && isOfRows) {
        run.usage(LOTSE_MSG("%1 does not support groups. With --group, use table, json, csv or jsonl."), {format});
        return {};
    }
    if (!fitsAuthor(run, form.document))
        return {};
    run.output().setFormat(form.document == ExportFormat::Csv ? Format::Csv
            : form.isJson                                     ? Format::Json
                                                              : Format::Table);
    return form;
}

void startFindings(Run &run)
{
    const std::optional<Query> query = queryOf(run, run.arguments());
    if (!query)
        return;
    const std::optional<Form> form = formOf(run);
    if (!form)
        return;
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreIncomplete);
    if (!desk)
        return;
    const TriageView &view = desk->view();
    warnOfPriority(run, view, *query);
    const Rows rows = sortRows(
        view.context, select(*query, view.context), {{RowColumn::Severity, true}, {RowColumn::Vulnerability, false}});
    const ExportOptions options = optionsOf(run, view, *query);
    if (form->pivot != Pivot::Finding) {
        printGroups(run, view, select(*query, view.context), *form);
    } else if (form->document) {
        const Result<QByteArray> bytes = exportFindings(*form->document, view.context, rows, options);
        if (!bytes) {
            run.fail(bytes.error());
            return;
        }
        const bool isText = form->document == ExportFormat::Csv || form->document == ExportFormat::Html;
        isText ? run.output().bytes(*bytes) : run.output().json(*bytes);
    } else if (form->isJson) {
        printObjects(run, view.context, rows, options);
    } else {
        printRows(run, view.context, rows);
    }
    run.done();
}

} // namespace

Command findingsCommand()
{
    return {.name = "findings",
        .arguments = "[QUERY...]",
        .summary = "Query findings in the local store.",
        .details = "The query syntax is that of the window, e.g. \"sev:>=high fix:yes repo:*api\"; default: all "
                   "findings.\n"
                   "Works offline; \"lotse-cli sync\" updates the store. If the store is incomplete, the output "
                   "is marked and the\n"
                   "exit code is 7. Groups support table, json, csv and jsonl. Fields of json, jsonl and csv:\n"
                   "docs/findings-schema.md.",
        .options = {{u"group"_s, u"Group by finding, cve, package, fix or image."_s, u"PIVOT"_s},
            {u"format"_s, u"table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html."_s, u"FORMAT"_s},
            authorOption(), {u"author-url"_s, u"URL of the organisation that publishes the document."_s, u"URL"_s}},
        .least = 0,
        .most = -1,
        .takes = "account demo json csv",
        .start = startFindings};
}

} // namespace lotse::cli
