// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"

#include <QTest>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;

class TestPath : public QObject {
    Q_OBJECT
private slots:
    void buildsPaths_data();
    void buildsPaths();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void sendsHeaders();
    void knowsWhatIsOpen_data();
    void knowsWhatIsOpen();
};

void TestPath::buildsPaths_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<Params>("params");
    QTest::addColumn<QByteArray>("path");
    const Params gateway{{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"a/b"_s}};
    QTest::newRow("no parameter") << QByteArray("health") << Params() << QByteArray("/api/v2.0/health");
    QTest::newRow("slash in a repository")
        << QByteArray("artifacts") << gateway << QByteArray("/api/v2.0/projects/p/repositories/a%252Fb/artifacts");
    QTest::newRow("plain repository") << QByteArray("repository")
                                      << Params{{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"a-b"_s}}
                                      << QByteArray("/api/v2.0/projects/p/repositories/a-b");
    QTest::newRow("digest") << QByteArray("accessories")
                            << Params{{u"project_name_or_id"_s, u"p"_s}, {u"repository_name"_s, u"a"_s},
                                   {u"reference"_s, u"sha256:00"_s}}
                            << QByteArray("/api/v2.0/projects/p/repositories/a/artifacts/sha256:00/accessories");
    QTest::newRow("a path that leaves its place")
        << QByteArray("project-member") << Params{{u"project_name"_s, u"p"_s}, {u"mid"_s, u"../../users/1?x#y"_s}}
        << QByteArray("/api/v2.0/projects/p/members/..%2F..%2Fusers%2F1%3Fx%23y");
    QTest::newRow("line feed") << QByteArray("project") << Params{{u"project_name"_s, u"a\r\nX: y"_s}}
                               << QByteArray("/api/v2.0/projects/a%0D%0AX:%20y");
    QTest::newRow("fixed query") << QByteArray("labels") << Params() << QByteArray("/api/v2.0/labels?scope=g");
    QTest::newRow("fixed query, changed")
        << QByteArray("labels") << Params{{u"scope"_s, u"p"_s}, {u"project_id"_s, u"2"_s}}
        << QByteArray("/api/v2.0/labels?project_id=2&scope=p");
    // A relative scope is for projects: with the system's, Harbor answers with an empty list.
    QTest::newRow("permissions in the system") << QByteArray("my-permissions") << Params()
                                               << QByteArray("/api/v2.0/users/current/permissions?scope=%2Fsystem");
    QTest::newRow("fixed path") << QByteArray("workers") << Params()
                                << QByteArray("/api/v2.0/jobservice/pools/all/workers");
    QTest::newRow("what narrows is no query") << QByteArray("robots") << gateway << QByteArray("/api/v2.0/robots");
    QTest::newRow("q: unescaped twice")
        << QByteArray("projects") << Params{{u"q"_s, u"media_type=application/x+json,n=50%"_s}}
        << QByteArray("/api/v2.0/projects?q=media_type%3Dapplication%2Fx%252Bjson%2Cn%3D50%2525");
    QTest::newRow("q: a robot") << QByteArray("robots") << Params{{u"q"_s, u"name=robot$p+ci"_s}}
                                << QByteArray("/api/v2.0/robots?q=name%3Drobot%24p%252Bci");
    QTest::newRow("q of the search: once")
        << QByteArray("search") << Params{{u"q"_s, u"a+b"_s}} << QByteArray("/api/v2.0/search?q=a%2Bb");
    QTest::newRow("beyond ASCII") << QByteArray("project") << Params{{u"project_name"_s, u"ä日"_s}}
                                  << QByteArray("/api/v2.0/projects/%C3%A4%E6%97%A5");
}

void TestPath::buildsPaths()
{
    QFETCH(QByteArray, kind);
    QFETCH(Params, params);
    QFETCH(QByteArray, path);
    const Endpoint *row = endpoint(kind);
    QVERIFY(row);
    const auto built = buildPath(*row, params);
    QVERIFY2(built.ok(), qPrintable(built.error().message.english()));
    QCOMPARE(*built, path);
}

