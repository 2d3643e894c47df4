// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relatedlinks.h"

#include "base/message.h"
#include "harbor/finding.h"
#include "harbor/preheat.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "harbor/robot.h"
#include "harbor/user.h"

namespace lotse::ui {

using namespace Qt::StringLiterals;

namespace {

QVariantMap to(const char *text, const QString &page, const QVariantMap &params)
{
    return {{u"text"_s, Message{text, {}}.text()}, {u"page"_s, page}, {u"params"_s, params}};
}

QVariantMap findings(const QString &key, const QString &value)
{
    // In quotes a name is a name, whatever stands in it.
    const QString query = u"state:open %1:\"%2\""_s.arg(key, QString(value).remove(u'"'));
    return to(LOTSE_MSG("Findings"), u"findings"_s, {{u"query"_s, query}});
}

QVariantMap trailOf(const QString &user)
{
    return to(LOTSE_MSG("Audit trail"), u"audit"_s, {{u"user"_s, user}});
}

QVariantMap keysOf(const QString &project)
{
    return {{u"keys"_s, QVariantMap{{u"project_name"_s, project}}}};
}

QVariantMap artifacts(const QString &repository)
{
    const qsizetype slash = repository.indexOf(u'/');
    const QVariantMap keys{
        {u"project_name"_s, repository.left(slash)}, {u"repository_name"_s, repository.mid(slash + 1)}};
    return to(LOTSE_MSG("Artifacts"), u"artifacts"_s, {{u"keys"_s, keys}});
}

} // namespace

QVariantList relatedLinks(const QVariant &row)
{
    if (row.canConvert<harbor::Project>()) {
        const QString project = row.value<harbor::Project>().name;
        return {findings(u"project"_s, project), to(LOTSE_MSG("Access"), u"project-access"_s, keysOf(project)),
            to(LOTSE_MSG("Sizes"), u"sizes"_s, {{u"project"_s, project}}),
            to(LOTSE_MSG("Retention"), u"retention"_s, {{u"project"_s, project}}),
            to(LOTSE_MSG("Webhooks"), u"webhooks"_s, {{u"project"_s, project}})};
    }
    if (row.canConvert<harbor::User>())
        return {trailOf(row.value<harbor::User>().username)};
    if (row.canConvert<harbor::Robot>())
        return {trailOf(row.value<harbor::Robot>().name)}; // its pulls and pushes, too
    if (row.canConvert<harbor::Repository>()) {
        const QString name = row.value<harbor::Repository>().name;
        return {artifacts(name), findings(u"repo"_s, name)};
    }
    if (row.canConvert<harbor::SecurityFinding>()) {
        const auto finding = row.value<harbor::SecurityFinding>();
        return {
            to(LOTSE_MSG("Vulnerability"), u"cve"_s, {{u"id"_s, finding.cveId}}), artifacts(finding.repositoryName)};
    }
    if (row.canConvert<harbor::PreheatInstance>())
        return {to(LOTSE_MSG("Preheat policies"), u"preheat-policies"_s, {})};
    return {};
}

} // namespace lotse::ui
