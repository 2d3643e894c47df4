// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/cvequery.h"

#include "base/keptmessage.h"
#include "findings/fixes.h"
#include "findings/severityorder.h"
#include "models/findings/vulnerabilityid.h"
#include "models/findings/workbenchcolumns.h"
#include "store/audittrail.h"
#include "store/inventory.h"
#include "trail/trailreader.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::FindingSet;
using findings::RowId;
using findings::Segment;

namespace {

/// The rows of the set that have the vulnerability, ascending.
findings::Rows rowsOf(const FindingSet &set, quint32 vulnerability)
{
    findings::Rows rows;
    for (const FindingSet::Part &part : set.parts()) {
        const Segment &segment = *part.segment;
        std::vector<char> isIt(segment.lines.size());
        bool isHere = false;
        for (size_t i = 0; i < isIt.size(); ++i) {
            isIt[i] = part.vulnerability[segment.lines[i].vulnerability] == vulnerability;
            isHere = isHere || isIt[i];
        }
        for (quint32 row = 0; isHere && row < segment.rowCount(); ++row) {
            if (isIt[segment.line[row]])
                rows.push_back(part.firstRow + row);
        }
    }
    return rows;
}

CveImage imageOf(const Segment &segment, quint32 row, const Segment::Image &image)
{
    const Segment::Platform &platform = segment.platforms[segment.platform[row]];
    const Segment::Repository &repository = segment.repositories[platform.repository];
    CveImage out;
    out.registryId = segment.registryId;
    out.registry = segment.registryName;
    out.project = segment.text(Segment::Project, repository.project);
    out.repository = segment.text(Segment::Name, repository.name);
    out.digest = segment.text(Segment::Digest, image.digest);
    for (const quint32 tag : image.tags)
        out.tags.append(segment.text(Segment::Tag, tag));
    const Segment::Line &line = segment.lineOf(row);
    out.package = segment.text(Segment::Package, line.package);
    out.version = segment.text(Segment::Version, line.version);
    out.fixVersion =
        findings::fixOf(out.version, segment.text(Segment::Fix, line.fix), segment.text(Segment::Purl, line.purl));
    out.isFixUnknown = line.isFixUnknown;
    out.severity = line.severity;
    out.severityWord = segment.text(Segment::SeverityWord, line.severityWord);
    out.firstSeen = segment.firstSeen[row];
    out.pushed = image.pushed;
    out.pulled = image.pulled;
    out.fetched = platform.fetched;
    return out;
}

/// Several platforms of one image with the same package are one row.
QList<CveImage> imagesOf(const findings::Context &context, const findings::Rows &rows)
{
    QList<CveImage> images;
    QHash<QString, qsizetype> places;
    context.set->eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
        const Segment &segment = *part.segment;
        for (size_t i = first; i < last; ++i) {
            const quint32 row = rows[i] - part.firstRow;
            const Segment::Platform &platform = segment.platforms[segment.platform[row]];
            const QString name = segment.text(Segment::Name, platform.name);
            for (const quint32 number : platform.images) {
                CveImage image = imageOf(segment, row, segment.images[number]);
                image.state = context.stateBits(rows[i]);
                const QString key = image.key();
                const auto known = places.constFind(key);
                if (known == places.cend()) {
                    if (!name.isEmpty())
                        image.platforms.append(name);
                    places.insert(key, images.size());
                    images.append(std::move(image));
                    continue;
                }
                CveImage &other = images[*known];
                if (!name.isEmpty() && !other.platforms.contains(name))
                    other.platforms.append(name);
                // What is decided on one platform only is not decided of the image.
                if ((other.state & findings::StateBits::kStateMask) != (image.state & findings::StateBits::kStateMask))
                    other.state = 0;
                if (findings::worseOf(image.severity, other.severity) != other.severity) {
                    other.severity = image.severity;
                    other.severityWord = image.severityWord;
                }
                if (image.firstSeen != 0 && (other.firstSeen == 0 || image.firstSeen < other.firstSeen))
                    other.firstSeen = image.firstSeen;
            }
        }
    });
    std::stable_sort(images.begin(), images.end(), [](const CveImage &a, const CveImage &b) {
        return std::tuple(-findings::displayRank(a.severity), a.registry, a.repository, b.pushed)
            < std::tuple(-findings::displayRank(b.severity), b.registry, b.repository, a.pushed);
    });
    return images;
}

