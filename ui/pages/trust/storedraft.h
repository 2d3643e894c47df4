// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

#include <QVariantMap>

namespace lotse::ui {

/// A Notation store of the trust policy as it is typed: trustpolicy.json, the certificates of its trust stores, and the
/// OCSP responders that may be asked. A plain value.
class StoreDraft {
public:
    StoreDraft() = default;
    explicit StoreDraft(const trust::NotationStore &store);

    /// {name, ocsp, policies: [{name, scopes, level, overrides, expired, identities, stores: [{name, checked}]}],
    /// certificates: [{store, subject, fingerprint}]}. `level` is the place in strict, permissive, audit, skip; an
    /// override 0 for that of the level, 1 enforce, 2 log, 3 skip, of authenticity, time stamp, expiry and revocation.
    QVariantMap map() const;
    void setOcsp(const QString &text) { m_ocsp = text; }
    void set(int policy, const QString &part, const QVariant &value);
    void addPolicy();
    void removePolicy(int at);
    /// Certificates of a file for a trust store ("ca:acme"), which the policy takes in. ErrorKind::Usage where they are
    /// none, or the name is no store's.
    Result<void> addCertificates(int policy, const QString &store, const QByteArray &file);
    void removeCertificate(const QString &store, const QString &fingerprint);

    /// As notation reads it. ErrorKind::Usage says what is wrong.
    Result<trust::NotationStore> store() const;

private:
    struct Policy {
        trust::NotationPolicy policy; ///< its level by name alone; scopes and identities as they are typed below
        QString scopes, identities;
        int overrides[4] = {0, 0, 0, 0};
    };

    trust::NotationStore m_store;
    QList<Policy> m_policies;
    QString m_ocsp;
};

} // namespace lotse::ui
