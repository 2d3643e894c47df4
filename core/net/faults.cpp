// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/faults.h"

#include "net/http1.h"

namespace lotse::faults {

static Error make(ErrorKind kind, const char *id, const QStringList &args, const QString &detail = {})
{
    Error error;
    error.kind = kind;
    error.message = {id, args};
    error.detail = detail.left(4096);
    return error;
}

Error lost(bool isRead, const QString &host)
{
    return make(ErrorKind::Incomplete,
        isRead ? LOTSE_MSG("The connection to %1 closed before the response was complete. The response is discarded; "
                           "try again.")
               : LOTSE_MSG("The connection to %1 closed before the change was confirmed. The change may have been "
                           "applied; check before you repeat it."),
        {host});
}

Error timedOut(bool isTotal, bool isRead, const QString &host)
{
    if (!isRead)
        return make(ErrorKind::Timeout,
            LOTSE_MSG(
                "%1 did not confirm the change in time. The change may have been applied; check before you repeat it."),
            {host});
    return make(ErrorKind::Timeout,
        isTotal ? LOTSE_MSG("The response from %1 timed out and is discarded. Try again, or request less data.")
                : LOTSE_MSG("%1 stopped responding. The response is discarded; try again later."),
        {host});
}

Error unreachable(QAbstractSocket::SocketError error, const QString &text, const QString &host)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: host name not found. Nothing was changed. Check the registry address and "
                      "the network."),
            {host}, text);
    case QAbstractSocket::ConnectionRefusedError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: connection refused. Nothing was changed. Check the port and whether the "
                      "registry is running."),
            {host}, text);
    case QAbstractSocket::SocketTimeoutError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: connection timed out. Nothing was changed. Check the network or try again "
                      "later."),
            {host}, text);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return make(ErrorKind::ProxyAuth,
            LOTSE_MSG("The proxy for %1 requires a sign-in. Enter user name and password in the network settings."),
            {host}, text);
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: invalid response from the proxy. Nothing was changed. Check the network "
                      "settings."),
            {host}, text);
    default:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1. Nothing was changed. Check the network, or try again later."), {host}, text);
    }
}

Error tooLarge(qint64 cap, const QString &host)
{
    return make(ErrorKind::TooLarge,
        LOTSE_MSG("The response from %1 exceeds the limit of %2 MiB and is discarded. Request less data, or "
                  "inform the registry administrator."),
        {host, QString::number(qMax(qint64(1), cap / (1024 * 1024)))});
}

Error headTooLarge(const QString &host)
{
    return make(ErrorKind::TooLarge,
        LOTSE_MSG("The response headers of %1 exceed %2 KiB. The response was discarded. Contact the "
                  "administrator of the registry or its proxy."),
        {host, QString::number(ResponseReader::headCap / 1024)});
}

Error partial(const QString &host)
{
    return make(ErrorKind::Decode,
        LOTSE_MSG("%1 sent an unexpected partial response (status 206). The response was discarded. Contact "
                  "the administrator of the registry or its proxy."),
        {host});
}

Error malformed(const QString &host)
{
    return make(ErrorKind::NotARegistry,
        LOTSE_MSG("The response from %1 is not HTTP. Check the registry address, the port, and whether the "
                  "registry uses https."),
        {host});
}

Error encoded(const QByteArray &encoding, const QString &host)
{
    return make(ErrorKind::Decode,
        LOTSE_MSG("%1 sent an unrequested compressed response. The response is discarded; inform the "
                  "administrator of the registry or its proxy."),
        {host}, QString::fromLatin1(encoding.left(64)));
}

Error cancelled(const QString &host)
{
    return make(ErrorKind::Cancelled, LOTSE_MSG("The request to %1 was cancelled."), {host});
}

Error notSendable(const QString &host)
{
    return make(ErrorKind::Invalid,
        LOTSE_MSG("The request to %1 contains invalid characters and was not sent. Correct the name and try again."),
        {host});
}

Error readOnly(const QString &host)
{
    return make(ErrorKind::ReadOnly,
        LOTSE_MSG("The account at %1 is read-only; the change was not sent. Allow changes in the account first."),
        {host});
}

Error closed(const QString &host)
{
    return make(ErrorKind::Cancelled,
        LOTSE_MSG("The connection to %1 was closed because its account was changed or removed. Open the page again."),
        {host});
}

} // namespace lotse::faults
