// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/workspace.h"

#include "session/sealedstore.h"
#include "shell/application.h"

namespace lotse::ui {

Workspace::Workspace(Application *app, Services services)
    : m_app(app)
    , m_services(std::move(services))
{
    if (m_services.accounts) // a stage for one page may have none
        connect(m_services.accounts, &Accounts::changed, this, &Workspace::accountsChanged);
}

void Workspace::reconnect(const QString &accountId)
{
    if (Session *session = m_services.sessions->find(accountId))
        session->open();
}

void Workspace::reconnectSealed()
{
    for (Session *session : m_services.sessions->all()) {
        if (isSealedLocked(session->error()))
            session->open();
    }
}

void Workspace::present(const QString &accountId)
{
    m_app->show(accountId);
}

void Workspace::forget(const Account &account)
{
    if (m_services.triage)
        m_services.triage->forgetAccounts({account.id, passingAccountId(account.url, account.user)});
    if (m_services.changes)
        m_services.changes->forget(account.id);
}

QString Workspace::accountsNotice() const
{
    const Message notice = m_services.accounts->notice();
    return notice.isEmpty() ? QString() : notice.text();
}

} // namespace lotse::ui
