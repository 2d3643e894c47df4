// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/registry.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lotse::harbor {

struct ReplicationTriggerSettings {
    Q_GADGET
public:
    FIELD(QString, cron)
    bool operator==(const ReplicationTriggerSettings &) const = default;
};

struct ReplicationTrigger {
    Q_GADGET
public:
    FIELD(QString, type) ///< manual, scheduled, event_based
    FIELD(ReplicationTriggerSettings, triggerSettings)
    bool operator==(const ReplicationTrigger &) const = default;
};

/// `value` is a text, for labels a list of names.
struct ReplicationFilter {
    Q_GADGET
public:
    FIELD(QString, type) ///< resource, name, tag, label
    FIELD(RawJson, value)
    FIELD(QString, decoration) ///< matches, excludes
    bool operator==(const ReplicationFilter &) const = default;
};

/// Source or destination with id 0 is this registry itself.
struct ReplicationPolicy {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(Registry, srcRegistry)
    FIELD(Registry, destRegistry)
    FIELD(QString, destNamespace)
    FIELD(qint64, destNamespaceReplaceCount) ///< -1: all, 0: none, else that many components
    FIELD(ReplicationTrigger, trigger)
    FIELD(QList<ReplicationFilter>, filters)
    FIELD(bool, replicateDeletion)
    FIELD(bool, deletion)
    FIELD_AS(bool, overwrites, "override")
    FIELD(bool, enabled)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    FIELD(qint64, speed) ///< kbit/s a task, 0: no limit
    FIELD(bool, copyByChunk)
    FIELD(bool, singleActiveReplication)
    bool operator==(const ReplicationPolicy &) const = default;
};

struct ReplicationExecution {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, policyId)
    FIELD(QString, status) ///< InProgress, Succeed, Failed, Stopped
    FIELD(QString, trigger)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(QString, statusText)
    FIELD(qint64, total)
    FIELD(qint64, failed)
    FIELD(qint64, succeed)
    FIELD(qint64, inProgress)
    FIELD(qint64, stopped)
    bool operator==(const ReplicationExecution &) const = default;
};

struct ReplicationTask {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, executionId)
    FIELD(QString, status)
    FIELD(QString, jobId)
    FIELD(QString, operation)
    FIELD(QString, resourceType)
    FIELD(QString, srcResource)
    FIELD(QString, dstResource)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    bool operator==(const ReplicationTask &) const = default;
};

} // namespace lotse::harbor
