// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * Where the centre of the window is and was: a stack of entries with back and forward. An entry is a page's id, its
 * parameters (keys, never row numbers) and its title. Belongs to the Application.
 */
class Navigator : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(QString page READ page NOTIFY changed)
    Q_PROPERTY(QVariantMap params READ params NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    Q_PROPERTY(QVariantList crumbs READ crumbs NOTIFY titleChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY changed)
public:
    struct Entry {
        QString page;
        QVariantMap params;
        QString title;
        QVariantList crumbs; ///< {title, page, params} of each ancestor, outermost first
    };

    using QObject::QObject;

    QString page() const { return current().page; }
    QVariantMap params() const { return current().params; }
    QString title() const { return current().title; }
    QVariantList crumbs() const { return current().crumbs; }
    bool canGoBack() const { return m_index > 0; }
    bool canGoForward() const { return m_index + 1 < m_entries.size(); }

    /// Opens a page; what lay ahead of it is forgotten. Opening what is already open does nothing.
    Q_INVOKABLE void open(const QString &page, const QVariantMap &params = {});
    Q_INVOKABLE void back();
    Q_INVOKABLE void forward();
    /// Keeps other parameters for what is shown, so that the way back finds it as it was left. Tells nobody.
    Q_INVOKABLE void keep(const QVariantMap &params);
    /// The page that is shown names itself and its ancestors.
    Q_INVOKABLE void describe(const QString &title, const QVariantList &crumbs);
    /// Forgets everything, as another registry is shown.
    void clear();

signals:
    void changed();
    void titleChanged();

private:
    const Entry &current() const;

    QList<Entry> m_entries;
    qsizetype m_index = -1;
};

} // namespace lotse::ui
