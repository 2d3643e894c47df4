// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/executor.h"

#include "harbor/fetch.h"
#include "net/httperror.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

/// One change on its way.
struct Executor::Work {
    Change change;
    Found before;
    harbor::Params made; ///< path of what was made, as the answer names it
    qsizetype readings = 0;
    bool isAnswered = false; ///< with a success
    Error lost; ///< where no whole answer came
    bool onlySettles = false; ///< it was sent by an earlier run, perhaps
};

namespace {

QJsonObject paramsJson(const harbor::Params &params)
{
    QJsonObject out;
    for (auto it = params.begin(); it != params.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

QJsonArray editsJson(const QList<Edit> &edits)
{
    QJsonArray out;
    for (const Edit &edit : edits) {
        QJsonObject one{{u"path"_s, edit.path}};
        if (!edit.before.isUndefined())
            one.insert(u"before"_s, edit.before);
        if (!edit.after.isUndefined())
            one.insert(u"after"_s, edit.after);
        out.append(one);
    }
    return out;
}

bool isRemoval(const Change &change)
{
    return qstrcmp(change.row()->verb, "DELETE") == 0;
}

bool isCreation(const Change &change)
{
    return change.row()->undo == harbor::Undo::Remove;
}

/// Whether the effect may come a while after the answer.
bool comesLater(const Change &change)
{
    return change.row()->takesTime || change.operation == "updateConfigurations";
}

} // namespace

Executor::Executor(std::shared_ptr<Transport> transport, Journal *journal, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_client(std::move(transport))
    , m_journal(journal)
    , m_clock(clock)
{
    qRegisterMetaType<Progress>();
    qRegisterMetaType<Summary>();
}

Executor::~Executor() = default;

void Executor::run(const ChangePlan &plan, const Options &options, const Course *before)
{
    m_plan = plan;
    m_options = options;
    m_order = orderOf(plan);
    m_isRunning = true;
    for (const Change &change : plan.changes) {
        Progress &progress = m_progress[change.id];
        progress.id = change.id;
        if (!before)
            continue;
        const Step step = before->steps.value(change.id);
        if (step.state == State::Verified || step.state == State::Done || step.state == State::Skipped)
            progress.state = step.state;
        else if (step.state == State::Intent || step.state == State::Sent || step.state == State::Unknown)
            m_unsettled.insert(change.id);
    }
    Entry entry;
    entry.kind = Entry::Kind::Planned;
    entry.plan = plan.id;
    entry.body = {{u"plan"_s, QJsonDocument::fromJson(toJson(plan)).object()}};
    write(entry, [this] { next(); });
}

void Executor::pause()
{
    m_isPaused = true;
}

void Executor::resume()
{
    m_isPaused = false;
    next();
}

void Executor::cancel()
{
    m_isCancelled = true;
    m_isStopped = true;
    m_isPaused = false;
    next();
}

bool Executor::mayBegin(const Change &change) const
{
    const int rank = rankOf(change);
    for (const QString &id : m_order) {
        const Change &other = *m_plan.find(id);
        if (isSettled(m_progress[id].state))
            continue;
        if (rankOf(other) < rank)
            return false;
        if (id == change.id)
            break;
        // Of one object, in the order of the plan.
        if (other.target() == change.target())
            return false;
    }
    for (const QString &id : std::as_const(m_inFlight)) {
        if (m_plan.find(id)->target() == change.target())
            return false;
    }
    return std::all_of(change.needs.begin(), change.needs.end(),
        [this](const QString &need) { return isSettled(m_progress[need].state); });
}

void Executor::next()
{
    if (!m_isRunning)
        return;
    for (const QString &id : std::as_const(m_order)) {
        if (m_progress[id].state != State::Planned || m_inFlight.contains(id))
            continue;
        const Change &change = *m_plan.find(id);
        if (m_isStopped) {
            set(id, State::Cancelled,
                m_isCancelled ? Message{LOTSE_MSG("Not sent: the run was cancelled."), {}}
                              : Message{LOTSE_MSG("Not sent: the run stopped before it."), {}});
            continue;
        }
        if (m_isPaused || m_inFlight.size() >= m_options.inFlight)
            break;
        if (!mayBegin(change))
            continue;
        const bool lacks = std::any_of(change.needs.begin(), change.needs.end(), [this](const QString &need) {
            const State state = m_progress[need].state;
            return state != State::Verified && state != State::Done && state != State::Skipped;
        });
        if (lacks) {
            set(id, State::Cancelled, {LOTSE_MSG("Not sent: a change that it needs was not made."), {}});
            continue;
        }
        if (m_options.leftOut.contains(id)) {
            set(id, State::Skipped, {LOTSE_MSG("Left out of this run."), {}});
            continue;
        }
        if (const std::optional<Message> blocked = reviewOf(change, m_options.actor).blocked) {
            set(id, State::Failed, *blocked);
            continue;
        }
        for (const QString &secret : change.secrets) {
            if (!m_options.secrets.value(id).contains(secret)) {
                set(id, State::Failed, {LOTSE_MSG("Not sent: its %1 was not typed."), {secret}});
                break;
            }
        }
        if (m_progress[id].state == State::Planned)
            begin(change);
    }
    endWhenDone();
}

void Executor::begin(const Change &change)
{
    m_inFlight.insert(change.id);
    auto work = std::make_shared<Work>();
    work->change = change;
    if (m_unsettled.contains(change.id)) {
        // It may have been sent: what the registry holds tells, before anything is sent again.
        work->onlySettles = true;
        lookAt(m_client, change, this, [this, work](const Result<Found> &found) { compare(work, found); });
        return;
    }
    Entry entry;
    entry.kind = Entry::Kind::Intent;
    entry.change = change.id;
    write(entry, [this, work] {
        set(work->change.id, State::Intent);
        lookAt(m_client, work->change, this, [this, work](const Result<Found> &found) { compare(work, found); });
    });
}

void Executor::compare(const std::shared_ptr<Work> &work, const Result<Found> &found)
{
    const Change &change = work->change;
    if (!found) {
        prove(work, work->onlySettles ? State::Unknown : State::Failed,
            {LOTSE_MSG("Not sent: what is there now could not be read."), {}}, found.error());
        return;
    }
    work->before = *found;
    if (!found->isShown) {
        if (work->onlySettles) {
            prove(work, State::Unknown,
                {LOTSE_MSG("It may have been sent, and nothing in the registry's answers shows it."), {}});
            return;
        }
        send(work);
        return;
    }
    if (isRemoval(change)) {
        if (!found->exists) {
            prove(work, work->onlySettles ? State::Verified : State::Skipped, {LOTSE_MSG("It is gone already."), {}});
            return;
        }
    } else if (isCreation(change)) {
        if (found->exists) {
            const bool isSame = holdsAfter(change, found->form);
            if (isSame && (work->onlySettles || change.operation == "addLabel"))
                prove(work, work->onlySettles ? State::Verified : State::Skipped, {LOTSE_MSG("It is there already."), {}});
            else
                prove(work, State::Conflict, {LOTSE_MSG("There is one of this name already."), {}});
            return;
        }
    } else if (!found->exists) {
        prove(work, State::Conflict, {LOTSE_MSG("It does not exist any more."), {}});
        return;
    }
    if (!isCreation(change) && !bearsNames(change, found->form)) {
        prove(work, State::Conflict, {LOTSE_MSG("Another object has its number now."), {}});
        return;
    }
    const QList<Edit> moved = movedSince(change, found->form);
    if (!change.edits.isEmpty() && !isRemoval(change) && holdsAfter(change, found->form)
        && (!moved.isEmpty() || work->onlySettles)) {
        prove(work, work->onlySettles ? State::Verified : State::Skipped, {LOTSE_MSG("It is so already."), {}});
        return;
    }
    if (!moved.isEmpty()) {
        m_progress[change.id].theirs = moved;
        prove(work, State::Conflict, {LOTSE_MSG("Somebody changed it since the plan was made."), {}});
        return;
    }
    if (work->onlySettles) {
        // It did not arrive, so it is done now like any other.
        work->onlySettles = false;
        Entry entry;
        entry.kind = Entry::Kind::Intent;
        entry.change = change.id;
        write(entry, [this, work] {
            set(work->change.id, State::Intent);
            send(work);
        });
        return;
    }
    send(work);
}

void Executor::send(const std::shared_ptr<Work> &work)
{
    const Change &change = work->change;
    const harbor::Operation &operation = *change.row();
    QJsonObject body = change.body;
    if (!change.edits.isEmpty() && !isRemoval(change)) {
        QMap<QString, QJsonValue> edited;
        for (const Edit &edit : change.edits)
            edited.insert(edit.path, edit.after);
        body = withListedSecrets(harbor::bodyFrom(operation, work->before.form, edited), work->before.form);
    }
    const QMap<QString, SecureBytes> typed = m_options.secrets.value(change.id);
    for (const QString &path : change.secrets)
        putAt(body, path, QString::fromUtf8(typed.value(path).view()));
    const Result<Request> request = harbor::buildRequest(operation, change.path, body);
    if (!request) {
        prove(work, State::Failed, request.error().message, request.error());
        return;
    }
    set(change.id, State::Sent);
    m_transport->call<Response>(
        *request, this, [](const Response &response) { return Result<Response>(response); },
        [this, work](const Result<Response> &response) { answered(work, response); });
}

void Executor::answered(const std::shared_ptr<Work> &work, const Result<Response> &response)
{
    Progress &progress = m_progress[work->change.id];
    Error error;
    if (!response) {
        error = response.error();
    } else {
        progress.status = response->status;
        progress.requestId = QString::fromLatin1(response->requestId);
        if (!response->isSuccess())
            error = toError(*response, work->change.row()->verb, m_transport->origin().host());
        if (!response->isSuccess())
            error.delivery = Delivery::Answered;
    }
    Entry entry;
    entry.kind = Entry::Kind::Result;
    entry.change = work->change.id;
    entry.body = {{u"status"_s, progress.status}, {u"request_id"_s, progress.requestId}};
    if (error) {
        entry.body.insert(u"error"_s, error.message.english());
        entry.body.insert(u"delivery"_s, int(error.delivery));
        if (progress.requestId.isEmpty())
            entry.body.insert(u"request_id"_s, error.requestId);
    }
    if (response && response->isSuccess()) {
        work->isAnswered = true;
        work->made = madePath(*work->change.row(), response->header("Location"));
        if (work->change.operation == "CreateRobot" || work->change.operation == "RefreshSec") {
            const QJsonObject shown = QJsonDocument::fromJson(response->body).object();
            progress.secret = SecureBytes(shown.value(u"secret"_s).toString().toUtf8());
            if (work->change.operation == "CreateRobot")
                work->made = {{u"robot_id"_s, QString::number(shown.value(u"id"_s).toInteger())}};
        }
    }
    write(entry, [this, work, error] {
        if (!error) {
            readBack(work);
            return;
        }
        if (error.delivery == Delivery::Unknown || error.status >= 500) {
            // The registry may have done it all the same: it says so itself when it is read.
            work->lost = error;
            readBack(work);
            return;
        }
        prove(work, State::Failed, error.message, error);
    });
}

void Executor::readBack(const std::shared_ptr<Work> &work)
{
    const QList<std::chrono::milliseconds> &waits =
        comesLater(work->change) ? m_options.longPatience : m_options.patience;
    const auto read = [this, work] {
        Change change = work->change;
        if (isCreation(change) && change.operation != "addLabel") {
            for (auto it = work->made.begin(); it != work->made.end(); ++it)
                change.path.insert(it.key(), it.value());
        }
        lookAt(m_client, change, this, [this, work](const Result<Found> &found) { weigh(work, found); });
    };
    const std::chrono::milliseconds wait = waits.value(work->readings++);
    if (wait.count() == 0)
        read();
    else
        m_clock->after(wait, this, read);
}

void Executor::weigh(const std::shared_ptr<Work> &work, const Result<Found> &found)
{
    const Change &change = work->change;
    const qsizetype most = (comesLater(change) ? m_options.longPatience : m_options.patience).size();
    const bool isLast = work->readings >= most;
    if (!found) {
        if (!isLast && !harbor::endsEverything(found.error().kind)) {
            readBack(work);
            return;
        }
        prove(work, State::Unknown,
            work->isAnswered
                ? Message{LOTSE_MSG("The registry accepted it, but reading it back failed."), {}}
                : Message{LOTSE_MSG("No answer came, and reading it back failed: it may be done or not."), {}},
            found.error());
        return;
    }
    if (!found->isShown) {
        if (work->isAnswered)
            prove(work, State::Done, {LOTSE_MSG("Accepted. Its effect cannot be read back."), {}});
        else if (work->lost.delivery == Delivery::Answered)
            prove(work, State::Failed, work->lost.message, work->lost);
        else
            prove(work, State::Unknown, {LOTSE_MSG("No answer came, and its effect cannot be read back."), {}}, work->lost);
        return;
    }
    QStringList differing;
    const bool holds = isRemoval(change) ? !found->exists
                                         : found->exists && holdsAfter(change, found->form, &differing);
    if (holds) {
        Entry entry;
        entry.kind = Entry::Kind::Proof;
        entry.change = change.id;
        entry.body = {{u"state"_s, stateWord(State::Verified)}, {u"path"_s, paramsJson(found->path)},
            {u"before"_s, withoutSecrets(work->before.exists ? work->before.form : QJsonObject())},
            {u"after"_s, withoutSecrets(isRemoval(change) ? QJsonObject() : found->form)}};
        write(entry, [this, work] {
            m_inFlight.remove(work->change.id);
            set(work->change.id, State::Verified);
            next();
        });
        return;
    }
    if (!isLast) {
        readBack(work);
        return;
    }
    if (work->isAnswered) {
        prove(work, State::Failed,
            isRemoval(change)
                ? Message{LOTSE_MSG("The registry answered with success, but it is still there."), {}}
                : Message{LOTSE_MSG("The registry answered with success, but did not store %1."),
                      {differing.isEmpty() ? QString::fromLatin1(change.row()->reads) : differing.join(u", "_s)}});
        return;
    }
    if (work->lost.delivery == Delivery::Answered) {
        prove(work, State::Failed, work->lost.message, work->lost);
        return;
    }
    prove(work, State::Unknown,
        {LOTSE_MSG("No answer came, and it is not there yet. Verify later; it is not sent again by itself."), {}},
        work->lost);
}

void Executor::prove(
    const std::shared_ptr<Work> &work, State state, const Message &sentence, const Error &error)
{
    Entry entry;
    entry.kind = Entry::Kind::Proof;
    entry.change = work->change.id;
    entry.body = {{u"state"_s, stateWord(state)}, {u"path"_s, paramsJson(work->before.path)},
        {u"before"_s, withoutSecrets(work->before.exists ? work->before.form : QJsonObject())}};
    if (!sentence.isEmpty())
        entry.body.insert(u"error"_s,
            error && !(error.message == sentence) ? sentence.english() + u' ' + error.message.english()
                                                  : sentence.english());
    if (!m_progress[work->change.id].theirs.isEmpty())
        entry.body.insert(u"theirs"_s, editsJson(m_progress[work->change.id].theirs));
    write(entry, [this, work, state, sentence, error] {
        m_inFlight.remove(work->change.id);
        set(work->change.id, state, sentence, error);
        const bool isBad = state == State::Failed || state == State::Unknown;
        if (isBad && (harbor::endsEverything(error.kind) || error.kind == ErrorKind::ReadOnly))
            stop(error);
        else if (isBad && m_options.stopsAtFailure)
            m_isStopped = true;
        next();
    });
}

void Executor::set(const QString &id, State state, const Message &sentence, const Error &error)
{
    Progress &progress = m_progress[id];
    progress.state = state;
    progress.sentence = sentence;
    progress.error = error;
    emit progressed(progress);
    if (state != State::Sent && state != State::Intent)
        progress.secret = {}; // shown once, and kept by whoever listened
}

void Executor::write(Entry entry, std::function<void()> then)
{
    entry.plan = m_plan.id;
    m_waiting.append({std::move(entry), std::move(then)});
    if (m_isFlushing)
        return;
    // What comes together in one turn of the loop is one commit.
    m_isFlushing = true;
    QMetaObject::invokeMethod(this, &Executor::flush, Qt::QueuedConnection);
}

void Executor::flush()
{
    m_isFlushing = false;
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    QList<Entry> entries;
    for (const Waiting &one : waiting)
        entries.append(one.entry);
    const Result<void> kept = m_journal->append(entries);
    if (kept) {
        for (const Waiting &one : waiting)
            one.then();
        return;
    }
    // Nothing may be sent that is not in the journal. What was sent already is told, but not recorded.
    stop(kept.error());
    for (const Waiting &one : waiting) {
        const QString id = one.entry.change;
        if (id.isEmpty())
            continue;
        const bool isSent = one.entry.kind == Entry::Kind::Result || one.entry.kind == Entry::Kind::Proof;
        m_inFlight.remove(id);
        if (!isSent) {
            set(id, State::Failed, {LOTSE_MSG("Not sent: the journal of changes could not be written."), {}}, kept.error());
            continue;
        }
        const bool isGood = one.entry.body.value(u"state"_s) == stateWord(State::Verified);
        set(id, isGood ? State::Verified : State::Unknown,
            {LOTSE_MSG("The journal of changes could not be written: what became of it is not recorded."), {}},
            kept.error());
    }
    next();
}

void Executor::stop(const Error &error)
{
    m_isStopped = true;
    if (!m_stoppedBy)
        m_stoppedBy = error;
}

void Executor::endWhenDone()
{
    if (!m_isRunning || !m_inFlight.isEmpty() || m_isPaused)
        return;
    for (const QString &id : std::as_const(m_order)) {
        if (!isSettled(m_progress[id].state))
            return;
    }
    m_isRunning = false;
    Summary summary;
    summary.error = m_stoppedBy;
    for (const Progress &progress : std::as_const(m_progress)) {
        switch (progress.state) {
        case State::Verified:
            ++summary.verified;
            break;
        case State::Done:
            ++summary.done;
            break;
        case State::Conflict:
            ++summary.conflicts;
            break;
        case State::Failed:
            ++summary.failed;
            break;
        case State::Unknown:
            ++summary.unknown;
            break;
        case State::Skipped:
            ++summary.skipped;
            break;
        default:
            ++summary.left;
            break;
        }
    }
    // A plan with something left or unknown stays open: it is offered again.
    const bool isOpen = summary.left > 0 || summary.unknown > 0;
    if (isOpen) {
        emit finished(summary);
        return;
    }
    Entry entry;
    entry.kind = Entry::Kind::End;
    entry.plan = m_plan.id;
    entry.body = {{u"how"_s, u"finished"_s}};
    const Result<void> kept = m_journal->append({entry});
    if (!kept && !summary.error)
        summary.error = kept.error();
    emit finished(summary);
}

} // namespace lotse::change
