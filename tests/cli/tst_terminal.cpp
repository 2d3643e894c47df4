// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#endif

/// What a server or a scanner sends does not command the terminal; a file gets what was asked for.
class TestTerminal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aTerminalGetsNothingToObey_data();
    void aTerminalGetsNothingToObey();
    void aFileGetsCsvAsItIs();
    void jsonIsEscapedEverywhere_data();
    void jsonIsEscapedEverywhere();

private:
    QStringList environment() const { return {u"LOTSE_DATA="_s + m_data.path(), u"USER=Platform Security"_s}; }
    /// What a terminal would get; nothing where there is none to be had.
    QByteArray onTerminal(const QStringList &arguments) const;

    Program m_program;
    QTemporaryDir m_data;
};

// Of a package: escape, C1, bidi, delete; and of its version a formula behind a vertical tab.
static const QString kName = u"evil\u001b[31m\u009b2J\u202egnp\u007f"_s;

void TestTerminal::initTestCase()
{
    const QJsonObject found{{u"VulnerabilityID"_s, u"CVE-2026-1"_s}, {u"PkgName"_s, kName},
        {u"InstalledVersion"_s, u"\v=1+1"_s}, {u"Severity"_s, u"HIGH"_s}, {u"Title"_s, kName}};
    const QJsonObject target{{u"Target"_s, u"web"_s}, {u"Class"_s, u"os-pkgs"_s}, {u"Type"_s, u"debian"_s},
        {u"Vulnerabilities"_s, QJsonArray{found}}};
    const QJsonObject report{{u"SchemaVersion"_s, 2}, {u"ArtifactName"_s, u"web"_s},
        {u"ArtifactType"_s, u"container_image"_s}, {u"Results"_s, QJsonArray{target}}};
    QFile file(m_data.filePath(u"report.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(report).toJson());
    file.close();
    const Ran kept = m_program.run(
        {u"import-report"_s, file.fileName(), u"reg.example.test/shop/web:1@sha256:"_s + QString(64, u'c')},
        environment());
    QVERIFY2(kept.code == 0, kept.err);
}

QByteArray TestTerminal::onTerminal(const QStringList &arguments) const
{
    QByteArray out;
#ifdef Q_OS_UNIX
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        return out;
    const QString name = QString::fromLocal8Bit(::ptsname(master));
    // Held open, so that what was written can be read after the program has ended.
    const int slave = ::open(name.toLocal8Bit().constData(), O_RDWR | O_NOCTTY);
    struct termios raw = {};
    ::tcgetattr(slave, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(slave, TCSANOW, &raw);
    ::fcntl(master, F_SETFL, O_NONBLOCK);
    QProcess process;
    m_program.prepare(process, environment());
    process.setStandardOutputFile(name);
    process.start(Program::path(), arguments);
    const auto drain = [&] {
        char bytes[4096];
        for (ssize_t got = 0; (got = ::read(master, bytes, sizeof bytes)) > 0;)
            out.append(bytes, qsizetype(got));
    };
    for (int i = 0; i < 1200 && !process.waitForFinished(50); ++i)
        drain(); // a terminal holds little
    drain();
    ::close(slave);
    ::close(master);
#else
    Q_UNUSED(arguments)
#endif
    return out;
}

void TestTerminal::aTerminalGetsNothingToObey_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("table") << QStringList{u"findings"_s};
    QTest::newRow("csv") << QStringList{u"findings"_s, u"--csv"_s};
    QTest::newRow("json") << QStringList{u"findings"_s, u"--json"_s};
    QTest::newRow("groups csv") << QStringList{u"findings"_s, u"--csv"_s, u"--group"_s, u"package"_s};
    for (const QString &format : {u"jsonl"_s, u"html"_s, u"sarif"_s})
        QTest::newRow(qPrintable(format)) << QStringList{u"findings"_s, u"--format"_s, format};
}

void TestTerminal::aTerminalGetsNothingToObey()
{
    QFETCH(QStringList, arguments);
    const QByteArray out = onTerminal(arguments);
    if (out.isEmpty())
        QSKIP("There is no terminal to be had here.");
    QVERIFY2(out.contains(arguments.contains(u"--group"_s) ? "evil" : "CVE-2026-1"), out);
    const QString text = QString::fromUtf8(out);
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        const bool isControl = (u < 0x20 && u != u'\n' && u != u'\t') || (u >= 0x7f && u < 0xa0) || u == 0x202e;
        QVERIFY2(!isControl, qPrintable(QString::number(u, 16)));
    }
}

void TestTerminal::aFileGetsCsvAsItIs()
{
    const Ran ran = m_program.run({u"findings"_s, u"--csv"_s}, environment());
    QVERIFY2(ran.code == 0, ran.err);
    QVERIFY2(ran.out.contains(kName.toUtf8()), ran.out);
    QVERIFY2(ran.out.contains("'\v=1+1"), ran.out); // no formula
}

void TestTerminal::jsonIsEscapedEverywhere_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"json", "jsonl", "sarif"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestTerminal::jsonIsEscapedEverywhere()
{
    QFETCH(QString, format);
    const Ran ran = m_program.run({u"findings"_s, u"--format"_s, format}, environment());
    QVERIFY2(ran.code == 0, ran.err);
    QVERIFY2(ran.out.contains("\\u202e"), ran.out);
    for (const char *raw : {"\x1b", "\xc2\x9b", "\xe2\x80\xae", "\x7f"})
        QVERIFY2(!ran.out.contains(raw), ran.out);
    if (format == u"json"_s)
        QCOMPARE(ran.array().first()[u"package"_s].toString(), kName);
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