QList<findings::Decision> decisionsOn(const TriageView &view, const QList<QByteArray> &ids, const findings::Rows &rows)
{
    QSet<QString> byRow;
    if (const auto &states = view.context.states) {
        for (const RowId row : rows) {
            if (row < states->decision.size() && states->decision[row] != 0)
                byRow.insert(states->ids[states->decision[row] - 1]);
        }
    }
    QList<findings::Decision> out;
    for (const findings::Decision &decision : view.decisions) {
        const QStringList &named = decision.match.vulnerabilities;
        const bool isNamed =
            std::any_of(named.begin(), named.end(), [&](const QString &name) { return ids.contains(name.toUtf8()); });
        if (isNamed || byRow.contains(decision.id))
            out.append(decision);
    }
    return out;
}

/// What the trail may call an image, with the tag of each; by its digest first.
QList<std::pair<QString, QString>> namesOf(const CveImage &image)
{
    QList<std::pair<QString, QString>> out{{image.repository + u'@' + image.digest, {}}};
    for (const QString &tag : image.tags)
        out.append({image.repository + u':' + tag, tag});
    return out;
}

/// By digest and by each of the tags, the newest of them. A tag may have stood for another digest then; that is said
/// beside it.
Result<void> addPulls(store::Database &database, QList<CveImage> &images)
{
    QHash<QString, QSet<QString>> resources; // by registry
    for (const CveImage &image : std::as_const(images)) {
        for (const auto &[name, tag] : namesOf(image))
            resources[image.registryId].insert(name);
    }
    const auto last = pulledLast(database, resources);
    if (!last)
        return last.error();
    for (CveImage &image : images) {
        const PulledLast known = last->value(image.registryId);
        QStringList names;
        for (const auto &[name, tag] : namesOf(image)) {
            names.append(name);
            const auto row = known.pulls.rows.constFind(name);
            if (row == known.pulls.rows.cend() || (image.pullerAt.isValid() && image.pullerAt >= row->at))
                continue;
            image.puller = row->user;
            image.pullerAt = row->at;
            image.pulledAs = tag;
        }
        image.unseenPulls = known.gaps(names, timeOf(image.pulled));
    }
    return {};
}

Error addFromStore(CveAnswer &answer, const QStringList &ids, const store::Plan &plan, const Clock &clock)
{
    if (!QFileInfo::exists(plan.path))
        return {};
    const auto opened = store::Database::open(plan, clock);
    const Result<void> pulled = opened ? addPulls(**opened, answer.images) : Result<void>(opened.error());
    for (CveImage &image : answer.images) {
        if (!pulled)
            image.unseenPulls = {toKept(pulled.error().message)};
    }
    if (!pulled)
        return pulled.error();
    const auto texts = store::vulnerabilityTexts(**opened, ids);
    if (!texts)
        return texts.error();
    answer.texts = *texts;
    return {};
}

} // namespace

