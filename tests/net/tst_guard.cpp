// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/guard.h"

#include <QTest>

using namespace lotse;
using namespace lotse::guard;
using namespace Qt::StringLiterals;

/// Tables of where requests and sign-ins may go.
class TestGuard : public QObject {
    Q_OBJECT
private slots:
    void comparesOrigins_data();
    void comparesOrigins();
    void decidesRealms_data();
    void decidesRealms();
    void decidesRedirects_data();
    void decidesRedirects();
    void decidesPaths_data();
    void decidesPaths();
};

void TestGuard::comparesOrigins_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("path") << u"https://h/a"_s << u"https://h/b?c"_s << true;
    QTest::newRow("own port") << u"https://h:443"_s << u"https://h"_s << true;
    QTest::newRow("own port, http") << u"http://h:80"_s << u"http://h"_s << true;
    QTest::newRow("case") << u"https://H.Example.COM"_s << u"https://h.example.com"_s << true;
    QTest::newRow("trailing dot") << u"https://h.example.com."_s << u"https://h.example.com"_s << true;
    QTest::newRow("IDN") << u"https://bücher.example"_s << u"https://xn--bcher-kva.example"_s << true;
    QTest::newRow("user") << u"https://u:p@h"_s << u"https://h"_s << true;
    QTest::newRow("scheme") << u"http://h:443"_s << u"https://h:443"_s << false;
    QTest::newRow("port") << u"https://h:8443"_s << u"https://h"_s << false;
    QTest::newRow("host") << u"https://a.h"_s << u"https://h"_s << false;
    QTest::newRow("file") << u"file:///a"_s << u"file:///a"_s << false;
    QTest::newRow("empty") << QString() << QString() << false;
}

void TestGuard::comparesOrigins()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(isSameOrigin(QUrl(a), QUrl(b)), same);
}

