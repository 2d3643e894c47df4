// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *access = LOTSE_MSG("Access");
constexpr const char *storage = LOTSE_MSG("Storage");
constexpr const char *proxy = LOTSE_MSG("Proxy cache");
constexpr const char *security = LOTSE_MSG("Deployment security");
constexpr const char *scanning = LOTSE_MSG("Vulnerability scanning");
constexpr const char *allowlist = LOTSE_MSG("CVE allowlist");

QList<FormField> projectFields()
{
    return {
        {.id = "project_name",
            .label = LOTSE_MSG("Name"),
            .help = LOTSE_MSG("Cannot be changed later. Lower-case letters and digits, with single dots, dashes or "
                              "underscores between them."),
            .rule = "project-name",
            .isChanged = false},
        {.id = "metadata.public",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Public"),
            .help = LOTSE_MSG("Everyone can pull from a public project, also without signing in."),
            .group = access},
        {.id = "storage_limit",
            .type = FieldType::Size,
            .label = LOTSE_MSG("Storage quota"),
            .help = LOTSE_MSG("A size such as 20 GiB, or unlimited. Empty: the default of the registry."),
            .group = storage,
            .isChanged = false},
        {.id = "proxy",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Proxy cache of another registry"),
            .help = LOTSE_MSG("The project is a proxy cache of another registry. This cannot be changed later."),
            .group = proxy,
            .isChanged = false,
            .isVirtual = true},
        {.id = "registry_id",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Registry"),
            .help = LOTSE_MSG("The registry endpoint that is cached."),
            .source = "registries",
            .when = "proxy=true",
            .isChanged = false,
            .isRequired = true},
        {.id = "metadata.proxy_speed_kb",
            .type = FieldType::Whole,
            .label = LOTSE_MSG("Bandwidth"),
            .help = LOTSE_MSG("-1: no limit."),
            .group = proxy,
            .rule = "speed",
            .unit = LOTSE_MSG("kbit/s"),
            .when = "proxy=true"},
        {.id = "metadata.max_upstream_conn",
            .type = FieldType::Whole,
            .label = LOTSE_MSG("Connections to the registry"),
            .help = LOTSE_MSG("-1: no limit."),
            .rule = "speed",
            .when = "proxy=true"},
        {.id = "metadata.proxy_cache_local_on_not_found",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Serve cached images that were deleted from the registry"),
            .when = "proxy=true"},
        {.id = "metadata.enable_content_trust_cosign",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Require a Cosign signature"),
            .help = LOTSE_MSG("Harbor checks that a signature is attached, not who signed it."),
            .group = security},
        {.id = "metadata.enable_content_trust",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Require a Notation signature"),
            .help = LOTSE_MSG("Harbor checks that a signature is attached, not who signed it.")},
        {.id = "metadata.prevent_vul",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Prevent vulnerable images from running"),
            .help = LOTSE_MSG("Images with a finding at or above the severity selected below cannot be pulled.")},
        {.id = "metadata.severity",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Block at severity and above"),
            .choices = {{"low", LOTSE_MSG("Low")}, {"medium", LOTSE_MSG("Medium")}, {"high", LOTSE_MSG("High")},
                {"critical", LOTSE_MSG("Critical")}, {"none", LOTSE_MSG("Any, including none")}},
            .when = "metadata.prevent_vul=true",
            .otherwise = "high",
            .isRequired = true},
        {.id = "metadata.auto_scan",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Scan images on push"),
            .group = scanning},
        {.id = "metadata.auto_sbom_generation",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Generate an SBOM on push")},
        {.id = "metadata.reuse_sys_cve_allowlist",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Allowlist"),
            .group = allowlist,
            .choices = {{"true", LOTSE_MSG("System allowlist")}, {"false", LOTSE_MSG("Project allowlist")}},
            .otherwise = "true"},
        {.id = "cve_allowlist.items",
            .type = FieldType::Lines,
            .label = LOTSE_MSG("Vulnerabilities"),
            .help = LOTSE_MSG("One CVE ID per line, for example CVE-2021-44228. These CVEs no longer block a pull."),
            .rule = "cves",
            .when = "metadata.reuse_sys_cve_allowlist=false",
            .isNew = false},
        {.id = "cve_allowlist.expires_at",
            .type = FieldType::Day,
            .label = LOTSE_MSG("Expires"),
            .help = LOTSE_MSG("The first day (UTC) on which the allowlist is expired. Empty: never expires."),
            .when = "metadata.reuse_sys_cve_allowlist=false",
            .isNew = false},
    };
}

/// Harbor counts a list that has expired as an empty one.
void checkExpiry(const char *id, const FormValues &values, const FormValues &before, QMap<QString, Message> &problems)
{
    const QString field = QLatin1StringView(id);
    const QString day = values.value(field).toString().trimmed();
    const QDate until = QDate::fromString(day, Qt::ISODate);
    if (day != before.value(field).toString() && until.isValid() && until <= QDateTime::currentDateTimeUtc().date())
        problems.insert(field, {LOTSE_MSG("This date is in the past: the allowlist would already be expired."), {}});
}

} // namespace

