// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The help of one page: paragraphs, with an empty line between.
struct HelpRow {
    const char *page; ///< id in the page table; or of a section, for the pages in it that have none of their own
    const char *text; ///< English, translated in context "help"
};
const QList<HelpRow> &helpRows();

/// The help as a page shows it.
class Help : public QObject {
    Q_OBJECT
    QML_ELEMENT
public:
    using QObject::QObject;

    /// The paragraphs of a page's own help, else of its section, else of the window.
    Q_INVOKABLE QStringList paragraphs(const QString &page) const;
    /// {page, title, section, level} of everything that has help, in the order of the sections; level 0 heads a
    /// section.
    Q_INVOKABLE QVariantList topics() const;
    /// The topic that answers for a page: itself, its section, or "window".
    Q_INVOKABLE QString topicOf(const QString &page) const;
};

} // namespace lotse::ui
