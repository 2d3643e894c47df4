// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/ocsp.h"

#include "trust/asn1.h"

#include <QRandomGenerator>
#include <QUrl>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostAddresses = 8;
constexpr qsizetype kMostAnswer = 64 * 1024;
constexpr int kOcspNonce = 16;
constexpr qint64 kOcspSkew = 300; ///< seconds that two clocks may differ
constexpr qint64 kMostAge = 7 * 86'400; ///< of an answer that does not say how long it holds

template <typename T>
using Owned = std::unique_ptr<T, void (*)(T *)>;

Fault broken(const QString &what)
{
    return {Reason::BrokenOcsp, what};
}

// SHA-1 names the certificate and secures nothing: it is what responders know it by.
Owned<OCSP_CERTID> idOf(const Certificate &one, const Certificate &issuer)
{
    return {OCSP_cert_to_id(EVP_sha1(), one.get(), issuer.get()), OCSP_CERTID_free};
}

// The nonce is ours where it comes back; that a responder leaves it out is usual, and its times count then.
bool isOfNonce(OCSP_BASICRESP *basic, const QByteArray &nonce)
{
    const int at = OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, -1);
    if (at < 0)
        return true;
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(OCSP_BASICRESP_get_ext(basic, at));
    const QByteArray came(reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)), ASN1_STRING_length(value));
    // An OCTET STRING inside of it, as it was sent.
    return came == QByteArray(1, '\x04') + char(nonce.size()) + nonce;
}

// By the issuer itself, or by a responder with a certificate of the issuer for that purpose.
bool isSigned(OCSP_BASICRESP *basic, const Certificate &issuer, const QDateTime &now)
{
    const Owned<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
    X509_VERIFY_PARAM *param = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(param, time_t(now.toSecsSinceEpoch()));
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_add_cert(store.get(), issuer.get());
    STACK_OF(X509) *certificates = sk_X509_new_null();
    sk_X509_push(certificates, issuer.get());
    const bool isFine = OCSP_basic_verify(basic, certificates, store.get(), 0) == 1;
    sk_X509_free(certificates);
    ERR_clear_error();
    return isFine;
}

Fault judgeStatus(OCSP_BASICRESP *basic, OCSP_CERTID *id, const Certificate &one, const QDateTime &signedAt,
    const QDateTime &now, OcspProof &out)
{
    int status = -1;
    int reason = -1;
    ASN1_GENERALIZEDTIME *revokedAt = nullptr;
    ASN1_GENERALIZEDTIME *thisUpdate = nullptr;
    ASN1_GENERALIZEDTIME *nextUpdate = nullptr;
    if (OCSP_resp_find_status(basic, id, &status, &reason, &revokedAt, &thisUpdate, &nextUpdate) != 1)
        return broken(u"it is about another certificate"_s);
    out.thisUpdate = toTime(thisUpdate);
    out.nextUpdate = toTime(nextUpdate);
    // Once revoked stays revoked, however old the answer is.
    if (status == V_OCSP_CERTSTATUS_REVOKED) {
        const QDateTime since = toTime(revokedAt);
        if (!signedAt.isValid() || !since.isValid() || signedAt >= since)
            return {Reason::Revoked, one.subject() + u", since "_s + since.toString(Qt::ISODate)};
    } else if (status != V_OCSP_CERTSTATUS_GOOD) {
        return {Reason::OcspUnknown, one.subject()};
    }
    const QDateTime end = out.nextUpdate.isValid() ? out.nextUpdate : out.thisUpdate.addSecs(kMostAge);
    if (!out.thisUpdate.isValid() || now.addSecs(kOcspSkew) < out.thisUpdate || now > end.addSecs(kOcspSkew))
        return {Reason::OcspEnded, u"%1 to %2"_s.arg(out.thisUpdate.toString(Qt::ISODate), end.toString(Qt::ISODate))};
    return {};
}

} // namespace

bool isResponderAddress(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

QStringList ocspAddresses(const Certificate &certificate)
{
    QStringList out;
    STACK_OF(OPENSSL_STRING) *all = X509_get1_ocsp(certificate.get());
    for (int i = 0; i < sk_OPENSSL_STRING_num(all) && out.size() < kMostAddresses; ++i) {
        const QString text = QString::fromLatin1(sk_OPENSSL_STRING_value(all, i));
        if (isResponderAddress(text))
            out.append(text);
    }
    X509_email_free(all);
    ERR_clear_error();
    return out;
}

QList<OcspQuestion> ocspQuestions(const QList<Certificate> &chain, const QStringList &allowed)
{
    QList<OcspQuestion> out;
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        const QStringList addresses = ocspAddresses(chain[i]);
        const auto address =
            std::find_if(addresses.begin(), addresses.end(), [&](const QString &one) { return allowed.contains(one); });
        Owned<OCSP_CERTID> id = idOf(chain[i], chain[i + 1]);
        const Owned<OCSP_REQUEST> request(OCSP_REQUEST_new(), OCSP_REQUEST_free);
        if (address == addresses.end() || !id || !request || !OCSP_request_add0_id(request.get(), id.get()))
            continue;
        (void)id.release(); // the request's now
        OcspQuestion question{chain[i].fingerprint(), *address, {}, {}};
        for (int k = 0; k < kOcspNonce; ++k)
            question.nonce += char(QRandomGenerator::system()->bounded(256));
        auto *nonce = reinterpret_cast<unsigned char *>(question.nonce.data());
        if (OCSP_request_add1_nonce(request.get(), nonce, kOcspNonce) != 1)
            continue;
        question.der.resize(i2d_OCSP_REQUEST(request.get(), nullptr));
        auto *at = reinterpret_cast<unsigned char *>(question.der.data());
        i2d_OCSP_REQUEST(request.get(), &at);
        out.append(question);
    }
    return out;
}

Fault checkOcsp(const OcspAnswer &answer, const Certificate &one, const Certificate &issuer, const QDateTime &signedAt,
    const QDateTime &now, OcspProof &out)
{
    if (answer.der.isEmpty())
        return {Reason::OcspUnreachable, answer.address + u": "_s + answer.failure};
    if (answer.der.size() > kMostAnswer)
        return broken(u"it is too large"_s);
    const unsigned char *at = bytesOf(answer.der);
    const Owned<OCSP_RESPONSE> response(d2i_OCSP_RESPONSE(nullptr, &at, long(answer.der.size())), OCSP_RESPONSE_free);
    ERR_clear_error();
    if (!response || at != bytesOf(answer.der) + answer.der.size())
        return broken(u"it is no OCSP response"_s);
    if (const int status = OCSP_response_status(response.get()); status != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return broken(u"the responder refused: "_s + QString::fromLatin1(OCSP_response_status_str(status)));
    const Owned<OCSP_BASICRESP> basic(OCSP_response_get1_basic(response.get()), OCSP_BASICRESP_free);
    const Owned<OCSP_CERTID> id = idOf(one, issuer);
    ERR_clear_error();
    if (!basic || !id)
        return broken(u"it is of a form that is not supported"_s);
    if (!isOfNonce(basic.get(), answer.nonce))
        return broken(u"it has another nonce than the question"_s);
    if (!isSigned(basic.get(), issuer, now))
        return broken(u"it is not signed by the issuer of the certificate or its responder"_s);
    return judgeStatus(basic.get(), id.get(), one, signedAt, now, out);
}

} // namespace lotse::trust
