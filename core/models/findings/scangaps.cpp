// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/scangaps.h"

#include "harbor/repository.h"
#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::Artifact;

static constexpr int oldDays = 30;
static constexpr qsizetype mostUnasked = 500; ///< artifacts that are looked at without being told to
static constexpr int pause = 200; ///< ms between two looks at what was found

ScanGaps::ScanGaps(QObject *parent)
    : JoinedTable(parent)
{
    const auto overview = [this](const Row &row) {
        const harbor::ScanOverviews all = m_states.value(row.key).artifact.scanOverview;
        return all.isEmpty() ? harbor::ScanOverview() : all.first();
    };
    setColumns({column<Artifact>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 260,
                    [](const Artifact &a) { return Cell::plain(a.repositoryName); }),
        column<Artifact>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 180,
            [](const Artifact &a) { return Cell::plain(tagText(a)); }),
        Column{u"scan"_s, LOTSE_MSG("Scan"), ColumnKind::State, 150, [this](const Row &row) { return stateCell(row); },
            {}, false},
        Column{u"scanned"_s, LOTSE_MSG("Scanned"), ColumnKind::Time, 140,
            [this](const Row &row) {
                const std::optional<ScanState> scan = scanOf(row.key);
                return !scan                                                          ? Cell::plain(u"\u2026"_s)
                    : scan->at.isValid() || scan->kind == ScanState::Kind::NotScanned ? Cell::time(scan->at)
                                                                                      : Cell{};
            },
            {}, false},
        Column{u"by"_s, LOTSE_MSG("By"), ColumnKind::Text, 140,
            [overview](const Row &row) {
                const harbor::ScannerName name = overview(row).scanner;
                return Cell::plain((name.name + u' ' + name.version).simplified());
            },
            {}, false},
        column<Artifact>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 130,
            [](const Artifact &a) { return Cell::digest(a.digest); }),
        column<Artifact>(u"pushed"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 140,
            [](const Artifact &a) { return Cell::time(a.pushTime); }),
        column<Artifact>(u"pulled"_s, LOTSE_MSG("Last pull"), ColumnKind::Time, 140,
            [](const Artifact &a) { return Cell::time(a.pullTime); })});
    TableModel::sortBy(u"scan"_s, false);
    setOnly(u"gaps"_s);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        emit lookedChanged();
        if (std::exchange(m_foundGaps, false))
            show();
        else
            emit stateChanged();
    });
}

QList<JoinedPart> ScanGaps::parts() const
{
    return {{"project-artifacts", {}, {}}};
}

QList<Row> ScanGaps::build(const JoinedSource &parts)
{
    m_states.clear();
    m_foundGaps = false;
    QList<Row> rows;
    const harbor::PagedList &walk = parts.walk("project-artifacts");
    for (qsizetype i = 0; i < walk.rows.size(); ++i) {
        const auto artifact = walk.rows[i].value.value<Artifact>();
        if (artifact.isScannable())
            rows.append({artifact.repositoryName + u'@' + artifact.digest, walk.parents.value(i), walk.rows[i]});
    }
    const auto pulled = [](const Row &row) { return row.record.value.value<Artifact>().pullTime; };
    std::stable_sort(rows.begin(), rows.end(), [&pulled](const Row &a, const Row &b) { return pulled(a) > pulled(b); });
    m_all = rows.size() <= mostUnasked;
    // Nothing would be in view to be asked about.
    if (!m_all && only() == "gaps"_L1)
        setOnly({});
    emit lookedChanged();
    return rows;
}

QStringList ScanGaps::choices() const
{
    return {u"gaps"_s, u"none"_s, u"failed"_s, u"running"_s, u"old"_s};
}

bool ScanGaps::isShown(const Row &row, const QString &only) const
{
    const auto known = m_states.constFind(row.key);
    const bool isUnknown = known != m_states.constEnd() && known->error;
    const std::optional<ScanState> told = scanOf(row.key);
    if (!told && !isUnknown)
        return false;
    const ScanState scan = told.value_or(ScanState());
    using Kind = ScanState::Kind;
    const bool isOld = !isUnknown && scan.kind == Kind::Done && scan.at < now().addDays(-oldDays);
    return only == "gaps"_L1
        ? isUnknown || isOld || scan.isPartial() || (scan.kind != Kind::Done && scan.kind != Kind::NotScannable)
        : only == "none"_L1    ? !isUnknown && scan.kind == Kind::NotScanned
        : only == "failed"_L1  ? scan.kind == Kind::Failed
        : only == "running"_L1 ? scan.kind == Kind::Running
                               : isOld;
}

Place ScanGaps::placeOf(const QString &key) const
{
    const auto artifact = rowValue(key).value<Artifact>();
    return Place::artifact(artifact.repositoryName, artifact.digest);
}

QList<JoinedTable::Question> ScanGaps::questions(const Row &row) const
{
    return {{u"scan"_s, "artifact", harbor::endpoint("artifacts")->gives(row.record.value)}};
}

void ScanGaps::answered(const QString &key, const QString &, const Result<harbor::Page> &page)
{
    Known known;
    if (!page)
        known.error = page.error();
    else if (!page->records.rows.isEmpty())
        known.artifact = page->records.rows.first().value.value<Artifact>();
    if (page)
        known.scan = scanStateOf(known.artifact, true);
    m_states.insert(key, known);
    m_foundGaps = m_foundGaps || (!only().isEmpty() && isShown(Row{key, {}, {}}, only()));
    // Not with each answer: the rows would never stand still.
    const int wait = m_foundGaps && loaded() == 0 ? 0 : pause; // the first gap is waited for
    if (!m_later.isActive() || wait == 0)
        m_later.start(wait);
}

