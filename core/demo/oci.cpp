// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/oci.h"

#include "demo/findings.h"
#include "demo/handlers.h"
#include "demo/jsonvalue.h"
#include "demo/uploads.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

Response withVersion(Response response)
{
    response.headers.emplaceBack("Docker-Distribution-Api-Version", "registry/2.0");
    return response;
}

/// The names that come after `last`, at most `n`, and the Link to the rest.
Response names(const QString &key, QStringList all, const QUrlQuery &query, const QByteArray &path, QJsonObject head)
{
    all.sort();
    const QString last = query.queryItemValue(u"last"_s, QUrl::FullyDecoded);
    const int n = query.hasQueryItem(u"n"_s) ? query.queryItemValue(u"n"_s).toInt() : int(all.size());
    QJsonArray out;
    QString end;
    bool hasMore = false;
    for (const QString &name : std::as_const(all)) {
        if (!last.isEmpty() && name <= last)
            continue;
        hasMore = out.size() >= n;
        if (hasMore)
            break;
        out.append(name);
        end = name;
    }
    head.insert(key, out);
    Response response = withVersion(reply(head));
    if (hasMore && !end.isEmpty())
        response.headers.emplaceBack("Link",
            '<' + path + "?last=" + end.toUtf8().toPercentEncoding() + "&n=" + QByteArray::number(n)
                + ">; rel=\"next\"");
    return response;
}

Response referrers(Call &call, const Repository &repository, const QByteArray &digest, const QUrlQuery &query)
{
    const QString wanted = query.queryItemValue(u"artifactType"_s, QUrl::FullyDecoded);
    QJsonArray manifests;
    const Artifact *const subject = call.state.artifact(repository, QString::fromLatin1(digest));
    for (const qint64 id : subject ? subject->accessories : QList<qint64>()) {
        const Artifact &artifact = call.state.artifacts[id];
        const QString type = QString::fromLatin1(artifact.artifactType);
        if (!wanted.isEmpty() && type != wanted)
            continue;
        QJsonObject entry{{u"mediaType"_s, QString::fromLatin1(artifact.manifestMediaType)},
            {u"digest"_s, QString::fromLatin1(artifact.digest)}, {u"size"_s, artifact.manifest.size()},
            {u"artifactType"_s, type}};
        if (!artifact.annotations.isEmpty())
            entry.insert(u"annotations"_s, artifact.annotations);
        manifests.append(entry);
    }
    Response response = reply(QJsonObject{{u"schemaVersion"_s, 2},
        {u"mediaType"_s, u"application/vnd.oci.image.index.v1+json"_s}, {u"manifests"_s, manifests}});
    response.headers[0].second = "application/vnd.oci.image.index.v1+json";
    response.headers.emplaceBack("X-Total-Count", QByteArray::number(manifests.size()));
    if (!wanted.isEmpty())
        response.headers.emplaceBack("OCI-Filters-Applied", "artifactType");
    return response;
}

/// The rules of a project that keep an image from being pulled.
std::optional<Response> policy(Call &call, const QJsonObject &project, const Artifact &artifact)
{
    const QJsonObject metadata = project[u"metadata"_s].toObject();
    const auto isSigned = [&](const QString &type) {
        for (const qint64 id : artifact.accessories) {
            if (call.state.artifacts[id].accessoryType == type)
                return true;
        }
        return false;
    };
    if (!artifact.accessoryType.isEmpty())
        return std::nullopt;
    if (metadata[u"enable_content_trust_cosign"_s].toString() == "true"_L1 && !artifact.isChild
        && !isSigned(u"signature.cosign"_s))
        return fail(412, u"The image is not signed by cosign."_s, u"PROJECTPOLICYVIOLATION"_s);
    if (metadata[u"enable_content_trust"_s].toString() == "true"_L1 && !artifact.isChild
        && !isSigned(u"signature.notation"_s))
        return fail(412, u"The image is not signed by notation."_s, u"PROJECTPOLICYVIOLATION"_s);
    if (metadata[u"prevent_vul"_s].toString() != "true"_L1 || artifact.type != "IMAGE"_L1
        || !artifact.children.isEmpty())
        return std::nullopt;
    static const QStringList levels{u"critical"_s, u"high"_s, u"medium"_s, u"low"_s, u"none"_s};
    const QString severity = metadata[u"severity"_s].toString();
    int count = 0;
    for (int i = 0; i < 4 && i <= levels.indexOf(severity); ++i)
        count += artifact.scan.counts[i];
    if (count == 0)
        return std::nullopt;
    return fail(412,
        u"current image with %1 vulnerabilities cannot be pulled due to configured policy in 'Prevent images with "
        "vulnerability severity of \"%2\" or higher from running.' To continue with pull, please contact your project "
        "administrator to exempt matched vulnerabilities through configuring the CVE allowlist."_s.arg(
            QString::number(count), severity.left(1).toUpper() + severity.mid(1)),
        u"PROJECTPOLICYVIOLATION"_s);
}

