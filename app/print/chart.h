// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

#include <QFont>
#include <QRect>

class QCPPainter;

namespace lotse::print {

/// How a chart is drawn: lengths in dots of the page.
struct ChartLook {
    QFont font;
    double point = 1; ///< dots
    QLocale locale;
};

QColor toneColour(const QString &tone);

/// Dots that a chart of these bars is high: a line each.
double barsHeight(const QList<report::Bar> &bars, double point);
/// A bar for each part, its word on the left and its number at its end, drawn by QCustomPlot as vectors.
void drawBars(QCPPainter &painter, const QRect &area, const QList<report::Bar> &bars, const ChartLook &look);
/// What happened day by day: a bar a day, on a scale of its own.
void drawDays(QCPPainter &painter, const QRect &area, const QList<report::Day> &days, const ChartLook &look);

} // namespace lotse::print
