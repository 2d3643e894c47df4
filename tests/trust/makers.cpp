// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "makers.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace lotse::trust::test {

static void require(bool isFine)
{
    if (!isFine)
        qFatal("OpenSSL does not make what the test needs");
}

TestKey::TestKey(const char *kind, unsigned exponent)
{
    const QByteArray name(kind);
    EVP_PKEY *key = nullptr;
    if (name.contains(':')) {
        const QByteArray type = name.left(name.indexOf(':'));
        EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, type.constData(), nullptr);
        BIGNUM *e = BN_new();
        BN_set_word(e, exponent);
        require(EVP_PKEY_keygen_init(context) == 1
            && EVP_PKEY_CTX_set_rsa_keygen_bits(context, name.mid(type.size() + 1).toInt()) == 1
            && EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e) == 1 && EVP_PKEY_generate(context, &key) == 1);
        BN_free(e);
        EVP_PKEY_CTX_free(context);
    } else if (name == "ED25519") {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    } else {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kind);
    }
    require(key);
    m_key = std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free);
}

QByteArray TestKey::der() const
{
    QByteArray out(i2d_PUBKEY(m_key.get(), nullptr), '\0');
    auto *at = reinterpret_cast<unsigned char *>(out.data());
    i2d_PUBKEY(m_key.get(), &at);
    return out;
}

QByteArray TestKey::pem() const
{
    return "-----BEGIN PUBLIC KEY-----\n" + der().toBase64() + "\n-----END PUBLIC KEY-----\n";
}

PublicKey TestKey::publicKey() const
{
    PublicKey out;
    require(!PublicKey::fromDer(der(), out));
    return out;
}

QByteArray TestKey::sign(const QByteArray &message, const char *digest, bool isPss, int salt, const char *mask) const
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *settings = nullptr;
    const EVP_MD *hash = EVP_PKEY_is_a(m_key.get(), "ED25519") ? nullptr : EVP_get_digestbyname(digest);
    require(EVP_DigestSignInit(context, &settings, hash, nullptr, m_key.get()) == 1);
    if (isPss) {
        require(EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, salt) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(settings, mask ? EVP_get_digestbyname(mask) : hash) == 1);
    }
    size_t size = 0;
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    require(EVP_DigestSign(context, nullptr, &size, bytes, size_t(message.size())) == 1);
    QByteArray out(qsizetype(size), '\0');
    require(EVP_DigestSign(context, reinterpret_cast<unsigned char *>(out.data()), &size, bytes, size_t(message.size()))
        == 1);
    EVP_MD_CTX_free(context);
    out.resize(qsizetype(size));
    return out;
}

QByteArray TestKey::signRaw(const QByteArray &message, const char *digest, int half) const
{
    const QByteArray der = sign(message, digest);
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &at, long(der.size()));
    QByteArray out(2 * half, '\0');
    auto *to = reinterpret_cast<unsigned char *>(out.data());
    require(pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair), to, half) == half
        && BN_bn2binpad(ECDSA_SIG_get0_s(pair), to + half, half) == half);
    ECDSA_SIG_free(pair);
    return out;
}

CertificateShape authorityShape(const QByteArray &subject, const QByteArray &issuer)
{
    CertificateShape shape;
    shape.subject = subject;
    shape.issuer = issuer;
    shape.isAuthority = true;
    shape.usage = "critical,keyCertSign,cRLSign";
    shape.extended = "";
    return shape;
}

static void addName(X509_NAME *name, const QByteArray &common)
{
    for (const auto &[key, value] :
        {std::pair<const char *, QByteArray>{"C", "US"}, {"ST", "WA"}, {"O", "Lab"}, {"CN", common}})
        require(X509_NAME_add_entry_by_txt(name, key, MBSTRING_UTF8,
                    reinterpret_cast<const unsigned char *>(value.constData()), int(value.size()), -1, 0)
            == 1);
}

static void addExtension(X509 *certificate, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_nconf(nullptr, &context, name, value);
    require(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

QByteArray makeCertificate(const CertificateShape &shape, const TestKey &key, const TestKey &issuer)
{
    static long serial = 1;
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), shape.serial ? shape.serial : ++serial);
    ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(shape.notBefore.toSecsSinceEpoch()));
    ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(shape.notAfter.toSecsSinceEpoch()));
    addName(X509_get_subject_name(certificate), shape.subject);
    addName(X509_get_issuer_name(certificate), shape.issuer);
    require(X509_set_pubkey(certificate, key.get()) == 1);
    QByteArray basic = shape.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE";
    if (shape.isAuthority && shape.pathLength >= 0)
        basic += ",pathlen:" + QByteArray::number(shape.pathLength);
    addExtension(certificate, "basicConstraints", shape.basic ? shape.basic : basic.constData());
    addExtension(certificate, "keyUsage", shape.usage);
    addExtension(certificate, "extendedKeyUsage", shape.extended);
    if (shape.more) {
        const QByteArray more(shape.more);
        const qsizetype at = more.indexOf('=');
        addExtension(certificate, more.left(at).constData(), more.mid(at + 1).constData());
    }
    const EVP_MD *digest = EVP_PKEY_is_a(issuer.get(), "ED25519") ? nullptr : EVP_get_digestbyname(shape.digest);
    require(X509_sign(certificate, issuer.get(), digest) > 0);
    QByteArray out(i2d_X509(certificate, nullptr), '\0');
    auto *at = reinterpret_cast<unsigned char *>(out.data());
    i2d_X509(certificate, &at);
    X509_free(certificate);
    return out;
}

} // namespace lotse::trust::test
