// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QQuickPaintedItem>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <memory>

class QCPAbstractPlottable;
class QCustomPlot;

namespace lotse::ui {

/**
 * A chart drawn by QCustomPlot into a Quick item. A chart type fills the plot from `rows` and says which row lies under
 * a point; this class does the rest: when to draw, pixels, colours of the theme, pointing, clicking, export.
 *
 * The plot is made on the first polish after the item has a size, so that the first frame does not wait for it. Needs
 * QApplication; the widget inside is never shown. Each row has a `label` and a `text`, which is what a person reads in
 * the tooltip and in the table twin.
 */
class PlotItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Use a chart type")
    Q_PROPERTY(QVariantList rows READ rows WRITE setRows NOTIFY rowsChanged)
    Q_PROPERTY(lotse::ui::Theme *theme READ theme WRITE setTheme NOTIFY themeChanged REQUIRED)
    Q_PROPERTY(int hoveredRow READ hoveredRow NOTIFY hoveredChanged)
    Q_PROPERTY(QString hoveredText READ hoveredText NOTIFY hoveredChanged)
    Q_PROPERTY(QPointF hoveredPoint READ hoveredPoint NOTIFY hoveredChanged)
public:
    explicit PlotItem(QQuickItem *parent = nullptr);
    ~PlotItem() override;

    QVariantList rows() const { return m_rows; }
    void setRows(const QVariantList &rows);
    Theme *theme() const { return m_theme; }
    void setTheme(Theme *theme);
    int hoveredRow() const { return m_hovered; }
    QString hoveredText() const;
    QPointF hoveredPoint() const { return m_hoveredPoint; }

    void paint(QPainter *painter) override;

    /// The version of QCustomPlot.
    static QString libraryVersion();

    /// Writes the chart at twice its size as PNG, or as SVG, by the suffix, on a worker; saved() follows.
    Q_INVOKABLE void save(const QUrl &file);

signals:
    /// The error as a sentence; empty when it was written.
    void saved(const QString &problem);
    void rowsChanged();
    void themeChanged();
    void hoveredChanged();
    void clicked(int row);

protected:
    /// Puts plottables for `rows` into an empty plot whose axes have the theme's colours.
    virtual void fill(QCustomPlot &plot, const Theme &theme) = 0;
    /// The row under a point of the plot in its own pixels, -1 where there is none.
    virtual int rowAt(QCustomPlot &plot, const QPointF &point) const = 0;

    QVariant cell(int row, const char *name) const;

    void updatePolish() override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void hoverEnterEvent(QHoverEvent *event) override { hoverMoveEvent(event); }
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void rebuild();
    void dress(QCustomPlot &plot) const;
    void hover(int row, const QPointF &point);

    std::unique_ptr<QCustomPlot> m_plot;
    QImage m_image;
    QVariantList m_rows;
    Theme *m_theme = nullptr;
    int m_hovered = -1;
    QPointF m_hoveredPoint;
    bool m_isStale = true;
};

} // namespace lotse::ui
