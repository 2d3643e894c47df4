// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/jsonread.h"

#include "base/decodetext.h"
#include "json/repeated.h"

#include <QDateTime>
#include <QRegularExpression>

#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

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
        error.message = {
            LOTSE_MSG("The file is not valid JSON and was not read as %1. Check that it is complete."), {what}};
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
    if (!found)
        return missing;
    if (found->get_double().get(value) == simdjson::SUCCESS)
        return value;
    bool isNumber = false;
    value = string(*found).toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? value : missing;
}

bool isGiven(const Element &object, std::string_view key)
{
    const auto found = member(object, key);
    if (!found || found->is_null())
        return false;
    simdjson::dom::array list;
    simdjson::dom::object map;
    std::string_view plain;
    if (found->get_array().get(list) == simdjson::SUCCESS)
        return list.begin() != list.end();
    if (found->get_object().get(map) == simdjson::SUCCESS)
        return map.begin() != map.end();
    return found->get_string().get(plain) != simdjson::SUCCESS || !plain.empty();
}

bool isNoText(const Element &object, std::string_view key)
{
    const auto found = member(object, key);
    return found && !found->is_string() && !found->is_null();
}

std::optional<QString> repeatedMember(const Element &element)
{
    return json::repeatedMember(element, [](const Element &node, auto &onMember, auto &onItem) {
        simdjson::dom::array array;
        simdjson::dom::object map;
        if (node.get_array().get(array) == simdjson::SUCCESS) {
            for (const Element &item : array) {
                if (!onItem(item))
                    return;
            }
        } else if (node.get_object().get(map) == simdjson::SUCCESS) {
            for (const auto &[name, value] : map) {
                const Element child = value;
                if (!onMember(name, child))
                    return;
            }
        }
    });
}

bool hasMemberTwice(const Element &element)
{
    return repeatedMember(element).has_value();
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

QByteArray vulnerabilityId(const QByteArray &text)
{
    const QByteArray id = text.trimmed();
    const bool isCve = id.size() > 4 && id.first(4).compare("CVE-", Qt::CaseInsensitive) == 0;
    return isCve ? id.toUpper() : id;
}

Seconds secondsOf(const QString &iso)
{
    static const QRegularExpression form(
        u"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?)?"
        "\\s*(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)?(?:\\s+[A-Za-z+-][A-Za-z0-9:+-]*)?(?:\\s+m=\\S+)?$"_s);
    const QRegularExpressionMatch match = form.match(iso.trimmed());
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const auto part = [&](int number) { return match.captured(number).toInt(); };
    if (!match.hasMatch() || !date.isValid() || date.year() <= 1 || part(2) > 24 || part(3) > 59 || part(4) > 60
        || part(6) > 14 || part(7) > 59 || (part(2) == 24 && (part(3) > 0 || part(4) > 0)))
        return 0;
    const Seconds zone = part(6) * 3600 + part(7) * 60;
    // A second of 60 is a leap second, an hour of 24 the end of the day: both are the moment behind them.
    const Seconds day = date.startOfDay(Qt::UTC).toSecsSinceEpoch();
    return day + part(2) * 3600 + part(3) * 60 + part(4) + (match.captured(5) == u"-"_s ? zone : -zone);
}

Seconds time(const Element &object, std::string_view key)
{
    return secondsOf(text(object, key));
}

bool isNoTime(const Element &object, std::string_view key)
{
    const QString iso = text(object, key);
    return isNoText(object, key) || (!iso.isEmpty() && !iso.startsWith(u"0001-"_s) && secondsOf(iso) == 0);
}

} // namespace jsonread

} // namespace lotse::findings
