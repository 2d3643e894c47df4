// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

/// Where a webhook sends. `authHeader` is a secret of the receiver: it is never shown or written anywhere.
struct WebhookTarget {
    Q_GADGET
public:
    FIELD(QString, type) ///< http, slack
    FIELD(QString, address)
    FIELD(QString, authHeader)
    FIELD(bool, skipCertVerify)
    FIELD(QString, payloadFormat) ///< Default, CloudEvents
    bool operator==(const WebhookTarget &) const = default;
};

struct WebhookPolicy {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(qint64, projectId)
    FIELD(QList<WebhookTarget>, targets)
    FIELD(QStringList, eventTypes)
    FIELD(QString, creator)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    FIELD(bool, enabled)
    bool operator==(const WebhookPolicy &) const = default;
};

struct WebhookLastTrigger {
    Q_GADGET
public:
    FIELD(QString, policyName)
    FIELD(QString, eventType)
    FIELD(bool, enabled)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, lastTriggerTime) ///< invalid: never
    bool operator==(const WebhookLastTrigger &) const = default;
};

struct WebhookJob {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, policyId)
    FIELD(QString, eventType)
    FIELD(QString, notifyType)
    FIELD(QString, status)
    FIELD(QString, jobDetail)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const WebhookJob &) const = default;
};

struct WebhookPayloadFormat {
    Q_GADGET
public:
    FIELD(QString, notifyType)
    FIELD(QStringList, formats)
    bool operator==(const WebhookPayloadFormat &) const = default;
};

/// What a webhook of this server can listen for, and how it can tell.
struct WebhookSupport {
    Q_GADGET
public:
    FIELD_AS(QStringList, eventTypes, "event_type")
    FIELD_AS(QStringList, notifyTypes, "notify_type")
    FIELD(QList<WebhookPayloadFormat>, payloadFormats)
    bool operator==(const WebhookSupport &) const = default;
};

} // namespace lotse::harbor
