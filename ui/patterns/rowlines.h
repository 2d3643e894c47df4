// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * A line of one pixel at the lower end of each `step` of its height: those between the rows of a table, as one item
 * instead of one a row. Belongs to its table.
 */
class RowLines : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(qreal step READ step WRITE setStep NOTIFY changed)
    Q_PROPERTY(QColor colour READ colour WRITE setColour NOTIFY changed)
public:
    explicit RowLines(QQuickItem *parent = nullptr);

    qreal step() const { return m_step; }
    void setStep(qreal step); ///< pixels; 0 draws none
    QColor colour() const { return m_colour; }
    void setColour(const QColor &colour);

signals:
    void changed();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    qreal m_step = 0;
    QColor m_colour;
};

} // namespace lotse::ui
