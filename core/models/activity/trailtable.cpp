// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/trailtable.h"

#include "base/format.h"
#include "base/keptmessage.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "models/tables/kindtables.h"
#include "trail/trailexport.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>
#include <QPointer>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kFirstTime = 25ms; // for the first rows
constexpr auto kStepTime = 250ms; // between two looks at whether the question still stands
constexpr auto kCountTime = 4s;
constexpr int kMostDays = 120; // points of the timeline

using Source = TrailEntry::Source;

QString sourceText(Source source)
{
    switch (source) {
    case Source::Trail:
        return word(LOTSE_MSG("registry"));
    case Source::Journal:
        return word(LOTSE_MSG("Lotse journal"));
    case Source::Snapshot:
        return word(LOTSE_MSG("snapshots"));
    case Source::Facts:
        break;
    }
    return word(LOTSE_MSG("local store"));
}

Cell resultCell(const TrailEntry &entry)
{
    return entry.hit.row.succeeded ? Cell::state(u"ok"_s, word(LOTSE_MSG("success")))
                                   : Cell::state(u"error"_s, word(LOTSE_MSG("failed")));
}

Row rowOf(const TrailEntry &entry)
{
    const QByteArray raw = QJsonDocument(trailObject(entry)).toJson(QJsonDocument::Compact);
    return {entry.key(), {}, {QVariant::fromValue(entry), raw}};
}

QString cutText()
{
    return Message::counted(LOTSE_MSG_N("Only the first %Ln rows are loaded. Narrow the filter, or export.",
                                "Only the first %Ln row is loaded. Narrow the filter, or export."),
        TrailTable::mostRows)
        .text();
}

template <typename F>
Column of(const QString &id, const char *title, ColumnKind kind, int width, F cell)
{
    return column<TrailEntry>(id, title, kind, width, cell);
}

} // namespace

QString damagedText(int count)
{
    return Message::counted(LOTSE_MSG_N("%Ln entries are damaged in the local store and are not shown.",
                                "%Ln entry is damaged in the local store and is not shown."),
        count)
        .text();
}

QString undatedText(qint64 count)
{
    return Message::counted(LOTSE_MSG_N("%Ln entries have no readable time and are not shown.",
                                "%Ln entry has no readable time and is not shown."),
        count)
        .text();
}

QList<Column> trailColumns()
{
    QList<Column> out{of(u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 150,
                          [](const TrailEntry &e) { return Cell::time(e.hit.row.at); }),
        of(u"user"_s, LOTSE_MSG("User"), ColumnKind::Text, 190,
            [](const TrailEntry &e) { return Cell::plain(e.hit.row.user); }),
        of(u"operation"_s, LOTSE_MSG("Operation"), ColumnKind::Text, 100,
            [](const TrailEntry &e) { return operationCell(e.hit.row.operation); }),
        of(u"type"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 110,
            [](const TrailEntry &e) { return resourceTypeCell(e.hit.row.resourceType); }),
        of(u"result"_s, LOTSE_MSG("Result"), ColumnKind::State, 100, resultCell),
        of(u"resource"_s, LOTSE_MSG("Resource"), ColumnKind::Mono, 340,
            [](const TrailEntry &e) { return Cell::plain(e.hit.row.resource); }),
        of(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 300,
            [](const TrailEntry &e) { return Cell::plain(e.hit.row.description); }),
        of(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 130,
            [](const TrailEntry &e) { return Cell::plain(e.hit.project); }),
        of(u"registry"_s, LOTSE_MSG("Registry"), ColumnKind::Text, 130,
            [](const TrailEntry &e) { return Cell::plain(e.hit.registryName); }),
        of(u"source"_s, LOTSE_MSG("Source"), ColumnKind::Text, 110,
            [](const TrailEntry &e) { return Cell::plain(sourceText(e.source)); })};
    out[7].hidden = true;
    return out;
}

