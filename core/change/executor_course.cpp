// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/executor_p.h"

#include "base/keptmessage.h"
#include "change/changejson.h"
#include "change/effect.h"
#include "change/ociwrites.h"
#include "change/signing.h"
#include "harbor/fetch.h"
#include "net/httperror.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// Whether the effect may come a while after the answer.
bool comesLater(const Change &change)
{
    return change.row()->takesTime || change.operation == "updateConfigurations";
}

/// "targets[].auth_header" is one of each object of a list.
void putSecret(QJsonObject &body, const QString &path, const QString &secret)
{
    const qsizetype list = path.indexOf(u"[]."_s);
    if (list < 0) {
        putAt(body, path, secret);
        return;
    }
    QJsonArray rows = body.value(path.left(list)).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QJsonObject row = rows[i].toObject();
        row.insert(path.mid(list + 3), secret);
        rows.replace(i, row);
    }
    body.insert(path.left(list), rows);
}

/// A refusal with the registry's own reason first, where it gave one; of a change, "not found" may be about anything.
Error reasoned(const Change &change, const Error &error, const QString &host)
{
    static const QList<ErrorKind> told{
        ErrorKind::Invalid, ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Precondition, ErrorKind::Forbidden};
    constexpr qsizetype longest = 400;
    QString reason = error.detail.section(u'\n', 0, 0).trimmed();
    if (!error.code.isEmpty() && reason.startsWith(error.code + u':'))
        reason = reason.mid(error.code.size() + 1).trimmed();
    const bool isEmpty = reason.isEmpty() || reason.startsWith(u'<') || reason.startsWith(u'{')
        || reason.compare(error.code, Qt::CaseInsensitive) == 0
        || reason.compare(u"forbidden"_s, Qt::CaseInsensitive) == 0;
    const bool isSaid = error.detail.contains(u"csrf token"_s, Qt::CaseInsensitive)
        || error.detail.contains(u"read only"_s, Qt::CaseInsensitive);
    if (!told.contains(error.kind) || isEmpty || isSaid)
        return error;
    Error out = error;
    const QString group = valueAt(change.body, u"member_group.group_name"_s).toString();
    if (change.operation == "createProjectMember" && !group.isEmpty() && reason.endsWith(u"not supported"_s)) {
        out.message = {
            LOTSE_MSG("%1 has no group %2 and cannot create it: groups require sign-in with LDAP, OIDC or HTTP "
                      "authentication."),
            {host, group}};
        return out;
    }
    out.message = {LOTSE_MSG("%1 refused the change: %2"), {host, reason.left(longest)}};
    return out;
}

} // namespace

