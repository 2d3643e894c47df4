// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/exportrow.h"
#include "findings/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QJsonObject property(const QString &name, const QString &value)
{
    return {{u"name"_s, name}, {u"value"_s, value}};
}

QString severityOfBom(Severity severity)
{
    return severity == Severity::Negligible ? u"info"_s : severityWord(severity);
}

QJsonObject analysisOf(const ExportRow &row)
{
    // Accepted risk: exploitable, and we will not fix it. Nothing here may call it not affected.
    const bool isAccepted = row.state() == State::RiskAccepted;
    QJsonObject analysis{{u"state"_s, isAccepted ? u"exploitable"_s : stateWord(row.state())}};
    if (!row.decision)
        return analysis;
    QStringList responses = row.decision->responses;
    if (isAccepted && !responses.contains(u"will_not_fix"_s) && !responses.contains(u"can_not_fix"_s))
        responses.append(u"will_not_fix"_s);
    if (row.decision->justification != Justification::None && row.state() == State::NotAffected)
        analysis.insert(u"justification"_s, justificationWord(row.decision->justification));
    if (!responses.isEmpty())
        analysis.insert(u"response"_s, QJsonArray::fromStringList(responses));
    if (const QString text = statementText(row); !text.isEmpty())
        analysis.insert(u"detail"_s, text);
    analysis.insert(u"firstIssued"_s, isoTime(row.decision->created));
    analysis.insert(u"lastUpdated"_s, isoTime(row.decision->created));
    return analysis;
}

QJsonArray ratingsOf(const ExportRow &row)
{
    QJsonObject rating{{u"severity"_s, severityOfBom(row.finding.severity)}, {u"method"_s, u"other"_s}};
    if (row.finding.cvss >= 0)
        rating.insert(u"score"_s, row.finding.cvss);
    QJsonArray ratings{rating};
    if (row.grounds.epss >= 0)
        ratings.append(QJsonObject{{u"source"_s, QJsonObject{{u"name"_s, u"EPSS"_s}}},
            {u"score"_s, double(row.grounds.epss)}, {u"method"_s, u"other"_s}});
    return ratings;
}

// The components of a document: each image with the packages that are spoken of.
class Components {
public:
    explicit Components(const ExportOptions &options)
        : m_options(options)
    {
    }

    // The reference of the package in its image.
    QString refOf(const Occurrence &finding)
    {
        const QString purl = imagePurl(finding, m_options);
        auto image = m_images.find(purl);
        if (image == m_images.end()) {
            const QString ref = u"image-%1"_s.arg(m_images.size() + 1);
            QJsonObject component{{u"type"_s, u"container"_s}, {u"bom-ref"_s, ref},
                {u"name"_s, repositoryUrl(finding, m_options)}, {u"version"_s, finding.platformDigest},
                {u"purl"_s, purl}};
            if (finding.platformDigest.startsWith(u"sha256:"_s) && finding.platformDigest.size() == 71)
                component.insert(u"hashes"_s,
                    QJsonArray{QJsonObject{{u"alg"_s, u"SHA-256"_s}, {u"content"_s, finding.platformDigest.mid(7)}}});
            image = m_images.insert(purl, {component, {}, {}});
        }
        const QString key = packagePurl(finding) + QChar(0) + finding.package;
        auto part = image->refs.constFind(key);
        if (part == image->refs.cend()) {
            const QString ref =
                image->component.value(u"bom-ref"_s).toString() + u"-part-%1"_s.arg(image->refs.size() + 1);
            part = image->refs.insert(key, ref);
            image->parts.append(QJsonObject{{u"type"_s, u"library"_s}, {u"bom-ref"_s, ref},
                {u"name"_s, finding.package}, {u"version"_s, finding.version}, {u"purl"_s, packagePurl(finding)}});
        }
        return *part;
    }

    QJsonArray all() const
    {
        QJsonArray list;
        for (const Image &image : m_images) {
            QJsonObject component = image.component;
            component.insert(u"components"_s, image.parts);
            list.append(component);
        }
        return list;
    }

private:
    struct Image {
        QJsonObject component;
        QHash<QString, QString> refs;
        QJsonArray parts;
    };
    const ExportOptions &m_options;
    QMap<QString, Image> m_images;
};

QString versionStatus(const ExportRow &row)
{
    switch (row.state()) {
    case State::NotAffected:
    case State::FalsePositive:
    case State::Resolved:
    case State::ResolvedWithPedigree:
        return u"unaffected"_s;
    case State::Exploitable:
    case State::RiskAccepted:
        return u"affected"_s;
    default:
        return u"unknown"_s;
    }
}

} // namespace

