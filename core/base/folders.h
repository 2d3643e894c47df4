// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse {

/// The folder of this program's settings, 0700: LOTSE_PROFILE where that is set, else the desktop's place for them.
/// Accounts, sealed secrets and window state live in it.
QString profileFolder();

} // namespace lotse
