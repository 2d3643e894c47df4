// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/check.h"

#include <QJsonArray>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

const QStringList kKinds{u"robots"_s, u"project-robots"_s};

/// One answer over the robots of the system and those of projects.
Verdict joined(const Survey &system, const Survey &projects, const char *good, const char *bad)
{
    const Verdict one = system.verdict(good, bad, "");
    const Verdict other = projects.verdict(good, bad, "");
    const qsizetype count = system.count() + projects.count();
    const qsizetype failed = system.badCount() + projects.badCount();
    Verdict out;
    if (count == 0) {
        out = Verdict::notApplicable({LOTSE_MSG("There are no robot accounts."), {}});
    } else if (failed == 0) {
        out = Verdict::passed({good, {QString::number(count)}});
    } else {
        out = Verdict::failed({bad, {QString::number(failed), QString::number(count)}});
        out.subjects = one.subjects + other.subjects;
    }
    for (const Verdict &part : {one, other}) {
        if (failed == 0 || part.outcome == Outcome::Failed)
            out.proofs += part.proofs;
    }
    return out;
}

template <typename IsGood>
Verdict robots(const Sight &sight, const char *good, const char *bad, const QString &path, IsGood isGood)
{
    QList<Survey> surveys;
    for (const QString &kind : kKinds) {
        Survey survey(kind);
        const QList<FactRow> &rows = sight.rows(kind);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (rows[i].json[u"disable"_s].toBool())
                continue;
            if (isGood(rows[i]))
                survey.good(i, path);
            else
                survey.bad(i, nameOf(rows[i]), path);
        }
        surveys.append(survey);
    }
    return joined(surveys[0], surveys[1], good, bad);
}

Verdict expire(const Sight &sight)
{
    const double most = sight.number(u"days"_s);
    return robots(sight, LOTSE_MSG("All %1 robot accounts expire in time."),
        LOTSE_MSG("%1 of %2 robot accounts never expire, or are valid longer than allowed."), u"duration"_s,
        [&](const FactRow &row) {
            const double days = row.json[u"duration"_s].toDouble(-1);
            return days >= 0 && days <= most;
        });
}

Verdict rotated(const Sight &sight)
{
    const double most = sight.number(u"days"_s);
    return robots(sight, LOTSE_MSG("All %1 robot accounts were created or changed within the allowed period."),
        LOTSE_MSG("%1 of %2 robot accounts have not been changed for too long: their secrets are at least as old."),
        u"update_time"_s, [&](const FactRow &row) {
            const QString changed = row.json[u"update_time"_s].toString();
            const double days =
                sight.daysSince(timeOf(changed).isValid() ? changed : row.json[u"creation_time"_s].toString());
            return days < most;
        });
}

Verdict inUse(const Sight &sight)
{
    const double most = sight.number(u"days"_s);
    if (!sight.isCovered(most))
        return uncovered(sight, most);
    Survey survey(u"audit-of-robots"_s);
    const QList<FactRow> &rows = sight.rows(u"audit-of-robots"_s);
    bool hasUnread = false;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const double days = sight.daysSince(rows[i].json[u"op_time"_s].toString());
        if (days <= most)
            survey.good(i, u"op_time"_s);
        else if (sight.isWholeOf(u"audit-of-robots"_s, rows[i].parent))
            survey.bad(i, rows[i].parent);
        else
            hasUnread = true;
    }
    if (survey.count() == 0 && hasUnread)
        return Verdict::unread();
    return survey.verdict(LOTSE_MSG("All %1 robot accounts were used within the allowed period."),
        LOTSE_MSG("%1 of %2 robot accounts were not used within the allowed period."),
        LOTSE_MSG("There are no robot accounts."), Outcome::NotApplicable);
}

Verdict leastPrivilege(const Sight &sight)
{
    static const QStringList changing{u"create"_s, u"update"_s, u"delete"_s};
    static const QStringList guarded{
        u"user"_s, u"robot"_s, u"member"_s, u"registry"_s, u"replication-policy"_s, u"quota"_s};
    return robots(sight, LOTSE_MSG("All %1 robot accounts have only limited permissions."),
        LOTSE_MSG("%1 of %2 robot accounts can push or delete everywhere, or change users, robot accounts, "
                  "members, registries, replications or quotas."),
        u"permissions"_s, [](const FactRow &row) {
            for (const QJsonValue permission : row.json[u"permissions"_s].toArray()) {
                const bool isEverywhere = permission[u"namespace"_s].toString() == "*"_L1;
                for (const QJsonValue access : permission[u"access"_s].toArray()) {
                    const QString action = access[u"action"_s].toString();
                    if (isEverywhere && (action == "push"_L1 || action == "delete"_L1))
                        return false;
                    if (changing.contains(action) && guarded.contains(access[u"resource"_s].toString()))
                        return false;
                }
            }
            return true;
        });
}

Verdict defaultLife(const Sight &sight)
{
    const QJsonValue days = settingOf(sight.one(u"configuration"_s), u"robot_token_duration"_s);
    if (!days.isDouble())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}});
    const QStringList arguments{QString::number(days.toInteger()), QString::number(int(sight.number(u"days"_s)))};
    const bool isGood = days.toDouble() > 0 && days.toDouble() <= sight.number(u"days"_s);
    Verdict out = isGood
        ? Verdict::passed({LOTSE_MSG("A new robot account is valid for %1 days, not more than %2."), arguments})
        : Verdict::failed({LOTSE_MSG("A new robot account is valid for %1 days; at most %2 are allowed."), arguments});
    return out.with(u"configuration"_s, 0, u"robot_token_duration"_s);
}

} // namespace

QList<Check> robotChecks()
{
    return {
        {"P10", LOTSE_MSG("Robot accounts expire"), Severity::High, false, "robots project-robots", "", "days=365",
            "N 4.2.3; I 5.17, 5.18; P 8.6.3; B A8", 'h', LOTSE_MSG("Give the robot a duration."), "all-robots", expire},
        {"P11", LOTSE_MSG("Secrets of robot accounts are refreshed"), Severity::Medium, false, "robots project-robots",
            "", "days=365", "I 5.17; P 8.6.3, 8.3.9", 'm', LOTSE_MSG("Refresh the secret of the robot account."),
            "all-robots", rotated},
        {"P12", LOTSE_MSG("Robot accounts are in use"), Severity::Low, false,
            "robots project-robots audit-of-robots audit-oldest", "", "days=90", "I 5.18; P 7.2.5.1, 8.2.6", 'm',
            LOTSE_MSG("Disable or delete unused robot accounts."), "all-robots", inUse},
        {"P13", LOTSE_MSG("Robot accounts have only the permissions they need"), Severity::High, false,
            "robots project-robots", "", "", "CS 4.2.2; N 4.2.3; I 8.2; P 7.2.5; N2 21.2.i~m", 'h',
            LOTSE_MSG("Restrict the robot account to its projects, and remove permissions to change users, robot "
                      "accounts and members."),
            "all-robots", leastPrivilege},
        {"P14", LOTSE_MSG("New robot accounts are short-lived"), Severity::Low, false, "configuration", "", "days=90",
            "I 5.17; P 8.6.3", 'm', LOTSE_MSG("Lower \"Robot token expiration\" in the configuration."),
            "configuration", defaultLife},
    };
}

} // namespace lotse::posture
