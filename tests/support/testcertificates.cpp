// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcertificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace lotse::test {

namespace {

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

Key makeKey(int rsaBits)
{
    return Key(rsaBits > 0 ? EVP_RSA_gen(static_cast<unsigned int>(rsaBits)) : EVP_EC_gen("P-256"));
}

QByteArray read(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

QByteArray pemOf(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return read(bio);
}

QSslKey qtKey(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey_traditional(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return QSslKey(read(bio), EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec);
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

// `issuer` null: signed by itself.
Certificate makeCertificate(const CertificateWish &wish, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wish.notBefore);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.notAfter);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(wish.commonName.constData()), int(wish.commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : name);
    X509_set_pubkey(certificate.get(), key);
    X509 *signer = issuer ? issuer : certificate.get();
    addExtension(
        certificate.get(), signer, NID_basic_constraints, wish.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(certificate.get(), signer, NID_subject_key_identifier, "hash");
    QList<QByteArray> names;
    for (const QByteArray &dns : wish.dns)
        names.append("DNS:" + dns);
    for (const QByteArray &address : wish.addresses)
        names.append("IP:" + address);
    if (!wish.isAuthority && !names.isEmpty())
        addExtension(certificate.get(), signer, NID_subject_alt_name, names.join(','));
    X509_sign(certificate.get(), issuer ? issuerKey : key, wish.sha1 ? EVP_sha1() : EVP_sha256());
    return certificate;
}

} // namespace

struct TestAuthority::Private {
    Key key;
    Certificate certificate;
    QList<QSslCertificate> sentChain; ///< intermediates that its servers send
};

TestAuthority::TestAuthority(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

TestAuthority::TestAuthority(const QByteArray &name)
    : d(std::make_unique<Private>())
{
    d->key = makeKey(0);
    d->certificate = makeCertificate({.commonName = name, .isAuthority = true}, d->key.get(), nullptr, nullptr);
}

TestAuthority::~TestAuthority() = default;
TestAuthority::TestAuthority(TestAuthority &&) noexcept = default;

const TestAuthority &TestAuthority::shared()
{
    static const TestAuthority authority;
    return authority;
}

QByteArray TestAuthority::pem() const
{
    return pemOf(d->certificate.get());
}

TestIdentity TestAuthority::issue(const CertificateWish &wish) const
{
    const Key key = makeKey(wish.rsaBits);
    const Certificate certificate = makeCertificate(wish, key.get(), d->certificate.get(), d->key.get());
    return {QList<QSslCertificate>{QSslCertificate(pemOf(certificate.get()))} + d->sentChain, qtKey(key.get())};
}

TestAuthority TestAuthority::intermediate(bool sendsItself, bool mayIssue) const
{
    auto p = std::make_unique<Private>();
    p->key = makeKey(0);
    p->certificate = makeCertificate(
        {.commonName = "Test intermediate", .isAuthority = mayIssue}, p->key.get(), d->certificate.get(), d->key.get());
    if (sendsItself)
        p->sentChain = QList<QSslCertificate>{QSslCertificate(pemOf(p->certificate.get()))} + d->sentChain;
    return TestAuthority(std::move(p));
}

TestIdentity TestAuthority::selfSigned(const CertificateWish &wish)
{
    const Key key = makeKey(wish.rsaBits);
    const Certificate certificate = makeCertificate(wish, key.get(), nullptr, nullptr);
    return {{QSslCertificate(pemOf(certificate.get()))}, qtKey(key.get())};
}

} // namespace lotse::test
