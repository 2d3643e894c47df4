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

    static Cell plain(const QString &text) { return {text, {}, {}, {}}; }
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
struct Naming {
    enum class State { Open, Known, Gone, Refused };
    State state = State::Open;
    QString name;
};
/// The name, or the number with what is the matter with it; `number` <= 0 gives an empty cell.
Cell namingCell(qint64 number, const Naming &naming);

/// A row of a table: the server's record, its key, and the parent that it was read from ("payments", "payments/api").
struct Row {
    QString key;
    QString parent;
    json::Record record;
    bool enriched = false; ///< read once more with all that the plain list leaves out
    Naming naming = {}; ///< of what the record names by number, where the table asks for it
};

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

/// A column over a gadget type: the function gets the value instead of the row.
template <typename T, typename F>
Column column(
    const QString &id, const char *title, ColumnKind kind, int width, F function, const QString &serverSort = {})
{
    return {id, title, kind, width,
        [function](const Row &row) { return Cell(function(*static_cast<const T *>(row.record.value.constData()))); },
        serverSort, false};
}

/// The name of the parent (the project) as a column, for tables over all projects.
Column parentColumn(const char *title);

} // namespace lotse::models
