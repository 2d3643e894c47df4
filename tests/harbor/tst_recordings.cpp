// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"
#include "support/exchange.h"

#include <QRegularExpression>
#include <QTest>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;

/// Every recorded GET of a real Harbor, through the row of the endpoint table: built again, and decoded.
class TestRecordings : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void answersAreRead_data();
    void answersAreRead();
    void pathsAreBuiltAgain_data();
    void pathsAreBuiltAgain();
    void anUnsetScheduleIsEmpty();

private:
    QList<test::Exchange> m_exchanges;
};

namespace {

// The parameters of a recorded request, if the row's path fits it.
std::optional<Params> paramsOf(const Endpoint &row, const QByteArray &path)
{
    QString pattern = QRegularExpression::escape(u"/api/v2.0"_s + QString::fromLatin1(row.path));
    static const QRegularExpression name(u"\\\\\\{([a-z\\\\_]+)\\\\\\}"_s);
    pattern.replace(name, u"([^/]+)"_s);
    const QString bare = QString::fromLatin1(path.split('?').first());
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(bare);
    if (!match.hasMatch())
        return {};
    Params params = test::queryOf(path);
    if (params.contains(u"q"_s))
        params[u"q"_s] = QString::fromUtf8(QByteArray::fromPercentEncoding(params[u"q"_s].toUtf8()));
    const QStringList names = pathParameters(row);
    for (qsizetype i = 0; i < names.size(); ++i) {
        QByteArray value = QByteArray::fromPercentEncoding(match.captured(int(i) + 1).toLatin1());
        if (names[i] == u"repository_name"_s)
            value = QByteArray::fromPercentEncoding(value);
        params.insert(names[i], QString::fromUtf8(value));
    }
    return params;
}

} // namespace

void TestRecordings::initTestCase()
{
    m_exchanges = test::recordedExchanges();
    if (m_exchanges.isEmpty())
        QSKIP("The recorded exchanges are not beside the source tree.");
    m_exchanges.removeIf([](const test::Exchange &exchange) {
        return exchange.method != "GET" || exchange.response.status != 200 || !exchange.path.startsWith("/api/v2.0/");
    });
    QVERIFY(m_exchanges.size() > 150);
    for (test::Exchange &exchange : m_exchanges) {
        if (exchange.operation == u"getArtifact"_s && exchange.path.contains("/artifacts?"))
            exchange.operation = u"listArtifacts"_s; // recorded under the other name
    }
}

void TestRecordings::answersAreRead_data()
{
    QTest::addColumn<test::Exchange>("exchange");
    for (const test::Exchange &exchange : std::as_const(m_exchanges))
        QTest::newRow(qPrintable(exchange.file)) << exchange;
}

void TestRecordings::answersAreRead()
{
    QFETCH(test::Exchange, exchange);
    int rows = 0;
    bool hasType = false;
    for (const Endpoint &row : endpoints()) {
        if (exchange.operation != QLatin1String(row.operation) || !row.type.isValid())
            continue;
        hasType = true;
        const auto params = paramsOf(row, exchange.path);
        QVERIFY2(params, row.kind);
        if (row.fixed.contains(u"addition"_s) && row.fixed[u"addition"_s] != params->value(u"addition"_s))
            continue; // another addition of the same operation
        const auto read = readBody(row, exchange.response.body, *params);
        if (exchange.response.body.trimmed() == "{}" && QByteArrayView(row.kind) == "vulnerabilities") {
            QCOMPARE(read.error().kind, ErrorKind::NotFound); // no report is not an empty one
            ++rows;
            continue;
        }
        QVERIFY2(read.ok(), qPrintable(read.error().message.english()));
        QVERIFY2(read->unreadable.isEmpty(), qPrintable(read->unreadable.value(0).message.english()));
        const QByteArray total = exchange.response.header("X-Total-Count");
        if (exchange.response.body.size() > 4 && !exchange.response.body.startsWith("[]")
            && !exchange.file.contains(u"-clean"_s))
            QVERIFY2(!read->rows.isEmpty(), row.kind);
        for (const json::Record &record : read->rows) {
            QCOMPARE(record.value.metaType(), row.type);
            if (*row.key)
                QVERIFY2(!keyOf(row, record.value).isEmpty(), row.kind);
        }
        // The search for users counts one less than it lists.
        if (!total.isEmpty() && total != "-1" && exchange.operation != u"searchUsers"_s)
            QVERIFY(read->rows.size() <= total.toLongLong());
        ++rows;
    }
    if (exchange.operation != u"getAddition"_s) // many shapes, by the kind of addition
        QVERIFY2(rows > 0 || !hasType, "no row of the endpoint table reads this answer");
}

void TestRecordings::pathsAreBuiltAgain_data()
{
    answersAreRead_data();
}

void TestRecordings::pathsAreBuiltAgain()
{
    QFETCH(test::Exchange, exchange);
    bool known = false;
    for (const Endpoint &row : endpoints()) {
        if (exchange.operation != QLatin1String(row.operation))
            continue;
        known = true;
        const auto params = paramsOf(row, exchange.path);
        QVERIFY2(params, row.kind);
        const auto built = buildPath(row, *params);
        QVERIFY(built.ok());
        QCOMPARE(built->split('?').first(), exchange.path.split('?').first());
        // What was asked is asked again; `q` after both of the server's unescapings.
        const auto sent = test::queryOf(*built);
        const auto due = test::queryOf(exchange.path);
        for (auto it = due.cbegin(); it != due.cend(); ++it) {
            const auto plain = [](const QString &text) { return QByteArray::fromPercentEncoding(text.toUtf8()); };
            QCOMPARE(plain(sent.value(it.key())), plain(it.value()));
        }
    }
    QVERIFY2(known || exchange.operation == u"no"_s, qPrintable(exchange.operation));
}

void TestRecordings::anUnsetScheduleIsEmpty()
{
    const auto read = readBody(*endpoint("purge-schedule"), {}, {});
    QVERIFY(read.ok());
    QCOMPARE(read->rows.size(), 1);
    QCOMPARE(read->rows[0].raw, QByteArray());
    QVERIFY(!readBody(*endpoint("health"), {}, {}).ok());
}

QTEST_GUILESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
