// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/rankdifferences.h"

#include <algorithm>

namespace lotse::models::worst {

bool areEqual(const Rank &a, const Rank &b)
{
    return std::equal(a.begin(), a.end() - 1, b.begin());
}

namespace {

Reason ofTheirs(qsizetype i, const QList<Place> &theirs, const QList<Place> &here, const QHash<QString, Rank> &known)
{
    const auto local = known.constFind(theirs[i].key);
    if (local == known.cend())
        return Reason::Absent;
    if (!areEqual(*local, theirs[i].rank))
        return Reason::Changed;
    if (i < here.size() && here[i].key == theirs[i].key)
        return Reason::None;
    return i < here.size() && areEqual(here[i].rank, theirs[i].rank) ? Reason::Tie : Reason::Moved;
}

Reason ofHere(qsizetype i, const QList<Place> &theirs, const QList<Place> &here)
{
    const Place &place = here[i];
    const auto named =
        std::find_if(theirs.begin(), theirs.end(), [&](const Place &other) { return other.key == place.key; });
    if (named != theirs.end() && !areEqual(named->rank, place.rank))
        return Reason::Changed;
    if (i < theirs.size() && theirs[i].key == place.key)
        return Reason::None;
    if (i < theirs.size() && areEqual(theirs[i].rank, place.rank))
        return Reason::Tie;
    if (named != theirs.end())
        return Reason::Moved;
    if (theirs.size() < kPlaces)
        return Reason::OnlyHere;
    const Rank &last = theirs.last().rank;
    if (areEqual(place.rank, last))
        return Reason::Tie;
    return place.rank > last ? Reason::OnlyHere : Reason::Moved;
}

} // namespace

Reasons compare(const QList<Place> &theirs, const QList<Place> &here, const QHash<QString, Rank> &known,
    const QSet<QString> &unread)
{
    Reasons out;
    for (qsizetype i = 0; i < theirs.size(); ++i)
        out.theirs.append(unread.contains(theirs[i].key) ? Reason::Unread : ofTheirs(i, theirs, here, known));
    for (qsizetype i = 0; i < here.size(); ++i)
        out.here.append(ofHere(i, theirs, here));
    return out;
}

Message markOf(Reason reason)
{
    switch (reason) {
    case Reason::Tie:
        return {LOTSE_MSG("tied"), {}};
    case Reason::Absent:
        return {LOTSE_MSG("not in the local store"), {}};
    case Reason::Unread:
        return {LOTSE_MSG("no report in the local store"), {}};
    case Reason::Changed:
        return {LOTSE_MSG("different counts"), {}};
    case Reason::OnlyHere:
        return {LOTSE_MSG("in the local store only"), {}};
    case Reason::Moved:
        return {LOTSE_MSG("rank shifted"), {}};
    case Reason::None:
        break;
    }
    return {};
}

} // namespace lotse::models::worst
