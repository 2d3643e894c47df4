// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedtable.h"

namespace lotse::models {

/**
 * The deployment policies of all projects: what is blocked on pull, what is scanned on push, whose allowlist counts.
 * `only`: "open" (nothing is blocked), "unscanned" (not scanned on push), "public", "proxy".
 */
class PolicyTable : public JoinedTable {
    Q_OBJECT
public:
    explicit PolicyTable(QObject *parent = nullptr);

    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override
    {
        return {QStringLiteral("open"), QStringLiteral("unscanned"), QStringLiteral("public"), QStringLiteral("proxy")};
    }
    bool isShown(const Row &row, const QString &only) const override;
};

} // namespace lotse::models
