// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robotedit.h"

#include "models/changes/robottemplates.h"
#include "models/tables/kindtables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

QStringList sortedList(const QSet<QString> &set)
{
    QStringList out(set.begin(), set.end());
    out.sort();
    return out;
}

bool RobotEdit::isOffered(bool isSystem, const QString &right) const
{
    return m_grantable.isEmpty() || m_grantable.contains((isSystem ? u"system "_s : u"project "_s) + right);
}

QList<RobotEdit::PlaceRights *> RobotEdit::placesOf(bool isSystem)
{
    QList<PlaceRights *> out;
    for (Draft &draft : m_drafts) {
        const bool isOfSystem = m_isFresh ? m_isOfSystem : draft.robot.level != u"project"_s;
        bool isThere = false;
        for (PlaceRights &place : draft.places)
            isThere = isThere || place.isSystem;
        if (isSystem && isOfSystem && !isThere)
            draft.places.append({true, u"/"_s, {}});
        for (PlaceRights &place : draft.places) {
            if (place.isSystem == isSystem)
                out.append(&place);
        }
    }
    return out;
}

QString RobotEdit::stateOf(bool isSystem, const QString &right) const
{
    qsizetype places = 0, held = 0;
    for (const Draft &draft : m_drafts) {
        bool isThere = false;
        for (const PlaceRights &place : draft.places) {
            if (place.isSystem != isSystem)
                continue;
            isThere = true;
            ++places;
            held += place.rights.contains(right) ? 1 : 0;
        }
        if (isSystem && !isThere)
            ++places;
    }
    if (!isSystem && places == 0)
        return m_pattern.contains(right) ? u"on"_s : u"off"_s;
    return held == 0 ? u"off"_s : held == places ? u"on"_s : u"mixed"_s;
}

void RobotEdit::setRight(const QString &scope, const QString &resource, const QString &action, bool on)
{
    const bool isSystem = scope == u"system"_s;
    const QString right = resource + u' ' + action;
    if (on && !isOffered(isSystem, right))
        return;
    for (PlaceRights *place : placesOf(isSystem)) {
        if (on)
            place->rights.insert(right);
        else
            place->rights.remove(right);
    }
    if (!isSystem) {
        if (on)
            m_pattern.insert(right);
        else
            m_pattern.remove(right);
    }
    touch();
}

void RobotEdit::setResource(const QString &scope, const QString &resource, bool on)
{
    const QString head = scope + u' ' + resource + u' ';
    for (const QString &right : std::as_const(m_grantable)) {
        if (right.startsWith(head))
            setRight(scope, resource, right.mid(head.size()), on);
    }
}

void RobotEdit::clearRights(const QString &scope)
{
    const bool isSystem = scope == u"system"_s;
    for (PlaceRights *place : placesOf(isSystem))
        place->rights.clear();
    if (!isSystem)
        m_pattern.clear();
    touch();
}

void RobotEdit::dropNotOffered()
{
    for (const bool isSystem : {false, true}) {
        for (PlaceRights *place : placesOf(isSystem))
            place->rights.removeIf([&](const QString &right) { return !isOffered(isSystem, right); });
    }
    m_pattern.removeIf([&](const QString &right) { return !isOffered(false, right); });
    touch();
}

void RobotEdit::applyTemplate(const QString &id)
{
    for (const RobotTemplate &one : robotTemplates()) {
        if (id != QLatin1StringView(one.id))
            continue;
        const auto offered = [this](QSet<QString> rights, bool isSystem) {
            rights.removeIf([&](const QString &right) { return !isOffered(isSystem, right); });
            return rights;
        };
        m_pattern = offered(rightsOf(one.project), false);
        if (one.isEverywhere && m_drafts.size() == 1)
            setEverywhere(true);
        for (PlaceRights *place : placesOf(false))
            place->rights = m_pattern;
        for (PlaceRights *place : placesOf(true))
            place->rights = offered(rightsOf(one.system), true);
        touch();
    }
}

