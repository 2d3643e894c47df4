// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/keyfile.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

int givePin(char *buffer, int size, int /*isWriting*/, void *data)
{
    const auto &pin = *static_cast<const SecureBytes *>(data);
    if (pin.size() > size)
        return -1;
    std::copy(pin.view().begin(), pin.view().end(), buffer);
    return int(pin.size());
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
    SecureBytes typed = pin;
    const std::unique_ptr<UI_METHOD, decltype(&UI_destroy_method)> ask(
        UI_UTIL_wrap_read_pem_callback(&givePin, 0), UI_destroy_method);
    const std::unique_ptr<OSSL_STORE_CTX, decltype(&OSSL_STORE_close)> store(
        OSSL_STORE_open_ex(
            address.toUtf8().constData(), library.get(), nullptr, ask.get(), &typed, nullptr, nullptr, nullptr),
        OSSL_STORE_close);
    if (!store)
        return tokenFault(ErrorKind::Usage,
            {LOTSE_MSG("Cannot open %1 in the token. Check the address and the PIN."), {address.left(200)}});
    std::shared_ptr<EVP_PKEY> key;
    QList<Certificate> chain;
    int keys = 0;
    while (!OSSL_STORE_eof(store.get())) {
        const std::unique_ptr<OSSL_STORE_INFO, decltype(&OSSL_STORE_INFO_free)> info(
            OSSL_STORE_load(store.get()), OSSL_STORE_INFO_free);
        if (!info) {
            if (OSSL_STORE_error(store.get()))
                break;
            continue;
        }
        if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_PKEY) {
            ++keys;
            key = std::shared_ptr<EVP_PKEY>(OSSL_STORE_INFO_get1_PKEY(info.get()), EVP_PKEY_free);
        } else if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_CERT) {
            const Certificate one = certificateOf(OSSL_STORE_INFO_get0_CERT(info.get()));
            if (!one.isNull())
                chain.append(one);
        }
    }
    if (keys == 0)
        return tokenFault(ErrorKind::Secret,
            {LOTSE_MSG("The token contains no private key for %1. Check the address and the PIN."),
                {address.left(200)}});
    if (keys != 1)
        return tokenFault(ErrorKind::Usage,
            {LOTSE_MSG("%1 matches %2 private keys; it must match exactly one (token=…;object=…;type=private)."),
                {address.left(200), QString::number(keys)}});
    return SigningKey::fromOpenSsl(key.get(), chain, library);
}

} // namespace lotse::trust
