// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/challenge.h"
#include "net/http1.h"
#include "net/link.h"
#include "net/redact.h"
#include "net/retry.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;
using State = ResponseReader::State;

/// The readers of what servers send: challenges, links, answers byte by byte.
class TestHeaders : public QObject {
    Q_OBJECT
private slots:
    void httpDatesAreRead();
    void readsChallenges_data();
    void readsChallenges();
    void readsLinks_data();
    void readsLinks();
    void readsAnswers_data();
    void readsAnswers();
    void keepsAConnectionByWholeWords_data();
    void keepsAConnectionByWholeWords();
    void waitsLongerEachTime();
    void redactsTargets();
};

static QByteArray flat(const QList<Challenge> &all)
{
    QByteArray out;
    for (const Challenge &one : all) {
        out += one.scheme;
        for (const auto &[name, value] : one.parameters)
            out += ' ' + name + '=' + '[' + value + ']';
        out += '\n';
    }
    return out;
}

void TestHeaders::httpDatesAreRead()
{
    QCOMPARE(httpDate(QByteArray("Mon, 23 Nov 2026 09:40:34 GMT")),
        QDateTime(QDate(2026, 11, 23), QTime(9, 40, 34), Qt::UTC));
    for (const char *text : {"", "yesterday", "2026-11-23T09:40:34Z", "Mon, 23 Nov 2026 09:40:34 CET"})
        QVERIFY2(!httpDate(QByteArray(text)).isValid(), text);
}

void TestHeaders::readsChallenges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *name, const char *header, const char *read) {
        QTest::newRow(name) << QByteArray(header) << QByteArray(read);
    };
    row("Harbor", R"(Bearer realm="https://h/service/token",service="harbor-registry")",
        "bearer realm=[https://h/service/token] service=[harbor-registry]\n");
    row("with scope", R"(Bearer realm="https://h/t",service="s",scope="repository:a/b:pull,push")",
        "bearer realm=[https://h/t] service=[s] scope=[repository:a/b:pull,push]\n");
    row("zot", "basic realm=zot", "basic realm=[zot]\n");
    row("two", R"(Basic realm="a, b", Bearer realm="c")", "basic realm=[a, b]\nbearer realm=[c]\n");
    row("escaped", R"(Basic realm="a\"b\\c")", "basic realm=[a\"b\\c]\n");
    row("spaces", "BEARER  realm = \"x\" , Service= y", "bearer realm=[x] service=[y]\n");
    row("scheme alone", "Negotiate, Basic realm=x", "negotiate\nbasic realm=[x]\n");
    row("open quote", R"(Bearer realm="https://h)", "bearer realm=[https://h]\n");
    row("rubbish", "=,\"\"=,,", "");
    row("empty", "", "");
}

void TestHeaders::readsChallenges()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, read);
    QCOMPARE(flat(challenges({{"Www-Authenticate", header}})), read);
    QCOMPARE(
        flat(challenges({{"WWW-AUTHENTICATE", "Digest a=b"}, {"www-authenticate", header}})), "digest a=[b]\n" + read);
    QCOMPARE(challenge({{"WWW-Authenticate", header}}, "bearer").scheme.isEmpty(), !read.contains("bearer"));
}

