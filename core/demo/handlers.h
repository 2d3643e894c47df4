// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

namespace lotse::demo {

struct Finding;

// projects.cpp
Response listProjects(Call &call);
Response headProject(Call &call);
Response createProject(Call &call);
Response getProject(Call &call);
Response updateProject(Call &call);
Response deleteProject(Call &call);
Response projectDeletable(Call &call);
Response projectSummary(Call &call);
Response listMetadata(Call &call);
Response getMetadata(Call &call);
Response setMetadata(Call &call);
Response deleteMetadata(Call &call);
Response addMember(Call &call);
Response search(Call &call);
Response statistics(Call &call);

// repositories.cpp
Response listAllRepositories(Call &call);
Response listRepositories(Call &call);
Response getRepository(Call &call);
Response updateRepository(Call &call);
Response deleteRepository(Call &call);
Response listTags(Call &call);
Response addTag(Call &call);
Response deleteTag(Call &call);
Response addArtifactLabel(Call &call);
Response removeArtifactLabel(Call &call);

// artifacts.cpp
Response listArtifacts(Call &call);
Response listProjectArtifacts(Call &call);
Response getArtifact(Call &call);
Response copyArtifact(Call &call);
Response deleteArtifact(Call &call);
Response listAccessories(Call &call);
/// The repository of {repository}, the artifact of {reference}, or the 404.
std::optional<Response> findRepository(Call &call, Repository *&repository);
std::optional<Response> findArtifact(Call &call, Repository *&repository, Artifact *&artifact);
void removeArtifact(State &state, Repository &repository, qint64 id);

// scans.cpp
Response vulnerabilities(Call &call);
Response addition(Call &call);
Response startScan(Call &call);
Response stopScan(Call &call);
Response scanLog(Call &call);
Response scanMetrics(Call &call);
Response securitySummary(Call &call);
Response listVulnerabilities(Call &call);

// people.cpp
Response currentUser(Call &call);
Response currentPermissions(Call &call);
Response searchUsers(Call &call);
Response createUser(Call &call);
Response changeUser(Call &call);
Response searchGroups(Call &call);
Response listPermissions(Call &call);
Response listRobots(Call &call);
Response createRobot(Call &call);
Response getRobot(Call &call);
Response updateRobot(Call &call);
Response refreshRobot(Call &call);
Response deleteRobot(Call &call);

// system.cpp
Response systemInfo(Call &call);
Response icon(Call &call);
Response getConfiguration(Call &call);
Response updateConfiguration(Call &call);
Response setAllowlist(Call &call);
Response setSchedule(Call &call);
Response listLabels(Call &call);
Response createLabel(Call &call);
Response changeLabel(Call &call);
Response listQuotas(Call &call);
Response updateQuota(Call &call);
Response webhookJobs(Call &call);
Response projectScanner(Call &call);
Response setProjectScanner(Call &call);
Response retentionPolicy(Call &call);
Response pauseQueue(Call &call);
Response stopJob(Call &call);
Response internalError(Call &call);
Response notFoundCertificate(Call &call);
Response internalConfig(Call &call);
Response startExport(Call &call);
Response listExports(Call &call);
Response downloadExport(Call &call);
Response startExecution(Call &call);

// audit.cpp
Response listAudit(Call &call);
Response noAudit(Call &call); ///< the old logs, which are empty

} // namespace lotse::demo
