// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "base/safefile.h"
#include "base/safetext.h"
#include "store/inventory.h"
#include "trail/snapshotentries.h"
#include "trail/story.h"
#include "trail/trailexport.h"
#include "trail/unusual.h"
#include "triage.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <atomic>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using store::AuditWish;

namespace {

constexpr int kUsualLimit = 200;
constexpr qint64 kMostLimits = 1 << 20;

bool isAge(const QString &text)
{
    return text.size() > 1 && (text.endsWith(u'd') || text.endsWith(u'h'));
}

/// "2026-11-23", "2026-11-23T14:00", "30d", "12h"; a day is whole: `isEnd` takes its last moment.
std::optional<QDateTime> momentOf(const QString &text, const QDateTime &now, bool isEnd)
{
    if (isAge(text)) {
        bool isNumber = false;
        const int number = text.chopped(1).toInt(&isNumber);
        if (isNumber && number > 0)
            return text.endsWith(u'd') ? now.addDays(-number) : now.addSecs(-3600LL * number);
        return std::nullopt;
    }
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid())
        return isEnd ? day.endOfDay(Qt::LocalTime) : day.startOfDay(Qt::LocalTime);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

/// Nothing where the run has ended with the error.
std::optional<AuditWish> wishOf(Run &run)
{
    AuditWish wish;
    const QDateTime now = run.wiring().clock.now();
    for (const auto &[option, time, isEnd] :
        {std::tuple{"since", &wish.from, false}, std::tuple{"until", &wish.to, true}}) {
        if (!run.isSet(option))
            continue;
        const auto moment = momentOf(run.value(option), now, isEnd);
        if (!moment) {
            run.usage(LOTSE_MSG("--%1 requires a date (2026-11-23), a time (2026-11-23T14:00) or an age (30d, 12h), "
                                "not %2."),
                {QString::fromLatin1(option), run.value(option)});
            return {};
        }
        *time = *moment;
    }
    if (wish.from.isValid() && wish.to.isValid() && wish.to < wish.from) {
        run.usage(LOTSE_MSG("--until is before --since."));
        return {};
    }
    wish.user = run.value("user");
    wish.onlyRobots = run.isSet("robots");
    wish.project = run.value("project");
    wish.resource = run.value("resource");
    wish.resourceType = run.value("resource-type");
    wish.operation = run.value("operation");
    wish.text = run.value("text");
    wish.isOldestFirst = run.isSet("oldest-first");
    if (run.isSet("result")) {
        const QString result = run.value("result");
        if (result != resultWord(true) && result != resultWord(false)) {
            run.usage(LOTSE_MSG("--result requires success or failed, not %1."), {result});
            return {};
        }
        wish.result = result == resultWord(true) ? AuditWish::Result::Succeeded : AuditWish::Result::Failed;
    }
    return wish;
}

/// The registries that --account or --demo mean; empty: all. Nothing where the run has ended with the error.
std::optional<QStringList> registriesOf(Run &run)
{
    if (!run.isSet("account"))
        return QStringList();
    const Result<void> read = run.wiring().accounts.load();
    const std::optional<Account> account = run.wiring().accounts.find(run.value("account"));
    if (account)
        return QStringList{account->registryId};
    if (read)
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.value("account")});
    else
        run.fail(read.error());
    return {};
}

Result<QList<TrailEntry>> journalOf(Run &run)
{
    if (!QFileInfo::exists(run.changePlan().path))
        return QList<TrailEntry>();
    const auto journal = change::Journal::open(run.changePlan(), run.wiring().clock);
    if (!journal)
        return journal.error();
    const auto entries = (*journal)->readOn();
    if (!entries)
        return entries.error();
    return ownEntries(change::coursesOf(*entries));
}

/// What this program knows besides: the journal, and what snapshots tell. Nothing where the run has ended with the
/// error.
std::optional<QList<TrailEntry>> knownBesides(Run &run)
{
    const Result<QList<TrailEntry>> journal = journalOf(run);
    if (!journal) {
        run.fail(journal.error());
        return {};
    }
    const auto snapshots = snapshotEntries(run.snapshotPlan(), run.wiring().clock, *journal);
    if (snapshots)
        return *journal + *snapshots;
    run.partial(u"the snapshots of configurations could not be read: "_s + snapshots.error().message.english());
    return *journal;
}

