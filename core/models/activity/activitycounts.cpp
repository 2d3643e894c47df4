// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/activitycounts.h"

#include "base/format.h"
#include "harbor/query.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr int countsInFlight = 4;

void ActivityCounts::setSource(const harbor::Client &client, int dayCount, const QString &query, const Message &limit)
{
    delete m_run;
    m_run = new QObject(this);
    m_client = client;
    m_query = query;
    m_limit = limit;
    m_dates.clear();
    const QDate today = QDate::currentDate();
    for (int i = dayCount - 1; i >= 0; --i)
        m_dates.append(today.addDays(-i));
    m_counts = QList<qint64>(m_dates.size(), -1);
    m_next = 0;
    m_done = 0;
    m_error = {};
    m_state = u"loading"_s;
    emit changed();
    for (int i = 0; i < countsInFlight; ++i)
        ask();
}

void ActivityCounts::ask()
{
    if (m_next >= m_dates.size())
        return;
    const qsizetype index = m_next++;
    const QDate day = m_dates[index];
    harbor::Query query;
    query.between(u"op_time"_s, day.startOfDay(Qt::LocalTime), day.endOfDay(Qt::LocalTime));
    const harbor::Params params{
        {u"q"_s, m_query.isEmpty() ? query.text() : m_query + u',' + query.text()}, {u"page_size"_s, u"1"_s}};
    m_client.page(*harbor::endpoint("audit"), params, 1, m_run,
        [this, index](const Result<harbor::Page> &page) { answered(index, page); });
}

void ActivityCounts::answered(qsizetype index, const Result<harbor::Page> &page)
{
    ++m_done;
    if (page)
        m_counts[index] = page->total >= 0 ? page->total : page->records.rows.size();
    else
        m_error = page.error();
    // What this account may not do on one day it may not do on the others.
    if (!page && page.error().kind == ErrorKind::Forbidden)
        m_next = m_dates.size();
    ask();
    const bool isOver = m_done >= m_next && m_next >= m_dates.size();
    if (isOver && !m_error && !m_limit.isEmpty()) {
        // Harbor leaves out without a word what the account may not see.
        m_error.kind = ErrorKind::Forbidden;
        m_error.message = m_limit;
        if (std::all_of(m_counts.begin(), m_counts.end(), [](qint64 count) { return count == 0; }))
            m_counts.fill(-1);
    }
    if (isOver) {
        const bool any = std::any_of(m_counts.begin(), m_counts.end(), [](qint64 count) { return count >= 0; });
        m_state = !m_error ? u"ready"_s : any ? u"partial"_s : u"error"_s;
    }
    emit changed();
}

QVariantList ActivityCounts::days() const
{
    QVariantList out;
    for (qsizetype i = 0; i < m_dates.size(); ++i) {
        const QString day = m_dates[i].toString(Qt::ISODate);
        const QString text = m_counts[i] < 0
            ? Message{LOTSE_MSG("%1: not read"), {day}}.text()
            : Message::counted(LOTSE_MSG_N("%1: %Ln entries", "%1: %Ln entry"), m_counts[i], {day}).text();
        out.append(QVariantMap{{u"date"_s, m_dates[i].toString(Qt::ISODate)},
            {u"time"_s, m_dates[i].startOfDay(Qt::LocalTime)}, {u"label"_s, day}, {u"text"_s, text},
            {u"value"_s, m_counts[i] < 0 ? QVariant() : QVariant(m_counts[i])},
            // The last day is not over.
            {u"soFar"_s, i == m_dates.size() - 1}});
    }
    return out;
}

qint64 ActivityCounts::total() const
{
    // A part that came so far is not how many there are.
    if (m_state != "ready"_L1 && m_state != "partial"_L1)
        return -1;
    qint64 sum = 0;
    for (const qint64 count : m_counts)
        sum += qMax<qint64>(0, count);
    return sum;
}

} // namespace lotse::models
