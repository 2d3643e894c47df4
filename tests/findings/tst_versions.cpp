// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionrange.h"

#include <QDir>
#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestVersions : public QObject {
    Q_OBJECT
private slots:
    void compares_data();
    void compares();
    void placesNothing_data();
    void placesNothing();
    void agreesWhereAllDo();
    void sortsAnything();
    void readsRanges_data();
    void readsRanges();
    void refusesRanges();
    void holdsThePublicTables();
};

// Each line: the type, then versions from the oldest to the newest; "=" before one that equals the one before.
static const char kOrder[] =
    "deb 1.0~~ 1.0~~a 1.0~ 1.0 1.0-1 1.0-1+b1 1.0a 1.9 1.10 6.10.19-9+deb12u5 6.10.40 1:0.1 2:0.1\n"
    "deb 0.5 =0:0.5 =0.05 =0.5-0\n"
    "rpm 1.0~~ 1.0~rc1 1.0 1.0^ 1.0^git1~pre 1.0^git1 1.0^git2 1.0.a 1.0.a1.x 1.0.1\n"
    "rpm 2.0 =2_0 =2.00 2.0.1 2.0.1a 2.0.10\n"
    "rpm 1.0-1 1.0-2.el9 1.0-10 1:0.5\n"
    "rpm 1.0-1 =1.0\n"
    "apk 1.0_alpha 1.0_alpha2 1.0_beta 1.0_pre 1.0_rc1 1.0 1.0-r1 1.0_cvs 1.0_svn 1.0_git20200101 1.0_hg 1.0_p1 "
    "1.0_p2-r1 "
    "1.0a 1.0b 1.0.1\n"
    "apk 1.02 1.1 1.2 1.10\n"
    "maven 1-alpha2 1-alpha-123 1-beta-2 1-m2 1-rc1 1-SNAPSHOT 1 1-sp 1-abc 1-1 1.1\n"
    "maven 1 =1.0 =1.0.0 =1-0 =1.final =1-ga =1-RELEASE 1.0.1\n"
    "maven 1-rc1 =1-cr1 =1.0RC1\n"
    "maven 1a1 =1-alpha-1\n"
    "pypi 1.0.dev1 1.0a1.dev1 1.0a1 1.0b2 1.0rc1 1.0 1.0+abc 1.0+5 1.0.post1.dev2 1.0.post1 1.1 1!0.1\n"
    "pypi 1.0 =1 =1.0.0 =v1.0\n"
    "pypi 1.0c1 =1.0rc1 =1.0.RC-1 =1.0pre1 =1.0-preview_1\n"
    "pypi 1.0-1 =1.0.post1 =1.0-r1 =1.0.rev1\n"
    "gem 1.0.a 1.0.b1 1.0.b2 1.0.rc1 1.0 1.0.1 1.9 1.10\n"
    "gem 1 =1.0 =1.0.0 =1.00\n"
    "gem 1.0.0-rc1 1.0.0\n"
    "gem 1.13.8-java 1.13.9 =1.13.9-x86_64-linux =1.13.9-arm64-darwin =1.13.9-java =1.13.9-x64-mingw-ucrt 1.14\n"
    "npm 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.2.0 1.10.0 2.0.0\n"
    "npm 1.0.0 =v1.0.0 ==1.0.0 =1.0.0+build.5 =1.0\n"
    "cargo 0.9.9 1.0.0-rc.1 1.0.0 99999999999999999998.0.0 99999999999999999999.0.0\n"
    "golang v0.0.0-20200101000000-abcdefabcdef v0.0.0-20210101000000-000000000000 v1.0.0 =v1.0.0+incompatible "
    "go1.22.1\n"
    "hex 1.0.0-dev 1.0.0\n"
    "pub 1.2.3-dev.1 1.2.3\n"
    "swift 5.4.2 5.4.3\n"
    "nuget 1.0.0-alpha 1.0.0-beta.2 1.0.0-beta.11 1.0.0 1.0.0.1-alpha 1.0.0.1 1.1\n"
    "nuget 1.0 =1.0.0 =1.0.0.0 =1.00 =1.0.0+build\n"
    "nuget 1.0-BETA =1.0.0-beta\n"
    "composer 1.0-dev 1.0-alpha1 1.0a2 1.0-beta 1.0b2 1.0-RC1 1.0 1.0-p1 1.0-pl2 1.0.1 2.0\n"
    "composer v1.0 =1.0 =1.0.0.0 =1.0-stable =1.0-stable2\n"
    "composer 1.0-RC1 1.0-RC1.0 1.0-RC1.1\n";

