// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/image.h"

#include <QJsonArray>

#include <algorithm>

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

/// What the kept verdicts say, by "repository@digest". Those that say nothing now (by another policy, not to be read)
/// are not in it.
class Kept {
public:
    explicit Kept(const Sight &sight)
    {
        for (const FactRow &row : sight.rows(u"store-verdicts"_s))
            m_rows.insert(row.json[u"repository"_s].toString() + u'@' + row.json[u"digest"_s].toString(), row.json);
    }
    bool has(const QString &image) const { return m_rows.contains(image); }
    /// "trusted", "valid", "invalid", "claimed", "none"; empty where nothing is known.
    QString state(const QString &image) const { return m_rows.value(image)[u"state"_s].toString(); }
    bool isProven(const QString &image) const { return state(image) == "trusted"_L1 || state(image) == "valid"_L1; }
    bool hasProvenance(const QString &image) const
    {
        const QJsonArray types = m_rows.value(image)[u"attested"_s].toArray();
        return std::any_of(types.begin(), types.end(),
            [](const QJsonValue &type) { return type.toString().startsWith("https://slsa.dev/provenance"_L1); });
    }

private:
    QHash<QString, QJsonObject> m_rows;
};

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
    const Kept kept(sight);
    Survey survey(imageKind(sight));
    qsizetype unverified = 0, invalid = 0;
    bool hasUnread = false;
    for (const Image &image : imagesOf(sight)) {
        if (!image.isInUse || !sight.isProduction(image.project))
            continue;
        const QString key = image.name.section(u'@', 0, 0) + u'@' + image.digest;
        const QString state = kept.state(key);
        if (kept.isProven(key)) {
            survey.good(image.row, image.referrerPath);
        } else if (!image.knowsReferrers && !image.isSigned) {
            hasUnread = true;
        } else if (!image.isSigned || state == "none"_L1) {
            survey.bad(image.row, image.name);
        } else if (state == "invalid"_L1) {
            survey.bad(image.row, image.name, image.referrerPath);
            ++invalid;
        } else {
            survey.good(image.row, image.referrerPath);
            unverified += known.contains(image.digest) ? 0 : 1;
        }
    }
    Verdict out = survey.verdict(LOTSE_MSG("All %1 images in use are signed, and their signatures were verified."),
        LOTSE_MSG("%1 of %2 images in use have no valid signature."), LOTSE_MSG("No image is in use."),
        Outcome::NotApplicable);
    if (invalid > 0)
        out.message = {LOTSE_MSG("%1 of %2 images in use have no valid signature; %3 of them have an invalid one."),
            {QString::number(survey.badCount()), QString::number(survey.count()), QString::number(invalid)}};
    if (out.outcome != Outcome::Failed && hasUnread)
        return Verdict::notAssessable({LOTSE_MSG("The attachments of the images are not known."), {}});
    if (out.outcome == Outcome::Passed && unverified > 0) {
        out.outcome = Outcome::NotAssessable;
        out.message = {
            LOTSE_MSG("All %1 images in use have a signature attached; %2 of them have not been verified. This "
                      "result is based on presence only."),
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
        if (!image.hasSbom && !image.knowsReferrers)
            return Verdict::notAssessable({LOTSE_MSG("The attachments of the images are not known."), {}});
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
    // The rest may lift the share, but to no 100 percent.
    out.isByAbsence = out.outcome == Outcome::Failed && sight.number(u"percent"_s) < 100;
    return out;
}

Verdict provenance(const Sight &sight)
{
    const QStringList known = verified(sight, u"provenance"_s);
    const Kept kept(sight);
    Survey survey(u"referrers"_s);
    qsizetype unverified = 0, refuted = 0;
    const QList<FactRow> &rows = sight.rows(u"referrers"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const bool isAttached = hasProvenance(rows[i].json[u"manifests"_s].toArray());
        const bool isProven = kept.hasProvenance(rows[i].parent);
        // Attached, looked at, and no valid attestation: what is attached states nothing.
        const bool isRefuted = isAttached && !isProven && kept.has(rows[i].parent);
        if (isRefuted)
            survey.bad(i, rows[i].parent, u"manifests"_s);
        else if (isAttached || isProven)
            survey.good(i, u"manifests"_s);
        else
            survey.bad(i, rows[i].parent, u"manifests"_s);
        refuted += isRefuted ? 1 : 0;
        unverified += isAttached && !isProven && !known.contains(rows[i].parent.section(u'@', 1)) ? 1 : 0;
    }
    Verdict out = survey.verdict(LOTSE_MSG("All %1 images in use have verified provenance."),
        LOTSE_MSG("%1 of %2 images in use have no valid provenance."), LOTSE_MSG("No image is in use."),
        Outcome::NotApplicable);
    if (refuted > 0)
        out.message = {
            LOTSE_MSG("%1 of %2 images in use have no valid provenance; for %3 of them, the attached provenance is "
                      "invalid."),
            {QString::number(survey.badCount()), QString::number(survey.count()), QString::number(refuted)}};
    if (out.outcome == Outcome::Passed && unverified > 0) {
        out.outcome = Outcome::NotAssessable;
        out.message = {
            LOTSE_MSG("All %1 images in use have provenance attached; %2 of them have not been verified. This "
                      "result is based on presence only."),
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
            "statement-verified-images store-verdicts", "days=30",
            "CD 4.12; CS 4.1.1, 4.3.2; N 4.1.5; B A12; I 8.24; N2 21.2.d~m; CRA I.2.f~l", 'h',
            LOTSE_MSG("Sign the images in the build, and verify them before use."), "", signedImages},
        {"P31", LOTSE_MSG("Nearly all images have an SBOM"), Severity::Medium, true, "@images", "", "percent=95",
            "CS 3.1.2, 3.1.6; N 4.1.1; I 8.8, 5.9; P 6.3.2; B A12; CRA II.1", 'h',
            LOTSE_MSG("Switch on automatic SBOM generation in the project, or attach an SBOM in the build."),
            "projects", boms},
        {"P32", LOTSE_MSG("Images in use have provenance"), Severity::Medium, true, "referrers",
            "statement-verified-images store-verdicts", "days=30",
            "CS 3.1.3, 4.4.1; N 4.1.5; I 8.25, 5.21; B A12; N2 21.2.d~m", 'm',
            LOTSE_MSG("Attach SLSA provenance in the build."), "", provenance},
    };
}

} // namespace lotse::posture
