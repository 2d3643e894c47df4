// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "iconprovider.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QIcon>
#include <QPainter>
#include <QStandardPaths>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace lotse::ui {

IconProvider::IconProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{
    QIcon::setFallbackThemeName(u"breeze"_s);
    // Not every platform plugin names the places of icon themes.
    QStringList places = QIcon::themeSearchPaths();
    for (const QString &folder : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        if (!places.contains(folder + u"/icons"_s))
            places.append(folder + u"/icons"_s);
    }
    QIcon::setThemeSearchPaths(places);
    if (QIcon::themeName().isEmpty())
        QIcon::setThemeName(u"breeze"_s);
}

// The file of a drawing in one colour: ours, else that of the theme; empty where there is none. Looked for in the
// folders that hold all that the window shows: Qt's own way reads the whole index of each theme first. At other sizes
// than 16 a theme may hold a picture in many colours.
static QString fileOf(const QString &name)
{
    static const QStringList folders = [] {
        QStringList out{u":/lotse/icons/"_s};
        for (const QString &kind : {u"actions/16/"_s, u"devices/16/"_s, u"status/16/"_s, u"actions/symbolic/"_s,
                 u"devices/symbolic/"_s, u"status/symbolic/"_s}) {
            for (const QString &theme : {QIcon::themeName(), QIcon::fallbackThemeName()}) {
                for (const QString &place : QIcon::themeSearchPaths()) {
                    const QString folder = place + u'/' + theme + u'/' + kind;
                    if (QFileInfo::exists(folder) && !out.contains(folder))
                        out.append(folder);
                }
            }
        }
        return out;
    }();
    for (const QString &folder : folders) {
        if (QString file = folder + name + u".svg"_s; QFile::exists(file))
            return file;
    }
    return {};
}

static QIcon iconOf(const QString &name)
{
    const QString file = fileOf(name);
    return file.isEmpty() ? QIcon::fromTheme(name) : QIcon(file);
}

// In the middle of a square, as large as it fits.
static QImage shapeOf(const QString &name, int extent)
{
    QImage image(extent, extent, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    if (const QString file = fileOf(name); !file.isEmpty()) {
        QSvgRenderer drawing(file);
        const QSizeF size = QSizeF(drawing.defaultSize()).scaled(extent, extent, Qt::KeepAspectRatio);
        drawing.render(&painter, QRectF({(extent - size.width()) / 2, (extent - size.height()) / 2}, size));
    } else {
        const QPixmap shape = QIcon::fromTheme(name).pixmap(QSize(extent, extent), 1.0);
        painter.drawPixmap((extent - shape.width()) / 2, (extent - shape.height()) / 2, shape);
    }
    return image;
}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const auto slash = id.indexOf(u'/');
    const QColor colour(u"#"_s + id.mid(slash + 1));
    QImage picture = shapeOf(id.left(slash), requestedSize.width() > 0 ? requestedSize.width() : 16);
    {
        QPainter painter(&picture);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), colour);
    }
    if (size)
        *size = picture.size();
    return picture;
}

static bool hasPixels(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > 0)
                return true;
        }
    }
    return false;
}

QString IconProvider::problem()
{
    // One of ours and one of the theme.
    if (!hasPixels(iconOf(u"lotse-symbolic"_s).pixmap(16, 16).toImage())) {
        return QCoreApplication::translate("IconProvider",
            "Icons cannot be drawn: Qt has no plugin for SVG here. Install qt6-svg-plugins (Debian 13 and newer), "
            "libqt6svg6 (Debian 12) or qt6-qtsvg.");
    }
    if (!hasPixels(iconOf(u"view-refresh"_s).pixmap(16, 16).toImage())) {
        return QCoreApplication::translate(
            "IconProvider", "The icon theme Breeze was not found. Install breeze-icon-theme.");
    }
    return {};
}

} // namespace lotse::ui
