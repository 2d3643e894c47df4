// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/check.h"

#include <QJsonArray>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

Verdict centralIdentity(const Sight &sight)
{
    const QString mode = sight.one(u"system-info"_s)[u"auth_mode"_s].toString();
    Verdict out = mode.isEmpty()
        ? Verdict::notAssessable({LOTSE_MSG("The registry does not say how people sign in."), {}})
        : sight.list(u"modes"_s).contains(mode)
        ? Verdict::passed({LOTSE_MSG("Users sign in with a central identity provider (%1)."), {mode}})
        : Verdict::failed({LOTSE_MSG("Users sign in with passwords stored in the registry (%1)."), {mode}});
    return out.with(u"system-info"_s, 0, u"auth_mode"_s);
}

Verdict secondFactor(const Sight &sight)
{
    // A statement of whoever runs the identity provider, from the set's file: the registry cannot know it.
    const QJsonObject stated = sight.one(u"statement-mfa"_s);
    if (stated.isEmpty())
        return Verdict::notAssessable(
            {LOTSE_MSG("A second factor is asked for by the identity provider, which the registry cannot tell. Add a "
                       "statement \"mfa\" with its date to the check set."),
                {}});
    const double age = sight.daysSince(stated[u"date"_s].toString() + u"T00:00:00Z"_s);
    if (age > sight.number(u"days"_s))
        return Verdict::notAssessable(
            {LOTSE_MSG("The statement on the second factor is dated %1: too old, or without a readable date."),
                {stated[u"date"_s].toString()}})
            .with(u"statement-mfa"_s, 0);
    Verdict out = stated[u"enforced"_s].toBool()
        ? Verdict::passed({LOTSE_MSG("%1 states on %2 that the identity provider enforces a second factor."),
            {stated[u"by"_s].toString(), stated[u"date"_s].toString()}})
        : Verdict::failed({LOTSE_MSG("%1 states on %2 that no second factor is enforced."),
            {stated[u"by"_s].toString(), stated[u"date"_s].toString()}});
    return out.with(u"statement-mfa"_s, 0);
}

Verdict selfRegistration(const Sight &sight)
{
    const QJsonValue value = sight.one(u"system-info"_s)[u"self_registration"_s];
    Verdict out = !value.isBool() ? Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}})
        : value.toBool()          ? Verdict::failed({LOTSE_MSG("Anyone can create an account."), {}})
                         : Verdict::passed({LOTSE_MSG("Nobody can create an account without an administrator."), {}});
    return out.with(u"system-info"_s, 0, u"self_registration"_s);
}

Verdict projectCreation(const Sight &sight)
{
    const QString value = sight.one(u"system-info"_s)[u"project_creation_restriction"_s].toString();
    Verdict out = value.isEmpty() ? Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}})
        : value == "adminonly"_L1 ? Verdict::passed({LOTSE_MSG("Only administrators can create projects."), {}})
                                  : Verdict::failed({LOTSE_MSG("Everybody who can sign in may create projects."), {}});
    return out.with(u"system-info"_s, 0, u"project_creation_restriction"_s);
}

Verdict defaultPassword(const Sight &sight)
{
    const int status = sight.one(u"default-password"_s)[u"status"_s].toInt();
    Verdict out = status == 401
        ? Verdict::passed({LOTSE_MSG("The password that Harbor is installed with is refused."), {}})
        : status == 200 ? Verdict::failed(
              {LOTSE_MSG("The administrator signs in with the password that Harbor is installed with."), {}})
                        : Verdict::notAssessable(
                            {LOTSE_MSG("The sign-in returned %1, which is inconclusive."), {QString::number(status)}});
    return out.with(u"default-password"_s, 0);
}

Verdict fewAdmins(const Sight &sight)
{
    Verdict out;
    const QList<FactRow> &rows = sight.rows(u"users"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!rows[i].json[u"sysadmin_flag"_s].toBool() && !rows[i].json[u"admin_role_in_auth"_s].toBool())
            continue;
        out.subjects.append(rows[i].json[u"username"_s].toString());
        out.with(u"users"_s, i);
    }
    // Harbor's list leaves the built-in administrator out, who is always there.
    if (!listsBuiltInAdmin(rows))
        out.subjects.append(kBuiltInAdmin);
    const qsizetype count = out.subjects.size();
    const QStringList arguments{QString::number(count), QString::number(int(sight.number(u"most"_s)))};
    if (double(count) > sight.number(u"most"_s)) {
        out.outcome = Outcome::Failed;
        out.message = {
            LOTSE_MSG("System administrators with the built-in one: %1; at most %2 are allowed."), arguments};
    } else {
        out.outcome = Outcome::Passed;
        out.message = {LOTSE_MSG("System administrators with the built-in one: %1, not more than %2."), arguments};
        out.subjects.clear();
    }
    return out;
}

