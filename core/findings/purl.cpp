// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 4096;

enum Rule : unsigned {
    LowerSpace = 1,
    LowerName = 2,
    LowerVersion = 4,
    NoSpace = 8, // a namespace makes it invalid
    NeedsSpace = 16,
};

// What the types of the specification ask for; other types are taken as they are. Where tools break a rule every day
// (golang/stdlib, oci/team/app) it is not held against them.
unsigned rulesOf(const QString &type)
{
    static const QHash<QString, unsigned> rules{{u"alpm"_s, LowerSpace | LowerName}, {u"apk"_s, LowerSpace | LowerName},
        {u"bitbucket"_s, LowerSpace | LowerName}, {u"bitnami"_s, LowerName}, {u"brew"_s, LowerSpace | LowerName},
        {u"chrome-extension"_s, LowerName | NoSpace}, {u"composer"_s, LowerSpace | LowerName},
        {u"deb"_s, LowerSpace | LowerName}, {u"github"_s, LowerSpace | LowerName}, {u"hex"_s, LowerSpace | LowerName},
        {u"huggingface"_s, LowerVersion}, {u"luarocks"_s, LowerSpace | LowerName},
        {u"oci"_s, LowerSpace | LowerName | LowerVersion}, {u"otp"_s, LowerName | NoSpace},
        {u"pub"_s, LowerName | NoSpace}, {u"pypi"_s, LowerName | LowerVersion | NoSpace}, {u"qpkg"_s, LowerSpace},
        {u"rpm"_s, LowerSpace}, {u"swift"_s, NeedsSpace}, {u"vcpkg"_s, NoSpace},
        {u"vscode-extension"_s, LowerSpace | LowerName | LowerVersion | NeedsSpace}, {u"yocto"_s, LowerSpace},
        {u"cargo"_s, NoSpace}, {u"cran"_s, NoSpace}, {u"gem"_s, NoSpace}, {u"hackage"_s, NoSpace},
        {u"julia"_s, NoSpace}, {u"nuget"_s, NoSpace}, {u"opam"_s, NoSpace}};
    return rules.value(type, 0);
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, ":"));
}

// The parts of a path, without empty ones, each decoded. False where one holds what only separates.
bool readSegments(const QString &path, QStringList &out)
{
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        const QString segment = decoded(part);
        if (segment.isEmpty() || segment.contains(u'/'))
            return false;
        out.append(segment);
    }
    return true;
}

bool readQualifiers(const QString &text, QMap<QString, QString> &out)
{
    static const QRegularExpression form(u"^[a-z._-][a-z0-9._-]*$"_s);
    for (const QString &pair : text.split(u'&', Qt::SkipEmptyParts)) {
        const QString key = pair.section(u'=', 0, 0).toLower();
        if (!form.match(key).hasMatch())
            return false;
        const QString value = decoded(pair.section(u'=', 1));
        if (value.isEmpty())
            continue;
        // Two values for one key: whichever was taken, it might be the wrong one.
        if (out.contains(key) && out.value(key) != value)
            return false;
        out.insert(key, value);
    }
    return true;
}

// Brings a package URL into the spelling of its type. False where it breaks a rule.
bool normalize(Purl &purl)
{
    const unsigned rules = rulesOf(purl.type);
    if (((rules & NoSpace) && !purl.space.isEmpty()) || ((rules & NeedsSpace) && purl.space.isEmpty()))
        return false;
    if (rules & LowerSpace)
        purl.space = purl.space.toLower();
    if (rules & LowerName)
        purl.name = purl.name.toLower();
    if (rules & LowerVersion)
        purl.version = purl.version.toLower();
    if (purl.type == u"pypi"_s)
        purl.name.replace(u'_', u'-');
    if (purl.type == u"pub"_s) {
        static const QRegularExpression foreign(u"[^a-z0-9_]"_s);
        purl.name.replace(foreign, u"_"_s);
    }
    if (purl.type == u"hackage"_s)
        purl.name.replace(u'_', u'-');
    if (purl.type == u"mlflow"_s && purl.qualifiers.value(u"repository_url"_s).contains(u"databricks"_s))
        purl.name = purl.name.toLower();
    if (purl.type == u"cpan"_s)
        return !purl.name.contains(u"::"_s);
    if (purl.type == u"julia"_s)
        return purl.qualifiers.contains(u"uuid"_s);
    if (purl.type == u"chrome-extension"_s) {
        static const QRegularExpression id(u"^[a-p]{32}$"_s);
        static const QRegularExpression version(u"^([0-9]+(\\.[0-9]+){0,3})?$"_s);
        return id.match(purl.name).hasMatch() && version.match(purl.version).hasMatch();
    }
    return true;
}

