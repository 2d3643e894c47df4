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

struct Links {
    QList<Link> all;
    bool isWhole = true; ///< false where a header holds something that is no link, says no relation, or is too long
};

/// The links of all Link headers; takes rel without quotes, and targets with unescaped characters in their query.
Links links(const Headers &headers);

/**
 * The path and query of the next page of `list` (its path), checked by guard::decidePath. Empty where there is no
 * next page; RedirectRefused where the link leads to something else, Decode where there is a Link header that cannot be
 * read.
 */
Result<QByteArray> nextPath(const Response &response, QByteArrayView list);

} // namespace lotse
