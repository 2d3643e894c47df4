// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lotse::cli {

#ifdef Q_OS_UNIX

// A signal handler may only write: the event loop reads the other end.
static int wakeUp[2] = {-1, -1};

static void onSignal(int number)
{
    const int error = errno;
    static_cast<void>(!::write(wakeUp[1], "x", 1));
    std::signal(number, SIG_DFL);
    errno = error;
}

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::pipe(wakeUp) != 0)
        return; // Ctrl-C ends the program then, as it does by itself
    ::fcntl(wakeUp[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(wakeUp[1], F_SETFD, FD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char c = 0;
        if (::read(wakeUp[0], &c, 1) == 1)
            emit requested();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

#else

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
}

Interrupt::~Interrupt() = default;

#endif

} // namespace lotse::cli
