// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operation.h"

using namespace Qt::StringLiterals;

namespace lotse::harbor {

namespace {

Member::Type typeOf(char letter)
{
    switch (letter) {
    case 'i':
        return Member::Type::Whole;
    case 'n':
        return Member::Type::Number;
    case 'b':
        return Member::Type::Flag;
    case 'a':
        return Member::Type::List;
    case 'o':
        return Member::Type::Object;
    default:
        return Member::Type::Text;
    }
}

void readLimit(Member &member, const QString &limit)
{
    if (limit.startsWith(u"<="_s)) {
        member.longest = limit.mid(2).toInt();
        return;
    }
    const qsizetype dots = limit.indexOf(u".."_s);
    if (dots < 0) {
        member.choices = limit.split(u'|');
        return;
    }
    if (dots > 0)
        member.least = limit.left(dots).toLongLong();
    if (dots + 2 < limit.size())
        member.most = limit.mid(dots + 2).toLongLong();
}

Member::Comparison comparisonOf(const QString &word)
{
    if (word == u"url"_s)
        return Member::Comparison::Url;
    if (word == u"set"_s)
        return Member::Comparison::Set;
    if (word == u"dn"_s)
        return Member::Comparison::Dn;
    if (word == u"lower"_s)
        return Member::Comparison::Lower;
    return word == u"escaped"_s ? Member::Comparison::Escaped : Member::Comparison::Exact;
}

Member readMember(const QString &word)
{
    Member out;
    const qsizetype colon = word.indexOf(u':');
    out.path = word.left(colon);
    out.type = typeOf(word[colon + 1].toLatin1());
    for (qsizetype i = colon + 2; i < word.size(); ++i) {
        switch (word[i].toLatin1()) {
        case '!':
            out.isAskedFor = out.isRequired;
            out.isRequired = true;
            break;
        case '*':
            out.isSecret = true;
            break;
        case '-':
            out.handling = Member::Handling::Ignored;
            break;
        case '+':
            out.handling = Member::Handling::CreateOnly;
            break;
        case '?':
            out.handling = Member::Handling::Hidden;
            break;
        case '=':
            out.handling = Member::Handling::Identity;
            break;
        case '(': {
            const qsizetype end = word.indexOf(u')', i);
            readLimit(out, word.mid(i + 1, end - i - 1));
            i = end;
            break;
        }
        case '~':
            out.comparison = comparisonOf(word.mid(i + 1));
            i = word.size();
            break;
        default:
            break;
        }
    }
    return out;
}

bool fits(Member::Type type, const QJsonValue &value)
{
    switch (type) {
    case Member::Type::Text:
        return value.isString();
    case Member::Type::Whole:
        return value.isDouble() && value.toDouble() == double(value.toInteger());
    case Member::Type::Number:
        return value.isDouble();
    case Member::Type::Flag:
        return value.isBool();
    case Member::Type::List:
        return value.isArray();
    case Member::Type::Object:
        return value.isObject();
    }
    return false;
}

std::optional<Message> faultOf(const Member &member, const QJsonValue &value)
{
    if (value.isNull())
        return std::nullopt; // as if absent
    if (!fits(member.type, value))
        return Message{LOTSE_MSG("%1 has a value of a wrong type."), {member.path}};
    if (member.handling == Member::Handling::Ignored)
        return Message{LOTSE_MSG("The registry ignores %1 here: the change would be lost."), {member.path}};
    if (member.type == Member::Type::Whole) {
        const qint64 number = value.toInteger();
        if ((member.least && number < *member.least) || (member.most && number > *member.most)) {
            return Message{LOTSE_MSG("%1 must be between %2 and %3."),
                {member.path, member.least ? QString::number(*member.least) : u"…"_s,
                    member.most ? QString::number(*member.most) : u"…"_s}};
        }
    }
    if (member.type == Member::Type::Text) {
        const QString text = value.toString();
        if (!member.choices.isEmpty() && !member.choices.contains(text))
            return Message{LOTSE_MSG("%1 must be one of: %2."), {member.path, member.choices.join(u", "_s)}};
        if (member.longest > 0 && text.toUtf8().size() > member.longest) {
            return Message{
                LOTSE_MSG("%1 is too long: at most %2 bytes."), {member.path, QString::number(member.longest)}};
        }
        if (member.isRequired && text.isEmpty())
            return Message{LOTSE_MSG("%1 must not be empty."), {member.path}};
    }
    return std::nullopt;
}

} // namespace

bool takesAnyMember(const Operation &operation)
{
    return qstrcmp(operation.members, "*") == 0;
}

QList<Member> membersOf(const Operation &operation)
{
    QList<Member> out;
    if (takesAnyMember(operation))
        return out;
    for (const QString &word : QString::fromLatin1(operation.members).split(u' ', Qt::SkipEmptyParts))
        out.append(readMember(word));
    return out;
}

QList<MemberFault> faultsOf(const Operation &operation, const QJsonObject &body)
{
    QList<MemberFault> out;
    if (takesAnyMember(operation))
        return out;
    QHash<QString, Member> known;
    QSet<QString> branches; // "metadata" of "metadata.public"
    for (const Member &member : membersOf(operation)) {
        known.insert(member.path, member);
        for (qsizetype dot = member.path.indexOf(u'.'); dot > 0; dot = member.path.indexOf(u'.', dot + 1))
            branches.insert(member.path.left(dot));
    }
    QSet<QString> seen;
    const std::function<void(const QJsonObject &, const QString &)> look = [&](const QJsonObject &object,
                                                                               const QString &prefix) {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString path = prefix + it.key();
            const auto member = known.constFind(path);
            if (member != known.constEnd()) {
                seen.insert(path);
                if (const std::optional<Message> fault = faultOf(*member, it.value()))
                    out.append({path, *fault});
            } else if (branches.contains(path) && it.value().isObject()) {
                look(it.value().toObject(), path + u'.');
            } else {
                out.append({path, {LOTSE_MSG("The registry does not know %1: the value would be lost."), {path}}});
            }
        }
    };
    look(body, {});
    for (const Member &member : std::as_const(known)) {
        if (member.isRequired && !seen.contains(member.path) && (operation.needsBody || !body.isEmpty()))
            out.append({member.path, {LOTSE_MSG("%1 is missing."), {member.path}}});
    }
    return out;
}

} // namespace lotse::harbor
