// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robotedit.h"

#include "change/target.h"
#include "harbor/configuration.h"
#include "harbor/permission.h"
#include "harbor/project.h"
#include "models/tables/kindtables.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

static QSet<QString> rightsIn(const harbor::RobotPermission &permission)
{
    QSet<QString> out;
    for (const harbor::Access &access : permission.access)
        out.insert(access.resource + u' ' + access.action);
    return out;
}

bool RobotEdit::Draft::isMoved() const
{
    const auto filled = [](QList<PlaceRights> all) {
        all.removeIf([](const PlaceRights &place) { return place.rights.isEmpty(); });
        return all;
    };
    return filled(places) != filled(before);
}

void RobotEdit::reset()
{
    delete m_run;
    m_run = nullptr;
    m_left = 0;
    m_isTouched = m_isFresh = false;
    m_unread.clear();
    m_refusal.clear();
    m_useError.clear();
    m_asksUse = false;
    m_name.clear();
    m_description.clear();
    m_descriptionBefore.clear();
    m_disabled.reset();
    m_date.clear();
    m_drafts.clear();
    m_pattern.clear();
}

void RobotEdit::beginNew(const QString &project)
{
    reset();
    m_isFresh = true;
    m_isOfSystem = project.isEmpty();
    m_expiry = QString::number(m_usualDays);
    Draft draft;
    if (!project.isEmpty())
        draft.places.append({false, project, {}});
    m_drafts = {draft};
    m_isOpen = true;
    read();
    emit openChanged();
    emit choicesChanged();
    emit changed();
}

void RobotEdit::beginEdit(const QStringList &keys)
{
    reset();
    if (!m_table)
        return;
    m_expiry = u"keep"_s;
    for (const Row &row : m_table->rowsNamed(keys)) {
        const auto *robot = recordOf<harbor::Robot>(row);
        if (!robot)
            continue;
        Draft draft;
        draft.robot = *robot;
        const bool isOfProject = robot->level == u"project"_s;
        draft.object = change::configObject(*change::configKind(isOfProject ? u"project-robot"_s : u"robot"_s),
            isOfProject ? row.parent : QString(), change::writtenForm("robots", {row.record}), {});
        for (const harbor::RobotPermission &permission : robot->permissions)
            draft.places.append({permission.kind == u"system"_s, permission.nameSpace, rightsIn(permission)});
        draft.before = draft.places;
        m_drafts.append(draft);
    }
    if (m_drafts.isEmpty())
        return;
    m_isOfSystem = std::all_of(
        m_drafts.begin(), m_drafts.end(), [](const Draft &draft) { return draft.robot.level != u"project"_s; });
    if (m_drafts.size() == 1) {
        m_name = m_drafts.first().robot.name;
        m_description = m_descriptionBefore = m_drafts.first().robot.description;
        // A project that is added gets what the robot may do in all of its projects.
        bool isFirst = true;
        for (const PlaceRights &place : std::as_const(m_drafts.first().places)) {
            if (place.isSystem)
                continue;
            m_pattern = isFirst ? place.rights : m_pattern.intersect(place.rights);
            isFirst = false;
        }
    }
    m_isOpen = true;
    read();
    emit openChanged();
    emit choicesChanged();
    emit changed();
}

void RobotEdit::close()
{
    if (!m_isOpen)
        return;
    reset();
    m_isOpen = false;
    emit openChanged();
    emit changed();
}

void RobotEdit::read()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    m_run = new QObject(this);
    m_grantable.clear();
    read(
        "permissions",
        [this](const harbor::PagedList &walk) {
            for (const json::Record &record : walk.rows) {
                const auto one = record.value.value<harbor::GrantablePermission>();
                m_grantable.insert(one.scope + u' ' + one.resource + u' ' + one.action);
            }
            if (m_grantable.isEmpty())
                m_unread = word(LOTSE_MSG("The registry offers no permissions for robot accounts."));
        },
        [this](const Error &error) {
            m_unread =
                Message{LOTSE_MSG("The permissions available for robot accounts could not be read: %1"), {error.text()}}
                    .text();
        });
    read(
        "projects",
        [this](const harbor::PagedList &walk) {
            m_knownProjects.clear();
            for (const json::Record &record : walk.rows)
                m_knownProjects.append(record.value.value<harbor::Project>().name);
            m_knownProjects.sort(Qt::CaseInsensitive);
        },
        [](const Error &) {});
    read(
        "configuration",
        [this](const harbor::PagedList &walk) {
            for (const json::Record &record : walk.rows) {
                const auto item = record.value.value<harbor::ConfigurationItem>();
                if (item.key == u"robot_name_prefix"_s)
                    m_prefix = QJsonDocument::fromJson('[' + item.value.text + ']').array().at(0).toString();
                if (item.key == u"robot_token_duration"_s && item.value.text.trimmed().toLongLong() > 0) {
                    const bool isUsual = m_expiry == QString::number(m_usualDays);
                    m_usualDays = item.value.text.trimmed().toLongLong();
                    if (m_isFresh && isUsual)
                        m_expiry = QString::number(m_usualDays);
                }
            }
        },
        [](const Error &) {}); // only system admins may; Harbor's own defaults stand then
}

