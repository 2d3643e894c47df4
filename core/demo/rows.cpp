// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/routes.h"

#include "demo/dates.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

struct Match {
    QString member;
    QString value;
};

QList<Match> matchesOf(const Call &call)
{
    QList<Match> out;
    for (const QByteArray &part : QByteArray(call.route->match).split(' ')) {
        if (part.isEmpty())
            continue;
        const qsizetype equal = part.indexOf('=');
        out.append({QString::fromLatin1(part.left(equal)), call.path[QString::fromLatin1(part.mid(equal + 1))]});
    }
    return out;
}

Table &tableOf(const Call &call)
{
    return call.state.table(QString::fromLatin1(call.route->table));
}

bool hits(const QJsonObject &row, const QList<Match> &matches)
{
    return std::all_of(matches.begin(), matches.end(), [&](const Match &match) {
        // "all" pools is the one wildcard that the API knows.
        return match.value == "all"_L1 || row[match.member].toVariant().toString() == match.value;
    });
}

QJsonObject *find(const Call &call)
{
    const QList<Match> matches = matchesOf(call);
    for (QJsonObject &row : tableOf(call).rows) {
        if (hits(row, matches))
            return &row;
    }
    return nullptr;
}

/// "the user group with id 1 is not found"
Response missing(const Call &call)
{
    QString noun = QString::fromLatin1(call.route->table);
    if (noun == "usergroups"_L1)
        noun = u"user groups"_s;
    if (noun.endsWith("ies"_L1))
        noun = noun.chopped(3) + u'y';
    else if (noun.endsWith(u's'))
        noun.chop(1);
    noun.replace(u'-', u' ');
    const QList<Match> matches = matchesOf(call);
    const QString member = matches.isEmpty() ? u"id"_s : matches.last().member;
    return fail(404,
        u"the %1 with %2 %3 is not found"_s.arg(noun, member, matches.isEmpty() ? QString() : matches.last().value));
}

QList<QJsonObject> rowsOf(const Call &call)
{
    const QList<Match> matches = matchesOf(call);
    QList<QJsonObject> out;
    for (const QJsonObject &row : std::as_const(tableOf(call).rows)) {
        if (hits(row, matches))
            out.append(row);
    }
    return out;
}

} // namespace

Response listRows(Call &call)
{
    QList<QJsonObject> rows = rowsOf(call);
    // The lists of executions take their filters as parameters of their own.
    for (const QString &name : {u"policy_id"_s, u"status"_s, u"trigger"_s, u"name"_s}) {
        if (call.query.contains(name) && !call.query[name].isEmpty())
            rows.removeIf([&](const QJsonObject &row) {
                return !row[name].toVariant().toString().contains(call.query[name], Qt::CaseInsensitive);
            });
    }
    return page(call, rows, QString::fromLatin1(call.route->sort));
}

Response listPlain(Call &call)
{
    QJsonArray out;
    for (const QJsonObject &row : rowsOf(call))
        out.append(visible(row));
    return reply(out);
}

Response oneRow(Call &call)
{
    const QJsonObject *const row = find(call);
    return row ? reply(visible(*row)) : missing(call);
}

Response addRow(Call &call)
{
    Table &table = tableOf(call);
    const QString name = call.body.value(u"name"_s).toString();
    const QList<Match> parents = matchesOf(call);
    for (const QJsonObject &row : std::as_const(table.rows)) {
        if (!name.isEmpty() && hits(row, parents) && row[u"name"_s].toString() == name)
            return fail(409, u"the resource named %1 already exists"_s.arg(name));
    }
    QJsonObject row = call.body;
    for (const Match &parent : parents)
        row.insert(parent.member, parent.value.toLongLong());
    if (call.project)
        row.insert(u"project_id"_s, call.projectId());
    row.insert(u"creation_time"_s, stamp(call.now));
    row.insert(u"update_time"_s, stamp(call.now));
    if (qstrcmp(call.route->table, "immutable") == 0)
        row.insert(u"disabled"_s, false); // whatever was sent: it is active at once
    if (qstrcmp(call.route->table, "scanners") == 0)
        row.insert(u"uuid"_s, u"00000000-0000-4000-8000-%1"_s.arg(table.next, 12, 10, QLatin1Char('0')));
    const qint64 id = table.add(row);
    const QString path = QString::fromLatin1(call.request.path.split('?').first());
    return done(201, path + u'/' + row.value(u"uuid"_s).toString(QString::number(id)));
}

Response changeRow(Call &call)
{
    QJsonObject *const row = find(call);
    if (!row)
        return missing(call);
    // What tells a row from the others is not changed by its body.
    for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it) {
        if (it.key() != "id"_L1 && it.key() != "creation_time"_L1)
            row->insert(it.key(), it.value());
    }
    if (qstrcmp(call.route->table, "registries") == 0) {
        // Flat when it is written, nested when it is read, and the secret is never shown.
        QJsonObject credential = (*row)[u"credential"_s].toObject();
        for (const auto &[flat, nested] : {std::pair(u"access_key"_s, u"access_key"_s),
                 std::pair(u"credential_type"_s, u"type"_s), std::pair(u"access_secret"_s, u"access_secret"_s)}) {
            const QJsonValue sent = row->take(flat);
            if (!sent.isUndefined())
                credential.insert(nested, flat == u"access_secret"_s ? QJsonValue(u"*****"_s) : sent);
        }
        if (credential.value(u"access_key"_s).toString().isEmpty())
            credential = {};
        row->insert(u"credential"_s, credential);
    }
    if (row->contains(u"role_id"_s)) {
        static const QMap<int, QString> names{
            {1, u"projectAdmin"_s}, {2, u"developer"_s}, {3, u"guest"_s}, {4, u"maintainer"_s}, {5, u"limitedGuest"_s}};
        row->insert(u"role_name"_s, names.value(int((*row)[u"role_id"_s].toInteger())));
    }
    if (row->contains(u"update_time"_s))
        row->insert(u"update_time"_s, stamp(call.now));
    return done();
}

Response removeRow(Call &call)
{
    QJsonObject *const row = find(call);
    if (!row)
        return missing(call);
    Table &table = tableOf(call);
    table.rows.removeAt(row - table.rows.data());
    return done();
}

Response logOfRow(Call &call)
{
    const QJsonObject *const row = find(call);
    if (!row)
        return missing(call);
    return logText(call, (*row)[u"_log"_s].toString());
}

Response stopRow(Call &call)
{
    QJsonObject *const row = find(call);
    if (!row)
        return missing(call);
    for (const QString &name : {u"status"_s, u"job_status"_s}) {
        const QString status = (*row)[name].toString();
        if (status == "Running"_L1 || status == "Pending"_L1 || status == "InProgress"_L1)
            row->insert(name, u"Stopped"_s);
    }
    return qstrcmp(call.route->table, "replication-executions") == 0 ? reply(QJsonValue::Null) : done();
}

Response document(Call &call)
{
    const QJsonValue value = call.state.documents[QString::fromLatin1(call.route->table)];
    if (value.isUndefined() || value.isNull())
        return done();
    return reply(value);
}

Response accept(Call &)
{
    return done();
}

} // namespace lotse::demo
