// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/codec.h"

#include <QTest>
#include <QTimeZone>

using namespace lotse;
using namespace Qt::StringLiterals;

struct Part {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(qint64, size)
    bool operator==(const Part &) const = default;
};

struct Thing {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(int, pageCount)
    FIELD(double, score)
    FIELD(bool, isPublic)
    FIELD_AS(QString, mediaType, "mime.type")
    FIELD(QDateTime, creationTime)
    FIELD(QStringList, tags)
    FIELD(QList<Part>, parts)
    FIELD(Part, main)
    using Labels = QMap<QString, QString>;
    using Counts = QMap<QString, qint64>;
    using Parts = QMap<QString, Part>;
    FIELD(Labels, labels)
    FIELD(Counts, counts)
    FIELD(Parts, byName)
    FIELD(RawJson, extra)
    bool operator==(const Thing &) const = default;
};

class TestCodec : public QObject {
    Q_OBJECT
private slots:
    void readsEveryKindOfField();
    void keepsDefaultsForNullAndMissing();
    void namesThePathOfAWrongType_data();
    void namesThePathOfAWrongType();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void readsTimesOfHarbor_data();
    void readsTimesOfHarbor();
    void keepsGoodRowsBesideABadOne();
    void boundsWhatItKeeps();
    void readsSkippedPartsAsWell_data();
    void readsSkippedPartsAsWell();
    void aMemberThatIsThereTwiceIsAnError();
    void givesTheRawObject();
    void writesWhatItReads();
    void keepsLargeNumbers();
};

void TestCodec::readsEveryKindOfField()
{
    const auto thing = json::decode<Thing>(
        R"({"id":7,"page_count":3,"score":9.8,"is_public":true,"mime.type":"a/b","unknown":{"x":[1]},
        "creation_time":"2026-11-23T09:38:32.318Z","tags":["a","b\u00e9"],"parts":[{"name":"p","size":5},{"name":"q"}],
        "main":{"name":"m"},"labels":{"k":"v"},"counts":{"Critical":2},"by_name":{"z":{"size":1}},"extra":{"a":[1,2]}})");
    QVERIFY2(thing.ok(), qPrintable(thing.error().message.english()));
    QCOMPARE(thing->id, 7);
    QCOMPARE(thing->pageCount, 3);
    QCOMPARE(thing->score, 9.8);
    QVERIFY(thing->isPublic);
    QCOMPARE(thing->mediaType, u"a/b"_s);
    QCOMPARE(thing->creationTime, QDateTime(QDate(2026, 11, 23), QTime(9, 38, 32, 318), Qt::UTC));
    QCOMPARE(thing->tags, QStringList({u"a"_s, u"bé"_s}));
    QCOMPARE(thing->parts.size(), 2);
    QCOMPARE(thing->parts[0].size, 5);
    QCOMPARE(thing->parts[1].name, u"q"_s);
    QCOMPARE(thing->main.name, u"m"_s);
    QCOMPARE(thing->labels.value(u"k"_s), u"v"_s);
    QCOMPARE(thing->counts.value(u"Critical"_s), 2);
    QCOMPARE(thing->byName.value(u"z"_s).size, 1);
    QCOMPARE(thing->extra.text, QByteArray(R"({"a":[1,2]})"));
}

void TestCodec::keepsDefaultsForNullAndMissing()
{
    const auto thing = json::decode<Thing>(R"({"id":null,"tags":null,"parts":null,"main":null,"creation_time":null})");
    QVERIFY(thing.ok());
    QCOMPARE(*thing, Thing{});
}

void TestCodec::namesThePathOfAWrongType_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("text for a number") << QByteArray(R"({"id":"7"})") << u"$.id"_s;
    QTest::newRow("number beyond int") << QByteArray(R"({"page_count":4294967296})") << u"$.page_count"_s;
    QTest::newRow("fraction") << QByteArray(R"({"id":1.5})") << u"$.id"_s;
    QTest::newRow("beyond 64 bit") << QByteArray(R"({"id":9223372036854775808})") << u"$.id"_s;
    QTest::newRow("in a list") << QByteArray(R"({"parts":[{"size":1},{"size":"x"}]})") << u"$.parts[1].size"_s;
    QTest::newRow("in a map") << QByteArray(R"({"by_name":{"z":{"size":true}}})") << u"$.by_name.z.size"_s;
    QTest::newRow("list for an object") << QByteArray(R"({"main":[]})") << u"$.main"_s;
    QTest::newRow("no time") << QByteArray(R"({"creation_time":"soon"})") << u"$.creation_time"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"$"_s;
}

void TestCodec::namesThePathOfAWrongType()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto thing = json::decode<Thing>(text);
    QVERIFY(!thing.ok());
    QCOMPARE(thing.error().kind, ErrorKind::Decode);
    QCOMPARE(thing.error().where, where);
}

void TestCodec::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("html") << QByteArray("<html></html>");
    QTest::newRow("cut") << QByteArray(R"({"id":7,"tags":["a")");
    QTest::newRow("bad utf-8") << QByteArray("{\"mime.type\":\"\xff\xfe\"}");
    QTest::newRow("trailing") << QByteArray(R"({"id":7} {"id":8})");
    QTest::newRow("deep") << QByteArray(R"({"extra":)") + QByteArray(200'000, '[');
}

void TestCodec::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    QVERIFY(!json::decode<Thing>(text).ok());
    QVERIFY(!json::decodeList(text, QMetaType::fromType<Thing>()).ok());
}

