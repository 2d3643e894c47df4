// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace lotse::demo {

/// Reads JSON into a value that can be changed and written again; 64-bit integers stay whole. Empty where the text is
/// no JSON.
std::optional<QJsonValue> parse(const QByteArray &text);

/// Compact text of an object, an array or a single value, members in the order of their names (as Harbor writes them).
QByteArray compact(const QJsonValue &value);

} // namespace lotse::demo
