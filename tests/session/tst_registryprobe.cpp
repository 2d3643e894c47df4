// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/registryprobe.h"

#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QTest>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

Response answer(int status, const QByteArray &body, const Headers &headers = {})
{
    Response response;
    response.status = status;
    response.body = body;
    response.headers = headers;
    return response;
}

const QByteArray kHtml = "<!doctype html><title>Welcome</title>";
const std::pair<QByteArray, QByteArray> kHtmlType{"Content-Type", "text/html"};
const std::pair<QByteArray, QByteArray> kVersion{"Docker-Distribution-Api-Version", "registry/2.0"};
const std::pair<QByteArray, QByteArray> kBearer{"WWW-Authenticate", "Bearer realm=\"https://a/token\",service=\"s\""};
const std::pair<QByteArray, QByteArray> kBasic{"www-authenticate", "basic realm=zot"};

Error error(ErrorKind kind)
{
    Error out;
    out.kind = kind;
    out.message = {"%1", {u"words"_s}};
    return out;
}

} // namespace

Q_DECLARE_METATYPE(Result<lotse::Response>)

class TestProbe : public QObject {
    Q_OBJECT
private slots:
    void findsTheKind_data();
    void findsTheKind();
    void namesWhatIsNoRegistry_data();
    void namesWhatIsNoRegistry();
    void keepsTheErrorOfTheWay_data();
    void keepsTheErrorOfTheWay();
    void asksWithoutASignIn();
    void stopsWithItsContext();

private:
    Result<ProbedRegistry> ask(const Result<Response> &systemInfo, const Result<Response> &v2)
    {
        m_transport = std::make_unique<ScriptedTransport>(
            [=](const Request &request) -> Result<Response> { return request.path == "/v2/" ? v2 : systemInfo; });
        std::optional<Result<ProbedRegistry>> out;
        probe(borrowed(*m_transport), this, [&out](const Result<ProbedRegistry> &result) { out = result; });
        [&] { QTRY_VERIFY(out); }();
        return out ? *out : Result<ProbedRegistry>(error(ErrorKind::Timeout));
    }

    std::unique_ptr<ScriptedTransport> m_transport;
};

void TestProbe::findsTheKind_data()
{
    QTest::addColumn<Response>("systemInfo");
    QTest::addColumn<Response>("v2");
    QTest::addColumn<RegistryKind>("kind");
    QTest::addColumn<bool>("bearer");
    QTest::addColumn<bool>("anonymous");
    const Response none = answer(404, "404 page not found\n");
    const Response unused = answer(500, "not to be asked");
    QTest::newRow("harbor") << answer(200, R"({"auth_mode":"db_auth","harbor_version":"v2.15.2-080b0220"})") << unused
                            << RegistryKind::Harbor << false << false;
    QTest::newRow("harbor, anonymous") << answer(200, R"({"auth_mode":"oidc_auth","banner_message":""})") << unused
                                       << RegistryKind::Harbor << false << false;
    QTest::newRow("distribution, open") << none << answer(200, "{}", {kVersion}) << RegistryKind::Oci << false << true;
    QTest::newRow("bearer") << none << answer(401, R"({"errors":[]})", {kVersion, kBearer}) << RegistryKind::Oci << true
                            << false;
    QTest::newRow("zot, open, with basic") << none << answer(200, "{}", {kBasic}) << RegistryKind::Oci << false << true;
    QTest::newRow("zot, closed") << none << answer(401, R"({"code":"UNAUTHORIZED"})", {kBasic}) << RegistryKind::Oci
                                 << false << false;
    QTest::newRow("olareg") << none << answer(200, "") << RegistryKind::Oci << false << true;
    QTest::newRow("spa in front") << answer(200, kHtml, {kHtmlType}) << answer(200, "{}", {kVersion})
                                  << RegistryKind::Oci << false << true;
    QTest::newRow("all behind a sign-in")
        << answer(401, "") << answer(401, "", {kBearer}) << RegistryKind::Oci << true << false;
    QTest::newRow("other json") << answer(200, R"({"hello":"world"})") << answer(401, "{}", {kVersion})
                                << RegistryKind::Oci << false << false;
}

