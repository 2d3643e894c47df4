// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/maintenancewords.h"

#include "harbor/job.h"
#include "models/tables/kindtables.h"
#include "json/codec.h"

#include <QHash>
#include <QStringList>

namespace lotse::models {

using namespace Qt::StringLiterals;

// The events of Harbor's audit trail, as the purge names them; others are shown as they came.
static QString eventWord(const QString &event)
{
    static const QHash<QString, const char *> words{{u"create_artifact"_s, LOTSE_MSG("pushed artifacts")},
        {u"delete_artifact"_s, LOTSE_MSG("deleted artifacts")}, {u"pull_artifact"_s, LOTSE_MSG("pulled artifacts")},
        {u"create_project"_s, LOTSE_MSG("new projects")}, {u"delete_project"_s, LOTSE_MSG("deleted projects")},
        {u"update_project"_s, LOTSE_MSG("changed projects")},
        {u"delete_repository"_s, LOTSE_MSG("deleted repositories")}, {u"login_user"_s, LOTSE_MSG("sign-ins")},
        {u"logout_user"_s, LOTSE_MSG("sign-outs")}, {u"create_user"_s, LOTSE_MSG("new users")},
        {u"delete_user"_s, LOTSE_MSG("deleted users")}, {u"update_user"_s, LOTSE_MSG("changed users")},
        {u"create_robot"_s, LOTSE_MSG("new robot accounts")}, {u"delete_robot"_s, LOTSE_MSG("deleted robot accounts")},
        {u"update_configuration"_s, LOTSE_MSG("changed configuration")}, {u"create_member"_s, LOTSE_MSG("new members")},
        {u"delete_member"_s, LOTSE_MSG("removed members")}, {u"update_member"_s, LOTSE_MSG("changed members")}};
    const char *known = words.value(event);
    return known ? word(known) : event;
}

static QString hoursText(qint64 hours)
{
    return hours >= 48 && hours % 24 == 0 ? Message{LOTSE_MSG("%1 days"), {QString::number(hours / 24)}}.text()
                                          : Message{LOTSE_MSG("%1 h"), {QString::number(hours)}}.text();
}

QString purgeText(const QString &parameters)
{
    const auto read = json::decode<harbor::PurgeParameters>(parameters.toUtf8());
    if (!read || (read->auditRetentionHour <= 0 && read->includeEventTypes.isEmpty()))
        return parameters;
    QStringList events;
    for (const QString &event : read->includeEventTypes.split(u',', Qt::SkipEmptyParts))
        events.append(eventWord(event.trimmed()));
    const QString age = hoursText(read->auditRetentionHour);
    const QString text = events.isEmpty()
        ? Message{LOTSE_MSG("purges nothing: no event selected (older than %1)"), {age}}.text()
        : Message{LOTSE_MSG("purges entries older than %1: %2"), {age, events.join(u", "_s)}}.text();
    return read->dryRun ? Message{LOTSE_MSG("%1 (dry run)"), {text}}.text() : text;
}

QString collectionText(const QString &parameters)
{
    const auto read = json::decode<harbor::GcParameters>(parameters.toUtf8());
    if (!read)
        return parameters;
    QStringList parts{read->deleteUntagged ? word(LOTSE_MSG("including untagged artifacts"))
                                           : word(LOTSE_MSG("excluding untagged artifacts"))};
    if (read->timeWindow > 0)
        parts.append(Message{LOTSE_MSG("excluding artifacts newer than %1"), {hoursText(read->timeWindow)}}.text());
    if (read->workers > 0)
        parts.append(Message{LOTSE_MSG("workers: %1"), {QString::number(read->workers)}}.text());
    if (read->dryRun)
        parts.append(word(LOTSE_MSG("dry run")));
    return parts.join(u", "_s);
}

} // namespace lotse::models