Verdict breakGlass(const Sight &sight)
{
    const QList<FactRow> &rows = sight.rows(u"audit-admin"_s);
    Survey survey(u"audit-admin"_s);
    for (qsizetype i = 0; i < rows.size(); ++i)
        survey.bad(i, rows[i].json[u"op_time"_s].toString());
    return survey.verdict("", LOTSE_MSG("The built-in administrator signed in %1 times in the checked period."),
        LOTSE_MSG("The built-in administrator has not signed in during the period checked."));
}

Verdict publicProjects(const Sight &sight)
{
    const QStringList allowed = sight.list(u"allowed"_s);
    const QList<FactRow> &rows = sight.rows(u"anonymous-projects"_s);
    Survey survey(u"anonymous-projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString name = rows[i].json[u"name"_s].toString();
        if (fits(name, allowed))
            survey.good(i, u"name"_s);
        else
            survey.bad(i, name, u"name"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 public projects are allowed to be public."),
        LOTSE_MSG("%1 of %2 public projects are not on the list of allowed public projects."),
        LOTSE_MSG("No project is public."));
}

Verdict membersByGroup(const Sight &sight)
{
    const QList<FactRow> &rows = sight.rows(u"project-members"_s);
    if (rows.isEmpty())
        return Verdict::notApplicable({LOTSE_MSG("No project has members."), {}});
    QHash<QString, int> admins;
    qsizetype groups = 0;
    Verdict out;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].json[u"entity_type"_s].toString() == "g"_L1)
            ++groups;
        else if (out.proofs.size() < 20)
            out.with(u"project-members"_s, i);
        if (!admins.contains(rows[i].parent))
            admins.insert(rows[i].parent, 0);
        if (rows[i].json[u"role_id"_s].toInt() == 1 && double(++admins[rows[i].parent]) > sight.number(u"admins"_s))
            out.with(u"project-members"_s, i);
    }
    for (auto it = admins.cbegin(); it != admins.cend(); ++it) {
        if (double(*it) > sight.number(u"admins"_s))
            out.subjects.append(it.key());
    }
    out.subjects.sort();
    const double share = 100.0 * double(groups) / double(rows.size());
    const QStringList arguments{QString::number(int(share)), QString::number(int(sight.number(u"percent"_s))),
        QString::number(out.subjects.size()), QString::number(int(sight.number(u"admins"_s)))};
    if (share < sight.number(u"percent"_s) || !out.subjects.isEmpty()) {
        out.outcome = Outcome::Failed;
        out.message = {
            LOTSE_MSG("%1 percent of the memberships are groups (required: %2); %3 projects have more than %4 "
                      "project admins."),
            arguments};
        out.isByAbsence = out.subjects.isEmpty(); // the groups may be in the rest
    } else {
        out.outcome = Outcome::Passed;
        out.message = {LOTSE_MSG("%1 percent of the memberships are groups (required: %2)."), arguments};
        out.proofs = {{u"project-members"_s, 0, {}}};
    }
    return out;
}

Verdict staleUsers(const Sight &sight)
{
    const double most = sight.number(u"days"_s);
    if (!sight.isCovered(most))
        return uncovered(sight, most);
    Survey survey(u"audit-of-users"_s);
    const QList<FactRow> &rows = sight.rows(u"audit-of-users"_s);
    bool hasUnread = false;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const double days = sight.daysSince(rows[i].json[u"op_time"_s].toString());
        if (days <= most)
            survey.good(i);
        else if (sight.isWholeOf(u"audit-of-users"_s, rows[i].parent))
            survey.bad(i, rows[i].parent);
        else
            hasUnread = true;
    }
    if (survey.count() == 0 && hasUnread)
        return Verdict::unread();
    return survey.verdict(LOTSE_MSG("All %1 users have audit trail entries within the allowed period."),
        LOTSE_MSG("%1 of %2 users were not active within the allowed period."), LOTSE_MSG("There are no users."));
}

