// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reportdictionaries.h"

#include <QDateTime>
#include <QList>

#include <optional>
#include <vector>

namespace lotse::store {

enum class ReportKind { Vulnerabilities = 1 };

/// What the registry has of a report. The numbers are kept on disk.
enum class ReportState {
    NotScanned = 0, ///< there is none
    Failed = 1, ///< the scan failed
    Ok = 2,
    Unsupported = 3, ///< no scanner takes this kind of artifact
    Unreadable = 4, ///< there is one that could not be read, or not all of its lines: never the same as clean
};

/// Which facts a report holds, and on which platforms.
struct ReportBody {
    struct Line {
        quint32 fact = 0; ///< number in the ReportDictionaries
        quint32 where = 0; ///< index into `places`
        bool operator==(const Line &) const = default;
        bool operator<(const Line &other) const { return fact != other.fact ? fact < other.fact : where < other.where; }
    };
    QList<QString> platforms; ///< digests
    QList<QList<quint32>> places; ///< lists of indexes into `platforms`; empty where all lines are of the digest itself
    std::vector<Line> lines; ///< in any order when written, ascending when read
    quint32 unreadable = 0; ///< lines of the report that could not be read and are not in `lines`
    QString reason; ///< why it, or those lines, could not be read, as toKept() gives it; empty where that is not known

    QByteArray pack() const;
    static bool unpack(QByteArrayView bytes, ReportBody &body);
};

struct Report {
    QString digest; ///< what it was asked for by: of an image or an index
    ReportKind kind = ReportKind::Vulnerabilities;
    ReportState state = ReportState::NotScanned;
    QDateTime fetchedAt; ///< when it was read from the registry
    QDateTime reportedAt; ///< when the scanner made it; invalid where it does not say
    QString scanner; ///< "Trivy v0.58.1"
    ReportBody body;
    bool isAskedAgain = false; ///< not kept: an image that was due stays due, since nothing of the answer could be read
};

/**
 * Scan reports of the registries, each a packed and checksummed blob over the ReportDictionaries. A damaged blob is not
 * read as something else: the report counts as missing and is fetched again. Borrows its database.
 */
class ReportStore {
public:
    explicit ReportStore(Database *database)
        : m_database(database)
    {
    }

    /// Within Database::write, and with the facts saved in the same transaction. Replaces the one before; where that
    /// had findings and this says otherwise, or the scan failed, it is kept as earlier().
    Result<void> put(qint64 registry, const Report &report);

    /// The report of a digest; nothing where there is none, or where it is damaged.
    Result<std::optional<Report>> find(qint64 registry, const QString &digest);
    /// The last good one before it that said something else.
    Result<std::optional<Report>> earlier(qint64 registry, const QString &digest);

    struct Damage {
        QStringList digests; ///< of the reports that could not be read
    };
    /// All reports of a registry. Read within Database::read together with what they refer to.
    Result<Damage> each(qint64 registry, const std::function<void(const Report &)> &report);
    /// Forgets damaged reports, so that they are fetched again.
    Result<void> drop(qint64 registry, const QStringList &digests);

    struct Totals {
        qint64 ok = 0, failed = 0, notScanned = 0, unsupported = 0, unreadable = 0;
        qint64 lines = 0; ///< of all reports that are ok, and those of the unreadable that could be read
        QDateTime oldest; ///< fetched
    };
    Result<Totals> totals(qint64 registry);

private:
    Result<std::optional<Report>> first(Statement &statement, qint64 registry);

    Database *m_database;
};

} // namespace lotse::store
