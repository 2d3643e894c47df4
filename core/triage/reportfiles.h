// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "findings/reportimport.h"
#include "store/database.h"

namespace lotse {

/// The image that a report from a file is about.
struct ReportedImage {
    QString registryId; ///< UUID, ours
    QString registryName;
    QString origin; ///< "https://registry.example.com"
    QString repository;
    QString digest; ///< "sha256:…"
    QString tag; ///< empty: not known
};

/// Keeps a report of an image whose registry keeps none, in place of the one before, and writes its history down. The
/// image is added where the store does not know it; the rest of the registry stays as it is. ErrorKind::Conflict where
/// the registry keeps reports of its own for that image: they would overwrite it. Where the one before is newer,
/// nothing changes and the answer is its time; else the answer is invalid. A time that is ahead of the clock is no
/// newer one.
Result<QDateTime> keepReportFile(
    store::Database &cache, const Clock &clock, const ReportedImage &image, const findings::ImportedReport &report);

} // namespace lotse
