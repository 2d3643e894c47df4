// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "report/schedule.h"
#include "run.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

QString pathOf(const Run &run)
{
    return schedulesPath(QFileInfo(run.decisionPlan().path).absolutePath());
}

std::optional<QList<Schedule>> kept(Run &run)
{
    const Result<QList<Schedule>> all = readSchedules(pathOf(run));
    if (all)
        return *all;
    run.fail(all.error());
    return {};
}

/// The place of the one that the argument names; -1 where the run has ended with the error.
qsizetype chosen(Run &run, const QList<Schedule> &all)
{
    const QString id = run.arguments().value(1);
    qsizetype found = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        // "-" where there is only one.
        if (!all[i].id.startsWith(id) && id != "-"_L1)
            continue;
        if (found >= 0) {
            if (id == "-"_L1)
                run.usage(LOTSE_MSG("There are several report schedules. Specify the ID of one."));
            else
                run.usage(LOTSE_MSG("Several report schedules start with %1."), {id});
            return -1;
        }
        found = i;
    }
    if (found < 0)
        run.notFound(
            LOTSE_MSG("Report schedule %1 not found. \"lotse-cli report-schedule list\" lists all of them."), {id});
    return found;
}

void add(Run &run)
{
    std::optional<QList<Schedule>> all = kept(run);
    if (!all)
        return;
    if (const Result<void> read = run.wiring().accounts.load(); !read) {
        run.fail(read.error());
        return;
    }
    for (const char *needed : {"account", "cron", "output"}) {
        if (run.value(needed).trimmed().isEmpty()) {
            run.usage(
                LOTSE_MSG("A report schedule requires --account NAME, --cron SCHEDULE (six fields, seconds first, "
                          "such as \"0 0 3 * * 1\", or @daily, @weekly, @monthly; UTC) and --output FOLDER; --%1 "
                          "is missing."),
                {QString::fromLatin1(needed)});
            return;
        }
    }
    const std::optional<Account> account = run.wiring().accounts.find(run.value("account"));
    if (!account) {
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.value("account")});
        return;
    }
    Schedule made;
    made.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    made.accountId = account->id;
    made.account = account->name;
    made.url = account->url;
    made.user = account->user;
    made.name = run.arguments().value(1);
    made.formats =
        run.isSet("format") ? run.value("format").split(u',', Qt::SkipEmptyParts) : QStringList{u"pdf"_s, u"json"_s};
    made.folder = run.isSet("output") ? QDir::current().absoluteFilePath(run.value("output")) : QString();
    made.cron = run.value("cron");
    made.language = run.isSet("language") ? run.value("language") : u"en"_s;
    made.projects = run.value("project").split(u',', Qt::SkipEmptyParts);
    made.redaction = run.value("redact");
    made.bundles = run.isSet("bundle") || run.isSet("sign");
    made.signKey = run.isSet("sign") ? QDir::current().absoluteFilePath(run.value("sign")) : QString();
    made.passphraseFrom = run.value("sign-password");
    if (made.isInKeychain()) {
        run.usage(LOTSE_MSG("A passphrase in the keychain is only available in the desktop window: add the schedule "
                            "there, or use --sign-password env:NAME."));
        return;
    }
    made.handledAt = run.wiring().clock.now().toUTC();
    const Result<void> fits = checkSchedule(made);
    const Result<void> written = fits ? writeSchedules(pathOf(run), *all + QList<Schedule>{made}) : fits;
    if (!written) {
        run.fail(written.error());
        return;
    }
    run.output().text(
        u"%1  next run %2\n"_s.arg(made.id, made.next(run.wiring().clock.now()).toString(Qt::ISODate)), true);
    run.done();
}

void list(Run &run)
{
    const std::optional<QList<Schedule>> all = kept(run);
    if (!all)
        return;
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const Schedule &one : *all) {
        const QString next = one.next(run.wiring().clock.now()).toString(Qt::ISODate);
        rows.append({one.id.left(8), one.name, one.account, one.cron, next,
            one.ranAt.isValid() ? one.ranAt.toString(Qt::ISODate) : u"never"_s, keptEnglish(one.problem), one.folder});
        objects.append(QJsonDocument(
            QJsonObject{{u"id"_s, one.id}, {u"template"_s, one.name}, {u"account"_s, one.account},
                {u"cron"_s, one.cron}, {u"next"_s, next}, {u"last"_s, one.ranAt.toString(Qt::ISODate)},
                {u"problem"_s, keptEnglish(one.problem)}, {u"failed"_s, one.failedAt.toString(Qt::ISODate)},
                {u"bundle"_s, one.bundles}, {u"sign"_s, one.signKey}, {u"sign_password"_s, one.passphraseFrom},
                {u"missed"_s, one.missed}, {u"folder"_s, one.folder}})
                           .toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"schedule"_s, u"template"_s, u"account"_s, u"cron"_s, u"next"_s, u"last"_s, u"problem"_s, u"folder"_s},
            rows);
    run.done();
}

