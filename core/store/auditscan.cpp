// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/auditscan.h"

#include "store/auditindex.h"
#include "store/inventory.h"

#include <QElapsedTimer>

#include <algorithm>
#include <deque>
#include <limits>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStep = 2000; // rows read at once along an index
constexpr int kFirstStep = 256;
constexpr qint64 kProbe = 20'000; // beyond it one lane is as good as another
constexpr qint64 kHour = 3600 * 1000;

bool holds(const QString &text, const QString &part)
{
    return part.isEmpty() || text.contains(part, Qt::CaseInsensitive);
}

bool isRobot(const QString &user)
{
    return user.contains(u'$') || user.contains(u'+');
}

} // namespace

bool AuditWish::isPlain() const
{
    return user.isEmpty() && !onlyRobots && project.isEmpty() && repository.isEmpty() && resource.isEmpty()
        && resources.isEmpty() && resourceType.isEmpty() && operation.isEmpty() && result == Result::Any
        && text.isEmpty() && weekday < 0 && hour < 0;
}

QString projectOf(const QString &resourceType, const QString &resource)
{
    if (const qsizetype slash = resource.indexOf(u'/'); slash > 0)
        return resource.left(slash);
    const qsizetype dollar = resource.indexOf(u'$');
    const qsizetype plus = resource.indexOf(u'+');
    if (dollar > 0 && plus > dollar)
        return resource.mid(dollar + 1, plus - dollar - 1);
    return resourceType == "project"_L1 ? resource : QString();
}

bool AuditFit::operator()(const AuditHit &hit)
{
    const AuditRow &row = hit.row;
    if (!m_wish.operation.isEmpty() && row.operation != m_wish.operation)
        return false;
    if (!m_wish.resourceType.isEmpty() && row.resourceType != m_wish.resourceType)
        return false;
    if (m_wish.result != AuditWish::Result::Any && row.succeeded != (m_wish.result == AuditWish::Result::Succeeded))
        return false;
    if (!holds(row.user, m_wish.user) || (m_wish.onlyRobots && !isRobot(row.user)))
        return false;
    if (!m_wish.project.isEmpty() && hit.project != m_wish.project)
        return false;
    if (const qsizetype size = m_wish.repository.size(); size > 0) {
        const QChar behind = row.resource.size() > size ? row.resource[size] : QChar(u':');
        if (!row.resource.startsWith(m_wish.repository) || (behind != u':' && behind != u'@'))
            return false;
    }
    if (!holds(row.resource, m_wish.resource))
        return false;
    const bool isListed = m_wish.resources.contains(row.resource);
    if (!m_wish.digests.isEmpty()) {
        const bool isNamed = std::any_of(m_wish.digests.begin(), m_wish.digests.end(),
            [&](const QString &digest) { return row.resource.endsWith(digest) || row.description.contains(digest); });
        const bool namesAnother = !isNamed && (row.resource.contains("@sha"_L1) || row.description.contains("@sha"_L1));
        if (namesAnother || (!isNamed && !isListed))
            return false;
    } else if (!m_wish.resources.isEmpty() && !isListed) {
        return false;
    }
    if (m_wish.weekday >= 0 || m_wish.hour >= 0) {
        const qint64 hour = row.at.toMSecsSinceEpoch() / kHour;
        auto known = m_hours.constFind(hour);
        if (known == m_hours.constEnd()) {
            const QDateTime local = row.at.toLocalTime();
            known = m_hours.insert(hour, (local.date().dayOfWeek() - 1) * 24 + local.time().hour());
        }
        if ((m_wish.weekday >= 0 && *known / 24 != m_wish.weekday) || (m_wish.hour >= 0 && *known % 24 != m_wish.hour))
            return false;
    }
    const QString &text = m_wish.text;
    return text.isEmpty() || holds(row.resource, text) || holds(row.user, text) || holds(row.description, text)
        || holds(row.operation, text) || holds(row.resourceType, text);
}

