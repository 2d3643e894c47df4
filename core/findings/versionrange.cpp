// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionrange.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The weight of a character between numbers: `~` before the end, letters before all else (deb-version(7)).
int weight(QByteArrayView text, qsizetype at)
{
    if (at >= text.size() || isDigit(text[at]))
        return 0;
    const char c = text[at];
    if (c == '~')
        return -1;
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return isLetter ? c : 256 + uchar(c);
}

int compareParts(QByteArrayView a, QByteArrayView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        while ((i < a.size() && !isDigit(a[i])) || (j < b.size() && !isDigit(b[j]))) {
            if (const int difference = weight(a, i) - weight(b, j))
                return difference;
            ++i;
            ++j;
        }
        while (i < a.size() && a[i] == '0')
            ++i;
        while (j < b.size() && b[j] == '0')
            ++j;
        int first = 0;
        while (i < a.size() && isDigit(a[i]) && j < b.size() && isDigit(b[j])) {
            if (first == 0)
                first = a[i] - b[j];
            ++i;
            ++j;
        }
        if (i < a.size() && isDigit(a[i]))
            return 1;
        if (j < b.size() && isDigit(b[j]))
            return -1;
        if (first != 0)
            return first;
    }
    return 0;
}

QByteArrayView withoutEpoch(QByteArrayView version, qulonglong &epoch)
{
    const qsizetype colon = version.indexOf(':');
    bool isNumber = false;
    epoch = colon > 0 ? version.first(colon).toByteArray().toULongLong(&isNumber) : 0;
    return isNumber ? version.sliced(colon + 1) : version;
}

int sign(int number)
{
    return (number > 0) - (number < 0);
}

int compareDebian(QByteArrayView a, QByteArrayView b)
{
    qulonglong epochA = 0;
    qulonglong epochB = 0;
    a = withoutEpoch(a, epochA);
    b = withoutEpoch(b, epochB);
    if (epochA != epochB)
        return epochA < epochB ? -1 : 1;
    const auto split = [](QByteArrayView text) {
        const qsizetype dash = text.lastIndexOf('-');
        return dash < 0 ? std::pair(text, QByteArrayView()) : std::pair(text.first(dash), text.sliced(dash + 1));
    };
    const auto [upstreamA, revisionA] = split(a);
    const auto [upstreamB, revisionB] = split(b);
    const int upstream = compareParts(upstreamA, upstreamB);
    return sign(upstream ? upstream : compareParts(revisionA, revisionB));
}

int compareSemVer(QByteArrayView a, QByteArrayView b)
{
    const auto split = [](QByteArrayView text) {
        if (text.size() > 1 && (text[0] == 'v' || text[0] == 'V') && isDigit(text[1]))
            text = text.sliced(1);
        if (const qsizetype plus = text.indexOf('+'); plus >= 0)
            text = text.first(plus);
        const qsizetype dash = text.indexOf('-');
        return dash < 0 ? std::pair(text, QByteArrayView()) : std::pair(text.first(dash), text.sliced(dash + 1));
    };
    const auto [coreA, preA] = split(a);
    const auto [coreB, preB] = split(b);
    if (const int core = compareParts(coreA, coreB))
        return sign(core);
    if (preA.isEmpty() != preB.isEmpty())
        return preA.isEmpty() ? 1 : -1;
    return sign(compareParts(preA, preB));
}

Error notARange(const QString &text)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {
        LOTSE_MSG("\"%1\" is no range of versions. Write for instance vers:deb/>=3.0.11|<3.0.15."), {text.left(80)}};
    return error;
}

} // namespace

int compareVersions(QByteArrayView a, QByteArrayView b, VersionScheme scheme)
{
    return scheme == VersionScheme::Debian ? compareDebian(a, b) : compareSemVer(a, b);
}

QString VersionRange::exactly(const QString &version)
{
    return u"vers:generic/"_s + QString::fromLatin1(QUrl::toPercentEncoding(version));
}

Result<VersionRange> VersionRange::parse(const QString &text)
{
    static const QStringList semVer{u"npm"_s, u"cargo"_s, u"golang"_s, u"gem"_s, u"composer"_s, u"pypi"_s, u"maven"_s,
        u"nuget"_s, u"semver"_s, u"hex"_s};
    VersionRange range;
    if (text.isEmpty())
        return range;
    const qsizetype slash = text.indexOf(u'/');
    if (!text.startsWith(u"vers:"_s) || slash <= 5 || slash == text.size() - 1 || text.size() > 4096)
        return notARange(text);
    range.m_scheme = semVer.contains(text.mid(5, slash - 5)) ? VersionScheme::SemVer : VersionScheme::Debian;
    const QStringList parts = text.mid(slash + 1).split(u'|');
    if (parts.size() > 64)
        return notARange(text);
    if (parts == QStringList{u"*"_s})
        return range;
    for (const QString &part : parts) {
        static const QList<std::pair<QString, Sign>> signs{{u">="_s, Sign::GreaterEqual}, {u"<="_s, Sign::LessEqual},
            {u"!="_s, Sign::NotEqual}, {u">"_s, Sign::Greater}, {u"<"_s, Sign::Less}, {u"="_s, Sign::Equal}};
        Constraint constraint;
        QString rest = part.trimmed();
        for (const auto &[word, meaning] : signs) {
            if (rest.startsWith(word)) {
                constraint.sign = meaning;
                rest = rest.mid(word.size());
                break;
            }
        }
        constraint.version = QByteArray::fromPercentEncoding(rest.toUtf8());
        if (constraint.version.isEmpty() || constraint.version == "*")
            return notARange(text);
        range.m_constraints.append(constraint);
    }
    std::stable_sort(
        range.m_constraints.begin(), range.m_constraints.end(), [&](const Constraint &a, const Constraint &b) {
            return compareVersions(a.version, b.version, range.m_scheme) < 0;
        });
    return range;
}

// The algorithm of the vers specification: single versions first, then the gaps between neighbouring bounds.
bool VersionRange::contains(QByteArrayView version) const
{
    if (m_constraints.isEmpty())
        return true;
    QList<Constraint> bounds;
    bool hasOnlyExclusions = true;
    for (const Constraint &constraint : m_constraints) {
        const bool isSame = compareVersions(version, constraint.version, m_scheme) == 0;
        if (isSame)
            return constraint.sign == Sign::Equal || constraint.sign == Sign::LessEqual
                || constraint.sign == Sign::GreaterEqual;
        hasOnlyExclusions = hasOnlyExclusions && constraint.sign == Sign::NotEqual;
        if (constraint.sign != Sign::Equal && constraint.sign != Sign::NotEqual)
            bounds.append(constraint);
    }
    if (bounds.isEmpty())
        return hasOnlyExclusions;
    const auto isUpper = [](const Constraint &c) { return c.sign == Sign::Less || c.sign == Sign::LessEqual; };
    const auto isBelow = [&](const Constraint &c) { return compareVersions(version, c.version, m_scheme) < 0; };
    if (isUpper(bounds.first()) && isBelow(bounds.first()))
        return true;
    if (!isUpper(bounds.last()) && !isBelow(bounds.last()))
        return true;
    for (qsizetype i = 0; i + 1 < bounds.size(); ++i) {
        if (!isUpper(bounds[i]) && isUpper(bounds[i + 1]) && !isBelow(bounds[i]) && isBelow(bounds[i + 1]))
            return true;
    }
    return false;
}

} // namespace lotse::findings
