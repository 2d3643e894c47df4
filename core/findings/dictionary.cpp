// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/dictionary.h"

#include <QHashFunctions>

#include <algorithm>
#include <numeric>

namespace lotse::findings {

Dictionary::Dictionary()
{
    intern({});
}

quint32 Dictionary::intern(QByteArrayView text)
{
    if ((m_ends.size() + 1) * 2 > m_slots.size())
        grow();
    const size_t mask = m_slots.size() - 1;
    for (size_t slot = qHash(text) & mask;; slot = (slot + 1) & mask) {
        if (m_slots[slot] == 0) {
            m_bytes.insert(m_bytes.end(), text.begin(), text.end());
            m_ends.push_back(quint32(m_bytes.size()));
            m_slots[slot] = quint32(m_ends.size());
            return quint32(m_ends.size() - 1);
        }
        if (at(m_slots[slot] - 1) == text)
            return m_slots[slot] - 1;
    }
}

quint32 Dictionary::find(QByteArrayView text) const
{
    if (m_slots.empty()) {
        for (quint32 id = 0; id < size(); ++id) {
            if (at(id) == text)
                return id;
        }
        return size();
    }
    const size_t mask = m_slots.size() - 1;
    for (size_t slot = qHash(text) & mask; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        if (at(m_slots[slot] - 1) == text)
            return m_slots[slot] - 1;
    }
    return size();
}

QByteArrayView Dictionary::at(quint32 id) const
{
    const quint32 begin = id == 0 ? 0 : m_ends[id - 1];
    return {m_bytes.data() + begin, qsizetype(m_ends[id] - begin)};
}

void Dictionary::seal()
{
    m_slots = {};
    m_bytes.shrink_to_fit();
    m_ends.shrink_to_fit();
}

std::vector<quint32> Dictionary::ranks() const
{
    std::vector<quint32> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](quint32 a, quint32 b) { return at(a) < at(b); });
    std::vector<quint32> ranks(size());
    for (quint32 place = 0; place < order.size(); ++place)
        ranks[order[place]] = place;
    return ranks;
}

void Dictionary::grow()
{
    // By much while it is small: each time, all texts are hashed again. That of a usual report never grows.
    constexpr size_t small = 16'384;
    const size_t room = (m_ends.size() + 1) * (m_ends.size() < small ? 16 : 4);
    size_t slotCount = 4096;
    while (slotCount < room)
        slotCount *= 2;
    m_slots.assign(slotCount, 0);
    const size_t mask = m_slots.size() - 1;
    for (quint32 id = 0; id < size(); ++id) {
        size_t slot = qHash(at(id)) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = id + 1;
    }
}

} // namespace lotse::findings
