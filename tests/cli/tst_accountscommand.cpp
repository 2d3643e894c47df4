// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QTest>

/// Accounts and secrets by the command line.
class TestAccountsCommand : public QObject {
    Q_OBJECT
private slots:
    void init() { m_program = std::make_unique<Program>(); }
    void keepsAccounts();
    void goesOnWhereTheListIsDamaged();
    void keepsASecretSealed();
    void saysWhatItLeavesOutOfAnAddress();
    void keepsWhatAConnectionIsMadeWith();
    void sendsNoSecretOverPlainHttpUnconfirmed();
    void takesNoSecretFromAnArgument();
    void leavesNoSecretBehind();

private:
    Ran run(const QStringList &arguments, const QStringList &environment = {}, const QByteArray &input = {}) const
    {
        return m_program->run(arguments, environment, input);
    }

    std::unique_ptr<Program> m_program;
};

void TestAccountsCommand::keepsAccounts()
{
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"harbor.example.com"_s};
    const Ran added = run(add + QStringList{u"--user"_s, u"dev"_s, u"--name"_s, u"one"_s, u"--production"_s});
    QVERIFY2(added.code == 0, added.err);
    QCOMPARE(run(add + QStringList{u"--name"_s, u"ONE"_s}).code, 2);
    QCOMPARE(run(add + QStringList{u"--name"_s, u"two"_s, u"--colour"_s, u"red"_s}).code, 2);
    const QJsonArray list = run({u"accounts"_s, u"--json"_s}).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"url"_s].toString(), u"https://harbor.example.com"_s);
    QCOMPARE(list.first()[u"allows_changes"_s].toBool(true), false);
    const QByteArray table = run({u"accounts"_s}).out;
    QVERIFY(table.contains("PROD"));
    // Words for people; what programs read stays as it is.
    QVERIFY2(table.contains("not detected yet") && table.contains("not stored"), table);
    QVERIFY2(!table.contains("SessionOnly") && !table.contains("Unknown"), table);
    QCOMPARE(list.first()[u"kind"_s].toString(), u"Unknown"_s);
    const Ran noSecret = run({u"tree"_s, u"--account"_s, u"one"_s});
    QCOMPARE(noSecret.code, 4);
    QVERIFY(noSecret.err.contains("LOTSE_PASSWORD"));
    // What is not there ends with the same code in every command.
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"nobody"_s}).code, 6);
    QCOMPARE(run({u"accounts"_s, u"test"_s, u"nobody"_s}).code, 6);
    QCOMPARE(run({u"tree"_s, u"--account"_s, u"nobody"_s}).code, 6);
    QCOMPARE(run({u"audit"_s, u"--account"_s, u"nobody"_s}).code, 6);
    QCOMPARE(run({u"posture"_s, u"withdraw"_s, u"nope"_s, u"--demo"_s}).code, 6);
    QCOMPARE(run({u"report-schedule"_s, u"remove"_s, u"nope"_s}).code, 6);
    QCOMPARE(run({u"plan"_s, u"undo"_s, u"nope"_s, u"--demo"_s}).code, 6);
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"one"_s}).code, 0);
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
}

void TestAccountsCommand::goesOnWhereTheListIsDamaged()
{
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"harbor.example.com"_s, u"--name"_s};
    QCOMPARE(run(add + QStringList{u"one"_s}).code, 0);
    QFile file(m_program->inProfile(u"accounts.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ not json");
    file.close();
    const Ran listed = run({u"accounts"_s});
    QCOMPARE(listed.code, 9);
    // As the notice says.
    const Ran added = run(add + QStringList{u"two"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    QVERIFY2(added.err.contains("accounts.json.corrupt-"), added.err.constData());
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 1);
}

void TestAccountsCommand::keepsASecretSealed()
{
    const QStringList secret{u"LOTSE_PASSWORD=canary-password"_s, u"LOTSE_MASTER_PASSWORD=canary-master"_s};
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"https://127.0.0.1:9"_s, u"--user"_s,
        u"dev"_s, u"--keep"_s};
    const Ran keychain = run(add + QStringList{u"keychain"_s}, secret);
    QCOMPARE(keychain.code, 9); // there is none on this bus
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);
    const Ran added = run(add + QStringList{u"sealed"_s}, secret);
    QVERIFY2(added.code == 0, added.err);
    QVERIFY(QFile::exists(m_program->inProfile(u"secrets.sealed"_s)));
    const Ran wrong = run({u"tree"_s}, {u"LOTSE_MASTER_PASSWORD=another-one"_s});
    QCOMPARE(wrong.code, 9);
    QCOMPARE(run({u"tree"_s}).code, 2); // nobody to ask for the master password
    const Ran right = run({u"accounts"_s, u"remove"_s, u"127.0.0.1:9"_s}, {u"LOTSE_MASTER_PASSWORD=canary-master"_s});
    QVERIFY2(right.code == 0, right.err);
}

