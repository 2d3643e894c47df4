// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clockskew.h"
#include "posture/check.h"

#include <QJsonArray>

#include <cmath>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

QString imageOf(const FactRow &row)
{
    return row.json[u"repository_name"_s].toString() + u'@' + row.json[u"digest"_s].toString().left(19);
}

/// The newest vulnerability report of an artifact; empty where there is none.
QJsonObject overviewOf(const FactRow &row)
{
    QJsonObject newest;
    const QJsonObject all = row.json[u"scan_overview"_s].toObject();
    for (const QJsonValue one : all) {
        if (newest.isEmpty() || one[u"end_time"_s].toString() > newest[u"end_time"_s].toString())
            newest = one.toObject();
    }
    return newest;
}

bool isScannable(const FactRow &row)
{
    return row.json[u"addition_links"_s].toObject().contains(u"vulnerabilities"_s);
}

Verdict scanOnPush(const Sight &sight)
{
    Survey survey(u"projects"_s);
    const QList<FactRow> &rows = sight.rows(u"projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject metadata = rows[i].json[u"metadata"_s].toObject();
        if (textOf(metadata[u"auto_scan"_s]) == "true"_L1)
            survey.good(i, u"metadata.auto_scan"_s);
        else
            survey.bad(i, nameOf(rows[i]), u"metadata"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 projects scan images on push."),
        LOTSE_MSG("%1 of %2 projects do not scan images on push."), LOTSE_MSG("There are no projects."),
        Outcome::NotApplicable);
}

// What is dated further ahead than two clocks differ is not shown to be recent.
bool isWithin(const Sight &sight, const QString &time, double days)
{
    return sight.daysSince(time) <= days && !isAhead(timeOf(time), sight.now());
}

// How many hours lie between two runs of a cron of six fields, about: the longest that its fields allow.
double hoursBetween(const QString &type, const QString &cron)
{
    if (type == "Hourly"_L1)
        return 1;
    if (type == "Daily"_L1)
        return 24;
    if (type == "Weekly"_L1)
        return 168;
    const QStringList fields = cron.split(u' ', Qt::SkipEmptyParts);
    if (fields.size() != 6)
        return INFINITY;
    const auto isAny = [&](int i) { return fields[i] == "*"_L1 || fields[i] == "?"_L1; };
    if (!isAny(4))
        return 24.0 * 366;
    if (!isAny(3))
        return 24.0 * 31;
    if (!isAny(5))
        return 168;
    return isAny(2) ? 1 : 24;
}

Verdict scheduled(const Sight &sight, const QString &kind, const char *good, const char *seldom, const char *none)
{
    const QJsonObject schedule = sight.one(kind)[u"schedule"_s].toObject();
    const QString type = schedule[u"type"_s].toString();
    const QString cron = schedule[u"cron"_s].toString();
    Verdict out;
    if (type.isEmpty() || type == "None"_L1 || type == "Manual"_L1)
        out = Verdict::failed({none, {}});
    else if (hoursBetween(type, cron) > sight.number(u"hours"_s))
        out = Verdict::failed({seldom, {cron.isEmpty() ? type : cron}});
    else
        out = Verdict::passed({good, {cron.isEmpty() ? type : cron}});
    return sight.rows(kind).isEmpty() ? out.with(kind, -1) : out.with(kind, 0);
}

Verdict rescan(const Sight &sight)
{
    return scheduled(sight, u"scan-schedule"_s, LOTSE_MSG("All images are rescanned on the schedule %1."),
        LOTSE_MSG("Images are not rescanned often enough (%1)."), LOTSE_MSG("No schedule rescans all images."));
}

Verdict scannerFresh(const Sight &sight)
{
    const QList<FactRow> &scanners = sight.rows(u"scanners"_s);
    if (scanners.isEmpty())
        return Verdict::failed({LOTSE_MSG("No scanner is set up."), {}}).byAbsence().with(u"scanners"_s, -1);
    for (qsizetype i = 0; i < scanners.size(); ++i) {
        const QJsonObject row = scanners[i].json;
        if (!row[u"is_default"_s].toBool())
            continue;
        const QString health = row[u"health"_s].toString();
        if (row[u"disabled"_s].toBool() || (!health.isEmpty() && health != "healthy"_L1))
            return Verdict::failed({LOTSE_MSG("The default scanner is disabled or unhealthy."), {}})
                .with(u"scanners"_s, i);
    }
    Survey survey(u"scanner-metadata"_s);
    const QList<FactRow> &rows = sight.rows(u"scanner-metadata"_s);
    bool isDated = false;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject properties = rows[i].json[u"properties"_s].toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (!it.key().endsWith("-updated-at"_L1) || it.key().contains("next"_L1))
                continue;
            isDated = true;
            if (isWithin(sight, it.value().toString(), sight.number(u"hours"_s) / 24))
                survey.good(i, u"properties"_s);
            else
                survey.bad(i, it.key() + u": "_s + it.value().toString(), u"properties"_s);
        }
    }
    if (!isDated)
        return Verdict::notAssessable({LOTSE_MSG("No scanner reports the date of its vulnerability database."), {}});
    return survey.verdict(LOTSE_MSG("All %1 vulnerability databases are up to date."),
        LOTSE_MSG("%1 of %2 vulnerability databases are too old."), "");
}

