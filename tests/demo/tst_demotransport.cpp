// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"
#include "demo/demotransport.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;

namespace {

/// Takes its time, so that a test sees whether it is being read.
class SlowClock final : public Clock {
public:
    QDateTime now() const override
    {
        isRead = true;
        ++reads;
        QThread::msleep(50);
        isRead = false;
        return QDateTime::currentDateTimeUtc();
    }
    std::chrono::milliseconds elapsed() const override { return {}; }
    void after(std::chrono::milliseconds, QObject *, std::function<void()>) override { }

    mutable std::atomic_bool isRead = false;
    mutable std::atomic_int reads = 0;
};

} // namespace

class TestDemoTransport : public QObject {
    Q_OBJECT

private slots:
    void init() { m_registry = std::make_shared<demo::Registry>(&m_clock); }
    void answersOnAnotherThread();
    void tellsWhatItDoes();
    void writesOnlyWhereTheAccountMay();
    void mayGoWithItsLastAnswer();
    void asksNothingOnceItIsClosed();
    void cancelsWhatWaits();
    void endsWhatIsOpenWhenItGoes();
    void refusesWhatIsTooLarge();
    void sendsNobodyWithoutSignIn();

private:
    Request request(const QByteArray &path) const
    {
        Request out;
        out.path = path;
        return out;
    }

    ManualClock m_clock;
    std::shared_ptr<demo::Registry> m_registry;
};

void TestDemoTransport::answersOnAnotherThread()
{
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), demo::Latency::none());
    int status = 0;
    QThread *thread = nullptr;
    transport.call<int>(
        request("/api/v2.0/projects"), this,
        [&](const Response &response) -> Result<int> {
            thread = QThread::currentThread();
            return response.status;
        },
        [&](Result<int> result) { status = result.value(); });
    QTRY_COMPARE(status, 200);
    QVERIFY(thread != QThread::currentThread());
}

void TestDemoTransport::tellsWhatItDoes()
{
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), demo::Latency::none());
    transport.setAllowsChanges(true);
    QList<RequestRecord> records;
    connect(&transport, &Transport::requestChanged, this, [&](const RequestRecord &record) { records.append(record); });
    Request write = request("/api/v2.0/robots/1");
    write.method = "PATCH";
    write.body = R"({"secret":"Hidden-12345"})";
    transport.send(write, [](const Result<Response> &) {});
    QTRY_COMPARE(records.size(), 2);
    disconnect(&transport, nullptr, this, nullptr);
    const RequestRecord &begin = records[0];
    const RequestRecord &end = records[1];
    QCOMPARE(begin.id, end.id);
    QCOMPARE(begin.status, 0);
    QCOMPARE(begin.tookMs, -1);
    QCOMPARE(end.status, 200);
    QVERIFY(end.bytes > 0);
    QVERIFY(end.tookMs >= 0);
    QVERIFY(end.curl.startsWith(u"curl -X PATCH"_s));
    QVERIFY(!end.curl.contains(u"Hidden"_s));
    QVERIFY(!end.requestId.isEmpty());
}

void TestDemoTransport::writesOnlyWhereTheAccountMay()
{
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), demo::Latency::none());
    const auto tags = [this] {
        Request read = request("/api/v2.0/labels?scope=g&page_size=100");
        return m_registry->handle(read, demo::Identity::admin()).body;
    };
    const QByteArray before = tags();
    Request write = request("/api/v2.0/labels");
    write.method = "POST";
    write.body = R"({"name":"fresh","color":"#123456","scope":"g"})";
    const auto send = [&] {
        std::optional<Result<int>> result;
        transport.call<int>(
            write, this, [](const Response &response) { return Result<int>(response.status); },
            [&result](Result<int> r) { result.emplace(std::move(r)); });
        return QTest::qWaitFor([&] { return result.has_value(); }) ? *result : Result<int>(Error());
    };
    const Result<int> refused = send();
    QCOMPARE(refused.error().kind, ErrorKind::ReadOnly);
    QCOMPARE(refused.error().delivery, Delivery::NotSent);
    QCOMPARE(tags(), before);
    transport.setAllowsChanges(true);
    QCOMPARE(send().value(), 201);
    QVERIFY(tags() != before);
    transport.close();
    QCOMPARE(send().error().kind, ErrorKind::Cancelled);
}

