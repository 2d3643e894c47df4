// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/remotelist.h"
#include "models/tables/remoteobject.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

#include <optional>
#include <utility>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;
using test::ScriptedTransport;

struct Thing {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name)
    FIELD(QString, note)
};

static QByteArray things(int first, int count)
{
    QByteArrayList rows;
    for (int i = first; i < first + count; ++i)
        rows << R"({"id":)" + QByteArray::number(i) + R"(,"name":"n)" + QByteArray::number(1000 - i) + R"("})";
    return '[' + rows.join(',') + ']';
}

static int pageOf(const Request &request)
{
    return QUrlQuery(QString::fromLatin1(request.path.mid(request.path.indexOf('?') + 1)))
        .queryItemValue(u"page"_s)
        .toInt();
}

class TestRemoteList : public QObject {
    Q_OBJECT
private slots:
    void init();
    void readsPagesAsTheViewAsks();
    void saysWhenTheListMovedWhileRead();
    void keepsRowsAfterAnError();
    void sortsOnTheServerWhileNotComplete();
    void readsAllBeforeSortingHere();
    void keepsTheOrderWhenTheFilterChanges();
    void keepsAnOrderOfItsOwnWhenTheFilterChanges();
    void showsNothingOfAnotherWishAfterAnError();
    void readsOnAfterAnErrorWhenAsked();
    void enrichesOnlyWhatIsInView();
    void asksAFailedDetailThreeTimesOnly();
    void givesUpWhereDetailsFailInARow();
    void asksNoMoreWhereItIsForbidden();
    void readsAllRowsBesideThoseShown();
    void namesWhatRowsGiveByNumber();
    void tellsGoneFromRefused();
    void stopsAllRequestsWhenItDies();
    void showsAnObjectAndItsError();

private:
    harbor::Endpoint m_list;
    harbor::Endpoint m_one;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<harbor::Client> m_client;
    std::unique_ptr<RemoteList> m_model;
    void show(const Enrichment &enrichment = {}) { m_model->setSource({*m_client, &m_list, {}, false, enrichment}); }
    bool waitFor(const QString &state) const
    {
        return QTest::qWaitFor([&] { return m_model->state() == state && !m_model->isLoading(); }, 5000);
    }
};

void TestRemoteList::init()
{
    m_model.reset();
    m_list = {};
    m_list.kind = "things";
    m_list.operation = "listThings";
    m_list.path = "/things";
    m_list.type = QMetaType::fromType<Thing>();
    m_one = m_list;
    m_one.kind = "thing";
    m_one.path = "/things/{id}";
    m_one.shape = harbor::Shape::Singleton;
    m_transport = std::make_unique<ScriptedTransport>([](const Request &request) -> Result<Response> {
        const int page = pageOf(request);
        return ScriptedTransport::json(things((page - 1) * 100, page < 3 ? 100 : 50), 200, 250);
    });
    m_client = std::make_unique<harbor::Client>(test::borrowed(*m_transport));
    m_model = std::make_unique<RemoteList>();
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    m_model->setColumns({column<Thing>(
                             u"name"_s, "Name", ColumnKind::Text, 100,
                             [](const Thing &t) { return Cell::plain(t.name); }, u"name"_s),
        column<Thing>(u"note"_s, "Note", ColumnKind::Text, 100, [](const Thing &t) { return Cell::plain(t.note); })});
}

void TestRemoteList::readsPagesAsTheViewAsks()
{
    show();
    QCOMPARE(m_model->state(), u"loading"_s);
    QVERIFY(waitFor(u"ready"_s));
    // The model tester itself asks for more when it may: one page at a time, and each once.
    QVERIFY(QTest::qWaitFor([&] {
        m_model->fetchMore({});
        return m_model->loaded() == 250;
    }));
    QCOMPARE(m_model->total(), 250);
    QVERIFY(!m_model->canFetchMore({}));
    QCOMPARE(m_transport->requests().size(), 3);
    QCOMPARE(m_model->rowKey(0), u"0"_s);
    QCOMPARE(m_model->rowKey(249), u"249"_s);
}

