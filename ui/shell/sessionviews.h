// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "session/sessionlist.h"
#include "shell/application.h"

namespace lotse::ui {

/**
 * Keeps the frame in step with the sessions: one RegistryView a session, its requests and problems in the dock. Made
 * in the wiring after both of its arguments, which outlive it.
 */
class SessionViews : public QObject {
    Q_OBJECT
public:
    SessionViews(SessionList *sessions, Application *application, const Clock *clock, QObject *parent = nullptr);

    /// The session that the window shows; nullptr for all registries.
    Session *current() const;

private:
    void add(Session *session);
    void update(Session *session, RegistryView *view);
    static void touch(Session *session, RegistryView *view);
    void report(Session *session);

    SessionList *m_sessions;
    Application *m_application;
    const Clock *m_clock;
};

} // namespace lotse::ui
