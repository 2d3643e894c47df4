// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changelist.h"

#include "change/approval.h"
#include "models/tables/kindtables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;
using change::State;

int ChangeList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

bool ChangeList::isDone(const QString &id) const
{
    const State state = lineOf(id).progress.state;
    return state == State::Verified || state == State::Done || state == State::Skipped;
}

int ChangeList::pending() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) { return !isDone(id); }));
}

int ChangeList::included() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) {
        const Line &line = lineOf(id);
        const State state = line.progress.state;
        return line.isIncluded && !line.review.blocked && !(m_hasEnded && (isDone(id) || state == State::Conflict));
    }));
}

int ChangeList::settled() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) {
        const State state = lineOf(id).progress.state;
        return change::isSettled(state);
    }));
}

void ChangeList::setStopsAtFailure(bool stops)
{
    m_stopsAtFailure = stops;
    emit changed();
}

QString ChangeList::applyText() const
{
    return Message::counted(LOTSE_MSG_N("Apply %Ln changes to %1", "Apply %Ln change to %1"), included(), {m_host})
        .text();
}

QString ChangeList::whyNotApply() const
{
    if (m_isRunning)
        return word(LOTSE_MSG("The changes are being applied."));
    if (included() == 0)
        return word(LOTSE_MSG("No change is selected."));
    if (!m_session)
        return word(LOTSE_MSG("The account of these changes was removed."));
    if (const Message refusal = change::windowRefusal(m_session->account().url); !refusal.isEmpty())
        return refusal.text();
    if (isReadOnly())
        return Message{
            LOTSE_MSG("This account only reads. Switch on “Allow changes” in the settings of %1 to apply them."),
            {m_session->account().name}}
            .text();
    if (m_session->state() != Session::State::Online)
        return Message{LOTSE_MSG("%1 is not connected."), {m_host}}.text();
    for (const Change &change : m_plan.changes) {
        if (!lineOf(change.id).isIncluded)
            continue;
        for (const QString &member : change.secrets) {
            if (!m_secrets.value(change.id).contains(member))
                return Message{LOTSE_MSG("Type the %1 of “%2” first."), {member, change::sentenceOf(change).text()}}
                    .text();
        }
    }
    return {};
}

QString ChangeList::sentence() const
{
    if (m_failure)
        return m_failure.text();
    if (m_isRunning && m_isPaused)
        return Message{LOTSE_MSG("Paused: %1 of %2 finished."), {QString::number(settled()), QString::number(count())}}
            .text();
    if (m_isRunning)
        return Message{LOTSE_MSG("%1 of %2 finished."), {QString::number(settled()), QString::number(count())}}.text();
    if (!m_hasEnded)
        return {};
    QStringList parts;
    const auto add = [&parts](int number, const QString &text) {
        if (number > 0)
            parts.append(text);
    };
    add(m_summary.verified,
        Message::counted(LOTSE_MSG_N("%Ln done and proved", "%Ln done and proved"), m_summary.verified).text());
    add(m_summary.done,
        Message::counted(LOTSE_MSG_N("%Ln accepted, not proved", "%Ln accepted, not proved"), m_summary.done).text());
    add(m_summary.conflicts,
        Message::counted(LOTSE_MSG_N("%Ln in conflict", "%Ln in conflict"), m_summary.conflicts).text());
    add(m_summary.failed, Message::counted(LOTSE_MSG_N("%Ln failed", "%Ln failed"), m_summary.failed).text());
    add(m_summary.unknown, Message::counted(LOTSE_MSG_N("%Ln unknown", "%Ln unknown"), m_summary.unknown).text());
    add(m_summary.skipped, Message::counted(LOTSE_MSG_N("%Ln skipped", "%Ln skipped"), m_summary.skipped).text());
    add(m_summary.left, Message::counted(LOTSE_MSG_N("%Ln left", "%Ln left"), m_summary.left).text());
    QString out = parts.join(u", "_s) + u'.';
    if (m_summary.error)
        out += u' ' + m_summary.error.text();
    return out;
}

