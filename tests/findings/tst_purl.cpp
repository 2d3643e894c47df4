// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestPurl : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void namesPackages_data();
    void namesPackages();
    void knowsScannersWords_data();
    void knowsScannersWords();
    void fits_data();
    void fits();
    void passesThePublicSuite();
};

void TestPurl::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical);
    };
    row("pkg:PYPI/Django_package@1.11.1.DEV1", "pkg:pypi/django-package@1.11.1.dev1");
    row("pkg:GitHub/Package-url/purl-Spec@244F", "pkg:github/package-url/purl-spec@244F");
    row("pkg:bitbucket/Birkenfeld/Pygments@1", "pkg:bitbucket/birkenfeld/pygments@1");
    row("pkg:composer/Laravel/Framework@5.5", "pkg:composer/laravel/framework@5.5");
    row("pkg:deb/Debian/Curl@1:7.50.3-1?Arch=i386", "pkg:deb/debian/curl@1:7.50.3-1?arch=i386");
    row("pkg:rpm/Fedora/NetworkManager@1", "pkg:rpm/fedora/NetworkManager@1");
    row("pkg:hex/Acme/Foo@2.3.", "pkg:hex/acme/foo@2.3.");
    row("pkg:pub/Flutter-Kit@1", "pkg:pub/flutter_kit@1");
    row("pkg:nuget/EnterpriseLibrary.Common@6", "pkg:nuget/EnterpriseLibrary.Common@6");
    row("pkg:golang/github.com/BurntSushi/toml@v1", "pkg:golang/github.com/BurntSushi/toml@v1");
    row("pkg:golang/github.com%2Fgorilla%2Fmux@v1", "pkg:golang/github.com/gorilla/mux@v1");
    row("pkg:golang/stdlib@1.22.1", "pkg:golang/stdlib@1.22.1");
    row("pkg:npm/@babel/core#/a/./b/../c/", "pkg:npm/%40babel/core#a/b/c");
    row("pkg:npm/%40angular/core@12.3.1", "pkg:npm/%40angular/core@12.3.1");
    row("pkg:///maven/org.apache/io", "pkg:maven/org.apache/io");
    row("PKG:maven/a/b@1.0%20Final", "pkg:maven/a/b@1.0%20Final");
    row("pkg:maven/a/b@1?z=1&classifier=&a=x/y", "pkg:maven/a/b@1?a=x%2Fy&z=1");
    row("pkg:oci/API@sha256%3AABC?repository_url=ghcr.io/a/api",
        "pkg:oci/api@sha256:abc?repository_url=ghcr.io%2Fa%2Fapi");
    row("pkg:docker/acme/web@1.4", "pkg:docker/acme/web@1.4");
}

void TestPurl::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto purl = Purl::parse(text);
    QVERIFY(purl);
    QCOMPARE(purl->text(), canonical);
    const auto again = Purl::parse(canonical);
    QVERIFY(again);
    QVERIFY(*again == *purl);
}

void TestPurl::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "pkg:", "pkg:npm", "pkg:npm/", "pkg:npm/@1", "npm/foo@1", "pkg:3nginx/a@1",
             "pkg:a:b/c@1", "pkg:n&g?inx/nginx@1", "pkg%3Amaven/a/b", "pkg:maven/@1.3.4", "pkg:maven/group/@1.3.4",
             "pkg:npm/a@1?in%20production=true", "pkg:npm/a@1?in production=true", "pkg:npm/a?arch=x&arch=y",
             "pkg:swift/Alamofire@5", "pkg:vscode-extension/java@1", "pkg:pypi/space/name@1", "pkg:otp/space/hex@2",
             "pkg:cpan/LWP::UserAgent@6", "pkg:julia/Dates", "pkg:chrome-extension/dogs"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("too long") << QString(u"pkg:npm/"_s + QString(4096, u'a'));
}

void TestPurl::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!Purl::parse(text));
}

