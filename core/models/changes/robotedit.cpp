// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robotedit.h"

#include "change/target.h"
#include "harbor/configuration.h"
#include "harbor/permission.h"
#include "harbor/project.h"
#include "models/changes/robottemplates.h"
#include "models/tables/kindtables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

namespace {

constexpr qint64 daySeconds = 24 * 3600;

QSet<QString> rightsIn(const harbor::RobotPermission &permission)
{
    QSet<QString> out;
    for (const harbor::Access &access : permission.access)
        out.insert(access.resource + u' ' + access.action);
    return out;
}

QStringList sortedList(const QSet<QString> &set)
{
    QStringList out(set.begin(), set.end());
    out.sort();
    return out;
}

} // namespace

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
        [this](const harbor::Walk &walk) {
            for (const json::Record &record : walk.rows) {
                const auto one = record.value.value<harbor::GrantablePermission>();
                m_grantable.insert(one.scope + u' ' + one.resource + u' ' + one.action);
            }
            if (m_grantable.isEmpty())
                m_unread = word(LOTSE_MSG("The registry offers no permissions for robot accounts."));
        },
        [this](const Error &error) {
            m_unread = Message{LOTSE_MSG("The permissions that a robot account may hold could not be read: %1"),
                {error.text()}}
                           .text();
        });
    read(
        "projects",
        [this](const harbor::Walk &walk) {
            m_knownProjects.clear();
            for (const json::Record &record : walk.rows)
                m_knownProjects.append(record.value.value<harbor::Project>().name);
            m_knownProjects.sort(Qt::CaseInsensitive);
        },
        [](const Error &) {});
    read(
        "configuration",
        [this](const harbor::Walk &walk) {
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
    const char *kind, std::function<void(const harbor::Walk &)> take, std::function<void(const Error &)> fail)
{
    ++m_left;
    m_changes->session()->harbor().walk(*harbor::endpoint(kind), {}, m_run, {},
        [this, take = std::move(take), fail = std::move(fail)](const Result<harbor::Walk> &walk) {
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
            ? word(LOTSE_MSG("Only a system robot account can hold system permissions."))
            : QString();
        out.append(
            QVariantMap{{u"id"_s, QString::fromLatin1(one.id)}, {u"text"_s, word(one.text)}, {u"reason"_s, reason}});
    }
    return out;
}

QVariantList RobotEdit::expiries() const
{
    QVariantList out;
    const auto add = [&out](const QString &id, const QString &text) {
        out.append(QVariantMap{{u"id"_s, id}, {u"text"_s, text}});
    };
    if (!m_isFresh)
        add(u"keep"_s, word(LOTSE_MSG("Unchanged")));
    QList<qint64> days{7, 30, 60, 90, 180, 365};
    if (!days.contains(m_usualDays))
        days.append(m_usualDays);
    std::sort(days.begin(), days.end());
    for (const qint64 number : std::as_const(days))
        add(QString::number(number),
            Message::counted(LOTSE_MSG_N("%Ln days from now", "%Ln day from now"), number).text());
    add(u"date"_s, word(LOTSE_MSG("On a date")));
    add(u"never"_s, word(LOTSE_MSG("Never")));
    return out;
}

void RobotEdit::setExpiry(const QString &expiry)
{
    if (expiry == m_expiry)
        return;
    m_expiry = expiry;
    if (expiry == u"date"_s && m_date.isEmpty())
        m_date = QDate::currentDate().addDays(m_usualDays).toString(Qt::ISODate);
    touch();
}

void RobotEdit::setDate(const QString &date)
{
    if (date == m_date)
        return;
    m_date = date;
    touch();
}

std::optional<qint64> RobotEdit::durationOf(const Draft &draft) const
{
    if (m_expiry == u"never"_s)
        return -1;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime created = draft.object.kind && draft.robot.creationTime.isValid() ? draft.robot.creationTime : now;
    if (m_expiry == u"date"_s) {
        const QDate date = QDate::fromString(m_date.trimmed(), Qt::ISODate);
        return date.isValid() ? std::optional(created.toUTC().date().daysTo(date)) : std::nullopt;
    }
    const qint64 days = m_expiry.toLongLong();
    if (days <= 0)
        return std::nullopt;
    // Harbor counts from the creation: the age comes on top, rounded up so that no day is lost.
    const qint64 age = std::max<qint64>(0, created.secsTo(now));
    return days + (age + daySeconds - 1) / daySeconds;
}

QString RobotEdit::dateProblem() const
{
    if (m_expiry != u"date"_s)
        return {};
    const QDate date = QDate::fromString(m_date.trimmed(), Qt::ISODate);
    if (!date.isValid())
        return word(LOTSE_MSG("Enter a date as 2027-01-31."));
    if (date <= QDateTime::currentDateTimeUtc().date())
        return word(LOTSE_MSG("The date must be in the future."));
    return {};
}

QString RobotEdit::expirySentence() const
{
    if (m_drafts.isEmpty() || !dateProblem().isEmpty())
        return {};
    const bool isOne = m_drafts.size() == 1;
    const harbor::Robot &robot = m_drafts.first().robot;
    const auto timeOf = [](qint64 seconds) { return Cell::time(QDateTime::fromSecsSinceEpoch(seconds)).text; };
    if (m_expiry == u"never"_s)
        return word(LOTSE_MSG("The secret never expires."));
    if (m_expiry == u"keep"_s) {
        if (!isOne)
            return word(LOTSE_MSG("Each keeps its own expiry."));
        return robot.expiresAt < 0 ? word(LOTSE_MSG("The secret never expires."))
                                   : Message{LOTSE_MSG("Expires %1."), {timeOf(robot.expiresAt)}}.text();
    }
    const std::optional<qint64> days = durationOf(m_drafts.first());
    if (!days)
        return {};
    if (!isOne)
        return word(LOTSE_MSG("Harbor counts from the creation of each: the age of each is added."));
    const QDateTime from = m_isFresh ? QDateTime::currentDateTimeUtc() : robot.creationTime;
    const QString end = timeOf(from.toSecsSinceEpoch() + *days * daySeconds);
    if (m_isFresh)
        return Message{LOTSE_MSG("Expires %1."), {end}}.text();
    return Message{LOTSE_MSG("Expires %1. Harbor stores %2 days, counted from the creation on %3."),
        {end, QString::number(*days), Cell::time(robot.creationTime).text}}
        .text();
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
            + word(LOTSE_MSG("With these, it can grant permissions to others: users, members or robot accounts."));
    return out;
}

QVariantMap RobotEdit::problems() const
{
    QVariantMap out;
    if (m_drafts.isEmpty())
        return out;
    if (m_isFresh) {
        static const QRegularExpression legal(u"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"_s);
        const QString project = m_isOfSystem ? QString() : projects().value(0);
        if (m_name.isEmpty())
            out.insert(u"name"_s, word(LOTSE_MSG("Enter a name.")));
        else if (!legal.match(m_name).hasMatch())
            out.insert(u"name"_s,
                word(LOTSE_MSG("Use lower-case letters and digits, with single “.”, “_” or “-” between them.")));
        else if (m_name.size() > 200)
            out.insert(u"name"_s, word(LOTSE_MSG("The name is too long.")));
        else if (m_table) {
            const QString prefix = m_prefix.isEmpty() ? u"robot$"_s : m_prefix;
            const QString full = prefix + (project.isEmpty() ? QString() : project + u'+') + m_name;
            for (int row = 0; row < m_table->rowCount(); ++row) {
                if (m_table->rowValue(m_table->rowKey(row)).value<harbor::Robot>().name == full)
                    out.insert(u"name"_s, Message{LOTSE_MSG("There is already a robot account %1."), {full}}.text());
            }
        }
    }
    if (const QString date = dateProblem(); !date.isEmpty())
        out.insert(u"date"_s, date);
    if (m_description.toUtf8().size() > 1024)
        out.insert(u"description"_s, word(LOTSE_MSG("The description may have 1024 bytes at most.")));
    for (const Draft &draft : m_drafts) {
        if (!m_isOfSystem && m_isFresh && projects().size() != 1)
            out.insert(u"projects"_s, word(LOTSE_MSG("Select the project of the robot account.")));
        if (permissionsOf(draft).isEmpty()) {
            const bool lacksProject = m_isFresh && !m_pattern.isEmpty() && projects().isEmpty() && !isEverywhere();
            if (lacksProject)
                out.insert(u"projects"_s, word(LOTSE_MSG("Select at least one project.")));
            else
                out.insert(u"rights"_s, word(LOTSE_MSG("Select at least one permission.")));
        }
    }
    if (!m_unread.isEmpty() && m_isFresh)
        out.insert(u"rights"_s, m_unread);
    return out;
}

QString RobotEdit::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    const QVariantMap all = problems();
    for (const QString &field : {u"name"_s, u"description"_s, u"date"_s, u"projects"_s, u"rights"_s}) {
        if (all.contains(field))
            return all.value(field).toString();
    }
    return {};
}

QJsonArray RobotEdit::permissionsOf(const Draft &draft) const
{
    QJsonArray out;
    for (const PlaceRights &place : draft.places) {
        if (place.rights.isEmpty())
            continue;
        QJsonArray access;
        for (const QString &right : sortedList(place.rights))
            access.append(
                QJsonObject{{u"resource"_s, right.section(u' ', 0, 0)}, {u"action"_s, right.section(u' ', 1)}});
        out.append(QJsonObject{{u"kind"_s, place.isSystem ? u"system"_s : u"project"_s},
            {u"namespace"_s, place.nameSpace}, {u"access"_s, access}});
    }
    return out;
}

Result<QList<Change>> RobotEdit::toChanges() const
{
    QList<Change> out;
    for (const Draft &draft : m_drafts) {
        QJsonObject wanted;
        if (m_isFresh || draft.isMoved())
            wanted.insert(u"permissions"_s, permissionsOf(draft));
        if (m_description != m_descriptionBefore)
            wanted.insert(u"description"_s, m_description);
        if (m_disabled)
            wanted.insert(u"disable"_s, *m_disabled);
        if (const std::optional<qint64> days = durationOf(draft))
            wanted.insert(u"duration"_s, *days);
        if (!m_isFresh) {
            const Result<Change> change = change::configUpdate(draft.object, wanted, {});
            if (!change)
                return change.error();
            if (!change->edits.isEmpty())
                out.append(*change);
            continue;
        }
        change::ConfigObject fresh;
        fresh.kind = change::configKind(m_isOfSystem ? u"robot"_s : u"project-robot"_s);
        fresh.project = m_isOfSystem ? QString() : projects().value(0);
        fresh.name = m_name;
        fresh.value = wanted;
        const Result<Change> change = change::configCreate(fresh, {});
        if (!change)
            return change.error();
        out.append(*change);
    }
    return out;
}

bool RobotEdit::stage()
{
    if (!m_changes || !m_isOpen || !problem().isEmpty())
        return false;
    const Result<QList<Change>> changes = toChanges();
    m_refusal = changes ? QString() : changes.error().text();
    if (changes && changes->isEmpty()) {
        close(); // all is so already
        return true;
    }
    if (changes && !m_changes->stage(*changes))
        m_refusal = m_changes->problem();
    if (!m_refusal.isEmpty()) {
        emit changed();
        return false;
    }
    close();
    return true;
}

bool RobotEdit::stageRotation(const QStringList &keys)
{
    if (!m_table || !m_changes)
        return false;
    QList<Change> changes;
    for (const Row &row : m_table->rowsNamed(keys)) {
        const auto *robot = recordOf<harbor::Robot>(row);
        if (!robot)
            continue;
        Change change;
        change.operation = "RefreshSec";
        change.path = {{u"robot_id"_s, QString::number(robot->id)}};
        change.names = {{u"name"_s, robot->name}};
        change.body = {{u"secret"_s, QString()}}; // Harbor makes one, and shows it once
        changes.append(change);
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

} // namespace lotse::models
