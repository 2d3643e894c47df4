// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/post.h"
#include "base/result.h"
#include "net/request.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

class QThreadPool;

namespace lotse {

using CallId = quint64;

/// What the request list of the dock shows of a request; no secret is ever in it.
struct RequestRecord {
    CallId id = 0;
    QByteArray method;
    QByteArray path;
    QByteArray requestId;
    QDateTime startedAt; ///< UTC
    int status = 0; ///< 0 while running or where no answer came
    qint64 bytes = 0; ///< received body
    qint64 tookMs = -1; ///< -1 while running
    int attempt = 1;
    qint64 retryInMs = -1; ///< counting down to the next attempt, -1 where none is due
    QString error; ///< the sentence, where it failed
    ErrorKind errorKind = ErrorKind::None; ///< of that failure; None where an answer came, whatever its status
    QString curl; ///< the request as a curl command without the secret
    bool isSignIn = false; ///< asked on the way to a sign-in: its 401 says nothing of the account's own requests
};

/**
 * The only way to a registry. One object an account; it lives on the network thread, and every function may be called
 * from any thread. Whoever asks through it for longer than one call shares its ownership.
 *
 * An account only reads until setAllowsChanges: a write is refused before anything else, whoever asks for it. A write
 * is sent once; what is not known of it afterwards says Error::delivery.
 *
 * A completion runs on a thread of the transport: decode there or on a worker, never in it for long, and go back to the
 * asker with Post. Every status that a server answers (404 too) is a Response; an Error means that no whole answer came
 * or that the guard refused. `toError` in net/httperror.h makes the error of a status.
 */
class Transport : public QObject {
    Q_OBJECT
public:
    using Completion = std::function<void(Result<Response>)>;

    explicit Transport(QObject *parent = nullptr);
    ~Transport() override;

    /// Queues a request; at most six are in flight to a host. The completion runs exactly once, also after abort().
    virtual CallId send(Request request, Completion completion) = 0;
    /// Ends a call with ErrorKind::Cancelled; an id that is over is ignored.
    virtual void abort(CallId id) = 0;
    /// "https://harbor.example.com:8443", for messages and links.
    virtual QUrl origin() const = 0;

    /// Whether the account may change anything at the registry. Also for writes that wait already.
    void setAllowsChanges(bool allows) { m_allowsChanges = allows; }
    /// Ends what is in flight, and answers all that is asked from now on with ErrorKind::Cancelled: for an account that
    /// was removed or changed while somebody still holds the transport.
    void close();

    /**
     * send() for a caller that lives in a thread with an event loop: `decode` turns the response into a value on a
     * worker thread; `done` gets it in the thread of `context`. When the context dies the request is aborted and `done`
     * never runs.
     */
    template <typename T>
    CallId call(Request request, QObject *context, std::function<Result<T>(const Response &)> decode,
        std::function<void(Result<T>)> done)
    {
        return sendFor(std::move(request), context,
            [decode = std::move(decode), done = std::move(done), post = Post(context)](Result<Response> response) {
                Result<T> result = response ? decode(*response) : Result<T>(response.error());
                if (response && !result) {
                    Error error = result.error();
                    error.delivery = Delivery::Answered;
                    result = std::move(error);
                }
                post([done, result = std::move(result)]() mutable { done(std::move(result)); });
            });
    }

signals:
    /// A request began, moved on or ended. Emitted on the network thread.
    void requestChanged(const lotse::RequestRecord &record);

protected:
    /// Where answers are decoded: the program's pool, unless a transport has one of its own.
    virtual QThreadPool *workers() const;
    /// Why a request may not go out at all: a write where the account only reads, or a transport that was closed.
    Error refusalOf(const Request &request) const;
    /// Called by close(), in the calling thread: end all calls.
    virtual void endCalls() { }
    /// The first thing in the destructor of a transport that lives in another thread than its askers: from here on no
    /// context that dies reaches it.
    void cutOff();

private:
    struct Self;
    /// Runs `completion` on one of the workers, and aborts when `context` dies.
    CallId sendFor(Request request, QObject *context, Completion completion);

    std::shared_ptr<Self> m_self;
    std::atomic<bool> m_allowsChanges = false;
    std::atomic<bool> m_isClosed = false;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::RequestRecord)
