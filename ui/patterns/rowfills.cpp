// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowfills.h"

#include <QQuickWindow>
#include <QSGRectangleNode>

namespace lotse::ui {

RowFills::RowFills(QQuickItem *parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void RowFills::setStep(qreal step)
{
    if (m_step == step)
        return;
    m_step = step;
    update();
    emit changed();
}

void RowFills::setColour(const QColor &colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    update();
    emit changed();
}

void RowFills::setRows(const QList<int> &rows)
{
    if (m_rows == rows)
        return;
    m_rows = rows;
    update();
    emit changed();
}

void RowFills::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size())
        update();
}

QSGNode *RowFills::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    // Of a plain node, the software renderer of Qt 6.4 forgets where it stands once a child is added.
    if (!node)
        node = new QSGTransformNode;
    while (node->childCount() > m_rows.size())
        delete node->lastChild();
    while (node->childCount() < m_rows.size())
        node->appendChildNode(window()->createRectangleNode());
    auto row = m_rows.cbegin();
    for (QSGNode *child = node->firstChild(); child; child = child->nextSibling()) {
        auto *fill = static_cast<QSGRectangleNode *>(child);
        const QRectF place(0, *row++ * m_step, width(), m_step);
        if (fill->rect() != place)
            fill->setRect(place);
        if (fill->color() != m_colour)
            fill->setColor(m_colour);
    }
    return node;
}

} // namespace lotse::ui
