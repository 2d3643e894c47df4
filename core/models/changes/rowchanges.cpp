// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/rowchanges.h"

#include "harbor/label.h"
#include "harbor/robot.h"
#include "harbor/user.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using change::Change;

/// One thing that can be done with a row; `make` gives nothing for a row of another type, or where it is so already.
struct Offer {
    const char *id;
    const char *text; ///< English, translated in context "core"
    const char *operation;
    std::function<std::optional<Change>(const Row &)> make;
};

Change named(const char *path, qint64 number, const QString &name)
{
    Change out;
    out.path = {{QString::fromLatin1(path), QString::number(number)}};
    out.names = {{u"name"_s, name}};
    return out;
}

template <typename T>
std::function<std::optional<Change>(const Row &)> of(std::function<std::optional<Change>(const T &)> make)
{
    return [make](const Row &row) -> std::optional<Change> {
        const T *record = recordOf<T>(row);
        return record ? make(*record) : std::nullopt;
    };
}

std::function<std::optional<Change>(const Row &)> admin(bool becomes)
{
    return of<harbor::User>([becomes](const harbor::User &user) -> std::optional<Change> {
        if (user.sysadminFlag == becomes)
            return std::nullopt;
        Change out = named("user_id", user.userId, user.username);
        out.edits = {{u"sysadmin_flag"_s, user.sysadminFlag, becomes}};
        return out;
    });
}

std::function<std::optional<Change>(const Row &)> robotSwitch(bool disables)
{
    return of<harbor::Robot>([disables](const harbor::Robot &robot) -> std::optional<Change> {
        if (robot.disable == disables)
            return std::nullopt;
        Change out = named("robot_id", robot.id, robot.name);
        out.edits = {{u"disable"_s, robot.disable, disables}};
        return out;
    });
}

const QList<Offer> &allOffers()
{
    static const QList<Offer> offers{
        {"label-delete", LOTSE_MSG("Delete label…"), "DeleteLabel", of<harbor::Label>([](const harbor::Label &label) {
             return std::optional(named("label_id", label.id, label.name));
         })},
        {"user-admin", LOTSE_MSG("Make system admin…"), "setUserSysAdmin", admin(true)},
        {"user-no-admin", LOTSE_MSG("Remove system admin…"), "setUserSysAdmin", admin(false)},
        {"user-delete", LOTSE_MSG("Delete user…"), "deleteUser", of<harbor::User>([](const harbor::User &user) {
             return std::optional(named("user_id", user.userId, user.username));
         })},
        {"robot-disable", LOTSE_MSG("Disable robot…"), "UpdateRobot", robotSwitch(true)},
        {"robot-enable", LOTSE_MSG("Enable robot…"), "UpdateRobot", robotSwitch(false)},
        {"robot-delete", LOTSE_MSG("Delete robot…"), "DeleteRobot", of<harbor::Robot>([](const harbor::Robot &robot) {
             return std::optional(named("robot_id", robot.id, robot.name));
         })},
    };
    return offers;
}

} // namespace

QVariantList RowChanges::offers(const QString &key) const
{
    QVariantList out;
    if (!m_table || !m_changes)
        return out;
    for (const Row &row : m_table->rowsNamed({key})) {
        for (const Offer &offer : allOffers()) {
            if (!offer.make(row))
                continue;
            const QString reason = m_changes->whyNot(QString::fromLatin1(offer.operation));
            out.append(QVariantMap{{u"id"_s, QString::fromLatin1(offer.id)},
                {u"text"_s, Message{offer.text, {}}.text()}, {u"enabled"_s, reason.isEmpty()}, {u"reason"_s, reason}});
        }
    }
    return out;
}

bool RowChanges::stage(const QString &id, const QStringList &keys)
{
    if (!m_table || !m_changes)
        return false;
    QList<Change> changes;
    for (const Offer &offer : allOffers()) {
        if (id != QLatin1StringView(offer.id))
            continue;
        for (const Row &row : m_table->rowsNamed(keys)) {
            std::optional<Change> change = offer.make(row);
            if (!change)
                continue;
            change->operation = offer.operation;
            changes.append(*change);
        }
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

} // namespace lotse::models
