// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/signing.h"

#include "trust/cosign.h"
#include "trust/trustwalk.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using trust::SignatureForm;
using trust::SignedContent;

const QString kSignatureAnnotation = u"dev.cosignproject.cosign/signature"_s;

Error unfit(const QString &what)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("The signature in the plan is inconsistent (%1). Sign again."), {what}};
    return error;
}

QString text(const Change &change, const char *member)
{
    return change.body.value(QLatin1StringView(member)).toString();
}

QString artifactOf(const Change &change)
{
    const QString named = change.names.value(u"artifact"_s);
    return named.isEmpty() ? change.path.value(u"repository"_s) + u'@' + change.path.value(u"reference"_s).left(19)
                           : named;
}

Message formName(const Change &change)
{
    const QString form = text(change, "form");
    if (form == u"notation"_s)
        return {LOTSE_MSG("Notation signature (JWS)"), {}};
    if (form == u"legacy"_s)
        return text(change, "predicate").isEmpty() ? Message{LOTSE_MSG("Cosign signature (tag .sig)"), {}}
                                                   : Message{LOTSE_MSG("Cosign attestation (tag .att)"), {}};
    return text(change, "predicate").isEmpty() ? Message{LOTSE_MSG("Cosign bundle 0.3"), {}}
                                               : Message{LOTSE_MSG("Cosign bundle 0.3 with an attestation"), {}};
}

/// What removes the very same again.
harbor::Params placeOf(const Change &change, const SignedContent &content)
{
    harbor::Params out = change.path;
    if (content.tagSuffix.isEmpty()) {
        out.insert(u"manifest"_s, oci::Digest::of(content.manifest).text());
    } else {
        out.insert(u"tag"_s, content.tagSuffix);
        out.insert(u"content"_s, oci::Digest::of(content.content).text());
        out.insert(u"signature"_s, content.annotations.value(kSignatureAnnotation));
    }
    return out;
}

/// What was found of it, for the journal.
QJsonObject formOf(const Change &change)
{
    return {
        {u"key"_s, change.body.value(u"key"_s)}, {u"form"_s, change.body.value(u"form"_s)}, {u"verdict"_s, u"valid"_s}};
}

/// What a plan would attach, as the registry would show it were it alone.
trust::AttachedManifest attachedAlone(const SignedContent &content)
{
    trust::AttachedManifest out;
    const Result<trust::TagManifest> tag = trust::withLayer({}, trust::layerOf(content));
    const Result<oci::Manifest> manifest =
        oci::parseManifest(!content.tagSuffix.isEmpty() && tag ? tag->manifest : content.manifest, {});
    if (manifest) {
        out.manifest = *manifest;
        out.digest = manifest->digest;
        out.blobs.append({trust::layerOf(content), content.content, {}});
    }
    return out;
}

/// The same where the artifact itself is held back: its digest is known, and the tag says what is in it.
void lookAtTag(const oci::Client &client, const Change &change, const SignedContent &content, QObject *context,
    const std::function<void(Result<Found>)> &done)
{
    trust::Evidence planned;
    planned.subject.manifest.digest = *oci::Digest::parse(change.path.value(u"reference"_s));
    planned.attached = {attachedAlone(content)};
    if (!verifiedIn(planned, content, QDateTime::currentDateTimeUtc()))
        return done(unfit(u"signature"_s));
    const QString tag = tagOf(planned.subject.manifest.digest, content.tagSuffix);
    client.manifest(change.path.value(u"repository"_s), tag, context,
        [change, content, done](const Result<oci::Manifest> &manifest) {
            if (!manifest && manifest.error().status != 404)
                return done(manifest.error());
            Found found;
            found.path = placeOf(change, content);
            const oci::Descriptor layer = trust::layerOf(content);
            for (const oci::Descriptor &one : manifest ? manifest->layers : QList<oci::Descriptor>())
                found.exists = found.exists
                    || (one.digest == layer.digest
                        && one.annotations.value(kSignatureAnnotation)
                            == layer.annotations.value(kSignatureAnnotation));
            if (found.exists)
                found.form = formOf(change);
            done(found);
        });
}

} // namespace

bool isSigning(const Change &change)
{
    return change.operation == "attachSignature" || change.operation == "detachSignature";
}

