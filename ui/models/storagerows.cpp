// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/storagerows.h"

#include "harbor/quota.h"

#include <algorithm>

namespace lotse::ui {

using harbor::Quota;
using models::Cell;
using namespace Qt::StringLiterals;

void StorageRows::setSource(models::TableModel *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (m_source)
        connect(m_source, &models::TableModel::stateChanged, this, &StorageRows::changed);
    emit sourceChanged();
    emit changed();
}

QVariantList StorageRows::rows() const
{
    QList<Quota> quotas;
    for (int row = 0; m_source && row < m_source->rowCount(); ++row)
        quotas.append(m_source->rowValue(m_source->rowKey(row)).value<Quota>());
    std::stable_sort(
        quotas.begin(), quotas.end(), [](const Quota &a, const Quota &b) { return a.usedBytes() > b.usedBytes(); });
    if (quotas.size() > m_most)
        quotas.resize(m_most);
    QVariantList out;
    for (const Quota &quota : std::as_const(quotas)) {
        const QString used = Cell::size(quota.usedBytes()).text;
        // The colour of a full one is not its only sign.
        const QString share = Cell::share(quota.usedBytes(), quota.hardBytes()).text;
        const QString text = quota.hardBytes() < 0
            ? tr("%1: %2, without a limit").arg(quota.ref.name, used)
            : tr("%1: %2 of %3").arg(quota.ref.name, used, Cell::size(quota.hardBytes()).text);
        out.append(QVariantMap{{u"label"_s, quota.ref.name}, {u"value"_s, quota.usedBytes()},
            {u"limit"_s, qMax<qint64>(0, quota.hardBytes())},
            {u"valueText"_s, share.isEmpty() ? used : used + u", "_s + share}, {u"text"_s, text}});
    }
    return out;
}

qint64 StorageRows::left() const
{
    return m_source ? qMax<qint64>(0, m_source->loaded() - m_most) : 0;
}

QString StorageRows::total() const
{
    // A part of the list would pass for the whole.
    if (!m_source || m_source->state() != "ready"_L1 || m_source->total() > m_source->loaded())
        return {};
    qint64 used = 0, limits = 0;
    int unlimited = 0, full = 0, nearly = 0;
    for (int row = 0; row < m_source->rowCount(); ++row) {
        const auto quota = m_source->rowValue(m_source->rowKey(row)).value<Quota>();
        used += quota.usedBytes();
        if (quota.hardBytes() < 0) {
            ++unlimited;
            continue;
        }
        limits += quota.hardBytes();
        if (quota.usedBytes() >= quota.hardBytes())
            ++full;
        else if (double(quota.usedBytes()) >= 0.9 * double(quota.hardBytes()))
            ++nearly;
    }
    QStringList out{tr("%n projects use %1", "", m_source->rowCount()).arg(Cell::size(used).text)};
    if (limits > 0)
        out += tr("limits add up to %1").arg(Cell::size(limits).text);
    if (unlimited > 0)
        out += tr("%n without a limit", "", unlimited);
    if (full > 0)
        out += tr("%n full", "", full);
    if (nearly > 0)
        out += tr("%n above 90 %", "", nearly);
    return out.join(u"  ·  "_s);
}

} // namespace lotse::ui
