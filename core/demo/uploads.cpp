// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/uploads.h"

#include "demo/handlers.h"
#include "demo/images.h"
#include "demo/jsonvalue.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

const QByteArray kUpload = "0e4f8c1a-demo";

Response begun(const Repository &repository)
{
    Response response;
    response.status = 202;
    response.headers.emplaceBack(
        "Location", "/v2/" + repository.name.toUtf8() + "/blobs/uploads/" + kUpload + "?_state=demo");
    return response;
}

Response blobIn(Call &call, const Repository &repository, const QUrlQuery &query)
{
    const QByteArray digest = query.queryItemValue(u"digest"_s, QUrl::FullyDecoded).toLatin1();
    if (digest != digestOf(call.request.body))
        return fail(400, u"provided digest did not match uploaded content"_s, u"DIGEST_INVALID"_s);
    Images(call.state).blob(call.request.body);
    Response response;
    response.status = 201;
    response.headers.emplaceBack("Location", "/v2/" + repository.name.toUtf8() + "/blobs/" + digest);
    response.headers.emplaceBack("Docker-Content-Digest", digest);
    return response;
}

/// The artifact that a manifest is attached to, by its subject or by the tag that cosign gives.
qint64 subjectOf(Call &call, const Repository &repository, const QJsonObject &manifest, const QString &reference)
{
    QString digest = manifest[u"subject"_s][u"digest"_s].toString();
    if (digest.isEmpty() && reference.startsWith("sha256-"_L1))
        digest = u"sha256:"_s + reference.mid(7, 64);
    const Artifact *const subject = digest.isEmpty() ? nullptr : call.state.artifact(repository, digest);
    return subject ? subject->id : 0;
}

/// What Harbor takes it for.
QString accessoryOf(const QJsonObject &manifest, const QString &reference)
{
    const QString type = manifest[u"artifactType"_s].toString(manifest[u"config"_s][u"mediaType"_s].toString());
    if (type == u"application/vnd.cncf.notary.signature"_s)
        return u"signature.notation"_s;
    if (type.startsWith(u"application/vnd.dev.sigstore.bundle"_s) || reference.endsWith(u".sig"_s))
        return u"signature.cosign"_s;
    return u"subject.accessory"_s;
}

Response manifestIn(Call &call, Repository &repository, const QString &reference)
{
    const QJsonObject manifest = QJsonDocument::fromJson(call.request.body).object();
    const QByteArray digest = digestOf(call.request.body);
    if (manifest.isEmpty() || (reference.contains(u':') && reference.toLatin1() != digest))
        return fail(400, u"manifest invalid"_s, u"MANIFEST_INVALID"_s);
    QList<QJsonValue> needed{manifest[u"config"_s]};
    for (const QJsonValue layer : manifest[u"layers"_s].toArray())
        needed.append(layer);
    for (const QJsonValue &one : std::as_const(needed)) {
        const QByteArray blob = one[u"digest"_s].toString().toLatin1();
        if (!call.state.blobs.contains(blob) && !call.state.layers.contains(blob))
            return fail(
                404, u"blob unknown to registry: %1"_s.arg(QString::fromLatin1(blob)), u"MANIFEST_BLOB_UNKNOWN"_s);
    }
    const qint64 subject = subjectOf(call, repository, manifest, reference);
    if (subject == 0)
        return fail(405, u"the demo takes no images"_s, u"UNSUPPORTED"_s);
    Artifact *made = call.state.artifact(repository, QString::fromLatin1(digest));
    if (!made) {
        Images images(call.state);
        made = &images.attached(repository, call.request.body, subject, accessoryOf(manifest, reference), call.now);
        made->manifestMediaType = call.request.contentType;
        made->mediaType = manifest[u"config"_s][u"mediaType"_s].toString().toLatin1();
        made->artifactType = manifest[u"artifactType"_s].toString().toLatin1();
        if (made->artifactType.isEmpty())
            made->artifactType = made->mediaType;
        made->annotations = manifest[u"annotations"_s].toObject();
    }
    const qint64 id = made->id;
    if (!reference.contains(u':')) {
        const qint64 before = repository.tags.contains(reference) ? repository.tags[reference].artifact : id;
        Images(call.state).tag(repository, id, reference);
        if (before != id)
            removeArtifact(call.state, repository, before);
    }
    Response response;
    response.status = 201;
    response.headers.emplaceBack("Location", "/v2/" + repository.name.toUtf8() + "/manifests/" + digest);
    response.headers.emplaceBack("Docker-Content-Digest", digest);
    if (manifest.contains(u"subject"_s))
        response.headers.emplaceBack("OCI-Subject", call.state.artifacts[subject].digest);
    return response;
}

} // namespace

std::optional<Response> answerUpload(
    Call &call, Repository &repository, const QByteArray &verb, const QByteArray &reference, const QUrlQuery &query)
{
    if (call.request.method == "POST" && verb == "uploads" && reference.isEmpty())
        return begun(repository);
    if (call.request.method == "PUT" && verb == "uploads" && reference == kUpload)
        return blobIn(call, repository, query);
    if (call.request.method == "PUT" && verb == "manifests")
        return manifestIn(call, repository, QString::fromUtf8(reference));
    return std::nullopt;
}

} // namespace lotse::demo
