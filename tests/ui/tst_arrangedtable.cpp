// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangedtable.h"
#include "fleet.h"
#include "heard.h"

#include <QAbstractItemModelTester>
#include <QFontMetricsF>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;

/// Columns as a person arranged them, kept by table id; a selection of keys that survives sorting and new rows.
class TestArrangedTable : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void init()
    {
        m_fleet = std::make_unique<test::Fleet>();
        m_fleet->fill(20);
        m_settings = std::make_unique<QSettings>(
            m_folder.filePath(u"%1.ini"_s.arg(QLatin1StringView(QTest::currentTestFunction()))), QSettings::IniFormat);
        m_table = make();
    }
    void cleanup() { m_table.reset(); }

    void isAProperModel();
    void movesColumnsWithTheirCells();
    void hidesColumnsButNotTheLast();
    void keepsTheLayout();
    void findsTheCellAtAPoint();
    void givesSpareWidthToTheFirstWords();
    void takesFromWordsWhereThereIsTooLittle();
    void givesRoomToWhatIsCut();
    void forgetsARowThatAFilterTookAway();
    void selectsByShiftAndCtrl();
    void keepsTheSelectionOverSorting();
    void tellsCellsWhichRowIsSelected();
    void resetsTheLayout();

private:
    std::unique_ptr<ui::ArrangedTable> make() const
    {
        auto table = std::make_unique<ui::ArrangedTable>();
        table->setSettings(m_settings.get());
        table->setTableId(u"fleet"_s);
        table->setSource(m_fleet.get());
        return table;
    }
    QStringList ids() const
    {
        QStringList ids;
        for (const QVariant &column : m_table->columns())
            ids.append(column.toMap().value(u"id"_s).toString());
        return ids;
    }
    int role(const char *name) const { return m_table->roleNames().key(name); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Fleet> m_fleet;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::ArrangedTable> m_table;
};

void TestArrangedTable::isAProperModel()
{
    QAbstractItemModelTester tester(m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_fleet->fill(40);
    m_fleet->sortBy(u"size"_s, true);
    m_fleet->setFilter(u"v1.3"_s);
    m_table->moveColumn(0, 3);
    m_table->setHidden(u"digest"_s, true);
    m_fleet->fill(0);
    QCOMPARE(m_table->rowCount(), 0);
}

void TestArrangedTable::movesColumnsWithTheirCells()
{
    const QString digest = m_table->index(2, 1).data().toString();
    QCOMPARE(digest.size(), 12); // a table shows the first twelve digits, without the name of the algorithm
    m_table->moveColumn(1, 0);
    QCOMPARE(ids().mid(0, 2), QStringList({u"digest"_s, u"name"_s}));
    QCOMPARE(m_table->index(2, 0).data().toString(), digest);
}

void TestArrangedTable::hidesColumnsButNotTheLast()
{
    const QStringList all = ids();
    for (const QString &id : all)
        m_table->setHidden(id, true);
    QCOMPARE(ids(), QStringList{all.last()});
    m_table->setHidden(all.first(), false);
    QCOMPARE(ids(), QStringList({all.first(), all.last()}));
}

void TestArrangedTable::keepsTheLayout()
{
    m_table->moveColumn(2, 0);
    m_table->setWidth(0, 333);
    m_table->setHidden(u"labels"_s, true);
    const QStringList before = ids();
    m_settings->sync();
    m_table = make();
    QCOMPARE(ids(), before);
    QCOMPARE(m_table->widthOf(0), 333.0);
    QVERIFY(!ids().contains(u"labels"_s));
}

void TestArrangedTable::findsTheCellAtAPoint()
{
    const qreal first = m_table->widthOf(0);
    const int rows = m_table->rowCount();
    QVERIFY(rows > 1);
    QCOMPARE(m_table->cellAt(0, 0, 20), QPoint(0, 0));
    QCOMPARE(m_table->cellAt(first - 1, 39, 20), QPoint(0, 1));
    QCOMPARE(m_table->cellAt(first, 40 - 20, 20), QPoint(1, 1));
    qreal all = 0;
    for (int i = 0; i < m_table->columnCount(); ++i)
        all += m_table->widthOf(i);
    QCOMPARE(m_table->cellAt(all - 1, rows * 20 - 1, 20), QPoint(m_table->columnCount() - 1, rows - 1));
    for (const QPointF &outside : {QPointF(-1, 0), QPointF(0, -1), QPointF(all, 0), QPointF(0, rows * 20)})
        QCOMPARE(m_table->cellAt(outside.x(), outside.y(), 20), QPoint(-1, -1));
}

void TestArrangedTable::givesSpareWidthToTheFirstWords()
{
    const qreal before = m_table->widthOf(0);
    m_table->setAvailable(4000);
    QVERIFY(m_table->widthOf(0) > before);
    qreal sum = 0;
    for (int i = 0; i < m_table->columnCount(); ++i)
        sum += m_table->widthOf(i);
    QCOMPARE(sum, 4000.0);
    m_table->setWidth(0, 100);
    QCOMPARE(m_table->widthOf(0), 100.0);
}

void TestArrangedTable::givesRoomToWhatIsCut()
{
    QFont font;
    font.setPixelSize(13);
    QSignalSpy arranged(m_table.get(), &ui::ArrangedTable::arrangementChanged);
    m_table->setAvailable(1400);
    m_table->setFont(font);
    m_table->setMonoFont(font);
    QTRY_VERIFY(arranged.count() > 1);
    const QFontMetricsF metrics(font);
    // The words of the first column fit although another one was as wide as it.
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const QString kind = m_table->columns()[column].toMap().value(u"kind"_s).toString();
        if (kind != u"text"_s && kind != u"time"_s && kind != u"size"_s)
            continue;
        for (int row = 0; row < m_table->rows(); ++row) {
            const QString text = m_table->index(row, column).data().toString();
            QVERIFY2(metrics.horizontalAdvance(text) + 16 <= m_table->widthOf(column), qPrintable(text));
        }
    }
    qreal sum = 0;
    for (int column = 0; column < m_table->columnCount(); ++column)
        sum += m_table->widthOf(column);
    QVERIFY2(sum <= 1400, qPrintable(QString::number(sum)));
    // What the person has sized stays as it is.
    m_table->setWidth(0, 60);
    QCOMPARE(m_table->widthOf(0), 60.0);
}

