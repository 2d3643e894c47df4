// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart.h"

#include "base/safetext.h"

#include <QFontMetricsF>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace lotse::print {

using namespace Qt::StringLiterals;
using report::Bar;
using report::Day;

namespace {

constexpr QRgb kInk = 0xff1b1f24, kSoft = 0xff57606a, kLine = 0xffd0d7de, kBad = 0xffb3261e, kWarn = 0xff8a5a00,
               kGood = 0xff1a7f37, kBar = 0xff3b6ea5;
constexpr int kDays = 24 * 3600;

void quiet(QCPAxis *axis)
{
    axis->setTicks(false);
    axis->setTickLabels(false);
    axis->setBasePen(Qt::NoPen);
    axis->grid()->setVisible(false);
}

void addBar(QCPAxis *key, QCPAxis *value, double at, double amount, double wide, QRgb colour)
{
    auto *bar = new QCPBars(key, value); // the plot owns it
    bar->setData({at}, {amount});
    bar->setWidth(wide);
    bar->setPen(Qt::NoPen);
    bar->setBrush(QColor::fromRgb(colour));
}

// The plot at a place of the page: it draws from 0, 0 on.
void put(QCPPainter &painter, QCustomPlot &plot, const QRect &area)
{
    plot.setBackground(Qt::NoBrush);
    painter.save();
    painter.translate(area.topLeft());
    painter.setMode(QCPPainter::pmVectorized);
    plot.toPainter(&painter, area.width(), area.height());
    painter.restore();
}

// 1, 2, 5, 10, 20, …: whole numbers that a reader expects.
double roundStep(double least)
{
    double step = 1;
    for (int i = 0; step < least; ++i)
        step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

QPen hairline(double point)
{
    return QPen(QColor::fromRgb(kLine), point * 0.5);
}

} // namespace

QColor toneColour(const QString &tone)
{
    return QColor::fromRgb(tone == "bad"_L1 ? kBad : tone == "warn"_L1 ? kWarn : tone == "good"_L1 ? kGood : kSoft);
}

double barsHeight(const QList<Bar> &bars, double point)
{
    return double(bars.size()) * 15 * point;
}

void drawBars(QCPPainter &painter, const QRect &area, const QList<Bar> &bars, const ChartLook &look)
{
    QCustomPlot plot;
    const QFontMetricsF metrics(look.font);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    double most = 1;
    double widest = 0;
    for (const Bar &bar : bars) {
        most = std::max(most, double(bar.value));
        widest = std::max(widest, metrics.horizontalAdvance(look.locale.toString(bar.value)));
    }
    const double label = area.width() * 0.4;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        const double at = double(bars.size() - 1 - i);
        addBar(plot.yAxis, plot.xAxis, at, double(bars[i].value), 0.62, toneColour(bars[i].tone).rgb());
        auto *number = new QCPItemText(&plot);
        number->setText(look.locale.toString(bars[i].value));
        number->position->setCoords(double(bars[i].value), at);
        number->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        number->setFont(look.font);
        number->setColor(QColor::fromRgb(kInk));
        number->setPadding(QMargins(int(4 * look.point), 0, 0, 0));
        number->setClipToAxisRect(false);
        ticker->addTick(at, metrics.elidedText(safetext::visible(bars[i].label), Qt::ElideRight, label));
    }
    plot.yAxis->setTicker(ticker);
    plot.yAxis->setTickLabelFont(look.font);
    plot.yAxis->setTickLabelColor(QColor::fromRgb(kInk));
    plot.yAxis->setTickLabelPadding(int(6 * look.point));
    plot.yAxis->setTickLength(0);
    plot.yAxis->setSubTicks(false);
    plot.yAxis->setBasePen(hairline(look.point));
    plot.yAxis->grid()->setVisible(false);
    plot.yAxis->setRange(-0.5, double(bars.size()) - 0.5);
    quiet(plot.xAxis);
    plot.xAxis->setRange(0, most);
    plot.axisRect()->setMinimumMargins(QMargins());
    plot.axisRect()->setAutoMargins(QCP::msLeft);
    plot.axisRect()->setMargins(QMargins(0, 0, int(widest + 8 * look.point), 0));
    put(painter, plot, area);
}

void drawDays(QCPPainter &painter, const QRect &area, const QList<Day> &days, const ChartLook &look)
{
    if (days.isEmpty())
        return;
    QCustomPlot plot;
    double most = 1;
    QVector<double> times;
    QVector<double> values;
    for (const Day &day : days) {
        times.append(double(day.date.startOfDay(Qt::UTC).toSecsSinceEpoch()));
        values.append(double(day.count));
        most = std::max(most, double(day.count));
    }
    auto *bars = new QCPBars(plot.xAxis, plot.yAxis); // the plot owns it
    bars->setData(times, values, true);
    bars->setWidth(kDays * 0.8);
    bars->setPen(Qt::NoPen);
    bars->setBrush(QColor::fromRgb(kBar));
    // The ticks are days of the chart themselves: first, last, and as many between as there is room for.
    const double wide = QFontMetricsF(look.font).horizontalAdvance(u"2026-12-24"_s) + 14 * look.point;
    const auto room = std::max<qsizetype>(2, qsizetype(area.width() / wide));
    const qsizetype step = std::max<qsizetype>(1, (days.size() + room - 1) / room);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (qsizetype i = 0; i < days.size(); i += step)
        ticker->addTick(times[i], days[i].date.toString(Qt::ISODate));
    plot.xAxis->setTicker(ticker);
    plot.xAxis->setRange(times.first() - kDays * 0.6, times.last() + kDays * 0.6);
    auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
    whole->setTickStep(roundStep(most / 3));
    plot.yAxis->setTicker(whole);
    plot.yAxis->setNumberFormat(u"f"_s);
    plot.yAxis->setNumberPrecision(0);
    plot.yAxis->setRange(0, most * 1.1);
    plot.setLocale(look.locale);
    for (QCPAxis *axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(look.font);
        axis->setTickLabelColor(QColor::fromRgb(kSoft));
        axis->setTickLabelPadding(int(3 * look.point));
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setBasePen(hairline(look.point));
        axis->grid()->setPen(hairline(look.point));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->grid()->setVisible(false);
    plot.axisRect()->setMinimumMargins(QMargins());
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, int(2 * look.point), int(4 * look.point), 0));
    put(painter, plot, area);
}

} // namespace lotse::print
