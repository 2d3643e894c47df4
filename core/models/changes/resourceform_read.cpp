// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/resourceform.h"

#include "change/target.h"
#include "harbor/client.h"
#include "harbor/configuration.h"
#include "models/tables/kindtables.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

namespace {

/// What was read with what is staged over it.
QJsonObject withEdits(QJsonObject form, const Change &staged)
{
    for (const change::Edit &edit : staged.edits)
        change::putAt(form, edit.path, edit.after);
    return form;
}

} // namespace

void ResourceForm::begin(const FormKind *kind, bool isNew)
{
    m_look.stop();
    beginResetModel();
    m_context = std::make_unique<QObject>();
    m_kind = kind;
    m_isNew = isNew;
    m_isTried = false;
    m_state = kind ? State::Reading : State::Closed;
    m_error.clear();
    m_group.clear();
    m_targets.clear();
    m_before.clear();
    m_values.clear();
    m_opened.clear();
    m_touched.clear();
    m_given.clear();
    m_fixed.clear();
    m_problems.clear();
    m_rows.clear();
    m_unread.clear();
    m_taken.clear();
    m_testState.clear();
    m_testText.clear();
    m_open = 0;
    endResetModel();
}

void ResourceForm::close()
{
    if (m_state == State::Closed)
        return;
    begin(nullptr, false);
    emit stateChanged();
    emit edited();
    emit tested();
}

void ResourceForm::fail(const QString &why)
{
    m_state = State::Failed;
    m_error = why;
    emit stateChanged();
}

void ResourceForm::create(const QString &kind, const QVariantMap &presets)
{
    const FormKind *found = formKind(kind);
    if (!found || !*found->create)
        return;
    begin(found, true);
    for (const FormField &field : found->fields) {
        const QString otherwise = word(field.otherwise);
        const QString id = QLatin1StringView(field.id);
        if (field.type == FieldType::Switch)
            m_values.insert(id, otherwise == u"true"_s);
        else if (field.type == FieldType::Ticks)
            m_values.insert(id, otherwise.split(u',', Qt::SkipEmptyParts));
        else if (field.type == FieldType::Filters)
            m_values.insert(id, QVariantList());
        else
            m_values.insert(id, QLatin1StringView(field.otherwise));
    }
    if (found->read)
        found->read({}, m_values);
    for (auto it = presets.begin(); it != presets.end(); ++it) {
        m_values.insert(it.key(), it.value());
        m_given.insert(it.key());
    }
    m_before = m_opened = m_values;
    beginResetModel();
    m_state = State::Ready;
    endResetModel();
    readSources();
    recheck();
    emit stateChanged();
}

void ResourceForm::edit(const QString &kind, const QVariantList &targets, const QString &group)
{
    const FormKind *found = formKind(kind);
    if (!found || !*found->update)
        return;
    begin(found, false);
    m_group = group;
    for (const QVariant &value : targets) {
        const QVariantMap map = value.toMap();
        Target target;
        const QVariantMap path = map.value(u"path"_s).toMap(), names = map.value(u"names"_s).toMap();
        for (auto it = path.begin(); it != path.end(); ++it)
            target.path.insert(it.key(), it.value().toString());
        for (auto it = names.begin(); it != names.end(); ++it)
            target.names.insert(it.key(), it.value().toString());
        m_targets.append(target);
    }
    if (m_targets.isEmpty())
        m_targets.append(Target()); // the one of the registry
    emit stateChanged();
    emit edited();
    read();
}

void ResourceForm::read()
{
    if (!m_changes || !m_changes->session()) {
        fail(word(LOTSE_MSG("This registry cannot be changed.")));
        return;
    }
    const harbor::Client client = m_changes->session()->harbor();
    m_open = int(m_targets.size());
    for (int i = 0; i < m_targets.size(); ++i) {
        Change change;
        change.operation = m_kind->update;
        change.path = m_targets[i].path;
        change.names = m_targets[i].names;
        change::lookAt(
            client, change, m_context.get(), [this, i](const Result<change::Found> &found) { took(i, found); });
    }
    if (qstrcmp(m_kind->name, "configuration") != 0)
        return;
    // Which values the server takes from its own environment.
    ++m_open;
    client.page(*harbor::endpoint("configuration"), {}, 1, m_context.get(), [this](const Result<harbor::Page> &page) {
        if (page) {
            for (const json::Record &record : page->records.rows) {
                const auto item = record.value.value<harbor::ConfigurationItem>();
                if (!item.editable)
                    m_fixed.insert(item.key);
            }
        }
        if (--m_open == 0 && m_state == State::Reading)
            fill();
    });
}

void ResourceForm::took(int index, const Result<change::Found> &found)
{
    if (m_state != State::Reading)
        return;
    if (!found) {
        fail(found.error().text());
        return;
    }
    if (!found->exists) {
        fail(Message{LOTSE_MSG("%1 no longer exists."), {nameOf(m_targets[index].names)}}.text());
        return;
    }
    m_targets[index].form = found->form;
    for (auto it = found->path.begin(); it != found->path.end(); ++it) {
        if (m_targets[index].path.contains(it.key()))
            m_targets[index].path.insert(it.key(), it.value());
    }
    if (--m_open == 0)
        fill();
}

