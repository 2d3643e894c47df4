// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// deb-version(7), Debian policy 5.6.12.
namespace lotse::findings::versions {

namespace {

struct Version {
    QByteArrayView epoch, upstream, revision;
};

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

Version split(QByteArrayView text)
{
    Version version;
    if (const qsizetype colon = text.indexOf(':'); colon > 0 && isNumber(text.first(colon))) {
        version.epoch = text.first(colon);
        text = text.sliced(colon + 1);
    }
    const qsizetype dash = text.lastIndexOf('-');
    version.upstream = dash < 0 ? text : text.first(dash);
    version.revision = dash < 0 ? QByteArrayView() : text.sliced(dash + 1);
    return version;
}

bool isVersion(QByteArrayView text)
{
    const Version version = split(text);
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
    const Version first = split(a);
    const Version second = split(b);
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
