// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

namespace lotse::harbor {

constexpr qint64 pageSize = 100; ///< Harbor's most; 101 is refused with 422

constexpr qint64 mostRowsOf(qint64 size)
{
    return size * 10;
} ///< that are kept of a page: some lists know no pages

/// The page size that parameters ask for, `pageSize` where they say nothing; ErrorKind::Usage for one that Harbor has
/// not.
Result<qint64> pageSizeOf(const Params &params);

/// Whether an error is about the connection or the account, and not about the one thing that was asked for.
bool endsEverything(ErrorKind kind);

/// Client::page with the parameters of the request apart from those that are known besides (for the read adapter).
CallId fetchPage(const std::shared_ptr<Transport> &transport, const Endpoint &endpoint, const Params &asked,
    const Params &known, int number, QObject *context, std::function<void(Result<Page>)> done);

} // namespace lotse::harbor
