// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/image.h"

#include <QJsonArray>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

// Digests that a person states to have verified, from the set's file: this check does no cryptography of its own.
QStringList verified(const Sight &sight, const QString &name)
{
    QStringList out;
    const QJsonObject stated = sight.one(u"statement-verified-images"_s);
    if (sight.daysSince(stated[u"date"_s].toString() + u"T00:00:00Z"_s) > sight.number(u"days"_s))
        return out;
    for (const QJsonValue digest : stated[name].toArray())
        out.append(digest.toString());
    return out;
}

Verdict enforced(const Sight &sight)
{
    Survey survey(u"projects"_s);
    const QList<FactRow> &rows = sight.rows(u"projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString name = rows[i].json[u"name"_s].toString();
        if (!sight.isProduction(name))
            continue;
        const QJsonObject metadata = rows[i].json[u"metadata"_s].toObject();
        if (textOf(metadata[u"enable_content_trust_cosign"_s]) == "true"_L1
            || textOf(metadata[u"enable_content_trust"_s]) == "true"_L1)
            survey.good(i, u"metadata"_s);
        else
            survey.bad(i, name, u"metadata"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 production projects allow only signed images to be pulled."),
        LOTSE_MSG("%1 of %2 production projects allow unsigned images to be pulled."),
        LOTSE_MSG("No project counts as production."), Outcome::NotApplicable);
}

/// Unsigned ones fail; where all carry a signature, it passes only where somebody verified them.
Verdict signedImages(const Sight &sight)
{
    const QStringList known = verified(sight, u"signed"_s);
    Survey survey(imageKind(sight));
    qsizetype unverified = 0;
    for (const Image &image : imagesOf(sight)) {
        if (!image.isInUse || !sight.isProduction(image.project))
            continue;
        if (!image.knowsReferrers)
            return Verdict::notAssessable({LOTSE_MSG("It is not known what is attached to the images."), {}});
        if (!image.isSigned) {
            survey.bad(image.row, image.name);
        } else {
            survey.good(image.row, image.referrerPath);
            unverified += known.contains(image.digest) ? 0 : 1;
        }
    }
    Verdict out = survey.verdict(LOTSE_MSG("All %1 images in use are signed, and their signatures were verified."),
        LOTSE_MSG("%1 of %2 images in use have no signature."), LOTSE_MSG("No image is in use."),
        Outcome::NotApplicable);
    if (out.outcome == Outcome::Passed && unverified > 0) {
        out.outcome = Outcome::NotAssessable;
        out.message = {LOTSE_MSG("All %1 images in use have a signature; %2 of them have not been verified."),
            {QString::number(survey.count()), QString::number(unverified)}};
    }
    return out;
}

Verdict boms(const Sight &sight)
{
    Survey survey(imageKind(sight));
    for (const Image &image : imagesOf(sight)) {
        if (!image.isImage)
            continue;
        if (!image.knowsReferrers)
            return Verdict::notAssessable({LOTSE_MSG("It is not known what is attached to the images."), {}});
        if (image.hasSbom)
            survey.good(image.row, image.referrerPath);
        else
            survey.bad(image.row, image.name, image.referrerPath);
    }
    if (survey.count() == 0)
        return Verdict::notApplicable({LOTSE_MSG("There are no images."), {}});
    const double share = 100.0 * double(survey.count() - survey.badCount()) / double(survey.count());
    Verdict out =
        survey.verdict(LOTSE_MSG("All %1 images have an SBOM."), LOTSE_MSG("%1 of %2 images have no SBOM."), "");
    if (survey.badCount() > 0 && share >= sight.number(u"percent"_s))
        out.outcome = Outcome::Passed;
    return out;
}

Verdict provenance(const Sight &sight)
{
    const QStringList known = verified(sight, u"provenance"_s);
    Survey survey(u"referrers"_s);
    qsizetype unverified = 0;
    const QList<FactRow> &rows = sight.rows(u"referrers"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const bool has = hasProvenance(rows[i].json[u"manifests"_s].toArray());
        if (has)
            survey.good(i, u"manifests"_s);
        else
            survey.bad(i, rows[i].parent, u"manifests"_s);
        unverified += has && !known.contains(rows[i].parent.section(u'@', 1)) ? 1 : 0;
    }
    Verdict out = survey.verdict(LOTSE_MSG("All %1 images in use have verified provenance."),
        LOTSE_MSG("%1 of %2 images in use have no provenance."), LOTSE_MSG("No image is in use."),
        Outcome::NotApplicable);
    if (out.outcome == Outcome::Passed && unverified > 0) {
        out.outcome = Outcome::NotAssessable;
        out.message = {LOTSE_MSG("All %1 images in use have provenance; %2 of them have not been verified."),
            {QString::number(survey.count()), QString::number(unverified)}};
    }
    return out;
}

} // namespace

QList<Check> trustChecks()
{
    return {
        {"P29", LOTSE_MSG("Only signed images can be pulled"), Severity::High, false, "projects", "", "",
            "CD 4.5, 4.12; CS 4.3.1; N 4.1.5; I 8.24, 8.25; B A12; P 6.3.2~l; CRA I.2.f~l", 'h',
            LOTSE_MSG("Switch on Cosign or Notation under \"Deployment security\" of the project."), "policies",
            enforced},
        {"P30", LOTSE_MSG("Images in use are signed, and the signatures are valid"), Severity::High, true, "@images",
            "statement-verified-images", "days=30",
            "CD 4.12; CS 4.1.1, 4.3.2; N 4.1.5; B A12; I 8.24; N2 21.2.d~m; CRA I.2.f~l", 'h',
            LOTSE_MSG("Sign the images in the build, and verify them before use."), "", signedImages},
        {"P31", LOTSE_MSG("Nearly all images have an SBOM"), Severity::Medium, true, "@images", "", "percent=95",
            "CS 3.1.2, 3.1.6; N 4.1.1; I 8.8, 5.9; P 6.3.2; B A12; CRA II.1", 'h',
            LOTSE_MSG("Switch on automatic SBOM generation in the project, or attach an SBOM in the build."),
            "projects", boms},
        {"P32", LOTSE_MSG("Images in use have provenance"), Severity::Medium, true, "referrers",
            "statement-verified-images", "days=30", "CS 3.1.3, 4.4.1; N 4.1.5; I 8.25, 5.21; B A12; N2 21.2.d~m", 'm',
            LOTSE_MSG("Attach SLSA provenance in the build."), "", provenance},
    };
}

} // namespace lotse::posture
