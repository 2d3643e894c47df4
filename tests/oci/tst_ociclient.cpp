// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/client.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QTest>
#include <QThread>

using namespace lotse;
using namespace lotse::oci;
using lotse::test::ScriptedTransport;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ociType = QByteArray(mediatype::ociManifest.data());
const QByteArray indexType = QByteArray(mediatype::ociIndex.data());

QByteArray descriptor(const QByteArray &digest, const QByteArray &artifactType = {})
{
    QByteArray out = R"({"mediaType":")" + ociType + R"(","digest":")" + digest + R"(","size":5)";
    if (!artifactType.isEmpty())
        out += R"(,"artifactType":")" + artifactType + '"';
    return out + '}';
}

QByteArray digestOf(const QByteArray &seed)
{
    return Digest::of(seed).latin1();
}

QByteArray index(const QByteArrayList &descriptors)
{
    return R"({"schemaVersion":2,"mediaType":")" + indexType + R"(","manifests":[)" + descriptors.join(',') + "]}";
}

Response answer(int status, const QByteArray &body, Headers headers = {})
{
    Response response = ScriptedTransport::json(body, status);
    response.headers += headers;
    return response;
}

/// Answers by exact path; everything else is 404 with the registry's error body.
class Registry final {
public:
    Registry()
        : transport([this](const Request &request) { return respond(request); })
    {
    }

    void set(const QByteArray &path, Result<Response> response) { m_answers.insert(path, std::move(response)); }

    ScriptedTransport transport;

private:
    Result<Response> respond(const Request &request) const
    {
        const auto found = m_answers.constFind(request.path);
        Result<Response> out = found == m_answers.constEnd()
            ? answer(404, R"({"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]})")
            : *found;
        if (out)
            out.value().url = transport.origin().resolved(QUrl::fromEncoded(request.path));
        return out;
    }

    QHash<QByteArray, Result<Response>> m_answers;
};

/// Waits for the one call of a callback.
template <typename T>
class Catch {
public:
    std::function<void(Result<T>)> slot()
    {
        return [this](Result<T> result) {
            ++calls;
            thread = QThread::currentThread();
            m_result = std::move(result);
        };
    }
    const Result<T> &wait()
    {
        if (!QTest::qWaitFor([this] { return calls > 0; }, 5000))
            qFatal("the callback never ran");
        return *m_result;
    }
    int calls = 0;
    QThread *thread = nullptr;

private:
    std::optional<Result<T>> m_result;
};

} // namespace

class TestOciClient : public QObject {
    Q_OBJECT
private slots:
    void pings();
    void readsCatalogs_data();
    void readsCatalogs();
    void stopsAtBadLinks_data();
    void stopsAtBadLinks();
    void followsTheListWhateverItsHost_data();
    void followsTheListWhateverItsHost();
    void keepsWhatItHasWhenALaterPageFails();
    void asksAgainWithoutASize();
    void goesOnAfterAFullPageWithoutALink_data();
    void goesOnAfterAFullPageWithoutALink();
    void saysThatThereIsNoCatalog_data();
    void saysThatThereIsNoCatalog();
    void leavesOutNamesThatAreNone();
    void readsTags_data();
    void readsTags();
    void readsManifests();
    void refusesManifests_data();
    void refusesManifests();
    void readsHeads();
    void readsBlobsAndConfigs();
    void refusesNamesBeforeAsking_data();
    void refusesNamesBeforeAsking();
    void readsNothingThatCountsBeforeOneAgrees();
    void asksForTheTagOfReferrersWithoutATrace();
    void readsReferrersFromBothPlaces();
    void filtersReferrers();
    void followsReferrersOfReferrers();
    void pagesReferrers();
    void namesWhatOfTheReferrersIsMissing_data();
    void namesWhatOfTheReferrersIsMissing();
    void stopsWhenTheContextDies();
};

void TestOciClient::pings()
{
    Registry registry;
    registry.set("/v2/", answer(200, "{}", {{"docker-distribution-api-version", "registry/2.0"}}));
    Catch<Ping> good;
    Client(test::borrowed(registry.transport)).ping(this, good.slot());
    QCOMPARE(good.calls, 0); // never before the function returned
    QVERIFY(good.wait().ok());
    QCOMPARE(good.wait()->apiVersion, QByteArray("registry/2.0"));
    QCOMPARE(good.thread, thread());

    registry.set("/v2/", answer(200, {}, {{"Www-Authenticate", "basic realm=zot"}}));
    Catch<Ping> empty;
    Client(test::borrowed(registry.transport)).ping(this, empty.slot());
    QVERIFY(empty.wait().ok());
    QCOMPARE(empty.wait()->challenge, QByteArray("basic realm=zot"));

    registry.set("/v2/", answer(401, R"({"errors":[{"code":"UNAUTHORIZED"}]})"));
    Catch<Ping> refused;
    Client(test::borrowed(registry.transport)).ping(this, refused.slot());
    QCOMPARE(refused.wait().error().kind, ErrorKind::Unauthorized);
    QCOMPARE(refused.wait().error().code, u"UNAUTHORIZED"_s);

    Response page = answer(200, "<html><body>Portal</body></html>");
    page.headers = {{"Content-Type", "text/html"}};
    registry.set("/v2/", page);
    Catch<Ping> html;
    Client(test::borrowed(registry.transport)).ping(this, html.slot());
    QCOMPARE(html.wait().error().kind, ErrorKind::NotARegistry);
}

