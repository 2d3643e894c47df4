// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/decisionmatch.h"
#include "findings/veximages.h"

#include <QSet>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxReported = 1000;
constexpr Seconds kReview = 180 * 86400;
constexpr int kMostVersions = 64;
constexpr int kPinned = 1000; // the priority of what was bound to single findings
constexpr quint32 kNobody = ~0U;

bool isHidingState(State state)
{
    return state == State::NotAffected || state == State::FalsePositive || state == State::Resolved
        || state == State::ResolvedWithPedigree || state == State::RiskAccepted;
}

// Two states of one class do not contradict each other.
int classOf(State state)
{
    switch (state) {
    case State::NotAffected:
    case State::FalsePositive:
        return 1;
    case State::Resolved:
    case State::ResolvedWithPedigree:
        return 2;
    case State::Exploitable:
    case State::RiskAccepted:
        return 3;
    default:
        return 4;
    }
}

bool isInForce(quint8 bits)
{
    return (bits & StateBits::kStateMask) != 0 && !(bits & StateBits::kExpired);
}

// A statement on one product, or on several that differ in their versions only.
struct Claim {
    Decision draft;
    QString name;
    Seconds time = 0;
    quint32 matched = 0, won = 0, lost = 0, contradicted = 0;
    bool isPinned = false;
    bool isDenial = false; // decides nothing
    bool isByName = false; // no package URL says which package is meant
    std::vector<RowId> rows; // that are to be bound one by one
};

class Planning {
public:
    Planning(const Context &context, const VexDocument &document, const VexImportOptions &options)
        : m_context(context)
        , m_document(document)
        , m_options(options)
        , m_images(*context.set, options.hosts)
    {
        m_plan.problems = document.problems;
        for (const Decision &decision : std::as_const(m_options.existing))
            m_existing.insert(decision.id, &decision);
    }

    VexPlan run()
    {
        m_plan.document = {m_document.id, authorOf(m_document), m_document.version};
        if (isOutdated())
            return std::move(m_plan);
        for (const VexStatement &statement : m_document.statements)
            take(statement);
        withdrawLapsed();
        m_isDenial = true;
        for (const VexStatement &denial : m_document.denials)
            take(denial);
        judge();
        bindToRows();
        report();
        return std::move(m_plan);
    }

private:
    void problem(const char *id, const QStringList &args)
    {
        if (m_plan.problems.size() < kMaxReported)
            m_plan.problems.append(Message{id, args});
    }

    static QString authorOf(const VexDocument &document)
    {
        return document.author.isEmpty() ? u"unknown"_s : document.author;
    }

    // What a later version no longer states must not come back with an earlier one.
    bool isOutdated()
    {
        const auto later =
            std::find_if(m_options.imported.begin(), m_options.imported.end(), [this](const ImportedDocument &known) {
                return known.isOf(m_plan.document) && isEarlierVersion(m_document.version, known.version);
            });
        if (m_document.id.isEmpty() || later == m_options.imported.end())
            return false;
        problem(LOTSE_MSG("Version %1 of this document was imported already; version %2 is older and changes nothing."),
            {later->version, m_document.version});
        return true;
    }

    bool isOfEarlierVersion(const Decision &decision) const
    {
        // What somebody changed is the word of that person.
        return !m_document.id.isEmpty() && decision.source.document == m_document.id
            && decision.author == m_plan.document.author
            && isEarlierVersion(decision.source.version, m_document.version);
    }

    // Whether a claim states all that a decision does, also of what is not here yet.
    static bool holdsAll(const Decision &claim, const Decision &decision)
    {
        const Match &wide = claim.match;
        const Match &narrow = decision.match;
        if (claim.scope != decision.scope || wide.package != narrow.package || wide.purl != narrow.purl)
            return false;
        const auto isWithin = [](const QStringList &inner, const QStringList &outer) {
            return std::all_of(inner.begin(), inner.end(), [&](const QString &one) { return outer.contains(one); });
        };
        if (!isWithin(narrow.vulnerabilities, wide.vulnerabilities))
            return false;
        if (wide.versions.isEmpty() || wide.versions == narrow.versions)
            return true;
        const QString list = u"vers:generic/"_s; // of versions that are named one by one
        return wide.versions.startsWith(list) && narrow.versions.startsWith(list)
            && isWithin(narrow.versions.mid(list.size()).split(u'|'), wide.versions.mid(list.size()).split(u'|'));
    }

