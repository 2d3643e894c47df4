// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/posturehistory.h"

#include "base/localuser.h"
#include "store/schema.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

const QString kStream = u"posture"_s;

std::optional<Outcome> outcomeOf(const QString &word)
{
    for (const Outcome one :
        {Outcome::Failed, Outcome::NotAssessable, Outcome::Excepted, Outcome::Passed, Outcome::NotApplicable}) {
        if (outcomeWord(one) == word)
            return one;
    }
    return {};
}

QJsonObject bodyOf(const store::Event &event)
{
    return QJsonDocument::fromJson(event.body).object();
}

} // namespace

qsizetype KeptRun::count(Outcome outcome) const
{
    return std::count(outcomes.cbegin(), outcomes.cend(), outcome);
}

KeptRun keptRun(const Posture &posture, const QString &registryId)
{
    KeptRun run{registryId, posture.host, posture.set, posture.setSha256, posture.at, {}};
    for (const Judged &one : posture.checks)
        run.outcomes.insert(one.id, one.outcome);
    return run;
}

Compared compare(const KeptRun &before, const KeptRun &now)
{
    Compared out;
    out.since = before.at;
    for (auto it = now.outcomes.cbegin(); it != now.outcomes.cend(); ++it) {
        const auto then = before.outcomes.constFind(it.key());
        if (then == before.outcomes.cend() || *then == *it)
            continue;
        if (*it == Outcome::Failed)
            out.worse.append(it.key());
        else if (*it == Outcome::NotAssessable)
            out.unknown.append(it.key());
        else if (*then == Outcome::Failed)
            out.better.append(it.key());
    }
    return out;
}

Result<std::unique_ptr<PostureHistory>> PostureHistory::open(const store::Plan &plan, const Clock &clock)
{
    Result<std::unique_ptr<store::EventStore>> store = store::openEventStore(plan, clock);
    if (!store)
        return store.error();
    return std::unique_ptr<PostureHistory>(new PostureHistory(std::move(store.value()), clock));
}

Result<QList<store::Event>> PostureHistory::all()
{
    Result<QList<store::Event>> events = m_store->read(kStream);
    if (events && !events->isEmpty())
        m_last = events->last().number;
    return events;
}

Result<void> PostureHistory::add(const QString &kind, const QString &author, const QJsonObject &body)
{
    store::Event event;
    event.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    event.at = m_clock->now();
    event.stream = kStream;
    event.kind = kind;
    event.author = author.isEmpty() ? localUser() : author;
    event.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    for (int attempt = 0; attempt < 20; ++attempt) {
        const Result<qint64> last = m_store->append({event}, m_last);
        if (last) {
            m_last = *last;
            return {};
        }
        if (last.error().kind != ErrorKind::Conflict)
            return last.error();
        // Another program was faster; what it added does not touch this.
        if (const auto events = all(); !events)
            return events.error();
    }
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = u"BUSY"_s;
    error.message = {LOTSE_MSG("The history of the posture is in use by other programs. Try again."), {}};
    return error;
}

Result<QList<KeptRun>> PostureHistory::runs(const QString &registryId, const QString &set)
{
    const Result<QList<store::Event>> events = all();
    if (!events)
        return events.error();
    QList<KeptRun> out;
    for (const store::Event &event : *events) {
        if (event.kind != "run"_L1)
            continue;
        const QJsonObject body = bodyOf(event);
        if (body[u"registry"_s].toString() != registryId || body[u"set"_s].toString() != set)
            continue;
        KeptRun run{registryId, body[u"host"_s].toString(), set, body[u"set_sha256"_s].toString(),
            QDateTime::fromString(body[u"at"_s].toString(), Qt::ISODateWithMs), {}};
        const QJsonObject checks = body[u"checks"_s].toObject();
        for (auto it = checks.begin(); it != checks.end(); ++it) {
            if (const auto outcome = outcomeOf(it.value().toString()))
                run.outcomes.insert(it.key(), *outcome);
        }
        out.append(run);
    }
    return out.mid(std::max<qsizetype>(0, out.size() - mostRuns));
}

Result<void> PostureHistory::keep(const KeptRun &run)
{
    QJsonObject checks;
    for (auto it = run.outcomes.cbegin(); it != run.outcomes.cend(); ++it)
        checks.insert(it.key(), outcomeWord(*it));
    return add(u"run"_s, {},
        {{u"registry"_s, run.registryId}, {u"host"_s, run.host}, {u"set"_s, run.set}, {u"set_sha256"_s, run.setSha256},
            {u"at"_s, run.at.toUTC().toString(Qt::ISODateWithMs)}, {u"checks"_s, checks}});
}

Result<QList<KeptException>> PostureHistory::exceptions(const QString &registryId)
{
    const Result<QList<store::Event>> events = all();
    if (!events)
        return events.error();
    QList<KeptException> out;
    for (const store::Event &event : *events) {
        const QJsonObject body = bodyOf(event);
        if (event.kind == "withdrawn"_L1)
            out.removeIf([&](const KeptException &one) { return one.id == body[u"id"_s].toString(); });
        if (event.kind != "exception"_L1 || body[u"registry"_s].toString() != registryId)
            continue;
        out.append({event.uuid, registryId, event.author, event.at,
            {body[u"check"_s].toString(), body[u"subject"_s].toString(), body[u"owner"_s].toString(),
                body[u"reason"_s].toString(), QDate::fromString(body[u"expires"_s].toString(), Qt::ISODate)}});
    }
    return out;
}

Result<void> PostureHistory::except(const QString &registryId, const Exception &exception, const QString &author)
{
    Error error;
    error.kind = ErrorKind::Usage;
    if (exception.owner.trimmed().isEmpty() || exception.reason.trimmed().isEmpty() || !exception.expires.isValid()) {
        error.message = {LOTSE_MSG("An exception requires an owner, a reason and an expiration date."), {}};
        return error;
    }
    if (exception.expires < m_clock->now().date()) {
        error.message = {
            LOTSE_MSG("The expiration date %1 is in the past."), {exception.expires.toString(Qt::ISODate)}};
        return error;
    }
    return add(u"exception"_s, author,
        {{u"registry"_s, registryId}, {u"check"_s, exception.check}, {u"subject"_s, exception.subject.trimmed()},
            {u"owner"_s, exception.owner.trimmed()}, {u"reason"_s, exception.reason.trimmed()},
            {u"expires"_s, exception.expires.toString(Qt::ISODate)}});
}

Result<void> PostureHistory::withdraw(const QString &id, const QString &author)
{
    return add(u"withdrawn"_s, author, {{u"id"_s, id}});
}

} // namespace lotse::posture
