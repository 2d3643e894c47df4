// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lotse::models {

/// JSON with indentation, for reading only; what is no JSON comes back as it is.
QString indentedJson(const QByteArray &json);

} // namespace lotse::models
