// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedtable.h"

namespace lotse::models {

/**
 * The configuration of the registry: every key with its meaning, who may change it, and its value unless that is a
 * secret. Keys that are not known here are shown as they came. `only`: "set" (differs from empty), "fixed", "unknown".
 */
class SettingTable : public JoinedTable {
    Q_OBJECT
public:
    explicit SettingTable(QObject *parent = nullptr);

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override;
    bool isShown(const Row &row, const QString &only) const override;
};

} // namespace lotse::models
