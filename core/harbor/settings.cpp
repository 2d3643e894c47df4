// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/settings.h"

#include <algorithm>
#include <array>

namespace lotse::harbor {

namespace {

constexpr const char *signIn = LOTSE_MSG("Sign-in");
constexpr const char *ldap = LOTSE_MSG("LDAP");
constexpr const char *oidc = LOTSE_MSG("OIDC");
constexpr const char *uaa = LOTSE_MSG("UAA");
constexpr const char *proxy = LOTSE_MSG("Authentication proxy");
constexpr const char *general = LOTSE_MSG("System");
constexpr const char *robots = LOTSE_MSG("Robot accounts");
constexpr const char *quota = LOTSE_MSG("Quotas");
constexpr const char *audit = LOTSE_MSG("Audit trail");
constexpr const char *scanning = LOTSE_MSG("Scanning");

const auto meanings = std::to_array<SettingMeaning>({
    {"auth_mode", signIn, LOTSE_MSG("Where users come from; can be changed only while there are none besides admin.")},
    {"primary_auth_mode", signIn, LOTSE_MSG("Whether the sign-in service is offered before the local sign-in.")},
    {"self_registration", signIn, LOTSE_MSG("Whether people may make accounts for themselves.")},
    {"session_timeout", signIn, LOTSE_MSG("Minutes until a session in the portal ends by itself.")},
    {"token_expiration", signIn, LOTSE_MSG("Minutes that a token for pulling and pushing is good for.")},
    {"ldap_url", ldap, LOTSE_MSG("Address of the LDAP server.")},
    {"ldap_search_dn", ldap, LOTSE_MSG("As whom Harbor searches the directory.")},
    {"ldap_search_password", ldap, LOTSE_MSG("Its password."), true},
    {"ldap_base_dn", ldap, LOTSE_MSG("Below which entry users are looked for.")},
    {"ldap_filter", ldap, LOTSE_MSG("Which entries below it are users.")},
    {"ldap_uid", ldap, LOTSE_MSG("Attribute that is the user name.")},
    {"ldap_scope", ldap, LOTSE_MSG("How deep users are looked for: 0 the entry, 1 one level, 2 all below.")},
    {"ldap_timeout", ldap, LOTSE_MSG("Seconds to wait for the LDAP server.")},
    {"ldap_verify_cert", ldap, LOTSE_MSG("Whether the certificate of the LDAP server is checked.")},
    {"ldap_group_base_dn", ldap, LOTSE_MSG("Below which entry groups are looked for.")},
    {"ldap_group_search_filter", ldap, LOTSE_MSG("Which entries below it are groups.")},
    {"ldap_group_search_scope", ldap,
        LOTSE_MSG("How deep groups are looked for: 0 the entry, 1 one level, 2 all below.")},
    {"ldap_group_attribute_name", ldap, LOTSE_MSG("Attribute that is the name of a group.")},
    {"ldap_group_membership_attribute", ldap, LOTSE_MSG("Attribute of a user that names the groups.")},
    {"ldap_group_admin_dn", ldap, LOTSE_MSG("Group whose members are system administrators.")},
    {"ldap_group_attach_parallel", ldap, LOTSE_MSG("Whether the groups of a user are read side by side.")},
    {"oidc_name", oidc, LOTSE_MSG("Name of the provider on the sign-in page.")},
    {"oidc_endpoint", oidc, LOTSE_MSG("Address of the provider.")},
    {"oidc_client_id", oidc, LOTSE_MSG("As which client Harbor is known to it.")},
    {"oidc_client_secret", oidc, LOTSE_MSG("The secret of that client."), true},
    {"oidc_scope", oidc, LOTSE_MSG("What Harbor asks the provider for.")},
    {"oidc_user_claim", oidc, LOTSE_MSG("Claim that is the user name.")},
    {"oidc_groups_claim", oidc, LOTSE_MSG("Claim that names the groups.")},
    {"oidc_admin_group", oidc, LOTSE_MSG("Group whose members are system administrators.")},
    {"oidc_group_filter", oidc, LOTSE_MSG("Which groups of the claim are taken over, as a regular expression.")},
    {"oidc_verify_cert", oidc, LOTSE_MSG("Whether the certificate of the provider is checked.")},
    {"oidc_auto_onboard", oidc,
        LOTSE_MSG("Whether users are made at the first sign-in without being asked for a name.")},
    {"oidc_extra_redirect_parms", oidc, LOTSE_MSG("More parameters for the sign-in page of the provider.")},
    {"oidc_logout", oidc, LOTSE_MSG("Whether signing out of Harbor signs out of the provider, too.")},
    {"uaa_endpoint", uaa, LOTSE_MSG("Address of the UAA.")},
    {"uaa_client_id", uaa, LOTSE_MSG("As which client Harbor is known to it.")},
    {"uaa_client_secret", uaa, LOTSE_MSG("The secret of that client."), true},
    {"uaa_verify_cert", uaa, LOTSE_MSG("Whether its certificate is checked.")},
    {"http_authproxy_endpoint", proxy, LOTSE_MSG("Address of the proxy that checks passwords.")},
    {"http_authproxy_tokenreview_endpoint", proxy, LOTSE_MSG("Address that checks tokens.")},
    {"http_authproxy_admin_groups", proxy, LOTSE_MSG("Groups whose members are system administrators.")},
    {"http_authproxy_admin_usernames", proxy, LOTSE_MSG("Users who are system administrators.")},
    {"http_authproxy_verify_cert", proxy, LOTSE_MSG("Whether the certificate of the proxy is checked.")},
    {"http_authproxy_skip_search", proxy, LOTSE_MSG("Whether users are taken without being searched for first.")},
    {"http_authproxy_server_certificate", proxy, LOTSE_MSG("Certificate that the proxy is known by.")},
    {"project_creation_restriction", general, LOTSE_MSG("Who may make projects: everyone, or adminonly.")},
    {"read_only", general, LOTSE_MSG("Whether the registry takes nothing new and deletes nothing.")},
    {"notification_enable", general, LOTSE_MSG("Whether webhooks are sent.")},
    {"banner_message", general, LOTSE_MSG("Message that everybody sees on top of the portal.")},
    {"robot_token_duration", robots, LOTSE_MSG("Days that a new robot is good for unless it says otherwise.")},
    {"robot_name_prefix", robots, LOTSE_MSG("What the names of robots begin with.")},
    {"quota_per_project_enable", quota, LOTSE_MSG("Whether projects have quotas.")},
    {"storage_per_project", quota, LOTSE_MSG("Bytes that a new project may use; -1: no limit.")},
    {"audit_log_forward_endpoint", audit, LOTSE_MSG("Syslog server that the audit trail is sent to.")},
    {"skip_audit_log_database", audit, LOTSE_MSG("Whether the audit trail is only sent, and kept nowhere here.")},
    {"disabled_audit_log_event_types", audit, LOTSE_MSG("Events that leave no trace in the audit trail.")},
    {"scanner_skip_update_pulltime", scanning,
        LOTSE_MSG("Whether a pull by the scanner counts as none for retention.")},
    {"scan_all_policy", scanning, LOTSE_MSG("When everything is scanned.")},
});

} // namespace

const SettingMeaning *settingMeaning(const QString &key)
{
    const auto found = std::find_if(
        meanings.begin(), meanings.end(), [&](const SettingMeaning &one) { return key == QLatin1String(one.key); });
    return found == meanings.end() ? nullptr : &*found;
}

bool isSecretSetting(const QString &key)
{
    if (const SettingMeaning *known = settingMeaning(key))
        return known->isSecret;
    return key.contains(QLatin1String("secret"), Qt::CaseInsensitive)
        || key.contains(QLatin1String("password"), Qt::CaseInsensitive)
        || key.endsWith(QLatin1String("token"), Qt::CaseInsensitive);
}

} // namespace lotse::harbor
