// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/roles.h"

#include <algorithm>

namespace lotse::harbor {

using namespace Qt::StringLiterals;

namespace {

// In the letters of accessOf().
constexpr const char *adminLetters =
    "project:rud member:crudl metadata:crud log:l label:crudl quota:r repository:crudlpP tag-retention:crudlo "
    "immutable-tag:cudl configuration:ru robot:crudl notification-policy:cudlr scan:crs sbom:csr scanner:rc "
    "artifact:crdl artifact-addition:r tag:lcd accessory:l artifact-label:cd preheat-policy:crudl export-cve:crl";
constexpr const char *maintainerLetters =
    "project:r member:rl metadata:r label:crudl quota:r repository:crudlpP tag-retention:crudlo immutable-tag:cudl "
    "configuration:r robot:rl notification-policy:rl scan:crs sbom:csr scanner:r artifact:crdl artifact-addition:r "
    "tag:lcd accessory:l artifact-label:cd export-cve:crl";
constexpr const char *developerLetters =
    "project:r member:rl label:rl quota:r repository:crulpP tag-retention:crudlo configuration:r robot:rl scan:r "
    "sbom:r scanner:r artifact:crl artifact-addition:r tag:lc accessory:l artifact-label:cd export-cve:crl";
constexpr const char *guestLetters =
    "project:r member:rl label:rl quota:r repository:rlp configuration:r robot:rl scan:r sbom:r scanner:r "
    "artifact:rl artifact-addition:r tag:l accessory:l";
constexpr const char *limitedLetters =
    "project:r quota:r repository:rlp configuration:r scan:r sbom:r scanner:r artifact:rl artifact-addition:r tag:l "
    "accessory:l";
constexpr const char *publicLetters =
    "project:r label:rl repository:lpr scan:r scanner:r artifact:rl artifact-addition:r tag:l accessory:l";

QString actionOf(char letter)
{
    switch (letter) {
    case 'c':
        return u"create"_s;
    case 'r':
        return u"read"_s;
    case 'u':
        return u"update"_s;
    case 'd':
        return u"delete"_s;
    case 'l':
        return u"list"_s;
    case 'P':
        return u"push"_s;
    case 'p':
        return u"pull"_s;
    case 'o':
        return u"operate"_s;
    default:
        return u"stop"_s;
    }
}

struct Role {
    qint64 id;
    int rank;
    const char *name;
    const char *letters;
    QList<const char *> sentences;
};

const QList<Role> &roles()
{
    static const QList<Role> table{
        {ProjectAdmin, 5, LOTSE_MSG("Project admin"), adminLetters,
            {LOTSE_MSG("Pushes, pulls and deletes images, tags and repositories."),
                LOTSE_MSG("Manages members, robot accounts, webhooks and rules, and reads the audit trail."),
                LOTSE_MSG("Changes the project's settings and may delete the project.")}},
        {Maintainer, 4, LOTSE_MSG("Maintainer"), maintainerLetters,
            {LOTSE_MSG("Pushes, pulls and deletes images, tags and repositories."),
                LOTSE_MSG("Changes retention and immutability rules and labels, and starts scans."),
                LOTSE_MSG("Sees members, robots and webhooks, but does not change them. Sees no audit trail.")}},
        {Developer, 3, LOTSE_MSG("Developer"), developerLetters,
            {LOTSE_MSG("Pushes and pulls images and adds tags; deletes none."),
                LOTSE_MSG("Changes and runs retention rules, which can delete images."),
                LOTSE_MSG("Sees members and robots, and exports findings.")}},
        {Guest, 2, LOTSE_MSG("Guest"), guestLetters,
            {LOTSE_MSG("Pulls images and reads findings."), LOTSE_MSG("Sees the list of members and of robots.")}},
        {LimitedGuest, 1, LOTSE_MSG("Limited guest"), limitedLetters,
            {LOTSE_MSG("Pulls images and reads findings."), LOTSE_MSG("Sees neither members nor robots nor labels.")}},
    };
    return table;
}

const Role *find(qint64 id)
{
    const auto found = std::find_if(roles().begin(), roles().end(), [id](const Role &role) { return role.id == id; });
    return found == roles().end() ? nullptr : &*found;
}

} // namespace

QList<Access> accessOf(const char *letters)
{
    QList<Access> out;
    const QList<QByteArray> entries = QByteArray(letters).split(' ');
    for (const QByteArray &entry : entries) {
        const qsizetype colon = entry.indexOf(':');
        for (const char letter : entry.mid(colon + 1)) {
            Access access;
            access.resource = QString::fromLatin1(entry.left(colon));
            access.action = actionOf(letter);
            out.append(access);
        }
    }
    return out;
}

const QList<Access> &roleRights(qint64 role)
{
    static const QHash<qint64, QList<Access>> rights = [] {
        QHash<qint64, QList<Access>> made;
        for (const Role &one : roles())
            made.insert(one.id, accessOf(one.letters));
        return made;
    }();
    static const QList<Access> none;
    const auto found = rights.constFind(role);
    return found == rights.constEnd() ? none : *found;
}

bool roleMay(qint64 role, QStringView resource, QStringView action)
{
    const QList<Access> &rights = roleRights(role);
    return std::any_of(rights.begin(), rights.end(),
        [&](const Access &access) { return access.resource == resource && access.action == action; });
}

const QList<Access> &publicRights()
{
    static const QList<Access> rights = accessOf(publicLetters);
    return rights;
}

Message roleName(qint64 role, const QString &word)
{
    if (const Role *known = find(role))
        return {known->name, {}};
    return {LOTSE_MSG("role %1"), {word.isEmpty() ? QString::number(role) : word}};
}

int roleRank(qint64 role)
{
    const Role *known = find(role);
    return known ? known->rank : 0;
}

QList<Message> roleSentences(qint64 role)
{
    const Role *known = find(role);
    if (!known)
        return {{LOTSE_MSG("Unknown role of a newer Harbor version."), {}}};
    QList<Message> out;
    for (const char *sentence : known->sentences)
        out.append(Message{sentence, {}});
    return out;
}

bool robotMay(const Robot &robot, const QString &project, QStringView resource, QStringView action)
{
    for (const RobotPermission &permission : robot.permissions) {
        if (permission.kind == "system"_L1 || (permission.nameSpace != "*"_L1 && permission.nameSpace != project))
            continue;
        for (const Access &access : permission.access) {
            // A right may be taken away by name, too.
            if (access.resource == resource && access.action == action && access.effect != "deny"_L1)
                return true;
        }
    }
    return false;
}

QStringList robotProjects(const Robot &robot)
{
    QStringList out;
    for (const RobotPermission &permission : robot.permissions) {
        if (permission.kind != "system"_L1 && !out.contains(permission.nameSpace))
            out.append(permission.nameSpace);
    }
    return out;
}

} // namespace lotse::harbor
