// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/codec.h"

#include "json/reader.h"
#include "json/time.h"

#include <QAssociativeIterable>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaProperty>
#include <QMutex>
#include <QSequentialIterable>
#include <QTimeZone>
#include <QVarLengthArray>

#include <algorithm>
#include <climits>
#include <memory>
#include <utility>

namespace lotse::json {

namespace {

// ---- what is known of a gadget, worked out once for each type ----

struct Member {
    QByteArray wire;
    QMetaType type;
    int index = 0; // within the gadget's own properties
};

struct Plan {
    QHash<QByteArray, int> byWire;
    QList<Member> members;
};

QByteArray snakeCase(const char *name)
{
    QByteArray out;
    for (const char *c = name; *c; ++c) {
        if (*c >= 'A' && *c <= 'Z') {
            out += '_';
            out += char(*c - 'A' + 'a');
        } else {
            out += *c;
        }
    }
    return out;
}

const Plan &planOf(const QMetaObject *meta)
{
    static QMutex mutex;
    static QHash<const QMetaObject *, std::shared_ptr<const Plan>> plans;
    const QMutexLocker lock(&mutex);
    std::shared_ptr<const Plan> &plan = plans[meta];
    if (!plan) {
        auto made = std::make_shared<Plan>();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            Member member{wireName(*meta, property.name()), property.metaType(), i};
            member.type.id(); // registers the conversions that lists and maps are filled by
            made->byWire.insert(member.wire, int(made->members.size()));
            made->members.append(std::move(member));
        }
        plan = std::move(made);
    }
    return *plan;
}

// ---- errors that know their path ----

struct Path {
    const Path *parent;
    std::string_view key;
    qsizetype index = -1;

    QString text() const
    {
        if (!parent)
            return QStringLiteral("$");
        if (index >= 0)
            return parent->text() + QStringLiteral("[%1]").arg(index);
        return parent->text() + u'.' + QString::fromUtf8(key.data(), qsizetype(key.size()));
    }
};

Error wrong(const Path &path, const char *due)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = path.text();
    error.message = {LOTSE_MSG("The answer cannot be read: %1 is not %2."), {error.where, QString::fromLatin1(due)}};
    return error;
}

// Whoever takes the first and whoever takes the last would read two different things.
Error twice(const Path &path)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = path.text();
    error.message = {LOTSE_MSG("The answer cannot be read: %1 is there twice."), {error.where}};
    return error;
}

Error readValue(Value &value, QMetaType type, void *target, const Path &path);

Error readGadget(Value &value, const QMetaObject *meta, void *gadget, const Path &path, std::string_view *raw = nullptr)
{
    const Plan &plan = planOf(meta);
    QVarLengthArray<bool, 64> seen(plan.members.size());
    std::fill(seen.begin(), seen.end(), false);
    Error error;
    value.members(
        [&](std::string_view key, Value &child) {
            const auto found = plan.byWire.constFind(QByteArray::fromRawData(key.data(), qsizetype(key.size())));
            if (found == plan.byWire.constEnd())
                return true;
            const Member &member = plan.members[*found];
            const Path here{&path, key};
            if (std::exchange(seen[*found], true)) {
                error = twice(here);
                return false;
            }
            QVariant slot(member.type);
            error = readValue(child, member.type, slot.data(), here);
            if (error)
                return false;
            // Straight through the meta call: no conversion, no copy of the gadget.
            void *argv[] = {slot.data()};
            meta->d.static_metacall(static_cast<QObject *>(gadget), QMetaObject::WriteProperty, member.index, argv);
            return true;
        },
        raw);
    return error;
}

Error readList(Value &value, QMetaType type, void *target, const Path &path)
{
    QSequentialIterable list;
    if (!QMetaType::view(type, target, QMetaType::fromType<QSequentialIterable>(), &list))
        return wrong(path, "a known list type");
    const QMetaSequence sequence = list.metaContainer();
    const QMetaType element = sequence.valueMetaType();
    qsizetype i = 0;
    Error error;
    value.items([&](Value &child) {
        const Path here{&path, {}, i++};
        QVariant slot(element);
        error = readValue(child, element, slot.data(), here);
        if (!error)
            sequence.addValueAtEnd(target, slot.constData());
        return !error;
    });
    return error;
}

Error readMap(Value &value, QMetaType type, void *target, const Path &path)
{
    QAssociativeIterable map;
    if (!QMetaType::view(type, target, QMetaType::fromType<QAssociativeIterable>(), &map))
        return wrong(path, "a known map type");
    const QMetaAssociation association = map.metaContainer();
    const QMetaType element = association.mappedMetaType();
    Error error;
    value.members([&](std::string_view key, Value &child) {
        const Path here{&path, key};
        const QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        if (association.containsKey(target, &name)) {
            error = twice(here);
            return false;
        }
        QVariant slot(element);
        error = readValue(child, element, slot.data(), here);
        if (!error) {
            association.insertKey(target, &name);
            association.setMappedAtKey(target, &name, slot.constData());
        }
        return !error;
    });
    return error;
}

Error readString(Value &value, QString *target, const Path &path)
{
    std::string_view raw;
    if (!value.text(raw))
        return wrong(path, "a text");
    *target = QString::fromUtf8(raw.data(), qsizetype(raw.size()));
    return {};
}

Error readDateTime(Value &value, QDateTime *target, const Path &path)
{
    std::string_view raw;
    bool ok = false;
    if (value.text(raw))
        ok = readTime({raw.data(), qsizetype(raw.size())}, *target);
    return ok ? Error{} : wrong(path, "a time");
}

