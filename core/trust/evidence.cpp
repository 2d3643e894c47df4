// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/evidence.h"

#include "trust/attestationdemand.h"
#include "trust/cosign.h"
#include "trust/notation.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <functional>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kContent = LOTSE_MSG("content");
constexpr const char *kPolicy = LOTSE_MSG("trust policy");

bool isBundle(const QString &type)
{
    return type.startsWith(mediatype::bundlePrefix);
}

// What the manifest says that it is, beyond what its layers are.
bool claimsSignature(const AttachedManifest &attached)
{
    const QString type = attached.manifest.type();
    return type == mediatype::notation || type == mediatype::cosignArtifact || isBundle(type)
        || attached.manifest.config.mediaType == mediatype::notation
        || attached.manifest.config.mediaType == mediatype::cosignArtifact
        || std::any_of(attached.foundBy.begin(), attached.foundBy.end(),
            [](const QString &way) { return way.startsWith("tag "_L1) && way.endsWith(".sig"_L1); });
}

bool isOfNotation(const oci::Manifest &manifest)
{
    return manifest.type() == mediatype::notation || manifest.config.mediaType == mediatype::notation;
}

SignatureVerdict failed(const AttachedManifest &attached, const Fault &fault)
{
    SignatureVerdict verdict;
    verdict.manifest = attached.digest;
    verdict.foundBy = attached.foundBy;
    if (isOfNotation(attached.manifest))
        verdict.form = SignatureVerdict::Form::NotationJws;
    else if (isBundle(attached.manifest.type()))
        verdict.form = SignatureVerdict::Form::SigstoreBundle;
    verdict.fail(kContent, fault, attached.digest.latin1());
    return verdict;
}

SignatureVerdict verifyBlob(
    const Subject &subject, const AttachedManifest &attached, const AttachedBlob &blob, const Material &material)
{
    const QString &type = blob.descriptor.mediaType;
    const oci::Annotations &annotations = blob.descriptor.annotations;
    if (blob.failure)
        return failed(attached,
            Fault(blob.failure.kind == ErrorKind::TooLarge   ? Reason::TooLarge
                    : blob.failure.kind == ErrorKind::Decode ? Reason::BlobMismatch
                                                             : Reason::Unreachable,
                blob.failure.message.english()));
    if (blob.bytes.size() != blob.descriptor.size || !blob.descriptor.digest.fits(blob.bytes))
        return failed(attached, Reason::BlobMismatch);
    if (type == mediatype::simpleSigning)
        return verifySimpleSigning(subject, blob.bytes, annotations, material);
    if (type == mediatype::dsse)
        return verifyDsse(subject, blob.bytes, annotations, material);
    if (isBundle(type))
        return verifyBundle(subject, blob.bytes, type, material);
    return verifyNotation(subject, blob.bytes, type, material);
}

QList<SignatureVerdict> verifyAttached(
    const Subject &subject, const AttachedManifest &attached, const Material &material)
{
    if (attached.failure)
        return {failed(attached, Fault(Reason::Unreachable, attached.failure.message.english()))};
    const oci::Manifest &manifest = attached.manifest;
    const bool needsOne = isOfNotation(manifest) || isBundle(manifest.type());
    if (needsOne && manifest.layers.size() != 1)
        return {failed(attached, Fault(Reason::LayerCount, QString::number(manifest.layers.size())))};
    if (attached.blobs.isEmpty())
        return claimsSignature(attached) ? QList<SignatureVerdict>{failed(attached, Reason::WrongMediaType)}
                                         : QList<SignatureVerdict>();
    QList<SignatureVerdict> out;
    for (const AttachedBlob &blob : attached.blobs) {
        SignatureVerdict verdict = verifyBlob(subject, attached, blob, material);
        verdict.manifest = attached.digest;
        verdict.content = blob.descriptor.digest;
        verdict.foundBy = attached.foundBy;
        out.append(verdict);
    }
    return out;
}

