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
    void leavesWhatItCannotRead_data();
    void leavesWhatItCannotRead();
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
    QTest::newRow("not scanned") << &adapters::findings << QByteArray("{}") << QByteArray("[]");
    QTest::newRow("null findings") << &adapters::findings << QByteArray(R"({"m":{"vulnerabilities":null}})")
                                   << QByteArray("null");
}

void TestAdapters::makesRegularJson()
{
    QFETCH(decltype(&adapters::names), adapter);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, regular);
    const Params project{{u"project_name"_s, u"web"_s}, {u"project_id"_s, u"7"_s}};
    QCOMPARE(adapter(body, project), regular);
}

void TestAdapters::leavesWhatItCannotRead_data()
{
    QTest::addColumn<decltype(&adapters::names)>("adapter");
    QTest::newRow("settings") << &adapters::settings;
    QTest::newRow("pairs") << &adapters::pairs;
    QTest::newRow("named") << &adapters::named;
    QTest::newRow("names") << &adapters::names;
    QTest::newRow("items") << &adapters::items;
    QTest::newRow("grantable") << &adapters::grantable;
    QTest::newRow("quota of a summary") << &adapters::summaryQuota;
    QTest::newRow("findings") << &adapters::findings;
}

void TestAdapters::leavesWhatItCannotRead()
{
    QFETCH(decltype(&adapters::names), adapter);
    for (const QByteArray &body : {QByteArray("7"), QByteArray("<html>"), QByteArray(), QByteArray("{\"a\":")})
        QCOMPARE(adapter(body, {}), body);
}

QTEST_GUILESS_MAIN(TestAdapters)
#include "tst_adapters.moc"
