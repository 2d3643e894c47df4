// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/aliases.h"

#include <QSet>

#include <algorithm>

namespace lotse::findings {

static bool isCve(const QByteArray &id)
{
    return id.startsWith("CVE-");
}

Aliases Aliases::of(const QList<QList<QByteArray>> &groups)
{
    QHash<QByteArray, QByteArray> cveOf; // empty where there are several
    for (const QList<QByteArray> &group : groups) {
        for (const QByteArray &cve : group) {
            if (!isCve(cve))
                continue;
            for (const QByteArray &id : group) {
                if (isCve(id))
                    continue;
                const auto at = cveOf.find(id);
                if (at == cveOf.end())
                    cveOf.insert(id, cve);
                else if (*at != cve)
                    at->clear();
            }
        }
    }
    Aliases out;
    for (QList<QByteArray> group : groups) {
        group.removeIf([&](const QByteArray &id) {
            const auto at = cveOf.constFind(id);
            return at != cveOf.cend() && at->isEmpty();
        });
        out.join(group);
    }
    return out;
}

void Aliases::join(const QList<QByteArray> &ids)
{
    if (ids.size() < 2)
        return;
    QSet<int> old;
    for (const QByteArray &id : ids)
        old.insert(m_groupOf.value(id, -1));
    if (old.size() == 1 && !old.contains(-1))
        return; // known already
    QSet<QByteArray> members(ids.begin(), ids.end());
    for (const int number : std::as_const(old)) {
        for (const QByteArray &member : number < 0 ? QList<QByteArray>() : m_groups.at(number))
            members.insert(member);
    }
    if (std::count_if(members.cbegin(), members.cend(), isCve) > 1)
        return;
    for (const int number : std::as_const(old)) {
        if (number >= 0)
            m_groups[number].clear();
    }
    QList<QByteArray> group(members.begin(), members.end());
    std::sort(group.begin(), group.end(),
        [](const QByteArray &a, const QByteArray &b) { return isCve(a) != isCve(b) ? isCve(a) : a < b; });
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