// An index counts as scanned for Harbor once one of its platforms is.
bool isWholeScan(const QJsonObject &overview)
{
    return overview[u"scan_status"_s].toString() == "Success"_L1 && overview[u"complete_percent"_s].toInt(100) >= 100;
}

Verdict coverage(const Sight &sight)
{
    Survey survey(u"project-artifacts"_s);
    const QList<FactRow> &rows = sight.rows(u"project-artifacts"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!isScannable(rows[i]))
            continue;
        const QJsonObject overview = overviewOf(rows[i]);
        if (isWholeScan(overview))
            survey.good(i, u"scan_overview"_s);
        else
            survey.bad(i, imageOf(rows[i]), overview.isEmpty() ? u"addition_links"_s : u"scan_overview"_s);
    }
    if (survey.count() == 0)
        return Verdict::notApplicable({LOTSE_MSG("Nothing here can be scanned."), {}});
    const double share = 100.0 * double(survey.count() - survey.badCount()) / double(survey.count());
    Verdict out = survey.verdict(
        LOTSE_MSG("All %1 images have been scanned."), LOTSE_MSG("%1 of %2 images have not been scanned."), "");
    if (survey.badCount() > 0 && share >= sight.number(u"percent"_s))
        out.outcome = Outcome::Passed; // the sentence still says how many
    // The rest may lift the share, but to no 100 percent.
    out.isByAbsence = out.outcome == Outcome::Failed && sight.number(u"percent"_s) < 100;
    return out;
}

Verdict scanAge(const Sight &sight)
{
    Survey survey(u"project-artifacts"_s);
    const QList<FactRow> &rows = sight.rows(u"project-artifacts"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject overview = overviewOf(rows[i]);
        if (!isScannable(rows[i]) || !isWholeScan(overview))
            continue;
        const bool isUsed = sight.daysSince(rows[i].json[u"pull_time"_s].toString()) <= 30;
        const double most = sight.number(isUsed ? u"used"_s : u"days"_s);
        if (isWithin(sight, overview[u"end_time"_s].toString(), most))
            survey.good(i, u"scan_overview"_s);
        else
            survey.bad(i, imageOf(rows[i]), u"scan_overview"_s);
    }
    return survey.verdict(LOTSE_MSG("The latest scan of all %1 scanned images is recent."),
        LOTSE_MSG("The latest scan of %1 of %2 scanned images is too old."), LOTSE_MSG("No image has been scanned."),
        Outcome::NotAssessable);
}

