// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/linefacts.h"

namespace lotse::findings {

LineScores::LineScores(const Context &context, const FindingSet::Part &part)
    : m_segment(*part.segment)
{
    constexpr quint32 kNotMade = ~0U;
    std::array<quint32, 4> begins;
    begins.fill(kNotMade);
    m_first.reserve(m_segment.platforms.size());
    for (const Segment::Platform &platform : m_segment.platforms) {
        const ScoreGrounds kind = context.groundsOf(m_segment, platform);
        quint32 &begin = begins[(kind.isExposed ? 1 : 0) + (kind.isIdle ? 2 : 0)];
        if (begin == kNotMade) {
            begin = quint32(m_scores.size());
            for (const Segment::Line &line : m_segment.lines) {
                ScoreGrounds grounds = context.groundsOf(part, line);
                grounds.isExposed = kind.isExposed;
                grounds.isIdle = kind.isIdle;
                m_scores.push_back(quint16(score(grounds)));
            }
        }
        m_first.push_back(begin);
    }
}

LineDues::LineDues(const Context &context, const FindingSet::Part &part)
    : m_context(context)
    , m_segment(*part.segment)
{
    m_terms.reserve(m_segment.lines.size());
    for (const Segment::Line &line : m_segment.lines) {
        const quint32 vulnerability = part.vulnerability[line.vulnerability];
        m_terms.push_back({context.kevDue(vulnerability), line.severity, context.kev(vulnerability) != Kev::No});
    }
}

} // namespace lotse::findings
