// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"

namespace lotse {

/// One link of a Link header (RFC 8288).
struct Link {
    QByteArray target; ///< as it came: not resolved, not checked
    QList<QByteArray> relations; ///< lower case
};

/// The links of all Link headers; takes rel without quotes, and targets with unescaped characters in their query.
QList<Link> links(const Headers &headers);

/**
 * The path and query of the next page, checked: the origin of `response`, and a path that begins with `prefix`.
 * Empty where there is no next page; RedirectRefused where the link leads elsewhere.
 */
Result<QByteArray> nextPath(const Response &response, QByteArrayView prefix);

} // namespace lotse
