// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantMap>

namespace lotse::test {

/// What a page needs to show something of the demo registry; empty where it needs nothing.
QVariantMap sampleOf(const QString &page);

} // namespace lotse::test
