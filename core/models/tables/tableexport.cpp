// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tableexport.h"

#include "base/post.h"
#include "base/safefile.h"
#include "base/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 msOfAStep = 8; // the window draws in between

QString heading(const Column &column)
{
    const QString title = QString::fromUtf8(column.title);
    return column.kind == ColumnKind::Size ? title + u" (bytes)"_s : title;
}

QByteArray csvLine(const QStringList &fields)
{
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i > 0)
            line += ',';
        // What steers a terminal or turns the text around is shown; a line break inside a field is allowed.
        line += safetext::csvField(safetext::visible(fields[i], true));
    }
    return line + "\r\n";
}

QString tsvField(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

// Numbers of 64 bits do not pass through a double.
QByteArray jsonOf(const QVariant &value)
{
    switch (value.metaType().id()) {
    case QMetaType::LongLong:
    case QMetaType::Int:
        return QByteArray::number(value.toLongLong());
    case QMetaType::QVariantMap: {
        QByteArrayList parts;
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            parts += jsonOf(QJsonValue(it.key())) + ':' + jsonOf(it.value());
        return '{' + parts.join(',') + '}';
    }
    default:
        return jsonOf(QJsonValue::fromVariant(value));
    }
}

QByteArray jsonRow(const QList<Column> &columns, const Row &row)
{
    QByteArrayList parts;
    for (const Column &column : columns)
        parts += jsonOf(QJsonValue(column.id)) + ':' + jsonOf(exactValue(column.kind, column.cell(row)));
    return '{' + parts.join(',') + '}';
}

} // namespace

QVariantList TableExport::formats() const
{
    const auto format = [](const QString &word, const char *name, const QString &suffix) {
        return QVariantMap{{u"format"_s, word}, {u"name"_s, Message{name, {}}.text()}, {u"suffix"_s, suffix}};
    };
    return {format(u"csv"_s, LOTSE_MSG("Table (CSV)"), u".csv"_s), format(u"json"_s, LOTSE_MSG("JSON"), u".json"_s)};
}

void TableExport::run(
    TableModel *table, const QUrl &file, const QString &format, const QStringList &columnIds, const QStringList &keys)
{
    if (m_run)
        return;
    const QString path = file.toLocalFile();
    if (path.isEmpty())
        return finish(Message{LOTSE_MSG("This is not a local file. Choose another folder."), {}}.text(), true);
    if (format != "csv"_L1 && format != "json"_L1)
        return finish(Message{LOTSE_MSG("Unknown table format \"%1\"."), {format}}.text(), true);
    begin(table, format == "json"_L1 ? Format::Json : Format::Csv, path, columnIds, keys);
}

void TableExport::copy(TableModel *table, const QStringList &columnIds)
{
    if (!m_run)
        begin(table, Format::Tsv, {}, columnIds, {});
}

void TableExport::begin(
    TableModel *table, Format format, const QString &path, const QStringList &columnIds, const QStringList &keys)
{
    if (!table)
        return;
    auto work = std::make_shared<Work>();
    work->format = format;
    work->path = path;
    work->filter = table->filter();
    work->asOf = table->asOf();
    const QList<Column> &columns = table->tableColumns();
    for (const QString &id : columnIds) {
        const auto found =
            std::find_if(columns.begin(), columns.end(), [&id](const Column &column) { return column.id == id; });
        if (found != columns.end())
            work->columns.append(*found);
    }
    if (work->columns.isEmpty())
        std::copy_if(columns.begin(), columns.end(), std::back_inserter(work->columns),
            [](const Column &column) { return !column.hidden; });
    m_run = new QObject(this);
    // A cell asks the table; without it there is nothing to write.
    connect(table, &QObject::destroyed, m_run, [this] { cancel(); });
    m_sentence.clear();
    m_hasFailed = false;
    progress(0, -1);
    if (!keys.isEmpty()) {
        work->rows = table->rowsNamed(keys);
        return writeRows(work, 0);
    }
    table->readAll(
        m_run,
        [this, run = m_run](const harbor::Progress &step) {
            if (run == m_run)
                progress(step.done, step.total);
        },
        [this, work, run = m_run](Result<TableModel::AllRows> all) {
            if (run != m_run)
                return; // cancelled meanwhile
            if (!all)
                return finish(all.error().text(), true);
            work->rows = std::move(all.value().rows);
            work->missing = all->missing;
            writeRows(work, 0);
        });
}

