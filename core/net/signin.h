// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/auth.h"
#include "net/request.h"

#include <QUrl>

#include <functional>

namespace lotse {

/// A request that belongs to a sign-in. Its body or headers may hold the secret: never logged, never repeated.
struct SignInRequest {
    QUrl url;
    QByteArray method = "GET";
    Headers headers;
    QByteArray body;
    Limits limits{.body = 1024 * 1024};
};

/// How the sign-ins reach the wire; given to them by the transport that owns them.
using SignInSender = std::function<void(SignInRequest, std::function<void(Result<Response>)>)>;

/// "Authorization: Basic ..." of an account.
std::pair<QByteArray, QByteArray> basicHeader(const Credentials &credentials);

/// The error of a sign-in that the registry refused, with the answer's own words in `detail`.
Error signInRefused(const Response &response, const QString &host);

} // namespace lotse
