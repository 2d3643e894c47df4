// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <array>

namespace lotse::models::worst {

inline constexpr qsizetype kPlaces = 5; ///< of Harbor's lists

/// What Harbor sorts by, the highest first. The last number is not told by the registry, so that it orders equals here
/// and never makes two of them differ.
using Rank = std::array<qint64, 4>;
bool areEqual(const Rank &a, const Rank &b);

/// A place of a list.
struct Place {
    QString key;
    Rank rank{};
};

/// Why a place of one list differs from the other list.
enum class Reason {
    None,
    Tie, ///< equals changed places
    Absent, ///< of the registry's list: not in the local store
    Unread, ///< of the registry's list: here, without a report
    Changed, ///< in both with other numbers
    OnlyHere, ///< would have a place in the registry's list by its numbers here
    Moved, ///< by a difference at another place
};

struct Reasons {
    QList<Reason> theirs, here; ///< one a place
};

/// `known`: what the store has of those that the registry names; `unread` are in it without a report.
Reasons compare(const QList<Place> &theirs, const QList<Place> &here, const QHash<QString, Rank> &known,
    const QSet<QString> &unread);

/// The reason in two or three words; empty for Reason::None.
Message markOf(Reason reason);

} // namespace lotse::models::worst
