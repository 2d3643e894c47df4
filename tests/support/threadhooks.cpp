// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells ThreadSanitizer what the libraries of Qt lock. They are not built with it, so it sees neither the lock of a
// thread's queue of events nor that of a pool, and would report all that goes from one thread to another there. A test
// that has this file takes the place of the few functions of Qt through which the core hands something over (the
// linker finds these first, the core calls them, Qt itself its own), and says the same as their locks do, no more: what
// was done before an event was sent to a thread is seen by whatever that thread does with an event after it.
#include <QCoreApplication>
#include <QRunnable>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <private/qobject_p.h>

#include <cstdarg>
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>

namespace {

void gives(const void *place)
{
    __tsan_release(const_cast<void *>(place));
}
void takes(const void *place)
{
    __tsan_acquire(const_cast<void *>(place));
}
void givesTo(const QObject *receiver)
{
    if (const QThread *thread = receiver ? receiver->thread() : nullptr)
        gives(thread);
}

template <typename F>
F *ofLibrary(const char *symbol)
{
    void *found = dlsym(RTLD_NEXT, symbol);
    if (!found)
        qFatal("There is no %s here: tests/support/threadhooks.cpp has to learn its name there", symbol);
    return reinterpret_cast<F *>(found);
}
#define FROM_LIBRARY(function, symbol) static const auto original = ofLibrary<decltype(function)>(symbol)

// Before an event reaches its object, in that object's thread.
bool eventArrives(void **data)
{
    takes(QThread::currentThread());
    const auto *event = static_cast<QEvent *>(data[1]);
    if (event->type() == QEvent::MetaCall) {
        if (const QObject *sender = static_cast<const QAbstractMetaCallEvent *>(event)->sender())
            takes(sender); // of a signal; see below
    }
    return false; // go on
}

// A signal goes to whoever is connected, which is known inside of Qt alone.
void signalBegins(QObject *sender, int, void **)
{
    gives(sender);
}

[[maybe_unused]] const bool isListening = [] {
    static QSignalSpyCallbackSet signalSpies{signalBegins, nullptr, nullptr, nullptr};
    qt_register_signal_spy_callbacks(&signalSpies);
    return QInternal::registerCallback(QInternal::EventNotifyCallback, eventArrives);
}();

// A function that is called in another thread. Whoever lets go of it last deletes it, the caller's thread or the other
// one.
struct Told : QtPrivate::QSlotObjectBase {
    explicit Told(QSlotObjectBase *what)
        : QSlotObjectBase(&act)
        , inner(what)
    {
    }
    static void act(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *)
    {
        auto *const self = static_cast<Told *>(base);
        if (which == Call) {
            self->inner->call(receiver, arguments);
            gives(self);
        } else if (which == Destroy) {
            takes(self);
            self->inner->destroyIfLastRef();
            delete self;
        }
    }
    QSlotObjectBase *inner;
};

template <typename Function, typename... More>
bool callTold(
    Function *original, QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, More... more)
{
    auto *const told = new Told(slot);
    told->ref();
    givesTo(object);
    const bool isCalled = original(object, told, type, more...);
    if (type == Qt::BlockingQueuedConnection)
        takes(told);
    told->destroyIfLastRef();
    return isCalled;
}

// What waited sees what was done before it was let go on.
template <typename Function, typename Place, typename... More>
auto thenTakes(Function *original, Place *place, More... more)
{
    const auto result = original(place, more...);
    takes(place);
    return result;
}

struct Run : QRunnable {
    Run(QThreadPool *of, QRunnable *what)
        : pool(of)
        , inner(what)
    {
    }
    void run() override
    {
        takes(this);
        const bool isOurs = inner->autoDelete();
        inner->run();
        if (isOurs)
            delete inner;
        gives(pool);
    }
    QThreadPool *pool;
    QRunnable *inner;
};

} // namespace