TrailTable::TrailTable(QObject *parent)
    : TableModel(parent)
{
    m_worker.setMaxThreadCount(1);
    setColumns(trailColumns());
    setSortedBy(u"time"_s, true);
}

TrailTable::~TrailTable()
{
    ++m_turn;
    m_worker.clear();
    m_worker.waitForDone();
}

void TrailTable::setStore(const store::Plan &plan, const Clock *clock)
{
    m_plan = plan;
    m_clock = clock;
}

void TrailTable::ask(const store::AuditWish &wish, bool isCounted)
{
    m_wish = wish;
    m_isCounted = isCounted;
    if (!m_clock)
        return;
    ++m_turn;
    m_worker.clear();
    m_reader.reset();
    m_hasMore = false;
    m_isReading = false;
    m_counts.reset();
    m_wanted = pageSize;
    m_damaged = 0;
    m_undated = 0;
    m_limits.clear();
    m_took = -1;
    m_sinceAsked.start();
    setRows({});
    setTotal(-1);
    setSortedBy(u"time"_s, !wish.isOldestFirst);
    setState(State::Loading);
    more();
    if (isCounted)
        count();
    emit counted();
}

void TrailTable::more()
{
    if (m_isReading)
        return;
    m_isReading = true;
    setLoading(true);
    const bool isFirst = !m_reader;
    m_worker.start(
        [turn = m_turn, reader = m_reader, wish = m_wish, own = m_own, plan = m_plan, clock = StoppedClock(*m_clock),
            time = isFirst ? kFirstTime : kStepTime, most = m_wanted, this, post = Post(this)]() mutable {
            Result<TrailReader::Page> page = TrailReader::Page{{}, true, {}, 0, 0, {}}; // without a store
            if (!reader && QFileInfo::exists(plan.path)) {
                auto database = store::Database::open(plan, clock);
                if (database)
                    reader = std::make_shared<TrailReader>(std::move(database).value(), wish, own);
                else
                    page = database.error();
            }
            if (reader)
                page = reader->next(std::clamp(most, 1, pageSize), time);
            post([this, turn, reader, page] {
                if (turn != m_turn)
                    return;
                m_reader = reader;
                take(page);
            });
        });
}

void TrailTable::take(const Result<TrailReader::Page> &page)
{
    m_isReading = false;
    if (!page) {
        m_hasMore = false;
        setState(State::Error, page.error());
        return;
    }
    m_damaged = page->damaged;
    m_undated = std::max(m_undated, page->undated);
    m_limits += page->limits;
    m_hasMore = !page->isAtEnd;
    QList<Row> rows;
    for (const TrailEntry &entry : page->entries) {
        rows.append(rowOf(entry));
    }
    m_wanted -= int(rows.size());
    if (!rows.isEmpty()) {
        if (m_took < 0)
            m_took = m_sinceAsked.elapsed();
        leaveOrder();
        appendRows(std::move(rows));
    }
    if (m_counts && m_counts->isWhole)
        setTotal(std::max(m_counts->total, loaded()));
    if (page->isAtEnd)
        setTotal(loaded());
    setAsOf(m_clock->now());
    if (m_hasMore && m_wanted > 0 && loaded() < mostRows) {
        if (loaded() > 0)
            setState(State::Ready);
        more();
        return;
    }
    const bool hasNote = m_damaged > 0 || m_undated > 0 || !m_limits.isEmpty() || (m_hasMore && loaded() >= mostRows);
    setState(hasNote ? State::Partial : loaded() > 0 ? State::Ready : State::Empty);
}

QString TrailTable::note() const
{
    QStringList out;
    for (const QString &limit : m_limits)
        out.append(keptText(limit));
    if (m_damaged > 0)
        out.append(damagedText(m_damaged));
    if (m_undated > 0)
        out.append(undatedText(m_undated));
    if (m_hasMore && loaded() >= mostRows)
        out.append(cutText());
    return out.join(u' ');
}

