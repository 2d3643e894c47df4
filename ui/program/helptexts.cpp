// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helptexts.h"

#include "shell/pagetable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

const HelpRow *row(const QString &page)
{
    for (const HelpRow &row : helpRows()) {
        if (page == QLatin1StringView(row.page))
            return &row;
    }
    return nullptr;
}

} // namespace

QString Help::topicOf(const QString &page) const
{
    if (row(page))
        return page;
    const PageRow *known = pageRow(page);
    const QString section = known ? QString::fromLatin1(known->section) : QString();
    return !section.isEmpty() && row(section) ? section : u"window"_s;
}

QStringList Help::paragraphs(const QString &page) const
{
    const HelpRow *found = row(topicOf(page));
    return found ? QCoreApplication::translate("help", found->text).split(u"\n\n"_s) : QStringList();
}

QVariantList Help::topics() const
{
    QVariantList topics;
    const auto add = [&topics](const QString &page, const QString &title, int level) {
        topics.append(QVariantMap{{u"page"_s, page}, {u"title"_s, title}, {u"level"_s, level}});
    };
    add(u"window"_s, tr("The window"), 0);
    for (const PageRow &page : pageRows()) {
        if (!*page.section && row(QString::fromLatin1(page.id)) && isBuilt(page))
            add(QString::fromLatin1(page.id), QCoreApplication::translate("pages", page.title), 1);
    }
    for (const SectionRow &section : sectionRows()) {
        const QString id = QString::fromLatin1(section.id);
        if (row(id))
            add(id, QCoreApplication::translate("pages", section.title), 0);
        for (const PageRow &page : pageRows()) {
            const QString own = QString::fromLatin1(page.id);
            if (id == QLatin1StringView(page.section) && own != id && row(own) && isBuilt(page))
                add(own, QCoreApplication::translate("pages", page.title), 1);
        }
    }
    return topics;
}

} // namespace lotse::ui
