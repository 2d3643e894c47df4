// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/repositorywalk.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using lotse::test::ScriptedTransport;
using namespace Qt::StringLiterals;

namespace {

// Repositories r0, r1, … each with tags t0, t1, …; the manifest of a tag is an index whose annotation names it.
class Registry final {
public:
    Registry(int repositories, int tags)
        : transport([this](const Request &request) { return respond(request); })
        , m_repositories(repositories)
        , m_tags(tags)
    {
    }

    QByteArrayList broken; // paths answered with 500
    QHash<QByteArray, Response> answers; // by path, before all else
    ScriptedTransport transport;

    static QByteArray manifest(const QByteArray &repository, const QByteArray &tag)
    {
        return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[],"annotations":{"is":")"
            + repository + ':' + tag + R"("}})";
    }

private:
    Result<Response> respond(const Request &request) const
    {
        Response response = ScriptedTransport::json("{}");
        response.url = transport.origin().resolved(QUrl::fromEncoded(request.path));
        const QByteArrayList parts = request.path.split('/');
        if (answers.contains(request.path)) {
            response.status = answers[request.path].status;
            response.body = answers[request.path].body;
        } else if (broken.contains(request.path)) {
            response.status = 500;
        } else if (parts[2].startsWith("_catalog")) {
            // Pages of ten.
            const int from =
                request.path.contains("last=") ? request.path.mid(request.path.indexOf("last=") + 5).toInt() : 0;
            const int to = qMin(from + 10, m_repositories);
            response.body = R"({"repositories":[)" + numbered('r', from, to) + "]}";
            if (to < m_repositories)
                response.headers.emplaceBack(
                    "Link", "</v2/_catalog?last=" + QByteArray::number(to) + ">; rel=\"next\"");
        } else if (parts[3] == "tags") {
            response.body = R"({"tags":[)" + numbered('t', 0, m_tags) + "]}";
        } else {
            const QByteArray body = manifest(parts[2], parts[4]);
            response.headers.emplaceBack("Docker-Content-Digest", Digest::of(body).latin1());
            if (request.method == "GET")
                response.body = body;
        }
        return response;
    }

    static QByteArray numbered(char letter, int from, int to)
    {
        QByteArrayList names;
        for (int i = from; i < to; ++i)
            names.append('"' + QByteArray(1, letter) + QByteArray::number(i) + '"');
        return names.join(',');
    }

    int m_repositories;
    int m_tags;
};

struct Outcome {
    std::optional<Result<WalkAnswer>> result;
    QList<WalkProgress> progress;
    QStringList seen;

    RepositoryWalk *start(Registry &registry, const WalkQuestion &question, QObject *context)
    {
        auto *walk = new RepositoryWalk(test::borrowed(registry.transport), question, context);
        walk->onProgress = [this](const WalkProgress &step) { progress.append(step); };
        walk->onRepository = [this](const RepositoryRow &row) { seen.append(row.name); };
        walk->onDone = [this](Result<WalkAnswer> answer) { result = std::move(answer); };
        walk->start();
        return walk;
    }
    bool wait()
    {
        return QTest::qWaitFor([this] { return result.has_value(); }, 10'000);
    }
};

} // namespace

class TestRepositoryWalk : public QObject {
    Q_OBJECT
private slots:
    void walks_data();
    void walks();
    void keepsTheConnectionsBusy();
    void namesWhatFails();
    void takesAnEmptiedRepositoryForEmpty();
    void failsWithoutACatalog();
    void marksACutCatalog();
    void walksNamedRepositories();
    void cancels();
};

void TestRepositoryWalk::walks_data()
{
    using Depth = WalkQuestion::Depth;
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("requests");
    QTest::newRow("names") << int(Depth::Names) << 3;
    QTest::newRow("tags") << int(Depth::Tags) << 3 + 25;
    QTest::newRow("heads") << int(Depth::Heads) << 3 + 25 + 100;
    QTest::newRow("manifests") << int(Depth::Manifests) << 3 + 25 + 100;
}

