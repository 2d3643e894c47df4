// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenlock.h"

#include "docklists.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

const QString saver = u"org.freedesktop.ScreenSaver"_s;
const QString saverPath = u"/org/freedesktop/ScreenSaver"_s;
const QString gnomeSaver = u"org.gnome.ScreenSaver"_s;
const QString login = u"org.freedesktop.login1"_s;
const QString loginPath = u"/org/freedesktop/login1"_s;
const QString loginManager = u"org.freedesktop.login1.Manager"_s;
const QString loginSession = u"org.freedesktop.login1.Session"_s;

} // namespace

ScreenLock::ScreenLock(Preferences *preferences, JobList *jobs, Services services, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_jobs(jobs)
    , m_services(std::move(services))
{
    connect(preferences, &Preferences::changed, this, &ScreenLock::schedule);
    connect(jobs, &JobList::countChanged, this, [this] {
        if (m_signsOut && m_jobs->running() == 0)
            signOut();
    });
    m_lastInput = m_services.clock->elapsed();
    QCoreApplication::instance()->installEventFilter(this);
    watchDesktop();
    schedule();
}

void ScreenLock::watchDesktop()
{
    auto bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        for (const QString &interface : {saver, gnomeSaver})
            bus.connect({}, {}, interface, u"ActiveChanged"_s, this, SLOT(desktopLocked(bool)));
        const auto message = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                 u"org.freedesktop.DBus"_s, u"NameHasOwner"_s)
            << saver;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, 2000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<bool> reply = *watcher;
            watcher->deleteLater();
            m_desktopAnswers = !reply.isError() && reply.value();
            emit changed();
        });
    }
    auto system = QDBusConnection::systemBus();
    if (!system.isConnected())
        return;
    system.connect(login, loginPath, loginManager, u"PrepareForSleep"_s, this, SLOT(onSleep(bool)));
    // Only our own session's: the others' are none of our business.
    const auto message = QDBusMessage::createMethodCall(login, loginPath, loginManager, u"GetSessionByPID"_s)
        << quint32(QCoreApplication::applicationPid());
    auto *watcher = new QDBusPendingCallWatcher(system.asyncCall(message, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return;
        auto own = QDBusConnection::systemBus();
        own.connect(login, reply.value().path(), loginSession, u"Lock"_s, this, SLOT(onSessionLock()));
        own.connect(login, reply.value().path(), loginSession, u"Unlock"_s, this, SLOT(onSessionUnlock()));
    });
}

bool ScreenLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        m_lastInput = m_services.clock->elapsed();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

// One timer at a time; input only moves a number, and the timer that ends too early sets the next.
void ScreenLock::schedule()
{
    const quint64 turn = ++m_turn;
    const std::chrono::minutes patience(m_preferences->lockMinutes());
    if (patience.count() == 0 || m_locked)
        return;
    const auto left = m_lastInput + patience - m_services.clock->elapsed();
    if (left.count() <= 0)
        return lock();
    m_services.clock->after(left, this, [this, turn] {
        if (turn == m_turn)
            schedule();
    });
}

QString ScreenLock::way() const
{
    if (m_services.secrets->sealed().exists())
        return u"master"_s;
    return m_desktopAnswers ? u"desktop"_s : u"click"_s;
}

void ScreenLock::lock()
{
    if (m_locked)
        return;
    m_locked = true;
    m_sentence.clear();
    m_services.secrets->sealed().lock();
    if (m_preferences->worksWhileLocked() && m_jobs->running() > 0)
        m_signsOut = true;
    else
        signOut();
    emit lockedNow();
    emit changed();
}

void ScreenLock::signOut()
{
    m_signsOut = false;
    if (!m_services.sessions)
        return;
    for (Session *session : m_services.sessions->all()) {
        if (session->isDemo() || session->state() == Session::State::Idle)
            continue;
        m_signedOut.append(session->account().id);
        session->close();
    }
}

void ScreenLock::unlock(const QString &master)
{
    if (!m_locked || m_busy)
        return;
    m_busy = true;
    m_sentence.clear();
    emit changed();
    QByteArray bytes = master.toUtf8();
    const SecureBytes secret(bytes);
    SecureBytes::wipe(bytes);
    m_services.secrets->sealed().unlock(secret, this, [this](const Result<void> &done) {
        m_busy = false;
        if (done)
            release();
        else
            fail(done.error().text());
    });
}

void ScreenLock::askDesktop()
{
    const auto message = QDBusMessage::createMethodCall(saver, saverPath, saver, u"Lock"_s);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, 5000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError()) {
            m_desktopAnswers = false;
            fail(tr("The desktop could not lock the screen."));
        }
    });
}

void ScreenLock::open()
{
    if (way() == u"click"_s)
        release();
}

void ScreenLock::desktopLocked(bool locked)
{
    if (locked && m_preferences->locksWithDesktop())
        lock();
    // Who opened the screen has proved who they are; the sealed file still wants its own password.
    else if (!locked && m_locked && way() != u"master"_s)
        release();
}

void ScreenLock::onSleep(bool begins)
{
    if (begins && m_preferences->locksWithDesktop())
        lock();
}

void ScreenLock::release()
{
    m_locked = false;
    m_signsOut = false;
    m_sentence.clear();
    m_lastInput = m_services.clock->elapsed();
    const QStringList ids = std::exchange(m_signedOut, {});
    for (const QString &id : ids) {
        if (Session *session = m_services.sessions->find(id))
            session->open();
    }
    emit changed();
    schedule();
}

void ScreenLock::fail(const QString &sentence)
{
    m_sentence = sentence;
    emit changed();
}

} // namespace lotse::ui
