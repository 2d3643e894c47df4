// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace lotse::ui {

/// One page that the window can show. A new page is one row in pagetable.cpp and a QML file.
struct PageRow {
    const char *id; ///< "projects"; what Navigator::open takes
    const char *section; ///< id of the section that it stands in; "" where it is of the window itself
    const char *title; ///< English, translated in context "pages"
    const char *file; ///< under qrc:/qt/qml/Lotse/, "Images/ProjectsPage.qml"
    const char *feature; ///< what the server must offer (core's Feature by name); "" where nothing is needed
    bool listed; ///< stands in the list of sections; detail pages do not
};

struct SectionRow {
    const char *id;
    const char *title;
    const char *icon;
};

const QList<SectionRow> &sectionRows();
const QList<PageRow> &pageRows();
/// Whether the page's file is in this program; a page that is not is offered nowhere.
bool isBuilt(const PageRow &row);
/// nullptr where there is no such page.
const PageRow *pageRow(const QString &id);

} // namespace lotse::ui
