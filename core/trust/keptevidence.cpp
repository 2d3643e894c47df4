// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/keptevidence.h"

#include "store/packing.h"
#include "trust/attestationdemand.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;
using store::KeptSigner;
using store::KeptVerdict;
using store::Packer;
using store::Unpacker;

namespace {

constexpr quint64 kFormat = 2; // 1 has no answers of OCSP
constexpr qsizetype kMostStatement = 64 * 1024;

bool isWhole(const Evidence &evidence)
{
    return evidence.failures.isEmpty() && !evidence.isTooMuch
        && std::all_of(evidence.attached.begin(), evidence.attached.end(), [](const AttachedManifest &attached) {
               return !attached.failure
                   && std::all_of(attached.blobs.begin(), attached.blobs.end(),
                       [](const AttachedBlob &blob) { return !blob.failure; });
           });
}

// Why not all of it could be read. What came and is wrong, or too large, was read.
QList<Error> gapsOf(const Evidence &evidence)
{
    QList<Error> out = evidence.failures;
    const auto add = [&](const Error &error) {
        if (error && error.kind != ErrorKind::TooLarge && error.kind != ErrorKind::Decode)
            out.append(error);
    };
    for (const AttachedManifest &attached : evidence.attached) {
        add(attached.failure);
        for (const AttachedBlob &blob : attached.blobs)
            add(blob.failure);
    }
    return out;
}

// A registry that refuses does so again: it is asked after an hour. What did not come may come at once.
QDateTime retryOf(const QList<Error> &gaps, const QDateTime &now)
{
    const bool isRefused = std::all_of(gaps.begin(), gaps.end(),
        [](const Error &error) { return error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Precondition; });
    return isRefused ? now.addSecs(3600) : now;
}

QString textOf(Unpacker &unpacker)
{
    return QString::fromUtf8(unpacker.text());
}

void packManifest(Packer &packer, const oci::Manifest &manifest)
{
    packer.text(manifest.digest.latin1()).text(manifest.mediaType.toUtf8()).text(manifest.raw);
}

bool unpackManifest(Unpacker &unpacker, oci::Manifest &manifest)
{
    const Result<oci::Digest> digest = oci::Digest::parse(textOf(unpacker));
    const QByteArray type = unpacker.text().toByteArray();
    const QByteArray raw = unpacker.text().toByteArray();
    if (!digest)
        return false;
    if (raw.isEmpty()) {
        manifest.digest = *digest; // nothing is attached to it, and so it was not read
        return true;
    }
    Result<oci::Manifest> read = oci::parseManifest(raw, type, *digest);
    if (!read)
        return false;
    manifest = std::move(read).value();
    return true;
}

// Times after which a verdict may be another one.
QDateTime dueOf(const ArtifactVerdict &verdict, const PolicyRule *rule)
{
    QDateTime due;
    for (const SignatureVerdict &one : verdict.signatures) {
        QList<QDateTime> times{one.expires, one.signer.notAfter, one.provedUntil};
        for (const AttestationDemand &demand : rule ? rule->demands : QList<AttestationDemand>()) {
            if (one.isAttestation && one.predicateType == demand.type)
                times.append(endOf(one, demand));
        }
        for (const QDateTime &time : std::as_const(times)) {
            if (time.isValid() && time > verdict.checkedAt && (!due.isValid() || time < due))
                due = time;
        }
    }
    return due;
}

} // namespace

QByteArray packEvidence(const Evidence &evidence)
{
    if (!isWhole(evidence))
        return {};
    Packer packer;
    packer.number(kFormat);
    for (const QString &text : {evidence.subject.host, evidence.subject.repository, evidence.reference})
        packer.text(text.toUtf8());
    packManifest(packer, evidence.subject.manifest);
    packer.number(quint64(evidence.attached.size()));
    for (const AttachedManifest &attached : evidence.attached) {
        packManifest(packer, attached.manifest);
        packer.text(attached.foundBy.join(u'\n').toUtf8()).number(quint64(attached.blobs.size()));
        for (const AttachedBlob &blob : attached.blobs)
            packer.number(quint64(attached.manifest.layers.indexOf(blob.descriptor))).text(blob.bytes);
        if (packer.size() > mostKeptEvidence)
            return {};
    }
    packer.number(quint64(evidence.ocsp.size()));
    for (const OcspAnswer &answer : evidence.ocsp)
        packer.text(answer.certificate)
            .text(answer.address.toUtf8())
            .text(answer.nonce)
            .text(answer.der)
            .text(answer.failure.toUtf8());
    return packer.bytes();
}