void TestRemoteList::saysWhenTheListMovedWhileRead()
{
    m_transport->setScript([](const Request &request) -> Result<Response> {
        // The second page repeats ten rows of the first: ten others were never seen.
        const int page = pageOf(request);
        return ScriptedTransport::json(page == 1 ? things(0, 100) : things(90, 60), 200, 160);
    });
    show();
    m_model->fetchAll();
    QVERIFY(waitFor(u"partial"_s));
    QCOMPARE(m_model->loaded(), 150);
    QVERIFY2(m_model->note().contains(u"150"_s) && m_model->note().contains(u"160"_s), qPrintable(m_model->note()));
}

void TestRemoteList::keepsRowsAfterAnError()
{
    m_transport->setScript([](const Request &request) -> Result<Response> {
        if (pageOf(request) == 1)
            return ScriptedTransport::json(things(0, 100), 200, 200);
        return ScriptedTransport::json(R"({"errors":[{"code":"UNKNOWN","message":"internal"}]})", 500);
    });
    show();
    m_model->fetchAll();
    QVERIFY(waitFor(u"partial"_s));
    QCOMPARE(m_model->loaded(), 100);
    QVERIFY(m_model->note().contains(u"100"_s) && m_model->note().contains(u"200"_s));
    QVERIFY(!m_model->errorText().isEmpty());
    QVERIFY(m_model->asOf().isValid());

    m_transport->setScript([](const Request &) -> Result<Response> { return ScriptedTransport::json("{}", 403); });
    m_model->refresh();
    QVERIFY(waitFor(u"partial"_s));
    QCOMPARE(m_model->loaded(), 100);
}

void TestRemoteList::sortsOnTheServerWhileNotComplete()
{
    show();
    QVERIFY(waitFor(u"ready"_s));
    m_model->sortBy(u"name"_s, true);
    QVERIFY(waitFor(u"ready"_s));
    QVERIFY2(m_transport->paths().last().contains("sort=-name"), m_transport->paths().last().constData());
    QCOMPARE(m_model->sortColumn(), u"name"_s);
    QVERIFY(m_model->sortDescending());
}

void TestRemoteList::readsAllBeforeSortingHere()
{
    show();
    QVERIFY(waitFor(u"ready"_s));
    m_model->sortBy(u"note"_s, false);
    QVERIFY(QTest::qWaitFor([&] { return m_model->loaded() == 250; }));
    QVERIFY(!m_transport->paths().last().contains("sort="));
    m_model->sortBy(u"name"_s, false); // all is here now: no request
    const auto asked = m_transport->requests().size();
    QCOMPARE(m_model->rowValue(m_model->rowKey(0)).value<Thing>().name, u"n1000"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_transport->requests().size(), asked);
}

void TestRemoteList::keepsTheOrderWhenTheFilterChanges()
{
    show();
    QVERIFY(waitFor(u"ready"_s));
    m_model->sortBy(u"name"_s, true);
    QVERIFY(waitFor(u"ready"_s));
    m_model->setParams({{u"q"_s, u"x=1"_s}});
    QVERIFY(waitFor(u"ready"_s));
    QVERIFY2(m_transport->paths().last().contains("sort=-name"), m_transport->paths().last().constData());
    QVERIFY(m_transport->paths().last().contains("q=x"));
    QCOMPARE(m_model->sortColumn(), u"name"_s);
}

void TestRemoteList::keepsAnOrderOfItsOwnWhenTheFilterChanges()
{
    show();
    m_model->fetchAll();
    QVERIFY(QTest::qWaitFor([&] { return m_model->loaded() == 250; }));
    m_model->sortBy(u"note"_s, true);
    m_model->setParams({{u"q"_s, u"x=1"_s}});
    // The server cannot sort by it: a page of it in order would be passed off as the whole.
    QVERIFY(QTest::qWaitFor([&] { return m_model->loaded() == 250 && m_model->isWhole(); }));
    QCOMPARE(m_model->sortColumn(), u"note"_s);
}

void TestRemoteList::showsNothingOfAnotherWishAfterAnError()
{
    show();
    QVERIFY(waitFor(u"ready"_s));
    m_model->setParams({{u"policy_id"_s, u"7"_s}});
    QCOMPARE(m_model->loaded(), 0); // the runs of another policy are not shown under this one
    QVERIFY(waitFor(u"ready"_s));
    m_transport->setScript([](const Request &) -> Result<Response> { return ScriptedTransport::json("{}", 500); });
    m_model->setParams({{u"q"_s, u"operation=delete"_s}});
    QVERIFY(waitFor(u"error"_s));
    QCOMPARE(m_model->loaded(), 0);
}

