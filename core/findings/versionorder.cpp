// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionorder.h"

#include "findings/versionparts.h"

#include <QHash>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace versions {

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

int compareTexts(QByteArrayView a, QByteArrayView b)
{
    return sign(a.compare(b));
}

int compareNumbers(QByteArrayView a, QByteArrayView b)
{
    while (a.startsWith('0'))
        a = a.sliced(1);
    while (b.startsWith('0'))
        b = b.sliced(1);
    return a.size() != b.size() ? sign(a.size() - b.size()) : compareTexts(a, b);
}

int compareIdentifiers(const QList<QByteArrayView> &a, const QList<QByteArrayView> &b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        const bool isFirst = isNumber(a[i]);
        const bool isSecond = isNumber(b[i]);
        if (isFirst != isSecond)
            return isFirst ? -1 : 1;
        if (const int order = isFirst ? compareNumbers(a[i], b[i]) : compareTexts(a[i], b[i]))
            return order;
    }
    return sign(a.size() - b.size());
}

PackageVersion splitPackageVersion(QByteArrayView text)
{
    PackageVersion version;
    if (const qsizetype colon = text.indexOf(':'); colon > 0 && isNumber(text.first(colon))) {
        version.epoch = text.first(colon);
        text = text.sliced(colon + 1);
    }
    const qsizetype dash = text.lastIndexOf('-');
    version.upstream = dash < 0 ? text : text.first(dash);
    version.revision = dash < 0 ? QByteArrayView() : text.sliced(dash + 1);
    return version;
}

QList<QByteArrayView> split(QByteArrayView text, char at)
{
    QList<QByteArrayView> parts;
    for (;;) {
        const qsizetype end = text.indexOf(at);
        if (end < 0)
            break;
        parts.append(text.first(end));
        text = text.sliced(end + 1);
    }
    parts.append(text);
    return parts;
}

QByteArrayView takeNumber(QByteArrayView &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const QByteArrayView number = text.first(end - text.begin());
    text = text.sliced(number.size());
    return number;
}

} // namespace versions

VersionScheme versionSchemeOf(const QString &type)
{
    static const QHash<QString, VersionScheme> schemes{{u"deb"_s, VersionScheme::Debian},
        {u"rpm"_s, VersionScheme::Rpm}, {u"apk"_s, VersionScheme::Apk}, {u"alpine"_s, VersionScheme::Apk},
        {u"maven"_s, VersionScheme::Maven}, {u"pypi"_s, VersionScheme::PyPi}, {u"gem"_s, VersionScheme::Gem},
        {u"npm"_s, VersionScheme::SemVer}, {u"cargo"_s, VersionScheme::SemVer}, {u"golang"_s, VersionScheme::SemVer},
        {u"hex"_s, VersionScheme::SemVer}, {u"pub"_s, VersionScheme::SemVer}, {u"swift"_s, VersionScheme::SemVer},
        {u"semver"_s, VersionScheme::SemVer}, {u"nuget"_s, VersionScheme::NuGet},
        {u"composer"_s, VersionScheme::Composer}};
    return schemes.value(type.toLower(), VersionScheme::Equality);
}

std::optional<int> compareVersions(QByteArrayView a, QByteArrayView b, VersionScheme scheme)
{
    switch (scheme) {
    case VersionScheme::Debian:
        return versions::compareDebian(a, b);
    case VersionScheme::Rpm:
        return versions::compareRpm(a, b);
    case VersionScheme::Apk:
        return versions::compareApk(a, b);
    case VersionScheme::Maven:
        return versions::compareMaven(a, b);
    case VersionScheme::PyPi:
        return versions::comparePyPi(a, b);
    case VersionScheme::Gem:
        return versions::compareGem(a, b);
    case VersionScheme::SemVer:
        return versions::compareSemVer(a, b);
    case VersionScheme::NuGet:
        return versions::compareNuGet(a, b);
    case VersionScheme::Composer:
        return versions::compareComposer(a, b);
    case VersionScheme::Equality:
        break;
    }
    return a == b ? std::optional<int>(0) : std::nullopt;
}

bool isOrderedVersion(QByteArrayView text, VersionScheme scheme)
{
    // A word of dpkg's and a property of Maven that nobody filled in ("${log4j2.version}") compare, and are no
    // versions.
    const QByteArrayView upstream = versions::splitPackageVersion(text).upstream;
    if (scheme == VersionScheme::Debian && (upstream.isEmpty() || !versions::isDigit(upstream.front())))
        return false;
    if (scheme == VersionScheme::Maven && text.contains('$'))
        return false;
    return scheme != VersionScheme::Equality && std::any_of(text.begin(), text.end(), versions::isDigit)
        && compareVersions(text, text, scheme).has_value();
}

std::optional<int> compareByAllSchemes(QByteArrayView a, QByteArrayView b)
{
    if (a == b)
        return 0;
    static constexpr VersionScheme schemes[] = {VersionScheme::Debian, VersionScheme::Rpm, VersionScheme::Apk,
        VersionScheme::Maven, VersionScheme::PyPi, VersionScheme::Gem, VersionScheme::SemVer, VersionScheme::NuGet,
        VersionScheme::Composer};
    // What a scheme does not look at (build data) makes two texts equal there and says nothing against another's order.
    int agreed = 0;
    for (const VersionScheme scheme : schemes) {
        // What stands behind a plus is text for PyPI: "+deb12u10" would come before "+deb12u3".
        const bool isLocal = scheme == VersionScheme::PyPi && (a.contains('+') || b.contains('+'));
        if (isLocal || !isOrderedVersion(a, scheme) || !isOrderedVersion(b, scheme))
            continue;
        const int order = *compareVersions(a, b, scheme);
        if (order != 0 && agreed != 0 && order != agreed)
            return std::nullopt;
        agreed = order != 0 ? order : agreed;
    }
    return agreed != 0 ? std::optional<int>(agreed) : std::nullopt;
}

int compareForDisplay(QByteArrayView a, QByteArrayView b)
{
    return versions::compareAsDpkg(a, b);
}

} // namespace lotse::findings
