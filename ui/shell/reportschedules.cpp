// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/reportschedules.h"

#include "base/cron.h"
#include "base/keptmessage.h"
#include "base/safefile.h"

#include <QFileInfo>
#include <QUuid>

#include <utility>

namespace lotse::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using report::Schedule;

namespace {

constexpr auto kLook = 30s;
// A run that became due while the computer slept for a moment is not missed.
constexpr qint64 kLateSeconds = 300;

QString timeText(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s) : QString();
}

Message notMade(const Schedule &schedule, const QString &reason)
{
    return {LOTSE_MSG("The scheduled report %1 was not created: %2"), {schedule.name, reason}};
}

Error notMadeError(const Schedule &schedule)
{
    Error error;
    error.kind = ErrorKind::Incomplete;
    error.message = notMade(schedule, schedule.problem);
    return error;
}

// Whether the key can be used, as far as that is known before the first run; empty where it can.
QString keyProblem(const Schedule &schedule, const SecureBytes &passphrase, const QDateTime &now)
{
    constexpr qint64 most = 1024 * 1024;
    const Result<QByteArray> key = readWhole(schedule.signKey, most);
    if (!key)
        return key.error().text();
    if (!schedule.passphraseVariable().isEmpty())
        return {}; // it may be set only where the program is started by itself
    const Result<report::Signer> signer = report::Signer::read(*key, passphrase, now);
    return signer ? QString() : signer.error().text();
}

} // namespace

ReportSchedules::ReportSchedules(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(kLook);
    connect(&m_timer, &QTimer::timeout, this, &ReportSchedules::look);
}

void ReportSchedules::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    const FindingsService *triage = app ? app->services().triage : nullptr;
    m_path = triage ? report::schedulesPath(QFileInfo(triage->cachePlan().path).absolutePath()) : QString();
    load();
    if (!m_path.isEmpty())
        m_timer.start();
    if (app) {
        connect(app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
            for (auto it = m_runs.begin(); it != m_runs.end(); ++it) {
                if (*it && (*it)->property("job").toULongLong() == id) {
                    const QString schedule = it.key();
                    delete *it;
                    Error error;
                    error.kind = ErrorKind::Cancelled;
                    error.message = {LOTSE_MSG("Cancelled."), {}};
                    ended(schedule, id, error);
                    return;
                }
            }
        });
    }
}

QDateTime ReportSchedules::now() const
{
    const Clock *clock = m_app ? m_app->services().clock : nullptr;
    return clock ? clock->now().toUTC() : QDateTime::currentDateTimeUtc();
}

void ReportSchedules::load()
{
    if (m_path.isEmpty())
        return;
    const Result<QList<Schedule>> read = report::readSchedules(m_path);
    m_problem = read ? QString() : read.error().text();
    if (read)
        m_schedules = *read;
    emit changed();
}

bool ReportSchedules::keep()
{
    const Result<void> written = report::writeSchedules(m_path, m_schedules);
    m_problem = written ? QString() : written.error().text();
    emit changed();
    return written.ok();
}

