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

QString statusOf(State state)
{
    switch (state) {
    case State::NotAffected:
    case State::FalsePositive:
        return u"known_not_affected"_s;
    case State::Resolved:
    case State::ResolvedWithPedigree:
        return u"fixed"_s;
    case State::Exploitable:
    case State::RiskAccepted:
        return u"known_affected"_s;
    default:
        return u"under_investigation"_s;
    }
}

// Images, packages, and packages within images, each with the id that the rest of the document refers to.
class ProductTree {
public:
    explicit ProductTree(const ExportOptions &options)
        : m_options(options)
    {
    }

    QString idOf(const Occurrence &finding)
    {
        const QString image = add(imagePurl(finding, m_options),
            repositoryUrl(finding, m_options) + u'@' + finding.platformDigest, finding.platformDigest, u"image-%1"_s);
        const QString name = (finding.package + u' ' + finding.version).trimmed();
        const QString package = add(packagePurl(finding), name, {}, u"package-%1"_s);
        const QString id = package + u"-in-"_s + image;
        if (!m_relations.contains(id)) {
            const QString whole = m_names.value(package) + u" in "_s + m_names.value(image);
            m_relations.insert(id,
                QJsonObject{{u"category"_s, u"default_component_of"_s}, {u"product_reference"_s, package},
                    {u"relates_to_product_reference"_s, image},
                    {u"full_product_name"_s, QJsonObject{{u"product_id"_s, id}, {u"name"_s, whole}}}});
        }
        return id;
    }

    QJsonObject json() const
    {
        QJsonArray relations;
        for (const QJsonObject &relation : m_relations)
            relations.append(relation);
        return {{u"full_product_names"_s, m_products}, {u"relationships"_s, relations}};
    }

private:
    QString add(const QString &purl, const QString &name, const QString &digest, const QString &form)
    {
        auto at = m_ids.constFind(purl);
        if (at != m_ids.cend())
            return *at;
        const QString id = form.arg(m_ids.size() + 1);
        QJsonObject helper{{u"purl"_s, purl}};
        if (digest.startsWith(u"sha256:"_s) && digest.size() == 71) {
            const QJsonObject hash{{u"algorithm"_s, u"sha256"_s}, {u"value"_s, digest.mid(7)}};
            helper.insert(u"hashes"_s,
                QJsonArray{QJsonObject{{u"filename"_s, u"manifest.json"_s}, {u"file_hashes"_s, QJsonArray{hash}}}});
        }
        m_products.append(
            QJsonObject{{u"product_id"_s, id}, {u"name"_s, name}, {u"product_identification_helper"_s, helper}});
        m_ids.insert(purl, id);
        m_names.insert(id, name);
        return id;
    }

    const ExportOptions &m_options;
    QHash<QString, QString> m_ids;
    QHash<QString, QString> m_names;
    QJsonArray m_products;
    QMap<QString, QJsonObject> m_relations;
};

// Texts with the products that they are about.
using Spoken = QMap<QString, QStringList>;

void addTo(QStringList &list, const QString &id)
{
    if (!list.contains(id))
        list.append(id);
}

QJsonArray spokenJson(const Spoken &spoken, const QString &category)
{
    QJsonArray list;
    for (auto it = spoken.cbegin(); it != spoken.cend(); ++it)
        list.append(QJsonObject{
            {u"category"_s, category}, {u"details"_s, it.key()}, {u"product_ids"_s, QJsonArray::fromStringList(*it)}});
    return list;
}

