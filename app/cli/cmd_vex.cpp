// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "findings/vex.h"
#include "triage.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qint64 kMostStatements = 64 * 1024 * 1024;

void exportVex(Run &run, const QString &file)
{
    const QString word = run.isSet("format") ? run.value("format") : u"openvex"_s;
    const std::optional<ExportFormat> format = exportFormatOf(word);
    if (format != ExportFormat::OpenVex && format != ExportFormat::CycloneDx && format != ExportFormat::Csaf) {
        run.usage(LOTSE_MSG("--format requires openvex, cyclonedx or csaf, not %1."), {word});
        return;
    }
    if (!fitsAuthor(run, format))
        return;
    const std::optional<Query> query = queryOf(run, run.arguments().mid(2));
    if (!query)
        return;
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreIncomplete);
    if (!desk)
        return;
    const Context &context = desk->view().context;
    Rows rows;
    for (const RowId row : select(*query, context)) {
        if (context.stateBits(row) & StateBits::kStateMask)
            rows.push_back(row);
    }
    ExportOptions options = desk->view().exportOptions();
    options.author = authorOf(run);
    options.authorUrl = run.value("author-url");
    options.query = query->canonical();
    const Result<QByteArray> bytes = exportFindings(*format, context, rows, options);
    if (!bytes) {
        run.fail(bytes.error());
        return;
    }
    if (file == "-"_L1) {
        run.output().json(*bytes);
    } else {
        if (const Result<void> written = writeWhole(file, *bytes); !written) {
            run.fail(written.error());
            return;
        }
        run.output().text(counted(qint64(rows.size()), u"Statements on %1 finding were written."_s,
                              u"Statements on %1 findings were written."_s),
            false);
    }
    run.done();
}

// The statements of one fate: their key in JSON, what is said of them.
struct Fate {
    QString key;
    const VexLot &lot;
    QString heading; ///< with the number for %1
};

QList<Fate> fatesOf(const VexPlan &plan, bool includesDrafts)
{
    return {{u"withdrawn"_s, plan.lapsed, u"%1 of an earlier version are not in this one and are withdrawn:"_s},
        {u"unmatched"_s, plan.unmatched, u"%1 without matches:"_s},
        {u"inapplicable"_s, plan.inapplicable, u"%1 not applicable and not applied:"_s},
        {u"superseded"_s, plan.superseded, u"%1 are superseded by a newer statement:"_s},
        {u"contradicting"_s, plan.contradicting,
            u"%1 contradict another statement of the same time and hide nothing:"_s},
        {u"drafts"_s, plan.drafts,
            includesDrafts ? u"%1 are not final, included:"_s
                           : u"%1 are not final and were skipped. Use --include-drafts to include them:"_s},
        {u"unplaced"_s, plan.unplaced,
            u"%1 findings have a version not comparable to the stated range and stay open:"_s}};
}

// What an import would do, or has done where there is an event.
void tell(Run &run, const VexDocument &document, const VexPlan &plan, const QString &eventId)
{
    Output &out = run.output();
    const QList<Fate> fates = fatesOf(plan, run.isSet("include-drafts"));
    if (out.format() == Format::Json) {
        QJsonArray problems;
        for (const Message &problem : plan.problems)
            problems.append(problem.english());
        QJsonObject object{{u"document"_s, document.id}, {u"version"_s, document.version},
            {u"author"_s, document.author}, {u"statements"_s, document.statements.size()},
            {u"decisions"_s, plan.decisions.size()}, {u"findings"_s, qint64(plan.occurrences)},
            {u"already_decided"_s, qint64(plan.alreadyDecided)}, {u"by_name_alone"_s, qint64(plan.byNameAlone)},
            {u"problems"_s, problems}, {u"event"_s, eventId}};
        for (const Fate &fate : fates) {
            object.insert(fate.key, qint64(fate.lot.count));
            object.insert(fate.key + u"_list"_s, QJsonArray::fromStringList(fate.lot.list));
        }
        out.json(QJsonDocument(object).toJson(QJsonDocument::Indented));
        return;
    }
    out.sentence(u"%1 of %2: %3 on %4; already decided, unchanged: %5."_s.arg(
        counted(document.statements.size(), u"%1 statement"_s, u"%1 statements"_s),
        document.author.isEmpty() ? u"an unknown author"_s : document.author,
        counted(plan.decisions.size(), u"%1 decision"_s, u"%1 decisions"_s),
        counted(qint64(plan.occurrences), u"%1 finding"_s, u"%1 findings"_s), QString::number(plan.alreadyDecided)));
    if (plan.byNameAlone > 0)
        out.sentence(u"No package type in the reports of %1: matched by name and version."_s.arg(
            counted(qint64(plan.byNameAlone), u"%1 finding"_s, u"%1 findings"_s)));
    for (const Message &problem : plan.problems)
        out.sentence(u"- "_s + problem.text());
    for (const Fate &fate : fates) {
        if (fate.lot.count == 0)
            continue;
        out.text(fate.heading.arg(fate.lot.count), false);
        for (const QString &what : fate.lot.list)
            out.sentence(u"- "_s + what);
        if (fate.lot.count > quint32(fate.lot.list.size()))
            out.text(u"- and %1 more"_s.arg(fate.lot.count - quint32(fate.lot.list.size())), false);
    }
    if (!eventId.isEmpty())
        out.text(u"Imported. Undo with: lotse-cli undo %1"_s.arg(eventId), false);
    else if (plan.decisions.isEmpty() && plan.withdrawn.isEmpty())
        out.text(u"Nothing to import."_s, false);
    else
        out.text(u"Preview: nothing was changed. Add --yes to import."_s, false);
}

