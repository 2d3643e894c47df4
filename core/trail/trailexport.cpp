// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/trailexport.h"

#include "base/keptmessage.h"
#include "base/safefile.h"
#include "base/safetext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace lotse {

using namespace Qt::StringLiterals;
using store::AuditWish;

namespace {

constexpr qint64 kMostPart = qint64(1) << 30;
constexpr int kPage = 2000;

QString stamp(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

class Exporting {
public:
    Exporting(const TrailExport &wish, TrailExported &out)
        : m_wish(wish)
        , m_out(out)
        , m_manifest{{u"lotse_audit_export"_s, 1}, {u"filter"_s, wishJson(wish.wish)},
              {u"format"_s, wish.format == TrailFormat::Csv ? u"csv"_s : u"ndjson"_s},
              {u"to"_s, stamp(wish.wish.to.isValid() ? wish.wish.to : wish.now)}}
    {
        if (!wish.ages.isEmpty())
            m_manifest.insert(u"ages"_s, wish.ages);
    }

    Result<void> open()
    {
        if (!QDir().mkpath(m_wish.folder))
            return usageError(LOTSE_MSG("The folder %1 cannot be created."), {m_wish.folder});
        const Result<QByteArray> bytes = readWhole(path(u"manifest.json"_s), 64 << 20);
        if (!bytes && bytes.error().kind != ErrorKind::NotFound)
            return bytes.error();
        if (!bytes) {
            if (!QDir(m_wish.folder).isEmpty())
                return usageError(
                    LOTSE_MSG("The folder %1 is not empty and contains no audit trail export."), {m_wish.folder});
            return {};
        }
        const QJsonObject known = QJsonDocument::fromJson(*bytes).object();
        keepTimes(known);
        for (const QString &key : {u"lotse_audit_export"_s, u"filter"_s, u"format"_s}) {
            if (known[key] != m_manifest[key])
                return usageError(
                    LOTSE_MSG("The folder %1 contains an export with another filter or format."), {m_wish.folder});
        }
        // The end stays: what has come since is for another export.
        if (!m_wish.wish.to.isValid())
            m_manifest[u"to"_s] = known[u"to"_s];
        // Parts of a trail that was not there in full are written anew: what they lack may be here now.
        if (!known[u"not_in_full"_s].isArray() || !known[u"not_in_full"_s].toArray().isEmpty())
            return {};
        m_damagedBefore = known[u"damaged_entries"_s].toInt();
        for (const QJsonValue part : known[u"parts"_s].toArray()) {
            const Result<QByteArray> file = readWhole(path(part[u"file"_s].toString()), kMostPart);
            if (!file || sha256(*file) != part[u"sha256"_s].toString())
                break;
            m_parts.append(part);
            m_out.entries += part[u"entries"_s].toInteger();
            ++m_out.kept;
        }
        return {};
    }

    int damagedBefore() const { return m_damagedBefore; } ///< that were left out of the parts that are kept
    AuditWish rest() const
    {
        AuditWish wish = m_wish.wish;
        wish.isOldestFirst = true;
        wish.to = QDateTime::fromString(m_manifest[u"to"_s].toString(), Qt::ISODateWithMs);
        if (!m_parts.isEmpty())
            wish.from = QDateTime::fromString(m_parts.last()[u"last"_s].toString(), Qt::ISODateWithMs).addMSecs(1);
        return wish;
    }

    Result<void> add(const TrailEntry &entry)
    {
        // A part ends between two times, so that the next run knows where to go on.
        if (m_count >= m_wish.partEntries && entry.hit.row.at != m_last) {
            if (const Result<void> written = flush(); !written)
                return written;
        }
        if (m_count == 0) {
            m_first = entry.hit.row.at;
            m_bytes = m_wish.format == TrailFormat::Csv ? trailHeading() : QByteArray();
        }
        m_bytes += trailLine(entry, m_wish.format) + '\n';
        m_last = entry.hit.row.at;
        ++m_count;
        ++m_out.entries;
        return {};
    }

    Result<void> flush()
    {
        if (m_count == 0)
            return {};
        const QString file =
            u"audit-%1.%2"_s.arg(m_parts.size() + 1, 5, 10, QLatin1Char('0')).arg(m_manifest[u"format"_s].toString());
        if (const Result<void> written = writeWhole(path(file), m_bytes); !written)
            return written;
        m_parts.append(QJsonObject{{u"file"_s, file}, {u"entries"_s, m_count}, {u"bytes"_s, m_bytes.size()},
            {u"sha256"_s, sha256(m_bytes)}, {u"first"_s, stamp(m_first)}, {u"last"_s, stamp(m_last)}});
        m_count = 0;
        return keep(false);
    }

    Result<void> keep(bool isComplete)
    {
        m_manifest[u"complete"_s] = isComplete;
        m_manifest[u"parts"_s] = m_parts;
        m_manifest[u"entries"_s] = m_out.entries - m_count;
        m_manifest[u"damaged_entries"_s] = m_out.damaged;
        m_manifest[u"entries_without_time"_s] = m_out.undated;
        QJsonArray limits;
        for (const QString &limit : std::as_const(m_out.limits))
            limits.append(keptEnglish(limit));
        m_manifest[u"not_in_full"_s] = limits;
        m_out.parts = int(m_parts.size());
        return writeWhole(path(u"manifest.json"_s), QJsonDocument(m_manifest).toJson());
    }

private:
    // "The last 7 days" is another time in each run: the first one said what it means here.
    void keepTimes(const QJsonObject &known)
    {
        if (m_wish.ages.isEmpty() || known[u"ages"_s] != m_wish.ages)
            return;
        for (const auto &[key, time] : {std::pair{u"from"_s, &m_wish.wish.from}, std::pair{u"to"_s, &m_wish.wish.to}}) {
            const QString kept = known[u"filter"_s][key].toString();
            const QDateTime at = QDateTime::fromString(kept, Qt::ISODateWithMs);
            if (m_wish.ages.contains(key) && at.isValid())
                *time = at;
        }
        m_manifest[u"filter"_s] = wishJson(m_wish.wish);
        if (m_wish.wish.to.isValid())
            m_manifest[u"to"_s] = stamp(m_wish.wish.to);
    }
    QString path(const QString &file) const { return m_wish.folder + u'/' + QFileInfo(file).fileName(); }

    TrailExport m_wish;
    TrailExported &m_out;
    QJsonObject m_manifest;
    QJsonArray m_parts;
    QByteArray m_bytes;
    QDateTime m_first, m_last;
    int m_count = 0;
    int m_damagedBefore = 0;
};

} // namespace

QString resultWord(bool succeeded)
{
    return succeeded ? u"success"_s : u"failed"_s;
}

QJsonObject trailObject(const TrailEntry &entry)
{
    const store::AuditRow &row = entry.hit.row;
    QJsonObject out{{u"time"_s, stamp(row.at)}, {u"registry"_s, entry.hit.registryName},
        {u"registry_id"_s, entry.hit.registryId}, {u"user"_s, row.user}, {u"operation"_s, row.operation},
        {u"resource_type"_s, row.resourceType}, {u"resource"_s, row.resource}, {u"project"_s, entry.hit.project},
        {u"result"_s, resultWord(row.succeeded)}, {u"description"_s, row.description},
        {u"source"_s, sourceWord(entry.source)}};
    if (entry.source != TrailEntry::Source::Trail)
        out.insert(u"change"_s, entry.change);
    else
        out.insert(u"id"_s, store::shownNumber(row.remoteId));
    return out;
}

QByteArray trailHeading()
{
    return "time,registry,user,operation,resource_type,resource,project,result,description,source,id\r\n";
}

QByteArray trailLine(const TrailEntry &entry, TrailFormat format)
{
    if (format == TrailFormat::NdJson)
        return QJsonDocument(trailObject(entry)).toJson(QJsonDocument::Compact);
    const store::AuditRow &row = entry.hit.row;
    QByteArray line;
    for (const QString &field : {stamp(row.at), entry.hit.registryName, row.user, row.operation, row.resourceType,
             row.resource, entry.hit.project, resultWord(row.succeeded), row.description, sourceWord(entry.source),
             entry.source != TrailEntry::Source::Trail ? entry.change
                                                       : QString::number(store::shownNumber(row.remoteId))}) {
        if (!line.isEmpty())
            line += ',';
        line += safetext::csvField(safetext::visible(field, true));
    }
    return line + '\r';
}

QJsonObject wishJson(const AuditWish &wish)
{
    QJsonObject out;
    const auto text = [&out](const char *key, const QString &value) {
        if (!value.isEmpty())
            out.insert(QLatin1StringView(key), value);
    };
    text("from", stamp(wish.from));
    text("to", stamp(wish.to));
    text("user", wish.user);
    text("project", wish.project);
    text("repository", wish.repository);
    text("resource", wish.resource);
    text("resource_type", wish.resourceType);
    text("operation", wish.operation);
    text("text", wish.text);
    if (wish.result != AuditWish::Result::Any)
        text("result", resultWord(wish.result == AuditWish::Result::Succeeded));
    if (wish.onlyRobots)
        out.insert(u"robots"_s, true);
    if (wish.weekday >= 0)
        out.insert(u"weekday"_s, wish.weekday);
    if (wish.hour >= 0)
        out.insert(u"hour"_s, wish.hour);
    if (!wish.registryIds.isEmpty())
        out.insert(u"registries"_s, QJsonArray::fromStringList(wish.registryIds));
    if (!wish.resources.isEmpty())
        out.insert(u"resources"_s, QJsonArray::fromStringList(wish.resources));
    if (!wish.digests.isEmpty())
        out.insert(u"digests"_s, QJsonArray::fromStringList(wish.digests));
    return out;
}

std::optional<AuditWish> wishOf(const QJsonObject &object)
{
    AuditWish wish;
    for (const auto &[key, time] : {std::pair{u"from"_s, &wish.from}, std::pair{u"to"_s, &wish.to}}) {
        if (!object.contains(key))
            continue;
        *time = QDateTime::fromString(object[key].toString(), Qt::ISODateWithMs);
        if (!time->isValid())
            return std::nullopt;
    }
    wish.user = object[u"user"_s].toString();
    wish.project = object[u"project"_s].toString();
    wish.repository = object[u"repository"_s].toString();
    wish.resource = object[u"resource"_s].toString();
    wish.resourceType = object[u"resource_type"_s].toString();
    wish.operation = object[u"operation"_s].toString();
    wish.text = object[u"text"_s].toString();
    if (object.contains(u"result"_s))
        wish.result =
            object[u"result"_s] == resultWord(true) ? AuditWish::Result::Succeeded : AuditWish::Result::Failed;
    wish.onlyRobots = object[u"robots"_s].toBool();
    wish.weekday = object[u"weekday"_s].toInt(-1);
    wish.hour = object[u"hour"_s].toInt(-1);
    for (const QJsonValue id : object[u"registries"_s].toArray())
        wish.registryIds.append(id.toString());
    for (const QJsonValue resource : object[u"resources"_s].toArray())
        wish.resources.append(resource.toString());
    for (const QJsonValue digest : object[u"digests"_s].toArray())
        wish.digests.append(digest.toString());
    return wish;
}

Result<TrailExported> exportTrail(const store::Plan &cache, const Clock &clock, const TrailExport &wish,
    const QList<TrailEntry> &own, const std::function<void(qint64 entries)> &progress,
    const std::function<bool()> &isOver)
{
    auto database = store::Database::open(cache, clock);
    if (!database)
        return database.error();
    TrailExported out;
    Exporting exporting(wish, out);
    if (const Result<void> opened = exporting.open(); !opened)
        return opened.error();
    TrailReader reader(std::move(database).value(), exporting.rest(), own);
    for (bool isMore = true; isMore;) {
        const Result<TrailReader::Page> page = reader.next(kPage);
        if (!page)
            return page.error();
        out.damaged = std::max(exporting.damagedBefore(), page->damaged);
        out.undated = std::max(out.undated, page->undated);
        out.limits += page->limits;
        for (const TrailEntry &entry : page->entries) {
            if (const Result<void> added = exporting.add(entry); !added)
                return added.error();
        }
        progress(out.entries);
        isMore = !page->isAtEnd;
        if (isMore && isOver()) {
            Error error;
            error.kind = ErrorKind::Cancelled;
            error.message = {LOTSE_MSG("The export was stopped. Run the same command again to continue it."), {}};
            return error;
        }
    }
    if (const Result<void> flushed = exporting.flush(); !flushed)
        return flushed.error();
    if (const Result<void> kept = exporting.keep(true); !kept)
        return kept.error();
    return out;
}

} // namespace lotse
