// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sanitized.h"
#include "models/tables/loglines.h"

#include "harbor/endpoint.h"
#include "net/httptransport.h"
#include "net/networkthread.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

namespace {

/// Answers every request with a log that is made while it is sent: nothing of it is ever held whole.
class LongLog : public QTcpServer {
public:
    static constexpr int lineBytes = 100;
    qint64 lines = 0;

    static QByteArray line(qint64 number)
    {
        const QByteArray word = number % 1000 == 7 ? "ERROR" : "INFO";
        QByteArray out = '[' + word + "] line " + QByteArray::number(number) + ' ';
        out += QByteArray(lineBytes - 1 - out.size(), 'x');
        return out + '\n';
    }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (!socket->readAll().contains("\r\n\r\n"))
                return;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                + QByteArray::number(lines * lineBytes) + "\r\n\r\n");
            auto sent = std::make_shared<qint64>(0);
            const auto more = [this, socket, sent] {
                while (*sent < lines && socket->bytesToWrite() < 256 * 1024) {
                    QByteArray piece;
                    for (int i = 0; i < 1000 && *sent < lines; ++i)
                        piece += line((*sent)++);
                    socket->write(piece);
                }
            };
            connect(socket, &QTcpSocket::bytesWritten, socket, more);
            more();
        });
    }
};

/// The most memory that this process has had since the last forgetPeak(), in bytes; 0 where that is not told.
qint64 peak()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &row : status.readAll().split('\n')) {
        if (row.startsWith("VmHWM:"))
            return row.mid(6).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

bool forgetPeak()
{
    QFile refs(u"/proc/self/clear_refs"_s);
    return refs.open(QIODevice::WriteOnly) && refs.write("5") == 1;
}

} // namespace

/// Logs as lines: short ones at once, long ones by their end, without ever holding them whole.
class TestLogLines : public QObject {
    Q_OBJECT
private slots:
    void cutsIntoLines_data();
    void cutsIntoLines();
    void filtersWithoutCase();
    void makesControlsVisible();
    void keepsTheEndOfALongLog();
    void keepsAShortLogWhole();
    void onlyTheLastFilterCounts();

private:
    static QStringList all(const LogLines &lines)
    {
        QStringList out;
        for (int row = 0; row < lines.rowCount(); ++row)
            out.append(lines.data(lines.index(row), Qt::DisplayRole).toString());
        return out;
    }
};

void TestLogLines::cutsIntoLines_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("none") << QByteArray() << QStringList();
    QTest::newRow("one") << QByteArray("a") << QStringList{u"a"_s};
    QTest::newRow("ended") << QByteArray("a\nb\n") << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("an empty one") << QByteArray("a\n\nb") << QStringList{u"a"_s, u""_s, u"b"_s};
    QTest::newRow("of Windows") << QByteArray("a\r\nb\r\n") << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("long") << QByteArray(4000, 'a') << QStringList{QString(4000, u'a')};
    QTest::newRow("longer") << QByteArray(4001, 'a') + "\nb" << QStringList{QString(4000, u'a'), u"a"_s, u"b"_s};
    QTest::newRow("inside of a character") << QByteArray(3999, 'a')
            + "\xc3\xa9"
              "b" << QStringList{QString(3999, u'a'), u"\u00e9b"_s};
}

void TestLogLines::cutsIntoLines()
{
    QFETCH(QByteArray, log);
    QFETCH(QStringList, lines);
    LogLines model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(log);
    QCOMPARE(all(model), lines);
    QCOMPARE(model.total(), lines.size());
}

void TestLogLines::filtersWithoutCase()
{
    LogLines model;
    model.setLog("[INFO] a\n[ERROR] b\n[error] c\n");
    model.setFilter(u"[Error]"_s);
    QCOMPARE(all(model), (QStringList{u"[ERROR] b"_s, u"[error] c"_s}));
    QCOMPARE(model.copyText(), u"[ERROR] b\n[error] c\n"_s);
    QCOMPARE(model.total(), 3);
    model.setFilter({});
    QCOMPARE(model.shown(), 3);
}

