// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QByteArray>
#include <QList>
#include <QVariant>

namespace lotse::json {

/// One element of a list: the value, and the server's own object (compact JSON, unknown fields included).
struct Record {
    QVariant value; ///< a gadget of the type asked for
    QByteArray raw;
};

/// What became of a JSON array: the records that could be read, and one error for each that could not.
struct Records {
    static constexpr qsizetype mostErrors = 10;

    QList<Record> rows;
    QList<Error> unreadable; ///< the first ten; `where` is a JSON path with the row's index, e.g. "$[3].owner_id"
    qint64 failed = 0; ///< rows that could not be read
    qint64 left = 0; ///< rows that were not looked at, since there were more than asked for

    /// Counts a row that could not be read.
    void fail(const Error &error)
    {
        if (unreadable.size() < mostErrors)
            unreadable.append(error);
        ++failed;
    }
};

/**
 * Decodes a JSON object into a gadget made with FIELD. Rules (the traps of harbor-live.md and harbor-api.md):
 * a member that is missing or null leaves its default; unknown members are passed over; a wrong type is an error that
 * names the JSON path, and so is a member that is there twice. The text is checked to its last byte, parts that are
 * passed over included. 64-bit integers never pass through a double. Times with 0 to 9 fraction digits, with a zone or
 * without (read as UTC); a year before 1970 means "never" and gives an invalid QDateTime.
 *
 * Field types: bool, int, qint64, double, QString, QDateTime, QStringList, RawJson, gadgets, QList of gadgets or of
 * qint64, QMap<QString, X> with X one of QString, qint64 or a gadget. A map or list type is used with its full name.
 */
Result<QVariant> decode(QByteArrayView text, QMetaType type);

/// A JSON array (null counts as empty) of such objects. A row that cannot be read does not end the list; rows beyond
/// `mostRows` are counted and not kept.
Result<Records> decodeList(QByteArrayView text, QMetaType type, qsizetype mostRows = 1'000'000);

/// Encodes a gadget, all its members, as compact JSON. Invalid times are left out.
QByteArray encode(const QVariant &gadget);

/// The name of a member on the wire, for a field of `meta`: FIELD_AS's key, or the snake_case of the name.
QByteArray wireName(const QMetaObject &meta, const char *field);

/// Decodes into T; `T` must be a gadget.
template <typename T>
Result<T> decode(QByteArrayView text)
{
    Result<QVariant> result = decode(text, QMetaType::fromType<T>());
    if (!result)
        return result.error();
    return result->template value<T>();
}

} // namespace lotse::json
