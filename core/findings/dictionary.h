// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace lotse::findings {

/**
 * Texts (UTF-8), each kept once and known by a number from 0 in order of arrival. Number 0 is always the empty text.
 *
 * The bytes lie in one block, so that a million findings over a few thousand texts cost next to nothing. Views stay
 * valid until the next intern(); a dictionary that is shared is const.
 */
class Dictionary {
public:
    Dictionary();

    /// The number of this text, new or known.
    quint32 intern(QByteArrayView text);
    /// The number of a known text; size() where it is not known.
    quint32 find(QByteArrayView text) const;

    quint32 size() const { return quint32(m_ends.size()); }
    QByteArrayView at(quint32 id) const;
    QString text(quint32 id) const { return QString::fromUtf8(at(id)); }

    /// Lets go what only intern() needs; find() then walks all entries.
    void seal();
    /// The place of each text in ascending order, by number; for sorting columns of numbers.
    std::vector<quint32> ranks() const;

private:
    void grow();

    std::vector<char> m_bytes;
    std::vector<quint32> m_ends;
    std::vector<quint32> m_slots; // open addressing, number + 1, 0 is free
};

} // namespace lotse::findings
