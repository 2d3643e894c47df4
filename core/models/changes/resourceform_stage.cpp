// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/resourceform.h"

#include "change/configkinds.h"
#include "change/journal.h"
#include "models/tables/kindtables.h"
#include "net/httperror.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

namespace {

/// Whether the path of an operation holds a parameter.
bool takes(const harbor::Operation &operation, const char *parameter)
{
    return QByteArray(operation.path).contains('{' + QByteArray(parameter) + '}');
}

/// A sentence with the server's own words.
QString refusalOf(const Error &error)
{
    const QJsonObject answer = QJsonDocument::fromJson(error.detail.toUtf8()).object();
    const QString words = answer.value(u"errors"_s)[0][u"message"_s].toString(error.detail);
    return words.isEmpty() ? error.text()
                           : Message{LOTSE_MSG("The connection failed. The registry says: %1"), {words}}.text();
}

} // namespace

FormMembers ResourceForm::membersOf(
    const FormValues &values, const QJsonObject &form, const QByteArray &operation) const
{
    FormMembers out;
    for (const FormField &field : m_kind->fields) {
        if (field.isVirtual || field.type == FieldType::Secret || *field.reason || operationOf(field) != operation
            || !isShown(field, values))
            continue;
        const QJsonValue value = memberValue(field, memberOf(field), values.value(QLatin1StringView(field.id)));
        const bool isNothing = value.isUndefined() || (m_isNew && (value.isNull() || value == QString()));
        if (!isNothing)
            out.insert(pathOf(field), value);
    }
    const bool isMain = operation == (m_isNew ? m_kind->create : m_kind->update);
    if (m_kind->write && isMain) {
        FormValues all = values;
        all.insert(u"#project_id"_s, m_projectIds.value(values.value(u"project"_s).toString()));
        m_kind->write(all, form, out);
    }
    return out;
}

QStringList ResourceForm::secretsOf() const
{
    QStringList out;
    for (const FormField &field : m_kind->fields) {
        if (field.type == FieldType::Secret && !field.isVirtual && isShown(field, m_values)
            && !m_values.value(QLatin1StringView(field.id)).toString().isEmpty())
            out.append(pathOf(field));
    }
    return out;
}

QMap<QString, SecureBytes> ResourceForm::typedSecrets(const Change &change) const
{
    QMap<QString, SecureBytes> out;
    for (const FormField &field : m_kind->fields) {
        if (field.type == FieldType::Secret && change.secrets.contains(pathOf(field)))
            out.insert(pathOf(field), SecureBytes(m_values.value(QLatin1StringView(field.id)).toString().toUtf8()));
    }
    return out;
}

Change ResourceForm::creation() const
{
    Change out;
    out.operation = m_kind->create;
    const harbor::Operation &operation = *out.row();
    const QString project = m_values.value(u"project"_s).toString();
    const QString name = nameOfNew();
    for (const char *parameter : {"project_name_or_id", "project_name"}) {
        if (takes(operation, parameter))
            out.path.insert(QLatin1StringView(parameter), project);
    }
    if (!name.isEmpty())
        out.names.insert(u"name"_s, name);
    if (m_kind->isOfProject)
        out.names.insert(u"project"_s, project);
    else if (qstrcmp(m_kind->name, "project") == 0)
        out.names.insert(u"project"_s, name);
    const FormMembers members = membersOf(m_values, {}, out.operation);
    for (auto it = members.begin(); it != members.end(); ++it)
        change::putAt(out.body, it.key(), it.value());
    out.secrets = secretsOf();
    return out;
}

QList<Change> ResourceForm::changesOf(const Target &target) const
{
    FormValues now = target.before;
    for (const QString &id : m_touched)
        now.insert(id, m_values.value(id));
    QList<QByteArray> operations{m_kind->update};
    for (const FormField &field : m_kind->fields) {
        if (*field.operation && !operations.contains(field.operation))
            operations.append(field.operation);
    }
    QList<Change> out;
    for (const QByteArray &operation : std::as_const(operations)) {
        Change change;
        change.operation = operation;
        change.path = target.path;
        change.names = target.names;
        const FormMembers before = membersOf(target.before, target.form, operation);
        const FormMembers after = membersOf(now, target.form, operation);
        const Change *staged = m_changes->staged(operation, target.path);
        if (staged && m_changes->isDone(staged->id))
            staged = nullptr;
        const QMap<QString, harbor::Member> known = [&] {
            QMap<QString, harbor::Member> all;
            for (const harbor::Member &member : harbor::membersOf(*change.row()))
                all.insert(member.path, member);
            return all;
        }();
        bool isOther = false;
        for (auto it = after.begin(); it != after.end(); ++it) {
            const bool isStaged = staged
                && std::any_of(staged->edits.begin(), staged->edits.end(),
                    [&](const change::Edit &edit) { return edit.path == it.key(); });
            const harbor::Member member = known.value(it.key());
            // Of a schedule that the registry does not show whole, all goes with each change.
            const bool isUnseen = it.key().startsWith(u"parameters"_s);
            const bool isSame = before.contains(it.key()) && before.value(it.key()) == it.value();
            if (isSame && !isStaged && !isUnseen)
                continue;
            isOther = isOther || !isSame;
            QJsonValue there = change::valueWithoutSecrets(change::valueAt(target.form, it.key()));
            if (isSame && !isUnseen) {
                change.edits.append({it.key(), it.value(), it.value()}); // takes out what is staged
                isOther = true;
                continue;
            }
            if (there.isUndefined() && change::leavesOutEmpty(*change.row())) {
                // What is false or empty is left out, and can be put back all the same.
                if (member.type == harbor::Member::Type::Text)
                    there = QString();
                else if (member.type == harbor::Member::Type::Flag)
                    there = false;
                else if (member.type == harbor::Member::Type::List)
                    there = QJsonArray();
            }
            change.edits.append({it.key(), there, it.value()});
        }
        if (operation == m_kind->update)
            change.secrets = secretsOf();
        if (!isOther)
            change.edits.clear();
        if (!change.edits.isEmpty() || !change.secrets.isEmpty())
            out.append(change);
    }
    return out;
}

