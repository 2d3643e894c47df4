// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/project.h"
#include "harbor/robot.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// Somebody who may do something in a project, and by what.
struct AccessHolder {
    Q_GADGET
public:
    QString name;
    QString kind; ///< "user", "group", "robot", "anybody"
    QString by; ///< in words: "Maintainer", "robot of the system", "the project is public"
    bool mayPull = false;
    bool mayPush = false;
    bool mayDelete = false;
    bool isActive = true; ///< a robot that is disabled or expired holds its rights, but cannot use them
    harbor::Robot robot; ///< id 0 where it is none
};

/**
 * Who may pull from a project, push to it and delete in it, and when they last did: members, system administrators,
 * robots of the project and of the system, anybody. The last pull and push are asked of the project's audit trail for
 * rows in view. `only`: "push", "pull", "delete".
 */
class ProjectAccess : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QString project READ project WRITE setProject NOTIFY sourceChanged)
public:
    explicit ProjectAccess(QObject *parent = nullptr);

    QString project() const { return m_project; }
    void setProject(const QString &project);
    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override
    {
        return {QStringLiteral("push"), QStringLiteral("pull"), QStringLiteral("delete")};
    }
    bool isShown(const Row &row, const QString &only) const override;
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;

private:
    struct Last {
        bool isKnown = false;
        QDateTime time;
        QString what;
        Error error;
    };
    void addMembers(const JoinedSource &parts, QList<Row> &rows) const;
    void addRobots(const JoinedSource &parts, QList<Row> &rows) const;
    Cell lastCell(const Row &row, const QString &operation) const;

    QString m_project;
    QHash<QString, Last> m_last; ///< by key of the row, a line feed, and the operation
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::AccessHolder)
