// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagetable.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace lotse::ui {

const QList<SectionRow> &sectionRows()
{
    static const QList<SectionRow> rows{
        {"overview", QT_TRANSLATE_NOOP("pages", "Overview"), "view-statistics"},
        {"images", QT_TRANSLATE_NOOP("pages", "Images"), "package"},
        {"security", QT_TRANSLATE_NOOP("pages", "Security"), "lotse-shield"},
        {"access", QT_TRANSLATE_NOOP("pages", "Access"), "system-users"},
        {"storage", QT_TRANSLATE_NOOP("pages", "Storage"), "drive-harddisk-symbolic"},
        {"activity", QT_TRANSLATE_NOOP("pages", "Activity"), "clock"},
        {"distribution", QT_TRANSLATE_NOOP("pages", "Distribution"), "globe"},
        {"compliance", QT_TRANSLATE_NOOP("pages", "Compliance"), "document-properties"},
        {"system", QT_TRANSLATE_NOOP("pages", "System"), "configure"},
    };
    return rows;
}

const QList<PageRow> &pageRows()
{
    static const QList<PageRow> rows{
        {"welcome", "", QT_TRANSLATE_NOOP("pages", "Welcome"), "Shell/WelcomePage.qml", "", false},
        {"overview", "overview", QT_TRANSLATE_NOOP("pages", "Overview"), "Pages/OverviewPage.qml", "", true},
        {"projects", "images", QT_TRANSLATE_NOOP("pages", "Projects"), "Pages/KindPage.qml", "projects", true},
        {"repositories", "images", QT_TRANSLATE_NOOP("pages", "Repositories"), "Pages/RepositoriesPage.qml", "catalog",
            true},
        {"labels", "images", QT_TRANSLATE_NOOP("pages", "Labels"), "Pages/KindPage.qml", "labels", true},
        {"project-labels", "images", QT_TRANSLATE_NOOP("pages", "Labels of projects"), "Pages/KindPage.qml", "labels",
            true},
        {"project", "images", QT_TRANSLATE_NOOP("pages", "Project"), "Pages/ProjectPage.qml", "", false},
        {"artifacts", "images", QT_TRANSLATE_NOOP("pages", "Artifacts"), "Pages/ArtifactsPage.qml", "", false},
        {"oci-tags", "images", QT_TRANSLATE_NOOP("pages", "Tags"), "Pages/OciTagsPage.qml", "", false},
        {"artifact", "images", QT_TRANSLATE_NOOP("pages", "Artifact"), "Pages/ArtifactPage.qml", "", false},
        {"vex", "images", QT_TRANSLATE_NOOP("pages", "VEX document"), "Pages/VexPage.qml", "", false},
        {"findings", "security", QT_TRANSLATE_NOOP("pages", "Findings"), "Pages/WorkbenchPage.qml", "", true},
        {"security", "security", QT_TRANSLATE_NOOP("pages", "Security summary"), "Pages/SecurityPage.qml",
            "security-hub", true},
        {"security-findings", "security", QT_TRANSLATE_NOOP("pages", "Harbor security hub"), "Pages/KindPage.qml",
            "security-hub", true},
        {"compare", "images", QT_TRANSLATE_NOOP("pages", "Compare"), "Pages/ComparePage.qml", "", false},
        {"trends", "security", QT_TRANSLATE_NOOP("pages", "Trends"), "Pages/TrendsPage.qml", "artifacts", true},
        {"cve", "security", QT_TRANSLATE_NOOP("pages", "Vulnerability"), "Pages/CvePage.qml", "", false},
        {"scan-gaps", "security", QT_TRANSLATE_NOOP("pages", "Scan gaps"), "Pages/ScanGapsPage.qml", "scan", true},
        {"signatures", "security", QT_TRANSLATE_NOOP("pages", "Signatures"), "Pages/SignaturesPage.qml", "artifacts",
            true},
        {"policies", "security", QT_TRANSLATE_NOOP("pages", "Deployment policies"), "Pages/PoliciesPage.qml",
            "projects", true},
        {"allowlists", "security", QT_TRANSLATE_NOOP("pages", "Allowlists"), "Pages/AllowlistsPage.qml", "projects",
            true},
        {"scanners", "security", QT_TRANSLATE_NOOP("pages", "Scanners"), "Pages/ScannersPage.qml", "scanners", true},
        {"members", "access", QT_TRANSLATE_NOOP("pages", "Members"), "Pages/MembersPage.qml", "members", true},
        {"project-access", "access", QT_TRANSLATE_NOOP("pages", "Access to a project"), "Pages/ProjectAccessPage.qml",
            "", false},
        {"users", "access", QT_TRANSLATE_NOOP("pages", "Users"), "Pages/KindPage.qml", "users", true},
        {"groups", "access", QT_TRANSLATE_NOOP("pages", "Groups"), "Pages/KindPage.qml", "groups", true},
        {"all-robots", "access", QT_TRANSLATE_NOOP("pages", "Robot accounts"), "Pages/RobotsPage.qml", "robots", true},
        {"my-permissions", "access", QT_TRANSLATE_NOOP("pages", "Your permissions"), "Pages/KindPage.qml",
            "permissions", true},
        {"quotas", "storage", QT_TRANSLATE_NOOP("pages", "Quotas"), "Pages/QuotasPage.qml", "quotas", true},
        {"sizes", "storage", QT_TRANSLATE_NOOP("pages", "Sizes"), "Pages/SizesPage.qml", "quotas", true},
        {"retention", "storage", QT_TRANSLATE_NOOP("pages", "Retention"), "Pages/RetentionPage.qml", "retention", true},
        {"retention-log", "storage", QT_TRANSLATE_NOOP("pages", "Retention run"), "Pages/RetentionLogPage.qml", "",
            false},
        {"immutable-rules", "storage", QT_TRANSLATE_NOOP("pages", "Immutable tags"), "Pages/ImmutablePage.qml",
            "immutability", true},
        {"gc", "storage", QT_TRANSLATE_NOOP("pages", "Garbage collection"), "Pages/MaintenancePage.qml", "gc", true},
        {"audit", "activity", QT_TRANSLATE_NOOP("pages", "Audit trail"), "Pages/AuditPage.qml", "audit", true},
        {"story", "activity", QT_TRANSLATE_NOOP("pages", "History"), "Pages/StoryPage.qml", "", false},
        {"jobs", "activity", QT_TRANSLATE_NOOP("pages", "Jobs"), "Pages/JobsPage.qml", "jobservice", true},
        {"schedules", "activity", QT_TRANSLATE_NOOP("pages", "Schedules"), "Pages/SchedulesPage.qml", "projects", true},
        {"webhooks", "activity", QT_TRANSLATE_NOOP("pages", "Webhooks"), "Pages/RunsPage.qml", "webhooks", true},
        {"purge", "activity", QT_TRANSLATE_NOOP("pages", "Audit purges"), "Pages/MaintenancePage.qml", "purge", true},
        {"registries", "distribution", QT_TRANSLATE_NOOP("pages", "Registries"), "Pages/RegistriesPage.qml",
            "registries", true},
        {"proxies", "distribution", QT_TRANSLATE_NOOP("pages", "Proxy caches"), "Pages/ProxiesPage.qml", "projects",
            true},
        {"replication-policies", "distribution", QT_TRANSLATE_NOOP("pages", "Replication"), "Pages/RunsPage.qml",
            "replication", true},
        {"replication-executions", "distribution", QT_TRANSLATE_NOOP("pages", "Replication runs"), "Pages/KindPage.qml",
            "replication", true},
        {"preheat-instances", "distribution", QT_TRANSLATE_NOOP("pages", "Preheat instances"), "Pages/KindPage.qml",
            "preheat", true},
        {"preheat-policies", "distribution", QT_TRANSLATE_NOOP("pages", "Preheat policies"), "Pages/RunsPage.qml",
            "preheat", true},
        {"posture", "compliance", QT_TRANSLATE_NOOP("pages", "Posture"), "Pages/PosturePage.qml", "posture", true},
        {"reports", "compliance", QT_TRANSLATE_NOOP("pages", "Reports"), "Pages/ReportsPage.qml", "posture", true},
        {"report-schedules", "compliance", QT_TRANSLATE_NOOP("pages", "Report schedules"),
            "Pages/ReportSchedulesPage.qml", "posture", true},
        {"snapshots", "compliance", QT_TRANSLATE_NOOP("pages", "Snapshots"), "Pages/SnapshotsPage.qml", "posture",
            true},
        {"reviews", "compliance", QT_TRANSLATE_NOOP("pages", "Access reviews"), "Pages/ReviewPage.qml", "posture",
            true},
        {"changes", "compliance", QT_TRANSLATE_NOOP("pages", "Changes"), "Pages/ChangesPage.qml", "", true},
        {"system", "system", QT_TRANSLATE_NOOP("pages", "Health"), "Pages/SystemPage.qml", "system", true},
        {"configuration", "system", QT_TRANSLATE_NOOP("pages", "Configuration"), "Pages/ConfigurationPage.qml",
            "configuration", true},
        {"rows", "", QT_TRANSLATE_NOOP("pages", "Rows"), "Pages/KindPage.qml", "", false},
        {"log", "", QT_TRANSLATE_NOOP("pages", "Log"), "Pages/LogPage.qml", "", false},
        {"accounts", "", QT_TRANSLATE_NOOP("pages", "Manage registries"), "Pages/AccountsPage.qml", "", false},
        {"account", "", QT_TRANSLATE_NOOP("pages", "Registry"), "Pages/AccountPage.qml", "", false},
        {"settings", "", QT_TRANSLATE_NOOP("pages", "Settings"), "Program/SettingsPage.qml", "", false},
        {"help", "", QT_TRANSLATE_NOOP("pages", "Help"), "Program/HelpPage.qml", "", false},
        {"about", "", QT_TRANSLATE_NOOP("pages", "About Lotse"), "Program/AboutPage.qml", "", false},
        {"diagnostics", "", QT_TRANSLATE_NOOP("pages", "Diagnostics"), "Program/DiagnosticsPage.qml", "", false},
        {"docker-import", "", QT_TRANSLATE_NOOP("pages", "Import from docker"), "Program/DockerImportPage.qml", "",
            false},
        {"registries-overview", "", QT_TRANSLATE_NOOP("pages", "All registries"), "Pages/AllPage.qml", "", false},
    };
    return rows;
}

bool isBuilt(const PageRow &row)
{
    static QHash<const char *, bool> known; // by the row's file: what is built in does not change
    auto found = known.constFind(row.file);
    if (found == known.constEnd())
        found = known.insert(row.file, QFile::exists(u":/qt/qml/Lotse/"_s + QString::fromLatin1(row.file)));
    return *found;
}

const PageRow *pageRow(const QString &id)
{
    for (const PageRow &row : pageRows()) {
        if (id == QLatin1StringView(row.id))
            return &row;
    }
    return nullptr;
}

} // namespace lotse::ui
