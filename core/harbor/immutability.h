// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/selector.h"
#include "json/field.h"
#include "json/rawjson.h"

namespace lotse::harbor {

/// Tags that can be neither moved nor deleted.
struct ImmutableRule {
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
    bool operator==(const ImmutableRule &) const = default;
};

} // namespace lotse::harbor
