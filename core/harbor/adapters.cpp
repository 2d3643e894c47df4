// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"

#include "json/reader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::harbor::adapters {

namespace {

using json::Value;

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

QByteArray quoted(std::string_view text)
{
    return quoted(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

Error wrong(const QString &where, const char *due)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = where;
    error.message = {LOTSE_MSG("The answer cannot be read: %1 is not %2."), {where, QString::fromLatin1(due)}};
    return error;
}

/// Elements of a list that is being written.
class List {
public:
    void add(const QByteArray &element)
    {
        if (m_text.size() > 1)
            m_text += ',';
        m_text += element;
    }
    QByteArray text() const { return m_text + ']'; }

private:
    QByteArray m_text = "[";
};

QString memberPath(std::string_view key)
{
    return QStringLiteral("$.") + QString::fromUtf8(key.data(), qsizetype(key.size()));
}

// The members of an object, each made into an element of a list by `make(key, value, element)`, which gives an error.
template <typename F>
Result<QByteArray> listOfMembers(const QByteArray &body, F make)
{
    List out;
    Error error;
    const Error broken = json::visit(body, [&](Value &root) {
        if (root.kind() != Value::Kind::Object) {
            error = wrong(QStringLiteral("$"), "an object");
            return;
        }
        root.members([&](std::string_view key, Value &value) {
            QByteArray element;
            error = make(key, value, &element);
            if (!error && !element.isEmpty())
                out.add(element);
            return !error;
        });
    });
    if (broken)
        return broken;
    if (error)
        return error;
    return out.text();
}

// A list that is wrapped in an object. Absent is not empty: then it is another answer.
Result<QByteArray> member(const QByteArray &body, std::string_view name)
{
    QByteArray out;
    bool isObject = false;
    const Error broken = json::visit(body, [&](Value &root) {
        isObject = root.kind() == Value::Kind::Object;
        root.members([&](std::string_view key, Value &value) {
            if (key == name)
                out = bytes(value.raw());
        });
    });
    if (broken)
        return broken;
    if (!isObject)
        return wrong(QStringLiteral("$"), "an object");
    if (out.isEmpty())
        return wrong(memberPath(name), "there");
    return out;
}

} // namespace

Result<QByteArray> settings(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](std::string_view key, Value &value, QByteArray *element) {
        const QByteArray name = quoted(key);
        QByteArray given;
        bool editable = true;
        if (value.kind() == Value::Kind::Object) {
            std::string_view whole;
            // Absent means not editable: Harbor leaves out what is false in other answers too.
            bool isSaid = false;
            value.members(
                [&](std::string_view inner, Value &part) {
                    if (inner == "value")
                        given = bytes(part.raw());
                    else if (inner == "editable")
                        part.boolean(isSaid);
                },
                &whole);
            if (given.isEmpty())
                given = bytes(whole);
            else
                editable = isSaid;
        } else {
            given = bytes(value.raw());
        }
        *element = "{\"key\":" + name + ",\"value\":" + given + ",\"editable\":" + (editable ? "true" : "false") + '}';
        return Error();
    });
}

Result<QByteArray> pairs(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](std::string_view key, Value &value, QByteArray *element) {
        *element = "{\"key\":" + quoted(key) + ",\"value\":" + bytes(value.raw()) + '}';
        return Error();
    });
}

Result<QByteArray> named(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](std::string_view key, Value &value, QByteArray *element) {
        if (value.kind() != Value::Kind::Object)
            return wrong(memberPath(key), "an object");
        const QByteArray rest = bytes(value.raw()).mid(1).trimmed();
        *element = "{\"name\":" + quoted(key) + (rest == "}" ? "" : ",") + rest;
        return Error();
    });
}

Result<QByteArray> names(const QByteArray &body, const Params &)
{
    List out;
    Error error;
    const Error broken = json::visit(body, [&](Value &root) {
        if (root.kind() != Value::Kind::Array && !root.isNull())
            error = wrong(QStringLiteral("$"), "a list");
        qsizetype index = 0;
        root.items([&](Value &value) {
            std::string_view name;
            if (value.text(name))
                out.add("{\"name\":" + quoted(name) + '}');
            else
                error = wrong(QStringLiteral("$[%1]").arg(index), "a text");
            ++index;
            return !error;
        });
    });
    if (broken)
        return broken;
    if (error)
        return error;
    return out.text();
}

