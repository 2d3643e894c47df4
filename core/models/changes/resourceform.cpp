// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/resourceform.h"

#include "models/changes/formrules.h"
#include "models/follow.h"
#include "models/tables/kindtables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

QString nameOf(const harbor::Params &names)
{
    return names.value(u"name"_s, names.value(u"member"_s, names.value(u"project"_s)));
}

ResourceForm::ResourceForm(QObject *parent)
    : QAbstractListModel(parent)
{
    m_look.setSingleShot(true);
    m_look.setInterval(400);
    connect(&m_look, &QTimer::timeout, this, &ResourceForm::look);
}

ResourceForm::~ResourceForm() = default;

void ResourceForm::setChanges(ChangeList *changes)
{
    if (!follow(m_changes, changes, this, &ChangeList::changed, &ResourceForm::stateChanged))
        return;
    close(); // what is open is of another account
    emit stateChanged();
}

QHash<int, QByteArray> ResourceForm::roleNames() const
{
    return {{IdRole, "fieldId"}, {TypeRole, "fieldType"}, {LabelRole, "label"}, {HelpRole, "help"},
        {HeadingRole, "heading"}, {UnitRole, "unit"}, {ValueRole, "value"}, {ProblemRole, "problem"},
        {MeaningRole, "meaning"}, {ChoicesRole, "choices"}, {ShownRole, "shown"}, {MixedRole, "mixed"},
        {ReasonRole, "reason"}, {NeededRole, "needed"}};
}

int ResourceForm::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_kind || m_state != State::Ready ? 0 : int(m_kind->fields.size());
}

QVariant ResourceForm::data(const QModelIndex &index, int role) const
{
    if (!m_kind || index.row() < 0 || index.row() >= rowCount())
        return {};
    const FormField &field = m_kind->fields[index.row()];
    const QString id = QLatin1StringView(field.id);
    const QVariant value = m_values.value(id);
    const bool isMixed = !value.isValid() && m_targets.size() > 1;
    switch (role) {
    case IdRole:
        return id;
    case TypeRole:
        // A switch of several things has a third state: as it is.
        return field.type == FieldType::Switch && m_targets.size() > 1 ? u"choice"_s : formFieldWord(field.type);
    case Qt::DisplayRole:
    case LabelRole: {
        const QString label = word(field.label);
        return label.endsWith(u'.') ? label.chopped(1) : label;
    }
    case HelpRole:
        return *field.help ? word(field.help) : QString();
    case HeadingRole: {
        // The heading of its group, above the first field of it that is shown.
        QByteArray last;
        for (qsizetype i = 0; i <= index.row(); ++i) {
            const FormField &one = m_kind->fields[i];
            const bool isHere = i == index.row();
            if (!isHere && !isShown(one, m_values))
                continue;
            const QByteArray group = *one.group ? QByteArray(one.group) : last;
            if (isHere)
                return group == last || group.isEmpty() ? QString() : word(one.group);
            last = group;
        }
        return QString();
    }
    case UnitRole:
        return *field.unit ? word(field.unit) : QString();
    case ValueRole:
        if (isMixed)
            return field.type == FieldType::Ticks || field.type == FieldType::Filters ? QVariant(QVariantList())
                                                                                      : QVariant(QString());
        if (field.type == FieldType::Switch && m_targets.size() > 1)
            return value.toBool() ? u"true"_s : u"false"_s;
        return value;
    case ProblemRole:
        // A filter that was just added has no value yet.
        return m_isTried || (m_touched.contains(id) && field.type != FieldType::Filters) ? problemOfField(id)
                                                                                         : QString();
    case MeaningRole:
        return meaningOf(field, value, QDateTime::currentDateTimeUtc());
    case ChoicesRole: {
        QVariantList out;
        if (*field.source) {
            out = m_rows.value(QLatin1StringView(field.source));
        } else if (field.type == FieldType::Switch) {
            out = {QVariantMap{{u"value"_s, u"true"_s}, {u"text"_s, word(LOTSE_MSG("On"))}},
                QVariantMap{{u"value"_s, u"false"_s}, {u"text"_s, word(LOTSE_MSG("Off"))}}};
        } else {
            for (const FieldChoice &choice : field.choices) {
                const QString text = QLatin1StringView(choice.value);
                out.append(QVariantMap{{u"value"_s, text}, {u"text"_s, *choice.text ? word(choice.text) : text}});
            }
        }
        return out;
    }
    case ShownRole:
        return isShown(field, m_values);
    case MixedRole:
        return isMixed;
    case ReasonRole:
        if (*field.reason)
            return word(field.reason);
        if (m_fixed.contains(id))
            return word(LOTSE_MSG("This value is set by the server and cannot be changed here."));
        return m_unread.value(QLatin1StringView(field.source));
    case NeededRole:
        return field.type != FieldType::Switch && (field.isRequired || memberOf(field).isRequired) && m_isNew;
    default:
        return {};
    }
}

