// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approving.h"
#include "change/dryrun.h"
#include "change/executor.h"
#include "change/ociwrites.h"
#include "change/signing.h"
#include "planning.h"
#include "secretinput.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

// Of apply alone; those of an error come before them.
constexpr int kConflict = 13;
constexpr int kFailed = 14;
constexpr int kUnknown = 15;

bool hasTerminal()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDIN_FILENO) && ::isatty(STDERR_FILENO);
#else
    return false;
#endif
}

/// A typed line; nothing where there is no terminal.
std::optional<QString> askTerminal(Run &run, const QString &question)
{
    if (!hasTerminal())
        return std::nullopt;
    run.output().note(question);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return std::nullopt;
    return QString::fromUtf8(in.readLine(4096)).trimmed();
}

QString valueText(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"nothing"_s;
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

void tellTheirs(Run &run, const Change &change, const QList<Edit> &theirs)
{
    for (const Edit &now : theirs) {
        QJsonValue seen(QJsonValue::Undefined);
        for (const Edit &edit : change.edits) {
            if (edit.path == now.path)
                seen = edit.before;
        }
        run.output().warn(u"change %1, %2: the plan saw %3, there is %4, and the plan would set %5"_s.arg(
            change.id, now.path, valueText(seen), valueText(now.before), valueText(now.after)));
    }
}

/// One plan on its way, with all that it needs until the end.
class Apply : public QObject {
public:
    Apply(
        Run &run, ChangePlan plan, const Applying &how, std::unique_ptr<Journal> journal, std::optional<Course> before)
        : QObject(&run)
        , m_run(run)
        , m_plan(std::move(plan))
        , m_how(how)
        , m_journal(std::move(journal))
        , m_before(std::move(before))
    {
    }

    void start()
    {
        // What goes by the registry's own API, all have.
        const auto isPlain = [](const change::Change &one) {
            return change::isOciWrite(one) || change::isSigning(one);
        };
        if (!std::all_of(m_plan.changes.begin(), m_plan.changes.end(), isPlain) && !isHarbor(m_run))
            return;
        if (const Result<void> fits = fitsRegistry(m_plan, m_run.session().transport()->origin().toString()); !fits)
            return m_run.fail(fits.error());
        m_actor = actorOf(m_run.session());
        m_run.output().note(reviewText(m_plan, m_actor));
        if (m_how.isDryRun)
            return dryRun();
        if (!isApproved(m_run, m_plan))
            return;
        Transport *transport = m_run.session().transport();
        if (!m_run.session().account().allowsChanges && !m_how.allowsChanges) {
            Error error;
            error.kind = ErrorKind::ReadOnly;
            error.message = {LOTSE_MSG("This account is kept read only. Allow changes in its settings, or give "
                                       "--allow-changes for this run."),
                {}};
            return m_run.fail(error);
        }
        if (!isAgreed() || !haveSecrets())
            return;
        transport->setAllowsChanges(true);
        apply();
    }

private:
    QList<const Change *> ordered() const
    {
        QList<const Change *> out;
        for (const QString &id : orderOf(m_plan))
            out.append(m_plan.find(id));
        return out;
    }

    void dryRun()
    {
        const auto progress = [this](qsizetype done) { m_run.progress(done, m_plan.changes.size(), {}); };
        foresee(m_run.session().harbor(), m_plan, m_actor, this, progress, [this](const QList<Foreseen> &all) {
            using What = Foreseen::What;
            static const QMap<What, QString> words{{What::WouldBeSent, u"would be sent"_s},
                {What::IsSoAlready, u"is so already"_s}, {What::Conflict, u"conflict"_s},
                {What::Blocked, u"never sent"_s}, {What::Waits, u"waits"_s}, {What::Unreadable, u"not readable"_s}};
            QList<QStringList> rows;
            QList<QByteArray> objects;
            int verdict = 0;
            for (const Foreseen &one : all) {
                const Change &change = *m_plan.find(one.id);
                const QString why = (one.sentence.english() + u' ' + one.error.message.english()).trimmed();
                rows.append({one.id, words.value(one.what), sentenceOf(change).english(), why});
                objects.append(QJsonDocument(QJsonObject{{u"id"_s, one.id}, {u"state"_s, words.value(one.what)},
                                                 {u"sentence"_s, sentenceOf(change).english()}, {u"message"_s, why}})
                                   .toJson(QJsonDocument::Compact));
                tellTheirs(m_run, change, one.theirs);
                if (one.what == What::Blocked || one.what == What::Unreadable)
                    verdict = kFailed;
                else if (one.what == What::Conflict && verdict == 0)
                    verdict = kConflict;
            }
            print({u"change"_s, u"state"_s, u"what"_s, u"message"_s}, rows, objects);
            m_run.output().warn(u"Nothing has been sent."_s);
            m_run.done(verdict);
        });
    }

    bool isAgreed()
    {
        if (m_how.isApproved)
            return true; // the hash names exactly this plan
        const qint64 final = std::count_if(m_plan.changes.begin(), m_plan.changes.end(),
            [this](const Change &change) { return isIrreversible(reviewOf(change, m_actor)); });
        if (m_how.asksNothing) {
            if (final == 0)
                return true;
            m_run.usage(
                LOTSE_MSG("%1 of the changes cannot be undone: --yes is not enough. Use --approve %2, the SHA-256 of "
                          "the plan that you have reviewed."),
                {QString::number(final), QString::fromLatin1(hashOf(m_plan))});
            return false;
        }
        const QString host = m_run.session().account().host();
        const std::optional<QString> typed = final == 0
            ? askTerminal(m_run, u"Apply it to %1? Type yes:\n"_s.arg(host))
            : askTerminal(m_run,
                u"%1 cannot be undone. Type the name of the registry, %2, to apply the plan:\n"_s.arg(
                    counted(final, u"%1 change"_s, u"%1 changes"_s), host));
        if (!typed) {
            m_run.usage(
                LOTSE_MSG("No terminal for the confirmation prompt. Use --yes, or --approve with the plan's SHA-256."));
            return false;
        }
        if (*typed == (final == 0 ? u"yes"_s : host))
            return true;
        Error error;
        error.kind = ErrorKind::Cancelled;
        error.message = {LOTSE_MSG("Nothing has been sent."), {}};
        m_run.fail(error);
        return false;
    }

    bool haveSecrets()
    {
        for (const Change *change : ordered()) {
            const bool isDone = m_before && m_before->steps.value(change->id).state == State::Verified;
            for (const QString &member : change->secrets) {
                if (isDone)
                    continue;
                std::optional<SecureBytes> secret;
                if (m_how.hasSecrets) {
                    const Result<SecureBytes> read = secretinput::fromDescriptor(m_run.value("secrets-fd"));
                    if (!read) {
                        m_run.fail(read.error());
                        return false;
                    }
                    secret = *read;
                } else {
                    secret = secretinput::fromTerminal(
                        u"Change %1, %2: %3"_s.arg(change->id, sentenceOf(*change).english(), member));
                }
                if (!secret) {
                    m_run.usage(
                        LOTSE_MSG(
                            "Change %1 requires %2. Pass the secrets of the plan with --secrets-fd, one per line."),
                        {change->id, member});
                    return false;
                }
                m_secrets[change->id][member] = *secret;
            }
        }
        if (m_secrets.isEmpty() && m_how.hasSecrets) {
            m_run.usage(LOTSE_MSG("No change of the plan requires a secret: --secrets-fd has no effect."));
            return false;
        }
        return true;
    }

    void apply()
    {
        m_executor =
            std::make_unique<Executor>(m_run.session().sharedTransport(), m_journal.get(), &m_run.wiring().clock);
        connect(m_executor.get(), &Executor::progressed, this, [this](const Progress &one) {
            if (!one.secret.isEmpty())
                m_shown[one.id] = one.secret;
            const auto &all = m_executor->progress();
            const qint64 settled =
                std::count_if(all.begin(), all.end(), [](const Progress &each) { return isSettled(each.state); });
            m_run.progress(settled, all.size(), isSettled(one.state) ? stateWord(one.state) : QString());
        });
        connect(
            m_executor.get(), &Executor::finished, this, [this](const Summary &summary) { end(summary); },
            Qt::QueuedConnection);
        m_run.onInterrupt([this] {
            m_isStopped = true;
            m_run.output().warn(
                u"Stopping: what is on its way ends, the rest is not sent. Ctrl+C again ends at once."_s);
            m_executor->cancel();
        });
        Executor::Options options;
        options.stopsAtFailure = !m_how.keepsGoing;
        options.actor = m_actor;
        options.secrets = std::exchange(m_secrets, {});
        m_executor->run(m_plan, options, m_before ? &*m_before : nullptr);
    }

    void end(const Summary &summary)
    {
        QList<QStringList> rows;
        QList<QByteArray> objects;
        for (const Change *change : ordered()) {
            const Progress one = m_executor->progress().value(change->id);
            QString why = one.sentence.english();
            if (one.error && !(one.error.message == one.sentence))
                why = (why + u' ' + one.error.message.english()).trimmed();
            if (!one.error.detail.isEmpty())
                why += u" ("_s + one.error.detail.left(300) + u')';
            const QString requestId = one.requestId.isEmpty() ? one.error.requestId : one.requestId;
            const QString secret = QString::fromUtf8(m_shown.value(change->id).view());
            rows.append({change->id, stateWord(one.state), sentenceOf(*change).english(), requestId, why});
            QJsonObject object{{u"id"_s, change->id}, {u"state"_s, stateWord(one.state)},
                {u"sentence"_s, sentenceOf(*change).english()}, {u"status"_s, one.status}, {u"request_id"_s, requestId},
                {u"message"_s, why}};
            if (!secret.isEmpty())
                object.insert(u"secret"_s, secret);
            objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
            tellTheirs(m_run, *change, one.theirs);
        }
        print({u"change"_s, u"state"_s, u"what"_s, u"request id"_s, u"message"_s}, rows, objects);
        if (m_run.output().format() == Format::Table) {
            for (auto it = m_shown.begin(); it != m_shown.end(); ++it)
                m_run.output().text(
                    u"Change %1, secret, shown once: %2"_s.arg(it.key(), QString::fromUtf8(it->view())), true);
        }
        m_run.output().warn(u"%1 proved, %2 accepted, %3 skipped, %4 in conflict, %5 failed, %6 unknown, %7 left"_s
                                .arg(summary.verified)
                                .arg(summary.done)
                                .arg(summary.skipped)
                                .arg(summary.conflicts)
                                .arg(summary.failed)
                                .arg(summary.unknown)
                                .arg(summary.left));
        if (summary.left > 0 || summary.unknown > 0) {
            m_run.output().warn(
                u"The plan is open: \"lotse-cli apply --resume %1\" goes on with it, \"lotse-cli plan discard %1\" "
                "closes it."_s.arg(m_plan.id.left(8)));
        }
        if (summary.unknown > 0)
            return m_run.done(kUnknown);
        if (summary.error)
            return m_run.fail(summary.error);
        if (m_isStopped && summary.left > 0)
            return m_run.done(exitCode(ErrorKind::Cancelled));
        m_run.done(summary.failed > 0 || summary.left > 0 ? kFailed : summary.conflicts > 0 ? kConflict : 0);
    }

    void print(const QStringList &headings, const QList<QStringList> &rows, const QList<QByteArray> &objects)
    {
        if (m_run.output().format() == Format::Json)
            m_run.output().jsonArray(objects);
        else
            m_run.output().table(headings, rows);
    }

    Run &m_run;
    ChangePlan m_plan;
    const Applying m_how;
    std::unique_ptr<Journal> m_journal;
    std::optional<Course> m_before; ///< of an earlier run that did not end
    Actor m_actor;
    QMap<QString, QMap<QString, SecureBytes>> m_secrets;
    QMap<QString, SecureBytes> m_shown; ///< secrets that the registry made
    bool m_isStopped = false;
    std::unique_ptr<Executor> m_executor; ///< before the journal in its end
};

void startApply(Run &run)
{
    const QString file = run.arguments().value(0);
    if (file.isEmpty() != run.isSet("resume")) {
        run.usage(LOTSE_MSG("Specify a plan file, or an open plan with --resume ID."));
        return;
    }
    std::optional<ChangePlan> plan;
    if (!file.isEmpty()) {
        plan = readPlan(run, file);
        if (!plan)
            return;
    }
    std::unique_ptr<Journal> journal = openJournal(run);
    if (!journal)
        return;
    const std::optional<QList<Course>> courses = readCourses(run, *journal);
    if (!courses)
        return;
    std::optional<Course> before;
    if (run.isSet("resume")) {
        const Course *course = findCourse(run, *courses, run.value("resume"));
        if (!course)
            return;
        if (!course->isOpen()) {
            run.usage(
                LOTSE_MSG("Plan %1 has ended (%2): there is nothing to go on with."), {course->plan.id, course->end});
            return;
        }
        plan = course->plan;
        before = *course;
    } else {
        for (const Course &course : *courses) {
            if (course.plan.id != plan->id)
                continue;
            if (!course.isOpen()) {
                run.usage(LOTSE_MSG("This plan was already applied (%1, %2). Create a new one."),
                    {course.end, course.endedAt.toUTC().toString(Qt::ISODate)});
                return;
            }
            before = course;
        }
    }
    if (run.isSet("approve") && run.value("approve").toLower().toLatin1() != hashOf(*plan)) {
        run.usage(LOTSE_MSG("This is not the approved plan: its SHA-256 is %1."), {QString::fromLatin1(hashOf(*plan))});
        return;
    }
    if (plan->changes.isEmpty()) {
        run.usage(LOTSE_MSG("The plan has no changes."));
        return;
    }
    const Applying how{.asksNothing = run.isSet("yes"),
        .isApproved = run.isSet("approve"),
        .isDryRun = run.isSet("dry-run"),
        .keepsGoing = run.isSet("keep-going"),
        .allowsChanges = run.isSet("allow-changes"),
        .hasSecrets = run.isSet("secrets-fd")};
    auto *apply = new Apply(run, *plan, how, std::move(journal), before);
    run.withSession([apply] { apply->start(); });
}

} // namespace

