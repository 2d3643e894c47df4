// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"

#include "findings/fixes.h"
#include "findings/purl.h"

#include <QRegularExpression>

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 128;
constexpr qsizetype kMostPlaces = 1000; // of one finding
constexpr qsizetype kLongestFixes = 1000;

int rank(Severity severity)
{
    return severity == Severity::Unknown ? -1 : int(severity);
}

bool isSameScale(CvssVersion a, CvssVersion b)
{
    const auto isThree = [](CvssVersion v) {
        return v == CvssVersion::V3 || v == CvssVersion::V30 || v == CvssVersion::V31;
    };
    return a == b || (isThree(a) && isThree(b));
}

bool isFixed(const ImportedReport::Line &line)
{
    return line.status.trimmed().compare("fixed", Qt::CaseInsensitive) == 0;
}

// A line that was met before: its places and whatever is worse come to the one that is kept.
void join(ImportedReport::Line &kept, const ImportedReport::Line &line)
{
    if (rank(severityOf(line.severity)) > rank(severityOf(kept.severity))) {
        kept.severity = line.severity;
        kept.isSeverityDerived = line.isSeverityDerived;
    }
    for (const CvssScore &score : line.scores)
        addScore(kept, score);
    for (const QByteArray &place : line.places) {
        if (kept.places.size() < kMostPlaces && !kept.places.contains(place))
            kept.places.append(place);
    }
    // Where one place says that there is a fix, the other cannot say that there is none.
    const bool isNamed = !fixesIn(kept.fixVersion).isEmpty() || !fixesIn(line.fixVersion).isEmpty();
    kept.isFixUnknown = !isNamed && (kept.isFixUnknown || line.isFixUnknown);
    if (kept.fixVersion.isEmpty()) {
        kept.fixVersion = line.fixVersion;
        if (!line.fixVersion.isEmpty() || !isFixed(kept))
            kept.status = line.status;
    } else if (!line.fixVersion.isEmpty() && line.fixVersion != kept.fixVersion
        && kept.fixVersion.size() < kLongestFixes) {
        const QByteArrayList known = fixesIn(kept.fixVersion);
        for (const QByteArray &fix : fixesIn(line.fixVersion)) {
            if (!known.contains(fix))
                kept.fixVersion += ", " + fix;
        }
    }
    if (kept.purl.isEmpty())
        kept.purl = line.purl;
}

// For want of a word, that of the score: of version 3 or 4 the worse, of another only where there is neither.
void derive(ImportedReport::Line &line)
{
    Severity worst = Severity::Unknown;
    const auto take = [&](const CvssScore &score) {
        const Severity severity = severityOfScore(score.version, score.score);
        if (rank(severity) > rank(worst))
            worst = severity;
    };
    take(applicable(line.scores));
    for (const CvssScore &score : std::as_const(line.scores)) {
        if (score.version > CvssVersion::V2 && score.version < CvssVersion::Other)
            take(score);
    }
    if (worst == Severity::Unknown)
        return;
    line.severity = severityWord(worst).toLatin1();
    line.isSeverityDerived = true;
}

} // namespace

List listOf(const Element &object, std::string_view key)
{
    List list;
    simdjson::dom::object map;
    if (object.get_object().get(map) != simdjson::SUCCESS)
        return list;
    int count = 0;
    for (const auto &[name, value] : map)
        count += name == key ? 1 : 0;
    const auto found = jsonread::member(object, key);
    if (!found)
        return list;
    if (count > 1) {
        list.is = List::Is::Wrong; // whichever was taken, it might be the wrong one
    } else if (found->is_null()) {
        list.is = List::Is::Null;
    } else if (found->is_array()) {
        list.is = List::Is::There;
        list.items = jsonread::items(object, key);
    } else {
        list.is = List::Is::Wrong;
    }
    return list;
}

void Taker::take(ImportedReport::Line line)
{
    line.vulnerability = jsonread::vulnerabilityId(line.vulnerability);
    if (line.vulnerability.isEmpty() || m_report.findings >= kMaxFindings) {
        addUnreadable();
        m_isCounted = false;
        return;
    }
    m_isCounted = false;
    ++m_report.findings;
    const auto isUnknown = [](const QByteArray &text) { return text.compare("unknown", Qt::CaseInsensitive) == 0; };
    // "fixed" without a version: there is a fix, and nobody says in which.
    const bool isFixUntold = line.isFixUnknown || isFixed(line);
    line.isFixUnknown = line.fixVersion.isEmpty() ? isFixUntold : isUnknown(line.fixVersion.trimmed());
    if (line.package.isEmpty())
        ++m_report.withoutPackage;
    if (isNoSeverity(line.severity)) {
        derive(line);
    }
    // Two ecosystems may have a package of one name: their fixes are not each other's.
    const QByteArray kind = line.purl.left(line.purl.indexOf('?') < 0 ? line.purl.size() : line.purl.indexOf('?'));
    const QByteArray key = line.vulnerability + '\n' + line.package + '\n' + line.version + '\n' + kind;
    const auto at = m_lines.constFind(key);
    if (at != m_lines.cend()) {
        join(m_report.lines[*at], line);
        return;
    }
    m_lines.insert(key, m_report.lines.size());
    m_report.lines.append(std::move(line));
}

