// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/effect.h"

#include "change/target_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

struct EffectRow {
    const char *operation;
    const char *parameter; ///< of the path, that names the row in a list; empty: the row is asked for by itself
    const char *key; ///< member of the row that has it
    const char *status; ///< member that tells whether it runs; empty: it is there as long as it runs
};

const EffectRow *effectRow(const Change &change)
{
    static const QList<EffectRow> all{{"stopGC", "", "", "job_status"}, {"stopPurge", "", "", "job_status"},
        {"stopReplication", "", "", "status"}, {"stopScanAll", "", "", "ongoing"},
        {"operateRetentionExecution", "eid", "id", "status"}, {"stopRunningJob", "job_id", "job_id", ""},
        {"actionPendingJobs", "job_type", "job_type", "paused"}};
    const auto found = std::find_if(
        all.begin(), all.end(), [&change](const EffectRow &one) { return change.operation == one.operation; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

bool isSwitchOfQueue(const Change &change)
{
    return change.operation == "actionPendingJobs" && change.body.value(u"action"_s) != u"stop"_s;
}

bool showsEffect(const Change &change)
{
    return effectRow(change) != nullptr;
}

void lookAtEffect(
    const harbor::Client &client, const Change &change, QObject *context, std::function<void(Result<Found>)> done)
{
    const EffectRow &effect = *effectRow(change);
    const harbor::Endpoint &endpoint = *harbor::endpoint(change.row()->reads);
    harbor::Params params;
    for (const QString &name : harbor::pathParameters(endpoint)) {
        if (change.path.contains(name))
            params.insert(name, change.path.value(name));
    }
    const QString wanted = change.path.value(QString::fromLatin1(effect.parameter));
    const auto take = [&effect, change, wanted](const QList<json::Record> &rows) {
        Found out;
        out.path = change.path;
        for (const json::Record &record : rows) {
            const QJsonObject row = objectOf(record.raw);
            if (*effect.key && row.value(QString::fromLatin1(effect.key)).toVariant().toString() != wanted)
                continue;
            out.exists = true;
            out.form = row;
            break;
        }
        return out;
    };
    // What cannot be read stops nothing: the command is sent, and its effect stays unproved.
    Found unread;
    unread.exists = true;
    unread.isShown = false;
    if (!*effect.parameter) {
        client.one(
            endpoint, params, context, [take, unread, done = std::move(done)](const Result<json::Record> &record) {
                done(record ? take({*record}) : unread);
            });
        return;
    }
    client.walk(
        endpoint, params, context, {}, [take, unread, done = std::move(done)](const Result<harbor::PagedList> &walk) {
            done(walk && walk->isComplete() ? take(walk->rows) : unread);
        });
}

std::optional<bool> isInEffect(const Change &change, const Found &found)
{
    const EffectRow *effect = effectRow(change);
    if (!effect || !found.isShown)
        return std::nullopt;
    if (!*effect->status)
        return !found.exists;
    if (!found.exists)
        return std::nullopt;
    const QJsonValue status = found.form.value(QString::fromLatin1(effect->status));
    if (change.operation == "stopScanAll")
        return !status.toBool();
    if (change.operation == "actionPendingJobs") {
        const QString action = change.body.value(u"action"_s).toString();
        return action == u"stop"_s ? found.form.value(u"count"_s).toInteger() == 0
                                   : status.toBool() == (action == u"pause"_s);
    }
    static const QStringList running{u"running"_s, u"pending"_s, u"scheduled"_s, u"inprogress"_s, u"in progress"_s};
    return !running.contains(status.toString().toLower());
}

} // namespace lotse::change
