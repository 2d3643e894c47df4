// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/issuehistory.h"

#include <QHash>

namespace lotse::store {

/// Words by their numbers in a cache and back.
struct Words {
    std::vector<QByteArray> texts; ///< by number; 0 is the empty one
    QHash<QByteArray, quint32> numbers;
    static Result<Words> read(Database &database);
};

/**
 * When issues were first seen, in a file of its own: no registry can tell that again, so it must outlive the cache. By
 * names and not by numbers, since another cache has other ones; each row has a checksum. Borrows its database.
 */
class DateBook {
public:
    explicit DateBook(Database *database)
        : m_database(database)
    {
    }

    struct Entry {
        QString place; ///< host and port of the registry
        QString repository;
        std::vector<Issue> issues; ///< ascending
        qint64 asOf = 0;
    };
    /// Replaces what was kept of these repositories, all or none.
    Result<void> put(const std::vector<Entry> &entries, const Words &words);
    /// What was kept, in the numbers of `words`; issues whose words it does not have are left out. Nothing where there
    /// is none, or where it is damaged.
    Result<std::optional<Entry>> find(const QString &place, const QString &repository, const Words &words);

private:
    Database *m_database;
};

} // namespace lotse::store