QByteArray exportCycloneDx(const QList<ExportRow> &rows, const ExportOptions &options, const Aliases &aliases)
{
    QMap<QString, QList<const ExportRow *>> groups;
    for (const ExportRow &row : rows) {
        const QString decision = row.decision ? row.decision->id : QString();
        const QString hidden = row.isHidden() ? u"1"_s : QString();
        groups[QStringList{row.finding.canonical, decision, stateWord(row.state()), hidden, row.finding.severityWord,
                   row.finding.cvss < 0 ? QString() : QString::number(row.finding.cvss)}
                   .join(QChar(0))]
            .append(&row);
    }
    Components components(options);
    QJsonArray vulnerabilities;
    for (const QList<const ExportRow *> &group : std::as_const(groups)) {
        const ExportRow &first = *group.first();
        QJsonObject out{{u"bom-ref"_s, u"vulnerability-%1"_s.arg(vulnerabilities.size() + 1)},
            {u"id"_s, first.finding.canonical}, {u"ratings"_s, ratingsOf(first)}};
        if (const QString url = vulnerabilityUrl(first.finding.canonical); !url.isEmpty())
            out.insert(u"source"_s,
                QJsonObject{{u"name"_s, isCve(first.finding.canonical) ? u"NVD"_s : u"GitHub"_s}, {u"url"_s, url}});
        QJsonArray references;
        for (const QByteArray &alias : aliases.group(first.finding.canonical.toUtf8())) {
            if (const QString id = QString::fromUtf8(alias); id != first.finding.canonical)
                references.append(QJsonObject{{u"id"_s, id}, {u"source"_s, QJsonObject{{u"name"_s, u"alias"_s}}}});
        }
        if (!references.isEmpty())
            out.insert(u"references"_s, references);
        if (first.state() != State::None)
            out.insert(u"analysis"_s, analysisOf(first));
        QMap<QString, QString> refs;
        for (const ExportRow *row : group)
            refs.insert(components.refOf(row->finding), row->finding.version);
        QJsonArray affects;
        for (auto it = refs.cbegin(); it != refs.cend(); ++it) {
            QJsonObject entry{{u"ref"_s, it.key()}};
            if (!it->isEmpty())
                entry.insert(u"versions"_s,
                    QJsonArray{QJsonObject{{u"version"_s, it.value()}, {u"status"_s, versionStatus(first)}}});
            affects.append(entry);
        }
        out.insert(u"affects"_s, affects);
        QJsonArray properties{property(u"lotse:severity"_s, first.finding.severityWord)};
        if (first.state() != State::None) {
            properties.append(property(u"lotse:state"_s, stateWord(first.state())));
            properties.append(property(u"lotse:hidden"_s, first.isHidden() ? u"true"_s : u"false"_s));
        }
        if (first.decision) {
            if (first.decision->expires)
                properties.append(property(u"lotse:expires"_s, isoTime(first.decision->expires)));
            properties.append(property(u"lotse:decision"_s, QString::fromUtf8(decisionJson(*first.decision))));
        }
        out.insert(u"properties"_s, properties);
        vulnerabilities.append(out);
    }
    QJsonObject metadata{{u"timestamp"_s, isoTime(options.now)},
        {u"tools"_s,
            QJsonObject{{u"components"_s,
                QJsonArray{QJsonObject{{u"type"_s, u"application"_s}, {u"name"_s, u"Lotse"_s},
                    {u"version"_s, QStringLiteral(LOTSE_VERSION)}}}}}}};
    if (!options.author.isEmpty())
        metadata.insert(u"authors"_s, QJsonArray{QJsonObject{{u"name"_s, options.author}}});
    QJsonArray about;
    if (!options.incomplete.isEmpty())
        about.append(property(u"lotse:incomplete"_s, options.incomplete));
    if (!options.decisionLog.isEmpty())
        about.append(property(u"lotse:decision-log"_s, options.decisionLog));
    if (!about.isEmpty())
        metadata.insert(u"properties"_s, about);
    const QJsonObject root{{u"$schema"_s, u"http://cyclonedx.org/schema/bom-1.6.schema.json"_s},
        {u"bomFormat"_s, u"CycloneDX"_s}, {u"specVersion"_s, u"1.6"_s},
        {u"serialNumber"_s, u"urn:uuid:"_s + documentUuid(options)}, {u"version"_s, 1}, {u"metadata"_s, metadata},
        {u"components"_s, components.all()}, {u"vulnerabilities"_s, vulnerabilities}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace lotse::findings
