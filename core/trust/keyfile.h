// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/signingkey.h"

namespace lotse::trust {

/// How a private key is kept.
enum class KeyForm {
    Unknown,
    Pem, ///< PKCS #8, "RSA PRIVATE KEY" or "EC PRIVATE KEY", not encrypted
    EncryptedPem, ///< the same, encrypted
    Cosign, ///< cosign's own: "ENCRYPTED SIGSTORE PRIVATE KEY" or "ENCRYPTED COSIGN PRIVATE KEY"
    Pkcs12, ///< key and certificates, in DER
    Token, ///< an address "pkcs11:…"
};

/// Above so many bytes a file is no private key.
inline constexpr qint64 mostKeyFile = 1024 * 1024;

KeyForm keyFormOf(QByteArrayView bytes);
/// Whether a key of this form is opened with a password or PIN; a cosign key may have the empty one.
bool takesPassword(KeyForm form);
/// Whether `text` is the address of a key in a token or an HSM, and no path.
bool isTokenAddress(const QString &text);

/// The private key of a file's bytes. ErrorKind::Secret where the password does not open it; ErrorKind::Usage where it
/// is no private key, or one that cannot be used.
Result<SigningKey> readSigningKey(const SecureBytes &file, const SecureBytes &password);
/// The same for a file by its path, or for an address "pkcs11:…".
Result<SigningKey> openSigningKey(const QString &pathOrAddress, const SecureBytes &password);
/// How the key there is kept. ErrorKind::NotFound and Storage as of readWhole.
Result<KeyForm> keyFormAt(const QString &pathOrAddress);

/// The key of a token, through OpenSSL's pkcs11 provider. ErrorKind::Unsupported where that is not installed.
Result<SigningKey> openTokenKey(const QString &address, const SecureBytes &pin);

} // namespace lotse::trust
