// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "oci/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace lotse::test {

/// A registry with nothing but the Distribution API, and that as old as one likes. Answers at once, in one repository.
class PlainRegistry final : public Transport {
public:
    bool hasReferrers = false;
    bool allowsDelete = true;
    bool takesWrites = true;
    QByteArray holdsBack; ///< a digest that is not given out
    QByteArray uploadsAt; ///< what it says of the place of an upload; empty: its own
    std::function<void(const Request &)> before; ///< called before each answer: somebody else is faster
    QList<QByteArray> writes; ///< "PUT /v2/…"
    QMap<QByteArray, QByteArray> blobs;
    QMap<QByteArray, QByteArray> manifests; ///< by digest
    QMap<QByteArray, QByteArray> tags; ///< to digests

    QByteArray push(const QByteArray &manifest, const QByteArray &tag = {})
    {
        const QByteArray digest = oci::Digest::of(manifest).latin1();
        manifests.insert(digest, manifest);
        if (!tag.isEmpty())
            tags.insert(tag, digest);
        return digest;
    }
    QByteArray tagged(const QByteArray &tag) const { return manifests.value(tags.value(tag)); }

    CallId send(Request request, Completion completion) override
    {
        if (const Error refusal = refusalOf(request)) {
            completion(refusal);
            return 0;
        }
        if (before)
            before(request);
        if (!request.isRead())
            writes.append(request.method + ' ' + request.path);
        completion(answer(request));
        return 0;
    }
    void abort(CallId) override { }
    QUrl origin() const override { return QUrl(QStringLiteral("https://registry.test")); }

private:
    static Response made(int status, const QByteArray &body = {}, const QByteArray &type = "application/json")
    {
        Response out;
        out.status = status;
        out.body = body;
        out.headers.emplaceBack("Content-Type", type);
        return out;
    }
    static Response missing() { return made(404, R"({"errors":[{"code":"MANIFEST_UNKNOWN"}]})"); }

    Response answer(const Request &request)
    {
        const QByteArray path = request.path.split('?').first();
        const QByteArray last = QByteArray::fromPercentEncoding(path.mid(path.lastIndexOf('/') + 1));
        if (!takesWrites && !request.isRead())
            return made(401, R"({"errors":[{"code":"UNAUTHORIZED","message":"action: push"}]})");
        if (path.contains("/referrers/")) {
            if (!hasReferrers)
                return missing();
            QJsonArray rows;
            for (auto it = manifests.begin(); it != manifests.end(); ++it) {
                const QJsonObject one = QJsonDocument::fromJson(*it).object();
                if (one[QStringLiteral("subject")][QStringLiteral("digest")].toString().toLatin1() == last)
                    rows.append(QJsonObject{{QStringLiteral("mediaType"), one[QStringLiteral("mediaType")]},
                        {QStringLiteral("digest"), QString::fromLatin1(it.key())},
                        {QStringLiteral("size"), it->size()}});
            }
            return made(200,
                QJsonDocument(QJsonObject{{QStringLiteral("schemaVersion"), 2},
                                  {QStringLiteral("mediaType"), QString(oci::mediatype::ociIndex)},
                                  {QStringLiteral("manifests"), rows}})
                    .toJson(),
                QByteArrayView(oci::mediatype::ociIndex).toByteArray());
        }
        if (path.contains("/blobs/"))
            return blob(request, path, last);
        const QByteArray digest = tags.value(last, last);
        if (request.method == "PUT") {
            // As registries answer: with the digest, also to a tag.
            Response out = made(201);
            out.headers.emplaceBack("Location",
                path.left(path.lastIndexOf('/') + 1)
                    + push(request.body, last.startsWith("sha256:") ? QByteArray() : last));
            return out;
        }
        if (!manifests.contains(digest))
            return missing();
        if (request.method == "DELETE") {
            if (!allowsDelete)
                return made(405, R"({"errors":[{"code":"UNSUPPORTED"}]})");
            manifests.remove(digest);
            tags.removeIf([&](const auto &tag) { return tag.value() == digest; });
            return made(202);
        }
        if (digest == holdsBack)
            return made(412, R"({"errors":[{"code":"PROJECTPOLICYVIOLATION","message":"not signed"}]})");
        const QByteArray raw = manifests.value(digest);
        return made(200, raw, QJsonDocument::fromJson(raw)[QStringLiteral("mediaType")].toString().toLatin1());
    }

    Response blob(const Request &request, const QByteArray &path, const QByteArray &last)
    {
        if (request.method == "POST") {
            Response out = made(202);
            out.headers.emplaceBack("Location",
                uploadsAt.isEmpty() ? QByteArray("http://inner.test:5000/v2/team/app/blobs/uploads/1?_state=a%3D")
                                    : uploadsAt);
            return out;
        }
        if (request.method == "PUT") {
            const QByteArray digest = QUrlQuery(QString::fromLatin1(request.path.mid(request.path.indexOf('?') + 1)))
                                          .queryItemValue(QStringLiteral("digest"), QUrl::FullyDecoded)
                                          .toLatin1();
            if (!path.endsWith("/uploads/1") || !request.path.contains("_state=a%3D")
                || digest != oci::Digest::of(request.body).latin1())
                return made(400, R"({"errors":[{"code":"DIGEST_INVALID"}]})");
            blobs.insert(digest, request.body);
            return made(201);
        }
        return blobs.contains(last) ? made(200, blobs.value(last), "application/octet-stream") : missing();
    }
};

} // namespace lotse::test