/// A stretch of one index: what lies in it comes in the order of time.
struct AuditScan::Lane {
    AuditLane at;
    QString registryId, registryName;
    qint64 lastAt = 0, lastRemote = 0; ///< where the reading stands
    bool isAtEnd = false;
    int step = kFirstStep;
    std::deque<AuditHit> hits;
};

AuditScan::AuditScan(Database *database, AuditWish wish)
    : m_database(database)
    , m_wish(std::move(wish))
    , m_fit(m_wish)
{
}

AuditScan::~AuditScan() = default;

Result<void> AuditScan::begin()
{
    m_isBegun = true;
    const auto known = knownRegistries(*m_database);
    if (!known)
        return known.error();
    for (const KnownRegistry &registry : *known) {
        if (!m_wish.registryIds.isEmpty() && !m_wish.registryIds.contains(registry.registryId))
            continue;
        const Result<qint64> number = findRegistry(*m_database, registry.registryId);
        if (!number)
            return number.error();
        m_registries.append(*number);
        if (const Result<void> planned = plan(*number, registry.registryId, registry.name); !planned)
            return planned;
    }
    return {};
}

// The way with the fewest entries, of those that the wish allows.
Result<void> AuditScan::plan(qint64 registry, const QString &uuid, const QString &name)
{
    QList<QList<AuditLane>> ways;
    // A tag that an image had once is not among the names that it has now: of a repository all is looked at.
    if (!m_wish.resources.isEmpty() && m_wish.repository.isEmpty()) {
        QList<AuditLane> lanes;
        for (const QString &resource : std::as_const(m_wish.resources))
            lanes.append({AuditIndex::Resource, registry, {resource}, false});
        ways.append(lanes);
    }
    if (!m_wish.project.isEmpty() || !m_wish.repository.isEmpty()) {
        const QString project = m_wish.project.isEmpty() ? m_wish.repository.section(u'/', 0, 0) : m_wish.project;
        ways.append(QList<AuditLane>{{AuditIndex::Project, registry, {project}, false}});
    }
    if (!m_wish.user.isEmpty() || m_wish.onlyRobots) {
        const Result<QStringList> users = auditNames(*m_database, AuditIndex::User, registry, 5000);
        if (!users)
            return users.error();
        QList<AuditLane> lanes;
        for (const QString &user : *users) {
            if (holds(user, m_wish.user) && (!m_wish.onlyRobots || isRobot(user)))
                lanes.append({AuditIndex::User, registry, {user}, false});
        }
        if (users->size() < 5000 && lanes.size() <= 200)
            ways.append(lanes);
    }
    if (!m_wish.operation.isEmpty() || !m_wish.resourceType.isEmpty() || m_wish.result != AuditWish::Result::Any) {
        Result<QList<AuditLane>> lanes = auditKinds(*m_database, registry);
        if (!lanes)
            return lanes.error();
        lanes.value().removeIf([this](const AuditLane &lane) {
            return (!m_wish.operation.isEmpty() && lane.key[0] != m_wish.operation)
                || (!m_wish.resourceType.isEmpty() && lane.key[1] != m_wish.resourceType)
                || (m_wish.result != AuditWish::Result::Any
                    && lane.hasSucceeded != (m_wish.result == AuditWish::Result::Succeeded));
        });
        ways.append(*lanes);
    }
    ways.append(QList<AuditLane>{{AuditIndex::Time, registry, {}, false}});
    qsizetype best = ways.size() - 1;
    qint64 fewest = std::numeric_limits<qint64>::max();
    for (qsizetype i = 0; i < ways.size() && ways.size() > 1; ++i) {
        qint64 entries = 0;
        for (const AuditLane &lane : std::as_const(ways[i])) {
            if (entries >= kProbe)
                break;
            const Result<qint64> count = probe(*m_database, lane, m_wish.from, m_wish.to, kProbe);
            if (!count)
                return count.error();
            entries += *count;
        }
        if (entries < fewest) {
            fewest = entries;
            best = i;
        }
    }
    const qint64 first = m_wish.from.isValid() ? m_wish.from.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
    const qint64 last = m_wish.to.isValid() ? m_wish.to.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max();
    for (const AuditLane &at : std::as_const(ways[best])) {
        auto lane = std::make_unique<Lane>();
        lane->at = at;
        lane->registryId = uuid;
        lane->registryName = name;
        lane->lastAt = m_wish.isOldestFirst ? first : last;
        lane->lastRemote =
            m_wish.isOldestFirst ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
        m_lanes.push_back(std::move(lane));
    }
    return {};
}

