// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"
#include "triage.h"
#include "triage/imagediff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonObject sideJson(const DiffSide &side)
{
    return {{u"registry"_s, side.image.registry}, {u"repository"_s, side.image.repository},
        {u"digest"_s, side.image.digest}, {u"tags"_s, QJsonArray::fromStringList(side.image.tags)},
        {u"scanner"_s, side.scanner}, {u"reported"_s, side.reported.toString(Qt::ISODate)},
        {u"fetched"_s, side.fetched.toString(Qt::ISODate)}, {u"scanned"_s, side.isScanned}};
}

QJsonObject diffJson(const ImageDiff &diff)
{
    QJsonArray packages;
    for (const DiffPackage &package : diff.packages) {
        packages.append(QJsonObject{{u"kind"_s, diffKindWord(package.kind)}, {u"package"_s, package.name},
            {u"before"_s, QJsonArray::fromStringList(package.before)},
            {u"after"_s, QJsonArray::fromStringList(package.after)}});
    }
    QJsonArray found;
    for (const DiffFinding &finding : diff.findings) {
        QJsonArray changes;
        for (const DiffFinding::Change &change : finding.changes) {
            changes.append(QJsonObject{{u"what"_s, change.what}, {u"before"_s, change.before},
                {u"after"_s, change.after}, {u"cause"_s, diffCauseWord(change.cause)}});
        }
        found.append(QJsonObject{{u"kind"_s, diffKindWord(finding.kind)}, {u"vulnerability"_s, finding.vulnerability},
            {u"package"_s, finding.package}, {u"severity"_s, finding.severity}, {u"version"_s, finding.version},
            {u"fix_version"_s, finding.fix}, {u"state"_s, finding.state}, {u"cause"_s, diffCauseWord(finding.cause)},
            {u"changes"_s, changes}});
    }
    QJsonArray notes;
    for (const Message &note : diff.notes)
        notes.append(note.english());
    return {{u"before"_s, sideJson(diff.before)}, {u"after"_s, sideJson(diff.after)}, {u"packages"_s, packages},
        {u"findings"_s, found}, {u"unchanged"_s, qint64(diff.unchanged)}, {u"notes"_s, notes}};
}

QString sideText(const DiffSide &side)
{
    return u"%1@%2 %3, scanned %4 by %5"_s.arg(side.image.repository, side.image.digest,
        side.image.tags.isEmpty() ? u"(no tag)"_s : side.image.tags.join(u' '),
        side.reported.isValid() ? side.reported.toString(Qt::ISODate) : u"at an unknown time"_s,
        side.scanner.isEmpty() ? u"an unknown scanner"_s : side.scanner);
}

QString changeText(const DiffFinding &finding)
{
    QStringList parts;
    for (const DiffFinding::Change &change : finding.changes) {
        const auto shown = [](const QString &text) { return text.isEmpty() ? u"none"_s : text; };
        parts.append(u"%1 %2 → %3"_s.arg(change.what, shown(change.before), shown(change.after)));
    }
    return parts.join(u"; "_s);
}

void tell(Run &run, const ImageDiff &diff)
{
    Output &out = run.output();
    if (out.format() == Format::Json) {
        out.json(QJsonDocument(diffJson(diff)).toJson(QJsonDocument::Indented));
        return;
    }
    const bool isForPeople = out.format() == Format::Table;
    QList<QStringList> packages;
    for (const DiffPackage &package : diff.packages) {
        packages.append(
            {diffKindWord(package.kind), package.name, package.before.join(u", "_s), package.after.join(u", "_s)});
    }
    QList<QStringList> cells;
    for (const DiffFinding &finding : diff.findings) {
        QStringList causes{diffCauseWord(finding.cause)};
        for (const DiffFinding::Change &change : finding.changes) {
            if (!causes.contains(diffCauseWord(change.cause)))
                causes.append(diffCauseWord(change.cause));
        }
        cells.append({diffKindWord(finding.kind), causes.join(u", "_s), finding.severity, finding.vulnerability,
            finding.package, finding.version, finding.fix, finding.state, changeText(finding)});
    }
    if (isForPeople) {
        out.sentence(u"before: "_s + sideText(diff.before));
        out.sentence(u"after:  "_s + sideText(diff.after));
        if (!packages.isEmpty()) {
            out.text(u""_s, false);
            out.table({u"packages"_s, u"name"_s, u"before"_s, u"after"_s}, packages);
        }
        out.text(u""_s, false);
    }
    out.table({u"findings"_s, u"cause"_s, u"severity"_s, u"vulnerability"_s, u"package"_s, u"version"_s, u"fix"_s,
                  u"state"_s, u"changed"_s},
        cells);
    if (isForPeople)
        out.text(counted(diff.unchanged, u"%1 finding is unchanged."_s, u"%1 findings are unchanged."_s), false);
    for (const Message &note : diff.notes)
        out.warn(note.text());
}

void startDiff(Run &run)
{
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    const auto cache = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!cache) {
        run.fail(cache.error());
        return;
    }
    QList<ImagePlace> places;
    for (const QString &reference : run.arguments()) {
        const Result<ImagePlace> place = findImage(desk->view(), reference);
        if (!place) {
            run.fail(place.error());
            return;
        }
        places.append(*place);
    }
    const Result<ImageDiff> diff = places.size() == 2 ? diffImages(desk->view(), places[0], places[1], **cache)
                                                      : diffWithEarlier(desk->view(), places[0], **cache);
    if (!diff) {
        run.fail(diff.error());
        return;
    }
    tell(run, *diff);
    if (!diff->before.isScanned || !diff->after.isScanned)
        run.partial(u"an image has not been scanned on all its platforms"_s);
    run.done();
}

} // namespace

Command diffCommand()
{
    return {.name = "diff",
        .arguments = "REF [REF]",
        .summary = "Compare two images, or an image with its previous report.",
        .details = "Lists added, removed and changed packages and findings with the cause: new image, scanner "
                   "database update,\n"
                   "scanner change or decision. With one REF, compares the latest report with the previous "
                   "different one,\n"
                   "including the decisions at that time.",
        .least = 1,
        .most = 2,
        .takes = "account demo json csv",
        .start = startDiff};
}

} // namespace lotse::cli
