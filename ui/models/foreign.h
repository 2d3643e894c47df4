// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/auditfilter.h"
#include "models/tablemodel.h"
#include "session/session.h"

#include <QtQml/qqmlregistration.h>

// Types of the core under their names in QML; the core itself knows no QML.

struct ForeignSession {
    Q_GADGET
    QML_FOREIGN(lotse::Session)
    QML_NAMED_ELEMENT(Session)
    QML_UNCREATABLE("Sessions belong to the list of registries")
};

struct ForeignTableModel {
    Q_GADGET
    QML_FOREIGN(lotse::models::TableModel)
    QML_NAMED_ELEMENT(TableModel)
};

struct ForeignAuditFilter {
    Q_GADGET
    QML_FOREIGN(lotse::models::AuditFilter)
    QML_NAMED_ELEMENT(AuditFilter)
};