void TestOciClient::readsCatalogs_data()
{
    QTest::addColumn<QByteArrayList>("links");
    QTest::addColumn<QByteArrayList>("paths");
    const QByteArray first = "/v2/_catalog?n=1000";
    QTest::newRow("one page") << QByteArrayList{""} << QByteArrayList{first};
    QTest::newRow("absolute path") << QByteArrayList{R"(</v2/_catalog?last=p0&n=2>; rel="next")", ""}
                                   << QByteArrayList{first, "/v2/_catalog?last=p0&n=2"};
    QTest::newRow("no quotes") << QByteArrayList{"</v2/_catalog?last=p0>; rel=next", ""}
                               << QByteArrayList{first, "/v2/_catalog?last=p0"};
    QTest::newRow("slash in last") << QByteArrayList{R"(</v2/_catalog?last=a/b/c>; rel="next")", ""}
                                   << QByteArrayList{first, "/v2/_catalog?last=a/b/c"};
    QTest::newRow("slash encoded") << QByteArrayList{R"(</v2/_catalog?last=a%2Fb&n=5>; rel="next")", ""}
                                   << QByteArrayList{first, "/v2/_catalog?last=a%2Fb&n=5"};
    QTest::newRow("relative") << QByteArrayList{R"(<_catalog?last=x>; rel="next")", ""}
                              << QByteArrayList{first, "/v2/_catalog?last=x"};
    QTest::newRow("query alone") << QByteArrayList{R"(<?last=x>; rel="next")", ""}
                                 << QByteArrayList{first, "/v2/_catalog?last=x"};
    QTest::newRow("whole address") << QByteArrayList{R"(<https://registry.test/v2/_catalog?last=x>; rel="next")", ""}
                                   << QByteArrayList{first, "/v2/_catalog?last=x"};
    QTest::newRow("whole address with the port")
        << QByteArrayList{R"(<https://REGISTRY.test:443/v2/_catalog?last=x>; rel="next")", ""}
        << QByteArrayList{first, "/v2/_catalog?last=x"};
    QTest::newRow("several relations") << QByteArrayList{
        R"(</v2/_catalog>; rel="first", </v2/_catalog?last=x>; title="a,b"; rel="next last")",
        ""} << QByteArrayList{first, "/v2/_catalog?last=x"};
    QTest::newRow("only the previous") << QByteArrayList{R"(</v2/_catalog?last=x>; rel="prev")"}
                                       << QByteArrayList{first};
    QTest::newRow("three pages") << QByteArrayList{"</v2/_catalog?last=1>; rel=next", "</v2/_catalog?last=2>; rel=next",
        ""} << QByteArrayList{first, "/v2/_catalog?last=1", "/v2/_catalog?last=2"};
}

void TestOciClient::readsCatalogs()
{
    QFETCH(QByteArrayList, links);
    QFETCH(QByteArrayList, paths);
    Registry registry;
    QStringList due;
    for (int i = 0; i < links.size(); ++i) {
        const QByteArray name = "p" + QByteArray::number(i);
        due.append(QString::fromLatin1(name));
        registry.set(paths[i],
            answer(200, R"({"repositories":[")" + name + R"(","p0"]})",
                links[i].isEmpty() ? Headers{} : Headers{{"link", links[i]}}));
    }
    QList<qint64> progress;
    Catch<NameList> names;
    Client(test::borrowed(registry.transport))
        .catalog(
            this, [&](qint64 seen) { progress.append(seen); }, names.slot());
    QVERIFY2(names.wait().ok(), qPrintable(names.wait().error().message.english()));
    QCOMPARE(names.wait()->names, due); // "p0" once only
    QVERIFY(names.wait()->isComplete());
    QCOMPARE(registry.transport.paths(), paths);
    QCOMPARE(registry.transport.requests().first().scope, QByteArray("registry:catalog:*"));
    QCOMPARE(progress.size(), links.size());
    QCOMPARE(progress.last(), links.size());
}

void TestOciClient::stopsAtBadLinks_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("with a user") << QByteArray("<https://me@registry.test/v2/_catalog?last=x>; rel=next");
    QTest::newRow("file") << QByteArray("<file:///v2/_catalog>; rel=next");
    QTest::newRow("no boundary") << QByteArray("</v2/_catalogue?last=x>; rel=next");
    QTest::newRow("broken") << QByteArray("</v2/_catalog?last=x; rel=next");
    QTest::newRow("no brackets") << QByteArray("/v2/_catalog?last=x; rel=\"next\"");
    QTest::newRow("no relation") << QByteArray("</v2/_catalog?last=x>");
    QTest::newRow("empty relation") << QByteArray("</v2/_catalog?last=x>; rel=\"\"");
    QTest::newRow("other path") << QByteArray("</api/v2.0/users?page=2>; rel=next");
    QTest::newRow("path escape") << QByteArray("</v2/_catalog/../../secret>; rel=next");
    QTest::newRow("encoded path escape") << QByteArray("</v2/_catalog/%2e%2e/x>; rel=next");
    QTest::newRow("backslash") << QByteArray("</\\evil.test/v2/_catalog>; rel=next");
    QTest::newRow("to itself") << QByteArray("</v2/_catalog?n=1000>; rel=next");
    QTest::newRow("huge") << QByteArray("</v2/_catalog?last=" + QByteArray(9000, 'x') + ">; rel=next");
}

