// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/change.h"

#include <QMetaEnum>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::change {

QString Change::target() const
{
    const harbor::Operation *known = row();
    QString out = QString::fromLatin1(known ? known->reads : "");
    for (auto it = path.begin(); it != path.end(); ++it)
        out += u'\n' + it.key() + u'=' + it.value();
    if (known && known->undo == harbor::Undo::Remove) // what is made has no number yet
        for (auto it = names.begin(); it != names.end(); ++it)
            out += u'\n' + it.key() + u'=' + it.value();
    return out;
}

QString stateWord(State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(int(state))).toLower();
}

std::optional<State> stateOf(const QString &word)
{
    const QMetaEnum states = QMetaEnum::fromType<State>();
    for (int i = 0; i < states.keyCount(); ++i) {
        if (word.compare(QLatin1String(states.key(i)), Qt::CaseInsensitive) == 0)
            return State(states.value(i));
    }
    return std::nullopt;
}

QList<harbor::MemberFault> faultsOf(const Change &change)
{
    const harbor::Operation *operation = change.row();
    if (!operation)
        return {{{}, {LOTSE_MSG("Unknown operation %1."), {QString::fromLatin1(change.operation)}}}};
    QList<harbor::MemberFault> out;
    static const QRegularExpression parameter(u"\\{(\\w+)\\}"_s);
    auto found = parameter.globalMatch(QString::fromLatin1(operation->path));
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        if (change.path.value(name).isEmpty())
            out.append({name, {LOTSE_MSG("%1 is missing."), {name}}});
    }
    QJsonObject body = change.body;
    for (const Edit &edit : change.edits)
        putAt(body, edit.path, edit.after);
    const bool isUpdate = !change.edits.isEmpty();
    if (isUpdate && !change.body.isEmpty())
        out.append(harbor::MemberFault{{}, Message{LOTSE_MSG("A change has either edits or a body, not both."), {}}});
    const QList<harbor::Member> members = harbor::membersOf(*operation);
    for (const harbor::MemberFault &fault : harbor::faultsOf(*operation, body)) {
        // Of an update, what is not edited comes from the registry; what is typed comes when it is applied.
        const bool isThere = !valueAt(body, fault.path).isUndefined();
        if (!isThere && (isUpdate || change.secrets.contains(fault.path)))
            continue;
        out.append(fault);
    }
    for (const harbor::Member &member : members) {
        // The empty text in an instruction asks the registry to make one.
        const bool isAsked = operation->writing == harbor::Writing::Command && valueAt(body, member.path) == QString();
        if (member.isSecret && !isAsked && !valueAt(body, member.path).isUndefined())
            out.append({member.path, {LOTSE_MSG("%1 is a secret and is not stored in a plan."), {member.path}}});
    }
    if (operation->needsBody && body.isEmpty() && change.secrets.isEmpty())
        out.append(harbor::MemberFault{{}, Message{LOTSE_MSG("The change has no effect."), {}}});
    return out;
}

} // namespace lotse::change
