// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notation.h"
#include "trust/timestamp.h"

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kExpiry = LOTSE_MSG("expiry");
constexpr const char *kTimes = LOTSE_MSG("certificate validity period");
constexpr const char *kRevocation = LOTSE_MSG("revocation");
constexpr const char *kTimestamp = LOTSE_MSG("time stamp");
constexpr const char *kAuthenticity = LOTSE_MSG("trust store and identity");

Fault checkTimes(const QList<Certificate> &chain, const QDateTime &at)
{
    for (const Certificate &one : chain) {
        if (!one.notBefore().isValid() || at < one.notBefore())
            return {Reason::CertificateNotYetValid, one.subject()};
        if (!one.notAfter().isValid() || at > one.notAfter())
            return {Reason::CertificateExpired, one.subject()};
    }
    return {};
}

/// A check whose failure counts as the level says. False where the verification ends with it.
bool settle(SignatureVerdict &verdict, const char *name, Enforcement how, const Fault &fault)
{
    if (how == Enforcement::Skip) {
        verdict.skip(name, Reason::SkippedByPolicy);
    } else if (!fault) {
        verdict.pass(name);
    } else if (how == Enforcement::Log) {
        verdict.note(name, fault.reason, fault.detail);
    } else {
        verdict.fail(name, fault);
        return false;
    }
    return true;
}

// Whether the store trusts the chain, after all else.
Fault checkAuthenticity(const NotationEnvelope &envelope, const NotationStore &store, const NotationPolicy &policy)
{
    const QString type = envelope.scheme == "notary.x509" ? u"ca:"_s : u"signingAuthority:"_s;
    bool isKnown = false;
    for (const QString &name : policy.stores) {
        if (!name.startsWith(type))
            continue;
        for (const Certificate &one : store.certificates.value(name))
            isKnown = isKnown || envelope.chain.contains(one);
    }
    if (!isKnown)
        return Reason::NotInTrustStore;
    if (!isTrustedIdentity(envelope.chain.first(), policy.identities))
        return {Reason::NotATrustedIdentity, envelope.chain.first().subject()};
    return {};
}

/// What a time stamp proves.
struct ProvedTime {
    QDateTime time;
    QList<Certificate> authority; ///< the signer of the time stamp first, as far up as is known
};

// The token is over the signature, by an authority of a tsa store, while all of the chain was valid.
Fault checkTimestamp(
    const NotationEnvelope &envelope, const NotationStore &store, const NotationPolicy &policy, ProvedTime &out)
{
    if (!envelope.hasTimestamp)
        return Reason::NoTimestamp;
    QList<RootAuthority> authorities;
    QList<Certificate> known;
    for (const QString &name : policy.stores) {
        for (const Certificate &one :
            name.startsWith(u"tsa:") ? store.certificates.value(name) : QList<Certificate>()) {
            authorities.append({one.subject(), {one}, {QDateTime::fromSecsSinceEpoch(0, Qt::UTC), {}}});
            known.append(one);
        }
    }
    TimestampToken token;
    TimestampToken::Signer signer;
    if (Fault fault = TimestampToken::fromDer(envelope.timestamp, TimestampToken::Form::Token, token))
        return fault;
    if (Fault fault = token.checkImprint(envelope.signature))
        return fault;
    if (Fault fault = token.checkSigner(authorities, signer))
        return fault;
    // RFC 3628: whoever follows the baseline policy is off by a second at most.
    const bool isBaseline = token.policy() == "0.4.0.2023.1.1"_L1;
    const qint64 spread = token.accuracy() >= 0 ? token.accuracy() : isBaseline ? 1000 : 0;
    for (const qint64 offset : {-spread, spread}) {
        if (Fault fault = checkTimes(envelope.chain, token.time().addMSecs(offset)))
            return fault;
    }
    out.time = token.time();
    known += token.certificates();
    out.authority = {signer.certificate};
    while (out.authority.size() < cap::chain && !out.authority.last().isSelfSigned()) {
        const auto above = std::find_if(known.begin(), known.end(), [&](const Certificate &one) {
            return one.isNamedIssuerOf(out.authority.last()) && one.hasSigned(out.authority.last());
        });
        if (above == known.end())
            break;
        out.authority.append(*above);
    }
    return {};
}

