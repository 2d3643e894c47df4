// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"
#include "shell/sessionviews.h"
#include "stagedtransport.h"

#include <QQuickItem>
#include <QSettings>
#include <QTemporaryDir>
#include <QtQml/qqmlregistration.h>

namespace lotse::test {

/**
 * All that pages want of the program, over a scripted registry: `Stage { id: stage }`, then a page with
 * `app: stage.app`. Nothing is read from or kept on the machine of the user.
 *
 * Findings are read only when a test asks for it (`app.syncs.start()`), into a folder of the stage.
 *
 * Accounts that a test adds are at hosts that the stage plays: "good.test" is the demo registry, "changed.test" has
 * another key than the pinned one, "realm.test" wants its sign-in elsewhere, "plain.test" speaks no TLS, "unknown.test"
 * has a certificate of an authority that nobody trusts, "wrong.test" refuses the password.
 */
class Stage : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app CONSTANT)
    Q_PROPERTY(bool online READ isOnline NOTIFY stateChanged)
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
public:
    explicit Stage(QObject *parent = nullptr);
    ~Stage() override;

    ui::Application *app() { return &m_app; }
    bool isOnline() const;
    QString page() { return m_app.navigator()->page(); }

    /// Shows the scripted registry, as Harbor or (`plain`) as a registry of the Distribution API alone.
    Q_INVOKABLE void open(bool plain = false);
    /// `play`: "fail", "forbid", "empty", "absent" or "hold" for requests whose path holds `pathPart`.
    Q_INVOKABLE void direct(const QString &pathPart, const QString &play);
    /// Answers requests whose path holds `pathPart` with `body`, in place of any script before; empty: nothing is.
    Q_INVOKABLE void answer(const QString &pathPart, const QString &body);
    /// From now on all is answered again, and what was held is sent.
    Q_INVOKABLE void undirect();
    /// Answers of a test that is not written in QML.
    void script(StagedTransport::Script script) { m_transport->script(std::move(script)); }
    /// How many requests run, as the dock says.
    Q_INVOKABLE int running() { return m_app.requests()->running(); }
    /// Adds an account without the form. Returns its id.
    Q_INVOKABLE QString addAccount(const QString &host, const QString &name, const QVariantMap &marks = {});

    /// Adds an account whose secret lies in a sealed file that is locked again afterwards. Returns its id at once.
    Q_INVOKABLE QString addSealed(const QString &host, const QString &name, const QString &master);

    /// The page that the Navigator shows: {file, params} of every page of the page table, with what it needs to show
    /// something of the demo registry.
    Q_INVOKABLE QVariantList pages() const;
    /// The visible items below `root` that take keys or clicks and tell no screen reader what they are.
    Q_INVOKABLE QStringList nameless(QQuickItem *root) const;
    /// Items below `root` that Tab reaches, in the order of the chain, by their accessible names.
    Q_INVOKABLE QStringList tabStops(QQuickItem *root) const;
    Q_INVOKABLE QString clipboard() const;
    /// Lets the account of the scripted registry write, or not.
    Q_INVOKABLE void allowChanges(bool allows);
    /// Keeps, with the verdict of one image, that a keyless identity signed it: nobody vouches for one in the demo.
    Q_INVOKABLE bool keepIdentity(const QString &issuer, const QString &subject, const QString &root);
    /// A trust.json in a folder of its own, with a Notation store "lab" that trusts one certificate.
    Q_INVOKABLE QUrl notationPolicy();
    /// What the scripted registry answers a GET now, whatever was staged.
    Q_INVOKABLE QString ask(const QString &path);

signals:
    void stateChanged();
    void pageChanged();

private:
    Line lineOf(const Account &account);

    // QML takes the stage down before the pages, whose forms may still be connecting: the clock outlives both.
    inline static SystemClock m_clock;
    QTemporaryDir m_folder;
    Accounts m_accounts;
    Secrets m_secrets;
    SessionList m_sessions;
    FindingsService m_triage;
    SyncScheduler m_syncs;
    TrustRuns m_trust;
    SnapshotRuns m_snapshots;
    models::ChangeDesk m_changes;
    QSettings m_settings;
    ui::Application m_app;
    ui::SessionViews m_views;
    std::shared_ptr<StagedTransport> m_transport;
    Session *m_session = nullptr;
};

} // namespace lotse::test
