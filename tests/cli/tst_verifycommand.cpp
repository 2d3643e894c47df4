// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "demo/signing.h"

#include <QTest>

/// lotse-cli verify over the demo registry: four artifacts, four words, and the codes of a pipeline.
class TestVerifyCommand : public QObject {
    Q_OBJECT
    Program m_program;
    QTemporaryDir m_folder;
    QString m_key;

    Ran run(const QStringList &arguments) const
    {
        return m_program.run(QStringList{u"verify"_s, u"--demo"_s} + arguments);
    }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString policy(const QByteArray &more = {}, const QByteArray &scope = "demo.lotse.example/**") const
    {
        return write(u"trust.json"_s,
            "{\"version\":1,\"keys\":[{\"name\":\"demo\",\"pem\":\"" + lotse::demo::demoPublicKey().replace("\n", "\\n")
                + "\"}],\"rules\":[{\"scopes\":[\"" + scope + "\"],\"signers\":[\"key:demo\"]" + more + "}]}");
    }

private slots:
    void initTestCase();
    void tellsFourStatesApart_data();
    void tellsFourStatesApart();
    void thePolicyDecides();
    void theWorstOfSeveralCounts();
    void verifiesAProject();
    void refusesWhatCannotBeUsed();
    void signsWithTheKeyOfAFile();
};

void TestVerifyCommand::initTestCase()
{
    m_key = write(u"demo.pub"_s, lotse::demo::demoPublicKey());
    // docs/trust-policy.md gives it to those who want to try.
    QVERIFY(lotse::demo::demoPublicKey().contains("MCowBQYDK2VwAyEApubikAwNG4iyJYxquf69/R7ariBc8qzRK6MNPHrwzKc="));
}

void TestVerifyCommand::tellsFourStatesApart_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("reason");
    QTest::newRow("payments/backend/api:latest") << 0 << u"trusted"_s << QString();
    QTest::newRow("web-shop/backend/catalogue:latest") << 14 << u"invalid"_s << u"other-artifact"_s;
    QTest::newRow("data-science/feature-store:latest") << 15 << u"none"_s << u"attested-only"_s;
    QTest::newRow("web-shop/backend/basket:latest") << 15 << u"none"_s << QString();
}

void TestVerifyCommand::tellsFourStatesApart()
{
    QFETCH(int, code);
    QFETCH(QString, state);
    QFETCH(QString, reason);
    const QString reference = QString::fromLatin1(QTest::currentDataTag());
    const Ran ran = run({reference, u"--key"_s, m_key, u"--json"_s});
    QVERIFY2(ran.code == code, ran.out + ran.err);
    QCOMPARE(ran.array().size(), 1);
    const QJsonObject verdict = ran.array().first().toObject();
    QCOMPARE(verdict[u"state"_s].toString(), state);
    QCOMPARE(verdict[u"reason"_s].toString(), reason);
    QCOMPARE(verdict[u"trusted"_s].toBool(), state == u"trusted"_s);
    QCOMPARE(verdict[u"claimed"_s].toBool(), !reference.contains(u"basket"_s));
    for (const QJsonValue &one : verdict[u"signatures"_s].toArray())
        QVERIFY(!one[u"steps"_s].toArray().isEmpty());
    // Without a key nothing is said to be valid, and what an unverified bundle states is not believed.
    const Ran blind = run({reference, u"--json"_s});
    QCOMPARE(blind.code, reference.contains(u"basket"_s) ? 15 : reference.contains(u"catalogue"_s) ? 14 : 7);
    QVERIFY(!blind.array().first()[u"valid"_s].toBool());
}

void TestVerifyCommand::thePolicyDecides()
{
    const QString image = u"payments/backend/api:latest"_s;
    QCOMPARE(run({image, u"--policy"_s, policy()}).code, 0);
    QCOMPARE(run({image, u"--policy"_s, policy(",\"signatures\":2")}).code, 13);
    QCOMPARE(run({image, u"--policy"_s, policy({}, "other.example/**")}).code, 13);
    QCOMPARE(run({u"data-science/feature-store:latest"_s, u"--policy"_s,
                     policy(",\"signatures\":0,\"attestations\":[\"https://slsa.dev/provenance/v1\"]")})
                 .code,
        0);
    // Another key in the policy: the given one is tried, and what it fits is valid and no more.
    const QString other = write(u"other.json"_s,
        "{\"version\":1,\"keys\":[{\"name\":\"o\",\"pem\":\"-----BEGIN PUBLIC KEY-----\\n"
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3xYiOp8Bvd+6XMILFyXucFqmiFMy\\n"
        "A1HT/XBY2YAWsks/GUNiqxz7ihB9jpMZ0oVVcreQHPiBbgHsMhoKgb6raQ==\\n-----END PUBLIC KEY-----\\n\"}],"
        "\"rules\":[{\"scopes\":[\"**\"],\"signers\":[\"key:o\"]}]}");
    // One by a key that the policy does not name was not checked, which is no word against it; where the policy says
    // that nobody else signs here, it is.
    const Ran unnamed = run({image, u"--policy"_s, other, u"--json"_s});
    QCOMPARE(unnamed.code, 7);
    QCOMPARE(unnamed.array().first()[u"state"_s].toString(), u"claimed"_s);
    QCOMPARE(unnamed.array().first()[u"reason"_s].toString(), u"key-not-named"_s);
    QCOMPARE(run({image, u"--policy"_s,
                     write(u"only.json"_s, read(other).replace("\"signers\"", "\"only\":true,\"signers\""))})
                 .code,
        14);
    QCOMPARE(run({image, u"--policy"_s, other, u"--key"_s, m_key}).code, 13);
}