bool ResourceForm::stage()
{
    if (!m_kind || m_state != State::Ready || !m_changes)
        return false;
    if (const QString why = whyNot(); !why.isEmpty()) {
        m_error = why;
        emit stateChanged();
        return false;
    }
    recheck();
    if (showProblems() >= 0)
        return false;
    QList<Change> changes;
    if (m_isNew) {
        changes = {creation()};
    } else {
        for (const Target &target : std::as_const(m_targets))
            changes.append(changesOf(target));
    }
    if (changes.isEmpty()) {
        m_error = word(LOTSE_MSG("Nothing was changed."));
        emit stateChanged();
        return false;
    }
    QList<QMap<QString, SecureBytes>> typed;
    for (const Change &change : std::as_const(changes))
        typed.append(typedSecrets(change));
    if (!m_changes->stage(changes, typed)) {
        m_error = m_changes->problem();
        emit stateChanged();
        return false;
    }
    close();
    emit staged();
    return true;
}

bool ResourceForm::isTestable() const
{
    if (!m_kind || m_state != State::Ready)
        return false;
    return *m_kind->tests || m_group == u"LDAP"_s || m_group == u"OIDC"_s;
}

QJsonObject ResourceForm::testBody() const
{
    const bool isRegistry = qstrcmp(m_kind->name, "registry") == 0;
    if (m_group == u"OIDC"_s)
        return {{u"url"_s, m_values.value(u"oidc_endpoint"_s).toString()},
            {u"verify_cert"_s, m_values.value(u"oidc_verify_cert"_s).toBool()}};
    static const QStringList ofConnection{
        u"url"_s, u"access_key"_s, u"access_secret"_s, u"insecure"_s, u"ca_certificate"_s};
    const bool isAsStored = isRegistry && !m_isNew
        && std::none_of(ofConnection.begin(), ofConnection.end(),
            [this](const QString &field) { return m_touched.contains(field); });
    if (isAsStored) // the stored secret goes to the stored address, and nowhere else
        return {{u"id"_s, m_targets.first().path.value(u"id"_s).toLongLong()}};
    const char *operation = *m_kind->tests ? m_kind->tests : "pingLdap";
    QJsonObject out;
    for (const harbor::Member &member : harbor::membersOf(*harbor::operation(operation))) {
        for (const FormField &field : m_kind->fields) {
            const QString id = QLatin1StringView(field.id);
            const QString path = *field.changePath ? QLatin1StringView(field.changePath) : QLatin1StringView(field.id);
            const bool isOfObject = path.startsWith(member.path + u'.');
            if ((path != member.path && !isOfObject) || field.isVirtual
                || (!isFieldShown(field, m_values, true) && !isFieldShown(field, m_values, false)))
                continue;
            const QString text = m_values.value(id).toString();
            if (field.type == FieldType::Secret && text.isEmpty())
                continue;
            const QJsonValue value = isOfObject ? QJsonValue(text) : memberValue(field, member, m_values.value(id));
            if (!value.isUndefined() && !(value == QString()))
                change::putAt(out, path, value);
        }
    }
    if (isRegistry && out.contains(u"access_key"_s))
        out.insert(u"credential_type"_s, u"basic"_s);
    if (m_values.contains(u"ldap_timeout"_s) && !*m_kind->tests)
        out.insert(u"ldap_connection_timeout"_s, m_values.value(u"ldap_timeout"_s).toString().toInt());
    return out;
}

void ResourceForm::test()
{
    if (!isTestable() || !m_changes || !m_changes->session())
        return;
    const auto end = [this](const QString &state, const QString &text) {
        m_testState = state;
        m_testText = text;
        emit tested();
    };
    const char *operation = m_group == u"OIDC"_s ? "pingOIDC" : *m_kind->tests ? m_kind->tests : "pingLdap";
    const Result<Request> request = harbor::buildRequest(*harbor::operation(operation), {}, testBody());
    if (!request) {
        end(u"error"_s, request.error().text());
        return;
    }
    end(u"running"_s, word(LOTSE_MSG("Testing…")));
    const QString host = m_changes->host();
    const std::shared_ptr<Transport> transport = m_changes->session()->sharedTransport();
    transport->call<Response>(
        *request, m_context.get(), [](const Response &response) { return Result<Response>(response); },
        [end, host](const Result<Response> &response) {
            if (!response)
                end(u"error"_s, response.error().text());
            else if (!response->isSuccess())
                end(u"error"_s, refusalOf(toError(*response, "POST", host)));
            else if (QByteArrayView(response->body).contains("\"success\":false"))
                end(u"error"_s,
                    QJsonDocument::fromJson(response->body)
                        .object()
                        .value(u"message"_s)
                        .toString(word(LOTSE_MSG("The connection failed."))));
            else
                end(u"ok"_s, word(LOTSE_MSG("The connection works.")));
        });
}

} // namespace lotse::models