/// The filter and what the store knows besides. Nothing where the run has ended with the error.
std::optional<Story> storyOf(Run &run, store::Database &database, const AuditWish &wish)
{
    Story story;
    story.wish = wish;
    if (run.isSet("story")) {
        QStringList ids = wish.registryIds;
        if (ids.isEmpty()) {
            const auto known = store::knownRegistries(database);
            for (const store::KnownRegistry &one : known ? *known : QList<store::KnownRegistry>())
                ids.append(one.registryId);
        }
        Error error;
        bool isFound = false;
        for (const QString &id : std::as_const(ids)) {
            const Result<Story> one = imageStory(database, id, run.value("story"));
            if (!one) {
                if (one.error().kind != ErrorKind::NotFound)
                    run.partial(one.error().message.english());
                error = one.error();
                continue;
            }
            isFound = true;
            story.wish.repository = one->wish.repository;
            story.wish.resources += one->wish.resources;
            story.wish.digests += one->wish.digests;
            story.facts += one->facts;
            for (const Message &gap : one->gaps)
                run.partial(gap.english());
        }
        if (!isFound) {
            run.fail(error);
            return {};
        }
    }
    if (run.isSet("cve")) {
        const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
        if (!desk)
            return {};
        const Result<Story> one = vulnerabilityStory(desk->view().context, run.value("cve"));
        if (!one) {
            run.fail(one.error());
            return {};
        }
        story.wish.resources = one->wish.resources;
        story.wish.digests = one->wish.digests;
        if (one->isCut)
            run.partial(u"%1 images have it; the trail of the first 200 was looked at"_s.arg(one->images));
    }
    return story;
}

void tellGaps(Run &run, int damaged, qint64 undated, const QStringList &limits)
{
    for (const QString &limit : limits)
        run.partial(keptEnglish(limit));
    if (damaged > 0)
        run.partial(counted(damaged, u"%1 entry is damaged in the local store and is left out"_s,
            u"%1 entries are damaged in the local store and are left out"_s));
    if (undated > 0)
        run.partial(counted(undated, u"%1 entry has no readable time and is left out"_s,
            u"%1 entries have no readable time and are left out"_s));
}

void print(Run &run, TrailReader &reader, qint64 limit)
{
    const bool isLines = run.isSet("ndjson");
    const bool isJson = run.output().format() == Format::Json;
    QList<QByteArray> objects;
    QList<QStringList> cells;
    qint64 left = limit > 0 ? limit : std::numeric_limits<qint64>::max();
    bool isMore = true;
    int damaged = 0;
    qint64 undated = 0;
    QStringList limits;
    while (isMore && left > 0) {
        const Result<TrailReader::Page> page = reader.next(int(std::min<qint64>(left, 2000)));
        if (!page) {
            run.fail(page.error());
            return;
        }
        damaged = page->damaged;
        undated = std::max(undated, page->undated);
        limits += page->limits;
        for (const TrailEntry &entry : page->entries.mid(0, qsizetype(std::min<qint64>(left, 1 << 30)))) {
            const store::AuditRow &row = entry.hit.row;
            if (isLines)
                run.output().json(trailLine(entry, TrailFormat::NdJson) + '\n');
            else if (isJson)
                objects.append(trailLine(entry, TrailFormat::NdJson));
            else
                cells.append({row.at.toUTC().toString(Qt::ISODate), entry.hit.registryName, row.user, row.operation,
                    row.resourceType, row.resource, resultWord(row.succeeded), sourceWord(entry.source)});
        }
        left -= page->entries.size();
        isMore = !page->isAtEnd;
    }
    if (isJson)
        run.output().jsonArray(objects);
    else if (!isLines)
        run.output().table(
            {u"time"_s, u"registry"_s, u"user"_s, u"operation"_s, u"type"_s, u"resource"_s, u"result"_s, u"source"_s},
            cells);
    if (isMore)
        run.output().warn(u"there are more entries; --limit 0 prints all"_s);
    tellGaps(run, damaged, undated, limits);
    run.done();
}