Result<void> AuditScan::fill(Lane &lane)
{
    int read = 0;
    const AuditReading reading{
        lane.lastAt, lane.lastRemote, m_wish.isOldestFirst ? m_wish.to : m_wish.from, m_wish.isOldestFirst, lane.step};
    const Result<void> done = readLane(*m_database, lane.at, reading, [&](AuditRow &&row, bool isSound) {
        ++read;
        lane.lastAt = row.at.toMSecsSinceEpoch();
        lane.lastRemote = row.remoteId;
        AuditHit hit{std::move(row), lane.at.registry, lane.registryId, lane.registryName, {}};
        hit.project = projectOf(hit.row.resourceType, hit.row.resource);
        if (!m_fit(hit))
            return;
        if (isSound)
            lane.hits.push_back(std::move(hit));
        else
            ++m_damaged;
    });
    lane.isAtEnd = read < lane.step;
    lane.step = kStep;
    return done;
}

Result<AuditScan::Page> AuditScan::next(int most, std::chrono::milliseconds time)
{
    QElapsedTimer timer;
    timer.start();
    if (!m_isBegun) {
        if (const Result<void> begun = begin(); !begun)
            return begun.error();
    }
    Page page;
    // The whole of a page is one picture of the store.
    const Result<void> read = m_database->read([&]() -> Result<void> {
        while (page.hits.size() < most) {
            Lane *first = nullptr;
            for (const auto &lane : m_lanes) {
                while (lane->hits.empty() && !lane->isAtEnd) {
                    if (timer.elapsed() > time.count())
                        return {};
                    if (const Result<void> filled = fill(*lane); !filled)
                        return filled;
                }
                if (lane->hits.empty())
                    continue;
                if (!first) {
                    first = lane.get();
                    continue;
                }
                const auto keyOf = [](const AuditHit &hit) {
                    return std::tuple(hit.row.at, hit.registry, hit.row.remoteId);
                };
                const bool isOlder = keyOf(lane->hits.front()) < keyOf(first->hits.front());
                if (isOlder == m_wish.isOldestFirst)
                    first = lane.get();
            }
            if (!first) {
                page.isAtEnd = true;
                return {};
            }
            page.hits.append(std::move(first->hits.front()));
            first->hits.pop_front();
        }
        return {};
    });
    if (!read)
        return read.error();
    page.damaged = m_damaged;
    // As far as the lane has come that is behind all others.
    for (const auto &lane : m_lanes) {
        if (lane->isAtEnd && lane->hits.empty())
            continue;
        const qint64 at = lane->hits.empty() ? lane->lastAt : lane->hits.front().row.at.toMSecsSinceEpoch();
        if (at == std::numeric_limits<qint64>::max() || at == std::numeric_limits<qint64>::min()) {
            page.searchedTo = {};
            return page;
        }
        const QDateTime reached = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        const bool isBehind = m_wish.isOldestFirst ? reached < page.searchedTo : reached > page.searchedTo;
        if (!page.searchedTo.isValid() || isBehind)
            page.searchedTo = reached;
    }
    return page;
}