// What tools add for themselves: where a finding says nothing of it, it is no other package. The epoch belongs to the
// version.
bool isAddition(const Purl &purl, const QString &key, const QString &value)
{
    static const QStringList keys{u"epoch"_s, u"package-id"_s, u"upstream"_s, u"modularitylabel"_s};
    return keys.contains(key) || (purl.type == u"maven"_s && key == u"type"_s && value == u"jar"_s);
}

// "debian-12.5" is of "debian-12", "nodejs:18:8060020230306" of the stream "nodejs:18".
bool isPartOf(const QString &key, const QString &value, const QString &whole)
{
    return (key == u"distro"_s && value.startsWith(whole + u'.'))
        || (key == u"modularitylabel"_s && value.startsWith(whole + u':'));
}

// Empty where neither says it.
QString epochOf(const Purl &purl, const QString &version)
{
    static const QRegularExpression form(u"^([0-9]+):"_s);
    const QString own = purl.qualifiers.value(u"epoch"_s);
    if (!own.isEmpty() || (purl.type != u"deb"_s && purl.type != u"rpm"_s))
        return own;
    return form.match(version.isEmpty() ? purl.version : version).captured(1);
}

} // namespace

std::optional<Purl> Purl::parse(const QString &text)
{
    if (!text.startsWith(u"pkg:"_s, Qt::CaseInsensitive) || text.size() > kLongest)
        return std::nullopt;
    Purl purl;
    QString rest = text.mid(4);
    if (const qsizetype mark = rest.indexOf(u'#'); mark >= 0) {
        QStringList segments;
        if (!readSegments(rest.mid(mark + 1), segments))
            return std::nullopt;
        segments.removeAll(u"."_s);
        segments.removeAll(u".."_s);
        purl.subpath = segments.join(u'/');
        rest.truncate(mark);
    }
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        if (!readQualifiers(rest.mid(mark + 1), purl.qualifiers))
            return std::nullopt;
        rest.truncate(mark);
    }
    while (rest.startsWith(u'/'))
        rest.remove(0, 1);
    const qsizetype slash = rest.indexOf(u'/');
    static const QRegularExpression type(u"^[a-z.+-][a-z0-9.+-]*$"_s);
    purl.type = rest.left(std::max<qsizetype>(slash, 0)).toLower();
    if (!type.match(purl.type).hasMatch())
        return std::nullopt;
    rest = rest.mid(slash + 1);
    // "@angular/core" has its mark at the beginning of a part: that is a scope and no version.
    for (qsizetype at = rest.lastIndexOf(u'@'); at > 0; at = rest.lastIndexOf(u'@', at - 1)) {
        if (rest[at - 1] == u'/')
            continue;
        purl.version = decoded(rest.mid(at + 1));
        rest.truncate(at);
        break;
    }
    if (rest.endsWith(u'/')) // the name is missing
        return std::nullopt;
    QStringList parts = rest.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.last().startsWith(u'@'))
        return std::nullopt;
    const QString last = parts.takeLast();
    // A name that was encoded as a whole, "github.com%2Fgorilla%2Fmux", is the same path; generic ones are any text.
    if (purl.type == u"generic"_s)
        parts.append(decoded(last));
    else if (!readSegments(decoded(last), parts))
        return std::nullopt;
    if (parts.isEmpty() || parts.last().isEmpty())
        return std::nullopt;
    purl.name = parts.takeLast();
    QStringList space;
    if (!readSegments(parts.join(u'/'), space))
        return std::nullopt;
    purl.space = space.join(u'/');
    if (!normalize(purl))
        return std::nullopt;
    return purl;
}

