// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/reviewbook.h"

#include "base/localuser.h"
#include "json/time.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <QUuid>

#include <algorithm>
#include <set>

namespace lotse::review {

using namespace Qt::StringLiterals;
using report::AccessRow;

namespace {

const QString kStream = u"review"_s;

QJsonObject jsonOf(const AccessRow &row)
{
    return {{u"kind"_s, report::accessKindWord(row.kind)}, {u"project"_s, row.project}, {u"name"_s, row.name},
        {u"email"_s, row.email}, {u"id"_s, row.id}, {u"role"_s, row.role}, {u"role_name"_s, row.roleWord},
        {u"rights"_s, row.rights}, {u"expires"_s, json::timeText(row.expires)}, {u"disabled"_s, row.isDisabled},
        {u"seen_known"_s, row.isSeenKnown}, {u"seen"_s, json::timeText(row.lastSeen)}};
}

AccessRow accessOf(const QJsonObject &json)
{
    AccessRow out;
    const QString kind = json[u"kind"_s].toString();
    for (const AccessRow::Kind one :
        {AccessRow::Kind::Admin, AccessRow::Kind::User, AccessRow::Kind::Group, AccessRow::Kind::Robot}) {
        if (report::accessKindWord(one) == kind)
            out.kind = one;
    }
    out.project = json[u"project"_s].toString();
    out.name = json[u"name"_s].toString();
    out.email = json[u"email"_s].toString();
    out.id = json[u"id"_s].toInteger();
    out.role = json[u"role"_s].toInteger();
    out.roleWord = json[u"role_name"_s].toString();
    out.rights = json[u"rights"_s].toString();
    out.expires = json::timeOf(json[u"expires"_s]);
    out.isDisabled = json[u"disabled"_s].toBool();
    out.isSeenKnown = json[u"seen_known"_s].toBool();
    out.lastSeen = json::timeOf(json[u"seen"_s]);
    if (out.kind == AccessRow::Kind::User || out.kind == AccessRow::Kind::Group)
        out.sentences = harbor::roleSentences(out.role);
    return out;
}

QJsonObject jsonOf(const posture::Gap &gap)
{
    return {{u"subjects"_s, QJsonArray::fromStringList(gap.subjects)}, {u"reason"_s, QString::fromUtf8(gap.reason.id)},
        {u"args"_s, QJsonArray::fromStringList(gap.reason.args)}, {u"one"_s, QString::fromUtf8(gap.reason.one)},
        {u"count"_s, gap.reason.count}};
}

// Messages hold the literals of the program: one that was kept needs a literal, too. There are few different ones.
const char *literal(const QString &text)
{
    static QMutex mutex;
    static std::set<QByteArray> known; // its elements stay where they are
    const QMutexLocker lock(&mutex);
    return known.insert(text.toUtf8()).first->constData();
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList out;
    for (const QJsonValue one : array.toArray())
        out.append(one.toString());
    return out;
}

posture::Gap gapOf(const QJsonValue &json)
{
    if (json.isString()) // of an earlier version: a sentence
        return posture::Gap::verbatim(json.toString());
    const QString one = json[u"one"_s].toString();
    Message reason{literal(json[u"reason"_s].toString()), textsOf(json[u"args"_s])};
    reason.one = one.isEmpty() ? nullptr : literal(one);
    reason.count = json[u"count"_s].toInteger();
    posture::Gap out(reason);
    out.subjects = textsOf(json[u"subjects"_s]);
    return out;
}

Reviewed reviewedOf(const QJsonObject &body)
{
    Reviewed out;
    out.at = json::timeOf(body[u"at"_s]);
    out.registryId = body[u"registry_id"_s].toString();
    out.registry = body[u"registry"_s].toString();
    out.host = body[u"host"_s].toString();
    out.version = body[u"version"_s].toString();
    out.readAs = body[u"read_as"_s].toString();
    out.projects = textsOf(body[u"projects"_s]);
    for (const QJsonValue one : body[u"gaps"_s].toArray())
        out.gaps.append(gapOf(one));
    return out;
}

QJsonObject bodyOf(const Reviewed &reviewed, const QList<Item> &items)
{
    QJsonArray rows, gaps;
    for (const Item &item : items)
        rows.append(jsonOf(item.access));
    for (const posture::Gap &gap : reviewed.gaps)
        gaps.append(jsonOf(gap));
    return {{u"registry_id"_s, reviewed.registryId}, {u"registry"_s, reviewed.registry}, {u"host"_s, reviewed.host},
        {u"version"_s, reviewed.version}, {u"read_as"_s, reviewed.readAs}, {u"at"_s, json::timeText(reviewed.at)},
        {u"projects"_s, QJsonArray::fromStringList(reviewed.projects)}, {u"gaps"_s, gaps}, {u"rows"_s, rows}};
}

Campaign campaignOf(const store::Event &event, const QJsonObject &body)
{
    Campaign out;
    static_cast<Reviewed &>(out) = reviewedOf(body);
    out.id = event.uuid;
    out.author = event.author;
    out.title = body[u"title"_s].toString();
    for (const QJsonValue one : body[u"rows"_s].toArray())
        out.items.append({accessOf(one.toObject())});
    return out;
}

void takeRegistry(Campaign &campaign, const QJsonObject &body)
{
    const Reviewed other = reviewedOf(body);
    campaign.others.append(other);
    for (const QJsonValue one : body[u"rows"_s].toArray())
        campaign.items.append({accessOf(one.toObject()), {}, other.host});
}

void take(Campaign &campaign, const store::Event &event, const QJsonObject &body)
{
    const QString key = body[u"key"_s].toString();
    const auto item =
        std::find_if(campaign.items.begin(), campaign.items.end(), [&](const Item &one) { return one.key() == key; });
    if (item == campaign.items.end())
        return;
    const auto what = decisionOf(body[u"decision"_s].toString());
    item->decision = what ? Decision{*what, body[u"role"_s].toInteger(), body[u"reason"_s].toString(),
                         body[u"reviewer"_s].toString(), event.at.toUTC()}
                          : Decision();
}

} // namespace

Result<std::unique_ptr<ReviewBook>> ReviewBook::open(const store::Plan &plan, const Clock &clock)
{
    Result<std::unique_ptr<store::EventStore>> store = store::openEventStore(plan, clock);
    if (!store)
        return store.error();
    return std::unique_ptr<ReviewBook>(new ReviewBook(std::move(store.value()), clock));
}

store::Event ReviewBook::event(const QString &kind, const QString &author, const QJsonObject &body) const
{
    store::Event out;
    out.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    out.at = m_clock->now();
    out.stream = kStream;
    out.kind = kind;
    out.author = author.isEmpty() ? localUser() : author;
    out.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return out;
}

Result<void> ReviewBook::add(const QList<store::Event> &events)
{
    const Result<qint64> last = m_store->append(events, m_last);
    if (!last)
        return last.error(); // another program was faster: what it decided is to be read first
    m_last = *last;
    return {};
}

Result<QList<Campaign>> ReviewBook::all()
{
    const Result<QList<store::Event>> events = m_store->read(kStream);
    if (!events)
        return events.error();
    QList<Campaign> out;
    for (const store::Event &event : *events) {
        m_last = event.number;
        const QJsonObject body = QJsonDocument::fromJson(event.body).object();
        if (event.kind == "started"_L1) {
            out.append(campaignOf(event, body));
            continue;
        }
        const QString id = body[u"campaign"_s].toString();
        const auto campaign = std::find_if(out.begin(), out.end(), [&](const Campaign &one) { return one.id == id; });
        if (campaign == out.end())
            continue;
        if (event.kind == "extended"_L1)
            takeRegistry(*campaign, body);
        else if (event.kind == "decided"_L1)
            take(*campaign, event, body);
        else if (event.kind == "closed"_L1)
            campaign->closedAt = event.at.toUTC();
    }
    return out;
}

Result<Campaign> ReviewBook::find(const QString &id)
{
    const Result<QList<Campaign>> campaigns = all();
    if (!campaigns)
        return campaigns.error();
    if (id == "last"_L1 && !campaigns->isEmpty())
        return campaigns->last();
    QList<Campaign> found;
    for (const Campaign &one : *campaigns) {
        if (!id.isEmpty() && one.id.startsWith(id))
            found.append(one);
    }
    if (found.size() == 1)
        return found.first();
    return usageError(found.isEmpty()
            ? LOTSE_MSG("Access review %1 not found. \"lotse-cli review list\" lists all of them.")
            : LOTSE_MSG("Several access reviews start with %1."),
        {id});
}

// That there is nothing, and that nothing could be read, are two things.
static Error nothingToReview(const Reviewed &registry)
{
    if (registry.gaps.isEmpty())
        return usageError(LOTSE_MSG("There are no permissions to review in this scope."));
    QStringList why;
    for (const posture::Gap &gap : registry.gaps)
        why.append(gap.text([](const Message &message) { return message.text(); }));
    Error error;
    error.kind = ErrorKind::Incomplete;
    error.message = {LOTSE_MSG("Who has access could not be read: %1"), {why.join(u' ')}};
    return error;
}

Result<Campaign> ReviewBook::start(Campaign campaign, const QString &author)
{
    if (campaign.items.isEmpty())
        return nothingToReview(campaign);
    if (const auto known = all(); !known)
        return known.error();
    QJsonObject body = bodyOf(campaign, campaign.items);
    body.insert(u"title"_s, campaign.title);
    const store::Event made = event(u"started"_s, author, body);
    if (const Result<void> kept = add({made}); !kept)
        return kept.error();
    campaign.id = made.uuid;
    campaign.author = made.author;
    return campaign;
}

Result<Campaign> ReviewBook::extend(const QString &id, const Reviewed &registry, const QList<Item> &items)
{
    const Result<Campaign> now = find(id);
    if (!now)
        return now.error();
    if (!now->isOpen())
        return usageError(LOTSE_MSG("This access review is closed: no registry can be added to it."));
    if (now->isOfHost(registry.host))
        return usageError(LOTSE_MSG("%1 is already in this access review."), {registry.host});
    if (items.isEmpty())
        return nothingToReview(registry);
    QJsonObject body = bodyOf(registry, items);
    body.insert(u"campaign"_s, now->id);
    if (const Result<void> kept = add({event(u"extended"_s, {}, body)}); !kept)
        return kept.error();
    return find(now->id);
}

Result<void> ReviewBook::decide(const Campaign &campaign, const QStringList &keys, Decision decision)
{
    const Result<Campaign> now = find(campaign.id);
    if (!now)
        return now.error();
    if (!now->isOpen())
        return usageError(LOTSE_MSG("This access review is closed: its decisions can no longer be changed."));
    QList<store::Event> events;
    for (const QString &key : keys) {
        const Item *item = now->find(key);
        if (!item)
            return usageError(LOTSE_MSG("%1 is not in this access review."), {key});
        if (const Result<void> fits = checkDecision(*item, decision); !fits)
            return fits.error();
        events.append(event(u"decided"_s, decision.reviewer,
            {{u"campaign"_s, campaign.id}, {u"key"_s, key}, {u"decision"_s, decisionWord(decision.what)},
                {u"role"_s, decision.what == Decision::What::Change ? decision.role : 0},
                {u"reason"_s, decision.reason.trimmed()}, {u"reviewer"_s, decision.reviewer.trimmed()}}));
    }
    return events.isEmpty() ? Result<void>() : add(events);
}

Result<void> ReviewBook::close(const Campaign &campaign, const QString &author)
{
    const Result<Campaign> now = find(campaign.id);
    if (!now)
        return now.error();
    if (!now->isOpen())
        return usageError(LOTSE_MSG("This access review is already closed."));
    if (const qsizetype open = now->count(Decision::What::None); open > 0) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = Message::counted(
            LOTSE_MSG_N("%Ln permissions have no decision yet.", "%Ln permission has no decision yet."), open);
        return error;
    }
    return add({event(u"closed"_s, author, {{u"campaign"_s, campaign.id}})});
}

} // namespace lotse::review
