// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/jsonread.h"
#include "findings/priority.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;

Error unreadable(ErrorKind kind, const char *id)
{
    Error error;
    error.kind = kind;
    error.message = {id, {}};
    return error;
}

Result<QByteArray> unpacked(QByteArrayView file)
{
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return unreadable(ErrorKind::Storage, LOTSE_MSG("There is not enough memory to unpack the EPSS file."));
    QByteArray out;
    QByteArray block(256 * 1024, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(file.data())); // zlib does not write there
    stream.avail_in = uInt(file.size());
    int state = Z_OK;
    while (state == Z_OK && out.size() <= kMaxBytes) {
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = uInt(block.size());
        state = inflate(&stream, Z_NO_FLUSH);
        if (state == Z_OK || state == Z_STREAM_END)
            out.append(block.constData(), block.size() - qsizetype(stream.avail_out));
    }
    inflateEnd(&stream);
    if (out.size() > kMaxBytes)
        return unreadable(
            ErrorKind::TooLarge, LOTSE_MSG("The EPSS file unpacks to more than 64 MiB and was not read."));
    if (state != Z_STREAM_END)
        return unreadable(ErrorKind::Decode, LOTSE_MSG("The EPSS file is damaged or cut. Fetch it again."));
    return out;
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
    if (file.size() > kMaxBytes)
        return unreadable(ErrorKind::TooLarge, LOTSE_MSG("The EPSS file is larger than 64 MiB and was not read."));
    QByteArray whole;
    if (file.startsWith("\x1f\x8b")) {
        Result<QByteArray> result = unpacked(file);
        if (!result)
            return result.error();
        whole = std::move(result.value());
        file = whole;
    }
    EpssTable table;
    bool hasHead = false;
    while (!file.isEmpty()) {
        const qsizetype end = file.indexOf('\n');
        QByteArrayView line = (end < 0 ? file : file.first(end)).trimmed();
        file = end < 0 ? QByteArrayView() : file.sliced(end + 1);
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
        const qsizetype comma = line.indexOf(',');
        if (comma < 0)
            continue;
        QByteArrayView rest = line.sliced(comma + 1);
        if (const qsizetype more = rest.indexOf(','); more >= 0)
            rest = rest.first(more);
        bool isNumber = false;
        const float score = rest.toByteArray().toFloat(&isNumber);
        const quint64 number = cveNumber(line.first(comma));
        if (number != 0 && isNumber && score >= 0 && score <= 1)
            table.scores.emplace_back(number, score);
    }
    if (table.scores.empty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG("This is no EPSS list. Take epss_scores-YYYY-MM-DD.csv or .csv.gz as FIRST publishes it."));
    std::sort(table.scores.begin(), table.scores.end());
    return table;
}

Result<KevTable> readKev(QByteArrayView file)
{
    using namespace jsonread;
    Document document;
    const Result<Element> root = document.parse(file, kMaxBytes, u"a list of exploited vulnerabilities"_s);
    if (!root)
        return root.error();
    KevTable table;
    table.version = text(*root, "catalogVersion").left(64);
    table.date = time(*root, "dateReleased");
    for (const Element &item : items(*root, "vulnerabilities")) {
        const QByteArray id = bytes(item, "cveID");
        if (cveNumber(id) == 0)
            continue;
        KevEntry entry;
        const QString due = text(item, "dueDate");
        // Due until the end of that day.
        entry.due = due.isEmpty() ? 0 : secondsOf(due.left(10) + u"T23:59:59Z"_s);
        entry.kev = text(item, "knownRansomwareCampaignUse") == u"Known"_s ? Kev::Ransomware : Kev::Yes;
        table.entries.insert(id, entry);
    }
    if (table.entries.isEmpty())
        return unreadable(ErrorKind::Decode,
            LOTSE_MSG("This is no list of exploited vulnerabilities. Take known_exploited_vulnerabilities.json as CISA "
                      "publishes it."));
    return table;
}

} // namespace lotse::findings