void TestOciClient::stopsAtBadLinks()
{
    QFETCH(QByteArray, link);
    Registry registry;
    registry.set("/v2/_catalog?n=1000", answer(200, R"({"repositories":["a"]})", {{"Link", link}}));
    Catch<NameList> names;
    Client(test::borrowed(registry.transport)).catalog(this, {}, names.slot());
    QVERIFY(names.wait().ok());
    QCOMPARE(names.wait()->names, QStringList{u"a"_s}); // shown, and marked as not whole
    QVERIFY(!names.wait()->isComplete());
    const ErrorKind kind = names.wait()->stopped.kind;
    QVERIFY(kind == ErrorKind::RedirectRefused || kind == ErrorKind::Decode);
    QVERIFY(names.wait()->stopped.text().contains(u"registry.test"_s));
    QCOMPARE(registry.transport.requests().size(), 1);
}

void TestOciClient::followsTheListWhateverItsHost_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("other host") << QByteArray("<https://evil.test/v2/_catalog?last=x>; rel=next");
    QTest::newRow("host that begins the same")
        << QByteArray("<https://registry.test.evil/v2/_catalog?last=x>; rel=next");
    QTest::newRow("other port") << QByteArray("<https://registry.test:8443/v2/_catalog?last=x>; rel=next");
    QTest::newRow("other scheme") << QByteArray("<http://registry.test/v2/_catalog?last=x>; rel=next");
    QTest::newRow("as it is named inside") << QByteArray("<http://registry:5000/v2/_catalog?last=x>; rel=\"next\"");
    QTest::newRow("without scheme") << QByteArray("<//evil.test/v2/_catalog?last=x>; rel=next");
    QTest::newRow("behind a path") << QByteArray("</artifactory/api/docker/local/v2/_catalog?last=x>; rel=next");
    QTest::newRow("query alone") << QByteArray("<?last=x>; rel=next");
    QTest::newRow("last part") << QByteArray("<_catalog?last=x>; rel=next");
}

// A registry behind a proxy names itself as it knows itself. All that is taken of it is the query.
void TestOciClient::followsTheListWhateverItsHost()
{
    QFETCH(QByteArray, link);
    Registry registry;
    registry.set("/v2/_catalog?n=1000", answer(200, R"({"repositories":["a"]})", {{"Link", link}}));
    registry.set("/v2/_catalog?last=x", answer(200, R"({"repositories":["z"]})"));
    Catch<NameList> names;
    Client(test::borrowed(registry.transport)).catalog(this, {}, names.slot());
    QVERIFY(names.wait().ok());
    QCOMPARE(names.wait()->names, QStringList({u"a"_s, u"z"_s}));
    QVERIFY(names.wait()->isComplete());
    QCOMPARE(registry.transport.paths(), QList<QByteArray>({"/v2/_catalog?n=1000", "/v2/_catalog?last=x"}));
}

void TestOciClient::keepsWhatItHasWhenALaterPageFails()
{
    Registry registry;
    const auto link = [](const QByteArray &to) {
        return Headers{{"Link", "</v2/_catalog?last=" + to + ">; rel=next"}};
    };
    registry.set("/v2/_catalog?n=1000", answer(200, R"({"repositories":["a"]})", link("a")));
    registry.set("/v2/_catalog?last=a", answer(500, "{}"));
    Catch<NameList> cut;
    Client(test::borrowed(registry.transport)).catalog(this, {}, cut.slot());
    QCOMPARE(cut.wait()->names, QStringList{u"a"_s});
    QCOMPARE(cut.wait()->stopped.kind, ErrorKind::Server);

    // A circle over two pages, and an empty page in the middle, which is no end.
    registry.set("/v2/_catalog?last=a", answer(200, R"({"repositories":null})", link("b")));
    registry.set("/v2/_catalog?last=b", answer(200, R"({"repositories":["c"]})", link("a")));
    Catch<NameList> circle;
    Client(test::borrowed(registry.transport)).catalog(this, {}, circle.slot());
    QCOMPARE(circle.wait()->names, QStringList({u"a"_s, u"c"_s}));
    QCOMPARE(circle.wait()->stopped.kind, ErrorKind::RedirectRefused);
    QVERIFY(circle.wait()->stopped.message.english().contains(u"leads to a page already read"_s));
}

