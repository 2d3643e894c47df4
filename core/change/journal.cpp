// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journal.h"

#include "base/localuser.h"
#include "base/secretnames.h"
#include "change/changejson.h"
#include "store/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

const QString stream = u"changes"_s;

const QList<std::pair<Entry::Kind, QString>> &words()
{
    static const QList<std::pair<Entry::Kind, QString>> all{{Entry::Kind::Planned, u"planned"_s},
        {Entry::Kind::Intent, u"intent"_s}, {Entry::Kind::Result, u"result"_s}, {Entry::Kind::Proof, u"proof"_s},
        {Entry::Kind::End, u"end"_s}};
    return all;
}

QString wordOf(Entry::Kind kind)
{
    for (const auto &[one, word] : words()) {
        if (one == kind)
            return word;
    }
    return {};
}

store::Event eventOf(const Entry &entry, const QDateTime &now)
{
    store::Event event;
    event.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    event.at = now;
    event.stream = stream;
    event.kind = wordOf(entry.kind);
    event.author = entry.author.isEmpty() ? localUser() + u'@' + QSysInfo::machineHostName() : entry.author;
    const QJsonObject body{{u"plan"_s, entry.plan}, {u"change"_s, entry.change}, {u"body"_s, entry.body}};
    event.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return event;
}

Entry entryOf(const store::Event &event)
{
    Entry out;
    out.number = event.number;
    out.at = event.at;
    out.author = event.author;
    for (const auto &[kind, word] : words()) {
        if (word == event.kind)
            out.kind = kind;
    }
    const QJsonObject object = QJsonDocument::fromJson(event.body).object();
    out.plan = object.value(u"plan"_s).toString();
    out.change = object.value(u"change"_s).toString();
    out.body = object.value(u"body"_s).toObject();
    return out;
}

// Earlier versions kept the English sentence alone.
QString whyOf(const Entry &entry)
{
    const QString why = entry.body.value(u"why"_s).toString();
    return why.isEmpty() ? entry.body.value(u"error"_s).toString() : why;
}

Step &stepOf(Course &course, const Entry &entry)
{
    Step &step = course.steps[entry.change];
    step.at = entry.at;
    return step;
}

} // namespace

QJsonValue valueWithoutSecrets(const QJsonValue &value)
{
    if (value.isObject())
        return withoutSecrets(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray out;
    for (const QJsonValue &one : value.toArray())
        out.append(valueWithoutSecrets(one));
    return out;
}

QJsonObject withoutSecrets(const QJsonObject &object)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isSecretName(it.key()) || it.value().isBool() || it.value().isDouble())
            out.insert(it.key(), valueWithoutSecrets(it.value()));
    }
    return out;
}

Result<std::unique_ptr<Journal>> Journal::open(const store::Plan &plan, const Clock &clock)
{
    Result<std::unique_ptr<store::EventStore>> store = store::openEventStore(plan, clock);
    if (!store)
        return store.error();
    std::unique_ptr<Journal> out(new Journal(std::move(store.value()), clock));
    // The whole chain is verified before anything is added to it.
    const Result<QList<store::Event>> all = out->m_store->read(stream);
    if (!all)
        return all.error();
    if (!all->isEmpty())
        out->m_appended = all->last().number;
    return out;
}

Result<void> Journal::append(const QList<Entry> &entries)
{
    const QMutexLocker lock(&m_mutex);
    QList<store::Event> events;
    for (const Entry &entry : entries)
        events.append(eventOf(entry, m_clock->now()));
    for (int attempt = 0; attempt < 20; ++attempt) {
        const Result<qint64> last = m_store->append(events, m_appended);
        if (last) {
            m_appended = *last;
            return {};
        }
        if (last.error().kind != ErrorKind::Conflict)
            return last.error();
        // Another program appended meanwhile; its entries do not touch ours.
        const Result<QList<store::Event>> theirs = m_store->read(stream, m_appended);
        if (!theirs)
            return theirs.error();
        if (!theirs->isEmpty())
            m_appended = theirs->last().number;
    }
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = u"BUSY"_s;
    error.message = {LOTSE_MSG("The change journal is in use by other programs. Try again."), {}};
    return error;
}

