// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <QRegularExpression>

// PEP 440, with the spellings that it normalises.
namespace lotse::findings::versions {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 512;

struct Version {
    QByteArray epoch;
    QList<QByteArray> release; // without zeros at its end
    int phase = 3; // 0 development alone, 1 pre-release, 3 final
    int letter = 0; // a, b, rc
    QByteArray pre;
    bool isPost = false, isDev = false;
    QByteArray post, dev;
    QList<QByteArray> local;
};

std::optional<Version> read(QByteArrayView text)
{
    static const QRegularExpression form(
        u"^\\s*v?(?:([0-9]+)!)?([0-9]+(?:\\.[0-9]+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?([0-9]*))?"
        "(?:(-[0-9]+)|([-_.]?(?:post|rev|r)[-_.]?)([0-9]*))?([-_.]?dev[-_.]?([0-9]*))?"
        "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.size() > kLongest)
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return std::nullopt;
    const auto group = [&](int number) { return match.captured(number).toLower().toLatin1(); };
    Version version;
    version.epoch = group(1);
    version.release = group(2).split('.');
    while (version.release.size() > 1 && compareNumbers(version.release.last(), {}) == 0)
        version.release.removeLast();
    const QByteArray word = group(3);
    if (!word.isEmpty()) {
        version.phase = 1;
        version.letter = word.startsWith('a') ? 0 : word.startsWith('b') ? 1 : 2;
        version.pre = group(4);
    }
    version.isPost = match.capturedLength(5) > 0 || match.capturedLength(6) > 0;
    version.post = match.capturedLength(5) > 0 ? group(5).mid(1) : group(7);
    version.isDev = match.capturedLength(8) > 0;
    version.dev = group(9);
    if (word.isEmpty() && !version.isPost && version.isDev)
        version.phase = 0;
    const QByteArray local = group(10).replace('-', '.').replace('_', '.');
    if (!local.isEmpty())
        version.local = local.split('.');
    return version;
}

int compareLocal(const QList<QByteArray> &a, const QList<QByteArray> &b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        const bool isFirst = isNumber(a[i]);
        const bool isSecond = isNumber(b[i]);
        if (isFirst != isSecond)
            return isFirst ? 1 : -1;
        if (const int order = isFirst ? compareNumbers(a[i], b[i]) : compareTexts(a[i], b[i]))
            return order;
    }
    return sign(a.size() - b.size());
}

} // namespace

std::optional<int> comparePyPi(QByteArrayView first, QByteArrayView second)
{
    const auto a = read(first);
    const auto b = read(second);
    if (!a || !b)
        return std::nullopt;
    if (const int order = compareNumbers(a->epoch, b->epoch))
        return order;
    for (qsizetype i = 0; i < std::max(a->release.size(), b->release.size()); ++i) {
        if (const int order = compareNumbers(a->release.value(i), b->release.value(i)))
            return order;
    }
    if (a->phase != b->phase)
        return sign(a->phase - b->phase);
    if (a->letter != b->letter)
        return sign(a->letter - b->letter);
    if (const int order = compareNumbers(a->pre, b->pre))
        return order;
    if (a->isPost != b->isPost)
        return a->isPost ? 1 : -1;
    if (const int order = compareNumbers(a->post, b->post))
        return order;
    if (a->isDev != b->isDev)
        return a->isDev ? -1 : 1;
    if (const int order = compareNumbers(a->dev, b->dev))
        return order;
    return compareLocal(a->local, b->local);
}

} // namespace lotse::findings::versions