    // The decisions of earlier versions that this one does not state as they are: not on some finding, or not of all
    // versions that they name. What it states of their findings is decided afresh. Those on images that are not here
    // are told by their vulnerabilities.
    QStringList lapsedOf(const QList<Decision> &earlier) const
    {
        QList<Decision> both = earlier;
        for (const Claim &claim : m_claims)
            both.append(claim.draft);
        QSet<QString> ids, reaching, lapsed;
        for (const Decision &decision : earlier)
            ids.insert(decision.id);
        DecisionMatch match(m_context, both);
        match.eachRow([&](RowId, DecisionMatch::Walk &walk) {
            QStringList here;
            bool isStated = false;
            while (const std::optional<DecisionMatch::Hit> hit = walk.next()) {
                const QString &id = match.decision(hit->number).id;
                if (hit->isInside && ids.contains(id))
                    here.append(id);
                isStated = isStated || (hit->isInside && !ids.contains(id));
            }
            for (const QString &id : here)
                (isStated ? reaching : lapsed).insert(id);
        });
        QSet<QString> stated;
        for (const VexStatement &statement : m_document.statements)
            stated.unite(QSet<QString>(statement.vulnerabilities.begin(), statement.vulnerabilities.end()));
        const auto keyOf = [](const QString &vulnerability, const Match &of) {
            return QStringList{vulnerability, of.package, of.purl}.join(QChar(0));
        };
        QMultiHash<QString, const Decision *> drafts;
        for (const Claim &claim : m_claims) {
            for (const QString &vulnerability : claim.draft.match.vulnerabilities)
                drafts.insert(keyOf(vulnerability, claim.draft.match), &claim.draft);
        }
        QStringList out;
        for (const Decision &decision : earlier) {
            const auto [first, last] =
                std::as_const(drafts).equal_range(keyOf(decision.match.vulnerabilities.value(0), decision.match));
            const bool isHeld =
                std::any_of(first, last, [&](const Decision *draft) { return holdsAll(*draft, decision); });
            const bool isBound = decision.priority == kPinned && reaching.contains(decision.id);
            const bool isMentioned = !reaching.contains(decision.id) && decision.scope != Scope()
                && std::any_of(decision.match.vulnerabilities.begin(), decision.match.vulnerabilities.end(),
                    [&](const QString &id) { return stated.contains(id); });
            if (lapsed.contains(decision.id) || !(isHeld || isBound || isMentioned))
                out.append(decision.id);
        }
        return out;
    }

    // A version stands in the place of all earlier ones of its document. What of it cannot be read, or is not taken,
    // may be just what seems to be missing.
    void withdrawLapsed()
    {
        QList<Decision> earlier;
        std::copy_if(m_options.existing.begin(), m_options.existing.end(), std::back_inserter(earlier),
            [this](const Decision &decision) { return isOfEarlierVersion(decision); });
        if (earlier.isEmpty())
            return;
        m_plan.withdrawn = lapsedOf(earlier);
        const bool hasDraftsLeftOut = m_plan.drafts.count > 0 && !m_options.includesDrafts;
        if (!m_plan.withdrawn.isEmpty() && (m_document.skipped > 0 || m_hasRefused || hasDraftsLeftOut)) {
            problem(LOTSE_MSG("Decisions of an earlier version are not withdrawn, as parts of this version cannot be "
                              "read or are not final."),
                {});
            m_plan.withdrawn.clear();
        }
        if (m_plan.withdrawn.isEmpty())
            return;
        const QSet<QString> gone(m_plan.withdrawn.begin(), m_plan.withdrawn.end());
        for (const Decision &decision : earlier) {
            if (gone.contains(decision.id))
                m_plan.lapsed.add(decision.match.vulnerabilities.join(u", "_s)
                    + (decision.match.package.isEmpty() ? QString() : u": "_s + decision.match.package) + u" ("_s
                    + stateWord(decision.state) + u')');
        }
        // Planned as without them: what this version states of their findings takes their place.
        m_before = m_context.states;
        m_options.existing.removeIf([&](const Decision &decision) { return gone.contains(decision.id); });
        QList<Decision> begun = m_options.existing;
        begun.removeIf([this](const Decision &decision) { return decision.created > m_context.now; });
        m_context.states = applyDecisions(m_context, begun).states;
        m_existing.clear();
        for (const Decision &decision : std::as_const(m_options.existing))
            m_existing.insert(decision.id, &decision);
        m_gone = gone;
    }

