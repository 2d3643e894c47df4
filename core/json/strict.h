// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace lotse::json {

/// The object of a file that somebody wrote for Lotse to follow (a policy, a profile, a plan), all of it read. `flaw`
/// says in English, for "Details", why there is none: the text is no JSON, its root is no object, or a member is there
/// twice at any depth. QJsonDocument takes the last of two, other readers the first: nobody could tell what was meant.
QJsonObject strictObject(const QByteArray &text, QString &flaw);

} // namespace lotse::json
