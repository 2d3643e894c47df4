// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kinds/kinds.h"

#include "harbor/endpoint.h"
#include "models/tables/kindtables.h"

#include <QCoreApplication>
#include <QMetaProperty>

namespace lotse::models {

using namespace Qt::StringLiterals;

QString word(const char *text)
{
    return QCoreApplication::translate("core", text);
}

QString startWord(const QString &trigger)
{
    const QString kind = trigger.toLower();
    if (kind == "manual"_L1)
        return word(LOTSE_MSG("manual"));
    if (kind == "schedule"_L1 || kind == "scheduled"_L1)
        return word(LOTSE_MSG("scheduled"));
    if (kind == "event"_L1 || kind == "event_based"_L1)
        return word(LOTSE_MSG("on events"));
    return trigger;
}

Cell durationCell(const QDateTime &begin, const QDateTime &end)
{
    if (!begin.isValid() || !end.isValid() || end < begin)
        return {};
    const qint64 seconds = begin.secsTo(end);
    const QString text = seconds < 60 ? Message{LOTSE_MSG("%1 s"), {QString::number(seconds)}}.text()
        : seconds < 3600
        ? Message{LOTSE_MSG("%1 min %2 s"), {QString::number(seconds / 60), QString::number(seconds % 60)}}.text()
        : Message{LOTSE_MSG("%1 h %2 min"), {QString::number(seconds / 3600), QString::number(seconds % 3600 / 60)}}
              .text();
    return {text, seconds, {}, seconds};
}

// ---- kinds without columns of their own ----

// "creationTime" -> "Creation time". Field names are the API's own terms; they stay English.
static QString spaced(const QString &name)
{
    QString out;
    for (const QChar c : name) {
        if (c.isUpper())
            out += u' ';
        out += out.isEmpty() ? c.toUpper() : c.toLower();
    }
    return out;
}

static Cell plainCell(const QVariant &value)
{
    switch (value.metaType().id()) {
    case QMetaType::Bool:
        return Cell::yesNo(value.toBool());
    case QMetaType::Int:
    case QMetaType::LongLong:
        return Cell::number(value.toLongLong());
    case QMetaType::QDateTime:
        return Cell::time(value.toDateTime());
    case QMetaType::QStringList:
        return Cell::plain(value.toStringList().join(QStringLiteral(", ")));
    default:
        break;
    }
    if (value.metaType() == QMetaType::fromType<RawJson>())
        return Cell::plain(QString::fromUtf8(value.value<RawJson>().text));
    return Cell::plain(value.toString());
}

static bool isPlain(QMetaType type)
{
    switch (type.id()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Double:
    case QMetaType::QString:
    case QMetaType::QStringList:
    case QMetaType::QDateTime:
        return true;
    default:
        return type == QMetaType::fromType<RawJson>();
    }
}

static ColumnKind kindOf(QMetaType type)
{
    switch (type.id()) {
    case QMetaType::QDateTime:
        return ColumnKind::Time;
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Double:
        return ColumnKind::Number;
    default:
        return ColumnKind::Text;
    }
}

static QList<Column> fieldColumns(QMetaType type)
{
    QList<Column> out;
    const QMetaObject *meta = type.metaObject();
    for (int i = 0; meta && i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        if (!isPlain(property.metaType()))
            continue;
        // The title has to live as long as the column; there is one for each field of each type, made once.
        static QHash<QString, QByteArray> titles;
        const QString name = QString::fromLatin1(property.name());
        QByteArray &title = titles[name];
        if (title.isEmpty())
            title = spaced(name).toUtf8();
        out.append({name, title.constData(), kindOf(property.metaType()), 160,
            [property, type](const Row &row) {
                return row.record.value.metaType() == type
                    ? plainCell(property.readOnGadget(row.record.value.constData()))
                    : Cell{};
            },
            {}, false});
    }
    return out;
}

QList<Column> columnsOf(QByteArrayView kind)
{
    static const KindTable table = [] {
        KindTable made;
        addImageKinds(made);
        addAccessKinds(made);
        addStorageKinds(made);
        addActivityKinds(made);
        addDistributionKinds(made);
        addRunKinds(made);
        addSystemKinds(made);
        return made;
    }();
    const auto found = table.constFind(kind.toByteArray());
    if (found != table.constEnd())
        return *found;
    const harbor::Endpoint *endpoint = harbor::endpoint(kind);
    return endpoint && endpoint->type.isValid() ? fieldColumns(endpoint->type) : QList<Column>();
}

} // namespace lotse::models
