// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QLocalServer>
#include <QObject>

namespace lotse {

/// What a start of the program asks of the one that runs.
struct StartWish {
    QString address; ///< of a registry, or a lotse:// link; empty for nothing but the window
    QByteArray activation; ///< the desktop's token that lets a window come to the front
};

/**
 * Two windows on one profile would write over each other, so a second start hands its wish to the first and ends. They
 * meet at a socket in the profile, which only its owner can enter. Lives in main.
 */
class FirstInstance : public QObject {
    Q_OBJECT
public:
    explicit FirstInstance(const QString &profile, QObject *parent = nullptr);

    enum class Role {
        First, ///< go on; wished() tells what later starts want
        Beside, ///< go on, but write no settings: another one has them
        Handed, ///< another one took the wish: end
    };
    /// Before there is a window; waits a few seconds at most. `beside`: a demo, which runs by itself all the same. An
    /// error: another one has the profile and does not answer. Where no socket can be made (a profile that is read
    /// only) this is the first.
    Result<Role> claim(const StartWish &wish, bool beside = false);

signals:
    void wished(const lotse::StartWish &wish);

private:
    void take();

    QString m_socket;
    QLocalServer m_server;
};

} // namespace lotse
