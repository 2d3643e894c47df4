// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "base/safetext.h"
#include "columns.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace lotse::cli {

using namespace Qt::StringLiterals;

constexpr qsizetype kWidest = 60; // of a cell in a table
constexpr qsizetype kWidestText = 200; // of a list of facts, which has no headings
constexpr qsizetype kMostColumns = 12;

static bool isTerminal(std::FILE *file)
{
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(file));
#else
    Q_UNUSED(file)
    return false;
#endif
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(count);
}

Output::Output(Format format, std::FILE *out, std::FILE *err, bool showsProgress)
    : m_format(format)
    , m_out(out)
    , m_err(err)
    , m_showsProgress(showsProgress || isTerminal(err))
    , m_isTerminal(isTerminal(err))
    , m_printsToTerminal(isTerminal(out))
{
}

void Output::bytes(const QByteArray &bytes)
{
    const QByteArray &shown = m_printsToTerminal ? safetext::terminal(bytes) : bytes;
    std::fwrite(shown.constData(), 1, size_t(shown.size()), m_out);
}

void Output::json(const QByteArray &document)
{
    bytes(safetext::json(document));
}

void Output::line(const QByteArray &bytes)
{
    this->bytes(bytes);
    std::fputc('\n', m_out);
}

void Output::csv(const QStringList &cells)
{
    QByteArray out;
    for (const QString &cell : cells) {
        if (!out.isEmpty() || &cell != &cells.first())
            out += ',';
        out += safetext::csvField(cell);
    }
    bytes(out + "\r\n");
}

void Output::jsonArray(const QList<QByteArray> &objects)
{
    bytes("[");
    for (qsizetype i = 0; i < objects.size(); ++i) {
        bytes(i ? ",\n" : "\n");
        json(objects[i]);
    }
    bytes("\n]\n");
}

void Output::records(const QList<json::Record> &rows, QMetaType type, const QStringList &parents, const Extra &extra)
{
    if (m_format == Format::Json) {
        QList<QByteArray> objects;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QByteArray raw = rows[i].raw.trimmed();
            if (raw.isEmpty()) // an unset schedule is nothing at all
                continue;
            if (!extra.name.isEmpty() && raw.endsWith('}'))
                raw = raw.chopped(1) + (raw == "{}" ? "\"" : ",\"") + extra.name.toUtf8() + "\":" + extra.json.value(i)
                    + '}';
            objects.append(raw);
        }
        jsonArray(objects);
        return;
    }
    const bool hasParents = parents.size() == rows.size()
        && std::any_of(parents.begin(), parents.end(), [](const QString &parent) { return !parent.isEmpty(); });
    QList<Column> columns;
    for (const Column &column : columnsOf(type)) {
        // A table shows what fits: single values that are there in at least one row.
        const bool fits = column.isPlain && columns.size() < kMostColumns
            && std::any_of(rows.begin(), rows.end(), [&column](const json::Record &row) {
                   const QString text = cellText(row.value, column);
                   return !text.isEmpty() && text != u"false"_s && text != u"0"_s;
               });
        if (m_format == Format::Csv || fits)
            columns.append(column);
    }
    QStringList headings;
    QList<bool> numbers;
    if (hasParents) {
        headings.append(u"parent"_s);
        numbers.append(false);
    }
    for (const Column &column : columns) {
        headings.append(column.title);
        numbers.append(column.isNumber);
    }
    if (!extra.name.isEmpty()) {
        headings.append(extra.name);
        numbers.append(false);
    }
    QList<QStringList> cells;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QStringList row;
        if (hasParents)
            row.append(parents[i]);
        for (const Column &column : columns)
            row.append(cellText(rows[i].value, column));
        if (!extra.name.isEmpty())
            row.append(extra.cells.value(i));
        cells.append(row);
    }
    table(headings, cells, numbers);
}

void Output::table(const QStringList &headings, const QList<QStringList> &rows, const QList<bool> &isNumber)
{
    if (m_format == Format::Csv) {
        if (!headings.isEmpty())
            csv(headings);
        for (const QStringList &row : rows)
            csv(row);
        return;
    }
    QList<QStringList> shown;
    QList<qsizetype> widths;
    for (const QString &heading : headings)
        widths.append(heading.size());
    for (const QStringList &row : rows) {
        QStringList line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line.append(safetext::elideMiddle(safetext::visible(row[i]), headings.isEmpty() ? kWidestText : kWidest));
            if (widths.size() == i)
                widths.append(0);
            widths[i] = std::max(widths[i], line[i].size());
        }
        shown.append(line);
    }
    const auto print = [&](const QStringList &cells) {
        QString out;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const bool right = isNumber.value(i);
            if (i)
                out += u"  "_s;
            out += right ? cells[i].rightJustified(widths[i]) : cells[i].leftJustified(widths[i]);
        }
        while (out.endsWith(u' '))
            out.chop(1);
        line(out.toUtf8());
    };
    QStringList upper;
    for (const QString &heading : headings)
        upper.append(heading.toUpper());
    if (!headings.isEmpty())
        print(upper);
    for (const QStringList &row : std::as_const(shown))
        print(row);
}

void Output::sentence(const QString &text)
{
    line(safetext::visible(text).toUtf8());
}

void Output::text(const QString &text, bool isForeign)
{
    const QString shown = isForeign ? safetext::log(text) : text;
    bytes(shown.toUtf8());
    if (!shown.endsWith(u'\n'))
        bytes("\n");
}

void Output::warn(const QString &sentence)
{
    endProgress();
    std::fputs((u"lotse-cli: "_s + safetext::cell(sentence)).toUtf8().constData(), m_err);
    std::fputc('\n', m_err);
}

void Output::note(const QString &text)
{
    endProgress();
    std::fputs(safetext::log(text).toUtf8().constData(), m_err);
    std::fflush(m_err);
}

void Output::progress(const QString &line)
{
    if (!m_showsProgress)
        return;
    std::fputs(m_isTerminal ? "\r\x1b[K" : "", m_err);
    std::fputs(safetext::cell(line).toUtf8().constData(), m_err);
    std::fputs(m_isTerminal ? "" : "\n", m_err);
    std::fflush(m_err);
    m_hasProgressLine = m_isTerminal;
}

void Output::endProgress()
{
    if (m_hasProgressLine)
        std::fputs("\r\x1b[K", m_err);
    m_hasProgressLine = false;
}

bool Output::flush()
{
    endProgress();
    return std::fflush(m_out) == 0 && !std::ferror(m_out);
}

} // namespace lotse::cli
