// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

struct Item {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(qint64, size)
    FIELD(QString, severity)
};

static Row rowOf(const QString &name, qint64 size, const QString &severity = u"low"_s)
{
    Item item;
    item.name = name;
    item.size = size;
    item.severity = severity;
    return {name, u"payments"_s, {QVariant::fromValue(item), R"({"name":")" + name.toUtf8() + R"("})"}};
}

static QList<Column> columns()
{
    return {column<Item>(u"name"_s, "Name", ColumnKind::Text, 200, [](const Item &i) { return Cell::plain(i.name); }),
        column<Item>(u"size"_s, "Size", ColumnKind::Size, 90, [](const Item &i) { return Cell::size(i.size); }),
        column<Item>(u"severity"_s, "Severity", ColumnKind::Severity, 90,
            [](const Item &i) { return Cell::severity(i.severity); }),
        parentColumn("Project")};
}

class Asker : public QObject {
    Q_OBJECT
public:
    std::function<void()> call;
    int asked = 0;
public slots:
    void ask()
    {
        ++asked;
        if (call)
            call();
    }
};

class TestTableModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void sortsByValueNotByText();
    void sortsAnUnknownSeverityLast();
    void filtersAndKeepsKeys();
    void copiesRowsAsTsv();
    void namesItsColumns();
    void unlimitedSortsLast();
    void hidesSecretsInTheRawObject();
    void neverReadsARowByTheColumnsOfAnotherKind();
    void makesACellOnceForADrawing();
    void makesNoCellAgainWhileTheFilterGrows();
    void findsADigestByAllOfIt();
    void insertsAtTheFrontAndDropsTheLast();
    void takesEachPageOnceIntoAFilteredTable();
    void speaksTheNewLanguage();
    void tellsNotKnownFromNone();
    void givesExactValues_data();
    void givesExactValues();

private:
    static QList<Cell> &cells();
    Asker m_asker;
    std::unique_ptr<TableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QStringList names() const
    {
        QStringList out;
        for (int i = 0; i < m_model->rowCount(); ++i)
            out += m_model->rowKey(i);
        return out;
    }
};

void TestTableModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<TableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setColumns(columns());
    m_model->setRows({rowOf(u"b"_s, 900), rowOf(u"a"_s, 1'000'000), rowOf(u"c"_s, 20'000)});
}

void TestTableModel::sortsByValueNotByText()
{
    QCOMPARE(names(), QStringList({u"b"_s, u"a"_s, u"c"_s}));
    m_model->sortBy(u"size"_s, true);
    QCOMPARE(names(), QStringList({u"a"_s, u"c"_s, u"b"_s}));
    m_model->sortBy(u"name"_s, false);
    QCOMPARE(names(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    m_model->sortBy(u"nosuch"_s, false);
    QCOMPARE(m_model->sortColumn(), u"name"_s);
}

void TestTableModel::sortsAnUnknownSeverityLast()
{
    m_model->setRows(
        {rowOf(u"n"_s, 1, u"None"_s), rowOf(u"c"_s, 1, u"Critical"_s), rowOf(u"x"_s, 1, u"Catastrophic"_s)});
    m_model->sortBy(u"severity"_s, true);
    QCOMPARE(names(), QStringList({u"c"_s, u"n"_s, u"x"_s}));
}

void TestTableModel::filtersAndKeepsKeys()
{
    QSignalSpy filtered(m_model.get(), &TableModel::filterChanged);
    m_model->setFilter(u"C"_s);
    QCOMPARE(filtered.count(), 1);
    QCOMPARE(names(), QStringList({u"c"_s}));
    QCOMPARE(m_model->shown(), 1);
    QCOMPARE(m_model->loaded(), 3);
    QCOMPARE(m_model->indexOfKey(u"c"_s), 0);
    QCOMPARE(m_model->indexOfKey(u"a"_s), -1);
    // Hidden by the filter, but still there to be asked for.
    QCOMPARE(m_model->rowValue(u"a"_s).value<Item>().size, 1'000'000);
    m_model->setFilter({});
    QCOMPARE(m_model->rowCount(), 3);
}

void TestTableModel::copiesRowsAsTsv()
{
    m_model->setRows({rowOf(u"a\tb\nc"_s, 5)});
    QCOMPARE(m_model->copyText({u"a\tb\nc"_s, u"gone"_s}, {u"name"_s, u"size"_s}), u"Name\tSize\na b c\t5\n"_s);
    QVERIFY(m_model->copyText({u"a\tb\nc"_s}).startsWith(u"Name\tSize\tSeverity\tProject\n"_s));
}

void TestTableModel::namesItsColumns()
{
    const QVariantMap size = m_model->columnList().at(1).toMap();
    QCOMPARE(size.value(u"id"_s).toString(), u"size"_s);
    QCOMPARE(size.value(u"kind"_s).toString(), u"size"_s);
    QVERIFY(size.value(u"right"_s).toBool());
    QCOMPARE(m_model->data(m_model->index(0, 3), TableModel::DisplayRole).toString(), u"payments"_s);
    QCOMPARE(m_model->rowRaw(u"a"_s), uR"({"name":"a"})"_s);
}

void TestTableModel::hidesSecretsInTheRawObject()
{
    Row row = rowOf(u"w"_s, 1);
    row.record.raw =
        R"({"auth_header":"Bearer \"abc\" x","address":"https://a","oidc_client_secret":"s3","access_secret":""})";
    m_model->setRows({row});
    const QString raw = m_model->rowRaw(u"w"_s);
    QVERIFY2(!raw.contains(u"abc"_s) && !raw.contains(u"s3"_s), qPrintable(raw));
    QVERIFY(raw.contains(u"https://a"_s) && raw.contains(uR"("access_secret":"")"_s));
    QVERIFY(!m_model->rowJson(u"w"_s).contains(u"abc"_s));
}

struct Other {
    Q_GADGET
public:
    FIELD(qint64, count)
    FIELD(QString, word)
};

// A page whose kind changes under a selection: whatever is asked in between, nothing is read as what it is not.
void TestTableModel::neverReadsARowByTheColumnsOfAnotherKind()
{
    const QList<Column> others{column<Other>(
        u"word"_s, "Word", ColumnKind::Text, 100, [](const Other &o) { return Cell::plain(o.word + o.word); })};
    const auto askAll = [this] {
        for (const QString &key : {u"a"_s, u"b"_s, u"x"_s}) {
            m_model->rowFacts(key);
            m_model->copyText({key});
            m_model->rowJson(key);
        }
        for (int row = 0; row < m_model->rowCount(); ++row) {
            for (int column = 0; column < m_model->columnCount(); ++column)
                m_model->data(m_model->index(row, column), TableModel::DisplayRole);
        }
    };
    for (const char *signal :
        {SIGNAL(columnsChanged()), SIGNAL(modelReset()), SIGNAL(stateChanged()), SIGNAL(sortChanged())})
        connect(m_model.get(), signal, &m_asker, SLOT(ask()));
    m_asker.call = askAll;
    m_model->setColumns(others); // the old way: rows of before, columns of now
    QCOMPARE(m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(), QString());
    m_model->sortBy(u"word"_s, true);
    m_model->setColumns(columns());
    m_model->sortBy(u"size"_s, true);
    m_model->resetTo(others);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(m_model->sortColumn().isEmpty());
    Other other;
    other.word = u"w"_s;
    m_model->setRows({{u"x"_s, {}, {QVariant::fromValue(other), {}}}});
    QCOMPARE(m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(), u"ww"_s);
    QVERIFY(m_asker.asked >= 6);
    m_asker.call = {};
}

static int cellsMade = 0;

static QList<Column> countingColumns()
{
    return {column<Item>(u"name"_s, "Name", ColumnKind::Text, 200, [](const Item &i) {
        ++cellsMade;
        return Cell::plain(i.name);
    })};
}

void TestTableModel::makesACellOnceForADrawing()
{
    m_tester.reset();
    m_model->setColumns(countingColumns());
    cellsMade = 0;
    for (const int role : {int(TableModel::DisplayRole), int(TableModel::ValueRole), int(TableModel::TipRole),
             int(TableModel::DisplayRole)})
        m_model->data(m_model->index(0, 0), role);
    QCOMPARE(cellsMade, 1);
    m_model->setRows({rowOf(u"new"_s, 1)});
    QCOMPARE(m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(), u"new"_s);
}

void TestTableModel::makesNoCellAgainWhileTheFilterGrows()
{
    m_tester.reset();
    m_model->setColumns(countingColumns());
    QList<Row> rows;
    for (int i = 0; i < 1000; ++i)
        rows.append(rowOf(u"name-%1"_s.arg(i), i));
    m_model->setRows(rows);
    cellsMade = 0;
    for (const QString &text : {u"n"_s, u"na"_s, u"name-1"_s, u"name-10"_s, u"name-1"_s, u"xyz"_s})
        m_model->setFilter(text);
    QCOMPARE(cellsMade, 1000);
    QCOMPARE(m_model->shown(), 0);
    m_model->setFilter(u"NAME-10"_s);
    QCOMPARE(m_model->shown(), 11);
    m_model->setFilter({});
    QCOMPARE(m_model->shown(), 1000);
}

void TestTableModel::findsADigestByAllOfIt()
{
    m_model->setColumns({column<Item>(
        u"digest"_s, "Digest", ColumnKind::Digest, 100, [](const Item &i) { return Cell::digest(i.name); })});
    const QString digest = u"sha256:"_s + QString(64, u'a');
    m_model->setRows({rowOf(digest, 1), rowOf(u"sha256:"_s + QString(64, u'b'), 1)});
    m_model->setFilter(digest);
    QCOMPARE(names(), QStringList{digest});
}

void TestTableModel::insertsAtTheFrontAndDropsTheLast()
{
    struct Open : TableModel {
        using TableModel::prependRow;
    } model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setColumns(columns());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy told(&model, &TableModel::stateChanged);
    for (int i = 0; i < 10; ++i)
        model.prependRow(rowOf(u"r%1"_s.arg(i), i), 5);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(inserted.count(), 10);
    QCOMPARE(removed.count(), 5);
    QCOMPARE(told.count(), 5); // as long as there are more of them
    QCOMPARE(model.rowKey(0), u"r9"_s);
    QCOMPARE(model.rowKey(4), u"r5"_s);
    QCOMPARE(model.indexOfKey(u"r5"_s), 4);
    QCOMPARE(model.indexOfKey(u"r0"_s), -1);
    QCOMPARE(model.data(model.index(0, 0), TableModel::DisplayRole).toString(), u"r9"_s);
    model.setFilter(u"r7"_s);
    model.prependRow(rowOf(u"r70"_s, 1), 5);
    model.prependRow(rowOf(u"other"_s, 1), 5);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowKey(0), u"r70"_s);
    model.setFilter({});
    model.sortBy(u"name"_s, false);
    model.prependRow(rowOf(u"b"_s, 1), 5);
    QCOMPARE(model.rowKey(0), u"b"_s);
    QCOMPARE(model.rowCount(), 5);
}

void TestTableModel::takesEachPageOnceIntoAFilteredTable()
{
    struct Open : TableModel {
        using TableModel::appendRows;
    } model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setColumns(columns());
    model.setRows({rowOf(u"ape"_s, 1)});
    model.setFilter(u"ape"_s);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.appendRows({rowOf(u"bee"_s, 1), rowOf(u"grape"_s, 1)});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowKey(1), u"grape"_s);
    QCOMPARE(model.loaded(), 3);
}

