// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <span>

namespace lotse {

/// SHA-256 over the parts, one after the other: 32 bytes. By OpenSSL, which uses what the processor has for it:
/// QCryptographicHash of Qt 6.4 takes a multiple. Any thread.
QByteArray sha256(std::span<const QByteArrayView> parts);
inline QByteArray sha256(QByteArrayView bytes)
{
    return sha256(std::span(&bytes, 1));
}

} // namespace lotse
