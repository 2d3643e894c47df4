// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/sigstorebundle.h"

#include "trust/base64.h"

#include <QSet>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

struct Version {
    int minor = 0; ///< of 0.x
    bool isKnown = false;
};

Version versionOf(QByteArrayView type)
{
    for (const auto &[name, minor] : {std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.1", 1},
             std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.2", 2},
             std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.3", 3},
             std::pair{"application/vnd.dev.sigstore.bundle.v0.3+json", 3}}) {
        if (type == QByteArrayView(name))
            return {minor, true};
    }
    return {};
}

Fault readCertificate(const JsonObject &holder, Certificate &out)
{
    QByteArray der;
    if (Fault fault = holder.base64("rawBytes", der))
        return fault;
    return Certificate::fromDer(der, out);
}

Fault readChain(const JsonObject &material, Proofs &out)
{
    JsonObject chain;
    QList<JsonPart> certificates;
    if (Fault fault = material.object("x509CertificateChain", chain))
        return fault;
    if (Fault fault = chain.array("certificates", cap::chain, certificates))
        return fault.reason == Reason::TooMany ? Fault(Reason::TooManyCertificates) : fault;
    if (certificates.isEmpty())
        return Reason::EmptyChain;
    for (qsizetype i = 0; i < certificates.size(); ++i) {
        JsonObject holder;
        Certificate one;
        if (Fault fault = readJsonObject(certificates[i].raw, holder))
            return fault;
        if (Fault fault = readCertificate(holder, one))
            return fault;
        if (i == 0) {
            out.certificate = one;
            continue;
        }
        // Whom to trust is not for the bundle to say.
        if (one.isSelfSigned())
            return {Reason::ChainOrder, u"a root certificate in a bundle"_s};
        out.chain.append(one);
    }
    return {};
}

// Names and numbers; what an entry says is looked at where there is a root to verify it.
Fault readLogEntries(const JsonObject &material, int minor, Proofs &out)
{
    if (!material.has("tlogEntries"))
        return {};
    QList<JsonPart> entries;
    if (Fault fault = material.array("tlogEntries", cap::logEntries, entries))
        return fault;
    QSet<QByteArray> seen;
    for (const JsonPart &part : std::as_const(entries)) {
        JsonObject entry;
        JsonObject log;
        QByteArray key;
        QByteArray index;
        if (Fault fault = readJsonObject(part.raw, entry))
            return fault;
        if (Fault fault = entry.object("logId", log))
            return fault;
        if (Fault fault = log.text("keyId", key))
            return fault;
        if (Fault fault = entry.optionalText("logIndex", index))
            return fault;
        const char *needed = minor == 1 ? "inclusionPromise" : "inclusionProof";
        if (!entry.has(needed))
            return {Reason::MissingMember, QString::fromLatin1(needed)};
        if (seen.contains(key + ' ' + index))
            return {Reason::DuplicateMember, u"tlogEntries"_s};
        seen.insert(key + ' ' + index);
        out.logEntries.append(part.raw);
    }
    return {};
}

Fault readTimestamps(const JsonObject &material, Proofs &out)
{
    JsonObject holder;
    QList<JsonPart> stamps;
    if (!material.has("timestampVerificationData"))
        return {};
    if (Fault fault = material.object("timestampVerificationData", holder))
        return fault;
    if (holder.only({"rfc3161Timestamps"}))
        return {Reason::UnsupportedBundle, u"timestampVerificationData"_s};
    if (!holder.has("rfc3161Timestamps"))
        return {};
    if (Fault fault = holder.array("rfc3161Timestamps", cap::timestamps, stamps))
        return fault;
    for (const JsonPart &part : std::as_const(stamps)) {
        JsonObject stamp;
        QByteArray der;
        if (Fault fault = readJsonObject(part.raw, stamp))
            return fault;
        if (Fault fault = stamp.base64("signedTimestamp", der))
            return fault;
        out.timestamps.append(der);
    }
    return {};
}

