// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plotitem.h"

#include "base/post.h"
#include "base/safefile.h"
#include "theme/theme.h"

#include <QBuffer>
#include <QHoverEvent>
#include <QPainter>
#include <QQuickWindow>
#include <QSvgGenerator>
#include <QThreadPool>
#include <qcustomplot.h>

using namespace Qt::StringLiterals;

namespace lotse::ui {

PlotItem::PlotItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setOpaquePainting(false);
}

PlotItem::~PlotItem() = default;

void PlotItem::setRows(const QVariantList &rows)
{
    m_rows = rows;
    hover(-1, {});
    rebuild();
    emit rowsChanged();
}

void PlotItem::setTheme(Theme *theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    if (m_theme)
        connect(m_theme, &Theme::changed, this, &PlotItem::rebuild);
    rebuild();
    emit themeChanged();
}

QVariant PlotItem::cell(int row, const char *name) const
{
    return m_rows.value(row).toMap().value(QString::fromLatin1(name));
}

QString PlotItem::hoveredText() const
{
    return cell(m_hovered, "text").toString();
}

void PlotItem::rebuild()
{
    m_isStale = true;
    polish();
}

void PlotItem::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    // Anew, not only larger: what the axes can say depends on the room.
    if (now.size() != before.size())
        rebuild();
}

QString PlotItem::libraryVersion()
{
    return u"" QCUSTOMPLOT_VERSION_STR ""_s;
}

void PlotItem::dress(QCustomPlot &plot) const
{
    const ColourSet &colours = m_theme->colours();
    plot.setBackground(Qt::transparent);
    plot.setAntialiasedElements(QCP::aeNone);
    plot.setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    for (QCPAxis *axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(colours.border));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(colours.textSecondary);
        axis->setTickLabelFont(m_theme->captionFont());
        axis->grid()->setPen(QPen(colours.border));
        axis->grid()->setZeroLinePen(QPen(colours.border));
        axis->grid()->setVisible(axis == plot.yAxis);
    }
    plot.yAxis->setBasePen(Qt::NoPen);
}

void PlotItem::updatePolish()
{
    if (!m_theme || width() < 8 || height() < 8)
        return;
    if (!m_plot) {
        m_plot = std::make_unique<QCustomPlot>();
        m_isStale = true;
    }
    m_plot->setGeometry(0, 0, qRound(width()), qRound(height()));
    m_plot->setViewport(m_plot->rect());
    if (m_isStale) {
        m_plot->clearPlottables();
        m_plot->clearItems();
        dress(*m_plot);
        if (!m_rows.isEmpty())
            fill(*m_plot, *m_theme);
        m_isStale = false;
    }
    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1.0;
    m_image = QImage((QSizeF(width(), height()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(ratio);
    m_image.fill(Qt::transparent);
    if (!m_rows.isEmpty()) {
        QCPPainter painter(&m_image);
        painter.setModes(QCPPainter::pmDefault);
        m_plot->toPainter(&painter, qRound(width()), qRound(height()));
    }
    setTextureSize(m_image.size());
    update();
}

void PlotItem::paint(QPainter *painter)
{
    painter->drawImage(QRectF(0, 0, width(), height()), m_image);
}

void PlotItem::hover(int row, const QPointF &point)
{
    if (row == m_hovered && (row < 0 || point == m_hoveredPoint))
        return;
    m_hovered = row;
    m_hoveredPoint = point;
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit hoveredChanged();
}

void PlotItem::hoverMoveEvent(QHoverEvent *event)
{
    hover(m_plot && !m_rows.isEmpty() ? rowAt(*m_plot, event->position()) : -1, event->position());
}

void PlotItem::hoverLeaveEvent(QHoverEvent *)
{
    hover(-1, {});
}

void PlotItem::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(m_plot && rowAt(*m_plot, event->position()) >= 0);
}

void PlotItem::mouseReleaseEvent(QMouseEvent *event)
{
    if (const int row = m_plot ? rowAt(*m_plot, event->position()) : -1; row >= 0)
        emit clicked(row);
}

void PlotItem::save(const QUrl &file)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    if (!m_plot) {
        emit saved(tr("The chart is not ready yet. Try again in a moment."));
        return;
    }
    const int wide = qRound(width());
    const int high = qRound(height());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (path.endsWith(u".svg"_s, Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize({wide, high});
        generator.setViewBox(QRect(0, 0, wide, high));
        QCPPainter painter(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        painter.fillRect(QRect(0, 0, wide, high), m_theme->surface());
        m_plot->toPainter(&painter, wide, high);
    } else {
        QImage image(QSize(wide, high) * 2, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(2);
        image.fill(m_theme->surface());
        QCPPainter painter(&image);
        m_plot->toPainter(&painter, wide, high);
        painter.end();
        image.save(&buffer, "PNG");
    }
    // A folder may be on a share that does not answer.
    QThreadPool::globalInstance()->start([this, post = Post(this), path, bytes] {
        const Result<void> written = writeWhole(path, bytes);
        post([this, written] { emit saved(written ? QString() : written.error().text()); });
    });
}

} // namespace lotse::ui
