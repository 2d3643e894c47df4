// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plotitem.h"

namespace lotse::ui {

/// Findings by severity, one bar a row: {severity, value, label, text}.
class SeverityPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// Sizes as lying bars, the first row on top: {label, value (bytes), limit (bytes, 0 for none), valueText, text}.
class StoragePlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// Images by what is known of their signatures, as lying bars in parts, the first row on top: {label, trusted, valid,
/// invalid, claimed, none, unverified, value, text}. Parts are told apart by colour and by their order.
class SignaturePlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// How much happened when: {time (QDateTime), value, soFar, label, text}, in the order of time. A day that is not over
/// is drawn dashed and named, as it is no fall.
class ActivityPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// Runs, each by itself: {time (QDateTime), value, failed, label, text}, in the order of time. A run that failed has a
/// cross at the foot instead of a bar.
class RunPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

/// Activity by weekday and hour: {weekday (0 Monday..6), hour (0..23), value, label, text}.
class HeatPlot : public PlotItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using PlotItem::PlotItem;

protected:
    void fill(QCustomPlot &plot, const Theme &theme) override;
    int rowAt(QCustomPlot &plot, const QPointF &point) const override;
};

} // namespace lotse::ui
