// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/transport.h"
#include "posture/facts.h"

#include <QMutex>

namespace lotse::posture {

/**
 * Keeps the answers of a transport as evidence, without the secrets that some hold ("redacted" stands there), and asks
 * each question once: two kinds of facts that need the same list share one request. Each kind looks through a view of
 * its own, so that it is known which answers are its. Shared by its views; any thread.
 */
class Recorder : public std::enable_shared_from_this<Recorder> {
public:
    Recorder(std::shared_ptr<Transport> transport, const Clock *clock);

    /// A transport for the questions of one kind; in the thread of whoever asks through it.
    std::shared_ptr<Transport> view(const QString &kind);
    /// What was answered to a kind so far, in the order of the answers.
    QList<Answer> answersOf(const QString &kind) const;
    /// The headers of the first answer of all, and when it came.
    Headers firstHeaders() const;
    QDateTime firstAt() const;
    qint64 requestCount() const; ///< that were sent

private:
    class View;
    struct Waiting {
        QString kind;
        CallId id = 0;
        Transport::Completion completion;
    };
    struct Question {
        QList<Waiting> waiting;
        CallId sent = 0;
    };
    struct Kept {
        Response response;
        Answer answer;
    };
    CallId ask(const QString &kind, Request request, Transport::Completion completion, QObject *view);
    void settle(const QByteArray &key, const QByteArray &request, const Result<Response> &got);
    void forget(CallId id);

    std::shared_ptr<Transport> m_transport;
    const Clock *m_clock;
    mutable QMutex m_mutex;
    QHash<QByteArray, Question> m_open;
    QHash<QByteArray, Kept> m_kept;
    QHash<QString, QList<QByteArray>> m_keysOf; ///< kind -> questions
    Headers m_firstHeaders;
    QDateTime m_firstAt;
    CallId m_next = 1;
    qint64 m_count = 0;
};

} // namespace lotse::posture
