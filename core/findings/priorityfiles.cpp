// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/decodetext.h"
#include "findings/jsonread.h"
#include "findings/priority.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;

// The names of the columns, by which cells are found: tools write them in any order and in quotes.
QStringList columnsOf(QByteArrayView line)
{
    QStringList names;
    for (const QByteArray &name : line.toByteArray().split(','))
        names.append(QString::fromUtf8(name).remove(u'"').trimmed().toLower());
    return names;
}

bool isKevCsv(QByteArrayView text)
{
    const QByteArrayView plain = text.trimmed();
    const qsizetype end = plain.indexOf('\n');
    return columnsOf(end < 0 ? plain : plain.first(end)).contains(u"cveid"_s);
}

Error unreadable(ErrorKind kind, const char *id)
{
    Error error;
    error.kind = kind;
    error.message = {id, {}};
    return error;
}

// "#model_version:v2025.03.14,score_date:2026-05-18T00:00:00Z"
void readEpssHead(QByteArrayView line, EpssTable &table)
{
    for (const QByteArray &part : line.sliced(1).toByteArray().split(',')) {
        const qsizetype colon = part.indexOf(':');
        const QByteArray key = part.left(colon).trimmed();
        QString value = QString::fromLatin1(part.mid(colon + 1).trimmed());
        if (key == "model_version")
            table.modelVersion = value.left(64);
        if (key == "score_date") {
            value.replace(u"+0000"_s, u"Z"_s);
            table.date = jsonread::secondsOf(value);
        }
    }
}

} // namespace

Result<EpssTable> readEpss(QByteArrayView file)
{
    const Result<QByteArray> whole =
        decodeText(QByteArray::fromRawData(file.data(), file.size()), kMaxBytes, u"an EPSS list"_s);
    if (!whole)
        return whole.error();
    QByteArrayView rest = *whole;
    EpssTable table;
    QStringList columns;
    qsizetype id = 0;
    qsizetype likelihood = 0;
    qsizetype rank = 0;
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView line = (end < 0 ? rest : rest.first(end)).trimmed();
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (line.isEmpty())
            continue;
        if (line.startsWith('#')) {
            readEpssHead(line, table);
            continue;
        }
        if (columns.isEmpty()) {
            columns = columnsOf(line);
            id = columns.indexOf(u"cve"_s);
            likelihood = columns.indexOf(u"epss"_s);
            rank = columns.indexOf(u"percentile"_s);
            if (id < 0 || likelihood < 0 || columns.count(u"epss"_s) > 1 || columns.count(u"cve"_s) > 1)
                break;
            continue;
        }
        const QList<QByteArray> cells = line.toByteArray().replace('"', "").split(',');
        bool isNumber = false;
        bool isRank = false;
        const float score = cells.value(likelihood).trimmed().toFloat(&isNumber);
        const float percentile = cells.value(rank).trimmed().toFloat(&isRank);
        const quint64 number = cveNumber(cells.value(id).trimmed());
        // A line that lacks its percentile was cut, and its number may have been, too.
        const bool isWhole =
            cells.size() == columns.size() && (rank < 0 || (isRank && percentile >= 0 && percentile <= 1));
        if (number != 0 && isWhole && isNumber && score >= 0 && score <= 1)
            table.scores.emplace_back(number, score);
        else
            ++table.unreadable;
    }
    if (table.scores.empty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG("This is not an EPSS list. Use epss_scores-YYYY-MM-DD.csv or .csv.gz as published by FIRST."));
    // Of two scores of one CVE the higher counts: none may be lost by the order of lines.
    std::sort(table.scores.begin(), table.scores.end(),
        [](const auto &a, const auto &b) { return a.first != b.first ? a.first < b.first : a.second > b.second; });
    const auto isSame = [](const auto &a, const auto &b) { return a.first == b.first; };
    table.scores.erase(std::unique(table.scores.begin(), table.scores.end(), isSame), table.scores.end());
    return table;
}