void TestRemoteList::readsOnAfterAnErrorWhenAsked()
{
    bool fails = true;
    m_transport->setScript([&fails](const Request &request) -> Result<Response> {
        const int page = pageOf(request);
        if (page == 2 && fails)
            return ScriptedTransport::json("{}", 403);
        return ScriptedTransport::json(things((page - 1) * 100, page < 3 ? 100 : 50), 200, 250);
    });
    show();
    QVERIFY(!m_model->isKnown());
    m_model->fetchAll();
    QVERIFY(waitFor(u"partial"_s));
    QVERIFY(m_model->isKnown() && m_model->hasMore() && !m_model->isWhole());
    fails = false;
    m_model->fetchAll();
    QVERIFY(QTest::qWaitFor([&] { return m_model->loaded() == 250; }));
    QVERIFY(m_model->isWhole() && !m_model->hasMore());
    QVERIFY(m_model->errorText().isEmpty());
}

// What comes back later, by hand.
struct Later {
    QList<std::pair<QPointer<QObject>, std::function<void()>>> calls;
    void fire()
    {
        for (const auto &[context, call] : std::exchange(calls, {})) {
            if (context)
                call();
        }
    }
};

static Enrichment enrichmentOf(const harbor::Endpoint *one, const std::shared_ptr<Later> &later)
{
    Enrichment out;
    out.endpoint = one;
    out.isDue = [](const Row &row) { return !row.enriched; };
    out.params = [](const Row &row) { return harbor::Params{{u"id"_s, row.key}}; };
    out.later = [later](std::chrono::milliseconds, QObject *context, std::function<void()> call) {
        later->calls.append({context, std::move(call)});
    };
    return out;
}

static ScriptedTransport::Script failingDetails(int *asked, int status, int rows = 50)
{
    return [asked, status, rows](const Request &request) -> Result<Response> {
        if (!request.path.contains("/things/"))
            return ScriptedTransport::json(things(0, rows), 200, rows);
        ++*asked;
        return ScriptedTransport::json("{}", status);
    };
}

void TestRemoteList::asksAFailedDetailThreeTimesOnly()
{
    int asked = 0;
    const auto later = std::make_shared<Later>();
    m_transport->setScript(failingDetails(&asked, 500));
    m_model->setColumns({Column{u"note"_s, "Note", ColumnKind::Text, 100,
        [](const Row &row) { return row.unread.isEmpty() ? Cell::plain(u"open"_s) : Cell::unread(row.unread); }, {},
        false}});
    show(enrichmentOf(&m_one, later));
    QVERIFY(waitFor(u"ready"_s));
    m_model->setInView(0, 0);
    for (int tries = 1; tries < 3; ++tries) {
        QVERIFY(QTest::qWaitFor([&] { return asked == tries && later->calls.size() == 1; }));
        m_model->setInView(0, 0); // the page is shown on: nothing is asked before its time
        QCoreApplication::processEvents();
        QCOMPARE(asked, tries);
        QCOMPARE(m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(), u"open"_s);
        later->fire();
    }
    const auto shown = [&] { return m_model->data(m_model->index(0, 0), TableModel::DisplayRole).toString(); };
    QVERIFY(QTest::qWaitFor([&] { return shown() == u"could not be read"_s; }));
    QCOMPARE(asked, 3);
    QVERIFY(later->calls.isEmpty());
    m_model->setInView(0, 0);
    QCoreApplication::processEvents();
    QCOMPARE(asked, 3);
    QVERIFY(m_model->note().contains(u"could not be read"_s));
    QVERIFY(!m_model->data(m_model->index(0, 0), TableModel::TipRole).toString().isEmpty());
    m_model->refresh();
    QVERIFY(waitFor(u"ready"_s));
    QVERIFY(QTest::qWaitFor([&] { return asked == 4; })); // whoever refreshes asks again
}

