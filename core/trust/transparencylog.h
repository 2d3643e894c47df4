// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"
#include "trust/strictjson.h"

namespace lotse::trust {

/// An entry of a transparency log (Rekor) as it came along with a signature. Nothing of it is verified by reading it.
struct LogEntry {
    qint64 index = 0; ///< over all trees of the log: what its promise is about
    QByteArray logId;
    QByteArray kind; ///< "hashedrekord"; empty where only the body says so
    QByteArray version;
    qint64 integratedTime = 0; ///< seconds since 1970; believed by a promise alone
    QByteArray promise; ///< the signed entry timestamp (SET); empty where there is none
    QByteArray body; ///< canonical JSON
    bool hasProof = false;
    qint64 treeIndex = 0; ///< in its tree
    qint64 treeSize = 0;
    QByteArray rootHash;
    QList<QByteArray> hashes;
    QByteArray checkpoint; ///< a signed note

    bool isVersion2() const { return version == "0.0.2" && kind != "intoto"; }
};

/// An entry of a bundle, as protobuf writes it.
Fault readLogEntry(QByteArrayView json, LogEntry &out);
/// The annotation "dev.sigstore.cosign/bundle" of a legacy signature.
Fault readLegacyLogEntry(QByteArrayView json, LogEntry &out);

/// What the log has to have an entry of.
struct LoggedSignature {
    QByteArray message; ///< the bytes that the signature is over
    QByteArray signature; ///< raw
    QByteArray payload; ///< of a DSSE envelope, whose message is its encoding; empty otherwise
    QByteArray envelope; ///< the envelope as it was stored; empty where that is not known
    QByteArray certificate; ///< DER; empty where a key signed
    QByteArray publicKey; ///< SubjectPublicKeyInfo in DER
};

/// The entry is about this signature by this signer: OtherLogEntry where it is not, UnsupportedLogEntry where its kind
/// is none of hashedrekord 0.0.1 and 0.0.2, dsse 0.0.1, intoto 0.0.1 and 0.0.2.
Fault checkLogBody(const LogEntry &entry, const LoggedSignature &signature);

/// The key that an entry names as the signer; null where it names a certificate, or none that can be read.
PublicKey signerKey(const LogEntry &entry);

/// The promise is the log's, and about this entry.
Fault checkPromise(const LogEntry &entry, const LogKey &log);
/// The entry is in the tree (RFC 9162, 2.1.3.2) that the checkpoint is about, and the checkpoint is signed by the log.
Fault checkInclusion(const LogEntry &entry, const LogKey &log);

} // namespace lotse::trust
