// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/facts.h"

#include <QMetaType>
#include <QVariant>

namespace lotse::posture {

namespace Results {
Q_NAMESPACE
/// In the order in which they are shown: what has to be looked at first.
enum class Outcome { Failed, NotAssessable, Excepted, Passed, NotApplicable };
Q_ENUM_NS(Outcome)
enum class Severity { Low, Medium, High, Critical };
Q_ENUM_NS(Severity)
} // namespace Results
using Results::Outcome;
using Results::Severity;

/// A control of a framework that a check supports (never: fulfils), and how sure the mapping is.
struct Control {
    QString framework; ///< short: "CS"
    QString title; ///< "CIS Software Supply Chain Security Guide 1.0"
    QString id; ///< "4.2.3"
    char confidence = 'm'; ///< h, m or l
};

/// Where in the facts something stands: a row, and the path to a piece of it.
struct Proof {
    QString kind;
    qsizetype row = -1; ///< -1: all that was answered (an empty list)
    QString path;
};

/// What a rule says.
struct Verdict {
    Outcome outcome = Outcome::NotAssessable;
    Message message; ///< a sentence
    QStringList subjects; ///< what fails: projects, robots, images
    QList<Proof> proofs;
    bool isByAbsence = false; ///< what is not in a fact decided: it counts only where all of it could be read

    static Verdict passed(const Message &message) { return {Outcome::Passed, message, {}, {}}; }
    static Verdict failed(const Message &message) { return {Outcome::Failed, message, {}, {}}; }
    static Verdict notAssessable(const Message &message) { return {Outcome::NotAssessable, message, {}, {}}; }
    static Verdict notApplicable(const Message &message) { return {Outcome::NotApplicable, message, {}, {}}; }
    /// Where only what could not be read would tell.
    static Verdict unread() { return Verdict().byAbsence(); }
    Verdict &byAbsence()
    {
        isByAbsence = true;
        return *this;
    }
    Verdict &with(const QString &kind, qsizetype row, const QString &path = {})
    {
        proofs.append({kind, row, path});
        return *this;
    }
};

class Sight;

/// A check: a row of the table in checks(). `needs` are kinds of facts that it cannot do without; of `uses` it makes
/// what there is. `limits` are its thresholds: "days=365 most=3".
struct Check {
    const char *id = ""; ///< "P10"
    const char *title = "";
    Severity severity = Severity::Medium;
    bool isForAny = false; ///< for every OCI registry; else for Harbor alone
    const char *needs = "";
    const char *uses = "";
    const char *limits = "";
    const char *controls = ""; ///< "CS 4.2.4; N 4.2.3; I 5.16, 8.5~m": a mark says where the confidence is another
    char confidence = 'm'; ///< of the mapping, where no mark stands
    const char *mend = ""; ///< how to mend it, in words
    const char *page = ""; ///< where in the window; empty where nowhere
    Verdict (*rule)(const Sight &sight) = nullptr;
};

/// All checks, by their number.
const QList<Check> &checks();
const Check *check(const QString &id);
/// The controls of a check's row, in its order.
QList<Control> controlsOf(const char *controls, char confidence);
/// "CIS Docker Benchmark" for "CD"; empty for an unknown one.
QString frameworkTitle(const QString &shortName);

/// What a rule looks at: facts, thresholds and the time.
class Sight {
public:
    Sight(const Facts &facts, const Check &check, const QVariantMap &limits, const QVariantMap &shared)
        : m_facts(facts)
        , m_check(check)
        , m_limits(limits)
        , m_shared(shared)
    {
    }

    const Facts &facts() const { return m_facts; }
    QDateTime now() const { return m_facts.at; }
    bool has(const QString &kind) const; ///< read, whole or in part
    /// Whether what a kind does not have of a parent is not there: Fact::isWholeOf().
    bool isWholeOf(const QString &kind, const QString &parent) const;
    const QList<FactRow> &rows(const QString &kind) const; ///< none where it was not read
    QJsonObject one(const QString &kind) const; ///< the first row
    /// A threshold: of the set, else of the check's row.
    double number(const QString &name) const;
    QStringList list(const QString &name) const;
    /// Whether a project counts as production: "production" of the set, patterns; all where it names none.
    bool isProduction(const QString &project) const;
    /// Days since a time of the registry's; infinite for never, negative for the future.
    double daysSince(const QString &time) const;
    double daysSince(qint64 seconds) const;
    /// Whether the audit trail reaches back that many days; where it does not, silence proves nothing.
    bool isCovered(double days) const;

private:
    const Facts &m_facts;
    const Check &m_check;
    const QVariantMap &m_limits;
    const QVariantMap &m_shared;
};

/// Counts the rows that are as they should be, and keeps those that are not.
class Survey {
public:
    explicit Survey(QString kind)
        : m_kind(std::move(kind))
    {
    }
    void good(qsizetype row, const QString &path = {});
    void bad(qsizetype row, const QString &subject, const QString &path = {});
    /// A sentence for each end: all good, with how many (%1); some bad, how many (%1) of how many (%2); none there.
    Verdict verdict(const char *good, const char *bad, const char *none, Outcome ofNone = Outcome::Passed) const;
    qsizetype count() const { return m_good + m_bad; }
    qsizetype badCount() const { return m_bad; }

private:
    QString m_kind;
    qsizetype m_good = 0, m_bad = 0;
    QStringList m_subjects;
    QList<Proof> m_goodProofs, m_badProofs;
};

/// What is said where the audit trail does not reach back that many days, or is not shown to do so.
Verdict uncovered(const Sight &sight, double days);
/// A time of the registry's as UTC; invalid for never (Harbor writes a year before 1970).
QDateTime timeOf(const QString &text);
/// A member that Harbor writes as a text, a number or a bool, as text.
QString textOf(const QJsonValue &value);
/// A value of Harbor's configuration, from {key: {value, editable}}; undefined where it is missing.
QJsonValue settingOf(const QJsonObject &configuration, const QString &key);
/// Whether a text fits a pattern of * and ?.
bool fits(const QString &text, const QStringList &patterns);

// The rows of checks(), by subject.
QList<Check> accessChecks();
QList<Check> robotChecks();
QList<Check> channelChecks();
QList<Check> scanChecks();
QList<Check> trustChecks();
QList<Check> lifecycleChecks();
QList<Check> systemChecks();
QList<Check> imageChecks();

} // namespace lotse::posture