void TestVerifyCommand::theWorstOfSeveralCounts()
{
    const QString good = u"payments/backend/api:latest"_s;
    const QString bad = u"web-shop/backend/catalogue:latest"_s;
    const Ran ran =
        run({good, u"web-shop/backend/basket:latest"_s, bad, u"--key"_s, m_key, u"--csv"_s, u"--progress"_s});
    QCOMPARE(ran.code, 14);
    QVERIFY2(ran.out.startsWith("reference,digest,state,reason,trusted,valid,invalid\r\n"), ran.out);
    QCOMPARE(ran.out.count("\r\n"), 6); // the last is an index, and its two images stand below it
    QVERIFY2(ran.err.contains("of 3 artifacts"), ran.err);
    const Ran missing = run({good, u"payments/backend/api:nowhere"_s, u"--key"_s, m_key});
    QCOMPARE(missing.code, 7);
    QVERIFY(missing.err.contains("nowhere"));
    QCOMPARE(run({u"payments/backend/api:nowhere"_s, u"--key"_s, m_key}).code, 6);
}

void TestVerifyCommand::verifiesAProject()
{
    const Ran ran = run({u"--all"_s, u"--project"_s, u"web-shop"_s, u"--key"_s, m_key, u"--json"_s});
    QVERIFY2(ran.code == 14, ran.err); // the badly signed one is there
    QMap<QString, int> states;
    for (const QJsonValue &one : ran.array()) {
        QVERIFY(one[u"reference"_s].toString().startsWith(u"demo.lotse.example/web-shop/"_s));
        ++states[one[u"state"_s].toString()];
    }
    QVERIFY(states.value(u"trusted"_s) > 0 && states.value(u"invalid"_s) > 0 && states.value(u"none"_s) > 0);
    QCOMPARE(states.size(), 3);
    QCOMPARE(run({u"--project"_s, u"web-shop"_s}).code, 2);
    QCOMPARE(run({}).code, 2);
}

void TestVerifyCommand::refusesWhatCannotBeUsed()
{
    const QString image = u"payments/backend/api:latest"_s;
    QCOMPARE(run({image, u"--policy"_s, u"/nowhere"_s}).code, 2);
    QCOMPARE(run({image, u"--policy"_s, write(u"broken.json"_s, "{")}).code, 2);
    QCOMPARE(run({image, u"--key"_s, write(u"broken.pub"_s, "x")}).code, 2);
    QCOMPARE(run({u"other.example/a/b:1"_s, u"--key"_s, m_key}).code, 2);
}

void TestVerifyCommand::signsWithTheKeyOfAFile()
{
    const QString keys = QStringLiteral(LOTSE_TEST_SIGNKEYS) + u'/';
    const QTemporaryDir data;
    const auto sign = [&](const QStringList &arguments, const QByteArray &password) {
        return m_program.run(
            QStringList{u"sign"_s, u"--demo"_s, u"web-shop/backend/basket:latest"_s, u"--key-password-fd"_s, u"0"_s}
                + arguments,
            {u"LOTSE_DATA="_s + data.path()}, password);
    };
    const Ran made = sign(
        {u"--key"_s, keys + u"chain.p12"_s, u"--form"_s, u"notation"_s, u"--yes"_s, u"--allow-changes"_s, u"--json"_s},
        "secret\n");
    QVERIFY2(made.code == 0, made.err);
    QCOMPARE(made.array().first()[u"state"_s].toString(), u"verified"_s);
    QVERIFY(made.err.contains("4b75b6dab4d0e2cad8239abc2ff0cbb94f43a19f90cee5e3520fb93aa60c383d"));
    const Ran wrong = sign({u"--key"_s, keys + u"cosign.key"_s, u"--dry-run"_s}, "secret\n");
    QCOMPARE(wrong.code, 9);
    QVERIFY(wrong.err.contains("Wrong password"));
    QCOMPARE(sign({u"--key"_s, keys + u"README.md"_s, u"--dry-run"_s}, "secret\n").code, 2);
    const Ran locked = m_program.run({u"sign"_s, u"--demo"_s, u"web-shop/backend/basket:latest"_s, u"--key"_s,
        keys + u"encrypted.pem"_s, u"--dry-run"_s});
    QCOMPARE(locked.code, 2);
    QVERIFY(locked.err.contains("--key-password-fd"));
    QCOMPARE(sign({u"--key"_s, keys + u"cosign.key"_s, u"--yes"_s}, "lotse\n").code, 5); // kept read only
    // Neither key nor password is kept.
    QVERIFY(!m_program.isInProfile("secret"));
}

QTEST_GUILESS_MAIN(TestVerifyCommand)
#include "tst_verifycommand.moc"
