// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/project.h"
#include "harbor/scanner.h"
#include "models/systemwords.h"
#include "models/tables/column.h"

namespace lotse::ui {

using models::Cell;
using namespace Qt::StringLiterals;

QVariantList SystemWords::projectFacts(const QVariant &project, const QVariant &scanner) const
{
    if (!project.canConvert<harbor::Project>())
        return {};
    const auto own = project.value<harbor::Project>();
    const harbor::ProjectMetadata &set = own.metadata;
    QVariantList out;
    const auto add = [&out](const QString &name, const QString &value) {
        if (!value.isEmpty())
            out.append(QVariantMap{{u"name"_s, name}, {u"value"_s, value}});
    };
    const auto yesNo = [](const QString &word) { return Cell::yesNo(word == "true"_L1).text; };
    add(tr("Access level"), set.isPublic == "true"_L1 ? tr("public: anyone can pull") : tr("private"));
    add(tr("Owner"), own.ownerName);
    add(tr("Created"), Cell::time(own.creationTime).text);
    add(tr("Prevent vulnerable images from running"),
        set.preventVul == "true"_L1 ? tr("yes, severity %1 and above").arg(set.severity) : yesNo(set.preventVul));
    add(tr("Cosign signature required"), yesNo(set.enableContentTrustCosign));
    add(tr("Notation signature required"), yesNo(set.enableContentTrust));
    add(tr("Scan on push"), yesNo(set.autoScan));
    add(tr("SBOM on push"), yesNo(set.autoSbomGeneration));
    add(tr("CVE allowlist"),
        set.reuseSysCveAllowlist == "true"_L1
            ? tr("system allowlist")
            : tr("project allowlist, %n entries", "", int(own.cveAllowlist.items.size())));
    add(tr("Tag retention"), set.retentionId.isEmpty() ? tr("no policy") : tr("policy #%1").arg(set.retentionId));
    if (scanner.canConvert<harbor::ScannerRegistration>())
        add(tr("Scanner"), scanner.value<harbor::ScannerRegistration>().name);
    if (own.registryId > 0)
        add(tr("Proxy cache"), tr("registry #%1").arg(own.registryId));
    return out;
}

QVariantMap SystemWords::projectQuota(const QVariant &summary) const
{
    if (!summary.canConvert<harbor::ProjectSummary>())
        return {};
    const harbor::ProjectSummaryQuota quota = summary.value<harbor::ProjectSummary>().quota;
    // Who may not see the quota gets none.
    if (!quota.used.contains(u"storage"_s))
        return {};
    const qint64 used = quota.used.value(u"storage"_s);
    const qint64 hard = quota.hard.value(u"storage"_s, -1);
    if (hard < 0)
        return {{u"text"_s, tr("%1 used, no limit").arg(Cell::size(used).text)}, {u"share"_s, -1.0}};
    return {{u"text"_s, tr("%1 of %2 used").arg(Cell::size(used).text, Cell::size(hard).text)},
        {u"share"_s, hard > 0 ? double(used) / double(hard) : 1.0}};
}

} // namespace lotse::ui
