// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/scanner.h"
#include "models/gatheredtable.h"

namespace lotse::models {

/// The scanners with what only each of them tells: whether it is healthy, what it can do, how old its database is.
class ScannerTable : public GatheredTable {
    Q_OBJECT
public:
    explicit ScannerTable(QObject *parent = nullptr);

    /// {name, value} of what a scanner says of itself; empty while it is not known.
    Q_INVOKABLE QVariantList properties(const QString &key) const;

protected:
    QList<GatherPart> parts() const override;
    QList<Row> build(const Gathering &parts) override;
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;

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

    QHash<QString, More> m_more;
};

} // namespace lotse::models
