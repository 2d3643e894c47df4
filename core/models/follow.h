// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

namespace lotse::models {

/// Puts `other` (null: none) in the place of what `self` followed: nothing of the old one is heard any more, and
/// `signal` of the new one leads to `slot`. False where it is the same. Each setter of such a property begins with it.
template <typename T, typename Self, typename Signal, typename Slot>
bool follow(QPointer<T> &followed, T *other, Self *self, Signal signal, Slot slot)
{
    if (followed == other)
        return false;
    if (followed)
        followed->disconnect(self);
    followed = other;
    if (other)
        QObject::connect(other, signal, self, slot);
    return true;
}

} // namespace lotse::models
