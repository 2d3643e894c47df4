// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/pusher.h"

#include <QEventLoop>
#include <QNetworkReply>

namespace lotse::test {

Pusher::Pusher(QUrl url, const QByteArray &user, const QByteArray &password)
    : m_url(std::move(url))
{
    if (!user.isEmpty())
        m_authorization = "Basic " + (user + ':' + password).toBase64();
}

QNetworkReply *Pusher::send(
    const QByteArray &method, const QByteArray &path, const QByteArray &type, const QByteArray &body)
{
    QNetworkRequest request(m_url.resolved(QUrl::fromEncoded(path)));
    // Harbor takes who sends its cookie for a browser, and asks for a token of the form.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (!m_authorization.isEmpty())
        request.setRawHeader("Authorization", m_authorization);
    if (!type.isEmpty())
        request.setRawHeader("Content-Type", type);
    return m_network.sendCustomRequest(request, method, body);
}

Pusher::Answer Pusher::wait(QNetworkReply *reply)
{
    if (!reply->isFinished()) {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
    }
    reply->deleteLater();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Location"),
        reply->readAll()};
}

Pusher::Answer Pusher::exchange(
    const QByteArray &method, const QByteArray &path, const QByteArray &type, const QByteArray &body)
{
    return m_problem.isEmpty() ? wait(send(method, path, type, body)) : Answer{};
}

void Pusher::expect(const Answer &answer, int status, const QByteArray &what)
{
    if (m_problem.isEmpty() && answer.status != status)
        m_problem = what + ": status " + QByteArray::number(answer.status) + ": " + answer.body;
}

QByteArray Pusher::blob(const QByteArray &repository, const QByteArray &bytes)
{
    const QByteArray digest = oci::Digest::of(bytes).latin1();
    const Answer upload = exchange("POST", "/v2/" + repository + "/blobs/uploads/", {}, {});
    expect(upload, 202, "upload of a blob");
    const QByteArray path = upload.location + (upload.location.contains('?') ? "&" : "?") + "digest=" + digest;
    expect(exchange("PUT", path, "application/octet-stream", bytes), 201, "blob");
    return digest;
}

void Pusher::mount(const QByteArray &repository, const QByteArray &from, const QByteArray &digest)
{
    expect(exchange("POST", "/v2/" + repository + "/blobs/uploads/?mount=" + digest + "&from=" + from), 201, "mount");
}

QByteArray Pusher::manifest(
    const QByteArray &repository, const QByteArray &mediaType, const QByteArray &bytes, const QByteArray &tag)
{
    const QByteArray digest = oci::Digest::of(bytes).latin1();
    expect(exchange("PUT", "/v2/" + repository + "/manifests/" + (tag.isEmpty() ? digest : tag), mediaType, bytes), 201,
        "manifest " + repository + ':' + tag);
    return digest;
}

void Pusher::manifests(const QByteArray &repository, const QByteArray &mediaType,
    const QList<std::pair<QByteArray, QByteArray>> &tagsAndBytes)
{
    if (!m_problem.isEmpty())
        return;
    QList<QNetworkReply *> replies;
    for (const auto &[tag, bytes] : tagsAndBytes)
        replies.append(send("PUT", "/v2/" + repository + "/manifests/" + tag, mediaType, bytes));
    for (QNetworkReply *reply : std::as_const(replies))
        expect(wait(reply), 201, "manifest of " + repository);
}

QByteArray descriptorJson(const QByteArray &mediaType, const QByteArray &digest, qsizetype size, const QByteArray &more)
{
    return R"({"mediaType":")" + mediaType + R"(","digest":")" + digest + R"(","size":)" + QByteArray::number(size)
        + more + '}';
}

} // namespace lotse::test
