// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/reference.h"

#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using namespace Qt::StringLiterals;

namespace {
const QString hex64 = u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s; // of nothing
}

class TestReference : public QObject {
    Q_OBJECT
private slots:
    void readsDigests();
    void refusesDigests_data();
    void refusesDigests();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void checksNames_data();
    void checksNames();
};

void TestReference::readsDigests()
{
    const auto digest = Digest::parse(u"sha256:"_s + hex64);
    QVERIFY(digest.ok());
    QCOMPARE(digest->algorithm(), Digest::Algorithm::Sha256);
    QCOMPARE(digest->text(), u"sha256:"_s + hex64);
    QCOMPARE(digest->brief(), u"sha256:e3b0c44298fc"_s);
    QCOMPARE(digest->fallbackTag(), "sha256-" + hex64.toLatin1());
    QCOMPARE(Digest::of(""), *digest);
    QVERIFY(digest->fits(""));
    QVERIFY(!digest->fits(" "));

    const Digest wide = Digest::of("abc", Digest::Algorithm::Sha512);
    QCOMPARE(wide.hex().size(), 128);
    QCOMPARE(*Digest::parse(wide.text()), wide);
    QCOMPARE(wide.fallbackTag().size(), 128);
    QVERIFY(wide.fits("abc"));

    QVERIFY(!Digest().isValid());
    QVERIFY(!Digest().fits(""));
    QCOMPARE(Digest().text(), QString());
    QCOMPARE(Digest().brief(), QString());
}

void TestReference::refusesDigests_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no algorithm") << hex64;
    QTest::newRow("empty algorithm") << u":"_s + hex64;
    QTest::newRow("unknown algorithm") << u"md5:d41d8cd98f00b204e9800998ecf8427e"_s;
    QTest::newRow("upper case algorithm") << u"SHA256:"_s + hex64;
    QTest::newRow("upper case hex") << u"sha256:"_s + hex64.toUpper();
    QTest::newRow("short") << u"sha256:"_s + hex64.chopped(1);
    QTest::newRow("long") << u"sha256:"_s + hex64 + u'0';
    QTest::newRow("other length") << u"sha512:"_s + hex64;
    QTest::newRow("no hex") << u"sha256:"_s + u"g"_s.repeated(64);
    QTest::newRow("space") << u"sha256:"_s + hex64.chopped(1) + u' ';
    QTest::newRow("line end") << u"sha256:"_s + hex64 + u'\n';
    QTest::newRow("two colons") << u"sha256::"_s + hex64.chopped(1);
    QTest::newRow("digits that are no ASCII") << u"sha256:"_s + QString(64, QChar(0x0663));
    QTest::newRow("path") << u"sha256:../../../../etc/passwd"_s;
}

void TestReference::refusesDigests()
{
    QFETCH(QString, text);
    const auto digest = Digest::parse(text);
    QVERIFY(!digest.ok());
    QCOMPARE(digest.error().kind, ErrorKind::Invalid);
    QVERIFY(digest.error().message.english().contains(u"is not a digest"_s));
}

void TestReference::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("hasDigest");
    QTest::addColumn<QString>("full");
    const QString d = u"@sha256:"_s + hex64;
    const auto row = [](const char *name, const QString &text, const QString &host, const QString &repository,
                         const QString &tag, bool hasDigest, const QString &full) {
        QTest::newRow(name) << text << host << repository << tag << hasDigest << full;
    };
    row("hub library", u"nginx"_s, u"docker.io"_s, u"library/nginx"_s, {}, false, u"docker.io/library/nginx"_s);
    row("hub library tag", u"nginx:1.25"_s, u"docker.io"_s, u"library/nginx"_s, u"1.25"_s, false,
        u"docker.io/library/nginx:1.25"_s);
    row("hub user", u"team/app"_s, u"docker.io"_s, u"team/app"_s, {}, false, u"docker.io/team/app"_s);
    row("hub by name", u"docker.io/nginx"_s, u"docker.io"_s, u"library/nginx"_s, {}, false,
        u"docker.io/library/nginx"_s);
    row("hub by old name", u"index.docker.io/team/app"_s, u"docker.io"_s, u"team/app"_s, {}, false,
        u"docker.io/team/app"_s);
    row("host", u"ghcr.io/a/b/c:v1"_s, u"ghcr.io"_s, u"a/b/c"_s, u"v1"_s, false, u"ghcr.io/a/b/c:v1"_s);
    row("localhost", u"localhost/app"_s, u"localhost"_s, u"app"_s, {}, false, u"localhost/app"_s);
    row("port", u"reg:5000/app"_s, u"reg:5000"_s, u"app"_s, {}, false, u"reg:5000/app"_s);
    row("port and tag", u"reg.example.com:5000/a/app:2"_s, u"reg.example.com:5000"_s, u"a/app"_s, u"2"_s, false,
        u"reg.example.com:5000/a/app:2"_s);
    row("upper case host", u"Harbor.Example.com/a"_s, u"harbor.example.com"_s, u"a"_s, {}, false,
        u"harbor.example.com/a"_s);
    row("one word with capitals", u"MyHost/app"_s, u"myhost"_s, u"app"_s, {}, false, u"MYHOST/app"_s);
    row("IPv4", u"127.0.0.1:18443/p/r"_s, u"127.0.0.1:18443"_s, u"p/r"_s, {}, false, u"127.0.0.1:18443/p/r"_s);
    row("IPv6", u"[::1]:5000/p/r:x"_s, u"[::1]:5000"_s, u"p/r"_s, u"x"_s, false, u"[::1]:5000/p/r:x"_s);
    row("digest", u"reg.io/a"_s + d, u"reg.io"_s, u"a"_s, {}, true, u"reg.io/a"_s + d);
    row("tag and digest", u"reg.io/a:b"_s + d, u"reg.io"_s, u"a"_s, u"b"_s, true, u"reg.io/a:b"_s + d);
    row("joints", u"reg.io/a.b/c__d/e---f/g_h:_x"_s, u"reg.io"_s, u"a.b/c__d/e---f/g_h"_s, u"_x"_s, false,
        u"reg.io/a.b/c__d/e---f/g_h:_x"_s);
    row("spaces around", u"  reg.io/a:b \n"_s, u"reg.io"_s, u"a"_s, u"b"_s, false, u"reg.io/a:b"_s);
}

