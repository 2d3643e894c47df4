// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/client.h"

#include "net/httperror.h"
#include "oci/namepager.h"
#include "oci/reference.h"
#include "oci/referrerwalk.h"
#include "json/codec.h"
#include "json/reader.h"

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

struct WireNames {
    Q_GADGET
public:
    FIELD(QStringList, repositories)
    FIELD(QStringList, tags)
};

QByteArray pullScope(const QString &repository)
{
    return "repository:" + repository.toLatin1() + ":pull";
}

bool isTarget(const QString &target)
{
    return isTagName(target) || Digest::parse(target).ok();
}

Error noName(const QString &name)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("\"%1\" is not a repository name, tag or digest."), {name.left(160)}};
    return error;
}

Error checkBlob(const QString &repository, const Descriptor &descriptor, const Limits &limits)
{
    if (!isRepositoryName(repository) || !descriptor.digest.isValid())
        return noName(repository + u'@' + descriptor.digest.text());
    if (descriptor.size <= limits.body)
        return {};
    Error error;
    error.kind = ErrorKind::TooLarge;
    error.message = {LOTSE_MSG("The content %1 has %2 bytes and exceeds the limit of %3."),
        {descriptor.digest.brief(), QString::number(descriptor.size), QString::number(limits.body)}};
    return error;
}

Request blobRequest(const QString &repository, const Descriptor &descriptor, const Limits &limits)
{
    Request request;
    request.path = "/v2/" + repository.toLatin1() + "/blobs/" + descriptor.digest.latin1();
    request.scope = pullScope(repository);
    request.limits = limits;
    request.blob = true;
    return request;
}

Result<QByteArray> readBlob(const Response &response, const Digest &digest, const QString &host)
{
    if (!response.isSuccess())
        return toError(response, "GET", host);
    if (!digest.fits(response.body))
        return otherBytes(digest, response.body);
    return response.body;
}

template <typename T>
CallId refuse(QObject *context, const Error &error, std::function<void(Result<T>)> done)
{
    const Post post(context);
    post([done = std::move(done), error] { done(error); });
    return 0;
}

} // namespace

Request tagsRequest(const QString &repository)
{
    Request request;
    request.path = "/v2/" + repository.toLatin1() + "/tags/list?n=1000";
    request.scope = pullScope(repository);
    return request;
}

Request manifestRequest(const QString &repository, const QString &target, const QByteArray &method)
{
    Request request;
    request.method = method;
    request.path = "/v2/" + repository.toLatin1() + "/manifests/" + target.toLatin1();
    request.headers.emplaceBack("Accept", manifestAccept());
    request.scope = pullScope(repository);
    request.limits = Limits::manifest();
    return request;
}

Result<Manifest> readManifest(const Response &response, const QString &target, const QString &host)
{
    if (Error error = requireJson(response, "GET", host))
        return error;
    const Result<Digest> asked = Digest::parse(target);
    return parseManifest(response.body, response.header("Content-Type"), asked ? *asked : Digest());
}

Result<Descriptor> readHead(const Response &response, const QString &host)
{
    if (!response.isSuccess())
        return toError(response, "HEAD", host);
    Descriptor out;
    out.mediaType = QString::fromLatin1(response.header("Content-Type").split(';').first().trimmed());
    const Result<Digest> digest = Digest::parse(QString::fromLatin1(response.header("Docker-Content-Digest")));
    if (digest)
        out.digest = *digest;
    bool isNumber = false;
    const qint64 size = response.header("Content-Length").toLongLong(&isNumber);
    out.size = isNumber && size > 0 ? size : 0;
    return out;
}

bool isUnknownName(const Error &error)
{
    return error.status == 404 && (error.code == "NAME_UNKNOWN"_L1 || error.code == "NOT_FOUND"_L1);
}

Result<QStringList> readNames(const Response &response, const QByteArray &key, const QString &host)
{
    if (Error error = requireJson(response, "GET", host))
        return error;
    const Result<WireNames> names = json::decode<WireNames>(response.body);
    if (!names)
        return names.error();
    // Some say null where there is nothing, or leave the tags of a named repository out. An answer without either is
    // none, and no empty list.
    bool isList = false;
    json::visit(response.body, [&](json::Value &root) {
        root.members([&](std::string_view name, json::Value &) {
            isList = isList || name == std::string_view(key) || (key == "tags" && name == "name");
        });
    });
    if (!isList) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("The response is not readable: %1 is not %2."),
            {u"$."_s + QString::fromLatin1(key), u"a list"_s}};
        return error;
    }
    return key == "tags" ? names->tags : names->repositories;
}

QString Client::host() const
{
    return m_transport->origin().authority();
}

CallId Client::ping(QObject *context, std::function<void(Result<Ping>)> done) const
{
    Request request;
    request.path = "/v2/";
    return m_transport->call<Ping>(
        std::move(request), context,
        [host = host()](const Response &response) -> Result<Ping> {
            if (Error error = requireJson(response, "GET", host, true))
                return error;
            return Ping{response.header("Docker-Distribution-Api-Version"), response.header("WWW-Authenticate")};
        },
        std::move(done));
}

