// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"

#include "base/safetext.h"
#include "json/time.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

// The labels by name, for both ways.
const QList<std::pair<QString, QString Document::*>> kLabels{
    {u"made_at"_s, &Document::madeAtLabel},
    {u"scope"_s, &Document::scopeLabel},
    {u"period"_s, &Document::periodLabel},
    {u"registry"_s, &Document::registryLabel},
    {u"contents"_s, &Document::contentsLabel},
    {u"blind_spots"_s, &Document::blindSpotsLabel},
    {u"source"_s, &Document::sourceLabel},
    {u"value"_s, &Document::valueLabel},
    {u"page"_s, &Document::pageLabel},
    {u"none"_s, &Document::noneLabel},
    {u"redaction"_s, &Document::redactionLabel},
    {u"read_as"_s, &Document::readAsLabel},
};

QJsonObject jsonOf(const Table &table)
{
    QJsonArray columns, rows, keys;
    for (const int key : table.keys)
        keys.append(key);
    for (const Column &column : table.columns)
        columns.append(QJsonObject{{u"title"_s, column.title}, {u"number"_s, column.isNumber},
            {u"tone"_s, column.isTone}, {u"weight"_s, column.weight}, {u"holds"_s, int(column.holds)}});
    for (const QStringList &row : table.rows)
        rows.append(QJsonArray::fromStringList(row));
    return {{u"id"_s, table.id}, {u"title"_s, table.title}, {u"columns"_s, columns}, {u"rows"_s, rows},
        {u"empty"_s, table.empty}, {u"keys"_s, keys}};
}

Table tableOf(const QJsonObject &json)
{
    Table out;
    out.id = json[u"id"_s].toString();
    out.title = json[u"title"_s].toString();
    out.empty = json[u"empty"_s].toString();
    for (const QJsonValue key : json[u"keys"_s].toArray())
        out.keys.append(key.toInt());
    for (const QJsonValue column : json[u"columns"_s].toArray())
        out.columns.append({column[u"title"_s].toString(), column[u"number"_s].toBool(), column[u"tone"_s].toBool(),
            column[u"weight"_s].toDouble(1), Holds(std::clamp(column[u"holds"_s].toInt(), 0, int(Holds::Passing)))});
    for (const QJsonValue row : json[u"rows"_s].toArray()) {
        QStringList cells;
        for (const QJsonValue cell : row.toArray())
            cells.append(cell.toString());
        out.rows.append(cells);
    }
    return out;
}

QJsonObject jsonOf(const Section &section)
{
    QJsonArray figures, bars, tables;
    for (const Figure &figure : section.figures)
        figures.append(QJsonObject{{u"id"_s, figure.id}, {u"label"_s, figure.label}, {u"value"_s, figure.value},
            {u"source"_s, figure.source}, {u"at"_s, json::timeText(figure.at)}, {u"rows_in"_s, figure.drill}});
    for (const Bar &bar : section.bars)
        bars.append(QJsonObject{{u"label"_s, bar.label}, {u"value"_s, bar.value}, {u"tone"_s, bar.tone}});
    QJsonArray days;
    for (const Day &day : section.days)
        days.append(QJsonObject{{u"date"_s, day.date.toString(Qt::ISODate)}, {u"count"_s, day.count}});
    for (const Table &table : section.tables)
        tables.append(jsonOf(table));
    return {{u"id"_s, section.id}, {u"title"_s, section.title},
        {u"paragraphs"_s, QJsonArray::fromStringList(section.paragraphs)}, {u"figures"_s, figures}, {u"bars"_s, bars},
        {u"days_title"_s, section.daysTitle}, {u"days"_s, days}, {u"tables"_s, tables}};
}

Section sectionOf(const QJsonObject &json)
{
    Section out;
    out.id = json[u"id"_s].toString();
    out.title = json[u"title"_s].toString();
    for (const QJsonValue text : json[u"paragraphs"_s].toArray())
        out.paragraphs.append(text.toString());
    for (const QJsonValue figure : json[u"figures"_s].toArray())
        out.figures.append({figure[u"id"_s].toString(), figure[u"label"_s].toString(), figure[u"value"_s].toString(),
            figure[u"source"_s].toString(), json::timeOf(figure[u"at"_s]), figure[u"rows_in"_s].toString()});
    for (const QJsonValue bar : json[u"bars"_s].toArray())
        out.bars.append({bar[u"label"_s].toString(), bar[u"value"_s].toInteger(), bar[u"tone"_s].toString()});
    out.daysTitle = json[u"days_title"_s].toString();
    for (const QJsonValue day : json[u"days"_s].toArray())
        out.days.append({QDate::fromString(day[u"date"_s].toString(), Qt::ISODate), day[u"count"_s].toInteger()});
    for (const QJsonValue table : json[u"tables"_s].toArray())
        out.tables.append(tableOf(table.toObject()));
    return out;
}

} // namespace

