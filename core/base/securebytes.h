// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace lotse {

/**
 * A secret: overwritten with zeros when its last copy goes. Copies share the bytes, so that a secret lies in memory
 * once; there is no way to a QString but one's own, which has to be meant.
 */
class SecureBytes {
public:
    SecureBytes() = default;
    /// Copies the bytes; the caller's own are to be wiped by the caller (see wipe).
    explicit SecureBytes(QByteArrayView bytes);

    QByteArrayView view() const;
    qsizetype size() const { return view().size(); }
    bool isEmpty() const { return view().isEmpty(); }
    /// Compares in a time that depends on the length alone.
    bool operator==(const SecureBytes &other) const;

    /// Overwrites bytes that held a secret, and empties them. Does nothing for bytes that are shared.
    static void wipe(QByteArray &bytes);

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

} // namespace lotse
