// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docklists.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

using models::Cell;
using models::Column;
using models::ColumnKind;
using models::Row;

namespace {

constexpr qsizetype mostRequests = 500;
constexpr qsizetype mostProblems = 200;

using Problem = ProblemList::Problem;

Cell statusCell(const RequestRecord &request)
{
    if (request.retryInMs >= 0) {
        return Cell::state(
            u"warning"_s, RequestList::tr("again in %n s", nullptr, int((request.retryInMs + 999) / 1000)));
    }
    if (request.tookMs < 0)
        return Cell::state(u"running"_s, RequestList::tr("running"));
    if (request.status == 0)
        return Cell::state(u"error"_s, RequestList::tr("no answer"));
    return Cell::state(request.status < 400 ? u"ok"_s : u"error"_s, QString::number(request.status));
}

Cell tookCell(const RequestRecord &request)
{
    return request.tookMs < 0 ? Cell::plain({}) : Cell::number(request.tookMs);
}

} // namespace

RequestList::RequestList(QObject *parent)
    : TableModel(parent)
{
    using models::column;
    setColumns({
        column<RequestRecord>(u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 150,
            [](const RequestRecord &r) { return Cell::time(r.startedAt); }),
        column<RequestRecord>(u"status"_s, LOTSE_MSG("Status"), ColumnKind::State, 110,
            [](const RequestRecord &r) { return statusCell(r); }),
        column<RequestRecord>(u"method"_s, LOTSE_MSG("Method"), ColumnKind::Mono, 70,
            [](const RequestRecord &r) { return Cell::plain(QString::fromLatin1(r.method)); }),
        models::parentColumn(LOTSE_MSG("Registry")),
        column<RequestRecord>(u"path"_s, LOTSE_MSG("Path"), ColumnKind::Mono, 460,
            [](const RequestRecord &r) { return Cell::plain(QString::fromUtf8(r.path)); }),
        column<RequestRecord>(u"took"_s, LOTSE_MSG("Milliseconds"), ColumnKind::Number, 100, &tookCell),
        column<RequestRecord>(u"bytes"_s, LOTSE_MSG("Received"), ColumnKind::Size, 90,
            [](const RequestRecord &r) { return Cell::size(r.bytes); }),
        column<RequestRecord>(u"id"_s, LOTSE_MSG("Request ID"), ColumnKind::Mono, 220,
            [](const RequestRecord &r) { return Cell::plain(QString::fromLatin1(r.requestId)); }),
    });
    setState(State::Empty);
}

void RequestList::take(const QString &host, const RequestRecord &record)
{
    const QString key = host + u'/' + QString::number(record.id);
    const QVariant value = QVariant::fromValue(record);
    if (record.tookMs < 0)
        m_running.insert(key);
    else
        m_running.remove(key);
    if (rowValue(key).isValid()) {
        updateRow(key, {value, {}});
        return;
    }
    Row row;
    row.key = key;
    row.parent = host;
    row.record.value = value;
    prependRow(std::move(row), mostRequests);
    if (modelState() != State::Ready)
        setState(State::Ready);
}

int RequestList::running() const
{
    return int(std::count_if(
        m_running.begin(), m_running.end(), [this](const QString &key) { return rowValue(key).isValid(); }));
}

QString RequestList::curl(const QString &key) const
{
    return rowValue(key).value<RequestRecord>().curl;
}

ProblemList::ProblemList(QObject *parent)
    : TableModel(parent)
{
    using models::column;
    setColumns({
        column<Problem>(
            u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 150, [](const Problem &p) { return Cell::time(p.when); }),
        column<Problem>(u"status"_s, LOTSE_MSG("Status"), ColumnKind::State, 90,
            [](const Problem &p) {
                return p.isSolved ? Cell::state(u"ok"_s, ProblemList::tr("solved"))
                                  : Cell::state(u"error"_s, ProblemList::tr("open"));
            }),
        models::parentColumn(LOTSE_MSG("Registry")),
        column<Problem>(u"problem"_s, LOTSE_MSG("Problem"), ColumnKind::Text, 620,
            [](const Problem &p) { return Cell::plain(p.error.text()); }),
        column<Problem>(u"where"_s, LOTSE_MSG("Where"), ColumnKind::Mono, 320,
            [](const Problem &p) { return Cell::plain(p.error.where); }),
    });
    setState(State::Empty);
}