void TestPath::namesWhatIsMissing_data()
{
    QTest::addColumn<Params>("params");
    QTest::addColumn<QString>("name");
    QTest::newRow("project") << Params() << u"project_name"_s;
    QTest::newRow("repository") << Params{{u"project_name"_s, u"p"_s}} << u"repository_name"_s;
    QTest::newRow("dots") << Params{{u"project_name"_s, u".."_s}, {u"repository_name"_s, u"a"_s}} << u"project_name"_s;
    QTest::newRow("empty") << Params{{u"project_name"_s, QString()}, {u"repository_name"_s, u"a"_s}}
                           << u"project_name"_s;
}

void TestPath::namesWhatIsMissing()
{
    QFETCH(Params, params);
    QFETCH(QString, name);
    const auto built = buildPath(*endpoint("artifacts"), params);
    QVERIFY(!built.ok());
    QCOMPARE(built.error().kind, ErrorKind::Usage);
    QCOMPARE(built.error().message.args.value(1), name);
}

void TestPath::sendsHeaders()
{
    const Params numbers{{u"project_name"_s, u"2026"_s}};
    const auto members = buildRequest(*endpoint("project-members"), numbers);
    QVERIFY(members.ok());
    QCOMPARE(header(members->headers, "X-Is-Resource-Name"), QByteArray("true"));
    QCOMPARE(header(members->headers, "Accept"), QByteArray("application/json"));
    QCOMPARE(members->method, QByteArray("GET"));

    const auto repositories = buildRequest(*endpoint("project-repositories"), numbers);
    QVERIFY(repositories.ok());
    QCOMPARE(header(repositories->headers, "X-Is-Resource-Name"), QByteArray()); // takes names only

    const auto log = buildRequest(*endpoint("gc-log"), {{u"gc_id"_s, u"1"_s}});
    QVERIFY(log.ok());
    QVERIFY(header(log->headers, "Accept").startsWith("text/plain"));
    QCOMPARE(log->limits.body, Limits::log().body);

    const auto report = buildRequest(*endpoint("vulnerabilities"),
        {{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"a"_s}, {u"reference"_s, u"v1"_s}});
    QVERIFY(report.ok());
    QVERIFY(header(report->headers, "X-Accept-Vulnerabilities").contains("report; version=1.1"));
    QCOMPARE(report->limits.body, Limits::report().body);
}

void TestPath::knowsWhatIsOpen_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<Params>("params");
    QTest::addColumn<QByteArray>("parent");
    const Params project{{u"project_name"_s, u"p"_s}};
    const Params repository{{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"a"_s}};
    const Params artifact{{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"a"_s}, {u"reference"_s, u"v1"_s}};
    QTest::newRow("system") << QByteArray("users") << project << QByteArray();
    QTest::newRow("all projects") << QByteArray("project-members") << Params() << QByteArray("projects");
    QTest::newRow("one project") << QByteArray("project-members") << project << QByteArray();
    QTest::newRow("through q") << QByteArray("project-robots") << project << QByteArray("project");
    QTest::newRow("its id is in the project") << QByteArray("retention") << project << QByteArray("project");
    QTest::newRow("by its id") << QByteArray("retention") << Params{{u"id"_s, u"1"_s}} << QByteArray();
    QTest::newRow("asks besides the path") << QByteArray("webhook-jobs") << project << QByteArray("webhooks");
    QTest::newRow("all repositories") << QByteArray("artifacts") << Params() << QByteArray("repositories");
    QTest::newRow("repositories of one") << QByteArray("artifacts") << project << QByteArray("project-repositories");
    QTest::newRow("one repository") << QByteArray("artifacts") << repository << QByteArray();
    QTest::newRow("all artifacts") << QByteArray("tags") << Params() << QByteArray("project-artifacts");
    QTest::newRow("artifacts of one") << QByteArray("tags") << repository << QByteArray("artifacts");
    QTest::newRow("one artifact") << QByteArray("tags") << artifact << QByteArray();
    QTest::newRow("a parent of its own") << QByteArray("replication-tasks") << Params()
                                         << QByteArray("replication-executions");
}

void TestPath::knowsWhatIsOpen()
{
    QFETCH(QByteArray, kind);
    QFETCH(Params, params);
    QFETCH(QByteArray, parent);
    const Endpoint *found = parentOf(*endpoint(kind), params);
    QCOMPARE(QByteArray(found ? found->kind : ""), parent);
}

QTEST_GUILESS_MAIN(TestPath)
#include "tst_path.moc"
