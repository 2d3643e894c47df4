// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/dates.h"
#include "demo/jsonvalue.h"
#include "demo/seeds.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

QJsonObject read(const char *text, const QDateTime &now)
{
    const auto value = parse(QByteArray(text));
    Q_ASSERT(value);
    return value ? dated(*value, now).toObject() : QJsonObject();
}

void readTables(State &state, const char *text)
{
    const QJsonObject seed = read(text, state.now);
    for (auto it = seed.begin(); it != seed.end(); ++it) {
        Table &table = state.table(it.key());
        for (const QJsonValue row : it.value().toArray()) {
            table.rows.append(row.toObject());
            for (const QString &key : {u"id"_s, u"project_id"_s, u"user_id"_s}) {
                // Of members and labels the project is a parent, not the key.
                if (key == "id"_L1 || !row.toObject().contains(u"id"_s))
                    table.next = std::max(table.next, row[key].toInteger() + 1);
            }
        }
    }
}

} // namespace

void seed(State &state, const QDateTime &now)
{
    state.now = now;
    readTables(state, accessSeed());
    readTables(state, distributionSeed());
    readTables(state, maintenanceSeed());
    state.documents = read(documentsSeed(), now);
    const QJsonObject adapters = read(adapterSeed(), now);
    state.documents.insert(u"adapter-infos"_s, adapters);
    state.documents.insert(u"adapters"_s, QJsonArray::fromStringList(adapters.keys()));
    seedContent(state);
    seedQuotas(state);
    seedHistory(state);
    seedTrail(state);
}

} // namespace lotse::demo
