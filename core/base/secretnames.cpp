// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretnames.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace lotse {

namespace {

constexpr std::array inside{"secret", "passw"};
constexpr std::array ends{"auth_header", "access_credential", "auth_info", "private_key"};
constexpr const char *token = "token";

} // namespace

bool isTokenName(QStringView name)
{
    return name.endsWith(QLatin1String(token), Qt::CaseInsensitive);
}

bool isSecretName(QStringView name)
{
    return isTokenName(name) || std::any_of(inside.begin(), inside.end(), [name](const char *part) {
        return name.contains(QLatin1String(part), Qt::CaseInsensitive);
    }) || std::any_of(ends.begin(), ends.end(), [name](const char *end) {
        return name.endsWith(QLatin1String(end), Qt::CaseInsensitive);
    });
}

bool mayNameSecret(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    const auto isThere = [&lower](const char *word) { return lower.contains(word); };
    return isThere(token) || std::any_of(inside.begin(), inside.end(), isThere)
        || std::any_of(ends.begin(), ends.end(), isThere);
}

} // namespace lotse
