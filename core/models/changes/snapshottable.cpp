// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/snapshottable.h"

#include "base/post.h"
#include "base/stoppedclock.h"
#include "models/tables/kindtables.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr qsizetype kMostSentences = 3; // of a cell

Cell changesCell(const SnapshotRow &row)
{
    if (row.story.snapshot.isDamaged)
        return Cell::state(u"error"_s, word(LOTSE_MSG("damaged")));
    if (row.story.isFirst)
        return Cell::state(u"off"_s, word(LOTSE_MSG("first snapshot")));
    const qsizetype count = row.story.events.size();
    if (count == 0)
        return Cell::state(u"ok"_s, word(LOTSE_MSG("no changes")));
    Cell out = Cell::state(u"warning"_s, Message::counted(LOTSE_MSG_N("%Ln changes", "%Ln change"), count).text());
    out.order = count;
    return out;
}

Cell wordsCell(const SnapshotRow &row)
{
    QStringList sentences;
    for (const change::SnapshotEvent &one : row.story.events)
        sentences.append(change::sentenceOf(one.event, change::Speech::Window));
    Cell out = Cell::plain(sentences.mid(0, kMostSentences).join(u"; "_s));
    if (sentences.size() > kMostSentences)
        out.text += u"; …"_s;
    out.exact = sentences.join(u"; "_s);
    out.tip = sentences.join(u'\n');
    return out;
}

Cell gapsCell(const SnapshotRow &row)
{
    const QList<store::SnapshotGap> &gaps = row.story.snapshot.gaps;
    if (gaps.isEmpty())
        return Cell::plain({});
    QStringList sentences;
    for (const store::SnapshotGap &gap : gaps)
        sentences.append(change::gapText({gap.kind, gap.project, gap.reason}, change::Speech::Window));
    Cell out = Cell::plain(Message::counted(LOTSE_MSG_N("%Ln not read", "%Ln not read"), gaps.size()).text());
    out.tip = sentences.join(u'\n');
    out.exact = out.tip;
    out.order = gaps.size();
    return out;
}

QByteArray rawOf(const SnapshotRow &row)
{
    QJsonArray events, gaps;
    for (const change::SnapshotEvent &one : row.story.events)
        events.append(change::sentenceOf(one.event, change::Speech::English));
    for (const store::SnapshotGap &gap : row.story.snapshot.gaps)
        gaps.append(change::gapText({gap.kind, gap.project, gap.reason}, change::Speech::English));
    return QJsonDocument(QJsonObject{{u"id"_s, row.story.snapshot.id}, {u"changes"_s, events}, {u"not_read"_s, gaps},
                             {u"readings"_s, row.story.snapshot.readings}, {u"version"_s, row.story.snapshot.version}})
        .toJson(QJsonDocument::Compact);
}

struct Answer {
    Error error;
    QList<SnapshotRow> rows; ///< of the place, newest first
    QList<SnapshotTable::Choice> choices;
    QHash<qint64, qint64> before;
};

Answer answerOf(const store::Plan &plan, const Clock &clock, const QString &place)
{
    Answer out;
    if (!QFileInfo::exists(plan.path))
        return out;
    const auto book = change::SnapshotBook::open(plan, clock);
    const auto all = book ? (*book)->series() : Result<QList<store::SnapshotSeries>>(book.error());
    if (!all) {
        out.error = all.error();
        return out;
    }
    for (const store::SnapshotSeries &series : *all) {
        const bool isHere = series.place == place;
        const auto list = (*book)->list(series.id);
        const auto stories =
            isHere ? (*book)->stories(series.id) : Result<QList<change::SnapshotStory>>(QList<change::SnapshotStory>());
        if (!list || !stories) {
            out.error = list ? stories.error() : list.error();
            return out;
        }
        for (qsizetype i = 0; i < list->size(); ++i) {
            const store::KeptSnapshot &one = list->at(i);
            if (!one.isDamaged)
                out.choices.append({one.id, series.name, series.who, one.at, isHere});
            out.before.insert(one.id, i > 0 ? list->at(i - 1).id : 0);
        }
        for (const change::SnapshotStory &story : *stories)
            out.rows.append({story, series});
    }
    std::stable_sort(out.rows.begin(), out.rows.end(),
        [](const SnapshotRow &a, const SnapshotRow &b) { return a.story.snapshot.at > b.story.snapshot.at; });
    std::stable_sort(out.choices.begin(), out.choices.end(), [](const auto &a, const auto &b) {
        if (a.isHere != b.isHere)
            return a.isHere;
        return a.isHere || a.name == b.name ? a.at > b.at : a.name < b.name;
    });
    return out;
}

