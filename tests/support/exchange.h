// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <QMap>
#include <QMetaType>
#include <QString>

namespace lotse::test {

/// One recorded exchange with a real Harbor.
struct Exchange {
    QString file; ///< "035_listProjects.http"
    QString operation; ///< "listProjects"
    QByteArray method;
    QByteArray path; ///< with the query, as it was sent
    Headers requestHeaders;
    QByteArray requestBody;
    Response response;

    bool isJson() const { return response.header("Content-Type").startsWith("application/json"); }
};

/// Reads a file of an exchange: request head, empty line, body, response head, empty line, body.
Exchange readExchange(const QString &fileName);

/// All recorded exchanges in the order of their numbers; empty where the folder is missing.
QList<Exchange> recordedExchanges();

/// A query's parameters, decoded once.
QMap<QString, QString> queryOf(const QByteArray &path);

} // namespace lotse::test
Q_DECLARE_METATYPE(lotse::test::Exchange)
