// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// What rpm documents of its version comparison: runs of digits or letters, ~ before and ^ after the end.
namespace lotse::findings::versions {

namespace {

bool isRun(char c)
{
    return isDigit(c) || isLetter(c);
}

void skipSeparators(QByteArrayView &text)
{
    while (!text.isEmpty() && !isRun(text.front()) && text.front() != '~' && text.front() != '^')
        text = text.sliced(1);
}

QByteArrayView takeRun(QByteArrayView &text)
{
    if (isDigit(text.front()))
        return takeNumber(text);
    const auto end = std::find_if_not(text.begin(), text.end(), isLetter);
    const QByteArrayView run = text.first(end - text.begin());
    text = text.sliced(run.size());
    return run;
}

int compareParts(QByteArrayView a, QByteArrayView b)
{
    for (;;) {
        skipSeparators(a);
        skipSeparators(b);
        const char first = a.isEmpty() ? '\0' : a.front();
        const char second = b.isEmpty() ? '\0' : b.front();
        if (first == '~' || second == '~') {
            if (first != second)
                return first == '~' ? -1 : 1;
        } else if (first == '^' || second == '^') {
            // Newer than the end, older than any further run.
            if (first == '\0' || second == '\0')
                return first == '\0' ? -1 : 1;
            if (first != second)
                return first == '^' ? -1 : 1;
        } else {
            if (first == '\0' || second == '\0')
                return (first != '\0') - (second != '\0');
            if (isDigit(first) != isDigit(second))
                return isDigit(first) ? 1 : -1;
            const QByteArrayView run = takeRun(a);
            const QByteArrayView other = takeRun(b);
            if (const int order = isDigit(first) ? compareNumbers(run, other) : compareTexts(run, other))
                return order;
            continue;
        }
        a = a.sliced(1);
        b = b.sliced(1);
    }
}

bool isVersion(QByteArrayView text)
{
    return !text.isEmpty()
        && std::none_of(text.begin(), text.end(), [](char c) { return uchar(c) <= ' ' || c == 127; });
}

} // namespace

std::optional<int> compareRpm(QByteArrayView a, QByteArrayView b)
{
    if (!isVersion(a) || !isVersion(b))
        return std::nullopt;
    const PackageVersion first = splitPackageVersion(a);
    const PackageVersion second = splitPackageVersion(b);
    if (const int order = compareNumbers(first.epoch, second.epoch))
        return order;
    if (const int order = compareParts(first.upstream, second.upstream))
        return order;
    // A release is compared only where both have one.
    return first.revision.isEmpty() || second.revision.isEmpty() ? 0 : compareParts(first.revision, second.revision);
}

} // namespace lotse::findings::versions
