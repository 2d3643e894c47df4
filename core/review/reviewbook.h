// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/campaign.h"
#include "store/eventstore.h"
#include "store/schema.h"

#include <memory>

namespace lotse::review {

/**
 * The access reviews, appended and never changed: who decided what, and when, stays known. Beside the decisions on
 * findings, in a stream of its own. One thread at a time.
 */
class ReviewBook {
public:
    /// `plan` is that of the decisions.
    static Result<std::unique_ptr<ReviewBook>> open(const store::Plan &plan, const Clock &clock);

    /// All of them, oldest first.
    Result<QList<Campaign>> all();
    /// By its id, the beginning of it, or "last". ErrorKind::Usage where there is none, or several.
    Result<Campaign> find(const QString &id);
    /// Keeps a new one; gives it with its id, time and author.
    Result<Campaign> start(Campaign campaign, const QString &author);
    /// Adds the permissions of another registry to an open one. ErrorKind::Usage where it is closed, or has it already.
    Result<Campaign> extend(const QString &id, const Reviewed &registry, const QList<Item> &items);
    /// ErrorKind::Usage where the decision may not be made or the campaign is closed; none of them is kept then.
    Result<void> decide(const Campaign &campaign, const QStringList &keys, Decision decision);
    /// After this, nothing in it changes. ErrorKind::Usage where something is not decided.
    Result<void> close(const Campaign &campaign, const QString &author);

private:
    ReviewBook(std::unique_ptr<store::EventStore> store, const Clock &clock)
        : m_store(std::move(store))
        , m_clock(&clock)
    {
    }
    Result<void> add(const QList<store::Event> &events);
    store::Event event(const QString &kind, const QString &author, const QJsonObject &body) const;

    std::unique_ptr<store::EventStore> m_store;
    const Clock *m_clock;
    qint64 m_last = 0;
};

} // namespace lotse::review
