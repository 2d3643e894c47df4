// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wholeconfig.h"

#include "base/keptmessage.h"
#include "harbor/fetch.h"
#include "posture/gather.h"

#include <QJsonDocument>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

posture::Fact factOf(const QString &kind, const QList<QByteArray> &rows)
{
    posture::Fact out;
    out.kind = kind;
    out.reading = posture::Reading::Whole;
    for (const QByteArray &raw : rows)
        out.rows.append({{}, raw, {}});
    return out;
}

/// What seesAllProjects() asks of the robots of the system.
posture::Fact robotsOf(const change::ConfigSnapshot &snapshot)
{
    QList<QByteArray> rows;
    for (const change::ConfigObject &object : snapshot.objects) {
        if (qstrcmp(object.kind->name, "robot") == 0)
            rows.append(QJsonDocument(object.form).toJson(QJsonDocument::Compact));
    }
    return factOf(u"robots"_s, rows);
}

void noteLimits(const Identity &who, const posture::Facts &facts, change::ConfigSnapshot &snapshot)
{
    if (!posture::seesAllProjects(who, facts) && !snapshot.isGap("project", {}))
        snapshot.gaps.append(
            {u"project"_s, {}, toKept({LOTSE_MSG("This account can access only some of the projects."), {}})});
}

} // namespace

void readWholeConfig(const harbor::Client &client, const Identity &who, const QString &version, QObject *context,
    std::function<void(const QString &kind)> progress, std::function<void(Result<change::ConfigSnapshot>)> done)
{
    change::readConfig(client, {}, {}, context, std::move(progress),
        [client, who, version, context, done = std::move(done)](const Result<change::ConfigSnapshot> &read) {
            if (!read) {
                done(read);
                return;
            }
            change::ConfigSnapshot snapshot = *read;
            snapshot.version = version;
            posture::Facts facts;
            facts.add(robotsOf(snapshot));
            const bool isTold = who.kind != IdentityKind::Robot || posture::seesAllProjects(who, facts);
            if (isTold) {
                noteLimits(who, facts, snapshot);
                done(snapshot);
                return;
            }
            // It is not in a list that it may read: its own permissions are left to ask for.
            client.walk(*harbor::endpoint("my-permissions"), {}, context, {},
                [who, facts, snapshot, done](const Result<harbor::PagedList> &walk) mutable {
                    if (!walk && harbor::endsEverything(walk.error().kind)) {
                        done(walk.error());
                        return;
                    }
                    QList<QByteArray> rows;
                    for (const json::Record &record : walk ? walk->rows : QList<json::Record>())
                        rows.append(record.raw);
                    facts.add(factOf(u"my-permissions"_s, rows));
                    noteLimits(who, facts, snapshot);
                    done(snapshot);
                });
        });
}

} // namespace lotse