QList<Column> cveImageColumns()
{
    using Image = CveImage;
    const auto tags = [](const Image &image) {
        Cell cell = Cell::plain(image.tags.mid(0, 3).join(u", "_s));
        if (image.tags.size() > 3)
            cell.text = Message{LOTSE_MSG("%1 +%2 more"), {cell.text, QString::number(image.tags.size() - 3)}}.text();
        cell.tip = image.tags.join(u'\n');
        return cell;
    };
    const auto puller = [](const Image &image) {
        QStringList unseen;
        for (const QString &why : image.unseenPulls)
            unseen.append(keptText(why));
        if (image.puller.isEmpty())
            return unseen.isEmpty() ? Cell::plain({}) : Cell::unread(unseen.join(u'\n'));
        Cell cell = Cell::plain(image.puller);
        const QString when = Cell::time(image.pullerAt).text;
        cell.tip = image.pulledAs.isEmpty()
            ? Message{LOTSE_MSG("%1 on %2, by digest"), {image.puller, when}}.text()
            : Message{LOTSE_MSG("%1 on %2, by tag %3 (possibly another image at that time)"),
                {image.puller, when, image.pulledAs}}
                  .text();
        unseen.prepend(cell.tip);
        cell.tip = unseen.join(u'\n');
        return cell;
    };
    const auto fix = [](const Image &image) {
        const char *none = image.isFixUnknown ? LOTSE_MSG("not stated in the report") : LOTSE_MSG("no fix known");
        return Cell::plain(image.fixVersion.isEmpty() ? Message{none, {}}.text() : image.fixVersion);
    };
    const auto pulled = [](const Image &image) { return Cell::time(std::max(timeOf(image.pulled), image.pullerAt)); };
    return {
        column<Image>(u"severity"_s, LOTSE_MSG("Severity"), ColumnKind::Severity, 96,
            [](const Image &image) { return Cell::severity(findings::severityWord(image.severity)); }),
        column<Image>(u"registry"_s, LOTSE_MSG("Registry"), ColumnKind::Text, 96,
            [](const Image &image) { return Cell::plain(image.registry); }),
        column<Image>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 210,
            [](const Image &image) { return Cell::plain(image.repository); }),
        column<Image>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 120, tags),
        column<Image>(u"package"_s, LOTSE_MSG("Package"), ColumnKind::Text, 120,
            [](const Image &image) { return Cell::plain(image.package); }),
        column<Image>(u"version"_s, LOTSE_MSG("Installed"), ColumnKind::Mono, 110,
            [](const Image &image) { return Cell::plain(image.version); }),
        column<Image>(u"fix"_s, LOTSE_MSG("Fixed in"), ColumnKind::Mono, 110, fix),
        column<Image>(u"state"_s, LOTSE_MSG("Decision"), ColumnKind::State, 110,
            [](const Image &image) { return stateCell(image.state); }),
        column<Image>(u"pulled"_s, LOTSE_MSG("Last pulled"), ColumnKind::Time, 124, pulled),
        column<Image>(u"puller"_s, LOTSE_MSG("Pulled by"), ColumnKind::Text, 150, puller),
        column<Image>(u"pushed"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 124,
            [](const Image &image) { return Cell::time(timeOf(image.pushed)); }),
        column<Image>(u"seen"_s, LOTSE_MSG("First seen"), ColumnKind::Time, 124,
            [](const Image &image) { return Cell::time(timeOf(image.firstSeen)); }),
        column<Image>(u"platform"_s, LOTSE_MSG("Platform"), ColumnKind::Text, 120,
            [](const Image &image) { return Cell::plain(image.platforms.join(u", "_s)); }),
        column<Image>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 120,
            [](const Image &image) { return Cell::digest(image.digest); }),
        column<Image>(u"read"_s, LOTSE_MSG("Report synced"), ColumnKind::Time, 124,
            [](const Image &image) { return Cell::time(timeOf(image.fetched)); }),
    };
}

CveAnswer cveAnswer(const QString &typed, const TriageView &view, const store::Plan &plan, const Clock &clock)
{
    QElapsedTimer timer;
    timer.start();
    const FindingSet &set = *view.context.set;
    CveAnswer answer;
    answer.asked = normalisedId(typed);
    answer.searched = view.registries;
    answer.gaps = view.gaps;
    const QByteArray canonical = set.aliases().canonical(answer.asked.toUtf8());
    answer.id = QString::fromUtf8(canonical);
    const QList<QByteArray> group = set.aliases().group(answer.asked.toUtf8());
    QStringList ids;
    for (const QByteArray &id : group) {
        ids.append(QString::fromUtf8(id));
        if (id != canonical)
            answer.aliases.append(ids.last());
    }
    findings::Rows rows;
    const quint32 number = set.vulnerabilities().find(canonical);
    if (number != 0 && number < set.vulnerabilities().size()) {
        rows = rowsOf(set, number);
        answer.epss = view.context.epss(number);
        answer.kev = view.context.kev(number);
    }
    answer.isFound = !rows.empty();
    answer.counts = set.count(rows);
    answer.images = imagesOf(view.context, rows);
    for (const RowId id : rows) {
        const FindingSet::Part &part = set.partOf(id);
        const quint32 row = id - part.firstRow;
        const Segment::Line &line = part.segment->lineOf(row);
        answer.worst = findings::worseOf(answer.worst, line.severity);
        if (line.cvss != findings::kNoScore)
            answer.cvss = std::max(answer.cvss, line.cvss / 10.0);
        const findings::Seconds seen = part.segment->firstSeen[row];
        if (seen != 0 && (answer.firstSeen == 0 || seen < answer.firstSeen))
            answer.firstSeen = seen;
    }
    answer.decisions = decisionsOn(view, group, rows);
    answer.error = addFromStore(answer, ids, plan, clock);
    answer.milliseconds = double(timer.nsecsElapsed()) / 1e6;
    return answer;
}

} // namespace lotse::models
