// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagetable.h"

#include <QCoreApplication>
#include <QFile>

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
        {"system", QT_TRANSLATE_NOOP("pages", "System"), "configure"},
    };
    return rows;
}

const QList<PageRow> &pageRows()
{
    static const QList<PageRow> rows{
        {"welcome", "", QT_TRANSLATE_NOOP("pages", "Welcome"), "Shell/WelcomePage.qml", "", false},
        {"fleet", "", QT_TRANSLATE_NOOP("pages", "All registries"), "Overview/FleetPage.qml", "", false},
        {"account", "", QT_TRANSLATE_NOOP("pages", "Account"), "Accounts/AccountPage.qml", "", false},
        {"overview", "overview", QT_TRANSLATE_NOOP("pages", "Overview"), "Overview/OverviewPage.qml", "", true},
        {"projects", "images", QT_TRANSLATE_NOOP("pages", "Projects"), "Images/ProjectsPage.qml", "projects", true},
        {"project", "images", QT_TRANSLATE_NOOP("pages", "Project"), "Images/ProjectPage.qml", "projects", false},
        {"repositories", "images", QT_TRANSLATE_NOOP("pages", "Repositories"), "Images/RepositoriesPage.qml", "", true},
        {"artifacts", "images", QT_TRANSLATE_NOOP("pages", "Artifacts"), "Images/ArtifactsPage.qml", "", false},
        {"artifact", "images", QT_TRANSLATE_NOOP("pages", "Artifact"), "Images/ArtifactPage.qml", "", false},
        {"findings", "security", QT_TRANSLATE_NOOP("pages", "Findings"), "Security/FindingsPage.qml", "scan", true},
        {"quotas", "storage", QT_TRANSLATE_NOOP("pages", "Quotas"), "Storage/QuotasPage.qml", "quotas", true},
        {"retention", "storage", QT_TRANSLATE_NOOP("pages", "Retention"), "Storage/RetentionPage.qml", "retention",
            true},
        {"audit", "activity", QT_TRANSLATE_NOOP("pages", "Audit trail"), "Activity/AuditPage.qml", "audit", true},
    };
    return rows;
}

bool isBuilt(const PageRow &row)
{
    return QFile::exists(u":/qt/qml/Lotse/"_s + QString::fromLatin1(row.file));
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