QString tagOf(const oci::Digest &subject, const QString &suffix)
{
    return QString::fromLatin1(subject.fallbackTag()) + suffix;
}

bool isHeldBack(const Error &error)
{
    return error.status == 412;
}

Error heldBack(Error error)
{
    error.message = {
        LOTSE_MSG("A project policy blocks the manifest because it is not signed yet. If the policy requires "
                  "Cosign, sign in the legacy format first, which requires only the digest; if it requires "
                  "Notation, disable the policy while you sign."),
        {}};
    return error;
}

Change attachmentOf(const SignedContent &content, const SignaturePlace &place)
{
    Change out;
    out.operation = "attachSignature";
    out.path = {{u"repository"_s, place.repository}, {u"reference"_s, place.subject.text()}};
    const QString name = place.tags.isEmpty() ? place.repository + u'@' + place.subject.text().left(19)
                                              : place.repository + u':' + place.tags.first();
    out.names = {{u"artifact"_s, name}, {u"name"_s, name}};
    if (!place.project.isEmpty())
        out.names.insert(u"project"_s, place.project);
    if (place.images > 0)
        out.names.insert(u"images"_s, QString::number(place.images));
    if (!place.tags.isEmpty())
        out.names.insert(u"tags"_s, place.tags.join(u", "_s));
    out.body = {{u"form"_s, trust::signatureFormWord(content.form)}, {u"content"_s, QString::fromUtf8(content.content)},
        {u"content_type"_s, content.contentType}, {u"key"_s, QString::fromLatin1(content.key.fingerprint())},
        {u"algorithm"_s, content.key.algorithm()},
        {u"public_key"_s, QString::fromLatin1(content.key.der().toBase64())}};
    QJsonObject annotations;
    for (auto it = content.annotations.begin(); it != content.annotations.end(); ++it)
        annotations.insert(it.key(), it.value());
    if (!annotations.isEmpty())
        out.body.insert(u"annotations"_s, annotations);
    if (!content.manifest.isEmpty())
        out.body.insert(u"manifest"_s, QString::fromUtf8(content.manifest));
    if (!content.tagSuffix.isEmpty())
        out.body.insert(u"tag"_s, content.tagSuffix);
    if (!content.predicateType.isEmpty())
        out.body.insert(u"predicate"_s, content.predicateType);
    if (!content.signer.isEmpty())
        out.body.insert(u"signer"_s, content.signer);
    return out;
}

Result<SignedContent> signedContentOf(const Change &change)
{
    SignedContent out;
    const std::optional<SignatureForm> form = trust::signatureFormOf(text(change, "form"));
    if (!form)
        return unfit(u"form"_s);
    out.form = *form;
    out.content = text(change, "content").toUtf8();
    out.contentType = text(change, "content_type");
    out.manifest = text(change, "manifest").toUtf8();
    out.tagSuffix = text(change, "tag");
    out.predicateType = text(change, "predicate");
    out.signer = text(change, "signer");
    const QJsonObject annotations = change.body.value(u"annotations"_s).toObject();
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        out.annotations.insert(it.key(), it.value().toString());
    if (trust::PublicKey::fromDer(QByteArray::fromBase64(text(change, "public_key").toLatin1()), out.key)
        || out.key.fingerprint() != text(change, "key").toLatin1())
        return unfit(u"key"_s);
    const Result<oci::Digest> subject = oci::Digest::parse(change.path.value(u"reference"_s));
    if (!subject || !oci::isRepositoryName(change.path.value(u"repository"_s)))
        return unfit(u"reference"_s);
    if (out.form == SignatureForm::Simple) {
        const bool isAttestation = !out.predicateType.isEmpty();
        const bool fits = out.tagSuffix == (isAttestation ? u".att"_s : u".sig"_s) && out.manifest.isEmpty()
            && out.contentType == (isAttestation ? trust::mediatype::dsse : trust::mediatype::simpleSigning);
        return fits ? Result<SignedContent>(out) : unfit(u"tag"_s);
    }
    const Result<oci::Manifest> manifest = oci::parseManifest(out.manifest, {});
    if (!manifest || manifest->kind != oci::Manifest::Kind::Image || manifest->subject.digest != *subject
        || !out.tagSuffix.isEmpty() || manifest->config.digest != oci::Digest::of(trust::emptyConfig)
        || manifest->layers.size() != 1 || manifest->layers.first().digest != oci::Digest::of(out.content)
        || manifest->layers.first().mediaType != out.contentType
        || (out.form == SignatureForm::Notation && manifest->type() != trust::mediatype::notation)
        || (out.form == SignatureForm::Bundle && !manifest->type().startsWith(trust::mediatype::bundlePrefix)))
        return unfit(u"manifest"_s);
    return out;
}