void RobotEdit::read(
    const char *kind, std::function<void(const harbor::PagedList &)> take, std::function<void(const Error &)> fail)
{
    ++m_left;
    m_changes->session()->harbor().walk(*harbor::endpoint(kind), {}, m_run, {},
        [this, take = std::move(take), fail = std::move(fail)](const Result<harbor::PagedList> &walk) {
            --m_left;
            if (walk)
                take(*walk);
            else
                fail(walk.error());
            emit choicesChanged();
            emit changed();
        });
}

void RobotEdit::touch()
{
    m_isTouched = true;
    m_refusal.clear();
    emit changed();
}

QString RobotEdit::title() const
{
    if (m_isFresh)
        return word(LOTSE_MSG("New robot account"));
    if (m_drafts.size() == 1)
        return m_drafts.first().robot.name;
    return Message::counted(LOTSE_MSG_N("%Ln robot accounts", "%Ln robot account"), m_drafts.size()).text();
}

bool RobotEdit::isDirty() const
{
    if (!m_isTouched || m_drafts.isEmpty())
        return false;
    if (m_isFresh)
        return true;
    const bool isMoved =
        std::any_of(m_drafts.begin(), m_drafts.end(), [](const Draft &draft) { return draft.isMoved(); });
    return isMoved || m_disabled || m_expiry != u"keep"_s || m_description != m_descriptionBefore;
}

void RobotEdit::setName(const QString &name)
{
    if (!m_isFresh || name == m_name)
        return;
    m_name = name;
    touch();
}

QString RobotEdit::fullName() const
{
    if (!m_isFresh || problems().contains(u"name"_s) || m_name.isEmpty())
        return {};
    const QString prefix = m_prefix.isEmpty() ? u"robot$"_s : m_prefix;
    if (m_isOfSystem)
        return prefix + m_name;
    return projects().isEmpty() ? QString() : prefix + projects().first() + u'+' + m_name;
}

void RobotEdit::setDescription(const QString &description)
{
    if (m_drafts.size() != 1 || description == m_description)
        return;
    m_description = description;
    touch();
}

bool RobotEdit::mayBeOfSystem() const
{
    return std::any_of(
        m_grantable.begin(), m_grantable.end(), [](const QString &right) { return right.startsWith(u"system "_s); });
}

void RobotEdit::setOfSystem(bool ofSystem)
{
    if (!m_isFresh || ofSystem == m_isOfSystem)
        return;
    m_isOfSystem = ofSystem;
    QList<PlaceRights> &places = m_drafts.first().places;
    if (!ofSystem) { // one project, and nothing of the system
        places.removeIf([](const PlaceRights &place) { return place.isSystem || place.nameSpace == u"*"_s; });
        while (places.size() > 1)
            places.removeLast();
    }
    emit choicesChanged();
    touch();
}

bool RobotEdit::isEverywhere() const
{
    return m_drafts.size() == 1
        && std::any_of(m_drafts.first().places.begin(), m_drafts.first().places.end(),
            [](const PlaceRights &place) { return !place.isSystem && place.nameSpace == u"*"_s; });
}

void RobotEdit::setEverywhere(bool everywhere)
{
    if (m_drafts.size() != 1 || everywhere == isEverywhere())
        return;
    QList<PlaceRights> &places = m_drafts.first().places;
    places.removeIf([](const PlaceRights &place) { return !place.isSystem; });
    if (everywhere)
        places.append({false, u"*"_s, m_pattern});
    touch();
}

QStringList RobotEdit::projects() const
{
    QStringList out;
    if (m_drafts.size() != 1)
        return out;
    for (const PlaceRights &place : m_drafts.first().places) {
        if (!place.isSystem && place.nameSpace != u"*"_s)
            out.append(place.nameSpace);
    }
    return out;
}

void RobotEdit::setProjects(const QStringList &projects)
{
    if (m_drafts.size() != 1 || projects == this->projects() || (!m_isFresh && !m_isOfSystem))
        return;
    QList<PlaceRights> &places = m_drafts.first().places;
    places.removeIf([&](const PlaceRights &place) { return !place.isSystem && !projects.contains(place.nameSpace); });
    for (const QString &project : projects) {
        const bool isThere = std::any_of(places.begin(), places.end(),
            [&](const PlaceRights &place) { return !place.isSystem && place.nameSpace == project; });
        if (!isThere)
            places.append({false, project, m_pattern});
    }
    touch();
}

QString RobotEdit::enabled() const
{
    if (m_disabled)
        return *m_disabled ? u"off"_s : u"on"_s;
    const auto disabled =
        std::count_if(m_drafts.begin(), m_drafts.end(), [](const Draft &draft) { return draft.robot.disable; });
    return disabled == 0 ? u"on"_s : disabled == m_drafts.size() ? u"off"_s : u"mixed"_s;
}

void RobotEdit::setEnabled(bool enabled)
{
    m_disabled = !enabled;
    const bool isSo = std::all_of(
        m_drafts.begin(), m_drafts.end(), [&](const Draft &draft) { return draft.robot.disable == !enabled; });
    if (isSo)
        m_disabled.reset();
    touch();
}

} // namespace lotse::models
