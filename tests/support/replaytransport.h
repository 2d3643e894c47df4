// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "support/exchange.h"

#include <QHash>

namespace lotse::test {

/**
 * A transport that answers GETs from the recorded exchanges of a real Harbor, by path and query (in any order); 404 for
 * what was not recorded. Where one request was recorded more than once the first success answers.
 */
class ReplayTransport final : public Transport {
    Q_OBJECT
public:
    explicit ReplayTransport(QObject *parent = nullptr);

    CallId send(Request request, Completion completion) override;
    void abort(CallId) override { }
    QUrl origin() const override { return QUrl(QStringLiteral("https://harbor.test")); }

    bool isEmpty() const { return m_answers.isEmpty(); }
    QList<QByteArray> paths() const { return m_paths; }

private:
    static QByteArray keyOf(const QByteArray &path);

    QHash<QByteArray, Response> m_answers;
    QList<QByteArray> m_paths;
    CallId m_next = 1;
};

} // namespace lotse::test
