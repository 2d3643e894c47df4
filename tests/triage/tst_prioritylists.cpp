// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/prioritylists.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

/// The folder of the lists of likelihood and of known exploits.
class TestPriorityLists : public QObject {
    Q_OBJECT
private slots:
    void takesEveryForm_data();
    void takesEveryForm();
    void theNewestFormCounts();
    void leavesTheFolderWhereItIsNone();

private:
    QString fileOf(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(u"download"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    QString lists() const { return m_folder.filePath(u"lists"_s); }

    QTemporaryDir m_folder;
};

static const QByteArray kEpss = "#model_version:v2025.03.14,score_date:2026-11-28T12:55:00+0000\n"
                                "cve,epss,percentile\nCVE-2099-1271,0.94321,0.99999\n";
static const QByteArray kKev = R"({"catalogVersion":"2026.11.28","vulnerabilities":[{"cveID":"CVE-2099-1271"}]})";
static const QByteArray kKevCsv = "cveID,vendorProject,dueDate\n\"CVE-2099-1271\",\"a\",\"2026-12-18\"\n";

static QByteArray utf16(const QByteArray &text)
{
    QByteArray out("\xff\xfe");
    for (const char c : text)
        out.append(c).append('\0');
    return out;
}

void TestPriorityLists::takesEveryForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isKev");
    QTest::newRow("epss") << kEpss << false;
    QTest::newRow("epss, mark") << "\xef\xbb\xbf" + kEpss << false;
    QTest::newRow("epss, UTF-16") << utf16(kEpss) << false;
    QTest::newRow("kev") << kKev << true;
    QTest::newRow("kev, mark") << "\xef\xbb\xbf" + kKev << true;
    QTest::newRow("kev, UTF-16") << utf16(kKev) << true;
    QTest::newRow("kev, table") << kKevCsv << true;
    QTest::newRow("kev, table, other order") << QByteArray("vendorProject,cveID\na,CVE-2099-1271\n") << true;
    QTest::newRow("epss, other order") << QByteArray("percentile,cve,epss\n0.1,CVE-2099-1271,0.9\n") << false;
    QTest::newRow("kev, table, mark") << "\xef\xbb\xbf" + kKevCsv << true;
}

void TestPriorityLists::takesEveryForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isKev);
    QDir(lists()).removeRecursively();
    const Result<void> taken = importPriorityList(lists(), fileOf(bytes));
    QVERIFY2(taken.ok(), qPrintable(taken.error().text()));
    const PriorityLists read = PriorityLists::read(lists());
    QVERIFY(read.errors.isEmpty());
    QCOMPARE(read.priority.kev.entries.size(), isKev ? 1 : 0);
    QCOMPARE(read.priority.epss.scores.size(), size_t(isKev ? 0 : 1));
}

void TestPriorityLists::theNewestFormCounts()
{
    QDir(lists()).removeRecursively();
    QVERIFY(importPriorityList(lists(), fileOf(kKev)).ok());
    QVERIFY(importPriorityList(lists(), fileOf(kKevCsv)).ok());
    QCOMPARE(PriorityLists::read(lists()).priority.kev.entries.value("CVE-2099-1271").due, 1797638399U);
    QVERIFY(importPriorityList(lists(), fileOf(kKev)).ok());
    QCOMPARE(PriorityLists::read(lists()).priority.kev.entries.value("CVE-2099-1271").due, 0U);
}

void TestPriorityLists::leavesTheFolderWhereItIsNone()
{
    QDir(lists()).removeRecursively();
    QVERIFY(importPriorityList(lists(), fileOf(kKev)).ok());
    QCOMPARE(importPriorityList(lists(), fileOf("{}")).error().kind, ErrorKind::Decode);
    QCOMPARE(importPriorityList(lists(), fileOf("a,b\n")).error().kind, ErrorKind::Decode);
    QCOMPARE(PriorityLists::read(lists()).priority.kev.entries.size(), 1);
}

QTEST_GUILESS_MAIN(TestPriorityLists)
#include "tst_prioritylists.moc"
