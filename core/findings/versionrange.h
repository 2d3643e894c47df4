// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

namespace lotse::findings {

/// How versions are ordered: as dpkg does (epoch, `~` before all), or with pre-releases after a `-` as in SemVer.
enum class VersionScheme { Debian, SemVer };

/// Below zero, zero, above zero. Any two texts compare; the order is total.
int compareVersions(QByteArrayView a, QByteArrayView b, VersionScheme scheme = VersionScheme::Debian);

/**
 * A range of versions in the `vers` notation: "vers:deb/>=3.0.11|<3.0.15", "vers:generic/3.0.11", "vers:npm/2.1".
 * The scheme decides the order: npm, cargo, golang, gem, composer, pypi, maven, nuget, semver and hex as SemVer, all
 * else as dpkg.
 */
class VersionRange {
public:
    /// A range of all versions.
    VersionRange() = default;
    /// Empty text is the range of all versions. At most 4096 characters and 64 constraints; ErrorKind::Invalid.
    static Result<VersionRange> parse(const QString &text);
    /// Exactly this version.
    static QString exactly(const QString &version);

    bool contains(QByteArrayView version) const;
    bool isEverything() const { return m_constraints.isEmpty(); }

private:
    enum class Sign { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
    struct Constraint {
        Sign sign = Sign::Equal;
        QByteArray version;
    };

    QList<Constraint> m_constraints; // ascending by version
    VersionScheme m_scheme = VersionScheme::Debian;
};

} // namespace lotse::findings
