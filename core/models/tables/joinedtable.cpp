// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/joinedtable.h"

#include <algorithm>

namespace lotse::models {

static constexpr int questionsInFlight = 4;

JoinedTable::JoinedTable(QObject *parent)
    : TableModel(parent)
{
    connect(this, &JoinedTable::stateChanged, this, [this] { m_counts.reset(); }); // before all others
    connect(&m_joined, &JoinedSource::finished, this, &JoinedTable::gathered);
    connect(&m_joined, &JoinedSource::progressed, this, &JoinedTable::progressChanged);
    connect(this, &QAbstractItemModel::modelReset, this, [this] { m_cursor = m_first; });
}

void JoinedTable::setSession(Session *session)
{
    if (!m_session.set(session, this, [this] { forget(); }))
        return;
    forget();
    // What is shown is of the session before, and no error of this one may leave it there.
    m_all.clear();
    m_counts.reset();
    dropRows();
    if (session)
        m_client = session->harbor();
    emit sourceChanged();
    schedule();
}

// The way to the registry is the session's: without it, nothing may be asked any more.
void JoinedTable::forget()
{
    m_joined.cancel();
    delete m_run;
    m_run = nullptr;
    m_client = harbor::Client(nullptr);
    released();
}

void JoinedTable::setSource(const harbor::Client &client)
{
    m_client = client;
    refresh();
}

void JoinedTable::schedule()
{
    if (m_isQueued)
        return;
    m_isQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isQueued = false;
            refresh();
        },
        Qt::QueuedConnection);
}

void JoinedTable::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    m_inFlight = 0;
    m_allCursor = 0;
    m_asked.clear();
    m_asksEvery = false;
    setState(State::Loading);
    m_joined.start(m_client, parts());
    emit progressChanged();
}

void JoinedTable::cancel()
{
    if (!m_joined.isRunning())
        return;
    m_joined.cancel();
    setState(m_all.isEmpty() ? State::Idle : State::Partial, {},
        Message{LOTSE_MSG("Stopped; the list is incomplete. Refresh to load it again."), {}});
}

void JoinedTable::gathered()
{
    if (const Error &error = m_joined.error()) {
        if (m_all.isEmpty())
            setState(State::Error, error);
        else
            setState(State::Partial, error, error.message);
        return;
    }
    m_all = build(m_joined);
    m_counts.reset();
    setAsOf(now());
    show();
    ask();
}

void JoinedTable::show()
{
    m_counts.reset();
    QList<Row> rows;
    for (const Row &row : std::as_const(m_all)) {
        if (m_only.isEmpty() || isShown(row, m_only))
            rows.append(row);
    }
    setTotal(rows.size());
    setRows(std::move(rows));
    const Message note = m_joined.note();
    if (m_joined.isRunning() || m_joined.error())
        return;
    if (!note.isEmpty())
        setState(State::Partial, {}, note);
    else
        setState(loaded() > 0 ? State::Ready : State::Empty);
}

void JoinedTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    emit onlyChanged();
    if (asOf().isValid())
        show();
}

QVariantMap JoinedTable::counts() const
{
    if (!asOf().isValid())
        return {};
    if (!m_counts) {
        m_counts.emplace();
        const QStringList words = choices();
        for (const QString &only : words) {
            m_counts->insert(
                only, std::count_if(m_all.begin(), m_all.end(), [&](const Row &row) { return isShown(row, only); }));
        }
    }
    return *m_counts;
}

Place JoinedTable::placeOf(const QString &) const
{
    return {};
}

void JoinedTable::setInView(int first, int last)
{
    m_first = first;
    m_last = last;
    m_cursor = first;
    ask();
}

void JoinedTable::ask()
{
    if (!m_run || m_joined.isRunning())
        return;
    QList<Row> inView;
    for (int row = m_first; row <= m_last && row < rowCount(); ++row)
        inView.append(viewRow(row));
    if (!inView.isEmpty())
        seen(inView);
    // Those in view come first.
    for (; m_cursor <= m_last && m_cursor < rowCount(); ++m_cursor) {
        if (!askFor(viewRow(m_cursor)))
            return; // goes on from this row
    }
    if (m_asksEvery)
        seen(m_all);
    for (; (asksAll() || m_asksEvery) && m_allCursor < m_all.size(); ++m_allCursor) {
        if (!askFor(m_all[m_allCursor]))
            return;
    }
}

bool JoinedTable::isThrough() const
{
    return m_inFlight == 0 && m_allCursor >= m_all.size() && !isLooking();
}

void JoinedTable::readAll(
    QObject *context, std::function<void(const harbor::Progress &)> progress, std::function<void(Result<AllRows>)> done)
{
    m_asksEvery = true;
    connect(context, &QObject::destroyed, this, [this] { m_asksEvery = false; }); // nobody waits for it any more
    ask();
    if (isLoading() || isThrough())
        return TableModel::readAll(context, std::move(progress), std::move(done));
    auto *wait = new QObject(context);
    connect(this, &TableModel::stateChanged, wait, [this, wait, context, progress, done = std::move(done)]() mutable {
        if (!isThrough() && !isLoading()) {
            progress({m_allCursor, m_all.size(), {}});
            return;
        }
        disconnect(this, nullptr, wait, nullptr);
        wait->deleteLater();
        TableModel::readAll(context, std::move(progress), std::move(done));
    });
}

// False where too much is under way already.
bool JoinedTable::askFor(const Row &row)
{
    const QList<Question> open = questions(row);
    for (const Question &question : open) {
        const QString id = row.key + u'\n' + question.name;
        if (m_asked.contains(id))
            continue;
        if (m_inFlight >= questionsInFlight)
            return false;
        m_asked.insert(id);
        ++m_inFlight;
        m_client.page(*harbor::endpoint(question.kind), question.params, 1, m_run,
            [this, key = row.key, name = question.name](const Result<harbor::Page> &page) {
                --m_inFlight;
                answered(key, name, page);
                m_counts.reset();
                touchRow(key);
                ask();
                if (m_inFlight == 0)
                    emit stateChanged(); // the counts may be others now
            });
    }
    return true;
}

} // namespace lotse::models
