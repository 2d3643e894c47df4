// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/findingstable.h"

#include "base/safetext.h"
#include "findings/fixes.h"
#include "findings/severityorder.h"
#include "net/httperror.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::Report;

// As the query has it: "none" and "not fixed" are no fixes.
static bool hasFix(const Report &report, qsizetype row)
{
    return !findings::fixesIn(report.fixVersion(row)).isEmpty();
}

FindingsTable::FindingsTable(QObject *parent)
    : TableModel(parent)
{
    setColumns(makeColumns());
}

QList<Column> FindingsTable::makeColumns() const
{
    const auto make = [this](const QString &id, const char *title, ColumnKind kind, int width, auto cell) {
        return Column{id, title, kind, width,
            [this, cell](const Row &row) { return cell(*m_read.report, row.record.value.toInt()); }, {}, false};
    };
    const auto text = [](QByteArrayView utf8) { return Cell::plain(QString::fromUtf8(utf8)); };
    Column status = make(u"status"_s, LOTSE_MSG("Status"), ColumnKind::Text, 110,
        [text](const Report &r, int i) { return text(r.status(i)); });
    status.hidden = true; // the details say it: there is no room for all beside them
    return {make(u"severity"_s, LOTSE_MSG("Severity"), ColumnKind::Severity, 110,
                [](const Report &r, int i) {
                    const findings::Severity severity = r.severity(i);
                    return Cell{QString::fromUtf8(r.severityWord(i)), findings::severityWord(severity), {},
                        findings::displayRank(severity)};
                }),
        make(u"id"_s, LOTSE_MSG("Vulnerability"), ColumnKind::Mono, 150,
            [text](const Report &r, int i) { return text(r.id(i)); }),
        make(u"cvss"_s, LOTSE_MSG("CVSS"), ColumnKind::Number, 60,
            [](const Report &r, int i) {
                // Kept as float: 9.8 must not be written as 9.800000190734863.
                const double score = std::round(r.cvss(i) * 100) / 100;
                return score < 0 ? Cell{QString(), {}, {}, -1.0}
                                 : Cell{QLocale().toString(score, 'f', 1), score, {}, score};
            }),
        make(u"package"_s, LOTSE_MSG("Package"), ColumnKind::Text, 200,
            [text](const Report &r, int i) { return text(r.package(i)); }),
        make(u"version"_s, LOTSE_MSG("Installed"), ColumnKind::Mono, 150,
            [text](const Report &r, int i) { return text(r.version(i)); }),
        make(u"fixed"_s, LOTSE_MSG("Fixed in"), ColumnKind::Mono, 150,
            [text](const Report &r, int i) { return text(r.fixVersion(i)); }),
        status};
}

void FindingsTable::setSource(const harbor::Client &client, const harbor::Params &keys)
{
    m_client = client;
    m_keys = keys;
    setRows({});
    m_read = {};
    refresh();
}

Result<FindingsTable::ReadReport> FindingsTable::decode(const Response &response, const QString &host)
{
    if (const Error error = requireJson(response, "GET", host))
        return error;
    Result<Report> report = Report::read(response.body);
    if (!report)
        return report.error();
    ReadReport out;
    out.report = std::make_shared<const Report>(std::move(report).value());
    out.order.resize(size_t(out.report->count()));
    std::iota(out.order.begin(), out.order.end(), 0);
    std::stable_sort(out.order.begin(), out.order.end(), [&r = *out.report](int a, int b) {
        const auto rank = [&r](int row) { return std::pair(findings::displayRank(r.severity(row)), r.cvss(row)); };
        return rank(a) > rank(b);
    });
    return out;
}

void FindingsTable::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    const harbor::Endpoint *endpoint = harbor::endpoint("vulnerability-report");
    Result<Request> request = harbor::buildRequest(*endpoint, m_keys);
    if (!request) {
        setState(State::Error, request.error());
        return;
    }
    setState(State::Loading);
    m_client.transport()->call<ReadReport>(
        std::move(request).value(), m_run,
        [host = m_client.transport()->origin().authority()](
            const Response &response) { return decode(response, host); },
        [this](Result<ReadReport> read) { came(std::move(read)); });
}

void FindingsTable::came(Result<ReadReport> read)
{
    if (!read) {
        setState(State::Error, read.error());
        return;
    }
    // Rows point into the old report: they go first.
    setRows({});
    m_read = std::move(read).value();
    m_counts.clear();
    m_fixable = 0;
    const Report &report = *m_read.report;
    for (qsizetype i = 0; i < report.count(); ++i) {
        QVariant &count = m_counts[findings::severityWord(report.severity(i))];
        count = count.toLongLong() + 1;
        m_fixable += hasFix(report, i) ? 1 : 0;
    }
    setAsOf(QDateTime::currentDateTimeUtc());
    show();
    if (report.isEmpty()) {
        setState(State::Empty, {}, {LOTSE_MSG("No report: the artifact was not scanned, or the scan failed."), {}});
    } else if (!report.unreadable().isEmpty()) {
        setState(State::Partial, report.unreadable().first(),
            Message::counted(LOTSE_MSG_N("%Ln lines of the report are not readable and missing here.",
                                 "%Ln line of the report is not readable and missing here."),
                report.unreadableCount()));
    } else {
        setState(report.count() ? State::Ready : State::Empty);
    }
    emit reportChanged();
}

void FindingsTable::show()
{
    QList<Row> rows;
    for (const int i : m_read.order) {
        if (m_onlyFixable && !hasFix(*m_read.report, i))
            continue;
        if (!m_severities.isEmpty() && !m_severities.contains(findings::severityWord(m_read.report->severity(i))))
            continue;
        Row row;
        row.key = QString::number(i);
        row.record.value = i;
        rows.append(std::move(row));
    }
    setTotal(rows.size());
    setRows(std::move(rows));
}

void FindingsTable::setSeverities(const QStringList &words)
{
    if (m_severities == words)
        return;
    m_severities = words;
    show();
    emit narrowed();
}

void FindingsTable::setOnlyFixable(bool only)
{
    if (m_onlyFixable == only)
        return;
    m_onlyFixable = only;
    show();
    emit narrowed();
}

QVariantMap FindingsTable::detail(const QString &key) const
{
    const QVariant row = rowValue(key);
    if (!row.isValid() || !m_read.report)
        return {};
    const Result<harbor::Finding> line = m_read.report->finding(row.toInt());
    if (!line)
        return {{u"problem"_s, line.error().text()}};
    const auto visible = [](const QString &text) { return safetext::visible(text, true); };
    QStringList vectors = {line->preferredCvss.vectorV3, line->preferredCvss.vectorV2};
    vectors.removeAll(QString());
    QStringList links;
    for (const QString &link : line->links)
        links += visible(link);
    const double score = m_read.report->cvss(row.toInt());
    return {{u"id"_s, visible(line->id)}, {u"severity"_s, findings::severityWord(m_read.report->severity(row.toInt()))},
        {u"package"_s, visible(line->package)}, {u"version"_s, visible(line->version)},
        {u"fixed"_s, visible(line->fixVersion)}, {u"status"_s, visible(line->status)},
        {u"cvss"_s, score < 0 ? QString() : QLocale().toString(score, 'f', 1)},
        {u"description"_s, visible(line->description)}, {u"vectors"_s, visible(vectors.join(u'\n'))},
        {u"weaknesses"_s, visible(line->cweIds.join(u", "_s))}, {u"links"_s, links}};
}

} // namespace lotse::models
