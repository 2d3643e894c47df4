// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/localuser.h"

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

namespace lotse {

QString localUser()
{
    for (const char *name : {"USER", "LOGNAME", "USERNAME"}) {
        const QString person = qEnvironmentVariable(name);
        if (!person.isEmpty())
            return person;
    }
#ifdef Q_OS_UNIX
    // Started by a service there may be no such variable.
    if (const passwd *entry = ::getpwuid(::geteuid()))
        return QString::fromLocal8Bit(entry->pw_name);
#endif
    return {};
}

} // namespace lotse
