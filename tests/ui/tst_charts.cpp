// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts.h"
#include "heard.h"
#include "theme/theme.h"
#include "trendcharts.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse::ui;

/// A chart shows its rows, answers the mouse with the right one, follows the theme, and can be saved.
class TestCharts : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void answersTheMouse();
    void followsTheTheme();
    void drawsNothingWithoutRows();
    void savesPngAndSvg();
    void saysWhyItWasNotSaved();
    void eachTypeDraws();
    void runsAreBarsAndFailuresMarks();
    void aDayThatHasOnlyBegunIsSaid();
    void trendsDrawOneDayAndMany_data();
    void trendsDrawOneDayAndMany();
    void noScaleRunsIntoTheFuture_data();
    void noScaleRunsIntoTheFuture();

private:
    template <typename Plot>
    std::unique_ptr<Plot> make(const QVariantList &rows)
    {
        auto plot = std::make_unique<Plot>();
        plot->setParentItem(m_window.contentItem());
        plot->setSize({400, 200});
        plot->setTheme(&m_theme);
        plot->setRows(rows);
        m_window.grabWindow();
        return plot;
    }
    static QVariantList severities()
    {
        QVariantList rows;
        for (const QString &severity : {u"critical"_s, u"high"_s, u"medium"_s, u"low"_s})
            rows.append(QVariantMap{{u"severity"_s, severity}, {u"value"_s, 10}, {u"text"_s, severity + u": 10"_s}});
        return rows;
    }

    Theme m_theme;
    QQuickWindow m_window;
};

void TestCharts::initTestCase()
{
    lotse::test::failOnWarnings();
    m_theme.setScheme(Theme::Scheme::Light);
    m_window.setColor(Qt::white);
    m_window.resize(400, 200);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_window));
}

void TestCharts::answersTheMouse()
{
    const auto plot = make<SeverityPlot>(severities());
    QSignalSpy clicked(plot.get(), &PlotItem::clicked);
    QTest::mouseMove(&m_window, {60, 100});
    QTRY_COMPARE(plot->hoveredRow(), 0);
    QCOMPARE(plot->hoveredText(), u"critical: 10"_s);
    QTest::mouseMove(&m_window, {340, 100});
    QTRY_COMPARE(plot->hoveredRow(), 3);
    QTest::mouseClick(&m_window, Qt::LeftButton, {}, {150, 100});
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.first().first().toInt(), 1);
}

void TestCharts::followsTheTheme()
{
    const auto plot = make<SeverityPlot>(severities());
    const QImage light = m_window.grabWindow();
    QCOMPARE(light.pixelColor(50, 120), ColourSet::light().criticalFill);
    m_theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(m_window.grabWindow().pixelColor(50, 120), ColourSet::dark().criticalFill);
    m_theme.setScheme(Theme::Scheme::Light);
}

void TestCharts::drawsNothingWithoutRows()
{
    const auto plot = make<SeverityPlot>({});
    QTest::mouseMove(&m_window, {61, 100});
    QCOMPARE(plot->hoveredRow(), -1);
    QCOMPARE(m_window.grabWindow().pixelColor(50, 120), QColor(Qt::white));
}

void TestCharts::savesPngAndSvg()
{
    const QTemporaryDir folder;
    const auto plot = make<SeverityPlot>(severities());
    QSignalSpy saved(plot.get(), &PlotItem::saved);
    const QString png = folder.filePath(u"chart.png"_s);
    plot->save(QUrl::fromLocalFile(png));
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.takeFirst().first().toString(), QString());
    QCOMPARE(QImage(png).size(), QSize(800, 400));
    const QString svg = folder.filePath(u"chart.svg"_s);
    plot->save(QUrl::fromLocalFile(svg));
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.takeFirst().first().toString(), QString());
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("<svg"));
}

void TestCharts::saysWhyItWasNotSaved()
{
    const auto plot = make<SeverityPlot>(severities());
    QSignalSpy saved(plot.get(), &PlotItem::saved);
    plot->save(QUrl::fromLocalFile(u"/no/such/folder/chart.png"_s));
    QCOMPARE(saved.count(), 0); // the window does not wait for a disk
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(saved.first().first().toString().contains(u"/no/such/folder/chart.png"_s));
}

void TestCharts::eachTypeDraws()
{
    const QImage blank = m_window.grabWindow();
    const auto storage = make<StoragePlot>({QVariantMap{{u"label"_s, u"payments"_s}, {u"value"_s, 9}, {u"limit"_s, 10},
        {u"valueText"_s, u"9 GiB"_s}, {u"text"_s, u"payments: 9 GiB"_s}}});
    QVERIFY(m_window.grabWindow() != blank);
    storage->setVisible(false);
    QVariantList days;
    for (int day = 0; day < 5; ++day) {
        days.append(QVariantMap{{u"time"_s, QDateTime::fromSecsSinceEpoch(1700000000 + day * 86400, Qt::UTC)},
            {u"value"_s, day}, {u"text"_s, QString::number(day)}});
    }
    const auto activity = make<ActivityPlot>(days);
    QVERIFY(m_window.grabWindow() != blank);
    activity->setVisible(false);
    const auto heat = make<HeatPlot>(
        {QVariantMap{{u"weekday"_s, 2}, {u"hour"_s, 12}, {u"value"_s, 5}, {u"text"_s, u"Wednesday 12"_s}}});
    QVERIFY(m_window.grabWindow() != blank);
}

