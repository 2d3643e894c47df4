// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

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

class TestTableModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void sortsByValueNotByText();
    void sortsAnUnknownSeverityAboveAll();
    void filtersAndKeepsKeys();
    void copiesRowsAsTsv();
    void namesItsColumns();
    void unlimitedSortsLast();
    void hidesSecretsInTheRawObject();

private:
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

void TestTableModel::sortsAnUnknownSeverityAboveAll()
{
    m_model->setRows(
        {rowOf(u"n"_s, 1, u"None"_s), rowOf(u"c"_s, 1, u"Critical"_s), rowOf(u"x"_s, 1, u"Catastrophic"_s)});
    m_model->sortBy(u"severity"_s, true);
    QCOMPARE(names(), QStringList({u"x"_s, u"c"_s, u"n"_s}));
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
    QCOMPARE(m_model->copyText({u"a\tb\nc"_s, u"gone"_s}, {u"name"_s, u"size"_s}), u"Name\tSize\na b c\t5 bytes\n"_s);
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

void TestTableModel::unlimitedSortsLast()
{
    m_model->setRows({rowOf(u"u"_s, -1), rowOf(u"s"_s, 5)});
    m_model->sortBy(u"size"_s, false);
    QCOMPARE(names(), QStringList({u"s"_s, u"u"_s}));
}

QTEST_GUILESS_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
