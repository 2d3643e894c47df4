// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QString>

namespace lotse::harbor {

/// What is known of a key of the configuration.
struct SettingMeaning {
    const char *key = "";
    const char *group = ""; ///< LOTSE_MSG
    const char *meaning = ""; ///< LOTSE_MSG
    bool isSecret = false;
};

/// The meaning of a key; null for one that is not known here (a newer version of Harbor has others).
const SettingMeaning *settingMeaning(const QString &key);
/// Whether the value of a key must not be shown: what is known as a secret, and what is named like one.
bool isSecretSetting(const QString &key);

} // namespace lotse::harbor