void TrailTable::readAll(
    QObject *context, std::function<void(const harbor::Progress &)> progress, std::function<void(Result<AllRows>)> done)
{
    if (!m_clock || (modelState() == State::Error && rows().isEmpty())) {
        TableModel::readAll(context, std::move(progress), std::move(done));
        return;
    }
    QThreadPool::globalInstance()->start(
        [wish = m_wish, own = m_own, plan = m_plan, clock = StoppedClock(*m_clock), table = QPointer<TrailTable>(this),
            done = std::move(done), post = Post(context)] {
            QList<Row> all;
            QStringList missing;
            Error error;
            if (QFileInfo::exists(plan.path)) {
                auto database = store::Database::open(plan, clock);
                if (!database) {
                    error = database.error();
                } else {
                    TrailReader reader(std::move(database).value(), wish, own);
                    for (bool isMore = true; isMore && !error;) {
                        const auto page = reader.next(2000);
                        if (!page) {
                            error = page.error();
                            break;
                        }
                        for (const QString &limit : page->limits)
                            missing.append(keptText(limit));
                        if (page->undated > 0)
                            missing.append(undatedText(page->undated));
                        for (const TrailEntry &entry : page->entries)
                            all.append(rowOf(entry));
                        isMore = !page->isAtEnd;
                        if (isMore && all.size() >= mostRows) {
                            missing.append(cutText());
                            isMore = false;
                        }
                        if (!isMore && page->damaged > 0)
                            missing.append(damagedText(page->damaged));
                    }
                }
            }
            post([table, done, all, missing, error]() mutable {
                if (!table)
                    return;
                if (error)
                    done(error);
                else
                    done(AllRows{table->fitting(std::move(all)), missing.join(u' ')});
            });
        });
}

void TrailTable::cancel()
{
    ++m_turn;
    m_worker.clear();
    m_isReading = false;
    m_reader.reset();
    m_hasMore = false;
    m_isCounting = false;
    setState(loaded() > 0 ? State::Ready : State::Empty);
    emit counted();
}

void TrailTable::fetchAll()
{
    m_wanted = int(mostRows - loaded());
    if (m_hasMore && m_wanted > 0)
        more();
}

void TrailTable::setInView(int, int last)
{
    if (!m_hasMore || m_isReading || loaded() >= mostRows || !filter().isEmpty() || last + pageSize / 2 < loaded())
        return;
    m_wanted = pageSize;
    more();
}

void TrailTable::count()
{
    m_isCounting = true;
    // Beside the rows, on a connection of its own: rows never wait for numbers.
    QThreadPool::globalInstance()->start([turn = m_turn, wish = m_wish, plan = m_plan, own = m_own,
                                             clock = StoppedClock(*m_clock), this, post = Post(this)] {
        auto counts = std::make_shared<store::AuditCounts>();
        bool isRead = true;
        if (QFileInfo::exists(plan.path)) {
            const auto database = store::Database::open(plan, clock);
            auto read = database ? store::countAudit(**database, wish, kCountTime)
                                 : Result<store::AuditCounts>(database.error());
            isRead = read.ok();
            if (isRead)
                *counts = std::move(read).value();
        }
        post([this, turn, counts, isRead] {
            if (turn != m_turn)
                return;
            m_isCounting = false;
            if (isRead)
                m_counts = counts;
            if (m_counts && m_counts->isWhole && m_hasMore)
                setTotal(std::max(m_counts->total, loaded()));
            emit counted();
            emit stateChanged();
        });
    });
}

