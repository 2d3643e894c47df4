// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "iconprovider.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QIcon>
#include <QPainter>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace lotse::ui {

IconProvider::IconProvider()
    : QQuickImageProvider(QQuickImageProvider::Pixmap)
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

// Ours, else the theme's drawing in one colour: at other sizes than 16 a theme may hold a picture in many.
static QIcon iconOf(const QString &name)
{
    static const QStringList folders = [] {
        QStringList out{u":/lotse/icons/"_s};
        for (const QString &theme : {QIcon::themeName(), QIcon::fallbackThemeName()}) {
            for (const QString &place : QIcon::themeSearchPaths()) {
                const QString folder = place + u'/' + theme + u"/actions/16/"_s;
                if (QFileInfo::exists(folder) && !out.contains(folder))
                    out.append(folder);
            }
        }
        return out;
    }();
    for (const QString &folder : folders) {
        if (const QString file = folder + name + u".svg"_s; QFile::exists(file))
            return QIcon(file);
    }
    return QIcon::fromTheme(name);
}

QPixmap IconProvider::requestPixmap(const QString &id, QSize *size, const QSize &requestedSize)
{
    const auto slash = id.indexOf(u'/');
    const QString name = id.left(slash);
    const QColor colour(u"#"_s + id.mid(slash + 1));
    const int extent = requestedSize.width() > 0 ? requestedSize.width() : 16;

    const QIcon icon = iconOf(name);
    QPixmap shape = icon.pixmap(QSize(extent, extent), 1.0);
    QPixmap picture(extent, extent);
    picture.fill(Qt::transparent);
    if (!shape.isNull()) {
        QPainter painter(&picture);
        painter.drawPixmap((extent - shape.width()) / 2, (extent - shape.height()) / 2, shape);
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
