// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.h"

#include "base/format.h"

#include <QLocale>

namespace lotse::ui {

QString Words::bytes(qint64 count) const
{
    return format::bytes(count, QLocale());
}

QString Words::number(qint64 number) const
{
    return format::count(number, QLocale());
}

QString Words::dateTime(const QDateTime &time) const
{
    return format::dateTime(time);
}

QString Words::date(const QDateTime &time) const
{
    return format::date(time);
}

QString Words::share(qint64 part, qint64 whole) const
{
    return format::share(part, whole, QLocale());
}

} // namespace lotse::ui
