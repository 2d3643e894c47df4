// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/artifact.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

#include <QLocale>

#include <algorithm>

namespace lotse::models {

using harbor::Artifact;
using namespace Qt::StringLiterals;

QString tagText(const Artifact &artifact, int most)
{
    QStringList names;
    for (const harbor::Tag &tag : artifact.tags) {
        if (names.size() == most) {
            return Message{
                LOTSE_MSG("%1 +%2 more"), {names.join(u", "_s), QString::number(artifact.tags.size() - most)}}
                .text();
        }
        names += tag.name;
    }
    return names.join(u", "_s);
}

static QString platformName(const harbor::Platform &platform)
{
    QString name = platform.os + u'/' + platform.architecture;
    if (!platform.variant.isEmpty())
        name += u'/' + platform.variant;
    return name;
}

QString platformText(const Artifact &artifact)
{
    if (!artifact.references.isEmpty())
        return Message{LOTSE_MSG("index of %1"), {QString::number(artifact.references.size())}}.text();
    const auto attributes = json::decode<harbor::Platform>(artifact.extraAttrs.text);
    return attributes && !attributes->os.isEmpty() ? platformName(*attributes) : QString();
}

ScanState scanStateOf(const Artifact &artifact, bool enriched)
{
    ScanState out;
    if (artifact.scanOverview.isEmpty()) {
        out.kind = !artifact.isScannable() ? ScanState::Kind::NotScannable
            : enriched                     ? ScanState::Kind::NotScanned
                                           : ScanState::Kind::Unknown;
        return out;
    }
    const harbor::ScanOverview &overview = artifact.scanOverview.first();
    out.at = overview.endTime;
    out.percent = int(overview.completePercent);
    out.scanner = overview.scanner.name + u' ' + overview.scanner.version;
    const QString status = stateOfStatus(overview.scanStatus);
    out.kind = status == "ok"_L1 ? ScanState::Kind::Done
        : status == "running"_L1 ? ScanState::Kind::Running
        : status == "error"_L1   ? ScanState::Kind::Failed
        : status == "off"_L1     ? ScanState::Kind::NotScanned
                                 : ScanState::Kind::Unknown;
    if (out.kind != ScanState::Kind::Done)
        return out;
    out.total = overview.summary.total;
    out.fixable = overview.summary.fixable;
    static const QStringList order{u"critical"_s, u"high"_s, u"medium"_s, u"low"_s, u"none"_s};
    for (auto it = overview.summary.summary.begin(); it != overview.summary.summary.end(); ++it) {
        const QString name = it.key().toLower();
        const qsizetype place = name == "negligible"_L1 ? 4 : order.indexOf(name);
        out.counts[place < 0 ? 5 : place] += it.value(); // a severity that nobody knows is counted as unknown
    }
    return out;
}

Cell scanCell(const ScanState &scan)
{
    switch (scan.kind) {
    case ScanState::Kind::Unknown:
        return {u"\u2026"_s, {}, word(LOTSE_MSG("Loading scan overview.")), -6};
    case ScanState::Kind::NotScannable:
        return {word(LOTSE_MSG("not scannable")), {}, {}, -5};
    case ScanState::Kind::NotScanned:
        return {word(LOTSE_MSG("not scanned")), {}, {}, -4};
    case ScanState::Kind::Failed:
        return {word(LOTSE_MSG("scan failed")), u"failed"_s, {}, -3};
    case ScanState::Kind::Running:
        return {Message{LOTSE_MSG("scanning, %1 %"), {QString::number(scan.percent)}}.text(), {}, {}, -2};
    case ScanState::Kind::Done:
        break;
    }
    // The bar has no place for findings without severity; the words below name them.
    QVariantList counts;
    for (const int place : {0, 1, 2, 3, 5})
        counts.append(scan.counts[place]);
    // Ordered by the worst first: one critical outweighs any number of lower ones.
    // Those that nobody ranked come last.
    const double order = double(scan.counts[0]) * 1e9 + double(scan.counts[1]) * 1e5 + double(scan.counts[2])
        + double(scan.counts[3]) * 1e-5 + double(scan.counts[4] + scan.counts[5]) * 1e-9;
    const QLocale locale;
    const QString found = scan.total
        ? Message{LOTSE_MSG("%1, %2 fixable"), {locale.toString(scan.total), locale.toString(scan.fixable)}}.text()
        : word(LOTSE_MSG("no findings"));
    return {scan.isPartial() ? Message{LOTSE_MSG("%1 % scanned: %2"), {QString::number(scan.percent), found}}.text()
                             : found,
        counts,
        Message{LOTSE_MSG("%1 critical, %2 high, %3 medium, %4 low, %5 none, %6 unknown. Scanned %7 by %8"),
            {locale.toString(scan.counts[0]), locale.toString(scan.counts[1]), locale.toString(scan.counts[2]),
                locale.toString(scan.counts[3]), locale.toString(scan.counts[4]), locale.toString(scan.counts[5]),
                Cell::time(scan.at).text, scan.scanner}}
            .text(),
        order};
}

static Cell signatureCell(const Artifact &artifact, bool enriched)
{
    const auto isSignature = [](const harbor::Accessory &accessory) {
        return accessory.type.startsWith("signature."_L1);
    };
    const auto count = std::count_if(artifact.accessories.begin(), artifact.accessories.end(), isSignature);
    if (count == 0)
        return enriched ? Cell::state(u"off"_s, word(LOTSE_MSG("none"))) : Cell::plain(u"\u2026"_s);
    return {word(LOTSE_MSG("attached, not verified")), u"warning"_s,
        word(LOTSE_MSG("A signature is attached. It is not verified.")), int(count)};
}

static Cell sbomCell(const Artifact &artifact, bool enriched)
{
    const bool attached = std::any_of(artifact.accessories.begin(), artifact.accessories.end(),
        [](const harbor::Accessory &accessory) { return accessory.type.startsWith("sbom."_L1); });
    if (attached || !artifact.sbomOverview.sbomDigest.isEmpty())
        return Cell::state(u"ok"_s, word(LOTSE_MSG("attached")));
    if (stateOfStatus(artifact.sbomOverview.scanStatus) == "error"_L1)
        return Cell::state(u"error"_s, word(LOTSE_MSG("failed")));
    return enriched ? Cell::state(u"off"_s, word(LOTSE_MSG("none"))) : Cell::plain(u"\u2026"_s);
}

static QList<Column> artifactColumns()
{
    const auto withRow = [](const QString &id, const char *title, ColumnKind kind, int width, auto function) {
        return Column{id, title, kind, width,
            [function](const Row &row) {
                const Artifact *artifact = recordOf<Artifact>(row);
                // What the registry answered instead of the details: never an endless "…", never a "none".
                return !artifact            ? Cell{}
                    : !row.unread.isEmpty() ? Cell::unread(row.unread)
                                            : Cell(function(*artifact, row.enriched));
            },
            {}, false};
    };
    QList<Column> out;
    out << column<Artifact>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 190, [](const Artifact &a) {
        const QString tags = tagText(a);
        QStringList all;
        for (const harbor::Tag &tag : a.tags)
            all += tag.name;
        return Cell{tags.isEmpty() ? word(LOTSE_MSG("untagged")) : tags, {}, tagText(a, 40), tags, all};
    });
    out << column<Artifact>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 145,
        [](const Artifact &a) { return Cell::digest(a.digest); });
    out << withRow(u"vulnerabilities"_s, LOTSE_MSG("Vulnerabilities"), ColumnKind::Severities, 190,
        [](const Artifact &a, bool enriched) { return scanCell(scanStateOf(a, enriched)); });
    out << withRow(u"signature"_s, LOTSE_MSG("Signature"), ColumnKind::State, 178, signatureCell);
    out << withRow(u"sbom"_s, LOTSE_MSG("SBOM"), ColumnKind::State, 90, sbomCell);
    out << column<Artifact>(u"platform"_s, LOTSE_MSG("Platform"), ColumnKind::Mono, 110,
        [](const Artifact &a) { return Cell::plain(platformText(a)); });
    out << column<Artifact>(
        u"size"_s, LOTSE_MSG("Size"), ColumnKind::Size, 90, [](const Artifact &a) { return Cell::size(a.size); },
        u"size"_s);
    out << column<Artifact>(
        u"push"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 140, [](const Artifact &a) { return Cell::time(a.pushTime); },
        u"push_time"_s);
    out << column<Artifact>(
        u"pull"_s, LOTSE_MSG("Last pull"), ColumnKind::Time, 140,
        [](const Artifact &a) { return Cell::time(a.pullTime); }, u"pull_time"_s);
    out << column<Artifact>(
        u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 80, [](const Artifact &a) { return Cell::plain(a.type); });
    out << column<Artifact>(u"labels"_s, LOTSE_MSG("Labels"), ColumnKind::Labels, 160, [](const Artifact &a) {
        QStringList names;
        QVariantList value;
        for (const harbor::Label &label : a.labels) {
            names += label.name;
            value.append(QVariantMap{{u"name"_s, label.name}, {u"color"_s, label.color}});
        }
        return Cell{names.join(u", "_s), value, {}, {}};
    });
    return out;
}

