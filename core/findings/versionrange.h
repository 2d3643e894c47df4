// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/versionorder.h"

#include <QByteArray>
#include <QList>

namespace lotse::findings {

/**
 * A range of versions in the `vers` notation: "vers:deb/>=3.0.11|<3.0.15", "vers:generic/3.0.11", "vers:npm/2.1". The
 * scheme decides the order. Where it has none (generic and all that are not known), single versions are compared as
 * texts, and nothing is above or below.
 */
class VersionRange {
public:
    /// A range of all versions.
    VersionRange() = default;
    static constexpr qsizetype kLongest = 4096; ///< characters of a range
    /// Empty text is the range of all versions. At most kLongest characters and 64 constraints; ErrorKind::Invalid,
    /// also where a bound is no version of the scheme.
    static Result<VersionRange> parse(const QString &text);
    /// Exactly this version, as text.
    static QString exactly(const QString &version);

    /// A version that cannot be read by the scheme is in no range, unless it is named as it is.
    bool contains(QByteArrayView version) const;
    /// Whether it is one of the versions that are named singly, as text.
    bool names(QByteArrayView version) const;
    bool isEverything() const { return m_isEverything; }
    VersionScheme scheme() const { return m_scheme; }

private:
    enum class Sign { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
    struct Constraint {
        Sign sign = Sign::Equal;
        QByteArray version;
    };
    bool takes(const QString &part);

    QList<Constraint> m_points; // = and !=
    QList<Constraint> m_bounds; // ascending by version
    VersionScheme m_scheme = VersionScheme::Equality;
    bool m_isEverything = true;
};

} // namespace lotse::findings
