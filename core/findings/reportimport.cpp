// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportimport.h"

#include "findings/jsonread.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr qsizetype kMaxBytes = 128 * 1024 * 1024;
constexpr qsizetype kMaxLines = 1'000'000;
constexpr qsizetype kLongestName = 128;

QString digestIn(const QString &reference)
{
    const qsizetype at = reference.indexOf(u"sha256:"_s);
    const QString digest = at < 0 ? QString() : reference.mid(at, 71);
    return digest.size() == 71 ? digest : QString();
}

void take(ImportedReport &report, ImportedReport::Line line)
{
    if (line.vulnerability.isEmpty() || report.lines.size() >= kMaxLines)
        ++report.passedOver;
    else
        report.lines.append(std::move(line));
}

// What else the scanner calls it. Whether such a name stands for this one alone is seen only over all reports: see
// Aliases. Trivy gives an advisory with its revision, "DSA-5417-1"; other scanners name it without.
void alias(ImportedReport &report, const QByteArray &id, const QStringList &others)
{
    static const QRegularExpression revision(u"^(D[SL]A-[0-9]+)-[0-9]+$"_s);
    QList<QByteArray> group{id};
    for (const QString &other : others) {
        const QRegularExpressionMatch match = revision.match(other);
        const QByteArray name = (match.hasMatch() ? match.captured(1) : other).trimmed().toUtf8();
        if (!name.isEmpty() && name.size() <= kLongestName && !group.contains(name))
            group.append(name);
    }
    if (group.size() > 1 && !id.isEmpty() && report.aliases.size() < kMaxLines)
        report.aliases.append(group);
}

void readTrivy(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::Trivy;
    report.scanner = u"Trivy"_s;
    report.image = text(root, "ArtifactName");
    report.generated = time(root, "CreatedAt");
    if (const auto metadata = member(root, "Metadata"))
        report.digest = digestIn(texts(*metadata, "RepoDigests", 10).value(0));
    for (const Element &result : items(root, "Results")) {
        for (const Element &item : items(result, "Vulnerabilities")) {
            ImportedReport::Line line{bytes(item, "VulnerabilityID"), bytes(item, "PkgName"),
                bytes(item, "InstalledVersion"), bytes(item, "FixedVersion"), bytes(item, "Severity"),
                bytes(item, "Status"), -1};
            if (const auto cvss = member(item, "CVSS")) {
                for (const char *source : {"nvd", "ghsa", "redhat"}) {
                    if (const auto scores = member(*cvss, source); scores && line.cvss < 0)
                        line.cvss = number(*scores, "V3Score", -1);
                }
            }
            alias(report, line.vulnerability, texts(item, "VendorIDs", 10));
            take(report, std::move(line));
        }
    }
}

void readGrype(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::Grype;
    if (const auto descriptor = member(root, "descriptor")) {
        report.scanner = text(*descriptor, "name");
        report.generated = time(*descriptor, "timestamp");
    }
    if (const auto source = member(root, "source")) {
        if (const auto target = member(*source, "target")) {
            report.image = text(*target, "userInput");
            report.digest = digestIn(texts(*target, "repoDigests", 10).value(0));
            if (report.digest.isEmpty())
                report.digest = digestIn(text(*target, "manifestDigest"));
        }
    }
    for (const Element &match : items(root, "matches")) {
        ImportedReport::Line line;
        const auto vulnerability = member(match, "vulnerability");
        if (const auto artifact = member(match, "artifact")) {
            line.package = bytes(*artifact, "name");
            line.version = bytes(*artifact, "version");
        }
        if (vulnerability) {
            line.vulnerability = bytes(*vulnerability, "id");
            line.severity = bytes(*vulnerability, "severity");
            if (const auto fix = member(*vulnerability, "fix")) {
                line.fixVersion = texts(*fix, "versions", 10).value(0).toUtf8();
                line.status = bytes(*fix, "state");
            }
            for (const Element &score : items(*vulnerability, "cvss", 10)) {
                if (const auto metrics = member(score, "metrics"))
                    line.cvss = std::max(line.cvss, number(*metrics, "baseScore", -1));
            }
        }
        QStringList related;
        for (const Element &other : items(match, "relatedVulnerabilities", 10))
            related.append(text(other, "id"));
        alias(report, line.vulnerability, related);
        take(report, std::move(line));
    }
}

// "Package: openssl" and the like: what scanners put into the message of a result, for want of a field.
QHash<QString, QByteArray> wordsOf(const QString &message)
{
    QHash<QString, QByteArray> words;
    for (const QString &line : message.split(u'\n').mid(0, 50)) {
        if (const qsizetype colon = line.indexOf(u": "_s); colon > 0)
            words.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 2).trimmed().toUtf8());
    }
    return words;
}