void TestVersions::compares_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("order");
    for (const QByteArray &line : QByteArray(kOrder).split('\n')) {
        QByteArrayList words = line.split(' ');
        if (words.size() < 3)
            continue;
        const QString type = QString::fromLatin1(words.takeFirst());
        QByteArrayList versions;
        QList<int> places;
        for (const QByteArray &word : words) {
            const bool isSame = word.startsWith('=');
            places.append(isSame ? places.last() : int(versions.size()));
            versions.append(isSame ? word.mid(1) : word);
        }
        for (qsizetype i = 0; i < versions.size(); ++i) {
            for (qsizetype j = i; j < versions.size(); ++j)
                QTest::addRow("%s %s %s", qPrintable(type), versions[i].constData(), versions[j].constData())
                    << type << versions[i] << versions[j] << (places[i] == places[j] ? 0 : -1);
        }
    }
}

void TestVersions::compares()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(int, order);
    const VersionScheme scheme = versionSchemeOf(type);
    const auto there = compareVersions(a, b, scheme);
    const auto back = compareVersions(b, a, scheme);
    QVERIFY(there && back);
    QCOMPARE(*there, order);
    QCOMPARE(*back, -order);
}

void TestVersions::placesNothing_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *type, const QList<QByteArray> &texts) {
        for (const QByteArray &text : texts)
            QTest::addRow("%s '%s'", type, text.constData()) << QString::fromLatin1(type) << text;
    };
    row("deb", {"", "a b", "1.0_2", "1:", "latest", "latest1", "1:x2"});
    row("rpm", {"", "1 2", "unknown"});
    row("apk", {"", "a", "1.", "1_what", "1-2", "1.0-r", "1.0-r1-r2", "1ab"});
    row("maven", {"", "1 2", "RELEASE", "${log4j2.version}"});
    row("pypi", {"", "latest", "1.0-x", "1..0", "1.0+", "2004d-5"});
    row("gem", {"", "a1", "1..2", "1.0 beta", "1.0+2"});
    row("npm", {"", "1.x", "latest", "1.2.3.4", "01.2.3", "1.2.3-01", "1.2.3-", "1.2.3+", "^1.2.3"});
    row("golang", {"(devel)", "master"});
    row("nuget", {"", "1.0.0.0.0", "a", "1.0-"});
    row("composer", {"", "dev-main", "1.0.0.0.0", "1.x-dev"});
    row("generic", {"1.0", ""});
    row("conan", {"1.0"});
    row("of tomorrow", {"1.0"});
}

void TestVersions::placesNothing()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, text);
    QVERIFY(!isOrderedVersion(text, versionSchemeOf(type)));
}

void TestVersions::agreesWhereAllDo()
{
    QCOMPARE(compareByAllSchemes("3.0.11-1~deb12u2", "3.0.15-1~deb12u1"), std::optional(-1));
    QCOMPARE(compareByAllSchemes("2.36-9+deb12u3", "2.36-9+deb12u10"), std::optional(-1));
    QCOMPARE(compareByAllSchemes("1.10.0", "1.9.0"), std::optional(1));
    QCOMPARE(compareByAllSchemes("x", "x"), std::optional(0));
    // Older for PyPI, newer for dpkg.
    QCOMPARE(compareByAllSchemes("1.0", "1.0rc1"), std::nullopt);
    QCOMPARE(compareByAllSchemes("one", "two"), std::nullopt);
}

void TestVersions::sortsAnything()
{
    QVERIFY(compareForDisplay("", "0.1") < 0);
    QVERIFY(compareForDisplay("1.9 (a)", "1.10 (a)") < 0);
    QVERIFY(compareForDisplay("9:1", "10:0") < 0);
}

