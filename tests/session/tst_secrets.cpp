// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secrets.h"

#include "base/safefile.h"
#include "keychain/keychainstore.h"
#include "support/busypool.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestSecrets : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"profile/secrets.sealed"_s);
    }
    void keepsInMemory();
    void sealsAndOpensAgain();
    void opensWhileTheListsAreBusy();
    void writesNothingPlain();
    void refusesAWrongMaster();
    void refusesAShortMaster();
    void answersWhileLocked();
    void findsOutTampering_data();
    void findsOutTampering();
    void changesTheMaster();
    void seesWhatAnotherProgramWrote();
    void dropsTheCallbackWithItsContext();
    void keepsNoSecretOverPlainHttp();
    void prefersWhatWasTyped();
    void saysWhereThereIsNoKeychain();

private:
    using Done = Result<void>;
    Done unlock(SealedStore &store, const QByteArray &master)
    {
        return wait<Done>([&](auto done) { store.unlock(SecureBytes(master), this, done); });
    }
    Done write(SecretStore &store, const QString &id, const QByteArray &secret)
    {
        return wait<Done>([&](auto done) { store.write(id, SecureBytes(secret), this, done); });
    }
    Result<SecureBytes> read(SecretStore &store, const QString &id)
    {
        return wait<Result<SecureBytes>>([&](auto done) { store.read(id, this, done); });
    }
    Done remove(SecretStore &store, const QString &id)
    {
        return wait<Done>([&](auto done) { store.remove(id, this, done); });
    }
    template <typename T>
    T wait(const std::function<void(std::function<void(T)>)> &call)
    {
        std::optional<T> out;
        call([&out](T result) { out = result; });
        if (out) {
            Error early;
            early.kind = ErrorKind::Usage;
            early.message = {"called back at once", {}};
            return early;
        }
        [&] { QTRY_VERIFY_WITH_TIMEOUT(out, 30'000); }();
        Error late;
        late.kind = ErrorKind::Timeout;
        return out ? *out : T(late);
    }
    static QByteArray text(const Result<SecureBytes> &secret)
    {
        return secret ? secret->view().toByteArray() : QByteArray("error");
    }
    QByteArray onDisk() const { return *readWhole(m_path, 1'000'000); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestSecrets::keepsInMemory()
{
    MemoryStore store;
    QCOMPARE(read(store, u"a"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(write(store, u"a"_s, "canary"));
    QCOMPARE(text(read(store, u"a"_s)), QByteArray("canary"));
    QVERIFY(remove(store, u"a"_s));
    QCOMPARE(read(store, u"a"_s).error().kind, ErrorKind::NotFound);
}

void TestSecrets::sealsAndOpensAgain()
{
    const QByteArray odd("p\xff\0\n\"", 5);
    {
        SealedStore store(m_path);
        QVERIFY(!store.exists());
        QVERIFY(unlock(store, "correct horse"));
        QVERIFY(!store.exists()); // nothing to keep yet
        QVERIFY(write(store, u"a"_s, "first"));
        QVERIFY(write(store, u"b"_s, odd));
    }
    SealedStore store(m_path);
    QVERIFY(store.exists());
    QVERIFY(unlock(store, "correct horse"));
    QCOMPARE(text(read(store, u"a"_s)), QByteArray("first"));
    QCOMPARE(text(read(store, u"b"_s)), odd);
    QVERIFY(remove(store, u"a"_s));
    QCOMPARE(read(store, u"a"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(remove(store, u"a"_s));
    QCOMPARE(text(read(store, u"b"_s)), odd);
}

// A derivation has a thread of its own: it neither waits for the lists of the window nor keeps them waiting.
void TestSecrets::opensWhileTheListsAreBusy()
{
    const test::BusyPool lists;
    SealedStore store(m_path);
    QVERIFY(unlock(store, "correct horse"));
}

void TestSecrets::writesNothingPlain()
{
    SealedStore store(m_path);
    QVERIFY(unlock(store, "canary-master"));
    QVERIFY(write(store, u"account-id"_s, "canary-secret"));
    const QByteArray first = onDisk();
    for (const char *canary : {"canary-master", "canary-secret", "account-id"}) {
        QVERIFY(!first.contains(canary));
        QVERIFY(!first.contains(QByteArray(canary).toBase64()));
    }
    QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(write(store, u"account-id"_s, "canary-secret"));
    QVERIFY(onDisk() != first); // a nonce is never used twice
}

void TestSecrets::refusesAWrongMaster()
{
    SealedStore store(m_path);
    QVERIFY(unlock(store, "correct horse"));
    QVERIFY(write(store, u"a"_s, "first"));
    SealedStore other(m_path);
    const Done wrong = unlock(other, "wrong horse");
    QCOMPARE(wrong.error().kind, ErrorKind::Secret);
    QVERIFY(!wrong.error().text().contains(u"horse"_s));
    QVERIFY(!other.isUnlocked());
    QCOMPARE(read(other, u"a"_s).error().kind, ErrorKind::Secret);
    QCOMPARE(write(other, u"b"_s, "x").error().kind, ErrorKind::Secret);
    QVERIFY(unlock(other, "correct horse"));
}

void TestSecrets::refusesAShortMaster()
{
    SealedStore store(m_path);
    QCOMPARE(unlock(store, "short").error().kind, ErrorKind::Secret);
    QVERIFY(!store.isUnlocked());
}

void TestSecrets::answersWhileLocked()
{
    SealedStore store(m_path);
    QCOMPARE(write(store, u"a"_s, "x").error().kind, ErrorKind::Secret);
    QVERIFY(!store.exists());
    QVERIFY(unlock(store, "correct horse"));
    QVERIFY(write(store, u"a"_s, "x"));
    store.lock();
    QCOMPARE(read(store, u"a"_s).error().kind, ErrorKind::Secret);
}

void TestSecrets::findsOutTampering_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto zeros = [](int count) { return '"' + QByteArray(count, '\0').toBase64() + '"'; };
    QTest::newRow("data") << QByteArray("data") << zeros(40);
    QTest::newRow("no data") << QByteArray("data") << QByteArray("\"\"");
    QTest::newRow("tag") << QByteArray("tag") << zeros(16);
    QTest::newRow("short tag") << QByteArray("tag") << zeros(4);
    QTest::newRow("nonce") << QByteArray("nonce") << zeros(12);
    QTest::newRow("salt") << QByteArray("salt") << zeros(16);
    QTest::newRow("weak key") << QByteArray("n") << QByteArray("1024");
    QTest::newRow("endless key") << QByteArray("n") << QByteArray("1073741824");
    QTest::newRow("other key") << QByteArray("n") << QByteArray("262144");
    QTest::newRow("crooked key") << QByteArray("n") << QByteArray("131073");
    QTest::newRow("other function") << QByteArray("kdf") << QByteArray("\"none\"");
    QTest::newRow("newer") << QByteArray("version") << QByteArray("2");
    QTest::newRow("cut") << QByteArray() << QByteArray();
}

void TestSecrets::findsOutTampering()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    {
        SealedStore store(m_path);
        QVERIFY(unlock(store, "correct horse"));
        QVERIFY(write(store, u"a"_s, "first"));
    }
    QByteArray file = onDisk();
    if (field.isEmpty()) {
        file.chop(file.size() / 2);
    } else {
        const qsizetype from = file.indexOf('"' + field + "\":") + field.size() + 3;
        const auto end = qsizetype(std::min(quint64(file.indexOf(',', from)), quint64(file.indexOf('}', from))));
        file.replace(from, end - from, value);
    }
    QVERIFY(file != onDisk());
    QVERIFY(writeWhole(m_path, file));
    SealedStore store(m_path);
    QCOMPARE(unlock(store, "correct horse").error().kind, ErrorKind::Secret);
    QVERIFY(!store.isUnlocked());
    QCOMPARE(onDisk(), file);
}

void TestSecrets::changesTheMaster()
{
    SealedStore store(m_path);
    QVERIFY(unlock(store, "correct horse"));
    QVERIFY(write(store, u"a"_s, "first"));
    QVERIFY(wait<Done>([&](auto done) { store.changeMaster(SecureBytes("battery staple"), this, done); }));
    QCOMPARE(text(read(store, u"a"_s)), QByteArray("first"));
    SealedStore other(m_path);
    QVERIFY(!unlock(other, "correct horse"));
    QVERIFY(unlock(other, "battery staple"));
}

void TestSecrets::seesWhatAnotherProgramWrote()
{
    SealedStore window(m_path);
    QVERIFY(unlock(window, "correct horse"));
    QVERIFY(write(window, u"a"_s, "first"));
    SealedStore commandLine(m_path);
    QVERIFY(unlock(commandLine, "correct horse"));
    QVERIFY(write(commandLine, u"b"_s, "second"));
    QCOMPARE(text(read(window, u"b"_s)), QByteArray("second"));
    QVERIFY(write(window, u"c"_s, "third"));
    QCOMPARE(text(read(commandLine, u"b"_s)), QByteArray("second"));
}

void TestSecrets::dropsTheCallbackWithItsContext()
{
    MemoryStore store;
    bool called = false;
    auto context = std::make_unique<QObject>();
    store.read(u"a"_s, context.get(), [&called](const auto &) { called = true; });
    context.reset();
    QVERIFY(write(store, u"a"_s, "x")); // one turn of the event loop later
    QVERIFY(!called);
}

void TestSecrets::keepsNoSecretOverPlainHttp()
{
    Secrets secrets(m_dir->filePath(u"profile"_s), nullptr);
    QVERIFY(unlock(secrets.sealed(), "correct horse"));
    Account account = *makeAccount(u"http://a.example"_s, u"admin"_s);
    account.secretPlace = SecretPlace::Sealed;
    const auto keep = [&] {
        return wait<Done>([&](auto done) { secrets.write(account, SecureBytes("canary"), this, done); });
    };
    const Done refused = keep();
    QCOMPARE(refused.error().kind, ErrorKind::Secret);
    QVERIFY(refused.error().text().contains(u"a.example"_s));
    QVERIFY(!secrets.sealed().exists());
    account.plainHttpConfirmed = true;
    QVERIFY(keep());
    QVERIFY(secrets.sealed().exists());
}

void TestSecrets::prefersWhatWasTyped()
{
    Secrets secrets(m_dir->filePath(u"profile"_s), nullptr);
    Account account = *makeAccount(u"a.example"_s, u"admin"_s);
    account.secretPlace = SecretPlace::Keychain;
    const auto get = [&] { return wait<Result<SecureBytes>>([&](auto done) { secrets.read(account, this, done); }); };
    QVERIFY(isNoKeychain(get().error()));
    secrets.rememberForSession(account, SecureBytes("typed"), this);
    QCOMPARE(text(get()), QByteArray("typed"));
    QVERIFY(isNoKeychain(wait<Done>([&](auto done) { secrets.write(account, SecureBytes("x"), this, done); }).error()));
}

void TestSecrets::saysWhereThereIsNoKeychain()
{
    // No bus to find a keychain on.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    KeychainStore store;
    const Result<SecureBytes> none = read(store, u"lotse-test-account"_s);
    QVERIFY(!none.ok());
    QVERIFY2(isNoKeychain(none.error()), qPrintable(none.error().text() + none.error().detail));
    QVERIFY(isNoKeychain(write(store, u"lotse-test-account"_s, "canary").error()));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