QVariantList TrailTable::timeline() const
{
    QVariantList out;
    if (!m_counts || m_counts->byHour.isEmpty())
        return out;
    QMap<QDate, qint64> days;
    for (auto it = m_counts->byHour.cbegin(); it != m_counts->byHour.cend(); ++it)
        days[QDateTime::fromMSecsSinceEpoch(it.key() * 3600 * 1000).date()] += it.value();
    const QDate today = m_clock->now().toLocalTime().date();
    const QDate first = m_wish.from.isValid() ? m_wish.from.toLocalTime().date() : days.firstKey();
    const QDate last = m_wish.to.isValid() ? std::min(today, m_wish.to.toLocalTime().date()) : today;
    const QDate begins = m_counts->begins.toLocalTime().date();
    const int step = first.daysTo(last) < kMostDays ? 1 : 7;
    for (QDate day = step == 7 ? first.addDays(1 - first.dayOfWeek()) : first; day <= last; day = day.addDays(step)) {
        qint64 count = 0;
        for (int i = 0; i < step; ++i)
            count += days.value(day.addDays(i));
        const QString name = day.toString(Qt::ISODate);
        // Before the oldest entry nobody knows: that is not nothing.
        if (day.addDays(step - 1) < begins) {
            const QString unknown = Message{LOTSE_MSG("%1: not in the local store"), {name}}.text();
            out.append(QVariantMap{{u"date"_s, name}, {u"to"_s, day.addDays(step - 1).toString(Qt::ISODate)},
                {u"time"_s, day.startOfDay(Qt::LocalTime)}, {u"label"_s, name}, {u"value"_s, QVariant()},
                {u"valueText"_s, unknown}, {u"text"_s, unknown}, {u"soFar"_s, false}});
            continue;
        }
        const Message sentence = step == 7
            ? Message::counted(LOTSE_MSG_N("Week of %1: %Ln entries", "Week of %1: %Ln entry"), count, {name})
            : Message::counted(LOTSE_MSG_N("%1: %Ln entries", "%1: %Ln entry"), count, {name});
        out.append(QVariantMap{{u"date"_s, name}, {u"to"_s, day.addDays(step - 1).toString(Qt::ISODate)},
            {u"time"_s, day.startOfDay(Qt::LocalTime)}, {u"label"_s, name}, {u"value"_s, count},
            {u"valueText"_s, format::count(count, QLocale())}, {u"text"_s, sentence.text()},
            {u"soFar"_s, day.addDays(step - 1) >= today}});
    }
    return out;
}

QVariantList TrailTable::heat() const
{
    QVariantList out;
    if (!m_counts || m_counts->byHour.isEmpty())
        return out;
    qint64 sums[7][24] = {};
    for (auto it = m_counts->byHour.cbegin(); it != m_counts->byHour.cend(); ++it) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(it.key() * 3600 * 1000);
        sums[local.date().dayOfWeek() - 1][local.time().hour()] += it.value();
    }
    for (int weekday = 0; weekday < 7; ++weekday) {
        for (int hour = 0; hour < 24; ++hour) {
            const qint64 count = sums[weekday][hour];
            const QString name = u"%1 %2:00"_s.arg(QLocale().standaloneDayName(weekday + 1, QLocale::LongFormat))
                                     .arg(hour, 2, 10, QLatin1Char('0'));
            out.append(QVariantMap{{u"weekday"_s, weekday}, {u"hour"_s, hour}, {u"value"_s, count}, {u"label"_s, name},
                {u"valueText"_s, format::count(count, QLocale())},
                {u"text"_s, Message::counted(LOTSE_MSG_N("%1: %Ln entries", "%1: %Ln entry"), count, {name}).text()}});
        }
    }
    return out;
}

QString TrailTable::countNote() const
{
    if (!m_counts)
        return {};
    if (!m_counts->isWhole)
        return Message{LOTSE_MSG("Counted only back to %1."), {format::date(m_counts->countedTo)}}.text();
    if (m_wish.from.isValid() && m_counts->begins.isValid()
        && m_counts->begins.toLocalTime().date() > m_wish.from.date())
        return Message::counted(
            LOTSE_MSG_N("%Ln entries; the local store begins on %1.", "%Ln entry; the local store begins on %1."),
            m_counts->total, {format::date(m_counts->begins)})
            .text();
    return {};
}

QString TrailTable::answerTime() const
{
    return m_took < 0 ? QString() : QString::number(m_took);
}

} // namespace lotse::models
