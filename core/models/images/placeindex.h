// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "findings/findingset.h"
#include "models/images/pastedplace.h"
#include "store/placenames.h"
#include "store/schema.h"

namespace lotse::models {

/// Something to go to, found by name in the local store.
struct FoundPlace {
    enum class Kind { Project, Repository, Tag, Digest, Vulnerability, User };
    Kind kind = Kind::Project;
    QString registryId; ///< empty for a vulnerability, which is of all registries
    QString registry; ///< its name
    QString title; ///< "payments/api:1.2", "CVE-2021-44228"
    QString project;
    QString repository; ///< with the project
    QString reference; ///< tag or digest
    qint64 count = -1; ///< occurrences of a vulnerability
    int points = 0; ///< how well it fits; more is better
};

/**
 * The names of all that the local store holds, in memory, to be searched as one types. Read once after each sync, off
 * the GUI thread; never changed, so that any thread may search it.
 */
class PlaceIndex {
public:
    /// An empty index where there is no store yet.
    static Result<std::shared_ptr<const PlaceIndex>> read(const store::Plan &plan, const Clock &clock);

    /// What fits all words of the query, the best first, at most `most`. `set` (may be null) knows the vulnerabilities.
    QList<FoundPlace> find(const QString &query, const findings::FindingSet::Ptr &set, qsizetype most = 40) const;
    /// Where the content of this digest, or of one that begins so, lies.
    QList<FoundPlace> findDigest(const QString &digest, qsizetype most = 40) const;
    /// The name of a project by the registry's number of it; empty where it is not known.
    QString projectName(const QString &registryId, qint64 remoteId) const;
    bool hasRepository(const QString &registryId, const QString &repository) const;
    bool isEmpty() const { return m_registries.empty(); }
    bool knows(const QString &registryId) const;

private:
    struct Tag {
        QString name;
        quint32 artifact = 0;
    };
    struct Registry {
        QString id, name;
        QList<store::ProjectRow> projects;
        QStringList repositories;
        QStringList users;
        std::vector<quint32> repositoryOf; ///< of each artifact
        std::vector<QByteArray> digests; ///< of each artifact
        std::vector<std::vector<Tag>> tags; ///< of each repository
    };
    static void add(Registry &registry, const store::PlaceNames &names, const QList<store::ArtifactRow> &artifacts);

    std::vector<Registry> m_registries;
};

/// How well the words fit a text, in any case: 0 where one of them is not in it. Whole words and beginnings of words
/// count more, and short texts more than long ones.
int wordPoints(const QStringList &words, const QString &text);

} // namespace lotse::models
