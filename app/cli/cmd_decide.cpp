// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "store/schema.h"
#include "triage.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr Seconds kReviewAfter = 180 * 86400;

std::optional<Reach> reachOf(const QString &word)
{
    static const QStringList words{
        u"everywhere"_s, u"registry"_s, u"project"_s, u"repository"_s, u"digest"_s}; // in the order of Reach
    const qsizetype at = words.indexOf(word);
    return at < 0 ? std::nullopt : std::optional(Reach(at));
}

bool hides(State state)
{
    return state != State::InTriage && state != State::Exploitable;
}

// The date of an option; false where the run has ended with the error.
bool takeTime(Run &run, const char *option, Seconds now, Seconds &time)
{
    if (!run.isSet(option))
        return true;
    const std::optional<Seconds> read = timeOf(run.value(option), now);
    if (!read) {
        run.usage(LOTSE_MSG("--%1 requires a future date (2027-02-23) or a duration (30d), not %2."),
            {QString::fromLatin1(option), run.value(option)});
        return false;
    }
    time = *read;
    return true;
}

// What the options say; nothing where the run has ended with the error.
std::optional<Decision> patternOf(Run &run, Seconds now)
{
    Decision pattern;
    const std::optional<State> state = stateOf(run.value("state"));
    if (!state || *state == State::None) {
        run.usage(LOTSE_MSG("--state requires in_triage, exploitable, not_affected, false_positive, resolved, "
                            "resolved_with_pedigree or risk_accepted."));
        return {};
    }
    pattern.state = *state;
    const std::optional<Justification> justification = justificationOf(run.value("justification"));
    if (!justification) {
        run.usage(LOTSE_MSG("%1 is not a justification. Use a CycloneDX justification, e.g. code_not_reachable."),
            {run.value("justification")});
        return {};
    }
    pattern.justification = *justification;
    pattern.responses = run.values("response");
    pattern.reason = run.value("reason");
    pattern.detail = run.value("detail");
    pattern.ticket = run.value("ticket");
    pattern.approvedBy = run.value("approved-by");
    pattern.author = authorOf(run);
    pattern.isHiding = hides(*state) && !run.isSet("visible");
    if (!takeTime(run, "expires", now, pattern.expires) || !takeTime(run, "review", now, pattern.review))
        return {};
    return pattern;
}

Severity worstOf(const Context &context, const Rows &rows)
{
    Severity worst = Severity::None;
    for (const RowId row : rows)
        worst = std::max(worst, context.set->occurrence(row).severity);
    return worst;
}

// What would happen, before and after it has.
void tell(Run &run, const Proposal &proposal, const Decision &pattern, const QString &eventId)
{
    if (run.output().format() == Format::Json) {
        const QJsonObject out{{u"findings"_s, qint64(proposal.occurrences)}, {u"images"_s, qint64(proposal.images)},
            {u"already_decided"_s, qint64(proposal.alreadyDecided)}, {u"besides"_s, qint64(proposal.besides)},
            {u"overruled"_s, qint64(proposal.overruled)}, {u"decisions"_s, qint64(proposal.decisions.size())},
            {u"expires"_s, dateText(pattern.expires)}, {u"review"_s, dateText(pattern.review)}, {u"event"_s, eventId}};
        run.output().json(QJsonDocument(out).toJson(QJsonDocument::Indented));
        return;
    }
    QStringList lines{proposal.sentence().text()};
    if (proposal.besides > 0)
        lines.append(counted(proposal.besides, u"%1 other finding is also included; use --reach to narrow."_s,
            u"%1 other findings are also included; use --reach to narrow."_s));
    if (proposal.overruled > 0)
        lines.append(counted(proposal.overruled, u"%1 decided finding follows this decision."_s,
            u"%1 decided findings follow this decision."_s));
    if (pattern.expires)
        lines.append(u"Expires on %1."_s.arg(dateText(pattern.expires)));
    if (pattern.review)
        lines.append(u"Review on %1."_s.arg(dateText(pattern.review)));
    lines.append(eventId.isEmpty() ? u"Preview: nothing was changed. Add --yes to decide."_s
                                   : u"Decided. Undo with: lotse-cli undo %1"_s.arg(eventId));
    run.output().text(lines.join(u'\n'), false);
}

