// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/target.h"
#include "oci/reference.h"
#include "trust/evidence.h"
#include "trust/signing.h"

namespace lotse::change {

/**
 * A signature that is pushed, or removed again, as a change: of the registry's own API, so for every registry. What is
 * signed is signed before it is planned; the plan holds what is pushed, and of the key its public half alone.
 */

/// Where a change of this kind is.
struct SignaturePlace {
    QString host; ///< "registry.example.com:5000"
    QString repository;
    oci::Digest subject;
    QStringList tags; ///< of the artifact, for people
    QString project; ///< of Harbor; empty elsewhere
    qsizetype images = 0; ///< of an index
};

bool isSigning(const Change &change);

/// The change that attaches what was signed.
Change attachmentOf(const trust::SignedContent &content, const SignaturePlace &place);

/// What a planned change would push. ErrorKind::Usage where its parts do not fit each other: another subject, another
/// content than its manifest names, another key than it says.
Result<trust::SignedContent> signedContentOf(const Change &change);

/// The descriptor of the referrer, with its artifact type and annotations, for a fallback tag.
Result<oci::Descriptor> referrerOf(const trust::SignedContent &content);

/// Whether a manifest could not be read because a policy of its project holds it back until it is signed: a signature
/// in the tag form, which names the digest alone, is the one that can be made then.
bool isHeldBack(const Error &error);
/// The same error with what to do.
Error heldBack(Error error);

/// The tag that holds what is attached in a tag form: "sha256-<hex>.sig".
QString tagOf(const oci::Digest &subject, const QString &suffix);

/// Whether the evidence holds this very signature and our own verifier takes it, and how.
std::optional<trust::SignatureVerdict> verifiedIn(
    const trust::Evidence &evidence, const trust::SignedContent &content, const QDateTime &now);

/// Sentence, differences and warnings for people.
Message signingSentence(const Change &change);
void reviewSigning(Review &review, const Change &change);

/// What the registry holds of a change of this kind now. Attaching: whether the signature is there and valid; before
/// that, whether the plan's parts fit and the artifact is still there.
void lookAtSignature(std::shared_ptr<Transport> transport, const Change &change, QObject *context,
    std::function<void(Result<Found>)> done);

/// Sends it: blobs, manifest, then the tag that lists it where the registry has no referrers API. Nothing shows before
/// the manifest is there; an error that comes earlier leaves the registry as it was. The answer is that of the last
/// request.
void sendSignature(std::shared_ptr<Transport> transport, const Change &change, QObject *context,
    std::function<void(Result<Response>)> done);

} // namespace lotse::change