Result<oci::Descriptor> referrerOf(const SignedContent &content)
{
    const Result<oci::Manifest> manifest = oci::parseManifest(content.manifest, {});
    if (!manifest)
        return manifest.error();
    oci::Descriptor out = manifest->descriptor();
    out.artifactType = manifest->type();
    out.annotations = manifest->annotations;
    return out;
}

std::optional<trust::SignatureVerdict> verifiedIn(
    const trust::Evidence &evidence, const SignedContent &content, const QDateTime &now)
{
    const trust::TrustPolicy policy = trust::policyOfKeys({{{}, content.key}});
    for (trust::AttachedManifest one : evidence.attached) {
        const bool isTag = !content.tagSuffix.isEmpty();
        if (!isTag && !one.digest.fits(content.manifest))
            continue;
        // The blobs as they came; of a tag with many signatures, only this one.
        one.blobs.removeIf([&](const trust::AttachedBlob &blob) {
            return blob.bytes != content.content
                || (isTag
                    && blob.descriptor.annotations.value(kSignatureAnnotation)
                        != content.annotations.value(kSignatureAnnotation));
        });
        if (one.blobs.isEmpty())
            continue;
        trust::Evidence part;
        part.subject = evidence.subject;
        part.attached = {one};
        for (const trust::SignatureVerdict &verdict : trust::judge(part, policy, now).signatures) {
            if (verdict.isValid() && verdict.signer.id.toLatin1() == content.key.fingerprint()
                && verdict.isAttestation != content.predicateType.isEmpty())
                return verdict;
        }
    }
    return std::nullopt;
}

Message signingSentence(const Change &change)
{
    if (change.operation == "detachSignature")
        return {LOTSE_MSG("Remove a signature of %1"), {artifactOf(change)}};
    const QString predicate = text(change, "predicate");
    const QString key = text(change, "key").mid(7, 12);
    if (!predicate.isEmpty())
        return {LOTSE_MSG("Attest %1 of %2 with key %3"), {predicate, artifactOf(change), key}};
    return {LOTSE_MSG("Sign %1 with key %2"), {artifactOf(change), key}};
}

void reviewSigning(Review &review, const Change &change)
{
    const QString repository = change.path.value(u"repository"_s);
    review.differences.append({Message{LOTSE_MSG("digest"), {}}.text(), {}, change.path.value(u"reference"_s)});
    if (!change.names.value(u"tags"_s).isEmpty())
        review.differences.append({Message{LOTSE_MSG("tags"), {}}.text(), {}, change.names.value(u"tags"_s)});
    if (change.operation == "detachSignature") {
        const QString manifest = change.path.value(u"manifest"_s);
        review.differences.append({Message{LOTSE_MSG("signature"), {}}.text(),
            manifest.isEmpty() ? change.path.value(u"content"_s) : manifest, {}});
        return;
    }
    review.differences.append({Message{LOTSE_MSG("key"), {}}.text(), {}, text(change, "key")});
    review.differences.append({Message{LOTSE_MSG("algorithm"), {}}.text(), {}, text(change, "algorithm")});
    if (!text(change, "signer").isEmpty())
        review.differences.append({Message{LOTSE_MSG("certificate"), {}}.text(), {}, text(change, "signer")});
    review.differences.append({Message{LOTSE_MSG("format"), {}}.text(), {}, formName(change).text()});
    if (!text(change, "predicate").isEmpty())
        review.differences.append({Message{LOTSE_MSG("predicate type"), {}}.text(), {}, text(change, "predicate")});
    const Result<SignedContent> content = signedContentOf(change);
    if (!content) {
        review.blocked = content.error().message;
        return;
    }
    const Result<oci::Digest> subject = oci::Digest::parse(change.path.value(u"reference"_s));
    review.differences.append({Message{LOTSE_MSG("pushed as"), {}}.text(), {},
        content->tagSuffix.isEmpty() ? repository + u'@' + oci::Digest::of(content->manifest).text()
                                     : repository + u':' + tagOf(*subject, content->tagSuffix)});
    if (const qint64 images = change.names.value(u"images"_s).toLongLong(); images > 0)
        review.effects.append(Message::counted(LOTSE_MSG_N("only the index is signed, its %Ln images are not",
                                                   "only the index is signed, its %Ln image is not"),
            images));
    const QString list = QString::fromLatin1(subject->fallbackTag().left(19));
    review.effects.append(content->tagSuffix.isEmpty()
            ? Message{LOTSE_MSG(
                          "attached as a referrer, or listed in the tag %1… if the registry has no referrers API"),
                {list}}
            : Message{LOTSE_MSG("appended to the content of the tag; no content is lost"), {}});
    review.effects.append(Message{LOTSE_MSG("can only be removed if the registry allows deletion"), {}});
}

