// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowlines.h"

#include <QQuickWindow>
#include <QSGRectangleNode>

namespace lotse::ui {

RowLines::RowLines(QQuickItem *parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void RowLines::setStep(qreal step)
{
    if (m_step == step)
        return;
    m_step = step;
    update();
    emit changed();
}

void RowLines::setColour(const QColor &colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    update();
    emit changed();
}

void RowLines::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size())
        update();
}

QSGNode *RowLines::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    // Of a plain node, the software renderer of Qt 6.4 forgets where it stands once a child is added.
    if (!node)
        node = new QSGTransformNode;
    const int wanted = m_step >= 1 ? int(height() / m_step) : 0;
    while (node->childCount() > wanted)
        delete node->lastChild();
    while (node->childCount() < wanted)
        node->appendChildNode(window()->createRectangleNode());
    int row = 0;
    for (QSGNode *child = node->firstChild(); child; child = child->nextSibling()) {
        auto *line = static_cast<QSGRectangleNode *>(child);
        const QRectF place(0, ++row * m_step - 1, width(), 1);
        if (line->rect() != place)
            line->setRect(place);
        if (line->color() != m_colour)
            line->setColor(m_colour);
    }
    return node;
}

} // namespace lotse::ui