QObject *Client::catalog(
    QObject *context, std::function<void(qint64)> progress, std::function<void(Result<NameList>)> done) const
{
    Request request;
    request.path = "/v2/_catalog?n=1000";
    request.scope = "registry:catalog:*";
    auto *walk = new NamePager(m_transport, NamePager::Kind::Repositories, std::move(request), context);
    walk->onPage = [progress = std::move(progress), seen = qint64(0)](const QStringList &names) mutable {
        seen += names.size();
        if (progress)
            progress(seen);
    };
    walk->onDone = [host = host(), done = std::move(done)](Result<NameList> list) {
        if (!list && (list.error().status == 404 || list.error().status == 405)) {
            Error error = list.error();
            error.kind = ErrorKind::Unsupported;
            error.message = {
                LOTSE_MSG("%1 provides no repository list. Add repositories by name, or paste a reference."), {host}};
            done(error);
            return;
        }
        done(std::move(list));
    };
    walk->start();
    return walk;
}

QObject *Client::tags(const QString &repository, QObject *context, std::function<void(Result<NameList>)> done) const
{
    auto *walk = new NamePager(m_transport, NamePager::Kind::Tags, tagsRequest(repository), context);
    walk->onDone = std::move(done);
    if (isRepositoryName(repository)) {
        walk->start();
    } else {
        walk->deleteLater();
        refuse<NameList>(context, noName(repository), walk->onDone);
    }
    return walk;
}

CallId Client::manifest(const QString &repository, const QString &target, QObject *context,
    std::function<void(Result<Manifest>)> done) const
{
    if (!isRepositoryName(repository) || !isTarget(target))
        return refuse(context, noName(repository + u':' + target), std::move(done));
    if (asksToRead(repository, target))
        return refuse(context, PullGuard::refusal(host()), std::move(done));
    if (std::optional<Manifest> kept = m_guard ? m_guard->kept(repository, target) : std::nullopt) {
        const Post post(context);
        post([done = std::move(done), kept = *std::move(kept)] { done(kept); });
        return 0;
    }
    return m_transport->call<Manifest>(
        manifestRequest(repository, target), context,
        [target, host = host(), repository, guard = m_guard](const Response &response) {
            Result<Manifest> manifest = readManifest(response, target, host);
            if (manifest && guard)
                guard->keep(repository, *manifest);
            return manifest;
        },
        std::move(done));
}

bool Client::asksToRead(const QString &repository, const QString &target) const
{
    return m_guard && m_guard->asks() && !m_guard->kept(repository, target);
}

CallId Client::head(const QString &repository, const QString &target, QObject *context,
    std::function<void(Result<Descriptor>)> done) const
{
    if (!isRepositoryName(repository) || !isTarget(target))
        return refuse(context, noName(repository + u':' + target), std::move(done));
    return m_transport->call<Descriptor>(
        manifestRequest(repository, target, "HEAD"), context,
        [host = host()](const Response &response) { return readHead(response, host); }, std::move(done));
}

CallId Client::blob(const QString &repository, const Descriptor &descriptor, Limits limits, QObject *context,
    std::function<void(Result<QByteArray>)> done) const
{
    if (const Error error = checkBlob(repository, descriptor, limits))
        return refuse(context, error, std::move(done));
    return m_transport->call<QByteArray>(
        blobRequest(repository, descriptor, limits), context,
        [digest = descriptor.digest, host = host()](
            const Response &response) { return readBlob(response, digest, host); },
        std::move(done));
}

CallId Client::config(const QString &repository, const Descriptor &descriptor, QObject *context,
    std::function<void(Result<ImageConfig>)> done) const
{
    if (const Error error = checkBlob(repository, descriptor, Limits::manifest()))
        return refuse(context, error, std::move(done));
    return m_transport->call<ImageConfig>(
        blobRequest(repository, descriptor, Limits::manifest()), context,
        [digest = descriptor.digest, host = host()](const Response &response) -> Result<ImageConfig> {
            const Result<QByteArray> bytes = readBlob(response, digest, host);
            return bytes ? parseImageConfig(*bytes) : bytes.error();
        },
        std::move(done));
}

QObject *Client::referrers(const QString &repository, const ReferrerQuestion &question, QObject *context,
    std::function<void(Result<Referrers>)> done) const
{
    auto *walk = new ReferrerWalk(m_transport, m_guard, repository, question, context);
    walk->onDone = std::move(done);
    if (isRepositoryName(repository) && question.subject.isValid()) {
        walk->start();
    } else {
        walk->deleteLater();
        refuse<Referrers>(context, noName(repository + u'@' + question.subject.text()), walk->onDone);
    }
    return walk;
}

} // namespace lotse::oci

#include "client.moc"
