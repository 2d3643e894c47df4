// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "harbor/report.h"
#include "models/tables/tablemodel.h"

#include <memory>

namespace lotse::models {

/**
 * The vulnerability report of one artifact of Harbor as a table, the worst first. The report is decoded on a worker;
 * rows hold only their number in it, and long texts are decoded when a row is opened.
 */
class FindingsTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY reportChanged)
    Q_PROPERTY(qint64 findings READ findings NOTIFY reportChanged)
    Q_PROPERTY(qint64 fixable READ fixable NOTIFY reportChanged)
    Q_PROPERTY(QString scanner READ scanner NOTIFY reportChanged)
    Q_PROPERTY(QDateTime generatedAt READ generatedAt NOTIFY reportChanged)
    Q_PROPERTY(bool hasReport READ hasReport NOTIFY reportChanged)
    Q_PROPERTY(QStringList severities READ severities WRITE setSeverities NOTIFY narrowed)
    Q_PROPERTY(bool onlyFixable READ onlyFixable WRITE setOnlyFixable NOTIFY narrowed)
public:
    explicit FindingsTable(QObject *parent = nullptr);

    /// `keys`: project_name, repository_name, reference. Reads at once.
    void setSource(const harbor::Client &client, const harbor::Params &keys);
    void refresh() override;

    QVariantMap counts() const { return m_counts; } ///< of the whole report, by the words of findings::severityWord
    qint64 findings() const { return m_read.report ? m_read.report->count() : 0; } ///< whatever is filtered
    qint64 fixable() const { return m_fixable; }
    QString scanner() const { return m_read.report ? m_read.report->scanner() : QString(); }
    QDateTime generatedAt() const { return m_read.report ? m_read.report->generatedAt() : QDateTime(); }
    bool hasReport() const { return m_read.report && !m_read.report->isEmpty(); }

    QStringList severities() const { return m_severities; }
    /// Shows only these severities; all where empty.
    void setSeverities(const QStringList &words);
    bool onlyFixable() const { return m_onlyFixable; }
    void setOnlyFixable(bool only);

    /**
     * All of a row: {id, severity, package, version, fixed, status, cvss, description, vectors, weaknesses}, texts, and
     * {links: texts}. Empty for an unknown key; {problem} where the line cannot be decoded.
     */
    Q_INVOKABLE QVariantMap detail(const QString &key) const;
    /// The registry's own bytes, for saving.
    Q_INVOKABLE QByteArray reportBytes() const { return m_read.report ? m_read.report->body() : QByteArray(); }

signals:
    void reportChanged();
    void narrowed();

private:
    struct ReadReport {
        std::shared_ptr<const harbor::Report> report;
        std::vector<int> order; ///< rows of the report, the worst first
    };
    static Result<ReadReport> decode(const Response &response, const QString &host);
    void came(Result<ReadReport> read);
    void show();
    QList<Column> makeColumns() const;

    harbor::Client m_client{nullptr};
    harbor::Params m_keys;
    QObject *m_run = nullptr;
    ReadReport m_read;
    QVariantMap m_counts;
    qint64 m_fixable = 0;
    QStringList m_severities;
    bool m_onlyFixable = false;
};

} // namespace lotse::models
