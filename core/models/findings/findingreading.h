// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stoppedclock.h"
#include "findings/pivot.h"
#include "store/database.h"

#include <QVariant>

#include <optional>

namespace lotse::models {

/// The row or the group that is looked at, for a worker.
struct FindingWanted {
    findings::Context context;
    findings::Pivot pivot = findings::Pivot::Finding;
    findings::RowId row = 0; ///< of the finding pivot
    std::optional<findings::Group> group; ///< of the others
    findings::Rows rows; ///< of the group
    findings::Occurrence one; ///< the row, or the first of the group
    QString sentence; ///< what an upgrade closes
    store::Plan plan;
    std::optional<StoppedClock> clock = {}; ///< none: there is no store to read
};

/// What the store and the set hold of it. Texts are safe to be shown as plain text.
struct FindingReading {
    QVariantMap text; ///< {description, links: texts}
    QVariantList facts; ///< {name, value, mono}
    QVariantList images; ///< see FindingDetail::images
    qint64 imageCount = 0;
    Error error; ///< of the store; the rest is there all the same
};

/// Any thread; tens of milliseconds.
FindingReading readFinding(const FindingWanted &wanted);

/// A fact for a detail pane; nothing where the value is empty.
void addFact(QVariantList &facts, const char *name, const QString &value, bool isMono = false);

} // namespace lotse::models