void startReportschedule(Run &run)
{
    const QString what = run.arguments().value(0);
    if (what == "add"_L1)
        return add(run);
    if (what == "list"_L1)
        return list(run);
    std::optional<QList<Schedule>> all = kept(run);
    const qsizetype at = all ? chosen(run, *all) : -1;
    if (at < 0)
        return;
    if (what == "remove"_L1) {
        all->removeAt(at);
        if (const Result<void> written = writeSchedules(pathOf(run), *all); !written)
            run.fail(written.error());
        else
            run.done();
        return;
    }
    if (what == "crontab"_L1) {
        const Result<QString> lines = crontabOf(all->at(at));
        if (!lines) {
            run.fail(lines.error());
            return;
        }
        run.output().text(*lines, true);
        run.done();
        return;
    }
    const Result<QByteArray> manifest = cronJobOf(all->at(at),
        {run.value("image"), run.isSet("namespace") ? run.value("namespace") : u"default"_s, run.value("secret"),
            run.value("claim"), run.value("name")});
    if (!manifest) {
        run.fail(manifest.error());
        return;
    }
    // Files of this computer: what is in the cluster only its administrator knows.
    if (const Result<void> read = run.wiring().accounts.load(); read) {
        const std::optional<Account> account = run.wiring().accounts.find(all->at(at).accountId);
        if (account && !account->caPem.isEmpty())
            run.output().warn(u"the account trusts its own certificate authorities: mount them in the container, and "
                              "add --ca FILE to the arguments"_s);
        if (account && account->showsCertificate())
            run.output().warn(u"the account shows a client certificate: mount it in the container, and add "
                              "--client-cert FILE to the arguments"_s);
    }
    run.output().bytes(*manifest);
    run.done();
}

} // namespace

Command reportScheduleCommand()
{
    return {.name = "report-schedule",
        .arguments = "add TEMPLATE | list | remove ID | crontab ID | cronjob ID",
        .summary = "Schedule reports, or generate the crontab line or Kubernetes CronJob that makes them.",
        .details =
            "Schedules are run by the desktop application while it is open. Elsewhere \"crontab\" prints the lines "
            "for\n"
            "cron and \"cronjob\" a Kubernetes manifest, which reads the password from a secret of the cluster. --cron "
            "takes\n"
            "six fields, seconds first (0 0 3 * * 1), or @daily, @weekly, @monthly; times are UTC. Each report is "
            "compared\n"
            "with the one before it in its folder, unless it is redacted. ID may be the beginning of one, or \"-\" for "
            "the "
            "only\n"
            "one.",
        .options = {{u"account"_s, u"The stored account NAME."_s, u"NAME"_s},
            {u"cron"_s, u"When: six fields or a descriptor, UTC."_s, u"SCHEDULE"_s},
            {u"output"_s, u"Write the files into FOLDER."_s, u"FOLDER"_s},
            {u"format"_s,
                u"html, csv, json or pdf; several with commas. Default: pdf,json; the next one is compared with the JSON."_s,
                u"FORMATS"_s},
            {u"language"_s, u"en or de."_s, u"LANGUAGE"_s},
            {u"project"_s, u"Only projects that fit a pattern; several with commas."_s, u"PATTERNS"_s},
            {u"redact"_s, u"Replace names by pseudonyms: none, persons, hosts, all, or a file."_s, u"PROFILE"_s},
            {u"bundle"_s, u"Also write a bundle of evidence."_s},
            {u"sign"_s, u"Sign the bundle with the key in FILE; it is read at each run."_s, u"FILE"_s},
            {u"sign-password"_s,
                u"Where the password of the key comes from: env:NAME, a variable of the environment. It is never stored."_s,
                u"PLACE"_s},
            {u"name"_s, u"Name of the CronJob, at most 52 characters."_s, u"NAME"_s},
            {u"image"_s, u"Container image whose entry point is lotse-cli."_s, u"IMAGE"_s},
            {u"namespace"_s, u"Namespace of the CronJob."_s, u"NAME"_s},
            {u"secret"_s, u"Secret of the cluster with the keys \"password\", \"signing-key\" and \"sign-password\"."_s,
                u"NAME"_s},
            {u"claim"_s, u"Persistent volume claim for the reports."_s, u"NAME"_s}},
        .least = 1,
        .most = 2,
        .forms = {{"add", "TEMPLATE", "account cron output format language project redact bundle sign sign-password", 1,
                      1},
            {"list", "", "json csv"}, {"remove", "ID", "", 1, 1}, {"crontab", "ID", "", 1, 1},
            {"cronjob", "ID", "image namespace secret claim name", 1, 1}},
        .start = &startReportschedule};
}

} // namespace lotse::cli
