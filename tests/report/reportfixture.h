// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/templates.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

/// What the tests of reports share.
namespace reportfixture {

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::report;

inline QJsonObject casesFile()
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR) + u"/tests/posture/cases.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// The posture of the good facts, with some in their place.
inline posture::Posture postureOf(const QJsonObject &changes = {})
{
    const QJsonObject file = casesFile();
    QJsonObject facts = file[u"good"_s].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        facts.insert(it.key(), it.value());
    const auto read = posture::factsFromJson(QJsonDocument(
        QJsonObject{{u"at"_s, file[u"at"_s]}, {u"host"_s, file[u"host"_s]},
            {u"facts"_s, facts}}).toJson());
    const auto set = posture::builtInSet(u"all"_s);
    return read && set ? posture::evaluate(*read, *set) : posture::Posture();
}

inline QJsonObject rows(const QJsonArray &all)
{
    return {{u"rows"_s, all}};
}

inline const Table *tableOf(const Document &document, const QString &id)
{
    for (const Section &section : document.sections) {
        for (const Table &table : section.tables) {
            if (table.id == id)
                return &table;
        }
    }
    return nullptr;
}

inline QString figureIn(const Document &document, const QString &id)
{
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures) {
            if (figure.id == id)
                return figure.value;
        }
    }
    return {};
}

inline Document reportOf(const QString &name, const posture::Posture &posture, const Words &words = Words())
{
    Source source;
    source.posture = &posture;
    return makeReport(*findTemplate(name), source, words);
}

std::unique_ptr<QObject> makeRedactionTests();
std::unique_ptr<QObject> makeReviewTests();
std::unique_ptr<QObject> makeScheduleTests();

} // namespace reportfixture
