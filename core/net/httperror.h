// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "net/request.h"

namespace lotse {

/**
 * The error of an answer whose status is no success: reads {"errors":[{code,message,detail}]}, zot's bare {code},
 * plain text and nginx's HTML; keeps the server's words in `detail` (at most 4 KiB), never as the message.
 * `host` is for the sentence. An HTML answer with 200 where JSON is due is ErrorKind::NotARegistry: see requireJson.
 */
Error toError(const Response &response, const QByteArray &method, const QString &host);

/// Success, and a body that can be JSON: else the error (HTML of a portal or a captive network, empty body).
/// `emptyIsFine` for the answers of Harbor that are 200 with nothing ("an unset schedule").
Error requireJson(const Response &response, const QByteArray &method, const QString &host, bool emptyIsFine = false);

} // namespace lotse
