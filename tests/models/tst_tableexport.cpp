// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/remotelist.h"
#include "models/tables/tableexport.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;
using test::ScriptedTransport;

struct Entry {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QDateTime, time)
    FIELD(qint64, size)
};

// 2,500 entries in pages of a hundred.
static Result<Response> pageOf(const Request &request)
{
    const int page = QUrlQuery(QString::fromLatin1(request.path).section(u'?', 1)).queryItemValue(u"page"_s).toInt();
    QByteArrayList rows;
    for (int i = (page - 1) * 100; i < qMin(2500, page * 100); ++i)
        rows << R"({"id":)" + QByteArray::number(i) + R"(,"name":"n)" + QByteArray::number(i)
                + R"(","time":"2026-03-01T08:00:00.5+08:00","size":9007199254740993})";
    return ScriptedTransport::json('[' + rows.join(',') + ']', 200, 2500);
}

class TestTableExport : public QObject {
    Q_OBJECT
private slots:
    void init();
    void writesAllRowsNotTheLoadedOnes();
    void writesWhatFitsTheFilter();
    void writesTheChosenRowsAndColumns();
    void keepsNumbersOf64BitsInJson();
    void guardsAgainstFormulasAndControls();
    void marksWhatIsMissing();
    void saysWhatFailed();
    void stopsWhenItIsCancelled();
    void endsWithItsTable();
    void copiesAllRows();

private:
    QByteArray written(const QString &name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool save(const QString &name, const QString &format, const QStringList &columns = {}, const QStringList &keys = {})
    {
        m_export.run(m_list.get(), QUrl::fromLocalFile(m_dir.filePath(name)), format, columns, keys);
        return QTest::qWaitFor([this] { return !m_export.isBusy(); }, 20'000);
    }

    QTemporaryDir m_dir;
    harbor::Endpoint m_endpoint;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<RemoteList> m_list;
    TableExport m_export;
};

void TestTableExport::init()
{
    m_list.reset();
    m_endpoint = {};
    m_endpoint.kind = "entries";
    m_endpoint.operation = "listEntries";
    m_endpoint.path = "/entries";
    m_endpoint.type = QMetaType::fromType<Entry>();
    m_transport = std::make_unique<ScriptedTransport>(&pageOf);
    m_list = std::make_unique<RemoteList>();
    m_list->setColumns({column<Entry>(u"name"_s, "Name", ColumnKind::Text, 100,
                            [](const Entry &e) { return Cell::plain(e.name); }),
        column<Entry>(u"time"_s, "Time", ColumnKind::Time, 100, [](const Entry &e) { return Cell::time(e.time); }),
        column<Entry>(u"size"_s, "Size", ColumnKind::Size, 100, [](const Entry &e) { return Cell::size(e.size); })});
    m_list->setSource({harbor::Client(test::borrowed(*m_transport)), &m_endpoint, {}, false, {}});
    QTRY_COMPARE(m_list->state(), u"ready"_s);
    m_export.clear();
}

void TestTableExport::writesAllRowsNotTheLoadedOnes()
{
    QCOMPARE(m_list->loaded(), 100);
    QSignalSpy told(&m_export, &TableExport::changed);
    QVERIFY(save(u"all.csv"_s, u"csv"_s));
    QVERIFY2(!m_export.hasFailed(), qPrintable(m_export.sentence()));
    const QByteArrayList lines = written(u"all.csv"_s).split('\n');
    QCOMPARE(lines.size(), 2502); // heading, rows, and the end
    QCOMPARE(lines.first(), "Name,Time,Size (bytes)\r");
    QCOMPARE(lines[1], "n0,2026-03-01T00:00:00Z,9007199254740993\r");
    QCOMPARE(lines[2500], "n2499,2026-03-01T00:00:00Z,9007199254740993\r");
    QVERIFY(told.count() > 3);
    QVERIFY(m_export.sentence().contains(u"2,500"_s));
    QCOMPARE(m_list->loaded(), 100); // the table stays as it is
}

void TestTableExport::writesWhatFitsTheFilter()
{
    m_list->setFilter(u"n249"_s);
    QVERIFY(save(u"some.csv"_s, u"csv"_s, {u"name"_s}));
    QCOMPARE(written(u"some.csv"_s),
        "Name\r\nn249\r\nn2490\r\nn2491\r\nn2492\r\nn2493\r\nn2494\r\nn2495\r\nn2496\r\nn2497"
        "\r\nn2498\r\nn2499\r\n");
}

void TestTableExport::writesTheChosenRowsAndColumns()
{
    QVERIFY(save(u"two.csv"_s, u"csv"_s, {u"size"_s, u"name"_s}, {u"7"_s, u"3"_s, u"no such"_s}));
    QCOMPARE(written(u"two.csv"_s), "Size (bytes),Name\r\n9007199254740993,n7\r\n9007199254740993,n3\r\n");
}

void TestTableExport::keepsNumbersOf64BitsInJson()
{
    QVERIFY(save(u"all.json"_s, u"json"_s));
    const QByteArray bytes = written(u"all.json"_s);
    QVERIFY(bytes.contains("\"size\":9007199254740993"));
    const QJsonObject all = QJsonDocument::fromJson(bytes).object();
    QCOMPARE(all.value(u"rows"_s).toArray().size(), 2500);
    QCOMPARE(all.value(u"rows"_s).toArray().at(2).toObject().value(u"time"_s).toString(), u"2026-03-01T00:00:00Z"_s);
    QCOMPARE(all.value(u"complete"_s).toBool(), true);
    QCOMPARE(all.value(u"columns"_s).toArray().at(2).toObject().value(u"kind"_s).toString(), u"size"_s);
}

void TestTableExport::guardsAgainstFormulasAndControls()
{
    m_transport->setScript([](const Request &) -> Result<Response> {
        return ScriptedTransport::json(R"x([{"id":1,"name":"=cmd()","size":-1},{"id":2,"name":"\u000b=cmd()"},)x"
                                       R"x({"id":3,"name":"\u001b[31m\u202ea,\"b\""}])x",
            200, 3);
    });
    m_list->refresh();
    QTRY_COMPARE(m_list->loaded(), 3);
    QVERIFY(save(u"odd.csv"_s, u"csv"_s, {u"name"_s}));
    const QByteArray bytes = written(u"odd.csv"_s);
    QCOMPARE(bytes, "Name\r\n'=cmd()\r\n<U+000B>=cmd()\r\n\"<U+001B>[31m<U+202E>a,\"\"b\"\"\"\r\n");
    QVERIFY(save(u"odd.json"_s, u"json"_s, {u"name"_s}));
    const QJsonArray rows = QJsonDocument::fromJson(written(u"odd.json"_s)).object().value(u"rows"_s).toArray();
    QCOMPARE(rows.at(0).toObject().value(u"name"_s).toString(), u"=cmd()"_s); // exact: no spreadsheet reads JSON
    QCOMPARE(rows.at(2).toObject().value(u"name"_s).toString(), u"\u001b[31m\u202ea,\"b\""_s);
}

