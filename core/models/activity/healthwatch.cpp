// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/healthwatch.h"

#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ComponentHealth;

static constexpr int interval = 60'000; // ms
static constexpr int mostLooks = 24 * 60; // a day

HealthWatch::HealthWatch(const harbor::Client &client, QObject *parent)
    : TableModel(parent)
    , m_client(client)
{
    setColumns({column<ComponentHealth>(u"name"_s, LOTSE_MSG("Component"), ColumnKind::Text, 160,
                    [](const ComponentHealth &c) { return Cell::plain(c.name); }),
        column<ComponentHealth>(u"status"_s, LOTSE_MSG("State"), ColumnKind::State, 120,
            [](const ComponentHealth &c) { return statusCell(c.status); }),
        Column{u"since"_s, LOTSE_MSG("Since"), ColumnKind::Time, 150, [this](const Row &row) { return sinceCell(row); },
            {}, false},
        Column{u"up"_s, LOTSE_MSG("Healthy checks"), ColumnKind::Text, 150,
            [this](const Row &row) { return upCell(row); }, {}, false},
        column<ComponentHealth>(u"error"_s, LOTSE_MSG("Error"), ColumnKind::Text, 420,
            [](const ComponentHealth &c) { return Cell::plain(c.error); })});
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_session || m_session->state() == Session::State::Online)
            refresh();
    });
}

HealthWatch *HealthWatch::of(Session *session)
{
    if (!session)
        return nullptr;
    if (auto *known = session->findChild<HealthWatch *>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    auto *watch = new HealthWatch(session->harbor(), session);
    watch->m_session = session;
    watch->m_timer.start();
    watch->refresh();
    return watch;
}

void HealthWatch::refresh()
{
    delete m_run;
    m_run = new QObject(this);
    if (loaded() == 0)
        setState(State::Loading);
    m_client.one(*harbor::endpoint("health"), {}, m_run, [this](const Result<json::Record> &record) { came(record); });
}

void HealthWatch::noteLook(const QString &part, const Look &look)
{
    if (!m_parts.contains(part))
        m_parts.append(part);
    QList<Look> &looks = m_looks[part];
    looks.append(look);
    if (looks.size() > mostLooks)
        looks.removeFirst();
}

void HealthWatch::came(const Result<json::Record> &record)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!m_since.isValid())
        m_since = now;
    if (!record) {
        // Not to be reached is no sickness of a part: the gap is kept as what it is.
        for (const QString &part : std::as_const(m_parts))
            noteLook(part, {now, {}, record.error().text()});
        setState(loaded() > 0 ? State::Partial : State::Error, record.error(), record.error().message);
        return;
    }
    const auto health = record->value.value<harbor::Health>();
    QList<Row> rows;
    for (const ComponentHealth &part : health.components) {
        noteLook(part.name, {now, part.status, part.error});
        rows.append({part.name, {}, {QVariant::fromValue(part), {}}});
    }
    setTotal(rows.size());
    setAsOf(now);
    setRows(std::move(rows));
    setState(loaded() > 0 ? State::Ready : State::Empty);
}

Cell HealthWatch::upCell(const Row &row) const
{
    const QList<Look> looks = looksAt(row);
    const auto healthy = std::count_if(
        looks.begin(), looks.end(), [](const Look &look) { return stateOfStatus(look.status) == "ok"_L1; });
    Cell cell =
        Cell::plain(Message{LOTSE_MSG("%1 of %2"), {QString::number(healthy), QString::number(looks.size())}}.text());
    cell.order = looks.isEmpty() ? 0.0 : double(healthy) / double(looks.size());
    return cell;
}

Cell HealthWatch::sinceCell(const Row &row) const
{
    const QList<Look> looks = looksAt(row);
    if (looks.isEmpty())
        return {};
    qsizetype first = looks.size() - 1;
    while (first > 0 && looks[first - 1].status == looks.last().status)
        --first;
    Cell cell = Cell::time(looks[first].time);
    if (first == 0)
        cell.tip = word(LOTSE_MSG("Or longer: monitoring started at that time."));
    return cell;
}

QVariantList HealthWatch::looks(const QString &key) const
{
    QVariantList out;
    const QList<Look> looks = m_looks.value(key);
    for (const Look &look : looks.mid(qMax<qsizetype>(0, looks.size() - 60))) {
        const QString status = look.status.isEmpty() ? word(LOTSE_MSG("no response")) : look.status;
        out.append(QVariantMap{{u"state"_s, look.status.isEmpty() ? u"unknown"_s : stateOfStatus(look.status)},
            {u"text"_s, Cell::time(look.time).text + u' ' + status}});
    }
    return out;
}

} // namespace lotse::models
