// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/findingreading.h"

#include "base/format.h"
#include "base/safetext.h"
#include "models/findings/workbenchcolumns.h"
#include "store/audittrail.h"
#include "store/inventory.h"
#include "store/vulnerabilitytexts.h"
#include "trail/trailreader.h"

#include <QSet>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr size_t kMostImages = 200;

struct Held {
    const FindingSet::Part *part = nullptr;
    quint32 number = 0; // of the image in the segment
};

/// Who pulled what last, by registry.
using Pulls = QHash<QString, PulledLast>;

QString visible(const QString &text)
{
    return safetext::visible(text, true);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? format::dateTime(time) : QString();
}

// The images of the rows; of a finding those that have its vulnerability in its package, wherever they are.
std::vector<Held> imagesOf(const FindingWanted &wanted)
{
    const FindingSet &set = *wanted.context.set;
    std::vector<Held> out;
    if (wanted.group && wanted.pivot == Pivot::Image) {
        for (const FindingSet::Part &part : set.parts()) {
            if (wanted.group->key >= part.firstImage
                && wanted.group->key - part.firstImage < part.segment->images.size())
                out.push_back({&part, wanted.group->key - part.firstImage});
        }
        return out;
    }
    Rows rows = wanted.rows;
    if (!wanted.group) {
        const FindingSet::Part &own = set.partOf(wanted.row);
        const quint32 row = wanted.row - own.firstRow;
        const Segment::Line &wantedLine = own.segment->lineOf(row);
        const quint32 vulnerability = own.vulnerability[wantedLine.vulnerability];
        const quint32 package = own.package[wantedLine.package];
        for (const FindingSet::Part &part : set.parts()) {
            std::vector<char> isIt;
            for (const Segment::Line &line : part.segment->lines)
                isIt.push_back(
                    part.vulnerability[line.vulnerability] == vulnerability && part.package[line.package] == package);
            for (quint32 i = 0; i < part.segment->rowCount(); ++i) {
                if (isIt[part.segment->line[i]])
                    rows.push_back(part.firstRow + i);
            }
        }
    }
    std::vector<char> isTaken(set.imageCount());
    set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
        for (size_t i = first; i < last; ++i) {
            for (const quint32 image :
                part.segment->platforms[part.segment->platform[rows[i] - part.firstRow]].images) {
                if (!isTaken[part.firstImage + image])
                    out.push_back({&part, image});
                isTaken[part.firstImage + image] = 1;
            }
        }
    });
    return out;
}

QStringList tagsOf(const Segment &segment, const Segment::Image &image)
{
    QStringList tags;
    for (const quint32 tag : image.tags)
        tags.append(segment.text(Segment::Tag, tag));
    return tags;
}

QString nameOf(const Segment &segment, const Segment::Image &image)
{
    return segment.text(Segment::Name, segment.repositories[image.repository].name);
}

// What the audit trail may call an image.
QStringList namesInTrail(const Segment &segment, const Segment::Image &image)
{
    const QString name = nameOf(segment, image);
    QStringList out{name + u'@' + segment.text(Segment::Digest, image.digest)};
    for (const QString &tag : tagsOf(segment, image))
        out.append(name + u':' + tag);
    return out;
}

Result<Pulls> pullsOf(store::Database &database, const std::vector<Held> &images)
{
    QHash<QString, QSet<QString>> resources;
    for (const Held &held : images) {
        const Segment &segment = *held.part->segment;
        const Segment::Image &image = segment.images[held.number];
        for (const QString &one : namesInTrail(segment, image))
            resources[segment.registryId].insert(one);
    }
    return pulledLast(database, resources);
}

