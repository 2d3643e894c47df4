// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "makers.h"

#include "trust/trustedroot.h"

#include <QJsonObject>

#include <functional>

namespace lotse::trust::test {

inline QDateTime utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    return {QDate(year, month, day), QTime(hour, minute, second), Qt::UTC};
}

/// How a certificate of the small sigstore is made. Defaults: one of a CI workflow, as Fulcio makes it.
struct LeafShape {
    QByteArray san = "critical,URI:https://github.com/org/app/.github/workflows/release.yml@refs/heads/main";
    QByteArray issuer = "https://token.actions.githubusercontent.com"; ///< extension .8; empty: none
    QByteArray oldIssuer = "https://token.actions.githubusercontent.com"; ///< extension .1; empty: none
    bool isIssuerUtf8 = true; ///< else the value of .8 is no UTF8String
    QByteArray usage = "critical,digitalSignature";
    QByteArray extended = "codeSigning";
    QByteArray basic; ///< empty: none
    QByteArray more; ///< "1.2.3.4=critical,ASN1:NULL"
    QDateTime notBefore = utc(2026, 6, 1, 12, 0);
    QDateTime notAfter = utc(2026, 6, 1, 12, 10);
    bool isForged = false; ///< under the name of the authority, with another key
    // The promise of the certificate transparency log
    bool hasSct = true;
    bool isSctForged = false; ///< by another log
    bool isSctWrong = false; ///< over something else
    QDateTime sctTime = utc(2026, 6, 1, 12, 0);
    QByteArray sctExtensions;
};

/// How a time stamp is made.
struct StampShape {
    QDateTime time = utc(2026, 6, 1, 12, 2);
    QByteArray extended = "critical,timeStamping"; ///< of the authority's certificate
    const char *digest = "SHA256"; ///< of the imprint
    int accuracy = -1; ///< seconds
    bool isOfStranger = false; ///< by an authority that the root does not name
    bool hasSigningCertificate = true;
    bool hasCertificate = true; ///< embedded
    bool isOverOther = false;
    bool isPayload = false; ///< over the payload instead of the signature
    bool hasSecondSigner = false;
    bool isRefused = false;
    QByteArray nonce;
    QDateTime notBefore = utc(2026, 1, 1), notAfter = utc(2030, 1, 1); ///< of the authority's certificate
    std::function<void(QByteArray &)> change; ///< of the DER
};

/// How a bundle is made: a certificate, an entry of the log, time stamps; and what is changed before and after signing.
struct BundleShape {
    enum class Content { Envelope, Message };
    Content content = Content::Envelope;
    QByteArray mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    LeafShape leaf;
    bool hasEntry = true;
    int logVersion = 1;
    bool hasPromise = true, hasProof = true;
    bool isLogStranger = false; ///< the entry is of a log that the root does not name
    QDateTime integrated = utc(2026, 6, 1, 12, 1);
    QByteArray kind; ///< "intoto"; empty: what the content takes
    bool isKey = false; ///< a key signs, and no certificate is there
    std::function<void(QJsonObject &)> body; ///< before it is logged
    std::function<void(QByteArray &)> checkpoint; ///< its text, before it is signed
    std::function<void(QByteArray &)> note; ///< the checkpoint, after it was signed
    std::function<void(QJsonObject &)> entry; ///< after all of it was signed
    std::function<void(QJsonObject &)> material;
    QList<StampShape> stamps;
};

/// How the trusted root is written.
struct RootShape {
    bool hasSctLog = true, hasAuthority = true, hasStamps = true, hasLog = true;
    QByteArray logEnd, sctLogEnd, stampEnd, authorityEnd; ///< RFC 3339; empty: none
    bool isOtherAuthority = false; ///< names one of the same name with another key
    std::function<void(QJsonObject &)> change;
};

/**
 * A sigstore that fits in a test: an authority with an intermediate one, a certificate transparency log, logs of the
 * kind of Rekor 1 and 2 with a tree of seven leaves, a time stamp authority. Its keys live as long as it.
 */
class SmallSigstore {
public:
    SmallSigstore();

    QByteArray rootText(const RootShape &shape = {}) const;
    TrustedRoot root(const RootShape &shape = {}) const;
    QByteArray leaf(const LeafShape &shape) const; ///< DER
    /// A bundle over `payload` (the statement, or the artifact's own bytes).
    QByteArray bundle(const BundleShape &shape, const QByteArray &payload) const;
    /// The annotations of a legacy signature over `payload`.
    QMap<QString, QString> annotations(const BundleShape &shape, const QByteArray &payload) const;
    QByteArray stamp(const StampShape &shape, const QByteArray &signature, const QByteArray &payload) const;
    const TestKey &signer() const { return m_signer; }
    const QByteArray &stampRoot() const { return m_stampRoot; } ///< DER

private:
    QJsonObject logEntry(const BundleShape &shape, const QByteArray &body) const;
    QByteArray logBody(const BundleShape &shape, const QByteArray &message, const QByteArray &payload,
        const QByteArray &signature, const QByteArray &certificate) const;

    TestKey m_rootKey{"P-384"}, m_issuerKey{"P-384"};
    TestKey m_sctKey{"P-256"}, m_logKey{"P-256"}, m_log2Key{"ED25519"}, m_strangerKey{"P-256"};
    TestKey m_stampRootKey{"P-256"}, m_stampKey{"P-256"}, m_signer{"P-256"};
    QByteArray m_root, m_issuer, m_stampRoot, m_strangerRoot;
};

} // namespace lotse::trust::test