void printUnusual(Run &run, store::Database &database, const QStringList &registryIds)
{
    UnusualLimits limits;
    if (run.isSet("limits")) {
        const Result<QByteArray> bytes = readWhole(run.value("limits"), kMostLimits);
        if (!bytes) {
            run.fail(bytes.error());
            return;
        }
        const QJsonDocument document = QJsonDocument::fromJson(*bytes);
        limits = UnusualLimits::fromJson(document.object());
        QJsonObject all = limits.toJson();
        for (const QString &key : document.object().keys()) {
            if (!all.contains(key) || all[key] != document[key]) {
                run.usage(LOTSE_MSG("%1 of the limits file %2 is unknown or invalid."), {key, run.value("limits")});
                return;
            }
        }
        if (!document.isObject()) {
            run.usage(LOTSE_MSG("%1 is not a JSON object."), {run.value("limits")});
            return;
        }
    }
    QStringList ids = registryIds;
    if (ids.isEmpty()) {
        const auto known = store::knownRegistries(database);
        for (const store::KnownRegistry &one : known ? *known : QList<store::KnownRegistry>())
            ids.append(one.registryId);
    }
    QList<QByteArray> objects;
    QList<QStringList> cells;
    int damaged = 0;
    qint64 undated = 0;
    for (const QString &id : std::as_const(ids)) {
        const Result<UnusualAnswer> answer =
            findUnusual(database, id, limits, run.wiring().clock.now(), std::chrono::hours(1));
        if (!answer) {
            run.fail(answer.error());
            return;
        }
        damaged += answer->damaged;
        undated += answer->undated;
        for (const Unusual &one : answer->found) {
            const QString time = one.from.toUTC().toString(Qt::ISODate);
            if (run.output().format() == Format::Json) {
                QJsonObject object{{u"rule"_s, ruleWord(one.rule)}, {u"registry"_s, one.registryName},
                    {u"registry_id"_s, one.registryId}, {u"user"_s, one.user}, {u"from"_s, time},
                    {u"to"_s, one.to.toUTC().toString(Qt::ISODate)}, {u"count"_s, one.count},
                    {u"why"_s, one.sentence.english()}};
                if (one.usual >= 0)
                    object.insert(u"most_before"_s, one.usual);
                objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
            } else {
                cells.append({time, one.registryName, ruleWord(one.rule), one.user, QString::number(one.count),
                    one.sentence.english()});
            }
        }
    }
    if (run.output().format() == Format::Json) {
        run.output().jsonArray(objects);
    } else if (run.output().format() == Format::Table) {
        // Sentences, which a column would cut.
        for (const QStringList &row : std::as_const(cells))
            run.output().sentence(u"%1  %2  %3  %4"_s.arg(row[0], row[1], row[2], row[5]));
    } else {
        run.output().table({u"time"_s, u"registry"_s, u"rule"_s, u"user"_s, u"count"_s, u"why"_s}, cells,
            {false, false, false, false, true, false});
    }
    const Result<QStringList> hidden = trailLimits(database, ids, {});
    if (!hidden) {
        run.fail(hidden.error());
        return;
    }
    tellGaps(run, damaged, undated, *hidden);
    run.done();
}

void writeParts(Run &run, const AuditWish &wish, const QList<TrailEntry> &own)
{
    TrailExport parts;
    parts.wish = wish;
    for (const auto &[option, key] : {std::pair{"since", u"from"_s}, std::pair{"until", u"to"_s}}) {
        if (isAge(run.value(option)))
            parts.ages.insert(key, run.value(option));
    }
    parts.format = run.output().format() == Format::Csv ? TrailFormat::Csv : TrailFormat::NdJson;
    parts.folder = QFileInfo(run.value("export")).absoluteFilePath();
    parts.now = run.wiring().clock.now();
    const Result<TrailExported> done = exportTrail(
        run.cachePlan(), run.wiring().clock, parts, own,
        [&run](qint64 entries) { run.progress(entries, -1, u"entries"_s); }, [] { return false; });
    if (!done) {
        run.fail(done.error());
        return;
    }
    run.output().setFormat(Format::Table);
    run.output().text(u"%1 in %2, %3 of them from an earlier run; manifest.json holds their SHA-256.\n"_s.arg(
                          counted(done->entries, u"%1 entry"_s, u"%1 entries"_s),
                          counted(done->parts, u"%1 part"_s, u"%1 parts"_s), QString::number(done->kept)),
        false);
    tellGaps(run, done->damaged, done->undated, done->limits);
    run.done();
}

