// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

namespace lotse::demo {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

QJsonValue convert(simdjson::dom::element element)
{
    switch (element.type()) {
    case simdjson::dom::element_type::OBJECT: {
        QJsonObject object;
        for (const auto member : simdjson::dom::object(element))
            object.insert(text(member.key), convert(member.value));
        return object;
    }
    case simdjson::dom::element_type::ARRAY: {
        QJsonArray array;
        for (const auto item : simdjson::dom::array(element))
            array.append(convert(item));
        return array;
    }
    case simdjson::dom::element_type::STRING:
        return text(std::string_view(element));
    case simdjson::dom::element_type::INT64:
        return QJsonValue(qint64(int64_t(element)));
    case simdjson::dom::element_type::UINT64:
        return QJsonValue(double(uint64_t(element)));
    case simdjson::dom::element_type::DOUBLE:
        return QJsonValue(double(element));
    case simdjson::dom::element_type::BOOL:
        return QJsonValue(bool(element));
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    }
    return QJsonValue(QJsonValue::Null);
}

} // namespace

std::optional<QJsonValue> parse(const QByteArray &input)
{
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(input.constData(), size_t(input.size()));
    simdjson::dom::element element;
    if (parser.parse(padded).get(element) != simdjson::SUCCESS)
        return std::nullopt;
    return convert(element);
}

QByteArray compact(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    // A document holds no bare value: wrap it and take the brackets off.
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

} // namespace lotse::demo