void TableExport::writeRows(std::shared_ptr<Work> work, qsizetype from)
{
    const QList<Column> &columns = work->columns;
    const bool isPart = !work->missing.isEmpty();
    if (from == 0) {
        QStringList titles;
        for (const Column &column : columns)
            titles += heading(column);
        if (work->format == Format::Csv) {
            work->bytes = csvLine(isPart ? titles + QStringList{u"incomplete"_s} : titles);
        } else if (work->format == Format::Tsv) {
            QStringList shown;
            for (const Column &column : columns)
                shown += tsvField(QCoreApplication::translate("core", column.title));
            work->bytes = shown.join(u'\t').toUtf8() + '\n';
        } else {
            QJsonArray told;
            for (const Column &column : columns)
                told.append(QJsonObject{{u"id"_s, column.id}, {u"title"_s, QString::fromUtf8(column.title)},
                    {u"kind"_s, columnKindName(column.kind)}});
            QJsonObject head{{u"asOf"_s, work->asOf.toUTC().toString(Qt::ISODate)}, {u"filter"_s, work->filter},
                {u"complete"_s, !isPart}, {u"missing"_s, work->missing}, {u"columns"_s, told}};
            work->bytes = QJsonDocument(head).toJson(QJsonDocument::Compact);
            work->bytes.chop(1);
            work->bytes += ",\"rows\":[";
        }
    }
    QElapsedTimer timer;
    timer.start();
    qsizetype i = from;
    for (; i < work->rows.size() && timer.elapsed() < msOfAStep; ++i) {
        const Row &row = work->rows[i];
        if (work->format == Format::Json) {
            work->bytes += (i > 0 ? ",\n" : "\n") + jsonRow(columns, row);
            continue;
        }
        QStringList fields;
        for (const Column &column : columns)
            fields += exactText(column.kind, column.cell(row));
        if (work->format == Format::Csv) {
            work->bytes += csvLine(isPart ? fields + QStringList{work->missing} : fields);
            continue;
        }
        std::transform(fields.begin(), fields.end(), fields.begin(), tsvField);
        work->bytes += fields.join(u'\t').toUtf8() + '\n';
    }
    progress(i, work->rows.size());
    if (i < work->rows.size()) {
        QMetaObject::invokeMethod(
            m_run,
            [this, work, i, run = m_run] {
                if (run == m_run)
                    writeRows(work, i);
            },
            Qt::QueuedConnection);
        return;
    }
    if (work->format == Format::Json)
        work->bytes += "\n]}\n";
    write(work);
}

void TableExport::write(const std::shared_ptr<Work> &work)
{
    const qint64 count = work->rows.size();
    if (work->format == Format::Tsv) {
        emit copied(QString::fromUtf8(work->bytes));
        return finish(work->missing.isEmpty()
                ? Message::counted(LOTSE_MSG_N("%Ln rows copied.", "%Ln row copied."), count).text()
                : Message::counted(LOTSE_MSG_N("%Ln rows copied, incomplete: %1", "%Ln row copied, incomplete: %1"),
                    count, {work->missing})
                      .text(),
            !work->missing.isEmpty());
    }
    m_isWriting = true; // the file is whole in a moment, or not at all
    QThreadPool::globalInstance()->start([this, work, count, post = Post(this)] {
        const Result<void> written = writeWhole(work->path, work->bytes);
        post([this, work, count, written] {
            const QString name = QDir::toNativeSeparators(work->path);
            if (!written)
                return finish(written.error().text(), true);
            finish(work->missing.isEmpty()
                    ? Message::counted(LOTSE_MSG_N("%Ln rows saved as %1", "%Ln row saved as %1"), count, {name}).text()
                    : Message::counted(LOTSE_MSG_N("%Ln rows saved as %1, marked as incomplete: %2",
                                           "%Ln row saved as %1, marked as incomplete: %2"),
                        count, {name, work->missing})
                          .text(),
                !work->missing.isEmpty());
        });
    });
}

void TableExport::progress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    emit changed();
}

void TableExport::cancel()
{
    if (!m_run || m_isWriting)
        return;
    finish(Message{LOTSE_MSG("The export was cancelled. Nothing was saved."), {}}.text(), false);
}

void TableExport::clear()
{
    m_sentence.clear();
    m_hasFailed = false;
    emit changed();
}

void TableExport::finish(const QString &sentence, bool failed)
{
    if (m_run) {
        // It may be the context of the very call that ends here.
        m_run->disconnect(this);
        m_run->deleteLater();
        m_run = nullptr;
    }
    m_isWriting = false;
    m_sentence = sentence;
    m_hasFailed = failed;
    emit changed();
}

} // namespace lotse::models
