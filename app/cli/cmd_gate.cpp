// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "findings/gate.h"
#include "findings/unanswered.h"
#include "store/inventory.h"
#include "triage.h"
#include "triage/imageref.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qint64 kMostPolicy = 1024 * 1024;

// docs/gate-policy.md: what is wrong with the policy is a matter of usage, and not of findings.
std::optional<GatePolicy> policyOf(Run &run)
{
    if (!run.isSet("policy")) {
        run.usage(LOTSE_MSG("Specify the policy with --policy FILE."));
        return {};
    }
    const Result<QByteArray> file = readWhole(run.value("policy"), kMostPolicy);
    Result<GatePolicy> policy = file ? readGatePolicy(*file) : Result<GatePolicy>(file.error());
    if (!policy) {
        Error error = policy.error();
        error.kind = ErrorKind::Usage;
        run.fail(error);
        return {};
    }
    return std::move(policy).value();
}

// A rule that asks for what nobody knows would let everything pass.
void refuseWhatIsNotKnown(GateVerdict &verdict, const GatePolicy &policy, const TriageView &view)
{
    for (qsizetype i = 0; i < policy.rules.size(); ++i) {
        GateOutcome &outcome = verdict.outcomes[i + 1]; // the first is the state of the scan
        const auto asks = [&](Key key) {
            const QList<Term> &terms = policy.rules[i].query.terms;
            return std::any_of(terms.begin(), terms.end(), [key](const Term &term) { return term.key == key; });
        };
        const bool asksBoth = asks(Key::Score) || asks(Key::Tier);
        const bool asksKev = asks(Key::Kev) || asksBoth;
        const bool asksEpss = asks(Key::Epss) || asksBoth;
        const bool isCut = (!view.kev.isWhole && asksKev) || (!view.epss.isWhole() && asksEpss);
        const bool misses = isCut || (!view.hasKev && asksKev) || (!view.hasEpss && asksEpss);
        const std::optional<Message> unanswerable = unanswered(policy.rules[i].query, *view.context.set);
        if (!outcome.isPassed || (!misses && !unanswerable))
            continue;
        outcome.isPassed = false;
        if (unanswerable) {
            outcome.message = u"Not evaluated: %1"_s.arg(unanswerable->english());
            continue;
        }
        if (isCut) {
            outcome.message = u"Not evaluated: requires EPSS or KEV, and parts of the list could not be read "
                              u"(lotse-cli priority FILE)."_s;
            continue;
        }
        outcome.message = u"Not evaluated: requires EPSS or KEV, and no list is imported (lotse-cli priority FILE)."_s;
    }
}

bool isNamed(const QString &reference, const QString &repository, const store::ArtifactRow &artifact)
{
    if (!reference.startsWith(repository))
        return false;
    const QString rest = reference.mid(repository.size());
    const QString digest = u'@' + artifact.digest;
    const auto has = [&](const QString &tag) {
        return std::any_of(
            artifact.tags.begin(), artifact.tags.end(), [&](const store::TagRow &one) { return one.name == tag; });
    };
    if (rest.endsWith(digest))
        return rest == digest || rest.startsWith(u':');
    return rest.isEmpty() ? has(u"latest"_s) : rest.startsWith(u':') && has(rest.mid(1));
}

// The registry's word for something in the store that is no image and so has no report: "CHART". Empty where there is
// no such thing.
QString wordOfOther(Run &run, const QString &reference)
{
    const auto opened = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!opened)
        return {};
    store::Database &database = **opened;
    QString word;
    const Result<void> read = database.read([&]() -> Result<void> {
        const auto known = store::knownRegistries(database);
        for (const store::KnownRegistry &one : known ? *known : QList<store::KnownRegistry>()) {
            const Result<qint64> number = store::findRegistry(database, one.registryId);
            const auto artifacts = number ? store::Inventory(&database).allArtifacts(*number)
                                          : Result<store::Inventory::Artifacts>(number.error());
            if (!artifacts)
                return artifacts.error();
            for (const store::ArtifactRow &artifact : artifacts->rows) {
                const QStringList names{artifact.repository, QUrl(one.origin).authority() + u'/' + artifact.repository,
                    one.name + u'/' + artifact.repository};
                const bool fits = std::any_of(names.begin(), names.end(),
                    [&](const QString &name) { return isNamed(reference, name, artifact); });
                if (fits && !artifact.isScannable && artifact.kind != "IMAGE"_L1)
                    word = artifact.kind;
            }
        }
        return {};
    });
    return read ? word : QString();
}

QString verdictText(const GateVerdict &verdict)
{
    if (verdict.isUnreadable)
        return u"could not be read"_s;
    return verdict.isPassed() ? u"passed"_s
        : verdict.isScanned   ? u"failed"_s
                              : u"not scanned, or scan too old or undated"_s;
}

