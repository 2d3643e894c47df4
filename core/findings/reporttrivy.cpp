// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;

// Of each version the score of who also gave the severity, then of
// those that Trivy asks first, then the highest: the row agrees with its score where it can.
void readTrivyScores(const Element &cvss, const QString &severitySource, ImportedReport::Line &line)
{
    struct Version {
        CvssVersion version;
        const char *score;
        const char *vector;
    };
    static constexpr Version versions[] = {{CvssVersion::V3, "V3Score", "V3Vector"},
        {CvssVersion::V4, "V40Score", "V40Vector"}, {CvssVersion::V2, "V2Score", "V2Vector"}};
    simdjson::dom::object map;
    if (cvss.get_object().get(map) != simdjson::SUCCESS)
        return;
    const QStringList order{severitySource, u"nvd"_s, u"ghsa"_s, u"redhat"_s};
    for (const Version &version : versions) {
        CvssScore best;
        qsizetype bestRank = order.size() + 1;
        for (const auto &[key, value] : map) {
            CvssScore score;
            score.source = QByteArray(key.data(), qsizetype(key.size()));
            score.version = version.version;
            score.score = number(value, version.score, -1);
            score.vector = bytes(value, version.vector);
            score = completed(score);
            if (score.score < 0)
                continue;
            const qsizetype at = order.indexOf(QString::fromUtf8(score.source));
            const qsizetype rank = at < 0 ? order.size() : at;
            if (rank < bestRank || (rank == bestRank && score.score > best.score)) {
                best = score;
                bestRank = rank;
            }
        }
        if (best.score >= 0)
            addScore(line, best);
    }
}

namespace {

void readVulnerability(
    const Element &item, const QString &kind, const QString &target, Taker &taker, ImportedReport &report)
{
    ImportedReport::Line line;
    taker.expectTexts(item, {"PkgName", "InstalledVersion", "FixedVersion", "Severity", "Status"});
    line.vulnerability = bytes(item, "VulnerabilityID");
    line.package = bytes(item, "PkgName");
    line.version = bytes(item, "InstalledVersion");
    line.fixVersion = bytes(item, "FixedVersion");
    line.severity = bytes(item, "Severity");
    line.status = bytes(item, "Status");
    if (const auto cvss = member(item, "CVSS"); cvss && !cvss->is_object() && !cvss->is_null())
        taker.addUnreadable();
    else if (cvss)
        readTrivyScores(*cvss, text(item, "SeveritySource"), line);
    const auto identifier = member(item, "PkgIdentifier");
    namePackage(line, identifier ? text(*identifier, "PURL") : text(item, "PkgRef"), kind);
    const auto layer = member(item, "Layer");
    const QString digest = layer ? text(*layer, "Digest") : QString();
    QString path = text(item, "PkgPath");
    if (path.isEmpty())
        path = target; // of a lock file, or of a binary
    if (!path.isEmpty() || !digest.isEmpty())
        line.places.append(place(path, layer && digest.isEmpty() ? text(*layer, "DiffID") : digest));
    alias(report, line.vulnerability, texts(item, "VendorIDs", 10));
    taker.take(std::move(line));
}

bool isFailed(const Element &check)
{
    return text(check, "Status").compare(u"PASS"_s, Qt::CaseInsensitive) != 0;
}

} // namespace

Error readTrivyResults(const List &results, ImportedReport &report, bool mustHaveScan)
{
    if (results.is == List::Is::Missing) {
        return notAScan(
            LOTSE_MSG("This Trivy report has no results: Trivy found nothing to scan. It is not imported as a "
                      "report without findings."));
    }
    if (results.is == List::Is::Wrong)
        return notAScan(
            LOTSE_MSG("The results of this Trivy report are not a list. Nothing was imported; scan again."));
    Taker taker(report);
    bool isScan = results.items.empty();
    for (const Element &result : results.items) {
        if (!result.is_object()) {
            ++report.unreadable;
            continue;
        }
        const QString group = text(result, "Class");
        const QString kind = text(result, "Type");
        // The target of packages of the distribution is the image itself.
        const bool isFile = group == u"lang-pkgs"_s;
        const auto vulnerabilities = taker.items(result, "Vulnerabilities");
        isScan = isScan || group.isEmpty() || group.endsWith(u"-pkgs"_s) || member(result, "Vulnerabilities");
        for (const Element &item : vulnerabilities)
            readVulnerability(item, kind, isFile ? text(result, "Target") : QString(), taker, report);
        report.others.secrets += int(taker.items(result, "Secrets").size());
        report.others.licences += int(taker.items(result, "Licenses").size());
        const auto checks = taker.items(result, "Misconfigurations");
        report.others.misconfigurations += int(std::count_if(checks.begin(), checks.end(), isFailed));
        report.others.suppressed += int(taker.items(result, "ExperimentalModifiedFindings").size());
    }
    if (!isScan && mustHaveScan) {
        return notAScan(
            LOTSE_MSG("This Trivy report has no vulnerability scan, only secrets (%1), misconfigurations (%2) and "
                      "licences (%3). Nothing was imported."),
            {QString::number(report.others.secrets), QString::number(report.others.misconfigurations),
                QString::number(report.others.licences)});
    }
    return {};
}

