// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trail/trailreader.h"

#include <QJsonObject>

#include <functional>

namespace lotse {

enum class TrailFormat { NdJson, Csv };

/// One entry as a line without its end. JSON: id, time (ISO 8601, UTC), registry, registry_id, user, operation,
/// resource_type, resource, project, result ("success", "failed"), description, source (sourceWord()).
QByteArray trailLine(const TrailEntry &entry, TrailFormat format);
QJsonObject trailObject(const TrailEntry &entry);
QByteArray trailHeading(); ///< of CSV
QString resultWord(bool succeeded);

/// The wish as JSON, for a manifest and for saved views; the other way round gives nothing where a date does not read.
QJsonObject wishJson(const store::AuditWish &wish);
std::optional<store::AuditWish> wishOf(const QJsonObject &object);

/// How an export goes.
struct TrailExport {
    store::AuditWish wish; ///< oldest first, whatever it says
    QJsonObject ages; ///< "from" and "to" of the wish, where they were asked for as an age: "7d"
    TrailFormat format = TrailFormat::NdJson;
    QString folder; ///< made where it is missing
    QDateTime now; ///< the end, where the wish has none
    int partEntries = 50'000;
};

struct TrailExported {
    qint64 entries = 0;
    int parts = 0, kept = 0; ///< all; those of an earlier run that are whole
    int damaged = 0; ///< entries that are left out: their checksum does not fit
    qint64 undated = 0; ///< entries without a time
    QStringList limits; ///< TrailReader::Page::limits
};

/**
 * Writes the entries as parts with a manifest.json that holds the SHA-256 of each. A run that was ended goes on behind
 * the last part that is whole; an age means the time that it meant in the first run. ErrorKind::Usage where the folder
 * holds the export of another filter; Cancelled where `isOver` says so, and the manifest says that it is not complete
 * then.
 */
Result<TrailExported> exportTrail(const store::Plan &cache, const Clock &clock, const TrailExport &wish,
    const QList<TrailEntry> &own, const std::function<void(qint64 entries)> &progress,
    const std::function<bool()> &isOver);

} // namespace lotse
