// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/filter.h"
#include "demo/random.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

constexpr int Entries = 20'000;
constexpr qint64 Year = 365LL * 24 * 3600;

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
constexpr const char *Machines[] = {"robot$payments+ci-push", "robot$platform+nightly", "robot$web-shop+deploy",
    "release-bot", "harbor#proxy-cache-service"};
constexpr const char *Desks[] = {"admin", "payments-lead", "platform-ops", "web-shop-lead", "audit-desk", "data-desk"};

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

/// Entry 1 is a year old and the last was just now; each follows from its number alone.
Draft draftOf(const State &state, int number)
{
    Draft draft{number, Random(quint64(number) * 0x2545F491ULL)};
    Random &random = draft.random;
    draft.back = (Year * (Entries - number) / Entries + random.below(900)) * 1000;
    draft.back -= random.below(1000);
    int point = random.below(1000);
    for (const Event &event : Events) {
        draft.event = &event;
        point -= event.weight;
        if (point < 0)
            break;
    }
    const QLatin1StringView type(draft.event->type);
    const bool byMachine = type == "artifact"_L1 && random.chance(82);
    draft.user = byMachine ? Machines[random.below(5)] : Desks[random.below(6)];
    const auto repository = state.repositories.constFind(1 + random.below(40));
    if (repository != state.repositories.constEnd())
        draft.repository = &*repository;
    const bool isNowhere = type == "user"_L1 || type == "configuration"_L1;
    draft.project = isNowhere ? 0 : draft.repository ? draft.repository->project : 1;
    return draft;
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
            const qint64 artifact = !repository || repository->artifacts.isEmpty()
                ? 0
                : repository->artifacts[random.below(int(repository->artifacts.size()))];
            const auto found = state.artifacts.constFind(artifact);
            entry.resource += u'@'
                + (found == state.artifacts.constEnd() ? u"sha256:"_s + QString(64, u'0')
                                                       : QString::fromLatin1(found->digest));
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

} // namespace

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
    const bool isOldestFirst = call.query.value(u"sort"_s) == "op_time"_L1 || call.query.value(u"sort"_s) == "id"_L1;
    const auto [number, size] = pageOf(call);
    const qint64 begin = qint64(number - 1) * size;
    const bool isPlain = filter->isEmpty() && seesAll && !call.project;
    qint64 total = isPlain ? Entries : 0;
    QJsonArray out;
    if (isPlain) {
        for (qint64 i = begin; i < Entries && (size <= 0 || i < begin + size); ++i)
            out.append(render(entryOf(call.state, draftOf(call.state, int(isOldestFirst ? i + 1 : Entries - i)))));
    }
    for (int i = 0; !isPlain && i < Entries; ++i) {
        const Draft draft = draftOf(call.state, isOldestFirst ? i + 1 : Entries - i);
        if (!sees(draft.project))
            continue;
        const bool isWanted = total >= begin && (size <= 0 || total < begin + size);
        if (!filter->isEmpty()) {
            const Entry entry = entryOf(call.state, draft);
            if (!passes(*filter, [&](const QString &key) { return valueOf(entry, key); }))
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
