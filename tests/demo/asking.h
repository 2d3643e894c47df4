// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/registry.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::test {

/// A demo registry with a clock that stands still, and short ways to ask it.
class Asking {
public:
    Asking()
        : registry(&clock)
    {
    }

    Response get(
        const QByteArray &path, const demo::Identity &who = demo::Identity::admin(), const Headers &headers = {})
    {
        return send("GET", path, {}, who, headers);
    }
    Response send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
        const demo::Identity &who = demo::Identity::admin(), const Headers &headers = {})
    {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.headers = headers;
        return registry.handle(request, who);
    }
    QJsonArray list(const QByteArray &path, const demo::Identity &who = demo::Identity::admin())
    {
        return QJsonDocument::fromJson(get(path, who).body).array();
    }
    QJsonObject object(const QByteArray &path, const demo::Identity &who = demo::Identity::admin())
    {
        return QJsonDocument::fromJson(get(path, who).body).object();
    }

    ManualClock clock;
    demo::Registry registry;
};

/// The message of {"errors":[{"message"}]}.
inline QString messageOf(const Response &response)
{
    return QJsonDocument::fromJson(response.body)[QStringLiteral("errors")][0][QStringLiteral("message")].toString();
}
inline QString codeOf(const Response &response)
{
    return QJsonDocument::fromJson(response.body)[QStringLiteral("errors")][0][QStringLiteral("code")].toString();
}

} // namespace lotse::test
