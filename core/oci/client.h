// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "oci/imageconfig.h"
#include "oci/pullguard.h"
#include "oci/referrers.h"

namespace lotse::oci {

/// Names read page by page. The server's order is kept; a name that was given twice is there once.
struct NameList {
    QStringList names;
    QStringList unusable; ///< names that are none (they would not be safe in a path); not in `names`
    Error stopped; ///< why the list ends before its end; no error where it is whole
    bool isComplete() const { return !stopped; }
};

/// What a registry says at its door.
struct Ping {
    QByteArray apiVersion; ///< Docker-Distribution-Api-Version, often absent
    QByteArray challenge; ///< WWW-Authenticate; may be there with a 200 (anonymous reading, sign-in possible)
};

/**
 * The reading half of the OCI Distribution API. Holds no state of a registry, and a share of the transport of its
 * Session, which it may outlive: it gets errors then. Every function takes a context: when it dies, requests are
 * aborted and the callback never runs. The callback runs in the thread of the context, and never before the function
 * has returned.
 *
 * A name that may not stand in a path is refused with ErrorKind::Usage, without a request. Content is used only after
 * its digest was computed from the bytes and compared.
 */
class Client {
public:
    /// With a guard, reading a manifest that would count as a pull is refused until the person agreed.
    explicit Client(std::shared_ptr<Transport> transport, std::shared_ptr<PullGuard> guard = {})
        : m_transport(std::move(transport))
        , m_guard(std::move(guard))
    {
    }

    /// GET /v2/ with the sign-in of the account.
    CallId ping(QObject *context, std::function<void(Result<Ping>)> done) const;

    /**
     * All repositories; `progress` gets the number so far after each page. ErrorKind::Unsupported where the registry
     * has no catalog. 401 and 403 stay what they are: after a ping that went well both mean "this account may not
     * list". A later page that fails ends the list with `stopped`.
     */
    QObject *catalog(
        QObject *context, std::function<void(qint64)> progress, std::function<void(Result<NameList>)> done) const;

    /// All tags of a repository, in the server's order (groupTags sorts). No tags is an empty list.
    QObject *tags(const QString &repository, QObject *context, std::function<void(Result<NameList>)> done) const;

    /// A manifest by tag or digest. On a registry that counts downloads this counts as one: see head() and
    /// PullGuard. A manifest that the guard keeps is given without a request.
    CallId manifest(const QString &repository, const QString &target, QObject *context,
        std::function<void(Result<Manifest>)> done) const;
    /// Type, digest and size of a manifest as the headers claim them; a digest that is missing or odd is not valid.
    CallId head(const QString &repository, const QString &target, QObject *context,
        std::function<void(Result<Descriptor>)> done) const;

    /// A blob whose bytes have the digest of the descriptor. ErrorKind::TooLarge, without a request, where the
    /// descriptor claims more than `limits`.
    CallId blob(const QString &repository, const Descriptor &descriptor, Limits limits, QObject *context,
        std::function<void(Result<QByteArray>)> done) const;
    /// The config of an image manifest.
    CallId config(const QString &repository, const Descriptor &descriptor, QObject *context,
        std::function<void(Result<ImageConfig>)> done) const;

    /// What is attached to a manifest: see Referrers.
    QObject *referrers(const QString &repository, const ReferrerQuestion &question, QObject *context,
        std::function<void(Result<Referrers>)> done) const;

    /// Whether manifest() would be refused by the guard.
    bool asksToRead(const QString &repository, const QString &target) const;

    Transport *transport() const { return m_transport.get(); } ///< null where it has none
    /// "registry.example.com:5000", for sentences.
    QString host() const;

private:
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<PullGuard> m_guard;
};

// The requests and their decoding, for those who run many of them.
Request tagsRequest(const QString &repository);
Request manifestRequest(const QString &repository, const QString &target, const QByteArray &method = "GET");
Result<Manifest> readManifest(const Response &response, const QString &target, const QString &host);
Result<Descriptor> readHead(const Response &response, const QString &host);

/// Whether a registry said in its own words (not a proxy in front of it) that it knows no such repository.
bool isUnknownName(const Error &error);

/// A page of names: the member `key` of the answer, null or missing counts as empty.
Result<QStringList> readNames(const Response &response, const QByteArray &key, const QString &host);

} // namespace lotse::oci
