// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/facts.h"

#include <QNetworkProxy>
#include <QUrl>

namespace lotse::posture {

/**
 * Measures by handshakes of its own which TLS versions and weak cipher suites a server takes, what certificates it
 * shows and whether they are trusted (`caPem` alone, or the system's roots), and whether port 80 answers. Sends no
 * request but "GET / HTTP/1.1" to port 80. Blocks for some seconds: on a worker only.
 *
 * The fact "tls": {is_tls, host, port, versions: [{version, accepted, cipher, reason}], weak_ciphers, chain: [{subject,
 * issuer, not_before, not_after, key_type, key_bits, signature, names, sha256}], verify_error, host_matches,
 * plain_http: closed, redirects, serves or not measured}.
 */
Fact measureTls(const QUrl &origin, const QByteArray &caPem, const QNetworkProxy &proxy, const QDateTime &now,
    int timeoutMs = 8000);

} // namespace lotse::posture
