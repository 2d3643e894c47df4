// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/vex.h"

#include "findings/decide.h"
#include "findings/purl.h"
#include "findings/versionrange.h"
#include "findings/vexread.h"

#include <QRegularExpression>
#include <QSet>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;
constexpr qsizetype kMaxReported = 1000;
constexpr Seconds kReview = 180 * 86400;

bool isHidingState(State state)
{
    return state == State::NotAffected || state == State::FalsePositive || state == State::Resolved
        || state == State::ResolvedWithPedigree || state == State::RiskAccepted;
}

// A statement without scope or match, as a decision.
Decision patternOf(const VexStatement &statement, const VexDocument &document, Seconds now)
{
    Decision pattern;
    pattern.author = document.author.isEmpty() ? u"unknown"_s : document.author;
    pattern.created = now;
    pattern.state = statement.state;
    pattern.justification = statement.state == State::NotAffected ? statement.justification : Justification::None;
    pattern.responses = statement.responses;
    pattern.isHiding = isHidingState(statement.state) && statement.hides.value_or(true);
    pattern.reason = statement.reason.left(8192);
    if (pattern.isHiding && pattern.reason.trimmed().isEmpty())
        pattern.reason = u"Imported from %1 of %2."_s.arg(document.id, pattern.author);
    pattern.expires = statement.expires;
    pattern.review = statement.review;
    if (pattern.isHiding && pattern.expires == 0 && pattern.review <= now)
        pattern.review = now + kReview;
    pattern.match.vulnerabilities = statement.vulnerabilities.mid(0, 100);
    return pattern;
}

bool knowsRegistry(const FindingSet &set, const QString &id)
{
    return std::any_of(set.parts().begin(), set.parts().end(),
        [&](const FindingSet::Part &part) { return part.segment->registryId == id; });
}

// The repository of a URL, by its path: hosts differ between the one who wrote it and us.
QString repositoryOf(const FindingSet &set, const QString &url)
{
    const QString path = url.section(u'/', 1);
    for (const FindingSet::Part &part : set.parts()) {
        const Dictionary &names = part.segment->dictionaries[Segment::Name];
        for (const Segment::Repository &repository : part.segment->repositories) {
            if (names.at(repository.name).compare(path.toUtf8(), Qt::CaseInsensitive) == 0)
                return names.text(repository.name);
        }
    }
    return {};
}

} // namespace

QString VexProduct::name() const
{
    const QString part = (package + u' ' + version).trimmed();
    const QString image = digest.isEmpty() ? repositoryUrl : digest;
    if (part.isEmpty() || image.isEmpty())
        return part.isEmpty() ? image : part;
    return part + u" in "_s + image;
}

