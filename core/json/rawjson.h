// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>

namespace lotse {

/// A piece of JSON kept as the server sent it (compact text), for members whose shape is free.
struct RawJson {
    QByteArray text;
    bool operator==(const RawJson &) const = default;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::RawJson)
