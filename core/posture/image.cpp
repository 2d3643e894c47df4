// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/image.h"

#include <QJsonArray>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

Image ofHarbor(const Sight &sight, const FactRow &row)
{
    Image image;
    const QJsonObject json = row.json;
    image.digest = json[u"digest"_s].toString();
    image.name = json[u"repository_name"_s].toString() + u'@' + image.digest.left(19);
    image.project = row.parent.isEmpty() ? json[u"repository_name"_s].toString().section(u'/', 0, 0) : row.parent;
    image.isImage = json[u"type"_s].toString() == "IMAGE"_L1;
    image.isInUse = image.isImage && sight.daysSince(json[u"pull_time"_s].toString()) <= kDaysInUse;
    // null where there is none, absent where it was not asked for.
    image.knowsReferrers = json.contains(u"accessories"_s);
    image.referrerPath = u"accessories"_s;
    for (const QJsonValue accessory : json[u"accessories"_s].toArray()) {
        const QString type = accessory[u"type"_s].toString();
        image.isSigned = image.isSigned || type.startsWith("signature."_L1);
        image.hasSbom = image.hasSbom || type.startsWith("sbom."_L1);
    }
    image.hasSbom = image.hasSbom || json[u"sbom_overview"_s].toObject()[u"scan_status"_s].toString() == "Success"_L1;
    const QJsonObject extra = json[u"extra_attrs"_s].toObject();
    image.knowsConfig = image.isImage && extra.contains(u"config"_s);
    image.config = extra[u"config"_s].toObject();
    image.configPath = u"extra_attrs"_s;
    image.created = extra[u"created"_s].toString();
    return image;
}

Image ofOci(const FactRow &row)
{
    Image image;
    const QJsonObject json = row.json;
    image.digest = json[u"digest"_s].toString();
    image.name = json[u"repository"_s].toString() + u':' + json[u"tag"_s].toString();
    image.project = json[u"repository"_s].toString().section(u'/', 0, 0);
    image.isImage = json[u"is_image"_s].toBool();
    image.isInUse = image.isImage;
    image.knowsReferrers = json[u"referrers"_s].isArray() && !json[u"lacks_referrers"_s].toBool();
    image.referrerPath = u"referrers"_s;
    for (const QJsonValue referrer : json[u"referrers"_s].toArray()) {
        const QString type = referrer[u"artifactType"_s].toString();
        image.isSigned = image.isSigned || type.contains("cosign"_L1) || type.contains("sigstore.bundle"_L1)
            || type.contains("notary.signature"_L1);
        image.hasSbom = image.hasSbom || type.contains("spdx"_L1) || type.contains("cyclonedx"_L1);
    }
    const QJsonObject config = json[u"config"_s].toObject();
    image.knowsConfig = image.isImage && !config.isEmpty();
    image.config = config[u"config"_s].toObject();
    image.configPath = u"config"_s;
    image.created = config[u"created"_s].toString();
    for (const QJsonValue step : config[u"history"_s].toArray())
        image.commands.append(step[u"created_by"_s].toString());
    return image;
}

} // namespace

QString imageKind(const Sight &sight)
{
    return sight.facts().isHarbor ? u"project-artifacts"_s : u"oci-images"_s;
}

QList<Image> imagesOf(const Sight &sight)
{
    QList<Image> out;
    const QList<FactRow> &rows = sight.rows(imageKind(sight));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Image image = sight.facts().isHarbor ? ofHarbor(sight, rows[i]) : ofOci(rows[i]);
        image.row = i;
        out.append(image);
    }
    return out;
}

bool hasProvenance(const QJsonArray &descriptors)
{
    for (const QJsonValue one : descriptors) {
        const QJsonObject notes = one[u"annotations"_s].toObject();
        const QString predicate =
            notes[u"in-toto.io/predicate-type"_s].toString(notes[u"dev.sigstore.bundle.predicateType"_s].toString());
        if (predicate.startsWith("https://slsa.dev/provenance/"_L1))
            return true;
    }
    return false;
}

} // namespace lotse::posture
