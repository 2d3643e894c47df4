// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "columns.h"

#include "json/codec.h"

#include <QAssociativeIterable>
#include <QDateTime>
#include <QMetaProperty>
#include <QSequentialIterable>

namespace lotse::cli {

using namespace Qt::StringLiterals;

constexpr qsizetype kDeepest = 4;

static void collect(QMetaType type, const QString &prefix, const QList<int> &path, QList<Column> *out)
{
    const QMetaObject *meta = type.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        const QMetaType member = property.metaType();
        const QString title = prefix + QString::fromUtf8(json::wireName(*meta, property.name()));
        const QList<int> here = path + QList<int>{i};
        if (member.metaObject() && member.flags().testFlag(QMetaType::IsGadget) && here.size() < kDeepest) {
            collect(member, title + u'.', here, out);
            continue;
        }
        Column column{title, here, true, false};
        switch (member.id()) {
        case QMetaType::Int:
        case QMetaType::LongLong:
        case QMetaType::Double:
            column.isNumber = true;
            break;
        case QMetaType::Bool:
        case QMetaType::QString:
        case QMetaType::QDateTime:
        case QMetaType::QStringList:
            break;
        default: // counts by name fit into a cell, objects do not
            column.isPlain = member == QMetaType::fromType<QMap<QString, qint64>>()
                || member == QMetaType::fromType<QMap<QString, QString>>();
        }
        out->append(column);
    }
}

QList<Column> columnsOf(QMetaType type)
{
    QList<Column> out;
    if (type.isValid() && type.metaObject())
        collect(type, {}, {}, &out);
    return out;
}

static QString text(const QVariant &value)
{
    const QMetaType type = value.metaType();
    switch (type.id()) {
    case QMetaType::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QMetaType::QDateTime: {
        const QDateTime time = value.toDateTime();
        return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
    }
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QMetaType::QString: // would pass for a list of characters below
        return value.toString();
    case QMetaType::QStringList:
        return value.toStringList().join(u' ');
    default:
        break;
    }
    if (type == QMetaType::fromType<RawJson>())
        return QString::fromUtf8(value.value<RawJson>().text);
    if (type.metaObject() && type.flags().testFlag(QMetaType::IsGadget))
        return QString::fromUtf8(json::encode(value));
    QStringList parts;
    if (value.canConvert<QAssociativeIterable>() && !value.canConvert<QSequentialIterable>()) {
        const auto map = value.value<QAssociativeIterable>();
        for (auto it = map.begin(); it != map.end(); ++it)
            parts.append(it.key().toString() + u'=' + text(it.value()));
        return parts.join(u' ');
    }
    if (value.canConvert<QSequentialIterable>()) {
        const auto list = value.value<QSequentialIterable>();
        bool areObjects = false;
        for (const QVariant &element : list) {
            areObjects = element.metaType().metaObject();
            parts.append(text(element));
        }
        return areObjects ? u'[' + parts.join(u',') + u']' : parts.join(u' ');
    }
    return value.toString();
}

QString cellText(const QVariant &row, const Column &column)
{
    QVariant value = row;
    for (const int index : column.path)
        value = value.metaType().metaObject()->property(index).readOnGadget(value.constData());
    return text(value);
}

} // namespace lotse::cli
