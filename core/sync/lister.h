// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"
#include "sync/pages.h"

namespace lotse::harbor {
struct Artifact;
}

namespace lotse {

/**
 * Reads the lists of a Harbor from one end to the other: projects, repositories, artifacts by whole projects, on plain
 * pages, which cost the server next to nothing. A project that refuses is named in the listing and counts as not seen;
 * so does a list whose total moved under the reading in a second pass too. Ends with the listing, or with the error of
 * a list that nothing goes without (projects).
 */
class Lister : public QObject {
    Q_OBJECT
public:
    Lister(PoliteQueue *queue, const QDateTime &at, QObject *parent);
    void start();

signals:
    /// Pages so far, and how many artifacts the projects name; -1 while not known.
    void moved(qint64 artifacts, qint64 total);
    void done(const lotse::store::Listing &listing);
    void failed(const lotse::Error &error);

private:
    /// One list that is read page by page; each row under its key, so that a row that slid to the next page is one.
    struct Walk {
        QByteArray path; // with a query, without the page
        QMetaType type;
        QHash<QString, QVariant> rows;
        qint64 total = -1;
        int page = 0;
        bool isSecondPass = false;
        bool isComplete = false;
        std::function<QString(const QVariant &)> key;
        std::function<void(Walk &, const Error &)> end;
    };
    void read(const std::shared_ptr<Walk> &walk);
    void onPage(const std::shared_ptr<Walk> &walk, const Result<SyncPage> &page);
    void finish(Walk &walk, const Error &error = {});
    std::shared_ptr<Walk> walk(const QByteArray &path, QMetaType type);

    void onProjects(Walk &walk, const Error &error);
    void onRepositories(Walk &walk, const Error &error);
    void readRepositories(const QString &project);
    void keepRepositories(const Walk &walk);
    void readArtifacts();
    void readByRepository(const QString &project);
    void keepArtifacts(const Walk &walk);
    void refuse(const QString &project, const Error &error);
    void ended();

    PoliteQueue *m_queue;
    store::Listing m_listing;
    QHash<QString, qint64> m_repositoryCounts; ///< what the projects say
    QSet<QString> m_repositories; ///< names that are in the listing
    QHash<QString, int> m_openLists; ///< lists of a project that are still being read
    int m_open = 0;
    bool m_isOver = false;
    bool m_readsArtifacts = false;
};

} // namespace lotse
