// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/pivot.h"
#include "triage/findingsengine.h"

namespace lotse {

/// An image of a view.
struct ImagePlace {
    const findings::FindingSet::Part *part = nullptr; ///< of the view's set; lives as long as that
    quint32 image = 0; ///< number in part->segment->images

    const findings::Segment::Image &get() const { return part->segment->images[image]; }
    findings::ImageName name() const;
    /// Its rows, ascending.
    findings::Rows rows() const;
};

/**
 * The image that a reference names: `[host/]repository[:tag][@digest]`, a registry's own name in the place of the host,
 * or a digest alone (or its beginning, twelve digits at least). Without tag and digest the tag `latest`, or the only
 * image that there is. ErrorKind::NotFound; Usage where it fits several.
 */
Result<ImagePlace> findImage(const TriageView &view, const QString &reference);

} // namespace lotse
