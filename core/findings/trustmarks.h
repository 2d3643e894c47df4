// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

namespace lotse::findings {

/// What is known of an image's signatures. The words of "signed:" are in signStateWord().
enum class SignState : quint8 {
    Unverified, ///< not verified, not to be read, above a limit, or by a policy that is no longer in force
    None, ///< verified: nothing is attached that is a signature
    Claimed, ///< something is attached, and what would be needed to check it is missing
    Invalid,
    Valid,
    Trusted,
};
inline constexpr int kSignStateCount = 6;

/// "unverified", "none", "claimed", "invalid", "valid", "trusted".
QString signStateWord(SignState state);

/// What kept verdicts say of the images of a set: by registry, then by the number of the image in its segment.
struct TrustMarks {
    struct Image {
        SignState state = SignState::Unverified;
        std::vector<quint32> signers; ///< into `texts`: names and fingerprints of those who have signed validly
        std::vector<quint32> attested; ///< into `texts`: predicate types of valid attestations
        std::vector<quint32> vouched; ///< into `texts`: those of them that the policy trusts
        qint64 checked = 0; ///< seconds since 1970
        std::vector<SignState> children; ///< of an index: each of its images by itself
    };
    struct Part {
        std::vector<Image> images;
        std::vector<QByteArray> texts;
    };
    QHash<QString, Part> parts; ///< by the registry's id

    const Part *find(const QString &registryId) const
    {
        const auto part = parts.constFind(registryId);
        return part == parts.cend() ? nullptr : &*part;
    }
};

/// Whether a predicate type is what a person calls "slsa", "spdx", "cyclonedx", "openvex" or "vuln".
bool isPredicateName(QByteArrayView name, QByteArrayView predicateType);

} // namespace lotse::findings
