// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifieditems.h"

#include "verdicttext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::trust;

namespace {

using Items = std::vector<VerifiedItem>;

QList<size_t> childrenOf(const Items &items, size_t at)
{
    QList<size_t> out;
    for (size_t i = at + 1; i < items.size(); ++i) {
        if (items[i].parent == at)
            out.append(i);
    }
    return out;
}

QJsonObject jsonOf(const Items &items, size_t at)
{
    QJsonObject out = items[at].verdict->toJson();
    if (!items[at].past.isEmpty())
        out.insert(u"history"_s, items[at].past);
    QJsonArray children;
    for (const size_t child : childrenOf(items, at)) {
        QJsonObject one = items[child].verdict
            ? items[child].verdict->toJson()
            : QJsonObject{{u"reference"_s, items[child].question.reference}, {u"complete"_s, false}};
        one.insert(u"platform"_s, items[child].platform);
        children.append(one);
    }
    if (!children.isEmpty())
        out.insert(u"children"_s, children);
    return out;
}

// What is said of an index is said of it alone: its signature is over the digests of its images, and none of them
// has to be signed by itself. Which of them are is told below it.
void tellWithChildren(Output &out, const Items &items, size_t at, bool isDeep)
{
    if (!items[at].verdict)
        return;
    tellVerdict(out, *items[at].verdict);
    const QList<size_t> children = childrenOf(items, at);
    for (const size_t child : children) {
        const VerifiedItem &item = items[child];
        const QString state = item.verdict ? stateText(item.verdict->state).english() : u"could not be read"_s;
        out.text(u"  contains %1 %2, by itself: %3"_s.arg(
                     item.platform.isEmpty() ? u"an image"_s : item.platform, item.question.target, state),
            true);
    }
    for (const size_t child : isDeep ? children : QList<size_t>()) {
        if (items[child].verdict)
            tellVerdict(out, *items[child].verdict);
    }
}

void tellCsv(Output &out, const Items &items)
{
    QList<QStringList> rows;
    for (const VerifiedItem &item : items) {
        if (!item.verdict)
            continue;
        const ArtifactVerdict &verdict = *item.verdict;
        rows.append({verdict.reference, verdict.digest.text(), stateWord(verdict.state), reasonCode(verdict.reason),
            QString::number(verdict.count(State::Trusted)), QString::number(verdict.count(State::Valid)),
            QString::number(verdict.count(State::Invalid))});
    }
    out.table({u"reference"_s, u"digest"_s, u"state"_s, u"reason"_s, u"trusted"_s, u"valid"_s, u"invalid"_s}, rows,
        {false, false, false, false, true, true, true});
}

} // namespace

QStringList tellPast(
    store::TrustStore &kept, const QString &place, VerifiedItem &item, const Evidence &evidence, const QDateTime &now)
{
    QStringList lines;
    const QString repository = item.question.repository;
    store::KeptVerdict shown;
    shown.repository = repository;
    shown.digest = evidence.subject.manifest.digest.text();
    shown.isPartial = !evidence.failures.isEmpty();
    shown.checkedAt = now;
    for (const AttachedManifest &attached : evidence.attached)
        shown.attached.append(attached.digest.text());
    if (const Result<void> told = kept.tellLost(place, shown); !told)
        lines.append(u"What was seen before cannot be read: "_s + told.error().text());
    if (!shown.lost.isEmpty())
        lines.append(lostLine(shown));
    QList<store::TagReturn> returns;
    const auto story = kept.story(place, repository, item.question.target, shown.digest, now);
    if (story && *story) {
        returns.append(**story);
        lines.append(returnLine(**story));
    }
    item.past = historyJson(&shown, returns, repository, shown.digest);
    return lines;
}

void tellItems(Output &out, const Items &items, bool isDeep)
{
    if (out.format() == Format::Csv) {
        tellCsv(out, items);
        return;
    }
    QList<QByteArray> objects;
    for (size_t i = 0; i < items.size(); ++i) {
        if (items[i].parent != VerifiedItem::kNone)
            continue;
        if (out.format() != Format::Json)
            tellWithChildren(out, items, i, isDeep);
        else if (items[i].verdict)
            objects.append(QJsonDocument(jsonOf(items, i)).toJson(QJsonDocument::Compact));
    }
    if (out.format() == Format::Json)
        out.jsonArray(objects);
}

} // namespace lotse::cli
