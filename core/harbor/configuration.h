// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"
#include "json/rawjson.h"

#include <QString>

namespace lotse::harbor {

/// One setting of the registry, made from the map {key: {value, editable}} that the server sends.
struct ConfigurationItem {
    Q_GADGET
public:
    FIELD(QString, key)
    FIELD(RawJson, value) ///< a text, a number, true or false, or an object
    FIELD(bool, editable)
    bool operator==(const ConfigurationItem &) const = default;
};

} // namespace lotse::harbor
