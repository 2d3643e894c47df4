// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/signin.h"

#include "net/httperror.h"

namespace lotse {

std::pair<QByteArray, QByteArray> basicHeader(const Credentials &credentials)
{
    QByteArray pair = credentials.user.toUtf8() + ':';
    pair += credentials.secret.view();
    const QByteArray encoded = pair.toBase64();
    SecureBytes::wipe(pair);
    return {"Authorization", "Basic " + encoded};
}

Error signInRefused(const Response &response, const QString &host)
{
    Error error = toError(response, "GET", host);
    error.kind = ErrorKind::Unauthorized;
    error.message = {
        LOTSE_MSG("%1 rejected the user name and password of this account. They are not sent again; enter the "
                  "correct ones to continue."),
        {host}};
    return error;
}

} // namespace lotse
