// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString interface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString gnome = u"org.gnome.desktop.interface"_s;

/// The portal wraps the value in one or two variants, by its version.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

Appearance::Appearance(QObject *parent)
    : QObject(parent)
{
    m_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(
        service, path, interface, u"SettingChanged"_s, this, SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(appearance, u"color-scheme"_s);
    ask(appearance, u"reduced-motion"_s);
    ask(gnome, u"enable-animations"_s);
}

void Appearance::ask(const QString &group, const QString &key)
{
    auto message = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    message << group << key;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            take(group, key, unwrapped(reply.value().variant()));
    });
}

void Appearance::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, unwrapped(value.variant()));
}

void Appearance::take(const QString &group, const QString &key, const QVariant &value)
{
    bool dark = m_dark;
    bool reduced = m_motionReduced;
    if (group == appearance && key == u"color-scheme"_s) {
        // 0: no preference, 1: dark, 2: light.
        const uint scheme = value.toUInt();
        if (scheme == 1 || scheme == 2)
            dark = scheme == 1;
    } else if (group == appearance && key == u"reduced-motion"_s) {
        reduced = value.toUInt() == 1;
    } else if (group == gnome && key == u"enable-animations"_s) {
        reduced = !value.toBool();
    }
    if (dark == m_dark && reduced == m_motionReduced)
        return;
    m_dark = dark;
    m_motionReduced = reduced;
    emit changed();
}

} // namespace lotse::ui
