// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// deb-version(7), Debian policy 5.6.12.
namespace lotse::findings::versions {

namespace {

// The weight of a character between numbers: ~ before the end, letters before all else.
int weight(QByteArrayView text, qsizetype at)
{
    if (at >= text.size() || isDigit(text[at]))
        return 0;
    const char c = text[at];
    if (c == '~')
        return -1;
    return isLetter(c) ? c : 256 + uchar(c);
}

int compareParts(QByteArrayView a, QByteArrayView b)
{
    while (!a.isEmpty() || !b.isEmpty()) {
        qsizetype at = 0;
        while ((at < a.size() && !isDigit(a[at])) || (at < b.size() && !isDigit(b[at]))) {
            if (const int difference = weight(a, at) - weight(b, at))
                return sign(difference);
            ++at;
        }
        a = a.sliced(std::min(at, a.size()));
        b = b.sliced(std::min(at, b.size()));
        const QByteArrayView first = takeNumber(a);
        const QByteArrayView second = takeNumber(b);
        if (const int order = compareNumbers(first, second))
            return order;
    }
    return 0;
}

bool isVersion(QByteArrayView text)
{
    const PackageVersion version = splitPackageVersion(text);
    const auto fits = [](QByteArrayView part, bool isUpstream) {
        return std::all_of(part.begin(), part.end(), [&](char c) {
            return isDigit(c) || isLetter(c) || c == '.' || c == '+' || c == '~'
                || (isUpstream && (c == '-' || c == ':'));
        });
    };
    return !version.upstream.isEmpty() && fits(version.upstream, true) && fits(version.revision, false);
}

} // namespace

int compareAsDpkg(QByteArrayView a, QByteArrayView b)
{
    const PackageVersion first = splitPackageVersion(a);
    const PackageVersion second = splitPackageVersion(b);
    if (const int order = compareNumbers(first.epoch, second.epoch))
        return order;
    if (const int order = compareParts(first.upstream, second.upstream))
        return order;
    return compareParts(first.revision, second.revision);
}

std::optional<int> compareDebian(QByteArrayView a, QByteArrayView b)
{
    if (!isVersion(a) || !isVersion(b))
        return std::nullopt;
    return compareAsDpkg(a, b);
}

} // namespace lotse::findings::versions
