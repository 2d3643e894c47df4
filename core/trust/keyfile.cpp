// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/keyfile.h"

#include "base/safefile.h"
#include "trust/base64.h"
#include "trust/secretbox.h"
#include "trust/strictjson.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstring>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

// What a key file may make us spend: cosign takes N = 2^16, r = 8, p = 1.
constexpr qint64 kMostScryptN = 1 << 20;
constexpr qint64 kMostScryptR = 32;
constexpr qint64 kMostScryptP = 16;
constexpr quint64 kMostScryptMemory = 512ULL * 1024 * 1024;

Error fault(ErrorKind kind, const Message &message)
{
    Error error;
    error.kind = kind;
    error.message = message;
    ERR_clear_error();
    return error;
}

Error wrongPassword()
{
    return fault(ErrorKind::Secret, {LOTSE_MSG("Wrong password for the private key."), {}});
}

Error noKey(const QString &detail = {})
{
    Error error = fault(ErrorKind::Usage,
        {LOTSE_MSG("This is not a readable private key. Use PEM (PKCS #8, plain or encrypted), a cosign key "
                   "file, or PKCS #12."),
            {}});
    error.detail = detail;
    return error;
}

// Never the terminal, which OpenSSL would ask by itself.
int givePassword(char *buffer, int size, int /*isWriting*/, void *data)
{
    const auto &password = *static_cast<const SecureBytes *>(data);
    if (password.size() > size)
        return -1;
    std::copy(password.view().begin(), password.view().end(), buffer);
    return int(password.size());
}

Bio memoryOf(QByteArrayView bytes)
{
    return {BIO_new_mem_buf(bytes.data(), int(bytes.size())), BIO_free};
}

/// The text between the lines of a PEM block; nothing where there is no such block.
std::optional<QByteArray> blockOf(QByteArrayView pem, QByteArrayView name)
{
    const QByteArray text = pem.toByteArray();
    const QByteArray begin = "-----BEGIN " + name.toByteArray() + "-----";
    const qsizetype from = text.indexOf(begin);
    const qsizetype to = text.indexOf("-----END " + name.toByteArray() + "-----", from);
    if (from < 0 || to < 0)
        return std::nullopt;
    QByteArray inner = text.mid(from + begin.size(), to - from - begin.size());
    inner.replace('\n', QByteArrayView()).replace('\r', QByteArrayView()).replace(' ', QByteArrayView());
    return inner;
}

struct CosignFile {
    qint64 n = 0, r = 0, p = 0;
    QByteArray salt, nonce, sealed;
};

Fault readCosignFile(const QByteArray &json, CosignFile &out)
{
    JsonObject file, kdf, params, cipher;
    QByteArray name, salt, nonce, sealed;
    Fault wrong = readJsonObject(json, file);
    const auto take = [&wrong](auto &&read) {
        if (!wrong)
            wrong = read();
    };
    take([&] { return file.object("kdf", kdf); });
    take([&] { return kdf.text("name", name); });
    if (!wrong && name != "scrypt")
        return {Reason::UnsupportedKey, u"kdf "_s + QString::fromUtf8(name).left(64)};
    take([&] { return kdf.object("params", params); });
    take([&] { return params.integer("N", out.n); });
    take([&] { return params.integer("r", out.r); });
    take([&] { return params.integer("p", out.p); });
    take([&] { return kdf.text("salt", salt); });
    take([&] { return file.object("cipher", cipher); });
    take([&] { return cipher.text("name", name); });
    if (!wrong && name != "nacl/secretbox")
        return {Reason::UnsupportedKey, u"cipher "_s + QString::fromUtf8(name).left(64)};
    take([&] { return cipher.text("nonce", nonce); });
    take([&] { return file.text("ciphertext", sealed); });
    if (wrong)
        return wrong;
    for (const auto &[text, target] :
        {std::pair{&salt, &out.salt}, std::pair{&nonce, &out.nonce}, std::pair{&sealed, &out.sealed}}) {
        const std::optional<QByteArray> bytes = strictBase64(*text);
        if (!bytes)
            return Reason::BrokenBase64;
        *target = *bytes;
    }
    const bool isPowerOfTwo = out.n > 1 && (out.n & (out.n - 1)) == 0;
    if (!isPowerOfTwo || out.r < 1 || out.p < 1 || out.n > kMostScryptN || out.r > kMostScryptR || out.p > kMostScryptP)
        return {Reason::TooLarge, u"scrypt N=%1 r=%2 p=%3"_s.arg(out.n).arg(out.r).arg(out.p)};
    return {};
}