std::optional<Purl> Purl::ofScanner(const QString &ecosystem, const QString &package)
{
    struct Kind {
        const char *type;
        const char *space; // of a distribution
    };
    // The words of Trivy (Results[].Type), Grype (artifact.type) and OSV (ecosystem).
    static const QHash<QString, Kind> kinds{{u"debian"_s, {"deb", "debian"}}, {u"ubuntu"_s, {"deb", "ubuntu"}},
        {u"deb"_s, {"deb", ""}}, {u"dpkg"_s, {"deb", ""}}, {u"alpine"_s, {"apk", "alpine"}},
        {u"wolfi"_s, {"apk", "wolfi"}}, {u"chainguard"_s, {"apk", "chainguard"}}, {u"apk"_s, {"apk", ""}},
        {u"redhat"_s, {"rpm", "redhat"}}, {u"rhel"_s, {"rpm", "redhat"}}, {u"red hat"_s, {"rpm", "redhat"}},
        {u"centos"_s, {"rpm", "centos"}}, {u"rocky"_s, {"rpm", "rocky"}}, {u"rocky linux"_s, {"rpm", "rocky"}},
        {u"alma"_s, {"rpm", "almalinux"}}, {u"almalinux"_s, {"rpm", "almalinux"}}, {u"oracle"_s, {"rpm", "oracle"}},
        {u"amazon"_s, {"rpm", "amazon"}}, {u"fedora"_s, {"rpm", "fedora"}}, {u"photon"_s, {"rpm", "photon"}},
        {u"azurelinux"_s, {"rpm", "azurelinux"}}, {u"cbl-mariner"_s, {"rpm", "cbl-mariner"}},
        {u"suse"_s, {"rpm", "suse"}}, {u"suse linux enterprise server"_s, {"rpm", "suse"}},
        {u"opensuse"_s, {"rpm", "opensuse"}}, {u"opensuse.leap"_s, {"rpm", "opensuse"}},
        {u"opensuse-leap"_s, {"rpm", "opensuse"}}, {u"opensuse-tumbleweed"_s, {"rpm", "opensuse"}},
        {u"rpm"_s, {"rpm", ""}}, {u"jar"_s, {"maven", ""}}, {u"pom"_s, {"maven", ""}}, {u"gradle"_s, {"maven", ""}},
        {u"gradle-lockfile"_s, {"maven", ""}}, {u"sbt-lockfile"_s, {"maven", ""}}, {u"java-archive"_s, {"maven", ""}},
        {u"maven"_s, {"maven", ""}}, {u"npm"_s, {"npm", ""}}, {u"node-pkg"_s, {"npm", ""}}, {u"yarn"_s, {"npm", ""}},
        {u"pnpm"_s, {"npm", ""}}, {u"bun"_s, {"npm", ""}}, {u"javascript"_s, {"npm", ""}},
        {u"python-pkg"_s, {"pypi", ""}}, {u"python"_s, {"pypi", ""}}, {u"pip"_s, {"pypi", ""}},
        {u"pipenv"_s, {"pypi", ""}}, {u"poetry"_s, {"pypi", ""}}, {u"uv"_s, {"pypi", ""}}, {u"pypi"_s, {"pypi", ""}},
        {u"gobinary"_s, {"golang", ""}}, {u"gomod"_s, {"golang", ""}}, {u"go-module"_s, {"golang", ""}},
        {u"go"_s, {"golang", ""}}, {u"golang"_s, {"golang", ""}}, {u"gemspec"_s, {"gem", ""}},
        {u"bundler"_s, {"gem", ""}}, {u"gem"_s, {"gem", ""}}, {u"rubygems"_s, {"gem", ""}},
        {u"rustbinary"_s, {"cargo", ""}}, {u"rust-crate"_s, {"cargo", ""}}, {u"cargo"_s, {"cargo", ""}},
        {u"crates.io"_s, {"cargo", ""}}, {u"nuget"_s, {"nuget", ""}}, {u"dotnet"_s, {"nuget", ""}},
        {u"dotnet-core"_s, {"nuget", ""}}, {u"packages-props"_s, {"nuget", ""}}, {u"composer"_s, {"composer", ""}},
        {u"composer-vendor"_s, {"composer", ""}}, {u"php-composer"_s, {"composer", ""}},
        {u"packagist"_s, {"composer", ""}}, {u"conan"_s, {"conan", ""}}, {u"hex"_s, {"hex", ""}},
        {u"pub"_s, {"pub", ""}}, {u"dart-pub"_s, {"pub", ""}}, {u"swift"_s, {"swift", ""}},
        {u"cocoapods"_s, {"cocoapods", ""}}, {u"pod"_s, {"cocoapods", ""}}, {u"bitnami"_s, {"bitnami", ""}},
        {u"conda-pkg"_s, {"conda", ""}}, {u"conda"_s, {"conda", ""}}};
    const auto kind = kinds.constFind(ecosystem.toLower());
    if (kind == kinds.cend() || package.isEmpty() || package.size() > kLongest)
        return std::nullopt;
    Purl purl;
    purl.type = QString::fromLatin1(kind->type);
    purl.space = QString::fromLatin1(kind->space);
    purl.name = package;
    static const QStringList paths{
        u"npm"_s, u"golang"_s, u"composer"_s, u"swift"_s, u"hex"_s, u"conan"_s, u"cocoapods"_s};
    const QChar cut = purl.type == u"maven"_s ? u':' : u'/';
    const qsizetype at = paths.contains(purl.type) || cut == u':' ? package.lastIndexOf(cut) : -1;
    if (at > 0 && at + 1 < package.size()) {
        purl.space = package.left(at);
        purl.name = package.mid(at + 1);
    }
    if (!normalize(purl))
        return std::nullopt;
    return purl;
}

