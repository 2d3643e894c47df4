// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/filter.h"
#include "demo/images.h"
#include "demo/random.h"
#include "demo/seeds.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

constexpr int Entries = 20'000;
constexpr int Hours = 365 * 24;
constexpr qint64 Hour = 3600 * 1000; // ms

// Three kinds in four are pulls and pushes, as in any registry.
struct Event {
    const char *operation;
    const char *type;
    int weight;
};
constexpr Event Events[] = {{"pull", "artifact", 560}, {"create", "artifact", 230}, {"delete", "artifact", 70},
    {"login", "user", 60}, {"logout", "user", 25}, {"update", "configuration", 4}, {"create", "robot", 14},
    {"delete", "robot", 8}, {"create", "member", 10}, {"update", "member", 5}, {"delete", "member", 6},
    {"create", "project", 3}, {"update", "project", 3}, {"delete", "repository", 2}};
constexpr const char *Desks[] = {"admin", "payments-lead", "platform-ops", "web-shop-lead", "audit-desk", "data-desk"};

// What an auditor should notice: something unusual in the last days. Times are UTC.
struct Incident {
    int days; ///< before the demo's day
    int hour, minute;
    int length; ///< minutes
    int count;
    Event event;
    const char *user;
    bool isDone;
};
constexpr Incident Incidents[] = {
    {6, 21, 40, 12, 26, {"delete", "artifact", 0}, "web-shop-lead", true},
    {5, 3, 10, 6, 31, {"login", "user", 0}, "vendor-access", false},
    {3, 2, 50, 25, 18, {"pull", "artifact", 0}, "robot$scanner-trial", true},
    {1, 23, 25, 9, 4, {"login", "user", 0}, "admin", true},
};

/// How much happens in an hour of the week, in parts of the busiest: desks work on weekdays, builds run at night.
double workload(int weekday, int hour)
{
    static constexpr double workday[] = {
        .06, .06, .4, .08, .06, .08, .2, .5, .85, 1, .95, .9, .6, .85, 1, .95, .8, .55, .3, .16, .1, .08, .07, .06};
    return weekday < 6 ? workday[hour] : hour == 2 ? .4 : .1;
}

bool isQuiet(const QDateTime &utc)
{
    const int hour = utc.time().hour();
    return utc.date().dayOfWeek() > 5 || hour < 7 || hour > 18;
}

/// Which robot does such a thing in a project.
const char *machineOf(qint64 project, const Event &event, int number)
{
    const bool isPull = qstrcmp(event.operation, "pull") == 0;
    switch (project) {
    case 2:
        return isPull && number % 4 != 0 ? "robot$payments+deploy" : "robot$payments+ci-push";
    case 3:
        return isPull ? "robot$cluster-pull" : "robot$platform+nightly";
    case 4:
        return isPull ? "robot$web-shop+deploy" : "release-bot";
    case 5:
        return "robot$data-science+train";
    case 7:
        return isPull ? "robot$cluster-pull" : "harbor#proxy-cache-service";
    default:
        return isPull ? "robot$cluster-pull" : "release-bot";
    }
}

struct Entry {
    qint64 id = 0;
    QDateTime time;
    const Event *event = nullptr;
    QString user;
    QString resource;
    qint64 project = 0;
    bool isDone = true;
};

/// What an entry is, without its texts: most are only asked for their project.
struct Draft {
    int number;
    Random random;
    qint64 back = 0; ///< ms before now
    const Event *event = nullptr;
    const char *user = nullptr;
    const Repository *repository = nullptr;
    qint64 project = 0;
};

