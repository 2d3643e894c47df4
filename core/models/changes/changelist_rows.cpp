// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changelist.h"

#include "models/changes/formkinds.h"
#include "models/tables/kindtables.h"

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

QString riskWord(const change::Review &review)
{
    switch (review.risk) {
    case harbor::Risk::Harmless:
        return word(LOTSE_MSG("harmless"));
    case harbor::Risk::Reversible:
        // To stop a run loses nothing, and there is no way back all the same.
        return review.undo == harbor::Undo::Impossible ? word(LOTSE_MSG("low")) : word(LOTSE_MSG("reversible"));
    case harbor::Risk::Restorable:
        return word(LOTSE_MSG("partly restorable"));
    case harbor::Risk::Lossy:
        return word(LOTSE_MSG("loses data"));
    case harbor::Risk::Final:
        return word(LOTSE_MSG("final"));
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

/// What an update sets, where it is short: "Scan images on push: off → on". The sentence of a role or a limit says it.
QStringList shortDifferences(const Change &change, const change::Review &review)
{
    constexpr qsizetype most = 4, longest = 60;
    QStringList out;
    const bool isSaid = change.operation == "updateProjectMember" || change.operation == "updateQuota"
        || change.operation == "setUserSysAdmin";
    if (isSaid || change.isRemoval() || change.edits.isEmpty())
        return out;
    for (const change::Difference &one : review.differences) {
        const QString label = memberLabel(change.operation, one.path);
        // A member without a form, such as the rules of a policy, is shown on demand.
        if (label == one.path || one.before.size() > longest || one.after.size() > longest)
            continue;
        out.append(one.before.isEmpty() ? u"%1: %2"_s.arg(label, one.after)
                                        : u"%1: %2 → %3"_s.arg(label, one.before, one.after));
    }
    return out.first(std::min(most, out.size()));
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
    const Line &line = lineOf(change->id);
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
        return textsOf(review.effects) + shortDifferences(*change, review);
    case WarningsRole: {
        QStringList out = textsOf(review.warnings);
        const QMap<QString, SecureBytes> typed = m_secrets.value(change->id);
        if (m_again.contains(change->id)
            && std::any_of(change->secrets.begin(), change->secrets.end(),
                [&typed](const QString &member) { return !typed.contains(member); }))
            out.prepend(word(LOTSE_MSG("Enter the secret again.")));
        return out;
    }
    case DifferencesRole: {
        QVariantList out;
        for (const change::Difference &one : review.differences)
            out.append(QVariantMap{{u"path"_s, memberLabel(change->operation, one.path)}, {u"before"_s, one.before},
                {u"after"_s, one.after}});
        return out;
    }
    case RiskRole:
        return riskWord(review);
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
    case SecretsRole: {
        QStringList asked = change->secrets;
        for (const QString &given : m_given.value(change->id))
            asked.removeAll(given);
        return asked;
    }
    default:
        return {};
    }
}

void ChangeList::typeSecret(int row, const QString &member, const QString &secret)
{
    const Change *change = at(row);
    if (!change)
        return;
    QByteArray bytes = secret.toUtf8();
    if (bytes.isEmpty())
        m_secrets[change->id].remove(member);
    else
        m_secrets[change->id].insert(member, SecureBytes(bytes));
    SecureBytes::wipe(bytes);
    if (m_again.contains(change->id))
        emit dataChanged(index(row), index(row), {WarningsRole});
    emit changed();
}

QString ChangeList::confirmation() const
{
    QStringList names;
    for (const QString &id : m_rows) {
        const Line &line = lineOf(id);
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

} // namespace lotse::models
