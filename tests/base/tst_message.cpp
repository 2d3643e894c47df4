// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestMessage : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void argumentsStayAsTheyAre();
    void countsInEnglish();
    void numbersFollowTheLocale();
    void takesTheFormOfATranslation();
    void whatIsKeptFollowsTheLanguage();
    void whatIsKeptIsAnArgumentToo();
    void aTextOfAnEarlierVersionStays();
    void whatARegistryNamesIsNoSentence();
    void aSentenceThatARegistrySendsIsTamed();
    void aSmallTextMakesNoLargeOne();
};

// The three forms of one sentence in a language of its own.
class Words : public QTranslator {
public:
    QString translate(const char *context, const char *text, const char *one, int n) const override
    {
        if (qstrcmp(context, "core") != 0 || qstrcmp(text, "%Ln images of %1") != 0
            || qstrcmp(one, "%Ln image of %1") != 0)
            return qstrcmp(text, "%1 refused %2.") == 0 ? u"%1 verweigerte %2."_s : QString();
        return n == 1 ? u"ein Bild von %1"_s : u"%Ln Bilder von %1"_s;
    }
    bool isEmpty() const override { return false; }
};

static Message images(qint64 count)
{
    return Message::counted(LOTSE_MSG_N("%Ln images of %1", "%Ln image of %1"), count, {u"50%2 %Ln"_s});
}

void TestMessage::argumentsStayAsTheyAre()
{
    const Message message{"%1 of %2", {u"%2"_s, u"x"_s}};
    QCOMPARE(message.text(), u"%2 of x"_s);
    QCOMPARE(images(2).text(), u"2 images of 50%2 %Ln"_s);
}

void TestMessage::countsInEnglish()
{
    QCOMPARE(images(0).text(), u"0 images of 50%2 %Ln"_s);
    QCOMPARE(images(1).text(), u"1 image of 50%2 %Ln"_s);
    QCOMPARE(images(1).english(), u"1 image of 50%2 %Ln"_s);
    QCOMPARE(images(91786).english(), u"91786 images of 50%2 %Ln"_s);
    QVERIFY(images(1) == images(1));
    QVERIFY(!(images(1) == images(2)));
}

void TestMessage::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(images(91786).text(), u"91.786 images of 50%2 %Ln"_s);
    QCOMPARE(images(91786).english(), u"91786 images of 50%2 %Ln"_s);
}

void TestMessage::takesTheFormOfATranslation()
{
    Words words;
    QVERIFY(QCoreApplication::installTranslator(&words));
    QCOMPARE(images(1).text(), u"ein Bild von 50%2 %Ln"_s);
    QCOMPARE(images(3).text(), u"3 Bilder von 50%2 %Ln"_s);
    QCOMPARE(images(1).english(), u"1 image of 50%2 %Ln"_s);
    QCoreApplication::removeTranslator(&words);
}

static Message refusal(const QString &what)
{
    return {"%1 refused %2.", {u"harbor"_s, what}};
}

void TestMessage::whatIsKeptFollowsTheLanguage()
{
    const QString kept = toKept(refusal(u"a%1"_s)) + u' ' + toKept(images(1));
    QCOMPARE(keptText(kept), u"harbor refused a%1. 1 image of 50%2 %Ln"_s);
    Words words;
    QVERIFY(QCoreApplication::installTranslator(&words));
    QCOMPARE(keptText(kept), u"harbor verweigerte a%1. ein Bild von 50%2 %Ln"_s);
    QCOMPARE(keptEnglish(kept), u"harbor refused a%1. 1 image of 50%2 %Ln"_s);
    QCoreApplication::removeTranslator(&words);
    QCOMPARE(toKept({}), QString());
}

void TestMessage::whatIsKeptIsAnArgumentToo()
{
    const QString inner = toKept(refusal(u"lists"_s));
    const Message outer{"not read: %1.", {u"ops (%1), web"_s.arg(inner)}};
    QCOMPARE(outer.english(), u"not read: ops (harbor refused lists), web."_s);
    Words words;
    QVERIFY(QCoreApplication::installTranslator(&words));
    QCOMPARE(outer.text(), u"not read: ops (harbor verweigerte lists), web."_s);
    QCOMPARE(
        keptText(toKept({"twice: %1", {toKept(outer)}})), u"twice: not read: ops (harbor verweigerte lists), web."_s);
    QCOMPARE(outer.english(), u"not read: ops (harbor refused lists), web."_s);
    QCoreApplication::removeTranslator(&words);
}

void TestMessage::aTextOfAnEarlierVersionStays()
{
    const QString old = u"harbor refused a%1 (100 %)."_s;
    QCOMPARE(keptText(old), old);
    QCOMPARE(keptEnglish(old), old);
    QCOMPARE((Message{"why: %1", {old}}.text()), u"why: "_s + old);
}

// Marks without an end or a beginning, and invisible characters, of a name that a registry chose.
void TestMessage::whatARegistryNamesIsNoSentence()
{
    for (const char16_t mark : {u'\x1d', u'\x1e', u'\x1f', u'\u202e'}) {
        const QString kept = toKept(refusal(u"a%1b"_s.arg(QChar(mark))));
        const QString said = keptEnglish(kept);
        QVERIFY2(said.startsWith(u"harbor refused a<U+"_s) && said.endsWith(u">b."_s), qPrintable(said));
    }
}

// A name that is a whole sentence with its marks.
void TestMessage::aSentenceThatARegistrySendsIsTamed()
{
    const QString name = u"\x1e\u202e%1 and %2\x1f\x1f\x1fone\u202e\x1ftwo\u200b\x1d"_s;
    const QStringList texts{Message({"%1", {name}}).english(), keptEnglish(name), keptEnglish(toKept(refusal(name)))};
    for (const QString &said : texts) {
        QVERIFY2(!said.contains(QChar(0x202e)) && !said.contains(QChar(0x200b)), qPrintable(said));
        QVERIFY2(said.contains(u"one<U+202E> and two"_s), qPrintable(said));
    }
}

void TestMessage::aSmallTextMakesNoLargeOne()
{
    QString grown = u"x"_s.repeated(40);
    for (int i = 0; i < 12; ++i)
        grown = u"\x1e"_s + u"%1"_s.repeated(12) + u"\x1f\x1f\x1f"_s + grown + u'\x1d';
    QVERIFY(Message({"%1", {grown}}).english().size() < 20'000);
    QVERIFY(Message({"%1", {u"\x1e"_s.repeated(50'000)}}).english().size() <= 50'000);
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
