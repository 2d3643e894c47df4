// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accounts.h"

#include "base/safefile.h"
#include "support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

class TestAccounts : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->filePath(u"profile"_s);
    }
    void startsEmpty();
    void keepsEveryField();
    void isForTheOwnerAlone();
    void refusesATakenName();
    void sharesTheRegistryOfAnOrigin();
    void updatesAndRemoves();
    void seesWhatAnotherProgramWrote();
    void waitsForNoOneForEver();
    void setsABrokenFileAside_data();
    void setsABrokenFileAside();
    void setsASpoiltRowAside();
    void readsANewerFileOnly();
    void leavesOutHostileAccounts_data();
    void leavesOutHostileAccounts();
    void refusesAHugeFile();
    void onePlaceIsOneRegistry();
    void changesBesideTheWindow();
    void saysThatTheLockCannotBeWritten();

private:
    QByteArray onDisk() const { return *readWhole(m_folder + u"/accounts.json"_s, 10'000'000); }
    void put(const QByteArray &text)
    {
        QVERIFY(ensurePrivateFolder(m_folder));
        QVERIFY(writeWhole(m_folder + u"/accounts.json"_s, text));
    }
    static Account account(const QString &host = u"a.example"_s) { return *makeAccount(host, u"admin"_s); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;
    ManualClock m_clock;
};

void TestAccounts::startsEmpty()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.load());
    QVERIFY(accounts.all().isEmpty());
    QVERIFY(accounts.notice().isEmpty());
    QVERIFY(!QFile::exists(m_folder)); // looking leaves nothing behind
}

void TestAccounts::keepsEveryField()
{
    Account a = account(u"a.example:8443"_s);
    a.name = u"Häfen <b>"_s;
    a.signIn = SignIn::OidcCliSecret;
    a.secretPlace = SecretPlace::Sealed;
    a.pinSpkiSha256 = QString(64, u'a');
    a.colour = u"#1B6AC9"_s;
    a.production = true;
    a.allowsChanges = true;
    a.plainHttpConfirmed = true;
    a.confirmedRealms = {u"auth.example"_s};
    a.repositories = {u"team/api"_s, u"team/web"_s};
    a.kind = RegistryKind::OciNoCatalog;
    {
        Accounts accounts(m_folder, &m_clock);
        QSignalSpy changed(&accounts, &Accounts::changed);
        QVERIFY(accounts.add(a));
        QCOMPARE(changed.count(), 1);
    }
    Accounts again(m_folder, &m_clock);
    QVERIFY(again.load());
    QCOMPARE(again.all().size(), 1);
    QCOMPARE(again.all().first(), a);
    QCOMPARE(*again.find(u"häfen <B>"_s), a);
    QCOMPARE(*again.find(a.id), a);
    QVERIFY(!again.find(u"other"_s));
    QVERIFY(onDisk().contains("\"version\": 1"));
}

void TestAccounts::isForTheOwnerAlone()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.add(account()));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(accounts.path()) & others));
    QVERIFY(QFile::setPermissions(accounts.path(), QFile::permissions(accounts.path()) | QFile::ReadOther));
    QVERIFY(accounts.load());
    QVERIFY(!(QFile::permissions(accounts.path()) & others));
    QVERIFY(!accounts.notice().isEmpty());
}

void TestAccounts::refusesATakenName()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.add(account()));
    Account twin = account(u"b.example"_s);
    twin.name = u"A.Example"_s;
    QCOMPARE(accounts.add(twin).error().kind, ErrorKind::Usage);
    twin.name = u"b"_s;
    QVERIFY(accounts.add(twin));
    twin.name = u"a.example"_s;
    QCOMPARE(accounts.update(twin).error().kind, ErrorKind::Usage);
    QCOMPARE(accounts.all().size(), 2);
    QCOMPARE(accounts.all().at(1).name, u"b"_s);
}

void TestAccounts::sharesTheRegistryOfAnOrigin()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.add(account()));
    Account second = *makeAccount(u"https://a.example/"_s, u"auditor"_s, u"second"_s);
    QVERIFY(accounts.add(second));
    QCOMPARE(accounts.all().at(0).registryId, accounts.all().at(1).registryId);
    QVERIFY(accounts.all().at(0).id != accounts.all().at(1).id);
}

