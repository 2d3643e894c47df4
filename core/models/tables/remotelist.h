// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "models/tables/tablemodel.h"

#include <QPointer>
#include <QSet>

#include <chrono>

namespace lotse::models {

/**
 * How rows get what the plain list does not tell: one request a row, for the rows in view only, four in flight. One
 * that fails is asked again after a while, three times at most; where many fail in a row, none is asked any more until
 * the next refresh. The rows say then that it could not be read.
 */
struct Enrichment {
    const harbor::Endpoint *endpoint = nullptr; ///< a Singleton of the same type as the list
    std::function<bool(const Row &)> isDue; ///< whether the row lacks something
    std::function<harbor::Params(const Row &)> params;
    harbor::Params inList; ///< what makes the list itself tell it, at a cost; for exports of all rows
    /// Calls back after a while, unless the context dies before; a timer where it is empty.
    std::function<void(std::chrono::milliseconds, QObject *, std::function<void()>)> later = {};
};

/// How rows get the names of what they name by number only: another list, read beside the pages.
struct NameSource {
    const harbor::Endpoint *endpoint = nullptr; ///< its key is the number, its field `name` the name
    std::function<qint64(const Row &)> number; ///< <= 0 names nothing
};

/// What a list shows: a row of the endpoint table with its parameters.
struct ListSource {
    harbor::Client client{nullptr};
    const harbor::Endpoint *endpoint = nullptr;
    harbor::Params params;
    bool overAllParents = false; ///< a kind of a project, over all projects; else paged by the server
    Enrichment enrichment;
    NameSource names = {};
};

/**
 * A list of a registry as a table. Paged by the server (one page in flight, more as the view scrolls) or, for kinds
 * that live in a project and are shown over all of them, walked as a whole with progress. After an error the rows stay
 * with the time they were read. Belongs to a page; when it dies, its requests are aborted.
 */
class RemoteList : public TableModel {
    Q_OBJECT
public:
    explicit RemoteList(QObject *parent = nullptr)
        : TableModel(parent)
    {
    }

    /// Sets what is shown, drops the rows and reads the first page.
    void setSource(ListSource source);
    /// Other parameters (a filter that the server applies): reads anew.
    void setParams(harbor::Params params);
    const harbor::Params &params() const { return m_source.params; }

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Sorts on the server where it can and not all is loaded; else what is loaded, once all of it is.
    void sortBy(const QString &columnId, bool descending) override;
    void refresh() override;
    void fetchAll() override;
    void setInView(int first, int last) override;
    void cancel() override;
    bool isCancellable() const override { return true; }

    bool hasMore() const override { return m_run && !m_isLast && !m_source.overAllParents && !m_fresh; }
    QString note() const override;
    void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done) override;

    qint64 progressDone() const override { return m_progress.done; }
    qint64 progressTotal() const override { return m_progress.total; }
    QStringList refusals() const override { return m_refusals; }

protected:
    /// Shows nothing of any registry any more; these columns for what comes.
    void clearSource(QList<Column> columns = {});

private:
    void start();
    void chooseOrder();
    harbor::Params asked() const; ///< the parameters with the order
    QList<Row> rowsOfWalk(const harbor::PagedList &walk) const;
    void enrichmentFailed(const QString &key, const Error &error);
    bool hasGivenUp() const;
    void markDueUnread();
    void readPage(int number);
    void startWalk();
    void pageCame(Result<harbor::Page> page);
    void walkCame(Result<harbor::PagedList> walk);
    void failed(const Error &error);
    void finishPages();
    void sortWhatIsHere();
    void enrich();
    void readNames();
    void namesCame(const Result<harbor::PagedList> &walk);
    void nameAll(bool judges);
    ResolvedName namingOf(const Row &row, bool judges) const;
    Row rowOf(const json::Record &record, const QString &parent, qsizetype index) const;

    ListSource m_source;
    QObject *m_run = nullptr; // context of the requests of this reading; deleting it aborts them
    int m_nextPage = 1;
    bool m_busy = false;
    bool m_isLast = false;
    bool m_wantsAll = false;
    QString m_sortWhenComplete;
    bool m_fresh = false; // the next page replaces the rows
    qsizetype m_unreadable = 0;
    harbor::Progress m_progress;
    QStringList m_refusals;
    int m_first = 0;
    int m_last = -1;
    QSet<QString> m_enriching;
    QHash<qint64, QString> m_names; // by number, as far as they were read
    bool m_namesWhole = false; // a number without a name is gone
    bool m_readsNames = false;
    bool m_namesDue = true; // they are older than a row
    QSet<QString> m_enriched; // asked, whether it gave something or not
    QHash<QString, int> m_tries; // of rows whose enrichment failed
    int m_failuresInRow = 0; // enrichments since one worked
    Error m_unreadDetail; // why rows lack what was asked for; none where they do not
    bool m_isOtherWish = false; // the rows answer other parameters than those that are asked now
    QString m_sort; // the order that the server was asked for by the header; "" where none
};

} // namespace lotse::models