Verdict pullsBlocked(const Sight &sight)
{
    static const QStringList strong{u"none"_s, u"negligible"_s, u"low"_s, u"medium"_s, u"high"_s};
    Survey survey(u"projects"_s);
    const QList<FactRow> &rows = sight.rows(u"projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!sight.isProduction(nameOf(rows[i])))
            continue;
        const QJsonObject metadata = rows[i].json[u"metadata"_s].toObject();
        if (textOf(metadata[u"prevent_vul"_s]) == "true"_L1 && strong.contains(metadata[u"severity"_s].toString()))
            survey.good(i, u"metadata"_s);
        else
            survey.bad(i, nameOf(rows[i]), u"metadata"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 production projects block vulnerable images."),
        LOTSE_MSG("%1 of %2 production projects allow pulls of images with high or critical findings."),
        LOTSE_MSG("No project counts as production."), Outcome::NotApplicable);
}

Verdict breached(const Sight &sight)
{
    const QJsonObject store = sight.one(u"store-findings"_s);
    const qint64 count = store[u"breached"_s].toInteger();
    Verdict out = count > 0
        ? Verdict::failed(Message::counted(
            LOTSE_MSG_N("%Ln open findings are past their due date.", "%Ln open finding is past its due date."), count))
        : Verdict::passed({LOTSE_MSG("No open finding is past its due date."), {}});
    for (const QJsonValue image : store[u"breached_images"_s].toArray())
        out.subjects.append(image.toString());
    return out.with(u"store-findings"_s, 0);
}

Verdict exploited(const Sight &sight)
{
    const QJsonObject store = sight.one(u"store-findings"_s);
    if (!store[u"knows_kev"_s].toBool())
        return Verdict::notAssessable(
            {LOTSE_MSG("No list of known exploited vulnerabilities has been imported (lotse-cli priority FILE)."), {}});
    const qint64 count = store[u"exploited"_s].toInteger();
    Verdict out = count > 0
        ? Verdict::failed(Message::counted(LOTSE_MSG_N("%Ln open findings in images in use are known exploited.",
                                               "%Ln open finding in images in use is known exploited."),
            count))
        : Verdict::passed({LOTSE_MSG("No image in use has an open finding that is known exploited."), {}});
    for (const QJsonValue image : store[u"exploited_images"_s].toArray())
        out.subjects.append(image.toString());
    return out.with(u"store-findings"_s, 0);
}

// Whether a list of allowed vulnerabilities has an end in time; an empty list needs none.
bool isBounded(const Sight &sight, const QJsonObject &list)
{
    if (list[u"items"_s].toArray().isEmpty())
        return true;
    const qint64 expires = list[u"expires_at"_s].toInteger();
    return expires > 0 && -sight.daysSince(expires) <= sight.number(u"days"_s);
}

Verdict allowlists(const Sight &sight)
{
    Verdict out;
    out.outcome = Outcome::Passed;
    out.message = {LOTSE_MSG("Every list of allowed vulnerabilities ends in time."), {}};
    out.with(u"cve-allowlist"_s, sight.rows(u"cve-allowlist"_s).isEmpty() ? -1 : 0);
    if (!isBounded(sight, sight.one(u"cve-allowlist"_s)))
        out.subjects.append(u"/"_s);
    const QList<FactRow> &rows = sight.rows(u"projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].json;
        const bool usesSystem = textOf(row[u"metadata"_s].toObject()[u"reuse_sys_cve_allowlist"_s]) == "true"_L1;
        if (usesSystem || isBounded(sight, row[u"cve_allowlist"_s].toObject()))
            continue;
        out.subjects.append(nameOf(rows[i]));
        out.with(u"projects"_s, i, u"cve_allowlist"_s);
    }
    if (!out.subjects.isEmpty()) {
        out.outcome = Outcome::Failed;
        out.message =
            Message::counted(LOTSE_MSG_N("%Ln lists of allowed vulnerabilities never end, or not within %1 days.",
                                 "%Ln list of allowed vulnerabilities never ends, or not within %1 days."),
                out.subjects.size(), {QString::number(int(sight.number(u"days"_s)))});
    }
    return out;
}

Verdict scannerLink(const Sight &sight)
{
    Survey survey(u"scanners"_s);
    const QList<FactRow> &rows = sight.rows(u"scanners"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].json;
        const bool isEncrypted = row[u"url"_s].toString().startsWith("https://"_L1);
        const bool isInside = row[u"use_internal_addr"_s].toBool();
        if (!row[u"skip_certVerify"_s].toBool() && (isEncrypted || isInside))
            survey.good(i, u"skip_certVerify"_s);
        else
            survey.bad(i, nameOf(rows[i]), u"url"_s);
    }
    return survey.verdict(LOTSE_MSG("The connection to all %1 scanners is verified."),
        LOTSE_MSG("The connection to %1 of %2 scanners is not encrypted or not verified."),
        LOTSE_MSG("No scanner is set up."), Outcome::NotApplicable);
}

} // namespace

