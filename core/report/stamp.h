// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"

#include <QDateTime>

namespace lotse::report {

/// What a time stamp authority is asked (RFC 3161): the SHA-256 of `data`, and its certificate along with the answer.
struct StampQuestion {
    QByteArray der; ///< application/timestamp-query
    QByteArray nonce; ///< the number as bytes
    QByteArray data;
};
StampQuestion stampQuestion(const QByteArray &data);

/// The answer, DER, where it is one to this question: granted, over the same bytes, with the same nonce, soundly signed
/// by a certificate for time stamps, and of this time. Each way in which it is not has a sentence of its own, with the
/// name of the host. Whether the authority is trusted is for the one who verifies to say.
Result<QByteArray> readStamp(
    const Response &response, const StampQuestion &question, const QString &host, const QDateTime &now);

/// What a stored time stamp says.
struct StampCheck {
    bool isIntact = false; ///< it is over these bytes, and soundly signed
    bool isTrusted = false; ///< and by an authority that hangs on one of the trusted certificates
    QDateTime time; ///< as the authority says
    QString authority;
    QString problem; ///< why it is not intact, or not trusted
};

/// `trustedPem`: certificates that are trusted; empty: none is.
StampCheck checkStamp(
    const QByteArray &data, const QByteArray &stamp, const QByteArray &trustedPem, const QDateTime &now);

} // namespace lotse::report
