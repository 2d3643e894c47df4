// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httperror.h"

#include "net/retry.h"

#include <simdjson.h>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype detailBytes = 4096;

QString shortened(QByteArrayView text)
{
    // Cutting inside a character leaves a replacement character, which is taken off again.
    QString out = QString::fromUtf8(text.first(qMin(text.size(), detailBytes)));
    if (text.size() > detailBytes && out.endsWith(QChar::ReplacementCharacter))
        out.chop(1);
    return out.trimmed();
}

QString textOf(simdjson::dom::element element)
{
    std::string_view view;
    if (element.get(view) == simdjson::SUCCESS)
        return QString::fromUtf8(view.data(), qsizetype(view.size()));
    int64_t number = 0;
    if (element.get(number) == simdjson::SUCCESS)
        return QString::number(number);
    if (element.is_null())
        return {};
    const std::string text = simdjson::minify(element);
    return shortened(QByteArrayView(text.data(), qsizetype(text.size())));
}

QString member(simdjson::dom::element object, const char *name)
{
    simdjson::dom::element value;
    return object[name].get(value) == simdjson::SUCCESS ? textOf(value) : QString();
}

// {code, message, detail} as a line; the code goes into `error`.
QString line(simdjson::dom::element object, Error &error)
{
    const QString code = member(object, "code");
    if (error.code.isEmpty())
        error.code = code.left(128);
    QStringList words;
    for (const QString &word : {code, member(object, "message"), member(object, "detail")}) {
        if (!word.isEmpty())
            words.append(word);
    }
    return words.join(u": "_s);
}

// The server's words in any of the shapes that registries use.
void readWords(const QByteArray &body, Error &error)
{
    error.detail = shortened(body);
    const QByteArray trimmed = body.left(1024 * 1024).trimmed();
    if (!trimmed.startsWith('{'))
        return;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(trimmed.constData(), size_t(trimmed.size())).get(root) != simdjson::SUCCESS)
        return;
    simdjson::dom::array list;
    QStringList lines;
    if (root["errors"].get(list) == simdjson::SUCCESS) {
        for (const simdjson::dom::element item : list)
            lines.append(line(item, error));
    } else {
        lines.append(line(root, error));
        lines.append(member(root, "error"));
        lines.append(member(root, "error_description"));
        lines.append(member(root, "details"));
    }
    lines.removeAll(QString());
    if (!lines.isEmpty())
        error.detail = shortened(lines.join(u'\n').toUtf8());
}

struct Row {
    ErrorKind kind;
    const char *message;
};

Row rowOf(int status, bool isRead)
{
    switch (status) {
    case 400:
    case 405:
    case 406:
    case 415:
    case 422:
        return {ErrorKind::Invalid,
            LOTSE_MSG("%1 did not take the request as it was sent (status %2). Its reason is in Details; correct the "
                      "entry and try again.")};
    case 401:
        return {ErrorKind::Unauthorized,
            LOTSE_MSG(
                "%1 did not accept the sign-in. Sign in again, or check the name and the password of the account.")};
    case 403:
        return {ErrorKind::Forbidden,
            LOTSE_MSG("This account may not do that at %1. Ask an administrator of the registry for the permission, or "
                      "use another account.")};
    case 404:
    case 410:
        return {ErrorKind::NotFound,
            LOTSE_MSG("%1 does not have what was asked for. It may have been deleted; refresh the list.")};
    case 407:
        return {ErrorKind::ProxyAuth,
            LOTSE_MSG(
                "The proxy on the way to %1 wants a sign-in. Set its name and password in the network settings.")};
    case 409:
        return {ErrorKind::Conflict,
            LOTSE_MSG(
                "%1 already has such an entry, or another change came first. Refresh and look at it before you try "
                "again.")};
    case 412:
        if (isRead) {
            return {ErrorKind::Precondition,
                LOTSE_MSG(
                    "%1 does not give this to the account: a policy of the project, or the kind of account (such as "
                    "a robot, which is no user), stands against it. The reason is in Details.")};
        }
        return {ErrorKind::Precondition,
            LOTSE_MSG("A rule of %1 forbids this, such as an immutable tag, a reference from another artifact or a "
                      "policy. The reason is in Details.")};
    case 413:
        return {ErrorKind::Invalid,
            LOTSE_MSG(
                "%1 does not take a request of this size. Send less, or ask its administrator to raise the limit.")};
    case 429:
        return {ErrorKind::RateLimited, LOTSE_MSG("%1 asks for fewer requests. Wait a while, then try again.")};
    case 501:
        return {ErrorKind::Unsupported, LOTSE_MSG("%1 does not have this function. A newer version of it may.")};
    case 502:
    case 503:
    case 504:
        return {ErrorKind::Server,
            LOTSE_MSG("%1 cannot serve requests at the moment (status %2). Try again in a few minutes.")};
    case 511:
        return {ErrorKind::NotARegistry,
            LOTSE_MSG(
                "The network wants a sign-in before it lets anyone reach %1. Open a web page in a browser, sign in "
                "there, then try again.")};
    default:
        break;
    }
    if (status >= 500)
        return {ErrorKind::Server,
            LOTSE_MSG(
                "%1 failed with an error of its own (status %2). Try again later; if it stays, give the request id "
                "from Details to its administrator.")};
    if (status >= 400)
        return {ErrorKind::Invalid, LOTSE_MSG("%1 refused the request (status %2). Its reason is in Details.")};
    if (status >= 300)
        return {ErrorKind::RedirectRefused,
            isRead
                ? LOTSE_MSG("%1 redirected the request without a usable address (status %2). Check the address of the "
                            "registry.")
                : LOTSE_MSG("%1 answered a change with a redirect (status %2), which is not followed. Check the "
                            "address of the registry.")};
    return {ErrorKind::NotARegistry,
        LOTSE_MSG("%1 gave an answer that no registry gives (status %2). Check the address of the registry.")};
}

