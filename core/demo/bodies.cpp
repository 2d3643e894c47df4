// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/bodies.h"

namespace lotse::demo {

// From the API description: operation, parameter, type, members with their types (s string, i integer, n number,
// b boolean, a array, o object; "!" is required). "*" takes any member.
const QList<Body> &bodies()
{
    static const QList<Body> table{
        {"POST /ldap/ping", "ldapconf", "LdapConf", false,
            "ldap_url:s ldap_search_dn:s ldap_search_password:s ldap_base_dn:s ldap_filter:s ldap_uid:s "
            "ldap_scope:i ldap_connection_timeout:i ldap_verify_cert:b"},
        {"POST /ldap/users/import", "uid_list", "LdapImportUsers", true, "ldap_uid_list:a"},
        {"PUT /configurations", "configurations", "Configurations", true,
            "auth_mode:s primary_auth_mode:b ldap_base_dn:s ldap_filter:s ldap_group_base_dn:s "
            "ldap_group_admin_dn:s ldap_group_attribute_name:s ldap_group_search_filter:s "
            "ldap_group_search_scope:i ldap_group_attach_parallel:b ldap_scope:i ldap_search_dn:s "
            "ldap_search_password:s ldap_timeout:i ldap_uid:s ldap_url:s ldap_verify_cert:b "
            "ldap_group_membership_attribute:s project_creation_restriction:s read_only:b "
            "self_registration:b token_expiration:i uaa_client_id:s uaa_client_secret:s uaa_endpoint:s "
            "uaa_verify_cert:b http_authproxy_endpoint:s http_authproxy_tokenreview_endpoint:s "
            "http_authproxy_admin_groups:s http_authproxy_admin_usernames:s http_authproxy_verify_cert:b "
            "http_authproxy_skip_search:b http_authproxy_server_certificate:s oidc_name:s oidc_endpoint:s "
            "oidc_client_id:s oidc_client_secret:s oidc_groups_claim:s oidc_admin_group:s "
            "oidc_group_filter:s oidc_scope:s oidc_user_claim:s oidc_verify_cert:b oidc_auto_onboard:b "
            "oidc_extra_redirect_parms:s oidc_logout:b robot_token_duration:i robot_name_prefix:s "
            "notification_enable:b quota_per_project_enable:b storage_per_project:i "
            "audit_log_forward_endpoint:s skip_audit_log_database:b session_timeout:i "
            "scanner_skip_update_pulltime:b banner_message:s disabled_audit_log_event_types:s"},
        {"POST /projects", "project", "ProjectReq", true,
            "project_name:s public:b metadata:o cve_allowlist:o storage_limit:i registry_id:i"},
        {"PUT /projects/{project}", "project", "ProjectReq", true,
            "project_name:s public:b metadata:o cve_allowlist:o storage_limit:i registry_id:i"},
        {"POST /projects/{project}/members", "project_member", "ProjectMember", false,
            "role_id:i member_user:o member_group:o"},
        {"PUT /projects/{project}/members/{mid}", "role", "RoleRequest", false, "role_id:i"},
        {"POST /projects/{project}/metadatas", "metadata", "addProjectMetadatasBody", false, "*"},
        {"PUT /projects/{project}/metadatas/{meta_name}", "metadata", "updateProjectMetadataBody", false, "*"},
        {"PUT /projects/{project}/repositories/{repository}", "repository", "Repository", true,
            "id:i project_id:i name:s description:s artifact_count:i pull_count:i creation_time:s "
            "update_time:s"},
        {"POST /projects/{project}/repositories/{repository}/artifacts/{reference}/scan", "scanType", "ScanType", false,
            "scan_type:s"},
        {"POST /projects/{project}/repositories/{repository}/artifacts/{reference}/scan/stop", "scanType", "ScanType",
            true, "scan_type:s"},
        {"POST /projects/{project}/repositories/{repository}/artifacts/{reference}/tags", "tag", "NewTag", true,
            "name:s!"},
        {"POST /projects/{project}/repositories/{repository}/artifacts/{reference}/labels", "label", "Label", true,
            "id:i name:s description:s color:s scope:s project_id:i creation_time:s update_time:s"},
        {"PUT /projects/{project}/scanner", "payload", "ProjectScanner", true, "uuid:s!"},
        {"POST /p2p/preheat/instances/ping", "instance", "Instance", true,
            "id:i name:s description:s vendor:s endpoint:s auth_mode:s auth_info:o status:s enabled:b "
            "default:b insecure:b setup_timestamp:i"},
        {"POST /p2p/preheat/instances", "instance", "Instance", true,
            "id:i name:s description:s vendor:s endpoint:s auth_mode:s auth_info:o status:s enabled:b "
            "default:b insecure:b setup_timestamp:i"},
        {"PUT /p2p/preheat/instances/{instance}", "instance", "Instance", true,
            "id:i name:s description:s vendor:s endpoint:s auth_mode:s auth_info:o status:s enabled:b "
            "default:b insecure:b setup_timestamp:i"},
        {"POST /projects/{project}/preheat/policies", "policy", "PreheatPolicy", true,
            "id:i name:s description:s project_id:i provider_id:i provider_name:s filters:s trigger:s "
            "enabled:b extra_attrs:s creation_time:s update_time:s"},
        {"PUT /projects/{project}/preheat/policies/{policy}", "policy", "PreheatPolicy", true,
            "id:i name:s description:s project_id:i provider_id:i provider_name:s filters:s trigger:s "
            "enabled:b extra_attrs:s creation_time:s update_time:s"},
        {"POST /projects/{project}/preheat/policies/{policy}", "policy", "PreheatPolicy", true,
            "id:i name:s description:s project_id:i provider_id:i provider_name:s filters:s trigger:s "
            "enabled:b extra_attrs:s creation_time:s update_time:s"},
        {"PATCH /projects/{project}/preheat/policies/{policy}/executions/{execution_id}", "execution", "Execution",
            true,
            "id:i vendor_type:s vendor_id:i status:s status_message:s metrics:o trigger:s extra_attrs:o "
            "start_time:s end_time:s"},
        {"POST /projects/{project}/immutabletagrules", "ImmutableRule", "ImmutableRule", true,
            "id:i priority:i disabled:b action:s template:s params:o tag_selectors:a scope_selectors:o"},
        {"PUT /projects/{project}/immutabletagrules/{immutable_rule_id}", "ImmutableRule", "ImmutableRule", true,
            "id:i priority:i disabled:b action:s template:s params:o tag_selectors:a scope_selectors:o"},
        {"POST /projects/{project}/webhook/policies", "policy", "WebhookPolicy", true,
            "id:i name:s description:s project_id:i targets:a event_types:a creator:s creation_time:s "
            "update_time:s enabled:b"},
        {"PUT /projects/{project}/webhook/policies/{webhook_policy_id}", "policy", "WebhookPolicy", true,
            "id:i name:s description:s project_id:i targets:a event_types:a creator:s creation_time:s "
            "update_time:s enabled:b"},
        {"POST /usergroups", "usergroup", "UserGroup", false, "id:i group_name:s group_type:i ldap_group_dn:s"},
        {"PUT /usergroups/{group_id}", "usergroup", "UserGroup", false,
            "id:i group_name:s group_type:i ldap_group_dn:s"},
        {"POST /robots", "robot", "RobotCreate", true,
            "name:s description:s secret:s level:s disable:b duration:i permissions:a"},
        {"PUT /quotas/{id}", "hard", "QuotaUpdateReq", true, "hard:o"},
        {"PUT /robots/{robot_id}", "robot", "Robot", true,
            "id:i name:s description:s secret:s level:s duration:i editable:b disable:b expires_at:i "
            "permissions:a creator_type:s creator_ref:i creation_time:s update_time:s"},
        {"PATCH /robots/{robot_id}", "robotSec", "RobotSec", true, "secret:s"},
        {"POST /replication/policies", "policy", "ReplicationPolicy", true,
            "id:i name:s description:s src_registry:o dest_registry:o dest_namespace:s "
            "dest_namespace_replace_count:i trigger:o filters:a replicate_deletion:b deletion:b "
            "override:b enabled:b creation_time:s update_time:s speed:i copy_by_chunk:b "
            "single_active_replication:b"},
        {"PUT /replication/policies/{id}", "policy", "ReplicationPolicy", true,
            "id:i name:s description:s src_registry:o dest_registry:o dest_namespace:s "
            "dest_namespace_replace_count:i trigger:o filters:a replicate_deletion:b deletion:b "
            "override:b enabled:b creation_time:s update_time:s speed:i copy_by_chunk:b "
            "single_active_replication:b"},
        {"POST /replication/executions", "execution", "StartReplicationExecution", true, "policy_id:i"},
        {"POST /registries", "registry", "Registry", true,
            "id:i url:s name:s credential:o type:s insecure:b ca_certificate:s description:s status:s "
            "creation_time:s update_time:s"},
        {"POST /registries/ping", "registry", "RegistryPing", true,
            "id:i type:s url:s credential_type:s access_key:s access_secret:s insecure:b ca_certificate:s"},
        {"PUT /registries/{id}", "registry", "RegistryUpdate", true,
            "name:s description:s url:s credential_type:s access_key:s access_secret:s insecure:b "
            "ca_certificate:s"},
        {"POST /system/oidc/ping", "endpoint", "pingOIDCBody", true, "url:s verify_cert:b"},
        {"POST /system/gc/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"PUT /system/gc/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"POST /system/purgeaudit/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"PUT /system/purgeaudit/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"PUT /system/CVEAllowlist", "allowlist", "CVEAllowlist", false,
            "id:i project_id:i expires_at:i items:a creation_time:s update_time:s"},
        {"PUT /system/scanAll/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"POST /system/scanAll/schedule", "schedule", "Schedule", true,
            "id:i status:s creation_time:s update_time:s schedule:o parameters:o"},
        {"PUT /jobservice/queues/{job_type}", "action_request", "ActionRequest", true, "action:s"},
        {"POST /retentions", "policy", "RetentionPolicy", true, "id:i algorithm:s rules:a trigger:o scope:o"},
        {"PUT /retentions/{id}", "policy", "RetentionPolicy", true, "id:i algorithm:s rules:a trigger:o scope:o"},
        {"POST /retentions/{id}/executions", "body", "triggerRetentionExecutionBody", true, "dry_run:b"},
        {"PATCH /retentions/{id}/executions/{eid}", "body", "operateRetentionExecutionBody", true, "action:s"},
        {"POST /scanners", "registration", "ScannerRegistrationReq", true,
            "name:s! description:s url:s! auth:s access_credential:s skip_certVerify:b "
            "use_internal_addr:b disabled:b"},
        {"POST /scanners/ping", "settings", "ScannerRegistrationSettings", true,
            "name:s! url:s! auth:s access_credential:s"},
        {"PUT /scanners/{registration_id}", "registration", "ScannerRegistrationReq", true,
            "name:s! description:s url:s! auth:s access_credential:s skip_certVerify:b "
            "use_internal_addr:b disabled:b"},
        {"PATCH /scanners/{registration_id}", "payload", "IsDefault", true, "is_default:b"},
        {"POST /users", "userReq", "UserCreationReq", true, "email:s realname:s comment:s password:s username:s"},
        {"PUT /users/{user_id}", "profile", "UserProfile", true, "email:s realname:s comment:s"},
        {"PUT /users/{user_id}/sysadmin", "sysadmin_flag", "UserSysAdminFlag", true, "sysadmin_flag:b"},
        {"PUT /users/{user_id}/password", "password", "PasswordReq", true, "old_password:s new_password:s"},
        {"PUT /users/{user_id}/cli_secret", "secret", "OIDCCliSecretReq", true, "secret:s"},
        {"POST /labels", "label", "Label", true,
            "id:i name:s description:s color:s scope:s project_id:i creation_time:s update_time:s"},
        {"PUT /labels/{label_id}", "label", "Label", true,
            "id:i name:s description:s color:s scope:s project_id:i creation_time:s update_time:s"},
        {"POST /export/cve", "criteria", "ScanDataExportRequest", true,
            "job_name:s projects:a labels:a repositories:s cveIds:s tags:s"},
    };
    return table;
}

} // namespace lotse::demo
