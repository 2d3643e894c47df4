// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/signature.h"

#include <QSslCertificate>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <cstring>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Cms = std::unique_ptr<CMS_ContentInfo, Freed<CMS_ContentInfo_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;

void freeStack(STACK_OF(X509) * stack)
{
    sk_X509_pop_free(stack, X509_free);
}
using Stack = std::unique_ptr<STACK_OF(X509), Freed<freeStack>>;

Bio bioOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

Error wrong(ErrorKind kind, const char *sentence, const QStringList &args = {})
{
    Error error;
    error.kind = kind;
    error.message = {sentence, args};
    ERR_clear_error();
    return error;
}

QString lastReason()
{
    char text[256] = {};
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0)
        return u"?"_s;
    const char *reason = ERR_reason_error_string(code);
    if (reason)
        return QString::fromLatin1(reason);
    ERR_error_string_n(code, text, sizeof text);
    return QString::fromLatin1(text);
}

int tellPassword(char *to, int room, int, void *context)
{
    const QByteArrayView view = static_cast<const SecureBytes *>(context)->view();
    if (view.size() > room)
        return -1;
    std::memcpy(to, view.data(), size_t(view.size()));
    return int(view.size());
}

QString nameOf(X509_NAME *name)
{
    const Bio out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return QString::fromUtf8(data, size);
}

QByteArray pemOf(X509 *certificate)
{
    const Bio out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, size};
}

bool isPem(const QByteArray &file)
{
    return file.contains("-----BEGIN ");
}

bool isWithin(X509 *certificate, const QDateTime &now)
{
    time_t at = time_t(now.toSecsSinceEpoch());
    return X509_cmp_time(X509_get0_notBefore(certificate), &at) < 0
        && X509_cmp_time(X509_get0_notAfter(certificate), &at) > 0;
}

} // namespace

struct Signer::Parts {
    Key key;
    Certificate certificate;
    Stack chain{sk_X509_new_null()};
};

bool Signer::isLocked(const QByteArray &file)
{
    if (isPem(file))
        return file.contains("ENCRYPTED");
    const Bio bio = bioOf(file);
    PKCS12 *box = d2i_PKCS12_bio(bio.get(), nullptr);
    const bool isOpen = box && (PKCS12_verify_mac(box, "", 0) == 1 || PKCS12_verify_mac(box, nullptr, 0) == 1);
    PKCS12_free(box);
    ERR_clear_error();
    return !isOpen;
}

Result<Signer> Signer::read(const QByteArray &file, const SecureBytes &password, const QDateTime &now)
{
    auto parts = std::make_shared<Parts>();
    if (isPem(file)) {
        SecureBytes secret = password;
        const Bio keys = bioOf(file);
        parts->key.reset(PEM_read_bio_PrivateKey(keys.get(), nullptr, tellPassword, &secret));
        if (!parts->key && file.contains("ENCRYPTED"))
            return wrong(ErrorKind::Secret, LOTSE_MSG("The password of the signing key is wrong or missing."));
        const Bio certificates = bioOf(file);
        while (X509 *one = PEM_read_bio_X509(certificates.get(), nullptr, nullptr, nullptr))
            sk_X509_push(parts->chain.get(), one);
        ERR_clear_error();
        // The own certificate is the one of the key, wherever it stands.
        for (int i = 0; parts->key && i < sk_X509_num(parts->chain.get()); ++i) {
            if (X509_check_private_key(sk_X509_value(parts->chain.get(), i), parts->key.get()) == 1) {
                parts->certificate.reset(sk_X509_delete(parts->chain.get(), i));
                break;
            }
        }
    } else {
        const Bio bio = bioOf(file);
        PKCS12 *box = d2i_PKCS12_bio(bio.get(), nullptr);
        if (!box)
            return wrong(ErrorKind::Invalid, LOTSE_MSG("The signing key file is neither PKCS#12 nor PEM."));
        QByteArray words(password.view().data(), password.size());
        EVP_PKEY *key = nullptr;
        X509 *certificate = nullptr;
        STACK_OF(X509) *chain = nullptr;
        const int parsed = PKCS12_parse(box, words.constData(), &key, &certificate, &chain);
        SecureBytes::wipe(words);
        PKCS12_free(box);
        parts->key.reset(key);
        parts->certificate.reset(certificate);
        if (chain)
            parts->chain.reset(chain);
        if (parsed != 1)
            return wrong(ErrorKind::Secret, LOTSE_MSG("The password of the signing key is wrong or missing."));
    }
    ERR_clear_error();
    if (!parts->key || !parts->certificate)
        return wrong(
            ErrorKind::Invalid, LOTSE_MSG("The signing key file does not contain the key or its certificate."));
    if (!isWithin(parts->certificate.get(), now))
        return wrong(ErrorKind::Invalid,
            LOTSE_MSG("The certificate of the signing key has expired or is not valid yet (%1)."),
            {nameOf(X509_get_subject_name(parts->certificate.get()))});
    Signer out;
    out.m_parts = parts;
    return out;
}