void ChangeList::apply()
{
    if (!whyNotApply().isEmpty())
        return;
    // A run has an id of its own: what was done before is not part of it.
    if (m_hasEnded)
        dropDone(m_plan);
    change::ChangePlan plan = wanted();
    plan.changes.removeIf([this](const Change &one) {
        const Line &line = lineOf(one.id);
        return line.review.blocked || (m_hasEnded && line.progress.state == State::Conflict);
    });
    const QString undoes = m_plan.undoes;
    m_hasEnded = m_canUndo = false;
    afresh();
    m_plan.undoes = plan.undoes = undoes;
    plan.id = m_plan.id;
    plan.madeAt = m_plan.madeAt;
    emit applyAsked(plan);
}

bool ChangeList::runNow(const QList<Change> &changes)
{
    if (!stage(changes))
        return false;
    // What else is staged waits, and is ticked as before once this is through.
    m_waiting.emplace();
    for (auto it = m_lines.begin(); it != m_lines.end(); ++it) {
        const Change *change = m_plan.find(it.key());
        const bool isMeant = change && std::any_of(changes.begin(), changes.end(), [&](const Change &one) {
            return one.operation == change->operation && one.target() == change->target();
        });
        if (it->isIncluded && !isMeant)
            m_waiting->insert(it.key());
        it->isIncluded = isMeant;
    }
    if (const QString why = whyNotApply(); !why.isEmpty()) {
        endWaiting();
        takeBack();
        refuse(why);
        return false;
    }
    apply();
    return true;
}

void ChangeList::endWaiting()
{
    if (!m_waiting)
        return;
    for (auto it = m_lines.begin(); it != m_lines.end(); ++it)
        it->isIncluded = it->isIncluded || m_waiting->contains(it.key());
    m_waiting.reset();
}

change::Executor::Options ChangeList::options() const
{
    change::Executor::Options out;
    out.stopsAtFailure = m_stopsAtFailure;
    out.actor = actor();
    out.secrets = m_secrets;
    return out;
}

void ChangeList::begin(const change::ChangePlan &plan, const change::Course *before)
{
    if (before) {
        m_lines.clear();
        m_plan = plan;
    }
    m_sent.clear();
    for (const Change &change : plan.changes)
        m_sent.append(change.id);
    m_isRunning = true;
    m_isPaused = m_hasEnded = m_canUndo = false;
    m_past.clear();
    m_summary = {};
    m_failure = {};
    for (const Change &change : plan.changes) {
        m_lines[change.id].progress = {};
        if (before)
            m_lines[change.id].progress.state = before->steps.value(change.id).state;
    }
    rebuild();
    emit changed();
    emit began();
}

void ChangeList::take(const change::Progress &progress)
{
    const int row = rowOf(progress.id);
    if (row < 0)
        return;
    change::Progress kept = progress;
    kept.secret = {}; // shown, never kept
    m_lines[progress.id].progress = kept;
    tell(row);
    emit moved();
    if (!progress.secret.isEmpty())
        emit secretShown(progress.holder, QString::fromUtf8(progress.secret.view()));
}

void ChangeList::finish(const change::Summary &summary)
{
    m_summary = summary;
    m_isRunning = m_isPaused = false;
    m_hasEnded = true;
    m_canUndo = summary.verified > 0;
    m_plan.undoes.clear();
    m_secrets.clear();
    m_given.clear();
    // What was not sent can be applied again; what is in conflict waits for a choice.
    endWaiting();
    rebuild();
    emit changed();
    const bool isWell = summary.failed == 0 && summary.unknown == 0 && !summary.error;
    emit finished(!isWell ? u"error"_s : summary.conflicts > 0 || summary.left > 0 ? u"warning"_s : u"ok"_s);
}

void ChangeList::fail(const Error &error)
{
    m_failure = error;
    m_isRunning = m_isPaused = false;
    m_secrets.clear();
    m_given.clear();
    endWaiting();
    rebuild();
    refuse(error.text());
    emit changed();
    emit finished(u"error"_s);
}

void ChangeList::pause()
{
    if (!m_isRunning || m_isPaused)
        return;
    m_isPaused = true;
    emit pauseAsked();
    emit changed();
}

void ChangeList::resume()
{
    if (!m_isPaused)
        return;
    m_isPaused = false;
    emit resumeAsked();
    emit changed();
}

void ChangeList::cancel()
{
    if (m_isRunning)
        emit cancelAsked();
}

void ChangeList::undoRun()
{
    if (canUndoRun())
        emit undoAsked();
}

void ChangeList::setUndo(const Result<change::ChangePlan> &plan)
{
    if (!plan) {
        refuse(plan.error().text());
        return;
    }
    load(*plan);
}

} // namespace lotse::models
