// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QJsonObject>

namespace lotse::models {

/// One signature or attestation of an artifact, as its kept verdict tells it.
struct SignatureRow {
    Q_GADGET
public:
    QJsonObject json; ///< as docs/trust-policy.md has it
    bool isFirst = true; ///< of what is attached by one manifest
};

/// The signatures and attestations of one artifact, from a kept verdict: below each manifest what it holds. The key is
/// "manifest/number".
class SignatureTable : public TableModel {
    Q_OBJECT
public:
    explicit SignatureTable(QObject *parent = nullptr);

    /// A verdict as JSON; an empty object for none.
    void setVerdict(const QJsonObject &verdict);
    /// {name, condition, word, text, input} of each step of the verification, in their order.
    Q_INVOKABLE QVariantList steps(const QString &key) const;
    /// {name, value, mono, copy} of the signer, the certificate and what was signed.
    Q_INVOKABLE QVariantList facts(const QString &key) const;
    /// The signed statement as indented JSON; empty where there is none.
    Q_INVOKABLE QString statement(const QString &key) const;
};

/// "trusted", "valid, not trusted", …: of a verdict's word, with the state that a cell shows it with.
Cell verdictCell(const QString &state, const QString &why = {});

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::SignatureRow)
