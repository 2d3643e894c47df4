// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "findings/exportrow.h"
#include "findings/fixes.h"
#include "findings/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeOrNull(Seconds time)
{
    return time == 0 ? QJsonValue() : QJsonValue(isoTime(time));
}

// With as many decimals as the source has: a float as it is would end in noise.
QJsonValue rounded(double number, double steps)
{
    return number < 0 ? QJsonValue() : QJsonValue(std::round(number * steps) / steps);
}

QString cellOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList texts;
        for (const QJsonValue &one : value.toArray()) {
            const FindingPlace place{one[u"path"_s].toString(), one[u"layer"_s].toString()};
            texts.append(one.isObject() ? place.text() : one.toString());
        }
        return texts.join(u' ');
    }
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 10) : value.toString();
}

} // namespace

QList<std::pair<QString, QJsonValue>> findingRecord(const ExportRow &row, const ExportOptions &options)
{
    const Occurrence &o = row.finding;
    const Decision *decision = row.decision;
    QStringList fixes;
    for (const QByteArray &fix : fixesIn(o.fixText.toUtf8()))
        fixes.append(QString::fromUtf8(fix));
    QJsonArray places;
    for (const FindingPlace &place : o.places)
        places.append(QJsonObject{{u"path"_s, orNull(place.path)}, {u"layer"_s, orNull(place.layer)}});
    return {{u"registry"_s, o.registry}, {u"registry_id"_s, o.registryId}, {u"project"_s, orNull(o.project)},
        {u"repository"_s, o.repository}, {u"image"_s, o.image}, {u"platform_digest"_s, o.platformDigest},
        {u"platform"_s, orNull(o.platform)}, {u"tags"_s, QJsonArray::fromStringList(o.tags)},
        {u"vulnerability"_s, o.canonical}, {u"scanner_id"_s, o.vulnerability},
        {u"severity"_s, severityWord(o.severity)}, {u"scanner_severity"_s, orNull(o.severityWord)},
        {u"severity_derived"_s, o.isSeverityDerived}, {u"cvss"_s, rounded(o.cvss, 10)},
        {u"cvss_version"_s, orNull(cvssLabel(o.cvssVersion))}, {u"epss"_s, rounded(double(row.grounds.epss), 1e5)},
        {u"kev"_s, row.isKevKnown ? QJsonValue(row.grounds.kev != Kev::No) : QJsonValue()},
        {u"score"_s, score(row.grounds)}, {u"score_reason"_s, scoreSentence(row.grounds, true)},
        {u"package"_s, o.package}, {u"purl"_s, orNull(packageUrl(o))}, {u"version"_s, orNull(o.version)},
        {u"fixable"_s, o.isFixUnknown ? QJsonValue() : QJsonValue(!o.fixVersion.isEmpty())},
        {u"fix_version"_s, orNull(o.fixVersion)}, {u"fix_versions"_s, QJsonArray::fromStringList(fixes)},
        {u"upgrade_to"_s, orNull(o.upgrade)}, {u"places"_s, places}, {u"status"_s, orNull(o.status)},
        {u"state"_s, stateWord(row.state())}, {u"hidden"_s, row.isHidden()}, {u"expired"_s, row.isExpired()},
        {u"review_due"_s, (row.bits & StateBits::kReview) != 0},
        {u"justification"_s, orNull(decision ? justificationWord(decision->justification) : QString())},
        {u"reason"_s, orNull(decision ? decision->reason : QString())},
        {u"decided_by"_s, orNull(decision ? decision->author : QString())},
        {u"decided_at"_s, timeOrNull(decision ? decision->created : 0)},
        {u"expires_at"_s, timeOrNull(decision ? decision->expires : 0)},
        {u"review_at"_s, timeOrNull(decision ? decision->review : 0)},
        {u"decision_id"_s, orNull(decision ? decision->id : QString())}, {u"first_seen"_s, timeOrNull(o.firstSeen)},
        {u"due"_s, timeOrNull(row.due)}, {u"scanned"_s, timeOrNull(o.reported)}, {u"fetched"_s, timeOrNull(o.fetched)},
        {u"pushed"_s, timeOrNull(o.pushed)}, {u"pulled"_s, timeOrNull(o.pulled)},
        {u"incomplete"_s, orNull(options.incomplete)}};
}

QByteArray findingObject(const ExportRow &row, const ExportOptions &options)
{
    QJsonObject object;
    for (const auto &[field, value] : findingRecord(row, options))
        object.insert(field, value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray exportJsonLines(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QByteArray out;
    for (const ExportRow &row : rows)
        out += findingObject(row, options) + '\n';
    return out;
}

QByteArray exportCsv(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QByteArray out = options.hasByteOrderMark ? QByteArray("\xef\xbb\xbf") : QByteArray();
    const auto line = [&](const auto &record, auto &&cell) {
        QByteArrayList fields;
        for (const auto &one : record)
            fields.append(safetext::csvField(cell(one)));
        out += fields.join(',') + "\r\n";
    };
    line(findingRecord(ExportRow(), options), [](const auto &one) { return one.first; });
    for (const ExportRow &row : rows)
        line(findingRecord(row, options), [](const auto &one) { return cellOf(one.second); });
    return out;
}

} // namespace lotse::findings