    // Whether a decision or a rule that stays is in force on a row.
    bool isDecided(RowId row) const
    {
        if (isInForce(m_context.stateBits(row)))
            return true;
        if (!m_before || row >= m_before->bits.size() || !isInForce(m_before->bits[row]))
            return false;
        const quint32 index = m_before->decision[row];
        const QString by = index == 0 ? QString() : m_before->ids[index - 1];
        return !m_gone.contains(by) && !m_existing.contains(by); // a rule, which was applied before
    }

    Seconds timeOf(const VexStatement &statement) const { return statement.time ? statement.time : m_document.time; }

    Decision patternOf(const VexStatement &statement) const
    {
        const Seconds now = m_context.now;
        Decision pattern;
        pattern.author = m_plan.document.author;
        pattern.created = now;
        pattern.state = statement.state;
        pattern.justification = statement.state == State::NotAffected ? statement.justification : Justification::None;
        pattern.responses = statement.responses;
        pattern.isHiding = isHidingState(statement.state) && statement.hides.value_or(true);
        pattern.reason = statement.reason.left(8192);
        if (pattern.isHiding && pattern.reason.trimmed().isEmpty())
            pattern.reason = u"Imported from %1 of %2."_s.arg(m_document.id, pattern.author);
        pattern.expires = statement.expires;
        pattern.review = statement.review;
        if (pattern.isHiding && pattern.expires == 0 && pattern.review <= now)
            pattern.review = now + kReview;
        pattern.match.vulnerabilities = statement.vulnerabilities.mid(0, 100);
        pattern.source = {
            m_document.id.isEmpty() ? u"unnamed"_s : m_document.id, timeOf(statement), m_document.version};
        return pattern;
    }

    bool add(Decision draft, const QString &name, Seconds time)
    {
        draft.id = u"import-%1"_s.arg(m_claims.size());
        draft.supersedes.clear();
        if (const Result<void> checked = checkDecision(draft, {}, m_context.now); !checked) {
            m_hasRefused = true;
            problem(LOTSE_MSG("%1 was not imported: %2"), {name, checked.error().message.english()});
            return false;
        }
        m_claims.push_back(Claim{std::move(draft), name, time, 0, 0, 0, 0, false, m_isDenial, m_isByName, {}});
        return true;
    }

    void take(const VexStatement &statement)
    {
        const QString id = statement.vulnerabilities.value(0);
        m_isByName = false;
        if (const std::optional<Message> &draft = m_document.draft ? m_document.draft : statement.draft) {
            m_plan.drafts.add(u"%1: %2"_s.arg(id, draft->text()));
            if (!m_options.includesDrafts)
                return;
        }
        if (statement.whole) {
            const QString registry = statement.whole->scope.registry;
            if (registry.isEmpty() || m_images.hasRegistry(registry)) {
                if (!m_wholes.contains(statement.whole->id)) {
                    m_wholes.insert(statement.whole->id);
                    Decision whole = *statement.whole;
                    whole.created = m_context.now;
                    add(std::move(whole), id, timeOf(statement));
                }
                return;
            }
            problem(
                LOTSE_MSG("The scope of the decision on %1 is an unknown registry; the decision is imported for the "
                          "listed images."),
                {id});
        }
        const Decision pattern = patternOf(statement);
        for (const VexProduct &product : statement.products)
            take(pattern, product, id + u": "_s + product.name());
    }

