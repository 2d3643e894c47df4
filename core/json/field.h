// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QObject>

/**
 * A wire type is a plain gadget with one line a field:
 *
 *     struct Quota {
 *         Q_GADGET
 *     public:
 *         FIELD(qint64, id)
 *         FIELD(QDateTime, creationTime)
 *         FIELD_AS(QString, registryType, "type")
 *         bool operator==(const Quota &) const = default;
 *     };
 *
 * The name on the wire is the field's name in snake_case ("creation_time"); FIELD_AS names another one. The codec
 * (json/codec.h) reads and writes every such type through its meta object, so that a type needs no code of its own.
 * Q_GADGET stands on a line of its own, or moc does not see it.
 */
#define FIELD(Type, name)                                                                                              \
    Q_PROPERTY(Type name MEMBER name)                                                                                  \
    Type name{};

#define FIELD_AS(Type, name, key)                                                                                      \
    Q_PROPERTY(Type name MEMBER name)                                                                                  \
    Q_CLASSINFO("wire:" #name, key)                                                                                    \
    Type name{};