Fault readMaterial(const JsonObject &bundle, int minor, SigstoreBundle &out)
{
    JsonObject material;
    if (Fault fault = bundle.object("verificationMaterial", material))
        return fault;
    if (material.only({"publicKey", "certificate", "x509CertificateChain", "tlogEntries", "timestampVerificationData"}))
        return {Reason::UnsupportedBundle, u"verificationMaterial"_s};
    const bool hasCertificate = material.has("certificate");
    const bool hasChain = material.has("x509CertificateChain");
    const bool hasKeyHint = material.has("publicKey");
    if (int(hasCertificate) + int(hasChain) + int(hasKeyHint) != 1)
        return {Reason::WrongType, u"verificationMaterial must name one of a key, a certificate and a chain"_s};
    if (hasChain && minor >= 3)
        return {Reason::UnknownMember, u"x509CertificateChain in a bundle 0.3"_s};
    if (hasKeyHint) {
        JsonObject key;
        if (Fault fault = material.object("publicKey", key))
            return fault;
        if (Fault fault = key.optionalText("hint", out.proofs.keyHint))
            return fault;
    } else if (hasCertificate) {
        JsonObject holder;
        if (Fault fault = material.object("certificate", holder))
            return fault;
        if (Fault fault = readCertificate(holder, out.proofs.certificate))
            return fault;
    } else if (Fault fault = readChain(material, out.proofs)) {
        return fault;
    }
    if (Fault fault = readLogEntries(material, minor, out.proofs))
        return fault;
    return readTimestamps(material, out.proofs);
}

} // namespace

Fault readSigstoreBundle(const QByteArray &text, SigstoreBundle &out)
{
    JsonObject bundle;
    QByteArray type;
    if (text.size() > cap::statement)
        return Reason::TooLarge;
    if (Fault fault = readJsonObject(text, bundle))
        return fault;
    if (Fault fault = bundle.text("mediaType", type))
        return fault;
    const Version version = versionOf(type);
    if (!version.isKnown)
        return {Reason::UnsupportedBundle, QString::fromUtf8(type).left(256)};
    if (const Fault fault = bundle.only({"mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"}))
        return fault.reason == Reason::CaseVariant ? fault : Fault(Reason::UnsupportedBundle, fault.detail);
    out.hasEnvelope = bundle.has("dsseEnvelope");
    if (out.hasEnvelope == bundle.has("messageSignature"))
        return {Reason::WrongType, u"a bundle holds either an envelope or a message signature"_s};
    out.content = bundle.find(out.hasEnvelope ? "dsseEnvelope" : "messageSignature")->raw;
    return readMaterial(bundle, version.minor, out);
}

Fault readLegacyProofs(const oci::Annotations &annotations, Proofs &out)
{
    out.isLegacy = true;
    QList<Certificate> list;
    if (const QByteArray pem = annotations.value(u"dev.sigstore.cosign/certificate"_s).toUtf8(); !pem.isEmpty()) {
        if (Fault fault = Certificate::listFromFile(pem, list))
            return fault;
        out.certificate = list.first();
    }
    if (const QByteArray pem = annotations.value(u"dev.sigstore.cosign/chain"_s).toUtf8(); !pem.isEmpty()) {
        if (Fault fault = Certificate::listFromFile(pem, list))
            return fault;
        if (list.size() > cap::chain)
            return Reason::TooManyCertificates;
        out.chain = list;
    }
    if (const QByteArray log = annotations.value(u"dev.sigstore.cosign/bundle"_s).toUtf8(); !log.isEmpty())
        out.logEntries.append(log);
    if (const QByteArray text = annotations.value(u"dev.sigstore.cosign/rfc3161timestamp"_s).toUtf8();
        !text.isEmpty()) {
        JsonObject holder;
        QByteArray der;
        if (Fault fault = readJsonObject(text, holder))
            return fault;
        if (Fault fault = holder.only({"SignedRFC3161Timestamp"}))
            return fault;
        if (Fault fault = holder.base64("SignedRFC3161Timestamp", der))
            return fault;
        out.timestamps.append(der);
    }
    return {};
}

} // namespace lotse::trust
