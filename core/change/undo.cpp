// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/effect.h"
#include "change/journal.h"
#include "change/target_p.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// The changes that take one back; none where nothing can.
QList<Change> inverseOf(const Change &change, const Step &step)
{
    const harbor::Operation &operation = *change.row();
    Change out;
    out.names = change.names;
    out.path = change.path;
    QList<Change> all;
    if (isSwitchOfQueue(change)) {
        out.operation = change.operation;
        const bool wasPaused = change.body.value(u"action"_s) == u"pause"_s;
        out.body = {{u"action"_s, wasPaused ? u"resume"_s : u"pause"_s}};
        return {out};
    }
    switch (operation.undo) {
    case harbor::Undo::Nothing:
    case harbor::Undo::Impossible:
        return {};
    case harbor::Undo::PutBack:
        out.operation = *operation.inverse ? QByteArray(operation.inverse) : change.operation;
        for (const Edit &edit : change.edits) {
            const QString key = edit.path.section(u'.', 1);
            const bool isUnsetSchedule = edit.path == u"schedule"_s && edit.before.toObject().isEmpty();
            if (isUnsetSchedule) {
                out.edits.append({edit.path, edit.after, QJsonObject{{u"type"_s, u"None"_s}, {u"cron"_s, QString()}}});
            } else if (!edit.before.isUndefined()) {
                out.edits.append({edit.path, edit.after, edit.before});
            } else if (change.operation == "updateProject" && edit.path.startsWith(u"metadata."_s)) {
                // What was not set cannot be put back into an object that is merged: it is taken out.
                Change removal = out;
                removal.operation = "deleteProjectMetadata";
                removal.edits.clear();
                removal.path.insert(u"meta_name"_s, key);
                all.append(removal);
            }
        }
        // What was renamed bears the new name until it has the old one again.
        if (const ResolvedName *naming = namingOf(operation.reads)) {
            for (const Edit &edit : change.edits) {
                if (edit.path == QLatin1StringView(naming->name) && out.names.contains(u"name"_s))
                    out.names.insert(u"name"_s, edit.after.toString());
            }
        }
        if (!out.edits.isEmpty())
            all.append(out);
        break;
    case harbor::Undo::Remove:
        out.operation = operation.inverse;
        if (change.operation == "addProjectMetadatas") {
            for (auto it = change.body.begin(); it != change.body.end(); ++it) {
                out.path.insert(u"meta_name"_s, it.key());
                all.append(out);
            }
            break;
        }
        for (auto it = step.path.begin(); it != step.path.end(); ++it)
            out.path.insert(it.key(), it.value());
        if (change.operation == "addLabel")
            out.path.insert(u"label_id"_s, QString::number(change.body.value(u"id"_s).toInteger()));
        all.append(out);
        break;
    case harbor::Undo::Recreate: {
        const harbor::Operation *make = harbor::operation(operation.inverse);
        out.operation = make->id;
        // The number of what is gone is not the number of what is made.
        for (auto it = out.path.begin(); it != out.path.end();) {
            const bool isTaken = QByteArray(make->path).contains('{' + it.key().toLatin1() + '}');
            it = isTaken ? std::next(it) : out.path.erase(it);
        }
        out.body = change.operation == "removeLabel"
            ? QJsonObject{{u"id"_s, change.path.value(u"label_id"_s).toLongLong()}}
            : remakingBody(*make, step.before);
        all.append(out);
        break;
    }
    }
    all.removeIf([](const Change &one) { return !faultsOf(one).isEmpty(); });
    return all;
}

} // namespace

Result<ChangePlan> undoOf(const Course &course, const Clock &clock, QStringList *impossible)
{
    ChangePlan out;
    out.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    out.origin = course.plan.origin;
    out.registry = course.plan.registry;
    out.account = course.plan.account;
    out.author = course.plan.author;
    out.madeAt = clock.now();
    out.undoes = course.plan.id;
    QStringList ids = orderOf(course.plan);
    std::reverse(ids.begin(), ids.end());
    for (const QString &id : ids) {
        const Change &change = *course.plan.find(id);
        const Step step = course.steps.value(id);
        if (step.state != State::Verified)
            continue;
        const QList<Change> back = inverseOf(change, step);
        for (const Change &one : back)
            out.add(one);
        if (back.isEmpty() && impossible && change.row()->undo != harbor::Undo::Nothing)
            impossible->append(sentenceOf(change).text());
    }
    if (out.changes.isEmpty()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("Nothing in this plan can be undone."), {}};
        return error;
    }
    return out;
}

} // namespace lotse::change
