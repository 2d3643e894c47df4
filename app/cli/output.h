// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/codec.h"

#include <QByteArray>
#include <QStringList>

#include <cstdio>

namespace lotse::cli {

enum class Format { Table, Json, Csv };

/// The sentence of these two that fits the number, which stands in it as %1. The command line speaks English alone.
QString counted(qint64 count, const QString &one, const QString &many);

/**
 * Rows for people or for programs. What a server sent is made visible for a terminal, whatever the format, and safe for
 * a spreadsheet. JSON keeps its values; what a terminal would obey is escaped in it. Everything else goes into
 * a file or a pipe as it is.
 */
class Output {
public:
    Output(Format format, std::FILE *out, std::FILE *err, bool showsProgress);

    Format format() const { return m_format; }
    void setFormat(Format format) { m_format = format; }

    /// What the server does not say, as one more member of each of its objects.
    struct Extra {
        QString name;
        QList<QByteArray> json; ///< a value for each row
        QStringList cells; ///< the same for a table and CSV
    };
    /// Objects of the server. `parents`, where not empty, names the project (or more) of each row in a first column.
    void records(const QList<json::Record> &rows, QMetaType type, const QStringList &parents, const Extra &extra = {});
    /// A table of our own making: headings and cells.
    void table(const QStringList &headings, const QList<QStringList> &rows, const QList<bool> &isNumber = {});
    /// Objects, each as JSON.
    void jsonArray(const QList<QByteArray> &objects);
    /// A document of JSON, or lines of it.
    void json(const QByteArray &document);
    /// One line, which may hold what others wrote: no line feed of theirs begins another one.
    void sentence(const QString &text);
    /// Several lines of text; of a server only where `isForeign`, which keeps its line feeds.
    void text(const QString &text, bool isForeign);
    void bytes(const QByteArray &bytes);

    /// Lines on stderr.
    void warn(const QString &sentence);
    /// Text on stderr that is read before something is done; may hold what a server sent.
    void note(const QString &text);
    /// "12 of 80 projects"; one line that is written over on a terminal.
    void progress(const QString &line);
    void endProgress();

    /// False where something could not be written (a full disk, a closed pipe).
    bool flush();

private:
    void csv(const QStringList &cells);
    void line(const QByteArray &bytes);

    Format m_format;
    std::FILE *m_out;
    std::FILE *m_err;
    bool m_showsProgress;
    bool m_isTerminal; ///< of stderr
    bool m_printsToTerminal;
    bool m_hasProgressLine = false;
};

} // namespace lotse::cli
