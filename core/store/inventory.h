// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QDateTime>
#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace lotse::store {

struct ProjectRow {
    qint64 remoteId = 0; ///< the registry's own number
    QString name;
    bool isPublic = false;
};

struct RepositoryRow {
    qint64 remoteId = 0;
    QString project;
    QString name; ///< with the project: "platform/backend/api"
    QString description;
    qint64 pulls = 0;
    QDateTime createdAt, updatedAt;
};

struct TagRow {
    QString name;
    QDateTime pushedAt, pulledAt;
};

/// A platform of an index.
struct ChildRow {
    QString digest;
    QString platform; ///< "linux/arm64/v8", empty where the index does not say
};

/// A top-level artifact of a repository: no accessory, and no child that an index brought along.
struct ArtifactRow {
    qint64 remoteId = 0;
    QString repository; ///< with the project
    QString digest;
    QString kind; ///< the registry's word: "IMAGE", "CHART", ...
    QString mediaType; ///< of the manifest
    QString artifactType;
    QString platform; ///< of an image that is no index
    qint64 size = 0; ///< bytes
    QDateTime pushedAt, pulledAt; ///< invalid: never
    bool isScannable = false;
    QList<TagRow> tags;
    QList<ChildRow> children;
    QStringList labels; ///< names, of the registry and of the project alike
    bool hasLabels = false; ///< they were read: without any, it has none
};

/// What one proved window over the lists saw. Nothing of it is kept before the second proof.
struct Listing {
    QDateTime at;
    QList<ProjectRow> projects;
    bool hasAllProjects = false; ///< the list of projects was read to its end
    QList<RepositoryRow> repositories;
    QSet<QString> completeRepositories; ///< projects whose repositories were read to their end
    QList<ArtifactRow> artifacts;
    QSet<QString> completeArtifacts; ///< projects whose artifacts were read to their end
    QHash<QString, QString> refusals; ///< project -> why, as toKept() gives it
};

/// Numbers of artifacts.
struct ListingOutcome {
    qint64 seen = 0, added = 0, moved = 0, gone = 0;
};

/// Which reports to ask for.
struct WantedReport {
    QString repository; ///< one of those that hold the digest
    QString digest;
};

/**
 * What a registry holds, as far as an account saw it: projects, repositories, artifacts. Rows are never deleted: what a
 * complete list no longer shows gets "not seen since". Borrows its database.
 */
class Inventory {
public:
    explicit Inventory(Database *database)
        : m_database(database)
    {
    }

    /// The number of a registry in this file, made where it is new. There is one for each place (samePlace()): the one
    /// that is there goes by this uuid from now on and is still found by the one that it had.
    Result<qint64> registry(const QString &uuid, const QString &name, const QString &origin);
    /// The number of an account; `identity` is what the registry proved it to be.
    Result<qint64> account(qint64 registry, const QString &uuid, const QString &identity, const QDateTime &provedAt);

    /// Keeps a window, in one transaction. New artifacts and such whose push time moved are marked as due.
    Result<ListingOutcome> apply(qint64 registry, qint64 account, const Listing &listing);

    /// Adds an image that no list showed, e.g. one whose report came from a file, and lets the account see its project.
    /// What is there already gets the tags and stays otherwise; nothing is taken for gone.
    Result<void> add(qint64 registry, qint64 account, const ArtifactRow &artifact, const QDateTime &at);

    /// Scannable artifacts seen by the account that are due and have no report, or were pushed again; newest first.
    Result<QList<WantedReport>> due(qint64 account);
    /// Those whose report is older: fetched before `readBefore`, or before `missingBefore` where there was none.
    Result<QList<WantedReport>> aged(qint64 account, const QDateTime &readBefore, const QDateTime &missingBefore);

    /// What the registry said of itself last time, in its own words; to notice that something has moved.
    Result<QByteArray> signs(qint64 registry);
    /// `moved`: reports read before this time are to be read again; invalid leaves what was there.
    Result<void> setSigns(qint64 registry, const QByteArray &signs, const QDateTime &moved = {});
    Result<QDateTime> recheckBefore(qint64 registry);

    struct Artifacts {
        QList<ArtifactRow> rows;
        QList<qint64> damaged; ///< rows whose checksum does not fit; mend() has the next list write them anew
    };
    /// Artifacts that the account saw and that are not gone, and those that came from files.
    Result<Artifacts> artifacts(qint64 account);
    /// Those that any account of the registry saw.
    Result<Artifacts> allArtifacts(qint64 registry);
    Result<void> mend(const QList<qint64> &damaged);
    /// One of them, also where it is gone; nothing where there is none, or where it is damaged.
    Result<std::optional<ArtifactRow>> artifact(qint64 registry, const QString &repository, const QString &digest);

    /// What an account does not see whole.
    struct Gaps {
        QStringList refused; ///< projects whose lists could not be read to their end
        QHash<QString, QString> reasons; ///< of those, as they were kept
        qint64 unseen = 0; ///< projects that its last list did not reach and that nobody proved to be gone
        bool sawAll = true; ///< the last list of projects was read to its end
        qint64 unread = 0; ///< images whose report is new or moved and has not been read yet
    };
    Result<Gaps> gaps(qint64 account);
    /// What none of the registry's accounts sees whole.
    Result<Gaps> allGaps(qint64 registry);

private:
    Result<void> keepProjects(qint64 registry, qint64 account, const Listing &listing, QHash<QString, qint64> &ids);
    Result<void> keepRepositories(
        qint64 registry, const Listing &listing, const QHash<QString, qint64> &projects, QHash<QString, qint64> &ids);
    Result<void> keepArtifacts(const Listing &listing, const QHash<QString, qint64> &projects,
        const QHash<QString, qint64> &repositories, ListingOutcome &outcome);
    Result<QList<WantedReport>> wanted(Statement &statement);

    Database *m_database;
};

/// The identity of what is no account: the reports that were read from files.
inline constexpr QLatin1StringView filesIdentity("files");

struct KnownAccount {
    QString id;
    QString identity; ///< what the registry proved it to be; filesIdentity of files
    QDateTime listedAt; ///< when it read the lists last; invalid where it never did
};

/// A registry in the cache, with the accounts that have read it.
struct KnownRegistry {
    QString registryId, name, origin;
    QDateTime listedAt; ///< when its lists were last read whole or in part
    QList<KnownAccount> accounts; ///< in the order in which they came

    /// How many accounts have read it, files left out.
    qsizetype readers() const;
};
/// Those that an account or a file has left something of.
Result<QList<KnownRegistry>> knownRegistries(Database &database);

/// The registry's number of a uuid, also of one that it had before; 0 where the cache does not know it.
Result<qint64> findRegistry(Database &database, const QString &uuid);
Result<qint64> findAccount(Database &database, const QString &uuid);

/// Uuids by which registries went before, and by which they go now.
Result<QHash<QString, QString>> formerIds(Database &database);

/// Takes an account away with all that only it saw.
Result<void> forgetAccount(Database &database, const QString &uuid);

/// The same of several, in the cache of a plan; nothing where there is no such file.
Result<void> forgetAccounts(const Plan &plan, const Clock &clock, const QStringList &uuids);

/// Whether two origins are one place: host and port, with the usual port of the scheme where none is said.
QString placeOf(const QString &origin); ///< "harbor.example.com:443"; the origin itself where it is none
bool samePlace(const QString &origin, const QString &other);

/// Makes one registry of those that are at one place; for stores in which a registry was known by several uuids.
Result<void> joinSamePlaces(Database &database);

} // namespace lotse::store
