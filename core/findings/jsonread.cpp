// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/jsonread.h"

#include "base/decodetext.h"

#include <QDateTime>

namespace lotse::findings {

QString isoTime(Seconds time)
{
    return QDateTime::fromSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
}

namespace jsonread {

namespace {
constexpr qsizetype kMaxText = 64 * 1024;
}

Result<Element> Document::parse(QByteArrayView file, qsizetype cap, const QString &what)
{
    const Result<QByteArray> text = decodeText(QByteArray::fromRawData(file.data(), file.size()), cap, what);
    if (!text)
        return text.error();
    Element root;
    const char *data = text->isEmpty() ? "" : text->constData(); // a view of nothing may have no place
    const simdjson::error_code code = m_parser.parse(data, size_t(text->size())).get(root);
    if (code == simdjson::SUCCESS)
        return root;
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = foreignText(*text);
    if (error.message.isEmpty() && code == simdjson::UTF8_ERROR) {
        error.message = {
            LOTSE_MSG("The file is neither UTF-8 nor UTF-16 and was not read as %1. Save it as UTF-8."), {what}};
    }
    if (error.message.isEmpty())
        error.message = {LOTSE_MSG("The file is no JSON and was not read as %1. Check that it is whole."), {what}};
    error.detail = QString::fromLatin1(simdjson::error_message(code));
    return error;
}

QString string(const Element &element)
{
    std::string_view view;
    if (element.get_string().get(view) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(view.data(), qsizetype(view.size())).left(kMaxText);
}

std::optional<Element> member(const Element &object, std::string_view key)
{
    Element found;
    simdjson::dom::object map;
    if (object.get_object().get(map) != simdjson::SUCCESS || map.at_key(key).get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

QString text(const Element &object, std::string_view key)
{
    const auto found = member(object, key);
    return found ? string(*found) : QString();
}

QByteArray bytes(const Element &object, std::string_view key)
{
    return text(object, key).toUtf8();
}

double number(const Element &object, std::string_view key, double missing)
{
    const auto found = member(object, key);
    double value = missing;
    if (!found || found->get_double().get(value) != simdjson::SUCCESS)
        return missing;
    return value;
}

std::vector<Element> items(const Element &object, std::string_view key, size_t limit)
{
    std::vector<Element> list;
    const auto found = member(object, key);
    simdjson::dom::array array;
    if (!found || found->get_array().get(array) != simdjson::SUCCESS)
        return list;
    for (const Element &item : array) {
        if (list.size() == limit)
            break;
        list.push_back(item);
    }
    return list;
}

QStringList texts(const Element &object, std::string_view key, size_t limit)
{
    QStringList list;
    for (const Element &item : items(object, key, limit)) {
        if (const QString value = string(item); !value.isEmpty())
            list.append(value);
    }
    return list;
}

Seconds secondsOf(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    // The first year is how some servers write "never".
    return time.isValid() && time.date().year() > 1 ? Seconds(time.toSecsSinceEpoch()) : 0;
}

Seconds time(const Element &object, std::string_view key)
{
    return secondsOf(text(object, key));
}

} // namespace jsonread

} // namespace lotse::findings
