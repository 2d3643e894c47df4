// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"
#include "harbor/artifact.h"
#include "harbor/finding.h"
#include "harbor/repository.h"
#include "harbor/rows.h"
#include "harbor/system.h"

#define REPOSITORY_PATH "/projects/{project_name}/repositories/{repository_name}"
#define ARTIFACT_PATH REPOSITORY_PATH "/artifacts/{reference}"

namespace lotse::harbor::rows {

using namespace Qt::StringLiterals;

static Params artifactGives(const QVariant &row)
{
    const auto artifact = row.value<Artifact>();
    const QString project = projectOf(artifact.repositoryName);
    return {{u"project_name"_s, project}, {u"project_name_or_id"_s, project},
        {u"repository_name"_s, withoutProject(artifact.repositoryName)}, {u"reference"_s, artifact.digest}};
}

static Params findingGives(const QVariant &row)
{
    const auto finding = row.value<SecurityFinding>();
    const QString project = projectOf(finding.repositoryName);
    return {{u"project_name"_s, project}, {u"project_name_or_id"_s, project},
        {u"repository_name"_s, withoutProject(finding.repositoryName)}, {u"reference"_s, finding.digest}};
}

// The registry orders its findings by their score alone: those of one score come in any order, another on each page.
static QList<Cut> findingCuts()
{
    const auto ofArtifact = [](const QVariant &row) {
        const auto artifact = row.value<Artifact>();
        const QString repository = u"repository_name="_s + artifact.repositoryName + u",digest="_s;
        QStringList terms{repository + artifact.digest};
        for (const Reference &child : artifact.references)
            terms.append(repository + child.childDigest);
        return terms;
    };
    QStringList severities;
    for (const char *word : {"Critical", "High", "Medium", "Low", "Negligible", "None", "Unknown"})
        severities.append(u"severity="_s + QLatin1String(word));
    QStringList scores{u"cvss_score_v3=[0~2.9]"_s};
    for (int score = 3; score < 9; ++score)
        scores.append(u"cvss_score_v3=[%1~%1.9]"_s.arg(score));
    scores.append(u"cvss_score_v3=[9~10]"_s);
    // One report of thousands has hundreds of findings of a severity within a point. Scores have one decimal.
    QStringList tenths;
    for (int tenth = 0; tenth <= 100; ++tenth)
        tenths.append(u"cvss_score_v3=[%1~%1]"_s.arg(tenth / 10.0, 0, 'f', 1));
    QStringList statuses;
    for (const char *word : {"affected", "fixed", "fix_deferred", "will_not_fix", "under_investigation", "end_of_life",
             "not_affected", "unknown"})
        statuses.append(u"status="_s + QLatin1String(word));
    // Platforms of an index within an index are in no list of artifacts.
    const auto ofRepository = [](const QVariant &row) {
        return QStringList{u"repository_name="_s + row.value<Repository>().name};
    };
    return {{.kind = "artifacts", .termsOf = ofArtifact}, {.kind = "repositories", .termsOf = ofRepository},
        {.terms = severities}, {.terms = scores}, {.terms = tenths}, {.terms = statuses}};
}

QList<Endpoint> artifacts()
{
    return {
        {.kind = "artifacts",
            .operation = "listArtifacts",
            .path = REPOSITORY_PATH "/artifacts",
            .scope = Scope::Repository,
            .type = typeOf<Artifact>,
            .feature = "artifacts",
            .permission = "artifact:list",
            .title = LOTSE_MSG("Artifacts"),
            .gives = artifactGives},
        {.kind = "project-artifacts",
            .operation = "listArtifactsOfProject",
            .path = "/projects/{project_name_or_id}/artifacts",
            .scope = Scope::Project,
            .type = typeOf<Artifact>,
            .feature = "artifacts",
            .permission = "artifact:list",
            .title = LOTSE_MSG("Project artifacts"),
            .gives = artifactGives,
            // Harbor wants a sign-in for this list, and not for those of the repositories of a public project.
            .fallback = "artifacts",
            .fallbackOn = ErrorKind::Unauthorized},
        {.kind = "artifact",
            .operation = "getArtifact",
            .path = ARTIFACT_PATH,
            .shape = Shape::Singleton,
            .scope = Scope::Artifact,
            .type = typeOf<Artifact>,
            .feature = "artifacts",
            .permission = "artifact:read",
            .title = LOTSE_MSG("Artifact"),
            .fixed = {{u"with_tag"_s, u"true"_s}, {u"with_label"_s, u"true"_s}, {u"with_scan_overview"_s, u"true"_s},
                {u"with_sbom_overview"_s, u"true"_s}, {u"with_immutable_status"_s, u"true"_s},
                {u"with_accessory"_s, u"true"_s}},
            .walks = false},
        {.kind = "tags",
            .operation = "listTags",
            .path = ARTIFACT_PATH "/tags",
            .scope = Scope::Artifact,
            .type = typeOf<Tag>,
            .feature = "artifacts",
            .permission = "tag:list",
            .title = LOTSE_MSG("Tags"),
            .fixed = {{u"with_immutable_status"_s, u"true"_s}}},
        {.kind = "accessories",
            .operation = "listAccessories",
            .path = ARTIFACT_PATH "/accessories",
            .scope = Scope::Artifact,
            .type = typeOf<Accessory>,
            .feature = "artifacts",
            .permission = "accessory:list",
            .title = LOTSE_MSG("Accessories")},
        {.kind = "vulnerabilities",
            .operation = "getVulnerabilitiesAddition",
            .path = ARTIFACT_PATH "/additions/vulnerabilities",
            .shape = Shape::Plain,
            .scope = Scope::Artifact,
            .type = typeOf<Finding>,
            .key = "id,package,version",
            .feature = "scan",
            .permission = "artifact-addition:read",
            .title = LOTSE_MSG("Vulnerabilities"),
            .walks = false,
            .isLarge = true,
            .read = adapters::findings},
        {.kind = "vulnerability-report",
            .operation = "getVulnerabilitiesAddition",
            .path = ARTIFACT_PATH "/additions/vulnerabilities",
            .shape = Shape::Blob,
            .scope = Scope::Artifact,
            .key = "",
            .feature = "scan",
            .permission = "artifact-addition:read",
            .title = LOTSE_MSG("Vulnerability report"),
            .walks = false},
        {.kind = "scan-log",
            .operation = "getReportLog",
            .path = ARTIFACT_PATH "/scan/{report_id}/log",
            .shape = Shape::Text,
            .scope = Scope::Artifact,
            .key = "",
            .feature = "scan",
            .permission = "scan:read",
            .title = LOTSE_MSG("Scan log"),
            .walks = false},
        {.kind = "addition",
            .operation = "getAddition",
            .path = ARTIFACT_PATH "/additions/{addition}",
            .shape = Shape::Blob,
            .scope = Scope::Artifact,
            .key = "",
            .feature = "artifacts",
            .permission = "artifact-addition:read",
            .title = LOTSE_MSG("Artifact addition"),
            .walks = false},
        {.kind = "build-history",
            .operation = "getAddition",
            .path = ARTIFACT_PATH "/additions/{addition}",
            .shape = Shape::Plain,
            .scope = Scope::Artifact,
            .type = typeOf<BuildStep>,
            .key = "",
            .feature = "artifacts",
            .permission = "artifact-addition:read",
            .title = LOTSE_MSG("Build history"),
            .fixed = {{u"addition"_s, u"build_history"_s}},
            .walks = false},
        {.kind = "security-summary",
            .operation = "getSecuritySummary",
            .path = "/security/summary",
            .shape = Shape::Singleton,
            .type = typeOf<SecuritySummary>,
            .key = "",
            .feature = "security-hub",
            .permission = "security-hub:read",
            .title = LOTSE_MSG("Security summary"),
            .fixed = {{u"with_dangerous_cve"_s, u"true"_s}, {u"with_dangerous_artifact"_s, u"true"_s}}},
        {.kind = "security-findings",
            .operation = "ListVulnerabilities",
            .path = "/security/vul",
            .type = typeOf<SecurityFinding>,
            .key = "repositoryName,digest,cveId,package,version",
            .feature = "security-hub",
            .permission = "security-hub:list",
            .title = LOTSE_MSG("Findings"),
            .fixed = {{u"tune_count"_s, u"true"_s}, {u"with_tag"_s, u"true"_s}},
            .gives = findingGives,
            .cut = findingCuts(),
            .counted = {{u"tune_count"_s, u"false"_s}}},
        {.kind = "icon",
            .operation = "getIcon",
            .path = "/icons/{digest}",
            .shape = Shape::Singleton,
            .type = typeOf<Icon>,
            .key = "",
            .feature = "artifacts",
            .title = LOTSE_MSG("Icon"),
            .walks = false},
    };
}

} // namespace lotse::harbor::rows