    void take(const Decision &pattern, const VexProduct &product, const QString &name)
    {
        // What is said of something that is not here denies nothing of what is.
        if (m_isDenial && (product.obstacle || product.isNothing()))
            return;
        m_isByName = !product.purl && !product.package.isEmpty();
        if (product.obstacle || product.isNothing()) {
            const QString reason = product.obstacle ? product.obstacle->text()
                                                    : Message{LOTSE_MSG("no image or package is given"), {}}.text();
            m_plan.inapplicable.add(name + u" ("_s + reason + u')');
            return;
        }
        const QList<Scope> scopes = m_images.scopesOf(product);
        if (scopes.isEmpty()) {
            if (!m_isDenial)
                m_plan.unmatched.add(name);
            return;
        }
        for (const Scope &scope : scopes) {
            Decision draft = pattern;
            draft.scope = scope;
            draft.match.package = product.package;
            draft.match.purl = product.purl ? product.purl->identity() : QString();
            for (const QString &version : product.versions) {
                if (version.startsWith(u"vers:"_s)) {
                    draft.match.versions = version;
                    addMerged(draft, {}, name);
                } else {
                    QStringList exact{VersionRange::exactly(version).section(u'/', 1)};
                    // Go's tools write "v1.2.3" and "1.2.3" for the same.
                    if (product.purl && product.purl->type == u"golang"_s)
                        exact.append(version.startsWith(u'v') ? exact.last().mid(1) : u'v' + exact.last());
                    addMerged(draft, exact, name);
                }
            }
            if (product.versions.isEmpty())
                addMerged(draft, {}, name);
        }
    }

    // Products that differ in a version named exactly share a decision.
    void addMerged(Decision draft, const QStringList &exact, const QString &name)
    {
        if (exact.isEmpty()) {
            add(std::move(draft), name, draft.source.stated);
            return;
        }
        const Decision &d = draft;
        const QString key = QStringList{d.match.vulnerabilities.join(u' '), stateWord(d.state), d.reason,
            d.scope.registry, d.scope.repository, d.scope.digest, d.scope.tagPattern, d.match.package, d.match.purl,
            d.responses.join(u' '), justificationWord(d.justification), QString::number(d.expires),
            QString::number(d.review), QString::number(d.source.stated), QString::number(int(d.isHiding)),
            QString::number(int(m_isDenial))}
                                .join(QChar(0));
        const auto at = m_merged.constFind(key);
        if (at != m_merged.cend()) {
            QString &versions = m_claims[*at].draft.match.versions;
            QStringList known = versions.section(u'/', 1).split(u'|');
            for (const QString &version : exact) {
                if (!known.contains(version))
                    known.append(version);
            }
            // What is longer than a range may be would speak of nothing.
            const QString longer = u"vers:generic/"_s + known.join(u'|');
            if (known.size() <= kMostVersions && longer.size() <= VersionRange::kLongest) {
                versions = longer;
                return;
            }
        }
        draft.match.versions = u"vers:generic/"_s + exact.join(u'|');
        const Seconds time = draft.source.stated;
        if (add(std::move(draft), name, time))
            m_merged.insert(key, m_claims.size() - 1);
    }

    // Who decided a row already: nothing, an earlier import, or somebody whose word stays.
    const Decision *decisionOf(RowId row) const
    {
        const quint32 index = m_context.states->decision[row];
        return index == 0 ? nullptr : m_existing.value(m_context.states->ids[index - 1]);
    }

    // Which claim each row goes to.
    void judge()
    {
        m_winner.assign(m_context.set->rowCount(), kNobody);
        QList<Decision> drafts;
        for (const Claim &claim : m_claims)
            drafts.append(claim.draft);
        DecisionMatch match(m_context, drafts);
        std::vector<quint32> inside;
        match.eachRow([&](RowId row, DecisionMatch::Walk &walk) {
            inside.clear();
            while (const std::optional<DecisionMatch::Hit> hit = walk.next()) {
                const quint32 number = match.decision(hit->number).id.mid(7).toUInt();
                if (hit->isInside || isUnplaced(number, row))
                    inside.push_back(number);
            }
            if (!inside.empty())
                judge(row, inside);
        });
    }