void TestOciClient::asksAgainWithoutASize()
{
    Registry registry;
    registry.set("/v2/_catalog?n=1000", answer(400, R"({"errors":[{"code":"PAGINATION_NUMBER_INVALID"}]})"));
    registry.set("/v2/_catalog", answer(200, R"({"repositories":["a"]})"));
    Catch<NameList> names;
    Client(test::borrowed(registry.transport)).catalog(this, {}, names.slot());
    QVERIFY(names.wait().ok());
    QCOMPARE(names.wait()->names, QStringList{u"a"_s});
    QVERIFY(names.wait()->isComplete());

    // A list that was asked for without a query has its own path, too.
    registry.set(
        "/v2/_catalog", answer(200, R"({"repositories":["a"]})", {{"Link", "</v2/b/tags/list?last=x>; rel=next"}}));
    Catch<NameList> elsewhere;
    Client(test::borrowed(registry.transport)).catalog(this, {}, elsewhere.slot());
    QVERIFY(!elsewhere.wait()->isComplete());
    QVERIFY(!registry.transport.paths().contains("/v2/b/tags/list?last=x"));
}

void TestOciClient::goesOnAfterAFullPageWithoutALink_data()
{
    QTest::addColumn<int>("names");
    QTest::addColumn<QByteArray>("next"); // what the page after them says; none: it is not there
    QTest::addColumn<int>("due");
    QTest::addColumn<int>("asked");
    QTest::addRow("there is more") << 1000 << QByteArray(R"({"repositories":["z"]})") << 1001 << 2;
    QTest::addRow("nothing more") << 1000 << QByteArray(R"({"repositories":[]})") << 1000 << 2;
    QTest::addRow("takes no last name") << 1000 << QByteArray("again") << 1000 << 2;
    QTest::addRow("knows no such page") << 1000 << QByteArray() << 1000 << 2;
    QTest::addRow("not full") << 999 << QByteArray(R"({"repositories":["z"]})") << 999 << 1;
    QTest::addRow("all at once, whatever was asked for")
        << 1001 << QByteArray(R"({"repositories":["z"]})") << 1001 << 1;
}

void TestOciClient::goesOnAfterAFullPageWithoutALink()
{
    QFETCH(int, names);
    QFETCH(QByteArray, next);
    QFETCH(int, due);
    QFETCH(int, asked);
    QByteArrayList quoted;
    for (int i = 0; i < names; ++i)
        quoted.append("\"p/" + QByteArray::number(10000 + i) + '"');
    const QByteArray first = R"({"repositories":[)" + quoted.join(',') + "]}";
    Registry registry;
    registry.set("/v2/_catalog?n=1000", answer(200, first));
    const QByteArray last = "/v2/_catalog?n=1000&last=p%2F" + QByteArray::number(10000 + names - 1);
    if (!next.isEmpty())
        registry.set(last, answer(200, next == "again" ? first : next));
    Catch<NameList> all;
    Client(test::borrowed(registry.transport)).catalog(this, {}, all.slot());
    QVERIFY2(all.wait().ok(), qPrintable(all.wait().error().message.english()));
    QCOMPARE(all.wait()->names.size(), due);
    QVERIFY(all.wait()->isComplete());
    QCOMPARE(registry.transport.paths().size(), asked);
    if (asked > 1)
        QCOMPARE(registry.transport.paths().last(), last);

    // What fails otherwise may hide names.
    if (asked > 1) {
        registry.set(last, answer(500, "{}"));
        Catch<NameList> cut;
        Client(test::borrowed(registry.transport)).catalog(this, {}, cut.slot());
        QCOMPARE(cut.wait()->stopped.kind, ErrorKind::Server);
    }
}

void TestOciClient::saysThatThereIsNoCatalog_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("olareg") << 404 << QByteArray("404 page not found\n") << ErrorKind::Unsupported;
    QTest::newRow("not allowed") << 405 << QByteArray() << ErrorKind::Unsupported;
    QTest::newRow("hub") << 401 << QByteArray(R"({"errors":[{"code":"UNAUTHORIZED"}]})") << ErrorKind::Unauthorized;
    QTest::newRow("denied") << 403 << QByteArray(R"({"errors":[{"code":"DENIED"}]})") << ErrorKind::Forbidden;
    QTest::newRow("broken") << 500 << QByteArray("{}") << ErrorKind::Server;
    QTest::newRow("wrong shape") << 200 << QByteArray(R"({"repositories":{"a":1}})") << ErrorKind::Decode;
    QTest::newRow("no list in it") << 200 << QByteArray(R"({"errors":[]})") << ErrorKind::Decode;
    QTest::newRow("a list") << 200 << QByteArray(R"(["a"])") << ErrorKind::Decode;
    QTest::newRow("numbers") << 200 << QByteArray(R"({"repositories":[1]})") << ErrorKind::Decode;
    QTest::newRow("cut") << 200 << QByteArray(R"({"repositories":["a")") << ErrorKind::Decode;
    QTest::newRow("deep") << 200 << QByteArray(R"({"repositories":)" + QByteArray(100'000, '[')) << ErrorKind::Decode;
}

void TestOciClient::saysThatThereIsNoCatalog()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Registry registry;
    registry.set("/v2/_catalog?n=1000", answer(status, body));
    Catch<NameList> names;
    Client(test::borrowed(registry.transport)).catalog(this, {}, names.slot());
    QVERIFY(!names.wait().ok());
    QTEST(names.wait().error().kind, "kind");
    QVERIFY(!names.wait().error().message.isEmpty());
}

void TestOciClient::leavesOutNamesThatAreNone()
{
    Registry registry;
    registry.set("/v2/_catalog?n=1000",
        answer(200, R"({"repositories":["a","../../etc","B","a b","","a?x=1","c/d","\u202eevil"]})"));
    Catch<NameList> names;
    Client(test::borrowed(registry.transport)).catalog(this, {}, names.slot());
    QCOMPARE(names.wait()->names, QStringList({u"a"_s, u"c/d"_s}));
    QCOMPARE(names.wait()->unusable.size(), 6);
    QVERIFY(!names.wait()->isComplete()); // nothing is left out without a word
    QVERIFY(names.wait()->stopped.message.english().contains(u"6 names"_s));
}

void TestOciClient::readsTags_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("tags");
    QTest::newRow("some") << QByteArray(R"({"name":"a/b","tags":["v10","v9"]})") << QStringList({u"v10"_s, u"v9"_s});
    QTest::newRow("null") << QByteArray(R"({"name":"a/b","tags":null})") << QStringList();
    QTest::newRow("none") << QByteArray(R"({"name":"a/b","tags":[]})") << QStringList();
    QTest::newRow("missing") << QByteArray(R"({"name":"a/b"})") << QStringList();
}

