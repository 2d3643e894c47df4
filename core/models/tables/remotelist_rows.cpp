// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/remotelist.h"

#include <QMetaProperty>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace lotse::models {

// What rows get besides the plain list: details, names, and all of them for an export.

static constexpr int enrichmentsInFlight = 4;
static constexpr int triesOfARow = 3;
static constexpr int failuresUntilGivenUp = 8; // one after the other: it is not the row that ails
static constexpr std::chrono::milliseconds firstPause{2000};

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
    if (hasGivenUp())
        return markDueUnread();
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
                if (record) {
                    m_failuresInRow = 0;
                    updateRow(key, *record);
                } else {
                    enrichmentFailed(key, record.error());
                }
                enrich();
            });
    }
}

bool RemoteList::hasGivenUp() const
{
    return m_failuresInRow >= failuresUntilGivenUp;
}

// Rows that nobody asks about any more lack the same.
void RemoteList::markDueUnread()
{
    QStringList keys;
    for (const Row &row : rows()) {
        if (hasGivenUp() && !row.enriched && row.unread.isEmpty() && m_source.enrichment.isDue(row))
            keys += row.key;
    }
    for (const QString &key : std::as_const(keys))
        markUnread(key, m_unreadDetail.text());
}

void RemoteList::enrichmentFailed(const QString &key, const Error &error)
{
    if (error.kind != ErrorKind::NotFound) // one that is gone says nothing of the others
        ++m_failuresInRow;
    const int tries = ++m_tries[key];
    const bool isFinal = error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Forbidden
        || error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Unsupported || tries >= triesOfARow;
    if (isFinal || hasGivenUp()) {
        m_unreadDetail = error;
        markUnread(key, error.text());
        markDueUnread();
        emit stateChanged();
        return;
    }
    const auto again = [this, key] {
        m_enriched.remove(key);
        enrich();
    };
    const std::chrono::milliseconds pause = firstPause * (1 << (2 * (tries - 1)));
    if (m_source.enrichment.later)
        m_source.enrichment.later(pause, m_run, again);
    else
        QTimer::singleShot(pause, m_run, again);
}

QString RemoteList::note() const
{
    const QString note = TableModel::note();
    if (!note.isEmpty() || !m_unreadDetail)
        return note;
    return Message{LOTSE_MSG("Some details could not be read: %1"), {m_unreadDetail.text()}}.text();
}

void RemoteList::readAll(
    QObject *context, std::function<void(const harbor::Progress &)> progress, std::function<void(Result<AllRows>)> done)
{
    const bool isEnriched = m_source.enrichment.endpoint != nullptr;
    const bool isAtHand = (m_isLast || m_source.overAllParents) && !m_busy && !isEnriched;
    if (isAtHand || !m_source.client.transport() || !m_source.endpoint)
        return TableModel::readAll(context, std::move(progress), std::move(done));
    // Beside the rows that are shown, which stay as they are; by a walk, which knows whether it is whole.
    harbor::Params params = asked();
    for (auto it = m_source.enrichment.inList.begin(); it != m_source.enrichment.inList.end(); ++it)
        params.insert(it.key(), it.value());
    m_source.client.walk(*m_source.endpoint, params, context, std::move(progress),
        [this, lives = QPointer(this), isEnriched, done = std::move(done)](const Result<harbor::PagedList> &walk) {
            if (!lives)
                return;
            if (!walk)
                return done(walk.error());
            AllRows all;
            QList<Row> fresh = rowsOfWalk(*walk);
            for (Row &row : fresh) {
                row.enriched = row.enriched || isEnriched;
                row.naming = namingOf(row, false);
            }
            all.rows = fitting(std::move(fresh));
            QStringList names;
            for (const harbor::PagedList::Refusal &refusal : walk->refusals)
                names += refusal.parent.isEmpty() ? refusal.error.text() : refusal.parent;
            if (!names.isEmpty())
                all.missing =
                    Message{LOTSE_MSG("Incomplete: no response for %1."), {names.join(QStringLiteral(", "))}}.text();
            else if (!walk->isComplete())
                all.missing = Message::counted(LOTSE_MSG_N("%Ln rows could not be read and are not shown.",
                                                   "%Ln row could not be read and is not shown."),
                    walk->unreadable.size())
                                  .text();
            done(std::move(all));
        });
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
        return (m_namesDue || row.naming.state == ResolvedName::State::Open) && m_source.names.number(row) > 0;
    });
    if (!isDue)
        return;
    m_namesDue = false;
    m_readsNames = true;
    m_source.client.walk(
        *m_source.names.endpoint, {}, m_run, [](const harbor::Progress &) {},
        [this](const Result<harbor::PagedList> &walk) { namesCame(walk); });
}

void RemoteList::namesCame(const Result<harbor::PagedList> &walk)
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
    nameRows([this, judges](const Row &row) { return namingOf(row, judges); });
}

ResolvedName RemoteList::namingOf(const Row &row, bool judges) const
{
    if (!m_source.names.endpoint)
        return row.naming;
    const auto found = m_names.constFind(m_source.names.number(row));
    if (found != m_names.constEnd())
        return {ResolvedName::State::Known, *found};
    if (!judges)
        return row.naming;
    return {m_namesWhole ? ResolvedName::State::Gone : ResolvedName::State::Refused, {}};
}

} // namespace lotse::models
