// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/reader.h"

#include "json/check.h"

#include <simdjson.h>

#include <memory>
#include <vector>

namespace lotse::json {

namespace {

namespace od = simdjson::ondemand;

constexpr size_t mostKept = 1024 * 1024; // bytes; the buffers of a large report do not stay

/// A parser for one visit; a visit within a visit gets another.
class Parser {
public:
    Parser()
    {
        if (!spare().empty()) {
            m_parser = std::move(spare().back());
            spare().pop_back();
        } else {
            m_parser = std::make_unique<od::parser>();
        }
    }
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;
    ~Parser()
    {
        if (m_parser->capacity() <= mostKept && spare().size() < 4)
            spare().push_back(std::move(m_parser));
    }
    od::parser *operator->() const { return m_parser.get(); }

private:
    static std::vector<std::unique_ptr<od::parser>> &spare()
    {
        thread_local std::vector<std::unique_ptr<od::parser>> parsers;
        return parsers;
    }
    std::unique_ptr<od::parser> m_parser;
};

Error broken(const char *what, qsizetype at)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = QStringLiteral("$");
    error.message = {LOTSE_MSG("The response is not valid JSON or is truncated (at %1)."), {error.where}};
    error.detail = QString::fromLatin1(what);
    if (at >= 0)
        error.detail += QStringLiteral(", byte %1").arg(at);
    return error;
}

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    return text;
}

Value::Kind kindOf(od::json_type type)
{
    switch (type) {
    case od::json_type::object:
        return Value::Kind::Object;
    case od::json_type::array:
        return Value::Kind::Array;
    case od::json_type::number:
        return Value::Kind::Number;
    case od::json_type::string:
        return Value::Kind::Text;
    case od::json_type::boolean:
        return Value::Kind::Bool;
    default:
        break;
    }
    return Value::Kind::Null;
}

// As it is in the text, which was checked and ends in a quote; only a name with an escape in it is copied.
simdjson::error_code nameOf(simdjson::simdjson_result<od::field> &field, std::string_view &name)
{
    od::raw_json_string raw;
    if (const auto code = field.key().get(raw))
        return code;
    const char *end = raw.raw();
    while (*end != '"' && *end != '\\')
        ++end;
    if (*end == '\\')
        return field.unescaped_key().get(name);
    name = {raw.raw(), size_t(end - raw.raw())};
    return simdjson::SUCCESS;
}

} // namespace

/// What may touch the inside of a Value.
struct Reading {
    static Value lend(od::value &value, const Value &parent)
    {
        return Value(&value, false, parent.m_all, parent.m_isBroken);
    }
    static Value root(od::document &document, QByteArrayView all, bool *isBroken)
    {
        return Value(&document, true, all, isBroken);
    }
    /// Calls f with simdjson's document or value.
    template <typename F>
    static auto with(const Value &value, F f)
    {
        return value.m_isRoot ? f(*static_cast<od::document *>(value.m_at)) : f(*static_cast<od::value *>(value.m_at));
    }
};

Value::Value(void *at, bool isRoot, QByteArrayView all, bool *isBroken)
    : m_at(at)
    , m_all(all)
    , m_isBroken(isBroken)
    , m_isRoot(isRoot)
{
    od::json_type type = od::json_type::null;
    if (Reading::with(*this, [](auto &v) { return v.type(); }).get(type)) {
        *m_isBroken = true;
        m_isSpent = true;
    }
    m_kind = kindOf(type);
}

// A value may be read once, as what it is: simdjson walks on as it reads.
bool Value::spend(Kind kind)
{
    if (m_isSpent || *m_isBroken || m_kind != kind)
        return false;
    m_isSpent = true;
    return true;
}

