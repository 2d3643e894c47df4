// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/time.h"

#include <QString>

namespace lotse::json {

bool readTime(QByteArrayView text, QDateTime &out)
{
    out = {};
    if (text.isEmpty())
        return true;
    // Qt reads three digits of a second; the zone behind them counts.
    QString iso = QString::fromLatin1(text);
    const qsizetype dot = iso.indexOf(u'.');
    if (dot > 0) {
        qsizetype end = dot + 1;
        while (end < iso.size() && iso[end].isDigit())
            ++end;
        if (end - dot > 4)
            iso.remove(dot + 4, end - dot - 4);
    }
    QDateTime time = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!time.isValid())
        return false;
    if (time.timeSpec() == Qt::LocalTime)
        time = QDateTime(time.date(), time.time(), Qt::UTC);
    if (time.date().year() >= 1970)
        out = time.toUTC();
    return true;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODate).toUTC();
}

} // namespace lotse::json
