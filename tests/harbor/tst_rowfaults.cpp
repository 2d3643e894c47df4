// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/client.h"
#include "support/borrowed.h"
#include "support/faultclasses.h"
#include "support/transportfixture.h"

using namespace lotse;
using namespace lotse::harbor;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/**
 * What is told when reading fails: eight classes of faults on every row of the endpoint table, and all classes on one
 * row of each shape. What comes back is one error of the right kind in one sentence, and never rows.
 */
class TestRowFaults : public QObject {
    Q_OBJECT
private slots:
    void everyRow_data();
    void everyRow();
    void everyShape_data();
    void everyShape();

private:
    void ask(const Endpoint &row, const FaultClass &fault);
};

Q_DECLARE_METATYPE(const Endpoint *)

static bool isJson(const Endpoint &row)
{
    return row.shape != Shape::Text && row.shape != Shape::Blob;
}

void TestRowFaults::ask(const Endpoint &row, const FaultClass &fault)
{
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([answer = fault.reply](const ReceivedRequest &) { return answer; });
    TransportFixture f(server);
    const Client client(borrowed(*f.transport));
    Params params;
    for (const QString &name : pathParameters(row))
        params.insert(name, u"1"_s);
    std::optional<Error> error;
    int answers = 0;
    qsizetype rows = 0;
    if (isJson(row)) {
        client.page(row, params, 1, this, [&](const Result<Page> &page) {
            ++answers;
            error = page.ok() ? page->records.unreadable.value(0) : page.error();
            rows = page.ok() ? page->records.rows.size() : 0;
        });
    } else {
        client.text(row, params, this, [&](const Result<QByteArray> &text) {
            ++answers;
            error = text.ok() ? Error() : text.error();
            rows = text.ok() ? text->size() : 0;
        });
    }
    QVERIFY(f.retryUntil([&] { return error.has_value(); }));
    QCOMPARE(error->kind, fault.kind);
    QCOMPARE(rows, 0);
    QCOMPARE(answers, 1);
    QCOMPARE(server.requests().size(), fault.tries);
    const QString text = error->message.english();
    QVERIFY2(text.endsWith(u'.') && !text.contains(u'<'), qPrintable(text));
    QVERIFY2(fault.kind == ErrorKind::Decode || text.contains(u"127.0.0.1"_s), qPrintable(text));
}

void TestRowFaults::everyRow_data()
{
    QTest::addColumn<const Endpoint *>("row");
    QTest::addColumn<FaultClass>("fault");
    for (const Endpoint &row : endpoints()) {
        for (const char *name :
            {"401", "403", "404", "500, empty", "502, nginx", "reset in the body", "short body", "portal"})
            QTest::addRow("%s: %s", row.kind, name) << &row << faultClass(name);
    }
}

void TestRowFaults::everyRow()
{
    QFETCH(const Endpoint *, row);
    QFETCH(FaultClass, fault);
    ask(*row, fault);
}

void TestRowFaults::everyShape_data()
{
    QTest::addColumn<const Endpoint *>("row");
    QTest::addColumn<FaultClass>("fault");
    QList<Shape> seen;
    for (const Endpoint &row : endpoints()) {
        if (seen.contains(row.shape))
            continue;
        seen.append(row.shape);
        for (const FaultClass &fault : faultClasses()) {
            if (fault.meets == FaultClass::Everything || (fault.meets == FaultClass::Json && isJson(row)))
                QTest::addRow("%s: %s", row.kind, fault.name) << &row << fault;
        }
    }
    QCOMPARE(seen.size(), 5);
}

void TestRowFaults::everyShape()
{
    QFETCH(const Endpoint *, row);
    QFETCH(FaultClass, fault);
    ask(*row, fault);
}

QTEST_GUILESS_MAIN(TestRowFaults)
#include "tst_rowfaults.moc"
