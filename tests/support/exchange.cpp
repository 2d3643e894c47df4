// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/exchange.h"

#include <QDir>
#include <QFileInfo>

namespace lotse::test {

namespace {

Headers readHeaders(const QByteArray &head)
{
    Headers headers;
    const QList<QByteArray> lines = head.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon > 0)
            headers.emplaceBack(lines[i].left(colon).trimmed(), lines[i].mid(colon + 1).trimmed());
    }
    return headers;
}

// Splits at the first empty line: the head, and what comes after it.
std::pair<QByteArray, QByteArray> split(const QByteArray &text)
{
    const qsizetype end = text.indexOf("\r\n\r\n");
    return end < 0 ? std::pair(text, QByteArray()) : std::pair(text.left(end), text.mid(end + 4));
}

} // namespace

Exchange readExchange(const QString &fileName)
{
    QFile file(fileName);
    Exchange exchange;
    if (!file.open(QIODevice::ReadOnly))
        return exchange;
    const QByteArray text = file.readAll();
    const qsizetype answer = text.indexOf("\r\nHTTP/1.");
    const auto [requestHead, requestBody] = split(text.left(answer));
    const auto [responseHead, responseBody] = split(text.mid(answer + 2));
    const QList<QByteArray> request = requestHead.left(requestHead.indexOf("\r\n")).split(' ');
    exchange.file = QFileInfo(fileName).fileName();
    exchange.operation = exchange.file.section(u'_', 1).section(u'.', 0, 0).section(u'-', 0, 0);
    exchange.method = request.value(0);
    exchange.path = request.value(1);
    exchange.requestHeaders = readHeaders(requestHead);
    exchange.requestBody = requestBody.trimmed();
    exchange.response.status = responseHead.split(' ').value(1).toInt();
    exchange.response.headers = readHeaders(responseHead);
    exchange.response.body = responseBody;
    return exchange;
}

QList<Exchange> recordedExchanges()
{
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-captures"));
    QList<Exchange> exchanges;
    const QStringList names = folder.entryList({QStringLiteral("*.http")}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        exchanges.append(readExchange(folder.filePath(name)));
    return exchanges;
}

QMap<QString, QString> queryOf(const QByteArray &path)
{
    QMap<QString, QString> query;
    const qsizetype mark = path.indexOf('?');
    if (mark < 0)
        return query;
    for (const QByteArray &pair : path.mid(mark + 1).split('&')) {
        const qsizetype equals = pair.indexOf('=');
        query.insert(QString::fromUtf8(QByteArray::fromPercentEncoding(pair.left(equals))),
            QString::fromUtf8(QByteArray::fromPercentEncoding(pair.mid(equals + 1))));
    }
    return query;
}

} // namespace lotse::test
