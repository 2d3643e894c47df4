// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plainhttp.h"

#include <QHostAddress>

namespace lotse {

static bool isThisMachine(const QString &host)
{
    // RFC 6761: these names are of the loopback interface, whatever a name server says.
    return host == u"localhost" || host.endsWith(u".localhost") || QHostAddress(host).isLoopback();
}

bool maySendSecret(const Account &account)
{
    return !account.isPlainHttp() || account.plainHttpConfirmed || isThisMachine(QUrl(account.url).host());
}

} // namespace lotse