/// Entry 1 is a year old and the last was just now; what it says follows from its number and its time.
Draft draftOf(const State &state, int number)
{
    Draft draft{number, Random(quint64(number) * 0x2545F491ULL)};
    Random &random = draft.random;
    const TrailMoment &moment = state.trail[number - 1];
    draft.back = moment.back;
    int point = random.below(1000);
    for (const Event &event : Events) {
        draft.event = &event;
        point -= event.weight;
        if (point < 0)
            break;
    }
    const QLatin1StringView type(draft.event->type);
    const bool byMachine = type == "artifact"_L1 && random.chance(moment.isQuiet ? 99 : 82);
    draft.user = Desks[random.below(6)];
    auto repository = state.repositories.constFind(1 + random.below(40));
    if (repository != state.repositories.constEnd() && repository->artifacts.isEmpty())
        repository = state.repositories.constFind(1);
    if (repository != state.repositories.constEnd())
        draft.repository = &*repository;
    if (byMachine)
        draft.user = machineOf(draft.repository ? draft.repository->project : 0, *draft.event, number);
    if (moment.isQuiet && type != "artifact"_L1 && number % 12 != 0) {
        // Nobody sits at a desk: what the clusters and the nightly builds do.
        draft.event = number % 3 == 0 ? &Events[1] : &Events[0];
        draft.user = machineOf(draft.repository ? draft.repository->project : 0, *draft.event, number);
    }
    if (moment.incident >= 0) {
        const Incident &incident = Incidents[moment.incident];
        draft.event = &incident.event;
        draft.user = incident.user;
    }
    if (moment.pushed != 0) {
        draft.repository = &*state.repositories.constFind(state.artifacts.constFind(moment.pushed)->repository);
        draft.event = &Events[1];
        draft.user = machineOf(draft.repository->project, *draft.event, number);
    }
    const QLatin1StringView now(draft.event->type);
    const bool isNowhere = now == "user"_L1 || now == "configuration"_L1;
    draft.project = isNowhere ? 0 : draft.repository ? draft.repository->project : 1;
    return draft;
}

/// An image that was there at the time: one that still is, or one that was deleted since.
QByteArray digestAt(const State &state, const Draft &draft, Random &random)
{
    if (const qint64 pushed = state.trail[draft.number - 1].pushed; pushed != 0)
        return state.artifacts.constFind(pushed)->digest;
    const QList<qint64> all = draft.repository ? draft.repository->artifacts : QList<qint64>();
    const int choice = random.below(std::max(1, int(all.size())));
    if (!all.isEmpty() && qstrcmp(draft.event->operation, "pull") == 0) {
        const auto found = state.artifacts.constFind(all[choice]);
        if (found != state.artifacts.constEnd() && found->pushed.msecsTo(state.now) > draft.back)
            return found->digest;
    }
    const QByteArray name = draft.repository ? draft.repository->name.toUtf8() : QByteArray();
    return digestOf("gone " + name + QByteArray::number(draft.number / 9));
}

Entry entryOf(const State &state, Draft draft)
{
    Random &random = draft.random;
    Entry entry;
    entry.id = draft.number;
    entry.time = state.now.addMSecs(-draft.back);
    entry.event = draft.event;
    entry.user = QString::fromLatin1(draft.user);
    entry.project = draft.project;
    const QByteArray type = entry.event->type;
    const Repository *repository = draft.repository;
    const QString name = repository ? repository->name : u"library/hello"_s;
    const QString project = name.section(u'/', 0, 0);
    if (type == "artifact" || type == "repository") {
        entry.resource = name;
        if (type == "artifact") {
            entry.resource += u'@' + QString::fromLatin1(digestAt(state, draft, random));
        }
    } else if (type == "robot") {
        entry.resource = u"robot$%1+job-%2"_s.arg(project).arg(random.below(90));
    } else if (type == "project") {
        entry.resource = u"trial-%1"_s.arg(random.below(30));
    } else if (type == "member") {
        entry.resource = u"%1 in %2"_s.arg(QString::fromLatin1(Desks[random.below(6)]), project);
    } else {
        entry.resource = type == "configuration" ? u"configuration"_s : entry.user;
    }
    entry.isDone = type == "user" ? !random.chance(9) : !random.chance(1);
    if (const qint8 incident = state.trail[draft.number - 1].incident; incident >= 0)
        entry.isDone = Incidents[incident].isDone;
    return entry;
}

QString description(const Entry &entry)
{
    const QByteArray operation = entry.event->operation;
    const QString verb = operation == "create" && qstrcmp(entry.event->type, "artifact") == 0
        ? u"push"_s
        : QString::fromLatin1(entry.event->operation);
    return u"%1 %2: %3"_s.arg(verb, QString::fromLatin1(entry.event->type), entry.resource);
}

QJsonObject render(const Entry &entry)
{
    return {{u"id"_s, entry.id}, {u"op_time"_s, stamp(entry.time)},
        {u"operation"_s, QString::fromLatin1(entry.event->operation)}, {u"operation_description"_s, description(entry)},
        {u"operation_result"_s, entry.isDone}, {u"resource"_s, entry.resource},
        {u"resource_type"_s, QString::fromLatin1(entry.event->type)}, {u"username"_s, entry.user}};
}

