// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trendcharts.h"

#include "theme/theme.h"

#include <QDateTime>
#include <QLocale>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr double kDay = 86400;
constexpr int kMarks = 40; // with more points than that, marks run together

double secondsOf(const QVariant &time)
{
    return double(time.toDateTime().toSecsSinceEpoch());
}

void addName(QCustomPlot &plot, const QString &text, double x, double y, const QFont &font, const QColor &colour)
{
    auto *item = new QCPItemText(&plot);
    item->setText(text);
    item->position->setCoords(x, y);
    item->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    item->setFont(font);
    item->setColor(colour);
    item->setPadding(QMargins(6, 0, 0, 0));
    item->setClipToAxisRect(false);
}

/// Whole numbers from zero; few of them, and none twice.
void dressCounts(QCPAxis *axis, double most)
{
    axis->setRange(0, std::max(most * 1.12, 1.0));
    axis->setNumberFormat(u"f"_s);
    axis->setNumberPrecision(0);
    if (most <= 4) {
        auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
        ticker->setTickStep(1);
        axis->setTicker(ticker);
    } else {
        axis->ticker()->setTickCount(4);
    }
}

/// Days at the foot, whole numbers at the left, from zero.
void dressTime(QCustomPlot &plot, double first, double last, double most, int right)
{
    // A single day does not pass for a line, and nothing is known of the days to come.
    if (last - first < kDay) {
        first -= 6 * kDay;
        last += kDay / 24; // for the mark alone
    }
    auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    ticker->setDateTimeFormat(last - first > 400 * kDay ? u"yyyy-MM"_s : u"MM-dd"_s);
    ticker->setTickCount(6);
    plot.xAxis->setTicker(ticker);
    plot.xAxis->setRange(first, last);
    dressCounts(plot.yAxis, most);
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 6, right, 0));
}

void addLine(QCustomPlot &plot, const QVector<double> &times, const QVector<double> &values, const QColor &colour)
{
    auto *graph = plot.addGraph();
    graph->setData(times, values, true);
    graph->setPen(QPen(colour, 2));
    graph->setAntialiased(true);
    if (times.size() <= kMarks)
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, 6));
}

int nearestInTime(const QVariantList &rows, QCustomPlot &plot, const QPointF &point)
{
    if (!plot.axisRect()->rect().contains(point.toPoint()))
        return -1;
    const double at = plot.xAxis->pixelToCoord(point.x());
    int nearest = -1;
    double distance = 0;
    for (int row = 0; row < rows.size(); ++row) {
        const double off = std::abs(secondsOf(rows[row].toMap().value(u"time"_s)) - at);
        if (nearest < 0 || off < distance) {
            nearest = row;
            distance = off;
        }
    }
    return nearest;
}

} // namespace

void SeverityTrendPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    struct Line {
        QString severity;
        QVector<double> values;
        double last = 0;
    };
    QList<Line> lines;
    QVector<double> times;
    double most = 1;
    for (int row = 0; row < rows().size(); ++row)
        times.append(secondsOf(cell(row, "time")));
    for (const char *severity : {"critical", "high", "medium", "low", "unknown"}) {
        Line line{QString::fromLatin1(severity), {}, 0};
        for (int row = 0; row < rows().size(); ++row)
            line.values.append(cell(row, severity).toDouble());
        const double top = *std::max_element(line.values.begin(), line.values.end());
        if (top <= 0)
            continue;
        most = std::max(most, top);
        line.last = line.values.last();
        lines.append(line);
    }
    dressTime(plot, times.first(), times.last(), most, 84);
    for (const Line &line : std::as_const(lines))
        addLine(plot, times, line.values, theme.severityFill(line.severity, theme.isDark()));
    // Names at the ends, moved apart where lines end close together.
    std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.last < b.last; });
    const double room = most * 1.12 / std::max(1.0, height() - 30) * 14;
    double lowest = 0;
    for (const Line &line : std::as_const(lines)) {
        const double at = std::max(line.last, lowest);
        lowest = at + room;
        addName(plot, theme.severityGlyph(line.severity) + u' ' + theme.severityWord(line.severity),
            plot.xAxis->range().upper, at, theme.captionFont(), theme.severityColour(line.severity, theme.isDark()));
    }
}

int SeverityTrendPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    return nearestInTime(rows(), plot, point);
}

void ComeAndGoPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    const int count = int(rows().size());
    double most = 1;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const int each = std::max(1, int(std::ceil(count * 60.0 / std::max(1.0, width() - 60))));
    for (int row = 0; row < count; ++row) {
        const double added = cell(row, "added").toDouble();
        const double fixed = cell(row, "fixed").toDouble();
        most = std::max({most, added, fixed});
        const auto bar = [&](double at, double value, const QColor &colour) {
            auto *item = new QCPBars(plot.xAxis, plot.yAxis);
            item->setData({at}, {value});
            item->setWidth(0.36);
            item->setPen(Qt::NoPen);
            item->setBrush(colour);
            item->setAntialiasedFill(false);
        };
        bar(row - 0.19, added, theme.warning());
        bar(row + 0.19, fixed, theme.ok());
        if (row % each == 0)
            ticker->addTick(row, cell(row, "label").toString());
    }
    plot.xAxis->setTicker(ticker);
    // Few weeks do not become wide slabs.
    const double half = std::max(count, 6) / 2.0;
    const double middle = (count - 1) / 2.0;
    plot.xAxis->setRange(middle - half, middle + half);
    dressCounts(plot.yAxis, most);
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 6, 84, 0));
    const double right = plot.xAxis->range().upper;
    addName(plot, u"▲ "_s + tr("New"), right, most, theme.captionFont(), theme.warning());
    addName(plot, u"▼ "_s + tr("Resolved"), right, most * 0.86, theme.captionFont(), theme.ok());
}

int ComeAndGoPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int row = int(std::lround(plot.xAxis->pixelToCoord(point.x())));
    return row >= 0 && row < rows().size() ? row : -1;
}

void MeasurePlot::fill(QCustomPlot &plot, const Theme &theme)
{
    QVector<double> times;
    QVector<double> values;
    for (int row = 0; row < rows().size(); ++row) {
        times.append(secondsOf(cell(row, "time")));
        values.append(cell(row, "value").toDouble());
    }
    const double most = m_most > 0 ? m_most : *std::max_element(values.begin(), values.end());
    dressTime(plot, times.first(), times.last(), most, 14);
    addLine(plot, times, values, theme.accent());
}

int MeasurePlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    return nearestInTime(rows(), plot, point);
}

} // namespace lotse::ui
