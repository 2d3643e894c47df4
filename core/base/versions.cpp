// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/versions.h"

#include <openssl/crypto.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <zlib.h>

// The macro of simdjson is three numbers with dots, no text.
#define LOTSE_TEXT_OF(x) #x
#define LOTSE_TEXT(x) LOTSE_TEXT_OF(x)

using namespace Qt::StringLiterals;

namespace lotse {

QList<Library> coreLibraries()
{
    return {
        {u"Qt"_s, QString::fromLatin1(qVersion()), u"LGPL-3.0-only OR GPL-3.0-only"_s, u"https://www.qt.io"_s},
        {u"OpenSSL"_s, QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING)), u"Apache-2.0"_s,
            u"https://www.openssl.org"_s},
        {u"SQLite"_s, QString::fromLatin1(sqlite3_libversion()), u"blessing"_s, u"https://sqlite.org"_s},
        {u"simdjson"_s, QString::fromLatin1(LOTSE_TEXT(SIMDJSON_VERSION)), u"Apache-2.0"_s, u"https://simdjson.org"_s},
        {u"zlib"_s, QString::fromLatin1(zlibVersion()), u"Zlib"_s, u"https://zlib.net"_s},
    };
}

} // namespace lotse
