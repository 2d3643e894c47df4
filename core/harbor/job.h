// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QString>

namespace lotse::harbor {

struct TaskMetrics {
    Q_GADGET
public:
    FIELD(qint64, taskCount)
    FIELD(qint64, successTaskCount)
    FIELD(qint64, errorTaskCount)
    FIELD(qint64, pendingTaskCount)
    FIELD(qint64, runningTaskCount)
    FIELD(qint64, scheduledTaskCount)
    FIELD(qint64, stoppedTaskCount)
    bool operator==(const TaskMetrics &) const = default;
};

/// One run of a webhook or of a preheat policy.
struct Execution {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, vendorType)
    FIELD(qint64, vendorId)
    FIELD(QString, status)
    FIELD(QString, statusMessage)
    FIELD(TaskMetrics, metrics)
    FIELD(QString, trigger)
    FIELD(RawJson, extraAttrs)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    bool operator==(const Execution &) const = default;
};

struct Task {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, executionId)
    FIELD(QString, status)
    FIELD(QString, statusMessage)
    FIELD(qint64, runCount)
    FIELD(RawJson, extraAttrs)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    bool operator==(const Task &) const = default;
};

/// When something runs: Hourly, Daily, Weekly, Custom, Manual, None; `cron` has six fields, see base/cron.h.
struct ScheduleRule {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(QString, cron)
    FIELD(QDateTime, nextScheduledTime)
    bool operator==(const ScheduleRule &) const = default;
};

/// One run (or the schedule, whose `id` is 0 where there is none) of garbage collection or of the audit purge.
struct SystemJob {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, jobName)
    FIELD(QString, jobKind) ///< MANUAL, SCHEDULE; of a schedule: its cron
    FIELD(QString, jobParameters) ///< JSON in a text: decode as GcParameters or PurgeParameters
    FIELD(ScheduleRule, schedule)
    FIELD(QString, jobStatus)
    FIELD(bool, deleted)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const SystemJob &) const = default;
};

/// What is in SystemJob::jobParameters of a garbage collection; the last three only once it has run.
struct GcParameters {
    Q_GADGET
public:
    FIELD(bool, deleteUntagged)
    FIELD(bool, deleteTag)
    FIELD(bool, dryRun)
    FIELD(qint64, workers)
    FIELD(qint64, timeWindow) ///< hours
    FIELD(qint64, freedSpace) ///< bytes
    FIELD(qint64, purgedBlobs)
    FIELD(qint64, purgedManifests)
    bool operator==(const GcParameters &) const = default;
};

/// What is in SystemJob::jobParameters of an audit purge.
struct PurgeParameters {
    Q_GADGET
public:
    FIELD(qint64, auditRetentionHour)
    FIELD(QString, includeEventTypes) ///< "create_artifact,pull_artifact"
    FIELD(bool, dryRun)
    bool operator==(const PurgeParameters &) const = default;
};

/// Schedule of the scan of everything; `id` 0: unset.
struct Schedule {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, status)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    FIELD(ScheduleRule, schedule)
    FIELD(RawJson, parameters)
    bool operator==(const Schedule &) const = default;
};

struct WorkerPool {
    Q_GADGET
public:
    FIELD(qint64, pid)
    FIELD(QString, workerPoolId)
    FIELD(QDateTime, startAt)
    FIELD(QDateTime, heartbeatAt)
    FIELD(qint64, concurrency)
    FIELD(QString, host)
    bool operator==(const WorkerPool &) const = default;
};

/// A worker of the job service; without a job where it is idle.
struct Worker {
    Q_GADGET
public:
    FIELD(QString, id)
    FIELD(QString, poolId)
    FIELD(QString, jobName)
    FIELD(QString, jobId)
    FIELD(QDateTime, startAt)
    FIELD(QString, checkIn)
    FIELD(QDateTime, checkinAt)
    bool operator==(const Worker &) const = default;
};

struct JobQueue {
    Q_GADGET
public:
    FIELD(QString, jobType)
    FIELD(qint64, count)
    FIELD(qint64, latency) ///< seconds
    FIELD(bool, paused)
    bool operator==(const JobQueue &) const = default;
};

/// One entry of the list of everything that runs by schedule.
struct ScheduledTask {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, vendorType)
    FIELD(qint64, vendorId)
    FIELD(QString, cron)
    FIELD(QDateTime, updateTime)
    bool operator==(const ScheduledTask &) const = default;
};

struct SchedulerStatus {
    Q_GADGET
public:
    FIELD(bool, paused)
    bool operator==(const SchedulerStatus &) const = default;
};

/// An export of findings; only its maker sees it, and a download deletes it.
struct ExportExecution {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, userId)
    FIELD(QString, status)
    FIELD(QString, trigger)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(QString, statusText)
    FIELD(QString, userName)
    FIELD(bool, filePresent)
    bool operator==(const ExportExecution &) const = default;
};

} // namespace lotse::harbor
