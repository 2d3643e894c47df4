// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/gatheredtable.h"

#include <algorithm>

namespace lotse::models {

static constexpr int questionsInFlight = 4;

GatheredTable::GatheredTable(QObject *parent)
    : TableModel(parent)
{
    connect(&m_gathering, &Gathering::finished, this, &GatheredTable::gathered);
    connect(&m_gathering, &Gathering::progressed, this, &GatheredTable::progressChanged);
    connect(this, &QAbstractItemModel::modelReset, this, [this] { m_cursor = m_first; });
}

void GatheredTable::setSession(Session *session)
{
    if (!m_session.set(session, this, [this] { forget(); }))
        return;
    forget();
    // What is shown is of the session before, and no error of this one may leave it there.
    m_all.clear();
    dropRows();
    if (session)
        m_client = session->harbor();
    emit sourceChanged();
    schedule();
}

// The way to the registry is the session's: without it, nothing may be asked any more.
void GatheredTable::forget()
{
    m_gathering.cancel();
    delete m_run;
    m_run = nullptr;
    m_client = harbor::Client(nullptr);
    released();
}

void GatheredTable::setSource(const harbor::Client &client)
{
    m_client = client;
    refresh();
}

void GatheredTable::schedule()
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

void GatheredTable::refresh()
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
    m_gathering.start(m_client, parts());
    emit progressChanged();
}

void GatheredTable::cancel()
{
    if (!m_gathering.isRunning())
        return;
    m_gathering.cancel();
    setState(m_all.isEmpty() ? State::Idle : State::Partial, {},
        Message{LOTSE_MSG("Stopped before everything was read. Refresh to read it again."), {}});
}

void GatheredTable::gathered()
{
    if (const Error &error = m_gathering.error()) {
        if (m_all.isEmpty())
            setState(State::Error, error);
        else
            setState(State::Partial, error, error.message);
        return;
    }
    m_all = build(m_gathering);
    setAsOf(now());
    show();
    ask();
}

void GatheredTable::show()
{
    QList<Row> rows;
    for (const Row &row : std::as_const(m_all)) {
        if (m_only.isEmpty() || isShown(row, m_only))
            rows.append(row);
    }
    setTotal(rows.size());
    setRows(std::move(rows));
    const Message note = m_gathering.note();
    if (m_gathering.isRunning() || m_gathering.error())
        return;
    if (!note.isEmpty())
        setState(State::Partial, {}, note);
    else
        setState(loaded() > 0 ? State::Ready : State::Empty);
}

void GatheredTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    emit onlyChanged();
    if (asOf().isValid())
        show();
}

QVariantMap GatheredTable::counts() const
{
    QVariantMap out;
    if (!asOf().isValid())
        return out;
    const QStringList words = choices();
    for (const QString &only : words) {
        out.insert(only, std::count_if(m_all.begin(), m_all.end(), [&](const Row &row) { return isShown(row, only); }));
    }
    return out;
}

Place GatheredTable::placeOf(const QString &) const
{
    return {};
}

void GatheredTable::setInView(int first, int last)
{
    m_first = first;
    m_last = last;
    m_cursor = first;
    ask();
}

void GatheredTable::ask()
{
    if (!m_run || m_gathering.isRunning())
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

bool GatheredTable::isThrough() const
{
    return m_inFlight == 0 && m_allCursor >= m_all.size() && !isLooking();
}

void GatheredTable::readAll(
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
bool GatheredTable::askFor(const Row &row)
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
                touchRow(key);
                ask();
                if (m_inFlight == 0)
                    emit stateChanged(); // the counts may be others now
            });
    }
    return true;
}

} // namespace lotse::models
