// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/trustmarks.h"

#include <iterator>

namespace lotse::findings {

QString signStateWord(SignState state)
{
    static constexpr const char *words[kSignStateCount] = {
        "unverified", "none", "claimed", "invalid", "valid", "trusted"};
    return QString::fromLatin1(words[int(state)]);
}

bool isPredicateName(QByteArrayView name, QByteArrayView predicateType)
{
    struct Known {
        const char *name;
        const char *start;
    };
    static constexpr Known known[] = {{"slsa", "https://slsa.dev/provenance"}, {"spdx", "https://spdx.dev/Document"},
        {"cyclonedx", "https://cyclonedx.org/"}, {"openvex", "https://openvex.dev/ns"},
        {"vuln", "https://cosign.sigstore.dev/attestation/vuln"}};
    for (const Known &one : known) {
        if (name.compare(QByteArrayView(one.name), Qt::CaseInsensitive) == 0)
            return predicateType.startsWith(one.start);
    }
    return false;
}

} // namespace lotse::findings
