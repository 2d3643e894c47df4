// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse {

/// The name that the person is logged in by on this machine; empty where the system does not say.
QString localUser();

} // namespace lotse