    void judge(RowId row, std::vector<quint32> &inside)
    {
        // One that decides nothing stands behind those of its time which do.
        std::stable_sort(inside.begin(), inside.end(), [&](quint32 a, quint32 b) {
            const Claim &x = m_claims[a];
            const Claim &y = m_claims[b];
            return x.time != y.time ? x.time > y.time : x.isDenial < y.isDenial;
        });
        Claim &newest = m_claims[inside.front()];
        bool isContradicted = false;
        // What nobody dated and does not hide may be as new as any.
        const auto isOfItsTime = [time = newest.time](const Claim &claim) {
            return claim.time == time || (claim.time == 0 && !claim.draft.isHiding);
        };
        for (const quint32 number : inside) {
            Claim &claim = m_claims[number];
            ++claim.matched;
            if (!isOfItsTime(claim))
                ++claim.lost;
            else if (classOf(claim.draft.state) != classOf(newest.draft.state))
                isContradicted = true;
        }
        if (newest.isDenial)
            return;
        const bool isHeld = isDecided(row);
        const Decision *present = isHeld ? decisionOf(row) : nullptr;
        if (isContradicted) {
            for (const quint32 number : inside)
                m_claims[number].contradicted += isOfItsTime(m_claims[number]) ? 1U : 0U;
            // What an earlier import hides is no longer said without a contradiction.
            const auto open = std::find_if(inside.begin(), inside.end(), [&](quint32 number) {
                const Claim &claim = m_claims[number];
                return isOfItsTime(claim) && !claim.draft.isHiding && !claim.isDenial;
            });
            if (open != inside.end() && present && present->isHiding && givesWay(*present, m_claims[*open]))
                win(row, *open);
            return;
        }
        if (isHeld && !(present && givesWay(*present, newest))) {
            ++m_plan.alreadyDecided;
            newest.lost += present && present->source.stated > newest.time ? 1U : 0U;
            return;
        }
        win(row, inside.front());
    }

    // Whether a decision that was imported is older than a statement. One that hides gives way to what says otherwise
    // of the same time or of none, too: that is a revision without a new date, or a contradiction.
    static bool givesWay(const Decision &present, const Claim &claim)
    {
        if (present.source == Source())
            return false;
        const bool isOtherwise = present.isHiding && !claim.draft.isHiding;
        return present.source.stated < claim.time
            || (isOtherwise && (claim.time == 0 || claim.time == present.source.stated));
    }

    void win(RowId row, quint32 number)
    {
        Claim &claim = m_claims[number];
        ++claim.won;
        ++m_plan.occurrences;
        m_winner[row] = number;
        if (claim.isByName || (!claim.draft.match.purl.isEmpty() && lineOf(row).purl == 0))
            ++m_plan.byNameAlone;
    }

    const Segment::Line &lineOf(RowId row) const
    {
        const FindingSet::Part &part = m_context.set->partOf(row);
        return part.segment->lineOf(row - part.firstRow);
    }

    // The package is meant, and whether its version is cannot be told. True where that must keep others from hiding.
    bool isUnplaced(quint32 number, RowId row)
    {
        const Claim &claim = m_claims[number];
        const auto range = VersionRange::parse(claim.draft.match.versions);
        if (!range || range->scheme() == VersionScheme::Equality)
            return false;
        const Occurrence o = m_context.set->occurrence(row);
        const auto purl = Purl::parse(o.purl);
        if (purl && range->scheme() == versionSchemeOf(purl->type)
            && isOrderedVersion(o.version.toUtf8(), range->scheme()))
            return false;
        if (claim.isDenial)
            return true;
        const QString text = u"%1 (%2)"_s.arg(claim.name, o.version);
        if (!m_unplaced.contains(text)) {
            m_unplaced.insert(text);
            m_plan.unplaced.add(text);
        }
        return false;
    }

