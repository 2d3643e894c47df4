// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/client.h"

#include <QQueue>

namespace lotse::oci {

/// A tag and what it points to.
struct TagRow {
    Q_GADGET
public:
    FIELD(QString, tag)
    FIELD(lotse::oci::Descriptor, descriptor) ///< of the manifest; only a claim where heads were read
    FIELD(lotse::oci::Manifest, manifest) ///< where manifests were read; without its raw bytes
    Error error; ///< why this tag could not be read

    /// Of what was read; errors are not compared.
    bool operator==(const TagRow &other) const
    {
        return tag == other.tag && descriptor == other.descriptor && manifest == other.manifest;
    }
};

struct RepositoryRow {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QList<lotse::oci::TagRow>, tags) ///< in the server's order
    Error error; ///< why the list of tags is missing or ends early
    bool isComplete() const;
};

struct WalkQuestion {
    enum class Depth {
        Names,
        Tags,
        Heads, ///< the digests of tags as the registry claims them; counts as no download
        Manifests,
    };
    QStringList repositories{}; ///< empty: all of the catalog
    Depth depth = Depth::Tags;
};

struct WalkProgress {
    qint64 done = 0; ///< repositories
    qint64 total = 0; ///< known so far
    bool isTotalFinal = false;
};

struct WalkAnswer {
    QList<RepositoryRow> rows; ///< in the order of the catalog
    Error stopped; ///< why the catalog ends early
    qint64 failures = 0; ///< rows and tags with an error
    bool isComplete() const { return !stopped && failures == 0; }
};

/**
 * Reads many repositories: catalog, tags, and what the tags point to. A repository that the catalog names and that has
 * no list of tags any more is empty; one that was named in the question is missing then. Requests overlap, so that the
 * six connections of the transport are always busy. What cannot be read is named on its row, and the others go on; only
 * a catalog that cannot be read at all is an error.
 *
 * Belongs to its context; deletes itself when it is done. Deleting it, or the context, cancels all that is in flight.
 */
class RepositoryWalk final : public QObject {
    Q_OBJECT
public:
    /// `context` must live in the calling thread, where all callbacks run.
    RepositoryWalk(std::shared_ptr<Transport> transport, WalkQuestion question, QObject *context);

    std::function<void(const WalkProgress &)> onProgress; ///< after each repository
    std::function<void(const RepositoryRow &)> onRepository; ///< each as soon as it is read
    std::function<void(Result<WalkAnswer>)> onDone;
    void start();

private:
    struct Tag {
        qsizetype row = 0;
        qsizetype tag = 0;
    };

    void addRepositories(const QStringList &names);
    void pump();
    void askTags(qsizetype row);
    void takeTags(qsizetype row, const Result<NameList> &names);
    void askTarget(const Tag &tag);
    void takeTarget(const Tag &tag, const Result<Manifest> &manifest);
    void takeHead(const Tag &tag, const Result<Descriptor> &descriptor);
    void endTag(const Tag &tag);
    void endRepository(qsizetype row);

    std::shared_ptr<Transport> m_transport;
    Client m_client;
    WalkQuestion m_question;
    WalkAnswer m_answer;
    QList<qsizetype> m_tagsLeft; // of each row
    QQueue<qsizetype> m_tagLists;
    QQueue<Tag> m_targets;
    qint64 m_done = 0;
    int m_active = 0;
    bool m_isCatalogRead = false;
    bool m_isOver = false;
};

} // namespace lotse::oci
