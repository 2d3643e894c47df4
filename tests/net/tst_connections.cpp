// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transportfixture.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// An address that swallows connects: a listener whose queue is full and whom nobody serves.
class SilentListener {
public:
    SilentListener()
    {
        sockaddr_in6 address = {};
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
        auto *at = reinterpret_cast<sockaddr *>(&address);
        socklen_t size = sizeof address;
        const int listener = open();
        if (listener < 0 || ::bind(listener, at, size) != 0 || ::listen(listener, 0) != 0
            || ::getsockname(listener, at, &size) != 0)
            return;
        m_port = ntohs(address.sin6_port);
        for (int i = 0; i < 64 && !m_isFull; ++i) {
            const int one = open();
            if (::connect(one, at, sizeof address) == 0)
                continue;
            pollfd wanted{one, POLLOUT, 0};
            m_isFull = ::poll(&wanted, 1, 200) == 0;
        }
    }
    ~SilentListener()
    {
        for (const int one : m_sockets)
            ::close(one);
    }
    Q_DISABLE_COPY_MOVE(SilentListener)

    bool isFull() const { return m_isFull; }
    quint16 port() const { return m_port; }

private:
    int open()
    {
        const int one = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (one >= 0)
            m_sockets.append(one);
        return one;
    }

    QList<int> m_sockets;
    quint16 m_port = 0;
    bool m_isFull = false;
};

/// What becomes of connections that are slow: at connecting, and with a long body.
class TestConnections : public QObject {
    Q_OBJECT
private slots:
    void triesIpv4AfterATimeout_data();
    void triesIpv4AfterATimeout();
    void letsALongUploadLive();
    void endsAnUploadThatStands();
};

void TestConnections::triesIpv4AfterATimeout_data()
{
    QTest::addColumn<int>("requests");
    QTest::newRow("one") << 1;
    QTest::newRow("two in one tick") << 2;
    QTest::newRow("four in one tick") << 4;
}

// Of the switch to IPv4 one sees here that it is taken: an address of IPv6 alone fails by it at once, where another try
// over IPv6 would wait in vain.
void TestConnections::triesIpv4AfterATimeout()
{
    QFETCH(int, requests);
    const SilentListener silent;
    if (!silent.isFull())
        QSKIP("There is no IPv6 here, or no address that can be made silent.");
    TransportConfig config;
    config.base = QUrl(u"http://[::1]:%1"_s.arg(silent.port()));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    config.jitter = [] { return 0.0; };
    ManualClock clock;
    HttpTransport transport(config, &clock);
    QHash<CallId, int> waitsFor; // which attempt each call waits for
    int begun = 0;
    connect(&transport, &Transport::requestChanged, this, [&](const RequestRecord &record) {
        begun += record.attempt == 1 && record.tookMs < 0 && record.retryInMs < 0;
        if (record.retryInMs > 0)
            waitsFor[record.id] = record.attempt;
    });
    for (int i = 0; i < requests; ++i) {
        Request request = get("/x");
        request.signIn = false;
        transport.send(request, [](const Result<Response> &) {});
    }
    const auto allWaitFor = [&](int attempt) {
        return waitsFor.size() == requests && waitsFor.values().count(attempt) == requests;
    };
    QTRY_COMPARE(begun, requests);
    QVERIFY(waitsFor.isEmpty());
    clock.advance(std::chrono::seconds(10)); // none of them is up by now
    QTRY_VERIFY(allWaitFor(2));
    clock.advance(std::chrono::seconds(1));
    QTRY_VERIFY(allWaitFor(3));
}

static qint64 readSome(QTcpSocket *peer, qint64 atLeast)
{
    qint64 got = 0;
    QElapsedTimer timer;
    timer.start();
    while (got < atLeast && timer.elapsed() < 5000) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        got += peer->readAll().size();
    }
    return got;
}

void TestConnections::letsALongUploadLive()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TransportConfig config;
    config.base = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    ManualClock clock;
    HttpTransport transport(config, &clock);
    transport.setAllowsChanges(true);
    constexpr qint64 size = 64 * 1024 * 1024;
    std::optional<Result<Response>> result;
    transport.send(change("PUT", "/api/v2.0/uploads/1", QByteArray(size, 'x')),
        [&result](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    peer->setReadBufferSize(256 * 1024);
    qint64 got = 0;
    // 40 s for the body, of which no piece takes longer than 10 s.
    for (int round = 0; round < 4; ++round) {
        got += readSome(peer.get(), 12 * 1024 * 1024);
        clock.advance(std::chrono::seconds(10));
        QCoreApplication::processEvents();
        QVERIFY2(!result, result ? qPrintable(result->error().text()) : "");
    }
    got += readSome(peer.get(), size - got);
    QVERIFY(got >= size);
    peer->write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY(result.has_value());
    QVERIFY2(result->ok(), qPrintable(result->error().text()));
    QCOMPARE((*result)->status, 201);
}

void TestConnections::endsAnUploadThatStands()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    TransportConfig config;
    config.base = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    ManualClock clock;
    HttpTransport transport(config, &clock);
    transport.setAllowsChanges(true);
    std::optional<Result<Response>> result;
    transport.send(change("PUT", "/api/v2.0/uploads/1", QByteArray(64 * 1024 * 1024, 'x')),
        [&result](Result<Response> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    peer->setReadBufferSize(4096);
    // The network takes what it can hold, and then nothing more.
    for (int rounds = 0; rounds < 100 && !result; ++rounds) {
        clock.advance(std::chrono::milliseconds(550));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    QVERIFY(result.has_value());
    QCOMPARE(result->error().kind, ErrorKind::Timeout);
    QCOMPARE(result->error().delivery, Delivery::Unknown);
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