namespace {

void readMetadata(const Element &metadata, ImportedReport &report)
{
    for (const QString &reference : texts(metadata, "RepoDigests", 100))
        addCandidate(report, reference);
    nameImage(report, QStringList{report.image} + texts(metadata, "RepoTags", 10));
}

// The system that Trivy knew in what it looked at, "debian 12.5"; empty where it knew none.
QString systemOf(const Element &metadata)
{
    const auto system = member(metadata, "OS");
    const QString family = system ? text(*system, "Family") : QString();
    return family.isEmpty() || family == u"none"_s ? QString()
                                                   : QString(family + u' ' + text(*system, "Name")).trimmed();
}

// Of an image with a system the packages of that system are a result, whether any is vulnerable or not.
Error notScanned(const QString &system)
{
    return notAScan(
        LOTSE_MSG("This Trivy report names the system %1, but has no result for its packages: Trivy did not scan for "
                  "vulnerabilities. Nothing was imported."),
        {system});
}

// The images of a resource of a cluster, or the image of a report.
void readAbout(const Element &object, ImportedReport &report)
{
    report.format = ReportFormat::Trivy;
    report.scanner = u"Trivy"_s;
    if (const auto trivy = member(object, "Trivy"))
        report.scanner = scannerName(report.scanner, text(*trivy, "Version"));
    // Of an SBOM it is the name of its file.
    const QString kind = text(object, "ArtifactType");
    nameImage(report, {kind == u"cyclonedx"_s || kind == u"spdx"_s ? QString() : text(object, "ArtifactName")});
    report.generated = time(object, "CreatedAt");
    if (const auto metadata = member(object, "Metadata"); metadata && metadata->is_object())
        readMetadata(*metadata, report);
}

} // namespace

Error readTrivy(const Element &root, ImportedReport &report)
{
    if (root.is_array()) { // version 1: the results alone
        report.format = ReportFormat::Trivy;
        report.scanner = u"Trivy"_s;
        List results;
        results.is = List::Is::There;
        for (const Element &item : simdjson::dom::array(root))
            results.items.push_back(item);
        for (const Element &result : results.items) {
            // "registry.example.com/app:1 (debian 12)"
            const QString target = text(result, "Target");
            if (const qsizetype end = target.indexOf(u" ("_s); end > 0 && report.image.isEmpty())
                report.image = target.left(end);
        }
        return readTrivyResults(results, report, true);
    }
    readAbout(root, report);
    List results = listOf(root, "Results");
    // Trivy leaves them out where it found nothing. A file that does not say what was scanned proves nothing of it, nor
    // does one of an image in which Trivy knew no system, or of something else than an image.
    const QString kind = text(root, "ArtifactType");
    const auto metadata = member(root, "Metadata");
    const auto family = metadata ? member(*metadata, "OS") : std::nullopt;
    const bool isKnown = (kind.isEmpty() || kind == u"container_image"_s)
        && !(family && text(*family, "Family") == u"none"_s) && !text(root, "ArtifactName").isEmpty();
    const QString system = metadata ? systemOf(*metadata) : QString();
    if (results.is != List::Is::Wrong && results.items.empty() && !system.isEmpty())
        return notScanned(system);
    if (results.is == List::Is::Missing && member(root, "SchemaVersion") && isKnown)
        results.is = List::Is::There;
    if (results.is != List::Is::Wrong && results.items.empty()) {
        report.notes.append(Message{
            LOTSE_MSG("The report lists nothing that was scanned: Trivy detected no packages in this image or did "
                      "not scan for vulnerabilities."),
            {}});
    }
    const auto isOfSystem = [](const Element &result) { return text(result, "Class") == u"os-pkgs"_s; };
    if (!system.isEmpty() && std::none_of(results.items.begin(), results.items.end(), isOfSystem)) {
        report.notes.append(
            Message{LOTSE_MSG("The report has no result for the packages of %1: Trivy did not scan them."), {system}});
    }
    if (!kind.isEmpty() && kind != u"container_image"_s && kind != u"cyclonedx"_s && kind != u"spdx"_s)
        report.notes.append(Message{LOTSE_MSG("The report is about a %1, not an image."), {kind}});
    return readTrivyResults(results, report, true);
}