void startDecide(Run &run)
{
    const std::optional<Query> query = queryOf(run, run.arguments());
    if (!query)
        return;
    if (query->isEmpty()) {
        run.usage(LOTSE_MSG("A decision requires a query; without one it would apply to all findings."));
        return;
    }
    const std::optional<Reach> reach = reachOf(run.isSet("reach") ? run.value("reach") : u"repository"_s);
    if (!reach) {
        run.usage(LOTSE_MSG("--reach requires everywhere, registry, project, repository or digest, not %1."),
            {run.value("reach")});
        return;
    }
    const auto now = Seconds(run.wiring().clock.now().toSecsSinceEpoch());
    std::optional<Decision> pattern = patternOf(run, now);
    if (!pattern)
        return;
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    warnOfPriority(run, desk->view(), *query);
    const Context &context = desk->view().context;
    const Rows rows = select(*query, context);
    if (pattern->state == State::RiskAccepted && pattern->expires == 0)
        pattern->expires = defaultExpiry(worstOf(context, rows), context.now);
    if (pattern->isHiding && pattern->expires == 0 && pattern->review == 0)
        pattern->review = context.now + kReviewAfter;
    const Proposal proposal =
        propose(context, rows, desk->view().decisions, *pattern, *reach, run.isSet("all-versions"));
    const Result<DecisionLedger *> ledger = desk->ledger();
    if (!ledger) {
        run.fail(ledger.error());
        return;
    }
    // What would be refused is told with the preview, and not only when it counts.
    const QString note = u"query: "_s + query->canonical();
    const Result<DecisionEvent> checked = (*ledger)->book().make(proposal.decisions, pattern->author, note, now);
    if (!checked) {
        run.fail(checked.error());
        return;
    }
    if (!run.isSet("yes")) {
        tell(run, proposal, *pattern, {});
        run.done();
        return;
    }
    const Result<DecisionEvent> made = (*ledger)->make(proposal.decisions, pattern->author, note);
    if (!made) {
        run.fail(made.error());
        return;
    }
    tell(run, proposal, *pattern, made->id);
    run.done();
}

QString placeText(const TriageView &view, const Scope &scope)
{
    QString registry = scope.registry;
    for (const RegistryRead &one : view.registries) {
        if (one.id == scope.registry)
            registry = one.name;
    }
    const QString inside = scope.repository.isEmpty() ? scope.project : scope.repository;
    QStringList parts;
    for (const QString &part : {registry, inside, scope.digest, scope.tagPattern}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.isEmpty() ? u"everywhere"_s : parts.join(u' ');
}

void showDecisions(Run &run, const TriageView &view)
{
    QList<QByteArray> objects;
    QList<QStringList> cells;
    for (const Decision &decision : view.decisions) {
        objects.append(decisionJson(decision));
        const bool isEarly = FindingsEngine::isFromFuture(decision.created, view.context.now);
        const bool hasExpired = decision.expires != 0 && decision.expires <= view.context.now;
        cells.append({decision.id.left(8),
            stateWord(decision.state)
                + (hasExpired     ? u" (expired)"_s
                        : isEarly ? u" (dated in the future)"_s
                                  : QString()),
            decision.match.vulnerabilities.join(u','), decision.match.package, decision.match.versions,
            placeText(view, decision.scope), dateText(decision.created), decision.author, dateText(decision.expires),
            dateText(decision.review), decision.reason});
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"id"_s, u"state"_s, u"vulnerability"_s, u"package"_s, u"versions"_s, u"where"_s,
                               u"decided"_s, u"by"_s, u"expires"_s, u"review"_s, u"reason"_s},
            cells);
}

void showHistory(Run &run, const TriageView &view)
{
    QHash<QString, QString> undoneBy;
    for (const DecisionEvent &event : view.history) {
        if (!event.undoes.isEmpty())
            undoneBy.insert(event.undoes, event.id);
    }
    QList<QByteArray> objects;
    QList<QStringList> cells;
    for (const DecisionEvent &event : view.history) {
        objects.append(eventJson(event));
        const bool isMade = event.kind == DecisionEvent::Kind::Made;
        cells.append({event.id, dateText(event.at), event.author, isMade ? u"made"_s : u"withdrawn"_s,
            QString::number(isMade && !event.decisions.isEmpty() ? event.decisions.size() : event.withdrawn.size()),
            undoneBy.contains(event.id) ? u"yes"_s : QString(), event.note});
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"event"_s, u"at"_s, u"by"_s, u"what"_s, u"decisions"_s, u"undone"_s, u"note"_s}, cells,
            {false, false, false, false, true});
}