void TestRemoteList::givesUpWhereDetailsFailInARow()
{
    int asked = 0;
    const auto later = std::make_shared<Later>();
    m_transport->setScript(failingDetails(&asked, 500));
    show(enrichmentOf(&m_one, later));
    QVERIFY(waitFor(u"ready"_s));
    m_model->setInView(0, 40);
    QVERIFY(QTest::qWaitFor([&] { return !m_model->note().isEmpty(); }));
    QVERIFY(QTest::qWaitFor([&] { return m_transport->inFlight() == 0; }));
    QVERIFY2(asked <= 12, qPrintable(QString::number(asked))); // eight, and those under way
    const int before = asked;
    // Also of rows that were not in view: nobody asks about them any more.
    QVERIFY(!m_model->rowsNamed({u"49"_s}).first().unread.isEmpty());
    later->fire();
    m_model->setInView(30, 49);
    QCoreApplication::processEvents();
    QCOMPARE(asked, before);
}

void TestRemoteList::asksNoMoreWhereItIsForbidden()
{
    int asked = 0;
    const auto later = std::make_shared<Later>();
    m_transport->setScript(failingDetails(&asked, 403, 3));
    show(enrichmentOf(&m_one, later));
    QVERIFY(waitFor(u"ready"_s));
    m_model->setInView(0, 2);
    QVERIFY(QTest::qWaitFor([&] { return asked == 3 && m_transport->inFlight() == 0; }));
    QVERIFY(QTest::qWaitFor([&] { return !m_model->note().isEmpty(); }));
    QVERIFY(later->calls.isEmpty());
}

void TestRemoteList::readsAllRowsBesideThoseShown()
{
    show();
    QVERIFY(waitFor(u"ready"_s));
    m_model->setFilter(u"n99"_s); // of 250 names n1000 down to n751, the ten n990 to n999
    const qint64 before = m_model->loaded();
    std::optional<Result<TableModel::AllRows>> all;
    m_model->readAll(
        m_model.get(), [](const harbor::Progress &) {}, [&](Result<TableModel::AllRows> got) { all = std::move(got); });
    QVERIFY(!all);
    QVERIFY(QTest::qWaitFor([&] { return all.has_value(); }));
    QVERIFY(all->ok());
    QCOMPARE((*all)->rows.size(), 10);
    QVERIFY((*all)->missing.isEmpty());
    QVERIFY(m_model->loaded() >= before);
}

void TestRemoteList::enrichesOnlyWhatIsInView()
{
    m_transport->setScript([](const Request &request) -> Result<Response> {
        if (request.path.contains("/things/")) {
            const QByteArray id = request.path.mid(request.path.lastIndexOf('/') + 1);
            return ScriptedTransport::json(R"({"id":)" + id + R"(,"name":"n","note":"more"})");
        }
        return ScriptedTransport::json(things(0, 50), 200, 50);
    });
    Enrichment enrichment;
    enrichment.endpoint = &m_one;
    enrichment.isDue = [](const Row &row) { return !row.enriched; };
    enrichment.params = [](const Row &row) { return harbor::Params{{u"id"_s, row.key}}; };
    show(enrichment);
    QVERIFY(waitFor(u"ready"_s));
    m_model->setInView(10, 15);
    QVERIFY(QTest::qWaitFor([&] { return m_model->rowValue(u"15"_s).value<Thing>().note == u"more"_s; }));
    QCOMPARE(m_transport->requests().size(), 7); // the page and six rows
    QVERIFY(m_model->rowValue(u"16"_s).value<Thing>().note.isEmpty());
    m_model->setInView(12, 16);
    QVERIFY(QTest::qWaitFor([&] { return m_model->rowValue(u"16"_s).value<Thing>().note == u"more"_s; }));
    QCOMPARE(m_transport->requests().size(), 8);
}

// Rows 0..249 name "owner" id % 4: 0 names nothing, 1 and 2 are there, 3 is gone.
static NameSource owners(const harbor::Endpoint *list)
{
    return {list, [](const Row &row) { return row.record.value.value<Thing>().id % 4; }};
}

