// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/compareanswer.h"

#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::FindingSet;
using findings::Segment;

namespace {

Cell kindCell(DiffKind kind)
{
    switch (kind) {
    case DiffKind::Added:
        return Cell::state(u"warning"_s, word(LOTSE_MSG("Added")));
    case DiffKind::Gone:
        return Cell::state(u"ok"_s, word(LOTSE_MSG("Removed")));
    case DiffKind::Changed:
        break;
    }
    return Cell::state(u"running"_s, word(LOTSE_MSG("Changed")));
}

QString changeText(const DiffFinding &finding)
{
    QStringList parts;
    for (const DiffFinding::Change &change : finding.changes) {
        const auto shown = [](const QString &text) { return text.isEmpty() ? word(LOTSE_MSG("none")) : text; };
        const char *what = change.what == "severity"_L1 ? LOTSE_MSG("severity %1 to %2")
            : change.what == "fix"_L1                   ? LOTSE_MSG("fix %1 to %2")
            : change.what == "version"_L1               ? LOTSE_MSG("version %1 to %2")
                                                        : LOTSE_MSG("decision %1 to %2");
        parts.append(Message{what, {shown(change.before), shown(change.after)}}.text());
    }
    return parts.join(u"; "_s);
}

QString causeText(const DiffFinding &finding)
{
    QStringList causes;
    if (finding.kind != DiffKind::Changed)
        causes.append(diffCauseText(finding.cause).text());
    for (const DiffFinding::Change &change : finding.changes)
        causes.append(diffCauseText(change.cause).text());
    causes.removeDuplicates();
    return causes.join(u", "_s);
}

const FindingSet::Part *partOf(const TriageView &view, const QString &registryId)
{
    for (const FindingSet::Part &part : view.context.set->parts()) {
        if (part.segment->registryId == registryId)
            return &part;
    }
    return nullptr;
}

QList<CompareChoice> choicesOf(const Segment &segment, const QString &repository)
{
    QList<CompareChoice> out;
    for (const Segment::Image &image : segment.images) {
        if (segment.text(Segment::Name, segment.repositories[image.repository].name) != repository)
            continue;
        CompareChoice choice{repository, segment.text(Segment::Digest, image.digest), {}, image.pushed};
        for (const quint32 tag : image.tags)
            choice.tags.append(segment.text(Segment::Tag, tag));
        out.append(choice);
    }
    std::stable_sort(
        out.begin(), out.end(), [](const CompareChoice &a, const CompareChoice &b) { return a.pushed > b.pushed; });
    return out;
}

std::optional<ImagePlace> placeOf(const FindingSet::Part &part, const QString &repository, const QString &digest)
{
    const Segment &segment = *part.segment;
    for (quint32 number = 0; number < segment.images.size(); ++number) {
        const Segment::Image &image = segment.images[number];
        if (segment.text(Segment::Digest, image.digest) == digest
            && segment.text(Segment::Name, segment.repositories[image.repository].name) == repository)
            return ImagePlace{&part, number};
    }
    return std::nullopt;
}

Error notFound(const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.message = {sentence, args};
    return error;
}

} // namespace

Message diffCauseText(DiffCause cause)
{
    switch (cause) {
    case DiffCause::Image:
        return {LOTSE_MSG("different image"), {}};
    case DiffCause::Database:
        return {LOTSE_MSG("scanner database updated"), {}};
    case DiffCause::Scanner:
        return {LOTSE_MSG("scanner changed"), {}};
    case DiffCause::Decision:
        break;
    }
    return {LOTSE_MSG("a decision"), {}};
}

CompareAnswer compareAnswer(
    const CompareWish &wish, const TriageView &view, const store::Plan &plan, const Clock &clock)
{
    CompareAnswer answer;
    answer.wish = wish;
    CompareWish &w = answer.wish;
    const FindingSet::Part *part = partOf(view, w.registryId);
    if (!part) {
        answer.error =
            notFound(LOTSE_MSG("Findings of this registry are not synced. Sync findings, then compare."), {});
        return answer;
    }
    answer.choices = choicesOf(*part->segment, w.afterRepository);
    const auto after = std::find_if(answer.choices.begin(), answer.choices.end(),
        [&](const CompareChoice &choice) { return choice.digest == w.after || choice.tags.contains(w.after); });
    if (after == answer.choices.end()) {
        answer.error = notFound(LOTSE_MSG("%1 is not in the local store. Sync findings of the registry, then compare."),
            {w.afterRepository + u'@' + w.after});
        return answer;
    }
    w.after = after->digest;
    if (w.before.isEmpty() && !w.isEarlierReport) {
        if (after + 1 == answer.choices.end()) {
            answer.error = notFound(LOTSE_MSG("%1 has no earlier image to compare with."), {w.afterRepository});
            return answer;
        }
        w.beforeRepository = w.afterRepository;
        w.before = (after + 1)->digest;
    }
    const auto opened = store::Database::open(plan, clock);
    if (!opened) {
        answer.error = opened.error();
        return answer;
    }
    const auto there = placeOf(*part, w.afterRepository, w.after);
    const auto before = w.isEarlierReport ? there : placeOf(*part, w.beforeRepository, w.before);
    if (!there || !before) {
        answer.error = notFound(LOTSE_MSG("%1 is not in the local store. Sync findings of the registry, then compare."),
            {w.beforeRepository + u'@' + w.before});
        return answer;
    }
    const Result<ImageDiff> diff =
        w.isEarlierReport ? diffWithEarlier(view, *there, **opened) : diffImages(view, *before, *there, **opened);
    if (diff)
        answer.diff = *diff;
    else
        answer.error = diff.error();
    return answer;
}

