// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportimport.h"

#include "findings/reportread.h"

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;
using namespace jsonread;
using namespace reportread;

namespace {

bool has(const Element &object, std::string_view key)
{
    return member(object, key).has_value();
}

// {"application/vnd.security.vulnerability.report; version=1.1": {…}}. Where several types of report are there, the one
// that says the most: they are of one scan.
std::optional<Element> harborReport(const Element &root)
{
    simdjson::dom::object map;
    if (root.get_object().get(map) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<Element> found;
    for (const auto &[key, value] : map) {
        if (key.find("vulnerability.report") == std::string_view::npos
            && key.find("scanner.adapter.vuln.report") == std::string_view::npos)
            continue;
        if (!found || items(value, "vulnerabilities").size() > items(*found, "vulnerabilities").size())
            found = value;
    }
    if (found)
        return found;
    const bool isInner = has(root, "vulnerabilities") && has(root, "generated_at") && !has(root, "scan")
        && !has(root, "document") && !has(root, "bomFormat");
    return isInner ? std::optional<Element>(root) : std::nullopt;
}

// Formats that are known and not read, by members that only they have.
struct Foreign {
    std::initializer_list<const char *> members;
    const char *name;
};

const char *foreignFormat(const Element &root)
{
    static const Foreign formats[] = {{{"manifest_hash", "package_vulnerabilities"}, "Clair"},
        {{"LayerCount"}, "Clair"}, {{"image", "vulnerabilities", "unapproved"}, "Clair"}, {{"Layer"}, "Clair"},
        {{"imageScanFindings"}, "Amazon ECR"}, {{"imageDigest", "vulnerabilities"}, "Anchore"},
        {{"meta", "project", "findings"}, "Dependency-Track"}, {{"reportSchema", "dependencies"}, "Dependency-Check"},
        {{"auditReportVersion"}, "npm audit"}, {{"advisories", "muted"}, "npm audit"},
        {{"dependencies", "fixes"}, "pip-audit"}, {{"results", "consoleURL"}, "Prisma Cloud"},
        {{"image_assurance_results"}, "Aqua"}, {{"vulnerability", "noteName"}, "Google Artifact Analysis"},
        {{"scan_id", "vulnerabilities"}, "JFrog Xray"}, {{"scan_overview", "digest"}, "Harbor artifact"}};
    for (const Foreign &format : formats) {
        if (std::all_of(format.members.begin(), format.members.end(), [&](const char *key) { return has(root, key); }))
            return format.name;
    }
    return nullptr;
}

// What the document is, where it is known and not read.
Message strange(const Element &root)
{
    const QString kind = text(root, "kind");
    simdjson::dom::array list;
    Element first;
    if (root.get_array().get(list) == simdjson::SUCCESS && list.at(0).get(first) == simdjson::SUCCESS
        && first.is_object())
        return strange(first);
    if (has(root, "vulnerabilities") && (has(root, "scan") || (has(root, "version") && has(root, "scanner"))))
        return {LOTSE_MSG("This is a GitLab security report. Import the JSON report of the scanner."), {}};
    const auto results = items(root, "results", 1);
    if (!results.empty() && has(results.front(), "packages"))
        return {LOTSE_MSG("This is an OSV-Scanner report. Import its SARIF output (--format sarif)."), {}};
    if (has(root, "spdxVersion") || has(root, "@graph"))
        return {LOTSE_MSG("This is an SPDX SBOM without vulnerabilities. Import a scan of it."), {}};
    if (text(root, "@context").contains(u"openvex"_s) || has(root, "statements"))
        return {LOTSE_MSG("This is an OpenVEX document, not a scan. Import it with \"vex import\"."), {}};
    if (const auto document = member(root, "document"); document && has(*document, "csaf_version"))
        return {LOTSE_MSG("This is a CSAF document, not a scan. Import it with \"vex import\"."), {}};
    if (has(root, "artifacts") && has(root, "artifactRelationships"))
        return {LOTSE_MSG("This is a Syft SBOM without vulnerabilities. Scan it with Grype."), {}};
    if (has(root, "catalogVersion"))
        return {LOTSE_MSG("This is a KEV list. Import it with \"priority\"."), {}};
    if (has(root, "vulnerabilities") && (has(root, "packageManager") || has(root, "projectName")))
        return {LOTSE_MSG("This is a Snyk JSON report. Import its SARIF output (--sarif)."), {}};
    if (const char *name = foreignFormat(root))
        return {
            LOTSE_MSG("This is a report of %1, which is not supported. Use Trivy, Grype, SARIF, CycloneDX or Harbor "
                      "reports."),
            {QString::fromLatin1(name)}};
    if (kind.endsWith(u"Report"_s))
        return {
            LOTSE_MSG("This is a Trivy operator %1 without vulnerabilities. Import the VulnerabilityReport."), {kind}};
    if (has(root, "predicateType"))
        return {LOTSE_MSG("This is an attestation. Import the contained report (member \"predicate\")."), {}};
    return {LOTSE_MSG("Unsupported report: use Trivy, Grype, SARIF, CycloneDX or Harbor reports."), {}};
}

bool isOperatorReport(const Element &object)
{
    const QString kind = text(object, "kind");
    return kind == u"VulnerabilityReport"_s || kind == u"ClusterVulnerabilityReport"_s;
}

// Of Trivy before its second version: the results alone.
bool isTrivyVersion1(const Element &root)
{
    simdjson::dom::array list;
    return root.get_array().get(list) == simdjson::SUCCESS && list.size() > 0
        && std::all_of(list.begin(), list.end(), [](const Element &item) { return has(item, "Target"); });
}

// A report in the file; false where the object is none that is known.
bool readOne(const Element &root, ImportedReport &report, Error &error)
{
    if (isTrivyVersion1(root))
        error = readTrivy(root, report);
    else if (has(root, "SchemaVersion")
        && (has(root, "ArtifactName") || has(root, "ArtifactType") || has(root, "Results") || has(root, "Metadata")))
        error = readTrivy(root, report);
    else if (isOperatorReport(root))
        error = readOperator(root, report);
    else if (has(root, "matches") && !has(root, "runs"))
        error = readGrype(root, report);
    else if (has(root, "runs"))
        error = readSarif(root, report);
    else if (text(root, "bomFormat") == u"CycloneDX"_s)
        error = readCycloneDx(root, report);
    else if (const auto harbor = harborReport(root))
        error = readHarbor(*harbor, report);
    else
        return false;
    return true;
}

// Objects of the Trivy operator, as kubectl lists them.
Error readList(const Element &root, ReportFile &file)
{
    QString other;
    for (const Element &item : items(root, "items")) {
        if (!isOperatorReport(item)) {
            other = text(item, "kind");
            continue;
        }
        ImportedReport report;
        const auto metadata = member(item, "metadata");
        if (readOperator(item, report)) {
            ++file.unreadable;
            file.notes.append(
                {LOTSE_MSG("The scan of %1 cannot be read."), {metadata ? text(*metadata, "name") : u"?"_s}});
        } else {
            file.reports.append(std::move(report));
        }
    }
    if (file.reports.isEmpty() && file.unreadable == 0) {
        return notAScan(
            LOTSE_MSG("This list of Kubernetes objects contains no VulnerabilityReport (found: %1). Nothing was "
                      "imported."),
            {other.isEmpty() ? u"nothing"_s : other});
    }
    return {};
}

// Whole reports that were put into one list, of several images as a rule. Where none can be read, the error is that of
// the first; false where none is known.
bool readSeveral(const Element &root, ReportFile &file, Error &error)
{
    simdjson::dom::array list;
    if (root.get_array().get(list) != simdjson::SUCCESS || isTrivyVersion1(root))
        return false;
    int number = 0;
    for (const Element &item : list) {
        ++number;
        ImportedReport report;
        Error own;
        const bool isKnown = readOne(item, report, own);
        if (isKnown && !own) {
            file.reports.append(std::move(report));
            continue;
        }
        // The operator's other reports are of no scan for vulnerabilities.
        const bool isOther = !isKnown && text(item, "kind").endsWith(u"Report"_s);
        file.unreadable += isOther ? 0 : 1;
        const Message why = isKnown ? own.message : strange(item);
        file.notes.append(
            {LOTSE_MSG("Report %1 of the file was not imported: %2"), {QString::number(number), why.text()}});
        if (isKnown && !error)
            error = own;
    }
    if (!file.reports.isEmpty())
        error = {};
    return !file.reports.isEmpty() || error;
}

} // namespace

QString ImportedReport::digestIn(const QString &repository) const
{
    QStringList all;
    QStringList fitting;
    for (const Candidate &candidate : candidates) {
        if (!all.contains(candidate.digest))
            all.append(candidate.digest);
        if (!repository.isEmpty() && candidate.repository == repository && !fitting.contains(candidate.digest))
            fitting.append(candidate.digest);
    }
    if (fitting.size() == 1)
        return fitting.first();
    return fitting.isEmpty() && all.size() == 1 ? all.first() : QString();
}

void ImportedReport::addTo(SegmentBuilder &builder, ImageInput about) const
{
    about.scan = isWhole() ? ScanState::Done : ScanState::Unreadable;
    about.unreadable = quint32(unreadable);
    about.reported = generated;
    if (!builder.begin(about))
        return;
    for (const Line &line : lines) {
        const CvssScore score = applicable(line.scores, severityOf(line.severity));
        const QByteArray places = line.places.join('\n');
        FindingInput input{line.vulnerability, line.package, line.version, line.fixVersion, line.severity, line.status,
            score.score, 0, line.purl};
        input.cvssVersion = score.version;
        input.isSeverityDerived = line.isSeverityDerived;
        input.isFixUnknown = line.isFixUnknown;
        input.places = places;
        builder.add(input);
    }
    for (const QList<QByteArray> &group : aliases)
        builder.addAliases(group);
}

Result<ReportFile> readReports(QByteArrayView bytes)
{
    Document document;
    const Result<Element> parsed = document.parse(bytes, kMaxBytes, u"a scanner's report"_s);
    if (!parsed)
        return parsed.error();
    // A webhook of the Trivy operator has the object in an envelope.
    const auto inner = member(*parsed, "operatorObject");
    const Element root = inner ? *inner : *parsed;
    ReportFile file;
    Error error;
    ImportedReport report;
    if (has(root, "ClusterName")) {
        error = readCluster(root, file);
    } else if (listOf(root, "items").is == List::Is::There) {
        error = readList(root, file);
    } else if (readOne(root, report, error)) {
        file.reports.append(std::move(report));
    } else if (!readSeveral(root, file, error)) {
        error.kind = ErrorKind::Decode;
        error.message = strange(root);
    }
    if (error)
        return error;
    return file;
}

Result<ImportedReport> readReport(QByteArrayView bytes)
{
    auto file = readReports(bytes);
    if (!file)
        return file.error();
    if (file->reports.size() == 1 && file->unreadable == 0)
        return file->reports.first();
    Error error;
    error.kind = file->reports.isEmpty() ? ErrorKind::Decode : ErrorKind::Usage;
    error.message = {LOTSE_MSG("The file contains reports of %1 images."),
        {QString::number(file->reports.size() + file->unreadable)}};
    return error;
}

} // namespace lotse::findings
