// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/print.h"
#include "report/templates.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::report;

namespace {

QJsonObject casesFile()
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR) + u"/tests/posture/cases.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// The posture of the good facts, with some in their place.
posture::Posture postureOf(const QJsonObject &changes = {})
{
    const QJsonObject file = casesFile();
    QJsonObject facts = file[u"good"_s].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        facts.insert(it.key(), it.value());
    const auto read = posture::factsFromJson(QJsonDocument(
        QJsonObject{{u"at"_s, file[u"at"_s]}, {u"host"_s, file[u"host"_s]},
            {u"facts"_s, facts}}).toJson());
    const auto set = posture::builtInSet(u"all"_s);
    return read && set ? posture::evaluate(*read, *set) : posture::Posture();
}

QJsonObject rows(const QJsonArray &all)
{
    return {{u"rows"_s, all}};
}

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput();
}

} // namespace

/// A report says what it stands on, in every format the same, and nothing in it is more than text.
class TestReports : public QObject {
    Q_OBJECT

private slots:
    void everyTemplate_data();
    void everyTemplate();
    void foreignTextStaysText_data();
    void foreignTextStaysText();
    void incompleteIsMarked();
    void scopeIsKept();
    void frameworksOrderIt();
    void unreadNumbersAreNoZeros();
    void csvIsSafeForSpreadsheets();
    void pdfHasTheSame();
};

void TestReports::everyTemplate_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("language");
    for (const Template &row : templates()) {
        for (const QString &language : Words::languages())
            QTest::addRow("%s %s", row.name, qPrintable(language)) << QString::fromLatin1(row.name) << language;
    }
}

void TestReports::everyTemplate()
{
    QFETCH(QString, name);
    QFETCH(QString, language);
    const posture::Posture posture = postureOf();
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(name), source, Words(language));
    QCOMPARE(document.language, language);
    QVERIFY(document.sections.size() > 1);
    const Result<Document> again = documentFromJson(toJson(document));
    QVERIFY(again.ok());
    QCOMPARE(*again, document);
    const QString html = QString::fromUtf8(toHtml(document));
    QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"src="_s) && !html.contains(u"url("_s));
    static const QRegularExpression link(u"href=\"(?!#)"_s);
    QVERIFY(!link.match(html).hasMatch());
    const QByteArray csv = toCsv(document);
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures) {
            QVERIFY2(!figure.source.isEmpty() && figure.at.isValid(), qPrintable(figure.id));
            QVERIFY(html.contains(figure.value.toHtmlEscaped()));
        }
        for (const Table &table : section.tables) {
            QVERIFY2(!table.rows.isEmpty() || !table.empty.isEmpty(), qPrintable(table.id));
            for (const QStringList &row : table.rows)
                QCOMPARE(row.size(), table.columns.size());
        }
    }
    QVERIFY(csv.contains(document.host.toUtf8()));
}

void TestReports::foreignTextStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("script") << u"<script>alert(1)</script>"_s;
    QTest::newRow("image") << u"<img src=http://evil.example/x onerror=alert(1)>"_s;
    QTest::newRow("attribute") << u"\" onmouseover=\"alert(1)"_s;
    QTest::newRow("entity") << u"&lt;b&gt;"_s;
    QTest::newRow("bidi") << u"a\u202Eb"_s;
    QTest::newRow("control") << QString(u"a"_s + QChar(0x1b) + u"[31mb"_s);
    QTest::newRow("closing") << u"</td></table></body>"_s;
}

void TestReports::foreignTextStaysText()
{
    QFETCH(QString, text);
    const posture::Posture posture =
        postureOf({{u"users"_s, rows({QJsonObject{{u"username"_s, text}, {u"sysadmin_flag"_s, true}}})},
            {u"robots"_s, rows({QJsonObject{{u"name"_s, text}, {u"duration"_s, -1}}})}});
    Source source;
    source.posture = &posture;
    for (const char *name : {"access-review", "posture"}) {
        const QString html =
            QString::fromUtf8(toHtml(makeReport(*findTemplate(QString::fromLatin1(name)), source, Words())));
        QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"<img"_s) && !html.contains(u"\" onmouseover"_s));
        QVERIFY(!html.contains(QChar(0x202E)) && !html.contains(QChar(0x1b)));
        QCOMPARE(html.count(u"</body>"_s), 1);
    }
}

void TestReports::incompleteIsMarked()
{
    Source source;
    const posture::Posture whole = postureOf();
    source.posture = &whole;
    QVERIFY(makeReport(*findTemplate(u"access-review"_s), source, Words()).isWhole());
    const posture::Posture partial =
        postureOf({{u"users"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"user:list"_s}}}});
    source.posture = &partial;
    for (const char *name : {"access-review", "posture", "executive"}) {
        const Document document = makeReport(*findTemplate(QString::fromLatin1(name)), source, Words());
        QVERIFY(!document.isWhole());
        QVERIFY(document.blindSpots.join(u' ').contains(u"user:list"_s));
        for (const QByteArray &bytes : {toHtml(document), toCsv(document), toJson(document)})
            QVERIFY(bytes.contains(document.mark.toUtf8()));
        QVERIFY(!toHtml(document).contains("is compliant.") || toHtml(document).contains("nothing here says"));
    }
    // A store that knows nothing of the registry makes no report of findings that looks whole.
    source.posture = &whole;
    QVERIFY(!makeReport(*findTemplate(u"findings"_s), source, Words()).isWhole());
}

