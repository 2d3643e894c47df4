// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include <QThreadPool>

namespace lotse {

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
    *connection = connect(
        context, &QObject::destroyed, this, [this, id] { abort(id); }, Qt::DirectConnection);
    return id;
}

} // namespace lotse