QString ResourceForm::state() const
{
    switch (m_state) {
    case State::Closed:
        return u"closed"_s;
    case State::Reading:
        return u"reading"_s;
    case State::Ready:
        return u"ready"_s;
    case State::Failed:
        return u"failed"_s;
    }
    return {};
}

QString ResourceForm::textOfNames() const
{
    constexpr qsizetype most = 2;
    QStringList names;
    for (const Target &target : m_targets)
        names.append(nameOf(target.names));
    if (names.size() <= most)
        return names.join(u", "_s);
    const qint64 more = names.size() - most;
    return Message::counted(LOTSE_MSG_N("%1 and %Ln more", "%1 and %Ln more"), more, {names.first(most).join(u", "_s)})
        .text();
}

QString ResourceForm::title() const
{
    if (!m_kind)
        return {};
    if (m_isNew)
        return word(m_kind->newTitle);
    return m_group.isEmpty() || qstrcmp(m_kind->name, "configuration") != 0
        ? Message{m_kind->title, {textOfNames()}}.text()
        : Message{LOTSE_MSG("Configuration: %1"), {word(m_group.toLatin1().constData())}}.text();
}

QString ResourceForm::whyNot() const
{
    if (!m_kind)
        return {};
    if (!m_changes)
        return word(LOTSE_MSG("This registry cannot be changed."));
    return m_changes->whyNot(QString::fromLatin1(m_isNew ? m_kind->create : m_kind->update));
}

QString ResourceForm::note() const
{
    if (!m_kind || !m_changes || !m_changes->isReadOnly() || !m_changes->session())
        return {};
    return Message{
        LOTSE_MSG("This account is read only. You can stage changes; to apply them, switch on “Allow changes” "
                  "in the settings of %1."),
        {m_changes->session()->account().name}}
        .text();
}

QString ResourceForm::stageText() const
{
    if (m_isNew && m_kind && !*m_kind->naming)
        return word(LOTSE_MSG("Stage run"));
    if (m_isNew)
        return word(LOTSE_MSG("Stage creation"));
    const qint64 count = m_targets.size();
    return count > 1 ? Message::counted(LOTSE_MSG_N("Stage %Ln changes", "Stage %Ln change"), count).text()
                     : word(LOTSE_MSG("Stage change"));
}

harbor::Member ResourceForm::memberOf(const FormField &field) const
{
    const harbor::Operation *operation = harbor::operation(operationOf(field));
    if (operation && !field.isVirtual) {
        const QString path = pathOf(field);
        for (const harbor::Member &member : harbor::membersOf(*operation)) {
            if (member.path == path)
                return member;
        }
    }
    return {};
}

QString ResourceForm::pathOf(const FormField &field) const
{
    if (!m_isNew && *field.changePath)
        return QLatin1StringView(field.changePath);
    return QLatin1StringView(*field.path ? field.path : field.id);
}

QByteArray ResourceForm::operationOf(const FormField &field) const
{
    return m_isNew ? m_kind->create : *field.operation ? field.operation : m_kind->update;
}

bool ResourceForm::isShown(const FormField &field, const FormValues &values) const
{
    if (m_given.contains(QLatin1StringView(field.id)) || !isFieldShown(field, values, m_isNew))
        return false;
    return m_group.isEmpty() || m_group == QLatin1StringView(field.group);
}

