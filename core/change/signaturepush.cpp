// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/signaturepush.h"

#include "net/httperror.h"
#include "oci/client.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr int kAttempts = 5;

Error usageError(const Message &message)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = message;
    error.delivery = Delivery::Answered;
    return error;
}

} // namespace

SignaturePush::SignaturePush(std::shared_ptr<Transport> transport, const Change &change, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_change(change)
    , m_repository(change.path.value(u"repository"_s))
{
}

void SignaturePush::start()
{
    const Result<oci::Digest> subject = oci::Digest::parse(m_change.path.value(u"reference"_s));
    if (!subject || !oci::isRepositoryName(m_repository))
        return fail(
            usageError({LOTSE_MSG("\"%1\" is not a repository name, tag or digest."), {m_repository.left(160)}}));
    m_subject = *subject;
    if (m_change.isRemoval())
        detach();
    else
        attach();
}

Request SignaturePush::request(const char *method, const QByteArray &rest) const
{
    Request out;
    out.method = method;
    out.path = "/v2/" + m_repository.toLatin1() + rest;
    out.scope = "repository:" + m_repository.toLatin1() + (m_change.isRemoval() ? ":pull,push,delete" : ":pull,push");
    out.limits = Limits::manifest();
    out.limits.idle = std::chrono::seconds(60);
    out.limits.total = std::chrono::minutes(5);
    out.retry = out.isRead();
    return out;
}

void SignaturePush::call(Request request, std::function<void(const Response &)> then)
{
    m_mayShow = m_mayShow || (request.path.contains("/manifests/") && !request.isRead());
    m_transport->call<Response>(
        std::move(request), this, [](const Response &response) { return Result<Response>(response); },
        [this, then = std::move(then)](const Result<Response> &response) {
            if (!response)
                return fail(response.error());
            m_isKnown = m_isKnown || (response->status != 401 && response->status != 403);
            then(*response);
        });
}

void SignaturePush::attach()
{
    const Result<trust::SignedContent> content = signedContentOf(m_change);
    if (!content)
        return fail(content.error());
    m_content = *content;
    pushBlob(m_content.content, [this] {
        if (m_content.tagSuffix.isEmpty())
            pushBlob(trust::emptyConfig, [this] { pushReferrer(); });
        else
            changeTag(true, 0);
    });
}

void SignaturePush::pushBlob(const QByteArray &bytes, Next next)
{
    const QByteArray digest = oci::Digest::of(bytes).latin1();
    Request ask = request("HEAD", "/blobs/" + digest);
    ask.blob = true;
    call(ask, [this, bytes, next = std::move(next)](const Response &response) mutable {
        if (response.isSuccess())
            return next();
        call(request("POST", "/blobs/uploads/"), [this, bytes, next = std::move(next)](const Response &begun) mutable {
            if (begun.status != 202)
                return fail(toError(begun, "POST", m_transport->origin().host()));
            uploadTo(begun, bytes, std::move(next));
        });
    });
}

// The place of the upload is taken at the origin of the account, whatever the answer says of scheme and host: a
// registry behind a proxy names itself as it knows itself.
void SignaturePush::uploadTo(const Response &begun, const QByteArray &bytes, Next next)
{
    const QByteArray base = "/v2/" + m_repository.toLatin1() + "/blobs/uploads/";
    const QByteArray told = begun.header("Location").trimmed();
    const QUrl place = QUrl(QString::fromLatin1(base)).resolved(QUrl::fromEncoded(told));
    const QByteArray path = place.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = place.query(QUrl::FullyEncoded).toLatin1();
    if (told.isEmpty() || !path.startsWith(base) || path.size() == base.size() || path.contains("/../"))
        return fail(usageError({LOTSE_MSG("%1 returned another location for the upload (%2): nothing is sent there."),
            {m_transport->origin().host(), QString::fromLatin1(told.left(200))}}));
    Request put = request("PUT", {});
    put.path = path + '?' + (query.isEmpty() ? QByteArray() : query + '&')
        + "digest=" + oci::Digest::of(bytes).latin1().toPercentEncoding();
    put.body = bytes;
    put.contentType = "application/octet-stream";
    call(put, [this, next = std::move(next)](const Response &response) {
        if (!response.isSuccess())
            return fail(toError(response, "PUT", m_transport->origin().host()));
        next();
    });
}

void SignaturePush::pushReferrer()
{
    Request put = request("PUT", "/manifests/" + oci::Digest::of(m_content.manifest).latin1());
    put.body = m_content.manifest;
    put.contentType = QByteArrayView(oci::mediatype::ociManifest).toByteArray();
    call(put, [this](const Response &response) {
        if (!response.isSuccess())
            return fail(toError(response, "PUT", m_transport->origin().host()));
        m_last = response;
        m_isShown = true;
        // The registry says so where it lists referrers itself.
        if (!response.header("OCI-Subject").isEmpty())
            return finish(response);
        askReferrers();
    });
}

void SignaturePush::askReferrers()
{
    call(request("GET", "/referrers/" + m_subject.latin1()), [this](const Response &response) {
        if (response.isSuccess() && oci::parseManifest(response.body, response.header("Content-Type")))
            return finish(m_last);
        const Result<oci::Descriptor> entry = referrerOf(m_content);
        if (!entry)
            return fail(entry.error());
        listInTag(true, *entry);
    });
}

void SignaturePush::readTag(const QString &tag, std::function<void(Held)> then)
{
    Request get = oci::manifestRequest(m_repository, tag);
    get.scope = request("GET", {}).scope;
    call(get, [this, then = std::move(then)](const Response &response) {
        if (response.status == 404)
            return then({});
        if (!response.isSuccess())
            return fail(toError(response, "GET", m_transport->origin().host()));
        then({response.body, response.header("ETag"), oci::Digest::of(response.body)});
    });
}

void SignaturePush::putTag(const QString &tag, const Held &held, const QByteArray &manifest, const QString &type)
{
    Request put = request("PUT", "/manifests/" + tag.toLatin1());
    put.body = manifest;
    put.contentType = type.toLatin1();
    // Most registries pass over it; one that knows it refuses where another was faster.
    if (!held.etag.isEmpty())
        put.headers.emplaceBack("If-Match", held.etag);
    call(put, [this](const Response &response) {
        if (!response.isSuccess())
            return fail(toError(response, "PUT", m_transport->origin().host()));
        m_last = response;
        m_isShown = true;
        finish(response);
    });
}

void SignaturePush::listInTag(bool isAdded, const oci::Descriptor &entry)
{
    const QString tag = tagOf(m_subject, {});
    readTag(tag, [this, tag, isAdded, entry](const Held &held) {
        if (!isAdded && held.raw.isEmpty())
            return finish(m_last);
        qsizetype left = 0;
        const Result<QByteArray> index = trust::referrersIndex(held.raw, entry, isAdded, &left);
        if (!index)
            return fail(index.error());
        if (left == 0)
            removeManifest(held.digest, [this] { finish(m_last); });
        else
            putTag(tag, held, *index, oci::mediatype::ociIndex);
    });
}

// The layer goes into what the tag holds at the last moment: read, config, read again, put.
void SignaturePush::changeTag(bool isAdded, int attempt)
{
    const QString suffix = isAdded ? m_content.tagSuffix : m_change.path.value(u"tag"_s);
    const QString tag = tagOf(m_subject, suffix);
    readTag(tag, [this, tag, isAdded, attempt](const Held &held) {
        oci::Descriptor layer = trust::layerOf(m_content);
        if (!isAdded) {
            layer.digest = oci::Digest::parse(m_change.path.value(u"content"_s)).ok()
                ? *oci::Digest::parse(m_change.path.value(u"content"_s))
                : oci::Digest();
            layer.annotations = {{u"dev.cosignproject.cosign/signature"_s, m_change.path.value(u"signature"_s)}};
        }
        const Result<trust::TagManifest> made =
            isAdded ? trust::withLayer(held.raw, layer) : trust::withoutLayer(held.raw, layer);
        if (!made)
            return fail(made.error());
        if (made->wasThere == isAdded) // it is as it would be
            return finish(m_last);
        if (made->layers == 0)
            return removeManifest(held.digest, [this] { finish(m_last); });
        pushBlob(made->config, [this, tag, isAdded, attempt, held, made = *made] {
            readTag(tag, [this, tag, isAdded, attempt, held, made](const Held &now) {
                if (now.digest == held.digest)
                    return putTag(tag, now, made.manifest, made.mediaType);
                if (attempt + 1 < kAttempts)
                    return changeTag(isAdded, attempt + 1);
                fail(usageError(
                    {LOTSE_MSG("%1 is constantly being changed by another client: try again later."), {tag}}));
            });
        });
    });
}

void SignaturePush::detach()
{
    const QString manifest = m_change.path.value(u"manifest"_s);
    if (manifest.isEmpty())
        return changeTag(false, 0);
    const Result<oci::Digest> digest = oci::Digest::parse(manifest);
    if (!digest)
        return fail(digest.error());
    removeManifest(*digest, [this, digest = *digest] {
        m_isShown = true;
        oci::Descriptor entry;
        entry.digest = digest;
        listInTag(false, entry);
    });
}

void SignaturePush::removeManifest(const oci::Digest &digest, Next next)
{
    call(request("DELETE", "/manifests/" + digest.latin1()), [this, next = std::move(next)](const Response &response) {
        if (response.status == 405 || response.status == 501) {
            Error error = toError(response, "DELETE", m_transport->origin().host());
            error.message = {
                LOTSE_MSG("%1 does not allow deletion: the signature remains."), {m_transport->origin().host()}};
            return fail(error);
        }
        if (!response.isSuccess() && response.status != 404)
            return fail(toError(response, "DELETE", m_transport->origin().host()));
        m_last = response;
        m_last.status = 202;
        next();
    });
}

void SignaturePush::finish(const Result<Response> &result)
{
    deleteLater();
    Result<Response> out = result;
    if (result) {
        Response last = *result;
        if (last.status == 0) // nothing was to be written
            last.status = 200;
        // Where a manifest lies says nothing about what was made.
        last.headers.removeIf(
            [](const auto &header) { return header.first.compare("Location", Qt::CaseInsensitive) == 0; });
        out = last;
    }
    onDone(out);
}

void SignaturePush::fail(Error error)
{
    // A registry says 401 also to one who is signed in and may read: it is no word on the password.
    if (m_isKnown && (error.status == 401 || error.status == 403)) {
        error.kind = ErrorKind::Forbidden;
        error.message = m_change.isRemoval()
            ? Message{LOTSE_MSG("This account may not delete from %1."), {m_repository}}
            : Message{LOTSE_MSG("This account may not push to %1."), {m_repository}};
    }
    // Before the manifest nothing shows; after it, what is missing is only the list that names it.
    if (!m_mayShow) {
        error.delivery = Delivery::Answered;
    } else if (m_isShown && !m_change.isRemoval()) {
        error.detail = error.text() + u' ' + error.detail;
        error.message = {LOTSE_MSG("The signature was pushed, but the tag that lists it could not be written: %1"),
            {error.message.text()}};
    }
    finish(error);
}

void sendSignature(std::shared_ptr<Transport> transport, const Change &change, QObject *context,
    std::function<void(Result<Response>)> done)
{
    auto *push = new SignaturePush(std::move(transport), change, context);
    push->onDone = std::move(done);
    QMetaObject::invokeMethod(push, &SignaturePush::start, Qt::QueuedConnection);
}

} // namespace lotse::change
