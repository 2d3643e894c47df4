// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "harbor/endpoint.h"
#include "harbor/scanner.h"
#include "joinedcase.h"
#include "models/activity/lastruns.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "models/tables/serverwords.h"
#include "support/borrowed.h"

#include <QAbstractItemModelTester>

using namespace lotse;
using namespace lotse::models;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

/// A list that changes its kind, as a page with tabs has one.
class Tabs : public RemoteList {
public:
    void change(const harbor::Client &client, const harbor::Endpoint &endpoint)
    {
        clearSource(columnsOf(endpoint.kind));
        setSource({client, &endpoint, {}, harbor::parentOf(endpoint, {}) != nullptr, {}});
    }
    bool isSettled() const { return !isLoading() && state() != u"idle"_s; }
};

} // namespace

/// A row of the demo registry is selected, and the table becomes one of another kind: for every two kinds of lists that
/// stand beside each other in the endpoint table, and everything is asked of the selected row at each signal.
class TestKindChange : public QObject {
    Q_OBJECT
private slots:
    void anyKindAfterAnyOther();
    void lastRunsOfPolicies_data();
    void lastRunsOfPolicies();
    void saysWhenARunCouldNotBeRead();
    void knowsTheWordsOfTheServer();

private:
    SystemClock m_clock;
};

void TestKindChange::anyKindAfterAnyOther()
{
    const auto transport = demoTransport(&m_clock);
    const harbor::Client client(borrowed(*transport));
    Tabs list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QString selected;
    int asked = 0;
    const auto ask = [&] {
        ++asked;
        list.rowFacts(selected);
        list.copyText({selected});
        list.rowJson(selected);
        list.rowNames(selected);
        for (const QVariant &column : list.columnList())
            list.rowActions(selected, column.toMap()[u"id"_s].toString());
        for (int row = 0; row < qMin(3, list.rowCount()); ++row) {
            for (int column = 0; column < list.columnCount(); ++column) {
                for (const int role : {int(TableModel::DisplayRole), int(TableModel::TipRole)})
                    list.data(list.index(row, column), role);
            }
        }
    };
    connect(&list, &QAbstractItemModel::modelReset, this, ask);
    connect(&list, &TableModel::columnsChanged, this, ask);
    connect(&list, &TableModel::sortChanged, this, ask);
    connect(&list, &TableModel::stateChanged, this, ask);
    int kinds = 0;
    int withRows = 0;
    for (const harbor::Endpoint &endpoint : harbor::endpoints()) {
        const bool isList = endpoint.shape == harbor::Shape::List || endpoint.shape == harbor::Shape::Plain;
        // One list of each kind is enough here; those below a run would be walked for minutes.
        if (!isList || !endpoint.walks || !endpoint.type.isValid() || endpoint.scope == harbor::Scope::Parent
            || endpoint.scope == harbor::Scope::Artifact || endpoint.scope == harbor::Scope::Repository)
            continue;
        ++kinds;
        list.change(client, endpoint);
        QCOMPARE(list.rowCount(), 0); // nothing of the kind before
        QVERIFY2(QTest::qWaitFor([&] { return list.isSettled(); }, 60'000), endpoint.kind);
        if (list.rowCount() == 0)
            continue;
        ++withRows;
        selected = list.rowKey(list.rowCount() - 1);
        QVERIFY2(!list.rowFacts(selected).isEmpty(), endpoint.kind);
    }
    QVERIFY2(kinds > 15 && withRows > 10, qPrintable(u"%1 %2"_s.arg(kinds).arg(withRows)));
    QVERIFY(asked > kinds * 3);
}

void TestKindChange::lastRunsOfPolicies_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind : {"replication-policies", "webhooks", "retention", "preheat-policies"})
        QTest::newRow(kind) << QByteArray(kind);
}

