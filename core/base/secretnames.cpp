// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretnames.h"

#include <algorithm>
#include <array>

namespace lotse {

bool isTokenName(QStringView name)
{
    return name.endsWith(QLatin1String("token"), Qt::CaseInsensitive);
}

bool isSecretName(QStringView name)
{
    static constexpr std::array ends{"auth_header", "access_credential", "auth_info", "private_key"};
    return isTokenName(name) || name.contains(QLatin1String("secret"), Qt::CaseInsensitive)
        || name.contains(QLatin1String("passw"), Qt::CaseInsensitive)
        || std::any_of(ends.begin(), ends.end(),
            [name](const char *end) { return name.endsWith(QLatin1String(end), Qt::CaseInsensitive); });
}

} // namespace lotse
