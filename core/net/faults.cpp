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
        isRead ? LOTSE_MSG("The connection to %1 ended before the answer was whole. Nothing of it is used; try again.")
               : LOTSE_MSG("The connection to %1 ended before the answer to a change came. It is not known whether the "
                           "change was made; look at it again before you repeat it."),
        {host});
}

Error timedOut(bool isTotal, bool isRead, const QString &host)
{
    if (!isRead)
        return make(ErrorKind::Timeout,
            LOTSE_MSG(
                "%1 did not answer a change in time. It is not known whether the change was made; look at it again "
                "before you repeat it."),
            {host});
    return make(ErrorKind::Timeout,
        isTotal
            ? LOTSE_MSG("%1 took too long for the whole answer. Nothing of it is used; try again, or ask for less at "
                        "once.")
            : LOTSE_MSG("%1 stopped answering. Nothing of the answer is used; try again later."),
        {host});
}

Error unreachable(QAbstractSocket::SocketError error, const QString &text, const QString &host)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: the name was not found. Nothing was changed; check the address of the registry "
                      "and the network."),
            {host}, text);
    case QAbstractSocket::ConnectionRefusedError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: it refuses connections. Nothing was changed; check the port, and whether the "
                      "registry is running."),
            {host}, text);
    case QAbstractSocket::SocketTimeoutError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: no connection in time. Nothing was changed; check the network, or try again "
                      "later."),
            {host}, text);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return make(ErrorKind::ProxyAuth,
            LOTSE_MSG("The proxy on the way to %1 wants a sign-in. Set its name and password in the network settings."),
            {host}, text);
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1: the proxy on the way does not answer as one. Nothing was changed; check the "
                      "network settings."),
            {host}, text);
    default:
        return make(ErrorKind::Unreachable,
            LOTSE_MSG("Cannot reach %1. Nothing was changed; check the network, or try again later."), {host}, text);
    }
}

Error tooLarge(qint64 cap, const QString &host)
{
    return make(ErrorKind::TooLarge,
        LOTSE_MSG("%1 sent more than the %2 MiB that are taken for this kind of answer. Nothing of it is used; ask for "
                  "less at once, or tell the administrator of the registry."),
        {host, QString::number(qMax(qint64(1), cap / (1024 * 1024)))});
}

Error headTooLarge(const QString &host)
{
    return make(ErrorKind::TooLarge,
        LOTSE_MSG("%1 sent more header lines than the %2 KiB that are taken. Nothing of the answer is used; tell the "
                  "administrator of the registry or of the proxy in front of it."),
        {host, QString::number(ResponseReader::headCap / 1024)});
}

Error partial(const QString &host)
{
    return make(ErrorKind::Decode,
        LOTSE_MSG("%1 sent a part of the answer (status 206), which was not asked for. Nothing of it is used; tell the "
                  "administrator of the registry or of the proxy in front of it."),
        {host});
}

Error malformed(const QString &host)
{
    return make(ErrorKind::NotARegistry,
        LOTSE_MSG("%1 answered with something that is no HTTP. Check the address and the port of the registry, and "
                  "whether it is reached with encryption."),
        {host});
}

Error encoded(const QByteArray &encoding, const QString &host)
{
    return make(ErrorKind::Decode,
        LOTSE_MSG("%1 sent a compressed answer, which was not asked for. Nothing of it is used; tell the administrator "
                  "of the registry or of the proxy in front of it."),
        {host}, QString::fromLatin1(encoding.left(64)));
}

Error cancelled(const QString &host)
{
    return make(
        ErrorKind::Cancelled, LOTSE_MSG("The request to %1 was cancelled. Start it again where you need it."), {host});
}

Error notSendable(const QString &host)
{
    return make(ErrorKind::Invalid,
        LOTSE_MSG(
            "The request to %1 holds characters that cannot be sent, so nothing was sent. Correct the name and try "
            "again."),
        {host});
}

Error readOnly(const QString &host)
{
    return make(ErrorKind::ReadOnly,
        LOTSE_MSG("This account at %1 is read only, so the change was not sent. Allow changes in the account to make "
                  "it."),
        {host});
}

Error closed(const QString &host)
{
    return make(ErrorKind::Cancelled,
        LOTSE_MSG("The connection to %1 was closed because its account was changed or removed. Open the page again."),
        {host});
}

} // namespace lotse::faults
