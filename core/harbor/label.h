// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QString>

namespace lotse::harbor {

/// A label, of the whole registry (scope "g") or of one project ("p").
struct Label {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(QString, color) ///< "#C92100"
    FIELD(QString, scope)
    FIELD(qint64, projectId)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const Label &) const = default;
};

} // namespace lotse::harbor