QString Signer::subject() const
{
    return nameOf(X509_get_subject_name(m_parts->certificate.get()));
}

QByteArray Signer::certificatesPem() const
{
    QByteArray out = pemOf(m_parts->certificate.get());
    for (int i = 0; i < sk_X509_num(m_parts->chain.get()); ++i)
        out += pemOf(sk_X509_value(m_parts->chain.get(), i));
    return out;
}

Result<QByteArray> Signer::sign(const QByteArray &bytes) const
{
    ERR_clear_error();
    const Bio data = bioOf(bytes);
    const unsigned int flags = CMS_DETACHED | CMS_BINARY | CMS_CADES;
    const Cms cms(CMS_sign(nullptr, nullptr, m_parts->chain.get(), nullptr, flags | CMS_PARTIAL));
    if (!cms || !CMS_add1_signer(cms.get(), m_parts->certificate.get(), m_parts->key.get(), EVP_sha256(), flags)
        || CMS_final(cms.get(), data.get(), nullptr, flags) != 1)
        return wrong(ErrorKind::Invalid, LOTSE_MSG("The bundle could not be signed: %1"), {lastReason()});
    unsigned char *der = nullptr;
    const int size = i2d_CMS_ContentInfo(cms.get(), &der);
    if (size <= 0)
        return wrong(ErrorKind::Invalid, LOTSE_MSG("The bundle could not be signed: %1"), {lastReason()});
    const QByteArray out(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return out;
}

SignatureCheck checkSignature(
    const QByteArray &bytes, const QByteArray &signature, const QByteArray &trustedPem, const QDateTime &now)
{
    ERR_clear_error();
    SignatureCheck out;
    const Bio bio = bioOf(signature);
    const Cms cms(d2i_CMS_bio(bio.get(), nullptr));
    if (!cms || !BIO_eof(bio.get())) {
        out.problem = Message{LOTSE_MSG("The signature cannot be read."), {}}.text();
        ERR_clear_error();
        return out;
    }
    Bio data = bioOf(bytes);
    if (CMS_verify(cms.get(), nullptr, nullptr, data.get(), nullptr, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1) {
        out.problem = Message{LOTSE_MSG("The signature does not match this manifest: %1"), {lastReason()}}.text();
        return out;
    }
    out.isIntact = true;
    STACK_OF(X509) *signers = CMS_get0_signers(cms.get());
    if (X509 *certificate = signers && sk_X509_num(signers) > 0 ? sk_X509_value(signers, 0) : nullptr) {
        out.signer = nameOf(X509_get_subject_name(certificate));
        out.issuer = nameOf(X509_get_issuer_name(certificate));
    }
    sk_X509_free(signers);
    if (STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms.get()); infos && sk_CMS_SignerInfo_num(infos) == 1) {
        CMS_SignerInfo *info = sk_CMS_SignerInfo_value(infos, 0);
        const int at = CMS_signed_get_attr_by_NID(info, NID_pkcs9_signingTime, -1);
        if (X509_ATTRIBUTE *attribute = at >= 0 ? CMS_signed_get_attr(info, at) : nullptr) {
            tm parts{};
            const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, 0);
            if (value && ASN1_TIME_to_tm(reinterpret_cast<const ASN1_TIME *>(value->value.asn1_string), &parts) == 1)
                out.signedAt = QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                    QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
        }
    }
    if (trustedPem.isEmpty()) {
        out.problem = Message{LOTSE_MSG("It is not specified whether this signer is trusted."), {}}.text();
        return out;
    }
    const Store store(X509_STORE_new());
    for (const QSslCertificate &one : QSslCertificate::fromData(trustedPem, QSsl::Pem))
        X509_STORE_add_cert(store.get(), static_cast<X509 *>(one.handle()));
    X509_VERIFY_PARAM *parameters = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_time(parameters, time_t(now.toSecsSinceEpoch()));
    // Whoever names the certificate itself trusts it.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    data = bioOf(bytes);
    if (CMS_verify(cms.get(), nullptr, store.get(), data.get(), nullptr, CMS_BINARY | CMS_CADES) == 1)
        out.isTrusted = true;
    else
        out.problem = Message{LOTSE_MSG("The signer is not trusted: %1"), {lastReason()}}.text();
    ERR_clear_error();
    return out;
}

QStringList opensslCommands(bool isStamped)
{
    QStringList out{u"openssl cms -verify -cades -binary -inform DER -in manifest.json.p7s -content manifest.json "
                    "-CAfile TRUSTED.pem -partial_chain -purpose any -out /dev/null"_s,
        u"openssl dgst -sha256 -r $(cut -d' ' -f2- SHA256SUMS | tr -d '*') | cmp - SHA256SUMS && "
        "grep -q $(openssl dgst -sha256 -r SHA256SUMS | cut -d' ' -f1) manifest.json"_s};
    if (isStamped)
        out.append(u"openssl ts -verify -data manifest.json.p7s -in manifest.json.tsr -CAfile TRUSTED.pem "
                   "-partial_chain"_s);
    return out;
}

} // namespace lotse::report