void ScanGaps::lookAtAll()
{
    m_all = true;
    emit lookedChanged();
    ask();
}

void ScanGaps::stop()
{
    m_all = false;
    emit lookedChanged();
}

Cell ScanGaps::stateCell(const Row &row) const
{
    const auto known = m_states.constFind(row.key);
    if (known != m_states.constEnd() && known->error)
        return {word(LOTSE_MSG("unknown")), u"unknown"_s, known->error.text(), 4};
    const std::optional<ScanState> told = scanOf(row.key);
    if (!told)
        return {u"\u2026"_s, u"unknown"_s, word(LOTSE_MSG("Loaded when the row is visible")), 5};
    Cell cell = scanWord(*told);
    if (const KeptScan *kept = keptOf(row.key))
        cell.tip = Message{LOTSE_MSG("From the last sync, %1"), {Cell::time(kept->readAt).text}}.text();
    return cell;
}

std::optional<ScanState> ScanGaps::scanOf(const QString &key) const
{
    const auto known = m_states.constFind(key);
    if (known != m_states.constEnd())
        return known->error ? std::nullopt : std::optional(known->scan);
    const KeptScan *kept = keptOf(key);
    if (!kept)
        return {};
    ScanState scan;
    scan.kind = kept->kind;
    scan.at = kept->at;
    return scan;
}

const KeptScan *ScanGaps::keptOf(const QString &key) const
{
    const auto kept = m_kept.constFind(key);
    return m_states.contains(key) || kept == m_kept.constEnd() ? nullptr : &*kept;
}

void ScanGaps::setKept(const QHash<QString, KeptScan> &kept)
{
    m_kept = kept;
    if (asOf().isValid())
        show();
}

static ScanState::Kind kindOf(findings::ScanState state)
{
    switch (state) {
    case findings::ScanState::NotScanned:
        return ScanState::Kind::NotScanned;
    case findings::ScanState::Running:
        return ScanState::Kind::Running;
    case findings::ScanState::Failed:
    case findings::ScanState::Unreadable: // there was a scan, and nobody can say what it found
        return ScanState::Kind::Failed;
    case findings::ScanState::Done:
        return ScanState::Kind::Done;
    case findings::ScanState::Unsupported:
        return ScanState::Kind::NotScannable;
    }
    return ScanState::Kind::Unknown;
}

QHash<QString, KeptScan> keptScans(const findings::FindingSet &set, const QString &registryId)
{
    using findings::Segment;
    // Of an image with several platforms, the one that lacks most speaks.
    static const QList<ScanState::Kind> worst{ScanState::Kind::Failed, ScanState::Kind::NotScanned,
        ScanState::Kind::Running, ScanState::Kind::Done, ScanState::Kind::NotScannable};
    const auto time = [](findings::Seconds seconds) {
        return seconds ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
    };
    QHash<QString, KeptScan> out;
    for (const findings::FindingSet::Part &part : set.parts()) {
        const Segment &segment = *part.segment;
        if (segment.registryId != registryId)
            continue;
        for (const Segment::Image &image : segment.images) {
            KeptScan kept;
            for (const quint32 number : image.platforms) {
                const Segment::Platform &platform = segment.platforms[number];
                const ScanState::Kind kind = kindOf(platform.scan);
                if (kept.kind == ScanState::Kind::Unknown || worst.indexOf(kind) < worst.indexOf(kept.kind))
                    kept.kind = kind;
                if (const QDateTime at = time(platform.reported); at.isValid() && (!kept.at.isValid() || at < kept.at))
                    kept.at = at;
                if (const QDateTime at = time(platform.fetched);
                    at.isValid() && (!kept.readAt.isValid() || at < kept.readAt))
                    kept.readAt = at;
            }
            if (kept.kind != ScanState::Kind::Unknown)
                out.insert(segment.text(Segment::Name, segment.repositories[image.repository].name) + u'@'
                        + segment.text(Segment::Digest, image.digest),
                    kept);
        }
    }
    return out;
}

Cell ScanGaps::scanWord(const ScanState &scan) const
{
    switch (scan.kind) {
    case ScanState::Kind::NotScannable:
        return {word(LOTSE_MSG("not scannable")), u"off"_s, {}, 6};
    case ScanState::Kind::NotScanned:
        return {word(LOTSE_MSG("not scanned")), u"warning"_s, {}, 1};
    case ScanState::Kind::Failed:
        return {word(LOTSE_MSG("scan failed")), u"error"_s, {}, 0};
    case ScanState::Kind::Running:
        return {Message{LOTSE_MSG("scanning, %1 %"), {QString::number(scan.percent)}}.text(), u"running"_s, {}, 3};
    case ScanState::Kind::Done:
        if (scan.isPartial())
            return {Message{LOTSE_MSG("%1 % scanned"), {QString::number(scan.percent)}}.text(), u"warning"_s, {}, 1};
        return scan.at < now().addDays(-oldDays) ? Cell{word(LOTSE_MSG("scanned long ago")), u"warning"_s, {}, 2}
                                                 : Cell{word(LOTSE_MSG("scanned")), u"ok"_s, {}, 7};
    case ScanState::Kind::Unknown:
        break;
    }
    return {word(LOTSE_MSG("unknown")), u"unknown"_s, {}, 4};
}

} // namespace lotse::models
