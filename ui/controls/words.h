// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Numbers, sizes and times as words by the locale of the program, so that QML does no formatting. The engine owns it.
class Words : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    Q_INVOKABLE QString bytes(qint64 count) const;
    Q_INVOKABLE QString number(qint64 number) const;
    Q_INVOKABLE QString dateTime(const QDateTime &time) const;
    Q_INVOKABLE QString date(const QDateTime &time) const;
    /// "73 %"; of no limit it is a dash.
    Q_INVOKABLE QString share(qint64 part, qint64 whole) const;
};

} // namespace lotse::ui
