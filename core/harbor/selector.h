// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QList>
#include <QMap>
#include <QString>

namespace lotse::harbor {

/// Picks tags (matches, excludes) or repositories (repoMatches, repoExcludes) by a doublestar pattern.
struct Selector {
    Q_GADGET
public:
    FIELD(QString, kind)
    FIELD(QString, decoration)
    FIELD(QString, pattern)
    FIELD(QString, extras) ///< JSON in a text: {"untagged":true}
    bool operator==(const Selector &) const = default;
};

/// By what is picked from: "repository".
using ScopeSelectors = QMap<QString, QList<Selector>>;

} // namespace lotse::harbor