QJsonValue valueOf(const Entry &entry, const QString &key)
{
    if (key == "username"_L1)
        return entry.user;
    if (key == "resource"_L1)
        return entry.resource;
    if (key == "resource_type"_L1)
        return QString::fromLatin1(entry.event->type);
    if (key == "operation"_L1)
        return QString::fromLatin1(entry.event->operation);
    if (key == "operation_result"_L1 || key == "op_result"_L1)
        return entry.isDone;
    if (key == "op_time"_L1)
        return stamp(entry.time);
    if (key == "project_id"_L1)
        return entry.project;
    if (key == "id"_L1)
        return entry.id;
    return QJsonValue(QJsonValue::Undefined);
}

/// Whether a draft may satisfy the terms: most entries are not those of the one user that is asked for, and their texts
/// need not be made.
bool mayPass(const Filter &filter, const Draft &draft)
{
    return std::all_of(filter.begin(), filter.end(), [&](const Term &term) {
        if (term.key == "username"_L1)
            return satisfies(term, QString::fromLatin1(draft.user));
        if (term.key == "resource_type"_L1)
            return satisfies(term, QString::fromLatin1(draft.event->type));
        if (term.key == "operation"_L1)
            return satisfies(term, QString::fromLatin1(draft.event->operation));
        return true;
    });
}

/// What terms about the time leave, as milliseconds before now.
struct Window {
    qint64 from = std::numeric_limits<qint64>::max() / 2;
    qint64 to = std::numeric_limits<qint64>::min() / 2;
};

constexpr qint64 Edge = 1000; // ms at both ends of a window, within which the terms themselves decide

// A bound that is no time is compared as text, entry by entry.
bool isOfTime(const Term &term)
{
    return term.key == "op_time"_L1 && term.kind == Term::Kind::Range
        && std::all_of(term.values.begin(), term.values.end(),
            [](const QString &bound) { return bound.isEmpty() || timeOf(bound).isValid(); });
}

Window windowOf(const State &state, const Filter &filter)
{
    Window window;
    for (const Term &term : filter) {
        if (!isOfTime(term))
            continue;
        if (const QDateTime from = timeOf(term.values[0]); from.isValid())
            window.from = std::min(window.from, from.msecsTo(state.now));
        if (const QDateTime to = timeOf(term.values[1]); to.isValid())
            window.to = std::max(window.to, to.msecsTo(state.now));
    }
    return window;
}

/// The numbers of the entries in a window and at its edges, so that it costs what is in it.
std::pair<int, int> numbersIn(const State &state, const Window &window)
{
    const auto first = std::partition_point(state.trail.begin(), state.trail.end(),
        [&](const TrailMoment &moment) { return moment.back > window.from + Edge; });
    const auto end = std::partition_point(state.trail.begin(), state.trail.end(),
        [&](const TrailMoment &moment) { return moment.back >= window.to - Edge; });
    return {int(first - state.trail.begin()) + 1, int(end - state.trail.begin())};
}

} // namespace

