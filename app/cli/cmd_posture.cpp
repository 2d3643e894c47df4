// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture.h"

#include "base/safefile.h"
#include "demo/demosession.h"
#include "posture/posturehistory.h"
#include "posture/storefacts.h"
#include "triage.h"
#include "json/time.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

constexpr int kExitFailed = 11;

QList<Fact> storedFacts(Run &run, const QStringList &kinds)
{
    const bool isAsked =
        std::any_of(kinds.begin(), kinds.end(), [](const QString &kind) { return kind.startsWith("store-"_L1); });
    if (!isAsked)
        return {};
    FindingsEngine desk(run.cachePlan(), run.decisionPlan(), &run.wiring().clock);
    // A store that cannot be read knows nothing: the checks say so.
    const Result<void> loaded = desk.load();
    QList<Fact> facts = storeFacts(desk.view(), storedRegistryId(run), run.wiring().clock.now());
    if (!loaded && loaded.error().kind != ErrorKind::NotFound) {
        for (Fact &fact : facts) {
            fact.reading = Reading::Missing;
            fact.error = loaded.error();
        }
    }
    return facts;
}

/// The exceptions that were made in the program count here, too. What cannot be read is told, and none counts then.
void addExceptions(Run &run, CheckSet &set)
{
    const auto history = PostureHistory::open(run.decisionPlan(), run.wiring().clock);
    const auto kept =
        history ? (*history)->exceptions(storedRegistryId(run)) : Result<QList<KeptException>>(history.error());
    if (!kept) {
        run.output().warn(kept.error().message.english());
        return;
    }
    for (const KeptException &one : *kept)
        set.exceptions.append(one.exception);
}

/// Keeps the run, and says what is another than at the one before.
void keepRun(Run &run, const Posture &posture)
{
    const auto history = PostureHistory::open(run.decisionPlan(), run.wiring().clock);
    const KeptRun now = keptRun(posture, storedRegistryId(run));
    const auto before = history ? (*history)->runs(now.registryId, now.set) : Result<QList<KeptRun>>(history.error());
    if (!before) {
        run.output().warn(before.error().message.english());
        return;
    }
    if (const Result<void> kept = (*history)->keep(now); !kept)
        run.output().warn(kept.error().message.english());
    if (before->isEmpty() || before->last().setSha256 != now.setSha256)
        return;
    const Compared changes = compare(before->last(), now);
    const auto list = [](const QStringList &ids) { return ids.isEmpty() ? u"none"_s : ids.join(u", "_s); };
    run.output().warn(u"since the run of %1: newly failed: %2; no longer failed: %3; no longer assessable: %4"_s.arg(
        changes.since.toUTC().toString(Qt::ISODate), list(changes.worse), list(changes.better), list(changes.unknown)));
}

void print(Run &run, const Posture &posture)
{
    if (run.output().format() == Format::Json) {
        run.output().json(postureJson(posture));
        return;
    }
    QList<Judged> rows = posture.checks;
    std::stable_sort(rows.begin(), rows.end(), [](const Judged &a, const Judged &b) {
        return std::pair(a.outcome, -int(a.severity)) < std::pair(b.outcome, -int(b.severity));
    });
    QList<QStringList> cells;
    for (const Judged &one : std::as_const(rows)) {
        QString text = one.message.english();
        if (!one.subjects.isEmpty())
            text += u" ("_s + one.subjects.mid(0, 3).join(u", "_s) + (one.subjects.size() > 3 ? u", …)"_s : u")"_s);
        cells.append({outcomeWord(one.outcome), severityWord(one.severity), one.id,
            one.ownTitle.isEmpty() ? one.title.english() : one.ownTitle, text});
    }
    run.output().table({u"result"_s, u"severity"_s, u"check"_s, u"title"_s, u"why"_s}, cells);
    if (run.output().format() == Format::Table)
        run.output().text(
            u"%1: %2 failed, %3 not assessable, %4 excepted, %5 passed, %6 not applicable.\n"_s.arg(posture.host,
                QString::number(posture.count(Outcome::Failed)), QString::number(posture.count(Outcome::NotAssessable)),
                QString::number(posture.count(Outcome::Excepted)), QString::number(posture.count(Outcome::Passed)),
                QString::number(posture.count(Outcome::NotApplicable))),
            true);
}

