// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configsnapshot.h"
#include "session/identity.h"

namespace lotse {

/**
 * Reads the whole configuration of a Harbor as `who`. As change::readConfig(), and says where this account is shown
 * only some of the projects: Harbor leaves the others out without a word. `version` is that of Harbor. Owned by the
 * context.
 */
void readWholeConfig(const harbor::Client &client, const Identity &who, const QString &version, QObject *context,
    std::function<void(const QString &kind)> progress, std::function<void(Result<change::ConfigSnapshot>)> done);

} // namespace lotse
