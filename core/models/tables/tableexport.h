// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QUrl>

#include <memory>

namespace lotse::models {

/**
 * Writes a table as a file, or gives it as text for the clipboard: all rows that fit its filter, those that are not
 * loaded too, or the rows named. It reads on beside the table, which stays as it is; the file is written on a worker,
 * whole or not at all. One at a time. Belongs to a page.
 *
 *     TableExport { id: out }
 *     out.run(list, file, "csv")                       all rows, all visible columns
 *     out.run(list, file, "json", columnIds, keys)     these columns (empty: all that are not hidden), these rows
 *     out.copy(list, columnIds)                        all rows as tab-separated text, by the signal copied(text)
 *
 * `busy` with `done` of `total` (-1: not known) rows, cancel(), then `sentence` says what became of it, `failed`
 * whether it is bad news; clear() takes it away.
 *
 * CSV (RFC 4180, UTF-8, a heading in English) has exact values: times as ISO 8601 in UTC, sizes in bytes, whole
 * digests; control characters are shown as <U+001B>, and a text that a spreadsheet would read as a formula gets an
 * apostrophe. JSON is {table, asOf, filter, complete, missing, columns: [{id, title, kind}], rows: [{column id:
 * value}]}, with numbers and lists as such and texts as the registry sent them. Rows that are missing are said in every
 * row of the CSV (column "incomplete"), in the JSON and in the sentence.
 */
class TableExport : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList formats READ formats CONSTANT)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(qint64 done READ done NOTIFY changed)
    Q_PROPERTY(qint64 total READ total NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
public:
    using QObject::QObject;

    /// {format, name, suffix} in the order in which they are offered.
    QVariantList formats() const;
    /// `format` is "csv" or "json".
    Q_INVOKABLE void run(lotse::models::TableModel *table, const QUrl &file, const QString &format,
        const QStringList &columnIds = {}, const QStringList &keys = {});
    Q_INVOKABLE void copy(lotse::models::TableModel *table, const QStringList &columnIds = {});
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void clear();

    bool isBusy() const { return m_run != nullptr; }
    qint64 done() const { return m_done; } ///< rows, or parents while the registry is walked
    qint64 total() const { return m_total; }
    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_hasFailed; }

signals:
    void changed();
    void copied(const QString &text);

private:
    enum class Format { Csv, Json, Tsv };
    struct Work {
        Format format = Format::Csv;
        QList<Column> columns;
        QList<Row> rows;
        QString missing; ///< why these are not all
        QString filter;
        QDateTime asOf;
        QString path;
        QByteArray bytes;
    };

    void begin(
        TableModel *table, Format format, const QString &path, const QStringList &columnIds, const QStringList &keys);
    void writeRows(std::shared_ptr<Work> work, qsizetype from);
    void write(const std::shared_ptr<Work> &work);
    void progress(qint64 done, qint64 total);
    void finish(const QString &sentence, bool failed);

    QObject *m_run = nullptr; // context of what is under way; deleting it ends it
    bool m_isWriting = false;
    qint64 m_done = 0;
    qint64 m_total = -1;
    QString m_sentence;
    bool m_hasFailed = false;
};

} // namespace lotse::models
