// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "store/inventory.h"
#include "sync/requestqueue.h"

namespace lotse {

/**
 * Reads the lists of a Harbor from one end to the other: projects, repositories, artifacts by whole projects, on plain
 * pages, which cost the server next to nothing. A project that refuses, or whose list does not prove to be whole, is
 * named in the listing and counts as not seen. Ends with the listing, or with the error of a list that nothing goes
 * without (projects).
 */
class InventoryReader : public QObject {
    Q_OBJECT
public:
    InventoryReader(std::shared_ptr<RequestQueue> queue, const QDateTime &at, QObject *parent);
    void start();

signals:
    /// Artifacts so far, and how many the projects name; -1 while not known.
    void moved(qint64 artifacts, qint64 total);
    void done(const lotse::store::Listing &listing);
    void failed(const lotse::Error &error);

private:
    using Walked = std::function<void(const Result<harbor::PagedList> &)>;
    void read(const char *kind, harbor::Params params, Walked end);

    void onProjects(const Result<harbor::PagedList> &walk);
    void onRepositories(const Result<harbor::PagedList> &walk);
    void readRepositories(const QString &project);
    void keepRepositories(const harbor::PagedList &walk);
    void readArtifacts();
    void readByRepository(const QString &project);
    bool keepArtifacts(const QString &project, const Result<harbor::PagedList> &walk);
    void refuse(const QString &project, const QString &reason);
    void ended();

    std::shared_ptr<RequestQueue> m_queue;
    store::Listing m_listing;
    QHash<QString, qint64> m_repositoryCounts; ///< what the projects say
    QSet<QString> m_repositories; ///< names that are in the listing
    QSet<QString> m_refused; ///< projects whose repositories were refused
    int m_open = 0;
    bool m_isOver = false;
    bool m_readsArtifacts = false;
};

} // namespace lotse