Schedule *ReportSchedules::find(const QString &id)
{
    for (Schedule &one : m_schedules) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

const Schedule *ReportSchedules::find(const QString &id) const
{
    return const_cast<ReportSchedules *>(this)->find(id);
}

QStringList ReportSchedules::templates() const
{
    QStringList out;
    for (const report::Template &one : report::templates())
        out.append(Message{one.title, {}}.text());
    return out;
}

QString ReportSchedules::formatsText(const Schedule &schedule) const
{
    QStringList out;
    for (const QString &format : schedule.formats)
        out.append(format.toUpper());
    if (schedule.bundles)
        out.append(tr("evidence bundle"));
    return out.join(u", "_s);
}

QVariantList ReportSchedules::rows() const
{
    QVariantList out;
    for (const Schedule &one : m_schedules) {
        const report::Template *row = report::findTemplate(one.name);
        out.append(QVariantMap{{u"id"_s, one.id}, {u"title"_s, row ? Message{row->title, {}}.text() : one.name},
            {u"account"_s, one.account}, {u"cron"_s, one.cron}, {u"next"_s, timeText(one.next(now()))},
            {u"last"_s, timeText(one.ranAt)}, {u"problem"_s, keptText(one.problem)}, {u"missed"_s, one.missed},
            {u"folder"_s, one.folder}, {u"failed"_s, timeText(one.failedAt)}, {u"formats"_s, formatsText(one)},
            {u"signing"_s,
                one.isSigned() ? one.passphraseFrom.isEmpty()
                        ? one.signKey
                        : tr("%1, passphrase from %2")
                              .arg(one.signKey,
                                  one.isInKeychain() ? tr("the keychain") : u'$' + one.passphraseVariable())
                               : QString()},
            {u"running"_s, !m_runs.value(one.id).isNull()}});
    }
    return out;
}

QString ReportSchedules::add(const QVariantMap &wanted)
{
    const auto text = [&](const QString &name) { return wanted.value(name).toString().trimmed(); };
    const int frame = wanted.value(u"frame"_s).toInt();
    const Session *session = m_app ? m_app->session() : nullptr;
    if (!session || frame < 0 || frame >= report::templates().size())
        return tr("Open a registry first.");
    load();
    Schedule made;
    made.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    made.accountId = session->account().id;
    made.account = session->account().name;
    made.url = session->account().url;
    made.user = session->account().user;
    made.name = QString::fromLatin1(report::templates().at(frame).name);
    made.formats = wanted.value(u"formats"_s).toStringList();
    made.folder = text(u"folder"_s);
    made.cron = text(u"cron"_s);
    made.language = QLocale().language() == QLocale::German ? u"de"_s : u"en"_s;
    for (const QString &pattern : text(u"projects"_s).split(u',', Qt::SkipEmptyParts))
        made.projects.append(pattern.trimmed());
    made.redaction = text(u"redaction"_s);
    made.bundles = wanted.value(u"bundle"_s).toBool();
    if (made.bundles) {
        made.signKey = text(u"signKey"_s);
        const QString from = made.signKey.isEmpty() ? QString() : text(u"passphraseFrom"_s);
        made.passphraseFrom = from == "env"_L1 ? u"env:"_s + text(u"variable"_s) : from;
    }
    made.handledAt = now();
    if (const Result<void> fits = report::checkSchedule(made); !fits)
        return fits.error().text();
    QByteArray words = wanted.value(u"passphrase"_s).toString().toUtf8();
    const SecureBytes passphrase(words);
    SecureBytes::wipe(words);
    if (made.isSigned()) {
        if (const QString problem = keyProblem(made, passphrase, now()); !problem.isEmpty())
            return problem;
    }
    if (made.isInKeychain()) {
        Secrets *secrets = m_app->services().secrets;
        if (!secrets || passphrase.isEmpty())
            return secrets ? tr("Enter the passphrase of the signing key.") : tr("No keychain is available.");
        secrets->write(report::passphraseAccount(made), passphrase, this, [this](const Result<void> &kept) {
            if (kept)
                return;
            m_problem = tr("The passphrase of the signing key was not stored: %1").arg(kept.error().text());
            emit changed();
        });
    }
    m_schedules.append(made);
    if (keep())
        return {};
    m_schedules.removeLast();
    return m_problem;
}

void ReportSchedules::remove(const QString &id)
{
    load();
    const Schedule *gone = find(id);
    if (gone && gone->isInKeychain() && m_app && m_app->services().secrets)
        m_app->services().secrets->remove(report::passphraseAccount(*gone), this, [](const Result<void> &) {});
    if (m_app) {
        m_app->problems()->solve(u"schedule/"_s + id);
        m_app->problems()->solve(u"missed/"_s + id);
    }
    m_schedules.removeIf([&](const Schedule &one) { return one.id == id; });
    keep();
}

QString ReportSchedules::explain(const QString &cron) const
{
    Schedule one;
    one.cron = cron.trimmed();
    const QDateTime next = one.next(now());
    return next.isValid()
        ? tr("Next run: %1").arg(timeText(next))
        : tr("Six fields, seconds first (0 0 3 * * 1), or @daily, @weekly or @monthly. Times are UTC.");
}

QString ReportSchedules::crontab(const QString &id) const
{
    const Schedule *one = find(id);
    const Result<QString> lines = one ? report::crontabOf(*one) : Result<QString>(QString());
    return lines ? *lines : lines.error().text();
}

QString ReportSchedules::cronJob(const QString &id) const
{
    const Schedule *one = find(id);
    if (!one)
        return {};
    const Result<QByteArray> manifest = report::cronJobOf(
        *one, {u"registry.example.com/tools/lotse-cli:latest"_s, u"default"_s, u"lotse-report"_s, u"lotse-reports"_s});
    return manifest ? QString::fromUtf8(*manifest) : manifest.error().text();
}

void ReportSchedules::look()
{
    load();
    if (!m_isActive || !m_app || !m_problem.isEmpty())
        return;
    tellPast();
    const QDateTime at = now();
    bool isOther = false;
    QList<Schedule> toRun;
    for (Schedule &one : m_schedules) {
        const QDateTime due = one.next(one.handledAt);
        if (!due.isValid() || due > at)
            continue;
        const int count = one.due(at);
        // Only the latest can be made now; it is, where it is not long past.
        const bool isNow = one.next(at.addSecs(-kLateSeconds)) <= at;
        one.missed += isNow ? count - 1 : count;
        if (count > (isNow ? 1 : 0))
            tellMissed(one);
        one.handledAt = at;
        isOther = true;
        if (isNow)
            toRun.append(one);
    }
    if (isOther && keep()) {
        for (const Schedule &one : std::as_const(toRun))
            run(one);
    }
}

void ReportSchedules::tellPast()
{
    if (std::exchange(m_hasTold, true))
        return;
    for (const Schedule &one : std::as_const(m_schedules)) {
        if (one.missed > 0)
            tellMissed(one);
        if (!one.problem.isEmpty())
            m_app->problems()->report(QUrl(one.url).host(), notMadeError(one),
                one.failedAt.isValid() ? one.failedAt : now(), {u"schedule/"_s + one.id, one.account});
    }
}

void ReportSchedules::tellMissed(const Schedule &schedule)
{
    Error error;
    error.kind = ErrorKind::Incomplete;
    error.message = Message::counted(
        LOTSE_MSG_N("%Ln runs of the scheduled report %1 were missed because the program was not open. Run it under "
                    "Report schedules.",
            "%Ln run of the scheduled report %1 was missed because the program was not open. Run it under Report "
            "schedules."),
        schedule.missed, {schedule.name});
    m_app->problems()->report(QUrl(schedule.url).host(), error, now(), {u"missed/"_s + schedule.id, schedule.account});
}

void ReportSchedules::runNow(const QString &id)
{
    load();
    if (const Schedule *one = find(id))
        run(*one);
}

// By value: at its end the list is read anew, and what it held is gone.
void ReportSchedules::run(Schedule schedule)
{
    if (!m_app || m_runs.value(schedule.id))
        return;
    const report::Template *row = report::findTemplate(schedule.name);
    const quint64 job = m_app->jobs()->begin(
        tr("Report %1 of %2").arg(row ? Message{row->title, {}}.text() : schedule.name, schedule.account));
    Session *session = m_app->services().sessions ? m_app->services().sessions->find(schedule.accountId) : nullptr;
    if (!session && m_app->session() && m_app->session()->account().id == schedule.accountId)
        session = m_app->session();
    if (!session || session->state() != Session::State::Online) {
        Error error;
        error.kind = ErrorKind::Unreachable;
        error.message = {
            LOTSE_MSG("The registry of %1 is not online: the report was not created."), {schedule.account}};
        ended(schedule.id, job, error);
        return;
    }
    auto *made = new ReportRun(*session, m_app->services(), schedule, this);
    made->setProperty("job", job);
    m_runs.insert(schedule.id, made);
    // At once: answers that are on their way would still ask the session.
    connect(session, &QObject::destroyed, made, [this, made, job, id = schedule.id, account = schedule.account] {
        Error error;
        error.kind = ErrorKind::Unreachable;
        error.message = {LOTSE_MSG("The registry of %1 is not online: the report was not created."), {account}};
        ended(id, job, error);
        delete made;
    });
    made->onProgress = [this, job](qint64 done, qint64 total) {
        if (m_app)
            m_app->jobs()->progress(job, done, total, tr("Reading the registry"));
    };
    made->onDone = [this, made, job, id = schedule.id](const Result<QStringList> &files) {
        made->deleteLater();
        ended(id, job, files);
    };
    made->start();
    emit changed();
}

void ReportSchedules::ended(QString id, quint64 job, const Result<QStringList> &files)
{
    m_runs.remove(id);
    load();
    Schedule *one = find(id);
    if (one) {
        one->problem = files ? QString() : toKept(files.error().message);
        one->failedAt = files ? QDateTime() : now();
        if (files) {
            one->ranAt = now();
            one->missed = 0;
        }
        keep();
    }
    if (!m_app)
        return;
    const QString source = u"schedule/"_s + id;
    if (files) {
        m_app->jobs()->end(job, u"ok"_s, tr("Written: %1").arg(files->join(u", "_s)));
        m_app->problems()->solve(source);
        m_app->problems()->solve(u"missed/"_s + id);
    } else if (files.error().kind == ErrorKind::Cancelled) {
        m_app->jobs()->end(job, u"off"_s, files.error().text());
    } else {
        m_app->jobs()->end(job, u"error"_s, files.error().text());
        Error told = files.error();
        if (one)
            told.message = notMade(*one, files.error().text());
        m_app->problems()->report(
            one ? QUrl(one->url).host() : QString(), told, now(), {source, one ? one->account : QString()});
    }
}

} // namespace lotse::ui
