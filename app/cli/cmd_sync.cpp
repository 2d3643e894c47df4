// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "base/keptmessage.h"
#include "snapshots.h"
#include "sync/sync.h"
#include "triage.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(SyncState state)
{
    switch (state) {
    case SyncState::Listing:
        return u"artifacts"_s;
    case SyncState::Reports:
        return u"reports"_s;
    case SyncState::Rechecking:
        return u"old reports"_s;
    case SyncState::Audit:
        return u"audit entries"_s;
    default:
        return {};
    }
}

// Of several, the reason of the first.
QString because(const QString &reason)
{
    return reason.isEmpty() ? QString() : keptEnglish(u" ("_s + reason + u')');
}

void tell(Run &run, const SyncOutcome &outcome)
{
    if (outcome.error || outcome.wasCancelled) {
        run.fail(outcome.error ? outcome.error : cancelled());
        return;
    }
    // Not being allowed is an answer; that there is nothing is another.
    const Message limit = run.session().capabilities().reason(u"audit"_s);
    struct Line {
        const char *key;
        const char *label;
        qint64 number;
    };
    const QList<Line> lines{{"artifacts", "artifacts", outcome.artifacts.seen},
        {"new_artifacts", "  new", outcome.artifacts.added},
        {"moved_artifacts", "  pushed again", outcome.artifacts.moved},
        {"gone_artifacts", "  not seen since", outcome.artifacts.gone}, {"reports", "reports read", outcome.reports},
        {"rechecked_reports", "reports read again", outcome.rechecked},
        {"awaiting_recheck", "reports that are old", outcome.awaitingRecheck},
        {"findings", "findings in them", outcome.findings}, {"failed_scans", "scans that failed", outcome.scanFailed},
        {"unreadable_reports", "reports that could not be read", outcome.unreadable},
        {"unreadable_lines", "  lines of reports", outcome.unreadableLines},
        {"not_scanned", "not scanned", outcome.notScanned}, {"audit_entries", "audit entries", outcome.auditEntries},
        {"requests", "requests", outcome.requests}, {"took_ms", "milliseconds", outcome.tookMs}};
    Output &out = run.output();
    QList<QByteArray> members;
    for (const Line &line : lines)
        members.append('"' + QByteArray(line.key) + "\":" + QByteArray::number(line.number));
    members.append(QByteArray("\"audit_in_full\":") + (outcome.auditRefused || !limit.isEmpty() ? "false" : "true"));
    members.append(QByteArray("\"complete\":") + (outcome.isComplete() ? "true" : "false"));
    // One object says all, so that it waits for the snapshot: null where none is taken.
    const auto finish = [&run, members](const char *isSnapshotInFull) {
        const QByteArray snapshot = QByteArray("\"snapshot_in_full\":") + isSnapshotInFull;
        if (run.output().format() == Format::Json)
            run.output().jsonArray({'{' + (members + QList<QByteArray>{snapshot}).join(',') + '}'});
        run.done();
    };
    if (out.format() != Format::Json) {
        QList<QStringList> rows;
        for (const Line &line : lines)
            rows.append({QString::fromLatin1(line.label), format::count(line.number, QLocale::c())});
        out.table({u"what"_s, u"count"_s}, rows, {false, true});
    }
    for (auto it = outcome.refusals.cbegin(); it != outcome.refusals.cend(); ++it)
        run.partial(u"project %1: %2 What was known of it stays."_s.arg(it.key(), keptEnglish(it.value())));
    if (!outcome.sawAllProjects)
        run.partial(u"the list of projects could not be read to its end"_s);
    if (outcome.skipped > 0)
        run.partial(counted(outcome.skipped, u"%1 report could not be read; the next sync asks for it again"_s,
                        u"%1 reports could not be read; the next sync asks for them again"_s)
            + because(outcome.skippedWhy));
    if (outcome.unreadable > 0)
        run.partial(
            counted(outcome.unreadable,
                u"%1 report could not be read, or not all of its lines; its image counts as not readable"_s,
                u"%1 reports could not be read, or not all of their lines; their images count as not readable"_s)
            + because(outcome.unreadableWhy));
    if (outcome.unreadableAudit > 0)
        run.partial(counted(
            outcome.unreadableAudit, u"%1 audit entry could not be read"_s, u"%1 audit entries could not be read"_s));
    if (outcome.auditRefused)
        run.output().warn(u"audit entries: not shown to this account"_s);
    else if (!limit.isEmpty())
        run.output().warn(u"audit entries: "_s + limit.english());
    if (run.isSet("no-snapshot")) {
        finish("null");
        return;
    }
    takeSnapshot(run, [&run, finish](const SnapshotOutcome &taken) {
        if (taken.error)
            run.partial(u"no snapshot of the configuration was kept: "_s + taken.error.message.english());
        if (taken.usage)
            run.partial(u"what the projects use was not recorded: "_s + taken.usage.message.english());
        if (!taken.gaps.isEmpty())
            run.partial(u"%1 not read and not in the snapshot; \"lotse-cli snapshots show %2\" names them"_s.arg(
                counted(
                    taken.gaps.size(), u"%1 part of the configuration was"_s, u"%1 parts of the configuration were"_s),
                QString::number(taken.kept.snapshot)));
        finish(taken.error || !taken.gaps.isEmpty() ? "false" : "true");
    });
}

// An account that is kept nowhere gets the same ids each time, so that its registry is one in the store.
SyncSource sourceOf(Run &run)
{
    SyncSource source = syncSource(run.session());
    const Account &account = run.session().account();
    if (!run.wiring().accounts.find(account.id)) {
        source.registryId = storedRegistryId(run);
        source.accountId = passingAccountId(account.url, account.user);
    }
    return source;
}

void startSync(Run &run)
{
    run.withSession([&run] {
        if (run.session().kind() != RegistryKind::Harbor) {
            run.notHarbor(
                LOTSE_MSG("%1 is not a Harbor registry: no scan reports available. Import them with \"lotse-cli "
                          "import-report\"."));
            return;
        }
        auto *sync = new Sync(sourceOf(run), run.cachePlan(), &run.wiring().clock, &run);
        QObject::connect(sync, &Sync::progressChanged, &run, [&run, sync] {
            const SyncProgress &progress = sync->progress();
            if (const QString what = nameOf(progress.state); !what.isEmpty())
                run.progress(progress.done, progress.total, what);
        });
        QObject::connect(sync, &Sync::noticed, &run, [&run](const QString &sentence) { run.output().warn(sentence); });
        QObject::connect(sync, &Sync::finished, &run, [&run](const SyncOutcome &outcome) { tell(run, outcome); });
        run.onInterrupt([sync] { sync->cancel(); });
        SyncOptions wish;
        wish.recheck = run.isSet("recheck");
        sync->start(wish);
    });
}

} // namespace

Command syncCommand()
{
    return {.name = "sync",
        .arguments = "",
        .summary = "Bring the local store of findings and audit entries up to date.",
        .details =
            "Reads what is new since the last time: images, their scan reports, audit entries. It can be stopped at\n"
            "any moment and goes on where it stopped. Reports that are older than a day are read again only with\n"
            "--recheck. It ends with a snapshot of the configuration (\"lotse-cli snapshots\"). What could not be "
            "read,\n"
            "of the snapshot, too, ends it with exit code 7.",
        .options = {{u"recheck"_s, u"Also load old reports again."_s},
            {u"no-snapshot"_s, u"Keep no snapshot of the configuration."_s}},
        .takes = "@registry json csv progress",
        .start = startSync};
}

} // namespace lotse::cli
