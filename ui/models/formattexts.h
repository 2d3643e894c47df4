// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/format.h"
#include "models/tables/column.h"

#include <QLocale>
#include <QtQml/qqml.h>

namespace lotse::ui {

/// Numbers, sizes and times by the locale, for pages that compose them into sentences.
class FormatTexts : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Format)
    QML_SINGLETON
public:
    using QObject::QObject;
    Q_INVOKABLE QString count(double number) const { return format::count(qint64(number), QLocale()); }
    Q_INVOKABLE QString bytes(double number) const { return format::bytes(qint64(number), QLocale()); }
    Q_INVOKABLE QString time(const QDateTime &time) const { return models::Cell::time(time).text; }
};

} // namespace lotse::ui
