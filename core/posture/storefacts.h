// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/facts.h"
#include "triage/findingsengine.h"

namespace lotse::posture {

/**
 * What the local store knows of a registry: "store-findings" {registry, listed, oldest_report, findings, breached,
 * breached_images, exploited, exploited_images, knows_kev} and "store-tags", a row a tag that several registries have
 * {repository, tag, places: [{registry, digest}]}; "store-verdicts", a row an image whose kept
 * verdict says something now {repository, digest, state, attested, checked}. A store that is not whole gives partial
 * facts, one that does not know the registry none.
 */
QList<Fact> storeFacts(const TriageView &view, const QString &registryId, const QDateTime &now);

} // namespace lotse::posture
