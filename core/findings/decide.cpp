// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"

#include "findings/decisionmatch.h"
#include "findings/filter.h"

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

// What the decisions say of a row: the first that is in force; else that one is expired, or that its version has left.
void decideRow(const Context &context, const DecisionMatch &match, const std::vector<quint32> &indexOf, RowId row,
    DecisionMatch::Walk &walk, RowStates &states)
{
    std::optional<quint32> expired;
    std::optional<quint32> left;
    while (const std::optional<DecisionMatch::Hit> hit = walk.next()) {
        const Decision &decision = match.decision(hit->number);
        const bool isExpired = decision.expires != 0 && decision.expires <= context.now;
        if (hit->isInside && !isExpired) {
            const bool isDue = decision.review != 0 && decision.review <= context.now;
            states.bits[row] = quint8(quint8(decision.state) | (decision.isHiding ? StateBits::kHidden : 0)
                | (isDue ? StateBits::kReview : 0));
            states.decision[row] = indexOf[hit->number];
            return;
        }
        if (hit->isInside && !expired)
            expired = hit->number;
        else if (!hit->isInside && !isExpired && !left)
            left = hit->number;
    }
    if (expired) {
        states.bits[row] = quint8(quint8(State::InTriage) | StateBits::kExpired);
        states.decision[row] = indexOf[*expired];
    } else if (left) {
        states.bits[row] = StateBits::kReview;
        states.decision[row] = indexOf[*left];
    }
}

void decideRows(const Context &context, const QList<Decision> &decisions, RowStates &states)
{
    DecisionMatch match(context, decisions);
    std::vector<quint32> indexOf;
    for (quint32 number = 0; number < match.count(); ++number) {
        states.ids.push_back(match.decision(number).id);
        indexOf.push_back(quint32(states.ids.size()));
    }
    match.eachRow([&](RowId row, DecisionMatch::Walk &walk) { decideRow(context, match, indexOf, row, walk, states); });
}

// The package without what differs from image to image; empty where its kind is not known.
QString kindOf(const Occurrence &occurrence)
{
    std::optional<Purl> purl = Purl::parse(occurrence.purl);
    if (!purl)
        return {};
    purl->qualifiers.clear();
    return purl->identity();
}

bool isInForce(quint8 bits)
{
    return (bits & StateBits::kStateMask) != 0 && !(bits & StateBits::kExpired);
}

} // namespace

Applied applyDecisions(const Context &context, const QList<Decision> &decisions, const QList<Rule> &rules)
{
    Applied applied;
    auto states = std::make_shared<RowStates>();
    states->bits.assign(context.set->rowCount(), 0);
    states->decision.assign(context.set->rowCount(), 0);
    if (!decisions.isEmpty())
        decideRows(context, decisions, *states);
    QList<Rule> order;
    for (const Rule &rule : rules) {
        if (rule.validFrom <= context.now && (rule.validUntil == 0 || context.now < rule.validUntil)
            && (rule.decision.expires == 0 || context.now < rule.decision.expires))
            order.append(rule);
    }
    std::sort(order.begin(), order.end(), [](const Rule &a, const Rule &b) {
        return std::tuple(-a.priority, -qint64(a.created), a.id) < std::tuple(-b.priority, -qint64(b.created), b.id);
    });
    // Rules see what people decided, and never each other: their order alone says who wins.
    Context seen = context;
    seen.states = std::make_shared<RowStates>(*states);
    for (const Rule &rule : order) {
        RuleOutcome outcome{rule.id, 0, 0, {}};
        const ParsedQuery parsed = parseQuery(rule.query);
        outcome.error = parsed.error;
        if (parsed.ok() && !parsed.query.isEmpty()) {
            const Rows rows = select(parsed.query, seen);
            outcome.matched = quint32(rows.size());
            states->ids.push_back(rule.id);
            for (const RowId row : rows) {
                if (states->bits[row] != 0)
                    continue;
                ++outcome.applied;
                if (rule.mode == Rule::Mode::Log)
                    continue;
                states->bits[row] =
                    quint8(quint8(rule.decision.state) | (rule.decision.isHiding ? StateBits::kHidden : 0));
                states->decision[row] = quint32(states->ids.size());
            }
        }
        applied.rules.append(outcome);
    }
    applied.states = std::move(states);
    return applied;
}