Verdict sessionLife(const Sight &sight)
{
    const QJsonObject configuration = sight.one(u"configuration"_s);
    const QJsonValue session = settingOf(configuration, u"session_timeout"_s);
    const QJsonValue token = settingOf(configuration, u"token_expiration"_s);
    if (!session.isDouble() || !token.isDouble())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}});
    const bool isGood =
        session.toDouble() <= sight.number(u"session"_s) && token.toDouble() <= sight.number(u"token"_s);
    const QStringList arguments{QString::number(session.toInteger()), QString::number(token.toInteger()),
        QString::number(int(sight.number(u"session"_s))), QString::number(int(sight.number(u"token"_s)))};
    Verdict out = isGood
        ? Verdict::passed(
            {LOTSE_MSG("A session lasts %1 minutes, a token %2; at most %3 and %4 are allowed."), arguments})
        : Verdict::failed(
            {LOTSE_MSG("A session lasts %1 minutes, a token %2; at most %3 and %4 are allowed."), arguments});
    return out.with(u"configuration"_s, 0, u"session_timeout"_s).with(u"configuration"_s, 0, u"token_expiration"_s);
}

Verdict identityChannel(const Sight &sight)
{
    const QJsonObject configuration = sight.one(u"configuration"_s);
    const QString mode = settingOf(configuration, u"auth_mode"_s).toString();
    static const QHash<QString, QString> switches{{u"ldap_auth"_s, u"ldap_verify_cert"_s},
        {u"oidc_auth"_s, u"oidc_verify_cert"_s}, {u"uaa_auth"_s, u"uaa_verify_cert"_s},
        {u"http_auth"_s, u"http_authproxy_verify_cert"_s}};
    if (mode == "db_auth"_L1)
        return Verdict::notApplicable({LOTSE_MSG("No identity provider is used."), {}})
            .with(u"configuration"_s, 0, u"auth_mode"_s);
    const QString key = switches.value(mode);
    const QJsonValue verified = settingOf(configuration, key);
    if (key.isEmpty() || !verified.isBool())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}});
    const QString url = settingOf(configuration, u"ldap_url"_s).toString();
    const bool isPlain = mode == "ldap_auth"_L1 && url.startsWith("ldap://"_L1);
    Verdict out = !verified.toBool()
        ? Verdict::failed({LOTSE_MSG("The certificate of the identity provider is not verified (%1)."), {key}})
        : isPlain ? Verdict::failed({LOTSE_MSG("The directory is asked without encryption (%1)."), {url}})
                  : Verdict::passed({LOTSE_MSG("The certificate of the identity provider is verified."), {}});
    out.with(u"configuration"_s, 0, key);
    return mode == "ldap_auth"_L1 ? out.with(u"configuration"_s, 0, u"ldap_url"_s) : out;
}

Verdict onboarding(const Sight &sight)
{
    const QJsonObject configuration = sight.one(u"configuration"_s);
    if (settingOf(configuration, u"auth_mode"_s).toString() != "oidc_auth"_L1)
        return Verdict::notApplicable({LOTSE_MSG("People do not sign in by OIDC."), {}})
            .with(u"configuration"_s, 0, u"auth_mode"_s);
    const bool isAutomatic = settingOf(configuration, u"oidc_auto_onboard"_s).toBool();
    const QString filter = settingOf(configuration, u"oidc_group_filter"_s).toString();
    Verdict out = !isAutomatic ? Verdict::passed({LOTSE_MSG("Accounts are not created automatically at sign-in."), {}})
        : filter.isEmpty()
        ? Verdict::failed({LOTSE_MSG("All users of the identity provider get an account; no group filter is set."), {}})
        : Verdict::passed({LOTSE_MSG("Accounts are made by themselves for groups that fit %1."), {filter}});
    return out.with(u"configuration"_s, 0, u"oidc_auto_onboard"_s).with(u"configuration"_s, 0, u"oidc_group_filter"_s);
}

} // namespace

