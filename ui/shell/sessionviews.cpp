// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionviews.h"

#include "base/format.h"
#include "session/accountwords.h"
#include "session/sealedstore.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

/// Our word for the dot, and the word for people.
std::pair<QString, QString> condition(Session::State state)
{
    switch (state) {
    case Session::State::Idle:
        return {u"off"_s, SessionViews::tr("not connected")};
    case Session::State::Connecting:
        return {u"running"_s, SessionViews::tr("connecting")};
    case Session::State::Online:
        return {u"ok"_s, SessionViews::tr("online")};
    case Session::State::SignInNeeded:
        return {u"warning"_s, SessionViews::tr("sign-in needed")};
    case Session::State::Stale:
        return {u"warning"_s, SessionViews::tr("not responding")};
    case Session::State::Offline:
        return {u"error"_s, SessionViews::tr("offline")};
    case Session::State::Refused:
        return {u"error"_s, SessionViews::tr("not reachable")};
    }
    return {u"off"_s, {}};
}

QString identityText(const Identity &identity)
{
    switch (identity.kind) {
    case IdentityKind::Person:
        return identity.isAdmin ? SessionViews::tr("%1 (system admin)").arg(identity.name) : identity.name;
    case IdentityKind::Robot:
        return SessionViews::tr("%1 (robot)").arg(identity.name);
    case IdentityKind::CliSecret:
        return SessionViews::tr("%1 (CLI secret)").arg(identity.name);
    case IdentityKind::Anonymous:
        return SessionViews::tr("not signed in");
    case IdentityKind::Unknown:
        break;
    }
    return {};
}

/// How the connection is secured, and when the last answer came over it.
std::pair<QString, QString> connection(const Session &session)
{
    const QString security = session.isDemo() ? SessionViews::tr("built in")
        : session.account().isPlainHttp()     ? SessionViews::tr("not encrypted")
                                              : session.peer().protocol;
    if (!session.asOf().isValid())
        return {security, {}};
    return {security, SessionViews::tr("last response %1").arg(format::dateTime(session.asOf()))};
}

QString kindText(const Session &session)
{
    if (session.isDemo())
        return SessionViews::tr("Harbor demo");
    return registryKindText(session.kind()).text();
}

} // namespace

SessionViews::SessionViews(SessionList *sessions, Application *application, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_application(application)
    , m_clock(clock)
{
    connect(sessions, &SessionList::added, this, &SessionViews::add);
    connect(sessions, &SessionList::removed, this, [this](Session *session) {
        const QString id = session->account().id;
        if (m_application->registry() && m_application->registry()->id == id)
            m_application->show({});
        m_application->registries()->remove(id);
        m_application->problems()->solve(id);
    });
    for (Session *session : sessions->all())
        add(session);
    connect(application, &Application::languageChanged, this, [this] {
        for (Session *session : m_sessions->all()) {
            if (RegistryView *view = m_application->registries()->view(session->account().id)) {
                update(session, view);
                emit view->sectionsChanged();
            }
        }
    });
}

Session *SessionViews::current() const
{
    const RegistryView *view = m_application->registry();
    return view ? m_sessions->find(view->id) : nullptr;
}

void SessionViews::add(Session *session)
{
    auto *view = new RegistryView;
    view->id = session->account().id;
    view->session = session;
    view->offer = [session = QPointer(session)](const char *feature) {
        if (!session)
            return RegistryView::Offer{};
        const QString name = QString::fromLatin1(feature);
        switch (session->capabilities().support(name)) {
        case Support::No:
            return RegistryView::Offer{false, {}};
        case Support::Forbidden:
            return RegistryView::Offer{true, session->capabilities().reason(name).text()};
        case Support::Yes:
        case Support::Unknown:
            break;
        }
        return RegistryView::Offer{};
    };
    const auto refresh = [this, session, view] { update(session, view); };
    connect(session, &Session::stateChanged, view, refresh);
    connect(session, &Session::stateChanged, this, [this, session] { report(session); });
    connect(session, &Session::accountChanged, view, refresh);
    connect(session, &Session::capabilitiesChanged, view, &RegistryView::sectionsChanged);
    connect(session, &Session::asOfChanged, view, [session, view] { touch(session, view); });
    if (Transport *transport = session->transport()) {
        const QString host = session->account().host();
        connect(transport, &Transport::requestChanged, m_application->requests(),
            [list = m_application->requests(), host](const RequestRecord &record) { list->take(host, record); });
    }
    update(session, view);
    m_application->registries()->add(view);
}

void SessionViews::update(Session *session, RegistryView *view)
{
    const Account &account = session->account();
    view->name = account.name;
    view->host = account.host();
    view->colour = account.colour;
    view->production = account.production;
    view->readOnly = !account.allowsChanges;
    view->plain = session->kind() == RegistryKind::Oci || session->kind() == RegistryKind::OciNoCatalog;
    view->version = session->kind() == RegistryKind::Harbor ? (u"Harbor "_s + session->serverVersion()).trimmed()
        : view->plain                                       ? tr("OCI registry")
                                                            : QString();
    view->url = account.url;
    view->user = account.user;
    view->kind = kindText(*session);
    view->demo = session->isDemo();
    view->identity = identityText(session->identity());
    view->reached = view->reached || session->state() == Session::State::Online;
    view->needsSignIn = session->state() == Session::State::SignInNeeded;
    view->needsMaster = isSealedLocked(session->error());
    view->keyChanged = session->error().kind == ErrorKind::PinChanged;
    view->certificateRefused = session->error().kind == ErrorKind::Tls && !session->error().code.isEmpty();
    std::tie(view->condition, view->conditionWord) = condition(session->state());
    view->sentence = session->state() == Session::State::Online ? QString() : session->sentenceText();
    std::tie(view->security, view->synced) = connection(*session);
    emit view->changed();
    emit view->syncedChanged();
}

// An answer moves no more than this, and there may be hundreds a second: the rest of the view is left alone.
void SessionViews::touch(Session *session, RegistryView *view)
{
    const auto [security, synced] = connection(*session);
    if (view->synced != synced) {
        view->synced = synced;
        emit view->syncedChanged();
    }
    if (view->security != security) {
        view->security = security;
        emit view->changed();
    }
}

void SessionViews::report(Session *session)
{
    const Account &account = session->account();
    if (session->state() == Session::State::Online)
        m_application->problems()->solve(account.id);
    else if (session->error())
        m_application->problems()->report(account.host(), session->error(), m_clock->now(), {account.id, account.name});
}

} // namespace lotse::ui
