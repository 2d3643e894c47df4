// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "net/proxies.h"
#include "support/transportfixture.h"

#include <QTest>

#include <optional>

using namespace lotse;
using namespace Qt::StringLiterals;
using test::ReceivedRequest;
using test::ScriptedReply;
using test::ScriptedServer;

/// Which proxy leads where, and what comes of one that wants a sign-in.
class ProxiesTest : public QObject {
    Q_OBJECT
    SystemClock m_clock;
    NetworkThread m_network;

    static Proxies::Environment environment(const QHash<QByteArray, QByteArray> &values)
    {
        return [values](const char *name) { return values.value(name); };
    }
    Result<Response> get(const Proxies &proxies, const QUrl &url)
    {
        TransportConfig config;
        config.base = url;
        config.plainHttp = true;
        config.proxyFor = [&proxies](const QUrl &origin) { return proxies.of(origin); };
        const auto transport = m_network.adopt(std::make_unique<HttpTransport>(config, &m_clock));
        std::optional<Result<Response>> answer;
        Request request;
        request.path = "/v2/";
        request.signIn = false;
        request.retry = false;
        QObject context;
        transport->call<Response>(
            request, &context, [](const Response &response) { return Result<Response>(response); },
            [&answer](Result<Response> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            return Error();
        return *answer;
    }

private slots:
    void environmentNamesTheProxy_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("proxy");
        QTest::newRow("https") << QByteArray("https_proxy") << QByteArray("http://p:3128") << u"https://h"_s
                               << u"p:3128"_s;
        QTest::newRow("capitals") << QByteArray("HTTPS_PROXY") << QByteArray("p:81") << u"https://h"_s << u"p:81"_s;
        QTest::newRow("http is not for https")
            << QByteArray("http_proxy") << QByteArray("p:81") << u"https://h"_s << QString();
        QTest::newRow("http") << QByteArray("http_proxy") << QByteArray("p:81") << u"http://h"_s << u"p:81"_s;
        QTest::newRow("of CGI") << QByteArray("HTTP_PROXY") << QByteArray("p:81") << u"http://h"_s << QString();
        QTest::newRow("all") << QByteArray("all_proxy") << QByteArray("socks5://p") << u"https://h"_s << u"p:1080"_s;
        QTest::newRow("none") << QByteArray("x") << QByteArray("y") << u"https://h"_s << QString();
    }
    void environmentNamesTheProxy()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, url);
        QFETCH(QString, proxy);
        const Proxies proxies(environment({{name, value}}));
        const QNetworkProxy found = proxies.of(QUrl(url)).value();
        QCOMPARE(found.type() == QNetworkProxy::NoProxy, proxy.isEmpty());
        if (!proxy.isEmpty())
            QCOMPARE(found.hostName() + u':' + QString::number(found.port()), proxy);
    }

    // Qt would talk to it in the clear, with the proxy's password.
    void aProxyOverTlsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("https") << QByteArray("https://user:canary@127.0.0.1:1");
        QTest::newRow("capitals") << QByteArray("HTTPS://user:canary@127.0.0.1:1");
        QTest::newRow("socks4") << QByteArray("socks4://user:canary@127.0.0.1:1");
        QTest::newRow("rubbish") << QByteArray("https://[user:canary@:x");
    }
    void aProxyOverTlsIsRefused()
    {
        QFETCH(QByteArray, value);
        ScriptedServer server(ScriptedServer::Plain);
        const Proxies proxies(environment({{"http_proxy", value}, {"https_proxy", value}}));
        const Result<QNetworkProxy> found = proxies.of(QUrl(u"https://h.example.com"_s));
        QVERIFY(!found);
        QVERIFY(found.error().text().contains(u"h.example.com"_s) && !found.error().text().contains(u"canary"_s));
        // A call by such a way ends with that sentence, and nothing was sent to anybody.
        TransportConfig config;
        config.proxyFor = [&proxies](const QUrl &origin) { return proxies.of(origin); };
        test::TransportFixture f(server, {}, config);
        const auto result = f.send(test::get("/x"));
        AWAIT(result);
        QCOMPARE((**result).error().kind, ErrorKind::Invalid);
        QCOMPARE((**result).error().delivery, Delivery::NotSent);
        QVERIFY((**result).error().text().contains(u"https_proxy"_s));
        QCOMPARE(server.connections(), 0);
    }

    void someHostsAreReachedStraight_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("straight");
        QTest::newRow("host") << u"h.example.com"_s << u"h.example.com"_s << true;
        QTest::newRow("domain") << u"example.com"_s << u"h.example.com"_s << true;
        QTest::newRow("dot") << u".example.com"_s << u"h.example.com"_s << true;
        QTest::newRow("star dot") << u"*.example.com"_s << u"h.example.com"_s << true;
        QTest::newRow("no part of a name") << u"ample.com"_s << u"h.example.com"_s << false;
        QTest::newRow("all") << u"*"_s << u"h.example.com"_s << true;
        QTest::newRow("port") << u"h.example.com:443"_s << u"h.example.com"_s << true;
        QTest::newRow("another port") << u"h.example.com:8443"_s << u"h.example.com"_s << false;
        QTest::newRow("network") << u"10.0.0.0/8"_s << u"10.1.2.3"_s << true;
        QTest::newRow("another network") << u"10.0.0.0/8"_s << u"11.1.2.3"_s << false;
        QTest::newRow("nothing") << u" "_s << u"h.example.com"_s << false;
    }
    void someHostsAreReachedStraight()
    {
        QFETCH(QString, entry);
        QFETCH(QString, host);
        QFETCH(bool, straight);
        QCOMPARE(Proxies::isStraight(host, 443, {u"other"_s, entry}), straight);
        const Proxies proxies(environment({{"https_proxy", "p:1"}, {"no_proxy", "other," + entry.toLatin1()}}));
        QCOMPARE(proxies.of(QUrl(u"https://"_s + host))->type() == QNetworkProxy::NoProxy, straight);
    }

    void aManualOneComesBeforeTheEnvironment()
    {
        Proxies proxies(environment({{"https_proxy", "p:1"}}));
        ProxyChoice choice;
        choice.kind = ProxyChoice::Kind::Manual;
        choice.host = u"own"_s;
        choice.port = 8080;
        choice.straight = {u"near"_s};
        proxies.choose(choice);
        QCOMPARE(proxies.of(QUrl(u"https://h"_s))->hostName(), u"own"_s);
        QCOMPARE(proxies.of(QUrl(u"https://near"_s))->type(), QNetworkProxy::NoProxy);
        choice.kind = ProxyChoice::Kind::None;
        proxies.choose(choice);
        QCOMPARE(proxies.of(QUrl(u"https://h"_s))->type(), QNetworkProxy::NoProxy);
    }

    void aProxyThatWantsASignInIsNamedAsSuch()
    {
        ScriptedServer proxy(ScriptedServer::Plain);
        proxy.handle([](const ReceivedRequest &) {
            return ScriptedReply::raw("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                      "Proxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n");
        });
        Proxies proxies;
        proxies.choose({ProxyChoice::Kind::Manual, u"127.0.0.1"_s, proxy.port(), {}, {}, {}});
        const Result<Response> answer = get(proxies, QUrl(u"http://registry.invalid:5000"_s));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::ProxyAuth);
        QVERIFY(answer.error().text().contains(u"proxy"_s));
        QCOMPARE(proxy.requests().first().method, QByteArray("CONNECT"));
    }

    void theSignInGoesToTheProxyAlone()
    {
        ScriptedServer proxy(ScriptedServer::Plain);
        proxy.handle([](const ReceivedRequest &request) {
            if (request.method != "CONNECT")
                return ScriptedReply::json("{}");
            if (request.header("Proxy-Authorization").isEmpty()) {
                return ScriptedReply::raw("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                          "Proxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n",
                    ScriptedReply::Then::KeepOpen);
            }
            return ScriptedReply::raw("HTTP/1.1 200 Connected\r\n\r\n", ScriptedReply::Then::KeepOpen);
        });
        Proxies proxies;
        proxies.choose(
            {ProxyChoice::Kind::Manual, u"127.0.0.1"_s, proxy.port(), u"clerk"_s, SecureBytes("canary"), {}});
        const Result<Response> answer = get(proxies, QUrl(u"http://registry.invalid:5000"_s));
        QVERIFY2(answer, qPrintable(answer.error().text()));
        QCOMPARE(answer->status, 200);
        const auto requests = proxy.requests();
        QCOMPARE(requests[1].header("Proxy-Authorization"), "Basic " + QByteArray("clerk:canary").toBase64());
        QCOMPARE(requests.last().method, QByteArray("GET"));
        QVERIFY(requests.last().header("Proxy-Authorization").isEmpty());
    }
};

QTEST_GUILESS_MAIN(ProxiesTest)
#include "tst_proxies.moc"
