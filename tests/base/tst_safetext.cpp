// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestSafeText : public QObject {
    Q_OBJECT
private slots:
    void showsTheHidden_data();
    void showsTheHidden();
    void elides();
    void cleansLogs_data();
    void cleansLogs();
    void csv_data();
    void csv();
    void cleansForATerminal();
    void escapesJson();
};

void TestSafeText::showsTheHidden_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"api:1.2 <b>é</b> 漢字"_s << u"api:1.2 <b>é</b> 漢字"_s;
    QTest::newRow("emoji") << u"\U0001F6A2"_s << u"\U0001F6A2"_s;
    QTest::newRow("nul") << QString(QChar(0)) << u"<U+0000>"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"a<U+000A>b"_s;
    QTest::newRow("escape") << u"\u001b[31m"_s << u"<U+001B>[31m"_s;
    QTest::newRow("c1") << u"\u009b"_s << u"<U+009B>"_s;
    QTest::newRow("override") << u"a\u202egnp"_s << u"a<U+202E>gnp"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"<U+2066>x<U+2069>"_s;
    QTest::newRow("zero width") << u"ad\u200bmin"_s << u"ad<U+200B>min"_s;
    QTest::newRow("bom") << u"\ufeffx"_s << u"<U+FEFF>x"_s;
    QTest::newRow("soft hyphen") << u"ad\u00admin"_s << u"ad<U+00AD>min"_s;
    QTest::newRow("tag") << u"\U000E0041"_s << u"<U+E0041>"_s;
    QTest::newRow("filler") << u"\u3164"_s << u"<U+3164>"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << u"<U+D800>"_s;
    QTest::newRow("line separator") << u"\u2028"_s << u"<U+2028>"_s;
}

void TestSafeText::showsTheHidden()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(safetext::visible(text), shown);
    QCOMPARE(safetext::cell(text), shown);
}