void TestRepositoryWalk::walks()
{
    QFETCH(int, depth);
    QFETCH(int, requests);
    Registry registry(25, 4);
    Outcome outcome;
    outcome.start(registry, {.depth = WalkQuestion::Depth(depth)}, this);
    QVERIFY(outcome.wait());
    QVERIFY2(outcome.result->ok(), qPrintable(outcome.result->error().message.english()));
    const WalkAnswer &answer = **outcome.result;
    QVERIFY(answer.isComplete());
    QCOMPARE(answer.rows.size(), 25);
    QCOMPARE(outcome.seen.size(), 25);
    QCOMPARE(outcome.progress.size(), 25);
    QCOMPARE(outcome.progress.last().done, 25);
    QCOMPARE(outcome.progress.last().total, 25);
    QCOMPARE(registry.transport.requests().size(), requests);
    for (int i = 0; i < 25; ++i) {
        const RepositoryRow &row = answer.rows[i];
        QCOMPARE(row.name, u"r%1"_s.arg(i)); // the order of the catalog, whatever came first
        QCOMPARE(row.tags.size(), depth == int(WalkQuestion::Depth::Names) ? 0 : 4);
        for (const TagRow &tag : row.tags) {
            const QByteArray body = Registry::manifest(row.name.toLatin1(), tag.tag.toLatin1());
            const bool hasTarget = depth >= int(WalkQuestion::Depth::Heads);
            QCOMPARE(tag.descriptor.digest, hasTarget ? Digest::of(body) : Digest());
            if (depth == int(WalkQuestion::Depth::Manifests)) {
                QCOMPARE(tag.manifest.annotations.value(u"is"_s), row.name + u':' + tag.tag);
                QCOMPARE(tag.descriptor.size, body.size());
                QVERIFY(tag.manifest.raw.isEmpty());
            }
        }
    }
    const QList<Request> all = registry.transport.requests();
    const auto gets = std::count_if(all.begin(), all.end(),
        [](const Request &request) { return request.method == "GET" && request.path.contains("/manifests/"); });
    QCOMPARE(gets, depth == int(WalkQuestion::Depth::Manifests) ? 100 : 0); // heads count as no download
}

void TestRepositoryWalk::keepsTheConnectionsBusy()
{
    Registry registry(40, 3);
    int most = 0;
    Outcome outcome;
    QObject watch;
    auto *walk = outcome.start(registry, {.depth = WalkQuestion::Depth::Manifests}, this);
    walk->onProgress = [&](const WalkProgress &) { most = qMax(most, registry.transport.inFlight()); };
    QVERIFY(outcome.wait());
    QVERIFY2(most >= 6 && most <= 13, qPrintable(QString::number(most)));
}

void TestRepositoryWalk::namesWhatFails()
{
    Registry registry(4, 3);
    registry.broken = {"/v2/r1/tags/list?n=1000", "/v2/r2/manifests/t1"};
    Outcome outcome;
    outcome.start(registry, {.depth = WalkQuestion::Depth::Manifests}, this);
    QVERIFY(outcome.wait());
    const WalkAnswer &answer = **outcome.result;
    QVERIFY(!answer.isComplete());
    QCOMPARE(answer.failures, 2);
    QVERIFY(answer.rows[0].isComplete());
    QCOMPARE(answer.rows[1].error.kind, ErrorKind::Server);
    QVERIFY(answer.rows[1].tags.isEmpty());
    QVERIFY(!answer.rows[2].isComplete());
    QCOMPARE(answer.rows[2].tags[1].error.kind, ErrorKind::Server);
    QVERIFY(answer.rows[2].tags[2].descriptor.digest.isValid());
    QVERIFY(answer.rows[3].isComplete());
}

