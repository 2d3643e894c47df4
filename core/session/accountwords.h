// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"
#include "session/account.h"
#include "session/identity.h"

namespace lotse {

/// "password", "CLI secret": how an account signs in, in words for people.
Message signInText(SignIn signIn);
/// "keychain", "not stored": where its secret is.
Message secretPlaceText(SecretPlace place);
/// "Harbor", "OCI registry, no repository list": what answers at its address.
Message registryKindText(RegistryKind kind);
/// "user", "robot account": as whom the registry knows us.
Message identityKindText(IdentityKind kind);

} // namespace lotse
