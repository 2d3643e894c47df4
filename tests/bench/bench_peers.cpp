// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same questions asked of our columns, of plain SQLite and of a QSortFilterProxyModel. Prints "name value unit" and
// how many times as long the peer takes. The proxy gets 100,000 findings: what it does grows with their square.
#include "figures.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "generated.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <sqlite3.h>

#include <cstdlib>

using namespace lotse::findings;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kProxyRows = 100'000;

Context contextOf(int rows)
{
    Context context;
    context.set = FindingSet::of({generatedSegment(rows)});
    context.now = kGeneratedNow;
    return context;
}

void printRatio(const QString &name, double ours, double theirs, const char *peer)
{
    std::printf("%-36s ours %8.2f ms, %s %9.2f ms, %.0f times\n", qPrintable(name), ours, peer, theirs, theirs / ours);
    std::fflush(stdout);
}

class FindingModel : public QAbstractTableModel {
public:
    enum Column { SeverityColumn, FixColumn, VulnerabilityColumn, PackageColumn, FirstSeenColumn, Columns };
    explicit FindingModel(FindingSet::Ptr set)
        : m_set(std::move(set))
    {
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_set->rowCount());
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const Segment &segment = *m_set->parts().front().segment;
        const Segment::Line &line = segment.lineOf(quint32(index.row()));
        switch (index.column()) {
        case SeverityColumn:
            return int(line.severity);
        case FixColumn:
            return segment.text(Segment::Fix, line.fix);
        case VulnerabilityColumn:
            return segment.text(Segment::Vulnerability, line.vulnerability);
        case PackageColumn:
            return segment.text(Segment::Package, line.package);
        default:
            return segment.firstSeen[size_t(index.row())];
        }
    }

private:
    FindingSet::Ptr m_set;
};

class FindingProxy : public QSortFilterProxyModel {
public:
    void ask(int severity, bool hasFix)
    {
        m_severity = severity;
        m_hasFix = hasFix;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto at = [&](int column) { return sourceModel()->index(row, column, parent).data(); };
        return at(FindingModel::SeverityColumn).toInt() >= m_severity
            && (!m_hasFix || !at(FindingModel::FixColumn).toString().isEmpty());
    }

private:
    int m_severity = 0;
    bool m_hasFix = false;
};

void besideProxy()
{
    const Context context = contextOf(kProxyRows);
    std::printf("-- %u findings, beside QSortFilterProxyModel\n", context.set->rowCount());
    FindingModel model(context.set);
    FindingProxy proxy;
    proxy.setSourceModel(&model);
    (void)proxy.rowCount(); // it maps rows when it is first asked
    const Query query = parseQuery(u"sev:>=high fix:yes"_s).query;
    const double ours = medianTime([&] { (void)select(query, context); });
    const double narrowed = medianTime([&] { proxy.ask(int(Severity::High), true); }, 1);
    const double widened = medianTime([&] { proxy.ask(0, false); }, 1);
    printRatio(u"narrow to sev:>=high fix:yes"_s, ours, narrowed, "proxy");
    printRatio(u"widen to all"_s, medianTime([&] { (void)select({}, context); }), widened, "proxy");
    const double sorted = medianTime(
        [&] {
            (void)sortRows(context, context.set->allRows(), {{RowColumn::Vulnerability, false}});
        },
        3);
    printRatio(u"sort by vulnerability"_s, sorted,
        medianTime([&] { proxy.sort(FindingModel::VulnerabilityColumn); }, 1), "proxy");
}