void TestLogLines::makesControlsVisible()
{
    LogLines model;
    model.setLog("a\x1b[31mb\xe2\x80\xae");
    QVERIFY(!all(model).first().contains(QChar(0x1b)));
    QVERIFY(!all(model).first().contains(QChar(0x202e)));
}

void TestLogLines::keepsTheEndOfALongLog()
{
    constexpr qint64 count = 1'048'576; // 100 MiB
    QThread thread;
    LongLog server;
    server.lines = count;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TransportConfig config;
    config.base = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    server.moveToThread(&thread);
    thread.start();
    SystemClock clock;
    NetworkThread network;
    const auto transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
    const bool isMeasured = forgetPeak();
    const qint64 before = peak();
    RemoteObject log;
    LogLines lines;
    lines.setSource(&log);
    log.setSource(harbor::Client(transport), harbor::endpoint("gc-log"), {{u"gc_id"_s, u"1"_s}});
    QVERIFY(QTest::qWaitFor([&] { return log.state() == u"ready"_s && !lines.isBusy(); }, 120'000));
    const qint64 took = peak() - before;
    QCOMPARE(log.skipped() + log.bytes().size(), count * LongLog::lineBytes);
    QCOMPARE(log.bytes().size(), Limits::logTail().body);
    const QString last = lines.data(lines.index(lines.rowCount() - 1), Qt::DisplayRole).toString();
    QVERIFY2(last.contains(u"line 1048575"_s), qPrintable(last));
    qInfo("a log of 100 MiB took %lld MiB at most", took / 1024 / 1024);
#ifndef LOTSE_SANITIZED
    if (isMeasured)
        QVERIFY2(took < 72LL * 1024 * 1024, qPrintable(QString::number(took)));
#else
    Q_UNUSED(isMeasured)
#endif

    lines.setFilter(u"error"_s);
    QVERIFY(QTest::qWaitFor([&] { return !lines.isBusy(); }, 60'000));
    QVERIFY(lines.shown() > 160 && lines.shown() < 170); // one in a thousand of those that are held
    const QString hit = lines.data(lines.index(lines.rowCount() - 1), Qt::DisplayRole).toString();
    QVERIFY2(hit.startsWith(u"[ERROR] line 1048007"_s), qPrintable(hit));
    thread.quit();
    thread.wait();
}

void TestLogLines::keepsAShortLogWhole()
{
    QThread thread;
    LongLog server;
    server.lines = 50;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TransportConfig config;
    config.base = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    server.moveToThread(&thread);
    thread.start();
    SystemClock clock;
    NetworkThread network;
    const auto transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
    RemoteObject log;
    LogLines lines;
    lines.setSource(&log);
    log.setSource(harbor::Client(transport), harbor::endpoint("gc-log"), {{u"gc_id"_s, u"1"_s}});
    QVERIFY(QTest::qWaitFor([&] { return log.state() == u"ready"_s; }, 20'000));
    QCOMPARE(log.skipped(), 0);
    QCOMPARE(lines.shown(), 50);
    thread.quit();
    thread.wait();
}

void TestLogLines::onlyTheLastFilterCounts()
{
    QByteArray log;
    for (int i = 0; i < 20'000; ++i)
        log += LongLog::line(i);
    LogLines lines;
    lines.setLog(log);
    QVERIFY(lines.isBusy()); // a worker goes through it
    lines.setFilter(u"line 1"_s);
    lines.setFilter(u"no such line"_s);
    lines.setFilter(u"line 19999"_s);
    QVERIFY(QTest::qWaitFor([&] { return !lines.isBusy(); }, 60'000));
    QCOMPARE(lines.shown(), 1);
    QCOMPARE(lines.total(), 20'000);
}

QTEST_GUILESS_MAIN(TestLogLines)
#include "tst_loglines.moc"