void TestReference::reads()
{
    QFETCH(QString, text);
    QFETCH(bool, hasDigest);
    const auto reference = Reference::parse(text);
    QVERIFY2(reference.ok(), qPrintable(reference.error().message.english()));
    QTEST(reference->host, "host");
    QTEST(reference->repository, "repository");
    QTEST(reference->tag, "tag");
    QCOMPARE(reference->digest.isValid(), hasDigest);
    QTEST(reference->text(), "full");
    QCOMPARE(*Reference::parse(reference->text()), *reference);
    QCOMPARE(reference->target(),
        hasDigest                      ? u"sha256:"_s + hex64
            : reference->tag.isEmpty() ? u"latest"_s
                                       : reference->tag);
    QCOMPARE(reference->apiHost() == u"registry-1.docker.io"_s, reference->host == u"docker.io"_s);
}

void TestReference::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << u" "_s << u"The reference is missing"_s;
    QTest::newRow("address") << u"https://reg.io/a"_s << u"without https://"_s;
    QTest::newRow("upper case repository") << u"reg.io/App"_s << u"is not a repository"_s;
    QTest::newRow("host alone") << u"reg.io/"_s << u"is not a repository"_s;
    QTest::newRow("empty tag") << u"reg.io/a:"_s << u"is not a tag"_s;
    QTest::newRow("tag with a space") << u"reg.io/a:b c"_s << u"is not a tag"_s;
    QTest::newRow("tag with a dash first") << u"reg.io/a:-b"_s << u"is not a tag"_s;
    QTest::newRow("long tag") << u"reg.io/a:"_s + u"x"_s.repeated(129) << u"is not a tag"_s;
    QTest::newRow("long name") << u"reg.io/"_s + u"x"_s.repeated(256) << u"is not a repository"_s;
    QTest::newRow("dots") << u"reg.io/a/../b"_s << u"is not a repository"_s;
    QTest::newRow("two slashes") << u"reg.io/a//b"_s << u"is not a repository"_s;
    QTest::newRow("three underscores") << u"reg.io/a___b"_s << u"is not a repository"_s;
    QTest::newRow("dash at the end") << u"reg.io/a-"_s << u"is not a repository"_s;
    QTest::newRow("percent") << u"reg.io/a%2fb"_s << u"is not a repository"_s;
    QTest::newRow("query") << u"reg.io/a?x=1"_s << u"is not a repository"_s;
    QTest::newRow("letters of another script") << u"reg.io/\u0430pp"_s << u"is not a repository"_s;
    QTest::newRow("user in the host") << u"me@reg.io/a"_s << u"is not a digest"_s;
    QTest::newRow("bad port") << u"reg.io:99999/a"_s << u"is not a host"_s;
    QTest::newRow("empty port") << u"reg.io:/a"_s << u"is not a host"_s;
    QTest::newRow("address with two notations") << u"[::ffff:192.0.2.1]:5000/a"_s << u"is not a host"_s;
    QTest::newRow("id of an image") << hex64 << u"is an image ID"_s;
    QTest::newRow("digest alone") << u"sha256:"_s + hex64 << u"is an image ID"_s;
    QTest::newRow("short digest") << u"sha256:"_s + hex64.left(12) << u"is an image ID"_s;
    QTest::newRow("half an address") << u"[::1/a"_s << u"is not a host"_s;
    QTest::newRow("bad digest") << u"reg.io/a@sha256:123"_s << u"is not a digest"_s;
    QTest::newRow("huge") << u"reg.io/"_s + u"a/"_s.repeated(5000) << u"too long"_s;
}

void TestReference::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto reference = Reference::parse(text);
    QVERIFY(!reference.ok());
    QCOMPARE(reference.error().kind, ErrorKind::Usage);
    QVERIFY2(reference.error().message.english().contains(says), qPrintable(reference.error().message.english()));
    QVERIFY(reference.error().message.english().size() < 400);
}

void TestReference::checksNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isRepository");
    QTest::addColumn<bool>("isTag");
    QTest::newRow("plain") << u"app"_s << true << true;
    QTest::newRow("path") << u"a/b"_s << true << false;
    QTest::newRow("upper") << u"V1.0-RC_1"_s << false << true;
    QTest::newRow("dots") << u".."_s << false << false;
    QTest::newRow("underscore") << u"_"_s << false << true;
    QTest::newRow("empty") << QString() << false << false;
    QTest::newRow("digest tag") << u"sha256-"_s + hex64 + u".sig"_s << true << true;
    QTest::newRow("plus") << u"1.0+x"_s << false << false;
}

void TestReference::checksNames()
{
    QFETCH(QString, name);
    QTEST(isRepositoryName(name), "isRepository");
    QTEST(isTagName(name), "isTag");
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
