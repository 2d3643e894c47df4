// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/priority.h"

#include "base/clockskew.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr Seconds kDay = 86400;

int severityPoints(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return 200;
    case Severity::High:
    case Severity::Unknown: // may be anything: not below high
        return 120;
    case Severity::Medium:
        return 50;
    case Severity::Low:
        return 10;
    default:
        return 0;
    }
}

// Calls take(points, words) for each term of the sum.
template <typename F>
void eachTerm(const ScoreGrounds &grounds, F &&take)
{
    if (grounds.kev != Kev::No)
        take(400, LOTSE_MSG("known exploited"));
    if (grounds.kev == Kev::Ransomware)
        take(50, LOTSE_MSG("used by ransomware"));
    if (grounds.epss >= 0)
        take(int(std::lround(300 * grounds.epss)), LOTSE_MSG("EPSS %1"));
    take(severityPoints(grounds.severity), LOTSE_MSG("severity %2"));
    if (grounds.isFixable)
        take(60, LOTSE_MSG("a fix is available"));
    if (grounds.isRunning)
        take(100, LOTSE_MSG("running in a cluster"));
    if (grounds.isExposed)
        take(50, LOTSE_MSG("exposed"));
    if (grounds.isInBaseImage)
        take(-20, LOTSE_MSG("in the base image only"));
    if (grounds.isIdle)
        take(-100, LOTSE_MSG("not pulled for 90 days"));
}

} // namespace

quint64 cveNumber(QByteArrayView id)
{
    if (id.size() < 10 || id.size() > 24 || id.first(4).compare("CVE-", Qt::CaseInsensitive) != 0 || id[8] != '-')
        return 0;
    bool isYear = false;
    bool isNumber = false;
    const quint64 year = id.sliced(4, 4).toByteArray().toUInt(&isYear);
    const quint64 number = id.sliced(9).toByteArray().toULongLong(&isNumber);
    if (!isYear || !isNumber || number >= (1ULL << 48))
        return 0;
    return (year << 48) | number;
}

float EpssTable::score(QByteArrayView cve) const
{
    const quint64 number = cveNumber(cve);
    if (number == 0)
        return -1;
    const auto at = std::lower_bound(
        scores.begin(), scores.end(), number, [](const auto &entry, quint64 wanted) { return entry.first < wanted; });
    return at != scores.end() && at->first == number ? at->second : -1;
}

QList<Message> Priority::warnings(Seconds now) const
{
    QList<Message> warnings;
    const auto age = [now](Seconds date) { return now > date ? (now - date) / kDay : 0; };
    if (epss.scores.empty())
        warnings.append(Message{
            LOTSE_MSG("No EPSS list is loaded: priorities do not count EPSS scores, and epss: has no matches."), {}});
    else if (epss.date == 0)
        warnings.append(Message{LOTSE_MSG("The EPSS list has no date; it may be outdated."), {}});
    else if (isAhead(epss.date, now))
        warnings.append(Message{LOTSE_MSG("The EPSS list is dated in the future; it may be outdated."), {}});
    else if (age(epss.date) > 7)
        warnings.append(Message::counted(LOTSE_MSG_N("The EPSS list is %Ln days old. Import a newer file.",
                                             "The EPSS list is %Ln day old. Import a newer file."),
            age(epss.date)));
    if (!epss.scores.empty() && !epss.isWhole())
        warnings.append(
            Message{LOTSE_MSG("Parts of the EPSS list could not be read: it is not complete. Import it again."), {}});
    if (!kev.entries.isEmpty() && !kev.isWhole)
        warnings.append(Message{LOTSE_MSG("Parts of the KEV list could not be read: whether a vulnerability that it "
                                          "does not name is exploited is not known. Import it again."),
            {}});
    if (kev.entries.isEmpty())
        warnings.append(Message{LOTSE_MSG("No KEV list is loaded: kev: has no matches."), {}});
    else if (kev.date == 0)
        warnings.append(Message{LOTSE_MSG("The KEV list has no date; it may be outdated."), {}});
    else if (isAhead(kev.date, now))
        warnings.append(Message{LOTSE_MSG("The KEV list is dated in the future; it may be outdated."), {}});
    else if (age(kev.date) > 3)
        warnings.append(Message::counted(LOTSE_MSG_N("The KEV list is %Ln days old. Import a newer file.",
                                             "The KEV list is %Ln day old. Import a newer file."),
            age(kev.date)));
    return warnings;
}

int score(const ScoreGrounds &grounds)
{
    int sum = 0;
    eachTerm(grounds, [&](int points, const char *) { sum += points; });
    return std::clamp(sum, 0, kMostScore);
}

// The words of the query language, for people.
static const char *severityName(Severity severity)
{
    switch (severity) {
    case Severity::None:
        return LOTSE_MSG("none");
    case Severity::Negligible:
        return LOTSE_MSG("negligible");
    case Severity::Low:
        return LOTSE_MSG("low");
    case Severity::Medium:
        return LOTSE_MSG("medium");
    case Severity::High:
        return LOTSE_MSG("high");
    case Severity::Critical:
        return LOTSE_MSG("critical");
    case Severity::Unknown:
        break;
    }
    return LOTSE_MSG("unknown");
}

QString scoreSentence(const ScoreGrounds &grounds, bool isEnglish)
{
    const auto said = [isEnglish](const char *id, const QStringList &args = {}) {
        const Message message{id, args};
        return isEnglish ? message.english() : message.text();
    };
    const QLocale locale = isEnglish ? QLocale::c() : QLocale();
    QStringList terms;
    eachTerm(grounds, [&](int points, const char *id) {
        const QString words =
            said(id, {locale.toString(double(grounds.epss), 'f', 3), said(severityName(grounds.severity))});
        terms.append(u"%1 (%2%3)"_s.arg(words, points >= 0 ? u"+"_s : u"\u2212"_s, QString::number(std::abs(points))));
    });
    if (grounds.epss < 0)
        terms.append(said(LOTSE_MSG("EPSS not known")));
    if (!grounds.isFixable)
        terms.append(
            said(grounds.isFixUnknown ? LOTSE_MSG("fix not stated in the report") : LOTSE_MSG("no fix known")));
    return said(LOTSE_MSG("%1 of 1000: %2."), {QString::number(score(grounds)), terms.join(u", "_s)});
}

Tier tier(const ScoreGrounds &grounds)
{
    const bool isGrave = grounds.severity >= Severity::High;
    if (grounds.kev != Kev::No || (isGrave && grounds.epss >= 0.5F))
        return Tier::Now;
    if (isGrave && (grounds.epss >= 0.1F || grounds.isFixable))
        return Tier::Next;
    const bool isPlannable = isGrave || (grounds.severity == Severity::Medium && grounds.isFixable);
    return isPlannable ? Tier::Planned : Tier::Watch;
}

} // namespace lotse::findings
