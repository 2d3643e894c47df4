// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What helps whoever looks for a fault, as one plain text that the person sees before it goes anywhere: versions,
 * settings, how the registries stand, the last requests and problems. No secret is in it, because none is asked for:
 * it is made of what the dock and the settings show. English in every language.
 */
class Diagnostics : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    /// Whether names of hosts, projects and people stay as they are; else they are replaced by numbers.
    Q_PROPERTY(bool names READ names WRITE setNames NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QByteArray bytes READ bytes NOTIFY changed)
public:
    using QObject::QObject;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    bool names() const { return m_names; }
    void setNames(bool names);
    QString text() const { return m_text; }
    QByteArray bytes() const { return m_text.toUtf8(); }
    /// Gathers anew.
    Q_INVOKABLE void refresh();

signals:
    void changed();

private:
    QString host(const QString &host) const;
    QString path(const QByteArray &path) const;
    QString sentence(const Error &error) const;
    QStringList system() const;
    QStringList settings() const;
    QStringList registries() const;
    QStringList requests() const;
    QStringList problems() const;

    QPointer<Application> m_app;
    bool m_names = false;
    QString m_text;
    mutable QStringList m_hosts; ///< in the order of their numbers
};

} // namespace lotse::ui