std::vector<Element> Taker::items(const Element &object, std::string_view key)
{
    List list = listOf(object, key);
    if (list.is == List::Is::Wrong)
        ++m_report.unreadable;
    const auto isNoObject = [&](const Element &item) {
        if (item.is_object())
            return false;
        ++m_report.unreadable;
        return true;
    };
    std::erase_if(list.items, isNoObject);
    // A member that is there twice says two things. What can be read stays to be seen.
    m_report.unreadable += int(std::count_if(list.items.begin(), list.items.end(), jsonread::hasMemberTwice));
    return std::move(list.items);
}

void Taker::expectTexts(const Element &object, std::initializer_list<const char *> keys)
{
    if (std::any_of(keys.begin(), keys.end(), [&](const char *key) { return jsonread::isNoText(object, key); }))
        addUnreadable();
}

void Taker::addUnreadable()
{
    m_report.unreadable += std::exchange(m_isCounted, true) ? 0 : 1;
}

void namePackage(ImportedReport::Line &line, const QString &text, const QString &kind)
{
    std::optional<Purl> purl = text.isEmpty() ? std::nullopt : Purl::parse(text);
    if (purl && !purl->isImage()) {
        const QString name = purl->packageName();
        const QString own = QString::fromUtf8(line.package);
        // The scanner's spelling stays; a name that lacks its group or scope is made whole.
        if (own.isEmpty() || (!purl->space.isEmpty() && name.compare(own, Qt::CaseInsensitive) != 0))
            line.package = name.toUtf8();
        if (line.version.isEmpty())
            line.version = purl->fullVersion().toUtf8();
    } else {
        // The package URL of an image is none of a package.
        purl = kind.isEmpty() ? std::nullopt : Purl::ofScanner(kind, QString::fromUtf8(line.package));
    }
    if (purl)
        line.purl = purl->identity().toUtf8();
}

void addScore(ImportedReport::Line &line, const CvssScore &given)
{
    const CvssScore score = completed(given);
    if (score.version == CvssVersion::None || (score.score < 0 && score.vector.isEmpty()))
        return;
    for (CvssScore &known : line.scores) {
        if (!isSameScale(known.version, score.version))
            continue;
        if (score.score > known.score)
            known = score;
        return;
    }
    line.scores.append(score);
}

void alias(ImportedReport &report, const QByteArray &id, const QStringList &others)
{
    // Trivy gives an advisory with its revision, "DSA-5417-1"; other scanners name it without.
    static const QRegularExpression revision(u"^(D[SL]A-[0-9]+)-[0-9]+$"_s);
    QList<QByteArray> group{id};
    for (const QString &other : others) {
        const QRegularExpressionMatch match = revision.match(other);
        const QByteArray name = (match.hasMatch() ? match.captured(1) : other).trimmed().toUtf8();
        if (!name.isEmpty() && name.size() <= kLongestName && !group.contains(name))
            group.append(name);
    }
    if (group.size() > 1 && !id.isEmpty() && report.aliases.size() < kMaxFindings)
        report.aliases.append(group);
}

