// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeplan.h"
#include "change/stagedset.h"
#include "findings/decisionbook.h"
#include "findings/gate.h"
#include "findings/priority.h"
#include "findings/reportimport.h"
#include "findings/vex.h"
#include "oci/attestation.h"
#include "oci/chart.h"
#include "oci/imageconfig.h"
#include "oci/manifest.h"
#include "oci/sbom.h"
#include "target.h"

namespace lotse::fuzz {

static void manifest(QByteArrayView bytes)
{
    const Result<oci::Manifest> read = oci::parseManifest(bytes.toByteArray(), {});
    if (!read)
        return;
    require(read->contentSize() >= 0, "sizes are not negative");
    require(read->layers.size() <= 10'000 && read->manifests.size() <= 10'000, "a manifest keeps its caps");
}

static void imageConfig(QByteArrayView bytes)
{
    if (const Result<oci::ImageConfig> read = oci::parseImageConfig(bytes.toByteArray()))
        oci::layersWithHistory({}, *read);
}

static void sbom(QByteArrayView bytes)
{
    (void)oci::parseSbom(bytes.toByteArray());
}

static void attestation(QByteArrayView bytes)
{
    (void)oci::parseAttestation(bytes.toByteArray());
}

static void importedReport(QByteArrayView bytes)
{
    const Result<findings::ImportedReport> read = findings::readReport(bytes);
    if (!read)
        return;
    for (const auto &line : read->lines)
        require(!line.vulnerability.isEmpty(), "a line has the id of a vulnerability");
}

static void vex(QByteArrayView bytes)
{
    const Result<findings::VexDocument> read = findings::readVex(bytes, 1'800'000'000);
    if (!read)
        return;
    for (const auto &statement : read->statements)
        require(!statement.vulnerabilities.isEmpty(), "a statement is about a vulnerability");
}

static void epss(QByteArrayView bytes)
{
    (void)findings::readEpss(bytes);
}

static void kev(QByteArrayView bytes)
{
    (void)findings::readKev(bytes);
}

static void gatePolicy(QByteArrayView bytes)
{
    (void)findings::readGatePolicy(bytes);
}

static void decisionEvent(QByteArrayView bytes)
{
    const Result<findings::DecisionEvent> read = findings::readEvent(bytes);
    if (!read)
        return;
    const Result<findings::DecisionEvent> again = findings::readEvent(findings::eventJson(*read));
    require(again && *again == *read, "an event that was read can be written and read again");
}

// What is read as a plan is written as the same plan, with the same hash.
static void changePlan(QByteArrayView bytes)
{
    const Result<change::ChangePlan> read = change::fromJson(bytes.toByteArray());
    if (!read)
        return;
    const Result<change::ChangePlan> again = change::fromJson(change::toJson(*read));
    require(bool(again), "a plan that was read can be written");
    require(change::hashOf(*again) == change::hashOf(*read), "and stays the one that is approved");
}

static void stagedChanges(QByteArrayView bytes)
{
    const Result<change::StagedSet> read = change::stagedSetOf(bytes.toByteArray());
    if (!read)
        return;
    const Result<change::StagedSet> again = change::stagedSetOf(change::toJson(*read));
    require(bool(again), "staged changes that were read can be written");
    require(change::hashOf(again->plan) == change::hashOf(read->plan), "and are the same");
}

QList<Target> documentTargets()
{
    return {{"manifest", manifest}, {"imageconfig", imageConfig}, {"sbom", sbom}, {"attestation", attestation},
        {"import", importedReport}, {"vex", vex}, {"epss", epss}, {"kev", kev}, {"gatepolicy", gatePolicy},
        {"eventlog", decisionEvent}, {"plan", changePlan}, {"staged", stagedChanges}};
}

} // namespace lotse::fuzz
