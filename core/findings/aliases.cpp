// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/aliases.h"

#include <QSet>

#include <algorithm>

namespace lotse::findings {

void Aliases::join(const QList<QByteArray> &ids)
{
    if (ids.size() < 2)
        return;
    QSet<QByteArray> members(ids.begin(), ids.end());
    for (const QByteArray &id : ids) {
        const int old = m_groupOf.value(id, -1);
        if (old >= 0) {
            for (const QByteArray &member : std::as_const(m_groups[old]))
                members.insert(member);
            m_groups[old].clear();
        }
    }
    QList<QByteArray> group(members.begin(), members.end());
    std::sort(group.begin(), group.end(), [](const QByteArray &a, const QByteArray &b) {
        const bool aIsCve = a.startsWith("CVE-");
        return aIsCve != b.startsWith("CVE-") ? aIsCve : a < b;
    });
    for (const QByteArray &id : std::as_const(group))
        m_groupOf[id] = int(m_groups.size());
    m_groups.append(std::move(group));
}

QByteArray Aliases::canonical(QByteArrayView id) const
{
    if (m_groupOf.isEmpty())
        return id.toByteArray();
    const int group = m_groupOf.value(id.toByteArray(), -1);
    return group < 0 ? id.toByteArray() : m_groups[group].first();
}

QList<QByteArray> Aliases::group(QByteArrayView id) const
{
    const int group = m_groupOf.value(id.toByteArray(), -1);
    return group < 0 ? QList<QByteArray>{id.toByteArray()} : m_groups[group];
}

} // namespace lotse::findings