Response manifest(Call &call, Repository &repository, const QString &reference)
{
    Artifact *const artifact = call.state.artifact(repository, reference);
    if (!artifact)
        return fail(404, u"manifest unknown"_s, u"MANIFEST_UNKNOWN"_s);
    const QJsonObject *const project = call.state.projectById(repository.project);
    if (project) {
        if (auto refused = policy(call, *project, *artifact))
            return *refused;
    }
    if (call.request.method == "DELETE") {
        removeArtifact(call.state, repository, artifact->id);
        Response response;
        response.status = 202;
        return response;
    }
    const QByteArray tag = '"' + artifact->digest + '"';
    if (header(call.request.headers, "If-None-Match") == tag) {
        Response response;
        response.status = 304;
        return response;
    }
    if (call.request.method == "GET") {
        artifact->pulled = call.now;
        ++repository.pulls;
    }
    Response response = text(artifact->manifest, artifact->manifestMediaType);
    response.headers.emplaceBack("Docker-Content-Digest", artifact->digest);
    response.headers.emplaceBack("Etag", tag);
    return response;
}

Response blob(Call &call, const QByteArray &digest)
{
    const auto bytes = call.state.blobs.constFind(digest);
    if (bytes != call.state.blobs.constEnd()) {
        Response response = text(*bytes, "application/octet-stream");
        response.headers.emplaceBack("Docker-Content-Digest", digest);
        return response;
    }
    // Of layers only the descriptors are kept: that they exist is known, what is in them is not.
    const auto layer = call.state.layers.constFind(digest);
    if (layer != call.state.layers.constEnd() && call.request.method == "HEAD") {
        Response response = text({}, "application/octet-stream");
        response.headers.emplaceBack("Content-Length", QByteArray::number(*layer));
        response.headers.emplaceBack("Docker-Content-Digest", digest);
        return response;
    }
    return fail(404, u"blob unknown to registry"_s, u"BLOB_UNKNOWN"_s);
}

Response unauthorized()
{
    Response response = withVersion(fail(401, u"unauthorized: unauthorized"_s));
    response.headers.emplaceBack(
        "Www-Authenticate", "Bearer realm=\"https://demo.lotse.example/service/token\",service=\"harbor-registry\"");
    return response;
}

} // namespace

Response answerOci(State &state, const Request &request, const Identity &who, const QDateTime &now)
{
    const qsizetype mark = request.path.indexOf('?');
    const QByteArray path = QByteArray::fromPercentEncoding(mark < 0 ? request.path : request.path.left(mark));
    const QUrlQuery query(QString::fromUtf8(mark < 0 ? QByteArray() : request.path.mid(mark + 1)));
    Call call{state, request, who, now, nullptr, {}, {}, nullptr, {}};
    if (path == "/service/token")
        return reply(QJsonObject{{u"token"_s, u"demo"_s}, {u"access_token"_s, QString()}, {u"expires_in"_s, 1800},
            {u"issued_at"_s, now.toUTC().toString(Qt::ISODate)}});
    if (path == "/v2" || path == "/v2/")
        return who.isAnonymous() ? unauthorized() : withVersion(reply(QJsonObject()));
    if (path == "/v2/_catalog") {
        if (!call.allows(0, u"catalog"_s, u"read"_s))
            return who.isAnonymous() ? unauthorized() : fail(403, u"forbidden"_s, u"DENIED"_s);
        QStringList all;
        for (const Repository &repository : std::as_const(state.repositories))
            all.append(repository.name);
        return names(u"repositories"_s, all, query, path, {});
    }
    // "/v2/<name>/<verb>/<reference>": the name may hold slashes, so it is read from the end.
    QList<QByteArray> parts = path.mid(4).split('/');
    if (parts.size() < 3)
        return fail(404, u"page not found"_s);
    const QByteArray reference = parts.takeLast();
    const QByteArray verb = parts.takeLast();
    if (verb == "uploads" && !parts.isEmpty() && parts.last() == "blobs")
        parts.removeLast(); // of an upload
    const QString name = QString::fromUtf8(parts.join('/'));
    Repository *const repository = state.repository(name);
    const QJsonObject *const project = state.project(name.section(u'/', 0, 0), true);
    const bool isWrite = request.method != "GET" && request.method != "HEAD";
    const QString action = !isWrite ? u"pull"_s : request.method == "DELETE" ? u"delete"_s : u"push"_s;
    const qint64 id = project ? (*project)[u"project_id"_s].toInteger() : 0;
    const bool isAllowed =
        action == "delete"_L1 ? call.allows(id, u"artifact"_s, action) : call.allows(id, u"repository"_s, action);
    if (!isAllowed)
        return who.isAnonymous()
            ? unauthorized()
            : fail(403, u"unauthorized to access repository: %1, action: %2"_s.arg(name, action), u"DENIED"_s);
    if (!repository)
        return fail(404, u"repository %1 not found"_s.arg(name), u"NAME_UNKNOWN"_s);
    if (verb == "tags" && reference == "list")
        return names(u"tags"_s, repository->tags.keys(), query, path, {{u"name"_s, name}});
    if (verb == "manifests" && (!isWrite || request.method == "DELETE"))
        return withVersion(manifest(call, *repository, QString::fromUtf8(reference)));
    if (verb == "blobs" && !isWrite)
        return withVersion(blob(call, reference));
    if (verb == "referrers" && !isWrite)
        return referrers(call, *repository, reference, query);
    if (auto answer = answerUpload(call, *repository, verb, reference, query)) {
        return withVersion(*answer);
    }
    return fail(405, u"the demo does not take this"_s, u"UNSUPPORTED"_s);
}

} // namespace lotse::demo
