// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/dictionary.h"
#include "store/database.h"
#include "store/packing.h"

#include <functional>
#include <span>
#include <vector>

namespace lotse::store {

/**
 * A dictionary of the cache: byte strings, each kept once for ever and known by a number from 0; number 0 is the empty
 * one. Kept as checksummed chunks, one for each saving, so that a hundred thousand entries are read in a few rows.
 *
 * In memory there are only hashes (128 bits, seeded anew in each process, so that nobody can make two entries meet).
 * Use: catchUp() in a write transaction, intern() what is new, save() before the commit; then keep(), or forget() where
 * the transaction was rolled back.
 */
class StringTable {
public:
    /// What is kept apart: short texts are needed whole to ask questions, long ones only to show a finding.
    /// Names are ids of one vulnerability, joined by line feeds.
    enum Kind { Word = 1, Prose = 2, Fact = 3, Names = 4 };

    explicit StringTable(Kind kind);

    /// Learns what this and other programs have saved since the last time.
    Result<void> catchUp(Database &database);
    quint32 intern(QByteArrayView entry);
    /// All entries of a dictionary, by their numbers there.
    std::vector<quint32> intern(const findings::Dictionary &entries);
    /// The same of many at once, in their order; 0 for empty ones.
    std::vector<quint32> intern(std::span<const QByteArrayView> entries);
    Result<void> save(Database &database);
    void keep();
    void forget();

    /// Number of entries, those not yet saved included.
    quint32 size() const { return m_saved + m_fresh; }

    /// All entries from number `from` on, in order. ErrorKind::Storage with code DAMAGED where a chunk is.
    static Result<void> each(Database &database, Kind kind, quint32 from,
        const std::function<void(quint32 number, QByteArrayView entry)> &entry);
    /// A single entry; empty where there is none.
    static Result<QByteArray> at(Database &database, Kind kind, quint32 number);

private:
    struct Key {
        size_t a = 0;
        size_t b = 0;
        bool operator==(const Key &) const = default;
    };
    struct Slot {
        Key key;
        quint32 number = 0; // 0: free, as the empty entry is never in it
    };
    Key keyOf(QByteArrayView entry) const;
    Slot &slotOf(const Key &key);
    quint32 number(const Key &key, QByteArrayView entry);
    void put(const Key &key, quint32 number);
    void resize(size_t slotCount);

    Kind m_kind;
    size_t m_seeds[2];
    std::vector<Slot> m_slots; // open addressing, at most half full: one look into memory for an entry
    quint32 m_saved = 0;
    quint32 m_fresh = 0;
    Packer m_body;
};

} // namespace lotse::store
