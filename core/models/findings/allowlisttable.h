// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/project.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// One vulnerability on one allowlist.
struct AllowedCve {
    Q_GADGET
public:
    QString cve;
    QString project; ///< empty: the list of the whole registry
    qint64 projectId = 0;
    qint64 expiresAt = 0; ///< seconds since 1970, 0: never
    bool isInUse = true; ///< a project uses its own list or the registry's, never both
    QStringList projects; ///< that use this list
};

/**
 * Every vulnerability that is let through, by the registry's list or by a project's own: until when, whether the list
 * is in use at all, and how many findings it hides (asked of the server for rows in view). `only`: "used", "expired",
 * "idle".
 */
class AllowlistTable : public JoinedTable {
    Q_OBJECT
public:
    explicit AllowlistTable(QObject *parent = nullptr);

    Place placeOf(const QString &key) const override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override
    {
        return {QStringLiteral("used"), QStringLiteral("expired"), QStringLiteral("idle")};
    }
    bool isShown(const Row &row, const QString &only) const override;
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;

private:
    Cell stateCell(const AllowedCve &one) const;
    Cell hiddenCell(const Row &row) const;

    struct Hidden {
        qint64 count = -1; ///< -1: more than the server counts
        bool isMany = false;
        Error error;
    };
    QHash<QString, Hidden> m_hidden;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::AllowedCve)
