// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <openssl/asn1.h>

namespace lotse::trust {

/// Bytes as OpenSSL takes them.
inline const unsigned char *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// UTC; invalid for none and for one that is no time.
QDateTime toTime(const ASN1_TIME *time);

} // namespace lotse::trust
