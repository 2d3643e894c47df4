// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountwords.h"

namespace lotse {

Message signInText(SignIn signIn)
{
    switch (signIn) {
    case SignIn::Anonymous:
        return {LOTSE_MSG("anonymous"), {}};
    case SignIn::Password:
        return {LOTSE_MSG("password"), {}};
    case SignIn::Robot:
        return {LOTSE_MSG("robot account"), {}};
    case SignIn::OidcCliSecret:
        return {LOTSE_MSG("CLI secret (OIDC)"), {}};
    case SignIn::IdToken:
        return {LOTSE_MSG("ID token (OIDC)"), {}};
    }
    return {};
}

Message secretPlaceText(SecretPlace place)
{
    switch (place) {
    case SecretPlace::SessionOnly:
        return {LOTSE_MSG("not stored"), {}};
    case SecretPlace::Keychain:
        return {LOTSE_MSG("keychain"), {}};
    case SecretPlace::Sealed:
        return {LOTSE_MSG("encrypted file"), {}};
    }
    return {};
}

Message registryKindText(RegistryKind kind)
{
    switch (kind) {
    case RegistryKind::Harbor:
        return {LOTSE_MSG("Harbor"), {}};
    case RegistryKind::Oci:
        return {LOTSE_MSG("OCI registry"), {}};
    case RegistryKind::OciNoCatalog:
        return {LOTSE_MSG("OCI registry, no repository list"), {}};
    case RegistryKind::Unknown:
        break;
    }
    return {LOTSE_MSG("not detected yet"), {}};
}

Message identityKindText(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::Anonymous:
        return {LOTSE_MSG("anonymous"), {}};
    case IdentityKind::Person:
        return {LOTSE_MSG("user"), {}};
    case IdentityKind::Robot:
        return {LOTSE_MSG("robot account"), {}};
    case IdentityKind::CliSecret:
        return {LOTSE_MSG("CLI secret (OIDC)"), {}};
    case IdentityKind::Unknown:
        break;
    }
    return {LOTSE_MSG("not known"), {}};
}

} // namespace lotse
