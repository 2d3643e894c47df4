// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagetable.h"

#include <QCoreApplication>

namespace lotse::ui {

const QList<SectionRow> &sectionRows()
{
    static const QList<SectionRow> rows{
        {"overview", QT_TRANSLATE_NOOP("pages", "Overview"), "view-statistics"},
        {"images", QT_TRANSLATE_NOOP("pages", "Images"), "package"},
        {"security", QT_TRANSLATE_NOOP("pages", "Security"), "security-high-symbolic"},
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
    };
    return rows;
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
