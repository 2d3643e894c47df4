// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/check.h"
#include "json/reader.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;
using json::Value;

/// The one way to foreign JSON: checked to its last byte, and not to be used wrongly afterwards.
class TestReader : public QObject {
    Q_OBJECT
private slots:
    void takesJson_data();
    void takesJson();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void everyCutIsRefused();
    void seesEachByteOfAText();
    void agreesWithAnotherReader();
    void readsValuesByTheirTypes();
    void aValueIsReadOnce();
    void endsWhereItIsTold();
    void visitsWithinVisits();
    void pointsIntoTheText();
};

static const char sample[] =
    R"({"a":[1,-2.5e+3,true,null,"x\u00e9\ud83d\ude00\n",{"b":{}}],"long text without any escape in it":"…","e":[]})";

void TestReader::takesJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"{}", "[]", " [ 1 , 2 ] ", "\"a\"", "0", "-0.0e-0", "1E400", "null", "\n\ttrue\r\n",
             "{\"\":{\"\":[[],{}]}}", "123456789012345678901234567890", sample})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("deep") << QByteArray(json::mostDepth, '[') + QByteArray(json::mostDepth, ']');
}

void TestReader::takesJson()
{
    QFETCH(QByteArray, text);
    QVERIFY(!json::check(text));
    int calls = 0;
    const Error error = json::visit(text, [&](Value &) { ++calls; });
    QVERIFY2(!error, qPrintable(error.detail));
    QCOMPARE(calls, 1);
}

void TestReader::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1 2}",
             "[1 2]", "tru", "truex", "nul", "+1", "01", "1.", ".5", "-", "1e", "1e+", "0x1f", "NaN", "'a'", "\"a",
             "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "{} {}", "{}\n{}",
             "[]x", "//c\n{}", "/**/{}", "{\"zz\":tru}", "]", "}", "[}", "{]", "{\"a\":1]", "[1}", "\xef\xbb\xbf{}",
             "\"\xff\"", R"({"vulnerability.report":{"scanner":{"":,})"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("a null byte behind it") << QByteArray("{}\0", 3);
    QTest::newRow("a null byte in it") << QByteArray("{\"a\0\":1}", 8);
    QTest::newRow("too deep") << QByteArray(json::mostDepth + 1, '[') + QByteArray(json::mostDepth + 1, ']');
    QTest::newRow("much too deep") << QByteArray(1'000'000, '[');
}

void TestReader::refusesWhatIsNone()
{
    QFETCH(QByteArray, text);
    const Error error = json::visit(text, [](Value &) { QFAIL("it was handed out"); });
    QCOMPARE(error.kind, ErrorKind::Decode);
    QVERIFY(!error.detail.isEmpty());
}

void TestReader::everyCutIsRefused()
{
    const QByteArray text(sample);
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY2(json::check(text.left(size)), qPrintable(QString::number(size)));
    QVERIFY(!json::check(text));
}

// A text is looked at many bytes at once: what ends or breaks it is seen at each place, and nothing else is taken for
// it.
void TestReader::seesEachByteOfAText()
{
    for (qsizetype size = 1; size < 70; ++size) {
        for (qsizetype at = 0; at < size; ++at) {
            QByteArray text = "[\"" + QByteArray(size, '!') + "\",1]";
            for (const char other : {'\x20', '\x21', '#', '[', ']', '\x7f'}) {
                text[2 + at] = other;
                QVERIFY2(!json::check(text), text.constData());
            }
            for (const char broken : {'\0', '\t', '\x1f', '"', '\\'}) {
                text[2 + at] = broken;
                const json::Flaw flaw = json::check(text);
                QVERIFY2(flaw, text.constData());
                QVERIFY(flaw.at >= 2 + at);
            }
            // Bytes above ASCII are no signs.
            text[2 + at] = char(0xa2);
            QVERIFY(!json::check(text));
        }
    }
}

// What Qt's own reader refuses is refused here: bytes are changed by a seed.
void TestReader::agreesWithAnotherReader()
{
    QRandomGenerator random(20'261'129);
    const QByteArray good(sample);
    const QByteArray letters("{}[]\",:\\0123456789.eE+-truefalsn \x01\x7f\xff");
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray text = good;
        for (int change = random.bounded(1, 4); change > 0; --change)
            text[random.bounded(text.size())] = letters[random.bounded(letters.size())];
        QJsonParseError why;
        QJsonDocument::fromJson(text, &why);
        const bool isTaken = !json::visit(text, [](Value &) {});
        if (why.error != QJsonParseError::NoError && isTaken)
            QFAIL(text.constData());
        refused += isTaken ? 0 : 1;
    }
    QVERIFY(refused > 5'000 && refused < 20'000);
}

