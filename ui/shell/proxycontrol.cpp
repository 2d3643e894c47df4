// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxycontrol.h"

#include "net/httptransport.h"
#include "session/session.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

ProxyControl::ProxyControl(Preferences *preferences, Services services, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_services(std::move(services))
{
    connect(preferences, &Preferences::proxyChanged, this, [this] {
        apply();
        reconnect();
    });
    apply();
}

/// Not an account of a registry: what the stores of secrets want to know of the proxy's password.
Account ProxyControl::account() const
{
    Account account;
    account.id = u"proxy"_s;
    account.signIn = SignIn::Password;
    account.secretPlace = SecretPlace::Keychain;
    return account;
}

void ProxyControl::load(std::function<void()> next)
{
    if (!m_services.secrets || m_preferences->proxyKind() != u"manual"_s || m_preferences->proxyUser().isEmpty())
        return next();
    m_services.secrets->read(account(), this, [this, next = std::move(next)](const Result<SecureBytes> &kept) {
        if (kept) {
            m_password = *kept;
            apply();
            emit changed();
        } else if (kept.error().kind != ErrorKind::NotFound) {
            say(kept.error().text());
        }
        next();
    });
}

void ProxyControl::setPassword(const QString &typed)
{
    QByteArray bytes = typed.toUtf8();
    m_password = SecureBytes(bytes);
    SecureBytes::wipe(bytes);
    apply();
    say({});
    reconnect();
    if (!m_services.secrets)
        return;
    if (m_password.isEmpty()) {
        m_services.secrets->remove(account(), this, [](const Result<void> &) {});
        return;
    }
    m_services.secrets->write(account(), m_password, this, [this](const Result<void> &done) {
        if (!done) {
            m_services.secrets->rememberForSession(account(), m_password, this);
            say(tr("The password is used for this session only. %1").arg(done.error().text()));
        } else {
            say(tr("The password is stored in the keychain."));
        }
    });
}

void ProxyControl::apply()
{
    if (!m_services.proxies)
        return;
    ProxyChoice choice;
    const QString kind = m_preferences->proxyKind();
    choice.kind = kind == u"manual"_s ? ProxyChoice::Kind::Manual
        : kind == u"none"_s           ? ProxyChoice::Kind::None
                                      : ProxyChoice::Kind::Environment;
    choice.host = m_preferences->proxyHost();
    choice.port = quint16(m_preferences->proxyPort());
    choice.user = m_preferences->proxyUser();
    choice.password = m_password;
    choice.straight = m_preferences->proxyStraight().split(u',', Qt::SkipEmptyParts);
    m_services.proxies->choose(std::move(choice));
}

void ProxyControl::reconnect()
{
    if (!m_services.sessions)
        return;
    for (Session *session : m_services.sessions->all()) {
        if (auto *transport = qobject_cast<HttpTransport *>(session->transport()))
            transport->networkChanged();
        const Session::State state = session->state();
        if (state == Session::State::Offline || state == Session::State::Stale || state == Session::State::Refused)
            session->open();
    }
}

void ProxyControl::say(const QString &sentence)
{
    m_sentence = sentence;
    emit changed();
}

} // namespace lotse::ui