void TestHeaders::readsLinks_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](const char *name, const char *header, const char *next) {
        QTest::newRow(name) << QByteArray(header) << QByteArray(next);
    };
    row("distribution", R"(</v2/_catalog?last=b&n=2>; rel="next")", "/v2/_catalog?last=b&n=2");
    row("olareg", "</v2/_catalog?last=b&n=2>; rel=next", "/v2/_catalog?last=b&n=2");
    row("zot", R"(</v2/_catalog?last=a/b/c&n=2>; rel="next")", "/v2/_catalog?last=a/b/c&n=2");
    row("among others", R"(</v2/_catalog?x=1>; rel="prev", </v2/_catalog?x=2>; title="a, b"; rel="next")",
        "/v2/_catalog?x=2");
    row("many relations", R"(</v2/_catalog?x=1>; rel="last next")", "/v2/_catalog?x=1");
    row("case", R"(</v2/_catalog?x=1>; REL=NEXT)", "/v2/_catalog?x=1");
    row("first rel counts", R"(</v2/_catalog?x=1>; rel=prev; rel=next)", "");
    row("no rel", "</v2/_catalog?x=1>", "refused");
    row("empty rel", R"(</v2/_catalog?x=1>; rel="")", "refused");
    row("rel of spaces", R"(</v2/_catalog?x=1>; rel="  ")", "refused");
    row("rel without a value", "</v2/_catalog?x=1>; rel", "refused");
    row("empty rel first", R"(</v2/_catalog?x=1>; rel=""; rel="next")", "refused");
    row("next, then no rel", "</v2/_catalog?x=1>; rel=next, </v2/_catalog?x=2>", "/v2/_catalog?x=1");
    row("no rel, then next", "</v2/_catalog?x=2>, </v2/_catalog?x=1>; rel=next", "/v2/_catalog?x=1");
    row("none", "-", "");
    row("another kind", R"(<https://docs.example.com/>; rel="help"; title="x, y")", "");
    row("extra space and parameters", R"( </v2/_catalog?x=1> ; type="a" ; x ; rel = "next" )", "/v2/_catalog?x=1");
    row("elsewhere", "<https://evil.example.net/v2/_catalog?x=1>; rel=next", "/v2/_catalog?x=1");
    row("the same twice", "</v2/_catalog?x=1>; rel=next, <http://r:5000/v2/_catalog?x=1>; rel=next",
        "/v2/_catalog?x=1");
    row("another list", "<https://h.example.com/v2/a/tags/list?x=1>; rel=next", "refused");
    // What names a next page that nobody can find is not the last page.
    row("open bracket", "</v2/_catalog?x=1; rel=next", "refused");
    row("no brackets", R"(/v2/_catalog?last=b&n=10; rel="next")", "refused");
    row("open quote", R"(</v2/_catalog?x=1>; rel="next)", "refused");
    row("no semicolon", "</v2/_catalog?x=1> rel=next", "refused");
    row("words", "next page: see below", "refused");
    row("two next pages", "</v2/_catalog?x=1>; rel=next, </v2/_catalog?x=2>; rel=next", "refused");
    row("good, then broken", "</v2/_catalog?x=1>; rel=next, <", "/v2/_catalog?x=1");
    row("no target", "<>; rel=next", "refused");
    QTest::newRow("endless") << "</x>; rel=\"" + QByteArray(20'000, 'a') + '"' << QByteArray("refused");
    row("empty", "", "");
}

void TestHeaders::readsLinks()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, next);
    Response response;
    response.url = QUrl(u"https://h.example.com/v2/_catalog?n=2"_s);
    if (header != "-")
        response.headers = {{"Link", header}};
    const Result<QByteArray> result = nextPath(response, "/v2/_catalog");
    QCOMPARE(result.ok(), next != "refused");
    if (result)
        QCOMPARE(*result, next);
}

