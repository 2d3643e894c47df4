// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"

namespace lotse::change {

/// Values that the API writes as lists and objects, in words: the rights of a robot by place, the rules of a retention
/// policy, patterns, a schedule. Empty where the value is none of these.
QString valueWords(const QString &path, const QJsonValue &value);

/// What people should know of the values of a change besides its differences, put into the review: what a robot gains
/// and loses, what is deleted with an artifact, what the registry will refuse.
void addFacts(Review &review, const Change &change, const QLocale &locale);

} // namespace lotse::change