void TestAccounts::updatesAndRemoves()
{
    Accounts accounts(m_folder, &m_clock);
    Account a = account();
    QVERIFY(accounts.add(a));
    a.colour = u"#ff0000"_s;
    QVERIFY(accounts.update(a));
    QVERIFY(onDisk().contains("#ff0000"));
    a.colour = u"red"_s;
    QCOMPARE(accounts.update(a).error().kind, ErrorKind::Usage);
    QVERIFY(accounts.remove(a.id));
    QVERIFY(accounts.all().isEmpty());
    QVERIFY(!onDisk().contains(a.id.toLatin1()));
    QCOMPARE(accounts.remove(a.id).error().kind, ErrorKind::NotFound);
    a.colour.clear();
    QCOMPARE(accounts.update(a).error().kind, ErrorKind::NotFound);
}

void TestAccounts::seesWhatAnotherProgramWrote()
{
    Accounts window(m_folder, &m_clock);
    Accounts commandLine(m_folder, &m_clock);
    QVERIFY(window.add(account(u"a.example"_s)));
    QVERIFY(commandLine.add(account(u"b.example"_s))); // it had loaded nothing
    QVERIFY(window.add(account(u"c.example"_s)));
    QCOMPARE(window.all().size(), 3);
}

void TestAccounts::waitsForNoOneForEver()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(ensurePrivateFolder(m_folder));
    QLockFile lock(m_folder + u"/accounts.lock"_s);
    QVERIFY(lock.lock());
    QCOMPARE(accounts.add(account()).error().kind, ErrorKind::Storage);
    lock.unlock();
    QVERIFY(accounts.add(account()));
}

void TestAccounts::setsABrokenFileAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"version":1,"accounts":[{"id":"x")");
    QTest::newRow("html") << QByteArray("<html>");
    QTest::newRow("no version") << QByteArray(R"({"accounts":[]})");
    QTest::newRow("no list") << QByteArray(R"({"version":1,"accounts":{}})");
    QTest::newRow("missing list") << QByteArray(R"({"version":1})");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("deep") << QByteArray(R"({"version":1,"accounts":)") + QByteArray(100'000, '[');
}

void TestAccounts::setsABrokenFileAside()
{
    QFETCH(QByteArray, text);
    put(text);
    Accounts accounts(m_folder, &m_clock);
    const Result<void> loaded = accounts.load();
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY(accounts.all().isEmpty());
    QVERIFY(accounts.notice().english().contains(accounts.path()));
    QCOMPARE(onDisk(), text); // looking changes nothing
    QVERIFY(accounts.add(account()));
    QCOMPARE(accounts.all().size(), 1);
    const QStringList aside = QDir(m_folder).entryList({u"accounts.json.corrupt-20261123-100000*"_s});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(*readWhole(m_folder + u'/' + aside.first(), 10'000'000), text);
    QVERIFY(accounts.add(account(u"b.example"_s))); // and only once
    QCOMPARE(QDir(m_folder).entryList({u"*.corrupt-*"_s}).size(), 1);
}

void TestAccounts::setsASpoiltRowAside()
{
    {
        Accounts accounts(m_folder, &m_clock);
        QVERIFY(accounts.add(account()));
    }
    put(onDisk().replace("\"accounts\": [", "\"accounts\": [ {\"id\": 7},"));
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.load());
    QCOMPARE(accounts.all().size(), 1);
    QCOMPARE(accounts.notice().english(), u"1 account in %1 is not readable and is skipped."_s.arg(accounts.path()));
    QVERIFY(accounts.add(account(u"b.example"_s)));
    QCOMPARE(QDir(m_folder).entryList({u"*.corrupt-*"_s}).size(), 1);
}

void TestAccounts::readsANewerFileOnly()
{
    {
        Accounts accounts(m_folder, &m_clock);
        QVERIFY(accounts.add(account()));
    }
    const QByteArray newer = onDisk().replace("\"version\": 1", "\"version\": 2");
    put(newer);
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.load());
    QVERIFY(accounts.isReadOnly());
    QCOMPARE(accounts.all().size(), 1);
    QVERIFY(accounts.notice().english().contains(u"newer"_s));
    QCOMPARE(accounts.add(account(u"b.example"_s)).error().kind, ErrorKind::Storage);
    QCOMPARE(accounts.remove(accounts.all().first().id).error().kind, ErrorKind::Storage);
    QCOMPARE(onDisk(), newer);
}

