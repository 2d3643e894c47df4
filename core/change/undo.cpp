// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journal.h"
#include "change/target.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// The change that takes one back, or nothing.
std::optional<Change> inverseOf(const Change &change, const Step &step)
{
    const harbor::Operation &operation = *change.row();
    Change out;
    out.names = change.names;
    out.path = change.path;
    switch (operation.undo) {
    case harbor::Undo::Nothing:
    case harbor::Undo::Impossible:
        return std::nullopt;
    case harbor::Undo::PutBack:
        out.operation = *operation.inverse ? QByteArray(operation.inverse) : change.operation;
        for (const Edit &edit : change.edits) {
            // What was hidden cannot be put back, and a member that was not there cannot be taken out of a Merge.
            if (edit.before.isUndefined())
                continue;
            out.edits.append({edit.path, edit.after, edit.before});
        }
        if (out.edits.isEmpty())
            return std::nullopt;
        break;
    case harbor::Undo::Remove:
        out.operation = operation.inverse;
        for (auto it = step.path.begin(); it != step.path.end(); ++it)
            out.path.insert(it.key(), it.value());
        if (change.operation == "addLabel")
            out.path.insert(u"label_id"_s, QString::number(change.body.value(u"id"_s).toInteger()));
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
        break;
    }
    }
    return faultsOf(out).isEmpty() ? std::optional(out) : std::nullopt;
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
        if (const std::optional<Change> back = inverseOf(change, step))
            out.add(*back);
        else if (impossible && change.row()->undo != harbor::Undo::Nothing)
            impossible->append(sentenceOf(change).text());
    }
    if (out.changes.isEmpty()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("Nothing of this plan can be undone."), {}};
        return error;
    }
    return out;
}

} // namespace lotse::change