void tell(Run &run, const GatePolicy &policy, const GateVerdict &verdict, const ImageName &image)
{
    QJsonArray rules;
    QList<QStringList> cells;
    for (const GateOutcome &outcome : verdict.outcomes) {
        const bool isScan = outcome.rule.isEmpty();
        const QString name = isScan ? u"scan"_s : outcome.rule;
        const QString message = outcome.isPassed ? QString() : outcome.message;
        rules.append(QJsonObject{{u"rule"_s, name}, {u"passed"_s, outcome.isPassed},
            {u"count"_s, isScan ? QJsonValue() : QJsonValue(qint64(outcome.count))},
            {u"max"_s, isScan ? QJsonValue() : QJsonValue(qint64(outcome.maximum))}, {u"message"_s, message}});
        cells.append(
            {name, outcome.isPassed ? u"passed"_s : u"failed"_s, isScan ? QString() : QString::number(outcome.count),
                isScan ? QString() : QString::number(outcome.maximum), message});
    }
    if (run.output().format() == Format::Json || run.value("format") == "json"_L1) {
        const QJsonObject out{{u"policy"_s, policy.name}, {u"verdict"_s, verdictText(verdict)},
            {u"passed"_s, verdict.isPassed()}, {u"registry"_s, image.registry}, {u"repository"_s, image.repository},
            {u"digest"_s, image.digest}, {u"rules"_s, rules}};
        run.output().json(QJsonDocument(out).toJson(QJsonDocument::Indented));
        return;
    }
    run.output().table(
        {u"rule"_s, u"verdict"_s, u"count"_s, u"max"_s, u"message"_s}, cells, {false, false, true, true, false});
    if (run.output().format() == Format::Table)
        run.output().sentence(u"%1@%2: %3"_s.arg(image.repository, image.digest, verdictText(verdict)));
}

// Of a rule that says nothing itself.
QString whyBroken(const GateOutcome &outcome)
{
    return u"rule \"%1\" is broken: %2, and at most %3 allowed"_s.arg(outcome.rule,
        counted(outcome.count, u"%1 finding"_s, u"%1 findings"_s), counted(outcome.maximum, u"%1 is"_s, u"%1 are"_s));
}

void startGate(Run &run)
{
    const QString format = run.isSet("format") ? run.value("format") : u"table"_s;
    if (format != "table"_L1 && format != "json"_L1 && format != "sarif"_L1) {
        run.usage(LOTSE_MSG("--format requires table, json or sarif, not %1."), {format});
        return;
    }
    const std::optional<GatePolicy> policy = policyOf(run);
    if (!policy)
        return;
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    const TriageView &view = desk->view();
    const Result<ImagePlace> place = findImage(view, run.arguments().value(0));
    if (!place) {
        const bool isMissing = place.error().kind == ErrorKind::NotFound;
        const QString word = isMissing ? wordOfOther(run, run.arguments().value(0)) : QString();
        if (!word.isEmpty()) {
            run.output().warn(Message{LOTSE_MSG("%1 is not an image (%2) and has no scan report."),
                {run.arguments().value(0), word.toLower()}}
                                  .text());
            GateVerdict none;
            none.isScanned = false;
            GateOutcome scan;
            scan.isPassed = false;
            none.outcomes.append(scan);
            run.done(none.exitCode());
            return;
        }
        run.fail(place.error());
        return;
    }
    GateVerdict verdict = judge(*policy, view.context, *place->part, place->image);
    refuseWhatIsNotKnown(verdict, *policy, view);
    if (format == "sarif"_L1) {
        Rows rows;
        for (const GateOutcome &outcome : verdict.outcomes) {
            if (!outcome.isPassed)
                rows.insert(rows.end(), outcome.rows.begin(), outcome.rows.end());
        }
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        const Result<QByteArray> bytes = exportFindings(ExportFormat::Sarif, view.context, rows, view.exportOptions());
        if (!bytes) {
            run.fail(bytes.error());
            return;
        }
        run.output().json(*bytes);
    } else {
        tell(run, *policy, verdict, place->name());
    }
    for (const GateOutcome &outcome : verdict.outcomes) {
        if (!outcome.isPassed)
            run.output().warn(outcome.rule.isEmpty() ? outcome.message
                    : outcome.message.isEmpty()      ? whyBroken(outcome)
                                                     : outcome.rule + u": "_s + outcome.message);
    }
    run.done(verdict.exitCode());
}

} // namespace

Command gateCommand()
{
    return {.name = "gate",
        .arguments = "REF",
        .summary = "Check an image against a policy, for pipelines.",
        .details = "REF is [HOST/]REPOSITORY[:TAG][@DIGEST] of an image in the local store. Exit codes: 0 "
                   "passed, 11 rule\n"
                   "violated, 12 not scanned (as a chart never is) or scan too old, 2 policy not readable, 6 image\n"
                   "not found. See docs/gate-policy.md.",
        .options = {{u"policy"_s, u"The policy, a JSON file."_s, u"FILE"_s},
            {u"format"_s, u"table, json, or sarif: the findings that break it."_s, u"FORMAT"_s}},
        .least = 1,
        .most = 1,
        .takes = "account demo json csv",
        .start = startGate};
}

} // namespace lotse::cli
