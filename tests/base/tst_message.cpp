// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/message.h"

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
};

// The three forms of one sentence in a language of its own.
class Words : public QTranslator {
public:
    QString translate(const char *context, const char *text, const char *one, int n) const override
    {
        if (qstrcmp(context, "core") != 0 || qstrcmp(text, "%Ln images of %1") != 0
            || qstrcmp(one, "%Ln image of %1") != 0)
            return {};
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

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