    // Decisions are told apart by scope and not by the age of what they state. Where the patterns as they are would
    // give a row to another than its winner, claims are bound to the rows that they won.
    void bindToRows()
    {
        for (bool isStable = false; !isStable;) {
            isStable = true;
            QList<Decision> drafts = m_options.existing;
            for (Claim &claim : m_claims) {
                if (claim.won > 0 && !claim.isPinned)
                    drafts.append(claim.draft);
            }
            const Applied after = applyDecisions(m_context, drafts);
            std::vector<quint32> reaching;
            for (RowId row = 0; row < m_winner.size(); ++row) {
                const quint32 index = after.states->decision[row];
                const QString id = index == 0 ? QString() : after.states->ids[index - 1];
                const quint32 actual = id.startsWith(u"import-"_s) ? id.mid(7).toUInt() : kNobody;
                const quint32 winner = m_winner[row];
                if (actual != kNobody && winner == kNobody && isInForce(after.states->bits[row]))
                    reaching.push_back(actual);
                if (winner != kNobody && actual != winner)
                    reaching.push_back(winner);
            }
            for (const quint32 number : reaching) {
                isStable = isStable && m_claims[number].isPinned;
                m_claims[number].isPinned = true;
            }
        }
        for (RowId row = 0; row < m_winner.size(); ++row) {
            if (m_winner[row] != kNobody && m_claims[m_winner[row]].isPinned)
                m_claims[m_winner[row]].rows.push_back(row);
        }
    }

    void pin(const Claim &claim)
    {
        QMap<QString, Decision> pinned;
        for (const RowId row : claim.rows) {
            const Occurrence o = m_context.set->occurrence(row);
            const QString version = VersionRange::exactly(o.version).section(u'/', 1);
            const QString key =
                QStringList{o.registryId, o.repository, o.platformDigest, o.package, version}.join(QChar(0));
            Decision decision = claim.draft;
            decision.priority = kPinned;
            decision.scope = {o.registryId, {}, o.repository, o.platformDigest, {}};
            decision.match.package = o.package;
            decision.match.purl = o.purl.isEmpty() ? claim.draft.match.purl : o.purl;
            decision.match.versions = o.version.isEmpty() ? QString() : VersionRange::exactly(o.version);
            pinned.insert(key, decision);
        }
        for (Decision &decision : pinned) {
            decision.id.clear();
            m_plan.decisions.append(decision);
        }
    }

    void report()
    {
        for (Claim &claim : m_claims) {
            if (claim.contradicted > 0)
                m_plan.contradicting.add(u"%1 (%2)"_s.arg(claim.name, stateWord(claim.draft.state)));
            if (claim.won > 0 && claim.isPinned) {
                pin(claim);
            } else if (claim.won > 0) {
                claim.draft.id.clear();
                m_plan.decisions.append(claim.draft);
            } else if (claim.isDenial) {
                continue;
            } else if (claim.matched == 0) {
                m_plan.unmatched.add(claim.name);
            } else if (claim.lost > 0) {
                m_plan.superseded.add(u"%1 (%2)"_s.arg(claim.name, stateWord(claim.draft.state)));
            }
        }
    }

    Context m_context; // without what is withdrawn
    const VexDocument &m_document;
    VexImportOptions m_options; // the same
    const VexImages m_images;
    std::shared_ptr<const RowStates> m_before; // where something is withdrawn
    QSet<QString> m_gone;
    VexPlan m_plan;
    QHash<QString, const Decision *> m_existing;
    std::vector<Claim> m_claims;
    QHash<QString, size_t> m_merged;
    QSet<QString> m_wholes, m_unplaced;
    bool m_hasRefused = false; // something stated cannot be taken
    bool m_isDenial = false, m_isByName = false; // what is being taken
    std::vector<quint32> m_winner; // by row
};

} // namespace

void VexLot::add(const QString &what)
{
    ++count;
    if (list.size() < kMaxReported)
        list.append(what);
}

VexPlan planVexImport(const Context &context, const VexDocument &document, const VexImportOptions &options)
{
    return Planning(context, document, options).run();
}

} // namespace lotse::findings
