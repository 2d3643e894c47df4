// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts.h"

#include "theme/theme.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

void quietAxis(QCPAxis *axis)
{
    axis->setTicks(false);
    axis->setTickLabels(false);
    axis->setBasePen(Qt::NoPen);
    axis->grid()->setVisible(false);
}

QCPItemText *addText(QCustomPlot &plot, const QString &text, double x, double y, Qt::Alignment alignment,
    const QFont &font, const QColor &colour)
{
    auto *item = new QCPItemText(&plot);
    item->setText(text);
    item->position->setCoords(x, y);
    item->setPositionAlignment(alignment);
    item->setFont(font);
    item->setColor(colour);
    item->setPadding(QMargins(4, 1, 4, 1));
    item->setClipToAxisRect(false);
    return item;
}

void addBar(
    QCustomPlot &plot, QCPAxis *key, QCPAxis *value, double at, double amount, const QColor &colour, double wide)
{
    auto *bar = new QCPBars(key, value);
    bar->setData({at}, {amount});
    bar->setWidth(wide);
    bar->setPen(Qt::NoPen);
    bar->setBrush(colour);
    bar->setAntialiasedFill(false);
    Q_UNUSED(plot)
}

} // namespace

void SeverityPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    const int count = int(rows().size());
    double most = 1;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (int row = 0; row < count; ++row) {
        const double value = cell(row, "value").toDouble();
        const QString severity = cell(row, "severity").toString();
        most = std::max(most, value);
        const QColor colour = theme.severityFill(severity, theme.isDark());
        addBar(plot, plot.xAxis, plot.yAxis, row, value, colour, 0.62);
        addText(plot, QLocale().toString(qint64(value)), row, value, Qt::AlignHCenter | Qt::AlignBottom,
            theme.baseFont(), theme.text());
        // Where the words would run into each other they stand below their glyphs, and on two lines in turn.
        const QString glyph = theme.severityGlyph(severity);
        const QString named = glyph + u' ' + theme.severityWord(severity);
        const double room = plot.width() / std::max(1.0, double(count));
        const QFontMetricsF metrics(theme.captionFont());
        const double word = metrics.horizontalAdvance(theme.severityWord(severity)) + 4;
        const QString below =
            glyph + (word < room || row % 2 == 0 ? u"\n"_s : u"\n\n"_s) + theme.severityWord(severity);
        ticker->addTick(row, metrics.horizontalAdvance(named) + 6 < room ? named : word < 2 * room ? below : glyph);
    }
    plot.xAxis->setTicker(ticker);
    plot.xAxis->setRange(-0.5, count - 0.5);
    plot.yAxis->setRange(0, most * 1.16);
    quietAxis(plot.yAxis);
    plot.axisRect()->setAutoMargins(QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 4, 0, 0));
}

int SeverityPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int row = int(std::lround(plot.xAxis->pixelToCoord(point.x())));
    return row >= 0 && row < rows().size() ? row : -1;
}

void StoragePlot::fill(QCustomPlot &plot, const Theme &theme)
{
    const int count = int(rows().size());
    double most = 1;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (int row = 0; row < count; ++row)
        most = std::max(most, cell(row, "value").toDouble());
    for (int row = 0; row < count; ++row) {
        const double value = cell(row, "value").toDouble();
        const double limit = cell(row, "limit").toDouble();
        const double share = limit > 0 ? value / limit : 0;
        const double at = count - 1 - row;
        addBar(plot, plot.yAxis, plot.xAxis, at, most, theme.skeleton(), 0.42);
        addBar(plot, plot.yAxis, plot.xAxis, at, value,
            share >= 0.95      ? theme.error()
                : share >= 0.8 ? theme.warning()
                               : theme.accent(),
            0.42);
        addText(plot, cell(row, "valueText").toString(), most, at, Qt::AlignLeft | Qt::AlignVCenter,
            theme.captionFont(), theme.text());
        const QString label = cell(row, "label").toString();
        ticker->addTick(at, label.size() > 22 ? label.left(10) + u'…' + label.right(11) : label);
    }
    plot.yAxis->setTicker(ticker);
    plot.yAxis->setTickLabelColor(theme.text());
    plot.yAxis->setTickLabelFont(theme.baseFont());
    plot.yAxis->setRange(-0.5, count - 0.5);
    plot.yAxis->grid()->setVisible(false);
    plot.xAxis->setRange(0, most);
    quietAxis(plot.xAxis);
    plot.axisRect()->setAutoMargins(QCP::msLeft);
    plot.axisRect()->setMargins(
        QMargins(0, 0, int(QFontMetricsF(theme.captionFont()).horizontalAdvance(u"1,006.2 MiB, 99.8 %"_s)) + 8, 0));
}

int StoragePlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int row = int(rows().size()) - 1 - int(std::lround(plot.yAxis->pixelToCoord(point.y())));
    return row >= 0 && row < rows().size() ? row : -1;
}

void SignaturePlot::fill(QCustomPlot &plot, const Theme &theme)
{
    const QString words[] = {u"trusted"_s, u"valid"_s, u"invalid"_s, u"claimed"_s, u"none"_s, u"unverified"_s};
    const QColor colours[] = {theme.stateColour(u"ok"_s, theme.isDark()), theme.accent(),
        theme.stateColour(u"error"_s, theme.isDark()), theme.stateColour(u"warning"_s, theme.isDark()),
        theme.textDisabled(), theme.skeleton()};
    const int count = int(rows().size());
    double most = 1;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (int row = 0; row < count; ++row)
        most = std::max(most, cell(row, "value").toDouble());
    for (int row = 0; row < count; ++row) {
        const double at = count - 1 - row;
        // The last part first: each bar covers the beginning of the one before.
        double end = cell(row, "value").toDouble();
        for (int part = 5; part >= 0; --part) {
            addBar(plot, plot.yAxis, plot.xAxis, at, end, colours[part], 0.56);
            end -= cell(row, words[part].toLatin1().constData()).toDouble();
            if (end <= 0)
                break;
        }
        addText(plot, QLocale().toString(cell(row, "value").toLongLong()), cell(row, "value").toDouble(), at,
            Qt::AlignLeft | Qt::AlignVCenter, theme.captionFont(), theme.text());
        const QString label = cell(row, "label").toString();
        ticker->addTick(at, label.size() > 22 ? label.left(10) + u'…' + label.right(11) : label);
    }
    plot.yAxis->setTicker(ticker);
    plot.yAxis->setTickLabelColor(theme.text());
    plot.yAxis->setTickLabelFont(theme.baseFont());
    plot.yAxis->setRange(-0.5, count - 0.5);
    plot.yAxis->grid()->setVisible(false);
    plot.xAxis->setRange(0, most);
    quietAxis(plot.xAxis);
    plot.axisRect()->setAutoMargins(QCP::msLeft);
    // A label that would reach over the edge is not drawn at all.
    const int edge = int(QFontMetricsF(theme.baseFont()).height() / 3);
    plot.axisRect()->setMargins(
        QMargins(0, edge, int(QFontMetricsF(theme.captionFont()).horizontalAdvance(u"22,000"_s)) + 12, edge));
}

int SignaturePlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int row = int(rows().size()) - 1 - int(std::lround(plot.yAxis->pixelToCoord(point.y())));
    return row >= 0 && row < rows().size() ? row : -1;
}

void ActivityPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    QVector<double> times;
    QVector<double> values;
    double most = 1;
    for (int row = 0; row < rows().size(); ++row) {
        times.append(double(cell(row, "time").toDateTime().toSecsSinceEpoch()));
        // What is not known is a gap, not nothing.
        const QVariant value = cell(row, "value");
        values.append(value.isValid() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN());
        most = std::max(most, value.toDouble());
    }
    const bool isOpen = rows().size() > 1 && cell(int(rows().size()) - 1, "soFar").toBool();
    if (isOpen && !std::isnan(values.last())) {
        auto *last = plot.addGraph();
        last->setData(times.mid(times.size() - 2), values.mid(values.size() - 2), true);
        last->setPen(QPen(theme.accent(), 1, Qt::DashLine));
        last->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, theme.accent(), theme.surface(), 6));
        // At the top, above the marks of the scale, where it stands clear of the line that falls to the day that has
        // only begun; on ground of its own, as an earlier day may be as high.
        auto *label = addText(plot, tr("so far"), times.last(), most * 1.3, Qt::AlignRight | Qt::AlignTop,
            theme.captionFont(), theme.textSecondary());
        label->setObjectName(u"soFar"_s);
        label->setBrush(theme.surface());
        values.last() = std::numeric_limits<double>::quiet_NaN();
    }
    auto *graph = plot.addGraph();
    graph->setData(times, values, true);
    graph->setPen(QPen(theme.accent(), 1));
    QColor tint = theme.accent();
    tint.setAlphaF(0.14F);
    graph->setBrush(tint);
    graph->setAntialiasedFill(false);
    auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    const double days = times.size() > 1 ? (times.last() - times.first()) / 86400 : 1;
    ticker->setDateTimeFormat(days > 3 ? u"MM-dd"_s : u"HH:mm"_s);
    const double tickWidth = QFontMetricsF(theme.captionFont()).horizontalAdvance(u"88 MMM"_s) + 24;
    ticker->setTickCount(std::clamp(int((plot.width() - 40) / tickWidth), 2, 6));
    plot.xAxis->setTicker(ticker);
    plot.xAxis->setRange(times.first(), times.size() > 1 ? times.last() : times.first() + 1);
    plot.yAxis->setRange(0, most * (isOpen ? 1.3 : 1.1));
    // Whole numbers, and none twice.
    if (most <= 4) {
        auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
        whole->setTickStep(1);
        plot.yAxis->setTicker(whole);
    } else {
        plot.yAxis->ticker()->setTickCount(3);
    }
    plot.yAxis->setNumberFormat(u"f"_s);
    plot.yAxis->setNumberPrecision(0);
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 6, 14, 0));
}

int ActivityPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    if (!plot.axisRect()->rect().contains(point.toPoint()))
        return -1;
    const double at = plot.xAxis->pixelToCoord(point.x());
    int nearest = -1;
    double distance = 0;
    for (int row = 0; row < rows().size(); ++row) {
        const double off = std::abs(double(cell(row, "time").toDateTime().toSecsSinceEpoch()) - at);
        if (nearest < 0 || off < distance) {
            nearest = row;
            distance = off;
        }
    }
    return nearest;
}

void RunPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    const int count = int(rows().size());
    double most = 0;
    for (int row = 0; row < count; ++row)
        most = std::max(most, cell(row, "value").toDouble());
    const double top = most > 0 ? most : 1;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const double wide = QFontMetricsF(theme.captionFont()).horizontalAdvance(u"2026-12-24"_s) + 16;
    const int each = std::max(1, int(std::ceil(count * wide / std::max(1.0, plot.width() - 60.0))));
    for (int row = 0; row < count; ++row) {
        if (cell(row, "failed").toBool())
            addText(plot, u"✕"_s, row, 0, Qt::AlignHCenter | Qt::AlignBottom, theme.strongFont(), theme.error());
        else
            addBar(plot, plot.xAxis, plot.yAxis, row, cell(row, "value").toDouble(), theme.accent(), 0.5);
        if (row % each == 0)
            ticker->addTick(row, cell(row, "time").toDateTime().toString(u"MM-dd"_s));
    }
    plot.xAxis->setTicker(ticker);
    // Few runs do not become wide slabs.
    const double half = std::max(count, 8) / 2.0;
    const double middle = (count - 1) / 2.0;
    plot.xAxis->setRange(middle - half, middle + half);
    plot.yAxis->setRange(0, top * 1.12);
    plot.yAxis->ticker()->setTickCount(3);
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 6, 14, 0));
}

int RunPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int row = int(std::lround(plot.xAxis->pixelToCoord(point.x())));
    return row >= 0 && row < rows().size() ? row : -1;
}

void HeatPlot::fill(QCustomPlot &plot, const Theme &theme)
{
    auto *map = new QCPColorMap(plot.xAxis, plot.yAxis);
    map->data()->setSize(24, 7);
    map->data()->setRange(QCPRange(0, 23), QCPRange(0, 6));
    map->data()->fill(0);
    double most = 1;
    for (int row = 0; row < rows().size(); ++row) {
        const double value = cell(row, "value").toDouble();
        map->data()->setCell(cell(row, "hour").toInt(), 6 - cell(row, "weekday").toInt(), value);
        most = std::max(most, value);
    }
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorStopAt(0, theme.skeleton());
    gradient.setColorStopAt(1, theme.accent());
    map->setGradient(gradient);
    map->setDataRange(QCPRange(0, most));
    map->setInterpolate(false);
    auto days = QSharedPointer<QCPAxisTickerText>::create();
    for (int day = 0; day < 7; ++day)
        days->addTick(6 - day, QLocale().standaloneDayName(day + 1, QLocale::ShortFormat));
    plot.yAxis->setTicker(days);
    auto hours = QSharedPointer<QCPAxisTickerFixed>::create();
    hours->setTickStep(3);
    plot.xAxis->setTicker(hours);
    plot.xAxis->setNumberFormat(u"f"_s);
    plot.xAxis->setNumberPrecision(0);
    plot.xAxis->setBasePen(Qt::NoPen);
    plot.yAxis->grid()->setVisible(false);
    plot.xAxis->setRange(-0.5, 23.5);
    plot.yAxis->setRange(-0.5, 6.5);
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 2, 6, 0));
}

int HeatPlot::rowAt(QCustomPlot &plot, const QPointF &point) const
{
    const int hour = int(std::lround(plot.xAxis->pixelToCoord(point.x())));
    const int day = 6 - int(std::lround(plot.yAxis->pixelToCoord(point.y())));
    for (int row = 0; row < rows().size(); ++row) {
        if (cell(row, "hour").toInt() == hour && cell(row, "weekday").toInt() == day)
            return row;
    }
    return -1;
}

} // namespace lotse::ui
