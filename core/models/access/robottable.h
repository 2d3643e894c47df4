// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/robot.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/**
 * The robots of the system and of every project: when they expire, what they may do, when they were last seen in the
 * audit trail (asked for rows in view). `only`: "push", "expired", "soon" (14 days), "never", "off", or of the calendar
 * "2026-12" (what ends in that month) and "later".
 */
class RobotTable : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QVariantList calendar READ calendar NOTIFY stateChanged)
public:
    explicit RobotTable(QObject *parent = nullptr);

    /// What ends when: {id (a word of `only`), title, count, condition, sentence} for what has expired, what never
    /// does, each month from this one, and what ends later. Months by local time; empty before the first reading.
    QVariantList calendar() const;
    Place placeOf(const QString &key) const override;
    /// The rights of a robot by place: {where, project, actions: [word], rows: [{resource, cells: ["yes", "no",
    /// "new"]}], flat: heads and cells of all rows one after the other, {text, cell, name}}; "new" is a right that this
    /// registry does not list among those that exist.
    Q_INVOKABLE QVariantList rights(const QString &key) const;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override
    {
        return {QStringLiteral("push"), QStringLiteral("expired"), QStringLiteral("soon"), QStringLiteral("never"),
            QStringLiteral("off")};
    }
    bool isShown(const Row &row, const QString &only) const override;
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;

private:
    Cell seenCell(const Row &row) const;
    Message trailLimit() const; ///< why the account does not see the whole audit trail; empty where it does

    struct Seen {
        bool isKnown = false;
        QDateTime time; ///< invalid: not in the audit trail
        QString what;
        Error error;
    };
    QHash<QString, Seen> m_seen; ///< by key of the row
    QSet<QString> m_grantable; ///< "project repository push"
};

/// "in 10 days", "expired 3 days ago", "never": a state with its word; sorts by the time that is left.
Cell expiryCell(const harbor::Robot &robot, const QDateTime &now);
/// Whether a robot may push anywhere, by its permissions.
bool mayPushAnywhere(const harbor::Robot &robot);

} // namespace lotse::models
