// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"

#include <QTest>

using namespace lotse::harbor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(decltype(&adapters::names))

class TestAdapters : public QObject {
    Q_OBJECT
private slots:
    void makesRegularJson_data();
    void makesRegularJson();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void notScannedIsNotClean();
};

void TestAdapters::makesRegularJson_data()
{
    QTest::addColumn<decltype(&adapters::names)>("adapter");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("regular");
    QTest::newRow("settings")
        << &adapters::settings
        << QByteArray(R"({"a":{"editable":false,"value":"x"},"b":{"value":{"type":"daily"},"editable":true},"c":7})")
        << QByteArray(
               R"([{"key":"a","value":"x","editable":false},{"key":"b","value":{"type":"daily"},"editable":true},)"
               R"({"key":"c","value":7,"editable":true}])");
    QTest::newRow("pairs") << &adapters::pairs << QByteArray(R"({"public":"false","x\"y":"1"})")
                           << QByteArray(R"([{"key":"public","value":"false"},{"key":"x\"y","value":"1"}])");
    QTest::newRow("no pairs") << &adapters::pairs << QByteArray("{}") << QByteArray("[]");
    QTest::newRow("named") << &adapters::named << QByteArray(R"({"quay":{"a":1},"dtr":{}})")
                           << QByteArray(R"([{"name":"quay","a":1},{"name":"dtr"}])");
    QTest::newRow("names") << &adapters::names << QByteArray(R"(["a","b"])")
                           << QByteArray(R"([{"name":"a"},{"name":"b"}])");
    QTest::newRow("items") << &adapters::items << QByteArray(R"({"items":[{"id":1}]})") << QByteArray(R"([{"id":1}])");
    QTest::newRow("storage") << &adapters::storage << QByteArray(R"({"storage":[{}]})") << QByteArray("[{}]");
    QTest::newRow("grantable")
        << &adapters::grantable
        << QByteArray(R"({"project":[{"resource":"log","action":"list"}],"system":null,"more":[{"resource":"x"}]})")
        << QByteArray(R"([{"scope":"project","resource":"log","action":"list"},{"scope":"more","resource":"x"}])");
    QTest::newRow("quota of a summary")
        << &adapters::summaryQuota
        << QByteArray(R"({"repo_count":3,"quota":{"used":{"storage":5},"hard":{"storage":-1}}})")
        << QByteArray(R"({"id":0,"ref":{"id":7,"name":"web"},"hard":{"storage":-1},"used":{"storage":5}})");
    QTest::newRow("summary without a quota") << &adapters::summaryQuota << QByteArray(R"({"repo_count":3})")
                                             << QByteArray(R"({"id":0,"ref":{"id":7,"name":"web"}})");
    QTest::newRow("findings") << &adapters::findings << QByteArray(R"({"mime; v=1":{"vulnerabilities":[{"id":"C"}]}})")
                              << QByteArray(R"([{"id":"C"}])");
    QTest::newRow("two kinds of one report")
        << &adapters::findings << QByteArray(R"({"a":null,"b":{"vulnerabilities":[]},"c":{}})") << QByteArray("[]");
    QTest::newRow("null findings") << &adapters::findings << QByteArray(R"({"m":{"vulnerabilities":null}})")
                                   << QByteArray("null");
}

void TestAdapters::makesRegularJson()
{
    QFETCH(decltype(&adapters::names), adapter);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, regular);
    const Params project{{u"project_name"_s, u"web"_s}, {u"project_id"_s, u"7"_s}};
    const auto made = adapter(body, project);
    QVERIFY2(made.ok(), qPrintable(made.error().message.english()));
    QCOMPARE(*made, regular);
}

void TestAdapters::refusesWhatItCannotRead_data()
{
    QTest::addColumn<decltype(&adapters::names)>("adapter");
    QTest::addColumn<QByteArray>("body");
    const QList<std::pair<const char *, decltype(&adapters::names)>> all{{"settings", &adapters::settings},
        {"pairs", &adapters::pairs}, {"named", &adapters::named}, {"names", &adapters::names},
        {"items", &adapters::items}, {"storage", &adapters::storage}, {"grantable", &adapters::grantable},
        {"quota of a summary", &adapters::summaryQuota}, {"findings", &adapters::findings}};
    for (const auto &[name, adapter] : all) {
        for (const char *body : {"7", "<html>", "", "{\"a\":", "{}x", "{\"a\":tru}", "{\"a\":{\"b\":1 2}}", "//c\n{}"})
            QTest::addRow("%s: %s", name, body) << adapter << QByteArray(body);
    }
    QTest::newRow("a quota that is a text") << &adapters::summaryQuota << QByteArray(R"({"quota":"x"})");
    QTest::newRow("a broken quota") << &adapters::summaryQuota << QByteArray(R"({"quota":{"x":1 2}})");
    QTest::newRow("named numbers") << &adapters::named << QByteArray(R"({"a":1})");
    QTest::newRow("names of numbers") << &adapters::names << QByteArray("[1]");
    QTest::newRow("items without items") << &adapters::items << QByteArray(R"({"rows":[]})");
    QTest::newRow("a scope that is a text") << &adapters::grantable << QByteArray(R"({"system":"x"})");
    QTest::newRow("findings as an object") << &adapters::findings << QByteArray(R"({"m":{"vulnerabilities":{}}})");
    QTest::newRow("findings as a text") << &adapters::findings << QByteArray(R"({"m":{"vulnerabilities":"none"}})");
    QTest::newRow("a report without findings") << &adapters::findings << QByteArray(R"({"m":{"severity":"High"}})");
    QTest::newRow("findings twice") << &adapters::findings
                                    << QByteArray(R"({"m":{"vulnerabilities":[{"id":"A"}],"vulnerabilities":[]}})");
    QTest::newRow("findings cut") << &adapters::findings << QByteArray(R"({"m":{"vulnerabilities":[{"id":"A"},)");
}

void TestAdapters::refusesWhatItCannotRead()
{
    QFETCH(decltype(&adapters::names), adapter);
    QFETCH(QByteArray, body);
    const auto made = adapter(body, {});
    QVERIFY(!made.ok());
    QCOMPARE(made.error().kind, lotse::ErrorKind::Decode);
}

void TestAdapters::notScannedIsNotClean()
{
    for (const QByteArray &body : {QByteArray("{}"), QByteArray("null"), QByteArray("[]"), QByteArray(" {} ")}) {
        const auto made = adapters::findings(body, {});
        QVERIFY(!made.ok());
        QCOMPARE(made.error().kind, lotse::ErrorKind::NotFound);
    }
}

QTEST_GUILESS_MAIN(TestAdapters)
#include "tst_adapters.moc"
