// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "plainreading.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestFindingsQuery : public QObject {
    Q_OBJECT
private slots:
    void readsTheExamplesOfItsPage();
    void namesTheErrorsOfItsPage();
    void pageNamesAllKeys();
    void canonicalTextIsStable_data();
    void canonicalTextIsStable();
    void refusesTooMuch();
    void agreesWithAPlainReading();
    void patternsAreCheap();
    void completes();
    void findsImagesWithoutFindings();
};

static QStringList blockLines(const QString &language)
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR "/docs/findings-query.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines;
    bool isInside = false;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"```"_s))
            isInside = !isInside && line.mid(3) == language;
        else if (isInside)
            lines.append(line);
    }
    return lines;
}

void TestFindingsQuery::readsTheExamplesOfItsPage()
{
    const QStringList lines = blockLines(u"query"_s);
    QVERIFY(lines.size() >= 10);
    for (const QString &line : lines) {
        const ParsedQuery parsed = parseQuery(line);
        QVERIFY2(parsed.ok(), qPrintable(line + u": "_s + (parsed.ok() ? QString() : parsed.error->message.english())));
        QVERIFY(!parsed.query.isEmpty());
        QCOMPARE(parseQuery(parsed.query.canonical()).query, parsed.query);
    }
}

void TestFindingsQuery::namesTheErrorsOfItsPage()
{
    const QStringList lines = blockLines(u"query-error"_s);
    QVERIFY(lines.size() >= 8);
    for (const QString &line : lines) {
        const QString text = line.section(u" => "_s, 0, 0);
        const QStringList place = line.section(u" => "_s, 1).split(u' ');
        const ParsedQuery parsed = parseQuery(text);
        QVERIFY2(!parsed.ok(), qPrintable(text));
        QVERIFY(parsed.query.isEmpty());
        QVERIFY(!parsed.error->message.english().isEmpty());
        const QString found = u"%1 %2"_s.arg(parsed.error->position).arg(parsed.error->length);
        QVERIFY2(found == place.join(u' '), qPrintable(line + u" but "_s + found));
    }
}

void TestFindingsQuery::pageNamesAllKeys()
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR "/docs/findings-query.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    for (const Key key : allKeys()) {
        const QRegularExpression row(
            u"^\\| `"_s + keyName(key) + u"` \\| ([^|]*)\\|"_s, QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = row.match(page);
        QVERIFY2(match.hasMatch(), qPrintable(keyName(key)));
        for (const QString &choice : choicesOf(key))
            QVERIFY2(match.captured(1).contains(choice), qPrintable(keyName(key) + u':' + choice));
    }
}

void TestFindingsQuery::canonicalTextIsStable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    QTest::newRow("spaces") << u"  a \t b\n"_s << u"a b"_s;
    QTest::newRow("names") << u"severity:HIGH repository:x"_s << u"sev:high repo:x"_s;
    QTest::newRow("equals") << u"cvss:=9.8 pkg:=x"_s << u"cvss:9.8 pkg:x"_s;
    QTest::newRow("signs in text") << u"pkg:==x pkg:=>y"_s << u"pkg:==x pkg:=>y"_s;
    QTest::newRow("quotes") << u"pkg:\"a \\\" \\\\ b\""_s << u"pkg:\"a \\\" \\\\ b\""_s;
    QTest::newRow("minus") << u"--x -\"-y\""_s << u"--x -\"-y\""_s;
    QTest::newRow("lists") << u"a,b -c,d"_s << u"a,b -c,d"_s;
    QTest::newRow("empty") << u"   "_s << QString();
}

void TestFindingsQuery::canonicalTextIsStable()
{
    QFETCH(QString, text);
    const ParsedQuery parsed = parseQuery(text);
    QVERIFY(parsed.ok());
    QTEST(parsed.query.canonical(), "canonical");
    QCOMPARE(parseQuery(parsed.query.canonical()).query, parsed.query);
}

void TestFindingsQuery::refusesTooMuch()
{
    QVERIFY(!parseQuery(QString(8193, u'x')).ok());
    QVERIFY(parseQuery(QString(8192, u'x')).ok());
    QVERIFY(parseQuery(u"x "_s.repeated(200)).ok());
    const ParsedQuery parsed = parseQuery(u"x "_s.repeated(201));
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error->position, 400);
}

static QString randomValue(Key key, QRandomGenerator &random)
{
    const auto pick = [&](const QStringList &list) { return list[random.bounded(int(list.size()))]; };
    const QString sign = pick({u">"_s, u">="_s, u"<"_s, u"<="_s});
    switch (kindOf(key)) {
    case ValueKind::Ordered:
        return (random.bounded(2) ? sign : QString()) + pick(choicesOf(key));
    case ValueKind::Choice:
        return pick(choicesOf(key));
    case ValueKind::Number:
        if (random.bounded(6) == 0 && key != Key::Score)
            return u"none"_s;
        return (random.bounded(4) ? sign : QString())
            + (key == Key::Epss        ? pick({u"0"_s, u"0.05"_s, u"0.5"_s, u"0.9"_s, u"1"_s})
                    : key == Key::Cvss ? QString::number(random.bounded(101) / 10.0)
                                       : QString::number(random.bounded(1000)));
    case ValueKind::Duration:
        if (key == Key::New)
            return QString::number(random.bounded(200)) + u'd';
        if (key != Key::Age && random.bounded(5) == 0)
            return u"never"_s;
        return sign + pick({u"12h"_s, u"30d"_s, u"6w"_s, u"1y"_s, u"100d"_s});
    case ValueKind::Text:
        break;
    }
    return pick({u"openssl"_s, u"*ssl*"_s, u"\"a*b\""_s, u"a*b"_s, u"\"zlib, old\""_s, u"cve-2021*"_s, u"GHSA-aaaa"_s,
        u"CVE-2022-7"_s, u"api"_s, u"payments/api"_s, u"web/*"_s, u"none"_s, u"\"none\""_s, u"yes"_s, u"no"_s,
        u"\"yes\""_s, u"3.?"_s, u"fixed"_s, u"*"_s, u"shop"_s, u"release-*"_s, u"exposed"_s, u"linux/*"_s, u"r1"_s,
        u"\"harbor one\""_s, u"0000000"_s, u"sha256:ffff"_s, u"*b?"_s, u"BATCH"_s, u"g:log4j"_s, u"odd"_s, u"1.0"_s});
}

