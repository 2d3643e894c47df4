// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/state.h"

#include "harbor/glob.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

QJsonObject *Table::find(const QString &key, const QString &value)
{
    for (QJsonObject &row : rows) {
        if (row[key].toVariant().toString() == value)
            return &row;
    }
    return nullptr;
}

qint64 Table::add(QJsonObject row)
{
    const qint64 id = next++;
    row.insert(u"id"_s, id);
    rows.append(row);
    return id;
}

QJsonObject *State::project(const QString &nameOrId, bool isName)
{
    bool isNumber = false;
    const qint64 id = nameOrId.toLongLong(&isNumber);
    if (isNumber && !isName)
        return projectById(id);
    return table(u"projects"_s).find(u"name"_s, nameOrId);
}

QJsonObject *State::projectById(qint64 id)
{
    return table(u"projects"_s).find(u"project_id"_s, QString::number(id));
}

Repository *State::repository(const QString &fullName)
{
    for (Repository &repository : repositories) {
        if (repository.name == fullName)
            return &repository;
    }
    return nullptr;
}

Artifact *State::artifact(const Repository &repository, const QString &reference)
{
    if (reference.contains(u':')) {
        const QByteArray digest = reference.toLatin1();
        for (const qint64 id : repository.artifacts) {
            if (artifacts[id].digest == digest)
                return &artifacts[id];
        }
        return nullptr;
    }
    const auto tag = repository.tags.constFind(reference);
    return tag == repository.tags.constEnd() ? nullptr : &artifacts[tag->artifact];
}

bool State::isImmutable(const Repository &repository, const QString &tag)
{
    const QString shortName = repository.name.section(u'/', 1);
    for (const QJsonObject &rule : table(u"immutable"_s).rows) {
        if (rule[u"_project"_s].toInteger() != repository.project || rule[u"disabled"_s].toBool())
            continue;
        const auto chosen = [](const QJsonArray &selectors, const QString &text) {
            for (const QJsonValue selector : selectors) {
                const bool hit = harbor::globMatches(selector[u"pattern"_s].toString(), text);
                if (hit == selector[u"decoration"_s].toString().endsWith("xcludes"_L1))
                    return false;
            }
            return true;
        };
        if (chosen(rule[u"tag_selectors"_s].toArray(), tag)
            && chosen(rule[u"scope_selectors"_s][u"repository"_s].toArray(), shortName))
            return true;
    }
    return false;
}

} // namespace lotse::demo
