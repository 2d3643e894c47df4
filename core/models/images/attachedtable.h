// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/artifact.h"
#include "models/tables/tablemodel.h"
#include "oci/client.h"

namespace lotse::models {

/// "Cosign signature", "Attestation: VEX (OpenVEX)", in the language of the program.
QString attachmentText(const oci::Referrer &referrer);
/// What Harbor calls the accessories of an artifact, by digest: it says more than their media types. A signature of
/// cosign 2 is listed with the type of an image's config.
QHash<QString, oci::Attachment> knownAttachments(const harbor::Artifact &artifact);
/// The referrer, with that where its own type tells nothing.
oci::Referrer knownReferrer(oci::Referrer referrer, const QHash<QString, oci::Attachment> &known);

/// What hangs on an artifact, two levels deep: listed by the registry, verified by nobody. The key is the digest.
class AttachedTable : public TableModel {
    Q_OBJECT
public:
    explicit AttachedTable(QObject *parent = nullptr);

    /// `subject` is a digest, "sha256:…". Reads at once.
    void setSource(const oci::Client &client, const QString &repository, const QString &subject);
    /// Something of it is not read, as that counts as a pull.
    bool asks() const { return oci::PullGuard::isRefusal(lastError()); }
    void refresh() override;
    /// knownAttachments(): what the registry itself says of some of them, for those whose type tells nothing.
    void setKnown(const QHash<QString, oci::Attachment> &known) { m_known = known; }
    /// What was verified of some of them here: the words of trust::stateWord() by digest. The others stay unverified.
    void setVerdicts(const QHash<QString, QString> &states);
    /// Whether it holds statements on vulnerabilities, as far as its types tell.
    Q_INVOKABLE bool isVex(const QString &key) const;

private:
    void came(const Result<oci::Referrers> &referrers);
    /// Looks into the manifests of attestations of which the list does not say what they state, one after the other.
    void askPredicates();

    oci::Client m_client{nullptr};
    QString m_repository;
    QString m_subject;
    QHash<QString, oci::Attachment> m_known;
    QHash<QString, QString> m_verdicts;
    QStringList m_untold; ///< keys of attestations whose predicate is not known yet
    QObject *m_run = nullptr;
};

} // namespace lotse::models