/// The registry that --account means, without connecting. Nothing where the run has ended with the error.
std::optional<QString> namedRegistry(Run &run)
{
    if (run.isSet("demo"))
        return demoSession(&run.wiring().clock, u"admin"_s)->account().registryId;
    const Result<void> read = run.wiring().accounts.load();
    if (!read) {
        run.fail(read.error());
        return {};
    }
    if (const std::optional<Account> account = run.wiring().accounts.find(run.value("account")))
        return account->registryId;
    run.notFound(LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.value("account")});
    return {};
}

void printExceptions(Run &run, PostureHistory &history, const QString &registry)
{
    const Result<QList<KeptException>> kept = history.exceptions(registry);
    if (!kept) {
        run.fail(kept.error());
        return;
    }
    const QDate today = run.wiring().clock.now().date();
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const KeptException &one : *kept) {
        objects.append(QJsonDocument(
            QJsonObject{{u"id"_s, one.id}, {u"check"_s, one.exception.check}, {u"subject"_s, one.exception.subject},
                {u"owner"_s, one.exception.owner}, {u"reason"_s, one.exception.reason},
                {u"expires"_s, one.exception.expires.toString(Qt::ISODate)},
                {u"in_force"_s, one.exception.expires >= today}, {u"author"_s, one.author},
                {u"made"_s, json::timeText(one.at)}})
                           .toJson(QJsonDocument::Compact));
        rows.append(
            {one.id.left(8), one.exception.check, one.exception.subject.isEmpty() ? u"*"_s : one.exception.subject,
                one.exception.owner, one.exception.expires.toString(Qt::ISODate),
                one.exception.expires < today ? u"expired"_s : u"in force"_s, one.exception.reason});
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"exception"_s, u"check"_s, u"subject"_s, u"owner"_s, u"expires"_s, u"state"_s, u"reason"_s}, rows);
    run.done();
}

void withdraw(Run &run, PostureHistory &history, const QString &registry)
{
    const QString id = run.arguments().value(1);
    const Result<QList<KeptException>> kept = history.exceptions(registry);
    if (!kept) {
        run.fail(kept.error());
        return;
    }
    QStringList found;
    for (const KeptException &one : *kept) {
        if (!id.isEmpty() && one.id.startsWith(id))
            found.append(one.id);
    }
    if (found.size() != 1) {
        run.notFound(LOTSE_MSG("Exception %1 not found. \"lotse-cli posture exceptions\" lists all of them."), {id});
        return;
    }
    const Result<void> done = history.withdraw(found.first(), {});
    if (done)
        run.done();
    else
        run.fail(done.error());
}

void exceptions(Run &run)
{
    const std::optional<QString> registry = namedRegistry(run);
    if (!registry)
        return;
    const auto history = PostureHistory::open(run.decisionPlan(), run.wiring().clock);
    if (!history) {
        run.fail(history.error());
        return;
    }
    const QString what = run.arguments().value(0);
    if (what == "exceptions"_L1)
        return printExceptions(run, **history, *registry);
    if (what == "withdraw"_L1)
        return withdraw(run, **history, *registry);
    const QString check = run.arguments().value(1);
    if (!posture::check(check)) {
        run.usage(LOTSE_MSG("Check %1 not found. \"lotse-cli posture\" lists all checks."), {check});
        return;
    }
    const Exception exception{check, run.value("subject"), run.value("owner"), run.value("reason"),
        QDate::fromString(run.value("expires"), Qt::ISODate)};
    if (const Result<void> kept = (*history)->except(*registry, exception, {}); !kept) {
        run.fail(kept.error());
        return;
    }
    run.output().warn(u"the exception counts from the next run on"_s);
    run.done();
}

void startPosture(Run &run)
{
    if (!run.arguments().isEmpty())
        return exceptions(run);
    std::optional<Severity> limit;
    if (run.isSet("fail-on")) {
        limit = severityOf(run.value("fail-on"));
        if (!limit) {
            run.usage(LOTSE_MSG("--fail-on requires low, medium, high or critical, not %1."), {run.value("fail-on")});
            return;
        }
    }
    withPosture(run, [&run, limit](const Posture &posture) {
        if (run.isSet("sarif")) {
            if (const Result<void> written = writeWhole(run.value("sarif"), postureSarif(posture)); !written) {
                run.fail(written.error());
                return;
            }
        }
        print(run, posture);
        keepRun(run, posture);
        const std::optional<Severity> worst = posture.worst();
        if (limit && worst && *worst >= *limit) {
            run.done(kExitFailed);
            return;
        }
        // What nobody could look at may hide a failure of that severity.
        const bool hides = std::any_of(posture.checks.begin(), posture.checks.end(), [&](const Judged &one) {
            return one.outcome == Outcome::NotAssessable && limit && one.severity >= *limit;
        });
        if (hides)
            run.output().warn(u"some checks of this severity could not be judged"_s);
        run.done(hides ? kExitNotAssessable : 0);
    });
}

} // namespace