void TestPurl::namesPackages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("version");
    const auto row = [](const char *text, const char *name, const char *version) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(name) << QString::fromLatin1(version);
    };
    row("pkg:maven/org.acme.log/acme-core@2.14.1", "org.acme.log:acme-core", "2.14.1");
    row("pkg:maven/acme-core@2", "acme-core", "2");
    row("pkg:npm/%40angular/core@1", "@angular/core", "1");
    row("pkg:deb/debian/openssl@3.0?epoch=1", "openssl", "1:3.0");
    row("pkg:deb/debian/attr@1:2.4?epoch=1", "attr", "1:2.4");
    row("pkg:rpm/fedora/centerim@4.22.10-1.el6?epoch=1", "centerim", "1:4.22.10-1.el6");
    row("pkg:rpm/redhat/curl@7?epoch=0", "curl", "7");
    row("pkg:golang/github.com/gorilla/mux@v1.8.0", "github.com/gorilla/mux", "v1.8.0");
    row("pkg:apk/alpine/zlib", "zlib", "");
    row("pkg:composer/guzzlehttp/promises@2", "guzzlehttp/promises", "2");
}

void TestPurl::namesPackages()
{
    QFETCH(QString, text);
    const auto purl = Purl::parse(text);
    QVERIFY(purl);
    QTEST(purl->packageName(), "name");
    QTEST(purl->fullVersion(), "version");
}

void TestPurl::knowsScannersWords_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("package");
    QTest::addColumn<QString>("identity");
    const auto row = [](const char *word, const char *package, const char *identity) {
        QTest::addRow("%s %s", word, package)
            << QString::fromLatin1(word) << QString::fromLatin1(package) << QString::fromLatin1(identity);
    };
    row("debian", "openssl", "pkg:deb/debian/openssl");
    row("Alpine", "zlib", "pkg:apk/alpine/zlib");
    row("redhat", "NetworkManager", "pkg:rpm/redhat/NetworkManager");
    row("node-pkg", "@angular/core", "pkg:npm/%40angular/core");
    row("python-pkg", "Foo_Bar", "pkg:pypi/foo-bar");
    row("jar", "org.acme:core", "pkg:maven/org.acme/core");
    row("java-archive", "core", "pkg:maven/core");
    row("gobinary", "github.com/gorilla/mux", "pkg:golang/github.com/gorilla/mux");
    row("composer", "laravel/framework", "pkg:composer/laravel/framework");
    row("dotnet-core", "Newtonsoft.Json", "pkg:nuget/Newtonsoft.Json");
    row("a word of tomorrow", "x", "");
    row("debian", "", "");
}

void TestPurl::knowsScannersWords()
{
    QFETCH(QString, word);
    QFETCH(QString, package);
    const auto purl = Purl::ofScanner(word, package);
    QTEST(purl ? purl->identity() : QString(), "identity");
    if (purl)
        QVERIFY(Purl::parse(purl->identity()) == purl);
}

