// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

namespace lotse::findings {

/// Which ids name one and the same vulnerability (CVE, GHSA, ids of distributions). A group is known by its CVE, else
/// by its lowest id. It never holds two CVEs.
class Aliases {
public:
    /// From what reports say. What a distribution publishes often closes several vulnerabilities at once: an id that
    /// goes with more than one CVE, over all groups, names none of them and is joined with nothing.
    static Aliases of(const QList<QList<QByteArray>> &groups);
    /// Nothing where two CVEs would come together.
    void join(const QList<QByteArray> &ids);
    /// The id that the group goes by; the id itself where it has no group.
    QByteArray canonical(QByteArrayView id) const;
    /// All ids of the group, sorted, `id` itself included.
    QList<QByteArray> group(QByteArrayView id) const;
    bool isEmpty() const { return m_groupOf.isEmpty(); }

private:
    QHash<QByteArray, int> m_groupOf;
    QList<QList<QByteArray>> m_groups; // best name first; merged ones are empty
};

} // namespace lotse::findings
