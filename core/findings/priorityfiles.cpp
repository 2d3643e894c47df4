// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/decodetext.h"
#include "findings/jsonread.h"
#include "findings/priority.h"

#include <algorithm>
#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;

bool isKevCsv(QByteArrayView text)
{
    return text.trimmed().startsWith("cveID") || text.trimmed().startsWith("\"cveID\"");
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
    bool hasHead = false;
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
        if (!hasHead) {
            if (!line.startsWith("cve,epss"))
                break;
            hasHead = true;
            continue;
        }
        const QList<QByteArray> cells = line.toByteArray().split(',');
        bool isNumber = false;
        const float score = cells.value(1).toFloat(&isNumber);
        const quint64 number = cveNumber(cells.first());
        if (number != 0 && isNumber && score >= 0 && score <= 1)
            table.scores.emplace_back(number, score);
        else
            ++table.unreadable;
    }
    if (table.scores.empty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG("This is no EPSS list. Take epss_scores-YYYY-MM-DD.csv or .csv.gz as FIRST publishes it."));
    std::sort(table.scores.begin(), table.scores.end());
    return table;
}

namespace {

void addKev(KevTable &table, const QByteArray &id, const QString &due, const QString &ransomware)
{
    if (cveNumber(id) == 0) {
        ++table.unreadable;
        return;
    }
    KevEntry entry;
    // Due until the end of that day.
    entry.due = due.isEmpty() ? 0 : jsonread::secondsOf(due.left(10) + u"T23:59:59Z"_s);
    entry.kev = ransomware.compare(u"Known"_s, Qt::CaseInsensitive) == 0 ? Kev::Ransomware : Kev::Yes;
    table.entries.insert(id.toUpper(), entry);
}

// RFC 4180: cells in quotes may hold commas, doubled quotes and line ends. Moves past the record.
QStringList nextRecord(QByteArrayView &rest)
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
    return cells;
}

void readKevCsv(QByteArrayView text, KevTable &table)
{
    const QStringList head = nextRecord(text);
    const qsizetype id = head.indexOf(u"cveID"_s);
    const qsizetype due = head.indexOf(u"dueDate"_s);
    const qsizetype ransomware = head.indexOf(u"knownRansomwareCampaignUse"_s);
    while (!text.isEmpty()) {
        const QStringList cells = nextRecord(text);
        if (cells != QStringList(QString()))
            addKev(table, cells.value(id).toUtf8(), cells.value(due), cells.value(ransomware));
    }
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
        readKevCsv(*whole, table);
    } else {
        Document document;
        const Result<Element> root = document.parse(*whole, kMaxBytes, what);
        if (!root)
            return root.error();
        table.version = text(*root, "catalogVersion").left(64);
        table.date = time(*root, "dateReleased");
        const auto list = items(*root, "vulnerabilities");
        for (const Element &item : list)
            addKev(table, bytes(item, "cveID"), text(item, "dueDate"), text(item, "knownRansomwareCampaignUse"));
        const double due = number(*root, "count", -1);
        if (!list.empty() && due > double(list.size())) {
            return unreadable(ErrorKind::Decode,
                LOTSE_MSG("The list of exploited vulnerabilities is not whole: it holds fewer entries than it says. "
                          "Fetch it again."));
        }
    }
    if (table.entries.isEmpty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG("This is no list of exploited vulnerabilities. Take known_exploited_vulnerabilities.json or .csv "
                      "as CISA publishes it."));
    return table;
}

} // namespace lotse::findings
