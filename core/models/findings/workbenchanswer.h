// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"

#include <atomic>
#include <memory>

namespace lotse::models {

/// All rows of a set in one order. Made once, so that any filter shows its first rows in order without sorting.
struct WorkbenchOrder {
    findings::FindingSet::Ptr set;
    std::shared_ptr<const findings::Facts> facts;
    std::shared_ptr<const findings::RowStates> states;
    QList<findings::RowOrder> columns;
    findings::Rows rows;

    /// Whether it is the order of these columns in this context.
    bool fits(const findings::Context &context, const QList<findings::RowOrder> &order) const;
};

/// What is asked, with all that the answer needs; crosses to a worker by value.
struct WorkbenchQuestion {
    findings::Context context;
    quint64 generation = 0; ///< of the set: keys of rows hold it
    findings::Query query;
    findings::Pivot pivot = findings::Pivot::Finding;
    QList<findings::RowOrder> rowOrder;
    QList<findings::GroupOrder> groupOrder;
    std::shared_ptr<const findings::Rows> known; ///< the rows of this query, where they are known already
    std::shared_ptr<const WorkbenchOrder> order; ///< used where it fits
};

/// What is shown. Immutable once it is made; the table reads it in the thread of the window.
struct WorkbenchAnswer {
    findings::Context context;
    quint64 generation = 0;
    findings::Query query;
    findings::Pivot pivot = findings::Pivot::Finding;
    std::shared_ptr<const findings::Rows> rows; ///< what the query matches, ascending
    findings::Rows ordered; ///< the same in the order of the view; for the finding pivot alone
    std::shared_ptr<const findings::Groups> groups; ///< in order; null for the finding pivot
    bool isCounted = false; ///< the distinct counts of the groups are there
    std::shared_ptr<const WorkbenchOrder> order; ///< where one was made or used
    double milliseconds = 0; ///< of work

    qint64 size() const { return groups ? qint64(groups->groups.size()) : qint64(ordered.size()); }
};

/// A value that the filter can be narrowed to, and what there would be.
struct Facet {
    findings::Key key = findings::Key::Severity;
    QString value; ///< as it stands in a query, without quotes
    qint64 occurrences = 0;
    bool isOn = false; ///< the query takes it
    bool operator==(const Facet &) const = default;
};

/// What comes after the first rows.
struct WorkbenchCounts {
    findings::Counts counts;
    QList<Facet> facets;
    std::shared_ptr<const findings::Groups>
        groups; ///< the answer's with their distinct counts; null where there are none
    double milliseconds = 0;
};

/// The first rows. Any thread; `isStale` is looked at between the steps, and a stale answer is null.
std::shared_ptr<const WorkbenchAnswer> answerOf(
    const WorkbenchQuestion &question, const std::function<bool()> &isStale);
/// The counts to an answer. Any thread.
std::shared_ptr<const WorkbenchCounts> countsOf(const WorkbenchAnswer &answer, const std::function<bool()> &isStale);

/// The values of a key with the number of occurrences that the rest of the query leaves to each, the most frequent
/// first for names, in their own order for choices. `rows` are those of the whole query, `lines` their lines.
QList<Facet> facetsOf(const findings::Context &context, const findings::Query &query, const findings::Rows &rows,
    const findings::FindingSet::LineCounts &lines);

/// The query with this value taken (or not) by its term of the key; a term that compares becomes the words it took.
findings::Query withFacet(const findings::Query &query, findings::Key key, const QString &value, bool isOn);

} // namespace lotse::models
