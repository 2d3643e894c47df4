// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/sct.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <openssl/ct.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostScts = 16;

QByteArray bigEndian(quint64 value, int bytes)
{
    QByteArray out(8, '\0');
    qToBigEndian(value, out.data());
    return out.right(bytes);
}

// The certificate as the log saw it: what is signed of it, without the promises.
QByteArray bareCertificate(const Certificate &certificate)
{
    const std::unique_ptr<X509, decltype(&X509_free)> copy(X509_dup(certificate.get()), X509_free);
    const int at = copy ? X509_get_ext_by_NID(copy.get(), NID_ct_precert_scts, -1) : -1;
    if (at < 0)
        return {};
    X509_EXTENSION_free(X509_delete_ext(copy.get(), at));
    unsigned char *der = nullptr;
    const int size = i2d_re_X509_tbs(copy.get(), &der);
    const QByteArray out = size > 0 ? QByteArray(reinterpret_cast<char *>(der), size) : QByteArray();
    OPENSSL_free(der);
    return out;
}

Fault checkOne(const SCT *sct, const QByteArray &bare, const QByteArray &issuerKey, const QList<LogKey> &logs)
{
    unsigned char *bytes = nullptr;
    const auto take = [&bytes](
                          size_t size) { return QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)); };
    if (SCT_get_version(sct) != SCT_VERSION_V1)
        return {Reason::WrongSct, u"version"_s};
    const size_t idSize = SCT_get0_log_id(sct, &bytes);
    const QByteArray id = take(idSize);
    const size_t extensionSize = SCT_get0_extensions(sct, &bytes);
    const QByteArray extensions = take(extensionSize);
    const size_t signatureSize = SCT_get0_signature(sct, &bytes);
    const QByteArray signature = take(signatureSize);
    const QByteArray message = bigEndian(0, 2) + bigEndian(SCT_get_timestamp(sct), 8) + bigEndian(1, 2) + issuerKey
        + bigEndian(quint64(bare.size()), 3) + bare + bigEndian(quint64(extensions.size()), 2) + extensions;
    Fault last(Reason::UnknownSctLog, QString::fromLatin1(id.toHex()));
    for (const LogKey &log : logs) {
        // The promise names the log by its key.
        if (log.key.isNull() || QCryptographicHash::hash(log.key.der(), QCryptographicHash::Sha256) != id)
            continue;
        const int kind = SCT_get_signature_nid(sct);
        const bool isKind = log.key.isEcdsa()
            ? kind == NID_ecdsa_with_SHA256
            : log.key.kind() == PublicKey::Kind::Rsa && kind == NID_sha256WithRSAEncryption;
        if (!isKind || !log.key.verify(message, signature, HashKind::Sha256))
            return {Reason::WrongSct, log.url};
        if (log.valid.contains(QDateTime::fromMSecsSinceEpoch(qint64(SCT_get_timestamp(sct)), Qt::UTC)))
            return {};
        last = Fault(Reason::LogKeyPeriod, log.url);
    }
    return last;
}

} // namespace

Fault checkSct(const Certificate &certificate, const Certificate &issuer, const QList<LogKey> &logs)
{
    PublicKey key;
    if (Fault fault = issuer.publicKey(key))
        return fault;
    int critical = -1;
    const std::unique_ptr<STACK_OF(SCT), decltype(&SCT_LIST_free)> list(
        static_cast<STACK_OF(SCT) *>(X509_get_ext_d2i(certificate.get(), NID_ct_precert_scts, &critical, nullptr)),
        SCT_LIST_free);
    ERR_clear_error();
    if (!list)
        return critical == -1 ? Fault(Reason::MissingSct) : Fault(Reason::WrongSct, u"malformed"_s);
    if (sk_SCT_num(list.get()) == 0)
        return Reason::MissingSct;
    if (sk_SCT_num(list.get()) > kMostScts)
        return {Reason::TooMany, u"SCTs"_s};
    const QByteArray bare = bareCertificate(certificate);
    const QByteArray issuerKey = QCryptographicHash::hash(key.der(), QCryptographicHash::Sha256);
    Fault last;
    for (int i = 0; i < sk_SCT_num(list.get()); ++i) {
        last = checkOne(sk_SCT_value(list.get(), i), bare, issuerKey, logs);
        if (!last)
            return {};
    }
    return last;
}

} // namespace lotse::trust
