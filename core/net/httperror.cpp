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
            LOTSE_MSG("%1 rejected the request (status %2). See Details for the reason, correct the input and try "
                      "again.")};
    case 401:
        return {ErrorKind::Unauthorized,
            LOTSE_MSG("%1 rejected the sign-in. Sign in again, or check the user name and password of the account.")};
    case 403:
        return {ErrorKind::Forbidden,
            LOTSE_MSG("Permission denied by %1. Ask a registry administrator for the permission, or use another "
                      "account.")};
    case 404:
    case 410:
        return {ErrorKind::NotFound, LOTSE_MSG("Not found at %1. The object may have been deleted; refresh the list.")};
    case 407:
        return {ErrorKind::ProxyAuth,
            LOTSE_MSG("The proxy for %1 requires a sign-in. Enter user name and password in the network settings.")};
    case 409:
        return {ErrorKind::Conflict,
            LOTSE_MSG(
                "Conflict at %1: the entry already exists or was changed. Refresh and check before you try again.")};
    case 412:
        if (isRead) {
            return {ErrorKind::Precondition,
                LOTSE_MSG("%1 denied the request: a project policy or the account type (such as a robot account, which "
                          "is not a user) prevents it. See Details for the reason.")};
        }
        return {ErrorKind::Precondition,
            LOTSE_MSG("Blocked by a rule of %1, such as an immutable tag, a reference from another artifact or a "
                      "policy. See Details for the reason.")};
    case 413:
        return {ErrorKind::Invalid,
            LOTSE_MSG("The request is too large for %1. Send less data, or ask the administrator to raise the limit.")};
    case 429:
        return {ErrorKind::RateLimited, LOTSE_MSG("Too many requests to %1. Wait a while, then try again.")};
    case 501:
        return {
            ErrorKind::Unsupported, LOTSE_MSG("%1 does not support this function. A newer version may support it.")};
    case 502:
    case 503:
    case 504:
        return {ErrorKind::Server, LOTSE_MSG("%1 is temporarily unavailable (status %2). Try again in a few minutes.")};
    case 511:
        return {ErrorKind::NotARegistry,
            LOTSE_MSG(
                "The network requires a sign-in to reach %1. Open a web page in a browser, sign in, then try again.")};
    default:
        break;
    }
    if (status >= 500)
        return {ErrorKind::Server,
            LOTSE_MSG("Server error at %1 (status %2). Try again later; if the error persists, send the request ID "
                      "from Details to the administrator.")};
    if (status >= 400)
        return {ErrorKind::Invalid, LOTSE_MSG("%1 rejected the request (status %2). See Details for the reason.")};
    if (status >= 300)
        return {ErrorKind::RedirectRefused,
            isRead ? LOTSE_MSG(
                "%1 redirected the request without a valid address (status %2). Check the registry address.")
                   : LOTSE_MSG("%1 redirected a change (status %2). The redirect is not followed; check the registry "
                               "address.")};
    return {ErrorKind::NotARegistry, LOTSE_MSG("Unexpected response from %1 (status %2). Check the registry address.")};
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
        error.message = {
            LOTSE_MSG("%1 rejected the change: the session token has expired. Nothing was changed; try again."),
            {host}};
    } else if (response.status == 403 && error.detail.contains("read only"_L1, Qt::CaseInsensitive)) {
        error.message = {
            LOTSE_MSG("%1 is in read-only mode. Nothing was changed; try again after the administrator disables "
                      "read-only mode."),
            {host}};
    }
    const auto wait = retryAfter(response.headers);
    if (wait) {
        error.retryAfterMs = wait->count();
        if (response.status == 429)
            error.message = Message::counted(LOTSE_MSG_N("Too many requests to %1. Try again in %Ln seconds.",
                                                 "Too many requests to %1. Try again in %Ln second."),
                (wait->count() + 999) / 1000, {host});
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
            LOTSE_MSG("Empty response from %1. Try again; if the error persists, send the request ID from Details "
                      "to the administrator."),
            {host}};
        return error;
    }
    if (isHtml(response)) {
        error.kind = ErrorKind::NotARegistry;
        error.message = {
            LOTSE_MSG("%1 returned a web page instead of data. The address may be wrong, or the network requires a "
                      "sign-in. Open the address in a browser to check."),
            {host}};
        error.detail = shortened(response.body);
        return error;
    }
    if (!QByteArrayView("{[\"-0123456789tfn").contains(body.front())) {
        error.kind = ErrorKind::NotARegistry;
        error.message = {LOTSE_MSG("The response from %1 is not from a registry. Check the registry address."), {host}};
        error.detail = shortened(response.body);
        return error;
    }
    return {};
}

} // namespace lotse