void TestOciClient::readsTags()
{
    QFETCH(QByteArray, body);
    Registry registry;
    registry.set("/v2/a/b/tags/list?n=1000", answer(200, body));
    Catch<NameList> tags;
    Client(test::borrowed(registry.transport)).tags(u"a/b"_s, this, tags.slot());
    QVERIFY(tags.wait().ok());
    QTEST(tags.wait()->names, "tags");
    QVERIFY(tags.wait()->isComplete());
    QCOMPARE(registry.transport.requests().first().scope, QByteArray("repository:a/b:pull"));

    Catch<NameList> unknown;
    Client(test::borrowed(registry.transport)).tags(u"a/c"_s, this, unknown.slot());
    QCOMPARE(unknown.wait().error().kind, ErrorKind::NotFound);
}

void TestOciClient::readsManifests()
{
    const QByteArray raw = index({descriptor(digestOf("x"))});
    Registry registry;
    // The header names another digest: it is not asked.
    registry.set("/v2/a/manifests/latest", answer(200, raw, {{"Docker-Content-Digest", digestOf("something else")}}));
    registry.set("/v2/a/manifests/" + digestOf(raw), answer(200, raw));
    Catch<Manifest> byTag;
    Client(test::borrowed(registry.transport)).manifest(u"a"_s, u"latest"_s, this, byTag.slot());
    QVERIFY2(byTag.wait().ok(), qPrintable(byTag.wait().error().message.english()));
    QCOMPARE(byTag.wait()->digest, Digest::of(raw));
    QCOMPARE(byTag.wait()->kind, Manifest::Kind::Index);
    const Request request = registry.transport.requests().first();
    const QByteArray accept = header(request.headers, "Accept");
    for (const auto &type :
        {mediatype::ociManifest, mediatype::ociIndex, mediatype::dockerManifest, mediatype::dockerList})
        QVERIFY2(accept.contains(QByteArray(type.data())), accept);
    QCOMPARE(request.limits.body, 4 * 1024 * 1024);
    QCOMPARE(request.scope, QByteArray("repository:a:pull"));
    Catch<Manifest> byDigest;
    Client(test::borrowed(registry.transport)).manifest(u"a"_s, Digest::of(raw).text(), this, byDigest.slot());
    QVERIFY(byDigest.wait().ok());
}

void TestOciClient::refusesManifests_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray self = descriptor(digestOf("asked"));
    QTest::newRow("other bytes") << 200 << index({}) << ErrorKind::Decode;
    QTest::newRow("an index that names itself") << 200 << index({self}) << ErrorKind::Decode;
    QTest::newRow("nothing") << 200 << QByteArray() << ErrorKind::Decode;
    QTest::newRow("unknown") << 404 << QByteArray(R"({"errors":[{"code":"MANIFEST_UNKNOWN"}]})") << ErrorKind::NotFound;
    QTest::newRow("blocked") << 412
                             << QByteArray(R"({"errors":[{"code":"PROJECTPOLICYVIOLATION","message":"not signed"}]})")
                             << ErrorKind::Precondition;
    QTest::newRow("zot's 401") << 401 << QByteArray(R"({"code":"UNAUTHORIZED"})") << ErrorKind::Unauthorized;
}

void TestOciClient::refusesManifests()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Registry registry;
    registry.set("/v2/a/manifests/" + digestOf("asked"), answer(status, body));
    Catch<Manifest> manifest;
    Client(test::borrowed(registry.transport)).manifest(u"a"_s, Digest::of("asked").text(), this, manifest.slot());
    QVERIFY(!manifest.wait().ok());
    QTEST(manifest.wait().error().kind, "kind");
}

