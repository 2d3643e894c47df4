// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/system/settingtable.h"

#include "harbor/configuration.h"
#include "harbor/settings.h"
#include "models/distribution/policytexts.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ConfigurationItem;

static QString valueOf(const ConfigurationItem &item)
{
    return jsonTexts(item.value.text).join(u", "_s);
}

static Cell valueCell(const ConfigurationItem &item)
{
    if (harbor::isSecretSetting(item.key))
        return {u"\u2022\u2022\u2022"_s, {}, word(LOTSE_MSG("Secret: never shown.")), QString()};
    const QString value = valueOf(item);
    if (value == "true"_L1)
        return Cell{word(LOTSE_MSG("yes")), {}, value, {}};
    if (value == "false"_L1)
        return Cell{word(LOTSE_MSG("no")), {}, value, {}};
    return Cell::plain(value);
}

SettingTable::SettingTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<ConfigurationItem>(u"group"_s, LOTSE_MSG("Group"), ColumnKind::Text, 130,
                    [](const ConfigurationItem &c) {
                        const harbor::SettingMeaning *known = harbor::settingMeaning(c.key);
                        return Cell::plain(known ? word(known->group) : word(LOTSE_MSG("Unknown")));
                    }),
        column<ConfigurationItem>(u"key"_s, LOTSE_MSG("Key"), ColumnKind::Mono, 244,
            [](const ConfigurationItem &c) { return Cell::plain(c.key); }),
        column<ConfigurationItem>(u"value"_s, LOTSE_MSG("Value"), ColumnKind::Mono, 140, valueCell),
        column<ConfigurationItem>(u"meaning"_s, LOTSE_MSG("Description"), ColumnKind::Text, 360,
            [](const ConfigurationItem &c) {
                const harbor::SettingMeaning *known = harbor::settingMeaning(c.key);
                return Cell::plain(known ? word(known->meaning) : word(LOTSE_MSG("Unknown key, shown as received.")));
            }),
        column<ConfigurationItem>(
            u"editable"_s, LOTSE_MSG("Editable by"), ColumnKind::Text, 200, [](const ConfigurationItem &c) {
                return Cell::plain(
                    c.editable ? word(LOTSE_MSG("system administrators")) : word(LOTSE_MSG("read-only on the server")));
            })});
    TableModel::sortBy(u"group"_s, false);
}

QList<JoinedPart> SettingTable::parts() const
{
    return {{"configuration", {}, {}}};
}

QList<Row> SettingTable::build(const JoinedSource &parts)
{
    QList<Row> rows;
    for (const json::Record &record : parts.walk("configuration").rows) {
        const auto item = record.value.value<ConfigurationItem>();
        rows.append({item.key, {}, {record.value, harbor::isSecretSetting(item.key) ? QByteArray() : record.raw}});
    }
    return rows;
}

QStringList SettingTable::choices() const
{
    return {u"set"_s, u"fixed"_s, u"unknown"_s};
}

bool SettingTable::isShown(const Row &row, const QString &only) const
{
    const auto item = row.record.value.value<ConfigurationItem>();
    return only == "set"_L1  ? !valueOf(item).isEmpty() && !harbor::isSecretSetting(item.key)
        : only == "fixed"_L1 ? !item.editable
                             : harbor::settingMeaning(item.key) == nullptr;
}

} // namespace lotse::models
