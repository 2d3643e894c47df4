// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quotalist.h"

#include "store/inventory.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

using harbor::Quota;

QuotaList::QuotaList(QObject *parent)
    : ResourceList(parent)
{
    connect(this, &QuotaList::stateChanged, this, &QuotaList::record);
    connect(this, &QuotaList::sourceChanged, this, &QuotaList::follow);
    connect(&m_history, &models::UsageHistory::changed, this, &QuotaList::onHistory);
}

void QuotaList::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    if (const SnapshotRuns *runs = app ? app->services().snapshots : nullptr) {
        m_history.setStore(runs->plan().path, runs->clock());
        connect(runs, &SnapshotRuns::ended, this, &QuotaList::onSnapshot);
    }
    emit appChanged();
    follow();
}

void QuotaList::follow()
{
    m_history.setPlace(session() ? store::placeOf(session()->account().url) : QString());
    record();
}

void QuotaList::record()
{
    if (modelState() != State::Ready && modelState() != State::Partial)
        return;
    QList<Quota> quotas;
    for (const models::Row &row : rows()) {
        if (const auto *quota = models::recordOf<Quota>(row))
            quotas.append(*quota);
    }
    m_history.record(quotas);
}

// It records the use, too; the first one of the demo makes the past by which the days are reckoned.
void QuotaList::onSnapshot(const QString &accountId)
{
    if (!session() || session()->account().id != accountId)
        return;
    m_history.forgetLast();
    record();
}

void QuotaList::onHistory()
{
    for (const models::Row &row : rows())
        touchRow(row.key);
    if (sortColumn() == "forecast"_L1)
        sortBy(sortColumn(), sortDescending());
    emit historyChanged();
}

QList<models::Column> QuotaList::columns() const
{
    QList<models::Column> out = ResourceList::columns();
    const auto left =
        std::find_if(out.begin(), out.end(), [](const models::Column &column) { return column.id == "free"_L1; });
    out.insert(left == out.end() ? out.end() : left + 1,
        models::column<Quota>(u"forecast"_s, LOTSE_MSG("Full around"), models::ColumnKind::Text, 120,
            [this](const Quota &quota) { return models::forecastCell(m_history.forecast(quota)); }));
    return out;
}

} // namespace lotse::ui
