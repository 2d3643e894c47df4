// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/registry.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// Another registry, and what this one uses it for.
struct RegistryUse {
    Q_GADGET
public:
    harbor::Registry registry;
    QStringList policies; ///< of replication, from it or to it
    QStringList proxies; ///< projects that are a proxy cache of it
};

/// The registries that Harbor replicates with or proxies: how they stand, and what depends on them. `only`: "sick",
/// "unused".
class RegistryTable : public JoinedTable {
    Q_OBJECT
public:
    explicit RegistryTable(QObject *parent = nullptr);

    Place placeOf(const QString &key) const override;
    /// What a registry is used for, to be opened: {text, page, params}.
    Q_INVOKABLE QVariantList uses(const QString &key) const;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override;
    bool isShown(const Row &row, const QString &only) const override;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::RegistryUse)
