// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

#include <QDate>
#include <QVariantList>

namespace lotse::models {

/**
 * Audit entries a day, of the last days up to today in the user's time zone: one cheap request a day, of which only the
 * total is read. A day that could not be read has no value; it is not nothing.
 */
class ActivityCounts : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList days READ days NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(qint64 total READ total NOTIFY changed)
public:
    explicit ActivityCounts(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// `query`: further terms for `q`, or empty. `limit`: why the account does not see all entries, where it does not;
    /// then a sum of nothing is not read, and any other is a part.
    void setSource(const harbor::Client &client, int dayCount, const QString &query = {}, const Message &limit = {});

    /// {date: "2026-11-23", time, label, text: a sentence, value, soFar} for each day, oldest first; a day that was
    /// not read has no value, and `soFar` marks the one that is not over.
    QVariantList days() const;
    QString state() const { return m_state; } ///< "idle", "loading", "ready", "partial", "error"
    QString errorText() const { return m_error.text(); }
    qint64 total() const; ///< of the days that were read; -1 before all were asked for

signals:
    void changed();

private:
    void ask();
    void answered(qsizetype index, const Result<harbor::Page> &page);

    harbor::Client m_client{nullptr};
    QString m_query;
    Message m_limit;
    QObject *m_run = nullptr;
    QList<QDate> m_dates;
    QList<qint64> m_counts;
    qsizetype m_next = 0;
    qsizetype m_done = 0;
    QString m_state = QStringLiteral("idle");
    Error m_error;
};

} // namespace lotse::models
