// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QStringList>
#include <QVariant>

namespace lotse::cli {

/// One column of a gadget: the path of its members, by their names on the wire.
struct Column {
    QString title; ///< "name", "ref.name"
    QList<int> path; ///< property indexes, outermost first
    bool isPlain = true; ///< a single value (text, number, time), which fits into a table
    bool isNumber = false;
};

/// All columns of a type: members of nested gadgets become columns of their own.
QList<Column> columnsOf(QMetaType type);

/// The text of a cell: times in ISO 8601 UTC, lists joined by spaces, maps as "key=value", lists of objects as JSON.
QString cellText(const QVariant &row, const Column &column);

} // namespace lotse::cli
