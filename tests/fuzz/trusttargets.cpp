// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"
#include "trust/cosign.h"
#include "trust/notation.h"
#include "trust/ocsp.h"
#include "trust/revocation.h"
#include "trust/timestamp.h"

using namespace Qt::StringLiterals;

namespace lotse::fuzz {

static trust::Subject subjectOf(const QByteArray &bytes)
{
    trust::Subject subject;
    subject.host = u"registry.example.com"_s;
    subject.repository = u"team/app"_s;
    subject.manifest.raw = bytes;
    subject.manifest.digest = oci::Digest::of(bytes);
    return subject;
}

static void checkVerdict(const trust::SignatureVerdict &verdict)
{
    require(verdict.state != trust::State::None && verdict.state != trust::State::Trusted,
        "what is attached is at least claimed, and nothing is trusted without a policy");
    require(verdict.isValid() || verdict.reason != trust::Reason::None, "what is not valid has a reason");
    require(!verdict.isValid() || verdict.signer.kind != trust::Signer::Kind::None, "what is valid has a signer");
    (void)verdict.toJson();
}

static void trustedRoot(QByteArrayView bytes)
{
    const Result<trust::TrustedRoot> read = trust::readTrustedRoot(bytes.toByteArray());
    if (!read)
        return;
    for (const trust::LogKey &log : read->logs + read->certificateLogs)
        require(log.valid.start.isValid() && log.id.size() == 32, "a log has an id and a beginning");
    for (const trust::RootAuthority &authority : read->authorities + read->timestampAuthorities)
        require(!authority.chain.isEmpty(), "an authority has a certificate");
}

// The trusted root, a NUL, and the bundle over the bytes "artifact".
static void sigstoreBundle(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\0');
    trust::Material material;
    material.now = QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
    if (end >= 0) {
        if (Result<trust::TrustedRoot> root = trust::readTrustedRoot(bytes.first(end).toByteArray()))
            material.roots = {*root};
    }
    checkVerdict(trust::verifyBundle(subjectOf("artifact"), bytes.sliced(end + 1).toByteArray(),
        u"application/vnd.dev.sigstore.bundle.v0.3+json"_s, material));
}

static void timestamp(QByteArrayView bytes)
{
    for (const auto form : {trust::TimestampToken::Form::Response, trust::TimestampToken::Form::Token}) {
        trust::TimestampToken token;
        if (trust::TimestampToken::fromDer(bytes.toByteArray(), form, token))
            continue;
        require(token.time().isValid() && token.accuracy() >= -1, "a time stamp has a time");
        (void)token.checkImprint("artifact");
        QList<trust::RootAuthority> authorities;
        for (const trust::Certificate &one : token.certificates())
            authorities.append({one.subject(), {one}, {QDateTime::fromSecsSinceEpoch(0, Qt::UTC), {}}});
        trust::TimestampToken::Signer signer;
        if (!token.checkSigner(authorities, signer))
            require(!signer.certificate.isNull() && signer.authority >= 0, "a time stamp has a signer");
        (void)(token.nonce() + token.imprint() + token.der());
    }
}

// A list, and what it says of the certificates that are in PEM behind it.
static void revocationList(QByteArrayView bytes)
{
    QList<trust::RevocationList> lists;
    QList<trust::Certificate> chain;
    if (trust::RevocationList::listFromFile(bytes.toByteArray(), lists))
        return;
    if (bytes.contains("CERTIFICATE") && trust::Certificate::listFromFile(bytes.toByteArray(), chain))
        return;
    trust::RevocationCheck check(lists, QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC));
    if (!check.check(chain, {}))
        require(check.told().contains(u"OCSP"_s), "what was not asked is told");
}

// A certificate and its issuer in PEM, a NUL, and the answer about the first.
static void ocspResponse(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\0');
    QList<trust::Certificate> chain;
    if (end < 0 || trust::Certificate::listFromFile(bytes.first(end).toByteArray(), chain) || chain.size() < 2)
        return;
    const QDateTime now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
    trust::OcspAnswer answer;
    answer.certificate = chain[0].fingerprint();
    answer.der = bytes.sliced(end + 1).toByteArray();
    trust::OcspProof proof;
    if (!trust::checkOcsp(answer, chain[0], chain[1], {}, now, proof))
        require(proof.thisUpdate.isValid() && proof.thisUpdate <= now.addDays(1), "a good answer has its time");
    (void)trust::ocspQuestions(chain, trust::ocspAddresses(chain[0]));
}

static void notation(QByteArrayView bytes)
{
    const bool isCose = !bytes.isEmpty() && bytes[0] != '{';
    checkVerdict(trust::verifyNotation(
        subjectOf("artifact"), bytes.toByteArray(), isCose ? u"application/cose"_s : u"application/jose+json"_s, {}));
}

QList<Target> trustTargets()
{
    return {{"trustedroot", trustedRoot}, {"sigstorebundle", sigstoreBundle}, {"timestamp", timestamp},
        {"revocationlist", revocationList}, {"notation", notation}, {"ocsp", ocspResponse}};
}

} // namespace lotse::fuzz
