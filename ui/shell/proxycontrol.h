// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences.h"
#include "services.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace lotse::ui {

/**
 * Brings the chosen proxy to the transports, with its password from the keychain. What was chosen holds for the next
 * connection; registries that could not be reached are tried again. Belongs to the Application.
 */
class ProxyControl : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY changed)
    /// What became of the password; empty where there is nothing to say.
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
public:
    ProxyControl(Preferences *preferences, Services services, QObject *parent = nullptr);

    bool hasPassword() const { return !m_password.isEmpty(); }
    QString sentence() const { return m_sentence; }

    /// Reads the password where the proxy wants one, then goes on; at once where there is nothing to read.
    void load(std::function<void()> next);
    /// Keeps what was typed in the keychain, or until the program ends where there is none; an empty one is removed.
    Q_INVOKABLE void setPassword(const QString &typed);

signals:
    void changed();

private:
    Account account() const;
    void apply();
    void reconnect();
    void say(const QString &sentence);

    Preferences *m_preferences;
    Services m_services;
    SecureBytes m_password;
    QString m_sentence;
};

} // namespace lotse::ui