QList<LayerChange> compareLayers(const QList<oci::LayerStep> &before, const QList<oci::LayerStep> &after)
{
    // Steps without a layer change nothing in what lies on disk.
    const auto layers = [](const QList<oci::LayerStep> &steps) {
        QList<oci::LayerStep> out;
        for (const oci::LayerStep &step : steps) {
            if (step.number > 0)
                out.append(step);
        }
        return out;
    };
    const QList<oci::LayerStep> old = layers(before);
    const QList<oci::LayerStep> now = layers(after);
    qsizetype same = 0;
    while (same < old.size() && same < now.size() && old[same].layer.digest == now[same].layer.digest)
        ++same;
    QList<LayerChange> out;
    for (const oci::LayerStep &step : now.first(same))
        out.append({LayerChange::Kind::Same, step});
    for (const oci::LayerStep &step : old.sliced(same))
        out.append({LayerChange::Kind::Gone, step});
    for (const oci::LayerStep &step : now.sliced(same))
        out.append({LayerChange::Kind::Added, step});
    return out;
}

QList<Column> diffFindingColumns()
{
    using Finding = DiffFinding;
    return {
        column<Finding>(u"kind"_s, LOTSE_MSG("Change"), ColumnKind::State, 100,
            [](const Finding &finding) { return kindCell(finding.kind); }),
        column<Finding>(u"severity"_s, LOTSE_MSG("Severity"), ColumnKind::Severity, 100,
            [](const Finding &finding) { return Cell::severity(finding.severity); }),
        column<Finding>(u"vulnerability"_s, LOTSE_MSG("Vulnerability"), ColumnKind::Link, 160,
            [](const Finding &finding) { return Cell::plain(finding.vulnerability); }),
        column<Finding>(u"package"_s, LOTSE_MSG("Package"), ColumnKind::Text, 160,
            [](const Finding &finding) { return Cell::plain(finding.package); }),
        column<Finding>(u"version"_s, LOTSE_MSG("Installed"), ColumnKind::Mono, 130,
            [](const Finding &finding) { return Cell::plain(finding.version); }),
        column<Finding>(u"fix"_s, LOTSE_MSG("Fixed in"), ColumnKind::Mono, 130,
            [](const Finding &finding) { return Cell::plain(finding.fix); }),
        column<Finding>(u"what"_s, LOTSE_MSG("What changed"), ColumnKind::Text, 170,
            [](const Finding &finding) { return Cell::plain(changeText(finding)); }),
        column<Finding>(u"cause"_s, LOTSE_MSG("Reason"), ColumnKind::Text, 220,
            [](const Finding &finding) { return Cell::plain(causeText(finding)); }),
    };
}

QList<Column> diffPackageColumns()
{
    using Package = DiffPackage;
    return {
        column<Package>(u"kind"_s, LOTSE_MSG("Change"), ColumnKind::State, 100,
            [](const Package &package) { return kindCell(package.kind); }),
        column<Package>(u"name"_s, LOTSE_MSG("Package"), ColumnKind::Text, 280,
            [](const Package &package) { return Cell::plain(package.name); }),
        column<Package>(u"before"_s, LOTSE_MSG("Before"), ColumnKind::Mono, 240,
            [](const Package &package) { return Cell::plain(package.before.join(u", "_s)); }),
        column<Package>(u"after"_s, LOTSE_MSG("Now"), ColumnKind::Mono, 240,
            [](const Package &package) { return Cell::plain(package.after.join(u", "_s)); }),
    };
}

QList<Column> layerChangeColumns()
{
    using Change = LayerChange;
    const auto kind = [](const Change &change) {
        switch (change.kind) {
        case Change::Kind::Gone:
            return Cell::state(u"off"_s, word(LOTSE_MSG("Removed")));
        case Change::Kind::Added:
            return Cell::state(u"running"_s, word(LOTSE_MSG("Added")));
        case Change::Kind::Same:
            break;
        }
        return Cell::state(u"ok"_s, word(LOTSE_MSG("Unchanged")));
    };
    return {
        column<Change>(u"kind"_s, LOTSE_MSG("Change"), ColumnKind::State, 100, kind),
        column<Change>(u"number"_s, LOTSE_MSG("Layer"), ColumnKind::Number, 70,
            [](const Change &change) { return Cell::number(change.step.number); }),
        column<Change>(u"size"_s, LOTSE_MSG("Size"), ColumnKind::Size, 100,
            [](const Change &change) { return Cell::size(change.step.layer.size); }),
        column<Change>(u"step"_s, LOTSE_MSG("Created by"), ColumnKind::Mono, 560,
            [](const Change &change) {
                return change.step.isKnown ? Cell::plain(change.step.step.createdBy)
                                           : Cell::plain(word(LOTSE_MSG("not in the history")));
            }),
        column<Change>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 160,
            [](const Change &change) { return Cell::digest(change.step.layer.digest.text()); }),
    };
}

} // namespace lotse::models