namespace {

void addKev(KevTable &table, const QByteArray &id, const QString &due, const QString &ransomware)
{
    if (cveNumber(id) == 0) {
        ++table.unreadable;
        table.isWhole = false;
        return;
    }
    KevEntry entry;
    // Due until the end of that day.
    entry.due = due.isEmpty() ? 0 : jsonread::secondsOf(due.left(10) + u"T23:59:59Z"_s);
    // It is exploited all the same, and that it has no date would be untrue.
    table.unreadable += entry.due == 0 && !due.isEmpty() ? 1 : 0;
    entry.kev = ransomware.compare(u"Known"_s, Qt::CaseInsensitive) == 0 ? Kev::Ransomware : Kev::Yes;
    // Of two entries of one CVE the graver counts, and the earlier date.
    if (const auto known = table.entries.constFind(id.toUpper()); known != table.entries.cend()) {
        entry.kev = std::max(entry.kev, known->kev);
        entry.due =
            entry.due == 0 || known->due == 0 ? std::max(entry.due, known->due) : std::min(entry.due, known->due);
    }
    table.entries.insert(id.toUpper(), entry);
}

// RFC 4180: cells in quotes may hold commas, doubled quotes and line ends. Moves past the record. Nothing where the
// file ends within quotes.
std::optional<QStringList> nextRecord(QByteArrayView &rest)
{
    QStringList cells;
    QByteArray cell;
    bool isQuoted = false;
    qsizetype at = 0;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        if (c == '"') {
            if (isQuoted && at + 1 < rest.size() && rest[at + 1] == '"')
                cell += rest[++at];
            else
                isQuoted = !isQuoted;
        } else if (!isQuoted && (c == ',' || c == '\n')) {
            cells.append(QString::fromUtf8(cell).trimmed());
            cell.clear();
            if (c == '\n')
                break;
        } else {
            cell += c;
        }
    }
    if (at >= rest.size())
        cells.append(QString::fromUtf8(cell).trimmed());
    rest = rest.sliced(std::min(at + 1, rest.size()));
    if (isQuoted)
        return std::nullopt;
    return cells;
}

// False where the file is cut.
bool readKevCsv(QByteArrayView text, KevTable &table)
{
    QStringList head;
    for (const QString &name : nextRecord(text).value_or(QStringList()))
        head.append(name.toLower());
    const qsizetype id = head.indexOf(u"cveid"_s);
    const qsizetype due = head.indexOf(u"duedate"_s);
    const qsizetype ransomware = head.indexOf(u"knownransomwarecampaignuse"_s);
    while (!text.isEmpty()) {
        const std::optional<QStringList> cells = nextRecord(text);
        if (!cells)
            return false;
        if (cells->size() < head.size() && text.isEmpty() && *cells != QStringList(QString()))
            return false; // the last one, and not to its end
        if (*cells != QStringList(QString()))
            addKev(table, cells->value(id).toUtf8(), cells->value(due), cells->value(ransomware));
    }
    return true;
}

} // namespace

Result<KevTable> readKev(QByteArrayView file)
{
    using namespace jsonread;
    const QString what = u"a list of exploited vulnerabilities"_s;
    const Result<QByteArray> whole = decodeText(QByteArray::fromRawData(file.data(), file.size()), kMaxBytes, what);
    if (!whole)
        return whole.error();
    KevTable table;
    if (isKevCsv(*whole)) {
        if (!readKevCsv(QByteArrayView(*whole).trimmed(), table))
            return unreadable(
                ErrorKind::Decode, LOTSE_MSG("The KEV list is cut within its last entry. Download it again."));
    } else {
        Document document;
        const Result<Element> root = document.parse(*whole, kMaxBytes, what);
        if (!root)
            return root.error();
        table.version = text(*root, "catalogVersion").left(64);
        table.date = time(*root, "dateReleased");
        const auto list = items(*root, "vulnerabilities");
        for (const Element &item : list) {
            if (hasMemberTwice(item)) {
                ++table.unreadable; // whichever was taken, it might be the wrong one
                table.isWhole = false;
                continue;
            }
            addKev(
                table, bytes(item, "cveID").trimmed(), text(item, "dueDate"), text(item, "knownRansomwareCampaignUse"));
        }
        const double due = number(*root, "count", -1);
        if (!list.empty() && due > double(list.size())) {
            return unreadable(ErrorKind::Decode,
                LOTSE_MSG("The KEV list is incomplete: it has fewer entries than its count. Download it again."));
        }
    }
    if (table.entries.isEmpty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG(
                "This is not a KEV list. Use known_exploited_vulnerabilities.json or .csv as published by CISA."));
    return table;
}

} // namespace lotse::findings
