// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/clientidentity.h"

#include "base/safefile.h"

#include <QFileInfo>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstring>
#include <memory>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileCap = 1024 * 1024;
const QString lockedCode = u"CLIENT_KEY_LOCKED"_s;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

/// What fails here must not be taken for a fault of the next handshake in this thread.
struct CleanErrors {
    CleanErrors() = default;
    ~CleanErrors() { ERR_clear_error(); }
    Q_DISABLE_COPY_MOVE(CleanErrors)
};

Error make(ErrorKind kind, const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = kind;
    error.message = {sentence, args};
    error.where = args.value(0);
    return error;
}

Result<QByteArray> readPem(const QString &path)
{
    // A pipe or a device would wait for ever.
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
        return make(ErrorKind::Invalid, LOTSE_MSG("%1 is not a file. Choose the client certificate file."), {path});
    return readWhole(path, fileCap);
}

struct Asked {
    const SecureBytes &passphrase;
    bool wasAsked = false;
};

int tellPassphrase(char *to, int room, int, void *context)
{
    auto *asked = static_cast<Asked *>(context);
    asked->wasAsked = true;
    const QByteArrayView words = asked->passphrase.view();
    if (words.isEmpty() || words.size() > room)
        return -1;
    std::memcpy(to, words.data(), size_t(words.size()));
    return int(words.size());
}

Result<Key> readKey(const QByteArray &pem, const QString &path, const SecureBytes &passphrase)
{
    const Bio in(BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free_all);
    Asked asked{passphrase};
    Key key(PEM_read_bio_PrivateKey(in.get(), nullptr, &tellPassphrase, &asked), &EVP_PKEY_free);
    if (key)
        return Result<Key>(std::move(key));
    if (!asked.wasAsked)
        return make(ErrorKind::Invalid,
            LOTSE_MSG("%1 contains no private key in PEM format. Choose the file that starts with -----BEGIN "
                      "PRIVATE KEY-----."),
            {path});
    Error error = make(ErrorKind::Secret,
        passphrase.isEmpty()
            ? LOTSE_MSG("The private key in %1 is encrypted. Enter the passphrase in the account; it is stored with "
                        "the account secret.")
            : LOTSE_MSG("Wrong passphrase for the private key in %1. Enter it again in the account."),
        {path});
    error.code = lockedCode;
    return error;
}

bool belongs(const QSslCertificate &certificate, EVP_PKEY *key)
{
    const QByteArray der = certificate.toDer();
    auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> x509(d2i_X509(nullptr, &at, long(der.size())), &X509_free);
    return x509 && X509_check_private_key(x509.get(), key) == 1;
}

// Qt takes keys as text alone; the text goes through memory that OpenSSL wipes, and is wiped here.
QSslKey qtKey(EVP_PKEY *key)
{
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        return {};
    const Bio out(BIO_new(BIO_s_secmem()), &BIO_free_all);
    if (PEM_write_bio_PrivateKey_traditional(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    QByteArray pem(data, size);
    QSslKey made(pem, kind == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec);
    SecureBytes::wipe(pem);
    return made;
}

} // namespace

Result<ClientIdentity> readClientIdentity(const ClientFiles &files, const SecureBytes &passphrase)
{
    const CleanErrors clean;
    const Result<QByteArray> certificates = readPem(files.certificate);
    if (!certificates)
        return certificates.error();
    ClientIdentity out;
    out.chain = QSslCertificate::fromData(*certificates);
    if (out.chain.isEmpty())
        return make(ErrorKind::Invalid,
            LOTSE_MSG("%1 contains no certificate in PEM format. Choose the file that starts with -----BEGIN "
                      "CERTIFICATE-----; convert .p12 or .pfx files to PEM first."),
            {files.certificate});
    Result<QByteArray> pem = readPem(files.keyFile());
    if (!pem)
        return pem.error();
    const Result<Key> key = readKey(*pem, files.keyFile(), passphrase);
    SecureBytes::wipe(pem.value());
    if (!key)
        return key.error();
    // The certificate of the key comes first, wherever it stands in the file.
    const auto own = std::find_if(out.chain.cbegin(), out.chain.cend(),
        [&](const QSslCertificate &certificate) { return belongs(certificate, key->get()); });
    if (own == out.chain.cend())
        return make(ErrorKind::Invalid,
            LOTSE_MSG("The private key in %1 does not match the certificate in %2. Choose the matching key."),
            {files.keyFile(), files.certificate});
    out.chain.move(own - out.chain.cbegin(), 0);
    out.key = qtKey(key->get());
    if (out.key.isNull())
        return make(ErrorKind::Invalid,
            LOTSE_MSG("Unsupported private key in %1. Use an RSA or NIST elliptic curve key."), {files.keyFile()});
    return out;
}

bool isKeyLocked(const Error &error)
{
    return error.code == lockedCode;
}

} // namespace lotse
