// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/datebook.h"

#include "store/packing.h"
#include "store/stringtable.h"

#include <algorithm>

namespace lotse::store {

namespace {

constexpr quint64 kDatesFormat = 1;

QByteArray sumOf(const QString &place, const QString &repository, QByteArrayView body)
{
    return checksum({place.toUtf8(), repository.toUtf8(), body});
}

QByteArrayView textOf(const Words &words, quint32 number)
{
    return number < words.texts.size() ? QByteArrayView(words.texts[number]) : QByteArrayView();
}

QByteArray packed(const DateBook::Entry &entry, const Words &words)
{
    Packer packer;
    packer.number(kDatesFormat).number(quint64(entry.asOf)).number(entry.issues.size());
    for (const Issue &issue : entry.issues) {
        packer.text(textOf(words, issue.vulnerability)).text(textOf(words, issue.package));
        for (const qint64 time : {issue.firstSeen, issue.openedAt, issue.resolvedAt})
            packer.number(quint64(time));
        packer.number(quint64(issue.severity) << 1 | quint64(issue.isFixable)).number(issue.reopened);
    }
    return qCompress(packer.bytes(), 1);
}

bool unpacked(QByteArrayView body, const Words &words, DateBook::Entry &entry)
{
    const QByteArray bytes = qUncompress(reinterpret_cast<const uchar *>(body.data()), body.size());
    Unpacker unpacker(bytes);
    if (unpacker.number() != kDatesFormat)
        return false;
    entry.asOf = qint64(unpacker.number());
    const quint64 count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i) {
        Issue issue;
        issue.vulnerability = words.numbers.value(unpacker.text().toByteArray());
        issue.package = words.numbers.value(unpacker.text().toByteArray());
        for (qint64 *time : {&issue.firstSeen, &issue.openedAt, &issue.resolvedAt})
            *time = qint64(unpacker.number());
        const quint32 bits = unpacker.small();
        if ((bits >> 1) >= quint32(findings::kSeverityCount))
            return false;
        issue.severity = findings::Severity(bits >> 1);
        issue.isFixable = bits & 1;
        issue.reopened = unpacker.small();
        if (issue.vulnerability != 0 && issue.package != 0)
            entry.issues.push_back(issue);
    }
    std::sort(
        entry.issues.begin(), entry.issues.end(), [](const Issue &a, const Issue &b) { return a.key() < b.key(); });
    return unpacker.ok() && unpacker.atEnd();
}

} // namespace

Result<Words> Words::read(Database &database)
{
    Words words;
    words.texts.emplace_back();
    const Result<void> read =
        StringTable::each(database, StringTable::Word, 0, [&](quint32 number, QByteArrayView word) {
            words.texts.push_back(word.toByteArray());
            words.numbers.insert(words.texts.back(), number);
        });
    if (!read)
        return read.error();
    return words;
}

Result<void> DateBook::put(const std::vector<Entry> &entries, const Words &words)
{
    return m_database->write([&]() -> Result<void> {
        for (const Entry &entry : entries) {
            const QByteArray body = packed(entry, words);
            const Result<void> kept =
                m_database->sql("INSERT OR REPLACE INTO seen(place, repository, sum, body) VALUES(?1, ?2, ?3, ?4)")
                    .with(entry.place, entry.repository, sumOf(entry.place, entry.repository, body), body)
                    .run();
            if (!kept)
                return kept;
        }
        return {};
    });
}

Result<std::optional<DateBook::Entry>> DateBook::find(
    const QString &place, const QString &repository, const Words &words)
{
    std::optional<Entry> found;
    const Result<void> read =
        m_database->sql("SELECT sum, body FROM seen WHERE place = ?1 AND repository = ?2")
            .with(place, repository)
            .each([&](const Row &row) {
                Entry entry{place, repository, {}, 0};
                if (row.bytes(0) == sumOf(place, repository, row.view(1)) && unpacked(row.view(1), words, entry))
                    found = std::move(entry);
            });
    if (!read)
        return read.error();
    return found;
}

} // namespace lotse::store