// A registry goes on naming a repository in its catalog when its last manifest is gone, and then says in one of three
// ways that it has no tags. What only a proxy says, or of a repository that was typed, is a failure as before.
void TestRepositoryWalk::takesAnEmptiedRepositoryForEmpty()
{
    const QByteArray unknown =
        R"({"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"r0"}}]})";
    Registry registry(5, 1);
    registry.answers = {{"/v2/r0/tags/list?n=1000", ScriptedTransport::json(unknown, 404)},
        {"/v2/r1/tags/list?n=1000", ScriptedTransport::json(R"({"name":"r1","tags":null})")},
        {"/v2/r2/tags/list?n=1000", ScriptedTransport::json(R"({"name":"r2","tags":[]})")}};
    Outcome emptied;
    emptied.start(registry, {.depth = WalkQuestion::Depth::Tags}, this);
    QVERIFY(emptied.wait());
    const WalkAnswer whole = **emptied.result;
    QVERIFY(whole.isComplete());
    QCOMPARE(whole.failures, 0);
    QCOMPARE(whole.rows.size(), 5);
    for (qsizetype i = 0; i < 5; ++i) {
        QVERIFY(!whole.rows[i].error);
        QCOMPARE(whole.rows[i].tags.size(), i < 3 ? 0 : 1);
    }

    Outcome typed;
    typed.start(registry, {.repositories = {u"r0"_s, u"r3"_s}, .depth = WalkQuestion::Depth::Tags}, this);
    QVERIFY(typed.wait());
    QVERIFY(!(*typed.result)->isComplete());
    QCOMPARE((*typed.result)->rows[0].error.kind, ErrorKind::NotFound);

    for (const auto &[status, body] : {std::pair{404, QByteArray("404 page not found")},
             std::pair{404, QByteArray("{}")}, std::pair{404, QByteArray("<html>nothing here</html>")},
             std::pair{403, unknown}, std::pair{410, unknown}}) {
        registry.answers["/v2/r0/tags/list?n=1000"] = ScriptedTransport::json(body, status);
        Outcome failed;
        failed.start(registry, {.depth = WalkQuestion::Depth::Tags}, this);
        QVERIFY(failed.wait());
        QCOMPARE((*failed.result)->failures, 1);
        QVERIFY((*failed.result)->rows[0].error);
    }
}

void TestRepositoryWalk::failsWithoutACatalog()
{
    Registry registry(4, 3);
    registry.broken = {"/v2/_catalog?n=1000"};
    Outcome outcome;
    outcome.start(registry, {}, this);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.result->error().kind, ErrorKind::Server);
}

void TestRepositoryWalk::marksACutCatalog()
{
    Registry registry(25, 1);
    registry.broken = {"/v2/_catalog?last=20"};
    Outcome outcome;
    outcome.start(registry, {}, this);
    QVERIFY(outcome.wait());
    QCOMPARE((*outcome.result)->rows.size(), 20);
    QCOMPARE((*outcome.result)->stopped.kind, ErrorKind::Server);
    QVERIFY(!(*outcome.result)->isComplete());
}

void TestRepositoryWalk::walksNamedRepositories()
{
    Registry registry(0, 2);
    Outcome outcome;
    outcome.start(registry, {.repositories = {u"team"_s, u"../x"_s}}, this);
    QVERIFY(outcome.wait());
    const WalkAnswer &answer = **outcome.result;
    QCOMPARE(answer.rows[0].tags.size(), 2);
    QCOMPARE(answer.rows[1].error.kind, ErrorKind::Usage);
    QCOMPARE(registry.transport.paths(), QByteArrayList{"/v2/team/tags/list?n=1000"});
}

void TestRepositoryWalk::cancels()
{
    Registry registry(30, 3);
    Outcome outcome;
    auto *walk = outcome.start(registry, {.depth = WalkQuestion::Depth::Manifests}, this);
    QVERIFY(QTest::qWaitFor([&] { return outcome.seen.size() >= 2; }, 5000));
    registry.transport.hold();
    delete walk;
    QCOMPARE(registry.transport.inFlight(), 0);
    const qsizetype asked = registry.transport.requests().size();
    registry.transport.release();
    QCoreApplication::processEvents();
    QCOMPARE(registry.transport.requests().size(), asked);
    QVERIFY(!outcome.result.has_value());
}

QTEST_GUILESS_MAIN(TestRepositoryWalk)
#include "tst_repositorywalk.moc"
