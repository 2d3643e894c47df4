// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/versionorder.h"

#include <QByteArrayList>
#include <QString>

namespace lotse::findings {

struct Segment;

/// The versions that a scanner names as fixes: "11.0.14, 10.1.49, 9.0.112", "1.2 || 2.0", "fixed in 3.1".
QByteArrayList fixesIn(QByteArrayView text);

/// The fix for an installed version: of several branches the lowest one above it, that of the same major version first.
/// The text as it is where that cannot be told.
QByteArray fixFor(QByteArrayView installed, QByteArrayView text, VersionScheme scheme);

/// The same of a finding, by the package URL of its package; empty where its kind is not known.
QString fixOf(const QString &installed, const QString &text, const QString &purl);

/// Tells each line which upgrade closes it: the lowest version on the branch of its fix that closes all findings of the
/// installed package which it can close. The fix as it is where versions cannot be ordered; none where all fixes are
/// below what is installed.
void assignUpgrades(Segment &segment);

} // namespace lotse::findings
