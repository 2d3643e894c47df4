// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QSet>

namespace lotse::models {

/// Permissions that go together, for robots of a purpose.
struct RobotTemplate {
    const char *id;
    const char *text; ///< English, translated in context "core"
    const char *project; ///< in the letters of harbor::accessOf()
    const char *system = "";
    bool isEverywhere = false; ///< means all projects
};
const QList<RobotTemplate> &robotTemplates();

/// "repository push" of each right.
QSet<QString> rightsOf(const char *letters);

} // namespace lotse::models