void TestCharts::runsAreBarsAndFailuresMarks()
{
    const auto run = [](int day, bool isFailed) {
        return QVariantMap{{u"time"_s, QDateTime::fromSecsSinceEpoch(1700000000 + day * 86400, Qt::UTC)},
            {u"value"_s, isFailed ? 0 : 10}, {u"failed"_s, isFailed}, {u"text"_s, QString::number(day)}};
    };
    const auto colours = [&](const QVariantList &rows) {
        const auto plot = make<RunPlot>(rows);
        const QImage image = m_window.grabWindow();
        int bars = 0;
        int marks = 0; // of letters hardly a dot has the full colour
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                const QColor dot = image.pixelColor(x, y);
                bars += dot.rgb() == m_theme.accent().rgb() ? 1 : 0;
                marks += dot.red() > std::max(dot.green(), dot.blue()) + 40 ? 1 : 0;
            }
        }
        return std::pair(bars, marks);
    };
    const auto [two, none] = colours({run(0, false), run(1, false)});
    const auto [one, failed] = colours({run(0, false), run(1, true)});
    QCOMPARE(none, 0);
    QVERIFY2(failed > 3, "a failed run is a mark, not nothing");
    QVERIFY2(one > two / 3 && one < two * 2 / 3, "each run is a bar by itself");
}

void TestCharts::aDayThatHasOnlyBegunIsSaid()
{
    const auto draw = [&](bool isOpen) {
        QVariantList days;
        for (int day = 0; day < 5; ++day) {
            days.append(QVariantMap{{u"time"_s, QDateTime::fromSecsSinceEpoch(1700000000 + day * 86400, Qt::UTC)},
                {u"value"_s, day == 4 ? 1 : 10}, {u"soFar"_s, isOpen && day == 4}, {u"text"_s, QString::number(day)}});
        }
        const auto plot = make<ActivityPlot>(days);
        return m_window.grabWindow();
    };
    QVERIFY(draw(true) != draw(false));
}

void TestCharts::trendsDrawOneDayAndMany_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("one") << 1;
    QTest::newRow("many") << 500;
}

void TestCharts::trendsDrawOneDayAndMany()
{
    QFETCH(int, days);
    const QImage blank = m_window.grabWindow();
    QVariantList rows;
    for (int day = 0; day < days; ++day) {
        rows.append(QVariantMap{{u"time"_s, QDateTime::fromSecsSinceEpoch(1700000000 + day * 86400, Qt::UTC)},
            {u"value"_s, 3 + day % 5}, {u"critical"_s, 4}, {u"high"_s, 9 + day % 3}, {u"added"_s, 2 + day % 4},
            {u"fixed"_s, 1}, {u"label"_s, QString::number(day)}, {u"text"_s, u"day %1"_s.arg(day)}});
    }
    const auto check = [&](auto plot) {
        QVERIFY(m_window.grabWindow() != blank);
        QSignalSpy clicked(plot.get(), &PlotItem::clicked);
        QMouseEvent press(
            QEvent::MouseButtonPress, {180, 80}, {180, 80}, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QMouseEvent release(
            QEvent::MouseButtonRelease, {180, 80}, {180, 80}, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(plot.get(), &press);
        QCoreApplication::sendEvent(plot.get(), &release);
        QCOMPARE(clicked.count(), 1);
        plot->setVisible(false);
    };
    check(make<SeverityTrendPlot>(rows));
    check(make<MeasurePlot>(rows));
    check(make<ComeAndGoPlot>(rows));
}

void TestCharts::noScaleRunsIntoTheFuture_data()
{
    QTest::addColumn<int>("days");
    for (const int days : {1, 2, 3, 14, 90, 500})
        QTest::addRow("%d", days) << days;
}

// A chart with its plot in the hand of the test.
template <typename Plot>
struct OpenPlot : Plot {
    void draw(QCustomPlot &plot, const Theme &theme) { this->fill(plot, theme); }
};

void TestCharts::noScaleRunsIntoTheFuture()
{
    QFETCH(int, days);
    // The last row is of now, late in a day that has only begun elsewhere.
    const double last = 1700000000 + 20 * 3600;
    QVariantList rows;
    for (int day = days - 1; day >= 0; --day) {
        rows.append(QVariantMap{{u"time"_s, QDateTime::fromSecsSinceEpoch(qint64(last) - day * 86400, Qt::UTC)},
            {u"value"_s, 3}, {u"critical"_s, 4}, {u"high"_s, 9}, {u"soFar"_s, day == 0}, {u"text"_s, u"day"_s}});
    }
    const auto check = [&](auto chart) {
        chart->setRows(rows);
        QCustomPlot plot;
        plot.resize(600, 240);
        chart->draw(plot, m_theme);
        QVERIFY(plot.xAxis->range().upper <= last + 3600);
        QVector<double> ticks;
        plot.xAxis->ticker()->generate(plot.xAxis->range(), QLocale::c(), u'f', 0, ticks, nullptr, nullptr);
        int shown = 0;
        for (const double tick : std::as_const(ticks)) {
            if (!plot.xAxis->range().contains(tick))
                continue;
            ++shown;
            QVERIFY2(tick <= last + 1, qPrintable(QDateTime::fromSecsSinceEpoch(qint64(tick), Qt::UTC).toString()));
        }
        QVERIFY(shown > 0 || days == 1);
    };
    check(std::make_unique<OpenPlot<SeverityTrendPlot>>());
    check(std::make_unique<OpenPlot<MeasurePlot>>());
    check(std::make_unique<OpenPlot<ActivityPlot>>());
}

int main(int argc, char **argv)
{
    // Charts draw with a widget inside.
    QApplication app(argc, argv);
    TestCharts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_charts.moc"
