// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/target.h"

namespace lotse::change {

/// How a thing of a kind is found by its name, and where that name stands.
struct ResolvedName {
    const char *kind; ///< that operations read
    const char *list; ///< kind whose rows are looked through; empty: the object is asked for by its name
    const char *name; ///< member of a row that holds the name
    const char *made; ///< members of the body that give it, the first that is there
    const char *parameter; ///< of the path, given by the row's `key`
    const char *key;
};

/// Of a kind that operations read; null where its things have no name.
const ResolvedName *namingOf(QByteArrayView kind);

/// An answer as an object; empty where it is none.
QJsonObject objectOf(const QByteArray &raw);

} // namespace lotse::change
