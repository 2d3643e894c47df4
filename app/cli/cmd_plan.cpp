// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approving.h"
#include "base/keptmessage.h"
#include "base/safefile.h"
#include "change/ociplan.h"
#include "planning.h"
#include "json/time.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

constexpr qint64 kStatementsCap = 16 * 1024 * 1024;

/// The options as words of the language.
QStringList statementWords(Run &run)
{
    QStringList words = run.arguments();
    if (run.isSet("public"))
        words.append(u"public=true"_s);
    if (run.isSet("project"))
        words += {u"in"_s, run.value("project")};
    if (run.isSet("where")) {
        words.append(u"where"_s);
        words += run.values("where");
    }
    return words;
}

/// What the journal knows of deletions that this registry refused.
QStringList refusedBefore(Run &run, const ChangePlan &plan)
{
    const auto has = [&plan](const char *operation) {
        return std::any_of(plan.changes.begin(), plan.changes.end(),
            [operation](const Change &change) { return change.operation == operation; });
    };
    const bool ofImages = has("oci.deleteManifest"), ofTags = has("oci.deleteTag");
    if ((!ofImages && !ofTags) || !QFileInfo::exists(run.changePlan().path))
        return {};
    const auto journal = Journal::open(run.changePlan(), run.wiring().clock);
    const auto entries = journal ? (*journal)->readOn() : Result<QList<Entry>>(journal.error());
    const QDateTime refused = entries ? deletionRefusedAt(coursesOf(*entries), plan.origin, !ofImages) : QDateTime();
    if (!refused.isValid())
        return {};
    return {(ofImages
            ? u"this registry refused a deletion on %1 (405): it does not allow them, unless that was changed since"_s
            : u"this registry refused to remove a tag on %1: it does not allow it, unless that was changed since"_s)
                .arg(json::timeText(refused))};
}

void makePlan(Run &run, const QList<PlanStatement> &statements)
{
    run.withSession([&run, statements] {
        if (run.session().kind() != RegistryKind::Harbor) {
            planForOci(run.session().oci(), statements, &run, [&run](const Result<QList<Change>> &changes) {
                if (!changes) {
                    run.fail(changes.error());
                    return;
                }
                ChangePlan plan = newPlan(run);
                plan.title = run.value("title");
                for (const Change &change : *changes)
                    plan.add(change);
                deliverPlan(run, plan, actorOf(run.session()), refusedBefore(run, plan));
            });
            return;
        }
        readGround(
            run.session().harbor(), statements, &run,
            [&run](const QString &kind) { run.output().progress(u"reading "_s + kind); },
            [&run, statements](const Result<PlanGround> &ground) {
                if (!ground) {
                    run.fail(ground.error());
                    return;
                }
                ChangePlan plan = newPlan(run);
                plan.title = run.value("title");
                for (const PlanStatement &statement : statements) {
                    const Result<QList<Change>> changes = changesOf(statement, *ground);
                    if (!changes) {
                        Error error = changes.error();
                        if (statement.line > 0)
                            error.message = {LOTSE_MSG("Line %1: %2"), {QString::number(statement.line), error.text()}};
                        run.fail(error);
                        return;
                    }
                    for (const Change &change : *changes)
                        plan.add(change);
                }
                deliverPlan(run, plan, actorOf(run.session()));
            });
    });
}

void batch(Run &run)
{
    const QString path = run.arguments().value(1);
    QByteArray text;
    if (path == u"-"_s) {
        QFile in;
        if (in.open(stdin, QIODevice::ReadOnly))
            text = in.read(kStatementsCap);
    } else {
        const Result<QByteArray> read = readWhole(path, kStatementsCap);
        if (!read) {
            run.fail(read.error());
            return;
        }
        text = *read;
    }
    const Result<QList<PlanStatement>> statements = planStatements(QString::fromUtf8(text));
    if (!statements) {
        run.fail(statements.error());
        return;
    }
    if (statements->isEmpty()) {
        run.usage(LOTSE_MSG("%1 contains no statement."), {path});
        return;
    }
    makePlan(run, *statements);
}

void show(Run &run)
{
    const std::optional<ChangePlan> plan = readPlan(run, run.arguments().value(1));
    if (!plan)
        return;
    if (run.output().format() == Format::Json)
        run.output().jsonArray(reviewJson(*plan, {}));
    else
        run.output().text(reviewText(*plan, {}), true);
    run.done();
}

/// The account of --account; ends the run where there is none.
std::optional<Account> accountNamed(Run &run)
{
    if (const Result<void> loaded = run.wiring().accounts.load(); !loaded) {
        run.fail(loaded.error());
        return std::nullopt;
    }
    const std::optional<Account> account = run.wiring().accounts.find(run.value("account"));
    if (!account)
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.value("account")});
    return account;
}