void tellImages(const std::vector<Held> &images, const Pulls &pulls, FindingReading &out)
{
    for (const Held &held : images) {
        const Segment &segment = *held.part->segment;
        const Segment::Image &image = segment.images[held.number];
        const QString name = nameOf(segment, image);
        const QString digest = segment.text(Segment::Digest, image.digest);
        const QStringList tags = tagsOf(segment, image);
        const PulledLast known = pulls.value(segment.registryId);
        store::AuditRow pull;
        for (const QString &one : namesInTrail(segment, image)) {
            const store::AuditRow other = known.pulls.rows.value(one);
            if (other.at.isValid() && (!pull.at.isValid() || other.at > pull.at))
                pull = other;
        }
        const bool isUnread =
            pull.user.isEmpty() && !known.gaps(namesInTrail(segment, image), timeOf(image.pulled)).isEmpty();
        const quint32 project = segment.repositories[image.repository].project;
        out.images.append(
            QVariantMap{{u"registryId"_s, segment.registryId}, {u"registry"_s, visible(segment.registryName)},
                {u"project"_s, segment.text(Segment::Project, project)}, {u"repository"_s, name},
                {u"name"_s, visible(name)}, {u"digest"_s, digest}, {u"tags"_s, visible(tags.join(u", "_s))},
                {u"pushed"_s, timeText(timeOf(image.pushed))}, {u"pulled"_s, timeText(timeOf(image.pulled))},
                {u"puller"_s, visible(pull.user)}, {u"pulledBy"_s, timeText(pull.at)}, {u"pullerUnread"_s, isUnread}});
    }
}

// The text of this package and version, else of the package, else of the vulnerability.
const store::VulnerabilityText *nearest(const QList<store::VulnerabilityText> &texts, const Occurrence &one)
{
    const store::VulnerabilityText *best = nullptr;
    int likeness = -1;
    for (const store::VulnerabilityText &text : texts) {
        const int same = (text.package == one.package ? 2 : 0) + (text.version == one.version ? 1 : 0);
        if (same > likeness)
            best = &text;
        likeness = std::max(likeness, same);
    }
    return best;
}

void tellText(const store::VulnerabilityText &text, FindingReading &out)
{
    const auto scored = [](int tenths, const QString &vector) {
        const QString number = tenths < 0 ? QString() : QLocale().toString(tenths / 10.0, 'f', 1);
        return QStringList{number, vector}.join(number.isEmpty() || vector.isEmpty() ? u""_s : u"  "_s);
    };
    addFact(out.facts, LOTSE_MSG("CVSS v3"), scored(text.scoreV3, text.vectorV3), true);
    addFact(out.facts, LOTSE_MSG("CVSS v4"), scored(text.scoreV4, text.vectorV4), true);
    addFact(out.facts, LOTSE_MSG("CVSS v2"), scored(text.scoreV2, text.vectorV2), true);
    addFact(out.facts, LOTSE_MSG("Score by"), text.scoredBy);
    addFact(out.facts, LOTSE_MSG("Weaknesses"), text.weaknesses.join(u", "_s), true);
    addFact(out.facts, LOTSE_MSG("Scanner's status"), text.status);
    QStringList links;
    for (const QString &link : text.links)
        links.append(visible(link));
    out.text = {{u"description"_s, visible(text.description)}, {u"links"_s, links}};
}

} // namespace

void addFact(QVariantList &facts, const char *name, const QString &value, bool isMono)
{
    if (!value.isEmpty())
        facts.append(
            QVariantMap{{u"name"_s, Message{name, {}}.text()}, {u"value"_s, visible(value)}, {u"mono"_s, isMono}});
}

FindingReading readFinding(const FindingWanted &wanted)
{
    FindingReading out;
    std::vector<Held> images = imagesOf(wanted);
    out.imageCount = qint64(images.size());
    std::stable_sort(images.begin(), images.end(), [](const Held &a, const Held &b) {
        const auto used = [](const Held &h) {
            const Segment::Image &image = h.part->segment->images[h.number];
            return std::pair(image.pulled, image.pushed);
        };
        return used(a) > used(b);
    });
    images.resize(std::min(images.size(), kMostImages));
    Pulls pulls;
    if (wanted.clock) {
        const auto opened = store::Database::open(wanted.plan, *wanted.clock);
        const auto fromStore = [&]() -> Result<void> {
            // What a package or an upgrade has in common is no text of one vulnerability.
            if (!wanted.group || wanted.pivot == Pivot::Vulnerability) {
                const auto texts = store::vulnerabilityTexts(**opened, {wanted.one.vulnerability}, 2000);
                if (!texts)
                    return texts.error();
                if (const store::VulnerabilityText *text = nearest(*texts, wanted.one))
                    tellText(*text, out);
            }
            const auto found = pullsOf(**opened, images);
            if (!found)
                return found.error();
            pulls = *found;
            return {};
        };
        const Result<void> read = opened ? fromStore() : Result<void>(opened.error());
        if (!read)
            out.error = read.error();
    }
    tellImages(images, pulls, out);
    return out;
}

} // namespace lotse::models
