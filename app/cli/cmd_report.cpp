// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "store/inventory.h"
#include "store/schema.h"
#include "triage.h"
#include "triage/reportfiles.h"
#include "triage/reporttarget.h"

#include <QUrl>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostReport = 128 * 1024 * 1024;

// The registry of a host: the one of an account, one that the store knows, or a new one.
ReportedImage imageOf(Run &run, store::Database &cache, const QString &host)
{
    ReportedImage image;
    image.registryName = host;
    image.origin = u"https://"_s + host;
    image.registryId = passingRegistryId(image.origin);
    if (run.wiring().accounts.load()) {
        for (const Account &account : run.wiring().accounts.all()) {
            if (account.host() == host)
                return {account.registryId, account.name, account.url, {}, {}, {}};
        }
    }
    const auto known = store::knownRegistries(cache);
    if (known) {
        for (const store::KnownRegistry &registry : *known) {
            if (QUrl(registry.origin).authority() == host)
                return {registry.registryId, registry.name, registry.origin, {}, {}, {}};
        }
    }
    return image;
}

// How many were kept, 0 or 1; -1 where the run has failed.
int keep(Run &run, store::Database &cache, const findings::ImportedReport &report, const ReportTarget &target)
{
    ReportedImage image = imageOf(run, cache, target.image.host);
    image.repository = target.image.repository;
    image.digest = target.image.digest.text();
    image.tag = target.image.tag;
    const Result<QDateTime> newer = keepReportFile(cache, run.wiring().clock, image, report);
    if (!newer) {
        run.fail(newer.error());
        return -1;
    }
    const QString name = target.image.host + u'/' + image.repository + u'@' + image.digest;
    if (newer->isValid()) {
        run.output().warn(u"The report of %1 is of %2, older than the one that is kept (%3). Nothing changed."_s.arg(
            name, QDateTime::fromSecsSinceEpoch(report.generated, Qt::UTC).toString(Qt::ISODate),
            newer->toString(Qt::ISODate)));
        return 0;
    }
    run.output().text(u"%1: %2 (%3).\n"_s.arg(name,
                          counted(report.findings, u"%1 finding kept in "_s, u"%1 findings kept in "_s)
                              + counted(qint64(report.lines.size()), u"%1 row"_s, u"%1 rows"_s),
                          report.scanner),
        true);
    for (const QString &remark : remarksOn(report))
        run.output().warn(remark);
    if (!target.otherName.isEmpty()) {
        run.output().warn(u"The report names %1; it is kept for %2/%3, as REF says."_s.arg(
            target.otherName, target.image.host, target.image.repository));
    }
    if (target.isOther)
        run.output().warn(u"The report knows other digests of its image; it is kept for the one in REF."_s);
    if (!report.isWhole()) {
        run.partial(
            counted(report.unreadable, u"%1 part of the report cannot be read; the image does not count as scanned"_s,
                u"%1 parts of the report cannot be read; the image does not count as scanned"_s));
    }
    return 1;
}

void startReport(Run &run)
{
    const Result<QByteArray> bytes = readWhole(run.arguments().value(0), kMostReport);
    const auto file = bytes ? findings::readReports(*bytes) : Result<findings::ReportFile>(bytes.error());
    if (!file) {
        run.fail(file.error());
        return;
    }
    const QString name = run.arguments().value(1);
    const QList<findings::ImportedReport> reports = reportsFor(file->reports, name);
    const bool isSingle = file->reports.size() == 1 && file->unreadable == 0;
    if (reports.isEmpty() && !name.isEmpty() && !file->reports.isEmpty()) {
        run.usage(LOTSE_MSG("The file contains reports of %1 images, none of %2."),
            {QString::number(file->reports.size()), name});
        return;
    }
    const auto cache = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!cache) {
        run.fail(cache.error());
        return;
    }
    for (const Message &note : file->notes)
        run.output().warn(note.text());
    int left = file->unreadable;
    QList<TargetedReport> kept;
    for (const findings::ImportedReport &report : reports) {
        const auto target = targetOf(report, reports.size() == 1 ? name : QString());
        if (!target && isSingle) {
            run.fail(target.error());
            return;
        }
        if (!target) {
            ++left;
            run.output().warn(u"%1: %2"_s.arg(report.image, target.error().text()));
        } else if (addNewest(kept, {report, *target})) {
            run.output().warn(u"The file contains several reports of %1@%2; the newest was kept."_s.arg(
                target->image.repository, target->image.digest.text()));
        }
    }
    for (const TargetedReport &one : std::as_const(kept)) {
        const int count = keep(run, **cache, one.report, one.target);
        if (count < 0)
            return;
        left += 1 - count;
    }
    if (left > 0) {
        run.partial(
            counted(left, u"the report of %1 image was not kept"_s, u"the reports of %1 images were not kept"_s));
    }
    run.done();
}

} // namespace

Command importReportCommand()
{
    return {.name = "import-report",
        .arguments = "FILE [REF]",
        .summary = "Import a scan report for an image.",
        .details = "FILE is Trivy JSON (also cluster and operator reports), Grype JSON, SARIF 2.1.0, CycloneDX "
                   "with\n"
                   "vulnerabilities, a Harbor report, or a list of these; UTF-8 or UTF-16, optionally "
                   "gzip-compressed. REF is the image\n"
                   "as HOST/REPOSITORY[:TAG]@DIGEST, required if the report does not contain it. \"lotse-cli "
                   "diff\" compares it with\n"
                   "the previous report. An older report than the one that is kept changes nothing.\n"
                   "Exit code 7: not imported, or only partly.",
        .least = 1,
        .most = 2,
        .takes = "demo",
        .start = startReport};
}

} // namespace lotse::cli
