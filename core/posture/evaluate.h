// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/checkset.h"

#include <functional>

namespace lotse::posture {

/// A piece of an answer that shows why a result is what it is.
struct Evidence {
    QString kind;
    QString request; ///< "GET /api/v2.0/systeminfo"
    QDateTime at; ///< UTC
    QString requestId;
    QString of; ///< what the object is called: a project, a robot, an image; empty where it has no name
    QString path; ///< of the piece in its object; empty: the whole object
    QByteArray piece; ///< word for word, cut at 4 KiB for showing
    bool isCut = false;
    QString sha256; ///< of the whole piece
    QString answerSha256; ///< of the answer that it stands in; empty where it is in none
};

/// What became of one check.
struct Judged {
    QString id;
    Message title;
    QString ownTitle; ///< of a check from the file of a set, instead of `title`
    Severity severity = Severity::Medium;
    QString group; ///< practice
    Outcome outcome = Outcome::NotAssessable;
    Message message;
    QStringList subjects;
    QStringList missing; ///< facts that could not be read, "quotas (quota:list)"; in the language of the program
    QList<Gap> unread; ///< the same, before it is words
    QList<Evidence> evidence;
    QList<Control> controls;
    Message mend;
    QString ownMend;
    QString page;
    QList<Exception> exceptions; ///< that were applied
    QList<Exception> expired; ///< that would have been, and count no more
};

/// What became of it as a sentence, in the words that `say` finds.
QString sentenceOf(const Judged &judged, const std::function<QString(const Message &)> &say);

/// The posture of one registry at one time.
struct Posture {
    QString registry, host, version, identity;
    QString set, setTitle, setSha256;
    QDateTime at;
    QList<Judged> checks; ///< in the order of the set
    QStringList blindSpots; ///< what could not be read, a sentence each
    QList<Exception> exceptions; ///< all of the set, applied or not
    Facts facts; ///< with all answers

    qsizetype count(Outcome outcome) const;
    /// Whether each check that applies could be judged. Where not, nothing may be called compliant.
    bool isWhole() const { return count(Outcome::NotAssessable) == 0; }
    /// The gravest failure; nothing where none failed.
    std::optional<Severity> worst() const;
};

/// Judges the facts by the set. Takes some time for many images: off the GUI thread.
Posture evaluate(Facts facts, const CheckSet &set);

/// What could not be read of the facts, or of these kinds of them; what is true of many is said once.
QList<Gap> gapsOf(const Facts &facts, const QStringList &kinds);
/// The same, a sentence each, in the words that `say` finds.
QStringList blindSpots(
    const Facts &facts, const QStringList &kinds, const std::function<QString(const Message &)> &say);

/// The kinds of facts that a set needs or uses, without "@images".
QStringList kindsOf(const CheckSet &set, bool isHarbor);

/// "high", and back.
QString severityWord(Severity severity);
std::optional<Severity> severityOf(const QString &word);
/// "failed", "not assessable", …: for files and the command line.
QString outcomeWord(Outcome outcome);
Message outcomeText(Outcome outcome);
Message severityText(Severity severity);

/// The posture as JSON: schema in docs/posture-sets.md. English.
QByteArray postureJson(const Posture &posture);
/// The failures as SARIF 2.1.0. English.
QByteArray postureSarif(const Posture &posture);

} // namespace lotse::posture
