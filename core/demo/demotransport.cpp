// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demotransport.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

using Ticks = std::chrono::steady_clock;

Error failure(ErrorKind kind, Message message, const Request &request, const QByteArray &requestId)
{
    Error error;
    error.kind = kind;
    error.message = std::move(message);
    error.where = QString::fromUtf8(request.method + ' ' + request.path) + u" at demo.lotse.example"_s;
    error.requestId = QString::fromLatin1(requestId);
    return error;
}

QString curlOf(const Request &request)
{
    QString text = u"curl"_s;
    if (request.method != "GET")
        text += u" -X "_s + QString::fromLatin1(request.method);
    for (const auto &[name, value] : request.headers)
        text += u" -H '%1: %2'"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value).replace(u'\'', u"'\\\\''"_s));
    // The body may hold a password or a robot's secret; a curl text never has one.
    if (!request.body.isEmpty())
        text += u" --data @body.json"_s;
    return text + u" 'https://demo.lotse.example"_s + QString::fromUtf8(request.path) + u'\'';
}

} // namespace

struct DemoTransport::Worker {
    struct Job {
        CallId id = 0;
        Request request;
        Completion completion;
        Ticks::time_point due;
        Ticks::time_point began;
        RequestRecord record;
        Error refusal; ///< where it is not to be asked at all
        bool isAborted = false;

        void abort()
        {
            isAborted = true;
            due = Ticks::now();
        }
    };

    DemoTransport *owner = nullptr; ///< null once it goes
    std::shared_ptr<Registry> registry;
    Identity who;
    Latency latency;
    std::recursive_mutex ownerMutex;
    std::mutex mutex;
    std::condition_variable wake;
    QList<std::shared_ptr<Job>> jobs;
    CallId next = 1;
    bool isStopping = false;
    bool isClosed = false; ///< the registry is asked nothing more
    bool isAsking = false; ///< the registry is making an answer
    bool isAnswering = false; ///< a job is no longer in the list, and its completion has not returned
    std::thread thread;

    struct Running {
        std::mutex mutex;
        QList<std::shared_ptr<Worker>> workers;
    };
    // Not destroyed with the statics: a thread may be the last to leave.
    static Running &running()
    {
        static auto *const all = new Running;
        return *all;
    }
    static void begin(const std::shared_ptr<Worker> &worker);
    static void endAll();

    void run()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            if (jobs.isEmpty()) {
                if (isStopping)
                    return;
                wake.wait(lock);
                continue;
            }
            const auto soonest = std::min_element(
                jobs.begin(), jobs.end(), [](const auto &a, const auto &b) { return a->due < b->due; });
            const Ticks::time_point due = (*soonest)->due;
            if (!isStopping && due > Ticks::now()) {
                wake.wait_until(lock, due);
                continue;
            }
            const std::shared_ptr<Job> job = *soonest;
            jobs.erase(soonest);
            const bool isCancelled = job->isAborted || isStopping || isClosed;
            isAsking = !isCancelled && !job->refusal;
            isAnswering = true;
            lock.unlock();
            finish(*job, isCancelled);
            lock.lock();
            isAnswering = false;
        }
    }

    void endJobs()
    {
        {
            const std::lock_guard lock(mutex);
            for (const auto &job : std::as_const(jobs))
                job->abort();
        }
        wake.notify_all();
    }

    void finish(Job &job, bool isCancelled)
    {
        RequestRecord record = job.record;
        Result<Response> result = job.refusal;
        if (isCancelled)
            result = failure(ErrorKind::Cancelled, Message{LOTSE_MSG("The request was cancelled."), {}}, job.request,
                record.requestId);
        else if (!job.refusal)
            result = asked(job);
        record.tookMs = std::chrono::duration_cast<std::chrono::milliseconds>(Ticks::now() - job.began).count();
        if (result) {
            result.value().took = std::chrono::milliseconds(record.tookMs);
            record.status = result->status;
            record.bytes = result->body.size();
        } else {
            record.error = result.error().text();
            record.errorKind = result.error().kind;
        }
        tell(record);
        job.completion(std::move(result));
        job.completion = {};
    }

    Result<Response> asked(Job &job)
    {
        Result<Response> result = answer(job);
        {
            const std::lock_guard lock(mutex);
            isAsking = false;
        }
        wake.notify_all();
        return result;
    }

    // Whoever closes may take down what the registry reads, its clock: an answer that is being made is waited for, and
    // its completion is not.
    void close()
    {
        {
            const std::lock_guard lock(mutex);
            isClosed = true;
        }
        endJobs();
        if (thread.get_id() == std::this_thread::get_id())
            return;
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return !isAsking; });
    }

    void tell(const RequestRecord &record)
    {
        const std::lock_guard lock(ownerMutex);
        if (owner)
            emit owner->requestChanged(record);
    }

    Result<Response> answer(Job &job)
    {
        Request request = job.request;
        if (header(request.headers, "X-Request-Id").isEmpty())
            request.headers.emplaceBack("X-Request-Id", job.record.requestId);
        Response response = registry->handle(request, request.signIn ? who : Identity::anonymous());
        if (response.body.size() > request.limits.body) {
            Error error = failure(ErrorKind::TooLarge,
                Message{LOTSE_MSG("The response exceeds %1 bytes and was rejected."),
                    {QString::number(request.limits.body)}},
                job.request, job.record.requestId);
            error.delivery = Delivery::Unknown;
            return error;
        }
        response.url = QUrl(u"https://demo.lotse.example"_s + QString::fromUtf8(request.path));
        return response;
    }
};