void TestVersions::readsRanges_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("isInside");
    const auto row = [](const QString &range, const char *version, bool isInside) {
        QTest::addRow("%s %s", qPrintable(range), version) << range << QByteArray(version) << isInside;
    };
    row(QString(), "1", true);
    row(u"vers:deb/*"_s, "1", true);
    row(u"vers:none/*"_s, "1", false);
    row(u"vers:deb/3.0.11"_s, "3.0.11", true);
    row(u"vers:deb/3.0.11"_s, "3.0.12", false);
    row(u"vers:deb/>=3.0.11|<3.0.15"_s, "3.0.11", true);
    row(u"vers:deb/>=3.0.11|<3.0.15"_s, "3.0.14-1~deb12u2", true);
    row(u"vers:deb/>=3.0.11|<3.0.15"_s, "3.0.15", false);
    row(u"vers:deb/>=3.0.11|<3.0.15"_s, "3.0.9", false);
    row(u"vers:deb/<2"_s, "1.9", true);
    row(u"vers:deb/>2"_s, "2", false);
    row(u"vers:deb/!=2"_s, "3", true);
    row(u"vers:deb/!=2"_s, "2", false);
    row(u"vers:deb/>=1|<2|>=3|<4"_s, "2.5", false);
    row(u"vers:deb/>=1|<2|>=3|<4"_s, "3.5", true);
    row(u"vers:deb/1|>=3|<4"_s, "1", true);
    row(u"vers:npm/<2.0.0"_s, "2.0.0-rc.1", true);
    row(u"vers:npm/<2.0.0"_s, "latest", false); // no version, in no range
    row(u"vers:npm/latest"_s, "latest", true); // but it may be named
    row(u"vers:pypi/1.0"_s, "1.0.0", true);
    row(u"vers:pypi/<1.0"_s, "1.0rc1", true);
    row(u"vers:maven/<1.0"_s, "1.0-alpha-1", true);
    row(u"vers:maven/>=1.0|<1.0-sp"_s, "1.0.0", true);
    row(u"vers:rpm/<1.10"_s, "1.9-3.el9", true);
    row(u"vers:nuget/<1.0.0.1"_s, "1.0.0", true);
    row(u"vers:gem/<1.0"_s, "1.0.rc1", true);
    row(u"vers:gem/<1.13.9"_s, "1.13.9-arm64-darwin", false);
    row(u"vers:alpine/<1.2-r3"_s, "1.2-r2", true);
    row(u"vers:generic/1%3A2.0%2B3"_s, "1:2.0+3", true);
    row(u"vers:generic/<2"_s, "1", false); // no order
    row(u"vers:conan/>=1"_s, "1", false);
    row(u"vers:generic/!=2"_s, "1", true);
}

void TestVersions::readsRanges()
{
    QFETCH(QString, range);
    QFETCH(QByteArray, version);
    const auto parsed = VersionRange::parse(range);
    QVERIFY(parsed.ok());
    QTEST(parsed->contains(version), "isInside");
}

void TestVersions::refusesRanges()
{
    for (const QString &text : {u"1.0"_s, u"vers:"_s, u"vers:deb"_s, u"vers:deb/"_s, u"vers:/1"_s, u"vers:deb/>="_s,
             u"vers:deb/1|*"_s, u"vers:deb/"_s + u"1|"_s.repeated(64) + u"1"_s, u"vers:deb/"_s + QString(5000, u'1'),
             u"vers:npm/<latest"_s, u"vers:npm/^1.2"_s, u"vers:npm/~1.2"_s, u"vers:npm/1.x"_s, u"vers:pypi/==1.4"_s,
             u"vers:pypi/~=1.4"_s, u"vers:maven/[1.0,2.0)"_s, u"vers:pypi/>=1.0|<1.0.0"_s,
             u"vers:npm/%3E%3D1.0%7C%3C2.0"_s, u"vers:deb/%3C2"_s})
        QVERIFY2(!VersionRange::parse(text).ok(), qPrintable(text));
    QVERIFY(VersionRange::parse(VersionRange::exactly(u"1:2|3 %"_s))->contains("1:2|3 %"));
}

void TestVersions::holdsThePublicTables()
{
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/suites/versions"));
    if (!folder.exists())
        QSKIP("The public tables of versions are not here.");
    int read = 0;
    for (const QString &name : folder.entryList({u"*.tsv"_s})) {
        const VersionScheme scheme = versionSchemeOf(name.chopped(4));
        QVERIFY(scheme != VersionScheme::Equality);
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QByteArrayList parts = line.split('\t');
            if (parts.size() != 3)
                continue;
            const int order = parts[1] == "<" ? -1 : parts[1] == ">" ? 1 : 0;
            QVERIFY2(compareVersions(parts[0], parts[2], scheme) == order, line.constData());
            QVERIFY2(compareVersions(parts[2], parts[0], scheme) == -order, line.constData());
            ++read;
        }
    }
    QVERIFY2(read > 500, qPrintable(QString::number(read)));
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