template <typename F>
Column snapshotColumn(const QString &id, const char *title, ColumnKind kind, int width, F cell)
{
    return column<SnapshotRow>(id, title, kind, width, cell);
}

} // namespace

SnapshotTable::SnapshotTable(QObject *parent)
    : TableModel(parent)
{
    QList<Column> columns{snapshotColumn(u"time"_s, LOTSE_MSG("Created"), ColumnKind::Time, 150,
                              [](const SnapshotRow &row) { return Cell::time(row.story.snapshot.at); }),
        snapshotColumn(u"changes"_s, LOTSE_MSG("Compared to previous"), ColumnKind::State, 170, changesCell),
        snapshotColumn(u"what"_s, LOTSE_MSG("What changed"), ColumnKind::Text, 420, wordsCell),
        snapshotColumn(u"gaps"_s, LOTSE_MSG("Not read"), ColumnKind::Text, 100, gapsCell),
        snapshotColumn(u"until"_s, LOTSE_MSG("Unchanged until"), ColumnKind::Time, 150,
            [](const SnapshotRow &row) {
                return Cell::time(std::max(row.story.snapshot.at, row.story.snapshot.lastAt));
            }),
        snapshotColumn(u"readings"_s, LOTSE_MSG("Reads"), ColumnKind::Number, 80,
            [](const SnapshotRow &row) { return Cell::number(row.story.snapshot.readings); }),
        snapshotColumn(u"who"_s, LOTSE_MSG("Account"), ColumnKind::Text, 110,
            [](const SnapshotRow &row) { return Cell::plain(row.series.who); }),
        snapshotColumn(u"version"_s, LOTSE_MSG("Version"), ColumnKind::Text, 110,
            [](const SnapshotRow &row) { return Cell::plain(row.story.snapshot.version); }),
        snapshotColumn(u"id"_s, LOTSE_MSG("Number"), ColumnKind::Number, 80,
            [](const SnapshotRow &row) { return Cell::number(row.story.snapshot.id); })};
    columns[7].hidden = columns[8].hidden = true;
    setColumns(columns);
}

void SnapshotTable::setStore(const store::Plan &plan, const Clock *clock)
{
    m_plan = plan;
    m_clock = clock;
}

void SnapshotTable::setPlace(const QString &place)
{
    if (m_place == place)
        return;
    m_place = place;
    dropRows();
    m_choices.clear();
    m_before.clear();
    refresh();
}

void SnapshotTable::refresh()
{
    if (!m_clock || m_place.isEmpty())
        return;
    const quint64 turn = ++m_turn;
    if (rows().isEmpty())
        setState(State::Loading);
    QThreadPool::globalInstance()->start(
        [this, turn, plan = m_plan, place = m_place, clock = StoppedClock(*m_clock), post = Post(this)] {
            post([this, turn, answer = answerOf(plan, clock, place), now = clock.now()] {
                if (turn != m_turn)
                    return;
                m_choices = answer.choices;
                m_before = answer.before;
                QList<Row> rows;
                for (const SnapshotRow &one : answer.rows) {
                    Row row;
                    row.key = QString::number(one.story.snapshot.id);
                    row.record.raw = rawOf(one);
                    row.record.value = QVariant::fromValue(one);
                    rows.append(row);
                }
                const bool isEmpty = rows.isEmpty();
                setTotal(rows.size());
                setRows(std::move(rows));
                setAsOf(now);
                if (answer.error)
                    setState(State::Error, answer.error);
                else
                    setState(isEmpty ? State::Empty : State::Ready);
                emit wasRead();
            });
        });
}

qint64 SnapshotTable::before(qint64 snapshot) const
{
    return m_before.value(snapshot);
}

} // namespace lotse::models
