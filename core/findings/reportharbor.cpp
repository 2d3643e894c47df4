// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;

// A report as Harbor's API serves it, without the member that names its type.
Error readHarbor(const Element &report, ImportedReport &out)
{
    out.format = ReportFormat::Harbor;
    out.scanner = u"Harbor"_s;
    out.generated = time(report, "generated_at");
    if (const auto scanner = member(report, "scanner"))
        out.scanner = scannerName(text(*scanner, "name"), text(*scanner, "version"));
    if (const auto artifact = member(report, "artifact")) { // as a scanner adapter answers
        out.image = text(*artifact, "repository");
        addCandidate(out, text(*artifact, "digest"));
    }
    const List list = listOf(report, "vulnerabilities");
    if (!list.isRead()) {
        return notAScan(
            LOTSE_MSG("This Harbor report has no vulnerability list: the image was not scanned, or the report is "
                      "truncated. Nothing was imported."));
    }
    Taker taker(out);
    // The worst of no lines: they went lost on the way, and the image is not clean.
    const Severity worst = severityOf(bytes(report, "severity"));
    if (list.items.empty() && worst >= Severity::Low && worst <= Severity::Critical)
        taker.addUnreadable();
    for (const Element &item : taker.items(report, "vulnerabilities")) {
        ImportedReport::Line line;
        taker.expectTexts(item, {"package", "version", "fix_version", "severity", "status"});
        line.vulnerability = bytes(item, "id");
        line.package = bytes(item, "package");
        line.version = bytes(item, "version");
        line.fixVersion = bytes(item, "fix_version");
        line.severity = bytes(item, "severity");
        line.status = bytes(item, "status");
        if (const auto cvss = member(item, "preferred_cvss")) {
            addScore(line, {CvssVersion::V3, number(*cvss, "score_v3", -1), bytes(*cvss, "vector_v3"), {}});
            addScore(line, {CvssVersion::V2, number(*cvss, "score_v2", -1), bytes(*cvss, "vector_v2"), {}});
        }
        const auto vendor = line.scores.isEmpty() ? member(item, "vendor_attributes") : std::nullopt;
        if (const auto cvss = vendor ? member(*vendor, "CVSS") : std::nullopt)
            readTrivyScores(*cvss, {}, line);
        if (const auto layer = member(item, "layer")) {
            if (const QString digest = text(*layer, "digest"); !digest.isEmpty())
                line.places.append(place({}, digest));
        }
        for (const QString &digest : texts(item, "artifact_digests", 100))
            addCandidate(out, digest);
        taker.take(std::move(line));
    }
    return {};
}

} // namespace lotse::findings::reportread