void importVex(Run &run, const QString &file)
{
    const Result<QByteArray> bytes = readWhole(file, kMostStatements);
    if (!bytes) {
        run.fail(bytes.error());
        return;
    }
    const auto now = Seconds(run.wiring().clock.now().toSecsSinceEpoch());
    const Result<VexDocument> document = readVex(*bytes, now);
    if (!document) {
        run.fail(document.error());
        return;
    }
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    VexImportOptions options;
    options.hosts = desk->view().exportOptions().hosts;
    options.existing = desk->view().decisions;
    options.imported = importedDocuments(desk->view().history);
    options.includesDrafts = run.isSet("include-drafts");
    const VexPlan plan = planVexImport(desk->view().context, *document, options);
    QString eventId;
    if (run.isSet("yes") && (!plan.decisions.isEmpty() || !plan.withdrawn.isEmpty())) {
        const Result<DecisionLedger *> ledger = desk->ledger();
        const Result<DecisionEvent> made = ledger
            ? (*ledger)->make(plan.decisions, authorOf(run), u"imported from "_s + QFileInfo(file).fileName(),
                {plan.document, plan.withdrawn})
            : Result<DecisionEvent>(ledger.error());
        if (!made) {
            run.fail(made.error());
            return;
        }
        eventId = made->id;
    }
    tell(run, *document, plan, eventId);
    if (document->skipped > 0) {
        run.partial(Message::counted(LOTSE_MSG_N("%Ln statements cannot be read and were skipped.",
                                         "%Ln statement cannot be read and was skipped."),
            document->skipped)
                        .text());
    }
    run.done();
}

void startVex(Run &run)
{
    const QString what = run.arguments().value(0);
    const QString file = run.arguments().value(1);
    if (what == "export"_L1)
        exportVex(run, file);
    else if (what == "import"_L1 && run.arguments().size() == 2)
        importVex(run, file);
    else
        run.usage(LOTSE_MSG("Usage: lotse-cli vex export FILE [QUERY...], or lotse-cli vex import FILE."));
}

} // namespace

Command vexCommand()
{
    return {.name = "vex",
        .arguments = "export|import FILE [QUERY...]",
        .summary = "Export or import decisions as a VEX document.",
        .details = "\"export\" writes the decisions on the matching findings as OpenVEX 0.2.0, CycloneDX 1.6 or "
                   "CSAF 2.0 (\"-\" is\n"
                   "standard output). \"import\" reads all three formats; without --yes it shows a preview: new "
                   "decisions,\n"
                   "existing decisions, and statements without matches, superseded or contradicting. Statements "
                   "that are not\n"
                   "final are skipped. What an earlier version of the document stated and this one does not is "
                   "withdrawn;\n"
                   "a version older than one that was imported changes nothing.",
        .options = {{u"format"_s, u"openvex (the default), cyclonedx or csaf."_s, u"FORMAT"_s}, authorOption(),
            {u"author-url"_s, u"URL of the organisation that publishes the document."_s, u"URL"_s},
            {u"include-drafts"_s, u"Include statements that are not final."_s}, {u"yes"_s, u"Import."_s}},
        .least = 2,
        .most = -1,
        .forms = {{"export", "FILE [QUERY...]", "account demo format author author-url", 1, -1},
            {"import", "FILE", "account demo json author include-drafts yes", 1, 1}},
        .start = startVex};
}

} // namespace lotse::cli
