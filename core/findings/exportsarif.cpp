// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/exportrow.h"
#include "findings/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QUrl>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxResults = 25'000; // what GitHub takes of a run

QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
    case Severity::High:
        return u"error"_s;
    case Severity::Medium:
        return u"warning"_s;
    case Severity::None:
        return u"none"_s;
    default:
        return u"note"_s;
    }
}

QJsonObject rule(const ExportRow &row)
{
    const Occurrence &o = row.finding;
    QJsonObject properties{{u"tags"_s, QJsonArray{u"vulnerability"_s, u"security"_s}}};
    if (o.cvss >= 0)
        properties.insert(u"security-severity"_s, QString::number(o.cvss, 'f', 1));
    QJsonObject out{{u"id"_s, o.canonical}, {u"shortDescription"_s, QJsonObject{{u"text"_s, o.canonical}}},
        {u"defaultConfiguration"_s, QJsonObject{{u"level"_s, levelOf(o.severity)}}}, {u"properties"_s, properties}};
    if (const QString url = vulnerabilityUrl(o.canonical); !url.isEmpty())
        out.insert(u"helpUri"_s, url);
    return out;
}

QJsonObject result(const ExportRow &row, int ruleIndex, const ExportOptions &options)
{
    const Occurrence &o = row.finding;
    const QString fix = o.isFixUnknown ? u"whether there is a fix is not known"_s
        : o.fixVersion.isEmpty()       ? u"no fix is known"_s
                                       : u"fixed in "_s + o.fixVersion;
    const QString text = u"%1 %2 in %3: %4"_s;
    QJsonObject properties{{u"severity"_s, severityWord(o.severity)}, {u"scannerSeverity"_s, o.severityWord},
        {u"kev"_s, row.isKevKnown ? QJsonValue(row.grounds.kev != Kev::No) : QJsonValue()},
        {u"score"_s, score(row.grounds)}};
    properties.insert(u"imageTags"_s, QJsonArray::fromStringList(o.tags));
    if (row.grounds.epss >= 0)
        properties.insert(u"epss"_s, double(row.grounds.epss));
    const QString uri = QString::fromLatin1(QUrl::toPercentEncoding(o.repository, "/"));
    QJsonObject out{{u"ruleId"_s, o.canonical}, {u"ruleIndex"_s, ruleIndex}, {u"level"_s, levelOf(o.severity)},
        {u"message"_s, QJsonObject{{u"text"_s, text.arg(o.package, o.version, o.repository, fix)}}},
        {u"locations"_s,
            QJsonArray{QJsonObject{{u"physicalLocation"_s,
                                       QJsonObject{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, uri}}},
                                           {u"region"_s, QJsonObject{{u"startLine"_s, 1}}}}},
                {u"logicalLocations"_s,
                    QJsonArray{
                        QJsonObject{{u"fullyQualifiedName"_s, repositoryUrl(o, options) + u'@' + o.platformDigest},
                            {u"kind"_s, u"module"_s}}}}}}},
        {u"partialFingerprints"_s,
            QJsonObject{{u"occurrence/v1"_s,
                QStringList{o.repository, o.platformDigest, o.canonical, o.package, o.version}.join(u'|')}}},
        {u"rank"_s, score(row.grounds) / 10.0}, {u"properties"_s, properties}};
    if (row.state() == State::Resolved || row.state() == State::ResolvedWithPedigree)
        out.insert(u"baselineState"_s, u"absent"_s);
    else if (row.isHidden() || (row.state() == State::InTriage && !row.isExpired())) {
        QString why = stateWord(row.state());
        if (row.decision && row.decision->justification != Justification::None)
            why += u": "_s + justificationWord(row.decision->justification);
        if (const QString statement = statementText(row); !statement.isEmpty())
            why += u": "_s + statement;
        out.insert(u"suppressions"_s,
            QJsonArray{QJsonObject{{u"kind"_s, u"external"_s},
                {u"status"_s, row.isHidden() ? u"accepted"_s : u"underReview"_s}, {u"justification"_s, why}}});
    }
    return out;
}

QJsonObject run(const QList<const ExportRow *> &rows, const QString &name, const ExportOptions &options)
{
    QHash<QString, int> known;
    QJsonArray rules;
    QJsonArray results;
    for (const ExportRow *row : rows) {
        auto at = known.constFind(row->finding.canonical);
        if (at == known.cend()) {
            at = known.insert(row->finding.canonical, int(known.size()));
            rules.append(rule(*row));
        }
        results.append(result(*row, *at, options));
    }
    QJsonObject out{{u"tool"_s,
                        QJsonObject{{u"driver"_s,
                            QJsonObject{{u"name"_s, u"Lotse"_s}, {u"semanticVersion"_s, QStringLiteral(LOTSE_VERSION)},
                                {u"rules"_s, rules}}}}},
        {u"automationDetails"_s, QJsonObject{{u"id"_s, name}}}, {u"results"_s, results}};
    if (!options.incomplete.isEmpty()) {
        const QJsonObject notice{
            {u"level"_s, u"warning"_s}, {u"message"_s, QJsonObject{{u"text"_s, options.incomplete}}}};
        out.insert(u"invocations"_s,
            QJsonArray{
                QJsonObject{{u"executionSuccessful"_s, false}, {u"toolExecutionNotifications"_s, QJsonArray{notice}}}});
    }
    return out;
}

} // namespace

QByteArray exportSarif(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QMap<QString, QList<const ExportRow *>> byRepository;
    for (const ExportRow &row : rows)
        byRepository[repositoryUrl(row.finding, options)].append(&row);
    QJsonArray runs;
    for (auto it = byRepository.cbegin(); it != byRepository.cend(); ++it) {
        for (qsizetype first = 0, part = 1; first < it->size(); first += kMaxResults, ++part) {
            const QString name = u"%1/%2/%3"_s.arg(it.key(), isoTime(options.now).left(10), QString::number(part));
            runs.append(run(it->mid(first, kMaxResults), name, options));
        }
    }
    if (runs.isEmpty())
        runs.append(run({}, u"lotse/"_s + isoTime(options.now).left(10), options));
    const QJsonObject root{
        {u"$schema"_s, u"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"_s},
        {u"version"_s, u"2.1.0"_s}, {u"runs"_s, runs}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace lotse::findings
