// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"

#include <simdjson.h>

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::harbor::adapters {

namespace {

namespace od = simdjson::ondemand;

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

QByteArray quoted(std::string_view text)
{
    return quoted(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

bool raw(od::value value, QByteArray *out)
{
    std::string_view text;
    if (simdjson::to_json_string(value).get(text))
        return false;
    *out = QByteArray(text.data(), qsizetype(text.size())).trimmed();
    return true;
}

/// A body that is parsed for one adapter; keeps what simdjson's lazy values point into.
struct Body {
    explicit Body(const QByteArray &text)
        : padded(text.constData(), size_t(text.size()))
    {
        isReadable = !parser.iterate(padded).get(document);
    }

    simdjson::padded_string padded;
    od::parser parser;
    od::document document;
    bool isReadable = false;
};

using MemberFunction = bool (*)(const QByteArray &key, od::value value, QByteArray *element);

// The members of an object, each made into an element of a list; the body as it was where one cannot be read.
QByteArray listOfMembers(const QByteArray &body, MemberFunction make)
{
    Body parsed(body);
    od::object object;
    if (!parsed.isReadable || parsed.document.get_object().get(object))
        return body;
    QByteArray out = "[";
    for (auto entry : object) {
        std::string_view key;
        od::value value;
        QByteArray element;
        if (entry.unescaped_key().get(key))
            return body;
        const QByteArray name = quoted(key);
        if (entry.value().get(value) || !make(name, value, &element))
            return body;
        if (out.size() > 1)
            out += ',';
        out += element;
    }
    return out + ']';
}

QByteArray member(const QByteArray &body, const char *key)
{
    Body parsed(body);
    od::value value;
    QByteArray text;
    if (!parsed.isReadable || parsed.document.find_field_unordered(key).get(value) || !raw(value, &text))
        return body;
    return text;
}

} // namespace

QByteArray settings(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](const QByteArray &key, od::value value, QByteArray *element) {
        QByteArray inner;
        if (!raw(value, &inner))
            return false;
        Body item(inner);
        od::object object;
        od::value given;
        bool editable = true;
        if (item.isReadable && !item.document.get_object().get(object)
            && !object.find_field_unordered("value").get(given)) {
            if (!raw(given, &inner))
                return false;
            // Absent means not editable: Harbor leaves out what is false in other answers too.
            if (object.find_field_unordered("editable").get_bool().get(editable))
                editable = false;
        }
        *element = "{\"key\":" + key + ",\"value\":" + inner + ",\"editable\":" + (editable ? "true" : "false") + '}';
        return true;
    });
}

QByteArray pairs(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](const QByteArray &key, od::value value, QByteArray *element) {
        QByteArray text;
        if (!raw(value, &text))
            return false;
        *element = "{\"key\":" + key + ",\"value\":" + text + '}';
        return true;
    });
}

QByteArray named(const QByteArray &body, const Params &)
{
    return listOfMembers(body, [](const QByteArray &key, od::value value, QByteArray *element) {
        QByteArray text;
        if (!raw(value, &text) || !text.startsWith('{'))
            return false;
        const QByteArray rest = text.mid(1).trimmed();
        *element = "{\"name\":" + key + (rest == "}" ? "" : ",") + rest;
        return true;
    });
}

QByteArray names(const QByteArray &body, const Params &)
{
    Body parsed(body);
    od::array array;
    if (!parsed.isReadable || parsed.document.get_array().get(array))
        return body;
    QByteArray out = "[";
    for (auto entry : array) {
        std::string_view name;
        if (entry.get_string().get(name))
            return body;
        out += (out.size() > 1 ? ",{\"name\":" : "{\"name\":") + quoted(name) + '}';
    }
    return out + ']';
}

QByteArray items(const QByteArray &body, const Params &)
{
    return member(body, "items");
}

QByteArray storage(const QByteArray &body, const Params &)
{
    return member(body, "storage");
}

QByteArray grantable(const QByteArray &body, const Params &)
{
    Body parsed(body);
    od::object object;
    if (!parsed.isReadable || parsed.document.get_object().get(object))
        return body;
    QByteArray out = "[";
    for (auto entry : object) {
        std::string_view scope;
        od::array list;
        if (entry.unescaped_key().get(scope))
            return body;
        const QByteArray start = "{\"scope\":" + quoted(scope) + ',';
        od::value value;
        if (entry.value().get(value) || value.is_null())
            continue;
        if (value.get_array().get(list))
            return body;
        for (auto permission : list) {
            od::value item;
            QByteArray text;
            if (permission.get(item) || !raw(item, &text) || !text.startsWith('{'))
                return body;
            out += (out.size() > 1 ? "," : "") + start + text.mid(1);
        }
    }
    return out + ']';
}

QByteArray summaryQuota(const QByteArray &body, const Params &params)
{
    Body parsed(body);
    od::object object;
    if (!parsed.isReadable || parsed.document.get_object().get(object))
        return body;
    bool isNumber = false;
    const qint64 id = params.value(QStringLiteral("project_id")).toLongLong(&isNumber);
    const QString name =
        params.value(QStringLiteral("project_name"), params.value(QStringLiteral("project_name_or_id")));
    QByteArray out =
        "{\"id\":0,\"ref\":{\"id\":" + QByteArray::number(isNumber ? id : 0) + ",\"name\":" + quoted(name) + '}';
    od::object quota;
    if (!object.find_field_unordered("quota").get_object().get(quota)) {
        for (const char *key : {"hard", "used"}) {
            od::value value;
            QByteArray text;
            if (!quota.find_field_unordered(key).get(value) && raw(value, &text))
                out += QByteArray(",\"") + key + "\":" + text;
        }
    }
    return out + '}';
}

QByteArray findings(const QByteArray &body, const Params &)
{
    Body parsed(body);
    od::object reports;
    if (!parsed.isReadable || parsed.document.get_object().get(reports))
        return body;
    for (auto entry : reports) {
        od::object report;
        od::value list;
        QByteArray text;
        if (entry.value().get_object().get(report))
            return body;
        if (report.find_field_unordered("vulnerabilities").get(list) || !raw(list, &text))
            continue;
        return text; // one report an answer; "null" is an empty list to the codec
    }
    return "[]";
}

QByteArray text(const QByteArray &body)
{
    Body parsed(body);
    std::string_view inner;
    if (!parsed.isReadable || parsed.document.get_string().get(inner))
        return body;
    return QByteArray(inner.data(), qsizetype(inner.size()));
}

} // namespace lotse::harbor::adapters
