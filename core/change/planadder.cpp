// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planadder.h"

#include <algorithm>

namespace lotse::change {

namespace {

/// What the registry does not show goes with each change of it, also where it is as it was.
QSet<QString> hiddenMembers(const Change &change)
{
    QSet<QString> out;
    const harbor::Operation *row = change.row();
    for (const harbor::Member &member : row ? harbor::membersOf(*row) : QList<harbor::Member>()) {
        if (member.handling == harbor::Member::Handling::Hidden)
            out.insert(member.path);
    }
    return out;
}

bool isAsBefore(const Edit &edit)
{
    return edit.before == edit.after;
}

void dropNothings(Change &change)
{
    if (std::none_of(change.edits.begin(), change.edits.end(), isAsBefore))
        return;
    const QSet<QString> hidden = hiddenMembers(change);
    change.edits.removeIf([&hidden](const Edit &edit) { return isAsBefore(edit) && !hidden.contains(edit.path); });
}

void join(Change &there, const Change &change)
{
    for (const Edit &edit : change.edits) {
        const auto same = std::find_if(
            there.edits.begin(), there.edits.end(), [&](const Edit &other) { return other.path == edit.path; });
        if (same == there.edits.end())
            there.edits.append(edit);
        else
            same->after = edit.after;
    }
    for (const QString &secret : change.secrets) {
        if (!there.secrets.contains(secret))
            there.secrets.append(secret);
    }
    if (std::all_of(there.edits.begin(), there.edits.end(), isAsBefore))
        there.edits.clear();
    else
        dropNothings(there);
}

} // namespace

PlanAdder::PlanAdder(ChangePlan &plan)
    : m_plan(plan)
{
    m_places.reserve(plan.changes.size());
    for (qsizetype i = 0; i < plan.changes.size(); ++i) {
        remember(i, plan.changes[i].target());
        m_highest = std::max(m_highest, plan.changes[i].id.toLongLong());
    }
}

PlanAdder::~PlanAdder()
{
    if (m_gone.isEmpty())
        return;
    const QSet<qsizetype> gone(m_gone.begin(), m_gone.end());
    QList<Change> left;
    for (qsizetype i = 0; i < m_plan.changes.size(); ++i) {
        if (!gone.contains(i))
            left.append(std::move(m_plan.changes[i]));
    }
    m_plan.changes = left;
}

void PlanAdder::remember(qsizetype at, const QString &target)
{
    m_places[target].append(at);
}

QStringList PlanAdder::takeOut(const QString &target, const std::function<bool(const Change &)> &isMeant)
{
    const auto places = m_places.find(target);
    if (places == m_places.end())
        return {};
    QStringList out;
    places->removeIf([&](qsizetype at) {
        if (!isMeant(m_plan.changes[at]))
            return false;
        m_gone.append(at);
        out.append(m_plan.changes[at].id);
        return true;
    });
    return out;
}

QString PlanAdder::add(Change change)
{
    const QString target = change.target();
    if (!change.edits.isEmpty()) {
        const QList<qsizetype> places = m_places.value(target);
        for (const qsizetype at : places) {
            Change &there = m_plan.changes[at];
            if (there.operation != change.operation || there.edits.isEmpty())
                continue;
            join(there, change);
            if (there.edits.isEmpty() && there.secrets.isEmpty())
                (void)takeOut(target, [&there](const Change &one) { return &one == &there; });
            return there.id;
        }
        dropNothings(change);
        if (change.edits.isEmpty() && change.secrets.isEmpty())
            return {};
    }
    change.id = QString::number(++m_highest);
    remember(m_plan.changes.size(), target);
    m_plan.changes.append(change);
    return change.id;
}

} // namespace lotse::change
