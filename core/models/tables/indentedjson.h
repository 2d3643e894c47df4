// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lotse::models {

/// JSON with indentation, for reading only; what is no JSON comes back as it is.
QString indentedJson(const QByteArray &json);

/// The same JSON with the values of what holds a secret (passwords, tokens, headers of webhooks) replaced by dots: for
/// screens and clipboards, which end in pictures and tickets.
QByteArray withoutSecrets(const QByteArray &json);

} // namespace lotse::models
