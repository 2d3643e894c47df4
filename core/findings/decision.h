// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/segment.h"
#include "findings/states.h"

#include <QStringList>

namespace lotse::findings {

/// Why a vulnerability does not affect us: the words of CycloneDX.
enum class Justification : quint8 {
    None,
    CodeNotPresent,
    CodeNotReachable,
    RequiresConfiguration,
    RequiresDependency,
    RequiresEnvironment,
    ProtectedByCompiler,
    ProtectedAtRuntime,
    ProtectedAtPerimeter,
    ProtectedByMitigatingControl
};
/// "code_not_present", …; empty for None.
QString justificationWord(Justification justification);
std::optional<Justification> justificationOf(const QString &word);

/// What is done about it: can_not_fix, will_not_fix, update, rollback, workaround_available (CycloneDX).
const QStringList &responseWords();

/// Where a decision holds. Empty parts hold everywhere.
struct Scope {
    QString registry; ///< its id
    QString project;
    QString repository; ///< whole name
    QString digest; ///< of an image or a platform
    QString tagPattern; ///< "release-*": images with such a tag

    /// How narrow it is: 0 everything, 1 registry, 2 project, 3 repository, 4 digest.
    int level() const;
    bool operator==(const Scope &) const = default;
};

/// What a decision is about.
struct Match {
    QStringList vulnerabilities; ///< ids and aliases; empty: all of the package
    QString package; ///< empty: all that have the vulnerability
    QString versions; ///< in `vers` notation; empty: all
    QString path; ///< kept for exports, not compared: reports of registries have no paths
    QString purl = {}; ///< Purl::identity() of the package, where its kind is known: it must fit that of a finding
    bool operator==(const Match &) const = default;
};

struct Evidence {
    QString file;
    QString sha256;
    bool operator==(const Evidence &) const = default;
};

/// Where an imported decision comes from; empty for one that was made here.
struct Source {
    QString document; ///< its id
    Seconds stated = 0; ///< when the statement was made: a newer one takes its place
    QString version = {}; ///< of the document; empty where it names none
    bool operator==(const Source &) const = default;
};

/// A document that was imported; the id is empty where there was none.
struct ImportedDocument {
    QString id, author, version;
    bool isOf(const ImportedDocument &other) const { return id == other.id && author == other.author; }
    bool operator==(const ImportedDocument &) const = default;
};
/// Whether one version of a document is before another, "3" or "1.2.0"; false where either is none of these.
bool isEarlierVersion(const QString &one, const QString &other);

/// What someone decided, once and for good: a change is another decision that supersedes this one.
struct Decision {
    QString id; ///< UUID
    Seconds created = 0;
    QString author;
    State state = State::None;
    Justification justification = Justification::None;
    QStringList responses; ///< of responseWords()
    QString detail;
    Scope scope;
    Match match;
    bool isHiding = false;
    QString reason; ///< needed to hide
    Seconds expires = 0; ///< needed for accepted risk; 0: never
    Seconds review = 0; ///< when to look again; needed to hide what does not expire
    QString approvedBy;
    QString ticket; ///< address
    QList<Evidence> evidence;
    QString supersedes; ///< id of the decision that this one replaces
    int priority = 0; ///< among decisions of the same level, the higher wins
    Source source;
    bool operator==(const Decision &) const = default;
};

/// What a company asks of decisions.
struct DecisionPolicy {
    bool needsFourEyes = false; ///< approved by someone who is not the author
};

/// Whether a decision may be made; ErrorKind::Invalid with the sentence of what is missing. `where` is the field.
Result<void> checkDecision(const Decision &decision, const DecisionPolicy &policy, Seconds now);

/// Until when accepted risk is accepted where nobody says: critical 14 days, high 30, medium 90, low 180.
Seconds defaultExpiry(Severity severity, Seconds now);

/// Compact JSON, the keys in order, times as ISO 8601.
QByteArray decisionJson(const Decision &decision);
/// Strict: unknown words and wrong types are ErrorKind::Decode with the field in `where`.
Result<Decision> readDecision(QByteArrayView json);

} // namespace lotse::findings
