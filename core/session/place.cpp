// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/place.h"

namespace lotse {

using namespace Qt::StringLiterals;

QVariantMap Place::keyMap() const
{
    QVariantMap out;
    for (auto it = keys.begin(); it != keys.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

Place Place::project(const QString &project)
{
    return {{}, u"project"_s, {{u"project_name"_s, project}}};
}

Place Place::repository(const QString &project, const QString &repository)
{
    return {{}, u"repository"_s, {{u"project_name"_s, project}, {u"repository_name"_s, repository}}};
}

Place Place::artifact(const QString &repository, const QString &reference)
{
    return {{}, u"artifact"_s,
        {{u"project_name"_s, repository.section(u'/', 0, 0)}, {u"repository_name"_s, repository.section(u'/', 1)},
            {u"reference"_s, reference}}};
}

Place Place::vulnerability(const QString &id)
{
    return {{}, u"vulnerability"_s, {{u"id"_s, id}}};
}

Place Place::user(const QString &name)
{
    return {{}, u"user"_s, {{u"username"_s, name}}};
}

Place Place::policy(const QString &kind, const QString &name, const QString &project)
{
    Place place{{}, kind, {{u"name"_s, name}}};
    if (!project.isEmpty())
        place.keys.insert(u"project_name"_s, project);
    return place;
}

} // namespace lotse
