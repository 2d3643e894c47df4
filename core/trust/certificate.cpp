// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/certificate.h"

#include "trust/asn1.h"
#include "trust/base64.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

QDateTime toTime(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
        QTime(parts.tm_hour, parts.tm_min, qMin(parts.tm_sec, 59)), Qt::UTC};
}

namespace {

constexpr qsizetype kMostCertificates = 100;
constexpr qsizetype kMostBytes = 64 * 1024;

template <typename T, typename Free>
std::unique_ptr<T, Free> extension(X509 *certificate, int nid, int &critical, Free free)
{
    return {static_cast<T *>(X509_get_ext_d2i(certificate, nid, &critical, nullptr)), free};
}

QString objectText(const ASN1_OBJECT *object)
{
    char text[128] = {};
    return OBJ_obj2txt(text, sizeof text, object, 1) > 0 ? QString::fromLatin1(text) : QString();
}

} // namespace

Fault Certificate::fromDer(const QByteArray &der, Certificate &out)
{
    out = {};
    if (der.size() > kMostBytes)
        return Reason::TooLarge;
    const unsigned char *at = bytesOf(der);
    std::shared_ptr<X509> made(d2i_X509(nullptr, &at, long(der.size())), X509_free);
    ERR_clear_error();
    if (!made || at != bytesOf(der) + der.size())
        return Reason::BrokenCertificate;
    out.m_certificate = std::move(made);
    out.m_der = der;
    return {};
}

Fault Certificate::listFromFile(const QByteArray &bytes, QList<Certificate> &out)
{
    out.clear();
    static const QByteArray kBegin("-----BEGIN CERTIFICATE-----");
    static const QByteArray kEnd("-----END CERTIFICATE-----");
    if (!bytes.contains("-----BEGIN")) {
        Certificate one;
        if (Fault fault = fromDer(bytes, one))
            return fault;
        out.append(one);
        return {};
    }
    for (qsizetype at = bytes.indexOf(kBegin); at >= 0; at = bytes.indexOf(kBegin, at)) {
        const qsizetype first = at + kBegin.size();
        const qsizetype last = bytes.indexOf(kEnd, first);
        if (last < 0)
            return Reason::BrokenCertificate;
        QByteArray inner = bytes.mid(first, last - first);
        inner.replace('\n', QByteArrayView()).replace('\r', QByteArrayView());
        const std::optional<QByteArray> der = strictBase64(inner);
        Certificate one;
        if (!der)
            return Reason::BrokenCertificate;
        if (Fault fault = fromDer(*der, one))
            return fault;
        if (out.size() >= kMostCertificates)
            return Reason::TooManyCertificates;
        out.append(one);
        at = last;
    }
    return out.isEmpty() ? Fault(Reason::BrokenCertificate) : Fault();
}

Fault Certificate::publicKey(PublicKey &out) const
{
    return PublicKey::fromOpenSsl(m_certificate ? X509_get0_pubkey(m_certificate.get()) : nullptr, out);
}

QDateTime Certificate::notBefore() const
{
    return toTime(X509_get0_notBefore(m_certificate.get()));
}

QDateTime Certificate::notAfter() const
{
    return toTime(X509_get0_notAfter(m_certificate.get()));
}

QString Certificate::subject() const
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    // Escaped and in UTF-8, so that nothing in it can pass for a separator.
    const unsigned long how = (XN_FLAG_RFC2253 | ASN1_STRFLGS_UTF8_CONVERT) & ~ASN1_STRFLGS_ESC_MSB;
    if (!bio || X509_NAME_print_ex(bio.get(), X509_get_subject_name(m_certificate.get()), 0, how) < 0)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return QString::fromUtf8(text, qsizetype(size));
}

QList<std::pair<QString, QString>> Certificate::subjectParts(bool &isOdd) const
{
    isOdd = false;
    QList<std::pair<QString, QString>> parts;
    const X509_NAME *name = X509_get_subject_name(m_certificate.get());
    for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
        const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
        const ASN1_OBJECT *object = X509_NAME_ENTRY_get_object(entry);
        const int nid = OBJ_obj2nid(object);
        unsigned char *text = nullptr;
        const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry));
        const QByteArray value = size >= 0 ? QByteArray(reinterpret_cast<char *>(text), size) : QByteArray();
        OPENSSL_free(text);
        // A set of several values in one part, or a NUL: two programs would read two names.
        isOdd = isOdd || size < 0 || value.contains('\0')
            || (i > 0 && X509_NAME_ENTRY_set(entry) == X509_NAME_ENTRY_set(X509_NAME_get_entry(name, i - 1)));
        parts.append(
            {nid == NID_undef ? objectText(object) : QString::fromLatin1(OBJ_nid2sn(nid)), QString::fromUtf8(value)});
    }
    return parts;
}

