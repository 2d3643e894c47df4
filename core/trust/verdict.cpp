// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/verdict.h"

#include "base/keptmessage.h"

#include <QJsonArray>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIncomplete = 7;

struct StateRow {
    State state;
    const char *word;
    const char *text;
};
constexpr StateRow kStates[] = {
    {State::None, "none", LOTSE_MSG("not signed")},
    {State::Claimed, "claimed", LOTSE_MSG("signature attached, not verified")},
    {State::Limit, "limit", LOTSE_MSG("too much is attached, not verified")},
    {State::Invalid, "invalid", LOTSE_MSG("invalid signature")},
    {State::Valid, "valid", LOTSE_MSG("valid, not trusted")},
    {State::Trusted, "trusted", LOTSE_MSG("trusted")},
};

struct FormRow {
    SignatureVerdict::Form form;
    const char *word;
    const char *text;
};
constexpr FormRow kForms[] = {
    {SignatureVerdict::Form::Unknown, "unknown", LOTSE_MSG("unknown format")},
    {SignatureVerdict::Form::CosignSimple, "cosign", LOTSE_MSG("Cosign signature")},
    {SignatureVerdict::Form::DsseAttestation, "cosign-attestation", LOTSE_MSG("Cosign attestation")},
    {SignatureVerdict::Form::SigstoreBundle, "sigstore-bundle", LOTSE_MSG("Sigstore bundle")},
    {SignatureVerdict::Form::NotationJws, "notation-jws", LOTSE_MSG("notation signature (JWS)")},
    {SignatureVerdict::Form::NotationCose, "notation-cose", LOTSE_MSG("notation signature (COSE)")},
};

bool isLimit(Reason reason)
{
    return reason == Reason::TooLarge || reason == Reason::TooDeep || reason == Reason::TooMany
        || reason == Reason::TooManySignatures || reason == Reason::TooManySubjects
        || reason == Reason::TooManyCertificates;
}

QString outcomeWord(Step::Outcome outcome)
{
    switch (outcome) {
    case Step::Outcome::Passed:
        return u"passed"_s;
    case Step::Outcome::Failed:
        return u"failed"_s;
    case Step::Outcome::NotChecked:
        return u"not checked"_s;
    case Step::Outcome::Noted:
        break;
    }
    return u"noted"_s;
}

} // namespace

QString stateWord(State state)
{
    return QString::fromLatin1(kStates[int(state)].word);
}

Message stateText(State state)
{
    return {kStates[int(state)].text, {}};
}

QString signerWord(Signer::Kind kind)
{
    switch (kind) {
    case Signer::Kind::None:
        break;
    case Signer::Kind::Key:
        return u"key"_s;
    case Signer::Kind::Certificate:
        return u"certificate"_s;
    case Signer::Kind::Identity:
        return u"identity"_s;
    }
    return {};
}

QString formWord(SignatureVerdict::Form form)
{
    return QString::fromLatin1(kForms[int(form)].word);
}

Message formText(SignatureVerdict::Form form)
{
    return {kForms[int(form)].text, {}};
}

QJsonObject Step::toJson() const
{
    QJsonObject out{{u"step"_s, name.english()}, {u"outcome"_s, outcomeWord(outcome)}};
    if (!input.isEmpty())
        out.insert(u"input"_s, QString::fromLatin1(input));
    if (reason != Reason::None)
        out.insert(u"reason"_s, reasonCode(reason));
    if (!detail.isEmpty())
        out.insert(u"detail"_s, keptEnglish(detail));
    return out;
}

void SignatureVerdict::pass(const char *name, const QByteArray &input, const QString &what)
{
    steps.append({{name, {}}, input, Step::Outcome::Passed, Reason::None, what});
}

void SignatureVerdict::fail(const char *name, const Fault &fault, const QByteArray &input)
{
    const bool isOpen = fault.reason == Reason::NoKey || fault.reason == Reason::KeyNotNamed
        || fault.reason == Reason::NoTrustedRoot || fault.reason == Reason::SkippedByPolicy;
    steps.append(
        {{name, {}}, input, isOpen ? Step::Outcome::NotChecked : Step::Outcome::Failed, fault.reason, fault.detail});
    state = isLimit(fault.reason) ? State::Limit : isIncomplete(fault.reason) ? State::Claimed : State::Invalid;
    reason = fault.reason;
    detail = fault.detail;
}

void SignatureVerdict::skip(const char *name, Reason why, const QString &what)
{
    steps.append({{name, {}}, {}, Step::Outcome::NotChecked, why, what});
}

void SignatureVerdict::note(const char *name, Reason why, const QString &what)
{
    steps.append({{name, {}}, {}, Step::Outcome::Noted, why, what});
}

