// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changelist.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;
using change::State;

namespace {

QString conditionOf(State state)
{
    switch (state) {
    case State::Intent:
    case State::Sent:
        return u"running"_s;
    case State::Verified:
        return u"ok"_s;
    case State::Done:
    case State::Conflict:
    case State::Unknown:
        return u"warning"_s;
    case State::Failed:
        return u"error"_s;
    case State::Planned:
    case State::Skipped:
    case State::Cancelled:
        break;
    }
    return u"off"_s;
}

QString riskWord(harbor::Risk risk)
{
    switch (risk) {
    case harbor::Risk::Harmless:
        return ChangeList::tr("harmless");
    case harbor::Risk::Reversible:
        return ChangeList::tr("reversible");
    case harbor::Risk::Restorable:
        return ChangeList::tr("partly restorable");
    case harbor::Risk::Lossy:
        return ChangeList::tr("loses data");
    case harbor::Risk::Final:
        return ChangeList::tr("final");
    }
    return {};
}

bool needsTyping(const change::Review &review)
{
    return review.risk == harbor::Risk::Final || review.undo == harbor::Undo::Impossible;
}

QStringList textsOf(const QList<Message> &messages)
{
    QStringList out;
    for (const Message &message : messages)
        out.append(message.text());
    return out;
}

/// A value of a conflict, as the review of an edit writes it.
QString valueText(const Change &change, const QString &path, const QJsonValue &value)
{
    Change one = change;
    one.edits = {{path, value, value}};
    for (const change::Difference &difference : change::reviewOf(one, {}, QLocale()).differences) {
        if (difference.path == path)
            return difference.after;
    }
    return {};
}

} // namespace

int ChangeList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QHash<int, QByteArray> ChangeList::roleNames() const
{
    return {{IdRole, "changeId"}, {SentenceRole, "sentence"}, {GroupRole, "group"}, {EffectsRole, "effects"},
        {WarningsRole, "warnings"}, {DifferencesRole, "differences"}, {RiskRole, "riskWord"}, {FinalRole, "isFinal"},
        {UndoRole, "undoWord"}, {BlockedRole, "blocked"}, {IncludedRole, "isIncluded"}, {StateRole, "stateName"},
        {ConditionRole, "condition"}, {StateTextRole, "stateText"}, {ErrorRole, "error"}, {DetailRole, "detail"},
        {RequestRole, "requestId"}, {ConflictRole, "conflict"}, {SecretsRole, "secrets"}};
}

QVariantList ChangeList::conflictOf(const change::Progress &progress, const Change &change) const
{
    QVariantList out;
    for (const change::Edit &theirs : progress.theirs) {
        QJsonValue before(QJsonValue::Undefined);
        for (const change::Edit &edit : change.edits) {
            if (edit.path == theirs.path)
                before = edit.before;
        }
        out.append(QVariantMap{{u"path"_s, theirs.path}, {u"mine"_s, valueText(change, theirs.path, theirs.after)},
            {u"theirs"_s, valueText(change, theirs.path, theirs.before)},
            {u"before"_s, valueText(change, theirs.path, before)}});
    }
    return out;
}

QVariant ChangeList::data(const QModelIndex &index, int role) const
{
    const Change *change = at(index.row());
    if (!change || index.parent().isValid())
        return {};
    const Line line = m_lines.value(change->id);
    const change::Review &review = line.review;
    const change::Progress &progress = line.progress;
    switch (role) {
    case IdRole:
        return change->id;
    case Qt::DisplayRole:
    case SentenceRole:
        return review.sentence.text();
    case GroupRole:
        return change->names.value(u"project"_s);
    case EffectsRole:
        return textsOf(review.effects);
    case WarningsRole:
        return textsOf(review.warnings);
    case DifferencesRole: {
        QVariantList out;
        for (const change::Difference &one : review.differences)
            out.append(QVariantMap{{u"path"_s, one.path}, {u"before"_s, one.before}, {u"after"_s, one.after}});
        return out;
    }
    case RiskRole:
        return riskWord(review.risk);
    case FinalRole:
        return needsTyping(review);
    case UndoRole:
        return change::undoText(review.undo).text();
    case BlockedRole:
        return review.blocked ? review.blocked->text() : QString();
    case IncludedRole:
        return line.isIncluded && !review.blocked;
    case StateRole:
        return change::stateWord(progress.state);
    case ConditionRole:
        return conditionOf(progress.state);
    case StateTextRole:
        return change::stateText(progress.state).text();
    case ErrorRole:
        return progress.sentence.isEmpty() ? QString() : progress.sentence.text();
    case DetailRole: {
        if (!progress.error)
            return QString();
        QStringList lines{progress.error.text(), progress.error.where, progress.error.detail};
        lines.removeAll(QString());
        lines.removeAll(progress.sentence.text());
        return lines.join(u'\n');
    }
    case RequestRole:
        return progress.requestId.isEmpty() ? progress.error.requestId : progress.requestId;
    case ConflictRole:
        return conflictOf(progress, *change);
    case SecretsRole:
        return change->secrets;
    default:
        return {};
    }
}

