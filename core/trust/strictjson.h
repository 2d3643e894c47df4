// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/reason.h"
#include "json/reader.h"

#include <QList>

#include <initializer_list>
#include <utility>

namespace lotse::trust {

/// A value of a signed document: one level of it, with the bytes as they came.
struct JsonPart {
    json::Value::Kind kind = json::Value::Kind::Null;
    QByteArray raw; ///< the bytes as they came
    QByteArray text; ///< of a text, its escapes undone
};

/// One level of a JSON object, whose members are all different.
class JsonObject {
public:
    static constexpr qsizetype maxMembers = 1'000;

    /// The member, null where there is none.
    const JsonPart *find(QByteArrayView key) const;
    /// Whether a member is there and is not null.
    bool has(QByteArrayView key) const;
    const QList<std::pair<QByteArray, JsonPart>> &members() const { return m_members; }

    /// A text member. MissingMember, CaseVariant (it is there in another case) or WrongType.
    Fault text(QByteArrayView key, QByteArray &out) const;
    /// The same for one that may be missing.
    Fault optionalText(QByteArrayView key, QByteArray &out) const;
    Fault object(QByteArrayView key, JsonObject &out) const;
    Fault array(QByteArrayView key, qsizetype most, QList<JsonPart> &out) const;
    Fault integer(QByteArrayView key, qint64 &out) const;
    /// A number that is not negative, as protobuf writes it: as a text or a number; 0 where it is missing.
    Fault count(QByteArrayView key, qint64 &out) const;
    /// A text in strict base64. BrokenBase64, besides what text() gives.
    Fault base64(QByteArrayView key, QByteArray &out) const;
    /// UnknownMember or CaseVariant where a member is none of these.
    Fault only(std::initializer_list<const char *> known) const;

private:
    friend Fault readJsonObject(QByteArrayView text, JsonObject &out);
    Fault part(QByteArrayView key, json::Value::Kind kind, const JsonPart *&out) const;
    QList<std::pair<QByteArray, JsonPart>> m_members;
};

/// Nesting that is read, envelopes and statements included.
inline constexpr int maxJsonDepth = 64;

/// Reads one level of a document, after all of it was checked to its last byte. BrokenJson, TooDeep, TooMany,
/// WrongType (no object) or DuplicateMember (names are compared with their escapes undone).
Fault readJsonObject(QByteArrayView text, JsonObject &out);
/// The same for an array of at most `most` elements.
Fault readJsonArray(QByteArrayView text, qsizetype most, QList<JsonPart> &out);

} // namespace lotse::trust
