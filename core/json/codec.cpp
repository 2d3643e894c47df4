// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/codec.h"

#include <simdjson.h>

#include <QAssociativeIterable>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaProperty>
#include <QMutex>
#include <QSequentialIterable>
#include <QTimeZone>

namespace lotse::json {

namespace {

namespace od = simdjson::ondemand;

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

Error broken(const Path &path, simdjson::error_code code)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = path.text();
    error.detail = QString::fromLatin1(simdjson::error_message(code));
    error.message = {LOTSE_MSG("The answer is no valid JSON, or it was cut short (at %1)."), {error.where}};
    return error;
}

// Harbor writes times with 0 to 9 digits of a second; the year 1 means "never".
QDateTime readTime(QByteArrayView text, bool *ok)
{
    *ok = true;
    if (text.isEmpty())
        return {};
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
    if (!time.isValid()) {
        *ok = false;
        return {};
    }
    if (time.timeSpec() == Qt::LocalTime)
        time = QDateTime(time.date(), time.time(), Qt::UTC);
    return time.date().year() < 1970 ? QDateTime() : time.toUTC();
}

Error readValue(od::value &value, QMetaType type, void *target, const Path &path);

Error readGadget(od::object object, const QMetaObject *meta, void *gadget, const Path &path)
{
    const Plan &plan = planOf(meta);
    for (auto entry : object) {
        std::string_view key;
        if (const auto code = entry.unescaped_key().get(key))
            return broken(path, code);
        const auto found = plan.byWire.constFind(QByteArray::fromRawData(key.data(), qsizetype(key.size())));
        if (found == plan.byWire.constEnd())
            continue;
        const Member &member = plan.members[*found];
        const Path here{&path, key};
        od::value value;
        if (const auto code = entry.value().get(value))
            return broken(here, code);
        QVariant slot(member.type);
        if (Error error = readValue(value, member.type, slot.data(), here))
            return error;
        // Straight through the meta call: no conversion, no copy of the gadget.
        void *argv[] = {slot.data()};
        meta->d.static_metacall(static_cast<QObject *>(gadget), QMetaObject::WriteProperty, member.index, argv);
    }
    return {};
}

Error readList(od::array array, QMetaType type, void *target, const Path &path)
{
    QSequentialIterable list;
    if (!QMetaType::view(type, target, QMetaType::fromType<QSequentialIterable>(), &list))
        return wrong(path, "a known list type");
    const QMetaSequence sequence = list.metaContainer();
    const QMetaType element = sequence.valueMetaType();
    qsizetype i = 0;
    for (auto entry : array) {
        const Path here{&path, {}, i++};
        od::value value;
        if (const auto code = entry.get(value))
            return broken(here, code);
        QVariant slot(element);
        if (Error error = readValue(value, element, slot.data(), here))
            return error;
        sequence.addValueAtEnd(target, slot.constData());
    }
    return {};
}

Error readMap(od::object object, QMetaType type, void *target, const Path &path)
{
    QAssociativeIterable map;
    if (!QMetaType::view(type, target, QMetaType::fromType<QAssociativeIterable>(), &map))
        return wrong(path, "a known map type");
    const QMetaAssociation association = map.metaContainer();
    const QMetaType element = association.mappedMetaType();
    for (auto entry : object) {
        std::string_view key;
        if (const auto code = entry.unescaped_key().get(key))
            return broken(path, code);
        const Path here{&path, key};
        const QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        od::value value;
        if (const auto code = entry.value().get(value))
            return broken(here, code);
        QVariant slot(element);
        if (Error error = readValue(value, element, slot.data(), here))
            return error;
        association.insertKey(target, &name);
        association.setMappedAtKey(target, &name, slot.constData());
    }
    return {};
}

template <typename T, typename Raw>
Error readScalar(od::value &value, void *target, const Path &path, const char *due)
{
    Raw raw;
    if (value.get(raw))
        return wrong(path, due);
    *static_cast<T *>(target) = T(raw);
    return {};
}

Error readString(od::value &value, QString *target, const Path &path)
{
    std::string_view raw;
    if (value.get_string().get(raw))
        return wrong(path, "a text");
    *target = QString::fromUtf8(raw.data(), qsizetype(raw.size()));
    return {};
}

Error readDateTime(od::value &value, QDateTime *target, const Path &path)
{
    std::string_view raw;
    if (value.get_string().get(raw))
        return wrong(path, "a time");
    bool ok = false;
    *target = readTime(QByteArrayView(raw.data(), qsizetype(raw.size())), &ok);
    return ok ? Error{} : wrong(path, "a time");
}

Error readRaw(od::value &value, RawJson *target, const Path &path)
{
    std::string_view raw;
    if (const auto code = simdjson::to_json_string(value).get(raw))
        return broken(path, code);
    target->text = QByteArray(raw.data(), qsizetype(raw.size())).trimmed();
    return {};
}

Error readValue(od::value &value, QMetaType type, void *target, const Path &path)
{
    od::json_type kind;
    if (const auto code = value.type().get(kind))
        return broken(path, code);
    if (kind == od::json_type::null && type != QMetaType::fromType<RawJson>())
        return {}; // Harbor's "none"; the default stays
    switch (type.id()) {
    case QMetaType::Bool:
        return readScalar<bool, bool>(value, target, path, "true or false");
    case QMetaType::Int: {
        int64_t raw = 0;
        if (value.get(raw) || raw < INT_MIN || raw > INT_MAX)
            return wrong(path, "a whole number");
        *static_cast<int *>(target) = int(raw);
        return {};
    }
    case QMetaType::LongLong:
        return readScalar<qint64, int64_t>(value, target, path, "a whole number");
    case QMetaType::Double:
        return readScalar<double, double>(value, target, path, "a number");
    case QMetaType::QString:
        return readString(value, static_cast<QString *>(target), path);
    case QMetaType::QDateTime:
        return readDateTime(value, static_cast<QDateTime *>(target), path);
    default:
        break;
    }
    if (type == QMetaType::fromType<RawJson>())
        return readRaw(value, static_cast<RawJson *>(target), path);
    if (kind == od::json_type::array) {
        od::array array;
        if (const auto code = value.get_array().get(array))
            return broken(path, code);
        return readList(array, type, target, path);
    }
    if (kind != od::json_type::object)
        return wrong(path, type.metaObject() ? "an object" : "a list or an object");
    od::object object;
    if (const auto code = value.get_object().get(object))
        return broken(path, code);
    if (const QMetaObject *meta = type.metaObject())
        return readGadget(object, meta, target, path);
    return readMap(object, type, target, path);
}

// After the root value, the only location left is past the end.
bool hasMore(od::document &document)
{
    return document.current_location().error() == simdjson::SUCCESS;
}

// One parser a thread keeps its buffers; a body of a report does not stay in them.
od::parser &parser()
{
    thread_local od::parser instance;
    return instance;
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
    const simdjson::padded_string padded(text.data(), size_t(text.size()));
    od::document document;
    if (const auto code = parser().iterate(padded).get(document))
        return broken(root, code);
    od::object object;
    if (document.get_object().get(object))
        return wrong(root, "an object");
    QVariant value(type);
    if (Error error = readGadget(object, type.metaObject(), value.data(), root))
        return error;
    if (hasMore(document))
        return broken(root, simdjson::TRAILING_CONTENT);
    return value;
}

Result<Records> decodeList(QByteArrayView text, QMetaType type)
{
    const Path root{nullptr, {}};
    Records out;
    if (text.trimmed() == "null")
        return out;
    // First pass: cut the array into its objects, so that a bad row spoils only itself.
    QList<QByteArray> pieces;
    {
        const simdjson::padded_string padded(text.data(), size_t(text.size()));
        od::document document;
        if (const auto code = parser().iterate(padded).get(document))
            return broken(root, code);
        od::array array;
        if (document.get_array().get(array))
            return wrong(root, "a list");
        for (auto entry : array) {
            std::string_view raw;
            const Path here{&root, {}, pieces.size()};
            od::value value;
            if (const auto code = entry.get(value))
                return broken(here, code);
            if (const auto code = simdjson::to_json_string(value).get(raw))
                return broken(here, code);
            pieces.append(QByteArray(raw.data(), qsizetype(raw.size())).trimmed());
        }
        if (hasMore(document))
            return broken(root, simdjson::TRAILING_CONTENT);
    }
    out.rows.reserve(pieces.size());
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        Result<QVariant> row = decode(pieces[i], type);
        if (row) {
            out.rows.append({std::move(row).value(), pieces[i]});
            continue;
        }
        Error error = row.error();
        error.where = QStringLiteral("$[%1]").arg(i) + error.where.mid(1);
        if (!error.message.args.isEmpty())
            error.message.args[0] = error.where;
        out.unreadable.append(error);
    }
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
