// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "planning.h"
#include "snapshots.h"
#include "triage.h"
#include "json/time.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

// Of a registry that is not Harbor there are none, and none can be taken.
bool mayHaveSnapshots(Run &run)
{
    if (!run.isSet("account") || !run.wiring().accounts.load())
        return true;
    const std::optional<Account> account = run.wiring().accounts.find(run.value("account"));
    if (!account || (account->kind != RegistryKind::Oci && account->kind != RegistryKind::OciNoCatalog))
        return true;
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.message = {LOTSE_MSG("%1 is not a Harbor registry: no configuration can be read."), {account->host()}};
    run.fail(error);
    return false;
}

/// Null where the run has ended with the error.
std::unique_ptr<SnapshotBook> openBook(Run &run)
{
    if (!mayHaveSnapshots(run))
        return nullptr;
    if (!QFileInfo::exists(run.snapshotPlan().path)) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("There are no snapshots yet. Run \"lotse-cli snapshots take\" first."), {}};
        run.fail(error);
        return nullptr;
    }
    auto book = SnapshotBook::open(run.snapshotPlan(), run.wiring().clock);
    if (!book) {
        run.fail(book.error());
        return nullptr;
    }
    return std::move(book).value();
}

std::optional<qint64> idOf(Run &run, const QString &word)
{
    bool isNumber = false;
    const qint64 id = word.toLongLong(&isNumber);
    if (isNumber && id > 0)
        return id;
    run.notFound(
        LOTSE_MSG("Snapshot %1 not found. \"lotse-cli snapshots list\" lists all snapshots by number."), {word});
    return std::nullopt;
}

/// Nothing where the run has ended with the error.
std::optional<ConfigSnapshot> readSnapshot(Run &run, const QString &word)
{
    const std::optional<qint64> id = idOf(run, word);
    const std::unique_ptr<SnapshotBook> book = id ? openBook(run) : nullptr;
    if (!book)
        return std::nullopt;
    const Result<ConfigSnapshot> snapshot = book->read(*id);
    if (snapshot)
        return *snapshot;
    run.fail(snapshot.error());
    return std::nullopt;
}

QJsonObject eventObject(const SnapshotEvent &one)
{
    using What = ConfigDifference::What;
    QJsonArray members;
    for (const ConfigDifference &difference : one.event.differences) {
        QJsonObject member{{u"member"_s, difference.member}};
        if (!difference.before.isUndefined())
            member.insert(u"before"_s, difference.before);
        if (!difference.after.isUndefined())
            member.insert(u"after"_s, difference.after);
        members.append(member);
    }
    QJsonObject out{{u"what"_s,
                        one.event.what == What::Added         ? u"added"_s
                            : one.event.what == What::Removed ? u"removed"_s
                                                              : u"changed"_s},
        {u"kind"_s, one.event.kind}, {u"project"_s, one.event.project}, {u"name"_s, one.event.name},
        {u"sentence"_s, sentenceOf(one.event, Speech::English)}, {u"differences"_s, members},
        {u"between"_s, json::timeText(one.after)}, {u"and"_s, json::timeText(one.before)}};
    if (one.event.what != What::Changed)
        out.insert(u"value"_s, one.event.value);
    return out;
}

QJsonObject storyObject(const SnapshotStory &story, const store::SnapshotSeries &series)
{
    QJsonArray events, gaps;
    for (const SnapshotEvent &event : story.events)
        events.append(eventObject(event));
    for (const store::SnapshotGap &gap : story.snapshot.gaps)
        gaps.append(
            QJsonObject{{u"kind"_s, gap.kind}, {u"project"_s, gap.project}, {u"reason"_s, keptEnglish(gap.reason)}});
    return {{u"id"_s, story.snapshot.id}, {u"at"_s, json::timeText(story.snapshot.at)},
        {u"last_at"_s, json::timeText(story.snapshot.lastAt)}, {u"readings"_s, story.snapshot.readings},
        {u"registry"_s, series.name}, {u"registry_id"_s, series.registryId}, {u"place"_s, series.place},
        {u"user"_s, series.who}, {u"version"_s, story.snapshot.version}, {u"is_first"_s, story.isFirst},
        {u"is_damaged"_s, story.snapshot.isDamaged}, {u"events"_s, events}, {u"not_read"_s, gaps}};
}

