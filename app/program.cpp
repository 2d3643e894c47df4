// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "demo/demosession.h"
#include "keychain/keychainstore.h"
#include "session/networklink.h"
#include "store/schema.h"
#include "store/snapshotstore.h"
#include "theme/iconprovider.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QProcess>
#include <QQuickWindow>

using namespace Qt::StringLiterals;

namespace lotse {

Program::Program(bool isDemo)
    : m_demoFolder(isDemo ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_dataFolder(m_demoFolder ? m_demoFolder->path() : store::dataFolder())
    , m_accounts(m_demoFolder ? m_demoFolder->path() : profileFolder(), &m_clock)
    , m_secrets(m_demoFolder ? m_demoFolder->path() : profileFolder(), std::make_unique<KeychainStore>())
    , m_sessions(&m_accounts, &m_secrets, networkLinks(&m_network, &m_clock, &m_proxies), &m_clock)
    , m_triage(store::cachePlan(m_dataFolder), store::decisionPlan(m_dataFolder), &m_clock)
    , m_syncs(&m_sessions, store::cachePlan(m_dataFolder), &m_clock)
    , m_trust(&m_sessions, store::cachePlan(m_dataFolder), &m_clock)
    , m_snapshots(&m_sessions, &m_syncs, store::snapshotPlan(m_dataFolder), &m_clock)
    , m_changes(store::changePlan(m_dataFolder), &m_clock)
    , m_settings(QDir(profileFolder()).filePath(u"window.ini"_s))
    , m_frame(m_settings.settings())
    , m_views(&m_sessions, &m_frame.application(), &m_clock)
{
    SyncSchedule habit;
    habit.onlyDemo = isDemo;
    m_syncs.setHabit(habit);
    m_frame.application().setServices(
        {&m_clock, &m_accounts, &m_secrets, &m_sessions, networkLinks(&m_network, &m_clock, &m_proxies), &m_triage,
            &m_syncs, &m_proxies, &m_changes, &m_trust, &m_snapshots});
    QObject::connect(qobject_cast<ui::Workspace *>(m_frame.application().workspace()), &ui::Workspace::demoAsked,
        &m_settings, [this] { openDemo(); });
    speak();
    ui::Preferences *preferences = m_frame.application().preferences();
    QObject::connect(preferences, &ui::Preferences::languageChanged, &m_settings, [this] { speak(); });
    const auto tell = [this, preferences] {
        preferences->setNotice(m_settings.notice().isEmpty() ? QString() : m_settings.notice().text());
    };
    QObject::connect(&m_settings, &SettingsFile::noticeChanged, preferences, tell);
    tell();
}

bool Program::start(const QString &url)
{
    ui::Application &application = m_frame.application();
    if (const Result<void> loaded = m_accounts.load(); !loaded)
        application.problems()->report({}, loaded.error(), m_clock.now());
    Session *first = nullptr;
    if (m_demoFolder) {
        first = m_sessions.adopt(demoSession(&m_clock));
        // Nothing real can be broken in it: changes can be tried at once.
        Account account = first->account();
        account.allowsChanges = true;
        first->setAccount(account);
    }
    if (!first && !m_sessions.all().isEmpty())
        first = m_sessions.all().first();
    if (m_demoFolder || !application.resume())
        application.show(first ? first->account().id : QString());
    if (!m_settings.notice().isEmpty()) {
        Error notice;
        notice.kind = ErrorKind::Storage;
        notice.message = m_settings.notice();
        application.problems()->report({}, notice, m_clock.now());
    }
    if (const QString icons = ui::IconProvider::problem(); !icons.isEmpty()) {
        Error missing;
        missing.kind = ErrorKind::Storage;
        missing.message = {"%1", {icons}};
        application.problems()->report({}, missing, m_clock.now());
    }
    // A proxy that wants a password is not asked without it.
    application.proxy()->load([this] { openSessions(); });
    if (!url.isEmpty())
        application.openAddress(url);
    m_triage.reload();
    m_changes.load();
    return m_frame.start();
}

void Program::openDemo()
{
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s}))
        return;
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("The demo could not be started. Run: lotse --demo"), {}};
    m_frame.application().problems()->report({}, error, m_clock.now());
}

void Program::openSessions()
{
    for (Session *session : m_sessions.all()) {
        if (session->state() == Session::State::Idle)
            session->open();
    }
}

void Program::speak()
{
    const QLocale locale = ui::localeOf(m_frame.application().preferences()->language(), QLocale::system());
    QCoreApplication::removeTranslator(&m_words);
    QLocale::setDefault(locale);
    if (m_words.load(locale, u"lotse"_s, u"_"_s, u":/translations"_s) || m_words.load(u":/translations/lotse_en"_s))
        QCoreApplication::installTranslator(&m_words);
    m_frame.retranslate();
}

void Program::welcome(const StartWish &wish)
{
    if (!wish.activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", wish.activation);
    if (QQuickWindow *window = m_frame.window()) {
        if (window->visibility() == QWindow::Minimized)
            window->showNormal();
        window->raise();
        window->requestActivate();
    }
    if (!wish.address.isEmpty())
        m_frame.application().openAddress(wish.address);
}

} // namespace lotse
