// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/auditfilter.h"
#include "models/activity/trailtable.h"
#include "models/activity/unusualtable.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * The audit trails of all registries in the local store, with this program's journal: by a filter, or as the story of
 * one thing. Asks anew after each sync. Belongs to a page.
 */
class AuditView : public models::TrailTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
    Q_PROPERTY(lotse::models::AuditFilter *filterBy READ filterBy CONSTANT)
    Q_PROPERTY(bool synced READ isSynced NOTIFY wordsChanged)
    Q_PROPERTY(bool looked READ hasLooked NOTIFY wordsChanged)
    Q_PROPERTY(QVariantList registries READ registries NOTIFY wordsChanged)
    Q_PROPERTY(QStringList users READ users NOTIFY wordsChanged)
    Q_PROPERTY(QStringList projects READ projects NOTIFY wordsChanged)
    Q_PROPERTY(QStringList operations READ operations NOTIFY wordsChanged)
    Q_PROPERTY(QStringList kinds READ kinds NOTIFY wordsChanged)
    Q_PROPERTY(QString storyTitle READ storyTitle NOTIFY storyChanged)
    Q_PROPERTY(QString storyNote READ storyNote NOTIFY storyChanged)
public:
    explicit AuditView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    models::AuditFilter *filterBy() { return &m_filter; }

    bool isSynced() const { return !m_words.operations.isEmpty(); } ///< the store holds entries
    bool hasLooked() const { return m_hasLooked; } ///< it is known whether it does
    /// {id, text}, all registries of the store.
    QVariantList registries() const;
    QStringList users() const { return m_words.users; }
    QStringList projects() const { return m_words.projects; }
    QStringList operations() const { return m_words.operations; }
    QStringList kinds() const { return m_words.resourceTypes; }

    /// Asks by the filter, unless it has a problem; `anew`: also what was asked last.
    Q_INVOKABLE void askFilter(bool anew);
    /// The story of a thing: "image" ("payments/api@sha256:…"), "user", "robot", "project", "cve". Of the registry with
    /// this id; empty: the one that is shown.
    Q_INVOKABLE void tell(const QString &kind, const QString &name, const QString &registryId);
    QString storyTitle() const { return m_title; }
    QString storyNote() const { return m_storyNote; }
    /// {text, page, params} of what a row leads to.
    Q_INVOKABLE QVariantList leads(const QString &key) const;
    void refresh() override;

signals:
    void appChanged();
    void wordsChanged();
    void storyChanged();

private:
    void look();
    void takeOwn();

    QPointer<Application> m_app;
    models::AuditFilter m_filter;
    store::AuditWords m_words;
    QList<std::pair<QString, QString>> m_registries; ///< id and name
    bool m_hasLooked = false;
    QString m_kind, m_name, m_registryId; ///< of a story
    QString m_title, m_storyNote;
    QList<TrailEntry> m_facts, m_snapshots;
    quint64 m_storyTurn = 0;
};

/// What is unusual in the trail of the registry that is shown. Belongs to a page.
class UnusualView : public models::UnusualTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    using UnusualTable::UnusualTable;

    Application *app() const { return m_app; }
    void setApp(Application *app);

signals:
    void appChanged();

private:
    QPointer<Application> m_app;
};

} // namespace lotse::ui
