// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/stampclient.h"

#include <QUrl>

namespace lotse::report {

using namespace Qt::StringLiterals;

void askStamp(const LinkFactory &lines, const Clock *clock, const QString &address, const QByteArray &data,
    QObject *context, std::function<void(Result<QByteArray>)> done)
{
    const QUrl url(address, QUrl::StrictMode);
    const bool isAddress = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
        && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    if (!isAddress) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {
            LOTSE_MSG("%1 is not the address of a time stamp authority: it must start with https:// or http://."),
            {address.left(256)}};
        QMetaObject::invokeMethod(
            context, [done = std::move(done), error] { done(error); }, Qt::QueuedConnection);
        return;
    }
    Account account;
    account.url = url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded);
    const Line line = lines(account);
    // A question changes nothing there; it goes by this line alone.
    line.transport->setAllowsChanges(true);
    const StampQuestion question = stampQuestion(data);
    Request request;
    request.method = "POST";
    request.path = url.path(QUrl::FullyEncoded).isEmpty() ? "/" : url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        request.path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    request.headers = {{"Accept", "application/timestamp-reply"}};
    request.contentType = "application/timestamp-query";
    request.body = question.der;
    request.limits = {.body = 256 * 1024};
    request.signIn = false;
    request.retry = false;
    request.follow = false;
    // The line lives as long as its one call.
    line.transport->call<QByteArray>(
        request, context,
        [question, host = url.host(), clock](
            const Response &response) { return readStamp(response, question, host, clock->now().toUTC()); },
        [line, host = url.host(), done = std::move(done)](Result<QByteArray> stamp) {
            if (!stamp && stamp.error().kind != ErrorKind::Invalid) {
                Error error = stamp.error();
                error.message = {LOTSE_MSG("No response from the time stamp authority %1: %2"), {host, error.text()}};
                stamp = error;
            }
            done(std::move(stamp));
        });
}

} // namespace lotse::report
