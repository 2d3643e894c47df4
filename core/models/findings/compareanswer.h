// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/tables/column.h"
#include "oci/imageconfig.h"
#include "store/schema.h"
#include "triage/imagediff.h"

namespace lotse::models {

/// Which images are compared. The earlier one may be left open.
struct CompareWish {
    QString registryId;
    QString beforeRepository, before; ///< digest; empty: the one that was pushed before the other
    QString afterRepository, after; ///< digest, or a tag of the repository
    bool isEarlierReport = false; ///< the image against its own report before
};

/// An image that can be chosen.
struct CompareChoice {
    QString repository, digest;
    QStringList tags;
    findings::Seconds pushed = 0;
};

struct CompareAnswer {
    CompareWish wish; ///< with what was found for what was open
    QList<CompareChoice> choices; ///< the images of the repository, the last pushed first
    ImageDiff diff;
    Error error; ///< NotFound: there is nothing to compare with
};

/// A layer of one of the images or of both.
struct LayerChange {
    enum class Kind { Same, Gone, Added };
    Kind kind = Kind::Same;
    oci::LayerStep step;
};

/// From the local store. Any thread but the GUI's.
CompareAnswer compareAnswer(
    const CompareWish &wish, const TriageView &view, const store::Plan &plan, const Clock &clock);

/// The layers that both have, from the lowest on, then what went, then what came.
QList<LayerChange> compareLayers(const QList<oci::LayerStep> &before, const QList<oci::LayerStep> &after);

QList<Column> diffFindingColumns();
QList<Column> diffPackageColumns();
QList<Column> layerChangeColumns();

/// "another scanner database", for people.
Message diffCauseText(DiffCause cause);

} // namespace lotse::models
