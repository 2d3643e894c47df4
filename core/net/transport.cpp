// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "net/faults.h"
#include "net/guard.h"

#include <QDir>
#include <QThreadPool>

#include <mutex>

namespace lotse {

using namespace Qt::StringLiterals;

QByteArray header(const Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QThreadPool *Transport::workers() const
{
    return QThreadPool::globalInstance();
}

/// What a dying context reaches the transport by: it may be gone already, or going in its own thread.
struct Transport::Self {
    std::recursive_mutex mutex; // an abort may end in a completion that lets go of the next context
    Transport *transport = nullptr;
};

Transport::Transport(QObject *parent)
    : QObject(parent)
    , m_self(std::make_shared<Self>())
{
    m_self->transport = this;
}

Transport::~Transport()
{
    cutOff();
}

void Transport::cutOff()
{
    const std::lock_guard lock(m_self->mutex);
    m_self->transport = nullptr;
}

void Transport::close()
{
    m_isClosed = true;
    endCalls();
}

// Where a registry has its own API a POST changes something, whatever it looks like; also at one that takes writes of
// anybody.
static bool isRegistryApi(const QByteArray &target)
{
    const QByteArray path = QByteArray::fromPercentEncoding(target.split('?').first()).toLower();
    const QString clean = QDir::cleanPath(QString::fromUtf8(path)) + u'/';
    return clean.startsWith("/v2/"_L1) || clean.startsWith("/api/v2.0/"_L1) || clean.startsWith("/c/"_L1);
}

Error Transport::refusalOf(const Request &request) const
{
    const QString host = guard::originOf(origin()).text();
    if (m_isClosed)
        return faults::closed(host);
    const bool isHarmless = request.isRead() || (request.asksForToken() && !isRegistryApi(request.path));
    if (!m_allowsChanges && !isHarmless)
        return faults::readOnly(host);
    return {};
}

CallId Transport::sendFor(Request request, QObject *context, Completion completion)
{
    // The connection is cut again when the call is over: a model that lives long makes thousands of calls.
    auto connection = std::make_shared<QMetaObject::Connection>();
    const Post post(context);
    const CallId id = send(std::move(request),
        [completion = std::move(completion), connection, post, pool = workers()](Result<Response> response) mutable {
            post([connection] { QObject::disconnect(*connection); });
            pool->start([completion = std::move(completion), response = std::move(response)]() mutable {
                completion(std::move(response));
            });
        });
    // Of the transport the context holds no more than a way to it: it may die first.
    const auto abortCall = [self = m_self, id] {
        const std::lock_guard lock(self->mutex);
        if (self->transport)
            self->transport->abort(id);
    };
    *connection = connect(context, &QObject::destroyed, context, abortCall, Qt::DirectConnection);
    return id;
}

} // namespace lotse
