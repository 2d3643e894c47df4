// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/segment.h"

#include <simdjson.h>

#include <QStringList>

/// Reading documents of free shape, of any origin: members that are missing or of another type read as empty.
namespace lotse::findings::jsonread {

using Element = simdjson::dom::element;

/// The root of a document. Owns what all elements point into.
class Document {
public:
    /// At most `cap` bytes, of any encoding that decodeText() takes; ErrorKind::TooLarge or Decode, naming `what` ("the
    /// VEX document") and what the file is instead, where that can be seen.
    Result<Element> parse(QByteArrayView file, qsizetype cap, const QString &what);

private:
    simdjson::dom::parser m_parser;
};

QString string(const Element &element);
/// The member as text, at most 64 Ki characters.
QString text(const Element &object, std::string_view key);
QByteArray bytes(const Element &object, std::string_view key);
double number(const Element &object, std::string_view key, double missing);
/// The member itself; a null element where there is none.
std::optional<Element> member(const Element &object, std::string_view key);
/// The elements of an array member; empty where there is none. Never more than `limit`.
std::vector<Element> items(const Element &object, std::string_view key, size_t limit = 1'000'000);
/// The strings of an array member.
QStringList texts(const Element &object, std::string_view key, size_t limit = 10'000);
/// A time in ISO 8601, 0 where there is none.
Seconds time(const Element &object, std::string_view key);

Seconds secondsOf(const QString &iso);

} // namespace lotse::findings::jsonread

namespace lotse::findings {

/// "2026-11-23T09:00:00Z"
QString isoTime(Seconds time);

} // namespace lotse::findings
