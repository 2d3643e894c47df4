// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"

namespace lotse::findings {

/// The scores of the rows of one segment. A line has one score for each kind of platform that there is, so that a row
/// is looked up and not worked out. Borrows the segment.
class LineScores {
public:
    LineScores(const Context &context, const FindingSet::Part &part);
    int of(quint32 row) const { return m_scores[m_first[m_segment.platform[row]] + m_segment.line[row]]; }

private:
    const Segment &m_segment;
    std::vector<quint32> m_first; // by platform: where the scores of its kind begin
    std::vector<quint16> m_scores; // by kind and line
};

/// When the rows of one segment are due, whatever is decided of them. Borrows context and segment.
class LineDues {
public:
    LineDues(const Context &context, const FindingSet::Part &part);
    /// 0 where there is no due date.
    Seconds of(quint32 row) const
    {
        const Terms &terms = m_terms[m_segment.line[row]];
        return m_context.sla.due(terms.severity, m_segment.firstSeen[row], terms.isKev, terms.kevDue);
    }

private:
    struct Terms {
        Seconds kevDue = 0;
        Severity severity = Severity::Unknown;
        bool isKev = false;
    };
    const Context &m_context;
    const Segment &m_segment;
    std::vector<Terms> m_terms; // by line
};

} // namespace lotse::findings
