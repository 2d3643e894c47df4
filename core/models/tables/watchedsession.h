// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QPointer>

#include <functional>

namespace lotse::models {

/**
 * The session that a model asks now. When it goes, `gone` is called, since its way to the registry goes with it; of a
 * session that was asked before, nothing is heard any more. A member of the model.
 */
class WatchedSession {
public:
    /// False where it is the same as before.
    bool set(Session *session, QObject *owner, std::function<void()> gone)
    {
        if (m_session == session)
            return false;
        QObject::disconnect(m_gone);
        m_session = session;
        if (session)
            m_gone = QObject::connect(session, &QObject::destroyed, owner, std::move(gone));
        return true;
    }
    Session *get() const { return m_session; }

private:
    QPointer<Session> m_session;
    QMetaObject::Connection m_gone;
};

} // namespace lotse::models
