// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "findings/findingset.h"
#include "store/schema.h"

#include <QDateTime>
#include <QObject>

#include <optional>

namespace lotse {

/// Whose findings: a registry as one of its accounts sees it, or as all of them do where none is named.
struct FindingsOf {
    QString registryId;
    QString accountId;
    QString registryName;
    bool operator==(const FindingsOf &) const = default;
};

/// The findings of a registry as columns, read from the cache in one snapshot: what the account saw and what is not
/// gone. Images without a report are in it with their state. Rows whose checksum does not fit are left out, counted
/// in the segment, and marked, so that the next sync reads them again. Any thread; an error DAMAGED means that the
/// dictionaries are.
Result<std::shared_ptr<const findings::Segment>> loadSegment(store::Database &database, const FindingsOf &which);

/// An image with the report that it had before the last one.
struct EarlierImage {
    std::shared_ptr<const findings::Segment> segment; ///< of this image alone
    QString scanner;
    QDateTime reported;
    QDateTime fetched;
};
/// Nothing where the cache holds no earlier report of the digest, or does not know it in that repository.
Result<std::optional<EarlierImage>> loadEarlier(
    store::Database &database, const FindingsOf &which, const QString &repository, const QString &digest);

/**
 * The set of findings that questions are asked of: loaded off the thread of the window, swapped whole. Shared and never
 * changed; who holds an old one may go on with it.
 */
class FindingsLoader : public QObject {
    Q_OBJECT
public:
    /// `clock` outlives the loading.
    FindingsLoader(store::Plan plan, const Clock *clock, QObject *parent = nullptr);

    /// Reads these registries anew, e.g. after a sync; what the set holds of others stays. In order of the calls.
    void load(const QList<FindingsOf> &which);
    const findings::FindingSet::Ptr &set() const { return m_set; } ///< never null
    bool isLoading() const { return m_loading > 0; }

signals:
    void loaded();
    void failed(const lotse::Error &error);

private:
    store::Plan m_plan;
    const Clock *m_clock;
    findings::FindingSet::Ptr m_set;
    int m_loading = 0;
    quint64 m_newest = 0;
    QHash<QString, quint64> m_turn; ///< registry -> the call whose answer counts
};

} // namespace lotse
