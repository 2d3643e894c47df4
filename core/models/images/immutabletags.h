// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/immutability.h"
#include "models/tables/joinedtable.h"

namespace lotse::models {

/// A tag that a rule protects.
struct ProtectedTag {
    Q_GADGET
public:
    QString repository; ///< without the project
    QString tag;
    QString digest;
    QDateTime pushed;
};

/// Which tags of a project an immutability rule protects: the artifacts of the project, held against the rule's
/// patterns.
class ImmutableTags : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QString project READ project WRITE setProject NOTIFY sourceChanged)
    Q_PROPERTY(QVariant rule READ rule WRITE setRule NOTIFY sourceChanged)
public:
    explicit ImmutableTags(QObject *parent = nullptr);

    QString project() const { return m_project; }
    void setProject(const QString &project);
    QVariant rule() const { return QVariant::fromValue(m_rule); }
    void setRule(const QVariant &rule);
    Place placeOf(const QString &key) const override;
    void refresh() override;

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;

private:
    QString m_project;
    QString m_readOf; ///< project whose tags are here
    harbor::ImmutableRule m_rule;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::ProtectedTag)
