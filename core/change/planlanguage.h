// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "change/configsnapshot.h"

namespace lotse::change {

/// One statement of the language of plans (docs/plans.md): "quota payments=20GiB".
struct PlanStatement {
    enum class Verb {
        Quota, ///< settings: project to formula
        MemberAdd,
        MemberSet,
        MemberRemove, ///< words: project, "user:alice" or "group:devs", role
        TagAdd,
        TagRemove,
        LabelAdd,
        LabelRemove, ///< words: reference of an artifact, tag or label
        ArtifactDelete, ///< words: reference
        ArtifactCopy, ///< words: reference, "project/repository"
        ArtifactScan,
        ArtifactSbom, ///< words: reference
        Create, ///< kind, words: name
        Set, ///< kind, settings, where
        Delete, ///< kind, words: name
        Run, ///< words: job, and what it is of: "gc", "scan-all", "replication", NAME, "retention", PROJECT
    };
    Verb verb = Verb::Quota;
    const ConfigKind *kind = nullptr;
    QStringList words;
    QList<std::pair<QString, QString>> settings;
    QString project; ///< behind "in"
    QStringList where; ///< "name=payments", "name~pay"; "all"
    int line = 0; ///< of a file, from 1
};

/// The words of a line: blanks part them, '…' and "…" keep them together, # begins a comment. ErrorKind::Usage where a
/// quote is not closed.
Result<QStringList> planWords(const QString &line);
/// ErrorKind::Usage with what is wrong and what may stand there.
Result<PlanStatement> planStatement(const QStringList &words);
/// A file of statements, one a line; an error names its line.
Result<QList<PlanStatement>> planStatements(const QString &text);

/// "payments/backend/api:1.2" or "…@sha256:…", in parts.
struct ArtifactWord {
    QString project, repository, reference;
};
Result<ArtifactWord> artifactWord(const QString &text);

/// What an artifact is, as far as tags and labels need it.
struct ArtifactFacts {
    QString digest;
    QStringList tags;
    QHash<QString, qint64> labels; ///< number by name
    harbor::Params names; ///< what a review says of it
};

/// Kinds that a statement must know of the registry, and the artifacts (as they are written).
QStringList kindsOf(const PlanStatement &statement);
QStringList artifactsOf(const PlanStatement &statement);

/// What is there, for making changes of statements.
struct PlanGround {
    ConfigSnapshot config;
    QHash<QString, Result<ArtifactFacts>> artifacts; ///< by how they are written
};
/// Reads it for all statements; the error is one of the connection or the sign-in.
void readGround(const harbor::Client &client, const QList<PlanStatement> &statements, QObject *context,
    std::function<void(const QString &)> progress, std::function<void(Result<PlanGround>)> done);

/// The changes that a statement asks for; none where all is so already. ErrorKind::Usage where the registry has no such
/// thing, the value does not fit, or what is there could not be read.
Result<QList<Change>> changesOf(const PlanStatement &statement, const PlanGround &ground);

} // namespace lotse::change
