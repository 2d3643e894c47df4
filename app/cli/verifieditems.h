// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"
#include "store/truststore.h"
#include "trust/trustwalk.h"

#include <QJsonArray>

#include <limits>
#include <optional>
#include <vector>

namespace lotse::cli {

/// An artifact that "verify" is asked for, and what came of it.
struct VerifiedItem {
    static constexpr size_t kNone = std::numeric_limits<size_t>::max();

    trust::TrustQuestion question;
    bool isListed = false; ///< its accessories were in a list of Harbor
    size_t parent = kNone; ///< the index that it is in
    QString platform; ///< "linux/arm64", of a child
    QList<Error> notes; ///< what could not be asked
    QJsonArray past; ///< what the registry showed before and hides now, by the local store
    std::optional<trust::ArtifactVerdict> verdict;
};

/// Fills `past` of an item by what was kept of earlier times, and gives it in sentences. Nothing is written.
QStringList tellPast(store::TrustStore &kept, const QString &place, VerifiedItem &item, const trust::Evidence &evidence,
    const QDateTime &now);

/// Prints the verdicts in their order; of an index also its images, in full with `isDeep`.
void tellItems(Output &out, const std::vector<VerifiedItem> &items, bool isDeep);

} // namespace lotse::cli
