// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/storefacts.h"

#include "findings/filter.h"
#include "triage/trustbook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QSet>

namespace lotse::posture {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qsizetype kMostStored = 200;
constexpr qint64 kStaleSeconds = 7 * 24 * 3600;

struct Found {
    qint64 count = 0;
    QStringList images;
    QMap<QString, qint64> projects;
};

Found ask(const QString &text, const TriageView &view, const QString &registryId)
{
    Found out;
    const ParsedQuery parsed = parseQuery(text);
    if (!parsed.ok())
        return out;
    const Rows rows = select(parsed.query, view.context);
    for (const RowId row : rows) {
        if (view.context.set->partOf(row).segment->registryId != registryId)
            continue;
        ++out.count;
        const Occurrence one = view.context.set->occurrence(row);
        ++out.projects[one.project];
        if (out.images.size() < kMostStored) {
            const QString image = one.repository + u'@' + one.image.left(19);
            if (!out.images.contains(image))
                out.images.append(image);
        }
    }
    return out;
}

QJsonObject jsonOf(const QMap<QString, qint64> &counts)
{
    QJsonObject out;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        out.insert(it.key(), *it);
    return out;
}

Fact missing(const QString &kind, const QDateTime &now)
{
    Fact fact;
    fact.kind = kind;
    fact.at = now;
    fact.error.kind = ErrorKind::NotFound;
    fact.error.message = {LOTSE_MSG("This registry is not in the local store. Run \"lotse-cli sync\" first, or "
                                    "\"lotse-cli import-report\" if it is not Harbor."),
        {}};
    return fact;
}

Fact factOf(const QString &kind, const QList<QJsonObject> &rows, const QDateTime &now)
{
    Fact fact;
    fact.kind = kind;
    fact.at = now;
    fact.reading = Reading::Whole;
    for (const QJsonObject &row : rows) {
        const QByteArray raw = QJsonDocument(row).toJson(QJsonDocument::Compact);
        fact.rows.append({{}, raw, row});
        fact.answers.append({u"local store, "_s + kind, now, 0, {}, raw});
    }
    return fact;
}

QList<QJsonObject> sharedTags(const TriageView &view, const QString &registryId)
{
    using Places = QMap<QString, QString>; // registry -> digest
    QMap<QString, Places> tags; // "repository:tag"
    QHash<QString, QString> names;
    for (const FindingSet::Part &part : view.context.set->parts()) {
        const Segment &segment = *part.segment;
        names.insert(segment.registryId, segment.registryName);
        for (const Segment::Image &image : segment.images) {
            const QString repository =
                QString::fromUtf8(segment.dictionaries[Segment::Name].at(segment.repositories[image.repository].name));
            const QString digest = QString::fromUtf8(segment.dictionaries[Segment::Digest].at(image.digest));
            for (const quint32 tag : image.tags)
                tags[repository + u':' + QString::fromUtf8(segment.dictionaries[Segment::Tag].at(tag))].insert(
                    segment.registryId, digest);
        }
    }
    QList<QJsonObject> out;
    for (auto it = tags.cbegin(); it != tags.cend(); ++it) {
        if (it->size() < 2 || !it->contains(registryId))
            continue;
        QJsonArray places;
        for (auto place = it->cbegin(); place != it->cend(); ++place)
            places.append(QJsonObject{{u"registry"_s, names.value(place.key())}, {u"digest"_s, place.value()}});
        out.append({{u"repository"_s, it.key().section(u':', 0, -2)}, {u"tag"_s, it.key().section(u':', -1)},
            {u"places"_s, places}});
    }
    return out;
}

// One row for each image with a verdict that says something now. An image of an index is marked: it is counted inside
// of that, as on the page of signatures. What is no longer in the registry is left out.
Fact verdicts(const TriageView &view, const QString &registryId, const QDateTime &now)
{
    Fact fact;
    fact.kind = u"store-verdicts"_s;
    fact.at = now;
    const RegistryTrust *trust = view.trust ? view.trust->find(registryId) : nullptr;
    if (!trust || trust->rows.isEmpty()) {
        fact.error.kind = ErrorKind::NotFound;
        fact.error.message = {LOTSE_MSG("No signatures have been verified in this registry."), {}};
        return fact;
    }
    QSet<QString> images;
    QSet<QString> inside;
    for (const FindingSet::Part &part : view.context.set->parts()) {
        const Segment &segment = *part.segment;
        for (const Segment::Image &image :
            segment.registryId == registryId ? segment.images : decltype(segment.images)()) {
            const QString repository = segment.text(Segment::Name, segment.repositories[image.repository].name);
            images.insert(repository + u'@' + segment.text(Segment::Digest, image.digest));
            for (const QString &child : childrenOf(segment, image))
                inside.insert(repository + u'@' + child);
        }
    }
    QList<QJsonObject> rows;
    for (const store::KeptVerdict &one : trust->rows) {
        const SignState state = trust->state(&one, now);
        const QString name = one.repository + u'@' + one.digest;
        const bool isImage = images.contains(name);
        if (state == SignState::Unverified || (!isImage && !inside.contains(name)))
            continue;
        rows.append({{u"inside_index"_s, !isImage}, {u"repository"_s, one.repository}, {u"digest"_s, one.digest},
            {u"state"_s, signStateWord(state)}, {u"reason"_s, one.reason},
            {u"attested"_s, QJsonArray::fromStringList(one.attested)},
            {u"checked"_s, one.checkedAt.toUTC().toString(Qt::ISODate)}});
    }
    return factOf(fact.kind, rows, now);
}

} // namespace

