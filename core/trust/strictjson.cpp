// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/strictjson.h"

#include "trust/base64.h"

#include <QSet>

#include <algorithm>

namespace lotse::trust {

namespace {

QString named(QByteArrayView key)
{
    return QString::fromUtf8(key.first(qMin<qsizetype>(key.size(), 128)));
}

// Only brackets outside of texts count; the text is known to be JSON, or will be refused as none.
bool isTooDeep(QByteArrayView text)
{
    int depth = 0;
    bool isText = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                isText = false;
        } else if (c == '"') {
            isText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maxJsonDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

JsonPart take(json::Value &value)
{
    JsonPart part;
    part.kind = value.kind();
    std::string_view bytes;
    if (part.kind == json::Value::Kind::Text) {
        if (value.quoted(bytes))
            part.raw = '"' + QByteArray(bytes.data(), qsizetype(bytes.size())) + '"';
        std::string_view text;
        if (value.text(text))
            part.text = QByteArray(text.data(), qsizetype(text.size()));
    } else {
        bytes = value.raw();
        part.raw = QByteArray(bytes.data(), qsizetype(bytes.size()));
    }
    return part;
}

} // namespace

Fault readJsonObject(QByteArrayView text, JsonObject &out)
{
    out.m_members.clear();
    if (isTooDeep(text))
        return Reason::TooDeep;
    QSet<QByteArray> seen;
    Fault fault;
    const Error error = json::visit(text, [&](json::Value &root) {
        if (root.kind() != json::Value::Kind::Object) {
            fault = Fault(Reason::WrongType);
            return;
        }
        root.members([&](std::string_view name, json::Value &value) {
            const QByteArray key(name.data(), qsizetype(name.size()));
            if (seen.contains(key)) {
                fault = Fault(Reason::DuplicateMember, named(key));
                return false;
            }
            if (out.m_members.size() >= JsonObject::maxMembers) {
                fault = Fault(Reason::TooMany);
                return false;
            }
            seen.insert(key);
            out.m_members.emplaceBack(key, take(value));
            return true;
        });
    });
    if (fault)
        return fault;
    if (error)
        return {Reason::BrokenJson, error.detail};
    return {};
}

Fault readJsonArray(QByteArrayView text, qsizetype most, QList<JsonPart> &out)
{
    out.clear();
    if (isTooDeep(text))
        return Reason::TooDeep;
    Fault fault;
    const Error error = json::visit(text, [&](json::Value &root) {
        if (root.kind() != json::Value::Kind::Array) {
            fault = Fault(Reason::WrongType);
            return;
        }
        root.items([&](json::Value &value) {
            if (out.size() >= most) {
                fault = Fault(Reason::TooMany, QString::number(most));
                return false;
            }
            out.append(take(value));
            return true;
        });
    });
    if (fault)
        return fault;
    if (error)
        return {Reason::BrokenJson, error.detail};
    return {};
}

const JsonPart *JsonObject::find(QByteArrayView key) const
{
    for (const auto &[name, part] : m_members) {
        if (name == key)
            return &part;
    }
    return nullptr;
}

bool JsonObject::has(QByteArrayView key) const
{
    const JsonPart *part = find(key);
    return part && part->kind != json::Value::Kind::Null;
}

Fault JsonObject::part(QByteArrayView key, json::Value::Kind kind, const JsonPart *&out) const
{
    out = find(key);
    if (!out) {
        for (const auto &[name, part] : m_members) {
            if (name.compare(key, Qt::CaseInsensitive) == 0)
                return {Reason::CaseVariant, named(name)};
        }
        return {Reason::MissingMember, named(key)};
    }
    if (out->kind != kind)
        return {Reason::WrongType, named(key)};
    return {};
}

Fault JsonObject::text(QByteArrayView key, QByteArray &out) const
{
    const JsonPart *found = nullptr;
    if (Fault fault = part(key, json::Value::Kind::Text, found))
        return fault;
    out = found->text;
    return {};
}

Fault JsonObject::optionalText(QByteArrayView key, QByteArray &out) const
{
    Fault fault = text(key, out);
    return fault.reason == Reason::MissingMember ? Fault() : fault;
}

Fault JsonObject::object(QByteArrayView key, JsonObject &out) const
{
    const JsonPart *found = nullptr;
    if (Fault fault = part(key, json::Value::Kind::Object, found))
        return fault;
    return readJsonObject(found->raw, out);
}

Fault JsonObject::array(QByteArrayView key, qsizetype most, QList<JsonPart> &out) const
{
    const JsonPart *found = nullptr;
    if (Fault fault = part(key, json::Value::Kind::Array, found))
        return fault;
    return readJsonArray(found->raw, most, out);
}

Fault JsonObject::integer(QByteArrayView key, qint64 &out) const
{
    const JsonPart *found = nullptr;
    if (Fault fault = part(key, json::Value::Kind::Number, found))
        return fault;
    bool isNumber = false;
    out = found->raw.toLongLong(&isNumber);
    return isNumber ? Fault() : Fault(Reason::WrongType, named(key));
}

Fault JsonObject::count(QByteArrayView key, qint64 &out) const
{
    out = 0;
    const JsonPart *found = find(key);
    if (!found)
        return {};
    const QByteArray &digits = found->kind == json::Value::Kind::Text ? found->text : found->raw;
    const bool isPlain = !digits.isEmpty() && digits.size() <= 19 && (digits.size() == 1 || digits[0] != '0')
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool isNumber = false;
    out = isPlain ? digits.toLongLong(&isNumber) : 0;
    return isNumber ? Fault() : Fault(Reason::WrongType, named(key));
}

Fault JsonObject::base64(QByteArrayView key, QByteArray &out) const
{
    QByteArray value;
    if (Fault fault = text(key, value))
        return fault;
    const std::optional<QByteArray> bytes = strictBase64(value);
    if (!bytes)
        return {Reason::BrokenBase64, named(key)};
    out = *bytes;
    return {};
}

Fault JsonObject::only(std::initializer_list<const char *> known) const
{
    for (const auto &[name, part] : m_members) {
        bool isKnown = false;
        bool isVariant = false;
        for (const char *one : known) {
            isKnown = isKnown || name == one;
            isVariant = isVariant || name.compare(one, Qt::CaseInsensitive) == 0;
        }
        if (!isKnown)
            return {isVariant ? Reason::CaseVariant : Reason::UnknownMember, named(name)};
    }
    return {};
}

} // namespace lotse::trust
