// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"
#include "store/reportdictionaries.h"
#include "store/reportstore.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

namespace lotse::test {

/// A line of a report.
struct SampleLine {
    QByteArray vulnerability;
    QByteArray package = "openssl";
    QByteArray version = "3.0.1";
    QByteArray fix = "3.0.2";
    QByteArray severity = "High";
    QByteArray description = {};
};

/// A cache filled by hand, without a sync: registry "r" with account "a", projects web and ops.
class SampleStore {
public:
    explicit SampleStore(ManualClock *clock);

    QString folder() const { return m_folder.path(); }
    store::Database &database() { return *m_database; }
    /// Lists these images ("web/shop", "sha256:1") as all that there is.
    void list(const QList<std::pair<QString, QString>> &images, const QHash<QString, QString> &refusals = {});
    /// Keeps a report, made now, of a digest.
    void report(const QString &digest, const QList<SampleLine> &lines, const QByteArray &scanner = "2");
    /// Keeps that the scan of a digest failed.
    void fail(const QString &digest);
    QDateTime pushed{QDate(2026, 11, 20), QTime(8, 0), Qt::UTC}; ///< of images that are listed from now on
    qint64 remoteId = 0; ///< the registry's number of each of them
    QDateTime made; ///< what reports say of themselves; invalid: now
    qint64 registry() const { return m_registry; }
    /// Opens the cache anew, as another start of the program would.
    void reopen();

private:
    void keep(const store::Report &report, const std::function<store::ReportBody(store::ReportDictionaries &)> &body);

    QTemporaryDir m_folder;
    ManualClock *m_clock;
    std::unique_ptr<store::Database> m_database;
    store::ReportDictionaries m_book;
    qint64 m_registry = 0;
    qint64 m_account = 0;
};

} // namespace lotse::test
