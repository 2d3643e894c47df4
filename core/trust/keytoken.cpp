// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/keyfile.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

/// Who is asked for the PIN, and whether that happened.
struct Asked {
    SecureBytes pin;
    bool gives = true; ///< else the question is refused, and no try of the token is spent
    int times = 0;
};

int givePin(char *buffer, int size, int /*isWriting*/, void *data)
{
    auto &asked = *static_cast<Asked *>(data);
    ++asked.times;
    // None, and not a failure: the provider would ask at the terminal then.
    if (!asked.gives || asked.pin.size() > size)
        return 0;
    std::copy(asked.pin.view().begin(), asked.pin.view().end(), buffer);
    return int(asked.pin.size());
}

Error tokenFault(ErrorKind kind, const Message &message)
{
    Error error;
    error.kind = kind;
    error.message = message;
    if (const unsigned long last = ERR_peek_last_error()) {
        char text[256] = {};
        ERR_error_string_n(last, text, sizeof text);
        error.detail = QString::fromLatin1(text);
    }
    ERR_clear_error();
    return error;
}

Certificate certificateOf(X509 *one)
{
    QByteArray der(one ? i2d_X509(one, nullptr) : 0, '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    Certificate certificate;
    if (der.isEmpty() || i2d_X509(one, &out) != der.size() || Certificate::fromDer(der, certificate))
        return {};
    return certificate;
}

struct Found {
    QList<std::shared_ptr<EVP_PKEY>> keys;
    QList<Certificate> chain;
    bool isOpen = false; ///< there is a module, and it can be asked
};

Found lookFor(const QString &address, OSSL_LIB_CTX *library, Asked &asked)
{
    Found out;
    const std::unique_ptr<UI_METHOD, decltype(&UI_destroy_method)> ask(
        UI_UTIL_wrap_read_pem_callback(&givePin, 0), UI_destroy_method);
    const std::unique_ptr<OSSL_STORE_CTX, decltype(&OSSL_STORE_close)> store(
        OSSL_STORE_open_ex(
            address.toUtf8().constData(), library, nullptr, ask.get(), &asked, nullptr, nullptr, nullptr),
        OSSL_STORE_close);
    out.isOpen = store != nullptr;
    while (store && !OSSL_STORE_eof(store.get())) {
        const std::unique_ptr<OSSL_STORE_INFO, decltype(&OSSL_STORE_INFO_free)> info(
            OSSL_STORE_load(store.get()), OSSL_STORE_INFO_free);
        if (!info) {
            if (OSSL_STORE_error(store.get()))
                break;
            continue;
        }
        if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_PKEY) {
            out.keys.append(std::shared_ptr<EVP_PKEY>(OSSL_STORE_INFO_get1_PKEY(info.get()), EVP_PKEY_free));
        } else if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_CERT) {
            const Certificate one = certificateOf(OSSL_STORE_INFO_get0_CERT(info.get()));
            if (!one.isNull())
                out.chain.append(one);
        }
    }
    return out;
}

// The provider does not tell why it found nothing. It stays signed in to a token that took the PIN, so that the same
// question asks for it again only where that was wrong.
Error nothingFound(const QString &address, OSSL_LIB_CTX *library, const Asked &first)
{
    const QString shown = address.left(200);
    if (first.times == 0)
        return tokenFault(ErrorKind::NotFound,
            {LOTSE_MSG("No key matches %1. Check that the token is connected, and check the names of the token and "
                       "the key."),
                {shown}});
    if (!address.contains("token="_L1) && !address.contains("serial="_L1))
        return tokenFault(ErrorKind::Secret,
            {LOTSE_MSG("No token contains the private key %1, or the PIN is wrong. Add the name of the token "
                       "(token=…)."),
                {shown}});
    Asked second;
    second.gives = false;
    lookFor(address, library, second);
    if (second.times > 0)
        return tokenFault(ErrorKind::Secret, {LOTSE_MSG("Wrong PIN for the token."), {}});
    return tokenFault(ErrorKind::NotFound,
        {LOTSE_MSG("The token contains no private key for %1. Check the key name (object=…) or id."), {shown}});
}

} // namespace

Result<SigningKey> openTokenKey(const QString &address, const SecureBytes &pin)
{
    // Every user of the machine reads the arguments of a program, and an address is kept in shells and scripts.
    if (address.contains("pin-value"_L1, Qt::CaseInsensitive)) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("The address contains the PIN. Remove pin-value: you are asked for the PIN."), {}};
        return error;
    }
    // A context of its own: a provider that is loaded by hand switches the others of OpenSSL's own context off.
    const std::shared_ptr<OSSL_LIB_CTX> library(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
    if (!library || !OSSL_PROVIDER_load(library.get(), "default") || !OSSL_PROVIDER_load(library.get(), "pkcs11"))
        return tokenFault(ErrorKind::Unsupported,
            {LOTSE_MSG("A key in a token or an HSM requires OpenSSL's pkcs11 provider, which is not installed here "
                       "(package pkcs11-provider, Debian 13 or later)."),
                {}});
    Asked asked;
    asked.pin = pin;
    const Found found = lookFor(address, library.get(), asked);
    if (!found.isOpen)
        return tokenFault(ErrorKind::Unsupported,
            {LOTSE_MSG("The PKCS #11 module of the token cannot be loaded. Set its library in "
                       "PKCS11_PROVIDER_MODULE or in openssl.cnf."),
                {}});
    if (found.keys.isEmpty())
        return nothingFound(address, library.get(), asked);
    // Signing leaves a copy of the key in the session of this program, which is found as well.
    QList<SigningKey> keys;
    Error unusable;
    for (const std::shared_ptr<EVP_PKEY> &one : found.keys) {
        const Result<SigningKey> key = SigningKey::fromOpenSsl(one.get(), found.chain, library);
        if (!key)
            unusable = key.error();
        else if (std::none_of(keys.begin(), keys.end(),
                     [&](const SigningKey &known) { return known.publicKey() == key->publicKey(); }))
            keys.append(*key);
    }
    if (keys.size() > 1)
        return tokenFault(ErrorKind::Usage,
            {LOTSE_MSG("%1 matches %2 private keys; it must match exactly one (token=…;object=…;type=private)."),
                {address.left(200), QString::number(keys.size())}});
    if (keys.isEmpty())
        return unusable;
    return keys.first();
}

} // namespace lotse::trust
