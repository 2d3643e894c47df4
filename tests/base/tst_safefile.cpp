// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "base/sha256.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace lotse;
using namespace Qt::StringLiterals;

class TestSafeFile : public QObject {
    Q_OBJECT
private slots:
    void writesAndReads();
    void replacesAWholeFile();
    void keepsTheOldFileWhenTheDiskIsFull();
    void keepsTheOldFileWhenTheFolderIsGone();
    void readsNoMoreThanTheCap();
    void namesAMissingFile();
    void closesAnOpenFolder();
    void refusesAFileForAFolder();
    void refusesWhatIsNoRegularFile();
    void saysWhyNothingCanBeWritten();
    void hashesPartsAsOne();

private:
    static uint mode(const QString &path)
    {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
    }
};

void TestSafeFile::writesAndReads()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"a.json"_s);
    const QByteArray data("text\0with zero", 14);
    QVERIFY(writeWhole(path, data));
    QCOMPARE(*readWhole(path, 100), data);
    QCOMPARE(mode(path), 0600u);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1); // nothing left beside it
}

void TestSafeFile::replacesAWholeFile()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"a"_s);
    QVERIFY(writeWhole(path, QByteArray(5000, 'x')));
    QVERIFY(writeWhole(path, "y"));
    QCOMPARE(*readWhole(path, 10'000), QByteArray("y"));
}

void TestSafeFile::keepsTheOldFileWhenTheDiskIsFull()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"a"_s);
    QVERIFY(writeWhole(path, "old"));
    // A limit on the size of a file gives the same short write as a full disk, without the rights to mount one.
    struct rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = before;
    small.rlim_cur = 1024 * 1024;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<void> written = writeWhole(path, QByteArray(3 * 1024 * 1024, 'n'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);
    QVERIFY(!written.ok());
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    QVERIFY(written.error().text().contains(path));
    QCOMPARE(*readWhole(path, 100), QByteArray("old"));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSafeFile::keepsTheOldFileWhenTheFolderIsGone()
{
    const QTemporaryDir dir;
    QCOMPARE(writeWhole(dir.filePath(u"none/a"_s), "x").error().kind, ErrorKind::Storage);
}

void TestSafeFile::readsNoMoreThanTheCap()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"a"_s);
    QVERIFY(writeWhole(path, "12345"));
    QVERIFY(readWhole(path, 5).ok());
    QCOMPARE(readWhole(path, 4).error().kind, ErrorKind::Storage);
}

void TestSafeFile::namesAMissingFile()
{
    const QTemporaryDir dir;
    const Result<QByteArray> none = readWhole(dir.filePath(u"none"_s), 10);
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
    QVERIFY(none.error().text().contains(dir.filePath(u"none"_s)));
}

void TestSafeFile::closesAnOpenFolder()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"p/q"_s);
    Result<bool> made = ensurePrivateFolder(path);
    QVERIFY(made.ok() && !*made);
    QCOMPARE(mode(path), 0700u);
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0755), 0);
    made = ensurePrivateFolder(path);
    QVERIFY(made.ok() && *made);
    QCOMPARE(mode(path), 0700u);
    const QString file = path + u"/a"_s;
    QVERIFY(writeWhole(file, "x"));
    QCOMPARE(::chmod(QFile::encodeName(file).constData(), 0644), 0);
    QVERIFY(*ensurePrivateFile(file));
    QCOMPARE(mode(file), 0600u);
}

void TestSafeFile::refusesAFileForAFolder()
{
    const QTemporaryDir dir;
    QVERIFY(writeWhole(dir.filePath(u"a"_s), "x"));
    QCOMPARE(ensurePrivateFolder(dir.filePath(u"a"_s)).error().kind, ErrorKind::Storage);
}

// A pipe without a writer would hold the program for ever.
void TestSafeFile::refusesWhatIsNoRegularFile()
{
    const QTemporaryDir dir;
    const QString pipe = dir.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path : {pipe, dir.path(), u"/dev/zero"_s}) {
        const Result<QByteArray> read = readWhole(path, 10);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind, ErrorKind::Storage);
        QVERIFY2(read.error().text().contains(u"not a regular file"_s), qPrintable(read.error().text()));
    }
}

void TestSafeFile::saysWhyNothingCanBeWritten()
{
    const QTemporaryDir dir;
    QCOMPARE(whyNotWritable(dir.path()), QString());
    QVERIFY(QDir(dir.path()).isEmpty(QDir::Files | QDir::Hidden));
    QVERIFY(!whyNotWritable(dir.filePath(u"none"_s)).isEmpty());
    const Result<void> written = writeWhole(dir.filePath(u"none/a"_s), "x");
    QVERIFY2(written.error().text().contains(u"No such file or directory"_s), qPrintable(written.error().text()));
    QVERIFY(!written.error().text().contains(u"Unknown"_s));
}

void TestSafeFile::hashesPartsAsOne()
{
    QCOMPARE(sha256("abc").toHex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QCOMPARE(sha256(QByteArrayView()).toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QByteArray all;
    for (int size = 0; size < 200; ++size) {
        const std::array<QByteArrayView, 3> parts{all, {}, QByteArrayView("x")};
        QCOMPARE(sha256(parts), QCryptographicHash::hash(all + 'x', QCryptographicHash::Sha256));
        all += char(size * 7);
    }
}

QTEST_GUILESS_MAIN(TestSafeFile)
#include "tst_safefile.moc"