void Executor::compare(const std::shared_ptr<Work> &work, const Result<Found> &found)
{
    const Change &change = work->change;
    if (!found) {
        prove(work, work->onlySettles ? State::Unknown : State::Failed,
            {LOTSE_MSG("Not sent: the current state could not be read."), {}}, found.error());
        return;
    }
    work->before = *found;
    if (!found->isShown) {
        if (work->onlySettles) {
            prove(work, State::Unknown,
                {LOTSE_MSG("It may have been sent; no response from the registry confirms it."), {}});
            return;
        }
        send(work);
        return;
    }
    const Comparison now = compareNow(change, *found, work->onlySettles);
    switch (now.what) {
    case Comparison::What::Clear:
        break;
    case Comparison::What::IsSoAlready:
        prove(work, work->onlySettles ? State::Verified : State::Skipped, now.sentence);
        return;
    case Comparison::What::Conflict:
        m_progress[change.id].theirs = now.theirs;
        prove(work, State::Conflict, now.sentence);
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
    whenFree([this, work] { sendNow(work); });
}

void Executor::sendNow(const std::shared_ptr<Work> &work)
{
    const Change &change = work->change;
    if (m_isStopped) { // it was read, but not sent
        release();
        prove(work, State::Cancelled,
            m_isCancelled ? Message{LOTSE_MSG("Not sent: the run was cancelled."), {}}
                          : Message{LOTSE_MSG("Not sent: the run stopped before it."), {}});
        return;
    }
    const harbor::Operation &operation = *change.row();
    QJsonObject body = change.body;
    // A secret alone is an update, too: what the registry replaces goes with it.
    const bool isOfSecrets = change.edits.isEmpty() && change.body.isEmpty() && !change.secrets.isEmpty()
        && operation.writing == harbor::Writing::Replace && operation.undo == harbor::Undo::PutBack;
    if ((!change.edits.isEmpty() || isOfSecrets) && !change.isRemoval()) {
        QMap<QString, QJsonValue> edited;
        for (const Edit &edit : change.edits)
            edited.insert(edit.path, edit.after);
        body = completed(harbor::bodyFrom(operation, work->before.form, edited), work->before.form);
    }
    const QMap<QString, SecureBytes> typed = m_options.secrets.value(change.id);
    for (const QString &path : change.secrets)
        putSecret(body, path, QString::fromUtf8(typed.value(path).view()));
    if (isSigning(change)) {
        set(change.id, State::Sent);
        sendSignature(m_transport, change, this, [this, work](const Result<Response> &response) {
            release();
            answered(work, response);
        });
        return;
    }
    const auto go = [this, work](const Result<Request> &request) {
        if (!request) {
            release();
            prove(work, State::Failed, request.error().message, request.error());
            return;
        }
        set(work->change.id, State::Sent);
        m_transport->call<Response>(
            *request, this, [](const Response &response) { return Result<Response>(response); },
            [this, work](const Result<Response> &response) {
                release();
                answered(work, response);
            });
    };
    if (isOciWrite(change))
        makeOciRequest(m_transport.get(), change, this, go);
    else
        go(harbor::buildRequest(operation, change.path, body));
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
    if (error && isOciWrite(work->change))
        error = ociRefusal(work->change, error);
    else if (error && error.delivery == Delivery::Answered && !isSigning(work->change))
        error = reasoned(work->change, error, m_transport->origin().host());
    Entry entry;
    entry.kind = Entry::Kind::Result;
    entry.change = work->change.id;
    entry.body = {{u"status"_s, progress.status}, {u"request_id"_s, progress.requestId}};
    if (error) {
        entry.body.insert(u"error"_s, error.message.english());
        entry.body.insert(u"why"_s, toKept(error.message));
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
            progress.holder = shown.value(u"name"_s).toString(work->change.names.value(u"name"_s));
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
        if (change.isCreation() && change.operation != "addLabel") {
            for (auto it = work->made.begin(); it != work->made.end(); ++it)
                change.path.insert(it.key(), it.value());
        }
        whenFree([this, work, change] {
            lookAt(m_client, change, this, [this, work](const Result<Found> &found) {
                release();
                weigh(work, found);
            });
        });
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
                ? Message{LOTSE_MSG("The registry accepted the change, but reading it back failed."), {}}
                : Message{LOTSE_MSG(
                              "No response, and reading it back failed: the change may or may not have been made."),
                    {}},
            found.error());
        return;
    }
    if (!found->isShown) {
        // The answer holds the new secret, and that is the only thing that could show it.
        const bool isInAnswer = change.operation == "RefreshSec" && !m_progress[change.id].secret.isEmpty();
        if (work->isAnswered && isInAnswer)
            prove(work, State::Verified);
        else if (work->isAnswered)
            prove(work, State::Done, {LOTSE_MSG("Accepted. Its effect cannot be read back."), {}});
        else if (work->lost.delivery == Delivery::Answered)
            prove(work, State::Failed, work->lost.message, work->lost);
        else
            prove(
                work, State::Unknown, {LOTSE_MSG("No response, and its effect cannot be read back."), {}}, work->lost);
        return;
    }
    QStringList differing;
    const std::optional<bool> effect = isInEffect(change, *found);
    const bool holds = effect ? *effect
        : change.isRemoval()  ? !found->exists
                              : found->exists && holdsAfter(change, found->form, &differing);
    const bool isOfSecrets = change.edits.isEmpty() && change.body.isEmpty() && !change.secrets.isEmpty();
    if (holds && isOfSecrets && work->isAnswered) {
        prove(work, State::Done, {LOTSE_MSG("Accepted. Its effect cannot be read back."), {}});
        return;
    }
    if (holds) {
        Entry entry;
        entry.kind = Entry::Kind::Proof;
        entry.change = change.id;
        entry.body = {{u"state"_s, stateWord(State::Verified)}, {u"path"_s, paramsJson(found->path)},
            {u"before"_s, withoutSecrets(work->before.exists ? work->before.form : QJsonObject())},
            {u"after"_s, withoutSecrets(change.isRemoval() ? QJsonObject() : found->form)}};
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
    if (work->isAnswered && showsEffect(change)) {
        prove(work, State::Done, {LOTSE_MSG("Accepted. The execution was still running when it was last read."), {}});
        return;
    }
    if (work->isAnswered) {
        prove(work, State::Failed,
            change.isRemoval()
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
        {LOTSE_MSG("No response was received, and the change is not there yet. Verify later; it is not sent again "
                   "automatically."),
            {}},
        work->lost);
}

void Executor::prove(const std::shared_ptr<Work> &work, State state, const Message &sentence, const Error &error)
{
    Entry entry;
    entry.kind = Entry::Kind::Proof;
    entry.change = work->change.id;
    entry.body = {{u"state"_s, stateWord(state)}, {u"path"_s, paramsJson(work->before.path)},
        {u"before"_s, withoutSecrets(work->before.exists ? work->before.form : QJsonObject())}};
    if (!sentence.isEmpty()) {
        const QString why =
            error && !(error.message == sentence) ? toKept(sentence) + u' ' + toKept(error.message) : toKept(sentence);
        entry.body.insert(u"error"_s, keptEnglish(why));
        entry.body.insert(u"why"_s, why);
    }
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

} // namespace lotse::change
