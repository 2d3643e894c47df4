// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/gather.h"

#include "net/httperror.h"
#include "net/retry.h"
#include "posture/check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostAsked = 500; // one question for each user, robot or policy
constexpr int kDaysOfTrail = 90;

QString trailTime(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s);
}

} // namespace

/// How the newest row of each of many names is read: of the trail, of replication runs.
struct Gatherer::Newest {
    QString kind;
    const char *endpoint;
    QLatin1StringView time; ///< its key in a row; the newest is the one with the last
    QLatin1StringView right;
    const char *limit; ///< says that only %1 of %2 names were asked for
    std::function<harbor::Params(const QString &)> paramsOf;

    bool isDated(const QByteArray &row) const
    {
        return timeOf(QJsonDocument::fromJson(row).object()[time].toString()).isValid();
    }
};

/// How a kind of facts is read.
struct Gatherer::Plan {
    enum class Way { Walk, Page, Body };
    const char *kind;
    const char *endpoint; ///< row of the endpoint table, where it has another name
    Way way = Way::Walk;
    harbor::Params params{};
};

const QList<Gatherer::Plan> &Gatherer::plans()
{
    static const harbor::Params whole{{u"with_tag"_s, u"true"_s}, {u"with_accessory"_s, u"true"_s},
        {u"with_scan_overview"_s, u"true"_s}, {u"with_sbom_overview"_s, u"true"_s},
        {u"with_immutable_status"_s, u"true"_s}};
    static const QList<Plan> all{
        {"system-info", "system-info", Plan::Way::Body},
        {"health", "health", Plan::Way::Body},
        {"configuration", "configuration", Plan::Way::Body},
        {"volumes", "volumes", Plan::Way::Body},
        {"users", "users"},
        {"robots", "robots"},
        {"project-robots", "project-robots"},
        {"projects", "projects"},
        {"project-members", "project-members"},
        {"audit-oldest", "audit", Plan::Way::Page, {{u"sort"_s, u"op_time"_s}, {u"page_size"_s, u"1"_s}}},
        {"audit-admin", "audit", Plan::Way::Page, {{u"sort"_s, u"-op_time"_s}}},
        {"scanners", "scanners"},
        {"scanner-metadata", "scanner-metadata"},
        {"scan-schedule", "scan-schedule", Plan::Way::Body},
        {"project-artifacts", "project-artifacts", Plan::Way::Walk, whole},
        {"cve-allowlist", "cve-allowlist", Plan::Way::Body},
        {"immutable-rules", "immutable-rules"},
        {"retention", "retention"},
        {"gc-schedule", "gc-schedule", Plan::Way::Body},
        {"gc", "gc", Plan::Way::Page, {{u"sort"_s, u"-creation_time"_s}}},
        {"purge-schedule", "purge-schedule", Plan::Way::Body},
        {"quotas", "quotas"},
        {"webhooks", "webhooks"},
        {"registries", "registries"},
        {"replication-policies", "replication-policies"},
        {"queues", "queues"},
        {"schedules-paused", "schedules-paused", Plan::Way::Body, {{u"job_type"_s, u"all"_s}}},
    };
    return all;
}

