// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QDateTime>

#include <memory>

namespace lotse::report {

/// A key and its certificate, to sign with.
class Signer {
public:
    /// From PKCS#12, or PEM with the key and its certificate in one file (more certificates are the chain). ErrorKind::
    /// Secret where the password is wrong or missing; ErrorKind::Invalid where key or certificate is missing, they do
    /// not belong together, or the certificate is not valid at this time.
    static Result<Signer> read(const QByteArray &file, const SecureBytes &password, const QDateTime &now);
    /// Whether the file asks for a password.
    static bool isLocked(const QByteArray &file);

    QString subject() const;
    QByteArray certificatesPem() const; ///< the own one, then the chain
    /// A detached CMS signature (CAdES-BES) over the bytes, DER. SHA-256; the signing time is that of this computer.
    Result<QByteArray> sign(const QByteArray &bytes) const;

private:
    struct Parts;
    std::shared_ptr<const Parts> m_parts;
};

/// What a signature says.
struct SignatureCheck {
    bool isIntact = false; ///< these bytes were signed by the key of that certificate
    bool isTrusted = false; ///< and the certificate hangs on one of the trusted ones, and is valid
    QString signer;
    QString issuer;
    QDateTime signedAt; ///< as the signer's computer says
    QString problem; ///< why it is not intact, or not trusted
};

/// Checks a detached CMS signature. `trustedPem`: certificates that are trusted; empty: none is.
SignatureCheck checkSignature(
    const QByteArray &bytes, const QByteArray &signature, const QByteArray &trustedPem, const QDateTime &now);

/// The two commands with which anyone checks a bundle, in its unpacked folder; of one with a time stamp a third one.
QStringList opensslCommands(bool isStamped = false);

} // namespace lotse::report
