// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/account.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestAccount : public QObject {
    Q_OBJECT
private slots:
    void normalisesWhatIsTyped_data();
    void normalisesWhatIsTyped();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void neverRepeatsAPassword();
    void worksOutTheSignIn();
    void isReadOnlyAtFirst();
    void checksEachField();
    void keepsNoSecretOverPlainHttp();
};

void TestAccount::normalisesWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin");
    QTest::newRow("host") << u"harbor.example.com"_s << u"https://harbor.example.com"_s;
    QTest::newRow("page") << u" https://Harbor.Example.com/harbor/projects?x=1#y "_s << u"https://harbor.example.com"_s;
    QTest::newRow("port") << u"localhost:5000"_s << u"https://localhost:5000"_s;
    QTest::newRow("default port") << u"https://a.example:443"_s << u"https://a.example"_s;
    QTest::newRow("http") << u"http://127.0.0.1:5000/"_s << u"http://127.0.0.1:5000"_s;
    QTest::newRow("http default") << u"http://a.example:80"_s << u"http://a.example"_s;
    QTest::newRow("ipv6") << u"https://[::1]:8443"_s << u"https://[::1]:8443"_s;
    QTest::newRow("trailing dot") << u"https://a.example."_s << u"https://a.example"_s;
    QTest::newRow("idn") << u"https://ü.example"_s << u"https://xn--tda.example"_s;
    QTest::newRow("docker hub") << u"docker.io"_s << u"https://registry-1.docker.io"_s;
}

void TestAccount::normalisesWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, origin);
    const Result<QString> url = normaliseUrl(typed);
    QVERIFY2(url.ok(), qPrintable(url.error().text()));
    QCOMPARE(*url, origin);
    QCOMPARE(*normaliseUrl(*url), origin); // stable
}

void TestAccount::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << u"  "_s;
    QTest::newRow("ftp") << u"ftp://a.example"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("no host") << u"https:///x"_s;
    QTest::newRow("bad port") << u"https://a.example:99999"_s;
    QTest::newRow("space") << u"https://a b"_s;
    QTest::newRow("backslash") << u"https://a.example\\@evil.example"_s;
}

void TestAccount::refusesWhatIsNoAddress()
{
    QFETCH(QString, typed);
    const Result<QString> url = normaliseUrl(typed);
    QVERIFY2(!url.ok(), qPrintable(url.ok() ? *url : QString()));
    QCOMPARE(url.error().kind, ErrorKind::Usage);
    QVERIFY(!url.error().text().isEmpty());
}

void TestAccount::neverRepeatsAPassword()
{
    const Result<QString> url = normaliseUrl(u"https://me:canary-9f@a.example"_s);
    QVERIFY(!url.ok());
    QVERIFY(!url.error().text().contains(u"canary-9f"_s));
    QVERIFY(!url.error().where.contains(u"canary-9f"_s));
}

void TestAccount::worksOutTheSignIn()
{
    QCOMPARE(makeAccount(u"a.example"_s, {})->signIn, SignIn::Anonymous);
    QCOMPARE(makeAccount(u"a.example"_s, u"admin"_s)->signIn, SignIn::Password);
    QCOMPARE(makeAccount(u"a.example"_s, u"robot$ci+build"_s)->signIn, SignIn::Robot);
}

void TestAccount::isReadOnlyAtFirst()
{
    const Result<Account> account = makeAccount(u"a.example:8443"_s, u"admin"_s);
    QVERIFY(account.ok());
    QVERIFY(!account->allowsChanges);
    QVERIFY(!account->plainHttpConfirmed);
    QCOMPARE(account->secretPlace, SecretPlace::SessionOnly);
    QCOMPARE(account->name, u"a.example:8443"_s);
    QVERIFY(!account->id.isEmpty() && account->id != account->registryId);
    QVERIFY(!checkAccount(*account));
}

void TestAccount::checksEachField()
{
    const Account good = *makeAccount(u"a.example"_s, u"admin"_s);
    const auto refused = [&good](auto change) {
        Account account = good;
        change(account);
        const Error error = checkAccount(account);
        return error.kind == ErrorKind::Usage && !error.text().isEmpty();
    };
    QVERIFY(refused([](Account &a) { a.id.clear(); }));
    QVERIFY(refused([](Account &a) { a.name = u" "_s; }));
    QVERIFY(refused([](Account &a) { a.url = u"https://a.example/path"_s; }));
    QVERIFY(refused([](Account &a) { a.url = u"javascript:alert(1)"_s; }));
    QVERIFY(refused([](Account &a) { a.user.clear(); }));
    QVERIFY(refused([](Account &a) { a.user = u"a\r\nX: y"_s; }));
    QVERIFY(refused([](Account &a) { a.user = u"a:b"_s; }));
    QVERIFY(refused([](Account &a) { a.caPem = u"no certificate"_s; }));
    QVERIFY(refused([](Account &a) { a.pinSpkiSha256 = u"c2hvcnQ="_s; }));
    QVERIFY(refused([](Account &a) { a.pinSpkiSha256 = u"***"_s; }));
    QVERIFY(refused([](Account &a) { a.colour = u"red"_s; }));
}

void TestAccount::keepsNoSecretOverPlainHttp()
{
    Account account = *makeAccount(u"http://a.example"_s, u"admin"_s);
    QVERIFY(account.isPlainHttp());
    QVERIFY(!account.maySaveSecret());
    account.plainHttpConfirmed = true;
    QVERIFY(account.maySaveSecret());
    QVERIFY(makeAccount(u"a.example"_s, u"admin"_s)->maySaveSecret());
}

QTEST_GUILESS_MAIN(TestAccount)
#include "tst_account.moc"