Gatherer::Gatherer(Session &session, const Clock *clock, const Proxies *proxies, Wish wish, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
    , m_proxies(proxies)
    , m_wish(std::move(wish))
    , m_recorder(std::make_shared<Recorder>(session.sharedTransport(), clock))
    , m_now(clock->now())
{
    m_facts.registry = session.account().name;
    m_facts.host = session.account().host();
    m_facts.version = session.serverVersion();
    m_facts.identity = session.identity().name;
    m_facts.isHarbor = session.kind() == RegistryKind::Harbor;
    m_facts.at = m_now;
}

void Gatherer::start()
{
    // Others are found on the way: robots and users are asked for in the trail.
    if (wants(u"audit-of-robots"_s))
        m_wish.kinds += {u"robots"_s, u"project-robots"_s};
    if (wants(u"audit-of-users"_s))
        m_wish.kinds += u"users"_s;
    if (wants(u"replication-executions"_s))
        m_wish.kinds += u"replication-policies"_s;
    if (wants(u"referrers"_s))
        m_wish.kinds += u"project-artifacts"_s;
    if (m_facts.isHarbor)
        m_wish.kinds += {u"projects"_s, u"my-permissions"_s};
    // A robot learns only from the list of robots whether it sees all projects.
    if (m_facts.isHarbor && m_session.identity().kind == IdentityKind::Robot)
        m_wish.kinds += u"robots"_s;
    m_wish.kinds.removeDuplicates();
    begin({}); // so that nothing is over before all has begun
    for (const Fact &fact : std::as_const(m_wish.given))
        m_facts.add(fact);
    QStringList planned{u"replication-executions"_s};
    for (const Plan &plan : plans()) {
        planned.append(QString::fromLatin1(plan.kind));
        if (m_facts.isHarbor && wants(planned.last()))
            readKind(plan);
    }
    if (m_facts.isHarbor) {
        walk({"my-permissions", "my-permissions"}, u"my-permissions"_s);
        // What a check of one's own asks for besides.
        for (const QString &kind : std::as_const(m_wish.kinds)) {
            const harbor::Endpoint *endpoint = harbor::endpoint(kind.toLatin1());
            if (endpoint && !planned.contains(kind) && kind != "my-permissions"_L1) {
                const QByteArray name = kind.toLatin1();
                walk({name.constData(), name.constData(), Plan::Way::Walk, m_wish.params.value(kind)}, kind);
            }
        }
    } else {
        readOci();
    }
    readAnonymous();
    if (m_wish.triesDefaultPassword && m_facts.isHarbor)
        readDefaultPassword();
    readTls();
    end(Fact());
}

void Gatherer::begin(const QString &)
{
    ++m_open;
    ++m_total;
}

Fact Gatherer::blank(const QString &kind) const
{
    Fact fact;
    fact.kind = kind;
    fact.at = m_clock->now();
    fact.answers = m_recorder->answersOf(kind);
    return fact;
}

// Why a walk is not whole, as PagedList::gaps(), with the reasons as messages.
static QList<Gap> gapsOf(const harbor::PagedList &walk)
{
    constexpr qsizetype most = 20;
    QList<Gap> out;
    for (const harbor::PagedList::Refusal &refusal : walk.refusals.mid(0, most)) {
        if (refusal.parent.isEmpty())
            out.append(refusal.error.message);
        else
            out.append({refusal.parent, refusal.error.message});
    }
    if (walk.refusals.size() > most)
        out.append(Message::counted(LOTSE_MSG_N("%Ln more lists are incomplete.", "%Ln more list is incomplete."),
            walk.refusals.size() - most));
    for (const Error &error : walk.unreadable)
        out.append(error.message);
    if (walk.failed > walk.unreadable.size())
        out.append(Message::counted(LOTSE_MSG_N("%Ln more rows could not be read.", "%Ln more row could not be read."),
            walk.failed - walk.unreadable.size()));
    return out;
}

// The projects of which a walk that is not whole lacks rows, where it is known.
static std::optional<QStringList> lackedBy(const harbor::PagedList &walk)
{
    if (walk.failed > 0)
        return std::nullopt; // nobody knows whose rows these are
    QStringList out;
    for (const harbor::PagedList::Refusal &refusal : walk.refusals) {
        if (refusal.parent.isEmpty())
            return std::nullopt;
        out.append(refusal.parent.section(u'/', 0, 0));
    }
    return out;
}

void Gatherer::miss(Fact &fact, const Error &error, const QString &right)
{
    fact.reading = Reading::Missing;
    fact.error = error;
    if (error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Unauthorized)
        fact.right = right;
}

void Gatherer::end(Fact fact)
{
    if (!fact.kind.isEmpty()) {
        m_facts.add(fact);
        afterFact(fact);
    }
    --m_open;
    if (onProgress)
        onProgress(m_total - m_open, m_total, fact.kind);
    if (m_open == 0)
        finish();
}

void Gatherer::readKind(const Plan &plan)
{
    const QString kind = QString::fromLatin1(plan.kind);
    const harbor::Endpoint *endpoint = harbor::endpoint(plan.endpoint);
    harbor::Params params = plan.params;
    if (kind == "audit-admin"_L1)
        params.insert(u"q"_s,
            u"username=admin,operation=login,op_time=[%1~%2]"_s.arg(
                trailTime(m_now.addDays(-30)), trailTime(m_now.addDays(1))));
    if (plan.way == Plan::Way::Walk)
        walk(plan, kind);
    else if (plan.way == Plan::Way::Page)
        page(kind, *endpoint, params);
    else
        body(kind, *endpoint, params);
}

void Gatherer::walk(const Plan &plan, const QString &kind)
{
    const harbor::Endpoint *endpoint = harbor::endpoint(plan.endpoint);
    const QString right = QString::fromLatin1(endpoint->permission);
    begin(kind);
    const auto view = m_recorder->view(kind);
    m_views.insert(kind, view);
    harbor::Client(view).walk(
        *endpoint, plan.params, this, {}, [this, kind, endpoint, right](Result<harbor::PagedList> walk) {
            Fact fact = blank(kind);
            if (!walk) {
                miss(fact, walk.error(), right);
            } else if (walk->endpoint && walk->endpoint != endpoint) {
                // The fallback of the table has other objects: the kind itself was refused.
                Error error;
                error.kind = ErrorKind::Forbidden;
                error.message = {LOTSE_MSG("This account may not read it."), {}};
                miss(fact, error, right);
            } else {
                fact.reading = walk->isComplete() ? Reading::Whole : Reading::Partial;
                fact.gaps = gapsOf(*walk);
                fact.lacks = lackedBy(*walk);
                if (!walk->isComplete() && walk->rows.isEmpty() && !walk->refusals.isEmpty())
                    miss(fact, walk->refusals.first().error, right);
                for (qsizetype i = 0; i < walk->rows.size(); ++i) {
                    const QString project = walk->parents.value(i).section(u'/', 0, 0);
                    fact.rows.append({project, walk->rows[i].raw, {}});
                }
            }
            end(std::move(fact));
        });
}

void Gatherer::page(const QString &kind, const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    begin(kind);
    const auto view = m_recorder->view(kind);
    m_views.insert(kind, view);
    const QString right = QString::fromLatin1(endpoint.permission);
    harbor::Client(view).page(endpoint, params, 1, this, [this, kind, right](Result<harbor::Page> page) {
        Fact fact = blank(kind);
        if (!page) {
            miss(fact, page.error(), right);
        } else {
            fact.reading = page->records.failed > 0 ? Reading::Partial : Reading::Whole;
            for (const Error &error : std::as_const(page->records.unreadable))
                fact.gaps.append(error.message);
            for (const json::Record &row : std::as_const(page->records.rows))
                fact.rows.append({{}, row.raw, {}});
        }
        end(std::move(fact));
    });
}

void Gatherer::body(const QString &kind, const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    Result<Request> request = harbor::buildRequest(endpoint, params);
    if (!request)
        return;
    const bool mayBeEmpty = endpoint.mayBeEmpty;
    const QString right = QString::fromLatin1(endpoint.permission);
    raw(kind, std::move(request).value(), [this, mayBeEmpty, right](Fact &fact, const Response &response) {
        if (const Error error = requireJson(response, "GET", m_facts.host, mayBeEmpty)) {
            miss(fact, error, right);
            return;
        }
        fact.reading = Reading::Whole;
        if (response.body.trimmed().isEmpty())
            return; // an unset schedule
        QJsonParseError parsing;
        const QJsonDocument document = QJsonDocument::fromJson(response.body, &parsing);
        if (parsing.error != QJsonParseError::NoError || !document.isObject()) {
            Error error;
            error.kind = ErrorKind::Decode;
            error.message = {LOTSE_MSG("The response is not a JSON object: %1"), {parsing.errorString()}};
            miss(fact, error, right);
            return;
        }
        fact.rows = {{{}, response.body, document.object()}};
    });
}

void Gatherer::raw(const QString &kind, Request request, std::function<void(Fact &, const Response &)> take)
{
    begin(kind);
    const auto view = m_recorder->view(kind);
    m_views.insert(kind, view);
    view->call<Response>(
        std::move(request), this, [](const Response &response) { return response; },
        [this, kind, take = std::move(take)](const Result<Response> &response) {
            Fact fact = blank(kind);
            if (response)
                take(fact, *response);
            else
                miss(fact, response.error(), {});
            end(std::move(fact));
        });
}

// What is asked for once a list is there.
void Gatherer::afterFact(const Fact &fact)
{
    const auto names = [&](const QString &key, bool onlyEnabled) {
        QStringList out;
        for (const FactRow &row : fact.rows) {
            const QJsonObject object = QJsonDocument::fromJson(row.raw).object();
            if (!onlyEnabled || !object[u"disable"_s].toBool())
                out.append(object[key].toString());
        }
        return out;
    };
    if (fact.kind == "users"_L1 && wants(u"audit-of-users"_s)) {
        if (fact.reading != Reading::Missing)
            readTrailOf(u"audit-of-users"_s, names(u"username"_s, false));
    } else if (fact.kind == "robots"_L1 || fact.kind == "project-robots"_L1) {
        m_robots += names(u"name"_s, true);
        if (++m_robotLists == 2 && wants(u"audit-of-robots"_s))
            readTrailOf(u"audit-of-robots"_s, m_robots);
    } else if (fact.kind == "replication-policies"_L1) {
        if (wants(u"replication-executions"_s))
            readRunsOf(fact);
    } else if (fact.kind == "project-artifacts"_L1) {
        if (wants(u"anonymous-v2"_s))
            readAnonymousV2();
        if (wants(u"referrers"_s) && fact.reading != Reading::Missing)
            readReferrers(fact);
    }
}

// The last entry of each of these; a row without one is {}.
void Gatherer::readTrailOf(const QString &kind, const QStringList &names)
{
    readNewest({kind, "audit", "op_time"_L1, "audit-log:list"_L1,
                   LOTSE_MSG("Only %1 of %2 names were looked up in the audit trail."),
                   [now = m_now](const QString &name) {
                       return harbor::Params{{u"q"_s,
                           u"username=%1,op_time=[%2~%3]"_s.arg(
                               name, trailTime(now.addDays(-kDaysOfTrail)), trailTime(now.addDays(1)))}};
                   }},
        names);
}

// The last run of each policy: the newest runs of all may be those of one. A row without one is {}.
void Gatherer::readRunsOf(const Fact &policies)
{
    QStringList ids;
    for (const FactRow &row : policies.rows)
        ids.append(QString::number(QJsonDocument::fromJson(row.raw).object()[u"id"_s].toInteger()));
    const Newest newest{u"replication-executions"_s, "replication-executions", "start_time"_L1, "replication:list"_L1,
        LOTSE_MSG("Only the runs of %1 of %2 policies were read."), [](const QString &id) {
            return harbor::Params{{u"policy_id"_s, id}};
        }};
    if (policies.reading != Reading::Missing)
        return readNewest(newest, ids);
    begin(newest.kind);
    Fact fact = blank(newest.kind);
    miss(fact, policies.error, newest.right);
    end(std::move(fact));
}

void Gatherer::readNewest(const Newest &newest, const QStringList &names)
{
    struct Shared {
        Fact fact;
        qsizetype open = 0;
        Error error;
        qint64 unread = 0; // rows
        QStringList unreadOf; // whose
    };
    begin(newest.kind);
    const auto shared = std::make_shared<Shared>();
    const QStringList asked = names.mid(0, kMostAsked);
    const auto settle = [this, shared, newest, count = names.size(), left = names.mid(kMostAsked)] {
        Fact fact = blank(newest.kind);
        fact.rows = shared->fact.rows;
        fact.reading = Reading::Whole;
        if (shared->error) {
            miss(fact, shared->error, newest.right);
        } else {
            if (count > kMostAsked)
                fact.gaps.append(Message{newest.limit, {QString::number(kMostAsked), QString::number(count)}});
            if (shared->unread > 0)
                fact.gaps.append(Message::counted(
                    LOTSE_MSG_N("%Ln entries could not be read.", "%Ln entry could not be read."), shared->unread));
            if (!fact.gaps.isEmpty()) {
                fact.reading = Reading::Partial;
                fact.lacks = left + shared->unreadOf;
            }
        }
        end(std::move(fact));
    };
    if (asked.isEmpty()) {
        settle();
        return;
    }
    shared->open = asked.size();
    const auto view = m_recorder->view(newest.kind);
    m_views.insert(newest.kind, view);
    for (const QString &name : asked) {
        harbor::Params params = newest.paramsOf(name);
        params.insert(u"sort"_s, u'-' + newest.time);
        params.insert(u"page_size"_s, u"1"_s);
        harbor::Client(view).page(*harbor::endpoint(newest.endpoint), params, 1, this,
            [shared, name, newest, settle](const Result<harbor::Page> &page) {
                if (page) {
                    const QByteArray row =
                        page->records.rows.isEmpty() ? QByteArray("{}") : page->records.rows.first().raw;
                    // A row that cannot be read, or not its time, is no sign of absence.
                    const bool isSeen = newest.isDated(row);
                    const bool isUndated = !page->records.rows.isEmpty() && !isSeen;
                    const qint64 unread = page->records.failed + (isUndated ? 1 : 0);
                    if (unread > 0 && !isSeen)
                        shared->unreadOf.append(name);
                    shared->unread += unread;
                    shared->fact.rows.append({name, row, {}});
                } else {
                    shared->error = page.error();
                }
                if (--shared->open == 0)
                    settle();
            });
    }
}

bool seesAllProjects(const Identity &who, const Facts &facts)
{
    if (who.isAdmin)
        return true;
    if (who.kind != IdentityKind::Robot || who.name.contains(u'+'))
        return false;
    // Harbor does not tell a robot its own permissions; the list of robots does.
    for (const FactRow &row : facts.byKind.value(u"robots"_s).rows) {
        const QJsonObject robot = QJsonDocument::fromJson(row.raw).object();
        if (robot[u"name"_s].toString() != who.name)
            continue;
        const QJsonArray permissions = robot[u"permissions"_s].toArray();
        return std::any_of(permissions.begin(), permissions.end(), [](const QJsonValue &one) {
            return one[u"kind"_s].toString() == "project"_L1 && one[u"namespace"_s].toString() == "*"_L1;
        });
    }
    const QList<FactRow> rights = facts.byKind.value(u"my-permissions"_s).rows;
    return std::any_of(rights.begin(), rights.end(), [](const FactRow &row) {
        const QJsonObject right = QJsonDocument::fromJson(row.raw).object();
        return right[u"resource"_s].toString() == "project"_L1 && right[u"action"_s].toString() == "list"_L1;
    });
}

// Who is no administrator sees some projects only: what is there proves nothing of the rest.
void noteLimits(const Identity &who, const Message &trail, Facts &facts)
{
    if (!facts.isHarbor)
        return;
    const bool seesAll = seesAllProjects(who, facts);
    for (Fact &fact : facts.byKind) {
        const harbor::Endpoint *endpoint = harbor::endpoint(fact.kind.toLatin1());
        const bool isOfTrail = fact.kind.startsWith("audit"_L1);
        // For all that is known, the local store has what this account saw.
        const bool isOfProjects = fact.kind == "projects"_L1 || isOfTrail || fact.kind == "referrers"_L1
            || fact.kind.startsWith("store-"_L1)
            || (endpoint
                && (endpoint->scope == harbor::Scope::Project || endpoint->scope == harbor::Scope::Repository));
        if (!isOfProjects || fact.reading == Reading::Missing || (seesAll && !(isOfTrail && !trail.isEmpty())))
            continue;
        if (isOfTrail) // any entry may be left out of it
            fact.lacks.reset();
        else if (fact.reading == Reading::Whole) // what it has of the projects that are seen is all there is
            fact.lacks = QStringList();
        fact.reading = Reading::Partial;
        fact.gaps.append(
            seesAll ? trail : Message{LOTSE_MSG("This account can access only some of the projects."), {}});
    }
}

void Gatherer::finish()
{
    if (m_isOver)
        return;
    m_isOver = true;
    Fact http;
    http.kind = u"http"_s;
    http.at = m_recorder->firstAt();
    if (http.at.isValid()) {
        const Headers headers = m_recorder->firstHeaders();
        const QString date = QString::fromLatin1(header(headers, "Date"));
        const QDateTime at = httpDate(date.toLatin1());
        QJsonObject row{
            {u"strict_transport_security"_s, QString::fromLatin1(header(headers, "Strict-Transport-Security"))},
            {u"date"_s, date}, {u"received_at"_s, http.at.toString(Qt::ISODate)},
            {u"server"_s, QString::fromLatin1(header(headers, "Server"))}};
        if (at.isValid())
            row.insert(u"skew_seconds"_s, at.secsTo(http.at));
        http.reading = Reading::Whole;
        const QByteArray text = QJsonDocument(row).toJson(QJsonDocument::Compact);
        http.rows = {{{}, text, row}};
        http.answers = {{u"headers of the first answer"_s, http.at, 0, {}, text}};
    } else {
        http.error.kind = ErrorKind::Unreachable;
        http.error.message = {LOTSE_MSG("The registry gave no answer."), {}};
    }
    m_facts.add(http);
    noteLimits(m_session.identity(), m_session.capabilities().reason(u"audit"_s), m_facts);
    // Later, so that nobody is deleted in the middle of an answer.
    QTimer::singleShot(0, this, [this] {
        if (onDone)
            onDone(std::move(m_facts));
        deleteLater();
    });
}

} // namespace lotse::posture