void addProjectForms(QList<FormKind> &kinds)
{
    kinds << FormKind{.name = "project-scanner",
        .update = "setScannerOfProject",
        .parameter = "project_name_or_id",
        .key = "name",
        .naming = "",
        .title = LOTSE_MSG("Scanner of %1"),
        .fields = {{.id = "uuid",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Scanner"),
            .help = LOTSE_MSG("Scans the images of this project in place of the default scanner."),
            .source = "scanners"}}};
    kinds << FormKind{.name = "repository",
        .update = "updateRepository",
        .parameter = "repository_name",
        .key = "name",
        .naming = "",
        .isOfProject = true,
        .title = LOTSE_MSG("Description of %1"),
        .fields = {{.id = "description",
            .type = FieldType::Lines,
            .label = LOTSE_MSG("Description"),
            .help = LOTSE_MSG("Shown above the images of the repository in Harbor's portal, as Markdown.")}}};
    kinds << FormKind{.name = "allowlist",
        .update = "putSystemCVEAllowlist",
        .naming = "",
        .title = LOTSE_MSG("System allowlist"),
        .fields = {{.id = "items",
                       .type = FieldType::Lines,
                       .label = LOTSE_MSG("Vulnerabilities"),
                       .help = LOTSE_MSG(
                           "One CVE ID per line, such as CVE-2021-44228. These CVEs no longer block a pull in any "
                           "project that uses this list."),
                       .rule = "cves"},
            {.id = "expires_at",
                .type = FieldType::Day,
                .label = LOTSE_MSG("Expires"),
                .help = LOTSE_MSG("The first day (UTC) on which the allowlist is expired. Empty: never expires.")}},
        .check = [](const FormValues &values, const FormValues &before, QMap<QString, Message> &problems) {
            checkExpiry("expires_at", values, before, problems);
        }};
    kinds << FormKind{.name = "project",
        .create = "createProject",
        .update = "updateProject",
        .remove = "deleteProject",
        .parameter = "project_name_or_id",
        .key = "name",
        .naming = "project_name",
        .newTitle = LOTSE_MSG("New project"),
        .title = LOTSE_MSG("Settings of %1"),
        .fields = projectFields(),
        .read =
            [](const QJsonObject &form, FormValues &values) {
                values.insert(u"proxy"_s, form.value(u"registry_id"_s).toInteger() > 0);
                // Unset, Harbor uses the list of the system.
                if (values.value(u"metadata.reuse_sys_cve_allowlist"_s).toString().isEmpty())
                    values.insert(u"metadata.reuse_sys_cve_allowlist"_s, u"true"_s);
                for (const QString &limit : {u"metadata.proxy_speed_kb"_s, u"metadata.max_upstream_conn"_s}) {
                    if (values.value(limit).toString().isEmpty())
                        values.insert(limit, u"-1"_s);
                }
            },
        .check =
            [](const FormValues &values, const FormValues &before, QMap<QString, Message> &problems) {
                checkExpiry("cve_allowlist.expires_at", values, before, problems);
            }};
}

} // namespace lotse::models
