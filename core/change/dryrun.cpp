// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/dryrun.h"

#include "change/target.h"

#include <memory>

namespace lotse::change {

namespace {

using Ahead = Foreseen::What;

Foreseen compared(const Change &change, const Found &found)
{
    if (!found.isShown)
        return {change.id, Ahead::WouldBeSent, {LOTSE_MSG("Its effect cannot be read back."), {}}, {}, {}};
    const Comparison now = compareNow(change, found);
    const Ahead what = now.what == Comparison::What::Clear ? Ahead::WouldBeSent
        : now.what == Comparison::What::Conflict           ? Ahead::Conflict
                                                           : Ahead::IsSoAlready;
    return {change.id, what, now.sentence, {}, now.theirs};
}

} // namespace

void foresee(const harbor::Client &client, const ChangePlan &plan, const Actor &actor, QObject *context,
    std::function<void(qsizetype done)> progress, std::function<void(QList<Foreseen>)> done)
{
    struct Course {
        QStringList ids;
        QList<Foreseen> out;
    };
    auto course = std::make_shared<Course>();
    course->ids = orderOf(plan);
    // Each step makes the next one, so that nothing holds itself.
    struct Step {
        static void go(const harbor::Client &client, const ChangePlan &plan, const Actor &actor, QObject *context,
            const std::shared_ptr<Course> &course, const std::function<void(qsizetype)> &progress,
            const std::function<void(QList<Foreseen>)> &done)
        {
            while (!course->ids.isEmpty()) {
                const Change change = *plan.find(course->ids.takeFirst());
                if (const std::optional<Message> blocked = reviewOf(change, actor).blocked) {
                    course->out.append({change.id, Ahead::Blocked, *blocked, {}, {}});
                    continue;
                }
                if (!change.needs.isEmpty()) {
                    const Message sentence{LOTSE_MSG("Waiting for change %1."), {change.needs.first()}};
                    course->out.append({change.id, Ahead::Waits, sentence, {}, {}});
                    continue;
                }
                lookAt(client, change, context, [=](const Result<Found> &found) {
                    if (found) {
                        course->out.append(compared(change, *found));
                    } else {
                        const Message sentence{LOTSE_MSG("The current state could not be read."), {}};
                        course->out.append({change.id, Ahead::Unreadable, sentence, found.error(), {}});
                    }
                    progress(course->out.size());
                    go(client, plan, actor, context, course, progress, done);
                });
                return;
            }
            done(course->out);
        }
    };
    QMetaObject::invokeMethod(
        context, [=] { Step::go(client, plan, actor, context, course, progress, done); }, Qt::QueuedConnection);
}

} // namespace lotse::change