void addImageKinds(KindTable &table)
{
    using harbor::Project;
    table["projects"] << column<Project>(
        u"name"_s, LOTSE_MSG("Project"), ColumnKind::Text, 220, [](const Project &p) { return Cell::plain(p.name); },
        u"name"_s)
                      << column<Project>(u"access"_s, LOTSE_MSG("Access"), ColumnKind::Text, 90,
                             [](const Project &p) {
                                 return Cell::plain(
                                     p.isPublic() ? word(LOTSE_MSG("public")) : word(LOTSE_MSG("private")));
                             })
                      << column<Project>(u"kind"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 110,
                             [](const Project &p) {
                                 return Cell::plain(
                                     p.isProxyCache() ? word(LOTSE_MSG("proxy cache")) : word(LOTSE_MSG("project")));
                             })
                      << column<Project>(u"role"_s, LOTSE_MSG("Your role"), ColumnKind::Text, 130,
                             [](const Project &p) {
                                 switch (p.currentUserRoleId) {
                                 case 1:
                                     return Cell::plain(word(LOTSE_MSG("project admin")));
                                 case 2:
                                     return Cell::plain(word(LOTSE_MSG("developer")));
                                 case 3:
                                     return Cell::plain(word(LOTSE_MSG("guest")));
                                 case 4:
                                     return Cell::plain(word(LOTSE_MSG("maintainer")));
                                 case 5:
                                     return Cell::plain(word(LOTSE_MSG("limited guest")));
                                 default:
                                     return Cell::plain(u"\u2013"_s);
                                 }
                             })
                      << column<Project>(u"repositories"_s, LOTSE_MSG("Repositories"), ColumnKind::Number, 110,
                             [](const Project &p) { return Cell::number(p.repoCount); })
                      << column<Project>(u"autoScan"_s, LOTSE_MSG("Scan on push"), ColumnKind::Text, 110,
                             [](const Project &p) { return Cell::yesNo(p.metadata.autoScan == "true"_L1); })
                      << column<Project>(u"preventVul"_s, LOTSE_MSG("Blocked severity"), ColumnKind::Severity, 110,
                             [](const Project &p) {
                                 return p.metadata.preventVul == "true"_L1
                                     ? Cell::severity(p.metadata.severity)
                                     : Cell::plain(word(LOTSE_MSG("nothing blocked")));
                             })
                      << column<Project>(u"owner"_s, LOTSE_MSG("Owner"), ColumnKind::Text, 120,
                             [](const Project &p) { return Cell::plain(p.ownerName); })
                      << column<Project>(
                             u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                             [](const Project &p) { return Cell::time(p.creationTime); }, u"creation_time"_s)
                      << column<Project>(
                             u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
                             [](const Project &p) { return Cell::time(p.updateTime); }, u"update_time"_s);

    using harbor::Repository;
    QList<Column> repositories;
    repositories << column<Repository>(
        u"name"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 340,
        [](const Repository &r) { return Cell::plain(r.name); }, u"name"_s)
                 << column<Repository>(u"artifacts"_s, LOTSE_MSG("Artifacts"), ColumnKind::Number, 100,
                        [](const Repository &r) { return Cell::number(r.artifactCount); })
                 << column<Repository>(
                        u"pulls"_s, LOTSE_MSG("Pulls"), ColumnKind::Number, 100,
                        [](const Repository &r) { return Cell::number(r.pullCount); }, u"pull_count"_s)
                 << column<Repository>(
                        u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
                        [](const Repository &r) { return Cell::time(r.updateTime); }, u"update_time"_s)
                 << column<Repository>(
                        u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                        [](const Repository &r) { return Cell::time(r.creationTime); }, u"creation_time"_s)
                 << column<Repository>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 260,
                        [](const Repository &r) { return Cell::plain(r.description.simplified()); });
    table["repositories"] = repositories;
    table["project-repositories"] = repositories;
    table["artifacts"] = artifactColumns();
    table["project-artifacts"] =
        QList<Column>{column<Artifact>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 260,
            [](const Artifact &a) { return Cell::plain(a.repositoryName); })}
        + artifactColumns();

    using harbor::Tag;
    table["tags"] << column<Tag>(
        u"name"_s, LOTSE_MSG("Tag"), ColumnKind::Mono, 260, [](const Tag &t) { return Cell::plain(t.name); }, u"name"_s)
                  << column<Tag>(
                         u"push"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 140,
                         [](const Tag &t) { return Cell::time(t.pushTime); }, u"push_time"_s)
                  << column<Tag>(
                         u"pull"_s, LOTSE_MSG("Last pull"), ColumnKind::Time, 140,
                         [](const Tag &t) { return Cell::time(t.pullTime); }, u"pull_time"_s)
                  << column<Tag>(u"immutable"_s, LOTSE_MSG("Immutable"), ColumnKind::Text, 100,
                         [](const Tag &t) { return Cell::yesNo(t.immutable); });

    using harbor::Accessory;
    table["accessories"] << column<Accessory>(
        u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 200, [](const Accessory &a) { return Cell::plain(a.type); })
                         << column<Accessory>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 200,
                                [](const Accessory &a) { return Cell::digest(a.digest); })
                         << column<Accessory>(u"size"_s, LOTSE_MSG("Size"), ColumnKind::Size, 90,
                                [](const Accessory &a) { return Cell::size(a.size); })
                         << column<Accessory>(u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                                [](const Accessory &a) { return Cell::time(a.creationTime); });
}

} // namespace lotse::models