void TestHeaders::readsAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<State>("fed");
    QTest::addColumn<State>("closed");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, State fed, State closed,
                         const QByteArray &body = {}) { QTest::newRow(name) << bytes << fed << closed << body; };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", State::Done, State::Done, "hi");
    row("no reason", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", State::Done, State::Done);
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", State::Done, State::Done);
    row("chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n003\r\nyou\r\n0\r\nX: y\r\n\r\n",
        State::Done, State::Done, "hiyou");
    row("until the end", "HTTP/1.0 200 OK\r\n\r\nhi", State::Body, State::Done, "hi");
    row("JSON until the end", "HTTP/1.1 200 OK\r\n\r\n[1]\n", State::Body, State::Done, "[1]\n");
    row("JSON cut", "HTTP/1.1 200 OK\r\n\r\n[1,2", State::Body, State::Cut);
    row("interim", "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", State::Done,
        State::Done, "a");
    row("folded", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n", State::Done, State::Done);
    row("same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", State::Done,
        State::Done, "a");
    row("cut head", "HTTP/1.1 200 OK\r\nContent-Le", State::Head, State::Cut);
    row("nothing", "", State::Head, State::Cut);
    row("cut body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi", State::Body, State::Cut);
    row("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi", State::Body, State::Cut);
    row("no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", State::Body, State::Cut);
    row("bytes behind", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi!", State::Cut, State::Cut);
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi", State::Malformed,
        State::Malformed);
    row("length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        State::Malformed, State::Malformed);
    row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", State::Malformed, State::Malformed);
    row("gzip chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", State::Malformed,
        State::Malformed);
    row("bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nhi\r\n", State::Malformed,
        State::Malformed);
    row("empty chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nhi\r\n", State::Malformed,
        State::Malformed);
    row("chunk without end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhixx\r\n", State::Malformed,
        State::Malformed);
    row("other protocol", "HTTP/1.1 101 Switching\r\n\r\n", State::Malformed, State::Malformed);
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", State::Malformed, State::Malformed);
    row("no colon", "HTTP/1.1 200 OK\r\nrubbish\r\n\r\n", State::Malformed, State::Malformed);
    row("space before colon", "HTTP/1.1 200 OK\r\nX : y\r\n\r\n", State::Malformed, State::Malformed);
    row("too long", "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", State::TooLarge, State::TooLarge);
    const auto bad = [&](const char *name, const QByteArray &bytes) {
        row(name, bytes, State::Malformed, State::Malformed);
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const auto chunk = [&](const char *name, const QByteArray &size, qsizetype bytes) {
        bad(name, chunked + size + "\r\n" + QByteArray(bytes, 'x') + "\r\n0\r\n\r\n");
    };
    chunk("size with 0x", "0x1f", 31);
    chunk("size with NUL", QByteArray("1f\0", 3), 31);
    chunk("size with a sign", "+5", 5);
    chunk("negative size", "-5", 5);
    chunk("size after a space", " 5", 5);
    chunk("size after VT", "\v5", 5);
    chunk("size before VT", "5\v", 5);
    chunk("size with two words", "5 5", 5);
    chunk("no size", "", 5);
    chunk("no size, extension", ";x=y", 5);
    chunk("size with a letter", "5g", 5);
    chunk("size with a bare CR", "5\r", 5);
    chunk("extension with a control", "5;x=\x01", 5);
    chunk("endless size", "FFFFFFFFFFFFFFFFF", 5);
    row("size padded behind", chunked + "2  \r\nhi\r\n0\r\n\r\n", State::Done, State::Done, "hi");
    row("size in capitals", chunked + "A\r\n0123456789\r\n0\r\n\r\n", State::Done, State::Done, "0123456789");
    bad("trailer with a control", chunked + QByteArray("0\r\nX: \0\r\n\r\n", 11));
    bad("chunk line with LF alone", chunked + "2\nhi\r\n0\r\n\r\n");
    bad("encoding with VT", ok + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n");
    bad("encoding twice", ok + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
    bad("encoding twice, two lines", ok + "Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n");
    bad("encoding over gzip", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    bad("encoding, unknown", ok + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
    bad("encoding, identity", ok + "Transfer-Encoding: identity\r\n\r\nhi");
    bad("encoding, empty", ok + "Transfer-Encoding:\r\nContent-Length: 2\r\n\r\nhi");
    bad("encoding and length", ok + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
    bad("chunked in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
    row("encoding in capitals", ok + "Transfer-Encoding:  CHUNKED \r\n\r\n2\r\nhi\r\n0\r\n\r\n", State::Done,
        State::Done, "hi");
    bad("version Z", "HTTP/1.Z 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("version with a space", "HTTP/1.  200 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("version 2", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("small letters", "http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("status with a sign", "HTTP/1.1 +20 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nhi");
    bad("CR in the reason", "HTTP/1.1 200 O\rK\r\nContent-Length: 2\r\n\r\nhi");
    bad("CR in a value", ok + "X: a\rContent-Length: 9\r\nContent-Length: 2\r\n\r\nhi");
    bad("LF in a value", ok + "X: a\nContent-Length: 9\r\nContent-Length: 2\r\n\r\nhi");
    bad("NUL in a value", ok + QByteArray("X: a\0b\r\n", 8) + "Content-Length: 2\r\n\r\nhi");
    bad("escape in a value", ok + "X: \x1b[2J\r\nContent-Length: 2\r\n\r\nhi");
    bad("line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi");
    bad("length with a sign", ok + "Content-Length: +2\r\n\r\nhi");
    bad("length in hex", ok + "Content-Length: 0x2\r\n\r\nhi");
    bad("length as a list", ok + "Content-Length: 2, 2\r\n\r\nhi");
    bad("length, folded", ok + "Content-Length: 2\r\n 0\r\n\r\nhi");
    bad("length, empty", ok + "Content-Length:\r\n\r\n");
    bad("answers in between without end", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(30));
    row("tab in a value", ok + "X: a\tb\r\nContent-Length: 0\r\n\r\n", State::Done, State::Done);
    row("version 1.2", "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nhi", State::Done, State::Done, "hi");
    row("long head", ok + "X: " + QByteArray(300'000, 'x'), State::HeadTooLarge, State::HeadTooLarge);
    row("many lines", ok + QByteArray("X: y\r\n").repeated(2000) + "\r\n", State::HeadTooLarge, State::HeadTooLarge);
}

void TestHeaders::readsAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(State, fed);
    QFETCH(State, closed);
    QFETCH(QByteArray, body);
    // Whatever the pieces, the answer is the same.
    const qsizetype least = bytes.size() > 10'000 ? 1000 : 1;
    for (const qsizetype piece : {least, least + 1, 7 * least, qMax(qsizetype(1), bytes.size())}) {
        ResponseReader reader;
        reader.start(false, 1000);
        State state = State::Head;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            state = reader.feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
        QCOMPARE(state, fed);
        QCOMPARE(reader.close(), closed);
        QCOMPARE(reader.takeBody(), body);
    }
    ResponseReader reader;
    reader.start(true, 1000);
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"), State::Done);
}

void TestHeaders::keepsAConnectionByWholeWords_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("HTTP/1.1 200 OK") << true;
    QTest::newRow("1.1, close") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close") << false;
    QTest::newRow("1.1, capitals in a list") << QByteArray("HTTP/1.1 200 OK\r\nConnection: Upgrade ,\tClose") << false;
    QTest::newRow("1.1, part of a word") << QByteArray("HTTP/1.1 200 OK\r\nConnection: x-close-later") << true;
    QTest::newRow("1.1, two lines") << QByteArray("HTTP/1.1 200 OK\r\nConnection: a\r\nConnection: close") << false;
    QTest::newRow("1.0") << QByteArray("HTTP/1.0 200 OK") << false;
    QTest::newRow("1.0, keeps") << QByteArray("HTTP/1.0 200 OK\r\nConnection: Keep-Alive") << true;
    QTest::newRow("1.0, part of a word") << QByteArray("HTTP/1.0 200 OK\r\nConnection: not-keep-alive") << false;
    QTest::newRow("1.0, both") << QByteArray("HTTP/1.0 200 OK\r\nConnection: keep-alive, close") << false;
}

void TestHeaders::keepsAConnectionByWholeWords()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, keeps);
    ResponseReader reader;
    reader.start(false, 1000);
    QCOMPARE(reader.feed(head + "\r\nContent-Length: 0\r\n\r\n"), State::Done);
    QCOMPARE(reader.keepsAlive(), keeps);
}

void TestHeaders::waitsLongerEachTime()
{
    QCOMPARE(retryDelay(2, 0).count(), 1000);
    QCOMPARE(retryDelay(3, 0).count(), 2000);
    QCOMPARE(retryDelay(4, 0).count(), 4000);
    QCOMPARE(retryDelay(4, 0.5).count(), 4500);
    QVERIFY(retryDelay(2, 0.999).count() < 1250);
}

void TestHeaders::redactsTargets()
{
    QCOMPARE(redactedTarget("/a?b=1"), QByteArray("/a?b=1"));
    QCOMPARE(redactedTarget("/a?Token=x&X-Amz-Signature=y&code=z&q=1"),
        QByteArray("/a?Token=<redacted>&X-Amz-Signature=<redacted>&code=<redacted>&q=1"));
    Request request;
    request.path = "/it's";
    QCOMPARE(curlText(request, QUrl(u"https://h"_s), u"o'b"_s), u"curl -u 'o'\\''b' 'https://h/it'\\''s'"_s);
}

QTEST_APPLESS_MAIN(TestHeaders)
#include "tst_headers.moc"
