// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionrange.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostConstraints = 64;

Error notARange(const QString &text)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {LOTSE_MSG("\"%1\" is not a version range. Example: vers:deb/>=3.0.11|<3.0.15."), {text.left(80)}};
    return error;
}

} // namespace

QString VersionRange::exactly(const QString &version)
{
    return u"vers:generic/"_s + QString::fromLatin1(QUrl::toPercentEncoding(version));
}

bool VersionRange::takes(const QString &part)
{
    static const QList<std::pair<QString, Sign>> signs{{u">="_s, Sign::GreaterEqual}, {u"<="_s, Sign::LessEqual},
        {u"!="_s, Sign::NotEqual}, {u">"_s, Sign::Greater}, {u"<"_s, Sign::Less}, {u"="_s, Sign::Equal}};
    Constraint constraint;
    QString rest = part.trimmed();
    for (const auto &[word, meaning] : signs) {
        if (rest.startsWith(word)) {
            constraint.sign = meaning;
            rest = rest.mid(word.size()).trimmed();
            break;
        }
    }
    // "^1.2", "~1.2", "==1.4", "1.x" and "[1.0,2.0)" are ranges of other notations, and no versions.
    static const QRegularExpression foreign(u"^[~^=]|[\\[\\](),*<> ]|\\.[xX](\\.|$)"_s);
    if (m_scheme != VersionScheme::Equality && foreign.match(rest).hasMatch())
        return false;
    constraint.version = QByteArray::fromPercentEncoding(rest.toUtf8());
    if (constraint.version.isEmpty() || constraint.version == "*")
        return false;
    // The signs are part of the notation: encoded they are those of a range that was encoded as a whole.
    if (m_scheme != VersionScheme::Equality && QByteArrayView("<>!|").contains(constraint.version.front()))
        return false;
    const bool isPoint = constraint.sign == Sign::Equal || constraint.sign == Sign::NotEqual;
    if (!isPoint && m_scheme != VersionScheme::Equality && !isOrderedVersion(constraint.version, m_scheme))
        return false;
    (isPoint ? m_points : m_bounds).append(constraint);
    return true;
}

Result<VersionRange> VersionRange::parse(const QString &text)
{
    VersionRange range;
    if (text.isEmpty())
        return range;
    const qsizetype slash = text.indexOf(u'/');
    if (!text.startsWith(u"vers:"_s) || slash <= 5 || slash == text.size() - 1 || text.size() > kLongest)
        return notARange(text);
    range.m_scheme = versionSchemeOf(text.mid(5, slash - 5));
    const QStringList parts = text.mid(slash + 1).split(u'|');
    if (parts.size() > kMostConstraints)
        return notARange(text);
    if (parts == QStringList{u"*"_s}) {
        range.m_isEverything = text != u"vers:none/*"_s;
        return range;
    }
    range.m_isEverything = false;
    for (const QString &part : parts) {
        if (!range.takes(part))
            return notARange(text);
    }
    if (range.m_scheme == VersionScheme::Equality)
        return range;
    const auto order = [&](const Constraint &a, const Constraint &b) {
        return compareVersions(a.version, b.version, range.m_scheme).value_or(0);
    };
    std::stable_sort(range.m_bounds.begin(), range.m_bounds.end(),
        [&](const Constraint &a, const Constraint &b) { return order(a, b) < 0; });
    // Two bounds at one version can mean anything.
    const auto twice = std::adjacent_find(range.m_bounds.begin(), range.m_bounds.end(),
        [&](const Constraint &a, const Constraint &b) { return order(a, b) == 0; });
    return twice == range.m_bounds.end() ? Result<VersionRange>(range) : Result<VersionRange>(notARange(text));
}

bool VersionRange::names(QByteArrayView version) const
{
    return std::any_of(m_points.begin(), m_points.end(),
        [&](const Constraint &point) { return point.sign == Sign::Equal && point.version == version; });
}

// The algorithm of the vers specification: single versions first, then the gaps between neighbouring bounds.
bool VersionRange::contains(QByteArrayView version) const
{
    if (m_isEverything || names(version))
        return true;
    const bool isReadable = isOrderedVersion(version, m_scheme);
    if (!isReadable && m_scheme != VersionScheme::Equality)
        return false;
    const auto compared = [&](const Constraint &c) { return compareVersions(version, c.version, m_scheme); };
    bool hasOnlyExclusions = !m_points.isEmpty();
    for (const Constraint &point : m_points) {
        if (compared(point) == 0)
            return point.sign == Sign::Equal;
        hasOnlyExclusions = hasOnlyExclusions && point.sign == Sign::NotEqual;
    }
    if (m_bounds.isEmpty() || !isReadable)
        return hasOnlyExclusions && m_bounds.isEmpty();
    const auto isUpper = [](const Constraint &c) { return c.sign == Sign::Less || c.sign == Sign::LessEqual; };
    const auto isBelow = [&](const Constraint &c) { return compared(c).value_or(0) < 0; };
    for (const Constraint &bound : m_bounds) {
        if (compared(bound) == 0)
            return bound.sign == Sign::LessEqual || bound.sign == Sign::GreaterEqual;
    }
    if (isUpper(m_bounds.first()) && isBelow(m_bounds.first()))
        return true;
    if (!isUpper(m_bounds.last()) && !isBelow(m_bounds.last()))
        return true;
    for (qsizetype i = 0; i + 1 < m_bounds.size(); ++i) {
        if (!isUpper(m_bounds[i]) && isUpper(m_bounds[i + 1]) && !isBelow(m_bounds[i]) && isBelow(m_bounds[i + 1]))
            return true;
    }
    return false;
}

} // namespace lotse::findings
