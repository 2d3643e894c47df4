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

QString statusOf(const ExportRow &row)
{
    switch (row.state()) {
    case State::NotAffected:
    case State::FalsePositive:
        return u"not_affected"_s;
    case State::Resolved:
    case State::ResolvedWithPedigree:
        return u"fixed"_s;
    case State::Exploitable:
    case State::RiskAccepted: // accepted, and affected nonetheless
        return u"affected"_s;
    default:
        return u"under_investigation"_s;
    }
}

// All that rows must share to stand in one statement.
QString statementKey(const ExportRow &row)
{
    return QStringList{row.finding.canonical, stateWord(row.state()), statementText(row), statementNotes(row)}.join(
        QChar(0));
}

QJsonObject product(const QString &purl, const QList<const ExportRow *> &rows)
{
    QJsonObject out{{u"@id"_s, purl}, {u"identifiers"_s, QJsonObject{{u"purl"_s, purl}}}};
    const QString digest = rows.first()->finding.platformDigest;
    if (digest.startsWith(u"sha256:"_s))
        out.insert(u"hashes"_s, QJsonObject{{u"sha-256"_s, digest.mid(7)}});
    QStringList seen;
    QJsonArray parts;
    for (const ExportRow *row : rows) {
        const QString part = packagePurl(row->finding);
        if (seen.contains(part))
            continue;
        seen.append(part);
        parts.append(QJsonObject{{u"@id"_s, part}, {u"identifiers"_s, QJsonObject{{u"purl"_s, part}}}});
    }
    out.insert(u"subcomponents"_s, parts);
    return out;
}

} // namespace

QByteArray exportOpenVex(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QMap<QString, QList<const ExportRow *>> groups;
    for (const ExportRow &row : rows)
        groups[statementKey(row)].append(&row);
    const QString now = isoTime(options.now);
    QJsonArray statements;
    for (const QList<const ExportRow *> &group : std::as_const(groups)) {
        const ExportRow &first = *group.first();
        QJsonObject vulnerability{{u"name"_s, first.finding.canonical}};
        if (const QString url = vulnerabilityUrl(first.finding.canonical); !url.isEmpty())
            vulnerability.insert(u"@id"_s, url);
        QStringList aliases;
        QMap<QString, QList<const ExportRow *>> byProduct;
        for (const ExportRow *row : group) {
            if (row->finding.vulnerability != row->finding.canonical && !aliases.contains(row->finding.vulnerability))
                aliases.append(row->finding.vulnerability);
            byProduct[imagePurl(row->finding, options)].append(row);
        }
        if (!aliases.isEmpty())
            vulnerability.insert(u"aliases"_s, QJsonArray::fromStringList(aliases));
        QJsonArray products;
        for (auto it = byProduct.cbegin(); it != byProduct.cend(); ++it)
            products.append(product(it.key(), *it));
        const QString status = statusOf(first);
        QJsonObject statement{{u"vulnerability"_s, vulnerability}, {u"products"_s, products}, {u"status"_s, status},
            {u"timestamp"_s, first.decision ? isoTime(first.decision->created) : now},
            {u"status_notes"_s, statementNotes(first)}};
        const QString text = statementText(first);
        if (status == u"not_affected"_s) {
            const QString word = first.state() == State::NotAffected && first.decision
                ? vexJustification(first.decision->justification)
                : QString();
            if (!word.isEmpty())
                statement.insert(u"justification"_s, word);
            if (word.isEmpty() || !text.isEmpty())
                statement.insert(u"impact_statement"_s, text.isEmpty() ? u"Found not to be affected."_s : text);
        } else if (status == u"affected"_s) {
            statement.insert(u"action_statement"_s, text);
            statement.insert(u"action_statement_timestamp"_s, statement.value(u"timestamp"_s));
        } else if (!text.isEmpty()) {
            statement.insert(u"status_notes"_s, QString(statementNotes(first) + u" | "_s + text));
        }
        statements.append(statement);
    }
    QString tooling = QStringLiteral("lotse/" LOTSE_VERSION);
    if (!options.incomplete.isEmpty())
        tooling += u" (incomplete: "_s + options.incomplete + u')';
    if (!options.decisionLog.isEmpty())
        tooling += u" (log of decisions: "_s + options.decisionLog + u')';
    const QJsonObject root{{u"@context"_s, u"https://openvex.dev/ns/v0.2.0"_s},
        {u"@id"_s, u"urn:uuid:"_s + documentUuid(options)}, {u"author"_s, options.author},
        {u"role"_s, u"Document Creator"_s}, {u"timestamp"_s, now}, {u"last_updated"_s, now}, {u"version"_s, 1},
        {u"tooling"_s, tooling}, {u"statements"_s, statements}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace lotse::findings