QList<Check> accessChecks()
{
    return {
        {"P01", LOTSE_MSG("Users sign in with a central identity provider"), Severity::High, false, "system-info", "",
            "modes=oidc_auth,ldap_auth,http_auth,uaa_auth",
            "CS 4.2.4; N 4.2.3; I 5.16, 8.5; P 8.2.1; N2 21.2.i~m; DORA 9.4.c~m", 'h',
            LOTSE_MSG("Set the authentication mode to OIDC or LDAP in the configuration before users exist."),
            "configuration", centralIdentity},
        {"P02", LOTSE_MSG("A second factor is enforced"), Severity::High, false, "", "statement-mfa", "days=180",
            "CS 4.2.3; I 8.5; P 8.4.1, 8.4.2; N2 21.2.j; DORA 9.4.d~m", 'h',
            LOTSE_MSG("Enforce it at the identity provider, and add a dated statement to the check set."), "",
            secondFactor},
        {"P03", LOTSE_MSG("Self-registration is off"), Severity::High, false, "system-info", "", "",
            "CS 4.2.2; N 4.2.3; I 5.16, 5.18; P 7.2.1", 'h',
            LOTSE_MSG("Switch off \"Allow self-registration\" in the configuration."), "configuration",
            selfRegistration},
        {"P04", LOTSE_MSG("Only administrators can create projects"), Severity::Low, false, "system-info", "", "",
            "N 4.2.3; I 5.15; P 7.2.2", 'm',
            LOTSE_MSG("Set \"Project creation\" to \"Admin only\" in the configuration."), "configuration",
            projectCreation},
        {"P05", LOTSE_MSG("The default password of the administrator is changed"), Severity::Critical, false,
            "default-password", "", "", "CS 5.2.4; I 5.17; P 2.2.2; B A8; N2 21.2.g~m", 'h',
            LOTSE_MSG("Change the password of the user admin now."), "users", defaultPassword},
        {"P06", LOTSE_MSG("Few users are system administrators"), Severity::High, false, "users", "", "most=3",
            "CS 4.2.2; N 4.2.3; I 8.2; P 7.2.2, 7.2.4; N2 21.2.i~m", 'h',
            LOTSE_MSG("Remove the system administrator role from users who do not need it, and assign it through a "
                      "group."),
            "users", fewAdmins},
        {"P07", LOTSE_MSG("The built-in administrator is only for emergencies"), Severity::Medium, false, "audit-admin",
            "", "days=30", "I 8.2, 5.16; P 8.2.2", 'm',
            LOTSE_MSG("Use a personal account, and the built-in one only in emergencies."), "audit", breakGlass},
        {"P08", LOTSE_MSG("No project is public unnecessarily"), Severity::High, false, "anonymous-projects", "",
            "allowed=", "CS 4.2.5; N 4.2.3; I 8.3; P 7.2.1; B A6", 'h',
            LOTSE_MSG("Make the project private, or add it to \"allowed\" in the check set."), "projects",
            publicProjects},
        {"P15", LOTSE_MSG("Members are assigned through groups"), Severity::Low, false, "project-members", "",
            "percent=90 admins=5", "I 5.15, 5.18; P 7.2.3", 'm',
            LOTSE_MSG("Assign roles to groups of the identity provider instead of individual users."), "members",
            membersByGroup},
        {"P16", LOTSE_MSG("No user is inactive"), Severity::Medium, false, "users audit-of-users audit-oldest", "",
            "days=90", "I 5.18; P 8.2.6", 'm', LOTSE_MSG("Remove the users, or their roles."), "users", staleUsers},
        {"P17", LOTSE_MSG("Sessions and tokens are short-lived"), Severity::Low, false, "configuration", "",
            "session=60 token=30", "I 8.5; P 8.2.8", 'm',
            LOTSE_MSG("Lower \"Session timeout\" and \"Token expiration\" in the configuration."), "configuration",
            sessionLife},
        {"P18", LOTSE_MSG("The connection to the identity provider is verified"), Severity::High, false,
            "configuration", "", "", "N 4.2.1; I 8.24, 8.21; P 8.3.2; N2 21.2.h~m", 'h',
            LOTSE_MSG("Switch certificate verification on, and use ldaps for a directory."), "configuration",
            identityChannel},
        {"P19", LOTSE_MSG("Not everyone gets an account at sign-in"), Severity::Medium, false, "configuration", "", "",
            "I 5.16, 5.18; P 7.2.1", 'm', LOTSE_MSG("Set the OIDC group filter."), "configuration", onboarding},
    };
}

} // namespace lotse::posture
