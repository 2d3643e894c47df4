// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// SemVer 2.0, and NuGet's, which has up to four numbers and no case.
namespace lotse::findings::versions {

namespace {

struct Version {
    QList<QByteArrayView> numbers, pre;
};

bool isIdentifier(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || isLetter(c) || c == '-'; });
}

std::optional<Version> read(QByteArrayView text, qsizetype most, bool isStrict)
{
    Version version;
    if (const qsizetype plus = text.indexOf('+'); plus >= 0) {
        const QList<QByteArrayView> build = split(text.sliced(plus + 1), '.');
        if (!std::all_of(build.begin(), build.end(), isIdentifier))
            return std::nullopt;
        text = text.first(plus);
    }
    const auto isLoose = [&](QByteArrayView number) {
        return !isStrict || number.size() == 1 || !number.startsWith('0') || !isNumber(number);
    };
    if (const qsizetype dash = text.indexOf('-'); dash >= 0) {
        version.pre = split(text.sliced(dash + 1), '.');
        if (!std::all_of(version.pre.begin(), version.pre.end(),
                [&](QByteArrayView part) { return isIdentifier(part) && isLoose(part); }))
            return std::nullopt;
        text = text.first(dash);
    }
    version.numbers = split(text, '.');
    const bool areNumbers = std::all_of(version.numbers.begin(), version.numbers.end(),
        [&](QByteArrayView part) { return isNumber(part) && isLoose(part); });
    if (!areNumbers || version.numbers.size() > most)
        return std::nullopt;
    return version;
}

std::optional<int> compare(const std::optional<Version> &a, const std::optional<Version> &b)
{
    if (!a || !b)
        return std::nullopt;
    // What is missing is 0: ranges are often written as ">=1.2".
    for (qsizetype i = 0; i < std::max(a->numbers.size(), b->numbers.size()); ++i) {
        if (const int order = compareNumbers(a->numbers.value(i), b->numbers.value(i)))
            return order;
    }
    if (a->pre.isEmpty() != b->pre.isEmpty())
        return a->pre.isEmpty() ? 1 : -1;
    return compareIdentifiers(a->pre, b->pre);
}

// "v1.2.3", "=1.2.3" and, of Go's own library, "go1.22.1".
QByteArrayView withoutPrefix(QByteArrayView text)
{
    text = text.trimmed();
    while (text.startsWith('='))
        text = text.sliced(1).trimmed();
    for (const QByteArrayView prefix : {QByteArrayView("go"), QByteArrayView("v"), QByteArrayView("V")}) {
        if (text.startsWith(prefix) && text.size() > prefix.size() && isDigit(text[prefix.size()]))
            return text.sliced(prefix.size());
    }
    return text;
}

} // namespace

std::optional<int> compareSemVer(QByteArrayView a, QByteArrayView b)
{
    return compare(read(withoutPrefix(a), 3, true), read(withoutPrefix(b), 3, true));
}

std::optional<int> compareNuGet(QByteArrayView a, QByteArrayView b)
{
    const QByteArray first = a.toByteArray().toLower();
    const QByteArray second = b.toByteArray().toLower();
    return compare(read(first, 4, false), read(second, 4, false));
}

} // namespace lotse::findings::versions
