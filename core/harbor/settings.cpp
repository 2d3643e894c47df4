// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/settings.h"

#include "base/secretnames.h"

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
    {"auth_mode", signIn, LOTSE_MSG("Authentication mode; can be changed only while no users besides admin exist.")},
    {"primary_auth_mode", signIn, LOTSE_MSG("Use the sign-in service as the primary sign-in.")},
    {"self_registration", signIn, LOTSE_MSG("Allow self-registration.")},
    {"session_timeout", signIn, LOTSE_MSG("Session timeout of the portal in minutes.")},
    {"token_expiration", signIn, LOTSE_MSG("Lifetime of pull and push tokens in minutes.")},
    {"ldap_url", ldap, LOTSE_MSG("LDAP URL.")},
    {"ldap_search_dn", ldap, LOTSE_MSG("LDAP search DN.")},
    {"ldap_search_password", ldap, LOTSE_MSG("LDAP search password."), true},
    {"ldap_base_dn", ldap, LOTSE_MSG("LDAP base DN for users.")},
    {"ldap_filter", ldap, LOTSE_MSG("LDAP filter for users.")},
    {"ldap_uid", ldap, LOTSE_MSG("User name attribute (LDAP UID).")},
    {"ldap_scope", ldap, LOTSE_MSG("LDAP scope for users: 0 base, 1 one level, 2 subtree.")},
    {"ldap_timeout", ldap, LOTSE_MSG("LDAP timeout in seconds.")},
    {"ldap_verify_cert", ldap, LOTSE_MSG("Verify the certificate of the LDAP server.")},
    {"ldap_group_base_dn", ldap, LOTSE_MSG("LDAP base DN for groups.")},
    {"ldap_group_search_filter", ldap, LOTSE_MSG("LDAP filter for groups.")},
    {"ldap_group_search_scope", ldap, LOTSE_MSG("LDAP scope for groups: 0 base, 1 one level, 2 subtree.")},
    {"ldap_group_attribute_name", ldap, LOTSE_MSG("Group name attribute (LDAP group GID).")},
    {"ldap_group_membership_attribute", ldap, LOTSE_MSG("LDAP group membership attribute.")},
    {"ldap_group_admin_dn", ldap, LOTSE_MSG("LDAP group of system administrators.")},
    {"ldap_group_attach_parallel", ldap, LOTSE_MSG("Search the groups of a user in parallel.")},
    {"oidc_name", oidc, LOTSE_MSG("OIDC provider name on the sign-in page.")},
    {"oidc_endpoint", oidc, LOTSE_MSG("OIDC endpoint.")},
    {"oidc_client_id", oidc, LOTSE_MSG("OIDC client ID.")},
    {"oidc_client_secret", oidc, LOTSE_MSG("OIDC client secret."), true},
    {"oidc_scope", oidc, LOTSE_MSG("OIDC scope.")},
    {"oidc_user_claim", oidc, LOTSE_MSG("OIDC user name claim.")},
    {"oidc_groups_claim", oidc, LOTSE_MSG("OIDC group claim.")},
    {"oidc_admin_group", oidc, LOTSE_MSG("LDAP group of system administrators.")},
    {"oidc_group_filter", oidc, LOTSE_MSG("OIDC group filter (regular expression).")},
    {"oidc_verify_cert", oidc, LOTSE_MSG("Verify the certificate of the OIDC provider.")},
    {"oidc_auto_onboard", oidc, LOTSE_MSG("Automatic onboarding: create users at first sign-in.")},
    {"oidc_extra_redirect_parms", oidc, LOTSE_MSG("Extra redirect parameters for the OIDC provider.")},
    {"oidc_logout", oidc, LOTSE_MSG("Sign out of the OIDC session on sign-out.")},
    {"uaa_endpoint", uaa, LOTSE_MSG("UAA endpoint.")},
    {"uaa_client_id", uaa, LOTSE_MSG("OIDC client ID.")},
    {"uaa_client_secret", uaa, LOTSE_MSG("OIDC client secret."), true},
    {"uaa_verify_cert", uaa, LOTSE_MSG("Verify the UAA certificate.")},
    {"http_authproxy_endpoint", proxy, LOTSE_MSG("Endpoint of the authentication proxy.")},
    {"http_authproxy_tokenreview_endpoint", proxy, LOTSE_MSG("Token review endpoint.")},
    {"http_authproxy_admin_groups", proxy, LOTSE_MSG("Groups of system administrators.")},
    {"http_authproxy_admin_usernames", proxy, LOTSE_MSG("System administrators.")},
    {"http_authproxy_verify_cert", proxy, LOTSE_MSG("Verify the certificate of the proxy.")},
    {"http_authproxy_skip_search", proxy, LOTSE_MSG("Skip the user search.")},
    {"http_authproxy_server_certificate", proxy, LOTSE_MSG("Certificate of the proxy.")},
    {"project_creation_restriction", general, LOTSE_MSG("Project creation: everyone or adminonly.")},
    {"read_only", general, LOTSE_MSG("Read-only mode: no pushes or deletions.")},
    {"notification_enable", general, LOTSE_MSG("Webhooks enabled.")},
    {"banner_message", general, LOTSE_MSG("Banner message of the portal.")},
    {"robot_token_duration", robots, LOTSE_MSG("Default expiration of robot accounts in days.")},
    {"robot_name_prefix", robots, LOTSE_MSG("Robot account name prefix.")},
    {"quota_per_project_enable", quota, LOTSE_MSG("Project quotas enabled.")},
    {"storage_per_project", quota, LOTSE_MSG("Default quota of new projects in bytes; -1: unlimited.")},
    {"audit_log_forward_endpoint", audit, LOTSE_MSG("Syslog endpoint for audit log forwarding.")},
    {"skip_audit_log_database", audit, LOTSE_MSG("Skip the audit log database.")},
    {"disabled_audit_log_event_types", audit, LOTSE_MSG("Events excluded from the audit log.")},
    {"scanner_skip_update_pulltime", scanning, LOTSE_MSG("Do not update the pull time on scans.")},
    {"scan_all_policy", scanning, LOTSE_MSG("Schedule of \"scan all\".")},
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
    return isSecretName(key);
}

} // namespace lotse::harbor