bool ChangeList::isDone(const QString &id) const
{
    const State state = m_lines.value(id).progress.state;
    return state == State::Verified || state == State::Done || state == State::Skipped;
}

int ChangeList::pending() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) { return !isDone(id); }));
}

int ChangeList::included() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) {
        const Line line = m_lines.value(id);
        const State state = line.progress.state;
        return line.isIncluded && !line.review.blocked && !(m_hasEnded && (isDone(id) || state == State::Conflict));
    }));
}

int ChangeList::settled() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const QString &id) {
        const State state = m_lines.value(id).progress.state;
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
    return tr("Apply %n changes to %1", nullptr, included()).arg(m_host);
}

QString ChangeList::whyNotApply() const
{
    if (m_isRunning)
        return tr("The changes are being applied.");
    if (included() == 0)
        return tr("No change is selected.");
    if (!m_session)
        return tr("The account of these changes no longer exists.");
    if (isReadOnly())
        return tr("This account is read-only. Enable “Allow changes” in the settings of %1 to apply them.")
            .arg(m_session->account().name);
    if (m_session->state() != Session::State::Online)
        return tr("%1 is not connected.").arg(m_host);
    for (const Change &change : m_plan.changes) {
        if (!m_lines.value(change.id).isIncluded)
            continue;
        for (const QString &member : change.secrets) {
            if (!m_secrets.value(change.id).contains(member))
                return tr("Enter the %1 for “%2” first.").arg(member, change::sentenceOf(change).text());
        }
    }
    return {};
}

QString ChangeList::confirmation() const
{
    QStringList names;
    for (const QString &id : m_rows) {
        const Line line = m_lines.value(id);
        if (!line.isIncluded || line.review.blocked || !needsTyping(line.review)
            || line.progress.state == State::Verified)
            continue;
        const harbor::Params &called = m_plan.find(id)->names;
        names.append(called.value(u"name"_s, called.value(u"member"_s, called.value(u"project"_s, m_host))));
    }
    if (names.isEmpty())
        return {};
    return names.size() == 1 ? names.first() : u"%1 %2"_s.arg(m_host).arg(names.size());
}

QString ChangeList::sentence() const
{
    if (m_failure)
        return m_failure.text();
    if (m_isRunning && m_isPaused)
        return tr("Paused: %1 of %2 completed.").arg(settled()).arg(count());
    if (m_isRunning)
        return tr("%1 of %2 completed.").arg(settled()).arg(count());
    if (!m_hasEnded)
        return {};
    QStringList parts;
    const auto add = [&parts](int number, const QString &text) {
        if (number > 0)
            parts.append(text);
    };
    add(m_summary.verified, tr("%n done and proved", nullptr, m_summary.verified));
    add(m_summary.done, tr("%n accepted, not proved", nullptr, m_summary.done));
    add(m_summary.conflicts, tr("%n in conflict", nullptr, m_summary.conflicts));
    add(m_summary.failed, tr("%n failed", nullptr, m_summary.failed));
    add(m_summary.unknown, tr("%n unknown", nullptr, m_summary.unknown));
    add(m_summary.skipped, tr("%n skipped", nullptr, m_summary.skipped));
    add(m_summary.left, tr("%n left", nullptr, m_summary.left));
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
    m_plan.changes.removeIf([this](const Change &one) { return m_hasEnded && isDone(one.id); });
    change::ChangePlan plan = wanted();
    plan.changes.removeIf([this](const Change &one) {
        const Line line = m_lines.value(one.id);
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
        emit secretShown(m_lines[progress.id].review.sentence.text(), QString::fromUtf8(progress.secret.view()));
}

void ChangeList::finish(const change::Summary &summary)
{
    m_summary = summary;
    m_isRunning = m_isPaused = false;
    m_hasEnded = true;
    m_canUndo = summary.verified > 0;
    m_plan.undoes.clear();
    m_secrets.clear();
    // What was not sent can be applied again; what is in conflict waits for a choice.
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
