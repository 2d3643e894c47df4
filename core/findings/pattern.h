// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/query.h"
#include "findings/segment.h"
#include "findings/trustmarks.h"

#include <limits>

namespace lotse::findings {

/// A text value of a query made ready: equal to it in any ASCII case, or fitting its wildcards.
class Pattern {
public:
    explicit Pattern(const Value &value)
        : m_text(value.text.toUtf8())
        , m_isGlob(!value.isLiteral && (m_text.contains('*') || m_text.contains('?')))
    {
    }
    /// Found anywhere in a text.
    static Pattern anywhere(const Value &value)
    {
        Pattern pattern(value);
        if (pattern.m_isGlob)
            pattern.m_text = '*' + pattern.m_text + '*';
        else
            pattern.m_text = pattern.m_text.toLower();
        pattern.m_isPart = !pattern.m_isGlob;
        return pattern;
    }

    bool fits(QByteArrayView text) const
    {
        if (m_isGlob)
            return fitsPattern(text, m_text);
        if (m_isPart)
            return text.toByteArray().toLower().contains(m_text);
        return text.compare(m_text, Qt::CaseInsensitive) == 0;
    }
    const QByteArray &text() const { return m_text; }
    bool isGlob() const { return m_isGlob; }

private:
    QByteArray m_text;
    bool m_isGlob = false;
    bool m_isPart = false;
};

template <typename T>
bool compares(T left, Compare compare, T right)
{
    switch (compare) {
    case Compare::Less:
        return left < right;
    case Compare::LessEqual:
        return left <= right;
    case Compare::Greater:
        return left > right;
    case Compare::GreaterEqual:
        return left >= right;
    case Compare::Equal:
        break;
    }
    return !(left < right) && !(right < left);
}

/// Whether a time fits a duration value, seen from `now`. What never was (0) is older than anything.
inline bool timeFits(Seconds time, const Value &value, Key key, Seconds now)
{
    if (value.number < 0)
        return time == 0; // "never"
    const double age = time == 0 ? std::numeric_limits<double>::infinity() : double(now) - double(time);
    return key == Key::New ? age <= value.number : compares(age, value.compare, value.number);
}

/// The images and platforms that a condition on images is asked about: those of a row's platform, or one image's.
struct ImageScope {
    const Segment &segment;
    std::span<const quint32> images;
    std::span<const quint32> platforms;
    quint32 repository = 0;
    const TrustMarks::Part *trust = nullptr; ///< of the segment; null where nothing is known
};

/// Whether a condition on images holds; its negation is not looked at.
bool imageTermFits(const Term &term, const ImageScope &scope, Seconds now);

} // namespace lotse::findings
