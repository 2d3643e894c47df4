// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changelist.h"

#include "base/safefile.h"

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;
using change::ChangePlan;

namespace {

constexpr qint64 largestPlan = 64 * 1024 * 1024;

} // namespace

change::StagedSet ChangeList::kept() const
{
    change::StagedSet out;
    out.plan = m_plan;
    out.sent = m_sent;
    if (m_sent.isEmpty()) { // a plan that was saved to a file may be applied by another program
        for (const change::Change &one : m_plan.changes)
            out.sent.append(one.id);
    }
    for (const change::Change &one : m_plan.changes) {
        const Line &line = lineOf(one.id);
        if (!line.isIncluded && !(m_waiting && m_waiting->contains(one.id)))
            out.off.append(one.id);
        QStringList typed = m_given.value(one.id);
        if (typed.isEmpty() && m_again.contains(one.id))
            typed = one.secrets;
        if (!typed.isEmpty())
            out.typed.insert(one.id, typed);
    }
    if (m_hasEnded)
        dropDone(out.plan);
    return out;
}

void ChangeList::restore(const change::StagedSet &set)
{
    if (set.isEmpty() || m_isRunning)
        return;
    // Whoever was quick has staged something already: it counts, and comes on top.
    const QList<change::Change> newer = m_hasEnded ? QList<change::Change>() : m_plan.changes;
    QList<QMap<QString, SecureBytes>> typed;
    for (const change::Change &one : newer)
        typed.append(m_secrets.value(one.id));
    m_lines.clear();
    m_secrets.clear();
    m_given.clear();
    m_hasEnded = m_canUndo = false;
    m_past = {QList<change::Change>()};
    m_plan = set.plan;
    afresh();
    m_plan.madeAt = set.plan.madeAt;
    for (const change::Change &one : std::as_const(m_plan.changes)) {
        m_lines[one.id].isIncluded = !set.off.contains(one.id);
        if (set.typed.contains(one.id))
            m_again.insert(one.id);
    }
    const auto again = qint64(m_again.size());
    rebuild();
    if (!newer.isEmpty())
        stage(newer, typed);
    QStringList said{Message::counted(LOTSE_MSG_N("%Ln changes that were not applied are staged again.",
                                          "%Ln change that was not applied is staged again."),
        qint64(set.plan.changes.size()))
                         .text()};
    if (again > 0)
        said.append(Message::counted(LOTSE_MSG_N("Enter the secrets of %Ln of them again: they are never stored.",
                                         "Enter the secret of %Ln of them again: it is never stored."),
            again)
                        .text());
    m_notice = said.join(u' ');
    m_isRestored = true;
    m_restored = m_rows.size(); // with another number, the sentence is not true any more
    emit noticeChanged();
    emit changed();
}

void ChangeList::say(const QString &notice)
{
    if (m_notice == notice)
        return;
    m_notice = notice;
    m_isRestored = false;
    emit noticeChanged();
}

void ChangeList::dismissNotice()
{
    say({});
}

ChangePlan ChangeList::wanted() const
{
    ChangePlan out = m_plan;
    QSet<QString> kept;
    for (const Change &change : m_plan.changes) {
        if (lineOf(change.id).isIncluded)
            kept.insert(change.id);
    }
    out.changes.removeIf([&](const Change &one) { return !kept.contains(one.id); });
    return out;
}

QByteArray ChangeList::planFile() const
{
    return change::toJson(wanted());
}

QString ChangeList::planFileName() const
{
    QString host = m_host;
    host.replace(u':', u'_');
    return u"plan-%1-%2.json"_s.arg(host, m_clock->now().toString(u"yyyyMMdd-HHmm"_s));
}

bool ChangeList::openPlan(const QUrl &file)
{
    const Result<QByteArray> bytes = readWhole(file.toLocalFile(), largestPlan);
    if (!bytes) {
        refuse(bytes.error().text());
        return false;
    }
    const Result<ChangePlan> plan = change::fromJson(*bytes);
    if (!plan) {
        refuse(plan.error().text());
        return false;
    }
    if (const Result<void> fits = change::fitsRegistry(*plan, m_plan.origin); !fits) {
        refuse(fits.error().text());
        return false;
    }
    if (m_plan.changes.isEmpty() && !m_isRunning) {
        load(*plan);
        return true;
    }
    return stage(plan->changes);
}

void ChangeList::load(const ChangePlan &plan)
{
    m_lines.clear();
    m_past = {QList<Change>()};
    m_hasEnded = m_canUndo = false;
    m_plan = plan;
    afresh();
    m_plan.undoes = plan.undoes;
    m_plan.title = plan.title;
    rebuild();
    refuse({});
    emit changed();
}

} // namespace lotse::models