// Texts as they are, one row a finding, and an index on what is asked for most.
class PlainTable {
public:
    explicit PlainTable(const FindingSet &set)
    {
        sqlite3_open(":memory:", &m_database);
        run("CREATE TABLE finding(severity INTEGER, vulnerability TEXT, package TEXT, version TEXT, fix TEXT,"
            " project TEXT, repository TEXT, digest TEXT, first_seen INTEGER)");
        run("BEGIN");
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(m_database, "INSERT INTO finding VALUES(?,?,?,?,?,?,?,?,?)", -1, &statement, nullptr);
        const Segment &segment = *set.parts().front().segment;
        for (quint32 row = 0; row < segment.rowCount(); ++row) {
            const Segment::Line &line = segment.lineOf(row);
            const Segment::Platform &platform = segment.platforms[segment.platform[row]];
            const Segment::Repository &repository = segment.repositories[platform.repository];
            const auto bind = [&](int place, Segment::Column column, quint32 id) {
                const QByteArrayView text = segment.dictionaries[column].at(id);
                sqlite3_bind_text(statement, place, text.data(), int(text.size()), SQLITE_STATIC);
            };
            sqlite3_bind_int(statement, 1, int(line.severity));
            bind(2, Segment::Vulnerability, line.vulnerability);
            bind(3, Segment::Package, line.package);
            bind(4, Segment::Version, line.version);
            bind(5, Segment::Fix, line.fix);
            bind(6, Segment::Project, repository.project);
            bind(7, Segment::Name, repository.name);
            bind(8, Segment::Digest, platform.digest);
            sqlite3_bind_int64(statement, 9, segment.firstSeen[row]);
            sqlite3_step(statement);
            sqlite3_reset(statement);
        }
        sqlite3_finalize(statement);
        run("COMMIT");
        run("CREATE INDEX finding_severity ON finding(severity)");
    }
    ~PlainTable() { sqlite3_close(m_database); }
    void run(const char *sql) { sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr); }

private:
    sqlite3 *m_database = nullptr;
};

void besideSqlite(int rows)
{
    const Context context = contextOf(rows);
    std::printf("-- %u findings, beside plain SQLite in memory\n", context.set->rowCount());
    PlainTable table(*context.set);
    const Rows all = context.set->allRows();
    const auto beside = [&](const QString &name, const std::function<void()> &ours, const char *sql) {
        printRatio(name, medianTime(ours), medianTime([&] { table.run(sql); }, 3), "SQLite");
    };
    beside(
        u"count sev:>=high fix:yes"_s, [&] { (void)select(parseQuery(u"sev:>=high fix:yes"_s).query, context); },
        "SELECT count(*) FROM finding WHERE severity >= 4 AND fix <> ''");
    beside(
        u"count pkg:*package-7*"_s, [&] { (void)select(parseQuery(u"pkg:*package-7*"_s).query, context); },
        "SELECT count(*) FROM finding WHERE package LIKE '%package-7%'");
    const auto pivot = [&](Pivot by) {
        Groups groups = groupRows(context, all, by);
        countGroups(context, all, groups);
        sortGroups(*context.set, groups, {{GroupColumn::Occurrences, true}});
    };
    beside(
        u"by vulnerability, with images"_s, [&] { pivot(Pivot::Vulnerability); },
        "SELECT vulnerability, count(*) n, max(severity), min(first_seen), count(DISTINCT digest) FROM finding"
        " GROUP BY vulnerability ORDER BY n DESC LIMIT 100");
    beside(
        u"by package, with images"_s, [&] { pivot(Pivot::Package); },
        "SELECT package, count(*) n, max(severity), min(first_seen), count(DISTINCT digest) FROM finding"
        " GROUP BY package ORDER BY n DESC LIMIT 100");
    beside(
        u"sort by severity, package, first seen"_s,
        [&] {
            (void)sortRows(
                context, all, {{RowColumn::Severity, true}, {RowColumn::Package, false}, {RowColumn::FirstSeen, true}});
        },
        "SELECT rowid FROM finding ORDER BY severity DESC, package, first_seen DESC");
}

} // namespace

int main(int argc, char **argv)
{
    besideProxy();
    besideSqlite(argc > 1 && std::atoi(argv[1]) > 0 ? std::atoi(argv[1]) : 1'000'000);
    return 0;
}
