// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedtable.h"

#include <QVariantList>

namespace lotse::models {

/// How much something takes.
struct SizeRow {
    Q_GADGET
public:
    QString name;
    qint64 bytes = 0;
    qint64 limit = -1; ///< of a project; -1: none
    qint64 artifacts = 0; ///< of a repository
};

/**
 * What takes the room: the projects by what Harbor counts against their quotas, or, with `project` set, its
 * repositories by the sum of their artifacts. Harbor tells no size of a repository; the sum counts layers that
 * artifacts share as often as they are shared, which `sharing` says in numbers.
 */
class SizeTable : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QString project READ project WRITE setProject NOTIFY sourceChanged)
    Q_PROPERTY(QVariantList bars READ bars NOTIFY stateChanged)
    Q_PROPERTY(QString sharing READ sharing NOTIFY stateChanged)
public:
    explicit SizeTable(QObject *parent = nullptr);

    QString project() const { return m_project; }
    void setProject(const QString &project);
    /// The largest, at most twelve: {key, label, value, limit, valueText, text}.
    QVariantList bars() const;
    QString sharing() const;
    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;

private:
    QList<Row> buildRepositories(const JoinedSource &parts) const;

    QString m_project;
    qint64 m_taken = -1; ///< of the project, as its quota counts
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::SizeRow)
