// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/column.h"
#include "models/tables/serverwords.h"

#include <QHash>

namespace lotse::models {

// The columns by subject; only kinds.cpp puts them together.
using KindTable = QHash<QByteArray, QList<Column>>;
void addImageKinds(KindTable &table);
void addAccessKinds(KindTable &table);
void addStorageKinds(KindTable &table);
void addActivityKinds(KindTable &table);
void addDistributionKinds(KindTable &table);
void addRunKinds(KindTable &table);
void addSystemKinds(KindTable &table);

/// The time between two times, "never" and "running" told apart.
Cell durationCell(const QDateTime &begin, const QDateTime &end);
/// What started a run, or is to start it, by the words that Harbor has for it; others as they came.
QString startWord(const QString &trigger);
/// A translated word of context "core".
QString word(const char *text);

} // namespace lotse::models