QString Purl::identity() const
{
    QString out = u"pkg:"_s + type;
    for (const QString &part : space.split(u'/', Qt::SkipEmptyParts))
        out += u'/' + encoded(part);
    out += u'/' + encoded(name);
    QChar mark = u'?';
    for (auto it = qualifiers.cbegin(); it != qualifiers.cend(); ++it) {
        out += mark + it.key() + u'=' + encoded(it.value());
        mark = u'&';
    }
    return out;
}

QString Purl::text() const
{
    QString out = identity();
    if (!version.isEmpty()) {
        const qsizetype mark = out.indexOf(u'?');
        out.insert(mark < 0 ? out.size() : mark, u'@' + encoded(version));
    }
    QChar mark = u'#';
    for (const QString &part : subpath.split(u'/', Qt::SkipEmptyParts)) {
        out += mark + encoded(part);
        mark = u'/';
    }
    return out;
}

QString Purl::packageName() const
{
    if (space.isEmpty())
        return name;
    if (type == u"maven"_s)
        return space + u':' + name;
    // Distributions put their own name there, which no scanner repeats.
    static const QStringList distributions{u"deb"_s, u"rpm"_s, u"apk"_s, u"alpm"_s, u"bitnami"_s};
    return distributions.contains(type) ? name : space + u'/' + name;
}

QString Purl::fullVersion() const
{
    const QString epoch = qualifiers.value(u"epoch"_s);
    const bool isMissing = (type == u"deb"_s || type == u"rpm"_s) && !epoch.isEmpty() && epoch != u"0"_s
        && !version.isEmpty() && !version.contains(u':');
    return isMissing ? epoch + u':' + version : version;
}

bool Purl::isImage() const
{
    return type == u"oci"_s || type == u"docker"_s;
}

bool Purl::fits(const Purl &other, const QString &foundVersion) const
{
    // Some tools write the paths of Go in lower case, as the specification asks for, and some as they are.
    const auto isSame = [isAnyCase = type == u"golang"_s](const QString &a, const QString &b) {
        return a.compare(b, isAnyCase ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
    };
    if (type != other.type || !isSame(space, other.space) || !isSame(name, other.name))
        return false;
    for (auto it = qualifiers.cbegin(); it != qualifiers.cend(); ++it) {
        const QString theirs = it.key() == u"epoch"_s ? epochOf(other, foundVersion) : other.qualifiers.value(it.key());
        if (theirs.isEmpty() && isAddition(*this, it.key(), it.value()))
            continue;
        if (theirs != it.value() && !isPartOf(it.key(), theirs, it.value()))
            return false;
    }
    return true;
}

} // namespace lotse::findings
