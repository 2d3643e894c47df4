// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace lotse::ui {

/**
 * Where the centre of the window is and was: a stack of entries with back and forward. An entry is a page's id, its
 * parameters (keys, never row numbers) and its title. While what is shown holds something that would be lost (a form
 * with changes), every way out of it asks first. Belongs to the Application.
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
    Q_PROPERTY(int place READ place NOTIFY changed) ///< number of the entry that is shown; never used twice
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged) ///< what is shown would be lost by leaving it
public:
    struct Entry {
        QString page;
        QVariantMap params;
        QString title;
        QVariantList crumbs; ///< {title, page, params} of each ancestor, outermost first
        int place = -1;
    };

    using QObject::QObject;

    QString page() const { return current().page; }
    QVariantMap params() const { return current().params; }
    QString title() const { return current().title; }
    QVariantList crumbs() const { return current().crumbs; }
    bool canGoBack() const { return m_index > 0; }
    bool canGoForward() const { return m_index + 1 < m_entries.size(); }
    int place() const { return current().place; }
    /// Whether back or forward can still lead to this entry.
    Q_INVOKABLE bool holdsPlace(int place) const;
    bool isHeld() const { return m_held; }
    void setHeld(bool held);
    /// Runs `go` now, or, while what is shown is held, once the person has agreed to lose it.
    void leave(std::function<void()> go);
    /// True where the program may end now; else it is asked about, and ends when that is agreed to.
    Q_INVOKABLE bool mayQuit();
    /// The person agreed to lose what is shown, or wants to stay.
    Q_INVOKABLE void discard();
    Q_INVOKABLE void stay() { m_waiting = {}; }

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
    void heldChanged();
    void askedToLeave();

private:
    const Entry &current() const;

    QList<Entry> m_entries;
    qsizetype m_index = -1;
    int m_lastPlace = 0;
    bool m_held = false;
    std::function<void()> m_waiting; ///< where to, once it was agreed to
};

} // namespace lotse::ui