void TestCodec::readsTimesOfHarbor_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("time");
    const QDate day(2026, 1, 2);
    QTest::newRow("no digits") << QByteArray("2026-01-02T03:04:05Z") << QDateTime(day, QTime(3, 4, 5), Qt::UTC);
    QTest::newRow("micro") << QByteArray("2026-01-02T03:04:05.123456Z") << QDateTime(day, QTime(3, 4, 5, 123), Qt::UTC);
    QTest::newRow("nano") << QByteArray("2026-01-02T03:04:05.123456789Z")
                          << QDateTime(day, QTime(3, 4, 5, 123), Qt::UTC);
    QTest::newRow("offset") << QByteArray("2026-01-02T03:04:05+01:00") << QDateTime(day, QTime(2, 4, 5), Qt::UTC);
    QTest::newRow("no zone") << QByteArray("2026-01-02T03:04:05") << QDateTime(day, QTime(3, 4, 5), Qt::UTC);
    QTest::newRow("never") << QByteArray("0001-01-01T00:00:00.000Z") << QDateTime();
    QTest::newRow("empty") << QByteArray("") << QDateTime();
}

void TestCodec::readsTimesOfHarbor()
{
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, time);
    const auto thing = json::decode<Thing>("{\"creation_time\":\"" + text + "\"}");
    QVERIFY(thing.ok());
    QCOMPARE(thing->creationTime, time);
}

void TestCodec::keepsGoodRowsBesideABadOne()
{
    const auto list = json::decodeList(R"([{"id":1},{"id":"x"},7,{"id":3}])", QMetaType::fromType<Thing>());
    QVERIFY(list.ok());
    QCOMPARE(list->rows.size(), 2);
    QCOMPARE(list->rows[1].value.value<Thing>().id, 3);
    QCOMPARE(list->unreadable.size(), 2);
    QCOMPARE(list->unreadable[0].where, u"$[1].id"_s);
    QVERIFY(list->unreadable[0].message.english().contains(u"$[1].id"_s));
    QCOMPARE(json::decodeList("null", QMetaType::fromType<Thing>())->rows.size(), 0);
}

void TestCodec::boundsWhatItKeeps()
{
    QByteArray text = "[";
    for (int i = 0; i < 5000; ++i)
        text += i % 2 ? "7," : "{\"id\":1},";
    text += "{}]";
    const auto list = json::decodeList(text, QMetaType::fromType<Thing>(), 1000);
    QVERIFY(list.ok());
    QCOMPARE(list->rows.size(), 500);
    QCOMPARE(list->failed, 500);
    QCOMPARE(list->unreadable.size(), json::Records::mostErrors);
    QCOMPARE(list->left, 4001);
}

void TestCodec::readsSkippedPartsAsWell_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("a cut word") << QByteArray(R"({"id":1,"zz":tru})");
    QTest::newRow("a comment") << QByteArray("//c\n{\"id\":1}");
    QTest::newRow("no comma") << QByteArray(R"({"id":1,"zz":{"x":1 2}})");
    QTest::newRow("a broken escape") << QByteArray(R"({"id":1,"zz":"\q"})");
    QTest::newRow("more behind it") << QByteArray("{\"id\":1}\n{}");
}

void TestCodec::readsSkippedPartsAsWell()
{
    QFETCH(QByteArray, row);
    QVERIFY(!json::decode<Thing>(row).ok());
    QVERIFY(!json::decodeList('[' + row + ']', QMetaType::fromType<Thing>()).ok());
}

void TestCodec::aMemberThatIsThereTwiceIsAnError()
{
    const auto thing = json::decode<Thing>(R"({"id":1,"tags":[],"id":2})");
    QVERIFY(!thing.ok());
    QCOMPARE(thing.error().where, u"$.id"_s);
    QVERIFY(!json::decode<Thing>(R"({"counts":{"n":1,"n":2}})").ok());
    const auto list = json::decodeList(R"([{"id":1},{"id":2,"id":2}])", QMetaType::fromType<Thing>());
    QCOMPARE(list->rows.size(), 1);
    QCOMPARE(list->failed, 1);
    QCOMPARE(list->unreadable[0].where, u"$[1].id"_s);
}

void TestCodec::givesTheRawObject()
{
    const auto list = json::decodeList(R"([ {"id":1, "other" : true} ])", QMetaType::fromType<Thing>());
    QVERIFY(list.ok());
    QCOMPARE(list->rows[0].raw, QByteArray(R"({"id":1, "other" : true})"));
}

void TestCodec::writesWhatItReads()
{
    Thing thing;
    thing.id = Q_INT64_C(9007199254740993);
    thing.mediaType = u"a/b"_s;
    thing.creationTime = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
    thing.tags = {u"x"_s};
    thing.parts = {{u"p"_s, 5}};
    thing.labels.insert(u"k"_s, u"v"_s);
    thing.counts.insert(u"n"_s, 4);
    thing.extra.text = R"({"a":1})";
    const auto again = json::decode<Thing>(json::encode(QVariant::fromValue(thing)));
    QVERIFY2(again.ok(), qPrintable(again.error().message.english()));
    QCOMPARE(*again, thing);
}

void TestCodec::keepsLargeNumbers()
{
    const auto thing = json::decode<Thing>(R"({"id":9223372036854775807,"counts":{"n":9007199254740993}})");
    QVERIFY(thing.ok());
    QCOMPARE(thing->id, Q_INT64_C(9223372036854775807));
    QCOMPARE(thing->counts.value(u"n"_s), Q_INT64_C(9007199254740993));
}

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
