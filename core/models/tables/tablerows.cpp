// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "models/tables/indentedjson.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QPointer>

namespace lotse::models {

QString TableModel::rowKey(int row) const
{
    return row >= 0 && row < m_view.size() ? viewRow(row).key : QString();
}

int TableModel::indexOfKey(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? -1 : placeOf(*found);
}

QVariant TableModel::rowValue(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QVariant() : m_rows[*found].record.value;
}

QString TableModel::rowParent(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : m_rows[*found].parent;
}

QString TableModel::rowNames(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : m_rows[*found].naming.name;
}

QString TableModel::rowRaw(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : QString::fromUtf8(withoutSecrets(m_rows[*found].record.raw));
}

QString TableModel::rowJson(const QString &key) const
{
    return indentedJson(rowRaw(key).toUtf8());
}

QVariantList TableModel::rowFacts(const QString &key) const
{
    QVariantList out;
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return out;
    for (const Column &column : m_columns) {
        const Cell cell = column.cell(m_rows[*found]);
        const bool isMono = column.kind == ColumnKind::Mono || column.kind == ColumnKind::Digest;
        QString value = cell.text;
        if (!cell.tip.isEmpty() && cell.tip != value)
            value = isMono ? cell.tip : value + u'\n' + cell.tip;
        if (!value.isEmpty())
            out.append(QVariantMap{{QStringLiteral("id"), column.id},
                {QStringLiteral("name"), QCoreApplication::translate("core", column.title)},
                {QStringLiteral("value"), safetext::visible(value, true)}, {QStringLiteral("mono"), isMono}});
    }
    return out;
}

QString TableModel::copyText(const QStringList &keys, const QStringList &columnIds) const
{
    QList<const Column *> chosen;
    for (const QString &id : columnIds) {
        if (const Column *column = columnOf(id))
            chosen.append(column);
    }
    if (chosen.isEmpty()) {
        for (const Column &column : m_columns) {
            if (!column.hidden)
                chosen.append(&column);
        }
    }
    // A tab or a line break inside a cell would shift the table that it is pasted into.
    const auto clean = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' '); };
    QStringList lines;
    QStringList cells;
    for (const Column *column : std::as_const(chosen))
        cells += clean(QCoreApplication::translate("core", column->title));
    lines += cells.join(u'\t');
    for (const QString &key : keys) {
        const auto found = m_byKey.constFind(key);
        if (found == m_byKey.constEnd())
            continue;
        cells.clear();
        for (const Column *column : std::as_const(chosen)) {
            cells += clean(exactText(column->kind, column->cell(m_rows[*found])));
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QVariantList TableModel::rowActions(const QString &key, const QString &columnId) const
{
    QVariantList out;
    const auto found = m_byKey.constFind(key);
    const Column *column = columnOf(columnId);
    if (found == m_byKey.constEnd() || !column)
        return out;
    const Cell cell = column->cell(m_rows[*found]);
    const auto add = [&out](const QString &id, const char *text, const QString &value) {
        if (!value.isEmpty())
            out.append(QVariantMap{{QStringLiteral("id"), id},
                {QStringLiteral("text"), Message{text, {safetext::visible(safetext::elideMiddle(value, 40))}}.text()},
                {QStringLiteral("value"), value}});
    };
    add(QStringLiteral("copy"), LOTSE_MSG("Copy %1"), exactText(column->kind, cell));
    // The filter looks in what is shown.
    add(QStringLiteral("filter"), LOTSE_MSG("Only rows with %1"),
        column->kind == ColumnKind::Digest ? cell.tip : cell.text);
    return out;
}

QList<Row> TableModel::rowsNamed(const QStringList &keys) const
{
    QList<Row> out;
    for (const QString &key : keys) {
        if (const auto found = m_byKey.constFind(key); found != m_byKey.constEnd())
            out.append(m_rows[*found]);
    }
    return out;
}

QList<Row> TableModel::fitting(QList<Row> rows) const
{
    if (!m_filter.isEmpty()) {
        const QString wanted = m_filter.toCaseFolded();
        rows.removeIf([&](const Row &row) { return !searchText(row).contains(wanted); });
    }
    QList<Row> out;
    out.reserve(rows.size());
    for (const int i : sorted(rows))
        out.append(rows[i]);
    return out;
}

void TableModel::readAll(
    QObject *context, std::function<void(const harbor::Progress &)>, std::function<void(Result<AllRows>)> done)
{
    const auto deliver = [this, lives = QPointer(this), done = std::move(done)] {
        if (!lives)
            return;
        if (m_error && m_rows.isEmpty())
            return done(m_error);
        if (!isKnown()) {
            Error error;
            error.kind = ErrorKind::Usage;
            error.message = {LOTSE_MSG("No data loaded yet. Refresh, then try again."), {}};
            return done(error);
        }
        AllRows all;
        for (int row = 0; row < m_view.size(); ++row)
            all.rows.append(viewRow(row));
        if (m_state == State::Partial || m_error)
            all.missing = note().isEmpty() ? errorText() : note();
        done(std::move(all));
    };
    if (!m_loading) {
        QMetaObject::invokeMethod(context, deliver, Qt::QueuedConnection);
        return;
    }
    // Gone with the context, or with this table, whichever is first.
    auto *wait = new QObject(context);
    connect(this, &TableModel::stateChanged, wait, [this, wait, deliver] {
        if (m_loading)
            return;
        wait->deleteLater();
        disconnect(this, nullptr, wait, nullptr);
        deliver();
    });
}

} // namespace lotse::models