void applyPlan(Run &run, const change::ChangePlan &plan, const Applying &how)
{
    std::unique_ptr<Journal> journal = openJournal(run);
    if (journal)
        (new Apply(run, plan, how, std::move(journal), {}))->start(); // belongs to the run
}

Command applyCommand()
{
    return {.name = "apply",
        .arguments = "FILE | --resume ID",
        .summary = "Apply a plan: compare, send, read back, and keep a journal.",
        .details =
            "Shows the review of the plan in FILE and asks. Each change is read again and compared with what the plan\n"
            "saw, sent once, and read back: that is the proof. A conflict is never overwritten. --yes asks nothing, "
            "but\n"
            "what cannot be undone takes --approve with the plan's SHA-256. --dry-run reads and compares, and sends\n"
            "nothing. After Ctrl+C what is on its way ends, and the rest is left: --resume ID goes on with it.\n"
            "Exit codes: 0 all is done and proved (or was so already), 13 conflicts, 14 something failed or was left,\n"
            "15 it is unknown whether something was done; those of errors as everywhere.",
        .options = {{u"yes"_s, u"Do not ask."_s},
            {u"approve"_s, u"Apply exactly the plan with this SHA-256, without asking."_s, u"HASH"_s},
            {u"approval"_s, u"The approval of a second person, of \"plan approve\"; else FILE.approval."_s, u"FILE"_s},
            {u"dry-run"_s, u"Read and compare, and send nothing."_s},
            {u"keep-going"_s, u"Go on after a change failed."_s},
            {u"allow-changes"_s, u"Let this run change the registry of an account that is kept read only."_s},
            {u"resume"_s, u"Go on with the open plan ID, or \"last\"."_s, u"ID"_s},
            {u"secrets-fd"_s, u"Read the secrets of the plan, a line each, from the open file descriptor N."_s,
                u"N"_s}},
        .least = 0,
        .most = 1,
        .takes = "@registry json csv progress",
        .start = &startApply};
}

} // namespace lotse::cli