void readSarif(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::Sarif;
    static const QHash<QString, QByteArray> severities{
        {u"error"_s, "High"}, {u"warning"_s, "Medium"}, {u"note"_s, "Low"}, {u"none"_s, "None"}};
    for (const Element &run : items(root, "runs", 1000)) {
        QHash<QString, double> scores;
        if (const auto tool = member(run, "tool")) {
            if (const auto driver = member(*tool, "driver")) {
                report.scanner = text(*driver, "name");
                for (const Element &rule : items(*driver, "rules")) {
                    const auto properties = member(rule, "properties");
                    bool isNumber = false;
                    const double score = properties ? text(*properties, "security-severity").toDouble(&isNumber) : -1;
                    if (isNumber)
                        scores.insert(text(rule, "id"), score);
                }
            }
        }
        for (const Element &result : items(run, "results")) {
            const auto message = member(result, "message");
            const QHash<QString, QByteArray> words = wordsOf(message ? text(*message, "text") : QString());
            const QString id = text(result, "ruleId");
            ImportedReport::Line line{id.toUtf8(), words.value(u"package"_s), words.value(u"installed version"_s),
                words.value(u"fixed version"_s), words.value(u"severity"_s), {}, scores.value(id, -1)};
            if (line.severity.isEmpty())
                line.severity = severities.value(text(result, "level"), "");
            take(report, std::move(line));
        }
    }
}

void collect(const Element &component, QHash<QString, std::pair<QByteArray, QByteArray>> &components, int depth)
{
    components.insert(text(component, "bom-ref"), {bytes(component, "name"), bytes(component, "version")});
    for (const Element &inner : depth < 16 ? items(component, "components") : std::vector<Element>())
        collect(inner, components, depth + 1);
}

void readCycloneDx(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::CycloneDx;
    report.scanner = u"CycloneDX"_s;
    if (const auto metadata = member(root, "metadata")) {
        report.generated = time(*metadata, "timestamp");
        if (const auto component = member(*metadata, "component")) {
            report.image = text(*component, "name");
            report.digest = digestIn(text(*component, "version") + text(*component, "purl"));
        }
    }
    QHash<QString, std::pair<QByteArray, QByteArray>> components;
    for (const Element &component : items(root, "components"))
        collect(component, components, 0);
    for (const Element &item : items(root, "vulnerabilities")) {
        ImportedReport::Line line;
        line.vulnerability = bytes(item, "id");
        for (const Element &rating : items(item, "ratings", 20)) {
            if (line.severity.isEmpty())
                line.severity = bytes(rating, "severity");
            if (text(rating, "method").startsWith(u"CVSSv3"_s))
                line.cvss = std::max(line.cvss, number(rating, "score", -1));
        }
        QStringList others;
        for (const Element &reference : items(item, "references", 10))
            others.append(text(reference, "id"));
        alias(report, line.vulnerability, others);
        for (const Element &affected : items(item, "affects")) {
            const auto at = components.constFind(text(affected, "ref"));
            ImportedReport::Line own = line;
            own.package = at == components.cend() ? bytes(affected, "ref") : at->first;
            own.version = at == components.cend() ? QByteArray() : at->second;
            take(report, std::move(own));
        }
    }
}

} // namespace

void ImportedReport::addTo(SegmentBuilder &builder, ImageInput about) const
{
    about.scan = ScanState::Done;
    about.reported = generated;
    if (!builder.begin(about))
        return;
    for (const Line &line : lines)
        builder.add(FindingInput{line.vulnerability, line.package, line.version, line.fixVersion, line.severity,
            line.status, line.cvss, 0, line.purl});
    for (const QList<QByteArray> &group : aliases)
        builder.addAliases(group);
}

Result<ImportedReport> readReport(QByteArrayView file)
{
    Document document;
    const Result<Element> root = document.parse(file, kMaxBytes, u"a scanner's report"_s);
    if (!root)
        return root.error();
    ImportedReport report;
    if (member(*root, "SchemaVersion") && member(*root, "ArtifactName"))
        readTrivy(*root, report);
    else if (const auto matches = member(*root, "matches"); matches && matches->is_array())
        readGrype(*root, report);
    else if (const auto runs = member(*root, "runs"); runs && runs->is_array())
        readSarif(*root, report);
    else if (text(*root, "bomFormat") == u"CycloneDX"_s)
        readCycloneDx(*root, report);
    else {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("This is no report that is known: neither Trivy, Grype, SARIF nor CycloneDX."), {}};
        return error;
    }
    return report;
}

} // namespace lotse::findings
