// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/campaign.h"

#include <algorithm>

namespace lotse::review {

using namespace Qt::StringLiterals;
using change::Change;
using report::AccessRow;

namespace {

const QList<std::pair<Decision::What, QString>> kWords{
    {Decision::What::Keep, u"keep"_s}, {Decision::What::Change, u"change"_s}, {Decision::What::Revoke, u"revoke"_s}};

const QList<std::pair<qint64, QString>> kRoles{{harbor::ProjectAdmin, u"project-admin"_s},
    {harbor::Maintainer, u"maintainer"_s}, {harbor::Developer, u"developer"_s}, {harbor::Guest, u"guest"_s},
    {harbor::LimitedGuest, u"limited-guest"_s}};

bool isMember(const AccessRow &row)
{
    return row.kind == AccessRow::Kind::User || row.kind == AccessRow::Kind::Group;
}

Change memberChange(const Item &item)
{
    const AccessRow &row = item.access;
    const bool isRemoved = item.decision.what == Decision::What::Revoke;
    Change out;
    out.operation = isRemoved ? "deleteProjectMember" : "updateProjectMember";
    out.path = {{u"project_name_or_id"_s, row.project}, {u"mid"_s, QString::number(row.id)}};
    out.names = {{u"project"_s, row.project}};
    if (!row.name.isEmpty())
        out.names.insert(u"member"_s, row.name);
    out.edits = {
        {u"role_id"_s, row.role, isRemoved ? QJsonValue(QJsonValue::Undefined) : QJsonValue(item.decision.role)}};
    return out;
}

Change accountChange(
    const QByteArray &operation, const QString &parameter, const AccessRow &row, const change::Edit &edit)
{
    Change out;
    out.operation = operation;
    out.path = {{parameter, QString::number(row.id)}};
    out.names = {{u"name"_s, row.name}};
    out.edits = {edit};
    return out;
}

} // namespace

QString decisionWord(Decision::What what)
{
    for (const auto &[one, word] : kWords) {
        if (one == what)
            return word;
    }
    return {};
}

std::optional<Decision::What> decisionOf(const QString &word)
{
    for (const auto &[one, known] : kWords) {
        if (known == word)
            return one;
    }
    return {};
}

Message decisionText(Decision::What what)
{
    switch (what) {
    case Decision::What::None:
        return {LOTSE_MSG("Open"), {}};
    case Decision::What::Keep:
        return {LOTSE_MSG("Keep"), {}};
    case Decision::What::Change:
        return {LOTSE_MSG("Change"), {}};
    case Decision::What::Revoke:
        break;
    }
    return {LOTSE_MSG("Revoke"), {}};
}

qint64 roleOfWord(const QString &word)
{
    for (const auto &[role, known] : kRoles) {
        if (known == word)
            return role;
    }
    return 0;
}

QString roleWord(qint64 role)
{
    for (const auto &[one, word] : kRoles) {
        if (one == role)
            return word;
    }
    return QString::number(role);
}

qsizetype Campaign::count(Decision::What what) const
{
    return std::count_if(items.begin(), items.end(), [&](const Item &item) { return item.decision.what == what; });
}

const Item *Campaign::find(const QString &key) const
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item &item) { return item.key() == key; });
    return found == items.end() ? nullptr : &*found;
}

QList<Reviewed> Campaign::registries() const
{
    return QList<Reviewed>{*this} + others;
}

bool Campaign::isOf(const QString &storedId) const
{
    const QList<Reviewed> all = registries();
    return std::any_of(all.begin(), all.end(), [&](const Reviewed &one) { return one.registryId == storedId; });
}

bool Campaign::isOfHost(const QString &name) const
{
    const QList<Reviewed> all = registries();
    return std::any_of(all.begin(), all.end(), [&](const Reviewed &one) { return one.host == name; });
}

QStringList Campaign::gapsText(const std::function<QString(const Message &)> &say) const
{
    QStringList out;
    for (const Reviewed &one : registries()) {
        for (const posture::Gap &gap : one.gaps)
            out.append(others.isEmpty() ? gap.text(say) : one.host + u": "_s + gap.text(say));
    }
    return out;
}

Result<void> checkDecision(const Item &item, const Decision &decision)
{
    using What = Decision::What;
    if (decision.what == What::None)
        return {};
    if (decision.reviewer.trimmed().isEmpty())
        return usageError(LOTSE_MSG("A decision requires the name of the reviewer."));
    if (decision.what != What::Keep && decision.reason.trimmed().isEmpty())
        return usageError(LOTSE_MSG("To change or revoke %1, enter a reason."), {item.access.name});
    if (decision.what == What::Change) {
        if (!isMember(item.access) && decision.role != 0)
            return usageError(LOTSE_MSG("%1 is not a member of a project and has no role."), {item.access.name});
        if (isMember(item.access) && roleWord(decision.role) == QString::number(decision.role))
            return usageError(LOTSE_MSG("To change a member, select its new role."));
        if (isMember(item.access) && decision.role == item.access.role)
            return usageError(
                LOTSE_MSG("%1 already has this role. To leave it unchanged, select Keep."), {item.access.name});
    }
    return {};
}

QList<Change> changesOf(const Campaign &campaign, const QString &host, QStringList *byHand)
{
    QList<Change> out;
    for (const Item &item : campaign.items) {
        const AccessRow &row = item.access;
        const bool isRevoked = item.decision.what == Decision::What::Revoke;
        const auto tell = [&](const char *sentence) {
            if (byHand)
                byHand->append(Message{sentence, {row.name, item.decision.reason}}.text());
        };
        const bool isHere = item.host.isEmpty() ? host == campaign.host : host == item.host;
        if (!isHere || item.decision.what == Decision::What::None || item.decision.what == Decision::What::Keep)
            continue;
        if (isMember(row))
            out.append(memberChange(item));
        else if (!isRevoked)
            tell(LOTSE_MSG("Change %1 manually (%2): the access review does not contain the new permissions."));
        else if (row.isBuiltIn())
            tell(LOTSE_MSG("%1 is the built-in administrator, whose permissions cannot be removed (%2): change its "
                           "password, and use personal accounts."));
        else if (row.kind == AccessRow::Kind::Admin)
            out.append(accountChange("setUserSysAdmin", u"user_id"_s, row, {u"sysadmin_flag"_s, true, false}));
        else if (row.isDisabled)
            tell(LOTSE_MSG("Robot account %1 is already disabled (%2)."));
        else
            out.append(accountChange("UpdateRobot", u"robot_id"_s, row, {u"disable"_s, false, true}));
    }
    return out;
}

} // namespace lotse::review
