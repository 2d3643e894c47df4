// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickImageProvider>

namespace lotse::ui {

/**
 * Icons in the colour of the text: "image://icon/<freedesktop name>/<rrggbb>". A name is looked up in our own
 * resources first, then in the icon theme, whose fallback is Breeze. Only the shape is taken, the colour is ours. The
 * engine owns it.
 */
class IconProvider : public QQuickImageProvider {
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;

    /// What keeps icons from being drawn, for people; empty where they are: Qt draws SVG by a plugin that some systems
    /// package by itself.
    static QString problem();
};

} // namespace lotse::ui
