// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/configcompare.h"

#include "base/format.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "models/tables/kindtables.h"
#include "sync/wholeconfig.h"

#include <QJsonDocument>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using change::ConfigDifference;
using change::ConfigEvent;
using change::ConfigSnapshot;
using What = ConfigDifference::What;

const QString kLive = u"live:"_s;
const QString kKept = u"kept:"_s;

Cell whatCell(const ConfigLine &line)
{
    switch (line.event.what) {
    case What::Added:
        return Cell::state(u"ok"_s, word(LOTSE_MSG("added")));
    case What::Removed:
        return Cell::state(u"error"_s, word(LOTSE_MSG("removed")));
    case What::Changed:
        break;
    }
    return Cell::state(u"warning"_s, word(LOTSE_MSG("changed")));
}

const ConfigDifference *differenceOf(const ConfigLine &line)
{
    return line.difference < 0 ? nullptr : &line.event.differences[line.difference];
}

/// Of what was added or removed: all that it is, in one line.
QString wholeText(const ConfigEvent &event)
{
    QStringList parts;
    for (auto it = event.value.begin(); it != event.value.end(); ++it)
        parts.append(it.key() + u": "_s + change::valueText(event.kind, it.key(), it.value()));
    return parts.join(u", "_s);
}

Cell sideCell(const ConfigLine &line, bool isAfter)
{
    if (const ConfigDifference *one = differenceOf(line)) {
        const QJsonValue &value = isAfter ? one->after : one->before;
        return Cell::plain(
            value.isUndefined() ? word(LOTSE_MSG("not set")) : change::valueText(line.event.kind, one->member, value));
    }
    return isAfter == (line.event.what == What::Added) ? Cell::plain(wholeText(line.event)) : Cell();
}

QByteArray rawOf(const ConfigLine &line)
{
    QJsonObject out{{u"kind"_s, line.event.kind}, {u"project"_s, line.event.project}, {u"name"_s, line.event.name}};
    if (const ConfigDifference *one = differenceOf(line)) {
        out.insert(u"member"_s, one->member);
        if (!one->before.isUndefined())
            out.insert(u"before"_s, one->before);
        if (!one->after.isUndefined())
            out.insert(u"after"_s, one->after);
    } else {
        out.insert(line.event.what == What::Added ? u"after"_s : u"before"_s, line.event.value);
    }
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

template <typename F>
Column of(const QString &id, const char *title, ColumnKind kind, int width, F cell)
{
    return column<ConfigLine>(id, title, kind, width, cell);
}

} // namespace

ConfigCompare::ConfigCompare(QObject *parent)
    : TableModel(parent)
{
    setColumns({of(u"what"_s, LOTSE_MSG("Change"), ColumnKind::State, 110, whatCell),
        of(u"thing"_s, LOTSE_MSG("Object"), ColumnKind::Text, 240,
            [](const ConfigLine &line) {
                return Cell::plain(
                    change::titleOf(line.event.kind, line.event.project, line.event.name, change::Speech::Window));
            }),
        of(u"member"_s, LOTSE_MSG("Setting"), ColumnKind::Mono, 170,
            [](const ConfigLine &line) {
                const ConfigDifference *one = differenceOf(line);
                return Cell::plain(one ? one->member : QString());
            }),
        of(u"before"_s, LOTSE_MSG("From"), ColumnKind::Text, 200,
            [](const ConfigLine &line) { return sideCell(line, false); }),
        of(u"after"_s, LOTSE_MSG("To"), ColumnKind::Text, 200,
            [](const ConfigLine &line) { return sideCell(line, true); }),
        of(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 130,
            [](const ConfigLine &line) { return Cell::plain(line.event.project); })});
}

void ConfigCompare::setSources(SnapshotTable *snapshots, SessionList *sessions, const Clock *clock)
{
    m_snapshots = snapshots;
    m_sessions = sessions;
    m_clock = clock;
    if (snapshots)
        connect(snapshots, &SnapshotTable::wasRead, this, &ConfigCompare::build);
    build();
}

void ConfigCompare::setSession(Session *session, ChangeList *changes)
{
    m_session = session;
    m_changes = changes;
    m_from.clear();
    m_to.clear();
    m_sides.clear();
    m_planStage.reset();
    endPlan(false, {});
    build();
}

void ConfigCompare::build()
{
    m_choices.clear();
    const auto addLive = [this](const Session *session, bool isHere) {
        if (session->kind() == RegistryKind::Harbor && session->state() == Session::State::Online)
            m_choices.append({kLive + session->account().id,
                Message{LOTSE_MSG("%1 · now"), {session->account().name}}.text(), isHere});
    };
    if (m_session)
        addLive(m_session, true);
    if (m_snapshots) {
        const auto add = [this](const SnapshotTable::Choice &one) {
            m_choices.append({kKept + QString::number(one.id),
                u"%1 · %2 · %3 (%4)"_s.arg(one.name, one.who, format::dateTime(one.at), QString::number(one.id)),
                one.isHere});
        };
        for (const SnapshotTable::Choice &one : m_snapshots->choices()) {
            if (one.isHere)
                add(one);
        }
        for (const Session *other : m_sessions ? m_sessions->all() : QList<Session *>()) {
            if (other != m_session)
                addLive(other, false);
        }
        for (const SnapshotTable::Choice &one : m_snapshots->choices()) {
            if (!one.isHere)
                add(one);
        }
    }
    for (QString *side : {&m_from, &m_to}) {
        if (!choice(*side))
            side->clear();
    }
    if (!m_wish.isEmpty() && choice(kKept + m_wish)) {
        lookAt(QString(m_wish)); // which it clears
        return;
    }
    emit asked();
    compare();
}

