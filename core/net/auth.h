// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"

#include <QString>

namespace lotse {

/// Who one is at a registry. The kind says how it is shown to the server; the secret never leaves the transport.
struct Credentials {
    enum class Kind {
        None, ///< anonymous
        HarborSession, ///< a person's password at Harbor: a session for the API, tokens for /v2/
        Basic, ///< a robot of Harbor, or a user of a registry with Basic
        Bearer, ///< tokens of the Distribution API, got with Basic at the realm
        IdToken, ///< an OpenID Connect token, sent as it is to Harbor's API
    };
    Kind kind = Kind::None;
    QString user;
    SecureBytes secret;

    bool operator==(const Credentials &) const = default;
};

} // namespace lotse