std::optional<Evidence> unpackEvidence(const QByteArray &bytes)
{
    Unpacker unpacker(bytes);
    const quint64 format = unpacker.number();
    if (format < 1 || format > kFormat)
        return {};
    Evidence out;
    for (QString *text : {&out.subject.host, &out.subject.repository, &out.reference})
        *text = textOf(unpacker);
    if (!unpackManifest(unpacker, out.subject.manifest))
        return {};
    const quint64 count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i) {
        AttachedManifest attached;
        if (!unpackManifest(unpacker, attached.manifest))
            return {};
        attached.digest = attached.manifest.digest;
        attached.foundBy = textOf(unpacker).split(u'\n', Qt::SkipEmptyParts);
        const quint64 blobs = unpacker.number();
        for (quint64 j = 0; j < blobs && unpacker.ok(); ++j) {
            AttachedBlob blob;
            const auto layer = qsizetype(unpacker.number());
            blob.bytes = unpacker.text().toByteArray();
            if (layer < 0 || layer >= attached.manifest.layers.size())
                return {};
            blob.descriptor = attached.manifest.layers[layer];
            attached.blobs.append(blob);
        }
        out.attached.append(attached);
    }
    const quint64 answers = format >= 2 ? unpacker.number() : 0;
    for (quint64 i = 0; i < answers && unpacker.ok(); ++i) {
        OcspAnswer answer;
        answer.certificate = unpacker.text().toByteArray();
        answer.address = textOf(unpacker);
        answer.nonce = unpacker.text().toByteArray();
        answer.der = unpacker.text().toByteArray();
        answer.failure = textOf(unpacker);
        out.ocsp.append(answer);
    }
    return unpacker.ok() && unpacker.atEnd() ? std::optional(out) : std::nullopt;
}

QByteArray keptJson(const ArtifactVerdict &verdict)
{
    QJsonObject out = verdict.toJson();
    QJsonArray signatures = out[u"signatures"_s].toArray();
    for (qsizetype i = 0; i < signatures.size() && i < verdict.signatures.size(); ++i) {
        const QByteArray &statement = verdict.signatures[i].statement;
        if (statement.isEmpty() || statement.size() > kMostStatement)
            continue;
        QJsonObject one = signatures[i].toObject();
        one.insert(u"statement"_s, QJsonDocument::fromJson(statement).object());
        signatures[i] = one;
    }
    out.insert(u"signatures"_s, signatures);
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

QByteArray listedMark(QStringList digests)
{
    std::sort(digests.begin(), digests.end());
    return QCryptographicHash::hash(digests.join(u' ').toLatin1(), QCryptographicHash::Sha256).first(12).toHex();
}

KeptVerdict keptVerdict(
    const ArtifactVerdict &verdict, const Evidence &evidence, const PolicyFile &policy, const QByteArray &listed)
{
    KeptVerdict out;
    out.repository = evidence.subject.repository;
    out.digest = verdict.digest.text();
    out.state = stateWord(verdict.state);
    out.reason = reasonCode(verdict.reason);
    out.detail = verdict.detail;
    out.rule = verdict.rule;
    out.listed = listed;
    out.policy = policy.revision;
    out.trustStore = policy.storeRevision;
    out.checkedAt = verdict.checkedAt;
    out.dueAt = dueOf(verdict, policy.policy.ruleFor(evidence.subject.place()));
    const QList<Error> gaps = verdict.failures + gapsOf(evidence);
    out.isPartial = !gaps.isEmpty() || evidence.isTooMuch;
    if (!gaps.isEmpty())
        out.retryAt = retryOf(gaps, verdict.checkedAt);
    for (const AttachedManifest &attached : evidence.attached)
        out.attached.append(attached.digest.text());
    for (const SignatureVerdict &one : verdict.signatures) {
        KeptSigner signer;
        signer.id = one.signer.id;
        signer.name = one.signer.name;
        signer.kind = signerWord(one.signer.kind);
        signer.algorithm = one.signer.algorithm;
        signer.state = stateWord(one.state);
        signer.isAttestation = one.isAttestation;
        signer.notAfter = one.signer.notAfter;
        out.signers.append(signer);
        if (!one.isAttestation || one.predicateType.isEmpty() || !one.isValid())
            continue;
        if (!out.attested.contains(one.predicateType))
            out.attested.append(one.predicateType);
        if (one.state == State::Trusted && !out.vouched.contains(one.predicateType))
            out.vouched.append(one.predicateType);
    }
    return out;
}

std::optional<Rejudged> rejudge(
    const KeptVerdict &kept, const QByteArray &evidence, const PolicyFile &policy, const QDateTime &now)
{
    const std::optional<Evidence> read = unpackEvidence(evidence);
    if (!read || read->subject.repository != kept.repository || read->subject.manifest.digest.text() != kept.digest)
        return {};
    const ArtifactVerdict verdict = judge(*read, policy.policy, now);
    Rejudged out;
    out.verdict = keptVerdict(verdict, *read, policy, kept.listed);
    if (!out.verdict.retryAt.isValid())
        out.verdict.retryAt = kept.retryAt; // when it is read again does not depend on the policy
    out.bodies = {keptJson(verdict), evidence};
    return out;
}

bool isCurrent(const KeptVerdict &kept, const PolicyFile &policy, const QDateTime &now)
{
    return kept.policy == policy.revision && kept.trustStore == policy.storeRevision
        && (!kept.dueAt.isValid() || now < kept.dueAt);
}

} // namespace lotse::trust