void TestGuard::decidesRealms_data()
{
    QTest::addColumn<QString>("registry");
    QTest::addColumn<QString>("realm");
    QTest::addColumn<QString>("verdict"); // "ok", "ask" (a confirmation would do) or "no"
    const auto row = [](const char *name, const char *registry, const QString &realm, const char *verdict) {
        QTest::newRow(name) << QString::fromUtf8(registry) << realm << QString::fromLatin1(verdict);
    };
    const char *h = "https://harbor.example.com";
    row("same origin", h, u"https://harbor.example.com/service/token"_s, "ok");
    row("same, explicit port", h, u"https://harbor.example.com:443/service/token"_s, "ok");
    row("same, case", h, u"HTTPS://Harbor.Example.COM/service/token"_s, "ok");
    row("same, trailing dot", h, u"https://harbor.example.com./service/token"_s, "ok");
    row("same, query", h, u"https://harbor.example.com/token?x=1"_s, "ok");
    row("relative", h, u"/service/token"_s, "ok");
    row("IDN, both forms", "https://bücher.example", u"https://xn--bcher-kva.example/t"_s, "ok");
    row("Docker Hub", "https://docker.io", u"https://auth.docker.io/token"_s, "ok");
    row("Docker Hub, registry-1", "https://registry-1.docker.io", u"https://auth.docker.io/token"_s, "ok");
    row("Docker Hub, index", "https://index.docker.io", u"https://auth.docker.io/token"_s, "ok");
    row("GitLab", "https://registry.gitlab.com", u"https://gitlab.com/jwt/auth"_s, "ok");
    row("ghcr", "https://ghcr.io", u"https://ghcr.io/token"_s, "ok");
    row("confirmed", h, u"https://sso.example.com/token"_s, "ok");
    row("confirmed with port", h, u"https://sso.example.com:9443/token"_s, "ok");
    row("registry by address", "https://10.1.2.3:8443", u"https://10.1.2.3:8443/service/token"_s, "ok");
    row("registry on this machine", "https://127.0.0.1:8443", u"https://127.0.0.1:8443/t"_s, "ok");
    row("other port", h, u"https://harbor.example.com:8443/t"_s, "ask");
    row("other host", h, u"https://evil.example.net/t"_s, "ask");
    row("other subdomain", h, u"https://a.harbor.example.com/t"_s, "ask");
    row("suffix", h, u"https://harbor.example.com.evil.net/t"_s, "ask");
    row("confirmed host, other port", h, u"https://sso.example.com:8443/t"_s, "ask");
    row("pair of another registry", "https://other.example.com", u"https://sso.example.com/token"_s, "ask");
    row("Docker's realm, not Docker", h, u"https://auth.docker.io/token"_s, "ask");
    row("homoglyph", h, u"https://hаrbor.example.com/t"_s, "ask");
    row("public address", h, u"https://203.0.113.7/t"_s, "ask");
    row("http", h, u"http://harbor.example.com/service/token"_s, "no");
    row("http elsewhere", h, u"http://sso.example.com/token"_s, "no");
    row("file", h, u"file:///etc/passwd"_s, "no");
    row("ftp", h, u"ftp://harbor.example.com/t"_s, "no");
    row("javascript", h, u"javascript:alert(1)"_s, "no");
    row("empty", h, QString(), "no");
    row("no host", h, u"https:///token"_s, "no");
    row("no host, port", h, u"https://:443/token"_s, "no");
    row("protocol-relative", h, u"//evil.example.net/t"_s, "no");
    row("user", h, u"https://harbor.example.com@evil.example.net/t"_s, "no");
    row("user and password", h, u"https://u:p@harbor.example.com/t"_s, "no");
    row("empty user", h, u"https://@harbor.example.com/t"_s, "no");
    row("fragment", h, u"https://harbor.example.com/t#x"_s, "no");
    row("backslash", h, u"https://harbor.example.com\\@evil.net/t"_s, "no");
    row("backslash path", h, u"https:\\\\evil.net\\t"_s, "no");
    row("encoded dot", h, u"https://harbor.example.com/%2e%2e/t"_s, "no");
    row("encoded dot, upper", h, u"https://harbor%2Eexample.com/t"_s, "no");
    row("NUL", h, u"https://harbor.example.com%00.evil.net/t"_s, "no");
    row("line break", h, u"https://harbor.example.com/t\r\nHost: x"_s, "no");
    row("space", h, u"https://harbor.example.com/ t"_s, "no");
    row("loopback", h, u"https://127.0.0.1/t"_s, "no");
    row("loopback, short", h, u"https://127.1/t"_s, "no");
    row("loopback, hex", h, u"https://0x7f000001/t"_s, "no");
    row("loopback, decimal", h, u"https://2130706433/t"_s, "no");
    row("loopback, octal", h, u"https://017700000001/t"_s, "no");
    row("loopback, wide dots", h, u"https://127。0。0。1/t"_s, "no");
    row("loopback, IPv6", h, u"https://[::1]/t"_s, "no");
    row("localhost", h, u"https://localhost/t"_s, "no");
    row("localhost, dot", h, u"https://localhost./t"_s, "no");
    row("unspecified", h, u"https://0.0.0.0/t"_s, "no");
    row("unspecified, IPv6", h, u"https://[::]/t"_s, "no");
    row("metadata", h, u"https://169.254.169.254/t"_s, "no");
    row("metadata in IPv6", h, u"https://[::ffff:169.254.169.254]/t"_s, "no");
    row("link-local, IPv6", h, u"https://[fe80::1]/t"_s, "no");
    row("unique local, IPv6", h, u"https://[fd00::1]/t"_s, "no");
    row("private 10", h, u"https://10.0.0.1/t"_s, "no");
    row("private 172", h, u"https://172.16.0.1/t"_s, "no");
    row("private 192", h, u"https://192.168.1.1/t"_s, "no");
    row("carrier-grade", h, u"https://100.64.0.1/t"_s, "no");
    row("private, confirmed all the same", h, u"https://192.168.7.7/t"_s, "no");
    // Next door to a registry that is internal itself: asked, as every other host.
    row("registry by address, other port", "https://10.1.2.3:8443", u"https://10.1.2.3/t"_s, "ask");
    row("registry by address, other address", "https://10.1.2.3", u"https://192.168.1.9:5001/t"_s, "ask");
    row("registry by a name of the house", "https://registry.lan", u"https://10.1.2.3/t"_s, "ask");
    row("registry by a bare name", "https://registry:5000", u"https://10.1.2.3/t"_s, "ask");
    row("registry here, token server here", "https://127.0.0.1:5000", u"https://127.0.0.1:5001/t"_s, "ask");
    row("registry here, in words", "https://localhost:5000", u"https://127.0.0.1:5001/t"_s, "ask");
    row("registry next door, token server here", "https://10.1.2.3", u"https://127.0.0.1/t"_s, "no");
    row("registry next door, metadata", "https://10.1.2.3", u"https://169.254.169.254/t"_s, "no");
    row("registry here, metadata", "https://127.0.0.1:5000", u"https://169.254.169.254/t"_s, "no");
    row("registry by a public name", "https://registry.example.com", u"https://10.1.2.3/t"_s, "no");
    row("too long", h, u"https://harbor.example.com/"_s + QString(5000, u'a'), "no");
}