void TestOciClient::readsHeads()
{
    Registry registry;
    registry.set(
        "/v2/a/manifests/v1", answer(200, {}, {{"docker-content-digest", digestOf("x")}, {"content-length", "751"}}));
    Response odd = answer(200, {}, {{"Docker-Content-Digest", "sha256:../../x"}, {"Content-Length", "-5"}});
    odd.headers.first().second = "application/vnd.oci.image.index.v1+json; charset=utf-8";
    registry.set("/v2/a/manifests/odd", odd);
    Catch<Descriptor> head;
    Client(test::borrowed(registry.transport)).head(u"a"_s, u"v1"_s, this, head.slot());
    QCOMPARE(head.wait()->digest, Digest::of("x"));
    QCOMPARE(head.wait()->size, 751);
    QCOMPARE(registry.transport.requests().first().method, QByteArray("HEAD"));
    Catch<Descriptor> strange;
    Client(test::borrowed(registry.transport)).head(u"a"_s, u"odd"_s, this, strange.slot());
    QVERIFY(strange.wait().ok());
    QVERIFY(!strange.wait()->digest.isValid());
    QCOMPARE(strange.wait()->size, 0);
    QVERIFY(strange.wait()->isIndex());
}

void TestOciClient::readsBlobsAndConfigs()
{
    const QByteArray config = R"({"os":"linux","architecture":"amd64"})";
    Registry registry;
    registry.set("/v2/a/blobs/" + digestOf(config), answer(200, config));
    registry.set("/v2/a/blobs/" + digestOf("swapped"), answer(200, config));
    Descriptor descriptor;
    descriptor.digest = Digest::of(config);
    descriptor.size = config.size();
    Catch<ImageConfig> good;
    Client(test::borrowed(registry.transport)).config(u"a"_s, descriptor, this, good.slot());
    QCOMPARE(good.wait()->platform.text(), u"linux/amd64"_s);
    QVERIFY(registry.transport.requests().first().blob);

    Catch<QByteArray> bytes;
    Client(test::borrowed(registry.transport)).blob(u"a"_s, descriptor, Limits::report(), this, bytes.slot());
    QCOMPARE(*bytes.wait(), config);
    QCOMPARE(registry.transport.requests().last().limits.body, Limits::report().body);

    descriptor.digest = Digest::of("swapped");
    Catch<QByteArray> swapped;
    Client(test::borrowed(registry.transport)).blob(u"a"_s, descriptor, Limits::report(), this, swapped.slot());
    QCOMPARE(swapped.wait().error().kind, ErrorKind::Decode);

    const qsizetype asked = registry.transport.requests().size();
    descriptor.size = 5 * 1024 * 1024;
    Catch<ImageConfig> huge;
    Client(test::borrowed(registry.transport)).config(u"a"_s, descriptor, this, huge.slot());
    QCOMPARE(huge.wait().error().kind, ErrorKind::TooLarge);
    QCOMPARE(registry.transport.requests().size(), asked);
}

void TestOciClient::refusesNamesBeforeAsking_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("target");
    QTest::newRow("path escape") << u"../../api"_s << u"latest"_s;
    QTest::newRow("query") << u"a?x=1"_s << u"latest"_s;
    QTest::newRow("tag with a slash") << u"a"_s << u"../x"_s;
    QTest::newRow("bad digest") << u"a"_s << u"sha256:12"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestOciClient::refusesNamesBeforeAsking()
{
    QFETCH(QString, repository);
    QFETCH(QString, target);
    Registry registry;
    const Client client(test::borrowed(registry.transport));
    Catch<Manifest> manifest;
    client.manifest(repository, target, this, manifest.slot());
    QCOMPARE(manifest.calls, 0);
    QCOMPARE(manifest.wait().error().kind, ErrorKind::Usage);
    Catch<Descriptor> head;
    client.head(repository, target, this, head.slot());
    QCOMPARE(head.wait().error().kind, ErrorKind::Usage);
    if (repository != u"a"_s) {
        Catch<NameList> tags;
        client.tags(repository, this, tags.slot());
        QCOMPARE(tags.wait().error().kind, ErrorKind::Usage);
    }
    Catch<Referrers> referrers;
    client.referrers(repository, {}, this, referrers.slot());
    QCOMPARE(referrers.wait().error().kind, ErrorKind::Usage);
    QVERIFY(registry.transport.requests().isEmpty());
}

void TestOciClient::readsNothingThatCountsBeforeOneAgrees()
{
    const QByteArray body = index({descriptor(digestOf("child"))});
    const QString digest = Digest::of(body).text();
    Registry registry;
    registry.set("/v2/a/manifests/1.0", answer(200, body));
    registry.set("/v2/a/manifests/" + digest.toLatin1(), answer(200, body));
    const auto guard = std::make_shared<PullGuard>();
    guard->setCounted(true);
    const Client client(test::borrowed(registry.transport), guard);

    QVERIFY(client.asksToRead(u"a"_s, u"1.0"_s));
    Catch<Manifest> refused;
    client.manifest(u"a"_s, u"1.0"_s, this, refused.slot());
    QVERIFY(!refused.wait().ok());
    QVERIFY(PullGuard::isRefusal(refused.wait().error()));
    QVERIFY(registry.transport.requests().isEmpty());

    guard->agree();
    Catch<Manifest> read;
    client.manifest(u"a"_s, u"1.0"_s, this, read.slot());
    QVERIFY(read.wait().ok());
    QCOMPARE(registry.transport.requests().size(), 1);
    // What was read is kept by its digest, for this repository.
    Catch<Manifest> again;
    client.manifest(u"a"_s, digest, this, again.slot());
    QVERIFY(again.wait().ok());
    QCOMPARE(again.wait()->raw, body);
    QCOMPARE(registry.transport.requests().size(), 1);
    Catch<Manifest> elsewhere;
    client.manifest(u"b"_s, digest, this, elsewhere.slot());
    QVERIFY(!elsewhere.wait().ok());
    QCOMPARE(registry.transport.requests().size(), 2);

    // Where nothing is counted, nothing is asked.
    guard->setCounted(false);
    QVERIFY(!Client(test::borrowed(registry.transport), std::make_shared<PullGuard>()).asksToRead(u"a"_s, u"1.0"_s));
}

