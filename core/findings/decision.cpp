// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decision.h"

#include "findings/jsonread.h"
#include "findings/purl.h"
#include "findings/versionrange.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVersionNumber>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxText = 16 * 1024;
constexpr qsizetype kMaxIds = 1000;

const QStringList &justificationWords()
{
    static const QStringList words{QString(), u"code_not_present"_s, u"code_not_reachable"_s,
        u"requires_configuration"_s, u"requires_dependency"_s, u"requires_environment"_s, u"protected_by_compiler"_s,
        u"protected_at_runtime"_s, u"protected_at_perimeter"_s, u"protected_by_mitigating_control"_s};
    return words;
}

Error wrong(const QString &field, const char *id, const QStringList &args = {})
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {id, args};
    error.where = field;
    return error;
}

bool mayHide(State state)
{
    return state == State::NotAffected || state == State::FalsePositive || state == State::Resolved
        || state == State::ResolvedWithPedigree || state == State::RiskAccepted;
}

} // namespace

QString justificationWord(Justification justification)
{
    return justificationWords().at(int(justification));
}

std::optional<Justification> justificationOf(const QString &word)
{
    const qsizetype at = justificationWords().indexOf(word);
    if (at < 0)
        return std::nullopt;
    return Justification(at);
}

const QStringList &responseWords()
{
    static const QStringList words{
        u"can_not_fix"_s, u"will_not_fix"_s, u"update"_s, u"rollback"_s, u"workaround_available"_s};
    return words;
}

int Scope::level() const
{
    if (!digest.isEmpty())
        return 4;
    if (!repository.isEmpty())
        return 3;
    if (!project.isEmpty())
        return 2;
    return registry.isEmpty() ? 0 : 1;
}

Result<void> checkDecision(const Decision &decision, const DecisionPolicy &policy, Seconds now)
{
    if (decision.state == State::None)
        return wrong(u"state"_s, LOTSE_MSG("The state of the decision is missing."));
    if (decision.author.trimmed().isEmpty())
        return wrong(u"author"_s, LOTSE_MSG("The author of the decision is missing."));
    if (decision.match.vulnerabilities.isEmpty() && decision.match.package.isEmpty())
        return wrong(u"match"_s, LOTSE_MSG("A decision requires a vulnerability or a package."));
    // Longer texts are cut by readers; what cannot be read back whole is not written.
    for (const QString &text : {decision.detail, decision.reason, decision.ticket, decision.match.package}) {
        if (text.size() > kMaxText)
            return wrong(u"detail"_s, LOTSE_MSG("The text exceeds %1 characters."), {QString::number(kMaxText)});
    }
    if (decision.match.vulnerabilities.size() > kMaxIds)
        return wrong(
            u"match"_s, LOTSE_MSG("A decision applies to at most %1 vulnerabilities."), {QString::number(kMaxIds)});
    if (const auto range = VersionRange::parse(decision.match.versions); !range) {
        Error error = range.error();
        error.where = u"match.versions"_s;
        return error;
    }
    if (!decision.match.purl.isEmpty() && !Purl::parse(decision.match.purl))
        return wrong(u"match.purl"_s, LOTSE_MSG("\"%1\" is not a package URL."), {decision.match.purl.left(80)});
    for (const QString &response : decision.responses) {
        if (!responseWords().contains(response))
            return wrong(u"responses"_s, LOTSE_MSG("\"%1\" is not a response. Allowed: %2."),
                {response, responseWords().join(u", "_s)});
    }
    if (decision.justification != Justification::None && decision.state != State::NotAffected)
        return wrong(u"justification"_s, LOTSE_MSG("A justification is allowed only for \"not affected\"."));
    if (decision.isHiding && !mayHide(decision.state))
        return wrong(u"isHiding"_s, LOTSE_MSG("Findings in triage or affected cannot be hidden."));
    if (decision.isHiding && decision.reason.trimmed().isEmpty())
        return wrong(u"reason"_s, LOTSE_MSG("A reason is required to hide findings."));
    if (decision.state == State::RiskAccepted && decision.expires == 0)
        return wrong(u"expires"_s, LOTSE_MSG("An accepted risk requires an expiry date."));
    if (decision.expires != 0 && decision.expires <= now)
        return wrong(u"expires"_s, LOTSE_MSG("The expiry date is in the past."));
    if (decision.isHiding && decision.expires == 0 && decision.review == 0)
        return wrong(u"review"_s, LOTSE_MSG("A review date is required."));
    const bool isApproved = !decision.approvedBy.trimmed().isEmpty()
        && decision.approvedBy.trimmed().compare(decision.author.trimmed(), Qt::CaseInsensitive) != 0;
    if (policy.needsFourEyes && decision.isHiding && !isApproved)
        return wrong(u"approvedBy"_s, LOTSE_MSG("To hide findings, a person other than the author must approve."));
    return {};
}

Seconds defaultExpiry(Severity severity, Seconds now)
{
    const Seconds days = severity >= Severity::Critical ? 14
        : severity == Severity::High                    ? 30
        : severity == Severity::Medium                  ? 90
                                                        : 180;
    return now + days * 86400;
}

