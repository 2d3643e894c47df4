// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/check.h"

namespace lotse::posture {

/// An image as the checks see it, whatever the registry: an artifact of Harbor, or one of an OCI registry.
struct Image {
    qsizetype row = 0; ///< of imageKind()
    QString name; ///< "team/app@sha256:0123"
    QString project;
    QString digest;
    bool isImage = false; ///< a container image, not a chart or an attachment
    bool isInUse = false; ///< pulled within 30 days; all, where nobody counts pulls
    bool knowsReferrers = false; ///< whether all that is attached is known
    bool isSigned = false; ///< carries something that says it is a signature
    bool hasSbom = false;
    QString referrerPath; ///< where that stands in the row
    bool knowsConfig = false; ///< an index has none
    QString configPath;
    QJsonObject config; ///< User, Env, Healthcheck
    QStringList commands; ///< of the history, where it is known
    QString created;
};

/// The kind of the rows that images come from.
QString imageKind(const Sight &sight);
QList<Image> imagesOf(const Sight &sight);
/// Whether one of these descriptors of referrers is SLSA provenance.
bool hasProvenance(const QJsonArray &descriptors);

} // namespace lotse::posture
