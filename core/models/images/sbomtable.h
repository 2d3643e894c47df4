// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "models/tables/tablemodel.h"
#include "oci/client.h"
#include "oci/sbom.h"

namespace lotse::models {

/// The packages that the SBOM of an artifact names. Nothing of it was verified by reading it.
class SbomTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QString format READ format NOTIFY documentChanged)
    Q_PROPERTY(QString document READ document NOTIFY documentChanged)
    Q_PROPERTY(QDateTime created READ created NOTIFY documentChanged)
    Q_PROPERTY(QString tools READ tools NOTIFY documentChanged)
public:
    explicit SbomTable(QObject *parent = nullptr);

    /// Through Harbor: `keys` name the SBOM's own artifact (reference: the digest of the accessory).
    void setSource(const harbor::Client &client, const harbor::Params &keys);
    /// The first SBOM among what is attached to `subject`, on any registry.
    void setSource(const oci::Client &client, const QString &repository, const QString &subject);
    /// Something of it is not read, as that counts as a pull.
    bool asks() const { return oci::PullGuard::isRefusal(lastError()); }
    void refresh() override;

    QString format() const; ///< "SPDX", "CycloneDX", or empty
    QString document() const { return m_sbom.name; }
    QDateTime created() const { return m_sbom.created; }
    QString tools() const { return m_sbom.tools.join(QStringLiteral(", ")); }
    Q_INVOKABLE QByteArray bytes() const { return m_bytes; } ///< as the registry gave them, for saving

signals:
    void documentChanged();

private:
    struct ReadSbom {
        oci::Sbom sbom;
        QByteArray bytes;
    };
    static Result<ReadSbom> decode(const QByteArray &bytes);
    void readFromHarbor();
    void listAttached();
    void readAttached(const oci::Referrers &referrers);
    void readBlob(const oci::Manifest &manifest);
    void came(const Result<ReadSbom> &read);

    harbor::Client m_harbor{nullptr};
    harbor::Params m_keys;
    oci::Client m_oci{nullptr};
    QString m_repository;
    QString m_subject;
    QObject *m_run = nullptr;
    oci::Sbom m_sbom;
    QByteArray m_bytes;
};

} // namespace lotse::models
