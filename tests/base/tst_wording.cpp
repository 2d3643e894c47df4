// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

/// The texts of the program hold to docs/wording.md, which has the list of words that none of them has.
class WordingTest : public QObject {
    Q_OBJECT

private slots:
    void noTextHasAForbiddenWord();
};

static QByteArray contentOf(const QString &path)
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR) + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void WordingTest::noTextHasAForbiddenWord()
{
    const QString page = QString::fromUtf8(contentOf(u"/docs/wording.md"_s));
    const qsizetype begin = page.indexOf(u"```forbidden\n"_s);
    QVERIFY(begin > 0);
    QList<QRegularExpression> forbidden;
    const QString list = page.mid(begin + 13, page.indexOf(u"```"_s, begin + 13) - begin - 13);
    for (const QString &line : list.split(u'\n', Qt::SkipEmptyParts)) {
        forbidden.append(QRegularExpression(line));
        QVERIFY2(forbidden.last().isValid(), qPrintable(line));
    }
    QVERIFY(forbidden.size() >= 10);

    QXmlStreamReader xml(contentOf(u"/resources/translations/lotse_de.ts"_s));
    int texts = 0;
    QStringList bad;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"source"_s)
            continue;
        const QString text = xml.readElementText();
        ++texts;
        for (const QRegularExpression &word : std::as_const(forbidden)) {
            if (word.match(text).hasMatch())
                bad.append(text);
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts > 2000);
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
}

QTEST_GUILESS_MAIN(WordingTest)
#include "tst_wording.moc"