void lookAtSignature(std::shared_ptr<Transport> transport, const Change &change, QObject *context,
    std::function<void(Result<Found>)> done)
{
    const bool isRemoval = change.isRemoval();
    Result<SignedContent> content = isRemoval ? Result<SignedContent>(SignedContent()) : signedContentOf(change);
    if (!content) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done), error = content.error()] { done(error); }, Qt::QueuedConnection);
        return;
    }
    trust::TrustQuestion question;
    question.host = transport->origin().authority();
    question.repository = change.path.value(u"repository"_s);
    question.target = change.path.value(u"reference"_s);
    const oci::Client client(std::move(transport));
    auto *walk = new trust::TrustWalk(client, question, context);
    walk->onDone = [change, isRemoval, client, context, content = std::move(content).value(), done = std::move(done)](
                       const Result<trust::Evidence> &evidence) {
        Found found;
        found.path = change.path;
        if (!evidence) {
            if (isRemoval && evidence.error().status == 404)
                return done(found);
            if (isRemoval || !isHeldBack(evidence.error()) || content.tagSuffix != u".sig"_s)
                return done(evidence.error());
            return lookAtTag(client, change, content, context, done);
        }
        if (isRemoval) {
            const QString manifest = change.path.value(u"manifest"_s);
            for (const trust::AttachedManifest &one : evidence->attached) {
                found.exists = found.exists || (!manifest.isEmpty() && one.digest.text() == manifest);
                for (const trust::AttachedBlob &blob : one.blobs)
                    found.exists = found.exists
                        || (manifest.isEmpty() && blob.descriptor.digest.text() == change.path.value(u"content"_s)
                            && blob.descriptor.annotations.value(kSignatureAnnotation)
                                == change.path.value(u"signature"_s));
            }
            if (!found.exists && !evidence->failures.isEmpty())
                return done(evidence->failures.first());
            return done(found);
        }
        const QDateTime now = QDateTime::currentDateTimeUtc();
        // What the plan holds is judged before anything is sent.
        trust::Evidence planned;
        planned.subject = evidence->subject;
        planned.attached = {attachedAlone(content)};
        if (!verifiedIn(planned, content, now))
            return done(unfit(u"signature"_s));
        const bool isVerified = verifiedIn(*evidence, content, now).has_value();
        qsizetype count = 0;
        for (const trust::AttachedManifest &one : evidence->attached)
            count += one.blobs.size();
        if (!isVerified && (evidence->isTooMuch || count >= trust::cap::signatures)) {
            Error error;
            error.kind = ErrorKind::TooLarge;
            error.message = {LOTSE_MSG("%1 signatures are already attached: verification does not check more."),
                {QString::number(trust::cap::signatures)}};
            return done(error);
        }
        if (!isVerified && !evidence->failures.isEmpty())
            return done(evidence->failures.first());
        found.exists = isVerified;
        found.path = placeOf(change, content);
        if (isVerified)
            found.form = formOf(change);
        done(found);
    };
    walk->start();
}

} // namespace lotse::change
