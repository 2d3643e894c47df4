// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httperror.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

/// What people read when a registry says no.
class TestHttpError : public QObject {
    Q_OBJECT
private slots:
    void namesEachStatus_data();
    void namesEachStatus();
    void keepsTheServersWords_data();
    void keepsTheServersWords();
    void saysWhatAForbiddenMeans();
    void tellsRetryAfter();
    void wantsJson_data();
    void wantsJson();
};

static Response answer(int status, const QByteArray &body, Headers headers = {})
{
    Response response;
    response.status = status;
    response.body = body;
    response.headers = std::move(headers);
    response.requestId = "req-1";
    response.url = QUrl(u"https://h.example.com/api/v2.0/projects"_s);
    return response;
}

void TestHttpError::namesEachStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](int status, ErrorKind kind) { QTest::addRow("%d", status) << status << kind; };
    row(400, ErrorKind::Invalid);
    row(401, ErrorKind::Unauthorized);
    row(403, ErrorKind::Forbidden);
    row(404, ErrorKind::NotFound);
    row(405, ErrorKind::Invalid);
    row(407, ErrorKind::ProxyAuth);
    row(409, ErrorKind::Conflict);
    row(412, ErrorKind::Precondition);
    row(413, ErrorKind::Invalid);
    row(418, ErrorKind::Invalid);
    row(422, ErrorKind::Invalid);
    row(429, ErrorKind::RateLimited);
    row(500, ErrorKind::Server);
    row(501, ErrorKind::Unsupported);
    row(502, ErrorKind::Server);
    row(503, ErrorKind::Server);
    row(504, ErrorKind::Server);
    row(511, ErrorKind::NotARegistry);
    row(599, ErrorKind::Server);
    row(302, ErrorKind::RedirectRefused);
    row(199, ErrorKind::NotARegistry);
    row(999, ErrorKind::Server);
}

void TestHttpError::namesEachStatus()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    for (const QByteArray &body :
        {QByteArray(), QByteArray("<html><b>nginx</b></html>"), QByteArray("{\"errors\":null}"), QByteArray("{}"),
            QByteArray("{\"errors\":[{\"code\":"), QByteArray("\xff\xfe"), QByteArray("[1]")}) {
        const Error error = toError(answer(status, body), "PUT", u"h.example.com"_s);
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.status, status);
        QCOMPARE(error.requestId, u"req-1"_s);
        QCOMPARE(error.where, u"PUT /api/v2.0/projects at h.example.com"_s);
        const QString text = error.message.english();
        QVERIFY(text.contains(u"h.example.com"_s));
        QVERIFY(text.endsWith(u'.') && !text.contains(u'%') && !text.contains(u'<'));
        // What only reads stumbles over no immutable tag: Harbor answers 412 to a robot that asks who it is.
        const Error read = toError(answer(status, body), "GET", u"h.example.com"_s);
        QCOMPARE(read.kind, kind);
        QVERIFY(!read.message.english().contains(u"immutable"_s));
    }
}

void TestHttpError::keepsTheServersWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("Harbor") << QByteArray(R"({"errors":[{"code":"CONFLICT","message":"a exists"}]})") << u"CONFLICT"_s
                            << u"CONFLICT: a exists"_s;
    QTest::newRow("two") << QByteArray(R"({"errors":[{"code":"A","message":"b"},{"code":"C","message":"d"}]})")
                         << u"A"_s << u"A: b\nC: d"_s;
    QTest::newRow("detail text") << QByteArray(R"({"errors":[{"code":"A","message":"b","detail":"c"}]})") << u"A"_s
                                 << u"A: b: c"_s;
    QTest::newRow("detail object") << QByteArray(R"({"errors":[{"code":"A","message":"b","detail":{"Tag":"x"}}]})")
                                   << u"A"_s << u"A: b: {\"Tag\":\"x\"}"_s;
    QTest::newRow("detail null") << QByteArray(R"({"errors":[{"code":"A","message":"b","detail":null}]})") << u"A"_s
                                 << u"A: b"_s;
    QTest::newRow("zot") << QByteArray(R"({"code":"UNAUTHORIZED","message":"no"})") << u"UNAUTHORIZED"_s
                         << u"UNAUTHORIZED: no"_s;
    QTest::newRow("number") << QByteArray(R"({"code":404,"message":"no"})") << u"404"_s << u"404: no"_s;
    QTest::newRow("token endpoint") << QByteArray(R"({"error":"invalid_grant","error_description":"d"})") << QString()
                                    << u"invalid_grant\nd"_s;
    QTest::newRow("plain text") << QByteArray("404 page not found\n") << QString() << u"404 page not found"_s;
    QTest::newRow("HTML") << QByteArray("<html>x</html>") << QString() << u"<html>x</html>"_s;
}

