// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/pager.h"

#include <QRegularExpression>

#include <algorithm>

namespace lotse::harbor {

namespace {

constexpr qsizetype mostParts = 100'000; // lists of one walk

// "score=[3~3.9]" lies within "score=[0~5]".
bool isWithin(const QString &inner, const QString &outer)
{
    static const QRegularExpression range(QStringLiteral("^(\\w+)=\\[([0-9.]+)~([0-9.]+)\\]$"));
    const auto a = range.match(inner);
    const auto b = range.match(outer);
    return a.hasMatch() && b.hasMatch() && a.captured(1) == b.captured(1)
        && a.captured(2).toDouble() >= b.captured(2).toDouble() && a.captured(3).toDouble() <= b.captured(3).toDouble();
}

// What a part is asked for by, with what is asked already; nothing where the two are about the same thing. A range
// within the one that is asked stands in its place.
QStringList narrowed(const QStringList &before, const QString &term)
{
    QStringList out = before;
    const QStringList pieces = term.split(u',');
    for (const QString &piece : pieces) {
        if (before.contains(piece))
            continue;
        const QString key = piece.left(piece.indexOf(u'=') + 1);
        const auto same =
            std::find_if(out.begin(), out.end(), [&](const QString &other) { return other.startsWith(key); });
        if (same == out.end())
            out.append(piece);
        else if (isWithin(piece, *same))
            *same = piece;
        else
            return {};
    }
    return out == before ? QStringList() : out;
}

} // namespace

// Pages of an order that is not total overlap: rows come twice, others never.
bool Pager::isToBeCut(const Listing &listing, const Page &page) const
{
    return page.number == 1 && listing.pass == 1 && !listing.isReadItself && !page.isLast
        && listing.level < m_endpoint.cut.size();
}

void Pager::cut(const ListingPtr &listing)
{
    if (listing->level >= m_endpoint.cut.size()) {
        requestPage(listing); // as it is
        return;
    }
    const Cut &by = m_endpoint.cut[listing->level++];
    if (*by.kind)
        readParts(listing, by);
    else
        addParts(listing, by.terms);
}

void Pager::readParts(const ListingPtr &listing, const Cut &by)
{
    const qsizetype place = listing->level - 1;
    if (const auto terms = m_terms.constFind(place); terms != m_terms.constEnd()) {
        addParts(listing, *terms);
        return;
    }
    const Endpoint *kind = harbor::endpoint(by.kind);
    auto *pager = new Pager(m_transport, *kind, narrowing(*kind), this);
    pager->onDone = [this, listing, place, termsOf = by.termsOf](const Result<PagedList> &walk, const QList<Params> &) {
        if (m_isOver)
            return;
        QStringList terms;
        QSet<QString> seen;
        if (walk) {
            for (const json::Record &row : walk->rows) {
                for (const QString &term : termsOf(row.value)) {
                    if (!seen.contains(term))
                        terms.append(term);
                    seen.insert(term);
                }
            }
        }
        m_terms.insert(place, terms);
        addParts(listing, terms);
    };
    pager->start();
}

void Pager::addParts(const ListingPtr &listing, const QStringList &terms)
{
    const QString q = QStringLiteral("q");
    const QStringList before = listing->asked.value(q).split(u',', Qt::SkipEmptyParts);
    QList<ListingPtr> parts;
    for (const QString &term : terms) {
        const QStringList asked = narrowed(before, term);
        if (asked.isEmpty())
            continue;
        auto part = std::make_shared<Listing>();
        part->parent = listing->parent;
        part->part = asked.join(u',');
        part->asked = listing->asked;
        part->asked.insert(q, part->part);
        part->known = listing->known;
        part->size = listing->size;
        part->level = listing->level;
        part->whole = listing;
        parts.append(part);
        listing->parts.append(part);
    }
    if (parts.isEmpty() || m_listings.size() + parts.size() > mostParts) {
        cut(listing);
        return;
    }
    m_listings.append(parts);
    listing->openParts = int(parts.size());
    --m_running;
    startMore();
}

void Pager::endPart(const ListingPtr &part)
{
    const ListingPtr listing = part->whole;
    part->whole.reset();
    // An older Harbor does not know each filter. What is missing for that is counted below.
    if (part->refusal.status == 400 && part->count == 0)
        part->refusal = {};
    listing->seen.unite(part->seen);
    listing->partRows += std::max(qint64(part->seen.size()), part->partRows);
    listing->partFailed += part->failed + part->partFailed;
    part->seen.clear();
    if (--listing->openParts > 0)
        return;
    ++m_running; // as if it had run until now
    if (readsOn(listing))
        return;
    listing->refusal = gapOf(*listing);
    if (!listing->refusal)
        forgiveParts(*listing);
    end(listing);
}

// Some rows are in none of the parts, such as those without a score, or of an image that no list names: the pages of
// the list itself may have them (what has no score comes first), else another cut. What was asked for is only cut again
// by place: it is too long to be read once more for each word.
bool Pager::readsOn(const ListingPtr &listing)
{
    if (listing->total <= listing->distinct() || isFull())
        return false;
    const bool mayCut = listing->level < m_endpoint.cut.size();
    const bool readsItself = listing->whole && !listing->isReadItself;
    if (!readsItself && !(mayCut && (listing->whole || *m_endpoint.cut[listing->level].kind)))
        return false;
    listing->kept = listing->seen;
    listing->partRows = 0;
    listing->partFailed = 0;
    if (readsItself) {
        listing->isReadItself = true;
        requestPage(listing);
    } else {
        cut(listing);
    }
    return true;
}

// A list that is whole after all: what one of its parts missed came another way.
void Pager::forgiveParts(const Listing &listing)
{
    for (const auto &one : listing.parts) {
        const ListingPtr part = one.lock();
        if (!part)
            continue;
        if (part->refusal.kind == ErrorKind::Incomplete)
            part->refusal = {};
        forgiveParts(*part);
    }
}

bool Pager::isKept(const Listing &listing, const QString &key)
{
    if (listing.kept.contains(key))
        return true;
    for (const Listing *above = listing.whole.get(); above; above = above->whole.get()) {
        if (above->kept.contains(key))
            return true;
    }
    return false;
}

void Pager::walkFallback(const Endpoint &fallback)
{
    m_isOver = true; // what else is under way is not waited for
    const bool takesQuery = fallback.shape == m_endpoint.shape;
    auto *pager = new Pager(m_transport, fallback, takesQuery ? m_params : narrowing(fallback), this);
    pager->onProgress = onProgress;
    pager->onDone = [this](Result<PagedList> walk, const QList<Params> &below) {
        m_below = below;
        finish(std::move(walk));
    };
    pager->start();
}

} // namespace lotse::harbor