void seedTrail(State &state)
{
    // Twice as much as a year ago. The hours count from the oldest.
    std::vector<double> until(Hours + 1, 0);
    for (int hour = 0; hour < Hours; ++hour) {
        const QDateTime time = state.now.addMSecs(-Hour * (Hours - hour)).toUTC();
        // No two days are alike.
        const double mood = 0.7 + Random(quint64(time.date().toJulianDay())).below(60) / 100.0;
        const double growth = (0.7 + 0.8 * hour / Hours) * mood;
        until[size_t(hour) + 1] = until[size_t(hour)] + growth * workload(time.date().dayOfWeek(), time.time().hour());
    }
    state.trail.clear();
    state.trail.reserve(Entries);
    size_t hour = 0;
    for (int i = 0; i < Entries; ++i) {
        Random random(quint64(i) * 0x9E37ULL + 5);
        const double place = until.back() * (i + random.below(1000) / 1000.0) / Entries;
        while (until[hour + 1] < place)
            ++hour;
        const double part = (place - until[hour]) / (until[hour + 1] - until[hour]);
        const qint64 back = Hour * qint64(Hours - hour) - qint64(part * double(Hour));
        state.trail.append({back, isQuiet(state.now.addMSecs(-back).toUTC()), -1, 0});
    }
    state.trail.first().back = Hour * Hours - 1000;
    state.trail.last().back = std::min<qint64>(state.trail.last().back, 47'000);
    for (int number = 0; number < int(std::size(Incidents)); ++number) {
        const Incident &incident = Incidents[number];
        const QDateTime begin(
            state.now.toUTC().date().addDays(-incident.days), QTime(incident.hour, incident.minute), Qt::UTC);
        const qint64 back = begin.msecsTo(state.now);
        auto at = std::partition_point(
            state.trail.begin(), state.trail.end(), [back](const TrailMoment &moment) { return moment.back > back; });
        for (int i = 0; i < incident.count && at != state.trail.end(); ++i, ++at) {
            *at = {back - qint64(incident.length) * 60'000 * i / incident.count, isQuiet(begin), qint8(number), 0};
        }
        // What comes then is no earlier.
        for (const qint64 latest = std::prev(at)->back; at != state.trail.end() && at->back > latest; ++at)
            at->back = latest;
    }
    // Each image that is there was pushed by somebody.
    for (const Artifact &artifact : std::as_const(state.artifacts)) {
        const qint64 back = artifact.pushed.msecsTo(state.now);
        if (artifact.isChild || artifact.subject != 0 || back <= 0)
            continue;
        const auto at = std::partition_point(
            state.trail.begin(), state.trail.end(), [back](const TrailMoment &moment) { return moment.back > back; });
        if (at != state.trail.begin() && at != state.trail.end() && at->incident < 0 && at->pushed == 0
            && std::next(at) != state.trail.end())
            *at = {back, at->isQuiet, -1, artifact.id};
    }
}

Response listAudit(Call &call)
{
    QString why;
    const auto filter = parseFilter(call.query.value(u"q"_s), &why);
    if (!filter)
        return fail(400, why);
    // A system admin sees all, anybody else what happened in the projects that they are the admin of.
    QMap<qint64, bool> visibleProjects;
    const bool seesAll = call.allows(0, u"audit-log"_s, u"list"_s);
    const auto sees = [&](qint64 project) {
        if (call.project)
            return project == call.projectId();
        if (seesAll)
            return true;
        if (!visibleProjects.contains(project))
            visibleProjects.insert(project, project > 0 && call.allows(project, u"log"_s, u"list"_s));
        return visibleProjects[project];
    };
    // The numbers go with the time, so that the first key decides, whether or not the other is behind it.
    const QString order = call.query.value(u"sort"_s).section(u',', 0, 0);
    const bool isOldestFirst = order == "op_time"_L1 || order == "id"_L1;
    const auto [number, size] = pageOf(call);
    const qint64 begin = qint64(number - 1) * size;
    const bool isPlain = filter->isEmpty() && seesAll && !call.project;
    qint64 total = isPlain ? Entries : 0;
    QJsonArray out;
    if (isPlain) {
        for (qint64 i = begin; i < Entries && (size <= 0 || i < begin + size); ++i)
            out.append(render(entryOf(call.state, draftOf(call.state, int(isOldestFirst ? i + 1 : Entries - i)))));
    }
    const Window window = windowOf(call.state, *filter);
    const auto [first, last] = numbersIn(call.state, window);
    // Well within the window the time is known to fit, and need not be written and read for each entry of each page.
    Filter timeless;
    std::copy_if(
        filter->begin(), filter->end(), std::back_inserter(timeless), [](const Term &term) { return !isOfTime(term); });
    for (int i = 0; !isPlain && i <= last - first; ++i) {
        const int place = isOldestFirst ? first + i : last - i;
        const Draft draft = draftOf(call.state, place);
        if (!sees(draft.project))
            continue;
        const bool isWanted = total >= begin && (size <= 0 || total < begin + size);
        if (!mayPass(*filter, draft))
            continue;
        const qint64 back = call.state.trail[place - 1].back;
        const bool isWithin = back < window.from - Edge && back > window.to + Edge;
        if (const Filter &terms = isWithin ? timeless : *filter; !terms.isEmpty()) {
            const Entry entry = entryOf(call.state, draft);
            if (!passes(terms, [&](const QString &key) { return valueOf(entry, key); }))
                continue;
            if (isWanted)
                out.append(render(entry));
        } else if (isWanted) {
            out.append(render(entryOf(call.state, draft)));
        }
        ++total;
    }
    Response response = reply(out);
    addPaging(call, response, total);
    return response;
}

Response noAudit(Call &call)
{
    Response response = reply(QJsonArray());
    addPaging(call, response, 0);
    return response;
}

} // namespace lotse::demo