void TestProbe::findsTheKind()
{
    QFETCH(Response, systemInfo);
    QFETCH(Response, v2);
    QFETCH(RegistryKind, kind);
    QFETCH(bool, bearer);
    QFETCH(bool, anonymous);
    const Result<ProbedRegistry> found = ask(systemInfo, v2);
    QVERIFY2(found.ok(), qPrintable(found.error().text()));
    QCOMPARE(found->kind, kind);
    QCOMPARE(found->wantsBearer, bearer);
    QCOMPARE(found->readsAnonymously, anonymous);
    if (kind == RegistryKind::Harbor)
        QCOMPARE(m_transport->paths(), QList<QByteArray>{"/api/v2.0/systeminfo"});
}

void TestProbe::namesWhatIsNoRegistry_data()
{
    QTest::addColumn<Response>("systemInfo");
    QTest::addColumn<Response>("v2");
    QTest::addColumn<QString>("word");
    const Response html = answer(200, kHtml, {kHtmlType});
    QTest::newRow("web site") << html << html << u"web page"_s;
    QTest::newRow("html without a type") << answer(200, "<HTML>") << answer(200, "\n<html>") << u"web page"_s;
    QTest::newRow("site that knows no such page")
        << answer(404, kHtml, {kHtmlType}) << answer(404, kHtml, {kHtmlType}) << u"neither"_s;
    QTest::newRow("other service") << answer(404, "") << answer(404, R"({"message":"Not Found"})") << u"neither"_s;
    QTest::newRow("other json") << answer(200, R"({"hello":"world"})") << answer(200, R"({"hello":"world"})")
                                << u"neither"_s;
    QTest::newRow("plain http to a tls port")
        << answer(400, "Client sent an HTTP request to an HTTPS server.") << answer(400, "") << u"neither"_s;
}

void TestProbe::namesWhatIsNoRegistry()
{
    QFETCH(Response, systemInfo);
    QFETCH(Response, v2);
    QFETCH(QString, word);
    const Result<ProbedRegistry> found = ask(systemInfo, v2);
    QVERIFY(!found.ok());
    QCOMPARE(found.error().kind, ErrorKind::NotARegistry);
    QVERIFY2(found.error().text().contains(word), qPrintable(found.error().text()));
    QVERIFY(found.error().text().contains(u"registry.test"_s));
}

void TestProbe::keepsTheErrorOfTheWay_data()
{
    QTest::addColumn<ErrorKind>("first");
    QTest::addColumn<ErrorKind>("second");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("tls") << ErrorKind::Tls << ErrorKind::None << ErrorKind::Tls;
    QTest::newRow("unreachable") << ErrorKind::Unreachable << ErrorKind::None << ErrorKind::Unreachable;
    QTest::newRow("pin") << ErrorKind::PinChanged << ErrorKind::None << ErrorKind::PinChanged;
    QTest::newRow("captive portal") << ErrorKind::RedirectRefused << ErrorKind::RedirectRefused
                                    << ErrorKind::NotARegistry;
    QTest::newRow("lost in between") << ErrorKind::RedirectRefused << ErrorKind::Timeout << ErrorKind::Timeout;
}

void TestProbe::keepsTheErrorOfTheWay()
{
    QFETCH(ErrorKind, first);
    QFETCH(ErrorKind, second);
    QFETCH(ErrorKind, kind);
    const Result<ProbedRegistry> found = ask(error(first), error(second));
    QVERIFY(!found.ok());
    QCOMPARE(found.error().kind, kind);
    // Harbor that is starting up is no "no registry".
    const Result<ProbedRegistry> starting = ask(answer(502, kHtml, {kHtmlType}), answer(404, ""));
    QCOMPARE(starting.error().kind, ErrorKind::Server);
}

void TestProbe::asksWithoutASignIn()
{
    QVERIFY(ask(answer(404, ""), answer(200, "{}")).ok());
    QCOMPARE(m_transport->requests().size(), 2);
    for (const Request &request : m_transport->requests()) {
        QVERIFY(!request.signIn);
        QCOMPARE(request.method, QByteArray("GET"));
    }
}

void TestProbe::stopsWithItsContext()
{
    ScriptedTransport transport([](const Request &) { return answer(404, ""); });
    transport.hold();
    bool called = false;
    auto context = std::make_unique<QObject>();
    probe(borrowed(transport), context.get(), [&called](const Result<ProbedRegistry> &) { called = true; });
    context.reset();
    QTRY_COMPARE(transport.aborted(), 1);
    transport.release();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_registryprobe.moc"
