// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decide.h"
#include "findings/exports.h"
#include "triage/decisionledger.h"
#include "triage/prioritylists.h"

namespace lotse {

struct TrustBook;

/// What the local store holds of a registry, and from when.
struct RegistryRead {
    QString id; ///< UUID, ours
    QString name;
    QString origin; ///< "https://harbor.example.com"
    QDateTime listed; ///< when its lists were read last
    QDateTime oldestRead; ///< when the oldest of its reports was read; invalid where there is none
    findings::Coverage coverage; ///< in images
    QStringList refused; ///< projects whose lists could not be read whole
    QHash<QString, QString> refusals; ///< why, by project, as toKept() gives it
    QStringList unreadableReasons; ///< why reports could not be read, as toKept() gives it; the first few
    qint64 unseen = 0; ///< projects that the last list did not reach
    bool sawAll = true; ///< the last list of projects came to its end
    qint64 unread = 0; ///< images whose report is to be read yet
    qint64 accounts = 1; ///< that have read it and whose views are shown together
    qint64 damaged = 0; ///< images and reports that the store could not read back
    qint64 undated = 0; ///< repositories of which it is not known when findings were first seen

    bool isWhole() const { return gap().isEmpty(); }
    /// Why it is not whole, in a sentence; empty where it is.
    Message gap() const;

private:
    QString refusedText() const;
};

/// All that is known at one moment. Shared and never changed, so that any thread may ask it.
struct TriageView {
    findings::Context context; ///< `set` is never null
    QList<RegistryRead> registries;
    std::shared_ptr<const TrustBook> trust; ///< kept verdicts on signatures; null before anything was read
    QList<findings::Decision> decisions; ///< in force, expired, or dated in the future
    QList<findings::DecisionEvent> history; ///< newest last
    QList<findings::Rule> rules;
    QList<findings::RuleOutcome> outcomes; ///< of the rules that are valid now
    QList<Message> gaps; ///< why the set is not whole
    QList<Message> notes; ///< what else to know of it: whose views it joins, decisions from the future
    QString decisionLog; ///< the last entry of the log of decisions and how many there are, for exports
    QList<Message> warnings; ///< on priority lists that are missing, old or unreadable
    findings::EpssTable epss; ///< without its scores: version and date
    findings::KevTable kev; ///< without its entries
    bool hasEpss = false, hasKev = false; ///< whether there is such a list at all

    /// In one sentence or several; empty where the set is whole.
    QString incomplete() const;
    QString noteText() const; ///< `notes` in sentences
    /// For exports: addresses of the registries, decisions, the mark of a set that is not whole.
    findings::ExportOptions exportOptions() const;
};

/**
 * Puts findings, priority lists and decisions together: for the command line, for tests, and for the thread of
 * FindingsService. One thread at a time. What cannot be read is a gap of the view and an error of the call, never an
 * empty set that looks whole.
 */
class FindingsEngine {
public:
    FindingsEngine(store::Plan cache, store::Plan decisions, const Clock *clock, findings::DecisionPolicy policy = {});

    /// From the next load() on, only what this account of the store sees; empty: what all see together.
    void setAccount(const QString &accountId) { m_account = accountId; }

    /// Reads these registries anew, or all that the store knows, and the priority lists; then what is decided.
    Result<void> load(const QStringList &registryIds = {});
    Result<void> forgetAccounts(const QStringList &accountIds);
    /// Takes what other programs decided, and what has expired. True where the view is another one now.
    Result<bool> refresh();
    /// Reads the priority lists again.
    Result<void> reloadPriority();

    /// Reads the kept verdicts on signatures and the trust policies again.
    void reloadTrust();

    /// The ledger, opened when first asked for.
    Result<DecisionLedger *> ledger();
    /// After a change through the ledger: puts it in force.
    void apply();

    void setSla(const findings::SlaPolicy &sla) { m_view.context.sla = sla; }
    void setExposedLabel(const QString &label) { m_view.context.exposedLabel = label; }
    /// Whether a decision was made by a clock that is ahead of this one; it is not in force before its time.
    static bool isFromFuture(findings::Seconds created, findings::Seconds now);
    const TriageView &view() const { return m_view; }
    /// Where the priority lists lie.
    QString priorityFolder() const;

private:
    Result<void> loadSegments(const QStringList &registryIds);
    findings::Seconds nextChange(findings::Seconds after) const;
    void takeLedger();
    void noteAll();
    void loadTrust();

    store::Plan m_cache;
    store::Plan m_decisions;
    const Clock *m_clock;
    findings::DecisionPolicy m_policy;
    std::unique_ptr<DecisionLedger> m_ledger;
    QString m_account;
    QHash<QString, QString> m_formerIds; ///< of registries: as it was -> as it is
    PriorityLists m_priority;
    bool m_hasPriority = false;
    Error m_cacheError;
    Error m_ledgerError;
    TriageView m_view;
};

} // namespace lotse
