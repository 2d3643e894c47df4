// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/client.h"
#include "trust/evidence.h"

namespace lotse::trust {

/// What is to be looked for.
struct TrustQuestion {
    QString host; ///< as the policy writes it
    QString repository;
    QString target; ///< tag or digest
    QString reference; ///< as it was asked for
    QList<oci::Digest> accessories; ///< of Harbor
    /// The target is a digest that a proved list named: its manifest is read only where something is attached, and tags
    /// are asked for their digest first, so that what has nothing attached does not count as pulled.
    bool isQuiet = false;
};

/// Whether an accessory of Harbor may hold a signature: no SBOM that Harbor made, and no other form of the image
/// itself.
bool mayHoldSignature(const QString &accessoryType);

/**
 * Gathers what is attached to an artifact: by the referrers API, the fallback tag, cosign's tags and Harbor's
 * accessories, merged by digest. A tag is resolved once; all else goes by digests that were computed here. At most six
 * requests at a time. Belongs to `context`, and deletes itself after `onDone`.
 */
class TrustWalk final : public QObject {
    Q_OBJECT
public:
    TrustWalk(oci::Client client, TrustQuestion question, QObject *context);

    /// An error where the artifact itself could not be read; what else could not is in the evidence.
    std::function<void(Result<Evidence>)> onDone;
    void start();

private:
    void findLists();
    void findReferrers();
    void findTag(const QString &suffix);
    void add(const oci::Digest &digest, const QString &foundBy);
    void fetchNext();
    void fetch(qsizetype index);
    void takeManifest(qsizetype index, const Result<oci::Manifest> &manifest);
    void fetchBlob(qsizetype index, qsizetype blob);
    void findTagQuietly(const QString &tag);
    void listed();
    void readSubject();
    void readAttached();
    void finish();

    struct Task {
        qsizetype manifest = 0;
        qsizetype blob = -1; ///< -1: the manifest itself
    };

    oci::Client m_client;
    TrustQuestion m_question;
    Evidence m_evidence;
    QList<Task> m_tasks;
    int m_lists = 0; ///< that are still to come
    int m_inFlight = 0;
    qsizetype m_blobs = 0;
};

} // namespace lotse::trust