void startAudit(Run &run)
{
    bool isNumber = true;
    const qint64 limit = run.isSet("limit") ? run.value("limit").toLongLong(&isNumber) : kUsualLimit;
    if (!isNumber || limit < 0) {
        run.usage(LOTSE_MSG("--limit requires a number, not %1."), {run.value("limit")});
        return;
    }
    std::optional<AuditWish> wish = wishOf(run);
    if (!wish)
        return;
    const std::optional<QStringList> registries = registriesOf(run);
    if (!registries)
        return;
    wish->registryIds = *registries;
    if (!QFileInfo::exists(run.cachePlan().path)) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("No audit entries in the local store. Run \"lotse-cli sync\" first."), {}};
        run.fail(error);
        return;
    }
    auto database = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!database) {
        run.fail(database.error());
        return;
    }
    if (run.isSet("unusual")) {
        printUnusual(run, **database, *registries);
        return;
    }
    std::optional<Story> story = storyOf(run, **database, *wish);
    if (!story)
        return;
    const std::optional<QList<TrailEntry>> journal = knownBesides(run);
    if (!journal)
        return;
    QList<TrailEntry> own = *journal + story->facts;
    std::stable_sort(
        own.begin(), own.end(), [](const TrailEntry &a, const TrailEntry &b) { return a.hit.row.at < b.hit.row.at; });
    if (run.isSet("export")) {
        writeParts(run, story->wish, own);
        return;
    }
    TrailReader reader(std::move(database).value(), story->wish, own);
    print(run, reader, limit);
}

} // namespace

Command auditCommand()
{
    return {.name = "audit",
        .arguments = "",
        .summary = "Search and export the audit trail in the local store.",
        .details =
            "All filters that are given must match. Works offline, over all registries of the store; \"lotse-cli "
            "sync\"\n"
            "updates it. Changes that Harbor does not record (quotas, retention, immutability, webhooks, edited "
            "robots)\n"
            "come from the journal of this computer (source \"journal\"); those of others, with the two readings "
            "between\n"
            "which they were made, from snapshots of the configuration (source \"snapshot\").\n"
            "--export writes the entries, oldest first, as parts with a manifest.json of SHA-256 hashes; run the same\n"
            "command again to continue an export that was stopped.",
        .options = {{u"since"_s, u"From this date, time or age: 2026-11-23, 2026-11-23T14:00, 30d, 12h."_s, u"TIME"_s},
            {u"until"_s, u"Up to this date, time or age."_s, u"TIME"_s},
            {u"user"_s, u"Entries of users and robots whose name contains TEXT."_s, u"TEXT"_s},
            {u"robots"_s, u"Entries of robots only."_s}, {u"project"_s, u"Entries of the project NAME."_s, u"NAME"_s},
            {u"operation"_s, u"Operation: create, delete, pull, update, login, logout."_s, u"WORD"_s},
            {u"resource"_s, u"Entries whose resource contains TEXT."_s, u"TEXT"_s},
            {u"resource-type"_s, u"Kind of the resource: artifact, project, robot, user, member, …"_s, u"WORD"_s},
            {u"result"_s, u"success or failed."_s, u"RESULT"_s},
            {u"text"_s, u"Entries that contain TEXT in any field."_s, u"TEXT"_s},
            {u"story"_s, u"History of an image: project/repository[:tag|@digest]."_s, u"IMAGE"_s},
            {u"cve"_s, u"Who pushed and pulled the images that have this vulnerability."_s, u"ID"_s},
            {u"unusual"_s, u"Print unusual activity, with the numbers."_s},
            {u"limits"_s, u"JSON file with thresholds for --unusual (docs/audit.md)."_s, u"FILE"_s},
            {u"limit"_s, u"Print at most N entries, 0 for all. Default: 200."_s, u"N"_s},
            {u"oldest-first"_s, u"Begin with the oldest entry."_s}, {u"ndjson"_s, u"Print one JSON object a line."_s},
            {u"export"_s, u"Write parts and a manifest into the folder DIR: NDJSON, or CSV with --csv."_s, u"DIR"_s}},
        .takes = "account demo json csv progress",
        .start = startAudit};
}

} // namespace lotse::cli
