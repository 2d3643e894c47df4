// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"

#include "findings/filter.h"
#include "findings/pattern.h"
#include "findings/versionrange.h"

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kAny = ~0U;
constexpr quint32 kNowhere = ~0U - 1; // a name that this registry does not have

// A decision as numbers of one part of the set.
struct Compiled {
    const Decision *decision = nullptr;
    VersionRange range;
    quint32 package = kAny; // common number
    bool isHere = true; // the registry
    quint32 project = kAny, repository = kAny, digest = kAny; // numbers of the segment
    quint32 index = 0; // place in RowStates::ids
    bool isExpired = false;
};

class Matching {
public:
    Matching(const Context &context, const QList<Decision> &decisions, RowStates &states)
        : m_context(context)
        , m_states(states)
    {
        QList<const Decision *> order;
        for (const Decision &decision : decisions)
            order.append(&decision);
        std::sort(order.begin(), order.end(), [](const Decision *a, const Decision *b) {
            return std::tuple(-a->scope.level(), -a->priority, -qint64(a->created), a->id)
                < std::tuple(-b->scope.level(), -b->priority, -qint64(b->created), b->id);
        });
        const FindingSet &set = *context.set;
        m_byVulnerability.resize(set.vulnerabilities().size());
        m_byPackage.resize(set.packages().size());
        for (const Decision *decision : order) {
            const auto range = VersionRange::parse(decision->match.versions);
            if (!range) // from a foreign hand; it must not grow into one for all versions
                continue;
            Compiled compiled;
            compiled.decision = decision;
            compiled.range = *range;
            compiled.isExpired = decision->expires != 0 && decision->expires <= context.now;
            if (!decision->match.package.isEmpty())
                compiled.package = set.packages().find(decision->match.package.toUtf8());
            const bool isKnown = compiled.package == kAny || compiled.package < set.packages().size();
            if (!isKnown || (decision->match.vulnerabilities.isEmpty() && compiled.package == kAny))
                continue;
            states.ids.push_back(decision->id);
            compiled.index = quint32(states.ids.size());
            file(std::move(compiled));
        }
    }

    void run()
    {
        for (const FindingSet::Part &part : m_context.set->parts()) {
            for (Compiled &compiled : m_compiled)
                place(compiled, *part.segment);
            const Segment &segment = *part.segment;
            std::vector<char> isMeant;
            for (const Segment::Line &line : segment.lines) {
                isMeant.push_back(!m_byVulnerability[part.vulnerability[line.vulnerability]].empty()
                    || !m_byPackage[part.package[line.package]].empty());
            }
            for (quint32 row = 0; row < segment.rowCount(); ++row) {
                if (!isMeant[segment.line[row]])
                    continue;
                const Segment::Line &line = segment.lineOf(row);
                decide(part, row, m_byVulnerability[part.vulnerability[line.vulnerability]],
                    m_byPackage[part.package[line.package]]);
            }
        }
    }

private:
    void file(Compiled compiled)
    {
        const FindingSet &set = *m_context.set;
        const auto number = quint32(m_compiled.size());
        if (compiled.decision->match.vulnerabilities.isEmpty())
            m_byPackage[compiled.package].push_back(number);
        for (const QString &id : compiled.decision->match.vulnerabilities) {
            const quint32 known = set.vulnerabilities().find(set.aliases().canonical(id.toUtf8()));
            if (known >= set.vulnerabilities().size())
                continue;
            std::vector<quint32> &list = m_byVulnerability[known];
            if (list.empty() || list.back() != number) // two aliases of one vulnerability
                list.push_back(number);
        }
        m_compiled.push_back(std::move(compiled));
    }

    static void place(Compiled &compiled, const Segment &segment)
    {
        const Scope &scope = compiled.decision->scope;
        const auto find = [&](Segment::Column column, const QString &text) {
            if (text.isEmpty())
                return kAny;
            const Dictionary &dictionary = segment.dictionaries[size_t(column)];
            const quint32 id = dictionary.find(text.toUtf8());
            return id < dictionary.size() ? id : kNowhere;
        };
        compiled.isHere = scope.registry.isEmpty() || scope.registry == segment.registryId;
        if (!compiled.isHere)
            return;
        compiled.project = find(Segment::Project, scope.project);
        compiled.repository = find(Segment::Name, scope.repository);
        compiled.digest = find(Segment::Digest, scope.digest);
    }

