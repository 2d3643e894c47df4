// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <string_view>
#include <type_traits>

/**
 * Reading foreign JSON where speed counts. A text is checked to its last byte before anything of it is handed out
 * (json/check.h), so that reading never meets broken JSON; what may be wrong then is a type, and that is an answer of
 * the value, not a state of the reader. Values are only lent to callbacks: they can be neither kept nor copied, and one
 * that was read is spent, so that no order of calls can read past anything.
 *
 *     const Error error = json::visit(body, [&](json::Value &root) {
 *         root.members([&](std::string_view key, json::Value &value) {
 *             if (key == "id")
 *                 value.integer(id);
 *         });
 *     });
 */
namespace lotse::json {

namespace detail {

/// Something that can be called, as long as the call lasts in which it is passed.
template <typename... Args>
class Callback {
public:
    template <typename F>
    requires(!std::is_same_v<F, Callback>) // a copy of a callback is no callback to it
        explicit Callback(F &f)
        : m_target(&f)
        , m_call([](void *target, Args... args) -> bool {
            if constexpr (std::is_void_v<std::invoke_result_t<F &, Args...>>) {
                (*static_cast<F *>(target))(static_cast<Args>(args)...);
                return true;
            } else {
                return (*static_cast<F *>(target))(static_cast<Args>(args)...);
            }
        })
    {
    }
    bool operator()(Args... args) const { return m_call(m_target, static_cast<Args>(args)...); }

private:
    void *m_target;
    bool (*m_call)(void *, Args...);
};

} // namespace detail

/// A value while it is visited. Texts and raw pieces live until visit() returns.
class Value {
public:
    enum class Kind { Object, Array, Number, Text, Bool, Null };

    Value(const Value &) = delete;
    Value &operator=(const Value &) = delete;

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; }

    /// Calls `each(std::string_view key, Value &value)` for each member, in their order; one that returns a bool ends
    /// it with false. False where this is no object, or was read before. `raw` gets the object's own bytes, first of
    /// all.
    template <typename F>
    bool members(F each, std::string_view *raw = nullptr)
    {
        return visitMembers(detail::Callback<std::string_view, Value &>(each), raw);
    }
    /// The same for the elements of an array: `each(Value &value)`.
    template <typename F>
    bool items(F each)
    {
        return visitItems(detail::Callback<Value &>(each));
    }

    // False, and `out` stays as it is, where this is something else, does not fit, or was read before.
    bool text(std::string_view &out);
    bool number(double &out);
    bool integer(qint64 &out); ///< 1.0 and 1e3 are none
    bool boolean(bool &out);

    /// The inside of a text in the bytes as they came, no escape undone; the value can still be read.
    bool quoted(std::string_view &out) const;
    /// The bytes of the value as they came, without the space around; empty where it was read before.
    std::string_view raw();

private:
    friend struct Reading;
    Value(void *at, bool isRoot, QByteArrayView all, bool *isBroken);
    bool spend(Kind kind);
    bool visitMembers(detail::Callback<std::string_view, Value &> each, std::string_view *raw);
    bool visitItems(detail::Callback<Value &> each);

    void *m_at; ///< simdjson's document or value
    QByteArrayView m_all;
    bool *m_isBroken; ///< what cannot happen in a checked text has happened all the same
    Kind m_kind = Kind::Null;
    bool m_isRoot;
    bool m_isSpent = false;
};

/// `text` is read in place where it has reserve()d padding() bytes more than its size, so that texts without escapes
/// and raw pieces point into it; else it is copied for the time of the visit.
Error visitText(const QByteArray &text, detail::Callback<Value &> root);

/// How many bytes behind its end a text needs to be read in place.
qsizetype padding();

/// Hands the root to `root(Value &)`. ErrorKind::Decode, and `root` is not called, where the text is not one whole JSON
/// document; `where` is "$" and the detail says what is wrong at which byte.
template <typename F>
Error visit(const QByteArray &text, F root)
{
    return visitText(text, detail::Callback<Value &>(root));
}

template <typename F>
Error visit(QByteArrayView text, F root)
{
    return visitText(QByteArray::fromRawData(text.data(), text.size()), detail::Callback<Value &>(root));
}

} // namespace lotse::json
