// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/session.h"

namespace lotse {

/**
 * The sessions of all accounts, in the order of the accounts, one each; follows the list on disk. Owns them. An account
 * whose address, user, way to sign in, certificates, pin or realms changed gets a new session.
 */
class SessionList : public QObject {
    Q_OBJECT
public:
    /// All arguments outlive the list.
    SessionList(
        Accounts *accounts, Secrets *secrets, LinkFactory linkFactory, const Clock *clock, QObject *parent = nullptr);
    ~SessionList() override;

    QList<Session *> all() const;
    /// By account id; null where there is none.
    Session *find(const QString &accountId) const;
    /// Adds a session that is on no disk (the demo registry). Returns it.
    Session *adopt(std::unique_ptr<Session> session);

signals:
    void added(lotse::Session *session);
    /// The session goes with the next turn of the event loop.
    void removed(lotse::Session *session);

private:
    void follow();
    void drop(size_t index);
    std::unique_ptr<Session> make(const Account &account);

    Accounts *m_accounts;
    Secrets *m_secrets;
    LinkFactory m_lineMaker;
    const Clock *m_clock;
    std::vector<std::unique_ptr<Session>> m_sessions;
};

} // namespace lotse
