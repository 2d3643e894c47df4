// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * Rectangles of one colour behind or between the rows of a table, each row `step` high: one item instead of one a row.
 * What is drawn says how many and where. Belongs to its table.
 */
class RowRectangles : public QQuickItem {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(qreal step READ step WRITE setStep NOTIFY changed)
    Q_PROPERTY(QColor colour READ colour WRITE setColour NOTIFY changed)
public:
    explicit RowRectangles(QQuickItem *parent = nullptr);

    qreal step() const { return m_step; }
    void setStep(qreal step) { set(m_step, step); } ///< pixels
    QColor colour() const { return m_colour; }
    void setColour(const QColor &colour) { set(m_colour, colour); }

signals:
    void changed();

protected:
    virtual int count() const = 0;
    /// Of the n-th, from 0, in pixels of this item.
    virtual QRectF place(int n) const = 0;

    template <typename T>
    void set(T &member, const T &value)
    {
        if (member == value)
            return;
        member = value;
        update();
        emit changed();
    }
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    qreal m_step = 0;
    QColor m_colour;
};

} // namespace lotse::ui