void TestArrangedTable::forgetsARowThatAFilterTookAway()
{
    m_table->setSettled(true);
    m_table->choose(0, false, false);
    m_table->choose(2, false, true);
    const QString kept = m_table->keyAt(2);
    m_table->choose(0, false, true);
    m_table->choose(0, false, true);
    const QString other = m_fleet->index(2, 0).data().toString();
    m_fleet->setFilter(other);
    QTRY_COMPARE(m_table->currentKey(), QString());
    QCOMPARE(m_table->selectedKeys(), QStringList{kept});
    QCOMPARE(m_table->selectedCount(), 1);
    m_table->setPicksFirst(true);
    QCOMPARE(m_table->currentRow(), 0);
}

void TestArrangedTable::takesFromWordsWhereThereIsTooLittle()
{
    const auto widths = [this] {
        QHash<QString, qreal> out;
        for (const QVariant &column : m_table->columns())
            out.insert(column.toMap()[u"id"_s].toString(), column.toMap()[u"width"_s].toReal());
        return out;
    };
    // The name is the second column now: only the first is never cut.
    m_table->moveColumn(0, 1);
    const QHash<QString, qreal> whole = widths();
    qreal sum = 0;
    for (const qreal width : whole)
        sum += width;
    m_table->setAvailable(sum - 50);
    const QHash<QString, qreal> fitting = widths();
    QCOMPARE(fitting[u"name"_s], whole[u"name"_s] - 50);
    for (const char *kept : {"digest", "size", "seen", "severity"})
        QCOMPARE(fitting[QLatin1StringView(kept)], whole[QLatin1StringView(kept)]);
    m_table->moveColumn(1, 0);
    QCOMPARE(widths()[u"name"_s], whole[u"name"_s]);
    // Where even that is too little, nothing is cut: the table is scrolled.
    m_table->moveColumn(0, 1);
    m_table->setAvailable(300);
    QCOMPARE(widths(), whole);
}

void TestArrangedTable::selectsByShiftAndCtrl()
{
    m_table->choose(3, false, false);
    QCOMPARE(m_table->selectedKeys(), QStringList{u"ship-3"_s});
    m_table->choose(5, true, false);
    QCOMPARE(m_table->selectedKeys(), QStringList({u"ship-3"_s, u"ship-4"_s, u"ship-5"_s}));
    m_table->choose(1, true, false);
    QCOMPARE(m_table->selectedKeys(), QStringList({u"ship-1"_s, u"ship-2"_s, u"ship-3"_s}));
    m_table->choose(8, false, true);
    QCOMPARE(m_table->selectedCount(), 4);
    m_table->choose(8, false, true);
    QCOMPARE(m_table->selectedCount(), 3);
    QCOMPARE(m_table->currentKey(), u"ship-8"_s);
    m_table->selectAll();
    QCOMPARE(m_table->selectedCount(), 20);
    m_table->choose(99, false, false);
    QCOMPARE(m_table->selectedCount(), 20);
}

void TestArrangedTable::keepsTheSelectionOverSorting()
{
    m_table->choose(0, false, false);
    QCOMPARE(m_table->currentRow(), 0);
    m_fleet->sortBy(u"seen"_s, false);
    QCOMPARE(m_table->selectedKeys(), QStringList{u"ship-0"_s});
    QCOMPARE(m_table->currentRow(), 19);
    m_fleet->fill(30);
    QCOMPARE(m_table->selectedKeys(), QStringList{u"ship-0"_s});
}

void TestArrangedTable::tellsCellsWhichRowIsSelected()
{
    QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);
    m_table->choose(4, false, false);
    QVERIFY(changed.count() > 0);
    QVERIFY(m_table->index(4, 2).data(role("selected")).toBool());
    QVERIFY(m_table->index(4, 2).data(role("current")).toBool());
    QVERIFY(!m_table->index(3, 2).data(role("selected")).toBool());
}

void TestArrangedTable::resetsTheLayout()
{
    const QStringList before = ids();
    m_table->moveColumn(0, 4);
    m_table->setHidden(u"size"_s, true);
    m_table->resetLayout();
    QCOMPARE(ids(), before);
    m_table = make();
    QCOMPARE(ids(), before);
}

QTEST_MAIN(TestArrangedTable)
#include "tst_arrangedtable.moc"
