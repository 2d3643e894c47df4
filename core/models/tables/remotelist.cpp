// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/remotelist.h"

#include <utility>

namespace lotse::models {

void RemoteList::setSource(ListSource source)
{
    m_source = std::move(source);
    m_sort.clear();
    setRows({});
    m_names.clear();
    start();
}

void RemoteList::clearSource(QList<Column> columns)
{
    delete m_run;
    m_run = nullptr;
    m_source = {};
    m_sort.clear();
    m_sortWhenComplete.clear();
    m_names.clear();
    m_refusals.clear();
    m_busy = false;
    m_wantsAll = false;
    m_isLast = false;
    m_fresh = false;
    m_progress = {};
    m_unreadDetail = {};
    resetTo(std::move(columns));
}

void RemoteList::setParams(harbor::Params params)
{
    if (m_source.params == params)
        return;
    // Under another parent the rows go at once; under another filter they stay until the answer.
    const auto parents = [](harbor::Params all) {
        all.remove(QStringLiteral("q"));
        all.remove(QStringLiteral("sort"));
        return all;
    };
    if (parents(m_source.params) != parents(params))
        setRows({});
    m_source.params = std::move(params);
    m_isOtherWish = true;
    start();
}

void RemoteList::start()
{
    if (!m_source.client.transport() || !m_source.endpoint)
        return;
    delete m_run;
    m_run = new QObject(this);
    m_busy = false;
    m_isLast = false;
    m_fresh = true;
    m_nextPage = 1;
    m_unreadable = 0;
    m_refusals.clear();
    m_enriching.clear();
    m_enriched.clear();
    m_tries.clear();
    m_failuresInRow = 0;
    m_unreadDetail = {};
    m_readsNames = false;
    m_namesDue = true; // those at hand are shown meanwhile
    m_progress = {};
    chooseOrder();
    setState(State::Loading);
    if (m_source.overAllParents)
        startWalk();
    else
        readPage(1);
}

// The order that the header shows is kept in whatever is read next: by the server where it can, else once all is here.
void RemoteList::chooseOrder()
{
    m_sort.clear();
    m_sortWhenComplete.clear();
    const Column *column = columnOf(sortColumn());
    if (!column || m_source.overAllParents)
        return;
    if (!column->serverSort.isEmpty()) {
        m_sort = (sortDescending() ? QStringLiteral("-") : QString()) + column->serverSort;
        leaveOrder();
    } else {
        m_sortWhenComplete = column->id;
        m_wantsAll = true;
        leaveOrder();
    }
}

harbor::Params RemoteList::asked() const
{
    harbor::Params params = m_source.params;
    if (!m_sort.isEmpty())
        params.insert(QStringLiteral("sort"), m_sort);
    return params;
}

void RemoteList::refresh()
{
    start();
}

void RemoteList::cancel()
{
    if (!m_busy)
        return;
    delete m_run;
    m_run = nullptr;
    m_busy = false;
    m_wantsAll = false;
    sortWhatIsHere();
    setState(loaded() > 0 ? State::Partial : State::Idle, {},
        Message::counted(
            LOTSE_MSG_N("Stopped at %Ln rows. Refresh to continue.", "Stopped at %Ln row. Refresh to continue."),
            loaded()));
}

void RemoteList::readPage(int number)
{
    m_busy = true;
    setLoading(true);
    m_source.client.page(
        *m_source.endpoint, asked(), number, m_run, [this](Result<harbor::Page> page) { pageCame(std::move(page)); });
}

void RemoteList::startWalk()
{
    m_busy = true;
    m_source.client.walk(
        *m_source.endpoint, m_source.params, m_run,
        [this](const harbor::Progress &progress) {
            m_progress = progress;
            emit progressChanged();
        },
        [this](Result<harbor::PagedList> walk) { walkCame(std::move(walk)); });
}

Row RemoteList::rowOf(const json::Record &record, const QString &parent, qsizetype index) const
{
    QString key = harbor::keyOf(*m_source.endpoint, record.value);
    // Kinds without a key of their own (a plain list of values) are told apart by their place.
    if (key.isEmpty())
        key = QStringLiteral("#%1").arg(index);
    return {parent.isEmpty() ? key : parent + u'/' + key, parent, record};
}

void RemoteList::pageCame(Result<harbor::Page> page)
{
    m_busy = false;
    if (!page) {
        failed(page.error());
        return;
    }
    QList<Row> fresh;
    const qsizetype before = m_fresh ? 0 : loaded();
    for (const json::Record &record : std::as_const(page->records.rows))
        fresh.append(rowOf(record, {}, before + fresh.size()));
    m_isOtherWish = false;
    m_unreadable += page->records.failed;
    // A page without a row ends the list, whatever the registry counts; finishPages() says that rows are missing.
    m_isLast = page->isLast || (page->number > 1 && fresh.isEmpty() && page->records.failed == 0);
    m_nextPage = page->number + 1;
    setTotal(page->total);
    setAsOf(QDateTime::currentDateTimeUtc());
    if (m_fresh)
        setRows(std::move(fresh));
    else
        appendRows(std::move(fresh));
    m_fresh = false;
    readNames();
    if (m_isLast) {
        finishPages();
        return;
    }
    setState(State::Ready);
    if (m_wantsAll)
        readPage(m_nextPage);
    enrich();
}

void RemoteList::finishPages()
{
    m_wantsAll = false;
    if (m_unreadable > 0) {
        setState(State::Partial, {},
            Message::counted(LOTSE_MSG_N("%Ln rows could not be read and are not shown.",
                                 "%Ln row could not be read and is not shown."),
                m_unreadable));
    } else if (total() > loaded()) {
        // The list moved while it was read: say so rather than pass it off as whole.
        setState(State::Partial, {},
            Message{LOTSE_MSG("%1 of %2 rows: the list changed while loading. Refresh to load it again."),
                {QLocale().toString(loaded()), QLocale().toString(total())}});
    } else {
        setTotal(loaded());
        setState(loaded() ? State::Ready : State::Empty);
    }
    sortWhatIsHere();
    enrich();
}

void RemoteList::sortWhatIsHere()
{
    if (!m_sortWhenComplete.isEmpty())
        TableModel::sortBy(std::exchange(m_sortWhenComplete, {}), sortDescending());
}

QList<Row> RemoteList::rowsOfWalk(const harbor::PagedList &walk) const
{
    QList<Row> out;
    for (qsizetype i = 0; i < walk.rows.size(); ++i)
        out.append(rowOf(walk.rows[i], walk.parents.value(i), i));
    return out;
}

void RemoteList::walkCame(Result<harbor::PagedList> walk)
{
    m_busy = false;
    if (!walk) {
        failed(walk.error());
        return;
    }
    QList<Row> fresh = rowsOfWalk(*walk);
    m_isLast = true;
    m_fresh = false;
    m_isOtherWish = false;
    m_unreadable = walk->failed;
    for (const harbor::PagedList::Refusal &refusal : std::as_const(walk->refusals))
        m_refusals += refusal.parent.isEmpty() ? refusal.error.text()
                                               : refusal.parent + QStringLiteral(": ") + refusal.error.text();
    setTotal(walk->isComplete() ? fresh.size() : -1);
    setAsOf(QDateTime::currentDateTimeUtc());
    setRows(std::move(fresh));
    readNames();
    if (walk->isComplete()) {
        setState(loaded() ? State::Ready : State::Empty);
        return;
    }
    QStringList names;
    Error whole; // of the list itself, or why it is not proved to be whole
    for (const harbor::PagedList::Refusal &refusal : std::as_const(walk->refusals)) {
        if (refusal.parent.isEmpty())
            whole = refusal.error;
        else
            names += refusal.parent;
    }
    if (whole) {
        setState(State::Partial, whole, whole.message);
        return;
    }
    setState(State::Partial, {},
        m_refusals.isEmpty()
            ? Message::counted(LOTSE_MSG_N("%Ln rows could not be read and are not shown.",
                                   "%Ln row could not be read and is not shown."),
                m_unreadable)
            : Message{LOTSE_MSG("Incomplete: no response for %1."), {names.join(QStringLiteral(", "))}});
}

void RemoteList::failed(const Error &error)
{
    m_wantsAll = false;
    // Rows that answer another question do not stand for this one.
    if (std::exchange(m_isOtherWish, false) && m_fresh)
        setRows({});
    if (loaded() == 0) {
        setState(State::Error, error);
        return;
    }
    sortWhatIsHere();
    // What is on the screen stays, with the time it was read.
    setState(m_isLast ? State::Ready : State::Partial, error,
        Message{LOTSE_MSG("%1 of %2 rows loaded: %3"),
            {QLocale().toString(loaded()), total() < 0 ? QStringLiteral("?") : QLocale().toString(total()),
                error.text()}});
}

bool RemoteList::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_busy && !m_isLast && m_run && !m_source.overAllParents && !m_fresh
        && errorText().isEmpty();
}

void RemoteList::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        readPage(m_nextPage);
}

void RemoteList::fetchAll()
{
    m_wantsAll = true;
    // After an error, too: whoever asks for all of them asks for that page again.
    if (!m_busy && hasMore()) {
        setState(State::Ready);
        readPage(m_nextPage);
    }
}

void RemoteList::sortBy(const QString &columnId, bool descending)
{
    const Column *column = columnOf(columnId);
    if (!column)
        return;
    if (m_isLast) {
        TableModel::sortBy(columnId, descending);
        return;
    }
    setSortedBy(columnId, descending);
    if (!column->serverSort.isEmpty()) {
        start();
        return;
    }
    // A part of a list in order says nothing of the whole: read the rest first.
    m_sortWhenComplete = columnId;
    fetchAll();
}

} // namespace lotse::models