void TestGuard::decidesRealms()
{
    QFETCH(QString, registry);
    QFETCH(QString, realm);
    QFETCH(QString, verdict);
    const RealmPairs confirmed = {{u"harbor.example.com"_s, u"sso.example.com"_s},
        {u"harbor.example.com"_s, u"sso.example.com:9443"_s}, {u"harbor.example.com"_s, u"192.168.7.7"_s}};
    const Result<QUrl> result = decideRealm(QUrl(registry), realm, confirmed, false);
    QCOMPARE(result.ok(), verdict == u"ok"_s);
    if (result)
        return;
    QCOMPARE(result.error().kind, ErrorKind::RedirectRefused);
    QCOMPARE(result.error().code == QLatin1StringView(realmUnconfirmed), verdict == u"ask"_s);
    QVERIFY(result.error().message.english().contains(originOf(QUrl(registry)).text()));
    // An account that was set to "not encrypted" may use http, and nothing more.
    const bool isHttpAtHome = realm.startsWith(u"http://harbor.example.com"_s);
    QVERIFY(!decideRealm(QUrl(registry), realm, confirmed, true).ok() || realm.startsWith(u"http://"_s));
    if (isHttpAtHome)
        QVERIFY(decideRealm(QUrl(u"http://harbor.example.com"_s), realm, confirmed, true).ok());
}

void TestGuard::decidesRedirects_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<int>("hops");
    QTest::addColumn<bool>("isBlob");
    QTest::addColumn<QString>("verdict"); // "signed", "bare" or "no"
    const auto row = [](const char *name, const char *method, const QByteArray &location, int hops, bool isBlob,
                         const char *verdict) {
        QTest::newRow(name) << QByteArray(method) << location << hops << isBlob << QString::fromLatin1(verdict);
    };
    row("relative", "GET", "/v2/a/manifests/1", 0, false, "signed");
    row("relative, HEAD", "HEAD", "/v2/a/manifests/1", 0, false, "signed");
    row("same origin", "GET", "https://h.example.com/x?y=1", 0, false, "signed");
    row("same, port", "GET", "https://h.example.com:443/x", 0, false, "signed");
    row("same, case", "GET", "https://H.EXAMPLE.com/x", 0, false, "signed");
    row("same, dot", "GET", "https://h.example.com./x", 0, false, "signed");
    row("same, fourth hop", "GET", "/x", 4, false, "signed");
    row("sixth hop", "GET", "/x", 5, false, "no");
    row("POST", "POST", "/x", 0, false, "no");
    row("PUT", "PUT", "https://h.example.com/x", 0, false, "no");
    row("PATCH", "PATCH", "/x", 0, false, "no");
    row("DELETE", "DELETE", "/x", 0, false, "no");
    row("other host", "GET", "https://evil.example.net/x", 0, false, "no");
    row("other port", "GET", "https://h.example.com:8443/x", 0, false, "no");
    row("subdomain", "GET", "https://a.h.example.com/x", 0, false, "no");
    row("other host, no scheme", "GET", "//evil.example.net/x", 0, false, "no");
    row("http", "GET", "http://h.example.com/x", 0, false, "no");
    row("http for a blob", "GET", "http://store.example.net/x", 0, true, "no");
    row("blob elsewhere", "GET", "https://store.example.net/x?X-Amz-Signature=1", 0, true, "bare");
    row("blob, other port", "GET", "https://h.example.com:9000/x", 0, true, "bare");
    row("blob at home", "GET", "/v2/x", 0, true, "signed");
    row("blob, private address", "GET", "https://10.1.2.3:9000/x", 0, true, "bare");
    row("blob, this machine", "GET", "https://127.0.0.1/x", 0, true, "no");
    row("blob, this machine in hex", "GET", "https://0x7f000001/x", 0, true, "no");
    row("blob, localhost", "GET", "https://localhost/x", 0, true, "no");
    row("blob, metadata", "GET", "https://169.254.169.254/latest", 0, true, "no");
    row("blob with user", "GET", "https://u:p@store.example.net/x", 0, true, "no");
    row("user at home", "GET", "https://u:p@h.example.com/x", 0, false, "no");
    row("empty", "GET", "", 0, false, "no");
    row("file", "GET", "file:///etc/passwd", 0, true, "no");
    row("data", "GET", "data:text/plain,x", 0, true, "no");
    row("backslash", "GET", "https:\\\\evil.example.net/x", 0, false, "no");
    row("line break", "GET", "/x\r\nX: y", 0, false, "no");
    row("encoded dots", "GET", "/x/%2e%2e/y", 0, false, "no");
    row("too long", "GET", "/" + QByteArray(20'000, 'a'), 0, false, "no");
}

void TestGuard::decidesRedirects()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, location);
    QFETCH(int, hops);
    QFETCH(bool, isBlob);
    QFETCH(QString, verdict);
    const QUrl registry(u"https://h.example.com"_s);
    const Result<Redirect> result =
        decideRedirect({method, registry, QUrl(u"https://h.example.com/v2/a/blobs/b"_s), location, hops, isBlob});
    QCOMPARE(result.ok(), verdict != u"no"_s);
    if (result) {
        QCOMPARE(result->isBare, verdict == u"bare"_s);
        QCOMPARE(isSameOrigin(result->target, registry), verdict == u"signed"_s);
    } else {
        QCOMPARE(result.error().kind, ErrorKind::RedirectRefused);
    }
}

