// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/lastruns.h"

#include "harbor/job.h"
#include "harbor/replication.h"
#include "harbor/retention.h"
#include "models/tables/kindtables.h"

#include <array>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr int runsInFlight = 4;

static const harbor::Endpoint *executionsOf(QByteArrayView kind)
{
    static constexpr std::array<std::pair<const char *, const char *>, 4> kinds{
        {{"replication-policies", "replication-executions"}, {"webhooks", "webhook-executions"},
            {"retention", "retention-executions"}, {"preheat-policies", "preheat-executions"}}};
    for (const auto &[policies, executions] : kinds) {
        if (kind == QByteArrayView(policies))
            return harbor::endpoint(executions);
    }
    return nullptr;
}

static QString failedOf(qint64 failed, qint64 all)
{
    return failed > 0 ? Message{LOTSE_MSG("%1 of %2 failed"), {QString::number(failed), QString::number(all)}}.text()
                      : QString();
}

static LastRun runOf(const QVariant &value)
{
    LastRun run;
    run.state = LastRun::State::Known;
    if (value.canConvert<harbor::ReplicationExecution>()) {
        const auto execution = value.value<harbor::ReplicationExecution>();
        run.status = execution.status;
        run.at = execution.startTime;
        run.why = execution.statusText.isEmpty() ? failedOf(execution.failed, execution.total) : execution.statusText;
    } else if (value.canConvert<harbor::RetentionExecution>()) {
        const auto execution = value.value<harbor::RetentionExecution>();
        run.status = execution.status;
        run.at = execution.startTime;
        run.why = execution.dryRun ? word(LOTSE_MSG("dry run")) : QString();
    } else {
        const auto execution = value.value<harbor::Execution>();
        run.status = execution.status;
        run.at = execution.startTime;
        run.why = execution.statusMessage.isEmpty()
            ? failedOf(execution.metrics.errorTaskCount, execution.metrics.taskCount)
            : execution.statusMessage;
    }
    return run;
}

bool LastRuns::has(QByteArrayView kind)
{
    return executionsOf(kind) != nullptr;
}

void LastRuns::start(const harbor::Client &client, const QByteArray &kind)
{
    stop();
    m_client = client;
    m_policies = harbor::endpoint(kind);
    m_executions = executionsOf(kind);
    m_run = new QObject(this);
}

void LastRuns::stop()
{
    delete m_run;
    m_run = nullptr;
    m_client = harbor::Client(nullptr);
    m_waiting.clear();
    m_asked.clear();
    m_runs.clear();
    m_inFlight = 0;
}

void LastRuns::ask(const QList<Row> &rows)
{
    if (!m_run || !m_executions || !m_client.transport())
        return;
    for (const Row &row : rows) {
        if (!m_asked.contains(row.key)) {
            m_asked.insert(row.key);
            m_waiting.append(row);
        }
    }
    next();
}

void LastRuns::next()
{
    while (m_inFlight < runsInFlight && !m_waiting.isEmpty()) {
        const Row row = m_waiting.takeFirst();
        harbor::Params params;
        if (m_policies->gives && row.record.value.metaType() == m_policies->type)
            params = m_policies->gives(row.record.value);
        const QString project = row.parent.section(u'/', 0, 0);
        if (!project.isEmpty())
            params.insert(u"project_name"_s, project);
        params.insert(u"page_size"_s, u"1"_s); // the newest comes first
        ++m_inFlight;
        m_client.page(*m_executions, params, 1, m_run, [this, key = row.key](const Result<harbor::Page> &page) {
            --m_inFlight;
            LastRun run;
            if (!page || !page->records.unreadable.isEmpty()) {
                run.state = LastRun::State::Unread;
                run.why = page ? page->records.unreadable.first().text() : page.error().text();
            } else if (page->records.rows.isEmpty()) {
                run.state = LastRun::State::None;
            } else {
                run = runOf(page->records.rows.first().value);
            }
            m_runs.insert(key, run);
            emit came(key);
            next();
            if (!isAsking())
                emit allCame();
        });
    }
}

QList<Column> LastRuns::columns() const
{
    const auto cell = [this](const Row &row, auto &&known) -> Cell {
        const LastRun run = of(row.key);
        switch (run.state) {
        case LastRun::State::Open:
            return {u"\u2026"_s, u"unknown"_s, word(LOTSE_MSG("Loaded when the row is visible")), -3};
        case LastRun::State::None:
            return {word(LOTSE_MSG("never run")), u"off"_s, {}, -2};
        case LastRun::State::Unread: {
            Cell unread = Cell::unread(run.why);
            unread.value = u"unknown"_s;
            return unread;
        }
        case LastRun::State::Known:
            break;
        }
        return known(run);
    };
    return {Column{u"lastResult"_s, LOTSE_MSG("Last result"), ColumnKind::State, 120,
                [cell](const Row &row) {
                    return cell(row, [](const LastRun &run) {
                        Cell out = statusCell(run.status);
                        out.tip = run.why;
                        return out;
                    });
                },
                {}, false},
        Column{u"lastRun"_s, LOTSE_MSG("Last run"), ColumnKind::Time, 140,
            [this](const Row &row) {
                const LastRun run = of(row.key);
                return run.state == LastRun::State::Known ? Cell::time(run.at) : Cell{{}, {}, {}, qint64(-1)};
            },
            {}, false},
        Column{u"lastReason"_s, LOTSE_MSG("Why"), ColumnKind::Text, 220,
            [this](const Row &row) {
                const LastRun run = of(row.key);
                return run.state == LastRun::State::Known ? Cell::plain(run.why) : Cell{};
            },
            {}, false}};
}

} // namespace lotse::models
