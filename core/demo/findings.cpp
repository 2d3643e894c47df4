// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"

#include "demo/dates.h"
#include "demo/random.h"

#include <array>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

struct Known {
    int severity;
    int number; ///< in the catalogue of its severity
    int family; ///< -1: in the base system
    const char *id;
    const char *package;
    int score;
    const char *cwe;
};

// Vulnerabilities that everybody has heard of, in the packages that really had them.
constexpr Known Famous[] = {
    {0, 0, 1, "CVE-2021-44228", "org.apache.logging.log4j:log4j-core", 100, "CWE-502"},
    {0, 1, 1, "CVE-2021-45046", "org.apache.logging.log4j:log4j-core", 90, "CWE-917"},
    {0, 2, 1, "CVE-2022-22965", "org.springframework:spring-beans", 98, "CWE-94"},
    {0, 3, 1, "CVE-2022-42889", "org.apache.commons:commons-text", 98, "CWE-94"},
    {0, 4, -1, "CVE-2023-38545", "libcurl4", 98, "CWE-787"},
    {1, 0, -1, "CVE-2023-4863", "libwebp7", 88, "CWE-787"},
    {1, 1, -1, "CVE-2023-44487", "libnghttp2-14", 75, "CWE-400"},
    {1, 2, 2, "CVE-2023-39325", "golang.org/x/net", 75, "CWE-770"},
    {1, 3, -1, "CVE-2023-4911", "libc6", 78, "CWE-787"},
    {1, 4, 0, "CVE-2021-23337", "lodash", 72, "CWE-94"},
    {2, 0, -1, "CVE-2023-48795", "openssh-client", 59, "CWE-354"},
    {2, 1, 0, "CVE-2023-45857", "axios", 65, "CWE-352"},
};

constexpr const char *Weaknesses[] = {"CWE-787", "CWE-125", "CWE-400", "CWE-79", "CWE-22", "CWE-20", "CWE-416",
    "CWE-190", "CWE-476", "CWE-918", "CWE-502", "CWE-295", "CWE-1333", "CWE-362", ""};

constexpr quint64 seedOf(int severity, int number)
{
    return quint64(severity) * 1'000'003 + quint64(number) * 7'919 + 17;
}

bool isFixedInCatalogue(int severity, int number)
{
    return Random(seedOf(severity, number)).below(100) < 47;
}

/// The number in the catalogue of the n-th finding of a severity: a run that begins elsewhere for each image, so that
/// images share most of what they have and none has a vulnerability twice.
int catalogueNumber(const Artifact &artifact, int severity, int n)
{
    return (n + artifact.scan.shift * (severity + 1) * 5) % CatalogueSizes[severity];
}

/// How many of the first `count` of a severity can be fixed.
int fixedBefore(int severity, int count)
{
    static const auto sums = [] {
        std::array<QList<int>, 5> made;
        for (int i = 0; i < 5; ++i) {
            made[size_t(i)].append(0);
            for (int number = 0; number < CatalogueSizes[i]; ++number)
                made[size_t(i)].append(made[size_t(i)].last() + (isFixedInCatalogue(i, number) ? 1 : 0));
        }
        return made;
    }();
    return sums[size_t(severity)][count];
}

const QList<Package> &pool(int family)
{
    static const std::array<QList<Package>, 4> pools{packagesOf(0), packagesOf(1), packagesOf(2), packagesOf(3)};
    return pools[size_t(family)];
}

const Package *packageNamed(int family, const char *name)
{
    for (const Package &package : pool(family)) {
        if (qstrcmp(package.name, name) == 0)
            return &package;
    }
    return nullptr;
}

