// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QMap>
#include <QString>

namespace lotse::harbor {

/// Bytes by resource; Harbor knows "storage". A limit of -1 means none.
using ResourceList = QMap<QString, qint64>;

/// What a quota is for: a project.
struct QuotaRef {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, ownerName)
    bool operator==(const QuotaRef &) const = default;
};

/**
 * Storage quota of a project. Where it was read from a project's summary (for those who may not list quotas) `id` is 0
 * and it cannot be changed.
 */
struct Quota {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QuotaRef, ref)
    FIELD(ResourceList, hard)
    FIELD(ResourceList, used)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const Quota &) const = default;

    qint64 hardBytes() const { return hard.value(QStringLiteral("storage"), -1); } ///< -1: no limit
    qint64 usedBytes() const { return used.value(QStringLiteral("storage"), 0); }
};

} // namespace lotse::harbor
