// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// What this program is and what it is made of, for the page about it.
class About : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString version READ version CONSTANT)
    Q_PROPERTY(QVariantList libraries READ libraries CONSTANT) ///< {name, version, licence, site} of each
public:
    using QObject::QObject;

    QString version() const;
    QVariantList libraries() const;
};

} // namespace lotse::ui
