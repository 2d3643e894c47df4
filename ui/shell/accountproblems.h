// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/account.h"

#include <QVariantMap>

namespace lotse::ui {

/// What is wrong with each field of a form by itself, in a sentence with its rule: keys "user", "pin", "colour",
/// "name", "repositories", "oidcIssuer"; a field that is empty or right is absent. `typed` holds the fields as they
/// stand in the form, checked or not.
QVariantMap accountProblems(const Account &typed);

} // namespace lotse::ui
