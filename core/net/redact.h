// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

namespace lotse {

/// A path and query with the values of secrets replaced ("token=...", "X-Amz-Signature=...").
QByteArray redactedTarget(const QByteArray &target);

/**
 * The request as a curl command for a shell. Headers that are known to be harmless are in it; a body is named as a
 * file, because it may hold a password; curl asks for that of the account.
 */
QString curlText(const Request &request, const QUrl &origin, const QString &user);

} // namespace lotse
