// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <utility>

namespace lotse {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// The value of a header, compared without case; empty where absent.
QByteArray header(const Headers &headers, QByteArrayView name);

/// How much of an answer is taken, and how long it may take (the caps of the threat model).
struct Limits {
    qint64 body = 16 * 1024 * 1024; ///< bytes after decoding
    std::chrono::milliseconds idle{15'000};
    std::chrono::milliseconds total{60'000};
    bool keepsTail = false; ///< of a longer body the last `body` bytes are kept, instead of none of it

    static Limits page() { return {}; } ///< a page of an API
    static Limits manifest() { return {.body = 4 * 1024 * 1024}; } ///< manifest, index, config
    static Limits report() { return {.body = 256LL * 1024 * 1024, .total = std::chrono::minutes(5)}; } ///< report, SBOM
    static Limits log() { return {.body = 64LL * 1024 * 1024, .total = std::chrono::minutes(5)}; }
    /// A log for reading: its end, however long it is.
    static Limits logTail()
    {
        return {.body = 16LL * 1024 * 1024, .total = std::chrono::minutes(5), .keepsTail = true};
    }
};

/**
 * One request to the registry of a transport. `path` is the encoded path with the query, from the root of the host
 * ("/api/v2.0/projects?page=1"); it is sent as it stands: never decoded or encoded again, because Harbor's
 * "%252F" would not survive it.
 */
struct Request {
    QByteArray method = "GET";
    QByteArray path;
    Headers headers; ///< besides what the transport adds (sign-in, X-Request-Id, Accept-Encoding)
    QByteArray body;
    QByteArray contentType;
    QByteArray scope; ///< OCI token scope, "repository:a/b:pull"; empty for Harbor's API
    Limits limits;
    bool signIn = true; ///< false: sent without any sign-in (probing)
    bool retry = true; ///< false: a GET that is not repeated (probing)
    bool follow = true; ///< false: a redirect is an answer like any other
    bool blob = false; ///< a blob of /v2/: one redirect to another origin is followed, bare

    bool isRead() const { return method == "GET" || method == "HEAD"; }
    /// A form for a token, sent to an identity provider: it changes nothing, and as it goes without the sign-in of the
    /// account it could not.
    bool asksForToken() const
    {
        return method == "POST" && !signIn && contentType == "application/x-www-form-urlencoded";
    }
};

struct Response {
    int status = 0;
    Headers headers;
    QByteArray body;
    qint64 skipped = 0; ///< bytes before `body` that were let go (Limits::keepsTail)
    QByteArray requestId; ///< ours, as sent in X-Request-Id
    QUrl url; ///< the last one, after redirects
    std::chrono::milliseconds took{0};

    QByteArray header(QByteArrayView name) const { return lotse::header(headers, name); }
    bool isSuccess() const { return status >= 200 && status < 300; }
};

} // namespace lotse