void TestAccounts::leavesOutHostileAccounts_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("script") << QByteArray("https://a.example\"") << QByteArray("javascript:alert(1)\"");
    QTest::newRow("user in url") << QByteArray("https://a.example\"") << QByteArray("https://u:p@a.example\"");
    QTest::newRow("sign-in of another time") << QByteArray("\"Password\"") << QByteArray("\"Passkey\"");
    QTest::newRow("header in user") << QByteArray("\"admin\"") << QByteArray("\"admin\\r\\nX: y\"");
    QTest::newRow("no name") << QByteArray("\"name\": \"a.example\"") << QByteArray("\"name\": \"\"");
}

void TestAccounts::leavesOutHostileAccounts()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    {
        Accounts accounts(m_folder, &m_clock);
        QVERIFY(accounts.add(account()));
    }
    QVERIFY(onDisk().contains(from));
    put(onDisk().replace(from, to));
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.load());
    QVERIFY(accounts.all().isEmpty());
    QVERIFY(!accounts.notice().isEmpty());
}

void TestAccounts::refusesAHugeFile()
{
    put(QByteArray(5 * 1024 * 1024, ' '));
    Accounts accounts(m_folder, &m_clock);
    QCOMPARE(accounts.load().error().kind, ErrorKind::Storage);
    QCOMPARE(accounts.add(account()).error().kind, ErrorKind::Storage);
    QCOMPARE(onDisk().size(), 5 * 1024 * 1024);
}

void TestAccounts::onePlaceIsOneRegistry()
{
    // What is read without an account, and the account that comes later.
    const Account one = *makeAccount(u"a.example:5000"_s, u"admin"_s, u"one"_s);
    QCOMPARE(one.registryId, passingRegistryId(u"https://a.example:5000"_s));
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.add(one));
    QVERIFY(accounts.add(*makeAccount(u"http://a.example:5000"_s, u"dev"_s, u"two"_s)));
    QVERIFY(accounts.add(*makeAccount(u"https://a.example"_s, u"dev"_s, u"three"_s)));
    QCOMPARE(accounts.all()[1].registryId, one.registryId);
    QVERIFY(accounts.all()[2].registryId != one.registryId);
    // A file in which an older version gave the same place two ids.
    QByteArray text = onDisk();
    const QByteArray id = one.registryId.toLatin1();
    const qsizetype second = text.indexOf(id, text.indexOf(id) + 1);
    text.replace(second, id.size(), "00000000-0000-4000-8000-000000000001");
    put(text);
    Accounts again(m_folder, &m_clock);
    QVERIFY(again.load());
    QCOMPARE(again.all()[1].registryId, again.all()[0].registryId);
}

void TestAccounts::changesBesideTheWindow()
{
    Accounts accounts(m_folder, &m_clock);
    QVERIFY(accounts.load());
    QSignalSpy changed(&accounts, &Accounts::changed);
    QList<ErrorKind> ends;
    const auto note = [&](const Result<void> &result) { ends.append(result.error().kind); };
    const Account one = account();
    Account renamed = one;
    renamed.name = u"renamed"_s;
    accounts.addLater(one, this, note);
    accounts.updateLater(renamed, this, note);
    accounts.removeLater(u"nobody"_s, this, note);
    QVERIFY(accounts.all().isEmpty()); // nothing in the caller's thread
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 3, 10'000);
    QCOMPARE(ends, (QList<ErrorKind>{ErrorKind::None, ErrorKind::None, ErrorKind::NotFound}));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(accounts.all(), QList<Account>{renamed});
    {
        Accounts other(m_folder, &m_clock);
        other.addLater(account(u"b.example"_s), this, {});
    } // all that were asked for are written before it goes
    QVERIFY(accounts.load());
    QCOMPARE(accounts.all().size(), 2);
}

void TestAccounts::saysThatTheLockCannotBeWritten()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
    QVERIFY(ensurePrivateFolder(m_folder));
    QVERIFY(QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::ExeOwner));
    Accounts accounts(m_folder, &m_clock);
    const Result<void> added = accounts.add(account());
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!added.ok());
    QVERIFY2(added.error().text().contains(u"Permission denied"_s), qPrintable(added.error().text()));
    QVERIFY(!added.error().text().contains(u"Another Lotse"_s));
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