Result<QByteArray> items(const QByteArray &body, const Params &)
{
    return member(body, "items");
}

Result<QByteArray> storage(const QByteArray &body, const Params &)
{
    return member(body, "storage");
}

Result<QByteArray> grantable(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](std::string_view scope, Value &list, QByteArray *elements) {
        if (list.isNull())
            return Error();
        if (list.kind() != Value::Kind::Array)
            return wrong(memberPath(scope), "a list");
        const QByteArray start = "{\"scope\":" + quoted(scope);
        Error error;
        list.items([&](Value &permission) {
            if (permission.kind() != Value::Kind::Object) {
                error = wrong(memberPath(scope), "a list of objects");
                return false;
            }
            const QByteArray rest = bytes(permission.raw()).mid(1).trimmed();
            *elements += (elements->isEmpty() ? "" : ",") + start + (rest == "}" ? "" : ",") + rest;
            return true;
        });
        return error;
    });
}

Result<QByteArray> summaryQuota(const QByteArray &body, const Params &params)
{
    bool isNumber = false;
    const qint64 id = params.value(QStringLiteral("project_id")).toLongLong(&isNumber);
    const QString name =
        params.value(QStringLiteral("project_name"), params.value(QStringLiteral("project_name_or_id")));
    QByteArray out =
        "{\"id\":0,\"ref\":{\"id\":" + QByteArray::number(isNumber ? id : 0) + ",\"name\":" + quoted(name) + '}';
    Error error;
    const Error broken = json::visit(body, [&](Value &root) {
        if (root.kind() != Value::Kind::Object) {
            error = wrong(QStringLiteral("$"), "an object");
            return;
        }
        QByteArray hard;
        QByteArray used;
        root.members([&](std::string_view key, Value &quota) {
            // A caller who may not see it gets none, or null.
            if (key != "quota" || quota.isNull())
                return true;
            if (quota.kind() != Value::Kind::Object) {
                error = wrong(QStringLiteral("$.quota"), "an object");
                return false;
            }
            return quota.members([&](std::string_view part, Value &value) {
                if (part == "hard")
                    hard = ",\"hard\":" + bytes(value.raw());
                else if (part == "used")
                    used = ",\"used\":" + bytes(value.raw());
            });
        });
        out += hard + used;
    });
    if (broken)
        return broken;
    if (error)
        return error;
    return out + '}';
}

Result<QByteArray> findings(const QByteArray &body, const Params &)
{
    QByteArray out;
    Error error;
    bool hasMembers = false;
    const Error broken = json::visit(body, [&](Value &root) {
        if (root.isNull())
            return;
        if (root.kind() != Value::Kind::Object) {
            // Some versions of Harbor write [] where there is no report.
            if (!root.items([&](Value &) { hasMembers = true; }))
                error = wrong(QStringLiteral("$"), "an object");
            return;
        }
        root.members([&](std::string_view mime, Value &report) {
            hasMembers = true;
            report.members([&](std::string_view key, Value &list) {
                if (key != "vulnerabilities")
                    return true;
                const QString where = QStringLiteral("$[\"%1\"].vulnerabilities")
                                          .arg(QString::fromUtf8(mime.data(), qsizetype(mime.size())));
                if (list.kind() != Value::Kind::Array && !list.isNull())
                    error = wrong(where, "a list");
                else if (!out.isEmpty())
                    error = wrong(where, "the only list");
                else
                    out = bytes(list.raw());
                return !error;
            });
            return !error;
        });
    });
    if (broken)
        return broken;
    if (error)
        return error;
    if (!out.isEmpty())
        return out; // "null" is an empty list to the codec: a report that found nothing
    if (hasMembers) {
        error.kind = ErrorKind::Decode;
        error.where = QStringLiteral("$");
        error.message = {LOTSE_MSG("The answer is no vulnerability report."), {}};
        return error;
    }
    error.kind = ErrorKind::NotFound;
    error.message = {LOTSE_MSG("There is no report: it was not scanned, or the scan failed."), {}};
    return error;
}

QByteArray text(const QByteArray &body)
{
    QByteArray out = body;
    json::visit(body, [&](Value &root) {
        std::string_view inner;
        if (root.text(inner))
            out = bytes(inner);
    });
    return out;
}

} // namespace lotse::harbor::adapters