Result<SigningKey> readCosignKey(QByteArrayView pem, const SecureBytes &password)
{
    std::optional<QByteArray> block = blockOf(pem, "ENCRYPTED SIGSTORE PRIVATE KEY");
    if (!block)
        block = blockOf(pem, "ENCRYPTED COSIGN PRIVATE KEY");
    const std::optional<QByteArray> json = block ? strictBase64(*block) : std::nullopt;
    if (!json)
        return noKey();
    CosignFile file;
    if (const Fault wrong = readCosignFile(*json, file))
        return noKey(reasonCode(wrong.reason) + u' ' + wrong.detail);
    QByteArray derived(32, '\0');
    if (EVP_PBE_scrypt(password.view().data() ? password.view().data() : "", size_t(password.size()),
            reinterpret_cast<const unsigned char *>(file.salt.constData()), size_t(file.salt.size()), quint64(file.n),
            quint64(file.r), quint64(file.p), kMostScryptMemory, reinterpret_cast<unsigned char *>(derived.data()),
            size_t(derived.size()))
        != 1)
        return noKey(u"scrypt N=%1 r=%2 p=%3"_s.arg(file.n).arg(file.r).arg(file.p));
    const SecureBytes secret(derived);
    SecureBytes::wipe(derived);
    const std::optional<SecureBytes> der = openSecretBox(file.sealed, file.nonce, secret);
    if (!der)
        return wrongPassword();
    const auto *at = reinterpret_cast<const unsigned char *>(der->view().data());
    const Key key(d2i_AutoPrivateKey(nullptr, &at, long(der->size())), EVP_PKEY_free);
    if (!key)
        return noKey();
    return SigningKey::fromOpenSsl(key.get());
}

Result<SigningKey> readPkcs12(QByteArrayView bytes, const SecureBytes &password)
{
    const Bio bio = memoryOf(bytes);
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> store(d2i_PKCS12_bio(bio.get(), nullptr), PKCS12_free);
    if (!store)
        return noKey();
    QByteArray typed = password.view().toByteArray(); // with the zero at its end that OpenSSL looks for
    EVP_PKEY *found = nullptr;
    X509 *leaf = nullptr;
    STACK_OF(X509) *others = nullptr;
    const bool fits = PKCS12_verify_mac(store.get(), typed.constData(), int(typed.size())) == 1
        || (typed.isEmpty() && PKCS12_verify_mac(store.get(), nullptr, 0) == 1);
    const bool isRead = fits && PKCS12_parse(store.get(), typed.constData(), &found, &leaf, &others) == 1;
    SecureBytes::wipe(typed);
    const Key key(found, EVP_PKEY_free);
    QList<Certificate> chain;
    const auto add = [&chain](X509 *one) {
        QByteArray der(one ? i2d_X509(one, nullptr) : 0, '\0');
        auto *out = reinterpret_cast<unsigned char *>(der.data());
        Certificate certificate;
        if (!der.isEmpty() && i2d_X509(one, &out) == der.size() && !Certificate::fromDer(der, certificate))
            chain.append(certificate);
    };
    add(leaf);
    for (int i = 0; i < sk_X509_num(others); ++i)
        add(sk_X509_value(others, i));
    X509_free(leaf);
    sk_X509_pop_free(others, X509_free);
    if (!fits) {
        // The tag of a file made long ago may need what OpenSSL no longer has.
        const unsigned long last = ERR_peek_last_error();
        return ERR_GET_REASON(last) == ERR_R_UNSUPPORTED || ERR_GET_REASON(last) == EVP_R_UNSUPPORTED_ALGORITHM
            ? fault(ErrorKind::Usage,
                {LOTSE_MSG("The PKCS #12 file uses a cipher that is no longer supported. Convert it to AES: openssl "
                           "pkcs12 -legacy -in OLD | openssl pkcs12 -export -out NEW."),
                    {}})
            : wrongPassword();
    }
    if (!isRead) {
        return fault(ErrorKind::Usage,
            {LOTSE_MSG("The PKCS #12 file uses a cipher that is no longer supported. Convert it to AES: openssl "
                       "pkcs12 -legacy -in OLD | openssl pkcs12 -export -out NEW."),
                {}});
    }
    if (!key)
        return noKey(u"PKCS #12 without a private key"_s);
    return SigningKey::fromOpenSsl(key.get(), chain);
}