Message Proposal::sentence() const
{
    const QStringList what{Message::counted(LOTSE_MSG_N("%Ln findings", "%Ln finding"), occurrences).text(),
        Message::counted(LOTSE_MSG_N("%Ln images", "%Ln image"), images).text()};
    if (alreadyDecided == 0)
        return {LOTSE_MSG("%1 in %2, none decided yet."), what};
    return Message::counted(
        LOTSE_MSG_N("%1 in %2, %Ln already decided.", "%1 in %2, %Ln already decided."), alreadyDecided, what);
}

Proposal propose(const Context &context, std::span<const RowId> rows, const QList<Decision> &existing,
    const Decision &pattern, Reach reach, bool isForAllVersions)
{
    Proposal proposal;
    const FindingSet &set = *context.set;
    QHash<QString, qsizetype> known;
    QHash<qsizetype, QStringList> versions;
    std::vector<char> isGiven(set.rowCount());
    for (const RowId row : rows) {
        isGiven[row] = 1;
        if (isInForce(context.stateBits(row)))
            continue;
        const Occurrence o = set.occurrence(row);
        Scope scope;
        scope.registry = reach == Reach::Everywhere ? QString() : o.registryId;
        scope.project = reach == Reach::Project ? o.project : QString();
        scope.repository = reach == Reach::Repository || reach == Reach::Digest ? o.repository : QString();
        scope.digest = reach == Reach::Digest ? o.platformDigest : QString();
        const QString kind = kindOf(o);
        const QString key =
            QStringList{scope.registry, scope.project, scope.repository, scope.digest, o.canonical, o.package, kind}
                .join(QChar(0));
        auto at = known.constFind(key);
        if (at == known.cend()) {
            Decision decision = pattern;
            decision.created = context.now;
            decision.scope = scope;
            decision.scope.tagPattern = pattern.scope.tagPattern;
            decision.match.package = o.package;
            decision.match.purl = kind;
            decision.match.vulnerabilities.clear();
            for (const QByteArray &id : set.aliases().group(o.canonical.toUtf8()))
                decision.match.vulnerabilities.append(QString::fromUtf8(id));
            decision.id = u"proposed-%1"_s.arg(proposal.decisions.size());
            at = known.insert(key, proposal.decisions.size());
            proposal.decisions.append(std::move(decision));
        }
        if (QStringList &list = versions[*at]; !list.contains(o.version) && list.size() < 65)
            list.append(o.version);
    }
    for (auto it = versions.cbegin(); it != versions.cend() && !isForAllVersions; ++it) {
        QStringList parts;
        for (const QString &version : it.value())
            parts.append(VersionRange::exactly(version).section(u'/', 1));
        // A version with no name cannot be bound to; more than 64 are as good as all.
        const bool isBound = parts.size() <= 64 && !parts.contains(QString());
        proposal.decisions[it.key()].match.versions = isBound ? u"vers:generic/"_s + parts.join(u'|') : QString();
    }
    const Applied after = applyDecisions(context, existing + proposal.decisions);
    Rows decided;
    for (RowId row = 0; row < set.rowCount(); ++row) {
        const quint32 index = after.states->decision[row];
        const bool isNew =
            index != 0 && isInForce(after.states->bits[row]) && after.states->ids[index - 1].startsWith(u"proposed-"_s);
        const bool wasInForce = isInForce(context.stateBits(row));
        if (isNew && isGiven[row] && !wasInForce)
            decided.push_back(row);
        proposal.besides += isNew && !isGiven[row] && !wasInForce ? 1U : 0U;
        proposal.overruled += isNew && wasInForce ? 1U : 0U;
        proposal.alreadyDecided += isGiven[row] && wasInForce && !isNew ? 1U : 0U;
    }
    const Counts counts = set.count(decided);
    proposal.occurrences = counts.occurrences;
    proposal.images = counts.images;
    return proposal;
}

} // namespace lotse::findings
