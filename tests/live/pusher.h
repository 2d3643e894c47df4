// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"

#include <QNetworkAccessManager>
#include <QUrl>

namespace lotse::test {

/**
 * Pushes content with plain requests of its own, beside the code under test. Each call waits for its answer; the first
 * that fails is kept in `problem()`, and everything after it does nothing.
 */
class Pusher {
public:
    Pusher(QUrl url, const QByteArray &user, const QByteArray &password);

    /// The digest of the blob that was pushed.
    QByteArray blob(const QByteArray &repository, const QByteArray &bytes);
    /// Takes over a blob of another repository.
    void mount(const QByteArray &repository, const QByteArray &from, const QByteArray &digest);
    /// Pushes a manifest under a tag, or under its own digest where `tag` is empty; returns the digest.
    QByteArray manifest(
        const QByteArray &repository, const QByteArray &mediaType, const QByteArray &bytes, const QByteArray &tag = {});
    /// Manifests under their tags, many at a time.
    void manifests(const QByteArray &repository, const QByteArray &mediaType,
        const QList<std::pair<QByteArray, QByteArray>> &tagsAndBytes);

    QByteArray problem() const { return m_problem; }

private:
    struct Answer {
        int status = 0;
        QByteArray location;
        QByteArray body;
    };
    QNetworkReply *send(
        const QByteArray &method, const QByteArray &path, const QByteArray &type, const QByteArray &body);
    Answer wait(QNetworkReply *reply);
    Answer exchange(
        const QByteArray &method, const QByteArray &path, const QByteArray &type = {}, const QByteArray &body = {});
    void expect(const Answer &answer, int status, const QByteArray &what);

    QUrl m_url;
    QByteArray m_authorization;
    QNetworkAccessManager m_network;
    QByteArray m_problem;
};

/// {"mediaType":…,"digest":…,"size":…} with more members behind.
QByteArray descriptorJson(
    const QByteArray &mediaType, const QByteArray &digest, qsizetype size, const QByteArray &more = {});

} // namespace lotse::test
