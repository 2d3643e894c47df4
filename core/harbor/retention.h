// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"
#include "harbor/selector.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QStringList>

namespace lotse::harbor {

/// What a rule keeps. `params` has the number under the template's own name: {"latestPushedK":10}.
struct RetentionRule {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, priority)
    FIELD(bool, disabled)
    FIELD(QString, action)
    FIELD_AS(QString, ruleTemplate, "template")
    FIELD(RawJson, params)
    FIELD(QList<Selector>, tagSelectors)
    FIELD(ScopeSelectors, scopeSelectors)
    bool operator==(const RetentionRule &) const = default;
};

struct RetentionTrigger {
    Q_GADGET
public:
    FIELD(QString, kind) ///< "Schedule"
    FIELD(RawJson, settings) ///< {"cron":"0 0 3 * * *"}
    FIELD(RawJson, references)
    bool operator==(const RetentionTrigger &) const = default;
};

struct RetentionScope {
    Q_GADGET
public:
    FIELD(QString, level)
    FIELD(qint64, ref) ///< project id
    bool operator==(const RetentionScope &) const = default;
};

/// The retention policy of a project; a project has one at most, its id is in the project's metadata.
struct RetentionPolicy {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, algorithm)
    FIELD(QList<RetentionRule>, rules)
    FIELD(RetentionTrigger, trigger)
    FIELD(RetentionScope, scope)
    bool operator==(const RetentionPolicy &) const = default;
};

struct RetentionExecution {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, policyId)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(QString, status)
    FIELD(QString, trigger)
    FIELD(bool, dryRun)
    bool operator==(const RetentionExecution &) const = default;
};

/// What an execution did to one repository.
struct RetentionTask {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, executionId)
    FIELD(QString, repository)
    FIELD(QString, jobId)
    FIELD(QString, status)
    FIELD(qint64, statusCode)
    FIELD(qint64, statusRevision)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(qint64, total)
    FIELD(qint64, retained)
    bool operator==(const RetentionTask &) const = default;
};

struct RetentionRuleParam {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(QString, unit) ///< COUNT, DAYS
    FIELD(bool, required)
    bool operator==(const RetentionRuleParam &) const = default;
};

struct RetentionTemplate {
    Q_GADGET
public:
    FIELD(QString, ruleTemplate)
    FIELD(QString, displayText)
    FIELD(QString, action)
    FIELD(QList<RetentionRuleParam>, params)
    bool operator==(const RetentionTemplate &) const = default;
};

struct RetentionSelectorKind {
    Q_GADGET
public:
    FIELD(QString, displayText)
    FIELD(QString, kind)
    FIELD(QStringList, decorations)
    bool operator==(const RetentionSelectorKind &) const = default;
};

/// What rules this server offers.
struct RetentionMetadata {
    Q_GADGET
public:
    FIELD(QList<RetentionTemplate>, templates)
    FIELD(QList<RetentionSelectorKind>, scopeSelectors)
    FIELD(QList<RetentionSelectorKind>, tagSelectors)
    bool operator==(const RetentionMetadata &) const = default;
};

/// A rule in words, to be joined with commas: "Keep the 10 most recently pushed artifacts", "of repositories matching
/// **", "with tags matching v*", "untagged ones too". A rule that we do not know is named.
QList<Message> sentenceOf(const RetentionRule &rule);

/// What a run did to one artifact, or would do.
struct RetentionOutcome {
    QString digest;
    QStringList tags;
    QString kind; ///< "image"
    QStringList labels;
    QDateTime pushed; ///< UTC; invalid: not known
    QDateTime pulled; ///< UTC; invalid: never
    QDateTime created;
    QString outcome; ///< "RETAIN", "DEL", or a word of a newer server
    bool isDeleted() const { return outcome == QLatin1String("DEL"); }
    bool operator==(const RetentionOutcome &) const = default;
};

/// The rows of the table in a task's log; nothing else says what a dry run found. Lines that are no table are passed
/// over.
QList<RetentionOutcome> readRetentionLog(const QByteArray &log);

} // namespace lotse::harbor
