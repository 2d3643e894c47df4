// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/vex.h"
#include "models/tables/tablemodel.h"
#include "oci/client.h"

namespace lotse::models {

/// A statement of an attached document, with what it finds in the image that it hangs on.
struct StatedRow {
    Q_GADGET
public:
    findings::VexStatement statement;
    int findings = -1; ///< of the image that it names; -1 where the image is not in the local store
    bool isElsewhere = false; ///< it names other images alone
};

/**
 * The statements of a VEX document that is attached to an image, by itself or as an in-toto attestation: read from the
 * registry, checked against nothing but its digest. Nobody has looked at its signatures. Belongs to a page.
 */
class AttachedVex : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QString format READ format NOTIFY documentChanged)
    Q_PROPERTY(QString author READ author NOTIFY documentChanged)
    Q_PROPERTY(QString documentId READ documentId NOTIFY documentChanged)
    Q_PROPERTY(QDateTime time READ time NOTIFY documentChanged)
    Q_PROPERTY(QString standing READ standing NOTIFY documentChanged)
    Q_PROPERTY(bool asks READ asks NOTIFY stateChanged)
    Q_PROPERTY(QStringList problems READ problems NOTIFY documentChanged)
public:
    explicit AttachedVex(QObject *parent = nullptr);

    /// `referrer` is the digest of what is attached, `subject` that of the image. Reads at once.
    void setSource(
        const oci::Client &client, const QString &repository, const QString &referrer, const QString &subject);
    /// What is known of the image; matched anew. `repository` and `subject` say which image that is.
    void setContext(const findings::Context &context, const QString &registryId);
    void refresh() override;

    QString format() const; ///< "OpenVEX", "CycloneDX VEX", "CSAF VEX"; empty until it is read
    QString author() const;
    QString documentId() const;
    QDateTime time() const;
    bool asks() const { return oci::PullGuard::isRefusal(lastError()); } ///< not read, as that counts as a pull
    QString standing() const; ///< how it is wrapped; empty where it is a document by itself
    QStringList problems() const; ///< what could not be read of it, and what is odd about it; at most 100
    Q_INVOKABLE QString vulnerabilityOf(const QString &key) const; ///< the first name that a statement gives it
    Q_INVOKABLE QByteArray bytes() const { return m_bytes; } ///< the document itself, without what it was wrapped in

signals:
    void documentChanged();

private:
    struct Read {
        QByteArray bytes;
        findings::VexDocument document;
        int signatures = -1; ///< around it; -1 where it is no attestation
        bool namesSubject = true; ///< the attestation names this image
    };
    static Result<Read> decode(const QByteArray &bytes, const QString &subject, findings::Seconds now);
    void readBlob(const oci::Manifest &manifest);
    void came(const Result<Read> &read);
    void matchImage();

    oci::Client m_client{nullptr};
    QString m_repository;
    QString m_referrer;
    QString m_subject;
    QString m_registryId;
    findings::Context m_context;
    QObject *m_run = nullptr;
    std::optional<Read> m_read;
    QByteArray m_bytes;
    quint64 m_turn = 0;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::StatedRow)