void TestFindingsQuery::agreesWithAPlainReading()
{
    int nonTrivial = 0;
    for (quint32 seed = 1; seed <= 40; ++seed) {
        const Sample sample = makeSample(seed);
        QCOMPARE(sample.context.set->rowCount(), quint32(sample.rows.size()));
        QRandomGenerator random(seed * 7919);
        for (int round = 0; round < 40; ++round) {
            QStringList terms;
            for (int count = random.bounded(1, 4); count > 0; --count) {
                const Key key = Key(random.bounded(int(Key::Pushed) + 1));
                QStringList values;
                for (int more = random.bounded(1, 3); more > 0; --more)
                    values.append(randomValue(key, random));
                if (key == Key::Word && values.first().startsWith(u"g:"_s))
                    values = QStringList{u"log4j"_s};
                terms.append((random.bounded(3) == 0 ? u"-"_s : QString())
                    + (key == Key::Word ? QString() : keyName(key) + u':') + values.join(u','));
            }
            const QString text = terms.join(u' ');
            const ParsedQuery parsed = parseQuery(text);
            QVERIFY2(parsed.ok(), qPrintable(text));
            const Rows found = select(parsed.query, sample.context);
            const Rows plain = readPlainly(parsed.query, sample);
            QVERIFY2(found == plain,
                qPrintable(
                    u"seed %1: %2: %3 rows, plainly %4"_s.arg(seed).arg(text).arg(found.size()).arg(plain.size())));
            QCOMPARE(parseQuery(parsed.query.canonical()).query, parsed.query);
            nonTrivial += !found.empty() && found.size() < sample.context.set->rowCount() ? 1 : 0;
        }
    }
    QVERIFY2(nonTrivial > 400, qPrintable(QString::number(nonTrivial)));
}

void TestFindingsQuery::patternsAreCheap()
{
    const QByteArray text(200'000, 'a');
    QVERIFY(!fitsPattern(text, QByteArray("a*").repeated(40) + "b"));
    QVERIFY(fitsPattern("abc", "A?C"));
    QVERIFY(fitsPattern("", "*"));
    QVERIFY(!fitsPattern("", "?"));
}

void TestFindingsQuery::completes()
{
    const Sample sample = makeSample(3);
    const QList<Completion> keys = complete(u"sev:high p"_s, 10, sample.context);
    QStringList names;
    for (const Completion &key : keys)
        names.append(key.text);
    QCOMPARE(names, (QStringList{u"project:"_s, u"pkg:"_s, u"platform:"_s, u"pulled:"_s, u"pushed:"_s}));
    QCOMPARE(keys.first().position, 9);
    QCOMPARE(keys.first().length, 1);

    const QList<Completion> values = complete(u"pkg:openssl,z"_s, 13, sample.context);
    QCOMPARE(values.size(), 1);
    QCOMPARE(values.first().text, u"\"zlib, old\""_s);
    QCOMPARE(values.first().position, 12);
    qint64 expected = 0;
    for (const SampleRow &row : sample.rows)
        expected += row.package == u"zlib, old"_s ? 1 : 0;
    QCOMPARE(values.first().occurrences, expected);
    for (const Completion &choice : complete(u"-sev:"_s, 5, sample.context))
        QVERIFY(parseQuery(u"-sev:"_s + choice.text).ok());
    QVERIFY(complete(u"nothing:"_s, 8, sample.context).isEmpty());
}

void TestFindingsQuery::findsImagesWithoutFindings()
{
    SegmentBuilder builder(u"r"_s, u"r"_s);
    for (int i = 0; i < 4; ++i) {
        ImageInput image;
        image.repository = u"shop/api"_s;
        image.project = u"shop"_s;
        image.digest = u"sha256:%1"_s.arg(i);
        if (i % 2)
            image.tags = {u"v1"_s};
        builder.begin(image);
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    const auto &part = context.set->parts().front();
    QCOMPARE(selectImages(parseQuery(u"tag:v1 sev:high"_s).query, context, part), (std::vector<quint32>{1, 3}));
    QCOMPARE(selectImages(parseQuery(u"tag:none scanned:never"_s).query, context, part), (std::vector<quint32>{0, 2}));
    QVERIFY(selectImages(parseQuery(u"-repo:api"_s).query, context, part).empty());
}

QTEST_GUILESS_MAIN(TestFindingsQuery)
#include "tst_findingsquery.moc"
