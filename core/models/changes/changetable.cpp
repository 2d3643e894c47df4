// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changetable.h"

#include "base/keptmessage.h"
#include "models/follow.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using change::State;

Cell stateCell(const RecordedChange &one)
{
    const State state = one.step.state;
    if (state == State::Planned) {
        return Cell::state(
            u"off"_s, one.end.isEmpty() ? change::stateText(state).text() : Message{LOTSE_MSG("not sent"), {}}.text());
    }
    const bool isWaiting = state == State::Intent || state == State::Sent;
    const QString word = isWaiting && one.end.isEmpty() ? Message{LOTSE_MSG("in the middle"), {}}.text()
                                                        : change::stateText(state).text();
    const QString shape = state == State::Verified             ? u"ok"_s
        : state == State::Failed                               ? u"error"_s
        : state == State::Skipped || state == State::Cancelled ? u"off"_s
                                                               : u"warning"_s;
    return Cell::state(shape, word);
}

/// The members that were changed, before or after; the exact form is all that was read then.
Cell sideCell(const RecordedChange &one, bool isAfter)
{
    QStringList parts;
    for (const change::Difference &difference : change::reviewOf(one.change, {}, QLocale()).differences) {
        const QString &text = isAfter ? difference.after : difference.before;
        if (!text.isEmpty())
            parts.append(difference.path + u": "_s + text);
    }
    Cell out = Cell::plain(parts.join(u", "_s));
    const QJsonObject &read = isAfter ? one.step.after : one.step.before;
    if (!read.isEmpty())
        out.exact = QString::fromUtf8(QJsonDocument(read).toJson(QJsonDocument::Compact));
    return out;
}

QByteArray rawOf(const RecordedChange &one)
{
    QJsonObject out{{u"plan"_s, one.plan}, {u"change"_s, one.change.id},
        {u"operation"_s, QString::fromLatin1(one.change.operation)}, {u"state"_s, change::stateWord(one.step.state)}};
    if (one.step.status > 0)
        out.insert(u"status"_s, one.step.status);
    if (!one.step.before.isEmpty())
        out.insert(u"before"_s, one.step.before);
    if (!one.step.after.isEmpty())
        out.insert(u"after"_s, one.step.after);
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

} // namespace

ChangeTable::ChangeTable(QObject *parent)
    : TableModel(parent)
{
    using Record = RecordedChange;
    setColumns({
        column<Record>(
            u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 140, [](const Record &r) { return Cell::time(r.at); }),
        column<Record>(u"state"_s, LOTSE_MSG("State"), ColumnKind::State, 150, &stateCell),
        column<Record>(u"what"_s, LOTSE_MSG("Change"), ColumnKind::Text, 380,
            [](const Record &r) { return Cell::plain(change::sentenceOf(r.change, QLocale()).text()); }),
        parentColumn(LOTSE_MSG("Registry")),
        column<Record>(
            u"who"_s, LOTSE_MSG("Who"), ColumnKind::Text, 150, [](const Record &r) { return Cell::plain(r.author); }),
        column<Record>(u"before"_s, LOTSE_MSG("Before"), ColumnKind::Text, 180,
            [](const Record &r) { return sideCell(r, false); }),
        column<Record>(
            u"after"_s, LOTSE_MSG("After"), ColumnKind::Text, 180, [](const Record &r) { return sideCell(r, true); }),
        column<Record>(u"request"_s, LOTSE_MSG("Request ID"), ColumnKind::Mono, 200,
            [](const Record &r) { return Cell::plain(r.step.requestId); }),
        column<Record>(u"status"_s, LOTSE_MSG("Status"), ColumnKind::Number, 70,
            [](const Record &r) { return r.step.status > 0 ? Cell::number(r.step.status) : Cell(); }),
        column<Record>(u"error"_s, LOTSE_MSG("Why"), ColumnKind::Text, 260,
            [](const Record &r) { return Cell::plain(keptText(r.step.error)); }),
        column<Record>(
            u"plan"_s, LOTSE_MSG("Plan"), ColumnKind::Mono, 120, [](const Record &r) { return Cell::plain(r.plan); }),
    });
}

void ChangeTable::setDesk(ChangeDesk *desk)
{
    if (!follow(m_desk, desk, this, &ChangeDesk::coursesChanged, &ChangeTable::build))
        return;
    emit deskChanged();
    build();
}

void ChangeTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    emit deskChanged();
    build();
}

void ChangeTable::refresh()
{
    if (m_desk)
        m_desk->load();
}

void ChangeTable::build()
{
    if (!m_desk)
        return;
    QList<Row> rows;
    for (auto course = m_desk->courses().crbegin(); course != m_desk->courses().crend(); ++course) {
        for (const change::Change &change : course->plan.changes) {
            RecordedChange one{course->plan.id, QUrl(course->plan.origin).authority(), course->author, course->end,
                course->begunAt, change, course->steps.value(change.id)};
            if (one.step.at.isValid())
                one.at = one.step.at;
            const change::State state = one.step.state;
            using S = change::State;
            const bool fits = m_only.isEmpty() || (m_only == u"failed"_s && state == S::Failed)
                || (m_only == u"conflict"_s && state == S::Conflict)
                || (m_only == u"unknown"_s && (state == S::Unknown || state == S::Intent || state == S::Sent));
            if (!fits)
                continue;
            Row row;
            row.key = one.plan + u'/' + change.id;
            row.parent = one.host;
            row.record.raw = rawOf(one);
            row.record.value = QVariant::fromValue(one);
            rows.append(row);
        }
    }
    const bool isEmpty = rows.isEmpty();
    setTotal(rows.size());
    setRows(std::move(rows));
    if (m_desk->error())
        setState(
            isEmpty ? TableModel::State::Error : TableModel::State::Partial, m_desk->error(), m_desk->error().message);
    else if (m_desk->wasLoaded())
        setState(isEmpty ? TableModel::State::Empty : TableModel::State::Ready);
}

} // namespace lotse::models