void TestRemoteList::namesWhatRowsGiveByNumber()
{
    harbor::Endpoint list = m_list;
    list.path = "/owners";
    int asked = 0;
    m_transport->setScript([&asked](const Request &request) -> Result<Response> {
        if (request.path.contains("/owners")) {
            ++asked;
            return ScriptedTransport::json(R"([{"id":1,"name":"zebra"},{"id":2,"name":"ape"}])", 200, 2);
        }
        return ScriptedTransport::json(things((pageOf(request) - 1) * 100, pageOf(request) == 1 ? 100 : 60), 200, 160);
    });
    m_model->setColumns({Column{u"owner"_s, "Owner", ColumnKind::Text, 100,
        [](const Row &row) { return namingCell(row.record.value.value<Thing>().id % 4, row.naming); }, {}, false}});
    m_model->setSource({*m_client, &m_list, {}, false, {}, owners(&list)});
    QVERIFY(QTest::qWaitFor([&] { return m_model->rowNames(u"1"_s) == "zebra"_L1; }));
    const auto text = [this](const QString &key) { return m_model->copyText({key}).section(u'\n', 1, 1); };
    QCOMPARE(text(u"0"_s), QString());
    QCOMPARE(text(u"1"_s), u"zebra"_s);
    // The second page may have come in between: then the names are read once more before anything is called gone.
    QVERIFY(QTest::qWaitFor([&] { return text(u"3"_s) == "#3 (deleted)"_L1; }));
    QCOMPARE(m_model->rowNames(u"3"_s), QString());
    // Rows that come later are named too, and their order goes by the names.
    m_model->sortBy(u"owner"_s, true);
    QVERIFY(QTest::qWaitFor([&] { return m_model->loaded() == 160 && m_model->rowNames(u"157"_s) == "zebra"_L1; }));
    QVERIFY(QTest::qWaitFor([&] { return text(u"159"_s) == "#3 (deleted)"_L1; }));
    QCOMPARE(m_model->rowNames(m_model->rowKey(0)), u"zebra"_s);
    QCOMPARE(text(m_model->rowKey(159)), QString());
    QVERIFY(asked <= 2);
}

void TestRemoteList::tellsGoneFromRefused()
{
    harbor::Endpoint list = m_list;
    list.path = "/owners";
    m_transport->setScript([](const Request &request) -> Result<Response> {
        if (request.path.contains("/owners"))
            return ScriptedTransport::json(R"({"errors":[{"code":"FORBIDDEN","message":"no"}]})", 403);
        return ScriptedTransport::json(things(0, 4), 200, 4);
    });
    m_model->setColumns({Column{u"owner"_s, "Owner", ColumnKind::Text, 100,
        [](const Row &row) { return namingCell(row.record.value.value<Thing>().id % 4, row.naming); }, {}, false}});
    m_model->setSource({*m_client, &m_list, {}, false, {}, owners(&list)});
    const auto text = [this](const QString &key) { return m_model->copyText({key}).section(u'\n', 1, 1); };
    QVERIFY(QTest::qWaitFor([&] { return text(u"1"_s) == "#1 (name unknown)"_L1; }));
    QCOMPARE(m_model->state(), u"ready"_s);
}

void TestRemoteList::stopsAllRequestsWhenItDies()
{
    m_transport->hold();
    show();
    QTRY_COMPARE(m_transport->inFlight(), 1);
    m_model.reset();
    QTRY_COMPARE(m_transport->aborted(), 1);
    QCOMPARE(m_transport->inFlight(), 0);
}

void TestRemoteList::showsAnObjectAndItsError()
{
    m_transport->setScript(
        [](const Request &) -> Result<Response> { return ScriptedTransport::json(R"({"id":4,"name":"four"})"); });
    RemoteObject object;
    object.setSource(*m_client, &m_one, {{u"id"_s, u"4"_s}});
    QTRY_COMPARE(object.state(), u"ready"_s);
    QCOMPARE(object.value().value<Thing>().name, u"four"_s);
    m_transport->setScript([](const Request &) -> Result<Response> { return ScriptedTransport::json("{}", 404); });
    object.refresh();
    QTRY_COMPARE(object.state(), u"error"_s);
    QCOMPARE(object.error().kind, ErrorKind::NotFound);
    QCOMPARE(object.value().value<Thing>().name, u"four"_s); // what was known stays
}

QTEST_GUILESS_MAIN(TestRemoteList)
#include "tst_remotelist.moc"
