// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <QRegularExpression>

// Composer: up to four numbers, then a stability with numbers of its own; branches have no order.
namespace lotse::findings::versions {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 512;

struct Version {
    QList<QByteArray> numbers;
    int stability = 4;
    QList<QByteArray> steps; // of the stability
    bool isDev = false; // of what stands before it
};

std::optional<Version> read(QByteArrayView text)
{
    static const QRegularExpression form(
        u"^v?([0-9]+(?:\\.[0-9]+){0,3})(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?[0-9]+)*))?([.-]?dev)?"
        "(?:\\+[^\\s]*)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.size() > kLongest)
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(text).trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    Version version;
    version.numbers = match.captured(1).toLatin1().split('.');
    const QString word = match.captured(2).toLower();
    if (!word.isEmpty() && word != u"stable"_s)
        version.stability = word.startsWith(u'a') ? 1 : word.startsWith(u'b') ? 2 : word == u"rc"_s ? 3 : 5;
    version.isDev = match.capturedLength(4) > 0;
    if (version.isDev && word.isEmpty())
        version.stability = 0;
    // What stands behind "stable" does not count.
    const QByteArray steps = (word == u"stable"_s ? QString() : match.captured(3)).toLatin1().replace('-', '.');
    for (const QByteArray &step : steps.split('.')) {
        if (!step.isEmpty())
            version.steps.append(step);
    }
    return version;
}

} // namespace

std::optional<int> compareComposer(QByteArrayView first, QByteArrayView second)
{
    const auto a = read(first);
    const auto b = read(second);
    if (!a || !b)
        return std::nullopt;
    for (qsizetype i = 0; i < std::max(a->numbers.size(), b->numbers.size()); ++i) {
        if (const int order = compareNumbers(a->numbers.value(i), b->numbers.value(i)))
            return order;
    }
    if (a->stability != b->stability)
        return sign(a->stability - b->stability);
    for (qsizetype i = 0; i < std::max(a->steps.size(), b->steps.size()); ++i) {
        if (const int order = compareNumbers(a->steps.value(i), b->steps.value(i)))
            return order;
    }
    if (a->steps.size() != b->steps.size())
        return sign(a->steps.size() - b->steps.size());
    return int(b->isDev) - int(a->isDev);
}

} // namespace lotse::findings::versions
