// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/replaytransport.h"

namespace lotse::test {

ReplayTransport::ReplayTransport(QObject *parent)
    : Transport(parent)
{
    const QList<Exchange> exchanges = recordedExchanges();
    for (const Exchange &exchange : exchanges) {
        const QByteArray key = keyOf(exchange.path);
        const auto known = m_answers.constFind(key);
        if (exchange.method == "GET" && (known == m_answers.constEnd() || !known->isSuccess()))
            m_answers.insert(key, exchange.response);
    }
}

CallId ReplayTransport::send(Request request, Completion completion)
{
    m_paths.append(request.path);
    Response missing;
    missing.status = 404;
    missing.body = R"({"errors":[{"code":"NOT_FOUND","message":"not recorded"}]})";
    const Response response = m_answers.value(keyOf(request.path), missing);
    QMetaObject::invokeMethod(
        this, [completion = std::move(completion), response] { completion(response); }, Qt::QueuedConnection);
    return m_next++;
}

QByteArray ReplayTransport::keyOf(const QByteArray &path)
{
    QByteArray key = path.split('?').first();
    const QMap<QString, QString> query = queryOf(path);
    for (auto it = query.cbegin(); it != query.cend(); ++it)
        key += '&' + it.key().toUtf8() + '=' + it.value().toUtf8();
    return key;
}

} // namespace lotse::test
