// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/chart.h"

#include "json/codec.h"

namespace lotse::oci {

Result<Chart> parseChart(const QByteArray &raw)
{
    if (raw.size() > 4 * 1024 * 1024) {
        Error error;
        error.kind = ErrorKind::TooLarge;
        error.message = {LOTSE_MSG("The chart description exceeds 4 MiB and is not read."), {}};
        return error;
    }
    return json::decode<Chart>(raw);
}

} // namespace lotse::oci