Result<SigningKey> readPem(QByteArrayView pem, const SecureBytes &password, bool isEncrypted)
{
    const Bio bio = memoryOf(pem);
    SecureBytes typed = password;
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &givePassword, &typed), EVP_PKEY_free);
    if (!key)
        return isEncrypted ? wrongPassword() : noKey();
    ERR_clear_error();
    QList<Certificate> chain;
    if (pem.contains(QByteArrayView("-----BEGIN CERTIFICATE-----"))) {
        const Bio again = memoryOf(pem);
        while (X509 *one = PEM_read_bio_X509(again.get(), nullptr, &givePassword, &typed)) {
            QByteArray der(i2d_X509(one, nullptr), '\0');
            auto *out = reinterpret_cast<unsigned char *>(der.data());
            i2d_X509(one, &out);
            X509_free(one);
            Certificate certificate;
            if (!Certificate::fromDer(der, certificate) && chain.size() < 100)
                chain.append(certificate);
        }
        ERR_clear_error();
    }
    return SigningKey::fromOpenSsl(key.get(), chain);
}

Result<SecureBytes> readSecret(const QString &path)
{
    Result<QByteArray> read = readWhole(path, mostKeyFile);
    if (!read)
        return read.error();
    QByteArray bytes = std::move(read).value();
    const SecureBytes out(bytes);
    SecureBytes::wipe(bytes);
    return out;
}

} // namespace

KeyForm keyFormOf(QByteArrayView bytes)
{
    if (bytes.contains(QByteArrayView("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----"))
        || bytes.contains(QByteArrayView("-----BEGIN ENCRYPTED COSIGN PRIVATE KEY-----")))
        return KeyForm::Cosign;
    if (bytes.contains(QByteArrayView("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
        || (bytes.contains(QByteArrayView("PRIVATE KEY-----"))
            && bytes.contains(QByteArrayView("Proc-Type: 4,ENCRYPTED"))))
        return KeyForm::EncryptedPem;
    if (bytes.contains(QByteArrayView("-----BEGIN PRIVATE KEY-----"))
        || bytes.contains(QByteArrayView("-----BEGIN EC PRIVATE KEY-----"))
        || bytes.contains(QByteArrayView("-----BEGIN RSA PRIVATE KEY-----")))
        return KeyForm::Pem;
    // A SEQUENCE that begins with the version 3.
    if (bytes.size() > 8 && bytes[0] == '\x30' && bytes.first(8).contains(QByteArrayView("\x02\x01\x03", 3)))
        return KeyForm::Pkcs12;
    return KeyForm::Unknown;
}

bool takesPassword(KeyForm form)
{
    return form != KeyForm::Unknown && form != KeyForm::Pem;
}

bool isTokenAddress(const QString &text)
{
    return text.startsWith("pkcs11:"_L1);
}

Result<SigningKey> readSigningKey(const SecureBytes &file, const SecureBytes &password)
{
    const KeyForm form = keyFormOf(file.view());
    switch (form) {
    case KeyForm::Cosign:
        return readCosignKey(file.view(), password);
    case KeyForm::Pkcs12:
        return readPkcs12(file.view(), password);
    case KeyForm::Pem:
    case KeyForm::EncryptedPem:
        return readPem(file.view(), password, form == KeyForm::EncryptedPem);
    case KeyForm::Token:
    case KeyForm::Unknown:
        break;
    }
    if (file.view().contains(QByteArrayView("-----BEGIN PUBLIC KEY-----")))
        return fault(ErrorKind::Usage, {LOTSE_MSG("This is a public key. Signing requires the private key."), {}});
    return noKey();
}

Result<KeyForm> keyFormAt(const QString &pathOrAddress)
{
    if (isTokenAddress(pathOrAddress))
        return KeyForm::Token;
    const Result<SecureBytes> file = readSecret(pathOrAddress);
    return file ? Result<KeyForm>(keyFormOf(file->view())) : file.error();
}

Result<SigningKey> openSigningKey(const QString &pathOrAddress, const SecureBytes &password)
{
    if (isTokenAddress(pathOrAddress))
        return openTokenKey(pathOrAddress, password);
    const Result<SecureBytes> file = readSecret(pathOrAddress);
    return file ? readSigningKey(*file, password) : file.error();
}

} // namespace lotse::trust