void startDecisions(Run &run)
{
    FindingsEngine desk(run.cachePlan(), run.decisionPlan(), &run.wiring().clock);
    if (const Result<void> loaded = desk.load(); !loaded) {
        run.fail(loaded.error());
        return;
    }
    for (const Message &note : desk.view().notes)
        run.output().warn(note.text());
    if (run.isSet("history"))
        showHistory(run, desk.view());
    else
        showDecisions(run, desk.view());
    run.done();
}

void startUndo(Run &run)
{
    const auto ledger = DecisionLedger::open(run.decisionPlan(), run.wiring().clock);
    if (!ledger) {
        run.fail(ledger.error());
        return;
    }
    const Result<DecisionEvent> undone = (*ledger)->undo(run.arguments().value(0), authorOf(run));
    if (!undone) {
        run.fail(undone.error());
        return;
    }
    const bool isMade = undone->kind == DecisionEvent::Kind::Made;
    const QString sentence = isMade
        ? counted(undone->decisions.size(), u"%1 decision is in force again. Undo with: lotse-cli undo %2"_s,
            u"%1 decisions are in force again. Undo with: lotse-cli undo %2"_s)
        : counted(undone->withdrawn.size(), u"%1 decision was withdrawn. Restore with: lotse-cli undo %2"_s,
            u"%1 decisions were withdrawn. Restore with: lotse-cli undo %2"_s);
    run.output().text(sentence.arg(undone->id), false);
    run.done();
}

} // namespace

Command decideCommand()
{
    return {.name = "decide",
        .arguments = "QUERY...",
        .summary = "Decide on the findings that a query matches.",
        .details = "Without --yes, shows a preview only. A decision applies to the vulnerability, the package "
                   "and its current\n"
                   "versions, so a rebuilt image inherits it. Existing decisions are not changed. Decisions "
                   "that hide findings\n"
                   "require a reason and an expiry or review date. Defaults: accepted risk expires after 14 to "
                   "180 days by\n"
                   "severity, others are reviewed after 180 days.",
        .options = {{u"state"_s, u"in_triage, exploitable, not_affected, false_positive, resolved, risk_accepted."_s,
                        u"STATE"_s},
            {u"justification"_s, u"CycloneDX justification for not affected: code_not_reachable, …"_s, u"WORD"_s},
            {u"response"_s, u"can_not_fix, will_not_fix, update, rollback or workaround_available; repeatable."_s,
                u"WORD"_s},
            {u"reason"_s, u"Reason."_s, u"TEXT"_s}, {u"detail"_s, u"Details."_s, u"TEXT"_s},
            {u"expires"_s, u"Expiry: a date or a duration (30d)."_s, u"WHEN"_s},
            {u"review"_s, u"Review date."_s, u"WHEN"_s}, {u"ticket"_s, u"URL of a ticket."_s, u"URL"_s},
            {u"approved-by"_s, u"Who approved it."_s, u"NAME"_s}, authorOption(),
            {u"reach"_s, u"everywhere, registry, project, repository (the default) or digest."_s, u"WHERE"_s},
            {u"all-versions"_s, u"All versions of the packages, including future ones."_s},
            {u"visible"_s, u"Keep the findings open."_s}, {u"yes"_s, u"Decide."_s}},
        .least = 1,
        .most = -1,
        .takes = "account demo json",
        .start = startDecide};
}

Command decisionsCommand()
{
    return {.name = "decisions",
        .arguments = "",
        .summary = "List decisions.",
        .details = "Decisions in force or expired; with --history, all changes.",
        .options = {{u"history"_s, u"List the changes, oldest first."_s}},
        .takes = "demo json csv",
        .start = startDecisions};
}

Command undoCommand()
{
    return {.name = "undo",
        .arguments = "EVENT",
        .summary = "Undo a decision.",
        .details = "EVENT is the ID printed by \"decide\"; \"lotse-cli decisions --history\" lists them. "
                   "Nothing is deleted:\n"
                   "an undo is a history entry and can be undone.",
        .options = {authorOption()},
        .least = 1,
        .most = 1,
        .takes = "demo",
        .start = startUndo};
}

} // namespace lotse::cli