QVariantList RobotEdit::templates() const
{
    QVariantList out;
    for (const RobotTemplate &one : robotTemplates()) {
        const QString reason = *one.system && !m_isOfSystem
            ? word(LOTSE_MSG("Only a system robot account can have system permissions."))
            : QString();
        out.append(
            QVariantMap{{u"id"_s, QString::fromLatin1(one.id)}, {u"text"_s, word(one.text)}, {u"reason"_s, reason}});
    }
    return out;
}

QVariantList RobotEdit::matrices() const
{
    static const QStringList order{
        u"list"_s, u"read"_s, u"create"_s, u"update"_s, u"delete"_s, u"pull"_s, u"push"_s, u"operate"_s, u"stop"_s};
    QVariantList out;
    for (const bool isSystem : {false, true}) {
        const QString scope = isSystem ? u"system"_s : u"project"_s;
        QSet<QString> resources, actions;
        QVariantMap offered;
        for (const QString &right : std::as_const(m_grantable)) {
            if (!right.startsWith(scope + u' '))
                continue;
            resources.insert(right.section(u' ', 1, 1));
            actions.insert(right.section(u' ', 2));
            offered.insert(right.section(u' ', 1), true);
        }
        if (resources.isEmpty() || (isSystem && !m_isOfSystem))
            continue;
        QStringList columns = sortedList(actions);
        std::stable_sort(columns.begin(), columns.end(), [](const QString &a, const QString &b) {
            const auto rank = [](const QString &action) {
                const qsizetype at = order.indexOf(action);
                return at < 0 ? order.size() : at;
            };
            return rank(a) < rank(b);
        });
        out.append(QVariantMap{{u"scope"_s, scope},
            {u"title"_s, isSystem ? word(LOTSE_MSG("System permissions")) : word(LOTSE_MSG("Project permissions"))},
            {u"actions"_s, columns}, {u"resources"_s, sortedList(resources)}, {u"offered"_s, offered}});
    }
    return out;
}

QVariantMap RobotEdit::states() const
{
    QVariantMap out;
    for (const QString &right : m_grantable) {
        const bool isSystem = right.startsWith(u"system "_s);
        const QString state = stateOf(isSystem, right.section(u' ', 1));
        if (state != u"off"_s)
            out.insert(right, state);
    }
    return out;
}

QString RobotEdit::notOffered() const
{
    QSet<QString> out;
    for (const Draft &draft : m_drafts) {
        for (const PlaceRights &place : draft.places) {
            for (const QString &right : place.rights) {
                if (!isOffered(place.isSystem, right))
                    out.insert(right);
            }
        }
    }
    return sortedList(out).join(u", "_s);
}

QString RobotEdit::rightsSentence() const
{
    qsizetype rights = 0, places = 0;
    bool writes = false;
    for (const Draft &draft : m_drafts) {
        for (const PlaceRights &place : draft.places) {
            rights += place.rights.size();
            places += place.isSystem || place.rights.isEmpty() ? 0 : 1;
            const bool isAdmin = std::any_of(place.rights.begin(), place.rights.end(), [](const QString &right) {
                static const QStringList strong{u"user create"_s, u"user update"_s, u"user delete"_s, u"robot create"_s,
                    u"member create"_s, u"member update"_s};
                return strong.contains(right);
            });
            writes = writes || isAdmin;
        }
    }
    const QString count = Message::counted(LOTSE_MSG_N("%Ln permissions", "%Ln permission"), rights).text();
    const QString where = isEverywhere() ? word(LOTSE_MSG("all projects"))
                                         : Message::counted(LOTSE_MSG_N("%Ln projects", "%Ln project"), places).text();
    QString out = Message{"%1, %2", {count, where}}.text();
    if (writes)
        out += u". "_s
            + word(
                LOTSE_MSG("With these permissions, the robot account can grant permissions to others: users, members "
                          "or robot accounts."));
    return out;
}

} // namespace lotse::models