FormValues ResourceForm::valuesOf(const QJsonObject &form) const
{
    FormValues out;
    for (const FormField &field : m_kind->fields) {
        const QString id = QLatin1StringView(field.id);
        if (field.isVirtual)
            out.insert(
                id, field.type == FieldType::Switch ? QVariant(false) : QVariant(QString::fromLatin1(field.otherwise)));
        else
            out.insert(id, fieldValue(field, change::valueAt(form, pathOf(field))));
    }
    if (m_kind->read)
        m_kind->read(form, out);
    return out;
}

void ResourceForm::fill()
{
    beginResetModel();
    for (Target &target : m_targets)
        target.before = valuesOf(target.form);
    m_before = m_targets.first().before;
    for (const Target &target : std::as_const(m_targets)) {
        for (auto it = m_before.begin(); it != m_before.end(); ++it) {
            if (target.before.value(it.key()) != it.value())
                it.value() = QVariant(); // several
        }
    }
    m_values = m_before;
    const Change *staged = m_targets.size() == 1 ? m_changes->staged(m_kind->update, m_targets.first().path) : nullptr;
    if (staged && !m_changes->isDone(staged->id)) {
        const FormValues wanted = valuesOf(withEdits(m_targets.first().form, *staged));
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (m_before.value(it.key()) == it.value())
                continue;
            m_values.insert(it.key(), it.value());
            m_touched.insert(it.key());
        }
    }
    m_opened = m_values; // what is staged already is no input that is lost by closing
    m_state = State::Ready;
    endResetModel();
    readSources();
    recheck();
    emit stateChanged();
    emit edited();
}

void ResourceForm::readSources()
{
    for (const FormField &field : m_kind->fields) {
        if (*field.source && (m_isNew ? field.isNew : field.isChanged))
            readSource(field);
    }
}

void ResourceForm::readSource(const FormField &field)
{
    const FormSource *source = formSource(field.source);
    if (!source || !m_changes || !m_changes->session())
        return;
    const harbor::Endpoint *endpoint = harbor::endpoint(source->kind);
    harbor::Params params;
    if (endpoint->scope == harbor::Scope::Project) {
        const QString project =
            m_isNew ? m_values.value(u"project"_s).toString() : m_targets.first().names.value(u"project"_s);
        if (project.isEmpty())
            return;
        params.insert(u"project_name"_s, project);
    }
    const QString name = QLatin1StringView(source->name);
    const auto tellChoices = [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0), index(rowCount() - 1), {ChoicesRole, ReasonRole});
    };
    m_changes->session()->harbor().walk(
        *endpoint, params, m_context.get(), {}, [=, this](const Result<harbor::PagedList> &walk) {
            if (!walk || (walk->rows.isEmpty() && !walk->isComplete())) {
                const QString why = walk ? walk->gaps().value(0) : walk.error().text();
                m_unread.insert(name, Message{LOTSE_MSG("The list could not be read: %1"), {why}}.text());
                tellChoices();
                return;
            }
            QVariantList rows;
            for (const json::Record &record : walk->rows) {
                const QJsonObject row = QJsonDocument::fromJson(record.raw).object();
                const QString text = row.value(QLatin1StringView(source->text)).toString();
                rows.append(
                    QVariantMap{{u"value"_s, row.value(QLatin1StringView(source->value)).toVariant().toString()},
                        {u"text"_s, text}});
                if (name == u"projects"_s)
                    m_projectIds.insert(text, row.value(u"project_id"_s).toVariant().toString());
            }
            std::sort(rows.begin(), rows.end(), [](const QVariant &a, const QVariant &b) {
                return a.toMap().value(u"text"_s).toString().localeAwareCompare(b.toMap().value(u"text"_s).toString())
                    < 0;
            });
            m_unread.remove(name);
            m_rows.insert(name, rows);
            tellChoices();
        });
}

QString ResourceForm::nameOfNew() const
{
    return m_kind && *m_kind->naming ? m_values.value(QLatin1StringView(m_kind->naming)).toString().trimmed()
                                     : QString();
}

void ResourceForm::look()
{
    const QString name = nameOfNew();
    if (m_state != State::Ready || !m_isNew || name.isEmpty() || !m_changes || !m_changes->session()
        || m_problems.contains(QLatin1StringView(m_kind->naming)))
        return;
    if (m_kind->isOfProject && m_values.value(u"project"_s).toString().isEmpty())
        return;
    change::lookAt(
        m_changes->session()->harbor(), creation(), m_context.get(), [this, name](const Result<change::Found> &found) {
            // What could not be read is no refusal: the registry is asked again before it is sent.
            if (!found || !found->isShown || !found->exists || name != nameOfNew())
                return;
            m_taken = name;
            m_touched.insert(QLatin1StringView(m_kind->naming));
            recheck();
        });
}

} // namespace lotse::models
