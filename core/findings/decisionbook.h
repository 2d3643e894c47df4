// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decision.h"

#include <QHash>

namespace lotse::findings {

/// One entry of the history of decisions. Events are only ever appended; each holds the hash of the one before.
struct DecisionEvent {
    enum class Kind { Made, Withdrawn };
    QString id; ///< UUID
    Seconds at = 0;
    QString author;
    Kind kind = Kind::Made;
    QString note; ///< "query: sev:>=high fix:no", "undo", "imported from x.json"
    QList<Decision> decisions; ///< that were made
    QStringList withdrawn; ///< ids of decisions
    QString undoes; ///< id of the event that this one takes back
    ImportedDocument document; ///< that the decisions come from
    QByteArray previous; ///< hash of the event before, hex; empty for the first
    QByteArray hash; ///< SHA-256 over the JSON without this member, hex
    bool operator==(const DecisionEvent &) const = default;
};

/// What goes along with decisions that come from a document.
struct Import {
    ImportedDocument document;
    QStringList withdrawn; ///< ids of decisions that it states no longer
};
/// The documents of these events, each in the newest version that was imported and not undone.
QList<ImportedDocument> importedDocuments(const QList<DecisionEvent> &events);

/// A line of JSON.
QByteArray eventJson(const DecisionEvent &event);
/// Strict, at most 64 MiB; ErrorKind::Decode or TooLarge.
Result<DecisionEvent> readEvent(QByteArrayView json);

/**
 * All decisions and how they came about, in memory. Whoever owns it writes the event that a change returns to the store
 * and only then calls append(): what is on disk is never behind what is shown.
 */
class DecisionBook {
public:
    explicit DecisionBook(DecisionPolicy policy = {})
        : m_policy(policy)
    {
    }

    /// The event that makes these decisions; ids and time are filled in, and the author where
    /// a decision names none (an imported one keeps its own). Nothing changes until append(). The import of a document
    /// may withdraw others in the same event: what an earlier version stated.
    Result<DecisionEvent> make(QList<Decision> decisions, const QString &author, const QString &note, Seconds now,
        const Import &import = {}) const;
    /// The event that takes back another: what it made is withdrawn, what it withdrew is in force again. ErrorKind::
    /// NotFound; Conflict where it has been taken back already.
    Result<DecisionEvent> undo(const QString &eventId, const QString &author, Seconds now) const;
    /// The event that withdraws single decisions.
    Result<DecisionEvent> withdraw(
        const QStringList &ids, const QString &author, const QString &note, Seconds now) const;

    /// Takes an event. ErrorKind::Conflict where it does not follow the last one or its hash is not right: then the
    /// history was changed by another hand.
    Result<void> append(const DecisionEvent &event);

    /// Decisions in force or expired: not withdrawn and not superseded by one that is in force.
    QList<Decision> current() const;
    const Decision *find(const QString &id) const;
    const QList<DecisionEvent> &events() const { return m_events; }
    /// The events that speak of a decision or of those that it supersedes, oldest first.
    QList<DecisionEvent> history(const QString &decisionId) const;

private:
    QString firstGone(const QStringList &ids) const; ///< none of which is in force
    DecisionEvent next(DecisionEvent event, const QString &author, Seconds now) const;

    DecisionPolicy m_policy;
    QList<DecisionEvent> m_events;
    QHash<QString, Decision> m_decisions; // all that ever were
    QHash<QString, bool> m_isWithdrawn;
    QHash<QString, QString> m_undoneBy;
};

} // namespace lotse::findings