void TestPurl::fits_data()
{
    QTest::addColumn<QString>("stated");
    QTest::addColumn<QString>("found");
    QTest::addColumn<bool>("isFit");
    const auto row = [](const char *stated, const char *found, bool isFit) {
        QTest::addRow("%s %s", stated, found) << QString::fromLatin1(stated) << QString::fromLatin1(found) << isFit;
    };
    row("pkg:deb/debian/p", "pkg:deb/debian/p?arch=amd64&distro=debian-12", true);
    row("pkg:deb/ubuntu/p", "pkg:deb/debian/p", false);
    row("pkg:deb/p", "pkg:deb/debian/p", false);
    row("pkg:npm/p", "pkg:deb/debian/p", false);
    row("pkg:npm/requests", "pkg:pypi/requests", false);
    row("pkg:pypi/Foo_Bar", "pkg:pypi/foo-bar", true);
    row("pkg:deb/debian/p?arch=arm64", "pkg:deb/debian/p?arch=amd64", false);
    row("pkg:deb/debian/p?arch=arm64", "pkg:deb/debian/p", false);
    row("pkg:deb/debian/p?distro=debian-12", "pkg:deb/debian/p?distro=debian-12.5", true);
    row("pkg:deb/debian/p?distro=debian-1", "pkg:deb/debian/p?distro=debian-12", false);
    row("pkg:rpm/redhat/p@1?epoch=1", "pkg:rpm/redhat/p", true);
    row("pkg:rpm/redhat/p?epoch=1", "pkg:rpm/redhat/p?epoch=1", true);
    row("pkg:rpm/redhat/p?epoch=1", "pkg:rpm/redhat/p?epoch=2", false);
    row("pkg:deb/debian/p?epoch=1", "pkg:deb/debian/p@2:1.0", false);
    row("pkg:deb/debian/p?epoch=1", "pkg:deb/debian/p@1:1.0", true);
    row("pkg:rpm/redhat/p?modularitylabel=nodejs:18", "pkg:rpm/redhat/p", true);
    row("pkg:rpm/redhat/p?modularitylabel=nodejs:18", "pkg:rpm/redhat/p?modularitylabel=nodejs:18:8060", true);
    row("pkg:rpm/redhat/p?modularitylabel=nodejs:18", "pkg:rpm/redhat/p?modularitylabel=nodejs:20:8060", false);
    row("pkg:rpm/redhat/p?modularitylabel=nodejs:1", "pkg:rpm/redhat/p?modularitylabel=nodejs:18", false);
    row("pkg:deb/debian/p?upstream=gnutls", "pkg:deb/debian/p", true);
    row("pkg:deb/debian/p?upstream=gnutls", "pkg:deb/debian/p?upstream=openssl", false);
    row("pkg:npm/p?package-id=1", "pkg:npm/p?package-id=2", false);
    row("pkg:maven/a/b?type=jar", "pkg:maven/a/b?type=war", false);
    row("pkg:maven/a/b?type=jar", "pkg:maven/a/b", true);
    row("pkg:golang/github.com/BurntSushi/toml", "pkg:golang/github.com/burntsushi/toml", true);
    row("pkg:golang/github.com/burntsushi/TOML", "pkg:golang/github.com/BurntSushi/toml", true);
    row("pkg:npm/JSONStream", "pkg:npm/jsonstream", false); // two packages
    row("pkg:maven/a/b?classifier=sources", "pkg:maven/a/b", false);
}

void TestPurl::fits()
{
    QFETCH(QString, stated);
    QFETCH(QString, found);
    const auto a = Purl::parse(stated);
    const auto b = Purl::parse(found);
    QVERIFY(a && b);
    QTEST(a->fits(*b), "isFit");
}

// The suite of the authors of the specification. Two of its rows contradict two others: a qualifier key with a capital
// is an error in one and a spelling to be mended in the next. We mend.
void TestPurl::passesThePublicSuite()
{
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/suites/purl"));
    if (!folder.exists())
        QSKIP("The suite of package URLs is not here.");
    int read = 0;
    for (const QString &name : folder.entryList({u"*-test.json"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray tests = QJsonDocument::fromJson(file.readAll()).object().value(u"tests"_s).toArray();
        for (const QJsonValue &one : tests) {
            const QJsonObject test = one.toObject();
            if (test.value(u"test_type"_s) == u"build"_s)
                continue;
            const QString text = test.value(u"input"_s).toString();
            const auto purl = Purl::parse(text);
            ++read;
            if (test.value(u"expected_failure"_s).toBool()) {
                const bool isMended = text.contains(u"?Platform="_s) || text.contains(u"?Arch="_s);
                QVERIFY2(!purl || isMended, qPrintable(text));
                continue;
            }
            QVERIFY2(purl, qPrintable(text));
            if (const QJsonValue expected = test.value(u"expected_output"_s); expected.isString()) {
                QCOMPARE(purl->text(), expected.toString());
                continue;
            }
            const QJsonObject parts = test.value(u"expected_output"_s).toObject();
            QCOMPARE(purl->type, parts.value(u"type"_s).toString());
            QCOMPARE(purl->space, parts.value(u"namespace"_s).toString());
            QCOMPARE(purl->name, parts.value(u"name"_s).toString());
            QCOMPARE(purl->version, parts.value(u"version"_s).toString());
            QCOMPARE(purl->subpath, parts.value(u"subpath"_s).toString());
            QJsonObject qualifiers;
            for (auto it = purl->qualifiers.cbegin(); it != purl->qualifiers.cend(); ++it)
                qualifiers.insert(it.key(), it.value());
            QCOMPARE(qualifiers, parts.value(u"qualifiers"_s).toObject());
        }
    }
    QVERIFY2(read > 150, qPrintable(QString::number(read)));
}

QTEST_GUILESS_MAIN(TestPurl)
#include "tst_purl.moc"