Error readCluster(const Element &root, ReportFile &file)
{
    bool hasList = false;
    for (const char *key : {"Resources", "Findings", "Vulnerabilities"}) {
        const List list = listOf(root, key);
        hasList = hasList || list.isRead();
        for (const Element &resource : list.items) {
            const List results = listOf(resource, "Results");
            const QString name = QStringList{text(resource, "Kind"), text(resource, "Name")}.join(u'/');
            ImportedReport report;
            readAbout(resource, report);
            const List images = listOf(resource, "Metadata");
            for (const Element &metadata : images.items)
                readMetadata(metadata, report);
            if (images.items.size() > 1) {
                ++file.unreadable;
                file.notes.append(
                    {LOTSE_MSG("%1 runs several images, and the report does not assign its findings to an image."),
                        {name}});
                continue;
            }
            const bool isOfImage = !images.items.empty() || !report.candidates.isEmpty() || !report.image.isEmpty();
            const QString system = images.items.empty() ? QString() : systemOf(images.items.front());
            Error error = readTrivyResults(results, report, isOfImage);
            if (!error && results.items.empty() && !system.isEmpty())
                error = notScanned(system);
            if (error || !text(resource, "Error").isEmpty()) {
                ++file.unreadable;
                file.notes.append({LOTSE_MSG("The scan of %1 cannot be read."), {name}});
            } else if (isOfImage || report.findings > 0 || report.unreadable > 0) {
                file.reports.append(std::move(report)); // the rest are checks of manifests
            }
        }
    }
    if (!hasList) {
        return notAScan(
            LOTSE_MSG("This Trivy cluster report has no detailed findings. Create it with --report all --format "
                      "json."));
    }
    if (file.reports.isEmpty() && file.unreadable == 0)
        return notAScan(LOTSE_MSG("This Trivy cluster report has no image scan. Nothing was imported."));
    return {};
}

// VulnerabilityReport of the Trivy operator.
Error readOperator(const Element &object, ImportedReport &report)
{
    report.format = ReportFormat::Trivy;
    const auto body = member(object, "report");
    if (!body || !body->is_object())
        return notAScan(LOTSE_MSG("This Trivy operator report has no scan. Nothing was imported."));
    report.scanner = u"Trivy"_s;
    if (const auto scanner = member(*body, "scanner"))
        report.scanner = scannerName(text(*scanner, "name"), text(*scanner, "version"));
    report.generated = time(*body, "updateTimestamp");
    if (const auto artifact = member(*body, "artifact")) {
        QString name = text(*artifact, "repository");
        const auto registry = member(*body, "registry");
        const QString server = registry ? text(*registry, "server") : QString();
        if (!server.isEmpty() && !name.isEmpty())
            name.prepend((server == u"index.docker.io"_s ? u"docker.io"_s : server) + u'/');
        const QString tag = text(*artifact, "tag");
        report.image = tag.isEmpty() || name.isEmpty() ? name : name + u':' + tag;
        addCandidate(report, name + u'@' + text(*artifact, "digest"));
    }
    const List list = listOf(*body, "vulnerabilities");
    if (!list.isRead())
        return notAScan(LOTSE_MSG("This Trivy operator report has no vulnerability list. Nothing was imported."));
    Taker taker(report);
    // Counts without lines: they went lost on the way, and the image is not clean.
    const auto summary = member(*body, "summary");
    for (const char *count : {"criticalCount", "highCount", "mediumCount", "lowCount"}) {
        if (list.items.empty() && summary && number(*summary, count, 0) > 0)
            taker.addUnreadable();
    }
    for (const Element &item : taker.items(*body, "vulnerabilities")) {
        ImportedReport::Line line;
        taker.expectTexts(item, {"resource", "installedVersion", "fixedVersion", "severity"});
        line.vulnerability = bytes(item, "vulnerabilityID");
        line.package = bytes(item, "resource");
        line.version = bytes(item, "installedVersion");
        line.fixVersion = bytes(item, "fixedVersion");
        line.severity = bytes(item, "severity");
        if (const auto cvss = member(item, "cvss"))
            readTrivyScores(*cvss, {}, line);
        if (line.scores.isEmpty())
            addScore(line, {CvssVersion::V3, number(item, "score", -1), {}, {}});
        namePackage(line, text(item, "packagePURL"), text(item, "packageType"));
        QString path = text(item, "pkgPath");
        if (path.isEmpty() && text(item, "class") == u"lang-pkgs"_s)
            path = text(item, "target");
        if (!path.isEmpty())
            line.places.append(place(path, {}));
        taker.take(std::move(line));
    }
    return {};
}

} // namespace lotse::findings::reportread