QJsonObject SignatureVerdict::toJson() const
{
    QJsonArray list;
    for (const Step &step : steps)
        list.append(step.toJson());
    QJsonObject out{{u"form"_s, formWord(form)}, {u"kind"_s, isAttestation ? u"attestation"_s : u"signature"_s},
        {u"manifest"_s, manifest.text()}, {u"found_by"_s, QJsonArray::fromStringList(foundBy)},
        {u"state"_s, stateWord(state)}, {u"claimed"_s, true}, {u"valid"_s, isValid()},
        {u"trusted"_s, state == State::Trusted}, {u"steps"_s, list}};
    const auto put = [&](const QString &key, const QString &value) {
        if (!value.isEmpty())
            out.insert(key, value);
    };
    put(u"content"_s, content.text());
    put(u"predicate_type"_s, predicateType);
    put(u"reason"_s, reasonCode(reason));
    put(u"message"_s, reasonText(reason).english());
    put(u"detail"_s, keptEnglish(detail));
    put(u"signed_as"_s, signedAs);
    if (signer.kind != Signer::Kind::None) {
        const bool isIdentity = signer.kind == Signer::Kind::Identity;
        QJsonObject who{{u"kind"_s, signerWord(signer.kind)},
            {isIdentity ? u"identity_sha256"_s : u"key_sha256"_s, signer.id}, {u"name"_s, signer.name},
            {u"algorithm"_s, signer.algorithm}};
        if (isIdentity) {
            QJsonArray subjects;
            for (const CertificateIdentity::Name &one : signer.identity.names)
                subjects.append(QJsonObject{{u"kind"_s, one.kind}, {u"value"_s, one.value}});
            QJsonObject claims;
            for (const auto &[claim, value] : signer.identity.claims)
                claims.insert(claim, value);
            who.insert(u"issuer"_s, signer.identity.issuer);
            who.insert(u"subjects"_s, subjects);
            who.insert(u"claims"_s, claims);
            who.insert(u"trusted_root"_s, signer.root);
        }
        if (signer.notAfter.isValid())
            who.insert(u"not_after"_s, signer.notAfter.toString(Qt::ISODate));
        out.insert(u"signer"_s, who);
    }
    if (!grants.isEmpty())
        out.insert(u"trusted_by"_s, QJsonArray::fromStringList(grants));
    if (isLogged)
        out.insert(u"logged"_s, true);
    if (signedAt.isValid())
        out.insert(u"signed_at"_s, signedAt.toUTC().toString(Qt::ISODate));
    if (expires.isValid())
        out.insert(u"expires"_s, expires.toString(Qt::ISODate));
    QJsonObject pairs;
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        pairs.insert(it.key(), it.value());
    if (!pairs.isEmpty())
        out.insert(u"annotations"_s, pairs);
    return out;
}

qsizetype ArtifactVerdict::count(State which) const
{
    return std::count_if(signatures.begin(), signatures.end(),
        [which](const SignatureVerdict &one) { return !one.isAttestation && one.state == which; });
}

QJsonObject ArtifactVerdict::toJson() const
{
    QJsonArray list;
    for (const SignatureVerdict &one : signatures)
        list.append(one.toJson());
    QJsonArray missing;
    for (const Error &failure : failures)
        missing.append(failure.message.english());
    QJsonObject out{{u"reference"_s, reference}, {u"digest"_s, digest.text()}, {u"state"_s, stateWord(state)},
        {u"claimed"_s, !signatures.isEmpty()}, {u"valid"_s, state == State::Valid || state == State::Trusted},
        {u"trusted"_s, state == State::Trusted}, {u"complete"_s, failures.isEmpty()}, {u"failures"_s, missing},
        {u"signatures"_s, list}, {u"checked_at"_s, checkedAt.toUTC().toString(Qt::ISODate)}};
    if (!rule.isEmpty())
        out.insert(u"rule"_s, rule);
    if (reason != Reason::None) {
        out.insert(u"reason"_s, reasonCode(reason));
        out.insert(u"message"_s, reasonText(reason).english());
    }
    if (!detail.isEmpty())
        out.insert(u"detail"_s, keptEnglish(detail));
    return out;
}

int exitCode(const ArtifactVerdict &verdict)
{
    switch (verdict.state) {
    case State::Trusted:
        return 0;
    case State::Valid:
        return 13;
    case State::Invalid:
        return 14;
    case State::None:
        // What could not be read may hold a signature.
        return verdict.failures.isEmpty() ? 15 : kIncomplete;
    case State::Claimed:
    case State::Limit:
        break;
    }
    return kIncomplete;
}

int worse(int left, int right)
{
    constexpr int order[] = {0, 13, 15, kIncomplete, 14};
    const auto rank = [&](int code) { return std::find(std::begin(order), std::end(order), code) - std::begin(order); };
    return rank(left) >= rank(right) ? left : right;
}

} // namespace lotse::trust