QString fileStem(const Document &document)
{
    QString host = document.host;
    for (QChar &c : host) {
        if (!c.isLetterOrNumber() && c != u'.' && c != u'-')
            c = u'-';
    }
    return document.name + u'-' + host + u'-' + document.madeAt.toUTC().toString(u"yyyyMMdd-HHmmss"_s);
}

QByteArray toJson(const Document &document)
{
    QJsonArray sections;
    for (const Section &section : document.sections)
        sections.append(jsonOf(section));
    QJsonObject labels;
    for (const auto &[name, member] : kLabels)
        labels.insert(name, document.*member);
    const QJsonObject root{{u"format"_s, u"lotse-report/1"_s}, {u"template"_s, document.name},
        {u"title"_s, document.title}, {u"language"_s, document.language}, {u"registry"_s, document.registry},
        {u"host"_s, document.host}, {u"version"_s, document.version}, {u"read_as"_s, document.readAs},
        {u"scope"_s, document.scope}, {u"made_at"_s, json::timeText(document.madeAt)},
        {u"from"_s, json::timeText(document.from)}, {u"to"_s, json::timeText(document.to)},
        {u"complete"_s, document.isWhole()}, {u"mark"_s, document.mark},
        {u"blind_spots"_s, QJsonArray::fromStringList(document.blindSpots)}, {u"redaction"_s, document.redaction},
        {u"sections"_s, sections}, {u"labels"_s, labels}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

Result<Document> documentFromJson(const QByteArray &text)
{
    QJsonParseError parsing;
    const QJsonObject root = QJsonDocument::fromJson(text, &parsing).object();
    if (parsing.error != QJsonParseError::NoError || root[u"format"_s].toString() != "lotse-report/1"_L1) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("This is not a Lotse report: %1"), {parsing.errorString()}};
        return error;
    }
    Document out;
    out.name = root[u"template"_s].toString();
    out.title = root[u"title"_s].toString();
    out.language = root[u"language"_s].toString();
    out.registry = root[u"registry"_s].toString();
    out.host = root[u"host"_s].toString();
    out.version = root[u"version"_s].toString();
    out.readAs = root[u"read_as"_s].toString();
    out.scope = root[u"scope"_s].toString();
    out.madeAt = json::timeOf(root[u"made_at"_s]);
    out.from = json::timeOf(root[u"from"_s]);
    out.to = json::timeOf(root[u"to"_s]);
    out.mark = root[u"mark"_s].toString();
    out.redaction = root[u"redaction"_s].toString();
    for (const QJsonValue spot : root[u"blind_spots"_s].toArray())
        out.blindSpots.append(spot.toString());
    for (const QJsonValue section : root[u"sections"_s].toArray())
        out.sections.append(sectionOf(section.toObject()));
    for (const auto &[name, member] : kLabels)
        out.*member = root[u"labels"_s].toObject()[name].toString();
    return out;
}

QByteArray toCsv(const Document &document)
{
    QByteArray out;
    const auto line = [&](const QStringList &cells) {
        QByteArray fields;
        for (const QString &cell : cells)
            fields += (fields.isEmpty() ? QByteArray() : QByteArray(",")) + safetext::csvField(safetext::visible(cell));
        out += fields + "\r\n";
    };
    line({document.title, document.host, json::timeText(document.madeAt)});
    if (!document.mark.isEmpty())
        line({document.mark});
    if (!document.redaction.isEmpty())
        line({document.redactionLabel, document.redaction});
    for (const QString &spot : document.blindSpots)
        line({document.blindSpotsLabel, spot});
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures)
            line({figure.label, figure.value, figure.source, json::timeText(figure.at)});
        for (const Table &table : section.tables) {
            out += "\r\n";
            line({table.title});
            QStringList heads;
            for (const Column &column : table.columns)
                heads.append(column.title);
            line(heads);
            for (QStringList row : table.rows) {
                for (qsizetype i = 0; i < row.size(); ++i) {
                    if (table.columns.value(i).isTone)
                        row[i] = row[i].section(u'|', 1);
                }
                line(row);
            }
        }
    }
    return out;
}

} // namespace lotse::report
