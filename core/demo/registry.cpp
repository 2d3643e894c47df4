// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/registry.h"

#include "demo/oci.h"
#include "demo/routes.h"

#include <QMutex>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace lotse::demo {

struct Registry::Guarded {
    QMutex mutex;
    State state;
    bool isSeeded = false;
};

Registry::Registry(const Clock *clock, const QDateTime &madeAt)
    : m_guarded(std::make_unique<Guarded>())
    , m_clock(clock)
    , m_madeAt(madeAt.isValid() ? madeAt : clock->now())
{
}

Registry::~Registry() = default;

Response Registry::handle(const Request &request, const Identity &who)
{
    const QMutexLocker lock(&m_guarded->mutex);
    State &state = m_guarded->state;
    if (!m_guarded->isSeeded)
        seed(state, m_madeAt);
    m_guarded->isSeeded = true;
    const QDateTime now = m_clock->now();
    const QByteArray &path = request.path;
    if (!request.isRead())
        ++state.writes;
    Response response;
    if (path.startsWith("/api/v2.0/"))
        response = answerApi(state, request, who, now);
    else if (path == "/api/version")
        response = text("{\"version\":\"v2.0\"}\n", "text/plain; charset=utf-8");
    else if (path == "/v2" || path.startsWith("/v2/") || path.startsWith("/service/token"))
        response = answerOci(state, request, who, now);
    else
        response = text("<!doctype html><title>Harbor</title><harbor-app>Loading...</harbor-app>\n", "text/html");

    QByteArray id = header(request.headers, "X-Request-Id");
    if (id.isEmpty())
        id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    response.requestId = id;
    response.headers.emplaceBack("X-Request-Id", id);
    if (header(response.headers, "Content-Length").isEmpty())
        response.headers.emplaceBack("Content-Length", QByteArray::number(response.body.size()));
    if (request.method == "HEAD")
        response.body.clear();
    return response;
}

int Registry::cost(const Request &request)
{
    const QByteArray &path = request.path;
    // An overview makes the server read the whole report of each artifact.
    if (path.contains("with_scan_overview=true"))
        return path.contains("/artifacts/sha256") ? 390 : 4000;
    if (path.contains("/additions/vulnerabilities"))
        return 350;
    if (path.contains("/security/vul"))
        return 1500;
    if (path.contains("/artifacts"))
        return 100;
    return 40;
}

} // namespace lotse::demo
