// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/timestamp.h"

#include "trust/asn1.h"

#include <QCryptographicHash>

#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostBytes = 256 * 1024;
constexpr int kMostCertificates = 16;

template <typename T>
QByteArray derOf(T *object, int (*encode)(const T *, unsigned char **))
{
    unsigned char *der = nullptr;
    const int size = encode(object, &der);
    const QByteArray out = size > 0 ? QByteArray(reinterpret_cast<char *>(der), size) : QByteArray();
    OPENSSL_free(der);
    return out;
}

struct StackFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), StackFree>; ///< owns none of its certificates

bool hasAttribute(const PKCS7_SIGNER_INFO *info, int nid)
{
    return PKCS7_get_signed_attribute(info, nid) != nullptr;
}

// Which certificate has signed: of those in the token, or of these others.
X509 *signerOf(PKCS7 *token, STACK_OF(X509) * others)
{
    const Stack found(PKCS7_get0_signers(token, others, 0));
    ERR_clear_error();
    return found && sk_X509_num(found.get()) == 1 ? sk_X509_value(found.get(), 0) : nullptr;
}

QByteArray derOf(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509(certificate, &der);
    const QByteArray out = size > 0 ? QByteArray(reinterpret_cast<char *>(der), size) : QByteArray();
    OPENSSL_free(der);
    return out;
}

Fault checkUsage(const Certificate &certificate)
{
    int critical = -1;
    const auto freeAll = [](EXTENDED_KEY_USAGE *all) { EXTENDED_KEY_USAGE_free(all); };
    const std::unique_ptr<EXTENDED_KEY_USAGE, decltype(+freeAll)> usage(
        static_cast<EXTENDED_KEY_USAGE *>(X509_get_ext_d2i(certificate.get(), NID_ext_key_usage, &critical, nullptr)),
        +freeAll);
    ERR_clear_error();
    if (!usage || critical != 1)
        return {Reason::WrongTimestampSigner, u"extended key usage is missing or not critical"_s};
    if (certificate.extendedUsage() != QStringList{u"1.3.6.1.5.5.7.3.8"_s})
        return {Reason::WrongTimestampSigner, u"extended key usage is not time stamping alone"_s};
    const Certificate::KeyUsage keys = certificate.keyUsage();
    constexpr quint32 kAllowed = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
    if (keys.isThere && (!(keys.bits & kAllowed) || (keys.bits & ~kAllowed)))
        return {Reason::WrongTimestampSigner, u"key usage"_s};
    return {};
}

Fault faultOfOpenSsl()
{
    const unsigned long code = ERR_peek_last_error();
    const QString text = QString::fromLatin1(ERR_reason_error_string(code) ? ERR_reason_error_string(code) : "");
    Reason reason = Reason::TimestampSignature;
    for (unsigned long one = ERR_get_error(); one != 0; one = ERR_get_error()) {
        if (ERR_GET_LIB(one) == ERR_LIB_TS && ERR_GET_REASON(one) == TS_R_CERTIFICATE_VERIFY_ERROR)
            reason = Reason::UnknownTimestampAuthority;
    }
    return {reason, text};
}

} // namespace

Fault TimestampToken::fromDer(const QByteArray &der, Form form, TimestampToken &out)
{
    out = {};
    if (der.size() > kMostBytes)
        return Reason::TooLarge;
    const unsigned char *at = bytesOf(der);
    const unsigned char *const end = at + der.size();
    TimestampToken made;
    if (form == Form::Response) {
        const std::unique_ptr<TS_RESP, decltype(&TS_RESP_free)> response(
            d2i_TS_RESP(nullptr, &at, long(der.size())), TS_RESP_free);
        ERR_clear_error();
        if (!response || at != end || derOf(response.get(), &i2d_TS_RESP) != der)
            return {Reason::BrokenTimestamp, u"no response in DER"_s};
        const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
        if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
            return {Reason::TimestampRefused, u"status %1"_s.arg(status)};
        if (PKCS7 *token = TS_RESP_get_token(response.get()))
            made.m_token = std::shared_ptr<PKCS7>(PKCS7_dup(token), PKCS7_free);
    } else {
        made.m_token = std::shared_ptr<PKCS7>(d2i_PKCS7(nullptr, &at, long(der.size())), PKCS7_free);
        ERR_clear_error();
        if (!made.m_token || at != end || made.der() != der)
            return {Reason::BrokenTimestamp, u"no token in DER"_s};
    }
    PKCS7 *token = made.m_token.get();
    if (!token || !PKCS7_type_is_signed(token) || !token->d.sign || !token->d.sign->contents)
        return {Reason::BrokenTimestamp, u"no signed data"_s};
    if (sk_PKCS7_SIGNER_INFO_num(PKCS7_get_signer_info(token)) != 1)
        return {Reason::BrokenTimestamp, u"not exactly one signer"_s};
    if (sk_X509_num(token->d.sign->cert) > kMostCertificates)
        return Reason::TooManyCertificates;
    made.m_info = std::shared_ptr<TS_TST_INFO>(PKCS7_to_TS_TST_INFO(token), TS_TST_INFO_free);
    ERR_clear_error();
    if (!made.m_info || TS_TST_INFO_get_version(made.m_info.get()) != 1 || !made.time().isValid())
        return {Reason::BrokenTimestamp, u"no time stamp in it"_s};
    out = std::move(made);
    return {};
}