QString identifier(Random &random, const Package &package)
{
    if (qstrcmp(package.type, "deb") != 0 && random.chance(22)) {
        // The letters that GitHub uses.
        static constexpr char letters[] = "23456789cfghjmpqrvwx";
        QString id = u"GHSA"_s;
        for (int group = 0; group < 3; ++group) {
            id += u'-';
            for (int i = 0; i < 4; ++i)
                id += QLatin1Char(letters[random.below(20)]);
        }
        return id;
    }
    return u"CVE-%1-%2"_s.arg(2018 + random.below(9)).arg(1000 + random.below(48'000), 4, 10, QLatin1Char('0'));
}

constexpr int Lowest[] = {90, 70, 40, 10, 0};
constexpr int Highest[] = {100, 89, 69, 39, 0};

} // namespace

int familyOf(const Artifact &artifact)
{
    return int(quint64(artifact.repository) % 4);
}

QByteArray versionOf(const Artifact &artifact, const Package &package)
{
    int upgrades = 0; // since this image was built
    for (int age = 1; age <= artifact.age; ++age)
        upgrades += Random(Random::hash(package.name) + quint64(age)).below(3) == 0 ? 1 : 0;
    QByteArray version = package.version;
    qsizetype end = version.size();
    while (end > 0 && (version[end - 1] < '0' || version[end - 1] > '9'))
        --end;
    qsizetype begin = end;
    while (begin > 0 && version[begin - 1] >= '0' && version[begin - 1] <= '9')
        --begin;
    // "deb12u0" is no version.
    const int least = begin > 0 && version[begin - 1] == 'u' ? 1 : 0;
    const int last = version.mid(begin, end - begin).toInt();
    if (upgrades > 0 && last > least)
        version.replace(begin, end - begin, QByteArray::number(std::max(least, last - upgrades)));
    return version;
}

Finding findingOf(const Artifact &artifact, int number)
{
    int severity = 0;
    while (severity < 4 && number >= artifact.scan.counts[severity])
        number -= artifact.scan.counts[severity++];
    const int k = catalogueNumber(artifact, severity, number);
    const int family = familyOf(artifact);
    Finding finding;
    finding.severity = severity;
    finding.isFixed = isFixedInCatalogue(severity, k);
    for (const Known &known : Famous) {
        if (known.severity == severity && known.number == k && (known.family < 0 || known.family == family)) {
            finding.id = QString::fromLatin1(known.id);
            finding.package = packageNamed(family, known.package);
            finding.score = known.score;
            finding.cwe = known.cwe;
        }
    }
    if (!finding.package) {
        Random random(seedOf(severity, k) ^ 0x5A5A);
        const QList<Package> &packages = pool(family);
        // Two in three lie in the base system, which all families share; so does the identifier then.
        constexpr int baseCount = 34;
        Random choice(seedOf(severity, k) + (k % 3 == 0 ? quint64(family) : 0));
        finding.package =
            k % 3 == 0 ? &packages[packages.size() - 1 - choice.below(10)] : &packages[choice.below(baseCount)];
        Random naming(seedOf(severity, k) ^ (k % 3 == 0 ? quint64(family + 1) << 40 : 0));
        finding.id = identifier(naming, *finding.package);
        finding.score = severity == 4 ? 0 : random.between(Lowest[severity], Highest[severity]);
        finding.cwe = Weaknesses[random.below(15)];
    }
    finding.version = versionOf(artifact, *finding.package);
    static const char *const open[] = {"affected", "affected", "will_not_fix", "fix_deferred", "end_of_life"};
    finding.status = finding.isFixed ? u"fixed"_s : QString::fromLatin1(open[k % 5]);
    return finding;
}

void setCounts(Artifact &artifact, int critical, int high, int medium, int low, int unknown)
{
    const int wanted[] = {critical, high, medium, low, unknown};
    artifact.scan.fixable = 0;
    // Not from the digest: that moves with the day on which the demo runs, and what is found should not.
    artifact.scan.shift = Random(quint64(artifact.id)).below(23);
    for (int severity = 0; severity < 5; ++severity) {
        artifact.scan.counts[severity] = std::min(wanted[severity], CatalogueSizes[severity] - 1);
        const int begin = catalogueNumber(artifact, severity, 0);
        const int end = begin + artifact.scan.counts[severity];
        const int size = CatalogueSizes[severity];
        artifact.scan.fixable += fixedBefore(severity, std::min(end, size)) - fixedBefore(severity, begin)
            + fixedBefore(severity, std::max(0, end - size));
    }
}

QString vectorOf(const Finding &finding)
{
    static const char *const vectors[] = {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
        "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N", ""};
    return QString::fromLatin1(vectors[finding.severity]);
}

QString descriptionOf(const Finding &finding)
{
    static const QHash<QByteArray, QString> words{
        {"CWE-787",
            u"A write past the end of a buffer in %1 lets crafted input corrupt memory and possibly run code."_s},
        {"CWE-125", u"%1 reads past the end of a buffer when it parses a truncated file; memory can leak or crash."_s},
        {"CWE-400",
            u"%1 does not limit what a single peer may use; a stream of small requests exhausts the service."_s},
        {"CWE-79", u"%1 does not escape a value that it echoes, so that a link can run a script in the browser."_s},
        {"CWE-22", u"%1 follows \"..\" in the names of an archive and writes outside of the target folder."_s},
        {"CWE-416", u"%1 uses memory after it was freed when a connection is reset at the wrong moment."_s},
        {"CWE-190", u"An integer overflow in %1 makes a buffer too small for what is then copied into it."_s},
        {"CWE-502", u"%1 builds objects from data that an attacker controls; a request can run code."_s},
        {"CWE-918", u"%1 fetches an address that the request names, and reaches services of the inner network."_s},
        {"CWE-1333", u"A regular expression in %1 takes exponential time for a crafted text."_s},
    };
    const QString text =
        words.value(finding.cwe, u"%1 does not check its input well enough; a crafted request can make it fail."_s);
    return text.arg(QString::fromLatin1(finding.package->name));
}

QString linkOf(const Finding &finding)
{
    return finding.id.startsWith(u'G') ? u"https://github.com/advisories/"_s + finding.id
                                       : u"https://nvd.nist.gov/vuln/detail/"_s + finding.id;
}

QJsonObject scanner()
{
    return {{u"name"_s, u"Trivy"_s}, {u"vendor"_s, u"Aqua Security"_s}, {u"version"_s, u"v0.58.2"_s}};
}

QString scanStatusOf(const Artifact &artifact, const QDateTime &now)
{
    if (artifact.scan.outcome == Scan::Outcome::NotScanned || artifact.scan.outcome == Scan::Outcome::NotScannable)
        return {};
    if (now < artifact.scan.end)
        return artifact.scan.start.msecsTo(now) < 2000 ? u"Pending"_s : u"Running"_s;
    return artifact.scan.outcome == Scan::Outcome::Error ? u"Error"_s : u"Success"_s;
}

QJsonObject overviewOf(const Artifact &artifact, const QDateTime &now)
{
    const Scan &scan = artifact.scan;
    const QString status = scanStatusOf(artifact, now);
    QJsonObject out{{u"report_id"_s, scan.reportId}, {u"scan_status"_s, status}, {u"start_time"_s, stamp(scan.start)},
        {u"end_time"_s, stamp(now < scan.end ? QDateTime() : scan.end)},
        {u"duration"_s, now < scan.end ? 0 : scan.start.secsTo(scan.end)}};
    if (status != "Success"_L1)
        return out;
    QJsonObject counts;
    QString worst = u"Unknown"_s;
    for (int i = 4; i >= 0; --i) {
        if (scan.counts[i] > 0) {
            counts.insert(QLatin1String(Severities[i]), scan.counts[i]);
            worst = QLatin1String(Severities[i]);
        }
    }
    out.insert(u"severity"_s, worst);
    out.insert(u"complete_percent"_s, 100);
    out.insert(u"scanner"_s, scanner());
    out.insert(
        u"summary"_s, QJsonObject{{u"total"_s, scan.total()}, {u"fixable"_s, scan.fixable}, {u"summary"_s, counts}});
    return out;
}

QByteArray reportOf(const State &state, const Artifact &artifact)
{
    // Of an index the findings lie in its children.
    QList<const Artifact *> parts;
    for (const Child &child : artifact.children)
        parts.append(&*state.artifacts.constFind(child.artifact));
    if (parts.isEmpty())
        parts.append(&artifact);
    QByteArray list;
    for (const Artifact *const part : std::as_const(parts)) {
        for (int i = 0; i < part->scan.total(); ++i) {
            const Finding finding = findingOf(*part, i);
            const QByteArray score = finding.score > 0 ? QByteArray::number(finding.score / 10.0, 'f', 1) : "null";
            const QByteArray vector = vectorOf(finding).toLatin1();
            list += list.isEmpty() ? "" : ",";
            list += "{\"id\":\"" + finding.id.toLatin1() + "\",\"package\":\"" + finding.package->name
                + "\",\"version\":\"" + finding.version + "\",\"fix_version\":\""
                + (finding.isFixed ? finding.package->fixed : "") + "\",\"severity\":\"" + Severities[finding.severity]
                + "\",\"status\":\"" + finding.status.toLatin1() + "\",\"description\":\""
                + descriptionOf(finding).replace(u'"', u"\\\""_s).toUtf8() + "\",\"links\":[\""
                + linkOf(finding).toLatin1() + "\"],\"artifact_digests\":[\"" + part->digest
                + "\"],\"preferred_cvss\":{\"score_v3\":" + score + ",\"score_v2\":null,\"vector_v3\":\"" + vector
                + "\",\"vector_v2\":\"\"},\"cwe_ids\":[\"" + finding.cwe
                + "\"],\"vendor_attributes\":{\"CVSS\":{\"nvd\":{\"V3Score\":" + (finding.score > 0 ? score : "0")
                + ",\"V3Vector\":\"" + vector + "\"}}}}";
        }
    }
    QString worst = u"Unknown"_s;
    for (int i = 4; i >= 0; --i) {
        if (artifact.scan.counts[i] > 0)
            worst = QLatin1String(Severities[i]);
    }
    const QByteArray end = artifact.scan.end.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'.000000'"_s).toLatin1();
    return "{\"application/vnd.security.vulnerability.report; version=1.1\":{\"generated_at\":\"" + end
        + "\",\"scanner\":{\"name\":\"Trivy\",\"vendor\":\"Aqua Security\",\"version\":\"v0.58.2\"},\"severity\":\""
        + worst.toLatin1() + "\",\"vulnerabilities\":[" + list + "]}}\n";
}

} // namespace lotse::demo
