// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <functional>

namespace lotse {

/// A sentence as a store keeps it: id and arguments between marks, so that it is shown in the language of the moment.
/// It may be an argument of another message, or a part of one. Control and invisible characters of the arguments are
/// made visible.
QString toKept(const Message &message);

/// A kept text in words, by `say`. What has no marks, as the sentences that earlier versions kept, stays as it is.
QString keptWords(const QString &kept, const std::function<QString(const Message &)> &say);
/// In the language of the program.
QString keptText(const QString &kept);
/// In English, for logs, exports and the command line.
QString keptEnglish(const QString &kept);

} // namespace lotse