int ResourceForm::rowOfField(const QString &id) const
{
    if (!m_kind)
        return -1;
    for (qsizetype i = 0; i < m_kind->fields.size(); ++i) {
        if (id == QLatin1StringView(m_kind->fields[i].id))
            return int(i);
    }
    return -1;
}

QString ResourceForm::problemOfField(const QString &id) const
{
    const auto found = m_problems.constFind(id);
    return found == m_problems.constEnd() ? QString() : found->text();
}

void ResourceForm::setValue(const QString &id, const QVariant &value)
{
    const FormField *field = m_kind ? m_kind->field(id) : nullptr;
    if (!field || m_state != State::Ready)
        return;
    QVariant typed = value;
    if (field->type == FieldType::Switch && value.typeId() != QMetaType::Bool)
        typed = value.toString() == u"true"_s;
    else if (field->type == FieldType::Ticks)
        typed = value.toStringList();
    else if (field->type == FieldType::Filters)
        typed = value.toList();
    else if (field->type != FieldType::Switch)
        typed = value.toString();
    if (m_values.value(id) == typed)
        return;
    m_values.insert(id, typed);
    if (m_before.value(id) == typed)
        m_touched.remove(id);
    else
        m_touched.insert(id);
    if (!m_error.isEmpty()) {
        m_error.clear();
        emit stateChanged();
    }
    if (!m_testState.isEmpty()) {
        m_testState.clear();
        m_testText.clear();
        emit tested();
    }
    if (m_isNew && *m_kind->naming && (id == QLatin1StringView(m_kind->naming) || id == u"project"_s)) {
        m_taken.clear();
        m_look.start();
    }
    if (id == u"project"_s) {
        for (const FormField &other : m_kind->fields) {
            if (qstrcmp(other.source, "providers") == 0)
                readSource(other);
        }
    }
    recheck();
}

void ResourceForm::recheck()
{
    m_problems.clear();
    if (!m_kind)
        return;
    FormValues before = m_targets.size() == 1 ? m_targets.first().before : FormValues();
    if (!m_isNew)
        before.insert(u"#id"_s, true);
    for (const FormField &field : m_kind->fields) {
        const QString id = QLatin1StringView(field.id);
        if (!isShown(field, m_values))
            continue;
        const harbor::Member member = memberOf(field);
        const bool isSecret = field.type == FieldType::Secret;
        // What was there already is not held against the person who changes something else.
        if (!m_isNew && !m_touched.contains(id) && !(isSecret && (member.isRequired || field.isRequired)))
            continue;
        Message problem = problemOf(field, member, m_values.value(id));
        const bool isCleared = !m_isNew && m_values.value(id).toString().trimmed().isEmpty();
        if (problem.isEmpty() && isCleared && field.type == FieldType::Whole)
            problem = {LOTSE_MSG("Enter a whole number."), {}};
        if (problem.isEmpty() && isCleared && field.type == FieldType::Size)
            problem = {LOTSE_MSG("Enter a size such as 20 GiB, or unlimited."), {}};
        if (!problem.isEmpty())
            m_problems.insert(id, problem);
    }
    if (m_kind->check && (m_isNew || !m_touched.isEmpty())) {
        QMap<QString, Message> more;
        m_kind->check(m_values, before, more);
        for (auto it = more.begin(); it != more.end(); ++it) {
            const FormField *field = m_kind->field(it.key());
            if (field && isShown(*field, m_values) && !m_problems.contains(it.key()))
                m_problems.insert(it.key(), it.value());
        }
    }
    if (m_isNew && !m_taken.isEmpty() && m_taken == nameOfNew())
        m_problems.insert(QLatin1StringView(m_kind->naming), {LOTSE_MSG("“%1” already exists."), {m_taken}});
    tell();
}

void ResourceForm::tell()
{
    if (rowCount() > 0)
        emit dataChanged(
            index(0), index(rowCount() - 1), {ValueRole, ProblemRole, MeaningRole, ShownRole, HeadingRole, MixedRole});
    emit edited();
}

int ResourceForm::showProblems()
{
    m_isTried = true;
    tell();
    for (int row = 0; row < rowCount(); ++row) {
        if (m_problems.contains(QLatin1StringView(m_kind->fields[row].id)))
            return row;
    }
    return -1;
}

} // namespace lotse::models