/// Each snapshot that is wanted, series by series; false where the run has ended with the error.
bool eachStory(
    Run &run, SnapshotBook &book, const std::function<void(const SnapshotStory &, const store::SnapshotSeries &)> &see)
{
    QString registryId;
    if (run.isSet("account")) {
        const Result<void> read = run.wiring().accounts.load();
        const std::optional<Account> account = run.wiring().accounts.find(run.value("account"));
        if (!account && !read) {
            run.fail(read.error());
            return false;
        }
        if (!account) {
            run.notFound(
                LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.value("account")});
            return false;
        }
        registryId = account->registryId;
    }
    const auto all = book.series();
    if (!all) {
        run.fail(all.error());
        return false;
    }
    for (const store::SnapshotSeries &series : *all) {
        if (!registryId.isEmpty() && series.registryId != registryId)
            continue;
        const auto stories = book.stories(series.id);
        if (!stories) {
            run.fail(stories.error());
            return false;
        }
        for (const SnapshotStory &story : *stories)
            see(story, series);
    }
    return true;
}

void listSnapshots(Run &run)
{
    const std::unique_ptr<SnapshotBook> book = openBook(run);
    if (!book)
        return;
    QList<QByteArray> objects;
    QList<QStringList> rows;
    const bool isRead = eachStory(run, *book, [&](const SnapshotStory &story, const store::SnapshotSeries &series) {
        objects.append(QJsonDocument(storyObject(story, series)).toJson(QJsonDocument::Compact));
        const store::KeptSnapshot &one = story.snapshot;
        rows.append({QString::number(one.id), json::timeText(one.at), json::timeText(std::max(one.at, one.lastAt)),
            QString::number(one.readings), series.name, series.who,
            one.isDamaged       ? u"damaged"_s
                : story.isFirst ? u"first"_s
                                : QString::number(story.events.size()),
            QString::number(one.gaps.size())});
    });
    if (!isRead)
        return;
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"id"_s, u"from"_s, u"until"_s, u"readings"_s, u"registry"_s, u"user"_s, u"changes"_s, u"not read"_s},
            rows, {true, false, false, true, false, false, true, true});
    run.done();
}

void showSnapshot(Run &run)
{
    const std::optional<qint64> id = idOf(run, run.arguments().value(1));
    const std::unique_ptr<SnapshotBook> book = id ? openBook(run) : nullptr;
    if (!book)
        return;
    bool isFound = false;
    qsizetype gaps = 0;
    const bool isRead = eachStory(run, *book, [&](const SnapshotStory &story, const store::SnapshotSeries &series) {
        if (story.snapshot.id != *id)
            return;
        isFound = true;
        gaps = story.snapshot.gaps.size();
        if (run.output().format() == Format::Json) {
            run.output().jsonArray({QJsonDocument(storyObject(story, series)).toJson(QJsonDocument::Compact)});
            return;
        }
        Output &out = run.output();
        out.sentence(u"Snapshot %1 of %2 as %3: from %4 until %5."_s.arg(QString::number(*id), series.name, series.who,
            json::timeText(story.snapshot.at), json::timeText(std::max(story.snapshot.at, story.snapshot.lastAt))));
        if (story.isFirst)
            out.text(u"It is the first: there is nothing to compare it with."_s, false);
        else if (story.events.isEmpty())
            out.text(u"Nothing changed of what could be compared."_s, false);
        for (const SnapshotEvent &one : story.events) {
            out.sentence(u"  %1 (between %2 and %3)"_s.arg(
                sentenceOf(one.event, Speech::English), json::timeText(one.after), json::timeText(one.before)));
            for (const ConfigDifference &difference : one.event.differences) {
                const auto side = [&](const QJsonValue &value) {
                    return value.isUndefined() ? u"not set"_s : valueText(one.event.kind, difference.member, value);
                };
                out.sentence(
                    u"    %1: %2 -> %3"_s.arg(difference.member, side(difference.before), side(difference.after)));
            }
        }
        for (const store::SnapshotGap &gap : story.snapshot.gaps)
            out.sentence(u"  not read: "_s + gapText({gap.kind, gap.project, gap.reason}, Speech::English));
    });
    if (!isRead)
        return;
    if (!isFound) {
        const Result<ConfigSnapshot> none = book->read(*id);
        run.fail(none.error());
        return;
    }
    if (gaps > 0)
        run.partial(counted(
            gaps, u"%1 part of the configuration was not read"_s, u"%1 parts of the configuration were not read"_s));
    run.done();
}

void take(Run &run)
{
    run.withSession([&run] {
        if (!isHarbor(run))
            return;
        takeSnapshot(run, [&run](const SnapshotOutcome &outcome) {
            if (outcome.error) {
                run.fail(outcome.error);
                return;
            }
            const QString id = QString::number(outcome.kept.snapshot);
            if (run.output().format() == Format::Json)
                run.output().jsonArray(
                    {QJsonDocument(QJsonObject{{u"id"_s, outcome.kept.snapshot}, {u"is_new"_s, outcome.kept.isNew}})
                            .toJson(QJsonDocument::Compact)});
            else
                run.output().text(outcome.kept.isNew
                        ? u"Kept as snapshot %1.\n"_s.arg(id)
                        : u"Nothing changed since snapshot %1: only the time was added to it.\n"_s.arg(id),
                    true);
            for (const ConfigGap &gap : outcome.gaps)
                run.partial(gapText(gap, Speech::English));
            run.done();
        });
    });
}

