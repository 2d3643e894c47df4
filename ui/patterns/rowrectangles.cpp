// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowrectangles.h"

#include <QQuickWindow>
#include <QSGRectangleNode>

#include <algorithm>

namespace lotse::ui {

RowRectangles::RowRectangles(QQuickItem *parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void RowRectangles::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size())
        update();
}

QSGNode *RowRectangles::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    // Of a plain node, the software renderer of Qt 6.4 forgets where it stands once a child is added.
    if (!node)
        node = new QSGTransformNode;
    // Where a table has no room at all its height is below nothing, and so is the number.
    const int wanted = std::max(0, count());
    while (node->childCount() > wanted)
        delete node->lastChild();
    while (node->childCount() < wanted)
        node->appendChildNode(window()->createRectangleNode());
    int n = 0;
    for (QSGNode *child = node->firstChild(); child; child = child->nextSibling()) {
        auto *rectangle = static_cast<QSGRectangleNode *>(child);
        const QRectF at = place(n++);
        if (rectangle->rect() != at)
            rectangle->setRect(at);
        if (rectangle->color() != m_colour)
            rectangle->setColor(m_colour);
    }
    return node;
}

} // namespace lotse::ui
