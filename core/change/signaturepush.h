// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/signing.h"

namespace lotse::change {

/**
 * Pushes a signature to a registry, or removes it: request by request, and nothing is sent again that writes. Belongs
 * to `context`, and deletes itself after `onDone`.
 */
class SignaturePush final : public QObject {
    Q_OBJECT
public:
    SignaturePush(std::shared_ptr<Transport> transport, const Change &change, QObject *context);

    /// The answer of the last request that wrote.
    std::function<void(Result<Response>)> onDone;
    void start();

private:
    using Next = std::function<void()>;
    /// What a tag holds: `raw` is empty where it is not there.
    struct Held {
        QByteArray raw;
        QByteArray etag;
        oci::Digest digest;
    };

    void attach();
    void detach();
    void pushBlob(const QByteArray &bytes, Next next);
    void uploadTo(const Response &begun, const QByteArray &bytes, Next next);
    void pushReferrer();
    void askReferrers();
    void listInTag(bool isAdded, const oci::Descriptor &entry);
    void changeTag(bool isAdded, int attempt);
    void readTag(const QString &tag, std::function<void(Held)> then);
    void putTag(const QString &tag, const Held &held, const QByteArray &manifest, const QString &type);
    void removeManifest(const oci::Digest &digest, Next next);
    void call(Request request, std::function<void(const Response &)> then);
    Request request(const char *method, const QByteArray &rest) const;
    void finish(const Result<Response> &result);
    void fail(Error error);

    std::shared_ptr<Transport> m_transport;
    const Change m_change;
    QString m_repository;
    oci::Digest m_subject;
    trust::SignedContent m_content;
    bool m_isKnown = false; ///< the registry took the sign-in for reading
    bool m_mayShow = false; ///< a manifest, tag or deletion is on its way, at least
    bool m_isShown = false; ///< the manifest is there: what fails from here on leaves it
    Response m_last;
};

} // namespace lotse::change
