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
    // Drawn at the size that is shown, as other programs of the desktop do: nothing here is turned or stretched.
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    QQuickStyle::setStyle(u"Lotse.Controls"_s);
    QQuickStyle::setFallbackStyle(u"Fusion"_s);
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_engine.addImageProvider(u"icon"_s, new IconProvider);
}

bool Frame::start()
{
    m_engine.setInitialProperties({{u"app"_s, QVariant::fromValue(&m_application)}});
    m_engine.load(QUrl(u"qrc:/qt/qml/Lotse/Shell/Main.qml"_s));
    if (m_engine.rootObjects().isEmpty())
        return false;
    // Only now are the types of the modules known; nothing has been drawn yet.
    followTheme();
    addCommands();
    m_application.commands()->addSource([this](const QString &) { return m_application.places(); });
    return true;
}

QQuickWindow *Frame::window() const
{
    return m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine.rootObjects().first());
}

Theme *Frame::theme()
{
    return m_engine.singletonInstance<Theme *>(qmlTypeId("Lotse.Theme", 1, 0, "Theme"));
}

void Frame::retranslate()
{
    m_engine.retranslate();
    if (!window())
        return;
    addCommands();
    emit m_application.languageChanged();
}

void Frame::setDark(bool dark)
{
    theme()->setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
}

void Frame::followTheme()
{
    Theme *tokens = theme();
    if (!qEnvironmentVariableIsSet("LOTSE_THEME"))
        tokens->setScheme(Theme::Scheme(m_application.remembered(u"scheme"_s, 0).toInt()));
    tokens->setDensity(Theme::Density(m_application.remembered(u"density"_s, 0).toInt()));
    tokens->setZoom(m_application.remembered(u"zoom"_s, 1.0).toReal());
    QGuiApplication::setPalette(tokens->palette());
    // What comes from the fallback style follows the palette of the program.
    connect(tokens, &Theme::changed, this, [this, tokens] {
        QGuiApplication::setPalette(tokens->palette());
        m_application.remember(u"scheme"_s, int(tokens->scheme()));
        m_application.remember(u"density"_s, int(tokens->density()));
        m_application.remember(u"zoom"_s, tokens->zoom());
    });
}

void Frame::addCommands()
{
    Commands *commands = m_application.commands();
    commands->clear();
    Theme *tokens = theme();
    const QString group = tr("Commands");
    commands->add({tr("Toggle light or dark theme"), group, u"Ctrl+Shift+L"_s, u"lotse-contrast"_s,
        [this, tokens] { setDark(!tokens->isDark()); }});
    commands->add(
        {tr("System theme"), group, {}, u"lotse-contrast"_s, [tokens] { tokens->setScheme(Theme::Scheme::System); }});
    commands->add({tr("Compact rows"), group, {}, u"view-list-text"_s,
        [tokens] { tokens->setDensity(Theme::Density::Compact); }});
    commands->add({tr("Comfortable rows"), group, {}, u"view-list-details"_s,
        [tokens] { tokens->setDensity(Theme::Density::Comfortable); }});
    commands->add(
        {tr("Add a registry"), group, {}, u"list-add"_s, [this] { m_application.navigator()->open(u"account"_s); }});
    commands->add({tr("Findings of all registries"), group, {}, u"lotse-shield"_s,
        [this] { m_application.navigator()->open(u"findings"_s); }});
    commands->add({tr("Show all registries"), group, {}, u"lotse-symbolic"_s, [this] { m_application.show({}); }});
    if (SyncJobs *syncs = m_application.syncs()) {
        commands->add(
            {tr("Sync findings of all registries"), group, {}, u"view-refresh"_s, [syncs] { syncs->start(); }});
        commands->add({tr("Sync findings of this registry"), group, {}, u"view-refresh"_s, [this, syncs] {
                           if (const RegistryView *view = m_application.registry())
                               syncs->start(view->id);
                       }});
    }
    commands->add({tr("Edit account of this registry"), group, {}, u"document-edit"_s, [this] {
                       const RegistryView *view = m_application.registry();
                       if (view && !view->demo)
                           m_application.navigator()->open(u"account"_s, {{u"id"_s, view->id}});
                       else
                           m_application.navigator()->open(u"accounts"_s);
                   }});
    commands->add({tr("Manage registries"), group, {}, u"configure"_s,
        [this] { m_application.navigator()->open(u"accounts"_s); }, 0, tr("accounts edit remove registries")});
    commands->add({tr("Settings"), group, u"Ctrl+,"_s, u"configure"_s,
        [this] { m_application.navigator()->open(u"settings"_s); }});
    commands->add({tr("Page help"), group, u"F1"_s, u"help-contents"_s, [this] {
                       Navigator *navigator = m_application.navigator();
                       navigator->open(u"help"_s, {{u"page"_s, navigator->page()}});
                   }});
    commands->add(
        {tr("About Lotse"), group, {}, u"help-about"_s, [this] { m_application.navigator()->open(u"about"_s); }});
    commands->add({tr("Diagnostics"), group, {}, u"tools-report-bug"_s,
        [this] { m_application.navigator()->open(u"diagnostics"_s); }});
    commands->add({tr("Import accounts from docker and podman"), group, {}, u"document-import"_s,
        [this] { m_application.navigator()->open(u"docker-import"_s); }});
    commands->add(
        {tr("Previous registry"), group, u"Ctrl+Shift+T"_s, u"edit-undo"_s, [this] { m_application.reopen(); }});
    if (ScreenLock *lock = m_application.screenLock())
        commands->add({tr("Lock the window"), group, u"Ctrl+Alt+L"_s, u"object-locked"_s, [lock] { lock->lock(); }});
}

} // namespace lotse::ui