QList<Check> scanChecks()
{
    return {
        {"P23", LOTSE_MSG("Images are scanned on push"), Severity::High, false, "projects", "", "",
            "CS 3.2.2; CD 4.4; N 4.1.1; I 8.8; P 6.3.1; B A6; N2 21.2.e~m; CRA II.3~l", 'h',
            LOTSE_MSG("Switch on \"Automatically scan images on push\" in the configuration of the project."),
            "projects", scanOnPush},
        {"P24", LOTSE_MSG("All images are rescanned regularly"), Severity::High, false, "scan-schedule", "",
            "hours=168", "CD 4.4; N 4.1.1; I 8.8; P 11.3.1; N2 21.2.e~m; CRA II.3~m", 'h',
            LOTSE_MSG("Set a schedule to scan all images at least once a week."), "scanners", rescan},
        {"P25", LOTSE_MSG("The scanner is healthy and its database up to date"), Severity::High, false,
            "scanners scanner-metadata", "", "hours=48", "N 4.1.1; I 8.8, 5.7; P 6.3.1", 'h',
            LOTSE_MSG("Update the database of the scanner, and check its log."), "scanners", scannerFresh},
        {"P26", LOTSE_MSG("Nearly all images have been scanned"), Severity::High, false, "project-artifacts", "",
            "percent=95", "CS 3.2.2; N 4.1.1; I 8.8; P 11.3.1; N2 21.2.e~m", 'h', LOTSE_MSG("Scan the listed images."),
            "scan-gaps", coverage},
        {"P27", LOTSE_MSG("Scans are recent"), Severity::Medium, false, "project-artifacts", "", "used=7 days=30",
            "CD 4.4; N 4.1.1; I 8.8; P 11.3.1", 'h', LOTSE_MSG("Scan all images again, and set a schedule."),
            "scan-gaps", scanAge},
        {"P28", LOTSE_MSG("Vulnerable images cannot be pulled"), Severity::High, false, "projects", "", "",
            "N 4.1.1, 4.4.1; I 8.8, 8.19; P 6.3.3; CRA I.2.a~l", 'm',
            LOTSE_MSG("Switch on \"Prevent vulnerable images from running\" at severity high or lower."), "policies",
            pullsBlocked},
        {"P33", LOTSE_MSG("Findings are handled in time"), Severity::High, false, "store-findings", "", "",
            "CD 4.4; N 4.1.1; I 8.8; P 6.3.3, 11.3.1; B A14; CRA II.2~m; N2 21.2.e~m", 'h',
            LOTSE_MSG("Update the images, or decide on the findings."), "findings", breached},
        {"P34", LOTSE_MSG("No image in use has an exploited vulnerability"), Severity::Critical, false,
            "store-findings", "", "", "N 4.1.1; I 5.7, 8.8; P 6.3.1; CRA II.2~m", 'h',
            LOTSE_MSG("Update these images first, or decide on the findings with a date."), "findings", exploited},
        {"P35", LOTSE_MSG("Allowed vulnerabilities have an end"), Severity::Medium, false, "cve-allowlist projects", "",
            "days=90", "I 8.8, 5.36; P 6.3.1, 12.3.1", 'm', LOTSE_MSG("Set an expiry date on the allowlist."),
            "allowlists", allowlists},
        {"P46", LOTSE_MSG("The connection to the scanner is verified"), Severity::Medium, false, "scanners", "", "",
            "N 4.2.1; I 8.21", 'm', LOTSE_MSG("Reach the scanner by https, and verify its certificate."), "scanners",
            scannerLink},
    };
}

} // namespace lotse::posture