Error base(const Response &response, const QByteArray &method, const QString &host)
{
    Error error;
    error.status = response.status;
    error.delivery = Delivery::Answered;
    error.requestId = QString::fromLatin1(response.requestId);
    if (error.requestId.isEmpty())
        error.requestId = QString::fromLatin1(response.header("X-Request-Id"));
    error.where = QString::fromLatin1(method) + u' ' + response.url.path(QUrl::FullyEncoded) + u" at "_s + host;
    return error;
}

bool isHtml(const Response &response)
{
    return response.header("Content-Type").toLower().contains("html") || response.body.trimmed().startsWith('<');
}

} // namespace

Error toError(const Response &response, const QByteArray &method, const QString &host)
{
    Error error = base(response, method, host);
    readWords(response.body, error);
    const Row row = rowOf(response.status, method == "GET" || method == "HEAD");
    error.kind = row.kind;
    error.message = {row.message, {host, QString::number(response.status)}};
    if (response.status == 403 && error.detail.contains("csrf token"_L1, Qt::CaseInsensitive)) {
        error.message = {LOTSE_MSG("%1 refused the change because the session's token was out of date. Nothing was "
                                   "changed; try again."),
            {host}};
    } else if (response.status == 403 && error.detail.contains("read only"_L1, Qt::CaseInsensitive)) {
        error.message = {
            LOTSE_MSG("%1 is in read-only mode. Nothing was changed; try again when its administrator has ended it."),
            {host}};
    }
    const auto wait = retryAfter(response.headers);
    if (wait) {
        error.retryAfterMs = wait->count();
        if (response.status == 429)
            error.message = {LOTSE_MSG("%1 asks for fewer requests. Try again in %2 seconds."),
                {host, QString::number((wait->count() + 999) / 1000)}};
    }
    return error;
}

Error requireJson(const Response &response, const QByteArray &method, const QString &host, bool emptyIsFine)
{
    if (!response.isSuccess())
        return toError(response, method, host);
    const QByteArrayView body = QByteArrayView(response.body).trimmed();
    if (body.isEmpty() && emptyIsFine)
        return {};
    Error error = base(response, method, host);
    if (body.isEmpty()) {
        error.kind = ErrorKind::Decode;
        error.message = {
            LOTSE_MSG("%1 sent an empty answer where data was due. Try again; if it stays, give the request "
                      "id from Details to its administrator."),
            {host}};
        return error;
    }
    if (isHtml(response)) {
        error.kind = ErrorKind::NotARegistry;
        error.message = {
            LOTSE_MSG("%1 answered with a web page instead of data. The address may be wrong, or a sign-in "
                      "page of the network stands in between; open the address in a browser to see."),
            {host}};
        error.detail = shortened(response.body);
        return error;
    }
    if (!QByteArrayView("{[\"-0123456789tfn").contains(body.front())) {
        error.kind = ErrorKind::NotARegistry;
        error.message = {LOTSE_MSG("%1 answered with something other than a registry's data. Check the address of the "
                                   "registry."),
            {host}};
        error.detail = shortened(response.body);
        return error;
    }
    return {};
}

} // namespace lotse
