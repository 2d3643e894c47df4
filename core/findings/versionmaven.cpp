// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

// The order that Maven documents for version numbers: parts in lists, where a dash or a change between digits and
// letters opens a list within.
namespace lotse::findings::versions {

namespace {

constexpr qsizetype kLongest = 512; // each part may open a list within

struct Item {
    enum Kind { Number, Word, List } kind = List;
    QByteArray text; // of a word: by its alias, in lower case
    std::vector<std::unique_ptr<Item>> items;
};

// The place of a word: those that Maven knows by their order, all others behind, by text.
QByteArray rankOf(const QByteArray &word)
{
    static const std::array<QByteArray, 7> known{"alpha", "beta", "milestone", "rc", "snapshot", "", "sp"};
    const auto at = std::find(known.begin(), known.end(), word);
    const QByteArray place = QByteArray::number(at - known.begin());
    return at == known.end() ? place + '-' + word : place;
}

int compareItems(const Item *a, const Item *b);

int compareLists(const Item &a, const Item &b)
{
    for (size_t i = 0; i < std::max(a.items.size(), b.items.size()); ++i) {
        const Item *x = i < a.items.size() ? a.items[i].get() : nullptr;
        const Item *y = i < b.items.size() ? b.items[i].get() : nullptr;
        if (const int order = compareItems(x, y))
            return order;
    }
    return 0;
}

int compareWithNothing(const Item &item)
{
    if (item.kind == Item::Number)
        return compareNumbers(item.text, {});
    if (item.kind == Item::Word)
        return compareTexts(rankOf(item.text), rankOf({}));
    for (const auto &inner : item.items) {
        if (const int order = compareWithNothing(*inner))
            return order;
    }
    return 0;
}

int compareItems(const Item *a, const Item *b)
{
    if (!a || !b)
        return a ? compareWithNothing(*a) : b ? -compareWithNothing(*b) : 0;
    if (a->kind == b->kind) {
        return a->kind == Item::Number ? compareNumbers(a->text, b->text)
            : a->kind == Item::Word    ? compareTexts(rankOf(a->text), rankOf(b->text))
                                       : compareLists(*a, *b);
    }
    // A word comes before a list, and a list before a number.
    const auto weight = [](const Item &item) { return item.kind == Item::Word ? 0 : item.kind == Item::List ? 1 : 2; };
    return sign(weight(*a) - weight(*b));
}

bool isNothing(const Item &item)
{
    return item.kind == Item::Number ? compareNumbers(item.text, {}) == 0
        : item.kind == Item::Word    ? item.text.isEmpty()
                                     : item.items.empty();
}

// Zeros and empty words at the end of a list do not count, nor before a list within.
void trim(Item &list)
{
    for (const auto &item : list.items) {
        if (item->kind == Item::List)
            trim(*item);
    }
    for (size_t i = list.items.size(); i > 0; --i) {
        if (isNothing(*list.items[i - 1]))
            list.items.erase(list.items.begin() + qsizetype(i) - 1);
        else if (list.items[i - 1]->kind != Item::List)
            break;
    }
}

class Reader {
public:
    std::unique_ptr<Item> read(const QByteArray &text)
    {
        auto root = std::make_unique<Item>();
        m_list = root.get();
        qsizetype first = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char c = text[i];
            const bool isCut = c == '.' || c == '-' || c == '_';
            if (isCut) {
                if (i == first)
                    put(Item::Number, "0");
                else
                    put(text.mid(first, i - first), false);
                first = i + 1;
                if (c != '.')
                    open();
            } else if (i > first && isDigit(c) != isDigit(text[i - 1])) {
                put(text.mid(first, i - first), isDigit(c));
                first = i;
                open();
            }
        }
        if (first < text.size())
            put(text.mid(first), false);
        trim(*root);
        return root;
    }

private:
    void put(Item::Kind kind, const QByteArray &text)
    {
        m_list->items.push_back(std::make_unique<Item>(Item{kind, text, {}}));
    }

    void put(QByteArray text, bool isBeforeNumber)
    {
        if (isDigit(text.front())) {
            put(Item::Number, text);
            return;
        }
        if (isBeforeNumber && text.size() == 1) {
            text = text == "a" ? QByteArray("alpha")
                : text == "b"  ? QByteArray("beta")
                : text == "m"  ? QByteArray("milestone")
                               : text;
        }
        if (text == "ga" || text == "final" || text == "release")
            text.clear();
        else if (text == "cr")
            text = "rc";
        put(Item::Word, text);
    }

    void open()
    {
        put(Item::List, {});
        m_list = m_list->items.back().get();
    }

    Item *m_list = nullptr;
};

bool isVersion(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= kLongest
        && std::none_of(text.begin(), text.end(), [](char c) { return uchar(c) <= ' ' || c == 127; });
}

} // namespace

std::optional<int> compareMaven(QByteArrayView a, QByteArrayView b)
{
    if (!isVersion(a) || !isVersion(b))
        return std::nullopt;
    const auto first = Reader().read(a.toByteArray().toLower());
    const auto second = Reader().read(b.toByteArray().toLower());
    return compareLists(*first, *second);
}

} // namespace lotse::findings::versions
