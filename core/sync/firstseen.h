// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/segment.h"
#include "store/issuehistory.h"

#include <QHash>

#include <bit>
#include <vector>

namespace lotse {

/// When the issues of each repository were first seen. Asked once for each line of each report, so that it is a hash of
/// its own: a million searches in an ascending list were a tenth of opening the store.
class FirstSeen {
    struct Entry {
        quint64 key = kFree;
        findings::Seconds time = 0;
    };
    using Table = std::vector<Entry>; // open addressing, at most half full
    static constexpr quint64 kFree = ~quint64(0); // no issue has such numbers

    // Where the key is, or would be.
    static size_t placeOf(const Table &table, quint64 key)
    {
        const size_t mask = table.size() - 1;
        quint64 mixed = (key ^ (key >> 31)) * 0x9e3779b97f4a7c15ULL;
        mixed ^= mixed >> 29;
        size_t at = size_t(mixed) & mask;
        while (table[at].key != key && table[at].key != kFree)
            at = (at + 1) & mask;
        return at;
    }

public:
    Result<void> read(store::Database &database, qint64 registry)
    {
        store::IssueHistory book(&database);
        const Result<void> read = book.each(
            registry, [this](const store::IssueHistory::Place &place, const std::vector<store::Issue> &issues) {
                Table &table = m_repositories[place.name];
                table.assign(std::bit_ceil(2 * issues.size() + 1), Entry());
                for (const store::Issue &issue : issues)
                    table[placeOf(table, issue.key())] = {issue.key(), issue.firstSeen};
            });
        m_damaged = book.damaged();
        return read;
    }
    const QList<qint64> &damaged() const { return m_damaged; } ///< repositories

    /// 0 where it is not known: then the time of the report counts.
    class In {
    public:
        findings::Seconds of(quint32 vulnerability, quint32 package) const
        {
            if (!m_table)
                return 0;
            const quint64 key = quint64(vulnerability) << 32 | package;
            const Entry &entry = (*m_table)[placeOf(*m_table, key)];
            return entry.key == key ? entry.time : 0;
        }

    private:
        friend class FirstSeen;
        const Table *m_table = nullptr;
    };
    In in(const QString &repository) const
    {
        In in;
        const auto at = m_repositories.constFind(repository);
        if (at != m_repositories.cend())
            in.m_table = &*at;
        return in;
    }

private:
    QHash<QString, Table> m_repositories;
    QList<qint64> m_damaged;
};

} // namespace lotse
