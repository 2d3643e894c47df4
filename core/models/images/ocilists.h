// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "oci/client.h"

#include <QSet>

namespace lotse::models {

/// A repository of a registry that has no more to tell of it than its name.
struct NamedRepository {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(bool, byHand) ///< named by the user, because the registry has no catalog or does not list it
    bool operator==(const NamedRepository &) const = default;
};

/**
 * The repositories of a plain registry: its catalog, and those that the account names. Where there is no catalog, the
 * named ones alone, and `note` says so.
 */
class OciRepositories : public TableModel {
    Q_OBJECT
public:
    explicit OciRepositories(QObject *parent = nullptr);

    /// Reads the catalog anew; `named` are shown whether it lists them or not.
    void setSource(const oci::Client &client, const QStringList &named);
    void refresh() override;

private:
    void show(const QStringList &listed);

    oci::Client m_client{nullptr};
    QStringList m_named;
    QObject *m_run = nullptr;
};

/// A tag of a repository, with what its manifest told once it was read.
struct TaggedManifest {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QString, digest)
    FIELD(QString, type) ///< "image", "index of 3", or the artifact type
    FIELD(QString, platform) ///< of an index all of them
    FIELD(qint64, size) ///< config and layers, as claimed; of an index 0
    FIELD(int, attached) ///< signatures, SBOMs and attestations that hang on it by tag
    bool operator==(const TaggedManifest &) const = default;
};

/// The tags of a repository of a plain registry, the newest version first. Manifests are read for the rows in view.
class OciTags : public TableModel {
    Q_OBJECT
public:
    explicit OciTags(QObject *parent = nullptr);

    void setSource(const oci::Client &client, const QString &repository);
    void refresh() override;
    void setInView(int first, int last) override;
    /// Manifests of rows that nobody looked at are not fetched for it: each fetch may count as a pull.
    void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done) override;

private:
    void came(const Result<oci::NameList> &list);
    void readInView();
    void manifestCame(const QString &tag, const Result<oci::Manifest> &manifest);

    oci::Client m_client{nullptr};
    QString m_repository;
    QObject *m_run = nullptr;
    oci::TagGroups m_groups;
    int m_first = 0;
    int m_last = -1;
    QSet<QString> m_reading;
    QSet<QString> m_read;
};

} // namespace lotse::models
