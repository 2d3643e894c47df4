// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/signing.h"

#include "trust/cosign.h"
#include "trust/notation.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::trust {

using namespace Qt::StringLiterals;
using detail::signingFault;

namespace {

struct Algorithm {
    const char *name = nullptr; ///< null: notation has none for this key
    HashKind hash = HashKind::Sha256;
};

// The specification gives each key its one algorithm.
Algorithm algorithmOf(const PublicKey &key)
{
    switch (key.kind()) {
    case PublicKey::Kind::P256:
        return {"ES256", HashKind::Sha256};
    case PublicKey::Kind::P384:
        return {"ES384", HashKind::Sha384};
    case PublicKey::Kind::P521:
        return {"ES512", HashKind::Sha512};
    case PublicKey::Kind::Rsa:
        return key.bits() == 2048 ? Algorithm{"PS256", HashKind::Sha256}
            : key.bits() == 3072  ? Algorithm{"PS384", HashKind::Sha384}
            : key.bits() == 4096  ? Algorithm{"PS512", HashKind::Sha512}
                                  : Algorithm{};
    case PublicKey::Kind::Ed25519:
    case PublicKey::Kind::None:
        break;
    }
    return {};
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

Result<QList<Certificate>> chainOf(const PublicKey &key, const QList<Certificate> &certificates, const QDateTime &now)
{
    QList<Certificate> out;
    for (const Certificate &one : certificates) {
        PublicKey other;
        if (!one.publicKey(other) && other == key) {
            out.append(one);
            break;
        }
    }
    if (out.isEmpty()) {
        return signingFault(ErrorKind::Usage,
            {LOTSE_MSG("None of the certificates belongs to this private key. Notation signs with the certificate "
                       "of the key and the complete chain up to the root."),
                {}});
    }
    while (!out.last().isSelfSigned() && out.size() < cap::chain) {
        const Certificate child = out.last();
        for (const Certificate &one : certificates) {
            if (!out.contains(one) && one.isNamedIssuerOf(child) && one.hasSigned(child)) {
                out.append(one);
                break;
            }
        }
        if (out.last() == child) {
            return signingFault(ErrorKind::Usage,
                {LOTSE_MSG("The issuing certificate of %1 is missing. Notation requires the complete chain up to the "
                           "root."),
                    {child.subject().left(200)}});
        }
    }
    if (const Fault fault = checkNotationChain(out)) {
        return signingFault(ErrorKind::Usage,
            {LOTSE_MSG("Notation does not support these certificates: %1"), {reasonText(fault.reason).text()}},
            fault.detail);
    }
    for (const Certificate &one : std::as_const(out)) {
        if (now < one.notBefore() || now > one.notAfter())
            return signingFault(ErrorKind::Usage,
                {LOTSE_MSG("The certificate %1 is not currently valid (%2 to %3)."),
                    {one.subject().left(200), one.notBefore().date().toString(Qt::ISODate),
                        one.notAfter().date().toString(Qt::ISODate)}});
    }
    return out;
}

Result<SignedContent> detail::makeNotation(const SigningKey &key, const SigningOrder &order)
{
    if (!order.predicate.type.isEmpty())
        return signingFault(ErrorKind::Usage,
            {LOTSE_MSG("Notation does not support attestations: use the form bundle or legacy."), {}});
    const Algorithm algorithm = algorithmOf(key.publicKey());
    if (!algorithm.name)
        return signingFault(ErrorKind::Usage,
            {LOTSE_MSG("Notation does not sign with %1: it supports RSA with 2048, 3072 or 4096 bits, and ECDSA."),
                {key.publicKey().algorithm()}});
    const Result<QList<Certificate>> chain =
        chainOf(key.publicKey(), order.chain.isEmpty() ? key.chain() : order.chain, order.now);
    if (!chain)
        return chain.error();
    const oci::Manifest &manifest = order.subject.manifest;
    const QByteArray payload = R"({"targetArtifact":{"digest":")" + manifest.digest.latin1() + R"(","mediaType":)"
        + jsonText(manifest.mediaType) + R"(,"size":)" + QByteArray::number(manifest.raw.size()) + "}}";
    const QString time = order.now.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s);
    const QByteArray headers = R"({"alg":")" + QByteArray(algorithm.name)
        + R"(","crit":["io.cncf.notary.signingScheme"],"cty":"application/vnd.cncf.notary.payload.v1+json",)"
          R"("io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":)"
        + jsonText(time) + '}';
    const QByteArray signedBytes = base64Url(headers) + '.' + base64Url(payload);
    const Result<QByteArray> signature = key.publicKey().isEcdsa()
        ? key.signRaw(signedBytes, algorithm.hash)
        : key.sign(signedBytes, algorithm.hash, RsaPadding::Pss);
    if (!signature)
        return signature.error();
    QByteArray certificates;
    QJsonArray thumbprints;
    for (const Certificate &one : *chain) {
        certificates += (certificates.isEmpty() ? "\"" : ",\"") + one.der().toBase64() + '"';
        thumbprints.append(QString::fromLatin1(one.fingerprint().mid(7)));
    }
    SignedContent out;
    out.contentType = mediatype::jose;
    out.signer = chain->first().subject();
    out.content = R"({"payload":")" + base64Url(payload) + R"(","protected":")" + base64Url(headers)
        + R"(","header":{"x5c":[)" + certificates + R"(],"io.cncf.notary.signingAgent":"lotse"},"signature":")"
        + base64Url(*signature) + R"("})";
    const QString prints = QString::fromUtf8(QJsonDocument(thumbprints).toJson(QJsonDocument::Compact));
    out.manifest = referrerManifest(order.subject, R"("mediaType":)" + jsonText(mediatype::notation), out,
        R"(,"annotations":{"io.cncf.notary.x509chain.thumbprint#S256":)" + jsonText(prints)
            + R"(,"org.opencontainers.image.created":)" + jsonText(time) + '}');
    return out;
}

} // namespace lotse::trust