void TestTableExport::marksWhatIsMissing()
{
    m_transport->setScript([](const Request &request) -> Result<Response> {
        if (request.path.contains("page=3"))
            return ScriptedTransport::json("{}", 403);
        return pageOf(request);
    });
    QVERIFY(save(u"part.csv"_s, u"csv"_s));
    QVERIFY(m_export.hasFailed());
    const QByteArrayList lines = written(u"part.csv"_s).split('\n');
    QCOMPARE(lines.first(), "Name,Time,Size (bytes),incomplete\r");
    QVERIFY(lines[1].size() > QByteArray("n0,2026-03-01T00:00:00Z,9007199254740993,\r").size());
    QVERIFY(save(u"part.json"_s, u"json"_s));
    const QJsonObject all = QJsonDocument::fromJson(written(u"part.json"_s)).object();
    QCOMPARE(all.value(u"complete"_s).toBool(true), false);
    QVERIFY(!all.value(u"missing"_s).toString().isEmpty());
}

void TestTableExport::saysWhatFailed()
{
    QVERIFY(save(u"nosuchfolder/all.csv"_s, u"csv"_s));
    QVERIFY(m_export.hasFailed());
    QVERIFY(!m_export.sentence().isEmpty());
    m_export.run(m_list.get(), QUrl(u"https://example.com/a"_s), u"csv"_s);
    QVERIFY(m_export.hasFailed() && !m_export.isBusy());
    m_export.run(m_list.get(), QUrl::fromLocalFile(m_dir.filePath(u"x"_s)), u"exe"_s);
    QVERIFY(m_export.hasFailed() && !m_export.isBusy());
    m_export.clear();
    QVERIFY(!m_export.hasFailed() && m_export.sentence().isEmpty());
}

void TestTableExport::stopsWhenItIsCancelled()
{
    m_transport->hold();
    m_export.run(m_list.get(), QUrl::fromLocalFile(m_dir.filePath(u"never.csv"_s)), u"csv"_s);
    QVERIFY(m_export.isBusy());
    QTRY_COMPARE(m_transport->inFlight(), 1);
    m_export.cancel();
    QVERIFY(!m_export.isBusy() && !m_export.hasFailed());
    QTRY_COMPARE(m_transport->aborted(), 1);
    QVERIFY(!QFile::exists(m_dir.filePath(u"never.csv"_s)));
    QVERIFY(!m_export.sentence().isEmpty());
}

void TestTableExport::endsWithItsTable()
{
    m_transport->hold();
    m_export.run(m_list.get(), QUrl::fromLocalFile(m_dir.filePath(u"never.csv"_s)), u"csv"_s);
    QTRY_COMPARE(m_transport->inFlight(), 1);
    m_list.reset();
    QVERIFY(!m_export.isBusy());
    QTRY_COMPARE(m_transport->inFlight(), 0);
}

void TestTableExport::copiesAllRows()
{
    QSignalSpy copied(&m_export, &TableExport::copied);
    m_export.copy(m_list.get(), {u"name"_s});
    QTRY_COMPARE(copied.count(), 1);
    const QStringList lines = copied.first().first().toString().split(u'\n');
    QCOMPARE(lines.size(), 2502);
    QCOMPARE(lines.first(), u"Name"_s);
    QCOMPARE(lines[2500], u"n2499"_s);
}

QTEST_GUILESS_MAIN(TestTableExport)
#include "tst_tableexport.moc"
