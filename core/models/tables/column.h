// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"
#include "json/codec.h"

#include <QDateTime>
#include <QVariant>

#include <functional>

namespace lotse::models {

/// How a cell is drawn and compared; the names are what QML sees (columnKindName).
enum class ColumnKind { Text, Mono, Number, Size, Time, Severity, Severities, State, Share, Labels, Digest, Link };
QString columnKindName(ColumnKind kind);

/// What a cell shows: a text by the locale, a value for drawing, the full text for the tooltip, and what sorts it.
struct Cell {
    QString text;
    QVariant value; ///< "share": 0..1; "state": ok|running|warning|error|off|unknown; "severities": counts of
                    ///< critical to unknown
    QString tip;
    QVariant order; ///< compared on sorting; the text where it is invalid
    QVariant exact = {}; ///< for copies and exports, where neither the value nor the text is all of it

    static Cell plain(const QString &text) { return {text, {}, {}, {}}; }
    /// What was not had: "could not be read", with the reason in the tooltip. Sorts below all that is known.
    static Cell unread(const QString &why);
    static Cell number(qint64 number);
    static Cell size(qint64 bytes); ///< -1 means unlimited
    static Cell time(const QDateTime &time); ///< invalid means never
    static Cell share(qint64 part, qint64 whole); ///< whole <= 0: no share
    static Cell state(const QString &state, const QString &word);
    static Cell digest(const QString &digest);
    static Cell severity(const QString &severity);
    static Cell yesNo(bool yes);
};

/// The name of what a record names by number only. Gone: the whole list of such things was read since, and it was not
/// there. Refused: the list of such things was not had, so nothing is known.
struct ResolvedName {
    enum class State { Open, Known, Gone, Refused };
    State state = State::Open;
    QString name;
};
/// The name, or the number with what is the matter with it; `number` <= 0 gives an empty cell.
Cell namingCell(qint64 number, const ResolvedName &naming);

/// A row of a table: the server's record, its key, and the parent that it was read from ("payments", "payments/api").
struct Row {
    QString key;
    QString parent;
    json::Record record;
    bool enriched = false; ///< read once more with all that the plain list leaves out
    ResolvedName naming = {}; ///< of what the record names by number, where the table asks for it
    QString unread = {}; ///< why what the plain list leaves out could not be read; empty where it was or is still asked
};

/// The record of a row as this type; null where it holds another.
template <typename T>
const T *recordOf(const Row &row)
{
    const QVariant &value = row.record.value;
    return value.metaType() == QMetaType::fromType<T>() ? static_cast<const T *>(value.constData()) : nullptr;
}

/// One column. `cell` is called for visible cells only, in the GUI thread: cheap, no I/O.
struct Column {
    QString id;
    const char *title = ""; ///< English, translated in context "core"
    ColumnKind kind = ColumnKind::Text;
    int width = 140; ///< pixels at zoom 1
    std::function<Cell(const Row &)> cell;
    QString serverSort; ///< the server's name of the column; empty where only loaded rows can be sorted
    bool hidden = false;

    bool isRightAligned() const { return kind == ColumnKind::Number || kind == ColumnKind::Size; }
};

/// What a cell is in copies and exports, by the kind of its column: times as ISO 8601 in UTC, sizes in bytes (-1 is
/// unlimited), shares as 0..1, digests whole, counts by severity as an object, a list of labels, else the text.
/// Invalid where the cell is empty.
QVariant exactValue(ColumnKind kind, const Cell &cell);
/// The same as one text.
QString exactText(ColumnKind kind, const Cell &cell);

/// A column over a gadget type: the function gets the value instead of the row. Empty for a row of another type.
template <typename T, typename F>
Column column(
    const QString &id, const char *title, ColumnKind kind, int width, F function, const QString &serverSort = {})
{
    return {id, title, kind, width,
        [function](const Row &row) {
            const T *record = recordOf<T>(row);
            return record ? Cell(function(*record)) : Cell{};
        },
        serverSort, false};
}

/// The name of the parent (the project) as a column, for tables over all projects.
Column parentColumn(const char *title);

} // namespace lotse::models
