// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changejobs.h"
#include "commands.h"
#include "docklists.h"
#include "navigator.h"
#include "placesource.h"
#include "preferences.h"
#include "proxycontrol.h"
#include "registryview.h"
#include "screenlock.h"
#include "services.h"
#include "session/session.h"
#include "snapshotjobs.h"
#include "storeusage.h"
#include "syncjobs.h"
#include "trustjobs.h"
#include "workspace.h"

#include <QObject>
#include <QSettings>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What the window is a view of. Made in main, given to the window and to every page as the required property `app`.
 * Holds the registries that are open, where the window is in them, and the lists of the dock.
 */
class Application : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(lotse::ui::Navigator *navigator READ navigator CONSTANT)
    Q_PROPERTY(lotse::ui::RegistryList *registries READ registries CONSTANT)
    Q_PROPERTY(lotse::ui::RegistryView *registry READ registry NOTIFY registryChanged)
    Q_PROPERTY(lotse::ui::Commands *commands READ commands CONSTANT)
    Q_PROPERTY(lotse::ui::JobList *jobs READ jobs CONSTANT)
    Q_PROPERTY(lotse::ui::RequestList *requests READ requests CONSTANT)
    Q_PROPERTY(lotse::ui::ProblemList *problems READ problems CONSTANT)
    Q_PROPERTY(QSettings *settings READ settings CONSTANT)
    Q_PROPERTY(lotse::Session *session READ session NOTIFY registryChanged)
    Q_PROPERTY(QObject *workspace READ workspace CONSTANT)
    Q_PROPERTY(lotse::models::ChangeDesk *changeDesk READ changeDesk NOTIFY registryChanged)
    Q_PROPERTY(lotse::models::ChangeList *changes READ changes NOTIFY registryChanged)
    Q_PROPERTY(lotse::ui::SyncJobs *syncs READ syncs CONSTANT)
    Q_PROPERTY(lotse::ui::TrustJobs *trust READ trust CONSTANT)
    Q_PROPERTY(lotse::ui::SnapshotJobs *snapshots READ snapshots CONSTANT)
    Q_PROPERTY(lotse::ui::StoreUsage *storeUsage READ storeUsage CONSTANT)
    Q_PROPERTY(lotse::ui::Preferences *preferences READ preferences CONSTANT)
    Q_PROPERTY(lotse::ui::ProxyControl *proxy READ proxy CONSTANT)
    Q_PROPERTY(lotse::ui::ScreenLock *screenLock READ screenLock CONSTANT)
    Q_PROPERTY(bool canReopen READ canReopen NOTIFY registryChanged)
public:
    /// `settings` outlives the application; tests give one in a temporary file.
    explicit Application(QSettings *settings, QObject *parent = nullptr);

    Navigator *navigator() { return &m_navigator; }
    RegistryList *registries() { return &m_registries; }
    RegistryView *registry() const { return m_registry; }
    Commands *commands() { return &m_commands; }
    JobList *jobs() { return &m_jobs; }
    RequestList *requests() { return &m_requests; }
    ProblemList *problems() { return &m_problems; }
    QSettings *settings() const { return m_settings; }
    /// The session of the registry that is shown; null where none is.
    Session *session() const;
    /// For the C++ side of pages: accounts, secrets, sessions, the clock.
    const Services &services() const { return m_services; }
    void setServices(Services services);
    /// The same for the pages of accounts; null before there are services.
    QObject *workspace() const;
    models::ChangeDesk *changeDesk() const { return m_services.changes; }
    /// What is staged for the registry that is shown; null where none is.
    models::ChangeList *changes() const;
    /// The reading of findings into the local store; null where there is none.
    SyncJobs *syncs() const { return m_syncs.get(); }
    /// The verification of signatures; null where there is none.
    TrustJobs *trust() const { return m_trust.get(); }
    /// The snapshots of configurations; null where there are none.
    SnapshotJobs *snapshots() const { return m_snapshots.get(); }
    /// Null where there is no store.
    StoreUsage *storeUsage() const { return m_storeRoom.get(); }
    Preferences *preferences() { return &m_preferences; }
    /// Null before there are services.
    ProxyControl *proxy() const { return m_proxy.get(); }
    ScreenLock *screenLock() const { return m_screenLock.get(); }

    /// Shows this registry and its first page; an empty id shows all registries.
    Q_INVOKABLE void show(const QString &registryId);
    /// Goes back to the page that was left last by showing another registry.
    Q_INVOKABLE void reopen();
    bool canReopen() const { return !m_left.isEmpty(); }
    /// Remembers the registry and the page that are shown, for resume().
    Q_INVOKABLE void keepPlace();
    /// Shows what was shown as the program last ended; false where that is no more.
    bool resume();
    /// Opens what a lotse:// link names (`lotse://host/project/repository:tag`), else offers to add that address.
    Q_INVOKABLE void openAddress(const QString &address);
    /// Shows a page of a registry (by its own id, which several accounts may share), so that the way back leads to the
    /// page that is shown now. False where this program has no account there.
    bool openIn(const QString &registryId, const QString &page, const QVariantMap &params);
    /// The registry at this place of the rail, from 0; nothing where there is none.
    Q_INVOKABLE void showAt(int row);
    /// The QML file of a page, or an empty URL where there is none.
    Q_INVOKABLE QUrl pageUrl(const QString &page) const;
    /// True for pages that are about the program, and need no registry.
    Q_INVOKABLE bool standsAlone(const QString &page) const;
    Q_INVOKABLE QString pageTitle(const QString &page) const;
    /// The section that a page stands in.
    Q_INVOKABLE QString pageSection(const QString &page) const;
    /// The registries, and the pages of the one that is shown, for the palette.
    QList<Commands::Entry> places();
    /// Opens a page and what can be started on it: "projects", "project-new". The page takes it.
    Q_INVOKABLE void startOffer(const QString &page, const QString &offer);
    /// What was asked for on this page, once; empty where nothing.
    Q_INVOKABLE QString takeOffer(const QString &page);
    /// Small things that the window remembers.
    Q_INVOKABLE QVariant remembered(const QString &key, const QVariant &otherwise) const;
    Q_INVOKABLE void remember(const QString &key, const QVariant &value);

signals:
    void registryChanged();
    void offerStarted();
    /// Texts that were made in the language before are to be made anew.
    void languageChanged();

private:
    /// Where the window was in a registry.
    struct Place {
        QString registry;
        QString page;
        QVariantMap params;
    };

    QSettings *m_settings;
    Preferences m_preferences{m_settings};
    Services m_services;
    std::unique_ptr<ProxyControl> m_proxy;
    std::unique_ptr<ScreenLock> m_screenLock;
    void addOffers(QList<Commands::Entry> &entries, const QString &page, const QString &title);

    QString m_offerPage, m_offer; ///< asked for, until the page takes it
    QList<Place> m_left; ///< places that were left, the last one at the end
    std::unique_ptr<Workspace> m_workspace;
    Navigator m_navigator;
    RegistryList m_registries;
    RegistryView *m_registry = nullptr;
    Commands m_commands;
    JobList m_jobs;
    RequestList m_requests;
    ProblemList m_problems;
    std::unique_ptr<ChangeJobs> m_changeJobs;
    std::unique_ptr<SyncJobs> m_syncs;
    std::unique_ptr<TrustJobs> m_trust;
    std::unique_ptr<SnapshotJobs> m_snapshots;
    std::unique_ptr<StoreUsage> m_storeRoom;
    std::unique_ptr<PlaceSource> m_placeSource;
};

} // namespace lotse::ui
