// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "oci/reference.h"
#include "store/inventory.h"
#include "store/schema.h"
#include "triage.h"
#include "triage/reportfiles.h"

#include <QUrl>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 128 * 1024 * 1024;

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

void start(Run &run)
{
    const Result<QByteArray> file = readWhole(run.arguments().value(0), kMostBytes);
    const auto report = file ? findings::readReport(*file) : Result<findings::ImportedReport>(file.error());
    if (!report) {
        run.fail(report.error());
        return;
    }
    const QString name = run.arguments().size() > 1 ? run.arguments().value(1) : report->image;
    if (name.isEmpty()) {
        run.usage(LOTSE_MSG("The report does not name its image. Give it as REF: HOST/REPOSITORY[:TAG]@DIGEST."));
        return;
    }
    const Result<oci::Reference> reference = oci::Reference::parse(name);
    if (!reference) {
        run.fail(reference.error());
        return;
    }
    const QString digest = reference->digest.isValid() ? reference->digest.text() : report->digest;
    if (digest.isEmpty()) {
        run.usage(LOTSE_MSG("Neither the report nor REF names a digest. Give REF as HOST/REPOSITORY[:TAG]@DIGEST."));
        return;
    }
    const auto cache = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!cache) {
        run.fail(cache.error());
        return;
    }
    ReportedImage image = imageOf(run, **cache, reference->host);
    image.repository = reference->repository;
    image.digest = digest;
    image.tag = reference->tag;
    if (const Result<void> kept = keepReportFile(**cache, run.wiring().clock, image, *report); !kept) {
        run.fail(kept.error());
        return;
    }
    run.output().text(counted(qint64(report->lines.size()), u"%1 finding of %2 is kept for %3/%4@%5."_s,
                          u"%1 findings of %2 are kept for %3/%4@%5."_s)
                          .arg(report->scanner, reference->host, image.repository, image.digest),
        true);
    if (report->passedOver > 0)
        run.partial(counted(report->passedOver, u"%1 line names no vulnerability and was passed over"_s,
            u"%1 lines name no vulnerability and were passed over"_s));
    run.done();
}

} // namespace

Command importReportCommand()
{
    return {.name = "import-report",
        .arguments = "FILE [REF]",
        .summary = "Keep a scanner's report of an image whose registry keeps none.",
        .details =
            "FILE is the JSON of Trivy or Grype, SARIF 2.1.0, or CycloneDX with vulnerabilities. REF names the image\n"
            "as HOST/REPOSITORY[:TAG]@DIGEST where the report does not. What was kept for the image before is "
            "compared\n"
            "by \"lotse-cli diff\".",
        .least = 1,
        .most = 2,
        .start = start};
}

} // namespace lotse::cli