bool Value::visitMembers(detail::Callback<std::string_view, Value &> each, std::string_view *raw)
{
    od::object object;
    if (!spend(Kind::Object))
        return false;
    bool isFine = !Reading::with(*this, [](auto &v) { return v.get_object(); }).get(object);
    if (isFine && raw) {
        isFine = !object.raw_json().get(*raw) && !object.reset().error();
        *raw = trimmed(*raw);
    }
    if (isFine) {
        for (auto field : object) {
            std::string_view key;
            od::value value;
            isFine = !nameOf(field, key) && !field.value().get(value);
            if (!isFine)
                break;
            Value lent = Reading::lend(value, *this);
            if (!each(key, lent) || *m_isBroken)
                return false;
        }
    }
    *m_isBroken = *m_isBroken || !isFine;
    return isFine;
}

bool Value::visitItems(detail::Callback<Value &> each)
{
    od::array array;
    if (!spend(Kind::Array))
        return false;
    bool isFine = !Reading::with(*this, [](auto &v) { return v.get_array(); }).get(array);
    if (isFine) {
        for (auto element : array) {
            od::value value;
            isFine = !element.get(value);
            if (!isFine)
                break;
            Value lent = Reading::lend(value, *this);
            if (!each(lent) || *m_isBroken)
                return false;
        }
    }
    *m_isBroken = *m_isBroken || !isFine;
    return isFine;
}

bool Value::text(std::string_view &out)
{
    std::string_view text;
    const bool isPlain = quoted(text) && text.find('\\') == std::string_view::npos;
    if (!spend(Kind::Text))
        return false;
    if (isPlain && !m_isRoot) { // nothing to undo: it is not copied
        od::raw_json_string raw;
        if (static_cast<od::value *>(m_at)->get_raw_json_string().get(raw))
            return false;
        out = text;
        return true;
    }
    if (Reading::with(*this, [](auto &v) { return v.get_string(); }).get(text))
        return false;
    out = text;
    return true;
}

bool Value::number(double &out)
{
    double number = 0;
    if (!spend(Kind::Number) || Reading::with(*this, [](auto &v) { return v.get_double(); }).get(number))
        return false;
    out = number;
    return true;
}

bool Value::integer(qint64 &out)
{
    int64_t number = 0;
    if (!spend(Kind::Number) || Reading::with(*this, [](auto &v) { return v.get_int64(); }).get(number))
        return false;
    out = number;
    return true;
}

bool Value::boolean(bool &out)
{
    bool value = false;
    if (!spend(Kind::Bool) || Reading::with(*this, [](auto &v) { return v.get_bool(); }).get(value))
        return false;
    out = value;
    return true;
}

bool Value::quoted(std::string_view &out) const
{
    if (m_kind != Kind::Text || m_isSpent || *m_isBroken)
        return false;
    std::string_view token;
    if (m_isRoot)
        token = {m_all.data(), size_t(m_all.size())};
    else
        token = static_cast<od::value *>(m_at)->raw_json_token();
    token = trimmed(token);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return false;
    out = token.substr(1, token.size() - 2);
    return true;
}

std::string_view Value::raw()
{
    if (m_isSpent || *m_isBroken)
        return {};
    m_isSpent = true;
    std::string_view raw;
    if (m_isRoot)
        return trimmed({m_all.data(), size_t(m_all.size())});
    if (simdjson::to_json_string(*static_cast<od::value *>(m_at)).get(raw)) {
        *m_isBroken = true;
        return {};
    }
    return trimmed(raw);
}

qsizetype padding()
{
    return qsizetype(simdjson::SIMDJSON_PADDING);
}

Error visitText(const QByteArray &text, detail::Callback<Value &> root)
{
    if (const Flaw flaw = check(text))
        return broken(flaw.what, flaw.at);
    simdjson::padded_string copy;
    simdjson::padded_string_view view(text.constData(), size_t(text.size()), size_t(text.capacity()));
    if (text.capacity() - text.size() < padding()) {
        copy = simdjson::padded_string(text.constData(), size_t(text.size()));
        view = copy;
    }
    Parser parser;
    od::document document;
    if (const auto code = parser->iterate(view).get(document))
        return broken(simdjson::error_message(code), -1);
    bool isBroken = false;
    Value value = Reading::root(document, {view.data(), qsizetype(view.size())}, &isBroken);
    root(value);
    return isBroken ? broken("it was read differently than it was checked", -1) : Error();
}

} // namespace lotse::json