Error readValue(Value &value, QMetaType type, void *target, const Path &path)
{
    if (type == QMetaType::fromType<RawJson>()) {
        const std::string_view raw = value.raw();
        static_cast<RawJson *>(target)->text = QByteArray(raw.data(), qsizetype(raw.size()));
        return {};
    }
    if (value.isNull())
        return {}; // Harbor's "none"; the default stays
    switch (type.id()) {
    case QMetaType::Bool:
        return value.boolean(*static_cast<bool *>(target)) ? Error() : wrong(path, "true or false");
    case QMetaType::Int: {
        qint64 number = 0;
        if (!value.integer(number) || number < INT_MIN || number > INT_MAX)
            return wrong(path, "a whole number");
        *static_cast<int *>(target) = int(number);
        return {};
    }
    case QMetaType::LongLong:
        return value.integer(*static_cast<qint64 *>(target)) ? Error() : wrong(path, "a whole number");
    case QMetaType::Double:
        return value.number(*static_cast<double *>(target)) ? Error() : wrong(path, "a number");
    case QMetaType::QString:
        return readString(value, static_cast<QString *>(target), path);
    case QMetaType::QDateTime:
        return readDateTime(value, static_cast<QDateTime *>(target), path);
    default:
        break;
    }
    if (value.kind() == Value::Kind::Array && !type.metaObject())
        return readList(value, type, target, path);
    if (value.kind() != Value::Kind::Object)
        return wrong(path, type.metaObject() ? "an object" : "a list or an object");
    if (const QMetaObject *meta = type.metaObject())
        return readGadget(value, meta, target, path);
    return readMap(value, type, target, path);
}

} // namespace

QByteArray wireName(const QMetaObject &meta, const char *field)
{
    const int info = meta.indexOfClassInfo(QByteArray("wire:") + field);
    return info >= 0 ? QByteArray(meta.classInfo(info).value()) : snakeCase(field);
}

Result<QVariant> decode(QByteArrayView text, QMetaType type)
{
    const Path root{nullptr, {}};
    QVariant value(type);
    Error error;
    const Error broken = visit(text, [&](Value &object) {
        error = object.kind() == Value::Kind::Object ? readGadget(object, type.metaObject(), value.data(), root)
                                                     : wrong(root, "an object");
    });
    if (broken)
        return broken;
    if (error)
        return error;
    return value;
}

Result<Records> decodeList(QByteArrayView text, QMetaType type, qsizetype mostRows)
{
    const Path root{nullptr, {}};
    Records out;
    Error error;
    const Error broken = visit(text, [&](Value &list) {
        if (list.isNull())
            return;
        if (list.kind() != Value::Kind::Array) {
            error = wrong(root, "a list");
            return;
        }
        qsizetype index = 0;
        list.items([&](Value &element) {
            // A row that cannot be read spoils only itself.
            const Path here{&root, {}, index++};
            if (index > mostRows) {
                ++out.left;
                return;
            }
            QVariant value(type);
            std::string_view raw;
            const Error unreadable = element.kind() == Value::Kind::Object
                ? readGadget(element, type.metaObject(), value.data(), here, &raw)
                : wrong(here, "an object");
            if (unreadable)
                out.fail(unreadable);
            else
                out.rows.append({std::move(value), QByteArray(raw.data(), qsizetype(raw.size()))});
        });
    });
    if (broken)
        return broken;
    if (error)
        return error;
    return out;
}

// ---- writing ----

static QJsonValue toJson(const QVariant &value);

static QJsonObject objectOf(const QVariant &gadget)
{
    const QMetaObject *meta = gadget.metaType().metaObject();
    QJsonObject out;
    for (const Member &member : planOf(meta).members) {
        const QJsonValue value = toJson(meta->property(member.index).readOnGadget(gadget.constData()));
        if (!value.isUndefined())
            out.insert(QString::fromUtf8(member.wire), value);
    }
    return out;
}

static QJsonValue toJson(const QVariant &value)
{
    const QMetaType type = value.metaType();
    switch (type.id()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::Int:
    case QMetaType::LongLong:
        return value.toLongLong();
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QString:
        return value.toString();
    case QMetaType::QDateTime: {
        const QDateTime time = value.toDateTime();
        return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs))
                              : QJsonValue(QJsonValue::Undefined);
    }
    default:
        break;
    }
    if (type == QMetaType::fromType<RawJson>()) {
        // Free shapes are read back as a document of one: an array around it lets scalars through as well.
        const QByteArray text = value.value<RawJson>().text;
        if (text.isEmpty())
            return QJsonValue(QJsonValue::Undefined);
        return QJsonDocument::fromJson('[' + text + ']').array().at(0);
    }
    if (type.metaObject())
        return objectOf(value);
    if (value.canConvert<QAssociativeIterable>() && !value.canConvert<QSequentialIterable>()) {
        QJsonObject out;
        const auto map = value.value<QAssociativeIterable>();
        for (auto it = map.begin(); it != map.end(); ++it)
            out.insert(it.key().toString(), toJson(it.value()));
        return out;
    }
    QJsonArray out;
    const auto list = value.value<QSequentialIterable>();
    for (const QVariant &element : list)
        out.append(toJson(element));
    return out;
}

QByteArray encode(const QVariant &gadget)
{
    return QJsonDocument(objectOf(gadget)).toJson(QJsonDocument::Compact);
}

} // namespace lotse::json
