// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

void readScores(const Element &vulnerability, ImportedReport::Line &line)
{
    for (const Element &item : items(vulnerability, "cvss", 50)) {
        CvssScore score;
        score.version = cvssVersionNamed(bytes(item, "version"));
        score.vector = bytes(item, "vector");
        score.source = bytes(item, "source");
        if (const auto metrics = member(item, "metrics"))
            score.score = number(*metrics, "baseScore", -1);
        addScore(line, score);
    }
}

void readMatch(const Element &match, Taker &taker, ImportedReport &report)
{
    ImportedReport::Line line;
    if (const auto artifact = member(match, "artifact")) {
        taker.expectTexts(*artifact, {"name", "version"});
        line.package = bytes(*artifact, "name");
        line.version = bytes(*artifact, "version");
        namePackage(line, text(*artifact, "purl"), text(*artifact, "type"));
        const auto metadata = member(*artifact, "metadata");
        const QByteArray group = metadata ? bytes(*metadata, "pomGroupID") : QByteArray();
        if (line.purl.isEmpty() && !group.isEmpty() && !line.package.contains(':'))
            line.package.prepend(group + ':');
        for (const Element &location : items(*artifact, "locations", 10'000))
            line.places.append(place(text(location, "path"), text(location, "layerID")));
    }
    if (const auto vulnerability = member(match, "vulnerability")) {
        taker.expectTexts(*vulnerability, {"severity"});
        line.vulnerability = bytes(*vulnerability, "id");
        line.severity = bytes(*vulnerability, "severity");
        if (const auto fix = member(*vulnerability, "fix"); fix && !fix->is_null()) {
            const List versions = listOf(*fix, "versions");
            const auto isText = [](const Element &version) { return version.is_string(); };
            if (!fix->is_object() || versions.is == List::Is::Wrong
                || !std::all_of(versions.items.begin(), versions.items.end(), isText))
                taker.addUnreadable();
            taker.expectTexts(*fix, {"state"});
            line.fixVersion = texts(*fix, "versions", 100).join(u", "_s).toUtf8();
            line.status = bytes(*fix, "state");
        }
        line.isFixUnknown = line.status.isEmpty() || line.status.compare("unknown", Qt::CaseInsensitive) == 0;
        readScores(*vulnerability, line);
    }
    QStringList others;
    const bool hasOwn = !line.scores.isEmpty();
    for (const Element &related : items(match, "relatedVulnerabilities", 100)) {
        others.append(text(related, "id"));
        // A distribution gives no score of its own; the one of NVD stands beside it.
        if (!hasOwn)
            readScores(related, line);
    }
    alias(report, line.vulnerability, others);
    taker.take(std::move(line));
}

// What was given to Grype says where it took the image from: "registry:host/repository:tag", "docker:alpine:3.19".
QString withoutScheme(const QString &given)
{
    static const QStringList schemes{u"registry"_s, u"docker"_s, u"podman"_s, u"containerd"_s};
    const QString rest = given.section(u':', 1);
    const QString name = rest.section(u'@', 0, 0);
    const bool isScheme = schemes.contains(given.section(u':', 0, 0)) && (name.contains(u'/') || name.contains(u':'));
    return isScheme ? rest : given;
}

} // namespace

Error readGrype(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::Grype;
    report.scanner = u"Grype"_s;
    if (const auto descriptor = member(root, "descriptor")) {
        report.scanner = scannerName(text(*descriptor, "name"), text(*descriptor, "version"));
        report.generated = time(*descriptor, "timestamp");
    }
    if (const auto source = member(root, "source")) {
        if (const auto target = member(*source, "target"); target && target->is_object()) {
            for (const QString &reference : texts(*target, "repoDigests", 100))
                addCandidate(report, reference);
            if (report.candidates.isEmpty())
                addCandidate(report, text(*target, "manifestDigest"));
            nameImage(report, QStringList{withoutScheme(text(*target, "userInput"))} + texts(*target, "tags", 10));
        }
    }
    const List matches = listOf(root, "matches");
    if (!matches.isRead())
        return notAScan(
            LOTSE_MSG("The matches of this Grype report are not a list. Nothing was imported; scan again."));
    if (matches.items.empty() && !member(root, "descriptor") && !member(root, "source"))
        return notAScan(
            LOTSE_MSG("The file is not identifiable as a Grype report and has no matches. Nothing was imported."));
    Taker taker(report);
    for (const Element &match : taker.items(root, "matches"))
        readMatch(match, taker, report);
    report.others.suppressed += int(taker.items(root, "ignoredMatches").size());
    return {};
}

} // namespace lotse::findings::reportread