class Backwards : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        if (qstrcmp(context, "core") != 0)
            return {};
        QString out = QString::fromUtf8(text);
        std::reverse(out.begin(), out.end());
        return out;
    }
};

void TestTableModel::speaksTheNewLanguage()
{
    m_model->setColumns(
        {column<Item>(u"never"_s, "Never", ColumnKind::Time, 100, [](const Item &) { return Cell::time({}); })});
    m_model->setState(TableModel::State::Partial, {}, Message{"some are missing", {}});
    const auto shown = [this] { return m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(); };
    QCOMPARE(shown(), u"never"_s);
    QSignalSpy columnsTold(m_model.get(), &TableModel::columnsChanged);
    QSignalSpy cellsTold(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy stateTold(m_model.get(), &TableModel::stateChanged);
    Backwards words;
    QCoreApplication::installTranslator(&words);
    QTRY_COMPARE(columnsTold.count(), 1);
    QCOMPARE(cellsTold.count(), 1);
    QCOMPARE(stateTold.count(), 1);
    QCOMPARE(shown(), u"reven"_s);
    QCOMPARE(m_model->columnList().first().toMap().value(u"title"_s).toString(), u"reveN"_s);
    QCOMPARE(m_model->note(), u"gnissim era emos"_s);
    QCoreApplication::removeTranslator(&words);
    QTRY_COMPARE(columnsTold.count(), 2);
    QCOMPARE(shown(), u"never"_s);
}

void TestTableModel::tellsNotKnownFromNone()
{
    TableModel model;
    QVERIFY(!model.isKnown());
    QCOMPARE(model.total(), -1);
    model.setState(TableModel::State::Loading);
    QVERIFY(!model.isKnown());
    model.setState(TableModel::State::Error);
    QVERIFY(!model.isKnown() && !model.isWhole());
    model.setState(TableModel::State::Empty);
    QVERIFY(model.isKnown() && model.isWhole());
    model.setState(TableModel::State::Partial);
    QVERIFY(model.isKnown() && !model.isWhole());
}

void TestTableModel::givesExactValues_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, ColumnKind kind, const Cell &cell, const QVariant &value,
                         const QString &text) {
        cells().append(cell);
        QTest::newRow(name) << int(kind) << value << text;
    };
    cells().clear();
    const QString digest = u"sha256:"_s + QString(64, u'a');
    row("a time in its zone", ColumnKind::Time,
        Cell::time(QDateTime(QDate(2026, 3, 1), QTime(1, 2, 3), Qt::OffsetFromUTC, 3600)), u"2026-03-01T00:02:03Z"_s,
        u"2026-03-01T00:02:03Z"_s);
    row("never", ColumnKind::Time, Cell::time({}), u"never"_s, u"never"_s);
    row("bytes", ColumnKind::Size, Cell::size(1'234'567'890'123), qint64(1'234'567'890'123), u"1234567890123"_s);
    row("a number", ColumnKind::Number, Cell::number(12'345), qint64(12'345), u"12345"_s);
    row("a share", ColumnKind::Share, Cell::share(1, 4), 0.25, u"0.25"_s);
    row("a digest", ColumnKind::Digest, Cell::digest(digest), digest, digest);
    row("yes", ColumnKind::Text, Cell::yesNo(true), true, u"true"_s);
    row("a severity", ColumnKind::Severity, Cell::severity(u"High"_s), u"High"_s, u"High"_s);
    row("empty", ColumnKind::Text, Cell{}, {}, QString());
    row("all tags", ColumnKind::Text, Cell{u"a and 2 more"_s, {}, {}, {}, QStringList{u"a"_s, u"b"_s, u"c"_s}},
        QStringList{u"a"_s, u"b"_s, u"c"_s}, u"a, b, c"_s);
}

QList<Cell> &TestTableModel::cells()
{
    static QList<Cell> all;
    return all;
}

void TestTableModel::givesExactValues()
{
    QFETCH(int, kind);
    QFETCH(QVariant, value);
    QFETCH(QString, text);
    const Cell cell = cells().takeFirst();
    QCOMPARE(exactValue(ColumnKind(kind), cell), value);
    QCOMPARE(exactText(ColumnKind(kind), cell), text);
}

void TestTableModel::unlimitedSortsLast()
{
    m_model->setRows({rowOf(u"u"_s, -1), rowOf(u"s"_s, 5)});
    m_model->sortBy(u"size"_s, false);
    QCOMPARE(names(), QStringList({u"s"_s, u"u"_s}));
}

QTEST_GUILESS_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
