// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "trail/ownchanges.h"

namespace lotse {

/// What happened to one thing: what is asked of the trails, and what the store knows besides.
struct Story {
    store::AuditWish wish;
    QList<TrailEntry> facts; ///< oldest first
    QString title; ///< of the thing: "payments/backend/api:1.2.5", "CVE-2021-44228"
    int images = 0; ///< that it is about; of a vulnerability
    bool isCut = false; ///< of more images than are asked about
    QList<Message> gaps; ///< why what the store knows is not all of it
};

/// "payments/backend/api", ":tag" or "@sha256:…" behind it. ErrorKind::NotFound where the store knows no such image;
/// of a whole repository that is no error: its trail may outlive it.
Result<Story> imageStory(store::Database &database, const QString &registryId, const QString &image);

/// The images that a vulnerability was found in, of all registries: who pushed and who pulled them. ErrorKind::NotFound
/// where no image has it.
Result<Story> vulnerabilityStory(const findings::Context &context, const QString &vulnerability);

} // namespace lotse
