// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * The ground of some of the rows of a table, each `step` high, over its whole width: the selected ones, as one item
 * instead of a colour in each cell. Belongs to its table.
 */
class RowFills : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(qreal step READ step WRITE setStep NOTIFY changed)
    Q_PROPERTY(QColor colour READ colour WRITE setColour NOTIFY changed)
    Q_PROPERTY(QList<int> rows READ rows WRITE setRows NOTIFY changed)
public:
    explicit RowFills(QQuickItem *parent = nullptr);

    qreal step() const { return m_step; }
    void setStep(qreal step); ///< pixels
    QColor colour() const { return m_colour; }
    void setColour(const QColor &colour);
    QList<int> rows() const { return m_rows; }
    void setRows(const QList<int> &rows); ///< counted from the upper edge

signals:
    void changed();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    qreal m_step = 0;
    QColor m_colour;
    QList<int> m_rows;
};

} // namespace lotse::ui
