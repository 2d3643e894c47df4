// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "keychain/keychainstore.h"
#include "session/demosession.h"
#include "session/networkline.h"
#include "store/schema.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace lotse {

Program::Program(bool isDemo)
    : m_demoFolder(isDemo ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_dataFolder(m_demoFolder ? m_demoFolder->path() : store::dataFolder())
    , m_accounts(profileFolder(), &m_clock)
    , m_secrets(profileFolder(), std::make_unique<KeychainStore>())
    , m_sessions(&m_accounts, &m_secrets, networkLines(&m_network, &m_clock, &m_proxies), &m_clock)
    , m_triage(store::cachePlan(m_dataFolder), store::decisionPlan(m_dataFolder), &m_clock)
    , m_syncs(&m_sessions, store::cachePlan(m_dataFolder), &m_clock)
    , m_settings(QDir(profileFolder()).filePath(u"window.ini"_s), QSettings::IniFormat)
    , m_frame(&m_settings)
    , m_views(&m_sessions, &m_frame.application(), &m_clock)
{
    SyncHabit habit;
    habit.onlyDemo = isDemo;
    m_syncs.setHabit(habit);
    m_frame.application().setServices({&m_clock, &m_accounts, &m_secrets, &m_sessions,
        networkLines(&m_network, &m_clock, &m_proxies), &m_triage, &m_syncs});
}

bool Program::start(const QString &url)
{
    ui::Application &application = m_frame.application();
    if (const Result<void> loaded = m_accounts.load(); !loaded)
        application.problems()->report({}, loaded.error(), m_clock.now());
    Session *first = nullptr;
    if (m_demoFolder)
        first = m_sessions.adopt(demoSession(&m_clock));
    for (Session *session : m_sessions.all()) {
        if (!first)
            first = session;
        session->open();
    }
    application.show(first ? first->account().id : QString());
    if (!url.isEmpty())
        application.navigator()->open(u"account"_s, {{u"url"_s, url}});
    m_triage.reload();
    return m_frame.start();
}

} // namespace lotse
