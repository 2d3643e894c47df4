// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/accessrows.h"

#include "posture/check.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace lotse::report {

using namespace Qt::StringLiterals;
using posture::Fact;
using posture::FactRow;
using posture::Reading;

namespace {

QList<FactRow> rowsOf(const posture::Facts &facts, const QString &kind)
{
    const Fact *fact = facts.find(kind);
    return fact ? fact->rows : QList<FactRow>();
}

// By name; a name that is not in it was not searched for, or not in the whole trail.
QHash<QString, QDateTime> seenIn(const posture::Facts &facts)
{
    QHash<QString, QDateTime> out;
    for (const QString &kind : {u"audit-of-users"_s, u"audit-of-robots"_s}) {
        const Fact *fact = facts.find(kind);
        if (!fact || fact->reading == Reading::Missing)
            continue;
        for (const FactRow &row : fact->rows) {
            const QDateTime at = posture::timeOf(row.json[u"op_time"_s].toString());
            // An entry whose time cannot be read is an entry all the same.
            if (at.isValid() || (row.json.isEmpty() && fact->isWholeOf(row.parent)))
                out.insert(row.parent, at);
        }
    }
    return out;
}

QString rightsOf(const QJsonObject &robot)
{
    QStringList out;
    for (const QJsonValue permission : robot[u"permissions"_s].toArray()) {
        QStringList rights;
        for (const QJsonValue access : permission[u"access"_s].toArray()) {
            const QString text = access[u"resource"_s].toString() + u':' + access[u"action"_s].toString();
            rights.append(access[u"effect"_s].toString() == "deny"_L1 ? u"!"_s + text : text);
        }
        rights.sort();
        out.append(permission[u"namespace"_s].toString() + u": "_s + rights.join(u", "_s));
    }
    return out.join(u"; "_s);
}

bool reaches(const QJsonObject &robot, const QStringList &projects)
{
    if (projects.isEmpty())
        return true;
    for (const QJsonValue permission : robot[u"permissions"_s].toArray()) {
        const QString place = permission[u"namespace"_s].toString();
        if (place == "*"_L1 || posture::fits(place, projects))
            return true;
    }
    return false;
}

void addAdmins(const posture::Facts &facts, QList<AccessRow> &out)
{
    const Fact *users = facts.find(u"users"_s);
    // The most powerful account of all is in no list of users.
    if (facts.isHarbor && users && users->reading != Reading::Missing && !posture::listsBuiltInAdmin(users->rows)) {
        AccessRow one;
        one.kind = AccessRow::Kind::Admin;
        one.name = posture::kBuiltInAdmin;
        one.id = 1;
        one.sentences = {{LOTSE_MSG("Reads and changes everything in the registry."), {}},
            {LOTSE_MSG("This is the built-in administrator; its permissions cannot be removed."), {}}};
        out.append(one);
    }
    for (const FactRow &row : rowsOf(facts, u"users"_s)) {
        if (!row.json[u"sysadmin_flag"_s].toBool() && !row.json[u"admin_role_in_auth"_s].toBool())
            continue;
        AccessRow one;
        one.kind = AccessRow::Kind::Admin;
        one.name = row.json[u"username"_s].toString();
        one.email = row.json[u"email"_s].toString();
        one.id = row.json[u"user_id"_s].toInteger();
        one.sentences = {{LOTSE_MSG("Reads and changes everything in the registry."), {}}};
        out.append(one);
    }
}

void addMembers(const posture::Facts &facts, const QStringList &projects, QList<AccessRow> &out)
{
    for (const FactRow &row : rowsOf(facts, u"project-members"_s)) {
        if (!projects.isEmpty() && !posture::fits(row.parent, projects))
            continue;
        AccessRow one;
        one.kind = row.json[u"entity_type"_s].toString() == "g"_L1 ? AccessRow::Kind::Group : AccessRow::Kind::User;
        one.project = row.parent;
        one.name = row.json[u"entity_name"_s].toString();
        one.id = row.json[u"id"_s].toInteger();
        one.role = row.json[u"role_id"_s].toInteger();
        one.roleWord = row.json[u"role_name"_s].toString();
        one.sentences = harbor::roleSentences(one.role);
        out.append(one);
    }
}

void addRobots(const posture::Facts &facts, const QStringList &projects, QList<AccessRow> &out)
{
    QSet<QString> known;
    for (const QString &kind : {u"robots"_s, u"project-robots"_s}) {
        for (const FactRow &row : rowsOf(facts, kind)) {
            const bool isOfSystem = row.json[u"level"_s].toString() != "project"_L1;
            if (isOfSystem
                    ? !reaches(row.json, projects)
                    : !projects.isEmpty() && !posture::fits(row.parent, projects) && !reaches(row.json, projects))
                continue;
            AccessRow one;
            one.kind = AccessRow::Kind::Robot;
            one.name = row.json[u"name"_s].toString();
            if (known.contains(one.name))
                continue;
            known.insert(one.name);
            one.project = isOfSystem ? QString() : row.parent;
            one.id = row.json[u"id"_s].toInteger();
            one.rights = rightsOf(row.json);
            const qint64 ends = row.json[u"expires_at"_s].toInteger(-1);
            if (ends > 0)
                one.expires = QDateTime::fromSecsSinceEpoch(ends, Qt::UTC);
            one.isDisabled = row.json[u"disable"_s].toBool();
            out.append(one);
        }
    }
}

// Users and groups stand together in their project.
int rankOf(AccessRow::Kind kind)
{
    return kind == AccessRow::Kind::Admin ? 0 : kind == AccessRow::Kind::Robot ? 2 : 1;
}

} // namespace

QString accessKindWord(AccessRow::Kind kind)
{
    switch (kind) {
    case AccessRow::Kind::Admin:
        return u"admin"_s;
    case AccessRow::Kind::User:
        return u"user"_s;
    case AccessRow::Kind::Group:
        return u"group"_s;
    case AccessRow::Kind::Robot:
        break;
    }
    return u"robot"_s;
}

QString AccessRow::key() const
{
    return accessKindWord(kind) + u'/' + project + u'/' + name;
}

QStringList accessKinds()
{
    return {u"users"_s, u"projects"_s, u"project-members"_s, u"robots"_s, u"project-robots"_s, u"audit-of-users"_s,
        u"audit-of-robots"_s};
}

QList<AccessRow> accessRows(const posture::Facts &facts, const QStringList &projects)
{
    QList<AccessRow> out;
    addAdmins(facts, out);
    addMembers(facts, projects, out);
    addRobots(facts, projects, out);
    const QHash<QString, QDateTime> seen = seenIn(facts);
    for (AccessRow &row : out) {
        row.isSeenKnown = seen.contains(row.name);
        row.lastSeen = seen.value(row.name);
    }
    std::stable_sort(out.begin(), out.end(), [](const AccessRow &a, const AccessRow &b) {
        return std::tuple(rankOf(a.kind), a.project, a.name) < std::tuple(rankOf(b.kind), b.project, b.name);
    });
    return out;
}

} // namespace lotse::report
