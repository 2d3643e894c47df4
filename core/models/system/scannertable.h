// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/scanner.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// The scanners with what only each of them tells: whether it is healthy, what it can do, how old its database is; and
/// which projects use it, which is asked once the scanners are there.
class ScannerTable : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QString usage READ usage NOTIFY usageChanged)
    Q_PROPERTY(bool varied READ isVaried NOTIFY usageChanged)
public:
    explicit ScannerTable(QObject *parent = nullptr);

    /// {name, value} of what a scanner says of itself; empty while it is not known.
    Q_INVOKABLE QVariantList properties(const QString &key) const;
    /// {text, page, params} of the projects that use a scanner; empty while they are not known.
    Q_INVOKABLE QVariantList projectsOf(const QString &key) const;
    /// Which projects use another scanner than the default, in a sentence; empty while it is not known.
    QString usage() const;
    /// Whether there is such a project.
    bool isVaried() const { return !m_others.isEmpty(); }

signals:
    void usageChanged();

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;
    void released() override { m_walk.cancel(); }

private:
    struct More {
        harbor::ScannerRegistration registration;
        harbor::ScannerMetadata metadata;
        bool hasHealth = false;
        bool hasMetadata = false;
        Error error; ///< of the metadata: the scanner itself did not answer
    };
    Cell healthCell(const Row &row) const;
    Cell databaseCell(const Row &row) const;
    Cell usersCell(const Row &row) const;
    void counted();

    QHash<QString, More> m_more;
    JoinedSource m_walk; ///< of the projects
    QHash<QString, QStringList> m_users; ///< projects by scanner
    QStringList m_others; ///< "payments (Clair)"
    qint64 m_projects = 0; ///< that told
    bool m_isCounted = false;
};

} // namespace lotse::models