void TestAccountsCommand::saysWhatItLeavesOutOfAnAddress()
{
    const auto add = [this](const QString &name, const QString &url) {
        const Ran ran = run({u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, url, u"--name"_s, name});
        return ran.code == 0 ? ran.err : QByteArray("failed");
    };
    for (const QString &more : {u"/sub/path"_s, u"/?a=1"_s, u"#a"_s})
        QVERIFY(add(u"with "_s + more, u"https://r.example"_s + more).contains("the registry is https://r.example\n"));
    QCOMPARE(add(u"bare"_s, u"https://r.example/"_s), QByteArray());
    QCOMPARE(add(u"host"_s, u"r.example:8443"_s), QByteArray());
}

void TestAccountsCommand::keepsWhatAConnectionIsMadeWith()
{
    const QStringList add{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"https://127.0.0.1:9"_s, u"--name"_s};
    const QStringList certificate{u"--client-cert"_s, u"/nowhere/client.pem"_s};
    QCOMPARE(run(add + QStringList{u"bad"_s, u"--timeout"_s, u"soon"_s}).code, 2);
    QCOMPARE(run(add + QStringList{u"bad"_s, u"--deadline"_s, u"99999"_s}).code, 2);
    QCOMPARE(run(add + QStringList{u"bad"_s, u"--client-key"_s, u"/nowhere/client.key"_s}).code, 2);
    QCOMPARE(run(add + QStringList{u"one"_s, u"--timeout"_s, u"30"_s} + certificate).code, 0);
    const auto account = [this](const QString &name) {
        const QJsonArray list = run({u"accounts"_s, u"--json"_s}).array();
        for (const QJsonValue &value : list) {
            if (value[u"name"_s].toString() == name)
                return value.toObject();
        }
        return QJsonObject();
    };
    QCOMPARE(account(u"one"_s)[u"client_certificate"_s].toString(), u"/nowhere/client.pem"_s);
    QCOMPARE(account(u"one"_s)[u"timeout_seconds"_s].toInt(), 30);
    const Ran ran = run({u"tree"_s, u"--account"_s, u"one"_s});
    QVERIFY2(ran.err.contains("/nowhere/client.pem"), ran.err);
    const QStringList edit{u"accounts"_s, u"edit"_s};
    QCOMPARE(run(edit + QStringList{u"nobody"_s}).code, 6);
    const Ran edited =
        run(edit + QStringList{u"one"_s, u"--client-key"_s, u"/nowhere/client.key"_s, u"--deadline"_s, u"600"_s});
    QVERIFY2(edited.code == 0, edited.err);
    QCOMPARE(account(u"one"_s)[u"client_key"_s].toString(), u"/nowhere/client.key"_s);
    QCOMPARE(account(u"one"_s)[u"client_certificate"_s].toString(), u"/nowhere/client.pem"_s);
    QCOMPARE(account(u"one"_s)[u"deadline_seconds"_s].toInt(), 600);
    QCOMPARE(run(edit + QStringList{u"one"_s, u"--client-cert"_s, QString()}).code, 0);
    QCOMPARE(account(u"one"_s)[u"client_certificate"_s].toString(u"kept"_s), QString());
    QCOMPARE(account(u"one"_s)[u"client_key"_s].toString(u"kept"_s), QString());
}