void compare(Run &run)
{
    const QString a = run.arguments().value(1);
    const QString b = run.arguments().value(2);
    if (a == u"-"_s && b == u"-"_s) {
        run.usage(LOTSE_MSG("Specify a snapshot to compare the registry with."));
        return;
    }
    if (a != u"-"_s && b != u"-"_s) {
        const std::optional<ConfigSnapshot> one = readSnapshot(run, a);
        const std::optional<ConfigSnapshot> other = one ? readSnapshot(run, b) : std::nullopt;
        if (other)
            tellDifferences(run, *one, *other, b);
        return;
    }
    readLiving(run, [&run, a, b](const ConfigSnapshot &living) {
        const std::optional<ConfigSnapshot> kept = readSnapshot(run, a == u"-"_s ? b : a);
        if (!kept)
            return;
        if (a == u"-"_s)
            tellDifferences(run, living, *kept, b);
        else
            tellDifferences(run, *kept, living, b);
    });
}

void plan(Run &run)
{
    readLiving(run, [&run, word = run.arguments().value(1)](const ConfigSnapshot &living) {
        const std::optional<ConfigSnapshot> goal = readSnapshot(run, word);
        if (!goal)
            return;
        ChangePlan way = newPlan(run);
        way.title = run.isSet("title") ? run.value("title") : u"towards snapshot "_s + word;
        QStringList notes;
        if (planWay(run, way, living, *goal, notes) && way.changes.isEmpty())
            notes.append(u"All that was read on both sides and can be planned is so already."_s);
        deliverPlan(run, way, actorOf(run.session()), notes);
    });
}

void startSnapshots(Run &run)
{
    const QString what = run.arguments().value(0);
    if (what == u"take"_s)
        return take(run);
    if (what == u"show"_s)
        return showSnapshot(run);
    if (what == u"compare"_s)
        return compare(run);
    if (what == u"plan"_s)
        return plan(run);
    if (what == u"export"_s) {
        if (!fitsConfigFormat(run))
            return;
        if (const std::optional<ConfigSnapshot> snapshot = readSnapshot(run, run.arguments().value(1)))
            deliverConfig(run, *snapshot);
        return;
    }
    listSnapshots(run);
}

} // namespace

void takeSnapshot(Run &run, std::function<void(const SnapshotOutcome &)> done)
{
    SnapshotPlace place = snapshotPlace(run.session(), run.snapshotPlan(), 0);
    // An account that is kept nowhere gets the same id each time, so that its registry is one in the store.
    if (!run.wiring().accounts.find(run.session().account().id))
        place.source.registryId = storedRegistryId(run);
    auto *reading = new SnapshotRun(place, &run.wiring().clock, &run);
    QObject::connect(reading, &SnapshotRun::moved, &run,
        [&run](const QString &kind) { run.output().progress(u"reading "_s + kind); });
    QObject::connect(reading, &SnapshotRun::finished, &run, [done](const SnapshotOutcome &outcome) { done(outcome); });
    reading->start();
}

Command snapshotsCommand()
{
    static constexpr char listed[] = "account demo json csv";
    return {.name = "snapshots",
        .arguments = "[list] | take | show ID | export ID | compare A B | plan ID",
        .summary = "Keep, compare and bring back the configuration of a Harbor over time.",
        .details =
            "A snapshot is what \"lotse-cli export\" writes, kept in the local store; each sync takes one. A reading "
            "that\n"
            "finds all as it was adds only its time. \"list\" says how much changed against the one before, \"show\" "
            "says\n"
            "what, in words and member by member, and between which readings. What could not be read is said and is "
            "no\n"
            "difference. \"compare\" takes two snapshots, also of two registries, or - for the registry as it is, with "
            "the\n"
            "output and exit codes of \"diff-config\". \"plan\" makes the plan that leads from the registry to a "
            "snapshot\n"
            "(restore, or promotion from another registry) for \"lotse-cli apply\". \"export\" writes a snapshot as a "
            "file.",
        .options = {{u"output"_s, u"Write to FILE."_s, u"FILE"_s},
            {u"format"_s, u"json (which \"diff-config\" reads) or yaml."_s, u"FORMAT"_s},
            {u"title"_s, u"What the plan is for."_s, u"TEXT"_s}},
        .forms = {{"", "", listed}, {"list", "", listed}, {"take", "", "@registry json progress"},
            {"show", "ID", "demo json", 1, 1}, {"export", "ID", "demo output format", 1, 1},
            {"compare", "A B", "@registry json csv progress", 2, 2},
            {"plan", "ID", "@registry progress output title", 1, 1}},
        .start = &startSnapshots};
}

} // namespace lotse::cli
