// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configkinds.h"

namespace lotse::change {

/// A value of the API as it stands in an export.
QJsonValue exported(const QString &path, const QJsonValue &value, const ConfigNames &names);
/// Rights of a robot in one order.
QJsonArray sortedPermissions(const QJsonArray &permissions);

} // namespace lotse::change
