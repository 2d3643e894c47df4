// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/trustedroot.h"

struct pkcs7_st;
struct TS_tst_info_st;

namespace lotse::trust {

/// An RFC 3161 time stamp token, read and not verified. A cheap copy.
class TimestampToken {
public:
    enum class Form { Token, Response };

    /// DER to its last byte; of a response, which has to have granted it. BrokenTimestamp, TooLarge.
    static Fault fromDer(const QByteArray &der, Form form, TimestampToken &out);

    QDateTime time() const; ///< as the authority says, UTC, to the millisecond
    /// Milliseconds that the time may be off; -1 where the token does not say.
    qint64 accuracy() const;
    QString policy() const; ///< dotted OID
    QByteArray nonce() const; ///< the number as bytes; empty where there is none
    QByteArray imprint() const; ///< the digest that was stamped
    QByteArray der() const; ///< the token alone
    QList<Certificate> certificates() const; ///< that came along
    /// The imprint is the SHA-256, SHA-384 or SHA-512 of these bytes: OtherTimestamp, UnsupportedHash.
    Fault checkImprint(const QByteArray &bytes) const;

    struct Signer {
        Certificate certificate;
        qsizetype authority = -1; ///< of the authorities that were given
    };
    /// Who made it: its certificate is for time stamps alone, is named by the token, and hangs on one of the
    /// authorities, all at the time of the token. An authority that names its own certificate first means that one.
    Fault checkSigner(const QList<RootAuthority> &authorities, Signer &out) const;

private:
    std::shared_ptr<pkcs7_st> m_token;
    std::shared_ptr<TS_tst_info_st> m_info;
};

} // namespace lotse::trust