QByteArray decisionJson(const Decision &d)
{
    QJsonObject out{{u"id"_s, d.id}, {u"created"_s, isoTime(d.created)}, {u"author"_s, d.author},
        {u"state"_s, stateWord(d.state)}, {u"hides"_s, d.isHiding}};
    const auto put = [](QJsonObject &object, const QString &key, const QString &value) {
        if (!value.isEmpty())
            object.insert(key, value);
    };
    put(out, u"justification"_s, justificationWord(d.justification));
    if (!d.responses.isEmpty())
        out.insert(u"responses"_s, QJsonArray::fromStringList(d.responses));
    put(out, u"detail"_s, d.detail);
    put(out, u"reason"_s, d.reason);
    put(out, u"expires"_s, d.expires ? isoTime(d.expires) : QString());
    put(out, u"review"_s, d.review ? isoTime(d.review) : QString());
    put(out, u"approved_by"_s, d.approvedBy);
    put(out, u"ticket"_s, d.ticket);
    put(out, u"supersedes"_s, d.supersedes);
    if (d.priority != 0)
        out.insert(u"priority"_s, d.priority);
    QJsonObject scope;
    put(scope, u"registry"_s, d.scope.registry);
    put(scope, u"project"_s, d.scope.project);
    put(scope, u"repository"_s, d.scope.repository);
    put(scope, u"digest"_s, d.scope.digest);
    put(scope, u"tags"_s, d.scope.tagPattern);
    out.insert(u"scope"_s, scope);
    QJsonObject match{{u"vulnerabilities"_s, QJsonArray::fromStringList(d.match.vulnerabilities)}};
    put(match, u"package"_s, d.match.package);
    put(match, u"purl"_s, d.match.purl);
    put(match, u"versions"_s, d.match.versions);
    put(match, u"path"_s, d.match.path);
    out.insert(u"match"_s, match);
    if (d.source != Source()) {
        QJsonObject source{{u"document"_s, d.source.document}};
        put(source, u"stated"_s, d.source.stated ? isoTime(d.source.stated) : QString());
        put(source, u"version"_s, d.source.version);
        out.insert(u"source"_s, source);
    }
    QJsonArray evidence;
    for (const Evidence &item : d.evidence)
        evidence.append(QJsonObject{{u"file"_s, item.file}, {u"sha256"_s, item.sha256}});
    if (!evidence.isEmpty())
        out.insert(u"evidence"_s, evidence);
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

bool isEarlierVersion(const QString &one, const QString &other)
{
    qsizetype endOfOne = 0, endOfOther = 0;
    const QVersionNumber a = QVersionNumber::fromString(one, &endOfOne);
    const QVersionNumber b = QVersionNumber::fromString(other, &endOfOther);
    const bool areNumbers = !a.isNull() && !b.isNull() && endOfOne == one.size() && endOfOther == other.size();
    return areNumbers && a.normalized() < b.normalized();
}

Result<Decision> readDecision(QByteArrayView json)
{
    using namespace jsonread;
    Document document;
    const Result<Element> parsed = document.parse(json, 1024 * 1024, u"a decision"_s);
    if (!parsed)
        return parsed.error();
    const Element &root = *parsed;
    const auto broken = [](const QString &field) {
        Error error = wrong(field, LOTSE_MSG("The decision is not readable: \"%1\" is missing or invalid."), {field});
        error.kind = ErrorKind::Decode;
        return error;
    };
    Decision d;
    d.id = text(root, "id");
    d.created = time(root, "created");
    d.author = text(root, "author");
    const auto state = stateOf(text(root, "state"));
    const auto justification = justificationOf(text(root, "justification"));
    if (d.id.isEmpty() || d.created == 0)
        return broken(d.id.isEmpty() ? u"id"_s : u"created"_s);
    if (!state || *state == State::None)
        return broken(u"state"_s);
    if (!justification)
        return broken(u"justification"_s);
    d.state = *state;
    d.justification = *justification;
    d.responses = texts(root, "responses");
    d.detail = text(root, "detail");
    d.reason = text(root, "reason");
    for (const auto &[key, field] :
        {std::pair("expires", &Decision::expires), std::pair("review", &Decision::review)}) {
        d.*field = time(root, key);
        // A date that cannot be read must not turn into "never".
        if (member(root, key) && d.*field == 0)
            return broken(QString::fromLatin1(key));
    }
    d.approvedBy = text(root, "approved_by");
    d.ticket = text(root, "ticket");
    d.supersedes = text(root, "supersedes");
    d.priority = int(std::clamp(number(root, "priority", 0), -1e6, 1e6));
    bool isHiding = false;
    if (const auto hides = member(root, "hides"); !hides || hides->get_bool().get(isHiding) != simdjson::SUCCESS)
        return broken(u"hides"_s);
    d.isHiding = isHiding;
    const auto scope = member(root, "scope");
    const auto match = member(root, "match");
    // A scope that is lost would widen the decision to everything.
    if (!scope || !scope->is_object())
        return broken(u"scope"_s);
    if (!match || !match->is_object())
        return broken(u"match"_s);
    d.scope = {text(*scope, "registry"), text(*scope, "project"), text(*scope, "repository"), text(*scope, "digest"),
        text(*scope, "tags")};
    d.match = {texts(*match, "vulnerabilities"), text(*match, "package"), text(*match, "versions"),
        text(*match, "path"), text(*match, "purl")};
    // A package that is lost would widen the decision to all of that name.
    if (member(*match, "purl") && !Purl::parse(d.match.purl))
        return broken(u"match.purl"_s);
    if (const auto source = member(root, "source"))
        d.source = {text(*source, "document"), time(*source, "stated"), text(*source, "version")};
    for (const Element &item : items(root, "evidence", 1000))
        d.evidence.append({text(item, "file"), text(item, "sha256")});
    return d;
}

} // namespace lotse::findings
