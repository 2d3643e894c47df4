// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distribution/webhooktable.h"

#include "models/distribution/policytexts.h"
#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::WebhookLastTrigger;
using harbor::WebhookPolicy;

static QString nameOf(const QString &project, const QString &policy)
{
    return project + u'\n' + policy;
}

WebhookTable::WebhookTable(QObject *parent)
    : JoinedTable(parent)
{
    QList<Column> columns = columnsOf("webhooks");
    const QList<Column> last{Column{u"last"_s, LOTSE_MSG("Last event"), ColumnKind::Time, 140,
                                 [this](const Row &row) { return lastCell(row); }, {}, false},
        Column{u"lastEvent"_s, LOTSE_MSG("Event"), ColumnKind::Text, 170,
            [this](const Row &row) {
                const QList<WebhookLastTrigger> triggers = triggersOf(row);
                if (triggers.isEmpty())
                    return Cell{};
                return Cell{eventTypeText(triggers.first().eventType), {}, triggers.first().eventType, {}};
            },
            {}, false}};
    // Beside the state: whether it is heard of is what one looks for.
    columns = columns.mid(0, 3) + m_runs.columns() + last + columns.mid(3);
    setColumns(columns);
    connect(&m_runs, &LastRuns::allCame, this, &TableModel::stateChanged);
    connect(&m_runs, &LastRuns::came, this, [this](const QString &key) { touchRow(key); });
}

QList<JoinedPart> WebhookTable::parts() const
{
    return {{"webhooks", {}, {}},
        {"webhook-last-triggers", {}, {LOTSE_MSG("The last trigger times of webhooks could not be read."), {}}}};
}

QList<Row> WebhookTable::build(const JoinedSource &parts)
{
    m_runs.start(client(), "webhooks");
    m_triggers.clear();
    m_knowsTriggers = parts.has("webhook-last-triggers");
    const harbor::PagedList &told = parts.walk("webhook-last-triggers");
    for (qsizetype i = 0; i < told.rows.size(); ++i) {
        const auto trigger = told.rows[i].value.value<WebhookLastTrigger>();
        if (trigger.lastTriggerTime.isValid())
            m_triggers[nameOf(told.parents.value(i), trigger.policyName)].append(trigger);
    }
    for (QList<WebhookLastTrigger> &triggers : m_triggers) {
        std::sort(triggers.begin(), triggers.end(), [](const WebhookLastTrigger &a, const WebhookLastTrigger &b) {
            return a.lastTriggerTime > b.lastTriggerTime;
        });
    }
    QList<Row> rows;
    const harbor::PagedList &walk = parts.walk("webhooks");
    for (qsizetype i = 0; i < walk.rows.size(); ++i)
        rows.append(
            {QString::number(walk.rows[i].value.value<WebhookPolicy>().id), walk.parents.value(i), walk.rows[i]});
    return rows;
}

QList<WebhookLastTrigger> WebhookTable::triggersOf(const Row &row) const
{
    return m_triggers.value(nameOf(row.parent, row.record.value.value<WebhookPolicy>().name));
}

Cell WebhookTable::lastCell(const Row &row) const
{
    if (!m_knowsTriggers)
        return {word(LOTSE_MSG("unknown")), {}, {}, qint64(-1)};
    const QList<WebhookLastTrigger> triggers = triggersOf(row);
    if (triggers.isEmpty())
        return {word(LOTSE_MSG("never")), {}, word(LOTSE_MSG("No events yet.")), qint64(0)};
    Cell cell = Cell::time(triggers.first().lastTriggerTime);
    QStringList lines;
    for (const WebhookLastTrigger &trigger : triggers)
        lines.append(eventTypeText(trigger.eventType) + u": "_s + Cell::time(trigger.lastTriggerTime).tip);
    cell.tip = lines.join(u'\n');
    return cell;
}

Place WebhookTable::placeOf(const QString &key) const
{
    const QVariant value = rowValue(key);
    if (!value.isValid())
        return {};
    Place place{{}, u"webhook-executions"_s, {{u"project_name"_s, rowParent(key)}}};
    place.keys.insert(harbor::endpoint("webhooks")->gives(value));
    return place;
}

} // namespace lotse::models
