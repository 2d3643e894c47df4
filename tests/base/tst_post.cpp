// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/post.h"

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
};

/// A thread with an event loop and a context in it, of which the test gets a Post.
class Elsewhere {
public:
    Elsewhere()
    {
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

QTEST_GUILESS_MAIN(TestPost)
#include "tst_post.moc"