void TestAccountsCommand::sendsNoSecretOverPlainHttpUnconfirmed()
{
    const QStringList secret{u"LOTSE_PASSWORD=canary"_s, u"LOTSE_MASTER_PASSWORD=master key"_s};
    const QStringList place{u"--url"_s, u"http://192.0.2.2:5873"_s, u"--user"_s, u"dev"_s};
    const QStringList add{u"accounts"_s, u"add"_s, u"plain"_s};
    const QStringList confirm{u"--plain-http-confirm"_s, u"192.0.2.2:5873"_s};
    for (const QStringList &line : {QStringList{u"overview"_s}, QStringList{u"sync"_s}, add}) {
        const Ran ran = run(line + place, secret);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("--plain-http-confirm 192.0.2.2:5873"), ran.err);
    }
    const Ran other = run(add + place + QStringList{u"--no-test"_s, u"--plain-http-confirm"_s, u"other"_s}, secret);
    QCOMPARE(other.code, 2);
    QVERIFY2(other.err.contains("requires the host 192.0.2.2:5873"), other.err);
    // On this computer a secret is sent, but it is not stored, and not tried before that is said.
    const Ran kept =
        run(add + QStringList{u"--url"_s, u"http://127.0.0.1:9"_s, u"--user"_s, u"dev"_s, u"--keep"_s, u"sealed"_s},
            secret);
    QCOMPARE(kept.code, 2);
    QVERIFY2(kept.err.contains("--plain-http-confirm 127.0.0.1:9"), kept.err);
    QCOMPARE(run({u"accounts"_s, u"--json"_s}).array().size(), 0);

    QCOMPARE(run(add + place + confirm + QStringList{u"--no-test"_s}, secret).code, 0);
    // An account that was confirmed needs it no more: what is missing is the secret, and no consent.
    QCOMPARE(run({u"overview"_s, u"--account"_s, u"plain"_s}).code, 4);
    QVERIFY(!m_program->isInProfile("canary"));
}

void TestAccountsCommand::takesNoSecretFromAnArgument()
{
    const Ran ran = run({u"tree"_s, u"--url"_s, u"https://dev:canary-url@127.0.0.1:9"_s});
    QCOMPARE(ran.code, 2);
    QVERIFY(!ran.err.contains("canary-url"));
    QCOMPARE(run({u"tree"_s, u"--password"_s, u"canary"_s}).code, 2);
    for (const QStringList &line :
        {QStringList{u"--password"_s, u"canary-word"_s, u"tree"_s}, QStringList{u"tree"_s, u"--password=canary-word"_s},
            QStringList{u"--url"_s, u"https://dev:canary-word@127.0.0.1:9"_s}}) {
        const Ran wrong = run(line);
        QCOMPARE(wrong.code, 2);
        QVERIFY2(!wrong.err.contains("canary-word"), wrong.err);
    }
}

void TestAccountsCommand::leavesNoSecretBehind()
{
    const QStringList secrets{u"LOTSE_PASSWORD=canary-password"_s, u"LOTSE_MASTER_PASSWORD=canary-master"_s};
    const QStringList where{u"--url"_s, u"https://127.0.0.1:9"_s, u"--user"_s, u"dev"_s};
    QList<Ran> all;
    all << run(QStringList{u"accounts"_s, u"add"_s, u"--no-test"_s, u"--keep"_s, u"sealed"_s} + where, secrets);
    all << run({u"accounts"_s}, secrets);
    all << run({u"accounts"_s, u"--json"_s}, secrets);
    all << run(QStringList{u"accounts"_s, u"test"_s, u"--json"_s} + where, secrets);
    all << run(QStringList{u"accounts"_s, u"test"_s, u"--password-fd"_s, u"0"_s} + where, {}, "canary-password\n");
    QCOMPARE(all.first().code, 0);
    QCOMPARE(all.last().code, 3);
    for (const Ran &ran : all) {
        QVERIFY(!ran.out.contains("canary"));
        QVERIFY2(!ran.err.contains("canary"), ran.err);
    }
    QVERIFY(!m_program->isInProfile("canary-password"));
    QVERIFY(!m_program->isInProfile("canary-master"));
    QVERIFY(m_program->isInProfile("127.0.0.1:9")); // the search finds what is there
}

QTEST_GUILESS_MAIN(TestAccountsCommand)
#include "tst_accountscommand.moc"