void TestGuard::decidesPaths_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path"); // empty: refused
    const auto row = [](const char *name, const char *target, const char *path) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(path);
    };
    row("relative", "/v2/a/tags/list?n=1&last=x", "/v2/a/tags/list?n=1&last=x");
    row("query alone", "?n=1", "/v2/a/tags/list?n=1");
    row("last segment", "list?last=b", "/v2/a/tags/list?last=b");
    row("absolute", "https://h.example.com/v2/a/tags/list?last=b", "/v2/a/tags/list?last=b");
    row("slash in the query", "/v2/a/tags/list?last=a/b&n=2", "/v2/a/tags/list?last=a/b&n=2");
    row("encoded slash kept", "/v2/a/tags/list?last=a%2Fb", "/v2/a/tags/list?last=a%2Fb");
    row("encoded dot in the query", "/v2/a/tags/list?last=1%2e0", "/v2/a/tags/list?last=1.0");
    // Whatever it says of scheme and host, what is asked is the list at the origin of the account.
    row("other origin", "https://evil.example.net/v2/a/tags/list?n=1", "/v2/a/tags/list?n=1");
    row("other port", "https://h.example.com:8443/v2/a/tags/list", "/v2/a/tags/list");
    row("http", "http://h.example.com/v2/a/tags/list?last=b", "/v2/a/tags/list?last=b");
    row("name inside", "http://registry:5000/v2/a/tags/list?last=b&n=10", "/v2/a/tags/list?last=b&n=10");
    row("no scheme", "//evil.example.net/v2/a/tags/list", "/v2/a/tags/list");
    row("behind a path", "/artifactory/api/docker/local/v2/a/tags/list?last=b", "/v2/a/tags/list?last=b");
    row("encoded path", "/v2%2Fa/tags/list?last=b", "/v2/a/tags/list?last=b");
    row("no boundary behind", "/v2/a/tags/listing?last=b", "");
    row("below the list", "/v2/a/tags/list/more?last=b", "");
    row("no boundary before", "/xv2/a/tags/list?last=b", "");
    row("list in the query", "/?x=/v2/a/tags/list", "");
    row("no web address", "ftp://h.example.com/v2/a/tags/list?n=1", "");
    row("script", "javascript:/v2/a/tags/list", "");
    row("NUL", "/v2/a%00/v2/a/tags/list", "");
    row("line break", "/v2/a/tags/list?n=1\r\nX: y", "");
    row("other path", "/v2/b/tags/list?n=1", "");
    row("climbs out", "/v2/a/tags/list/../../../b", "");
    row("encoded climb", "/v2/a/tags/list/%2e%2e/b", "");
    row("user", "https://u@h.example.com/v2/a/tags/list", "");
    row("empty", "", "");
    row("backslash", "\\\\evil\\x", "");
}

void TestGuard::decidesPaths()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    const Result<QByteArray> result =
        decidePath(QUrl(u"https://h.example.com/v2/a/tags/list"_s), target, "/v2/a/tags/list");
    QCOMPARE(result.ok(), !path.isEmpty());
    if (result)
        QCOMPARE(*result, path);
    else
        QCOMPARE(result.error().kind, ErrorKind::RedirectRefused);
}

QTEST_APPLESS_MAIN(TestGuard)
#include "tst_guard.moc"
