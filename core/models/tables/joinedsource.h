// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

#include <QDateTime>
#include <QObject>

#include <map>

namespace lotse::models {

/// One kind of the endpoint table that a page is put together from.
struct JoinedPart {
    QByteArray kind;
    harbor::Params params;
    Message without; ///< what the page cannot say where this part is refused; empty: the page is nothing without it
    bool isSpare = false; ///< refused, it is not missed: nothing is said
};

/**
 * Reads several kinds of a registry side by side, each over all its parents, for pages that join them. Says what was
 * refused and what the page lacks therefore. Belongs to a model; when it dies, its requests are aborted.
 */
class JoinedSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Forgets what was read before and begins; `finished` follows, never before this has returned.
    void start(const harbor::Client &client, const QList<JoinedPart> &parts);
    void cancel();
    bool isRunning() const { return m_left > 0; }

    /// All rows of a part; none where it was refused.
    const harbor::PagedList &walk(const QByteArray &kind) const;
    bool has(const QByteArray &kind) const { return m_walks.contains(kind); }
    /// The values of a part's rows.
    template <typename T>
    QList<T> values(const QByteArray &kind) const
    {
        QList<T> out;
        for (const json::Record &record : walk(kind).rows)
            out.append(record.value.template value<T>());
        return out;
    }

    /// Why there is nothing to show: a part that the page is nothing without was refused.
    const Error &error() const { return m_error; }
    /// What is missing: parents that refused ("payments: why"), and what the parts left out mean.
    QStringList refusals() const { return m_refusals; }
    Message note() const;
    /// Parents that are through, over all parts with parents; total -1 while it is not known.
    harbor::Progress progress() const;

signals:
    void progressed();
    void finished();

private:
    void came(const JoinedPart &part, const Result<harbor::PagedList> &walk);
    void ended();

    QObject *m_run = nullptr;
    qsizetype m_left = 0;
    QHash<QByteArray, harbor::PagedList> m_walks;
    std::map<QByteArray, harbor::Progress> m_progress;
    Error m_error;
    QStringList m_refused; // parents
    QStringList m_refusals;
    QList<Message> m_without;
    qsizetype m_unreadable = 0;
};

} // namespace lotse::models
