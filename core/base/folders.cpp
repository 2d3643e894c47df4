// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folders.h"

#include <QDir>
#include <QStandardPaths>

namespace lotse {

QString profileFolder()
{
    const QString own = qEnvironmentVariable("LOTSE_PROFILE");
    return own.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                         : QDir(own).absolutePath();
}

} // namespace lotse
