// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/dates.h"

#include "base/cron.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lotse::demo {

QString stamp(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s) : u"0001-01-01T00:00:00.000Z"_s;
}

QString shortStamp(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s) : u"0001-01-01T00:00:00Z"_s;
}

namespace {

/// "-3d4h5m6s" in milliseconds.
qint64 offset(QStringView text)
{
    qint64 sign = 1;
    qint64 number = 0;
    qint64 sum = 0;
    for (const QChar c : text) {
        if (c == u'-')
            sign = -1;
        else if (c.isDigit())
            number = number * 10 + c.digitValue();
        else if (c != u'+') {
            const qint64 unit = c == u'd' ? 86'400'000 : c == u'h' ? 3'600'000 : c == u'm' ? 60'000 : 1'000;
            sum += number * unit;
            number = 0;
        }
    }
    return sign * sum;
}

} // namespace

QJsonValue dated(const QJsonValue &value, const QDateTime &now)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = dated(it.value(), now);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(dated(item, now));
        return array;
    }
    const QString text = value.toString();
    if (!text.startsWith(u'@') || text.size() < 2)
        return value;
    if (text == "@never"_L1)
        return stamp({});
    const QStringView rest = QStringView(text).mid(1);
    if (rest.startsWith(u'n')) {
        const std::optional<Cron> cron = Cron::parse(rest.mid(1));
        const QList<QDateTime> next = cron ? cron->next(now, 1) : QList<QDateTime>();
        return stamp(next.value(0));
    }
    if (rest.startsWith(u's'))
        return shortStamp(now.addMSecs(offset(rest.mid(1))));
    if (rest.startsWith(u'e'))
        return now.addMSecs(offset(rest.mid(1))).toSecsSinceEpoch();
    if (rest.startsWith(u'd')) {
        // Kept in configurations, which are compared: it must not move between two starts on one day.
        const QDateTime time = now.addMSecs(offset(rest.mid(1))).toUTC();
        return QDateTime(time.date().addDays(1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    }
    return stamp(now.addMSecs(offset(rest)));
}

} // namespace lotse::demo