void TestHttpError::keepsTheServersWords()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, detail);
    const Error error = toError(answer(409, body), "POST", u"h"_s);
    QCOMPARE(error.code, code);
    QCOMPARE(error.detail, detail);
    const Error cut = toError(answer(500, QByteArray("é").repeated(100'000)), "GET", u"h"_s);
    QVERIFY(cut.detail.toUtf8().size() <= 4096);
    QVERIFY(!cut.detail.contains(QChar::ReplacementCharacter));
}

void TestHttpError::saysWhatAForbiddenMeans()
{
    const auto text = [](const char *message) {
        return toError(
            answer(403, QByteArray(R"({"errors":[{"code":"DENIED","message":")") + message + "\"}]}"), "PUT", u"h"_s)
            .message.english();
    };
    QVERIFY(text("forbidden").contains(u"permission"_s));
    QVERIFY(text("CSRF token not found in request").contains(u"Nothing was changed"_s));
    QVERIFY(text("The system is in read only mode. Any modification is prohibited.").contains(u"read-only"_s));
}

void TestHttpError::tellsRetryAfter()
{
    const Error error = toError(answer(429, "{}", {{"retry-after", "90"}}), "GET", u"h"_s);
    QCOMPARE(error.retryAfterMs, 90'000);
    QVERIFY(error.message.english().contains(u"90 seconds"_s));
    QCOMPARE(toError(answer(429, "{}"), "GET", u"h"_s).retryAfterMs, -1);
}

void TestHttpError::wantsJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("object") << QByteArray(" {\"a\":1}") << QByteArray("application/json") << ErrorKind::None;
    QTest::newRow("list, type lies") << QByteArray("[]") << QByteArray("text/plain") << ErrorKind::None;
    QTest::newRow("null") << QByteArray("null") << QByteArray() << ErrorKind::None;
    QTest::newRow("empty") << QByteArray() << QByteArray("application/json") << ErrorKind::Decode;
    QTest::newRow("spaces") << QByteArray(" \n") << QByteArray("application/json") << ErrorKind::Decode;
    QTest::newRow("portal") << QByteArray("<!doctype html><html>") << QByteArray("text/html")
                            << ErrorKind::NotARegistry;
    QTest::newRow("portal, type lies") << QByteArray("\n<html>") << QByteArray("application/json")
                                       << ErrorKind::NotARegistry;
    QTest::newRow("words") << QByteArray("OK") << QByteArray("text/plain") << ErrorKind::NotARegistry;
    QTest::newRow("binary") << QByteArray("\x1f\x8b\x08") << QByteArray() << ErrorKind::NotARegistry;
}

void TestHttpError::wantsJson()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(ErrorKind, kind);
    const Error error = requireJson(answer(200, body, {{"Content-Type", type}}), "GET", u"h"_s);
    QCOMPARE(error.kind, kind);
    if (error)
        QVERIFY(error.message.english().endsWith(u'.'));
    QCOMPARE(requireJson(answer(200, body, {{"Content-Type", type}}), "GET", u"h"_s, true).kind,
        kind == ErrorKind::Decode ? ErrorKind::None : kind);
    QCOMPARE(requireJson(answer(404, body), "GET", u"h"_s, true).kind, ErrorKind::NotFound);
}

QTEST_APPLESS_MAIN(TestHttpError)
#include "tst_httperror.moc"
