// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operationrows.h"

// What a project is created with and what of it is changed.
#define METADATA_MEMBERS                                                                                               \
    "metadata.public:s(true|false) metadata.enable_content_trust:s(true|false) "                                       \
    "metadata.enable_content_trust_cosign:s(true|false) metadata.prevent_vul:s(true|false) "                           \
    "metadata.severity:s(none|low|medium|high|critical)~lower metadata.auto_scan:s(true|false) "                       \
    "metadata.auto_sbom_generation:s(true|false) metadata.reuse_sys_cve_allowlist:s(true|false) "                      \
    "metadata.proxy_speed_kb:s metadata.max_upstream_conn:s metadata.proxy_cache_local_on_not_found:s(true|false) "

namespace lotse::harbor::operationrows {

QList<Operation> projects()
{
    return {
        {.id = "createProject",
            .verb = "POST",
            .path = "/projects",
            .body = "ProjectReq",
            .parameter = "project",
            // An allowlist in the body is dropped; a limit of 0 or none is the default of the system.
            .members = "project_name:s!(<=255) public:b- " METADATA_MEMBERS
                       "cve_allowlist:o- storage_limit:i+(-1..1125899906842624) "
                       "registry_id:i+",
            .needsBody = true,
            .writing = Writing::Replace,
            .reads = "project",
            .undo = Undo::Remove,
            .inverse = "deleteProject",
            .sentence = LOTSE_MSG("Create project %1"),
            .arguments = "body.project_name",
            .warning = LOTSE_MSG("A proxy cache gets a default 7-day retention rule.")},
        {.id = "updateProject",
            .verb = "PUT",
            .path = "/projects/{project_name_or_id}",
            .body = "ProjectReq",
            .parameter = "project",
            // Name, visibility at the top, limit and registry are answered with 200 and dropped.
            .members =
                "project_name:s- public:b- " METADATA_MEMBERS "cve_allowlist.expires_at:i cve_allowlist.items:a~set "
                "storage_limit:i- registry_id:i-",
            .needsBody = true,
            .writing = Writing::Merge,
            .permission = "project:update",
            .reads = "project",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Change project %1"),
            .arguments = "path.project_name_or_id",
            .warning = LOTSE_MSG("The allowlist is replaced, including its expiry.")},
        {.id = "deleteProject",
            .verb = "DELETE",
            .path = "/projects/{project_name_or_id}",
            .permission = "project:delete",
            .reads = "project",
            .risk = Risk::Final,
            .undo = Undo::Impossible,
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Delete project %1"),
            .arguments = "path.project_name_or_id",
            .warning = LOTSE_MSG("Robot accounts and preheat policies are deleted immediately; members, retention and "
                                 "immutability rules later."),
            .takesTime = true},
        {.id = "addProjectMetadatas",
            .verb = "POST",
            .path = "/projects/{project_name_or_id}/metadatas/",
            .body = "addProjectMetadatasBody",
            .parameter = "metadata",
            .members = "*",
            .writing = Writing::Merge,
            .permission = "metadata:create",
            .reads = "project-metadatas",
            .undo = Undo::Remove,
            .inverse = "deleteProjectMetadata",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Add a setting to project %1"),
            .arguments = "path.project_name_or_id"},
        {.id = "updateProjectMetadata",
            .verb = "PUT",
            .path = "/projects/{project_name_or_id}/metadatas/{meta_name}",
            .body = "updateProjectMetadataBody",
            .parameter = "metadata",
            .members = "*",
            .writing = Writing::Merge,
            .permission = "metadata:update",
            .reads = "project-metadata",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Change setting %1 of project %2"),
            .arguments = "path.meta_name path.project_name_or_id"},
        {.id = "deleteProjectMetadata",
            .verb = "DELETE",
            .path = "/projects/{project_name_or_id}/metadatas/{meta_name}",
            .permission = "metadata:delete",
            .reads = "project-metadata",
            .risk = Risk::Restorable,
            .undo = Undo::Recreate,
            .inverse = "addProjectMetadatas",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Remove setting %1 of project %2"),
            .arguments = "path.meta_name path.project_name_or_id",
            .warning = LOTSE_MSG("Do not remove retention_id: the policy schedule would continue to delete.")},
        {.id = "setScannerOfProject",
            .verb = "PUT",
            .path = "/projects/{project_name_or_id}/scanner",
            .body = "ProjectScanner",
            .parameter = "payload",
            .members = "uuid:s!!",
            .needsBody = true,
            .writing = Writing::Replace,
            .permission = "scanner:create",
            .reads = "project-scanner",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Scan project %1 with another scanner"),
            .arguments = "path.project_name_or_id"},
        {.id = "updateQuota",
            .verb = "PUT",
            .path = "/quotas/{id}",
            .body = "QuotaUpdateReq",
            .parameter = "hard",
            .members = "hard.storage:i(-1..1125899906842624)",
            .needsBody = true,
            .writing = Writing::Replace,
            .permission = "quota:update",
            .reads = "quota",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Set quota %1 to %2 bytes"),
            .arguments = "path.id body.hard.storage",
            .warning = LOTSE_MSG("A limit below the usage blocks all pushes."),
            .takesTime = true},
    };
}

} // namespace lotse::harbor::operationrows
