// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/certificate.h"

namespace lotse::trust {

/// What an OCSP responder (RFC 6960) is asked about one certificate.
struct OcspQuestion {
    QByteArray certificate; ///< fingerprint of the one that is asked about
    QString address; ///< as the certificate names it
    QByteArray nonce;
    QByteArray der; ///< application/ocsp-request
};

/// What came back.
struct OcspAnswer {
    QByteArray certificate; ///< fingerprint of the one that was asked about
    QString address;
    QByteArray nonce; ///< that was sent
    QByteArray der; ///< application/ocsp-response; empty where none came
    QString failure; ///< why none came
};

/// Whether this can be a responder's address: http or https, with a host.
bool isResponderAddress(const QString &address);
/// The addresses of OCSP responders that a certificate names, in their order.
QStringList ocspAddresses(const Certificate &certificate);
/// One question for each certificate of a chain (the signer first) that names one of these addresses; the last one is
/// nobody's. Each has a nonce of its own.
QList<OcspQuestion> ocspQuestions(const QList<Certificate> &chain, const QStringList &allowed);

/// What an answer proves.
struct OcspProof {
    QDateTime thisUpdate, nextUpdate; ///< the second is not valid where the answer says none
};
/// None where the certificate is good. Revoked; OcspUnreachable; OcspUnknown (the responder does not know it);
/// BrokenOcsp (malformed, refused, about another certificate, another nonce, not signed by the issuer or by a responder
/// that it named); OcspEnded (not in its time). `signedAt`: when a signature was made, where that is proved.
Fault checkOcsp(const OcspAnswer &answer, const Certificate &one, const Certificate &issuer, const QDateTime &signedAt,
    const QDateTime &now, OcspProof &out);

} // namespace lotse::trust
