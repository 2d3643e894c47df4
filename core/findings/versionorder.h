// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lotse::findings {

/// How the versions of an ecosystem are ordered. Equality: they are not; two texts are the same or not.
enum class VersionScheme { Equality, Debian, Rpm, Apk, Maven, PyPi, Gem, SemVer, NuGet, Composer };

/// The order of a package type of package URLs ("deb", "npm", "pypi") or of the vers notation; Equality for all others.
VersionScheme versionSchemeOf(const QString &type);

/// Below zero, zero, above zero by the rules of the scheme; nothing where one of the texts is no version there. By
/// Equality zero, or nothing.
std::optional<int> compareVersions(QByteArrayView a, QByteArrayView b, VersionScheme scheme);

/// Whether the text is a version that can be placed among others. Stricter than comparing: a word without a digit, such
/// as "latest", is none.
bool isOrderedVersion(QByteArrayView text, VersionScheme scheme);

/// The order of two versions of a package whose ecosystem is not known: where all schemes that can read both agree.
/// Nothing where they do not; so it is never a guess.
std::optional<int> compareByAllSchemes(QByteArrayView a, QByteArrayView b);

/// A total order of any texts, for columns of tables: as dpkg compares, and never an answer to which version is newer.
int compareForDisplay(QByteArrayView a, QByteArrayView b);

} // namespace lotse::findings