extern "C" {

#define POST_EVENT "_ZN16QCoreApplication9postEventEP7QObjectP6QEventi"
void hookPostEvent(QObject *receiver, QEvent *event, int priority) asm(POST_EVENT);
void hookPostEvent(QObject *receiver, QEvent *event, int priority)
{
    FROM_LIBRARY(hookPostEvent, POST_EVENT);
    givesTo(receiver);
    original(receiver, event, priority);
}

#define DELETE_LATER "_ZN7QObject11deleteLaterEv"
void hookDeleteLater(QObject *object) asm(DELETE_LATER);
void hookDeleteLater(QObject *object)
{
    FROM_LIBRARY(hookDeleteLater, DELETE_LATER);
    givesTo(object);
    original(object);
}

#define MOVE_TO_THREAD "_ZN7QObject12moveToThreadEP7QThread"
void hookMoveToThread(QObject *object, QThread *thread) asm(MOVE_TO_THREAD);
void hookMoveToThread(QObject *object, QThread *thread)
{
    FROM_LIBRARY(hookMoveToThread, MOVE_TO_THREAD);
    if (thread)
        gives(thread);
    original(object, thread);
}

#define INVOKE_METHOD                                                                                                  \
    "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv"
bool hookInvoke(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result) asm(
    INVOKE_METHOD);
bool hookInvoke(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    FROM_LIBRARY(hookInvoke, INVOKE_METHOD);
    return callTold(original, object, slot, type, result);
}
// Since Qt 6.5.
#define INVOKE_WITH                                                                                                    \
    "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeExPKPKvPKPKcPKPKNS" \
    "2_18QMetaTypeInterfaceE"
bool hookInvokeWith(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, qsizetype count,
    const void *const *parameters, const char *const *names, const void *const *types) asm(INVOKE_WITH);
bool hookInvokeWith(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, qsizetype count,
    const void *const *parameters, const char *const *names, const void *const *types)
{
    FROM_LIBRARY(hookInvokeWith, INVOKE_WITH);
    return callTold(original, object, slot, type, count, parameters, names, types);
}

#define THREAD_WAIT "_ZN7QThread4waitE14QDeadlineTimer"
bool hookThreadWait(QThread *thread, QDeadlineTimer deadline) asm(THREAD_WAIT);
bool hookThreadWait(QThread *thread, QDeadlineTimer deadline)
{
    FROM_LIBRARY(hookThreadWait, THREAD_WAIT);
    return thenTakes(original, thread, deadline); // gave with its signal finished()
}

#define POOL_START_RUNNABLE "_ZN11QThreadPool5startEP9QRunnablei"
void hookStartRunnable(QThreadPool *pool, QRunnable *runnable, int priority) asm(POOL_START_RUNNABLE);
void hookStartRunnable(QThreadPool *pool, QRunnable *runnable, int priority)
{
    FROM_LIBRARY(hookStartRunnable, POOL_START_RUNNABLE);
    auto *const run = new Run(pool, runnable);
    gives(run);
    original(pool, run, priority);
}

#define POOL_START "_ZN11QThreadPool5startESt8functionIFvvEEi"
void hookStart(QThreadPool *pool, std::function<void()> function, int priority) asm(POOL_START);
void hookStart(QThreadPool *pool, std::function<void()> function, int priority)
{
    hookStartRunnable(pool, QRunnable::create(std::move(function)), priority);
}

#define POOL_WAIT "_ZN11QThreadPool11waitForDoneEi"
bool hookPoolWait(QThreadPool *pool, int milliseconds) asm(POOL_WAIT);
bool hookPoolWait(QThreadPool *pool, int milliseconds)
{
    FROM_LIBRARY(hookPoolWait, POOL_WAIT);
    return thenTakes(original, pool, milliseconds);
}

// The next three are called since Qt 6.8.
#define POOL_WAIT_UNTIL "_ZN11QThreadPool11waitForDoneE14QDeadlineTimer"
bool hookPoolWaitUntil(QThreadPool *pool, QDeadlineTimer deadline) asm(POOL_WAIT_UNTIL);
bool hookPoolWaitUntil(QThreadPool *pool, QDeadlineTimer deadline)
{
    FROM_LIBRARY(hookPoolWaitUntil, POOL_WAIT_UNTIL);
    return thenTakes(original, pool, deadline);
}
#define MOVE_AND_SAY "_ZN7QObject12moveToThreadEP7QThreadN2Qt15Disambiguated_tE"
bool hookMoveAndSay(QObject *object, QThread *thread, int) asm(MOVE_AND_SAY);
bool hookMoveAndSay(QObject *object, QThread *thread, int tag)
{
    FROM_LIBRARY(hookMoveAndSay, MOVE_AND_SAY);
    if (thread)
        gives(thread);
    return original(object, thread, tag);
}
#define SEMAPHORE_TRY_UNTIL "_ZN10QSemaphore10tryAcquireEi14QDeadlineTimer"
bool hookTryUntil(QSemaphore *semaphore, int count, QDeadlineTimer deadline) asm(SEMAPHORE_TRY_UNTIL);
bool hookTryUntil(QSemaphore *semaphore, int count, QDeadlineTimer deadline)
{
    FROM_LIBRARY(hookTryUntil, SEMAPHORE_TRY_UNTIL);
    return thenTakes(original, semaphore, count, deadline);
}

#define POOL_ENDS "_ZN11QThreadPoolD2Ev"
void hookPoolEnds(QThreadPool *pool) asm(POOL_ENDS);
void hookPoolEnds(QThreadPool *pool)
{
    FROM_LIBRARY(hookPoolEnds, POOL_ENDS);
    hookPoolWait(pool, -1);
    original(pool);
}
#define POOL_ENDS_WHOLE "_ZN11QThreadPoolD1Ev"
void hookPoolEndsWhole(QThreadPool *pool) asm(POOL_ENDS_WHOLE);
void hookPoolEndsWhole(QThreadPool *pool)
{
    hookPoolEnds(pool);
}

#define SEMAPHORE_RELEASE "_ZN10QSemaphore7releaseEi"
void hookRelease(QSemaphore *semaphore, int count) asm(SEMAPHORE_RELEASE);
void hookRelease(QSemaphore *semaphore, int count)
{
    FROM_LIBRARY(hookRelease, SEMAPHORE_RELEASE);
    gives(semaphore);
    original(semaphore, count);
}
#define SEMAPHORE_ACQUIRE "_ZN10QSemaphore7acquireEi"
void hookAcquire(QSemaphore *semaphore, int count) asm(SEMAPHORE_ACQUIRE);
void hookAcquire(QSemaphore *semaphore, int count)
{
    FROM_LIBRARY(hookAcquire, SEMAPHORE_ACQUIRE);
    original(semaphore, count);
    takes(semaphore);
}
#define SEMAPHORE_TRY "_ZN10QSemaphore10tryAcquireEi"
bool hookTry(QSemaphore *semaphore, int count) asm(SEMAPHORE_TRY);
bool hookTry(QSemaphore *semaphore, int count)
{
    FROM_LIBRARY(hookTry, SEMAPHORE_TRY);
    return thenTakes(original, semaphore, count);
}
#define SEMAPHORE_TRY_FOR "_ZN10QSemaphore10tryAcquireEii"
bool hookTryFor(QSemaphore *semaphore, int count, int milliseconds) asm(SEMAPHORE_TRY_FOR);
bool hookTryFor(QSemaphore *semaphore, int count, int milliseconds)
{
    FROM_LIBRARY(hookTryFor, SEMAPHORE_TRY_FOR);
    return thenTakes(original, semaphore, count, milliseconds);
}

// QProcess begins its child by clone() as vfork() does. ThreadSanitizer of clang 14 takes that for fork(), and stops.
int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    FROM_LIBRARY(clone, "clone");
    va_list more;
    va_start(more, argument);
    void *const parent = va_arg(more, void *);
    void *const storage = va_arg(more, void *);
    void *const child = va_arg(more, void *);
    va_end(more);
    return original(function, stack, flags, argument, parent, storage, child);
}

} // extern "C"