void TestReports::scopeIsKept()
{
    const QJsonObject member{{u"entity_type"_s, u"u"_s}, {u"entity_name"_s, u"joe"_s}, {u"role_id"_s, 1}};
    const posture::Posture posture = postureOf({{u"project-members"_s,
        rows({QJsonObject{{u"parent"_s, u"payments"_s}, {u"row"_s, member}},
            QJsonObject{{u"parent"_s, u"secret-lab"_s}, {u"row"_s, member}}})}});
    Source source;
    source.posture = &posture;
    QVERIFY(toHtml(makeReport(*findTemplate(u"access-review"_s), source, Words())).contains("secret-lab"));
    source.projects = {u"pay*"_s};
    const QByteArray html = toHtml(makeReport(*findTemplate(u"access-review"_s), source, Words()));
    QVERIFY(html.contains("payments") && !html.contains("secret-lab"));
}

void TestReports::frameworksOrderIt()
{
    const posture::Posture posture = postureOf();
    Source source;
    source.posture = &posture;
    for (const QString &framework : frameworks()) {
        source.framework = framework;
        const Document document = makeReport(*findTemplate(u"posture"_s), source, Words());
        const Table *table = nullptr;
        for (const Section &section : document.sections) {
            for (const Table &one : section.tables)
                table = one.id == u"checks"_s ? &one : table;
        }
        QVERIFY(table && !table->rows.isEmpty());
        QVERIFY2(table->title == posture::frameworkTitle(framework), qPrintable(framework));
        for (const QStringList &row : table->rows)
            QVERIFY(row[1] == u"h"_s || row[1] == u"m"_s || row[1] == u"l"_s);
    }
}

void TestReports::unreadNumbersAreNoZeros()
{
    const posture::Posture posture = postureOf({{u"project-members"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}}}});
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(u"access-review"_s), source, Words());
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures) {
            if (figure.id == u"members"_s)
                QCOMPARE(figure.value, u"–"_s);
        }
    }
}

void TestReports::csvIsSafeForSpreadsheets()
{
    const posture::Posture posture = postureOf(
        {{u"users"_s, rows({QJsonObject{{u"username"_s, u"=cmd|' /C calc'!A0"_s}, {u"sysadmin_flag"_s, true}}})}});
    Source source;
    source.posture = &posture;
    const QByteArray csv = toCsv(makeReport(*findTemplate(u"access-review"_s), source, Words()));
    QVERIFY(csv.contains("'=cmd") && !csv.contains("\n=cmd") && !csv.contains(",=cmd"));
}

void TestReports::pdfHasTheSame()
{
    if (printProgram().isEmpty())
        QSKIP("lotse-print is not built here.");
    QJsonArray robots;
    for (int i = 0; i < 400; ++i)
        robots.append(QJsonObject{{u"name"_s, u"robot$number-%1"_s.arg(i)}, {u"duration"_s, -1}});
    const posture::Posture posture = postureOf({{u"robots"_s, rows(robots)},
        {u"users"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"user:list"_s}}}});
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(u"access-review"_s), source, Words());
    std::optional<Result<QByteArray>> pdf;
    QObject owner;
    printPdf(toJson(document), &owner, [&](const Result<QByteArray> &made) { pdf = made; });
    QTRY_VERIFY_WITH_TIMEOUT(pdf.has_value(), 60'000);
    QVERIFY2(pdf->ok(), qPrintable(*pdf ? QString() : pdf->error().text() + pdf->error().detail));
    if (QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
        QSKIP("There is no pdftotext here.");
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(**pdf) == (*pdf)->size());
    file.close();
    const QString text = QString::fromUtf8(output(u"pdftotext"_s, {u"-layout"_s, file.fileName(), u"-"_s}));
    const QStringList pages = text.split(u'\f', Qt::SkipEmptyParts);
    QVERIFY2(pages.size() > 5, qPrintable(QString::number(pages.size())));
    for (qsizetype i = 0; i < pages.size(); ++i) {
        QVERIFY(pages[i].contains(document.mark.left(40))); // on every page
        QVERIFY(pages[i].contains(u"Page %1"_s.arg(i + 1)));
    }
    for (int i = 0; i < 400; i += 37)
        QVERIFY2(text.contains(u"robot$number-%1"_s.arg(i)), qPrintable(QString::number(i)));
    qsizetype heads = 0;
    for (const QString &page : pages)
        heads += page.contains(u"Rights"_s) ? 1 : 0;
    QVERIFY(heads > 3); // repeated
    const QString fonts = QString::fromUtf8(output(u"pdffonts"_s, {file.fileName()}));
    for (const QString &line : fonts.split(u'\n', Qt::SkipEmptyParts).mid(2))
        QVERIFY2(line.contains(u" yes "_s), qPrintable(line)); // embedded
    printPdf("no report", &owner, [&](const Result<QByteArray> &made) { pdf = made; });
    pdf.reset();
    QTRY_VERIFY_WITH_TIMEOUT(pdf.has_value(), 60'000);
    QVERIFY(!pdf->ok());
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
