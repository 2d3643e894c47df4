// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/formkinds.h"

#include <QDateTime>

namespace lotse::models {

/**
 * What is wrong with what is typed into a field, in a sentence with the rule; empty where nothing is. Rules by their
 * names: what Harbor checks itself, and what it takes without a word and then does wrong. `member` says range, length
 * and whether it is needed.
 */
Message problemOf(const FormField &field, const harbor::Member &member, const QVariant &value);

/// What a value means, in words: of a cron the next runs. Empty where there is nothing to say.
QString meaningOf(const FormField &field, const QVariant &value, const QDateTime &now);

} // namespace lotse::models
