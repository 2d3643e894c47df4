// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/webhook.h"
#include "models/activity/lastruns.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// The webhooks of every project, with what each of them was last told of, and when.
class WebhookTable : public JoinedTable {
    Q_OBJECT
public:
    explicit WebhookTable(QObject *parent = nullptr);

    /// The runs of a webhook.
    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    void seen(const QList<Row> &rows) override { m_runs.ask(rows); }
    bool isLooking() const override { return m_runs.isAsking(); }
    void released() override { m_runs.stop(); }

private:
    /// Of the row's events, the newest first; none: never triggered.
    QList<harbor::WebhookLastTrigger> triggersOf(const Row &row) const;
    Cell lastCell(const Row &row) const;

    LastRuns m_runs;
    bool m_knowsTriggers = false;
    QHash<QString, QList<harbor::WebhookLastTrigger>> m_triggers; ///< by "project\nname"
};

} // namespace lotse::models