void TestSafeText::elides()
{
    QCOMPARE(safetext::elideMiddle(u"abcdef"_s, 6), u"abcdef"_s);
    QCOMPARE(safetext::elideMiddle(u"abcdefg"_s, 5), u"ab…fg"_s);
    const QString ships = u"\U0001F6A2"_s.repeated(10);
    for (qsizetype limit = 3; limit < 20; ++limit) {
        const QString out = safetext::elideMiddle(ships, limit);
        QVERIFY(out.size() <= limit);
        QVERIFY(!safetext::visible(out).contains(u"<U+"_s)); // no half pair
    }
    QVERIFY(safetext::cell(QString(100'000, u'x')).size() <= 4096);
}

void TestSafeText::cleansLogs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("colour") << u"\u001b[1;31mred\u001b[0m\n"_s << u"red\n"_s;
    QTest::newRow("title") << u"\u001b]0;evil\u0007x"_s << u"x"_s;
    QTest::newRow("title st") << u"\u001b]8;;http://a\u001b\\x"_s << u"x"_s;
    QTest::newRow("clear") << u"\u001b[2Jx\u001bcy"_s << u"xy"_s;
    QTest::newRow("crlf") << u"a\r\nb\tc"_s << u"a\nb\tc"_s;
    QTest::newRow("lone cr") << u"real\rfake"_s << u"real<U+000D>fake"_s;
    QTest::newRow("cut escape") << u"x\u001b"_s << u"x"_s;
}

void TestSafeText::cleansLogs()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(safetext::log(text), shown);
}

void TestSafeText::csv_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain") << u"api"_s << QByteArray("api");
    QTest::newRow("quote") << u"a\"b,c"_s << QByteArray("\"a\"\"b,c\"");
    QTest::newRow("equals") << u"=1+1"_s << QByteArray("'=1+1");
    QTest::newRow("plus") << u"+cmd|' /C calc'!A0"_s << QByteArray("'+cmd|' /C calc'!A0");
    QTest::newRow("minus") << u"-2+3"_s << QByteArray("'-2+3");
    QTest::newRow("number") << u"-1"_s << QByteArray("-1");
    QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
    QTest::newRow("space first") << u"  =1"_s << QByteArray("'  =1");
    QTest::newRow("quote first") << u"\"=1"_s << QByteArray("\"'\"\"=1\"");
    QTest::newRow("tab") << u"\t=1"_s << QByteArray("'\t=1");
    QTest::newRow("vertical tab first") << u"\v=1"_s << QByteArray("'\v=1");
    QTest::newRow("form feed first") << u"\f@SUM(A1)"_s << QByteArray("'\f@SUM(A1)");
    QTest::newRow("escape first") << u"\u001b=1"_s << QByteArray("'\u001b=1");
    QTest::newRow("nul first") << QString(QChar(0)) + u"=1"_s << QByteArray("'\0=1", 4);
    QTest::newRow("delete first") << u"\u007f+1+1"_s << QByteArray("'\u007f+1+1");
    QTest::newRow("no-break space first") << u"\u00a0=1"_s << u"'\u00a0=1"_s.toUtf8();
    QTest::newRow("ideographic space first") << u"\u3000=1"_s << u"'\u3000=1"_s.toUtf8();
    QTest::newRow("zero width first") << u"\u200b-1+1"_s << u"'\u200b-1+1"_s.toUtf8();
    QTest::newRow("byte order mark first") << u"\ufeff=1"_s << u"'\ufeff=1"_s.toUtf8();
    QTest::newRow("tag first") << u"\U000E0041=1"_s << u"'\U000E0041=1"_s.toUtf8();
    QTest::newRow("many first") << u" \v\"\u200b =1"_s << u"\"' \v\"\"\u200b =1\""_s.toUtf8();
    QTest::newRow("vertical tab and text") << u"\vapi"_s << QByteArray("\vapi");
    QTest::newRow("wide") << u"\uff1d1"_s << u"'\uff1d1"_s.toUtf8();
    QTest::newRow("lines") << u"a\nb"_s << QByteArray("\"a\nb\"");
}

void TestSafeText::csv()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, field);
    QCOMPARE(safetext::csvField(text), field);
}

void TestSafeText::cleansForATerminal()
{
    const QString odd = u"a\u001b[31m\u009b\u202e\u007f"_s + QChar(0) + u"é\tb\r\nc\rd\n"_s;
    const QString shown = u"a<U+001B>[31m<U+009B><U+202E><U+007F><U+0000>é\tb\nc<U+000D>d\n"_s;
    QCOMPARE(safetext::terminal(odd.toUtf8()), shown.toUtf8());
    QCOMPARE(safetext::terminal("plain\ttext\n"), QByteArray("plain\ttext\n"));
    // Bytes that a terminal in an 8-bit mode would obey.
    QVERIFY(!safetext::terminal("\x9b"
                                "31m")
                 .contains('\x9b'));
    QCOMPARE(safetext::terminal(QByteArray(10'000, 'x')).size(), 10'000); // nothing is elided
}

void TestSafeText::escapesJson()
{
    const QString value = u"é\u009b\u202e\u007f\u200b\ufeff\U000E0041\u2028漢\U0001F6A2"_s;
    const QByteArray document = "{\r\n\t\"a\": \"" + value.toUtf8() + "\"\n}";
    const QByteArray safe = safetext::json(document);
    QCOMPARE(safe,
        QByteArray("{\r\n\t\"a\": \"é\\u009b\\u202e\\u007f\\u200b\\ufeff\\udb40\\udc41\\u2028漢\xf0\x9f\x9a\xa2\"\n}"));
    QCOMPARE(QJsonDocument::fromJson(safe).object()[u"a"_s].toString(), value);
    QCOMPARE(safetext::json(safe), safe);
}

QTEST_GUILESS_MAIN(TestSafeText)
#include "tst_safetext.moc"
