// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"

#include <QJsonArray>

/// Parameters and edits as plan files and the journal write them.
namespace lotse::change {

QJsonObject paramsJson(const harbor::Params &params);
harbor::Params paramsOf(const QJsonObject &object);

/// [{path, before, after}]; a side that was not there is left out.
QJsonArray editsJson(const QList<Edit> &edits);
QList<Edit> editsOf(const QJsonValue &array);

} // namespace lotse::change
