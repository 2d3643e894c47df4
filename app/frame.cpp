// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame.h"

#include "theme/iconprovider.h"
#include "theme/theme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QQuickStyle>
#include <QQuickWindow>

using namespace Qt::StringLiterals;

namespace lotse::ui {

Frame::Frame(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_application(settings)
{
    QQuickStyle::setStyle(u"Lotse.Controls"_s);
    QQuickStyle::setFallbackStyle(u"Fusion"_s);
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_engine.addImageProvider(u"icon"_s, new IconProvider);
}

bool Frame::start()
{
    followTheme();
    m_engine.setInitialProperties({{u"app"_s, QVariant::fromValue(&m_application)}});
    m_engine.load(QUrl(u"qrc:/qt/qml/Lotse/Shell/Main.qml"_s));
    return !m_engine.rootObjects().isEmpty();
}

QQuickWindow *Frame::window() const
{
    return m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine.rootObjects().first());
}

void Frame::followTheme()
{
    auto *theme = m_engine.singletonInstance<Theme *>(qmlTypeId("Lotse.Theme", 1, 0, "Theme"));
    if (!theme)
        return;
    QGuiApplication::setPalette(theme->palette());
    // What comes from the fallback style follows the palette of the program.
    connect(theme, &Theme::changed, this, [theme] { QGuiApplication::setPalette(theme->palette()); });
}

} // namespace lotse::ui