void undo(Run &run)
{
    const std::unique_ptr<Journal> journal = openJournal(run);
    if (!journal)
        return;
    std::optional<QList<Course>> courses = readCourses(run, *journal);
    if (!courses)
        return;
    std::optional<Account> account;
    if (run.isSet("account")) {
        account = accountNamed(run);
        if (!account)
            return;
        // "last" is the last one at that registry.
        if (run.arguments().value(1) == u"last"_s)
            courses->removeIf([&](const Course &one) { return !fitsRegistry(one.plan, account->url); });
    }
    const Course *course = findCourse(run, *courses, run.arguments().value(1));
    if (!course)
        return;
    if (const Result<void> fits = account ? fitsRegistry(course->plan, account->url) : Result<void>(); !fits) {
        run.fail(fits.error());
        return;
    }
    QStringList impossible;
    Result<ChangePlan> plan = undoOf(*course, run.wiring().clock, &impossible);
    if (!plan) {
        run.fail(plan.error());
        return;
    }
    plan.value().author = planAuthor();
    if (account) {
        plan.value().registry = account->registryId;
        plan.value().account = account->user;
    }
    plan.value().title = run.isSet("title") ? run.value("title") : u"undo of "_s + course->plan.id.left(8);
    QStringList notes;
    for (const QString &sentence : std::as_const(impossible))
        notes.append(u"cannot be taken back: "_s + sentence);
    deliverPlan(run, *plan, {}, notes);
}

void list(Run &run)
{
    const std::unique_ptr<Journal> journal = openJournal(run);
    if (!journal)
        return;
    const std::optional<QList<Course>> courses = readCourses(run, *journal);
    if (!courses)
        return;
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const Course &course : *courses) {
        const QString end = course.isOpen() ? u"open"_s : course.end;
        for (const Change &change : course.plan.changes) {
            const Step step = course.steps.value(change.id);
            rows.append({course.plan.id.left(8), change.id,
                json::timeText(step.at.isValid() ? step.at : course.begunAt), course.author, end, stateWord(step.state),
                sentenceOf(change).english(), step.requestId, keptEnglish(step.error)});
            objects.append(QJsonDocument(
                QJsonObject{{u"plan"_s, course.plan.id}, {u"change"_s, change.id}, {u"origin"_s, course.plan.origin},
                    {u"title"_s, course.plan.title}, {u"undoes"_s, course.plan.undoes},
                    {u"sha256"_s, QString::fromLatin1(course.hash)}, {u"author"_s, course.author},
                    {u"account"_s, course.plan.account},
                    {u"at"_s, json::timeText(step.at.isValid() ? step.at : course.begunAt)}, {u"end"_s, end},
                    {u"state"_s, stateWord(step.state)}, {u"sentence"_s, sentenceOf(change).english()},
                    {u"operation"_s, QString::fromLatin1(change.operation)}, {u"status"_s, step.status},
                    {u"request_id"_s, step.requestId}, {u"error"_s, keptEnglish(step.error)},
                    {u"before"_s, step.before}, {u"after"_s, step.after}})
                               .toJson(QJsonDocument::Compact));
        }
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"plan"_s, u"change"_s, u"at"_s, u"author"_s, u"plan is"_s, u"state"_s, u"what"_s,
                               u"request id"_s, u"error"_s},
            rows);
    run.done();
}

void discard(Run &run)
{
    const std::unique_ptr<Journal> journal = openJournal(run);
    if (!journal)
        return;
    const std::optional<QList<Course>> courses = readCourses(run, *journal);
    const Course *course = courses ? findCourse(run, *courses, run.arguments().value(1)) : nullptr;
    if (!course)
        return;
    if (!course->isOpen()) {
        run.usage(LOTSE_MSG("Plan %1 has ended (%2): there is nothing to discard."), {course->plan.id, course->end});
        return;
    }
    Entry entry;
    entry.kind = Entry::Kind::End;
    entry.plan = course->plan.id;
    entry.author = planAuthor();
    entry.body = {{u"how"_s, u"discarded"_s}};
    if (const Result<void> kept = journal->append({entry}); !kept) {
        run.fail(kept.error());
        return;
    }
    run.output().text(
        u"Discarded plan %1: what was done stays, and the rest is not sent."_s.arg(course->plan.id), true);
    run.done();
}

void startPlan(Run &run)
{
    const QString what = run.arguments().first();
    if (what == u"show"_s)
        return show(run);
    if (what == u"undo"_s)
        return undo(run);
    if (what == u"list"_s)
        return list(run);
    if (what == u"discard"_s)
        return discard(run);
    if (what == u"batch"_s)
        return batch(run);
    if (what == u"approve"_s)
        return approvePlan(run);
    if (what == u"approvers"_s)
        return listApprovers(run);
    if (what == u"require"_s)
        return requireApproval(run);
    const Result<PlanStatement> statement = planStatement(statementWords(run));
    if (statement)
        makePlan(run, {*statement});
    else
        run.fail(statement.error());
}

} // namespace

