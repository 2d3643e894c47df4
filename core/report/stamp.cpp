// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/stamp.h"

#include "trust/timestamp.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <openssl/ts.h>

namespace lotse::report {

using namespace Qt::StringLiterals;
using trust::Certificate;
using trust::Fault;
using trust::Reason;
using trust::RootAuthority;
using trust::TimestampToken;

namespace {

constexpr qint64 kMostSkew = 300; ///< seconds that the authority's clock may differ from ours

Error stampFault(const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {sentence, args};
    return error;
}

QString told(const Fault &fault)
{
    const QString text = trust::reasonText(fault.reason).text();
    return fault.detail.isEmpty() ? text : text + u" ("_s + fault.detail + u')';
}

QList<RootAuthority> authoritiesOf(const QList<Certificate> &certificates)
{
    QList<RootAuthority> out;
    for (const Certificate &one : certificates)
        out.append({one.subject(), {one}, {QDateTime::fromSecsSinceEpoch(0, Qt::UTC), {}}});
    return out;
}

// By what came along: the signature is sound, whoever may have made it.
Fault checkSound(const TimestampToken &token, TimestampToken::Signer &signer)
{
    return token.checkSigner(authoritiesOf(token.certificates()), signer);
}

} // namespace

StampQuestion stampQuestion(const QByteArray &data)
{
    StampQuestion out;
    out.data = data;
    for (int i = 0; i < 16; ++i)
        out.nonce += char(QRandomGenerator::system()->bounded(i == 0 ? 1 : 0, i == 0 ? 128 : 256));
    const QByteArray digest = QCryptographicHash::hash(data, QCryptographicHash::Sha256);
    const std::unique_ptr<TS_REQ, decltype(&TS_REQ_free)> request(TS_REQ_new(), TS_REQ_free);
    const std::unique_ptr<TS_MSG_IMPRINT, decltype(&TS_MSG_IMPRINT_free)> imprint(
        TS_MSG_IMPRINT_new(), TS_MSG_IMPRINT_free);
    const std::unique_ptr<X509_ALGOR, decltype(&X509_ALGOR_free)> algorithm(X509_ALGOR_new(), X509_ALGOR_free);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(out.nonce.constData()), int(out.nonce.size()), nullptr),
        BN_free);
    const std::unique_ptr<ASN1_INTEGER, decltype(&ASN1_INTEGER_free)> nonce(
        BN_to_ASN1_INTEGER(number.get(), nullptr), ASN1_INTEGER_free);
    QByteArray bytes = digest;
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
    TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char *>(bytes.data()), int(bytes.size()));
    TS_REQ_set_version(request.get(), 1);
    TS_REQ_set_msg_imprint(request.get(), imprint.get());
    TS_REQ_set_nonce(request.get(), nonce.get());
    TS_REQ_set_cert_req(request.get(), 1);
    unsigned char *der = nullptr;
    const int size = i2d_TS_REQ(request.get(), &der);
    if (size > 0)
        out.der = QByteArray(reinterpret_cast<char *>(der), size);
    OPENSSL_free(der);
    return out;
}

Result<QByteArray> readStamp(
    const Response &response, const StampQuestion &question, const QString &host, const QDateTime &now)
{
    if (!response.isSuccess())
        return stampFault(LOTSE_MSG("The time stamp authority %1 responded with status %2."),
            {host, QString::number(response.status)});
    const QByteArray type = response.header("Content-Type").split(';').first().trimmed().toLower();
    if (type != "application/timestamp-reply")
        return stampFault(LOTSE_MSG("The response of the time stamp authority %1 is not a time stamp (%2)."),
            {host, QString::fromUtf8(type).left(128)});
    TimestampToken token;
    TimestampToken::Signer signer;
    Fault fault = TimestampToken::fromDer(response.body, TimestampToken::Form::Response, token);
    if (fault.reason == Reason::TimestampRefused)
        return stampFault(
            LOTSE_MSG("The time stamp authority %1 rejected the request for a time stamp (%2)."), {host, fault.detail});
    if (fault)
        return stampFault(LOTSE_MSG("The time stamp of %1 cannot be read: %2"), {host, told(fault)});
    if (token.checkImprint(question.data))
        return stampFault(LOTSE_MSG("The time stamp authority %1 stamped data other than requested."), {host});
    if (token.nonce() != question.nonce)
        return stampFault(LOTSE_MSG("The time stamp from %1 belongs to another request (nonce mismatch)."), {host});
    if ((fault = checkSound(token, signer)))
        return stampFault(LOTSE_MSG("The time stamp from %1 is not correctly signed: %2"), {host, told(fault)});
    if (qAbs(token.time().secsTo(now)) > kMostSkew)
        return stampFault(
            LOTSE_MSG("The clock of the time stamp authority %1 shows %2. The clock of this computer shows %3."),
            {host, token.time().toString(Qt::ISODate), now.toUTC().toString(Qt::ISODate)});
    return response.body;
}

StampCheck checkStamp(
    const QByteArray &data, const QByteArray &stamp, const QByteArray &trustedPem, const QDateTime &now)
{
    StampCheck out;
    TimestampToken token;
    TimestampToken::Signer signer;
    Fault fault = TimestampToken::fromDer(stamp, TimestampToken::Form::Response, token);
    if (!fault)
        fault = token.checkImprint(data);
    if (!fault)
        fault = checkSound(token, signer);
    if (!fault && token.time() > now.addSecs(kMostSkew))
        fault = Reason::FutureTime;
    if (fault) {
        out.problem = Message{LOTSE_MSG("The time stamp does not belong to this signature: %1"), {told(fault)}}.text();
        return out;
    }
    out.isIntact = true;
    out.time = token.time();
    out.authority = signer.certificate.subject();
    QList<Certificate> trusted;
    if (trustedPem.isEmpty() || Certificate::listFromFile(trustedPem, trusted)) {
        out.problem =
            Message{LOTSE_MSG("It is not specified whether this time stamp authority is trusted."), {}}.text();
        return out;
    }
    if ((fault = token.checkSigner(authoritiesOf(trusted), signer)))
        out.problem = Message{LOTSE_MSG("The time stamp authority is not trusted: %1"), {told(fault)}}.text();
    else
        out.isTrusted = true;
    return out;
}

} // namespace lotse::report