int ConfigCompare::placeOf(const QString &id) const
{
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i].id == id)
            return int(i);
    }
    return -1;
}

const ConfigCompare::Choice *ConfigCompare::choice(const QString &id) const
{
    const int place = placeOf(id);
    return place < 0 ? nullptr : &m_choices[place];
}

const ConfigSnapshot *ConfigCompare::side(const QString &id) const
{
    const auto found = m_sides.constFind(id);
    return found == m_sides.cend() ? nullptr : &*found;
}

QVariantList ConfigCompare::choiceList() const
{
    QVariantList out;
    for (const Choice &one : m_choices)
        out.append(QVariantMap{{u"id"_s, one.id}, {u"text"_s, one.text}});
    return out;
}

void ConfigCompare::setFrom(int choice)
{
    if (choice < 0 || choice >= m_choices.size() || m_choices[choice].id == m_from)
        return;
    m_from = m_choices[choice].id;
    emit asked();
    compare();
}

void ConfigCompare::setTo(int choice)
{
    if (choice < 0 || choice >= m_choices.size() || m_choices[choice].id == m_to)
        return;
    m_to = m_choices[choice].id;
    endPlan(false, {});
    emit asked();
    compare();
}

void ConfigCompare::lookAt(const QString &snapshot)
{
    const QString id = kKept + snapshot;
    m_wish = snapshot;
    if (!choice(id))
        return;
    m_wish.clear();
    const qint64 before = m_snapshots ? m_snapshots->before(snapshot.toLongLong()) : 0;
    const QString first = m_session ? kLive + m_session->account().id : QString();
    m_from = before > 0 && choice(kKept + QString::number(before)) ? kKept + QString::number(before) : first;
    if (m_to != id)
        endPlan(false, {});
    m_to = id;
    emit asked();
    compare();
}

void ConfigCompare::refresh()
{
    for (auto it = m_sides.begin(); it != m_sides.end();)
        it = it.key().startsWith(kLive) ? m_sides.erase(it) : std::next(it);
    compare();
}

void ConfigCompare::fetch(const QString &id, QObject *context, std::function<void(const Result<ConfigSnapshot> &)> done)
{
    if (id.startsWith(kKept) && m_snapshots && m_clock) {
        QThreadPool::globalInstance()->start([number = id.mid(kKept.size()).toLongLong(), plan = m_snapshots->plan(),
                                                 clock = StoppedClock(*m_clock), post = Post(context), done] {
            const auto book = change::SnapshotBook::open(plan, clock);
            post([done, read = book ? (*book)->read(number) : Result<ConfigSnapshot>(book.error())] { done(read); });
        });
        return;
    }
    Session *session = m_session;
    const QString account = id.mid(kLive.size());
    if (m_sessions && (!session || session->account().id != account))
        session = m_sessions->find(account);
    if (!session)
        return;
    readWholeConfig(session->harbor(), session->identity(), session->serverVersion(), context, {}, done);
}

void ConfigCompare::compare()
{
    const quint64 turn = ++m_turn;
    m_stage.reset();
    m_things = 0;
    m_notes.clear();
    setRows({});
    emit answered();
    if (m_from.isEmpty() || m_to.isEmpty()) {
        setState(State::Idle);
        return;
    }
    setState(State::Loading);
    m_stage = std::make_unique<QObject>();
    for (const QString &id : {m_from, m_to}) {
        if (side(id))
            continue;
        fetch(id, m_stage.get(), [this, turn, id](const Result<ConfigSnapshot> &read) {
            if (turn != m_turn)
                return;
            if (!read) {
                setState(State::Error, read.error());
                return;
            }
            m_sides.insert(id, *read);
            compare();
        });
        return;
    }
    QThreadPool::globalInstance()->start([this, turn, a = *side(m_from), b = *side(m_to), post = Post(this)] {
        QStringList notes;
        const QList<ConfigEvent> events = change::eventsOf(a, b, &notes);
        // What neither could read is not the same for that.
        if (events.isEmpty() && notes.isEmpty())
            notes = change::gapTexts(a, b, change::Speech::Window);
        post([this, turn, events, notes] {
            if (turn == m_turn)
                take(events, notes);
        });
    });
}

void ConfigCompare::take(const QList<ConfigEvent> &events, const QStringList &notes)
{
    QList<Row> rows;
    for (const ConfigEvent &event : events) {
        const qsizetype last = event.what == What::Changed ? event.differences.size() : 0;
        for (qsizetype i = event.what == What::Changed ? 0 : -1; i < last; ++i) {
            const ConfigLine line{event, i};
            Row row;
            row.key = QString::number(rows.size());
            row.parent = event.project;
            row.record.raw = rawOf(line);
            row.record.value = QVariant::fromValue(line);
            rows.append(row);
        }
    }
    m_things = events.size();
    m_notes = notes;
    const bool isEmpty = rows.isEmpty();
    setTotal(rows.size());
    setRows(std::move(rows));
    setState(isEmpty ? State::Empty : State::Ready);
    emit answered();
}

QString ConfigCompare::summary() const
{
    if (modelState() == State::Empty)
        return m_notes.isEmpty() ? word(LOTSE_MSG("Both are configured the same."))
                                 : word(LOTSE_MSG("No differences in what could be compared."));
    if (modelState() != State::Ready)
        return {};
    return Message::counted(LOTSE_MSG_N("%Ln differences.", "%Ln difference."), m_things).text();
}

} // namespace lotse::models
