// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionlist.h"

#include <algorithm>

namespace lotse {

// What a connection is made with; all else of an account may change under a running session.
static auto way(const Account &a)
{
    return std::tie(a.url, a.user, a.signIn, a.secretPlace, a.caPem, a.pinSpkiSha256, a.confirmedRealms,
        a.plainHttpConfirmed, a.oidcIssuer, a.oidcClient, a.clientCertificate, a.clientKey, a.timeoutSeconds,
        a.deadlineSeconds);
}

SessionList::SessionList(
    Accounts *accounts, Secrets *secrets, LinkFactory linkFactory, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_accounts(accounts)
    , m_secrets(secrets)
    , m_lineMaker(std::move(linkFactory))
    , m_clock(clock)
{
    connect(accounts, &Accounts::changed, this, &SessionList::follow);
    follow();
}

SessionList::~SessionList() = default;

QList<Session *> SessionList::all() const
{
    QList<Session *> out;
    for (const auto &session : m_sessions)
        out.append(session.get());
    return out;
}

Session *SessionList::find(const QString &accountId) const
{
    for (const auto &session : m_sessions) {
        if (session->account().id == accountId)
            return session.get();
    }
    return nullptr;
}

Session *SessionList::adopt(std::unique_ptr<Session> session)
{
    m_sessions.push_back(std::move(session));
    emit added(m_sessions.back().get());
    return m_sessions.back().get();
}

std::unique_ptr<Session> SessionList::make(const Account &account)
{
    auto session = std::make_unique<Session>(account, m_lineMaker(account), m_secrets, m_clock);
    connect(session.get(), &Session::kindFound, this, [this, id = account.id](RegistryKind kind) {
        std::optional<Account> kept = m_accounts->find(id);
        if (!kept || kept->kind == kind)
            return;
        kept->kind = kind;
        // Only spares a question at the next start: a list that cannot be written is told of elsewhere.
        static_cast<void>(m_accounts->update(*kept));
    });
    return session;
}

void SessionList::drop(size_t index)
{
    Session *session = m_sessions[index].release();
    m_sessions.erase(m_sessions.begin() + std::ptrdiff_t(index));
    emit removed(session);
    session->deleteLater();
}

void SessionList::follow()
{
    const QList<Account> accounts = m_accounts->all();
    for (size_t i = m_sessions.size(); i-- > 0;) {
        const Account &had = m_sessions[i]->account();
        const auto same =
            std::find_if(accounts.begin(), accounts.end(), [&](const Account &a) { return a.id == had.id; });
        if (!m_sessions[i]->isDemo() && (same == accounts.end() || way(*same) != way(had)))
            drop(i);
    }
    for (const Account &account : accounts) {
        if (Session *session = find(account.id)) {
            if (session->account() != account)
                session->setAccount(account);
        } else {
            adopt(make(account));
        }
    }
    // In the order of the accounts; what is not on disk stays behind them.
    const auto place = [&](const std::unique_ptr<Session> &session) {
        const QString id = session->account().id;
        return std::find_if(accounts.begin(), accounts.end(), [&](const Account &a) { return a.id == id; })
            - accounts.begin();
    };
    std::stable_sort(
        m_sessions.begin(), m_sessions.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
}

} // namespace lotse
