// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse::models {

/// What an audit purge does, by its parameters (JSON in a text): "drops what is older than 365 days: pulled artifacts".
/// What cannot be read is shown as it came; empty where there are none.
QString purgeText(const QString &parameters);

/// What a garbage collection does, by its parameters: "removes untagged artifacts, spares what is younger than 2 h,
/// with 2 workers".
QString collectionText(const QString &parameters);

} // namespace lotse::models
