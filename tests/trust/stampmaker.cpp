// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smallsigstore.h"

#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

namespace lotse::trust::test {

static void require(bool isFine)
{
    if (!isFine)
        qFatal("OpenSSL does not make the time stamp that the test needs");
}

static void addExtension(X509 *certificate, X509 *issuer, const char *name, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_nconf(nullptr, &context, name, value.constData());
    require(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

static X509 *authorityOf(const StampShape &shape, X509 *issuer, const TestKey &key, const TestKey &issuerKey)
{
    X509 *out = X509_new();
    X509_set_version(out, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(out), 77);
    ASN1_TIME_set(X509_getm_notBefore(out), time_t(shape.notBefore.toSecsSinceEpoch()));
    ASN1_TIME_set(X509_getm_notAfter(out), time_t(shape.notAfter.toSecsSinceEpoch()));
    X509_NAME_add_entry_by_txt(X509_get_subject_name(out), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>("clock signer"), -1, -1, 0);
    X509_set_issuer_name(out, X509_get_subject_name(issuer));
    require(X509_set_pubkey(out, key.get()) == 1);
    addExtension(out, issuer, "basicConstraints", "critical,CA:FALSE");
    addExtension(out, issuer, "keyUsage", "critical,digitalSignature");
    addExtension(out, issuer, "extendedKeyUsage", shape.extended);
    addExtension(out, issuer, "subjectKeyIdentifier", "hash");
    addExtension(out, issuer, "authorityKeyIdentifier", "keyid:always");
    require(X509_sign(out, issuerKey.get(), EVP_sha256()) > 0);
    return out;
}

static TS_TST_INFO *infoOf(const StampShape &shape, const QByteArray &bytes)
{
    const EVP_MD *digest = EVP_get_digestbyname(shape.digest);
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    require(EVP_Digest(bytes.constData(), size_t(bytes.size()), hash, &size, digest, nullptr) == 1);
    TS_TST_INFO *info = TS_TST_INFO_new();
    TS_TST_INFO_set_version(info, 1);
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
    TS_TST_INFO_set_policy_id(info, policy);
    ASN1_OBJECT_free(policy);
    X509_ALGOR *algorithm = X509_ALGOR_new();
    X509_ALGOR_set0(algorithm, OBJ_nid2obj(EVP_MD_get_type(digest)), V_ASN1_NULL, nullptr);
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    TS_MSG_IMPRINT_set_algo(imprint, algorithm);
    TS_MSG_IMPRINT_set_msg(imprint, hash, int(size));
    TS_TST_INFO_set_msg_imprint(info, imprint);
    ASN1_INTEGER *serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set(serial, 1);
    TS_TST_INFO_set_serial(info, serial);
    ASN1_GENERALIZEDTIME *time = ASN1_GENERALIZEDTIME_set(nullptr, time_t(shape.time.toSecsSinceEpoch()));
    TS_TST_INFO_set_time(info, time);
    if (shape.accuracy >= 0) {
        TS_ACCURACY *accuracy = TS_ACCURACY_new();
        ASN1_INTEGER_set(serial, shape.accuracy);
        TS_ACCURACY_set_seconds(accuracy, serial);
        TS_TST_INFO_set_accuracy(info, accuracy);
        TS_ACCURACY_free(accuracy);
    }
    if (!shape.nonce.isEmpty()) {
        BIGNUM *number = BN_bin2bn(
            reinterpret_cast<const unsigned char *>(shape.nonce.constData()), int(shape.nonce.size()), nullptr);
        ASN1_INTEGER *nonce = BN_to_ASN1_INTEGER(number, nullptr);
        TS_TST_INFO_set_nonce(info, nonce);
        ASN1_INTEGER_free(nonce);
        BN_free(number);
    }
    ASN1_GENERALIZEDTIME_free(time);
    ASN1_INTEGER_free(serial);
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(algorithm);
    return info;
}

static void sign(PKCS7 *token, X509 *certificate, const TestKey &key, bool namesCertificate)
{
    PKCS7_SIGNER_INFO *signer = PKCS7_add_signature(token, certificate, key.get(), EVP_sha256());
    require(signer
        && PKCS7_add_signed_attribute(
               signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_id_smime_ct_TSTInfo))
            == 1);
    if (!namesCertificate)
        return;
    ESS_SIGNING_CERT_V2 *name = OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate, nullptr, 1);
    unsigned char *der = nullptr;
    const int size = i2d_ESS_SIGNING_CERT_V2(name, &der);
    ASN1_STRING *sequence = ASN1_STRING_new();
    ASN1_STRING_set(sequence, der, size);
    require(PKCS7_add_signed_attribute(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, sequence) == 1);
    OPENSSL_free(der);
    ESS_SIGNING_CERT_V2_free(name);
}

QByteArray SmallSigstore::stamp(const StampShape &shape, const QByteArray &signature, const QByteArray &payload) const
{
    const QByteArray &issuerDer = shape.isOfStranger ? m_strangerRoot : m_stampRoot;
    const auto *at = reinterpret_cast<const unsigned char *>(issuerDer.constData());
    X509 *issuer = d2i_X509(nullptr, &at, long(issuerDer.size()));
    X509 *authority = authorityOf(shape, issuer, m_stampKey, shape.isOfStranger ? m_strangerKey : m_stampRootKey);
    TS_TST_INFO *info = infoOf(shape, shape.isOverOther ? "something else" : shape.isPayload ? payload : signature);

    PKCS7 *token = PKCS7_new();
    require(PKCS7_set_type(token, NID_pkcs7_signed) == 1);
    ASN1_INTEGER_set(token->d.sign->version, 3);
    if (shape.hasCertificate)
        PKCS7_add_certificate(token, authority);
    sign(token, authority, m_stampKey, shape.hasSigningCertificate);
    if (shape.hasSecondSigner)
        sign(token, authority, m_stampKey, true);
    PKCS7 *content = PKCS7_new();
    content->type = OBJ_nid2obj(NID_id_smime_ct_TSTInfo);
    content->d.other = ASN1_TYPE_new();
    ASN1_TYPE_set(content->d.other, V_ASN1_OCTET_STRING, ASN1_OCTET_STRING_new());
    require(PKCS7_set_content(token, content) == 1);
    BIO *bio = PKCS7_dataInit(token, nullptr);
    require(bio && i2d_TS_TST_INFO_bio(bio, info) == 1 && PKCS7_dataFinal(token, bio) == 1);
    BIO_free_all(bio);

    TS_RESP *response = TS_RESP_new();
    TS_STATUS_INFO *status = TS_STATUS_INFO_new();
    TS_STATUS_INFO_set_status(status, shape.isRefused ? TS_STATUS_REJECTION : TS_STATUS_GRANTED);
    TS_RESP_set_status_info(response, status);
    TS_STATUS_INFO_free(status);
    if (shape.isRefused) {
        PKCS7_free(token);
        TS_TST_INFO_free(info);
    } else {
        TS_RESP_set_tst_info(response, token, info); // they belong to it now
    }
    QByteArray out(i2d_TS_RESP(response, nullptr), '\0');
    auto *to = reinterpret_cast<unsigned char *>(out.data());
    i2d_TS_RESP(response, &to);
    TS_RESP_free(response);
    X509_free(authority);
    X509_free(issuer);
    if (shape.change)
        shape.change(out);
    return out;
}

} // namespace lotse::trust::test