Result<qint64> AuditScan::undated()
{
    if (!m_isBegun) {
        if (const Result<void> begun = begin(); !begun)
            return begun.error();
    }
    qint64 sum = 0;
    for (const qint64 registry : std::as_const(m_registries)) {
        const Result<qint64> count =
            m_database->sql("SELECT count(*) FROM audit WHERE registry = ?1 AND at IS NULL").with(registry).integer();
        if (!count)
            return count.error();
        sum += *count;
    }
    return sum;
}

Result<AuditCounts> countAudit(Database &database, const AuditWish &wish, std::chrono::milliseconds time)
{
    AuditCounts counts;
    const auto known = knownRegistries(database);
    if (!known)
        return known.error();
    QList<qint64> registries;
    for (const KnownRegistry &registry : *known) {
        if (!wish.registryIds.isEmpty() && !wish.registryIds.contains(registry.registryId))
            continue;
        const Result<qint64> number = findRegistry(database, registry.registryId);
        if (!number)
            return number.error();
        registries.append(*number);
        const Result<void> read =
            database.sql("SELECT min(at) FROM audit WHERE registry = ?1").with(*number).each([&](const Row &row) {
                const QDateTime first = row.time(0);
                if (first.isValid() && (!counts.begins.isValid() || first < counts.begins))
                    counts.begins = first;
            });
        if (!read)
            return read.error();
    }
    if (wish.isPlain()) {
        for (const qint64 number : std::as_const(registries)) {
            const Result<void> read =
                database
                    .sql("SELECT at / 3600000, count(*) FROM audit WHERE registry = ?1 AND at >= ?2 AND at <= ?3"
                         " GROUP BY 1")
                    .with(number, wish.from.isValid() ? wish.from.toMSecsSinceEpoch() : 0,
                        wish.to.isValid() ? wish.to.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max())
                    .each([&](const Row &row) {
                        counts.byHour[row.integer(0)] += row.integer(1);
                        counts.total += row.integer(1);
                    });
            if (!read)
                return read.error();
        }
        return counts;
    }
    QElapsedTimer timer;
    timer.start();
    AuditScan scan(&database, wish);
    for (;;) {
        const auto left = time - std::chrono::milliseconds(timer.elapsed());
        const Result<AuditScan::Page> page = scan.next(4000, left);
        if (!page)
            return page.error();
        for (const AuditHit &hit : page->hits) {
            ++counts.byHour[hit.row.at.toMSecsSinceEpoch() / kHour];
            ++counts.total;
        }
        if (page->isAtEnd)
            return counts;
        if (timer.elapsed() >= time.count()) {
            counts.isWhole = false;
            counts.countedTo = page->searchedTo;
            return counts;
        }
    }
}

Result<AuditWords> auditWords(Database &database, int most)
{
    AuditWords words;
    const auto known = knownRegistries(database);
    if (!known)
        return known.error();
    const auto take = [](QStringList &list, const QStringList &more) {
        for (const QString &word : more) {
            if (!word.isEmpty() && !list.contains(word))
                list.append(word);
        }
    };
    for (const KnownRegistry &registry : *known) {
        const Result<qint64> number = findRegistry(database, registry.registryId);
        if (!number)
            return number.error();
        const Result<QStringList> users = auditNames(database, AuditIndex::User, *number, most);
        const Result<QStringList> projects = auditNames(database, AuditIndex::Project, *number, most);
        const Result<QList<AuditLane>> kinds = auditKinds(database, *number);
        if (!users || !projects || !kinds)
            return !users ? users.error() : !projects ? projects.error() : kinds.error();
        take(words.users, *users);
        take(words.projects, *projects);
        for (const AuditLane &kind : *kinds) {
            take(words.operations, {kind.key[0]});
            take(words.resourceTypes, {kind.key[1]});
        }
    }
    for (QStringList *list : {&words.users, &words.projects, &words.operations, &words.resourceTypes})
        list->sort();
    return words;
}

} // namespace lotse::store
