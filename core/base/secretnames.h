// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse {

/**
 * Whether a member, setting or parameter of this name holds a secret, whatever its case: "secret",
 * "ldap_search_password", "auth_header", "access_credential", "refresh_token". The one list for journal, evidence,
 * settings and requests that are shown.
 */
bool isSecretName(QStringView name);
/// Whether it is one that a sign-in hands out.
bool isTokenName(QStringView name);
/// Whether any of these names may stand in a text: a cheap look before it is taken apart.
bool mayNameSecret(const QByteArray &text);

} // namespace lotse