namespace vexread {

VexProduct productOf(const QString &text)
{
    VexProduct product;
    const std::optional<Purl> purl = Purl::parse(text);
    if (!purl)
        return product;
    if (purl->type == u"oci"_s || purl->type == u"docker"_s) {
        product.digest = purl->version.startsWith(u"sha256:"_s) || purl->version.startsWith(u"sha512:"_s)
            ? purl->version
            : QString();
        product.repositoryUrl = purl->qualifiers.value(u"repository_url"_s);
    } else {
        product.package = purl->packageName();
        product.version = purl->version;
    }
    return product;
}

std::optional<Justification> justificationOfVex(const QString &word)
{
    if (word == u"component_not_present"_s || word == u"vulnerable_code_not_present"_s)
        return Justification::CodeNotPresent;
    if (word == u"vulnerable_code_not_in_execute_path"_s)
        return Justification::CodeNotReachable;
    if (word == u"vulnerable_code_cannot_be_controlled_by_adversary"_s)
        return Justification::RequiresConfiguration;
    if (word == u"inline_mitigations_already_exist"_s)
        return Justification::ProtectedByMitigatingControl;
    return std::nullopt;
}

bool readStatementText(const QString &text, VexStatement &statement, Seconds now)
{
    static const QRegularExpression accepted(
        u"^Risk accepted until ([0-9TZ:-]{20}): (.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    statement.reason = text;
    const QRegularExpressionMatch match = accepted.match(text);
    if (statement.state == State::Exploitable && match.hasMatch()) {
        const Seconds until = jsonread::secondsOf(match.captured(1));
        statement.reason = match.captured(2);
        if (until <= now)
            return false;
        statement.state = State::RiskAccepted;
        statement.expires = until;
    } else if (statement.state == State::NotAffected && text.startsWith(u"False positive: "_s)) {
        statement.state = State::FalsePositive;
        statement.reason = text.mid(16);
    }
    return true;
}

void addProblem(VexDocument &document, const char *id, const QStringList &args)
{
    if (document.problems.size() < kMaxReported)
        document.problems.append(Message{id, args});
}

} // namespace vexread

Result<VexDocument> readVex(QByteArrayView file, Seconds now)
{
    jsonread::Document parsed;
    const Result<jsonread::Element> root = parsed.parse(file, kMaxBytes, u"a VEX document"_s);
    if (!root)
        return root.error();
    VexDocument document;
    const auto csaf = jsonread::member(*root, "document");
    if (jsonread::text(*root, "@context").startsWith(u"https://openvex.dev/ns"_s)) {
        document.format = VexFormat::OpenVex;
        vexread::readOpenVex(*root, document, now);
    } else if (jsonread::text(*root, "bomFormat") == u"CycloneDX"_s) {
        document.format = VexFormat::CycloneDx;
        vexread::readCycloneDx(*root, document, now);
    } else if (csaf && jsonread::text(*csaf, "csaf_version").startsWith(u"2."_s)) {
        document.format = VexFormat::Csaf;
        vexread::readCsaf(*root, document, now);
    } else {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {
            LOTSE_MSG("This is no VEX document that is known: neither OpenVEX, CycloneDX nor CSAF 2.0."), {}};
        return error;
    }
    return document;
}

VexPlan planVexImport(const Context &context, const VexDocument &document)
{
    VexPlan plan;
    plan.problems = document.problems;
    const FindingSet &set = *context.set;
    QHash<QString, qsizetype> places; // what may share a decision but for its versions
    QHash<QString, QString> names; // by temporary id
    QSet<QString> wholes;
    QList<Decision> drafts;
    const auto addProblem = [&](const char *id, const QStringList &args) {
        if (plan.problems.size() < kMaxReported)
            plan.problems.append(Message{id, args});
    };
    const auto take = [&](Decision decision, const QString &name) {
        decision.id = u"import-%1"_s.arg(drafts.size());
        decision.supersedes.clear();
        if (const Result<void> checked = checkDecision(decision, {}, context.now); !checked) {
            addProblem(LOTSE_MSG("%1 was not taken over: %2"), {name, checked.error().message.english()});
            return false;
        }
        names.insert(decision.id, name);
        drafts.append(std::move(decision));
        return true;
    };
    for (const VexStatement &statement : document.statements) {
        const QString id = statement.vulnerabilities.value(0);
        if (statement.whole
            && (statement.whole->scope.registry.isEmpty() || knowsRegistry(set, statement.whole->scope.registry))) {
            if (!wholes.contains(statement.whole->id)) {
                wholes.insert(statement.whole->id);
                Decision whole = *statement.whole;
                whole.created = context.now;
                take(std::move(whole), id);
            }
            continue;
        }
        if (statement.whole)
            addProblem(
                LOTSE_MSG("The scope of the decision on %1 names a registry that is not here; it is taken over for "
                          "the images named."),
                {id});
        const Decision pattern = patternOf(statement, document, context.now);
        for (const VexProduct &product : statement.products) {
            Decision decision = pattern;
            decision.scope.digest = product.digest;
            if (product.digest.isEmpty() && !product.repositoryUrl.isEmpty()) {
                decision.scope.repository = repositoryOf(set, product.repositoryUrl);
                // An unknown repository must not become all of them.
                if (decision.scope.repository.isEmpty()) {
                    ++plan.unmatchedCount;
                    plan.unmatched.append(id + u": "_s + product.name());
                    continue;
                }
            }
            decision.match.package = product.package;
            if (!product.version.isEmpty())
                decision.match.versions = VersionRange::exactly(product.version);
            const QString key = QStringList{id, stateWord(decision.state), decision.reason, decision.scope.digest,
                decision.scope.repository, decision.match.package, decision.responses.join(u' '),
                justificationWord(decision.justification), QString::number(decision.expires),
                product.version.isEmpty() ? u"*"_s : QString()}
                                    .join(QChar(0));
            const auto at = places.constFind(key);
            if (at == places.cend()) {
                if (take(decision, id + u": "_s + product.name()))
                    places.insert(key, drafts.size() - 1);
                continue;
            }
            QString &versions = drafts[*at].match.versions;
            const QString more = decision.match.versions.section(u'/', 1);
            if (!more.isEmpty() && versions.count(u'|') < 63 && !versions.section(u'/', 1).split(u'|').contains(more))
                versions += u'|' + more;
        }
    }
    // What would become of each row, with what is decided here already: that stays.
    const Applied alone = applyDecisions(context, drafts);
    const auto isInForce = [](quint8 bits) { return (bits & StateBits::kStateMask) && !(bits & StateBits::kExpired); };
    QSet<QString> matched;
    QSet<QString> useful;
    for (RowId row = 0; row < set.rowCount(); ++row) {
        const quint32 index = alone.states->decision[row];
        if (index == 0 || !isInForce(alone.states->bits[row]))
            continue;
        matched.insert(alone.states->ids[index - 1]);
        if (isInForce(context.stateBits(row))) {
            ++plan.alreadyDecided;
            continue;
        }
        useful.insert(alone.states->ids[index - 1]);
        ++plan.occurrences;
    }
    for (Decision &draft : drafts) {
        if (!matched.contains(draft.id)) {
            ++plan.unmatchedCount;
            if (plan.unmatched.size() < kMaxReported)
                plan.unmatched.append(names.value(draft.id));
        } else if (useful.contains(draft.id)) {
            draft.id.clear();
            plan.decisions.append(draft);
        }
    }
    return plan;
}

} // namespace lotse::findings
