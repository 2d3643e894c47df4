// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/snapshotbook.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/// A snapshot as a row: with what changed, and whose it is.
struct SnapshotRow {
    change::SnapshotStory story;
    store::SnapshotSeries series;
};

/**
 * The snapshots of one registry as a table, newest first, and the names of those of all others. Read from the file by a
 * worker. Belongs to a page.
 */
class SnapshotTable : public TableModel {
    Q_OBJECT
public:
    explicit SnapshotTable(QObject *parent = nullptr);

    /// Nothing is read before refresh().
    void setStore(const store::Plan &plan, const Clock *clock);
    const store::Plan &plan() const { return m_plan; }
    /// Host and port of the registry whose snapshots are shown.
    void setPlace(const QString &place);
    const QString &place() const { return m_place; }
    void refresh() override;

    /// One that can be compared.
    struct Choice {
        qint64 id = 0;
        QString name, who; ///< registry and user
        QDateTime at;
        bool isHere = false; ///< of the registry that is shown
    };
    /// Newest first, those of the registry that is shown before all others.
    const QList<Choice> &choices() const { return m_choices; }
    /// The snapshot before this one in its series; 0 where it is the first.
    qint64 before(qint64 snapshot) const;

signals:
    void wasRead();

private:
    store::Plan m_plan;
    const Clock *m_clock = nullptr;
    QString m_place;
    QList<Choice> m_choices;
    QHash<qint64, qint64> m_before;
    quint64 m_turn = 0;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::SnapshotRow)
