// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/listedartifact.h"

#include "trust/trustwalk.h"

namespace lotse::trust {

using namespace Qt::StringLiterals;

QStringList signatureDigests(const harbor::Artifact &artifact)
{
    QStringList out;
    for (const harbor::Accessory &accessory : artifact.accessories) {
        if (mayHoldSignature(accessory.type))
            out.append(accessory.digest);
    }
    return out;
}

QStringList imageDigests(const harbor::Artifact &artifact)
{
    QStringList out;
    for (const harbor::Reference &child : artifact.references) {
        if (child.platform.os != "unknown"_L1)
            out.append(child.childDigest);
    }
    return out;
}

} // namespace lotse::trust
