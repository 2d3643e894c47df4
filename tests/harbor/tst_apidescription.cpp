// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"
#include "support/apidescription.h"
#include "json/rawjson.h"

#include <QAssociativeIterable>
#include <QMetaProperty>
#include <QSequentialIterable>
#include <QSet>
#include <QTest>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;
using test::YamlNode;

/// The endpoint table and the value types against the description of Harbor's API.
class TestApiDescription : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyReadHasARow_data();
    void everyReadHasARow();
    void tableIsSound_data();
    void tableIsSound();
    void fieldsAreAsDescribed_data();
    void fieldsAreAsDescribed();

private:
    void checkGadget(const QMetaObject *meta, const YamlNode &definition, const QByteArray &path);
    void checkType(QMetaType type, const YamlNode &schema, const QByteArray &path);
    void rowsOf(const char *about);

    test::ApiDescription m_api;
    QSet<QByteArray> m_seen;
    QStringList m_faults;
};

// Fields that the description lacks, and why they are there.
static const QHash<QByteArray, QByteArray> undescribed{
    {"lotse::harbor::ProjectMetadata.proxy_referrer_api", "in newer versions than the description"},
    {"lotse::harbor::ProjectMetadata.proxy_cache_filter_pattern", "in newer versions than the description"},
    {"lotse::harbor::ProjectMetadata.proxy_cache_filter_kind", "in newer versions than the description"},
    {"lotse::harbor::RegistryProvider.name", "the key of the map, put in by the adapter"},
    {"lotse::harbor::UserGroup.ldap_group_dn", "one type for groups and for found groups"},
};

// Members of the description that have no field, and why.
static const QHash<QByteArray, QByteArray> leftOut{
    {"lotse::harbor::Robot.secret", "a secret, and never sent by a GET"},
    {"lotse::harbor::OidcUser.secret", "a secret"},
};

// Rows whose shape is not the description's because an adapter makes another of it, and the definition of a row.
static const QHash<QByteArray, QByteArray> adapted{
    {"configuration", ""}, // {value, editable} by key
    {"internal-configuration", ""},
    {"project-metadatas", ""}, // a map of texts
    {"project-metadata", ""},
    {"project-quotas", ""}, // a part of the summary
    {"registry-adapters", ""}, // bare texts
    {"registry-providers", "RegistryProviderInfo"},
    {"volumes", "Storage"},
    {"exports", "ScanDataExportExecution"},
    {"permissions", ""}, // two lists made one
    {"vulnerabilities", ""}, // described as a text
    {"build-history", ""},
};

void TestApiDescription::initTestCase()
{
    if (m_api.isEmpty())
        QSKIP("The description of Harbor's API is not beside the source tree.");
    QCOMPARE(m_api.reads().size(), 114);
}

void TestApiDescription::everyReadHasARow_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const test::Operation &operation : m_api.reads())
        QTest::newRow(operation.id.constData()) << operation.id;
}

void TestApiDescription::everyReadHasARow()
{
    QFETCH(QByteArray, id);
    const QList<test::Operation> operations = m_api.reads();
    const auto operation = std::find_if(
        operations.cbegin(), operations.cend(), [&](const test::Operation &candidate) { return candidate.id == id; });
    int rows = 0;
    for (const Endpoint &row : endpoints()) {
        if (id != row.operation)
            continue;
        ++rows;
        QCOMPARE(QByteArray(row.path), operation->path);
        // X-Total-Count and pages go together.
        if (!adapted.contains(row.kind))
            QCOMPARE(row.shape == Shape::List, operation->hasTotal);
        const QByteArray type = m_api.resolve(operation->schema)["type"].value;
        switch (row.shape) {
        case Shape::List:
            QCOMPARE(type, QByteArray("array"));
            break;
        case Shape::Plain:
            QVERIFY2(type == "array" || adapted.contains(row.kind), row.kind);
            break;
        case Shape::Singleton:
            QCOMPARE(type, QByteArray("object"));
            break;
        case Shape::Text:
            QCOMPARE(type, QByteArray("string"));
            break;
        case Shape::Blob:
            QVERIFY2(type == "string" || type == "file", row.kind);
            break;
        }
    }
    QVERIFY2(rows > 0, "no row of the endpoint table asks this");
}

void TestApiDescription::rowsOf(const char *about)
{
    Q_UNUSED(about)
    QTest::addColumn<QByteArray>("kind");
    for (const Endpoint &row : endpoints())
        QTest::newRow(row.kind) << QByteArray(row.kind);
}

void TestApiDescription::tableIsSound_data()
{
    rowsOf("sound");
}