// What is set is not how it goes: beside each policy stands how it ended when it ran last.
void TestKindChange::lastRunsOfPolicies()
{
    QFETCH(QByteArray, kind);
    const auto transport = demoTransport(&m_clock);
    const harbor::Client client(borrowed(*transport));
    Tabs list;
    list.change(client, *harbor::endpoint(kind));
    QVERIFY(QTest::qWaitFor([&] { return list.isSettled(); }, 60'000));
    QVERIFY(list.rowCount() > 0);
    LastRuns runs;
    QVERIFY(LastRuns::has(kind));
    runs.start(client, kind);
    QStringList keys;
    for (int row = 0; row < list.rowCount(); ++row)
        keys += list.rowKey(row);
    const QList<Row> rows = list.rowsNamed(keys);
    const QList<Column> columns = runs.columns();
    QCOMPARE(columns[0].cell(rows.first()).text, u"\u2026"_s);
    runs.ask(rows);
    runs.ask(rows); // each once
    QVERIFY(QTest::qWaitFor([&] { return !runs.isAsking(); }, 20'000));
    int known = 0;
    for (const Row &row : rows) {
        const LastRun run = runs.of(row.key);
        QVERIFY2(run.state == LastRun::State::Known || run.state == LastRun::State::None, qPrintable(run.why));
        if (run.state != LastRun::State::Known)
            continue;
        ++known;
        QVERIFY(!run.status.isEmpty() && run.at.isValid());
        QVERIFY(stateOfStatus(run.status) != u"unknown"_s);
        QVERIFY(!columns[0].cell(row).text.isEmpty());
        QCOMPARE(exactText(columns[0].kind, columns[0].cell(row)), run.status);
    }
    QVERIFY(known > 0);
}

void TestKindChange::saysWhenARunCouldNotBeRead()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/executions"))
            return forbidden();
        return ScriptedTransport::json(R"([{"id":3,"name":"nightly","enabled":true}])", 200, 1);
    });
    Tabs list;
    list.change(harbor::Client(borrowed(transport)), *harbor::endpoint("replication-policies"));
    QVERIFY(QTest::qWaitFor([&] { return list.isSettled(); }, 60'000));
    LastRuns runs;
    runs.start(harbor::Client(borrowed(transport)), "replication-policies");
    const QList<Row> rows = list.rowsNamed({list.rowKey(0)});
    runs.ask(rows);
    QVERIFY(QTest::qWaitFor([&] { return !runs.isAsking(); }, 20'000));
    const Cell cell = runs.columns()[0].cell(rows.first());
    QCOMPARE(cell.text, u"could not be read"_s);
    QVERIFY(!cell.tip.isEmpty());
    runs.ask(rows);
    QVERIFY(!runs.isAsking()); // not again before the next start
}

void TestKindChange::knowsTheWordsOfTheServer()
{
    for (const QString &word : {u"Success"_s, u"Succeed"_s, u"SUCCESS"_s, u"Finished"_s}) {
        const Cell cell = statusCell(word);
        QCOMPARE(cell.text, u"succeeded"_s);
        QCOMPARE(cell.value.toString(), u"ok"_s);
        QCOMPARE(cell.exact.toString(), word);
    }
    QCOMPARE(statusCell(u"Error"_s).text, statusCell(u"Failed"_s).text);
    QCOMPARE(statusCell(u"Strange"_s).text, u"Strange"_s);
    QCOMPARE(statusCell(u"Strange"_s).value.toString(), u"unknown"_s);
    QCOMPARE(operationCell(u"user_login"_s).text, u"sign in"_s);
    QCOMPARE(resourceTypeCell(u"thing"_s).text, u"thing"_s);
    // A policy that is switched on may fail: nothing of what works, and no empty ring.
    QCOMPARE(enabledCell(true).value.toString(), u"enabled"_s);
    QCOMPARE(enabledCell(false).value.toString(), u"disabled"_s);
    const QList<Column> columns = columnsOf("scanners");
    const auto state =
        std::find_if(columns.begin(), columns.end(), [](const Column &column) { return column.id == u"enabled"_s; });
    QVERIFY(state != columns.end());
    Row row;
    row.record.value = QVariant::fromValue(harbor::ScannerRegistration());
    QCOMPARE(state->cell(row).value.toString(), u"enabled"_s);
}

QTEST_GUILESS_MAIN(TestKindChange)
#include "tst_kindchange.moc"
