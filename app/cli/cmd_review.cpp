// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning.h"
#include "posture.h"
#include "report/print.h"
#include "reportfiles.h"
#include "review/reviewbook.h"
#include "triage.h"
#include "json/time.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::review;

namespace {

QString inEnglish(const Message &message)
{
    return message.english();
}

QString hostsOf(const Campaign &campaign)
{
    QStringList out;
    for (const Reviewed &one : campaign.registries())
        out.append(one.host);
    return out.join(u", "_s);
}

/// Nothing where the run has ended with the error.
std::unique_ptr<ReviewBook> openBook(Run &run)
{
    auto book = ReviewBook::open(run.decisionPlan(), run.wiring().clock);
    if (book)
        return std::move(book).value();
    run.fail(book.error());
    return {};
}

std::optional<Campaign> chosen(Run &run, ReviewBook &book)
{
    const Result<Campaign> found = book.find(run.arguments().value(1));
    if (found)
        return *found;
    run.fail(found.error());
    return {};
}

void begin(Run &run)
{
    const QStringList projects = run.value("project").split(u',', Qt::SkipEmptyParts);
    const Result<posture::CheckSet> set = posture::builtInSet(u"all"_s);
    if (!set) {
        run.fail(set.error());
        return;
    }
    withPostureBy(
        run, *set, false,
        [&run, projects](const posture::Posture &posture) {
            const std::unique_ptr<ReviewBook> book = openBook(run);
            if (!book)
                return;
            Campaign campaign;
            campaign.title = run.value("title");
            campaign.registryId = storedRegistryId(run);
            campaign.registry = posture.registry;
            campaign.host = posture.host;
            campaign.version = posture.version;
            campaign.readAs = posture.identity;
            campaign.at = posture.at;
            campaign.projects = projects;
            campaign.gaps = posture::gapsOf(posture.facts, report::accessKinds());
            for (const report::AccessRow &row : report::accessRows(posture.facts, projects))
                campaign.items.append({row});
            const Result<Campaign> started = run.isSet("to") ? book->extend(run.value("to"), campaign, campaign.items)
                                                             : book->start(campaign, authorOf(run));
            if (!started) {
                run.fail(started.error());
                return;
            }
            for (const posture::Gap &gap : std::as_const(campaign.gaps))
                run.partial(gap.text(inEnglish));
            run.output().text(
                u"%1  %2 permissions to review\n"_s.arg(started->id, QString::number(started->items.size())), true);
            run.done();
        },
        [](const posture::CheckSet &, bool) {
            posture::Wish wish;
            wish.kinds = report::accessKinds();
            return wish;
        });
}

void list(Run &run)
{
    const std::unique_ptr<ReviewBook> book = openBook(run);
    if (!book)
        return;
    const Result<QList<Campaign>> all = book->all();
    if (!all) {
        run.fail(all.error());
        return;
    }
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const Campaign &one : *all) {
        rows.append({one.id.left(8), hostsOf(one), json::timeText(one.at), one.author,
            u"%1 of %2"_s.arg(one.decided()).arg(one.items.size()), one.isOpen() ? u"open"_s : u"closed"_s, one.title});
        objects.append(
            QJsonDocument(QJsonObject{{u"id"_s, one.id}, {u"host"_s, hostsOf(one)}, {u"registry"_s, one.registry},
                              {u"title"_s, one.title}, {u"author"_s, one.author},
                              {u"started"_s, json::timeText(one.at)}, {u"closed"_s, json::timeText(one.closedAt)},
                              {u"decided"_s, one.decided()}, {u"permissions"_s, one.items.size()}})
                .toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"review"_s, u"registry"_s, u"started"_s, u"by"_s, u"decided"_s, u"state"_s, u"title"_s}, rows);
    run.done();
}

