// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remotelist.h"

#include <QMetaProperty>

namespace lotse::models {

static constexpr int enrichmentsInFlight = 4;

void RemoteList::setSource(ListSource source)
{
    m_source = std::move(source);
    setRows({});
    m_names.clear();
    start();
}

void RemoteList::setParams(harbor::Params params)
{
    if (m_source.params == params)
        return;
    m_source.params = std::move(params);
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
    m_readsNames = false;
    m_namesDue = true; // those at hand are shown meanwhile
    m_progress = {};
    setState(State::Loading);
    if (m_source.overAllParents)
        startWalk();
    else
        readPage(1);
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
    setState(loaded() > 0 ? State::Partial : State::Idle, {},
        Message::counted(
            LOTSE_MSG_N("Stopped at %Ln rows. Refresh to read on.", "Stopped at %Ln row. Refresh to read on."),
            loaded()));
}

void RemoteList::readPage(int number)
{
    m_busy = true;
    setLoading(true);
    m_source.client.page(*m_source.endpoint, m_source.params, number, m_run,
        [this](Result<harbor::Page> page) { pageCame(std::move(page)); });
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
        [this](Result<harbor::Walk> walk) { walkCame(std::move(walk)); });
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
            Message{LOTSE_MSG("%1 of %2 rows: the list changed while it was read. Refresh to read it again."),
                {QLocale().toString(loaded()), QLocale().toString(total())}});
    } else {
        setTotal(loaded());
        setState(loaded() ? State::Ready : State::Empty);
    }
    if (!m_sortWhenComplete.isEmpty())
        TableModel::sortBy(std::exchange(m_sortWhenComplete, {}), sortDescending());
    enrich();
}

void RemoteList::walkCame(Result<harbor::Walk> walk)
{
    m_busy = false;
    if (!walk) {
        failed(walk.error());
        return;
    }
    QList<Row> fresh;
    for (qsizetype i = 0; i < walk->rows.size(); ++i)
        fresh.append(rowOf(walk->rows[i], walk->parents.value(i), i));
    m_isLast = true;
    m_fresh = false;
    m_unreadable = walk->failed;
    for (const harbor::Walk::Refusal &refusal : std::as_const(walk->refusals))
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
    for (const harbor::Walk::Refusal &refusal : std::as_const(walk->refusals)) {
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
            : Message{LOTSE_MSG("Not complete: no answer for %1."), {names.join(QStringLiteral(", "))}});
}

void RemoteList::failed(const Error &error)
{
    m_wantsAll = false;
    if (loaded() == 0) {
        setState(State::Error, error);
        return;
    }
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
    if (canFetchMore({}))
        readPage(m_nextPage);
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
        harbor::Params params = m_source.params;
        params.insert(QStringLiteral("sort"), (descending ? QStringLiteral("-") : QString()) + column->serverSort);
        setParams(std::move(params));
        return;
    }
    // A part of a list in order says nothing of the whole: read the rest first.
    m_sortWhenComplete = columnId;
    fetchAll();
}

void RemoteList::setInView(int first, int last)
{
    m_first = first;
    m_last = last;
    enrich();
}

void RemoteList::enrich()
{
    const Enrichment &enrichment = m_source.enrichment;
    if (!enrichment.endpoint || !m_run)
        return;
    for (int i = m_first; i <= m_last && i < rowCount() && m_enriching.size() < enrichmentsInFlight; ++i) {
        const Row &row = viewRow(i);
        if (m_enriched.contains(row.key) || !enrichment.isDue(row))
            continue;
        const QString key = row.key;
        m_enriched.insert(key);
        m_enriching.insert(key);
        m_source.client.one(
            *enrichment.endpoint, enrichment.params(row), m_run, [this, key](const Result<json::Record> &record) {
                m_enriching.remove(key);
                if (record)
                    updateRow(key, *record);
                else if (record.error().kind != ErrorKind::NotFound)
                    m_enriched.remove(key); // asked again when it comes into view anew
                enrich();
            });
    }
}

// A number is called gone only by names that were read after its row: what was made in between is not gone.
void RemoteList::readNames()
{
    if (!m_source.names.endpoint)
        return;
    nameAll(false);
    if (m_readsNames) {
        m_namesDue = true;
        return;
    }
    const bool isDue = std::any_of(rows().begin(), rows().end(), [this](const Row &row) {
        return (m_namesDue || row.naming.state == Naming::State::Open) && m_source.names.number(row) > 0;
    });
    if (!isDue)
        return;
    m_namesDue = false;
    m_readsNames = true;
    m_source.client.walk(
        *m_source.names.endpoint, {}, m_run, [](const harbor::Progress &) {},
        [this](const Result<harbor::Walk> &walk) { namesCame(walk); });
}

void RemoteList::namesCame(const Result<harbor::Walk> &walk)
{
    m_readsNames = false;
    m_namesWhole = walk && walk->isComplete();
    if (m_namesWhole)
        m_names.clear();
    const harbor::Endpoint *endpoint = walk && walk->endpoint ? walk->endpoint : m_source.names.endpoint;
    for (qsizetype i = 0; walk && i < walk->rows.size(); ++i) {
        const QVariant &value = walk->rows[i].value;
        const QMetaObject *meta = value.metaType().metaObject();
        const QMetaProperty name = meta->property(meta->indexOfProperty("name"));
        m_names.insert(harbor::keyOf(*endpoint, value).toLongLong(), name.readOnGadget(value.constData()).toString());
    }
    nameAll(!m_namesDue);
    if (m_namesDue)
        readNames();
}

void RemoteList::nameAll(bool judges)
{
    nameRows([this, judges](const Row &row) -> Naming {
        const auto found = m_names.constFind(m_source.names.number(row));
        if (found != m_names.constEnd())
            return {Naming::State::Known, *found};
        if (!judges)
            return row.naming;
        return {m_namesWhole ? Naming::State::Gone : Naming::State::Refused, {}};
    });
}

} // namespace lotse::models
