// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/unusual.h"

#include <QElapsedTimer>

#include <algorithm>
#include <map>
#include <set>

namespace lotse {

using namespace Qt::StringLiterals;
using store::AuditHit;

namespace {

constexpr qint64 kHour = 3600 * 1000;

/// One user's hour.
struct Hour {
    qint64 deletions = 0, failures = 0, pulls = 0, signIns = 0, entries = 0;
    QDateTime from, to;

    void take(const QDateTime &at)
    {
        ++entries;
        from = from.isValid() ? std::min(from, at) : at;
        to = to.isValid() ? std::max(to, at) : at;
    }
};

struct User {
    std::map<qint64, Hour> hours; ///< of the days that are looked at
    qint64 mostDeletions = 0; ///< in an hour of the baseline
    bool isKnown = false; ///< was there in the baseline
    std::set<int> pullHours; ///< hours of the day at which it pulled, in the baseline
};

bool isRobot(const QString &user)
{
    return user.contains(u'$') || user.contains(u'+');
}

QString when(const QDateTime &at)
{
    return at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

class Judge {
public:
    Judge(const UnusualLimits &limits, QString registryId)
        : m_limits(limits)
        , m_registryId(std::move(registryId))
    {
    }

    QList<Unusual> found;
    QString registryName;
    bool hasBaseline = false; ///< without days before, nobody is new

    void judge(const QString &name, const User &user)
    {
        bool isFirst = !user.isKnown;
        for (const auto &[number, hour] : user.hours) {
            const QDateTime local = hour.from.toLocalTime();
            const bool isWork = local.date().dayOfWeek() < 6 && local.time().hour() >= m_limits.workFrom
                && local.time().hour() < m_limits.workTo;
            const auto limit =
                std::max<double>(m_limits.deletions, m_limits.deletionFactor * double(user.mostDeletions));
            if (m_limits.deletions > 0 && double(hour.deletions) >= limit)
                add(UnusualRule::Deletions, name, hour, hour.deletions, hasBaseline ? user.mostDeletions : -1,
                    hasBaseline
                        ? Message::counted(
                            LOTSE_MSG_N("%1 deleted %Ln objects within one hour from %2; the previous maximum in one "
                                        "hour was %3.",
                                "%1 deleted %Ln object within one hour from %2; the previous maximum in one hour was "
                                "%3."),
                            hour.deletions, {name, when(hour.from), QString::number(user.mostDeletions)})
                        : Message::counted(
                            LOTSE_MSG_N("%1 deleted %Ln objects within one hour from %2; the audit trail has no "
                                        "earlier days to compare with.",
                                "%1 deleted %Ln object within one hour from %2; the audit trail has no earlier days "
                                "to compare with."),
                            hour.deletions, {name, when(hour.from)}));
            if (m_limits.failures > 0 && hour.failures >= m_limits.failures)
                add(UnusualRule::Failures, name, hour, hour.failures, -1,
                    Message::counted(LOTSE_MSG_N("%Ln operations of %1 failed within one hour from %2.",
                                         "%Ln operation of %1 failed within one hour from %2."),
                        hour.failures, {name, when(hour.from)}));
            if (m_limits.quietPulls > 0 && user.isKnown && !isWork && hour.pulls >= m_limits.quietPulls
                && !user.pullHours.contains(local.time().hour()))
                add(UnusualRule::QuietPulls, name, hour, hour.pulls, 0,
                    Message::counted(
                        LOTSE_MSG_N(
                            "%1 pulled %Ln times from %2, outside working hours and at an hour without earlier pulls.",
                            "%1 pulled %Ln time at %2, outside working hours and at an hour without earlier pulls."),
                        hour.pulls, {name, when(hour.from)}));
            if (hasBaseline && m_limits.firstRobots > 0 && isFirst && isRobot(name)
                && hour.entries >= m_limits.firstRobots)
                add(UnusualRule::FirstRobot, name, hour, hour.entries, 0,
                    Message::counted(
                        LOTSE_MSG_N("Robot %1 was active for the first time on %2 (%Ln entries in the first hour).",
                            "Robot %1 was active for the first time on %2 (%Ln entry in the first hour)."),
                        hour.entries, {name, when(hour.from)}));
            if (m_limits.adminSignIns > 0 && !isWork && m_limits.admins.contains(name)
                && hour.signIns >= m_limits.adminSignIns)
                add(UnusualRule::AdminSignIn, name, hour, hour.signIns, -1,
                    Message::counted(LOTSE_MSG_N("Administrator %1 signed in %Ln times from %2, outside working hours.",
                                         "Administrator %1 signed in %Ln time at %2, outside working hours."),
                        hour.signIns, {name, when(hour.from)}));
            isFirst = false;
        }
    }

private:
    void add(UnusualRule rule, const QString &user, const Hour &hour, qint64 count, qint64 usual, Message sentence)
    {
        found.append({rule, m_registryId, registryName, user, hour.from, hour.to, count, usual, std::move(sentence)});
    }

    const UnusualLimits &m_limits;
    QString m_registryId;
};

} // namespace

QString ruleWord(UnusualRule rule)
{
    switch (rule) {
    case UnusualRule::Deletions:
        return u"deletions"_s;
    case UnusualRule::Failures:
        return u"failures"_s;
    case UnusualRule::QuietPulls:
        return u"quiet-pulls"_s;
    case UnusualRule::FirstRobot:
        return u"first-robot"_s;
    case UnusualRule::AdminSignIn:
        break;
    }
    return u"admin-sign-in"_s;
}

Message ruleTitle(UnusualRule rule)
{
    switch (rule) {
    case UnusualRule::Deletions:
        return {LOTSE_MSG("Many deletions"), {}};
    case UnusualRule::Failures:
        return {LOTSE_MSG("Many failures"), {}};
    case UnusualRule::QuietPulls:
        return {LOTSE_MSG("Pulls outside working hours"), {}};
    case UnusualRule::FirstRobot:
        return {LOTSE_MSG("First activity of a robot"), {}};
    case UnusualRule::AdminSignIn:
        break;
    }
    return {LOTSE_MSG("Administrator sign-in outside working hours"), {}};
}

QJsonObject UnusualLimits::toJson() const
{
    return {{u"deletions"_s, deletions}, {u"deletion_factor"_s, deletionFactor}, {u"failures"_s, failures},
        {u"quiet_pulls"_s, quietPulls}, {u"first_robots"_s, firstRobots}, {u"admin_sign_ins"_s, adminSignIns},
        {u"work_from"_s, workFrom}, {u"work_to"_s, workTo}, {u"admins"_s, admins.join(u',')}, {u"days"_s, days},
        {u"baseline"_s, baseline}};
}

UnusualLimits UnusualLimits::fromJson(const QJsonObject &object)
{
    UnusualLimits out;
    const auto number = [&object](const char *key, int otherwise) {
        return object.value(QLatin1StringView(key)).toInt(otherwise);
    };
    out.deletions = number("deletions", out.deletions);
    out.deletionFactor = object.value(u"deletion_factor"_s).toDouble(out.deletionFactor);
    out.failures = number("failures", out.failures);
    out.quietPulls = number("quiet_pulls", out.quietPulls);
    out.firstRobots = number("first_robots", out.firstRobots);
    out.adminSignIns = number("admin_sign_ins", out.adminSignIns);
    out.workFrom = number("work_from", out.workFrom);
    out.workTo = number("work_to", out.workTo);
    if (object.contains(u"admins"_s))
        out.admins = object.value(u"admins"_s).toString().split(u',', Qt::SkipEmptyParts);
    out.days = number("days", out.days);
    out.baseline = number("baseline", out.baseline);
    return out.problem().isEmpty() ? out : UnusualLimits();
}

Message UnusualLimits::problem() const
{
    if (workFrom < 0 || workTo > 24 || workFrom >= workTo)
        return {LOTSE_MSG("Working hours must start before they end, both between 0 and 24."), {}};
    if (days < 1 || days > 366 || baseline < 1 || baseline > 366)
        return {LOTSE_MSG("The number of days must be between 1 and 366."), {}};
    if (std::min({deletions, failures, quietPulls, firstRobots, adminSignIns}) < 0 || deletionFactor < 0)
        return {LOTSE_MSG("A threshold cannot be negative."), {}};
    return {};
}

Result<UnusualAnswer> findUnusual(store::Database &database, const QString &registryId, const UnusualLimits &limits,
    const QDateTime &now, std::chrono::milliseconds time)
{
    UnusualAnswer answer;
    const QDateTime looked = now.addDays(-limits.days);
    store::AuditWish wish;
    wish.registryIds = {registryId};
    wish.from = looked.addDays(-limits.baseline);
    store::AuditScan scan(&database, wish);
    QHash<QString, User> users;
    Judge judge(limits, registryId);
    QHash<QString, std::map<qint64, qint64>> deletions; // of the baseline
    QElapsedTimer timer;
    timer.start();
    for (bool isMore = true; isMore;) {
        const auto page = scan.next(2000, time - std::chrono::milliseconds(timer.elapsed()));
        if (!page)
            return page.error();
        for (const AuditHit &hit : page->hits) {
            const store::AuditRow &row = hit.row;
            User &user = users[row.user];
            judge.registryName = hit.registryName;
            answer.since = row.at;
            ++answer.entries;
            const qint64 number = row.at.toMSecsSinceEpoch() / kHour;
            const bool isDeletion = row.operation == "delete"_L1 && row.succeeded;
            const bool isPull = row.operation == "pull"_L1;
            if (row.at < looked) {
                user.isKnown = judge.hasBaseline = true;
                if (isDeletion)
                    user.mostDeletions = std::max(user.mostDeletions, ++deletions[row.user][number]);
                if (isPull)
                    user.pullHours.insert(row.at.toLocalTime().time().hour());
                continue;
            }
            Hour &hour = user.hours[number];
            hour.take(row.at);
            hour.deletions += isDeletion ? 1 : 0;
            hour.failures += row.succeeded ? 0 : 1;
            hour.pulls += isPull ? 1 : 0;
            hour.signIns += row.operation == "login"_L1 ? 1 : 0;
        }
        answer.damaged = page->damaged;
        isMore = !page->isAtEnd;
        if (isMore && timer.elapsed() >= time.count()) {
            answer.isWhole = false;
            answer.countedTo = page->searchedTo;
            isMore = false;
        }
    }
    const Result<qint64> undated = scan.undated();
    if (!undated)
        return undated.error();
    answer.undated = *undated;
    for (auto it = users.cbegin(); it != users.cend(); ++it)
        judge.judge(it.key(), *it);
    answer.found = judge.found;
    std::sort(answer.found.begin(), answer.found.end(), [](const Unusual &a, const Unusual &b) {
        return std::tie(b.from, a.user, a.rule) < std::tie(a.from, b.user, b.rule);
    });
    return answer;
}

} // namespace lotse
