// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// RubyGems: runs of digits and of letters; letters make a pre-release, zeros at the end do not count.
namespace lotse::findings::versions {

namespace {

// "1.13.9-x86_64-linux", "1.13.9-java": what a lock file says besides of the platform is no part of the version. Read
// as one it would make a pre-release of every such gem.
QByteArrayView withoutPlatform(QByteArrayView text)
{
    static constexpr const char *platforms[] = {"java", "jruby", "ruby", "mswin", "mingw", "x86", "x64", "i386", "i486",
        "i586", "i686", "amd64", "aarch64", "arm", "universal", "powerpc", "ppc", "s390", "riscv", "loongarch", "wasm"};
    const qsizetype dash = text.indexOf('-');
    const QByteArrayView rest = dash < 0 ? QByteArrayView() : text.sliced(dash + 1);
    const bool isOne = std::any_of(
        std::begin(platforms), std::end(platforms), [&](const char *word) { return rest.startsWith(word); });
    return isOne ? text.first(dash) : text;
}

std::optional<QList<QByteArray>> read(QByteArrayView text)
{
    const QByteArray plain = withoutPlatform(text.trimmed()).toByteArray().replace('-', ".pre.");
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