// When it was made, and whether the chain was valid then: by a time stamp where the policy asks for one, else now, or
// as the signing authority says. False where the verification ends with it.
bool judgeTimes(SignatureVerdict &verdict, const NotationEnvelope &envelope, const NotationLevel &level,
    const NotationStore *store, const NotationPolicy *policy, const QDateTime &now, ProvedTime &proved)
{
    const bool isOwn = envelope.scheme == "notary.x509";
    const bool hasAuthority = policy
        && std::any_of(
            policy->stores.begin(), policy->stores.end(), [](const QString &name) { return name.startsWith(u"tsa:"); });
    const bool isAsked = isOwn && hasAuthority && (policy->isTimeAsked || checkTimes(envelope.chain, now));
    if (!isAsked) {
        if (envelope.hasTimestamp)
            verdict.skip(kTimestamp, Reason::NotChecked,
                !isOwn             ? u"a signing authority says the time"_s
                    : hasAuthority ? u"the certificates are valid now, and the policy asks for it afterwards"_s
                                   : u"the policy names no tsa store"_s);
        if (!isOwn)
            proved.time = envelope.authenticTime;
        return settle(
            verdict, kTimes, level.timestamp, checkTimes(envelope.chain, isOwn ? now : envelope.authenticTime));
    }
    const Fault fault = checkTimestamp(envelope, *store, *policy, proved);
    if (!settle(verdict, kTimestamp, level.timestamp, fault))
        return false;
    if (!fault && level.timestamp != Enforcement::Skip) {
        verdict.pass(kTimes, {}, proved.time.toString(Qt::ISODate) + u", "_s + proved.authority.first().subject());
        verdict.signedAt = proved.time;
        verdict.signer.notAfter = {}; // it was valid when it counted
    }
    return true;
}

// By imported lists, and by responders that the policy lets ask. `grant` gets why nothing is granted. False where the
// verification ends with it.
bool judgeRevocation(SignatureVerdict &verdict, const NotationEnvelope &envelope, Enforcement how,
    const NotationStore *store, const Material &material, const ProvedTime &proved, Fault &grant)
{
    if (how == Enforcement::Skip) {
        verdict.skip(kRevocation, Reason::SkippedByPolicy);
        return true;
    }
    // Answers of responders that this store does not name were asked for by another one.
    QList<OcspAnswer> answers = material.ocsp;
    answers.removeIf([&](const OcspAnswer &answer) { return !store || !store->ocsp.contains(answer.address); });
    RevocationCheck check(store ? store->revocationLists : QList<RevocationList>(), material.now, answers);
    Fault fault = check.check(envelope.chain, proved.time);
    // An authority of time stamps is asked the same: what it says stands on its certificate.
    const Fault ofAuthority = check.check(proved.authority, {});
    if (ofAuthority.reason == Reason::Revoked || !fault)
        fault = ofAuthority;
    if (!fault) {
        verdict.pass(kRevocation, {}, check.told());
        verdict.provedUntil = check.until();
        return true;
    }
    if (fault.reason == Reason::Revoked)
        return settle(verdict, kRevocation, how, fault);
    const QString told = check.told();
    verdict.skip(kRevocation, fault.reason, told.isEmpty() ? fault.detail : fault.detail + u"; "_s + told);
    if (!grant && how == Enforcement::Enforce)
        grant = Fault(fault.reason, fault.detail);
    return true;
}

} // namespace

void judgeNotation(SignatureVerdict &verdict, const NotationEnvelope &envelope, const NotationLevel &level,
    const NotationStore *store, const NotationPolicy *policy, const Material &material)
{
    const QDateTime &now = material.now;
    Fault expiry;
    if (envelope.expiry.isValid() && now >= envelope.expiry)
        expiry = Fault(Reason::Expired, envelope.expiry.toString(Qt::ISODate));
    if (!settle(verdict, kExpiry, level.expiry, expiry))
        return;
    ProvedTime proved;
    if (!judgeTimes(verdict, envelope, level, store, policy, now, proved))
        return;
    Fault grant = policy ? checkAuthenticity(envelope, *store, *policy) : Fault(Reason::NotInPolicy);
    if (!judgeRevocation(verdict, envelope, level.revocation, store, material, proved, grant))
        return;
    verdict.state = State::Valid;
    if (grant) {
        verdict.note(kAuthenticity, grant.reason, grant.detail);
        verdict.reason = grant.reason;
        verdict.detail = grant.detail;
    } else {
        verdict.pass(kAuthenticity, {}, policy->name);
        verdict.grants.append(u"notation:"_s + store->name);
    }
}

} // namespace lotse::trust
