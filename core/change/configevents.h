// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configdiff.h"

namespace lotse::change {

/// What became of one thing between two configurations, for people.
struct ConfigEvent {
    ConfigDifference::What what = ConfigDifference::What::Changed;
    QString kind, project, name;
    QJsonObject value; ///< of what was added or removed
    QList<ConfigDifference> differences; ///< of what was changed, one a member
};

/// The differences from `a` to `b` by thing, in the order of the kinds. `notCompared` as of differencesOf().
QList<ConfigEvent> eventsOf(const ConfigSnapshot &a, const ConfigSnapshot &b, QStringList *notCompared);

/// Whether a text is for the person at the window or for logs, exports and the command line.
enum class Speech { Window, English };
/// "retention of payments", "webhook ci of payments".
QString titleOf(const QString &kind, const QString &project, const QString &name, Speech speech);
/// "retention of payments changed", "role of bob in payments changed from guest to maintainer".
QString sentenceOf(const ConfigEvent &event, Speech speech);
/// A value of an export for a cell: sizes with their unit, lists and objects as JSON; empty where it is not set.
QString valueText(const QString &kind, const QString &member, const QJsonValue &value);
/// Of a gap or of a comparison that could not be made, with the reason where there is one.
QString gapText(const ConfigGap &gap, Speech speech);
/// The same for all that one of two configurations could not read, each once.
QStringList gapTexts(const ConfigSnapshot &a, const ConfigSnapshot &b, Speech speech);

} // namespace lotse::change
