// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tablemodel.h"
#include "oci/client.h"

namespace lotse::models {

/// What hangs on an artifact, two levels deep: listed by the registry, verified by nobody. The key is the digest.
class AttachedTable : public TableModel {
    Q_OBJECT
public:
    explicit AttachedTable(QObject *parent = nullptr);

    /// `subject` is a digest, "sha256:…". Reads at once.
    void setSource(const oci::Client &client, const QString &repository, const QString &subject);
    void refresh() override;

private:
    void came(const Result<oci::Referrers> &referrers);

    oci::Client m_client{nullptr};
    QString m_repository;
    QString m_subject;
    QObject *m_run = nullptr;
};

} // namespace lotse::models