void ProblemList::report(const QString &registry, const Error &error, const QDateTime &when, const Source &source)
{
    close(source.id);
    Row row;
    row.key = QString::number(m_next++);
    const bool isNamed = !source.account.isEmpty() && source.account != registry;
    row.parent = isNamed ? u"%1 (%2)"_s.arg(source.account, registry) : registry;
    row.record.value = QVariant::fromValue(Problem{registry, when, error, source});
    m_kept.prepend(row);
    if (m_kept.size() > mostProblems)
        m_kept.removeLast();
    publish();
}

bool ProblemList::close(const QString &sourceId)
{
    bool found = false;
    for (Row &row : m_kept) {
        auto problem = row.record.value.value<Problem>();
        if (sourceId.isEmpty() || problem.source.id != sourceId || problem.isSolved)
            continue;
        problem.isSolved = true;
        row.record.value = QVariant::fromValue(problem);
        found = true;
    }
    return found;
}

void ProblemList::solve(const QString &sourceId)
{
    if (close(sourceId))
        publish();
}

void ProblemList::publish()
{
    setRows(m_kept);
    setState(m_kept.isEmpty() ? State::Empty : State::Ready);
    emit openChanged();
}

int ProblemList::open() const
{
    return int(std::count_if(
        m_kept.begin(), m_kept.end(), [](const Row &row) { return !row.record.value.value<Problem>().isSolved; }));
}

QString ProblemList::detail(const QString &key) const
{
    const Error error = rowValue(key).value<Problem>().error;
    QStringList lines{error.text(), error.where, error.detail};
    if (!error.requestId.isEmpty())
        lines.append(tr("Request ID: %1").arg(error.requestId));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QList<ProblemList::Problem> ProblemList::all() const
{
    QList<Problem> problems;
    for (const Row &row : m_kept)
        problems.append(row.record.value.value<Problem>());
    return problems;
}

void ProblemList::clear()
{
    m_kept.clear();
    publish();
}

int JobList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

QVariant JobList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_jobs.size())
        return {};
    const Job &job = m_jobs[index.row()];
    switch (role) {
    case IdRole:
        return job.id;
    case TitleRole:
        return job.title;
    case SentenceRole:
        return job.sentence;
    case ConditionRole:
        return job.condition;
    case ShareRole:
        return job.total > 0 ? double(job.done) / double(job.total) : -1.0;
    case ProgressRole:
        return job.total >= 0 ? tr("%L1 of %L2").arg(job.done).arg(job.total) : tr("%L1").arg(job.done);
    case LogRole:
        return job.log;
    default:
        return {};
    }
}

QHash<int, QByteArray> JobList::roleNames() const
{
    return {{IdRole, "jobId"}, {TitleRole, "title"}, {SentenceRole, "sentence"}, {ConditionRole, "condition"},
        {ShareRole, "share"}, {ProgressRole, "progressText"}, {LogRole, "log"}};
}

int JobList::running() const
{
    return int(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job &job) { return job.condition == u"running"_s; }));
}

quint64 JobList::begin(const QString &title)
{
    const quint64 id = m_next++;
    beginInsertRows({}, 0, 0);
    m_jobs.prepend({id, title, {}, u"running"_s, 0, -1, {}});
    endInsertRows();
    emit countChanged();
    return id;
}

void JobList::touch(quint64 id, const std::function<void(Job &)> &change)
{
    for (int row = 0; row < m_jobs.size(); ++row) {
        if (m_jobs[row].id != id)
            continue;
        change(m_jobs[row]);
        emit dataChanged(index(row), index(row));
        emit countChanged();
        return;
    }
}

void JobList::progress(quint64 id, qint64 done, qint64 total, const QString &sentence)
{
    touch(id, [&](Job &job) {
        job.done = done;
        job.total = total;
        job.sentence = sentence;
    });
}

void JobList::end(quint64 id, const QString &condition, const QString &sentence)
{
    touch(id, [&](Job &job) {
        job.condition = condition;
        job.sentence = sentence;
    });
}

void JobList::remove(quint64 id)
{
    for (int row = 0; row < m_jobs.size(); ++row) {
        if (m_jobs[row].id != id || m_jobs[row].condition == u"running"_s)
            continue;
        beginRemoveRows({}, row, row);
        m_jobs.removeAt(row);
        endRemoveRows();
        emit countChanged();
        return;
    }
}

void JobList::clearFinished()
{
    beginResetModel();
    m_jobs.removeIf([](const Job &job) { return job.condition != u"running"_s; });
    endResetModel();
    emit countChanged();
}

} // namespace lotse::ui