Command planCommand()
{
    static constexpr char takes[] = "@registry progress output title";
    static constexpr char ofProject[] = "@registry progress output title project";
    return {.name = "plan",
        .arguments = "STATEMENT... | batch FILE | show FILE | approve FILE | approvers URL | require URL USER KEY | "
                     "undo ID | list | discard ID",
        .summary = "Plan changes of a Harbor: quotas, members, labels, tags, settings, ...",
        .details =
            "Reads what is there, writes a plan to --output or stdout, and its review to stderr. Nothing is changed\n"
            "before \"lotse-cli apply\". A STATEMENT is one of\n"
            "  quota PROJECT=SIZE...                   payments=20GiB web-shop=unlimited 'all=max(used*1.3,10GiB)'\n"
            "  member add|set PROJECT WHO ROLE         WHO is user:NAME or group:NAME\n"
            "  member remove PROJECT WHO\n"
            "  tag|label add|remove PROJECT/REPOSITORY:TAG NAME\n"
            "  artifact delete|scan|sbom PROJECT/REPOSITORY:TAG    and artifact copy ... PROJECT/REPOSITORY\n"
            "  project create NAME [KEY=VALUE...]      and label create NAME [KEY=VALUE...]\n"
            "  create KIND NAME [KEY=VALUE...]\n"
            "  set KIND [NAME] KEY=VALUE...            with --project or --where: name=..., KEY=..., KEY~..., all\n"
            "  delete KIND NAME\n"
            "  run gc|scan-all [OPTION=VALUE...]       dry_run=true delete_untagged=true workers=2\n"
            "  run replication NAME                    and run retention PROJECT [dry_run=true]\n"
            "  run purge hours=N [dry_run=true]        and run robot-secret NAME\n"
            "  set schedule gc|scan-all|purge WHEN     none, hourly, daily, weekly or '0 0 2 * * *', and options as of "
            "run\n"
            "  stop gc|purge|replication NUMBER        stop retention PROJECT NUMBER, stop scan-all, stop job ID\n"
            "  stop|pause|resume queue NAME            stop clears it\n"
            "Registries that are not Harbor take tag add, tag remove and artifact delete, of REPOSITORY:TAG.\n"
            "\"batch\" reads statements from FILE (- for stdin), one a line. \"show\" prints the review of a plan and "
            "its\n"
            "SHA-256. \"list\" lists what was applied from this computer, \"undo\" makes the plan that takes one back "
            "(ID may\n"
            "be \"last\"), \"discard\" closes one that has not ended.\n"
            "\"require\" has plans for the registry at URL approved by a second person: USER (of the operating system) "
            "with\n"
            "the public key KEY. \"approve\" signs a plan as that person, into FILE.approval. \"approvers\" lists who "
            "may.",
        .options = {{u"output"_s, u"Write the plan to FILE."_s, u"FILE"_s},
            {u"title"_s, u"What the plan is for."_s, u"TEXT"_s},
            {u"project"_s, u"Things of this project."_s, u"NAME"_s}, {u"public"_s, u"The new project is public."_s},
            {u"key"_s, u"Sign with the private key in the PEM file FILE (Ed25519 or EC)."_s, u"FILE"_s},
            {u"where"_s, u"Only what fits; may be given more than once."_s, u"CONDITION"_s}},
        .least = 1,
        .most = -1,
        .forms = {{"quota", "PROJECT=SIZE...", takes, 1, -1},
            {"member", "add|set|remove PROJECT WHO [ROLE]", takes, 3, 4},
            {"project", "create|set|delete NAME [KEY=VALUE...]", "@registry progress output title public", 2, -1},
            {"label", "create|set|delete|add|remove NAME...", ofProject, 2, -1},
            {"tag", "add|remove PROJECT/REPOSITORY:TAG NAME", takes, 3, 3},
            {"artifact", "delete|scan|sbom|copy PROJECT/REPOSITORY:TAG [PROJECT/REPOSITORY]", takes, 2, 3},
            {"run", "JOB [NAME] [OPTION=VALUE...]", takes, 1, -1}, {"stop", "JOB [PROJECT] [NUMBER]", takes, 1, 3},
            {"pause", "queue NAME", takes, 2, 2}, {"resume", "queue NAME", takes, 2, 2},
            {"create", "KIND NAME [KEY=VALUE...]", ofProject, 1, -1},
            {"set", "KIND [NAME] KEY=VALUE...", "@registry progress output title project where", 2, -1},
            {"delete", "KIND NAME", ofProject, 1, 2}, {"batch", "FILE", takes, 1, 1}, {"show", "FILE", "json", 1, 1},
            {"approve", "FILE", "key output", 1, 1}, {"approvers", "URL", "json", 1, 1},
            {"require", "URL USER KEY", "", 3, 3}, {"undo", "ID", "account demo output title", 1, 1},
            {"list", "", "demo json csv"}, {"discard", "ID", "demo", 1, 1}},
        .start = &startPlan};
}

} // namespace lotse::cli