void show(Run &run)
{
    const std::unique_ptr<ReviewBook> book = openBook(run);
    const std::optional<Campaign> campaign = book ? chosen(run, *book) : std::nullopt;
    if (!campaign)
        return;
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const Item &item : campaign->items) {
        if (run.isSet("open") && item.decision.what != Decision::What::None)
            continue;
        const report::AccessRow &row = item.access;
        const QString allowed = row.kind == report::AccessRow::Kind::Robot ? row.rights
            : row.kind == report::AccessRow::Kind::Admin                   ? u"everything"_s
                                                         : harbor::roleName(row.role, row.roleWord).english();
        const QString seen = row.lastSeen.isValid() ? json::timeText(row.lastSeen)
            : row.isSeenKnown                       ? u"not in 90 days"_s
                                                    : u"unknown"_s;
        QString decision = decisionWord(item.decision.what);
        if (item.decision.role != 0)
            decision += u' ' + roleWord(item.decision.role);
        rows.append({item.key(), allowed, seen, decision, item.decision.reviewer, item.decision.reason});
        objects.append(QJsonDocument(
            QJsonObject{{u"key"_s, item.key()}, {u"host"_s, item.host.isEmpty() ? campaign->host : item.host},
                {u"kind"_s, report::accessKindWord(row.kind)}, {u"project"_s, row.project}, {u"name"_s, row.name},
                {u"permissions"_s, allowed}, {u"last_seen"_s, json::timeText(row.lastSeen)},
                {u"last_seen_known"_s, row.isSeenKnown}, {u"decision"_s, decisionWord(item.decision.what)},
                {u"role"_s, item.decision.role == 0 ? QString() : roleWord(item.decision.role)},
                {u"reason"_s, item.decision.reason}, {u"reviewer"_s, item.decision.reviewer},
                {u"decided"_s, json::timeText(item.decision.at)}})
                           .toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table(
            {u"key"_s, u"permissions"_s, u"last seen"_s, u"decision"_s, u"reviewer"_s, u"reason"_s}, rows);
    for (const QString &gap : campaign->gapsText(inEnglish))
        run.partial(gap);
    run.done();
}

void decide(Run &run)
{
    Decision decision;
    const auto what = decisionOf(run.arguments().value(2));
    if (!what) {
        run.usage(LOTSE_MSG("A decision requires keep, change or revoke, not %1."), {run.arguments().value(2)});
        return;
    }
    decision.what = *what;
    decision.reason = run.value("reason");
    decision.reviewer = authorOf(run);
    if (run.isSet("role")) {
        decision.role = roleOfWord(run.value("role"));
        if (decision.role == 0 || decision.what != Decision::What::Change) {
            run.usage(LOTSE_MSG("--role requires project-admin, maintainer, developer, guest or limited-guest, for the "
                                "decision change."));
            return;
        }
    }
    const std::unique_ptr<ReviewBook> book = openBook(run);
    const std::optional<Campaign> campaign = book ? chosen(run, *book) : std::nullopt;
    if (!campaign)
        return;
    QStringList keys;
    for (const QString &pattern : run.arguments().mid(3)) {
        const qsizetype before = keys.size();
        for (const Item &item : campaign->items) {
            if (item.key() == pattern || posture::fits(item.key(), {pattern}))
                keys.append(item.key());
        }
        if (keys.size() == before) {
            run.usage(LOTSE_MSG("%1 is not in this access review."), {pattern});
            return;
        }
    }
    keys.removeDuplicates();
    if (const Result<void> kept = book->decide(*campaign, keys, decision); !kept) {
        run.fail(kept.error());
        return;
    }
    const Result<Campaign> now = book->find(campaign->id);
    run.output().text(u"%1 decided; %2 of %3 in all\n"_s.arg(QString::number(keys.size()),
                          QString::number(now ? now->decided() : 0), QString::number(campaign->items.size())),
        true);
    run.done();
}

void close(Run &run)
{
    const std::unique_ptr<ReviewBook> book = openBook(run);
    const std::optional<Campaign> campaign = book ? chosen(run, *book) : std::nullopt;
    if (!campaign)
        return;
    if (const Result<void> closed = book->close(*campaign, {}); !closed)
        run.fail(closed.error());
    else
        run.done();
}

void makeReport(Run &run)
{
    const auto formats = reportFormats(run, true);
    const QString language = run.isSet("language") ? run.value("language") : u"en"_s;
    if (!formats)
        return;
    if (!report::Words::languages().contains(language)) {
        run.usage(LOTSE_MSG("--language requires en or de, not %1."), {language});
        return;
    }
    const std::unique_ptr<ReviewBook> book = openBook(run);
    const std::optional<Campaign> campaign = book ? chosen(run, *book) : std::nullopt;
    if (!campaign)
        return;
    const report::Document document = reportOf(*campaign, report::Words(language), run.wiring().clock.now());
    const auto finish = [&run, document, formats = *formats](const QByteArray &pdf) {
        if (!keepReport(run, document, formats, pdf))
            return;
        if (!document.isWhole())
            run.partial(document.mark);
        run.done();
    };
    if (!formats->contains(u"pdf"_s)) {
        finish({});
        return;
    }
    report::printPdf(report::toJson(document), &run, [&run, finish](const Result<QByteArray> &pdf) {
        if (pdf)
            finish(*pdf);
        else
            run.fail(pdf.error());
    });
}

void makePlan(Run &run)
{
    run.withSession([&run] {
        const std::unique_ptr<ReviewBook> book = openBook(run);
        const std::optional<Campaign> campaign = book ? chosen(run, *book) : std::nullopt;
        if (!campaign)
            return;
        const QString host = run.session().account().host();
        if (!campaign->isOfHost(host)) {
            run.usage(LOTSE_MSG("This access review is for %1, not for %2."), {hostsOf(*campaign), host});
            return;
        }
        change::ChangePlan plan = newPlan(run);
        plan.title = campaign->title.isEmpty() ? u"access review "_s + campaign->id.left(8) : campaign->title;
        QStringList byHand;
        for (const change::Change &change : changesOf(*campaign, host, &byHand))
            plan.add(change);
        if (const qsizetype open = campaign->count(Decision::What::None); open > 0)
            byHand.prepend(
                counted(open, u"%1 permission has no decision yet"_s, u"%1 permissions have no decision yet"_s));
        deliverPlan(run, plan, actorOf(run.session()), byHand);
    });
}

void startReview(Run &run)
{
    const QString what = run.arguments().value(0);
    if (what == "start"_L1)
        begin(run);
    else if (what == "list"_L1)
        list(run);
    else if (what == "show"_L1)
        show(run);
    else if (what == "decide"_L1)
        decide(run);
    else if (what == "close"_L1)
        close(run);
    else if (what == "report"_L1)
        makeReport(run);
    else
        makePlan(run);
}

} // namespace