QList<Fact> storeFacts(const TriageView &view, const QString &registryId, const QDateTime &now)
{
    const RegistryRead *read = nullptr;
    for (const RegistryRead &one : view.registries) {
        if (one.id == registryId)
            read = &one;
    }
    if (!read || !view.context.set)
        return {missing(u"store-findings"_s, now), missing(u"store-tags"_s, now), missing(u"store-verdicts"_s, now)};
    const Found all = ask({}, view, registryId);
    const Found breached = ask(u"due:breached"_s, view, registryId);
    const Found exploited = ask(u"kev:yes pulled:<30d state:open"_s, view, registryId);
    QList<Fact> out{
        factOf(u"store-findings"_s,
            {{{u"registry"_s, read->name}, {u"listed"_s, read->listed.toUTC().toString(Qt::ISODate)},
                {u"oldest_report"_s, read->oldestRead.toUTC().toString(Qt::ISODate)}, {u"findings"_s, all.count},
                {u"findings_by_project"_s, jsonOf(all.projects)}, {u"breached_by_project"_s, jsonOf(breached.projects)},
                {u"exploited_by_project"_s, jsonOf(exploited.projects)}, {u"breached"_s, breached.count},
                {u"breached_images"_s, QJsonArray::fromStringList(breached.images)}, {u"exploited"_s, exploited.count},
                {u"exploited_images"_s, QJsonArray::fromStringList(exploited.images)},
                {u"knows_kev"_s, view.context.knowsKev() && (view.context.isKevWhole() || exploited.count > 0)}}},
            now),
        factOf(u"store-tags"_s, sharedTags(view, registryId), now)};
    QList<Gap> gaps;
    if (!read->isWhole())
        gaps.append(read->gap());
    // What was true weeks ago proves nothing today.
    if (read->listed.isValid() && read->listed.secsTo(now) > kStaleSeconds)
        gaps.append(Message{LOTSE_MSG("The local store was last synced on %1. Run \"lotse-cli sync\" first."),
            {read->listed.toUTC().toString(Qt::ISODate)}});
    for (Fact &fact : out) {
        fact.reading = gaps.isEmpty() ? Reading::Whole : Reading::Partial;
        fact.gaps = gaps;
    }
    out.append(verdicts(view, registryId, now));
    return out;
}

} // namespace lotse::posture
