// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/compare.h"

#include "base/safefile.h"
#include "report/archive.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRows = 2000;
constexpr qint64 kMostFile = 512LL * 1024 * 1024;
constexpr int kMostReports = 500; // of a folder, the newest first

QString plain(const Table &table, const QStringList &row, qsizetype column)
{
    const QString cell = row.value(column);
    return table.columns.value(column).isTone ? cell.section(u'|', 1) : cell;
}

QString keyOf(const Table &table, const QStringList &row)
{
    QStringList out;
    for (const int column : table.keys)
        out.append(plain(table, row, column));
    return out.join(u" · "_s);
}

bool haveSameColumns(const Table &a, const Table &b)
{
    QStringList left, right;
    for (const Column &column : a.columns)
        left.append(column.title);
    for (const Column &column : b.columns)
        right.append(column.title);
    return left == right;
}

const Table *find(const Document &document, const QString &id)
{
    for (const Section &section : document.sections) {
        for (const Table &table : section.tables) {
            if (table.id == id)
                return &table;
        }
    }
    return nullptr;
}

const Figure *find(const Document &document, const QString &section, const QString &id)
{
    for (const Section &one : document.sections) {
        if (one.id != section)
            continue;
        for (const Figure &figure : one.figures) {
            if (figure.id == id)
                return &figure;
        }
    }
    return nullptr;
}

Table figuresOf(const Document &now, const Document &before, const Words &words)
{
    Table out;
    out.id = u"since-figures"_s;
    out.title = words.text(LOTSE_MSG("Figures that changed"));
    for (const char *title : {LOTSE_MSG("Section"), LOTSE_MSG("Figure"), LOTSE_MSG("Before"), LOTSE_MSG("Now")}) {
        Column column;
        column.title = words.text(title);
        out.columns.append(column);
    }
    out.columns[2].isNumber = out.columns[3].isNumber = true;
    for (const Section &section : now.sections) {
        for (const Figure &figure : section.figures) {
            const Figure *then = find(before, section.id, figure.id);
            if (then && then->value != figure.value)
                out.rows.append({section.title, figure.label, then->value, figure.value});
        }
    }
    out.empty = words.text(LOTSE_MSG("No figure changed."));
    return out;
}

/// What became of the rows of one table.
void addRows(Table &out, const Table &now, const Table &before, const Words &words, qint64 &left)
{
    QHash<QString, QList<qsizetype>> then; // several rows may have one key
    for (qsizetype i = 0; i < before.rows.size(); ++i)
        then[keyOf(before, before.rows[i])].append(i);
    const auto add = [&](const QString &change, const QString &key, const QString &detail) {
        if (out.rows.size() >= kMostRows)
            ++left;
        else
            out.rows.append({change, now.title, key, detail});
    };
    const QString fresh = u"warn|"_s + words.text(LOTSE_MSG("New")),
                  gone = u"plain|"_s + words.text(LOTSE_MSG("Removed")),
                  changed = u"warn|"_s + words.text(LOTSE_MSG("Changed"));
    for (const QStringList &row : now.rows) {
        const QString key = keyOf(now, row);
        const auto found = then.find(key);
        if (found == then.end() || found->isEmpty()) {
            add(fresh, key, {});
            continue;
        }
        const QStringList &old = before.rows[found->takeFirst()];
        QStringList details;
        for (qsizetype i = 0; i < now.columns.size(); ++i) {
            const QString was = plain(before, old, i), is = plain(now, row, i);
            if (was != is && now.columns[i].holds != Holds::Passing)
                details.append(u"%1: %2 → %3"_s.arg(
                    now.columns[i].title, was.isEmpty() ? u"–"_s : was, is.isEmpty() ? u"–"_s : is));
        }
        if (!details.isEmpty())
            add(changed, key, details.join(u"; "_s));
    }
    for (const QStringList &row : before.rows) {
        const auto found = then.find(keyOf(before, row));
        if (found != then.end() && !found->isEmpty()) {
            found->removeFirst();
            add(gone, keyOf(before, row), {});
        }
    }
}