// Whoever closes may take the clock down next, whatever answer was being made.
void TestDemoTransport::asksNothingOnceItIsClosed()
{
    SlowClock clock;
    const auto registry = std::make_shared<demo::Registry>(&clock, QDateTime::currentDateTimeUtc());
    demo::DemoTransport transport(registry, demo::Identity::admin(), demo::Latency::none());
    std::atomic_int cancelled = 0;
    for (int i = 0; i < 3; ++i) {
        transport.send(
            request("/api/v2.0/projects"), [&](const Result<Response> &result) { cancelled += result ? 0 : 1; });
    }
    QTRY_VERIFY(clock.isRead);
    transport.close();
    QVERIFY(!clock.isRead);
    QTRY_COMPARE(cancelled.load(), 2);
    QCOMPARE(clock.reads.load(), 1);
}

// The last handle may go with a completion, on the transport's own thread.
void TestDemoTransport::mayGoWithItsLastAnswer()
{
    std::atomic_int calls = 0;
    auto transport = std::make_shared<demo::DemoTransport>(m_registry, demo::Identity::admin(), demo::Latency::none());
    std::weak_ptr<demo::DemoTransport> gone = transport;
    demo::DemoTransport *raw = transport.get();
    raw->send(
        request("/api/v2.0/projects"), [&calls, own = std::move(transport)](const Result<Response> &) { ++calls; });
    QTRY_VERIFY(gone.expired());
    QCOMPARE(calls.load(), 1);
}

void TestDemoTransport::cancelsWhatWaits()
{
    const demo::Latency slow{std::chrono::hours(1), std::chrono::hours(1)};
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), slow);
    std::atomic_int calls = 0;
    std::atomic<ErrorKind> kind = ErrorKind::None;
    const CallId id = transport.send(request("/api/v2.0/projects"), [&](const Result<Response> &result) {
        kind = result.error().kind;
        ++calls;
    });
    transport.abort(id);
    QTRY_COMPARE(calls.load(), 1);
    QCOMPARE(kind.load(), ErrorKind::Cancelled);
    transport.abort(id);
    transport.abort(9999);
    QCOMPARE(calls.load(), 1);
}

void TestDemoTransport::endsWhatIsOpenWhenItGoes()
{
    std::atomic_int calls = 0;
    {
        const demo::Latency slow{std::chrono::hours(1), std::chrono::hours(1)};
        demo::DemoTransport transport(m_registry, demo::Identity::admin(), slow);
        for (int i = 0; i < 3; ++i)
            transport.send(request("/api/v2.0/projects"), [&](const Result<Response> &) { ++calls; });
    }
    QCOMPARE(calls.load(), 3);
}

void TestDemoTransport::refusesWhatIsTooLarge()
{
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), demo::Latency::none());
    Request small = request("/api/v2.0/projects");
    small.limits.body = 100;
    std::atomic<ErrorKind> kind = ErrorKind::None;
    transport.send(small, [&](const Result<Response> &result) { kind = result.error().kind; });
    QTRY_COMPARE(kind.load(), ErrorKind::TooLarge);
}

void TestDemoTransport::sendsNobodyWithoutSignIn()
{
    demo::DemoTransport transport(m_registry, demo::Identity::admin(), demo::Latency::none());
    Request probe = request("/api/v2.0/users/current");
    probe.signIn = false;
    std::atomic_int status = 0;
    transport.send(probe, [&](const Result<Response> &result) { status = result->status; });
    QTRY_COMPARE(status.load(), 401);
}

QTEST_GUILESS_MAIN(TestDemoTransport)
#include "tst_demotransport.moc"
