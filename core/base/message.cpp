// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/message.h"

#include <QCoreApplication>

namespace lotse {

// All arguments go in at once: an argument that itself holds "%1" must stay as it is.
static QString fill(QString pattern, const QStringList &args)
{
    QString out;
    out.reserve(pattern.size() + 64);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1] >= u'1' && pattern[i + 1] <= u'9') {
            const qsizetype index = pattern[i + 1].digitValue() - 1;
            out += index < args.size() ? args[index] : QString();
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

QString Message::text() const
{
    return isEmpty() ? QString() : fill(QCoreApplication::translate("core", id), args);
}

QString Message::english() const
{
    return isEmpty() ? QString() : fill(QString::fromUtf8(id), args);
}

} // namespace lotse
