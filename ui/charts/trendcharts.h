// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plotitem.h"

namespace lotse::ui {

/// How many of each severity over time: {time (QDateTime), critical, high, medium, low, unknown, label, text}, in the
/// order of time. A line for each severity that ever was, named at its end.
class SeverityTrendPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// What came and what went: {label, added, fixed, text}, two bars a row.
class ComeAndGoPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// One number over time, with a mark for each row: {time (QDateTime), value, label, text}. `most` fixes the top of the
/// axis where it is above zero, e.g. 100 for shares.
class MeasurePlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double most MEMBER m_most)
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;

private:
    double m_most = 0;
};

} // namespace lotse::ui
