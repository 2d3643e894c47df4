// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/redaction.h"

#include "reportfixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace reportfixture;

/// A redacted report holds no name, and nothing else is touched.
class TestRedaction : public QObject {
    Q_OBJECT

private slots:
    void redactionLeavesNoName_data();
    void redactionLeavesNoName();
    void redactionSparesWhatIsNoName();
    void wrongRedactionProfilesAreRefused_data();
    void wrongRedactionProfilesAreRefused();

private:
    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    QTemporaryDir m_dir;
};

void TestRedaction::redactionLeavesNoName_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QStringList>("gone");
    QTest::addColumn<QStringList>("kept");
    const QStringList persons{u"jane.roe"_s, u"Jane Roe"_s, u"jane@corp.example"_s},
        hosts{u"ldap.corp.example"_s, u"10.1.2.3"_s, u"fd00:1:2:3:4:5:6:7"_s};
    QTest::newRow("persons") << u"persons"_s << persons << hosts;
    QTest::newRow("hosts") << u"hosts"_s << hosts << persons.mid(0, 1);
    QTest::newRow("all") << u"all"_s << persons + hosts << QStringList{};
    const QString own = written(u"own.json"_s,
        R"({"base": ["persons"], "expressions": [{"pattern": "\\bINC-\\d+\\b", "as": "ticket"}],
            "fields": ["team"], "keep": ["jane.roe"]})");
    QTest::newRow("own") << own << QStringList{u"INC-4711"_s, u"blue whales"_s} << QStringList{u"jane.roe"_s};
}

void TestRedaction::redactionLeavesNoName()
{
    QFETCH(QString, profile);
    QFETCH(QStringList, gone);
    QFETCH(QStringList, kept);
    const auto setting = [](const QString &value) { return QJsonObject{{u"value"_s, value}, {u"editable"_s, true}}; };
    const posture::Posture posture = postureOf(
        {{u"users"_s,
             rows({QJsonObject{{u"username"_s, u"jane.roe"_s}, {u"realname"_s, u"Jane Roe"_s},
                 {u"email"_s, u"jane@corp.example"_s}, {u"sysadmin_flag"_s, true}, {u"team"_s, u"blue whales"_s}}})},
            {u"configuration"_s,
                rows({QJsonObject{{u"ldap_url"_s, setting(u"ldaps://ldap.corp.example:636"_s)},
                    {u"note"_s,
                        setting(u"Ask Jane Roe (jane.roe) of blue whales, 10.1.2.3 or fd00:1:2:3:4:5:6:7, INC-4711, at "
                                "02:00:42 for 1.2.3-rc1"_s)}}})}});
    const Result<RedactionProfile> read = findRedaction(profile);
    QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text()));
    for (const QString &name : {u"access-review"_s, u"configuration"_s, u"posture"_s}) {
        Redactor redactor(*read, Words());
        const Document plain = reportOf(name, posture);
        redactor.learn(posture.facts);
        redactor.learn(plain);
        const Document document = redactor.document(plain, true);
        QVERIFY(!document.redaction.isEmpty());
        QByteArray all = toHtml(document) + toCsv(document) + toJson(document)
            + redactor.json(posture::postureJson(posture)) + redactor.json(posture::postureSarif(posture));
        for (const QString &text : std::as_const(gone))
            QVERIFY2(!all.contains(text.toUtf8()), qPrintable(name + u' ' + text));
        if (name != u"configuration"_s)
            continue;
        for (const QString &text : std::as_const(kept))
            QVERIFY2(all.contains(text.toUtf8()), qPrintable(text));
        QVERIFY(all.contains("02:00:42") && all.contains("1.2.3-rc1"));
        QVERIFY(toHtml(document).contains(document.redaction.toHtmlEscaped().toUtf8()));
    }
    if (profile != u"persons"_s)
        return;
    // All names of one person are one person.
    Redactor redactor(*read, Words());
    redactor.learn(posture.facts);
    QCOMPARE(redactor.text(u"Jane Roe, jane.roe, jane@corp.example"_s),
        redactor.text(u"jane.roe"_s) + u", "_s + redactor.text(u"jane.roe"_s) + u", "_s + redactor.text(u"jane.roe"_s));
}

void TestRedaction::redactionSparesWhatIsNoName()
{
    const posture::Posture posture =
        postureOf({{u"users"_s,
                       rows({QJsonObject{{u"username"_s, u"admin"_s}}, QJsonObject{{u"username"_s, u"ann"_s}},
                           QJsonObject{{u"username"_s, u"guest"_s}}})},
            {u"robots"_s, rows({QJsonObject{{u"name"_s, u"robot$ci"_s}}})}});
    Redactor redactor(*findRedaction(u"all"_s), Words());
    redactor.learn(posture.facts);
    for (const QString &text : {u"Project admin"_s, u"robot$ci"_s, u"Guest"_s, u"annual"_s, u"joann"_s,
             u"sha256:0a1b2c"_s, u"1.2.3"_s, u"2026-11-30 02:00:42 UTC"_s, u"https://localhost/x"_s, u"ann-marie"_s})
        QCOMPARE(redactor.text(text), text);
    QCOMPARE(redactor.text(u"(ann), ann."_s), u"(person 1), person 1."_s);
    QCOMPARE(redactor.text(u"http://x:y@10.0.0.7:80/a"_s), u"http://host 1:80/a"_s);
}

void TestRedaction::wrongRedactionProfilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("persons");
    QTest::newRow("member twice") << QByteArray(R"({"base": ["persons"], "base": []})");
    QTest::newRow("unknown member") << QByteArray(R"({"base": ["persons"], "person": true})");
    QTest::newRow("unknown base") << QByteArray(R"({"base": ["people"]})");
    QTest::newRow("wrong type") << QByteArray(R"({"fields": "description"})");
    QTest::newRow("broken expression") << QByteArray(R"({"expressions": [{"pattern": "(", "as": "x"}]})");
    QTest::newRow("expression without a word") << QByteArray(R"({"expressions": [{"pattern": "x"}]})");
    QTest::newRow("nothing") << QByteArray(R"({"name": "x"})");
}

void TestRedaction::wrongRedactionProfilesAreRefused()
{
    QFETCH(QByteArray, text);
    const Result<RedactionProfile> read = findRedaction(written(u"wrong.json"_s, text));
    QVERIFY(!read.ok() && read.error().kind == ErrorKind::Usage && !read.error().text().isEmpty());
}

std::unique_ptr<QObject> reportfixture::makeRedactionTests()
{
    return std::make_unique<TestRedaction>();
}

#include "tst_redaction.moc"
