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
/// A number, or a text that is one: some tools write their scores so.
double number(const Element &object, std::string_view key, double missing);
/// The member itself; a null element where there is none.
std::optional<Element> member(const Element &object, std::string_view key);
/// The elements of an array member; empty where there is none. Never more than `limit`.
std::vector<Element> items(const Element &object, std::string_view key, size_t limit = 1'000'000);
/// The strings of an array member.
QStringList texts(const Element &object, std::string_view key, size_t limit = 10'000);
/// Whether the member says something: it is there, and neither null nor an empty text, list or object.
bool isGiven(const Element &object, std::string_view key);
/// Whether the member is there and neither a text nor null: something that cannot be read as one.
bool isNoText(const Element &object, std::string_view key);
/// The first member that the element, or anything within it, has twice: it says two things, and readers take either.
std::optional<QString> repeatedMember(const Element &element);
/// Whether there is one.
bool hasMemberTwice(const Element &element);
/// The id of a vulnerability without space around it; "cve-2021-44228" in capitals, all others as they are written.
QByteArray vulnerabilityId(const QByteArray &text);
/// A time in ISO 8601, 0 where there is none.
Seconds time(const Element &object, std::string_view key);
/// Whether a time is given that cannot be read.
bool isNoTime(const Element &object, std::string_view key);

/// ISO 8601 as tools write it: any digits of a second, "Z", "+08:00", "+0800", no zone (UTC, whatever the zone of this
/// machine is), and Go's "2026-11-01 10:00:00.5 +0000 UTC". 0 for the first year, which some write for "never", and for
/// what is no time.
Seconds secondsOf(const QString &iso);

} // namespace lotse::findings::jsonread

namespace lotse::findings {

/// "2026-11-23T09:00:00Z"
QString isoTime(Seconds time);

} // namespace lotse::findings
