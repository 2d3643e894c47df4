// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QString>

namespace lotse::harbor {

/// The old audit log; empty in newer versions.
struct AuditLog {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, username)
    FIELD(QString, resource)
    FIELD(QString, resourceType)
    FIELD(QString, operation)
    FIELD(QDateTime, opTime)
    bool operator==(const AuditLog &) const = default;
};

/// One entry of the audit trail. Harbor records no address of the client.
struct AuditEntry {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, username)
    FIELD(QString, resource)
    FIELD(QString, resourceType)
    FIELD(QString, operation)
    FIELD(QString, operationDescription)
    FIELD(bool, operationResult)
    FIELD(QDateTime, opTime)
    bool operator==(const AuditEntry &) const = default;
};

struct AuditEventType {
    Q_GADGET
public:
    FIELD(QString, eventType)
    bool operator==(const AuditEventType &) const = default;
};

} // namespace lotse::harbor
