// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/decodetext.h"

#include <QStringEncoder>
#include <QTest>

#include <zlib.h>

using namespace lotse;
using namespace Qt::StringLiterals;

/// The one decoding step of imported files.
class TestDecodeText : public QObject {
    Q_OBJECT
private slots:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void namesWhatItIs_data();
    void namesWhatItIs();
};

static const QString kText = u"{\"name\":\"Größe €\"}\r\n"_s;

static QByteArray encoded(QStringConverter::Encoding encoding, bool hasMark)
{
    QStringEncoder encoder(encoding, hasMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(kText);
}

static QByteArray gzipped(QByteArray text)
{
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("no memory");
    QByteArray out(qsizetype(deflateBound(&stream, uLong(text.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(text.data());
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

void TestDecodeText::decodes_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("UTF-8") << encoded(QStringConverter::Utf8, false);
    QTest::newRow("UTF-8 with mark") << encoded(QStringConverter::Utf8, true);
    QTest::newRow("UTF-8 with two marks") << "\xef\xbb\xbf" + encoded(QStringConverter::Utf8, true);
    QTest::newRow("UTF-16 LE with two marks") << "\xff\xfe" + encoded(QStringConverter::Utf16LE, true);
    QTest::newRow("UTF-16 LE, PowerShell") << encoded(QStringConverter::Utf16LE, true);
    QTest::newRow("UTF-16 BE") << encoded(QStringConverter::Utf16BE, true);
    QTest::newRow("UTF-16 LE without mark") << encoded(QStringConverter::Utf16LE, false);
    QTest::newRow("UTF-16 BE without mark") << encoded(QStringConverter::Utf16BE, false);
    QTest::newRow("UTF-32 LE") << encoded(QStringConverter::Utf32LE, true);
    QTest::newRow("UTF-32 BE without mark") << encoded(QStringConverter::Utf32BE, false);
    QTest::newRow("gzip") << gzipped(encoded(QStringConverter::Utf8, false));
    QTest::newRow("gzip of UTF-16") << gzipped(encoded(QStringConverter::Utf16LE, true));
    QTest::newRow("gzip in two members") << gzipped(kText.toUtf8().left(5)) + gzipped(kText.toUtf8().mid(5));
}

void TestDecodeText::decodes()
{
    QFETCH(QByteArray, file);
    const auto text = decodeText(file, 1024, u"a test"_s);
    QVERIFY2(text.ok(), qPrintable(text.error().text()));
    QCOMPARE(*text, kText.toUtf8());
}

void TestDecodeText::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("kind");
    QTest::newRow("too large") << QByteArray(1025, 'x') << int(ErrorKind::TooLarge);
    QTest::newRow("bomb") << gzipped(QByteArray(1'000'000, '\0')) << int(ErrorKind::TooLarge);
    QTest::newRow("cut gzip") << gzipped(kText.toUtf8()).chopped(9) << int(ErrorKind::Decode);
    QTest::newRow("no gzip") << QByteArray("\x1f\x8b and no more") << int(ErrorKind::Decode);
    QTest::newRow("cut UTF-16") << encoded(QStringConverter::Utf16LE, true).chopped(1) << int(ErrorKind::Decode);
}

void TestDecodeText::refuses()
{
    QFETCH(QByteArray, file);
    const auto text = decodeText(file, 1024, u"a test"_s);
    QVERIFY(!text.ok());
    QTEST(int(text.error().kind), "kind");
    QVERIFY(text.error().text().contains(u"a test"_s));
}

void TestDecodeText::namesWhatItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("CycloneDX XML") << QByteArray(
        "<?xml version=\"1.0\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">")
                                   << u"CycloneDX XML"_s;
    QTest::newRow("XML") << QByteArray("<NessusClientData_v2>") << u"XML"_s;
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html>") << u"HTML"_s;
    QTest::newRow("tag-value") << QByteArray("SPDXVersion: SPDX-2.3\n") << u"tag-value"_s;
    QTest::newRow("YAML") << QByteArray("apiVersion: v1\nkind: List\n") << u"YAML"_s;
    QTest::newRow("ZIP") << QByteArray("PK\x03\x04\x14") << u"ZIP"_s;
    QTest::newRow("CSV") << QByteArray("Package,Version,Vulnerability\na,1,CVE-1\n") << u"CSV"_s;
    QTest::newRow("empty") << QByteArray(" \n") << u"empty"_s;
    QTest::newRow("cut JSON") << QByteArray("{\"a\":[1,2,3,") << QString();
    QTest::newRow("anything") << QByteArray("hello") << QString();
}

void TestDecodeText::namesWhatItIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const Message said = foreignText(text);
    QCOMPARE(said.isEmpty(), word.isEmpty());
    QVERIFY2(said.english().contains(word), qPrintable(said.english()));
}

QTEST_GUILESS_MAIN(TestDecodeText)
#include "tst_decodetext.moc"