QList<QCommandLineOption> postureOptions()
{
    return {{u"set"_s, u"The check set: all, trusted-registry, or a JSON file (docs/posture-sets.md)."_s, u"SET"_s},
        {u"try-default-password"_s,
            u"Also try to sign in as admin with the password that Harbor is installed with; the registry writes that into its trail."_s}};
}

void withPosture(Run &run, std::function<void(const Posture &posture)> next, const Wishing &wishing)
{
    const Result<CheckSet> set = findCheckSet(run.isSet("set") ? run.value("set") : u"all"_s);
    if (!set) {
        Error error = set.error();
        if (error.kind == ErrorKind::NotFound && error.message.isEmpty())
            error.kind = ErrorKind::Usage;
        run.fail(error);
        return;
    }
    withPostureBy(run, *set, run.isSet("try-default-password"), std::move(next), wishing);
}

void withPostureBy(Run &run, const CheckSet &set, bool triesDefaultPassword,
    std::function<void(const Posture &posture)> next, const Wishing &wishing)
{
    run.withSession([&run, set, triesDefaultPassword, next = std::move(next), wishing] {
        const bool isHarbor = run.session().kind() == RegistryKind::Harbor;
        Wish wish;
        if (wishing)
            wish = wishing(set, isHarbor);
        else
            wish.kinds = kindsOf(set, isHarbor);
        wish.triesDefaultPassword = triesDefaultPassword;
        wish.given = storedFacts(run, wish.kinds);
        auto *gatherer = new Gatherer(run.session(), &run.wiring().clock, &run.wiring().proxies, std::move(wish), &run);
        gatherer->onProgress = [&run](
                                   qint64 done, qint64 total, const QString &what) { run.progress(done, total, what); };
        gatherer->onDone = [&run, set, next](Facts facts) {
            CheckSet excepted = set;
            addExceptions(run, excepted);
            next(evaluate(std::move(facts), excepted));
        };
        gatherer->start();
    });
}

Command postureCommand()
{
    return {.name = "posture",
        .arguments = "[except CHECK | exceptions | withdraw ID]",
        .summary = "Check how a registry is run, with the evidence.",
        .details =
            "Reads the registry (nothing is changed) and judges it by a check set: failed, not assessable (what could\n"
            "not be read, and the right that is missing), excepted, passed, not applicable. --json has the evidence "
            "of\n"
            "each word for word, with its SHA-256. A registry that is no Harbor gets the checks that apply to it; its\n"
            "images are read for that, which some registries count as pulls. Ends with 0; with --fail-on also with 11\n"
            "where a check of that severity or above failed, and with 12 where one could not be judged. Each run is "
            "kept\n"
            "and compared with the one before; exceptions that were made count, in the window and here: \"except\" "
            "makes one "
            "(with\n"
            "--owner, --reason and --expires, the last day), \"exceptions\" lists them, \"withdraw\" ends one.",
        .options = postureOptions()
            + QList<
                QCommandLineOption>{{u"fail-on"_s,
                                        u"End with 11 where a check of this severity or above failed: low, medium, high, critical."_s,
                                        u"SEVERITY"_s},
                {u"sarif"_s, u"Also write the results as SARIF 2.1.0 into FILE."_s, u"FILE"_s},
                {u"owner"_s, u"Who answers for the exception."_s, u"NAME"_s},
                {u"reason"_s, u"Why the risk is accepted."_s, u"TEXT"_s},
                {u"expires"_s, u"The last day of the exception (2027-03-31)."_s, u"DAY"_s},
                {u"subject"_s, u"Only what fits this pattern: a robot, a project, an image."_s, u"PATTERN"_s}},
        .most = -1,
        .forms = {{"", "", "@registry json csv progress set try-default-password fail-on sarif", 0, 0},
            {"except", "CHECK", "account demo owner reason expires subject", 1, 1},
            {"exceptions", "", "account demo json csv"}, {"withdraw", "ID", "account demo", 1, 1}},
        .start = startPosture};
}

} // namespace lotse::cli