bool needsLog(const SignatureVerdict &verdict, const PolicyRule &rule)
{
    return rule.log == LogDemand::Required
        || (rule.log == LogDemand::ForIdentities && verdict.signer.kind == Signer::Kind::Identity);
}

// Valid becomes Trusted where the rule names who signed.
void applyRule(SignatureVerdict &verdict, const TrustPolicy &policy, const PolicyRule *rule)
{
    if (!verdict.isValid())
        return;
    const Signer &signer = verdict.signer;
    if (signer.kind == Signer::Kind::Key && !signer.name.isEmpty())
        verdict.grants.append(u"key:"_s + signer.name);
    for (const NamedIdentity &named : policy.identities) {
        if (signer.kind == Signer::Kind::Identity && named.fits(signer.identity, signer.root))
            verdict.grants.append(u"identity:"_s + named.name);
    }
    verdict.grants.removeIf([&](const QString &grant) { return !rule || !rule->signers.contains(grant); });
    Reason reason = rule ? Reason::NotInPolicy : Reason::NoRule;
    if (!verdict.grants.isEmpty() && needsLog(verdict, *rule) && !verdict.isLogged) {
        verdict.grants.clear();
        reason = Reason::NotInLog;
    }
    if (!verdict.grants.isEmpty()) {
        verdict.state = State::Trusted;
        verdict.pass(kPolicy, {}, verdict.grants.join(u", "_s));
        return;
    }
    if (verdict.reason == Reason::None)
        verdict.reason = reason;
    verdict.note(kPolicy, reason);
}

// What the rule asks to be attested, and nobody whom it trusts has.
QStringList missingOf(const ArtifactVerdict &out, const PolicyRule *rule, const QSet<QString> &attested)
{
    QStringList missing;
    for (const QString &type : rule ? rule->attestations : QStringList()) {
        if (!attested.contains(type))
            missing.append(type);
    }
    for (const AttestationDemand &demand : rule ? rule->demands : QList<AttestationDemand>()) {
        const bool isMet = std::any_of(out.signatures.begin(), out.signatures.end(),
            [&](const SignatureVerdict &one) { return meets(one, demand, out.checkedAt); });
        if (!isMet)
            missing.append(demand.text());
    }
    return missing;
}

// How many of a rule's signers have signed, each by a key or certificate of its own: two certificates that the same
// identity or store stands for are one signer, and one certificate that two of them stand for is one as well.
qsizetype countSigners(const QMap<QString, QStringList> &grants)
{
    QHash<QString, QString> taken; // the signer of the rule, and who counts for it
    const std::function<bool(const QString &, QSet<QString> &)> place = [&](const QString &id, QSet<QString> &tried) {
        for (const QString &grant : grants.value(id)) {
            if (tried.contains(grant))
                continue;
            tried.insert(grant);
            if (!taken.contains(grant) || place(taken.value(grant), tried)) {
                taken.insert(grant, id);
                return true;
            }
        }
        return false;
    };
    for (auto it = grants.cbegin(); it != grants.cend(); ++it) {
        QSet<QString> tried;
        place(it.key(), tried);
    }
    return taken.size();
}

