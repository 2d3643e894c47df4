// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionlist.h"

#include "session/networklink.h"
#include "support/manualclock.h"
#include "support/scriptedserver.h"
#include "support/scriptedtransport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

class TestSessionList : public QObject {
    Q_OBJECT
private slots:
    void init();
    void followsTheAccounts();
    void keepsASessionThroughAChangeOfColour();
    void makesANewOneForAnotherWay();
    void keepsTheKindThatWasFound();
    void outlivesCallsInFlight_data();
    void outlivesCallsInFlight();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_list;
    int m_lines = 0;
};

void TestSessionList::init()
{
    m_list.reset();
    m_lines = 0;
    m_dir = std::make_unique<QTemporaryDir>();
    m_accounts = std::make_unique<Accounts>(m_dir->path(), &m_clock);
    m_secrets = std::make_unique<Secrets>(m_dir->path(), nullptr);
    m_list = std::make_unique<SessionList>(
        m_accounts.get(), m_secrets.get(),
        [this](const Account &) {
            ++m_lines;
            return Line{ScriptedTransport::shared([](const Request &request) -> Result<Response> {
                            return ScriptedTransport::json("{}", request.path.startsWith("/v2/") ? 200 : 404);
                        }),
                {}};
        },
        &m_clock);
}

void TestSessionList::followsTheAccounts()
{
    QSignalSpy added(m_list.get(), &SessionList::added);
    QSignalSpy removed(m_list.get(), &SessionList::removed);
    const Account a = *makeAccount(u"a.example"_s, u"dev"_s);
    const Account b = *makeAccount(u"b.example"_s, {});
    QVERIFY(m_accounts->add(a));
    QVERIFY(m_accounts->add(b));
    QCOMPARE(added.count(), 2);
    QCOMPARE(m_list->all().size(), 2);
    QCOMPARE(m_list->all().at(0)->account(), a);
    QCOMPARE(m_list->find(b.id)->account(), b);
    QVERIFY(m_accounts->remove(a.id));
    QCOMPARE(removed.count(), 1);
    QVERIFY(!m_list->find(a.id));
    QCOMPARE(m_list->all().size(), 1);
}

void TestSessionList::keepsASessionThroughAChangeOfColour()
{
    Account a = *makeAccount(u"a.example"_s, u"dev"_s);
    QVERIFY(m_accounts->add(a));
    Session *session = m_list->find(a.id);
    QSignalSpy changed(session, &Session::accountChanged);
    a.colour = u"#112233"_s;
    a.name = u"other"_s;
    QVERIFY(m_accounts->update(a));
    QCOMPARE(m_list->find(a.id), session);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(session->account(), a);
    QCOMPARE(m_lines, 1);
}

void TestSessionList::makesANewOneForAnotherWay()
{
    Account a = *makeAccount(u"a.example"_s, u"dev"_s);
    const Account b = *makeAccount(u"b.example"_s, {});
    QVERIFY(m_accounts->add(a));
    QVERIFY(m_accounts->add(b));
    QSignalSpy removed(m_list.get(), &SessionList::removed);
    a.pinSpkiSha256 = QString(64, u'a');
    QVERIFY(m_accounts->update(a));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(m_lines, 3);
    QCOMPARE(m_list->all().at(0)->account(), a); // in its old place
    QCOMPARE(m_list->all().at(1)->account(), b);
}

void TestSessionList::keepsTheKindThatWasFound()
{
    const Account a = *makeAccount(u"a.example"_s, {});
    QVERIFY(m_accounts->add(a));
    Session *session = m_list->find(a.id);
    session->open();
    QTRY_COMPARE(session->state(), Session::State::Online);
    QCOMPARE(m_list->find(a.id), session);
    Accounts again(m_dir->path(), &m_clock);
    QVERIFY(again.load());
    QCOMPARE(again.find(a.id)->kind, session->kind());
    QVERIFY(session->kind() != RegistryKind::Unknown);
}

void TestSessionList::outlivesCallsInFlight_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("removed") << true;
    QTest::newRow("changed") << false;
}

/// A page as the window has them: it keeps its client, and asks for something now and then.
struct PageStub : QObject {
    harbor::Client client{nullptr};
    QList<Error> errors;
    int answers = 0;

    void ask()
    {
        client.page(*harbor::endpoint("projects"), {}, 1, this, [this](const Result<harbor::Page> &page) {
            ++answers;
            if (!page)
                errors.append(page.error());
        });
    }
};

// An account goes while pages wait for answers: they get an error, may ask again, and may die before or after.
void TestSessionList::outlivesCallsInFlight()
{
    QFETCH(bool, isRemoved);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([](const ReceivedRequest &request) {
        if (request.path() == "/api/v2.0/projects")
            return ScriptedReply::stall();
        return ScriptedReply::json(R"({"auth_mode":"db_auth"})");
    });
    SystemClock clock;
    const Proxies proxies([](const char *) { return QByteArray(); });
    NetworkThread network;
    SessionList list(m_accounts.get(), m_secrets.get(), networkLinks(&network, &clock, &proxies), &clock);
    Account account = *makeAccount(server.url().toString(), {});
    QVERIFY(m_accounts->add(account));
    Session *session = list.find(account.id);
    QVERIFY(session);
    session->open();
    QTRY_COMPARE(session->state(), Session::State::Online);
    std::vector<std::unique_ptr<PageStub>> pages;
    for (int i = 0; i < 12; ++i) {
        pages.push_back(std::make_unique<PageStub>());
        pages.back()->client = session->harbor();
        pages.back()->ask();
    }
    QTRY_COMPARE(server.count("/api/v2.0/projects"), 6);
    session->prove(session, [](const Result<Identity> &) {}); // one of its own, too
    pages.erase(pages.begin(), pages.begin() + 2);
    const int sent = int(server.requests().size());
    QPointer<Session> gone(session);
    if (isRemoved) {
        QVERIFY(m_accounts->remove(account.id));
    } else {
        account.timeoutSeconds = 30;
        QVERIFY(m_accounts->update(account));
    }
    QTRY_VERIFY(!gone);
    for (const auto &page : pages) {
        QTRY_COMPARE(page->answers, 1);
        QCOMPARE(page->errors.first().kind, ErrorKind::Cancelled);
        QVERIFY(page->errors.first().text().contains(account.host()));
        page->ask();
        QTRY_COMPARE(page->answers, 2);
        QCOMPARE(page->errors.last().kind, ErrorKind::Cancelled);
    }
    // What is asked after the end reaches nobody; those that two dead pages made room for may have gone out before.
    QVERIFY(server.requests().size() <= sent + 3);
    for (const auto &page : pages)
        page->ask();
    pages.clear();
}

QTEST_GUILESS_MAIN(TestSessionList)
#include "tst_sessionlist.moc"
