// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QAbstractSocket>

/// The errors of answers that did not come, as sentences. `isRead` false: the fate of a change is not known.
namespace lotse::faults {

Error lost(bool isRead, const QString &host);
Error timedOut(bool isTotal, bool isRead, const QString &host);
Error unreachable(QAbstractSocket::SocketError error, const QString &text, const QString &host);
Error tooLarge(qint64 cap, const QString &host);
Error headTooLarge(const QString &host);
Error malformed(const QString &host);
Error partial(const QString &host);
Error encoded(const QByteArray &encoding, const QString &host);
Error cancelled(const QString &host);
Error notSendable(const QString &host);
Error readOnly(const QString &host);
Error closed(const QString &host);

} // namespace lotse::faults
