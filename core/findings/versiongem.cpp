// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// RubyGems: runs of digits and of letters; letters make a pre-release, zeros at the end do not count.
namespace lotse::findings::versions {

namespace {

std::optional<QList<QByteArray>> read(QByteArrayView text)
{
    const QByteArray plain = text.trimmed().toByteArray().replace('-', ".pre.");
    if (plain.isEmpty() || !isDigit(plain.front()))
        return std::nullopt;
    QList<QByteArray> runs;
    for (const QByteArray &part : plain.split('.')) {
        if (part.isEmpty() || !std::all_of(part.begin(), part.end(), [](char c) { return isDigit(c) || isLetter(c); }))
            return std::nullopt;
        QByteArrayView rest = part;
        while (!rest.isEmpty()) {
            const auto end =
                std::find_if(rest.begin(), rest.end(), [&](char c) { return isDigit(c) != isDigit(rest.front()); });
            runs.append(rest.first(end - rest.begin()).toByteArray());
            rest = rest.sliced(runs.last().size());
        }
    }
    // Zeros count neither at the end nor before the first letters.
    const auto word = std::find_if(runs.begin(), runs.end(), [](const QByteArray &run) { return !isNumber(run); });
    QList<QByteArray> numbers(runs.begin(), word);
    QList<QByteArray> rest(word, runs.end());
    for (QList<QByteArray> *list : {&numbers, &rest}) {
        while (!list->isEmpty() && isNumber(list->last()) && compareNumbers(list->last(), {}) == 0)
            list->removeLast();
    }
    return numbers + rest;
}

} // namespace

std::optional<int> compareGem(QByteArrayView first, QByteArrayView second)
{
    const auto a = read(first);
    const auto b = read(second);
    if (!a || !b)
        return std::nullopt;
    for (qsizetype i = 0; i < std::max(a->size(), b->size()); ++i) {
        const QByteArray x = a->value(i, "0");
        const QByteArray y = b->value(i, "0");
        if (isNumber(x) != isNumber(y))
            return isNumber(x) ? 1 : -1;
        if (const int order = isNumber(x) ? compareNumbers(x, y) : compareTexts(x, y))
            return order;
    }
    return 0;
}

} // namespace lotse::findings::versions
