// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "oci/digest.h"
#include "trust/certificateidentity.h"
#include "trust/reason.h"

#include <QJsonObject>

namespace lotse::trust {

/// What may be said of a signature, or of an artifact by its signatures. The order is from bad to good only within
/// what was looked at; exitCode() has the order in which several are summed up.
namespace States {
Q_NAMESPACE
enum class State {
    None, ///< nothing is attached
    Claimed, ///< something is attached, and could not be verified
    Limit, ///< a limit was passed, so that nothing was verified
    Invalid, ///< it was verified, and is wrong
    Valid, ///< the signature fits these bytes and this key
    Trusted, ///< and the policy names the key or identity
};
Q_ENUM_NS(State)
} // namespace States
using States::State;

/// "trusted", "valid", "invalid", "claimed", "limit", "none": for JSON and filters.
QString stateWord(State state);
/// "valid, not trusted": for people.
Message stateText(State state);

/// One step of a verification.
struct Step {
    enum class Outcome { Passed, Failed, NotChecked, Noted };

    Message name; ///< "signature"
    QByteArray input; ///< "sha256:…" of the bytes that were looked at; empty where there are none
    Outcome outcome = Outcome::Passed;
    Reason reason = Reason::None;
    QString detail; ///< untrusted plain text

    QJsonObject toJson() const;
};

/// Who is behind a signature, as far as it was proved.
struct Signer {
    enum class Kind { None, Key, Certificate, Identity };

    Kind kind = Kind::None;
    QString id; ///< "sha256:<hex>" of the key's SubjectPublicKeyInfo; of an identity, over its issuer and names
    QString name; ///< the name of the key in the policy, the subject of the certificate, or the names of the identity
    QString algorithm; ///< "ECDSA P-256"
    QDateTime notAfter; ///< of the certificate; an identity was proved for its own time, and does not end
    CertificateIdentity identity = {};
    QString root = {}; ///< the trusted root that vouches for the identity
};

/// "key", "certificate", "identity"; empty for None.
QString signerWord(Signer::Kind kind);

/// One signature or attestation that is attached to an artifact.
struct SignatureVerdict {
    enum class Form { Unknown, CosignSimple, DsseAttestation, SigstoreBundle, NotationJws, NotationCose };

    Form form = Form::Unknown;
    bool isAttestation = false; ///< a statement, which is no signature
    QString predicateType; ///< of a statement
    oci::Digest manifest; ///< what is attached
    oci::Digest content; ///< the blob with the signature or the envelope
    QStringList foundBy; ///< "referrers API", "tag sha256-….sig", "Harbor"
    State state = State::Claimed; ///< never None
    Reason reason = Reason::None; ///< why it is no more than that
    QString detail;
    Signer signer;
    QList<QString> grants; ///< what trusts it, as the policy names it: "key:release", "notation:lab"
    QMap<QString, QString> annotations; ///< signed along
    QString signedAs; ///< the reference that was signed, where one is told
    QByteArray statement; ///< the JSON of a statement
    QDateTime expires;
    QDateTime provedUntil; ///< when a revocation list ends that it was looked for in
    bool isLogged = false; ///< an entry in a transparency log was verified
    QDateTime signedAt; ///< the earliest time that a log or an authority vouches for
    QList<Step> steps;

    bool isValid() const { return state == State::Valid || state == State::Trusted; }
    void pass(const char *name, const QByteArray &input = {}, const QString &what = {});
    /// Ends the verification: Claimed or Limit where the reason says that something is missing, else Invalid.
    void fail(const char *name, const Fault &fault, const QByteArray &input = {});
    void skip(const char *name, Reason why = Reason::NotChecked, const QString &what = {});
    void note(const char *name, Reason why, const QString &what = {});
    QJsonObject toJson() const;
};

QString formWord(SignatureVerdict::Form form);
Message formText(SignatureVerdict::Form form);

/// The artifact, by all that is attached to it.
struct ArtifactVerdict {
    oci::Digest digest; ///< computed over the received manifest
    QString reference; ///< as it was asked for
    State state = State::None;
    Reason reason = Reason::None;
    QString detail;
    QString rule; ///< the scope of the rule that was applied; empty where there is none
    QList<SignatureVerdict> signatures; ///< attestations, too
    QList<Error> failures; ///< what could not be read: there may be more signatures
    QDateTime checkedAt;

    /// Signatures (no attestations) in this state.
    qsizetype count(State which) const;
    QJsonObject toJson() const;
};

/// Of lotse-cli verify: trusted 0, valid but not trusted 13, invalid 14, none 15, claimed, limit and incomplete 7.
int exitCode(const ArtifactVerdict &verdict);
/// The one of two exit codes that counts for several artifacts: invalid, incomplete, none, not trusted, trusted.
int worse(int left, int right);

} // namespace lotse::trust
