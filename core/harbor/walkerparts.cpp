// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/walker.h"

namespace lotse::harbor {

namespace {

constexpr qsizetype mostParts = 100'000; // lists of one walk

// What a part is asked for by, beside what is asked already; nothing where the two are about the same thing.
QStringList termsBeside(const QStringList &before, const QString &term)
{
    QStringList fresh;
    const QStringList pieces = term.split(u',');
    for (const QString &piece : pieces) {
        if (before.contains(piece))
            continue;
        const QString key = piece.left(piece.indexOf(u'=') + 1);
        for (const QString &other : before) {
            if (other.startsWith(key))
                return {};
        }
        fresh.append(piece);
    }
    return fresh;
}

} // namespace

// Pages of an order that is not total overlap: rows come twice, others never.
bool Walker::isToBeCut(const Listing &listing, const Page &page) const
{
    return page.number == 1 && listing.pass == 1 && !page.isLast && listing.level < m_endpoint.cut.size();
}

void Walker::cut(const ListingPtr &listing)
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

void Walker::readParts(const ListingPtr &listing, const Cut &by)
{
    const Endpoint *kind = harbor::endpoint(by.kind);
    auto *walker = new Walker(m_transport, *kind, narrowing(*kind), this);
    walker->onDone = [this, listing, termsOf = by.termsOf](const Result<Walk> &walk, const QList<Params> &) {
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
        addParts(listing, terms);
    };
    walker->start();
}

void Walker::addParts(const ListingPtr &listing, const QStringList &terms)
{
    const QString q = QStringLiteral("q");
    const QStringList before = listing->asked.value(q).split(u',', Qt::SkipEmptyParts);
    QList<ListingPtr> parts;
    for (const QString &term : terms) {
        const QStringList fresh = termsBeside(before, term);
        if (fresh.isEmpty())
            continue;
        auto part = std::make_shared<Listing>();
        part->parent = listing->parent;
        part->part = (before + fresh).join(u',');
        part->asked = listing->asked;
        part->asked.insert(q, part->part);
        part->known = listing->known;
        part->size = listing->size;
        part->level = listing->level;
        part->whole = listing;
        parts.append(part);
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

void Walker::endPart(const ListingPtr &part)
{
    const ListingPtr listing = part->whole;
    part->whole.reset();
    listing->seen.unite(part->seen);
    listing->partRows += std::max(qint64(part->seen.size()), part->partRows);
    listing->partFailed += part->failed + part->partFailed;
    part->seen.clear();
    if (--listing->openParts > 0)
        return;
    const bool isMissing = listing->total > listing->distinct();
    if (isMissing && listing->whole && !part->refusal) {
        // Some rows are in none of the parts, such as those without a score: the pages of the list itself may have
        // them.
        listing->level = m_endpoint.cut.size();
        ++m_running;
        requestPage(listing);
        return;
    }
    listing->refusal = gapOf(*listing);
    ++m_running; // as if it had run until now
    end(listing);
}

void Walker::walkFallback(const Endpoint &fallback)
{
    m_isOver = true; // what else is under way is not waited for
    const bool takesQuery = fallback.shape == m_endpoint.shape;
    auto *walker = new Walker(m_transport, fallback, takesQuery ? m_params : narrowing(fallback), this);
    walker->onProgress = onProgress;
    walker->onDone = [this](Result<Walk> walk, const QList<Params> &below) {
        m_below = below;
        finish(std::move(walk));
    };
    walker->start();
}

} // namespace lotse::harbor