Result<Document> readFile(const QString &path)
{
    const Result<QByteArray> bytes = readWhole(path, kMostFile);
    if (!bytes)
        return bytes.error();
    if (!bytes->startsWith("PK"))
        return documentFromJson(*bytes);
    const Result<QList<File>> files = unpackZip(*bytes);
    if (!files)
        return files.error();
    for (const File &file : *files) {
        if (file.name == "report.json"_L1)
            return documentFromJson(file.bytes);
    }
    return makeError(ErrorKind::Decode, LOTSE_MSG("%1 contains no report."), {path});
}

bool isComparable(const Document &now, const Document &before)
{
    return before.name == now.name && before.host == now.host && before.language == now.language
        && before.redaction.isEmpty() && before.madeAt < now.madeAt;
}

} // namespace

Result<void> compareWith(Document &now, const Document &before, const Words &words)
{
    if (!now.redaction.isEmpty() || !before.redaction.isEmpty())
        return makeError(ErrorKind::Usage,
            LOTSE_MSG(
                "A redacted report cannot be compared: the same pseudonym stands for another name in each report."));
    if (before.name != now.name)
        return makeError(ErrorKind::Usage, LOTSE_MSG("The previous report is %1, not %2."), {before.name, now.name});
    if (before.host != now.host)
        return makeError(
            ErrorKind::Usage, LOTSE_MSG("The previous report is about %1, not about %2."), {before.host, now.host});
    if (before.language != now.language)
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("The previous report is in another language (%1). Create this report in that language."),
            {before.language});
    if (before.madeAt >= now.madeAt)
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("The previous report has data of %1, which is not older than the data of this report."),
            {Words::time(before.madeAt)});
    Section out;
    out.id = u"since"_s;
    out.title = words.text(LOTSE_MSG("Changes since the previous report"));
    out.paragraphs = {words.text(LOTSE_MSG("Compared with the report of %1."), {Words::time(before.madeAt)})};
    if (before.scope != now.scope)
        out.paragraphs.append(words.text(LOTSE_MSG("The scope differs. Previous report: %1"), {before.scope}));
    if (!before.isWhole() || !now.isWhole())
        out.paragraphs.append(words.text(
            LOTSE_MSG("One of the two reports is incomplete: new or removed rows may only have been unreadable in "
                      "the other.")));
    Table rows;
    rows.id = u"since-rows"_s;
    rows.title = words.text(LOTSE_MSG("Rows that changed"));
    for (const auto &[title, weight] : {std::pair{LOTSE_MSG("Change"), 0.8}, {LOTSE_MSG("Table"), 1.2},
             {LOTSE_MSG("Row"), 2.4}, {LOTSE_MSG("Details"), 3.0}}) {
        Column column;
        column.title = words.text(title);
        column.weight = weight;
        rows.columns.append(column);
    }
    rows.columns[0].isTone = true;
    qint64 left = 0;
    for (const Section &section : std::as_const(now.sections)) {
        for (const Table &table : section.tables) {
            const Table *then = find(before, table.id);
            if (then && !table.keys.isEmpty() && haveSameColumns(table, *then))
                addRows(rows, table, *then, words, left);
        }
    }
    if (left > 0)
        out.paragraphs.append(words.text(
            Message::counted(LOTSE_MSG_N("%Ln more changes are not listed.", "%Ln more change is not listed."), left)));
    rows.empty = words.text(LOTSE_MSG("No row changed."));
    out.tables = {figuresOf(now, before, words), rows};
    now.sections.insert(std::min<qsizetype>(1, now.sections.size()), out);
    return {};
}

Result<Document> readEarlier(const QString &path, const Document &like)
{
    if (!QFileInfo(path).isDir())
        return readFile(path);
    const QFileInfoList files =
        QDir(path).entryInfoList({like.name + u"-*.json"_s}, QDir::Files | QDir::Readable, QDir::Time);
    std::optional<Document> newest;
    for (const QFileInfo &file : files.mid(0, kMostReports)) {
        const Result<Document> one = readFile(file.filePath());
        if (one && isComparable(like, *one) && (!newest || one->madeAt > newest->madeAt))
            newest = *one;
        if (newest)
            break; // by the time of the file, the newest first
    }
    if (newest)
        return *newest;
    return makeError(ErrorKind::NotFound,
        LOTSE_MSG("%1 contains no earlier report of this template, registry and language."), {path});
}

} // namespace lotse::report