void TestApiDescription::tableIsSound()
{
    QFETCH(QByteArray, kind);
    const Endpoint *row = endpoint(kind);
    QVERIFY(row);
    QVERIFY2(QByteArray(row->kind) == kind, "two rows of one kind");
    QVERIFY(*row->title && *row->feature);
    const bool hasRows = row->shape != Shape::Text && row->shape != Shape::Blob;
    QCOMPARE(row->type.isValid(), hasRows);
    if (hasRows) {
        QVERIFY(row->type.metaObject());
        for (const QByteArray &field : QByteArray(row->key).split(',')) {
            const QMetaObject *meta = row->type.metaObject();
            for (const QByteArray &name : field.isEmpty() ? QByteArrayList() : field.split('.')) {
                const int index = meta ? meta->indexOfProperty(name.constData()) : -1;
                QVERIFY2(index >= 0, field.constData());
                meta = meta->property(index).metaType().metaObject();
            }
        }
    }
    if (row->shape == Shape::List)
        QVERIFY2(*row->key, "pages need a key, or a row that moved is seen twice");
    if (row->scope == Scope::Parent) {
        const Endpoint *parent = endpoint(row->parent);
        QVERIFY(parent && parent->gives);
    }
    if (*row->fallback)
        QCOMPARE(endpoint(row->fallback)->type, row->type);
    // A kind that walks has all its path from its parents.
    if (row->walks && row->scope == Scope::System)
        QVERIFY(buildPath(*row, {}).ok());
}

void TestApiDescription::fieldsAreAsDescribed_data()
{
    rowsOf("fields");
}

void TestApiDescription::fieldsAreAsDescribed()
{
    QFETCH(QByteArray, kind);
    const Endpoint *row = endpoint(kind);
    if (!row->type.isValid())
        return;
    m_faults.clear();
    m_seen.clear();
    const auto known = adapted.constFind(kind);
    if (known != adapted.constEnd()) {
        if (!known->isEmpty())
            checkGadget(row->type.metaObject(), m_api.definition(*known), *known);
    } else {
        for (const test::Operation &operation : m_api.reads()) {
            if (operation.id != row->operation)
                continue;
            const YamlNode &schema = m_api.resolve(operation.schema);
            const YamlNode &object = row->shape == Shape::Singleton ? schema : m_api.resolve(schema["items"]);
            checkGadget(row->type.metaObject(), object, kind);
        }
    }
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void TestApiDescription::checkGadget(const QMetaObject *meta, const YamlNode &definition, const QByteArray &path)
{
    if (m_seen.contains(meta->className()))
        return;
    m_seen.insert(meta->className());
    const YamlNode &properties = definition["properties"];
    QSet<QByteArray> wires;
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        const QByteArray wire = json::wireName(*meta, property.name());
        wires.insert(wire);
        const QByteArray name = QByteArray(meta->className()) + '.' + wire;
        const YamlNode &schema = properties[wire];
        if (!schema.isEmpty())
            checkType(property.metaType(), schema, path + '.' + wire);
        else if (!undescribed.contains(name))
            m_faults.append(
                u"%1 (%2) is not in the description"_s.arg(QString::fromLatin1(name), QString::fromLatin1(path)));
    }
    for (const YamlNode &property : properties.children) {
        const QByteArray name = QByteArray(meta->className()) + '.' + property.key;
        if (!wires.contains(property.key) && !leftOut.contains(name))
            m_faults.append(u"%1 (%2) has no field"_s.arg(QString::fromLatin1(name), QString::fromLatin1(path)));
    }
}

void TestApiDescription::checkType(QMetaType type, const YamlNode &given, const QByteArray &path)
{
    const YamlNode &schema = m_api.resolve(given);
    const QByteArray due = schema["type"].value;
    const auto fault = [&] {
        m_faults.append(u"%1 is %2 where %3 is described"_s.arg(
            QString::fromLatin1(path), QString::fromLatin1(type.name()), QString::fromLatin1(due)));
    };
    if (type == QMetaType::fromType<RawJson>()) {
        if (due != "object" && !due.isEmpty())
            fault();
    } else if (const QMetaObject *meta = type.metaObject()) {
        // Free objects that we know the shape of (the `ref` of a quota) have no properties in the description.
        if (due != "object")
            fault();
        else if (!schema["properties"].isEmpty())
            checkGadget(meta, schema, path);
    } else if (type.id() == QMetaType::Bool) {
        if (due != "boolean")
            fault();
    } else if (type.id() == QMetaType::LongLong || type.id() == QMetaType::Int) {
        if (due != "integer")
            fault();
    } else if (type.id() == QMetaType::Double) {
        if (due != "number")
            fault();
    } else if (type.id() == QMetaType::QDateTime) {
        // Some times are described as plain texts.
        if (due != "string" || (schema["format"].value != "date-time" && !path.endsWith("_time")))
            fault();
    } else if (type.id() == QMetaType::QString) {
        if (due != "string" || schema["format"].value == "date-time")
            fault();
    } else if (due == "array") {
        QVariant list(type);
        const auto view = list.view<QSequentialIterable>();
        checkType(view.metaContainer().valueMetaType(), schema["items"], path + "[]");
    } else if (due == "object" && !schema["additionalProperties"].isEmpty()) {
        QVariant map(type);
        const auto view = map.view<QAssociativeIterable>();
        checkType(view.metaContainer().mappedMetaType(), schema["additionalProperties"], path + "{}");
    } else {
        fault();
    }
}

QTEST_GUILESS_MAIN(TestApiDescription)
#include "tst_apidescription.moc"
