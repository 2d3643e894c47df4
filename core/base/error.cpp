// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace lotse {

Error makeError(ErrorKind kind, const char *sentence, const QStringList &args, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.message = {sentence, args};
    error.detail = detail;
    return error;
}

Error usageError(const char *sentence, const QStringList &args)
{
    return makeError(ErrorKind::Usage, sentence, args);
}

int exitCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::None:
        return 0;
    case ErrorKind::Usage:
        return 2;
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
    case ErrorKind::PinChanged:
    case ErrorKind::RedirectRefused:
    case ErrorKind::ProxyAuth:
        return 3;
    case ErrorKind::Unauthorized:
        return 4;
    case ErrorKind::Forbidden:
    case ErrorKind::ReadOnly:
        return 5;
    case ErrorKind::NotFound:
        return 6;
    case ErrorKind::Incomplete:
    case ErrorKind::TooLarge:
    case ErrorKind::Decode:
    case ErrorKind::NotARegistry:
        return 7;
    case ErrorKind::RateLimited:
    case ErrorKind::Server:
        return 8;
    case ErrorKind::Storage:
    case ErrorKind::Secret:
        return 9;
    case ErrorKind::Cancelled:
        return 10;
    case ErrorKind::Conflict:
    case ErrorKind::Precondition:
    case ErrorKind::Invalid:
    case ErrorKind::Unsupported:
        return 1;
    }
    return 1;
}

} // namespace lotse