QDateTime TimestampToken::time() const
{
    const ASN1_GENERALIZEDTIME *time = m_info ? TS_TST_INFO_get_time(m_info.get()) : nullptr;
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    const QByteArray text(reinterpret_cast<const char *>(ASN1_STRING_get0_data(time)), ASN1_STRING_length(time));
    int milliseconds = 0;
    if (const qsizetype dot = text.indexOf('.'); dot > 0) {
        QByteArray digits;
        for (qsizetype i = dot + 1; i < text.size() && text[i] >= '0' && text[i] <= '9' && digits.size() < 3; ++i)
            digits += text[i];
        milliseconds = digits.leftJustified(3, '0').toInt();
    }
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
        QTime(parts.tm_hour, parts.tm_min, qMin(parts.tm_sec, 59), milliseconds), Qt::UTC};
}

qint64 TimestampToken::accuracy() const
{
    TS_ACCURACY *accuracy = TS_TST_INFO_get_accuracy(m_info.get());
    if (!accuracy)
        return -1;
    const auto number = [](const ASN1_INTEGER *value) { return value ? qMax<qint64>(ASN1_INTEGER_get(value), 0) : 0; };
    const qint64 micros = number(TS_ACCURACY_get_micros(accuracy));
    return qMin<qint64>(number(TS_ACCURACY_get_seconds(accuracy)), 1'000'000'000) * 1000
        + number(TS_ACCURACY_get_millis(accuracy)) + (micros > 0 ? 1 : 0);
}

QString TimestampToken::policy() const
{
    char text[128] = {};
    return OBJ_obj2txt(text, sizeof text, TS_TST_INFO_get_policy_id(m_info.get()), 1) > 0 ? QString::fromLatin1(text)
                                                                                          : QString();
}

QByteArray TimestampToken::nonce() const
{
    const ASN1_INTEGER *nonce = TS_TST_INFO_get_nonce(m_info.get());
    return nonce ? QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(nonce)), ASN1_STRING_length(nonce))
                 : QByteArray();
}

QByteArray TimestampToken::imprint() const
{
    const ASN1_OCTET_STRING *digest = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(m_info.get()));
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(digest)), ASN1_STRING_length(digest)};
}

QByteArray TimestampToken::der() const
{
    return m_token ? derOf(m_token.get(), &i2d_PKCS7) : QByteArray();
}

QList<Certificate> TimestampToken::certificates() const
{
    QList<Certificate> out;
    const STACK_OF(X509) *stack = m_token->d.sign->cert;
    for (int i = 0; i < sk_X509_num(stack); ++i) {
        Certificate one;
        if (!Certificate::fromDer(derOf(sk_X509_value(stack, i)), one))
            out.append(one);
    }
    return out;
}

Fault TimestampToken::checkImprint(const QByteArray &bytes) const
{
    const ASN1_OBJECT *algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(m_info.get())));
    QByteArray digest;
    switch (OBJ_obj2nid(algorithm)) {
    case NID_sha256:
        digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        break;
    case NID_sha384:
        digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha384);
        break;
    case NID_sha512:
        digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha512);
        break;
    default:
        return {Reason::WeakDigest, u"digest of the time stamp"_s};
    }
    return digest == imprint() ? Fault() : Fault(Reason::OtherTimestamp);
}

Fault TimestampToken::checkSigner(const QList<RootAuthority> &authorities, Signer &out) const
{
    PKCS7_SIGNER_INFO *info = sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(m_token.get()), 0);
    if (!hasAttribute(info, NID_id_smime_aa_signingCertificateV2))
        return {Reason::TimestampSignature, u"signing-certificate-v2 is missing"_s};
    // What is wrong by one authority says more than that another one does not know it.
    Fault last(Reason::UnknownTimestampAuthority);
    const auto tell = [&last](const Fault &fault) {
        if (last.reason == Reason::UnknownTimestampAuthority)
            last = fault;
    };
    for (qsizetype i = 0; i < authorities.size(); ++i) {
        const RootAuthority &authority = authorities[i];
        const Stack others(sk_X509_new_null());
        for (const Certificate &one : authority.chain)
            sk_X509_push(others.get(), one.get());
        X509 *signer = signerOf(m_token.get(), others.get());
        Certificate certificate;
        if (!signer || Certificate::fromDer(derOf(signer), certificate))
            continue;
        // A list that begins with the authority's own certificate means that one.
        const Certificate &first = authority.chain.first();
        if (!first.basicConstraints().isAuthority && !first.isSelfSigned() && first != certificate)
            continue;
        if (Fault fault = checkUsage(certificate)) {
            tell(fault);
            continue;
        }
        const qint64 spread = qMax<qint64>(accuracy(), 0);
        const bool isInTime =
            time().addMSecs(-spread) >= certificate.notBefore() && time().addMSecs(spread) <= certificate.notAfter();
        const bool isOfThis = std::any_of(authority.chain.begin(), authority.chain.end(),
            [&](const Certificate &one) { return one == certificate || one.hasSigned(certificate); });
        if (isOfThis && !isInTime) {
            tell(Fault(Reason::CertificateExpired, u"of the time stamp authority"_s));
            continue;
        }
        const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
        X509_STORE_add_cert(store.get(), authority.chain.last().get());
        X509_VERIFY_PARAM *parameters = X509_STORE_get0_param(store.get());
        X509_VERIFY_PARAM_set_time(parameters, time_t(time().toSecsSinceEpoch()));
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
        ERR_clear_error();
        if (TS_RESP_verify_signature(m_token.get(), others.get(), store.get(), nullptr) != 1) {
            tell(faultOfOpenSsl());
            continue;
        }
        if (!isInTime) {
            tell(Fault(Reason::CertificateExpired, u"of the time stamp authority"_s));
            continue;
        }
        if (!authority.valid.contains(time())) {
            tell(Fault(Reason::LogKeyPeriod, authority.name));
            continue;
        }
        out = {certificate, i};
        return {};
    }
    return last;
}

} // namespace lotse::trust
