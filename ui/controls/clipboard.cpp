// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

QByteArray hashOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Clipboard::Clipboard(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Clipboard::tick);
    if (qGuiApp)
        connect(qGuiApp, &QCoreApplication::aboutToQuit, this, &Clipboard::forgetSecret);
}

Clipboard::~Clipboard()
{
    if (qGuiApp)
        forgetSecret();
}

void Clipboard::copy(const QString &text)
{
    m_hash.clear();
    m_left = 0;
    m_timer.stop();
    QGuiApplication::clipboard()->setText(text);
    emit secondsLeftChanged();
}

void Clipboard::copySecret(const QString &text)
{
    auto *data = new QMimeData;
    data->setText(text);
    // What password keepers and clipboard histories have agreed on.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    QGuiApplication::clipboard()->setMimeData(data);
    m_hash = hashOf(text);
    m_left = secretSeconds;
    m_timer.start();
    emit secondsLeftChanged();
}

void Clipboard::tick()
{
    if (--m_left <= 0)
        return forgetSecret();
    emit secondsLeftChanged();
}

void Clipboard::forgetSecret()
{
    m_timer.stop();
    m_left = 0;
    const QByteArray hash = std::exchange(m_hash, {});
    if (hash.isEmpty())
        return;
    if (hashOf(QGuiApplication::clipboard()->text()) == hash)
        QGuiApplication::clipboard()->clear();
    emit secondsLeftChanged();
}

} // namespace lotse::ui
