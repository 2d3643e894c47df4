// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace lotse::json {

/**
 * The first member that an object within `node`, at any depth, has twice: it says two things, and readers take either.
 * One walk for all readers: `open(node, onMember, onItem)` calls `onMember(std::string_view name, child)` for each
 * member of an object, its name with the escapes undone, or `onItem(child)` for each element of an array, until one
 * returns false. Names live as long as the walk.
 */
template <typename Node, typename Open>
std::optional<QString> repeatedMember(Node &node, const Open &open)
{
    std::optional<QString> found;
    std::vector<std::string_view> names;
    const auto look = [&](auto &child) {
        found = repeatedMember(child, open);
        return !found;
    };
    const auto onMember = [&](std::string_view name, auto &child) {
        names.push_back(name);
        return look(child);
    };
    open(node, onMember, look);
    if (found)
        return found;
    std::sort(names.begin(), names.end());
    const auto same = std::adjacent_find(names.begin(), names.end());
    return same == names.end() ? std::nullopt : std::optional(QString::fromUtf8(same->data(), qsizetype(same->size())));
}

} // namespace lotse::json
