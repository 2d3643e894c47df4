// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/rowchanges.h"

#include "harbor/project.h"
#include "harbor/scanner.h"
#include "harbor/settings.h"
#include "models/follow.h"
#include "models/tables/kindtables.h"

#include <QSet>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

namespace {

const RowOffer *rowOffer(const QString &id)
{
    for (const RowOffer &offer : rowOffers()) {
        if (id == QLatin1StringView(offer.id))
            return &offer;
    }
    return nullptr;
}

const PageOffer *pageOffer(const QString &id)
{
    for (const PageOffer &offer : pageOffers()) {
        if (id == QLatin1StringView(offer.id))
            return &offer;
    }
    return nullptr;
}

QVariantMap entry(const char *id, const char *text, const char *form, bool isJob, const QString &reason)
{
    return {{u"id"_s, QString::fromLatin1(id)}, {u"text"_s, word(text)}, {u"enabled"_s, reason.isEmpty()},
        {u"reason"_s, reason}, {u"form"_s, QString::fromLatin1(form)}, {u"job"_s, isJob}};
}

QString addressOf(const Change &change)
{
    QString out = QString::fromLatin1(change.operation);
    for (auto it = change.path.begin(); it != change.path.end(); ++it)
        out += u'\n' + it.value();
    return out;
}

/// The column that shows a member; -1 where none does.
qsizetype columnOf(const QString &path, const QList<Column> &columns)
{
    static const QHash<QString, QString> others{{u"metadata.public"_s, u"access"_s},
        {u"metadata.auto_scan"_s, u"autoScan"_s}, {u"sysadmin_flag"_s, u"admin"_s}, {u"group_name"_s, u"name"_s},
        {u"disabled"_s, u"enabled"_s}, {u"disable"_s, u"enabled"_s}};
    const QString id = others.value(path, path.section(u'.', -1));
    return std::find_if(columns.begin(), columns.end(), [&](const Column &one) { return one.id == id; })
        - columns.begin();
}

bool isOfText(const Column &column)
{
    return column.kind == ColumnKind::Text || column.kind == ColumnKind::Mono || column.kind == ColumnKind::Link;
}

void addCells(QVariantMap &cells, const Change &change, const Row &row, const QList<Column> &columns)
{
    const QString key = row.key;
    const qsizetype before = cells.size();
    const auto add = [&](qsizetype column, const QString &text) {
        if (column >= 0 && column < columns.size())
            cells.insert(key + u'/' + columns[column].id, text);
    };
    if (change.isRemoval()) {
        add(std::find_if(columns.begin(), columns.end(), isOfText) - columns.begin(), word(LOTSE_MSG("to be deleted")));
        return;
    }
    const bool isSetting = change.operation == "updateConfigurations"; // a row a key
    for (const change::Difference &difference : change::reviewOf(change, {}, QLocale()).differences) {
        // Tables say yes and no.
        const QString text = difference.after == word(LOTSE_MSG("on")) ? word(LOTSE_MSG("yes"))
            : difference.after == word(LOTSE_MSG("off"))               ? word(LOTSE_MSG("no"))
                                                                       : difference.after;
        // A column of states says so, whichever way round the member is.
        const bool isOff = difference.path == u"disable"_s || difference.path == u"disabled"_s;
        const qsizetype column = columnOf(difference.path, columns);
        const bool isState = column >= 0 && column < columns.size() && columns[column].kind == ColumnKind::State
            && (isOff || difference.path == u"enabled"_s);
        const bool isOn = difference.after == word(LOTSE_MSG("on"));
        if (!isSetting && isState)
            add(column, isOn != isOff ? word(LOTSE_MSG("enabled")) : word(LOTSE_MSG("disabled")));
        else if (!isSetting)
            add(column, text);
        else if (difference.path == key)
            add(columnOf(u"value"_s, columns), text);
    }
    // What no column shows: the row is marked, its name as it is.
    const auto first = std::find_if(columns.begin(), columns.end(), isOfText);
    if (cells.size() == before && !isSetting && first != columns.end())
        add(first - columns.begin(), first->cell(row).text);
}

harbor::Params asParams(const QVariantMap &map)
{
    harbor::Params out;
    for (auto it = map.begin(); it != map.end(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

QVariantMap asMap(const harbor::Params &params)
{
    QVariantMap out;
    for (auto it = params.begin(); it != params.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

} // namespace

void RowChanges::setTable(TableModel *table)
{
    if (m_table == table)
        return;
    if (m_table)
        m_table->disconnect(this);
    m_table = table;
    if (table) {
        connect(table, &TableModel::stateChanged, this, &RowChanges::stagedCellsChanged);
        connect(table, &TableModel::columnsChanged, this, &RowChanges::stagedCellsChanged);
    }
    emit changed();
    emit stagedCellsChanged();
}

void RowChanges::setChanges(ChangeList *changes)
{
    if (!follow(m_changes, changes, this, &ChangeList::stagedChanged, &RowChanges::stagedCellsChanged))
        return;
    emit changed();
    emit stagedCellsChanged();
}

QVariantMap RowChanges::stagedCells() const
{
    QVariantMap out;
    if (!m_table || !m_changes)
        return out;
    // By operation and address. Only offers of what is staged are tried, and only until all of it is found: a table may
    // have thousands of rows.
    QHash<QString, const Change *> waiting;
    QSet<QByteArray> operations;
    for (const Change &change : m_changes->plan().changes) {
        if (m_changes->isDone(change.id) || change.isCreation())
            continue;
        waiting.insert(addressOf(change), &change);
        operations.insert(change.operation);
    }
    QList<const RowOffer *> offers;
    for (const RowOffer &offer : rowOffers()) {
        if (!offer.isJob && operations.contains(offer.operation))
            offers.append(&offer);
    }
    for (int i = 0; !waiting.isEmpty() && !offers.isEmpty() && i < m_table->rowCount(); ++i) {
        const QString key = m_table->rowKey(i);
        for (const Row &row : m_table->rowsNamed({key})) {
            for (const RowOffer *offer : std::as_const(offers)) {
                std::optional<Change> change = offer->make(row, m_project);
                if (!change)
                    continue;
                change->operation = offer->operation;
                const bool isSetting = change->operation == "updateConfigurations"; // one change, a row a key
                const QString address = addressOf(*change);
                if (const Change *there = isSetting ? waiting.value(address) : waiting.take(address))
                    addCells(out, *there, row, m_table->tableColumns());
            }
        }
    }
    return out;
}

/// Why an offer is of no use for a row; empty where nothing is known against it.
static QString refusalOf(const ChangeList &changes, const RowOffer &offer, const Row &row)
{
    const auto *scanner = recordOf<harbor::ScannerRegistration>(row);
    const QByteArray operation = offer.operation;
    if (scanner && scanner->name == u"Trivy"_s && scanner->useInternalAddr
        && (operation == "updateScanner" || operation == "deleteScanner"))
        return word(LOTSE_MSG("Harbor's built-in scanner cannot be changed or deleted; it can be set as default."));
    return changes.whyNot(QString::fromLatin1(offer.operation));
}

QVariantList RowChanges::offers(const QString &key) const
{
    QVariantList out;
    if (!m_table || !m_changes)
        return out;
    for (const Row &row : m_table->rowsNamed({key})) {
        for (const RowOffer &offer : rowOffers()) {
            if (offer.make(row, m_project))
                out.append(entry(offer.id, offer.text, offer.form, offer.isJob, refusalOf(*m_changes, offer, row)));
        }
    }
    return out;
}

QVariantList RowChanges::pageOffers(const QString &table) const
{
    QVariantList out;
    if (!m_changes)
        return out;
    for (const PageOffer &offer : models::pageOffers()) {
        if (table != QLatin1StringView(offer.table))
            continue;
        QVariantMap one = entry(
            offer.id, offer.text, offer.form, offer.isJob, m_changes->whyNot(QString::fromLatin1(offer.operation)));
        one.insert(u"isNew"_s, offer.isNew);
        out.append(one);
    }
    return out;
}

QVariantList RowChanges::targets(const QString &id, const QStringList &keys) const
{
    QVariantList out;
    for (const Change &change : changesOf(id, keys))
        out.append(QVariantMap{{u"path"_s, asMap(change.path)}, {u"names"_s, asMap(change.names)}});
    return out;
}

QList<Change> RowChanges::changesOf(const QString &id, const QStringList &keys) const
{
    QList<Change> out;
    if (const PageOffer *offer = pageOffer(id)) {
        Change change;
        change.operation = offer->operation;
        change.body = offer->body;
        return {change};
    }
    const RowOffer *offer = rowOffer(id);
    if (!offer || !m_table)
        return out;
    for (const Row &row : m_table->rowsNamed(keys)) {
        std::optional<Change> change = offer->make(row, m_project);
        if (!change)
            continue;
        change->operation = offer->operation;
        out.append(*change);
    }
    return out;
}

QString RowChanges::groupOf(const QString &setting) const
{
    if (setting == u"banner_message"_s)
        return u"Banner"_s;
    const harbor::SettingMeaning *meaning = harbor::settingMeaning(setting);
    return meaning ? QString::fromLatin1(meaning->group) : QString();
}

bool RowChanges::stage(const QString &id, const QStringList &keys)
{
    const RowOffer *offer = rowOffer(id);
    return offer && stageAll(*offer, changesOf(id, keys));
}

QVariantList RowChanges::offersFor(const QStringList &ids) const
{
    QVariantList out;
    for (const QString &id : ids) {
        const RowOffer *offer = rowOffer(id);
        if (offer && m_changes)
            out.append(entry(offer->id, offer->text, offer->form, offer->isJob,
                m_changes->whyNot(QString::fromLatin1(offer->operation))));
    }
    return out;
}

bool RowChanges::stageFor(const QString &id, const QVariantMap &path, const QVariantMap &names)
{
    const RowOffer *offer = rowOffer(id);
    if (!offer)
        return false;
    Change change;
    change.operation = offer->operation;
    change.path = asParams(path);
    change.names = asParams(names);
    return stageAll(*offer, {change});
}

bool RowChanges::stageAll(const RowOffer &offer, const QList<Change> &changes)
{
    if (changes.isEmpty() || !m_changes)
        return false;
    if (*offer.asksFirst && m_changes->session()) {
        ask(offer, changes);
        return true;
    }
    if (!m_changes->stage(changes)) {
        emit refused(m_changes->problem());
        return false;
    }
    emit staged();
    return true;
}

void RowChanges::ask(const RowOffer &offer, const QList<Change> &changes)
{
    struct Answers {
        qsizetype open = 0;
        QList<Change> possible;
        QStringList refusals;
    };
    const auto answers = std::make_shared<Answers>();
    answers->open = changes.size();
    for (const Change &change : changes) {
        m_changes->session()->harbor().one(*harbor::endpoint(offer.asksFirst), change.path, this,
            [this, answers, change](const Result<json::Record> &record) {
                const QString name = change.names.value(u"name"_s);
                const auto answer =
                    record ? record->value.value<harbor::ProjectDeletable>() : harbor::ProjectDeletable();
                if (!record)
                    answers->refusals.append(u"%1: %2"_s.arg(name, record.error().text()));
                else if (!answer.deletable)
                    answers->refusals.append(
                        Message{LOTSE_MSG("%1 cannot be deleted: %2"), {name, answer.message}}.text());
                else
                    answers->possible.append(change);
                if (--answers->open > 0)
                    return;
                if (!answers->refusals.isEmpty())
                    emit refused(answers->refusals.join(u'\n'));
                if (m_changes && !answers->possible.isEmpty() && m_changes->stage(answers->possible))
                    emit staged();
            });
    }
}

QVariantMap RowChanges::preview(const QString &id, const QStringList &keys) const
{
    QStringList sentences, warnings;
    QString undo, phrase;
    for (Change change : changesOf(id, keys)) {
        const change::Review review = change::reviewOf(change, {}, QLocale());
        sentences.append(review.sentence.text());
        for (const Message &warning : review.warnings) {
            if (!warnings.contains(warning.text()))
                warnings.append(warning.text());
        }
        undo = change::undoText(review.undo).text();
        if (review.risk == harbor::Risk::Final && m_changes)
            phrase = m_changes->host();
    }
    return {{u"sentences"_s, sentences}, {u"warnings"_s, warnings}, {u"undo"_s, undo}, {u"phrase"_s, phrase}};
}

bool RowChanges::run(const QString &id, const QStringList &keys)
{
    const QList<Change> changes = changesOf(id, keys);
    return m_changes && !changes.isEmpty() && m_changes->runNow(changes);
}

} // namespace lotse::models
