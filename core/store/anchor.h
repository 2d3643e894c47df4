// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace lotse::store {

/// How far a log had come: the number of its last entry and that entry's hash.
struct LogHead {
    qint64 count = 0;
    QByteArray link; ///< SHA-256; empty for an empty log
    bool operator==(const LogHead &) const = default;
};

/**
 * A small file outside a log that remembers its head, so that a log that was deleted, emptied or cut is noticed. It is
 * written after each commit: it may be behind the log, never ahead of it.
 */
class Anchor {
public:
    /// An empty path remembers nothing.
    explicit Anchor(QString path)
        : m_path(std::move(path))
    {
    }
    /// Nothing where there is no such file. ErrorKind::Storage where it cannot be read or is damaged.
    Result<std::optional<LogHead>> read() const;
    Result<void> write(const LogHead &head) const;
    QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace lotse::store