store::LogHead Journal::head() const
{
    const QMutexLocker lock(&m_mutex);
    return m_store->head();
}

bool Journal::isReadOnly() const
{
    const QMutexLocker lock(&m_mutex);
    return m_store->isReadOnly();
}

Result<QList<Entry>> Journal::readOn()
{
    const QMutexLocker lock(&m_mutex);
    const Result<QList<store::Event>> events = m_store->read(stream, m_read);
    if (!events)
        return events.error();
    QList<Entry> out;
    for (const store::Event &event : *events) {
        out.append(entryOf(event));
        m_read = event.number;
    }
    return out;
}

int Course::count(State state) const
{
    return int(std::count_if(plan.changes.begin(), plan.changes.end(),
        [&](const Change &one) { return steps.value(one.id).state == state; }));
}

QStringList Course::interrupted() const
{
    QStringList out;
    for (const Change &change : plan.changes) {
        const State state = steps.value(change.id).state;
        if (state == State::Intent || state == State::Sent)
            out.append(change.id);
    }
    return out;
}

void take(QList<Course> &courses, const Entry &entry)
{
    const auto found =
        std::find_if(courses.rbegin(), courses.rend(), [&](const Course &one) { return one.plan.id == entry.plan; });
    if (entry.kind == Entry::Kind::Planned) {
        const Result<ChangePlan> plan =
            fromJson(QJsonDocument(entry.body.value(u"plan"_s).toObject()).toJson(QJsonDocument::Compact));
        if (!plan)
            return;
        if (found != courses.rend()) { // taken up again
            found->end.clear();
            found->endedAt = {};
            return;
        }
        Course course;
        course.plan = *plan;
        course.hash = entry.body.value(u"plan"_s).toObject().value(u"sha256"_s).toString().toLatin1();
        course.author = entry.author;
        course.begunAt = entry.at;
        courses.append(course);
        return;
    }
    if (found == courses.rend())
        return;
    Course &course = *found;
    switch (entry.kind) {
    case Entry::Kind::Planned:
        break;
    case Entry::Kind::Intent:
        // A plan that is applied again keeps its proofs: what was there before them is needed to undo it.
        if (course.steps.value(entry.change).state == State::Verified)
            break;
        course.steps[entry.change] = {};
        course.steps[entry.change].state = State::Intent;
        course.steps[entry.change].at = entry.at;
        break;
    case Entry::Kind::Result: {
        if (course.steps.value(entry.change).state == State::Verified)
            break;
        Step &step = stepOf(course, entry);
        step.state = State::Sent;
        step.status = entry.body.value(u"status"_s).toInt();
        step.requestId = entry.body.value(u"request_id"_s).toString();
        step.error = whyOf(entry);
        break;
    }
    case Entry::Kind::Proof: {
        const State state = stateOf(entry.body.value(u"state"_s).toString()).value_or(State::Unknown);
        if (state != State::Verified && course.steps.value(entry.change).state == State::Verified)
            break;
        Step &step = stepOf(course, entry);
        step.state = state;
        step.before = entry.body.value(u"before"_s).toObject();
        step.after = entry.body.value(u"after"_s).toObject();
        if (entry.body.contains(u"error"_s))
            step.error = whyOf(entry);
        step.path.insert(paramsOf(entry.body.value(u"path"_s).toObject()));
        step.theirs.append(editsOf(entry.body.value(u"theirs"_s)));
        break;
    }
    case Entry::Kind::End:
        course.end = entry.body.value(u"how"_s).toString();
        course.endedAt = entry.at;
        break;
    }
}

QList<Course> coursesOf(const QList<Entry> &entries)
{
    QList<Course> out;
    for (const Entry &entry : entries)
        take(out, entry);
    return out;
}

} // namespace lotse::change