void DemoTransport::Worker::begin(const std::shared_ptr<Worker> &worker)
{
    {
        const std::lock_guard lock(running().mutex);
        running().workers.append(worker);
    }
    static const bool once = (qAddPostRoutine(&Worker::endAll), true);
    Q_UNUSED(once)
    worker->thread = std::thread([worker] {
        worker->run();
        const std::lock_guard lock(running().mutex);
        running().workers.removeOne(worker);
    });
}

// A completion may hold the last handle of its transport, and then nobody is left to wait for the thread but the end of
// the program: no answer may be on its way while what it needs is taken down.
void DemoTransport::Worker::endAll()
{
    const Ticks::time_point latest = Ticks::now() + std::chrono::seconds(5);
    for (bool isBusy = true; isBusy && Ticks::now() < latest;) {
        isBusy = false;
        {
            const std::lock_guard lock(running().mutex);
            for (const auto &worker : std::as_const(running().workers)) {
                worker->endJobs();
                const std::lock_guard jobs(worker->mutex);
                isBusy |= worker->isAnswering || worker->isStopping || !worker->jobs.isEmpty();
            }
        }
        if (isBusy)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

DemoTransport::DemoTransport(std::shared_ptr<Registry> registry, Identity who, Latency latency, QObject *parent)
    : Transport(parent)
    , m_worker(std::make_shared<Worker>())
{
    m_worker->owner = this;
    m_worker->registry = std::move(registry);
    m_worker->who = std::move(who);
    m_worker->latency = latency;
    Worker::begin(m_worker);
}

DemoTransport::~DemoTransport()
{
    cutOff();
    {
        const std::lock_guard lock(m_worker->mutex);
        m_worker->isStopping = true;
    }
    m_worker->wake.notify_all();
    // The last handle may go with a completion, which runs on that very thread.
    if (m_worker->thread.get_id() == std::this_thread::get_id())
        m_worker->thread.detach();
    else
        m_worker->thread.join();
    const std::lock_guard lock(m_worker->ownerMutex);
    m_worker->owner = nullptr;
}

void DemoTransport::endCalls()
{
    m_worker->close();
}

CallId DemoTransport::send(Request request, Completion completion)
{
    auto job = std::make_shared<Worker::Job>();
    const Latency &latency = m_worker->latency;
    const std::chrono::milliseconds cost(Registry::cost(request) / 10);
    job->began = Ticks::now();
    const std::chrono::milliseconds chance(QRandomGenerator::global()->bounded(quint64(latency.spread.count()) + 1));
    job->due = job->began + std::clamp(cost, latency.floor, std::max(latency.floor, latency.ceiling)) + chance;
    job->record.method = request.method;
    job->record.path = request.path;
    job->record.startedAt = QDateTime::currentDateTimeUtc();
    const QByteArray given = header(request.headers, "X-Request-Id");
    job->record.requestId = given.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces) : given;
    job->record.curl = curlOf(request);
    job->refusal = refusalOf(request);
    job->request = std::move(request);
    job->completion = std::move(completion);
    RequestRecord record;
    {
        const std::lock_guard lock(m_worker->mutex);
        job->id = m_worker->next++;
        job->record.id = job->id;
        record = job->record;
    }
    // Before the worker has it: an answer must not be told before its request.
    emit requestChanged(record);
    {
        const std::lock_guard lock(m_worker->mutex);
        m_worker->jobs.append(job);
    }
    m_worker->wake.notify_all();
    return record.id;
}

void DemoTransport::abort(CallId id)
{
    {
        const std::lock_guard lock(m_worker->mutex);
        for (const auto &job : std::as_const(m_worker->jobs)) {
            if (job->id == id)
                job->abort();
        }
    }
    m_worker->wake.notify_all();
}

QUrl DemoTransport::origin() const
{
    return QUrl(u"https://demo.lotse.example"_s);
}

} // namespace lotse::demo