void TestOciClient::asksForTheTagOfReferrersWithoutATrace()
{
    const Digest subject = Digest::of("subject");
    const QByteArray tag = "/v2/a/manifests/" + subject.fallbackTag();
    Registry registry;
    registry.set("/v2/a/referrers/" + subject.latin1(), answer(200, index({})));
    registry.set(tag, answer(200, index({descriptor(digestOf("notation"))})));
    const auto guard = std::make_shared<PullGuard>();
    guard->setCounted(true);
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport), guard).referrers(u"a"_s, {.subject = subject}, this, found.slot());
    QVERIFY(found.wait().ok());
    // There is more, it was not read, and that is said.
    QVERIFY(!found.wait()->isComplete());
    QVERIFY(PullGuard::isRefusal(found.wait()->failures.first()));
    for (const Request &request : registry.transport.requests())
        QVERIFY(request.path != tag || request.method == "HEAD");

    guard->agree();
    Catch<Referrers> all;
    Client(test::borrowed(registry.transport), guard).referrers(u"a"_s, {.subject = subject}, this, all.slot());
    QVERIFY(all.wait()->isComplete());
    QCOMPARE(all.wait()->rows.size(), 1);
}

void TestOciClient::readsReferrersFromBothPlaces()
{
    const Digest subject = Digest::of("subject");
    Registry registry;
    registry.set("/v2/a/referrers/" + subject.latin1(),
        answer(200,
            index({descriptor(digestOf("bundle"), "application/vnd.dev.sigstore.bundle.v0.3+json"),
                descriptor(digestOf("both"), "application/spdx+json"), descriptor(subject.latin1())})));
    registry.set("/v2/a/manifests/" + subject.fallbackTag(),
        answer(200,
            index({descriptor(digestOf("both"), "application/spdx+json"),
                descriptor(digestOf("notation"), "application/vnd.cncf.notary.signature")})));
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport)).referrers(u"a"_s, {.subject = subject}, this, found.slot());
    QVERIFY2(found.wait().ok(), qPrintable(found.wait().error().message.english()));
    const Referrers &all = *found.wait();
    QVERIFY(all.hasApi);
    QVERIFY(all.isComplete());
    QCOMPARE(all.rows.size(), 3); // what names itself is no row
    QCOMPARE(all.rows[0].attachment, Attachment::SigstoreBundle);
    QVERIFY(all.rows[0].byApi && !all.rows[0].byTag);
    QCOMPARE(all.rows[1].attachment, Attachment::SpdxSbom);
    QVERIFY(all.rows[1].byApi && all.rows[1].byTag);
    QCOMPARE(all.rows[2].attachment, Attachment::NotationSignature);
    QVERIFY(!all.rows[2].byApi && all.rows[2].byTag);
    QCOMPARE(all.rows[2].subject, subject);

    // Neither API nor tag: nothing is attached, and that is known.
    Catch<Referrers> none;
    Client(test::borrowed(registry.transport)).referrers(u"b"_s, {.subject = subject}, this, none.slot());
    QVERIFY(none.wait().ok());
    QVERIFY(none.wait()->rows.isEmpty());
    QVERIFY(!none.wait()->hasApi);
    QVERIFY(none.wait()->isComplete());
}

void TestOciClient::filtersReferrers()
{
    const Digest subject = Digest::of("subject");
    const QByteArray rows = index({descriptor(digestOf("a"), "application/spdx+json"), descriptor(digestOf("b"), "x/y"),
        descriptor(digestOf("c"))});
    Registry registry;
    // A registry that does not filter.
    registry.set("/v2/a/referrers/" + subject.latin1() + "?artifactType=application%2Fspdx%2Bjson", answer(200, rows));
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport))
        .referrers(u"a"_s, {.subject = subject, .artifactType = u"application/spdx+json"_s}, this, found.slot());
    QCOMPARE(found.wait()->rows.size(), 2); // the one that does not say its type stays
    QCOMPARE(found.wait()->rows[0].descriptor.digest, Digest::of("a"));
    QCOMPARE(found.wait()->rows[1].descriptor.digest, Digest::of("c"));
}

