// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "pagetable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lotse::ui {

Application::Application(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

void Application::show(const QString &registryId)
{
    m_registry = m_registries.view(registryId);
    m_navigator.clear();
    emit registryChanged();
    QString first = u"welcome"_s;
    if (m_registry) {
        for (const QVariant &section : m_registry->sections()) {
            const QVariantList pages = section.toMap().value(u"pages"_s).toList();
            if (section.toMap().value(u"enabled"_s).toBool() && !pages.isEmpty()) {
                first = pages.first().toMap().value(u"id"_s).toString();
                break;
            }
        }
    }
    m_navigator.open(first);
}

void Application::showAt(int row)
{
    if (const RegistryView *view = m_registries.at(row))
        show(view->id);
}

QUrl Application::pageUrl(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row ? QUrl(u"qrc:/qt/qml/Lotse/"_s + QString::fromLatin1(row->file)) : QUrl();
}

QString Application::pageTitle(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row ? QCoreApplication::translate("pages", row->title) : QString();
}

QString Application::pageSection(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row ? QString::fromLatin1(row->section) : QString();
}

QVariant Application::remembered(const QString &key, const QVariant &otherwise) const
{
    const QVariant value = m_settings->value(u"window/"_s + key, otherwise);
    // An INI file keeps numbers as text; the default says what is meant.
    QVariant typed = value;
    return typed.convert(otherwise.metaType()) ? typed : otherwise;
}

void Application::remember(const QString &key, const QVariant &value)
{
    m_settings->setValue(u"window/"_s + key, value);
}

} // namespace lotse::ui
