// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace lotse::test {

/// The members of a JSON text and their types: "$[].metadata.public" -> {"string"}. The elements of an array are taken
/// together, so that lists of different lengths compare.
using JsonShape = QMap<QString, QSet<QString>>;

JsonShape shapeOf(const QByteArray &json);

/// What `actual` has otherwise than `expected`: members that are missing ("-"), that are too many ("+") or whose type
/// differs ("!"). null fits any type, and below a null or an empty array nothing is compared.
QStringList shapeDifferences(const JsonShape &expected, const JsonShape &actual);

} // namespace lotse::test