Command reviewCommand()
{
    return {.name = "review",
        .arguments = "start | list | show ID | decide ID DECISION KEY... | close ID | report ID | plan ID",
        .summary = "Review who has access to a registry, and put the decisions into force.",
        .details =
            "\"start\" reads administrators, members and robot accounts and keeps them as a review; \"show\" lists "
            "them with\n"
            "their keys. DECISION is keep, change or revoke; change and revoke require --reason, and a change of a "
            "member\n"
            "requires --role. KEY may be a pattern (user/payments/*). Decisions are kept between runs, with reviewer "
            "and\n"
            "time; nothing changes in the registry. \"report\" makes the report for sign-off, \"plan\" the plan for\n"
            "\"lotse-cli apply\": roles changed, members removed, administrators without the right, robot accounts "
            "disabled.\n"
            "A review of several registries is begun at one, and others are added to it by \"start --to ID\"; it has "
            "one "
            "report,\n"
            "and \"plan\" with --account the plan of each registry. "
            "\"close\" ends a review in which everything is decided. ID may be the beginning of one, or \"last\".",
        .options = {{u"project"_s, u"Only projects that fit a pattern; several with commas."_s, u"PATTERNS"_s},
            {u"title"_s, u"What the review is called."_s, u"TEXT"_s},
            {u"to"_s, u"Add the registry to the open review ID: one review of several registries, a plan for each."_s,
                u"ID"_s},
            {u"open"_s, u"Only permissions without a decision."_s},
            {u"reason"_s, u"Why it is changed or revoked."_s, u"TEXT"_s},
            {u"role"_s, u"The new role: project-admin, maintainer, developer, guest, limited-guest."_s, u"ROLE"_s},
            {u"format"_s, u"html, csv, json or pdf; several with commas."_s, u"FORMATS"_s},
            {u"language"_s, u"en or de."_s, u"LANGUAGE"_s},
            {u"output"_s, u"Write the files of a report into the folder, or the plan into the file."_s, u"PATH"_s},
            authorOption()},
        .least = 1,
        .most = -1,
        .forms = {{"start", "", "@registry progress project title author to"}, {"list", "", "demo json"},
            {"show", "ID", "demo json csv open", 1, 1},
            {"decide", "ID DECISION KEY...", "demo author reason role", 3, -1}, {"close", "ID", "demo", 1, 1},
            {"report", "ID", "demo format output language", 1, 1}, {"plan", "ID", "@registry output", 1, 1}},
        .start = &startReview};
}

} // namespace lotse::cli