    static bool covers(const Compiled &compiled, const Segment &segment, const Segment::Platform &platform)
    {
        const Segment::Repository &repository = segment.repositories[platform.repository];
        if (!compiled.isHere || (compiled.project != kAny && compiled.project != repository.project)
            || (compiled.repository != kAny && compiled.repository != repository.name))
            return false;
        const auto anyImage = [&](auto &&fits) {
            return std::any_of(platform.images.begin(), platform.images.end(),
                [&](quint32 number) { return fits(segment.images[number]); });
        };
        if (compiled.digest != kAny && compiled.digest != platform.digest
            && !anyImage([&](const Segment::Image &image) { return image.digest == compiled.digest; }))
            return false;
        const QString &tag = compiled.decision->scope.tagPattern;
        if (tag.isEmpty())
            return true;
        const Pattern pattern(Value{tag, Compare::Equal, false, 0});
        return anyImage([&](const Segment::Image &image) {
            return std::any_of(image.tags.begin(), image.tags.end(),
                [&](quint32 id) { return pattern.fits(segment.dictionaries[Segment::Tag].at(id)); });
        });
    }

    void decide(
        const FindingSet::Part &part, quint32 row, const std::vector<quint32> &some, const std::vector<quint32> &others)
    {
        const Segment &segment = *part.segment;
        const Segment::Line &line = segment.lineOf(row);
        const RowId id = part.firstRow + row;
        const Compiled *expired = nullptr;
        const Compiled *left = nullptr;
        // Both lists are in the order of precedence, and so are the numbers.
        for (size_t i = 0, j = 0; i < some.size() || j < others.size();) {
            const bool isFirst = j == others.size() || (i < some.size() && some[i] < others[j]);
            const Compiled &compiled = m_compiled[isFirst ? some[i++] : others[j++]];
            if ((compiled.package != kAny && compiled.package != part.package[line.package])
                || !covers(compiled, segment, segment.platforms[segment.platform[row]]))
                continue;
            const bool isInside = compiled.range.isEverything()
                || compiled.range.contains(segment.dictionaries[Segment::Version].at(line.version));
            if (isInside && !compiled.isExpired) {
                const Decision &decision = *compiled.decision;
                const bool isDue = decision.review != 0 && decision.review <= m_context.now;
                m_states.bits[id] = quint8(quint8(decision.state) | (decision.isHiding ? StateBits::kHidden : 0)
                    | (isDue ? StateBits::kReview : 0));
                m_states.decision[id] = compiled.index;
                return;
            }
            if (isInside && !expired)
                expired = &compiled;
            else if (!isInside && !compiled.isExpired && !left)
                left = &compiled;
        }
        if (expired) {
            m_states.bits[id] = quint8(quint8(State::InTriage) | StateBits::kExpired);
            m_states.decision[id] = expired->index;
        } else if (left) {
            m_states.bits[id] = StateBits::kReview;
            m_states.decision[id] = left->index;
        }
    }

    const Context &m_context;
    RowStates &m_states;
    std::vector<Compiled> m_compiled; // in the order of precedence
    std::vector<std::vector<quint32>> m_byVulnerability, m_byPackage;
};

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
        Matching(context, decisions, *states).run();
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
    return Message::counted(LOTSE_MSG_N("%1 in %2, %Ln already decided stay.", "%1 in %2, %Ln already decided stays."),
        alreadyDecided,
        {Message::counted(LOTSE_MSG_N("%Ln findings", "%Ln finding"), occurrences).text(),
            Message::counted(LOTSE_MSG_N("%Ln images", "%Ln image"), images).text()});
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
        const QString key =
            QStringList{scope.registry, scope.project, scope.repository, scope.digest, o.canonical, o.package}.join(
                QChar(0));
        auto at = known.constFind(key);
        if (at == known.cend()) {
            Decision decision = pattern;
            decision.created = context.now;
            decision.scope = scope;
            decision.scope.tagPattern = pattern.scope.tagPattern;
            decision.match.package = o.package;
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
