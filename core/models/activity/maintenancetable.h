// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedtable.h"

#include <QVariantList>

namespace lotse::models {

/// The runs of garbage collection ("gc") or of the audit purge ("purge"): what they freed over time, and when the next
/// ones are. `only`: "real" (no dry runs), "failed".
class MaintenanceTable : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY sourceChanged)
    Q_PROPERTY(QVariantList freed READ freed NOTIFY stateChanged)
    Q_PROPERTY(QString schedule READ scheduleSentence NOTIFY stateChanged)
    Q_PROPERTY(QString doing READ doing NOTIFY stateChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY stateChanged)
public:
    explicit MaintenanceTable(QObject *parent = nullptr);

    QString kind() const { return QString::fromLatin1(m_kind); }
    void setKind(const QString &kind);
    /// Bytes that each real run freed, the oldest first: {time, value (GiB), label, text, key}.
    QVariantList freed() const;
    QString scheduleSentence() const;
    /// What the runs by schedule do, in words; empty where there is no schedule.
    QString doing() const;
    /// How much all runs that are kept have freed; empty where that is not told.
    QString summary() const;
    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override;
    bool isShown(const Row &row, const QString &only) const override;

private:
    QByteArray m_kind;
};

} // namespace lotse::models
