// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/pivot.h"

namespace lotse::findings {

/// How many keys a pivot has.
inline size_t keyCount(const FindingSet &set, Pivot pivot)
{
    switch (pivot) {
    case Pivot::Vulnerability:
        return set.vulnerabilities().size();
    case Pivot::Package:
        return set.packages().size();
    case Pivot::Fix:
        return set.upgrades().size();
    case Pivot::Image:
        return set.imageCount();
    case Pivot::Finding:
        break;
    }
    return set.rowCount();
}

/// Whether all rows of a line are in one group.
inline bool isByLine(Pivot pivot)
{
    return pivot == Pivot::Vulnerability || pivot == Pivot::Package || pivot == Pivot::Fix;
}

/// What a line is gathered by.
inline quint32 keyOf(const FindingSet::Part &part, const Segment::Line &line, Pivot pivot)
{
    switch (pivot) {
    case Pivot::Vulnerability:
        return part.vulnerability[line.vulnerability];
    case Pivot::Package:
        return part.package[line.package];
    default:
        return part.upgrade[line.upgrade];
    }
}

} // namespace lotse::findings