QJsonObject vulnerabilityJson(const QList<const ExportRow *> &rows, ProductTree &tree)
{
    const QString id = rows.first()->finding.canonical;
    QMap<QString, QStringList> statuses;
    QMap<QString, QStringList> flags;
    Spoken impact;
    Spoken fixes;
    Spoken accepted;
    Spoken unfixed;
    for (const ExportRow *row : rows) {
        const QString product = tree.idOf(row->finding);
        addTo(statuses[statusOf(row->state())], product);
        const QString text = statementText(*row);
        if (row->state() == State::NotAffected || row->state() == State::FalsePositive) {
            const QString label = row->state() == State::NotAffected && row->decision
                ? vexJustification(row->decision->justification)
                : QString();
            if (!label.isEmpty())
                addTo(flags[label], product);
            if (label.isEmpty() || !text.isEmpty())
                addTo(impact[text.isEmpty() ? u"Found not to be affected."_s : text], product);
        } else if (row->state() == State::RiskAccepted) {
            addTo(accepted[text], product);
        } else if (row->state() == State::Exploitable) {
            addTo(row->finding.fixVersion.isEmpty() ? unfixed[text] : fixes[text], product);
        }
    }
    QJsonObject out;
    if (isCve(id))
        out.insert(u"cve"_s, id);
    else
        out.insert(u"ids"_s, QJsonArray{QJsonObject{{u"system_name"_s, id.section(u'-', 0, 0)}, {u"text"_s, id}}});
    const QString note =
        u"%1, as %2 packages of container images are concerned."_s.arg(id, QString::number(rows.size()));
    out.insert(u"notes"_s, QJsonArray{QJsonObject{{u"category"_s, u"summary"_s}, {u"text"_s, note}}});
    QJsonObject status;
    for (auto it = statuses.cbegin(); it != statuses.cend(); ++it)
        status.insert(it.key(), QJsonArray::fromStringList(*it));
    out.insert(u"product_status"_s, status);
    QJsonArray labels;
    for (auto it = flags.cbegin(); it != flags.cend(); ++it)
        labels.append(QJsonObject{{u"label"_s, it.key()}, {u"product_ids"_s, QJsonArray::fromStringList(*it)}});
    if (!labels.isEmpty())
        out.insert(u"flags"_s, labels);
    if (!impact.isEmpty())
        out.insert(u"threats"_s, spokenJson(impact, u"impact"_s));
    QJsonArray remediations;
    for (const auto &[spoken, category] : {std::pair(&fixes, u"vendor_fix"_s), std::pair(&unfixed, u"none_available"_s),
             std::pair(&accepted, u"no_fix_planned"_s)}) {
        for (const QJsonValue &entry : spokenJson(*spoken, category))
            remediations.append(entry);
    }
    if (!remediations.isEmpty())
        out.insert(u"remediations"_s, remediations);
    return out;
}

} // namespace

QByteArray exportCsaf(const QList<ExportRow> &rows, const ExportOptions &options)
{
    // A CVE may stand in a document once only, so its products are gathered over all states.
    QMap<QString, QList<const ExportRow *>> byVulnerability;
    for (const ExportRow &row : rows)
        byVulnerability[row.finding.canonical].append(&row);
    ProductTree tree(options);
    QJsonArray vulnerabilities;
    for (const QList<const ExportRow *> &group : std::as_const(byVulnerability))
        vulnerabilities.append(vulnerabilityJson(group, tree));
    const QString now = isoTime(options.now);
    const QJsonObject tracking{{u"id"_s, u"lotse-"_s + documentUuid(options)}, {u"status"_s, u"final"_s},
        {u"version"_s, u"1"_s}, {u"initial_release_date"_s, now}, {u"current_release_date"_s, now},
        {u"revision_history"_s,
            QJsonArray{QJsonObject{{u"date"_s, now}, {u"number"_s, u"1"_s}, {u"summary"_s, u"First version."_s}}}},
        {u"generator"_s,
            QJsonObject{{u"date"_s, now},
                {u"engine"_s, QJsonObject{{u"name"_s, u"Lotse"_s}, {u"version"_s, QStringLiteral(LOTSE_VERSION)}}}}}};
    QJsonObject document{{u"category"_s, u"csaf_vex"_s}, {u"csaf_version"_s, u"2.0"_s}, {u"lang"_s, u"en"_s},
        {u"title"_s, options.title.isEmpty() ? u"Findings and decisions"_s : options.title},
        {u"publisher"_s,
            QJsonObject{{u"category"_s, u"user"_s}, {u"name"_s, options.author}, {u"namespace"_s, options.authorUrl}}},
        {u"tracking"_s, tracking}};
    QJsonArray notes;
    for (const auto &[title, text] :
        {std::pair(u"Incomplete"_s, options.incomplete), std::pair(u"Log of decisions"_s, options.decisionLog)}) {
        if (!text.isEmpty())
            notes.append(QJsonObject{{u"category"_s, u"general"_s}, {u"title"_s, title}, {u"text"_s, text}});
    }
    if (!notes.isEmpty())
        document.insert(u"notes"_s, notes);
    const QJsonObject root{
        {u"document"_s, document}, {u"product_tree"_s, tree.json()}, {u"vulnerabilities"_s, vulnerabilities}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace lotse::findings
