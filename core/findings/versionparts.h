// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

#include <optional>

/// What the orders of the ecosystems are made of. Numbers are compared as texts of digits: they may be of any length.
namespace lotse::findings::versions {

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline int sign(qsizetype number)
{
    return (number > 0) - (number < 0);
}

/// All are digits, and there is one.
bool isNumber(QByteArrayView text);
int compareNumbers(QByteArrayView a, QByteArrayView b);
int compareTexts(QByteArrayView a, QByteArrayView b);
/// The identifiers of a pre-release by SemVer 2.0: numbers below words, fewer below more.
int compareIdentifiers(const QList<QByteArrayView> &a, const QList<QByteArrayView> &b);
QList<QByteArrayView> split(QByteArrayView text, char at);
/// "1:2.3-4" of dpkg and rpm.
struct PackageVersion {
    QByteArrayView epoch, upstream, revision;
};
PackageVersion splitPackageVersion(QByteArrayView text);
/// Takes digits from the front.
QByteArrayView takeNumber(QByteArrayView &text);

// One for each scheme; nothing where a text is no version.
std::optional<int> compareDebian(QByteArrayView a, QByteArrayView b);
std::optional<int> compareRpm(QByteArrayView a, QByteArrayView b);
std::optional<int> compareApk(QByteArrayView a, QByteArrayView b);
std::optional<int> compareMaven(QByteArrayView a, QByteArrayView b);
std::optional<int> comparePyPi(QByteArrayView a, QByteArrayView b);
std::optional<int> compareGem(QByteArrayView a, QByteArrayView b);
std::optional<int> compareSemVer(QByteArrayView a, QByteArrayView b);
std::optional<int> compareNuGet(QByteArrayView a, QByteArrayView b);
std::optional<int> compareComposer(QByteArrayView a, QByteArrayView b);

/// dpkg's comparison of any two texts.
int compareAsDpkg(QByteArrayView a, QByteArrayView b);

} // namespace lotse::findings::versions