QString Certificate::serial() const
{
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(m_certificate.get()), nullptr), BN_free);
    char *text = number ? BN_bn2hex(number.get()) : nullptr;
    const QString out = QString::fromLatin1(text ? text : "").toLower();
    OPENSSL_free(text);
    return out;
}

bool Certificate::isNamedIssuerOf(const Certificate &other) const
{
    return m_certificate && other.m_certificate
        && X509_NAME_cmp(X509_get_subject_name(m_certificate.get()), X509_get_issuer_name(other.m_certificate.get()))
        == 0;
}

bool Certificate::hasSigned(const Certificate &other) const
{
    EVP_PKEY *key = m_certificate ? X509_get0_pubkey(m_certificate.get()) : nullptr;
    const bool fits = key && other.m_certificate && X509_verify(other.m_certificate.get(), key) == 1;
    ERR_clear_error();
    return fits;
}

Certificate::BasicConstraints Certificate::basicConstraints() const
{
    BasicConstraints out;
    int critical = -1;
    const auto found =
        extension<BASIC_CONSTRAINTS>(m_certificate.get(), NID_basic_constraints, critical, &BASIC_CONSTRAINTS_free);
    if (!found)
        return out;
    out.isThere = true;
    out.isCritical = critical == 1;
    out.isAuthority = found->ca != 0;
    if (found->pathlen)
        out.pathLength = qMax<qint64>(ASN1_INTEGER_get(found->pathlen), 0);
    return out;
}

Certificate::KeyUsage Certificate::keyUsage() const
{
    KeyUsage out;
    int critical = -1;
    const auto found = extension<ASN1_BIT_STRING>(m_certificate.get(), NID_key_usage, critical, &ASN1_BIT_STRING_free);
    if (!found)
        return out;
    out.isThere = true;
    out.isCritical = critical == 1;
    for (int i = 0; i < found->length && i < 2; ++i)
        out.bits |= quint32(found->data[i]) << (8 * i);
    return out;
}

QStringList Certificate::extendedUsage() const
{
    QStringList out;
    int critical = -1;
    const auto freeAll = [](EXTENDED_KEY_USAGE *all) { EXTENDED_KEY_USAGE_free(all); };
    const auto found = extension<EXTENDED_KEY_USAGE>(m_certificate.get(), NID_ext_key_usage, critical, +freeAll);
    for (int i = 0; found && i < sk_ASN1_OBJECT_num(found.get()); ++i)
        out.append(objectText(sk_ASN1_OBJECT_value(found.get(), i)));
    return out;
}

bool Certificate::namesRevocationAddress() const
{
    if (X509_get_ext_by_NID(m_certificate.get(), NID_crl_distribution_points, -1) >= 0)
        return true;
    int critical = -1;
    const auto freeAll = [](AUTHORITY_INFO_ACCESS *all) { AUTHORITY_INFO_ACCESS_free(all); };
    const auto found = extension<AUTHORITY_INFO_ACCESS>(m_certificate.get(), NID_info_access, critical, +freeAll);
    for (int i = 0; found && i < sk_ACCESS_DESCRIPTION_num(found.get()); ++i) {
        if (OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(found.get(), i)->method) == NID_ad_OCSP)
            return true;
    }
    return false;
}

bool Certificate::isSignedWithStrongDigest() const
{
    int digest = NID_undef;
    int key = NID_undef;
    if (OBJ_find_sigid_algs(X509_get_signature_nid(m_certificate.get()), &digest, &key) != 1)
        return false;
    switch (digest) {
    case NID_sha256:
    case NID_sha384:
    case NID_sha512:
    case NID_sha3_256:
    case NID_sha3_384:
    case NID_sha3_512:
        return true;
    case NID_undef: // part of the algorithm (Ed25519), or of its parameters
        break;
    default:
        return false;
    }
    int bits = 0;
    uint32_t flags = 0;
    return X509_get_signature_info(m_certificate.get(), &digest, nullptr, &bits, &flags) == 1 && bits >= 112;
}

bool Certificate::hasReadableExtensions() const
{
    for (const int nid : {NID_basic_constraints, NID_key_usage, NID_ext_key_usage}) {
        int critical = -1;
        void *found = X509_get_ext_d2i(m_certificate.get(), nid, &critical, nullptr);
        if (nid == NID_basic_constraints)
            BASIC_CONSTRAINTS_free(static_cast<BASIC_CONSTRAINTS *>(found));
        else if (nid == NID_key_usage)
            ASN1_BIT_STRING_free(static_cast<ASN1_BIT_STRING *>(found));
        else
            EXTENDED_KEY_USAGE_free(static_cast<EXTENDED_KEY_USAGE *>(found));
        // -1: it is not there. Everything else without a value is broken or there twice.
        if (!found && critical != -1) {
            ERR_clear_error();
            return false;
        }
    }
    return true;
}

} // namespace lotse::trust
