// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/unusualtable.h"

#include "base/format.h"
#include "base/keptmessage.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "models/activity/trailtable.h"
#include "models/tables/kindtables.h"
#include "trail/trailreader.h"

#include <QFileInfo>
#include <QLocale>
#include <QThreadPool>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kTime = std::chrono::seconds(10);

} // namespace

UnusualTable::UnusualTable(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<Unusual>(u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 140,
                    [](const Unusual &u) { return Cell::time(u.from); }),
        column<Unusual>(u"rule"_s, LOTSE_MSG("Rule"), ColumnKind::State, 250,
            [](const Unusual &u) { return Cell::state(u"warning"_s, ruleTitle(u.rule).text()); }),
        column<Unusual>(
            u"user"_s, LOTSE_MSG("User"), ColumnKind::Text, 190, [](const Unusual &u) { return Cell::plain(u.user); }),
        column<Unusual>(u"why"_s, LOTSE_MSG("Why"), ColumnKind::Text, 520,
            [](const Unusual &u) { return Cell::plain(u.sentence.text()); }),
        column<Unusual>(u"count"_s, LOTSE_MSG("Count"), ColumnKind::Number, 80,
            [](const Unusual &u) { return Cell::number(u.count); }),
        column<Unusual>(u"usual"_s, LOTSE_MSG("Previous maximum"), ColumnKind::Number, 100,
            [](const Unusual &u) { return u.usual < 0 ? Cell::plain({}) : Cell::number(u.usual); })});
}

void UnusualTable::setStore(const store::Plan &plan, const Clock *clock)
{
    m_plan = plan;
    m_clock = clock;
}

void UnusualTable::setSettings(QSettings *settings)
{
    m_settings = settings;
    load();
}

void UnusualTable::setRegistry(const QString &id)
{
    if (m_registry == id)
        return;
    m_registry = id;
    load();
    refresh();
}

void UnusualTable::load()
{
    m_limits = {};
    if (m_settings && !m_registry.isEmpty())
        m_limits = UnusualLimits::fromJson(
            QJsonObject::fromVariantMap(m_settings->value(u"audit/limits/"_s + m_registry).toMap()));
    emit limitsChanged();
}

bool UnusualTable::isEnabled() const
{
    return !m_settings || m_settings->value(u"audit/unusual/"_s + m_registry, true).toBool();
}

void UnusualTable::setEnabled(bool enabled)
{
    if (!m_settings || enabled == isEnabled())
        return;
    m_settings->setValue(u"audit/unusual/"_s + m_registry, enabled);
    emit limitsChanged();
    refresh();
}

QVariantMap UnusualTable::limitMap() const
{
    return m_limits.toJson().toVariantMap();
}

QString UnusualTable::setLimit(const QString &name, const QVariant &value)
{
    QJsonObject object = m_limits.toJson();
    if (!object.contains(name))
        return {};
    if (name == "admins"_L1) {
        object.insert(name, value.toString());
    } else {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (!isNumber)
            return Message{LOTSE_MSG("%1 is not a number."), {value.toString()}}.text();
        object.insert(name, number);
    }
    // Read without the check of fromJson(), which falls back to what comes with the program.
    UnusualLimits limits = UnusualLimits::fromJson(object);
    if (limits.toJson() != object) {
        const Message problem{LOTSE_MSG("%1 is not allowed here."), {value.toString()}};
        return problem.text();
    }
    m_limits = limits;
    if (m_settings)
        m_settings->setValue(u"audit/limits/"_s + m_registry, object.toVariantMap());
    emit limitsChanged();
    refresh();
    return {};
}

void UnusualTable::resetLimits()
{
    if (m_settings)
        m_settings->remove(u"audit/limits/"_s + m_registry);
    load();
    refresh();
}

QVariantMap UnusualTable::place(const QString &key) const
{
    const QVariant value = rowValue(key);
    if (value.metaType() != QMetaType::fromType<Unusual>())
        return {};
    const auto one = value.value<Unusual>();
    return {{u"user"_s, one.user}, {u"from"_s, one.from.toLocalTime().date().toString(Qt::ISODate)},
        {u"to"_s, one.to.toLocalTime().date().toString(Qt::ISODate)}};
}

void UnusualTable::refresh()
{
    const quint64 turn = ++m_turn;
    const Message unknown{
        LOTSE_MSG("The local store has no audit entries of this registry for these days. Sync first."), {}};
    if (!m_clock || m_registry.isEmpty() || !isEnabled() || !QFileInfo::exists(m_plan.path)) {
        m_answer = {};
        setRows({});
        setTotal(0);
        if (m_clock && !m_registry.isEmpty() && isEnabled())
            setState(State::Partial, {}, unknown);
        else
            setState(State::Empty);
        return;
    }
    setState(State::Loading);
    QThreadPool::globalInstance()->start([this, turn, plan = m_plan, registry = m_registry, limits = m_limits,
                                             clock = StoppedClock(*m_clock), unknown, post = Post(this)] {
        Result<UnusualAnswer> answer = UnusualAnswer();
        Result<QStringList> hidden = QStringList();
        const auto database = store::Database::open(plan, clock);
        if (!database) {
            answer = database.error();
        } else {
            answer = findUnusual(**database, registry, limits, clock.now(), kTime);
            hidden = trailLimits(**database, {registry}, {});
            if (!hidden)
                answer = hidden.error();
        }
        post([this, turn, answer, unknown, hidden] {
            if (turn != m_turn)
                return;
            if (!answer) {
                setState(State::Error, answer.error());
                return;
            }
            m_answer = *answer;
            QList<Row> rows;
            for (const Unusual &one : m_answer.found)
                rows.append({u"%1/%2/%3"_s.arg(ruleWord(one.rule), one.user, one.from.toString(Qt::ISODateWithMs)), {},
                    {QVariant::fromValue(one), {}}});
            setTotal(rows.size());
            setRows(std::move(rows));
            setAsOf(m_clock->now());
            QStringList gaps;
            for (const QString &gap : *hidden)
                gaps.append(keptText(gap));
            if (m_answer.damaged > 0)
                gaps.append(damagedText(m_answer.damaged));
            if (m_answer.undated > 0)
                gaps.append(undatedText(m_answer.undated));
            if (!gaps.isEmpty())
                setState(State::Partial, {}, {LOTSE_MSG("%1"), {gaps.join(u' ')}});
            else if (m_answer.entries == 0)
                setState(State::Partial, {}, unknown);
            else if (!m_answer.isWhole)
                setState(State::Partial, {},
                    {LOTSE_MSG("The audit trail is too long to load completely: days before %1 were skipped."),
                        {format::date(m_answer.countedTo)}});
            else
                setState(loaded() > 0 ? State::Ready : State::Empty);
        });
    });
}

QString UnusualTable::about() const
{
    if (!isKnown() || !isEnabled() || !m_answer.since.isValid())
        return {};
    return Message{LOTSE_MSG("%1 entries since %2 were checked: the last %3 days compared with the %4 days before."),
        {format::count(m_answer.entries, QLocale()), format::date(m_answer.since), QString::number(m_limits.days),
            QString::number(m_limits.baseline)}}
        .text();
}

} // namespace lotse::models
