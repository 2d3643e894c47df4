// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/project.h"
#include "harbor/registry.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// A project that is a proxy cache, with the registry behind it.
struct ProxyCache {
    Q_GADGET
public:
    harbor::Project project;
    harbor::Registry upstream; ///< id 0: not known
    bool isGone = false; ///< not known although all registries were listed
};

/// The projects that are proxy caches: of what, how that stands, and within which limits.
class ProxyTable : public JoinedTable {
    Q_OBJECT
public:
    explicit ProxyTable(QObject *parent = nullptr);

    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::ProxyCache)