void addCandidate(ImportedReport &report, const QString &reference)
{
    static const QRegularExpression form(
        u"sha256(?::|%3a)([0-9a-f]{64})(?![0-9a-f])"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(reference);
    if (!match.hasMatch())
        return;
    ImportedReport::Candidate candidate;
    candidate.digest = u"sha256:"_s + match.captured(1).toLower();
    const qsizetype at = reference.indexOf(u'@');
    if (at > 0 && at + 1 == match.capturedStart() && !reference.startsWith(u"pkg:"_s))
        candidate.repository = reference.left(at);
    if (!report.candidates.contains(candidate))
        report.candidates.append(candidate);
}

void nameImage(ImportedReport &report, const QStringList &names)
{
    static const QRegularExpression file(
        u"^(?:\\.{0,2}/|\\.{1,2}$|~|[A-Za-z]:\\\\|(?:docker-archive|oci-archive|oci-dir|singularity|sbom|dir|file|purl"
        "|podman-archive):)|\\.(?:tar|tgz|tar\\.[a-z0-9]+|json|xml|spdx|sif|img|iso|vmdk)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    report.image.clear();
    for (const QString &name : names) {
        if (report.image.isEmpty() && !file.match(name).hasMatch())
            report.image = name;
    }
    for (const ImportedReport::Candidate &candidate : std::as_const(report.candidates)) {
        if (report.image.isEmpty())
            report.image = candidate.repository;
    }
}

QByteArray place(const QString &path, const QString &layer)
{
    const auto plain = [](QString text) {
        text.replace(u'\n', u' ').replace(u'\t', u' ');
        return text.toUtf8();
    };
    return layer.isEmpty() ? plain(path) : plain(path) + '\t' + plain(layer);
}

QString scannerName(const QString &name, const QString &version)
{
    return version.isEmpty() || name.isEmpty() ? name : name + u' ' + version;
}

bool isVulnerabilityId(const QString &text, qsizetype *length)
{
    // CVE; GitHub; the databases of OSV; the advisories of distributions and of vendors that scanners report.
    static const QRegularExpression form(
        u"^(CVE-[0-9]{4}-[0-9]+"
        "|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|GHSA(-[0-9a-z]{4}){3}"
        "|(PYSEC|RUSTSEC|GO|MAL|OSV|GSD|HSEC|RSEC|BIT|ASB-A|PUB-A|EEF-CVE|JLSEC|UVI|EUVD|PRISMA)-[A-Za-z]*-?[0-9]{4,}"
        "(-[0-9]+)?|sonatype-[0-9]{4}-[0-9]+"
        "|D[SL]A-[0-9]+(-[0-9]+)?|DTSA-[0-9]+(-[0-9]+)?|DEBIAN-CVE-[0-9]{4}-[0-9]+|TEMP-[0-9]{7}-[0-9A-F]{6}"
        "|USN-[0-9]+-[0-9]+|LSN-[0-9]+-[0-9]+|UBUNTU-CVE-[0-9]{4}-[0-9]+|ALPINE-CVE-[0-9]{4}-[0-9]+"
        "|RH[SBE]A-[0-9]{4}:[0-9]+|CESA-[0-9]{4}:[0-9]+|AL[SBE]A-[0-9]{4}:[A0-9]+|RL[SBE]A-[0-9]{4}:[0-9]+"
        "|RX[SBE]A-[0-9]{4}:[0-9]+|EL[SBE]A-[0-9]{4}-[0-9]+|ALAS[A-Z0-9.]*-[A-Za-z0-9.-]*[0-9]+"
        "|(open)?SUSE-[SRFO]U-[0-9]{4}:[0-9]+(-[0-9]+)?|MGAS[AS]-[0-9]{4}-[0-9]+|GLSA-[0-9]{6}-[0-9]+"
        "|FEDORA-(EPEL-)?[0-9]{4}-[0-9a-f]+|PHSA-[0-9]{4}-[0-9.]+-[0-9]+|AZL-[0-9]+|CGA(-[0-9a-z]{4}){3}"
        "|ROOT-[A-Z]+-.*CVE-[0-9]{4}-[0-9]+|ECHO-[0-9a-f-]+|MINI(-[0-9a-z]{4}){3}|OESA-[0-9]{4}-[0-9]+"
        "|OPENEULER-SA-[0-9]{4}-[0-9]+|V8-[0-9]+|JVNDB-[0-9]{4}-[0-9]+|CNVD-[0-9]{4}-[0-9]+|CNNVD-[0-9]{6}-[0-9]+"
        "|NSWG-ECO-[0-9]+|OSVDB-[0-9]+|SNYK-[A-Z0-9]+-[A-Z0-9.:_-]+-[0-9]+|npm:[a-z0-9._-]+:[0-9]{8}"
        "|VULNDB-[0-9]+|XRAY-[0-9]+|WS-[0-9]{4}-[0-9]{4,}|CURL-CVE-[0-9]{4}-[0-9]+)"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return false;
    const qsizetype end = match.capturedLength();
    if (length)
        *length = end;
    // "CVE-2021-44228" and Grype's "CVE-2021-44228-openssl", but no word that goes on.
    return end == text.size() || !text[end].isLetterOrNumber();
}

Error notAScan(const char *id, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = {id, args};
    return error;
}

} // namespace lotse::findings::reportread