void TestReader::readsValuesByTheirTypes()
{
    QStringList seen;
    const Error error = json::visit(QByteArrayView(sample), [&](Value &root) {
        QCOMPARE(root.kind(), Value::Kind::Object);
        std::string_view none = "stays";
        QVERIFY(!root.text(none));
        QCOMPARE(none, std::string_view("stays"));
        const bool isWhole = root.members([&](std::string_view key, Value &value) {
            if (key != "a")
                return;
            value.items([&](Value &element) {
                std::string_view text;
                qint64 whole = 0;
                double number = 0;
                bool yes = false;
                switch (element.kind()) {
                case Value::Kind::Number:
                    if (seen.isEmpty() && element.integer(whole))
                        seen += QString::number(whole);
                    else if (element.number(number))
                        seen += QString::number(number);
                    break;
                case Value::Kind::Bool:
                    seen += element.boolean(yes) && yes ? u"true"_s : u"?"_s;
                    break;
                case Value::Kind::Null:
                    seen += u"null"_s;
                    break;
                case Value::Kind::Text:
                    seen += element.text(text) ? QString::fromUtf8(text.data(), qsizetype(text.size())) : u"?"_s;
                    break;
                default:
                    const std::string_view raw = element.raw();
                    seen += QString::fromUtf8(raw.data(), qsizetype(raw.size()));
                }
            });
        });
        QVERIFY(isWhole);
    });
    QVERIFY(!error);
    QCOMPARE(seen, QStringList({u"1"_s, u"-2500"_s, u"true"_s, u"null"_s, u"xé😀\n"_s, u"{\"b\":{}}"_s}));
    qint64 number = 5;
    QVERIFY(!json::visit(QByteArrayView("1.5"), [&](Value &root) { QVERIFY(!root.integer(number)); }));
    QVERIFY(!json::visit(QByteArrayView("1e400"), [&](Value &root) {
        double large = 7;
        QVERIFY(!root.number(large));
        QCOMPARE(large, 7.0);
    }));
    QCOMPARE(number, 5);
}

void TestReader::aValueIsReadOnce()
{
    int members = 0;
    const Error error = json::visit(QByteArrayView(R"({"a":"x","b":{"c":1},"d":[1,2],"e":5})"), [&](Value &root) {
        root.members([&](std::string_view key, Value &value) {
            ++members;
            std::string_view text;
            qint64 number = 0;
            const auto nothing = [](std::string_view, Value &) {};
            if (key == "a") {
                QVERIFY(!value.members(nothing));
                QVERIFY(value.text(text));
                QVERIFY(!value.text(text));
                QVERIFY(value.raw().empty());
            } else if (key == "b") {
                QVERIFY(value.members(nothing));
                QVERIFY(!value.members(nothing));
            } else if (key == "d") {
                QCOMPARE(value.raw(), std::string_view("[1,2]"));
                QVERIFY(!value.items([](Value &) {}));
            } else if (key == "e") {
                QVERIFY(value.integer(number));
                QVERIFY(!value.integer(number));
            }
        });
        QVERIFY(!root.members([](std::string_view, Value &) {}));
    });
    QVERIFY(!error);
    QCOMPARE(members, 4);
}

void TestReader::endsWhereItIsTold()
{
    QStringList seen;
    const Error error = json::visit(QByteArrayView(R"([[1,2,3],[4,5],{"a":{"b":[6,7]}},8])"), [&](Value &root) {
        root.items([&](Value &element) {
            element.items([&](Value &inner) {
                qint64 number = 0;
                inner.integer(number);
                seen += QString::number(number);
                return number % 2 == 0; // the rest of this one is left
            });
            element.members([&](std::string_view, Value &) { return false; });
            qint64 number = 0;
            if (element.integer(number))
                seen += QString::number(number);
        });
    });
    QVERIFY(!error);
    QCOMPARE(seen, QStringList({u"1"_s, u"4"_s, u"5"_s, u"8"_s}));
}

void TestReader::visitsWithinVisits()
{
    qint64 sum = 0;
    const Error error = json::visit(QByteArrayView(R"({"a":"{\"n\":20}","b":3})"), [&](Value &root) {
        root.members([&](std::string_view, Value &value) {
            std::string_view text;
            qint64 number = 0;
            if (value.text(text)) {
                json::visit(QByteArrayView(text.data(), qsizetype(text.size())),
                    [&](Value &inner) { inner.members([&](std::string_view, Value &n) { n.integer(number); }); });
            } else {
                value.integer(number);
            }
            sum += number;
        });
    });
    QVERIFY(!error);
    QCOMPARE(sum, 23);
}

void TestReader::pointsIntoTheText()
{
    QByteArray text(R"({"id" : "CVE\u002d1" , "plain":"p", "o" : { "x" : 1 } })");
    text.reserve(text.size() + json::padding());
    const auto isInside = [&](std::string_view view) {
        return view.data() >= text.constData() && view.data() + view.size() <= text.constData() + text.size();
    };
    const Error error = json::visit(text, [&](Value &root) {
        root.members([&](std::string_view key, Value &value) {
            std::string_view inside;
            if (key == "o") {
                std::string_view raw;
                int members = 0;
                QVERIFY(value.members([&](std::string_view, Value &) { ++members; }, &raw));
                QCOMPARE(raw, std::string_view("{ \"x\" : 1 }"));
                QCOMPARE(members, 1);
                QVERIFY(isInside(raw));
                return;
            }
            QVERIFY(value.quoted(inside));
            QVERIFY(isInside(inside));
            std::string_view plain;
            QVERIFY(value.text(plain));
            QCOMPARE(plain, key == "id" ? std::string_view("CVE-1") : inside);
            QCOMPARE(isInside(plain), key != "id"); // what has no escape is not copied
            QCOMPARE(isInside(key), true);
        });
    });
    QVERIFY(!error);
    // A name may have an escape, too.
    QByteArrayList read;
    const QByteArray escaped(R"({"i\u0064":"a","b\\":"c\"d","e":"\\"})");
    const Error none = json::visit(escaped, [&](Value &root) {
        root.members([&](std::string_view key, Value &value) {
            std::string_view said;
            QVERIFY(value.text(said));
            read << QByteArray(key.data(), qsizetype(key.size())) << QByteArray(said.data(), qsizetype(said.size()));
        });
    });
    QVERIFY(!none);
    QCOMPARE(read, (QByteArrayList{"id", "a", "b\\", "c\"d", "e", "\\"}));
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