void TestOciClient::followsReferrersOfReferrers()
{
    // subject <- sbom <- signature, and the signature claims that the SBOM and the subject are attached to it.
    Registry registry;
    const auto path = [](const QByteArray &seed) { return "/v2/a/referrers/" + digestOf(seed); };
    registry.set(path("subject"), answer(200, index({descriptor(digestOf("sbom"), "application/spdx+json")})));
    registry.set(path("sbom"), answer(200, index({descriptor(digestOf("signature"), "x/y")})));
    registry.set(path("signature"),
        answer(200, index({descriptor(digestOf("sbom"), "application/spdx+json"), descriptor(digestOf("subject"))})));
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport))
        .referrers(u"a"_s, {.subject = Digest::of("subject"), .artifactType = {}, .depth = 3}, this, found.slot());
    const Referrers &all = *found.wait();
    QCOMPARE(all.rows.size(), 3);
    QCOMPARE(all.rows[1].subject, Digest::of("sbom"));
    QCOMPARE(all.rows[1].depth, 2);
    QCOMPARE(all.rows[2].depth, 3);
    QCOMPARE(registry.transport.requests().size(), 6); // each once by API and once by tag, the circle not again

    Catch<Referrers> flat;
    Client(test::borrowed(registry.transport)).referrers(u"a"_s, {.subject = Digest::of("subject")}, this, flat.slot());
    QCOMPARE(flat.wait()->rows.size(), 1);
}

void TestOciClient::pagesReferrers()
{
    const Digest subject = Digest::of("subject");
    const QByteArray path = "/v2/a/referrers/" + subject.latin1();
    Registry registry;
    registry.set(
        path, answer(200, index({descriptor(digestOf("1"))}), {{"Link", "<" + path + "?page=2>; rel=\"next\""}}));
    registry.set(
        path + "?page=2", answer(200, index({descriptor(digestOf("2"))}), {{"Link", "<" + path + ">; rel=next"}}));
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport)).referrers(u"a"_s, {.subject = subject}, this, found.slot());
    QCOMPARE(found.wait()->rows.size(), 2);
    QVERIFY(!found.wait()->isComplete()); // the second page leads back to the first
    QCOMPARE(found.wait()->failures.first().kind, ErrorKind::RedirectRefused);
}

void TestOciClient::namesWhatOfTheReferrersIsMissing_data()
{
    QTest::addColumn<int>("apiStatus");
    QTest::addColumn<QByteArray>("apiBody");
    QTest::addColumn<int>("tagStatus");
    QTest::addColumn<QByteArray>("tagBody");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("failures");
    const QByteArray one = index({descriptor(digestOf("1"))});
    const QByteArray image = R"({"schemaVersion":2,"mediaType":")" + ociType + R"(","config":)"
        + descriptor(digestOf("c")) + R"(,"layers":[]})";
    QTest::newRow("API broken") << 500 << QByteArray("{}") << 200 << one << true << 1 << 1;
    QTest::newRow("tag broken") << 200 << one << 500 << QByteArray("{}") << true << 1 << 1;
    QTest::newRow("both broken") << 500 << QByteArray("{}") << 502 << QByteArray("{}") << false << 0 << 0;
    QTest::newRow("API is a web page") << 200 << QByteArray("<html></html>") << 200 << one << true << 1 << 0;
    QTest::newRow("API not taken") << 400 << QByteArray("{}") << 200 << one << true << 1 << 0;
    QTest::newRow("API denied") << 403 << QByteArray("{}") << 404 << QByteArray("{}") << true << 0 << 1;
    QTest::newRow("tag of an image") << 404 << QByteArray("{}") << 200 << image << true << 0 << 1;
    QTest::newRow("API gives an image") << 200 << image << 200 << one << true << 1 << 1;
}

void TestOciClient::namesWhatOfTheReferrersIsMissing()
{
    QFETCH(int, apiStatus);
    QFETCH(QByteArray, apiBody);
    QFETCH(int, tagStatus);
    QFETCH(QByteArray, tagBody);
    QFETCH(bool, ok);
    const Digest subject = Digest::of("subject");
    Registry registry;
    registry.set("/v2/a/referrers/" + subject.latin1(), answer(apiStatus, apiBody));
    registry.set("/v2/a/manifests/" + subject.fallbackTag(), answer(tagStatus, tagBody));
    Catch<Referrers> found;
    Client(test::borrowed(registry.transport)).referrers(u"a"_s, {.subject = subject}, this, found.slot());
    QCOMPARE(found.wait().ok(), ok);
    if (!ok) {
        QCOMPARE(found.wait().error().kind, ErrorKind::Server);
        return;
    }
    QTEST(int(found.wait()->rows.size()), "rows");
    QTEST(int(found.wait()->failures.size()), "failures");
}

void TestOciClient::stopsWhenTheContextDies()
{
    Registry registry;
    registry.transport.hold();
    Catch<NameList> names;
    Catch<Manifest> manifest;
    auto context = std::make_unique<QObject>();
    const Client client(test::borrowed(registry.transport));
    client.catalog(context.get(), {}, names.slot());
    client.manifest(u"a"_s, u"b"_s, context.get(), manifest.slot());
    QCOMPARE(registry.transport.inFlight(), 2);
    context.reset();
    QCOMPARE(registry.transport.aborted(), 2);
    registry.transport.release();
    // A call that is answered later shows that all that was queued before has run.
    Catch<Ping> last;
    client.ping(this, last.slot());
    last.wait();
    QCOMPARE(names.calls, 0);
    QCOMPARE(manifest.calls, 0);
}

QTEST_GUILESS_MAIN(TestOciClient)
#include "tst_ociclient.moc"
