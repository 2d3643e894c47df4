// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stringtable.h"

#include <QHashFunctions>
#include <QRandomGenerator>

namespace lotse::store {

namespace {

QByteArray sumOf(qint64 kind, qint64 first, qint64 count, QByteArrayView body)
{
    const QByteArray place = Packer().number(quint64(kind)).number(quint64(first)).number(quint64(count)).bytes();
    return checksum({place, body});
}

// SQLITE_CORRUPT is 11; the header stays out of this file.
constexpr int kDamaged = 11;

} // namespace

StringTable::StringTable(Kind kind)
    : m_kind(kind)
    , m_seeds{size_t(QRandomGenerator::system()->generate64()), size_t(QRandomGenerator::system()->generate64())}
{
    resize(1024);
    m_saved = 1;
}

StringTable::Key StringTable::keyOf(QByteArrayView entry) const
{
    const auto size = size_t(entry.size());
    return {qHashBits(entry.data(), size, m_seeds[0]), qHashBits(entry.data(), size, m_seeds[1])};
}

StringTable::Slot &StringTable::slotOf(const Key &key)
{
    size_t at = key.a & (m_slots.size() - 1);
    while (m_slots[at].number != 0 && m_slots[at].key != key)
        at = (at + 1) & (m_slots.size() - 1);
    return m_slots[at];
}

void StringTable::put(const Key &key, quint32 number)
{
    if (size_t(size()) * 2 >= m_slots.size())
        resize(m_slots.size() * 2);
    slotOf(key) = {key, number};
}

// Also forgets numbers that are not of this dictionary any more.
void StringTable::resize(size_t slotCount)
{
    std::vector<Slot> before(slotCount);
    before.swap(m_slots);
    for (const Slot &slot : before) {
        if (slot.number != 0 && slot.number < size())
            slotOf(slot.key) = slot;
    }
}

Result<void> StringTable::each(
    Database &database, Kind kind, quint32 from, const std::function<void(quint32, QByteArrayView)> &entry)
{
    bool isDamaged = false;
    qint64 expected = std::max(from, quint32(1));
    const Result<void> read =
        database.sql("SELECT first, count, sum, body FROM chunk WHERE kind = ?1 AND first >= ?2 ORDER BY first")
            .with(int(kind), expected)
            .each([&](const Row &row) {
                const qint64 first = row.integer(0);
                const qint64 count = row.integer(1);
                const QByteArrayView body = row.view(3);
                if (isDamaged || first != expected || row.bytes(2) != sumOf(kind, first, count, body)) {
                    isDamaged = true;
                    return;
                }
                Unpacker unpacker(body);
                for (qint64 i = 0; i < count; ++i)
                    entry(quint32(first + i), unpacker.text());
                isDamaged = !unpacker.ok() || !unpacker.atEnd();
                expected = first + count;
            });
    if (read && isDamaged)
        return database.error(kDamaged);
    return read;
}

Result<QByteArray> StringTable::at(Database &database, Kind kind, quint32 number)
{
    QByteArray found;
    bool isDamaged = false;
    const Result<void> read = database
                                  .sql("SELECT first, count, sum, body FROM chunk WHERE kind = ?1 AND first <= ?2 "
                                       "ORDER BY first DESC LIMIT 1")
                                  .with(int(kind), qint64(number))
                                  .each([&](const Row &row) {
                                      const qint64 first = row.integer(0);
                                      const qint64 count = row.integer(1);
                                      if (number >= first + count)
                                          return;
                                      isDamaged = row.bytes(2) != sumOf(kind, first, count, row.view(3));
                                      Unpacker unpacker(row.view(3));
                                      for (qint64 i = first; !isDamaged && i < number; ++i)
                                          unpacker.text();
                                      if (!isDamaged)
                                          found = unpacker.text().toByteArray();
                                  });
    if (!read)
        return read.error();
    if (isDamaged)
        return database.error(kDamaged);
    return found;
}

Result<void> StringTable::catchUp(Database &database)
{
    Q_ASSERT(m_fresh == 0);
    return each(database, m_kind, m_saved, [this](quint32 number, QByteArrayView entry) {
        m_saved = number + 1;
        put(keyOf(entry), number);
    });
}

quint32 StringTable::number(const Key &key, QByteArrayView entry)
{
    if (const Slot &known = slotOf(key); known.number != 0)
        return known.number;
    const quint32 number = size();
    ++m_fresh;
    put(key, number);
    m_body.text(entry);
    return number;
}

quint32 StringTable::intern(QByteArrayView entry)
{
    return entry.isEmpty() ? 0 : number(keyOf(entry), entry);
}

std::vector<quint32> StringTable::intern(const findings::Dictionary &entries)
{
    std::vector<QByteArrayView> all(entries.size());
    for (quint32 i = 0; i < entries.size(); ++i)
        all[i] = entries.at(i);
    return intern(all);
}

std::vector<quint32> StringTable::intern(std::span<const QByteArrayView> entries)
{
    // All keys first, so that the slots are fetched while the next ones are worked out.
    std::vector<Key> keys(entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        keys[i] = keyOf(entries[i]);
#ifdef __GNUC__
        __builtin_prefetch(&m_slots[keys[i].a & (m_slots.size() - 1)]);
#endif
    }
    std::vector<quint32> numbers(entries.size());
    for (size_t i = 0; i < entries.size(); ++i)
        numbers[i] = entries[i].isEmpty() ? 0 : number(keys[i], entries[i]);
    return numbers;
}

Result<void> StringTable::save(Database &database)
{
    if (m_fresh == 0)
        return {};
    const QByteArray body = m_body.bytes();
    return database.sql("INSERT INTO chunk(kind, first, count, sum, body) VALUES(?1, ?2, ?3, ?4, ?5)")
        .with(int(m_kind), qint64(m_saved), qint64(m_fresh), sumOf(m_kind, m_saved, m_fresh, body), body)
        .run();
}

void StringTable::keep()
{
    m_saved += m_fresh;
    m_fresh = 0;
    m_body = {};
}

void StringTable::forget()
{
    m_fresh = 0;
    m_body = {};
    resize(m_slots.size());
}

} // namespace lotse::store
