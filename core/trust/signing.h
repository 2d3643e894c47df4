// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"
#include "trust/signingkey.h"

namespace lotse::trust {

/// The forms that signatures are made in.
enum class SignatureForm {
    Bundle, ///< sigstore bundle 0.3 with a DSSE envelope, as OCI 1.1 referrer: cosign 3
    Simple, ///< cosign's tag ".sig" (simple signing), or ".att" for an attestation: cosign 1 and 2
    Notation, ///< notation's JWS with its certificate chain, as OCI 1.1 referrer
};
/// "bundle", "legacy", "notation": for the command line and plans.
QString signatureFormWord(SignatureForm form);
std::optional<SignatureForm> signatureFormOf(const QString &word);

/// Above so many bytes a document is not attested: it goes into the plan and the journal.
inline constexpr qint64 mostPredicate = 8 * 1024 * 1024;

/// A document that is attested, with the type that it is attested as.
struct Predicate {
    QString type; ///< URI; empty: none, it is the artifact that is signed
    QByteArray json;
};
/// The URI of "cyclonedx", "spdx", "openvex", "vuln", "slsaprovenance", "slsaprovenance1"; a URI stays what it is.
/// Empty for anything else.
QString predicateTypeOf(const QString &word);
/// Checks that a document is an object of JSON, and of the type that it is to be attested as where that is one of the
/// three that we know: ErrorKind::Usage.
Result<Predicate> predicateFrom(const QByteArray &document, const QString &type);

struct SigningOrder {
    Subject subject; ///< its manifest was read, and its digest computed from the bytes
    SignatureForm form = SignatureForm::Bundle;
    Predicate predicate{};
    QList<Certificate> chain{}; ///< of notation: in any order; the key's own certificate and all up to the root
    QDateTime now; ///< UTC
};

/// What was signed, ready to be pushed. Holds nothing secret.
struct SignedContent {
    SignatureForm form = SignatureForm::Bundle;
    QByteArray content; ///< the blob: bundle, payload or envelope; text
    QString contentType;
    oci::Annotations annotations; ///< of its layer, in the tag forms
    QByteArray manifest; ///< of a referrer; empty in the tag forms
    QString tagSuffix; ///< ".sig" or ".att"; empty for a referrer
    QString predicateType; ///< of an attestation
    PublicKey key;
    QString signer; ///< subject of the certificate, of notation
};

/// Signs, and judges what came out by our own verifier before it gives it. ErrorKind::Usage where this key, chain or
/// document does not do for this form; ErrorKind::Secret where the key does not sign.
Result<SignedContent> makeSignature(const SigningKey &key, const SigningOrder &order);

/// The certificates from the one of `key` up to its root, the key's own first, out of any that lie about.
/// ErrorKind::Usage where one is missing, or where notation would not take the chain.
Result<QList<Certificate>> chainOf(const PublicKey &key, const QList<Certificate> &certificates, const QDateTime &now);

/// The config of every referrer that cosign and notation push: "{}".
inline const QByteArray emptyConfig = QByteArrayLiteral("{}");

/// The manifest of a tag ".sig" or ".att" with one layer more, and its config. `before` is what the tag holds, empty
/// where it is not there: all its layers stay. Unsupported where that is no image manifest.
struct TagManifest {
    QByteArray manifest;
    QString mediaType;
    QByteArray config;
    bool wasThere = false; ///< the layer was in it already: nothing is to be pushed
    qsizetype layers = 0;
};
Result<TagManifest> withLayer(const QByteArray &before, const oci::Descriptor &layer);
/// The same without that layer; `layers` 0 where none is left.
Result<TagManifest> withoutLayer(const QByteArray &before, const oci::Descriptor &layer);
/// The layer of signed content in a tag form.
oci::Descriptor layerOf(const SignedContent &content);

/// The index of a fallback tag with one manifest more (`isAdded`) or less; `before` is what it holds, empty where it is
/// not there. `left` gets how many it lists then.
Result<QByteArray> referrersIndex(
    const QByteArray &before, const oci::Descriptor &entry, bool isAdded, qsizetype *left = nullptr);

namespace detail {
/// Text as a value of JSON, with its quotes.
QByteArray jsonText(const QString &text);
Error signingFault(ErrorKind kind, const Message &message, const QString &detail = {});
Result<SignedContent> makeNotation(const SigningKey &key, const SigningOrder &order);
/// The manifest of a referrer with one layer. `members` goes behind the layers: annotations.
QByteArray referrerManifest(
    const Subject &subject, const QByteArray &configAndType, const SignedContent &content, const QByteArray &tail);
} // namespace detail

} // namespace lotse::trust
