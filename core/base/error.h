// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QMetaType>
#include <QObject>

namespace lotse {

/// What kind of thing went wrong; decides the next step that is offered and the exit code of lotse-cli.
namespace ErrorKinds {
Q_NAMESPACE
enum class ErrorKind {
    None,
    Unreachable, ///< no connection: name, route, refused, connect timeout
    Timeout, ///< idle or total deadline passed
    Incomplete, ///< the connection ended before the answer did; nothing of the body is used
    Tls, ///< certificate or handshake
    PinChanged, ///< the pinned public key is another one now
    RedirectRefused, ///< redirect, realm, Link or Location to where we do not go
    TooLarge, ///< a cap was passed
    ProxyAuth, ///< 407
    Unauthorized, ///< 401: not signed in, wrong password, ended session
    Forbidden, ///< 403: this account may not
    NotFound, ///< 404
    Conflict, ///< 409
    Precondition, ///< 412: a rule of the registry forbids it
    Invalid, ///< 400, 405, 422: the registry does not take this request
    RateLimited, ///< 429 after all retries
    Server, ///< 5xx
    Decode, ///< JSON with a wrong shape; `where` names the path
    NotARegistry, ///< answers, but not as a registry (HTML, captive portal)
    Unsupported, ///< this registry has no such function
    ReadOnly, ///< the account is set to read only
    Cancelled,
    Storage, ///< disk, file or database
    Secret, ///< keychain or master password
    Usage, ///< wrong arguments of the command line or of a form
};
Q_ENUM_NS(ErrorKind)

/// How far a request got that ended with an error. After a write, Unknown has to be settled by reading, and the write
/// is never sent again before that.
enum class Delivery {
    NotSent, ///< not a byte of it left, or the server cannot have begun with it
    Unknown, ///< it was sent, and no whole answer came
    Answered, ///< the server answered it: the error is that answer, or what was made of it
};
Q_ENUM_NS(Delivery)
} // namespace ErrorKinds
using ErrorKinds::Delivery;
using ErrorKinds::ErrorKind;

/// What failed, where, and the raw detail for "Details". Plain value; `message` is a whole sentence with the next step.
struct Error {
    ErrorKind kind = ErrorKind::None;
    int status = 0; ///< HTTP status, 0 where there was none
    Message message;
    QString where; ///< "GET /api/v2.0/projects at harbor.example.com", or a JSON path
    QString detail; ///< the server's own words, at most 4 KiB, untrusted plain text
    QString code; ///< the server's error code, e.g. "MANIFEST_UNKNOWN"
    QString requestId;
    qint64 retryAfterMs = -1; ///< what a Retry-After asked for, -1 where none
    Delivery delivery = Delivery::NotSent; ///< set by the transport alone, on every result of a request

    explicit operator bool() const { return kind != ErrorKind::None; }
    /// The sentence, in the language of the program.
    QString text() const { return message.text(); }
};

/// An error of a kind with its sentence, a LOTSE_MSG, and the sentence's arguments; `detail` is untrusted plain text.
Error makeError(ErrorKind kind, const char *sentence, const QStringList &args = {}, const QString &detail = {});
/// The same of ErrorKind::Usage.
Error usageError(const char *sentence, const QStringList &args = {});

/// Exit code of lotse-cli for an error: 0 none, 1 other, 2 usage, 3 unreachable or TLS, 4 sign-in, 5 forbidden,
/// 6 not found, 7 incomplete or undecodable answer, 8 server, 9 storage or secrets, 10 cancelled.
int exitCode(ErrorKind kind);

} // namespace lotse

Q_DECLARE_METATYPE(lotse::Error)