void sumUp(ArtifactVerdict &out, const PolicyRule *rule)
{
    QMap<QString, QStringList> grants;
    QSet<QString> attested;
    bool hasValid = false;
    const SignatureVerdict *worst = nullptr;
    for (const SignatureVerdict &one : std::as_const(out.signatures)) {
        if (one.isAttestation) {
            if (one.state == State::Trusted)
                attested.insert(one.predicateType);
            continue;
        }
        hasValid = hasValid || one.isValid();
        if (one.state == State::Trusted)
            grants[one.signer.id] += one.grants;
        const auto rank = [](State state) { return state == State::Invalid ? 3 : state == State::Limit ? 2 : 1; };
        if (!one.isValid() && (!worst || rank(one.state) > rank(worst->state)))
            worst = &one;
    }
    const QStringList missing = missingOf(out, rule, attested);
    const qsizetype signers = countSigners(grants);
    if (rule && signers >= rule->signatures && missing.isEmpty()) {
        out.state = State::Trusted;
    } else if (hasValid) {
        out.state = State::Valid;
        out.reason = !rule               ? Reason::NoRule
            : signers == 0               ? Reason::NotInPolicy
            : signers < rule->signatures ? Reason::NotEnoughSigners
                                         : Reason::AttestationMissing;
        if (out.reason == Reason::NotEnoughSigners)
            out.detail = u"%1 of %2"_s.arg(signers).arg(rule->signatures);
        else if (out.reason == Reason::AttestationMissing)
            out.detail = missing.join(u", "_s);
        // One signer alone: what is told of the signature says more.
        if (out.reason == Reason::NotInPolicy && out.signatures.size() == 1)
            out.reason = out.signatures.first().reason;
    } else if (worst) {
        out.state = worst->state;
        out.reason = worst->reason;
        out.detail = worst->detail;
    } else {
        out.state = State::None;
        if (!out.signatures.isEmpty())
            out.reason = Reason::AttestedOnly;
    }
}

} // namespace

bool holdsSignature(const oci::Manifest &manifest, const oci::Descriptor &layer)
{
    const QString &type = layer.mediaType;
    return type == mediatype::simpleSigning || type == mediatype::dsse || isBundle(type)
        || (isOfNotation(manifest) && (type == mediatype::jose || type == mediatype::cose));
}

ArtifactVerdict judge(
    const Evidence &evidence, const TrustPolicy &policy, const QDateTime &now, const QList<NamedKey> &more)
{
    ArtifactVerdict out;
    out.digest = evidence.subject.manifest.digest;
    out.reference = evidence.reference;
    out.failures = evidence.failures;
    out.checkedAt = now;
    qsizetype count = 0;
    for (const AttachedManifest &attached : evidence.attached)
        count += attached.blobs.size();
    if (evidence.isTooMuch || count > cap::signatures) {
        out.state = State::Limit;
        out.reason = Reason::TooManySignatures;
        out.detail = u"more than %1"_s.arg(cap::signatures);
        return out;
    }
    const QString place = evidence.subject.place();
    const PolicyRule *rule = policy.ruleFor(place);
    if (rule)
        out.rule = rule->scopes.join(u", "_s);
    Material material;
    material.keys = policy.keys;
    for (const NamedKey &named : more) {
        const bool isNamed = std::any_of(
            policy.keys.begin(), policy.keys.end(), [&](const NamedKey &known) { return known.key == named.key; });
        if (!isNamed)
            material.keys.append({QString(), named.key});
    }
    // A key that the rule names goes first: the same key may have another name elsewhere.
    std::stable_sort(material.keys.begin(), material.keys.end(), [&](const NamedKey &left, const NamedKey &right) {
        const auto isMeant = [&](const NamedKey &named) {
            return rule && rule->signers.contains(u"key:"_s + named.name);
        };
        return isMeant(left) && !isMeant(right);
    });
    material.stores = policy.stores;
    std::stable_sort(
        material.stores.begin(), material.stores.end(), [&](const NotationStore &left, const NotationStore &right) {
            const auto isMeant = [&](const NotationStore &store) {
                return rule && rule->signers.contains(u"notation:"_s + store.name);
            };
            return isMeant(left) && !isMeant(right);
        });
    material.roots = policy.roots;
    material.now = now;
    material.ocsp = evidence.ocsp;
    material.isOnly = rule && rule->isOnly;
    for (const AttachedManifest &attached : evidence.attached) {
        for (SignatureVerdict &verdict : verifyAttached(evidence.subject, attached, material)) {
            applyRule(verdict, policy, rule);
            out.signatures.append(std::move(verdict));
        }
    }
    sumUp(out, rule);
    return out;
}

} // namespace lotse::trust
