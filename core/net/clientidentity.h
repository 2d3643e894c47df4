// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

namespace lotse {

/// The files of a client certificate, as an account names them.
struct ClientFiles {
    QString certificate; ///< PEM: the certificate, then what it was signed by
    QString key; ///< PEM; empty: it stands in the file of the certificate
    bool isEmpty() const { return certificate.isEmpty(); }
    const QString &keyFile() const { return key.isEmpty() ? certificate : key; }
};

/// What a client shows to a server that asks for a certificate.
struct ClientIdentity {
    QList<QSslCertificate> chain; ///< leaf first
    QSslKey key;
    bool isEmpty() const { return chain.isEmpty(); }
};

/**
 * Reads both files and sees that they belong together. Errors: NotFound or Storage for a file that cannot be read,
 * Invalid for one with something else in it or a key of another certificate, Secret (isKeyLocked) for a key that the
 * passphrase does not open. The key is never part of an error.
 */
Result<ClientIdentity> readClientIdentity(const ClientFiles &files, const SecureBytes &passphrase);

/// Whether it is the passphrase that is missing or wrong.
bool isKeyLocked(const Error &error);

} // namespace lotse
