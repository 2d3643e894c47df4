// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "triage/findingsengine.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace lotse {

/**
 * The findings of all registries and what has been decided about them, for the window: nothing is read, worked out or
 * written in the caller's thread. What there is to see is one view, swapped whole; who holds an old one may go on with
 * it. Changes are written in the order of the calls, and all that were asked for are written before it goes.
 */
class FindingsService : public QObject {
    Q_OBJECT
    Q_PROPERTY(bool loading READ isLoading NOTIFY loadingChanged)
    Q_PROPERTY(QString incomplete READ incomplete NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY changed)
public:
    /// `clock` outlives it. Reads nothing before reload().
    FindingsService(store::Plan cache, store::Plan decisions, Clock *clock, QObject *parent = nullptr);
    ~FindingsService() override;

    /// All of it; cheap to copy (shared pointers), for worker threads.
    const TriageView &view() const { return m_view; }
    const findings::Context &context() const { return m_view.context; } ///< `set` is never null
    QList<RegistryRead> registries() const { return m_view.registries; }
    QList<findings::Decision> decisions() const { return m_view.decisions; }
    QList<findings::DecisionEvent> history() const { return m_view.history; } ///< newest last
    QList<findings::Rule> rules() const { return m_view.rules; }
    /// In a sentence or several why the set is not whole; empty where it is.
    QString incomplete() const { return m_view.incomplete(); }

    /// What else there is to know of it, in sentences: whose views it joins, decisions from the future.
    QString notes() const { return m_view.noteText(); }

    bool isLoading() const { return m_loading; }
    bool wasLoaded() const { return m_wasLoaded; } ///< at least once, so that "no findings" means none
    std::optional<Error> error() const { return m_error; } ///< of the last reading
    const store::Plan &cachePlan() const { return m_cache; }

    /// Reads these registries anew, e.g. after a sync; none: all that the store knows.
    void reload(const QStringList &registryIds = {});
    /// Reads the kept verdicts on signatures and the trust policies again, e.g. after a verification.
    void reloadTrust();
    /// Takes away what only these accounts of the store saw, then reads all anew; for accounts that were removed.
    void forgetAccounts(const QStringList &accountIds);
    /// Takes what other programs decided and what has expired; comes by itself every few minutes.
    void refresh();

    /// Who decides, where a decision names nobody; the name of the person at the system until it is set.
    void setAuthor(const QString &author) { m_author = author; }
    QString author() const { return m_author; }

    void make(const QList<findings::Decision> &decisions, const QString &note, const findings::Import &import = {});
    void undo(const QString &eventId);
    void withdraw(const QStringList &ids, const QString &note);
    void keepRule(const findings::Rule &rule);
    void dropRule(const QString &id);
    /// Takes an EPSS or KEV list from a file; priorityImported() or failed() follows.
    void importPriority(const QString &file);

    void setSla(const findings::SlaPolicy &sla);
    void setExposedLabel(const QString &label);

signals:
    void changed();
    /// A priority list is in force; what that means for what is here, in sentences.
    void priorityImported(const QString &sentences);
    void loadingChanged();
    /// A change is written and in force; the view has it. Its id is what undo() takes.
    void decided(const lotse::findings::DecisionEvent &event);
    /// A change was refused or could not be written; nothing has changed.
    void failed(const lotse::Error &error);

private:
    struct Outcome {
        Error loadError; ///< of reading
        Error error; ///< of a change
        std::optional<findings::DecisionEvent> event;
        bool hasView = true; ///< a new one
        QList<Message> notes; ///< of an import
    };
    using Work = std::function<Outcome(FindingsEngine &desk)>;
    void start(Work work, std::function<void(const Outcome &)> done = {});
    void change(std::function<Result<findings::DecisionEvent>(DecisionLedger &ledger)> change);
    void changeRules(std::function<Error(DecisionLedger &ledger)> change);
    void tick();

    store::Plan m_cache;
    Clock *m_clock;
    QString m_author;
    std::shared_ptr<FindingsEngine> m_desk; ///< used by the worker alone
    std::shared_ptr<std::atomic_bool> m_isLeaving;
    QThreadPool m_worker; ///< of one thread: calls keep their order
    TriageView m_view;
    std::optional<Error> m_error;
    QStringList m_next; ///< to be read when the reading that runs is over
    bool m_loading = false;
    bool m_hasNext = false;
    bool m_nextIsAll = false;
    bool m_wasLoaded = false;
};

} // namespace lotse
