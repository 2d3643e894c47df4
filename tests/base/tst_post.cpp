// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/post.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>
#include <optional>

using namespace lotse;

/// The way back to a context: in its thread, while it and the thread live.
class TestPost : public QObject {
    Q_OBJECT
private slots:
    void runsInTheThreadOfTheContext();
    void dropsWhatADeadContextWasToGet();
    void dropsWhatAThreadThatIsOverWasToGet();
    void takesAThreadThatEndsMeanwhile();
    void wakesNoDispatcherThatGoes();
};

/// A thread with an event loop and a context in it, of which the test gets a Post.
class Elsewhere {
public:
    explicit Elsewhere(QAbstractEventDispatcher *dispatcher = nullptr)
    {
        if (dispatcher)
            m_thread.setEventDispatcher(dispatcher);
        m_worker.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_worker,
            [this] {
                m_context = new QObject;
                m_post.emplace(m_context);
            },
            Qt::BlockingQueuedConnection);
    }
    ~Elsewhere() { end(); }
    Q_DISABLE_COPY_MOVE(Elsewhere)

    const Post &post() const { return *m_post; }
    QThread *thread() { return &m_thread; }
    void killContext()
    {
        QMetaObject::invokeMethod(
            &m_worker, [this] { delete std::exchange(m_context, nullptr); }, Qt::BlockingQueuedConnection);
    }
    void quit() { m_thread.quit(); }
    void end()
    {
        m_thread.quit();
        m_thread.wait();
        delete std::exchange(m_context, nullptr);
    }

private:
    QThread m_thread;
    QObject m_worker;
    QObject *m_context = nullptr;
    std::optional<Post> m_post;
};

void TestPost::runsInTheThreadOfTheContext()
{
    Elsewhere elsewhere;
    QSemaphore done;
    QThread *seen = nullptr;
    elsewhere.post()([&] {
        seen = QThread::currentThread();
        done.release();
    });
    QVERIFY(done.tryAcquire(1, 5000));
    QCOMPARE(seen, elsewhere.thread());
}

void TestPost::dropsWhatADeadContextWasToGet()
{
    Elsewhere elsewhere;
    bool ran = false;
    elsewhere.killContext();
    elsewhere.post()([&ran] { ran = true; });
    elsewhere.end();
    QVERIFY(!ran);
}

void TestPost::dropsWhatAThreadThatIsOverWasToGet()
{
    std::atomic_int ran = 0;
    for (int round = 0; round < 100; ++round) {
        Elsewhere elsewhere;
        elsewhere.end();
        // Something takes the place of what is gone.
        const std::vector<std::unique_ptr<QObject>> others = [] {
            std::vector<std::unique_ptr<QObject>> made;
            for (int i = 0; i < 20; ++i)
                made.push_back(std::make_unique<QObject>());
            return made;
        }();
        const auto witness = std::make_shared<int>(0);
        elsewhere.post()([&ran, witness] { ++ran; });
        QCOMPARE(witness.use_count(), 1); // dropped, and not kept by anybody
    }
    QCoreApplication::processEvents();
    QCOMPARE(ran.load(), 0);
}

// Each function runs, or is dropped; none is left with a thread that is over.
void TestPost::takesAThreadThatEndsMeanwhile()
{
    for (int round = 0; round < 50; ++round) {
        const auto witness = std::make_shared<int>(0);
        {
            Elsewhere elsewhere;
            elsewhere.quit();
            for (int i = 0; i < 200; ++i)
                elsewhere.post()([witness] { ++*witness; });
        }
        QCOMPARE(witness.use_count(), 1);
        QVERIFY(*witness <= 200);
    }
}

/// What a thread waits in. Whoever wakes it, once that is asked for, ends the thread and takes a while.
class SlowlyWoken : public QAbstractEventDispatcher {
public:
    struct Seen {
        std::atomic_bool endNow = false;
        std::atomic_bool wakes = false;
        std::atomic_bool wentMeanwhile = false;
    };
    explicit SlowlyWoken(Seen *seen)
        : m_seen(seen)
    {
    }
    ~SlowlyWoken() override { m_seen->wentMeanwhile = m_seen->wakes.load(); }
    Q_DISABLE_COPY_MOVE(SlowlyWoken)

    bool processEvents(QEventLoop::ProcessEventsFlags) override
    {
        m_woken.tryAcquire(1, 1);
        QCoreApplication::sendPostedEvents();
        return true;
    }
    void registerSocketNotifier(QSocketNotifier *) override { }
    void unregisterSocketNotifier(QSocketNotifier *) override { }
    void registerTimer(int, qint64, Qt::TimerType, QObject *) override { }
    bool unregisterTimer(int) override { return false; }
    bool unregisterTimers(QObject *) override { return false; }
    QList<TimerInfo> registeredTimers(QObject *) const override { return {}; }
    int remainingTime(int) override { return -1; }
    void wakeUp() override
    {
        Seen *const seen = m_seen; // this may be gone after the wait: that is what is looked for
        const bool end = seen->endNow.exchange(false);
        seen->wakes = seen->wakes || end;
        m_woken.release();
        if (!end)
            return;
        thread()->quit();
        QThread::msleep(100);
        seen->wakes = false;
    }
    void interrupt() override { m_woken.release(); }

private:
    Seen *const m_seen;
    QSemaphore m_woken;
};

// Qt wakes the dispatcher of a receiver whenever it posts to it, and the thread ends when it likes.
void TestPost::wakesNoDispatcherThatGoes()
{
    SlowlyWoken::Seen seen;
    Elsewhere elsewhere(new SlowlyWoken(&seen));
    seen.endNow = true;
    elsewhere.post()([] {});
    elsewhere.end();
    QVERIFY(!seen.wentMeanwhile);
}

QTEST_GUILESS_MAIN(TestPost)
#include "tst_post.moc"
