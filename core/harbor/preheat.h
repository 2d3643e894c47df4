// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/replication.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

/// A kind of peer-to-peer network that Harbor can warm up.
struct PreheatVendor {
    Q_GADGET
public:
    FIELD(QString, id)
    FIELD(QString, name)
    FIELD(QString, icon)
    FIELD(QStringList, maintainers)
    FIELD(QString, version)
    FIELD(QString, source)
    bool operator==(const PreheatVendor &) const = default;
};

/// `authInfo` is a secret: never shown or written.
using PreheatAuth = QMap<QString, QString>;

struct PreheatInstance {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(QString, vendor) ///< dragonfly, kraken
    FIELD(QString, endpoint)
    FIELD(QString, authMode) ///< NONE, BASIC, OAUTH, CUSTOM
    FIELD(PreheatAuth, authInfo)
    FIELD(QString, status)
    FIELD(bool, enabled)
    FIELD_AS(bool, isDefault, "default")
    FIELD(bool, insecure)
    FIELD(qint64, setupTimestamp) ///< seconds since 1970
    bool operator==(const PreheatInstance &) const = default;
};

/// `filters`, `trigger` and `extraAttrs` are JSON in a text.
struct PreheatPolicy {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(qint64, projectId)
    FIELD(qint64, providerId)
    FIELD(QString, providerName)
    FIELD(QString, filters)
    FIELD(QString, trigger)
    FIELD(bool, enabled)
    FIELD(QString, extraAttrs)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const PreheatPolicy &) const = default;
};

/// What is in PreheatPolicy::filters, a list of these. Kinds: repository, tag, signature, vulnerability, label.
struct PreheatFilter {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(RawJson, value)
    bool operator==(const PreheatFilter &) const = default;
};

/// What is in PreheatPolicy::trigger: manual, scheduled, event_based.
struct PreheatTrigger {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(ReplicationTriggerSettings, triggerSetting)
    bool operator==(const PreheatTrigger &) const = default;
};

/// An instance as a project may choose it.
struct PreheatProvider {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, provider)
    FIELD(bool, enabled)
    FIELD_AS(bool, isDefault, "default")
    bool operator==(const PreheatProvider &) const = default;
};

} // namespace lotse::harbor
