// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/services.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class Application;

/// The services of the program for the pages of accounts: the accounts and their secrets, and the sessions made of
/// them.
class Workspace : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(QString accountsNotice READ accountsNotice NOTIFY accountsChanged)
    Q_PROPERTY(bool accountsLocked READ accountsLocked NOTIFY accountsChanged)
public:
    Workspace(Application *app, Services services);

    Accounts &accounts() { return *m_services.accounts; }
    Secrets &secrets() { return *m_services.secrets; }
    SessionList &sessions() { return *m_services.sessions; }
    const LinkFactory &linkFactory() const { return m_services.lines; }
    Clock &clock() { return *m_services.clock; }

    /// Connects anew with the secret that is kept; nothing where there is no such account.
    Q_INVOKABLE void reconnect(const QString &accountId);
    /// Connects all that waited for the sealed file to be opened.
    void reconnectSealed();
    /// Asks for the demo in a program of its own, so that nothing of it gets among what is real.
    Q_INVOKABLE void openDemo() { emit demoAsked(); }
    /// Shows the registry of an account in the window.
    void present(const QString &accountId);
    /// What only this account saw goes from the local store; for one that was removed.
    void forget(const Account &account);
    /// A secret on its way to the form of a new account; taken once.
    void handOver(const SecureBytes &secret) { m_handedOver = secret; }
    SecureBytes takeHandedOver() { return std::exchange(m_handedOver, {}); }
    /// What the person should know of the file of accounts; empty where nothing.
    QString accountsNotice() const;
    /// True where the accounts can be used but not changed.
    bool accountsLocked() const { return m_services.accounts->isReadOnly(); }

signals:
    void accountsChanged();
    void demoAsked();

private:
    Application *m_app;
    Services m_services;
    SecureBytes m_handedOver;
};

} // namespace lotse::ui
