// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/registryprobe.h"

#include "harbor/system.h"
#include "net/challenge.h"
#include "net/httperror.h"
#include "json/codec.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

Error notARegistry(const char *sentence, const QString &host, const QString &detail = {})
{
    Error error;
    error.kind = ErrorKind::NotARegistry;
    error.message = {sentence, {host}};
    error.where = host;
    error.detail = detail;
    return error;
}

bool isHtml(const Response &response)
{
    const QByteArray start = response.body.left(512).trimmed().toLower();
    return response.header("Content-Type").toLower().startsWith("text/html") || start.startsWith("<!doctype html")
        || start.startsWith("<html");
}

Request ask(const char *path)
{
    Request request;
    request.path = path;
    request.signIn = false;
    request.headers = {{"Accept", "application/json"}};
    request.limits.body = 1024 * 1024;
    return request;
}

/// One question after the other; deletes itself when it is done.
class Probe : public QObject {
public:
    Probe(std::shared_ptr<Transport> transport, QObject *context, std::function<void(Result<ProbedRegistry>)> done)
        : QObject(context)
        , m_transport(std::move(transport))
        , m_done(std::move(done))
    {
        const QUrl origin = m_transport->origin();
        m_host = origin.port() > 0 ? origin.host() + u':' + QString::number(origin.port()) : origin.host();
        get("/api/v2.0/systeminfo", &Probe::onSystemInfo);
    }

private:
    void get(const char *path, void (Probe::*next)(const Result<Response> &))
    {
        m_transport->call<Response>(
            ask(path), this, [](const Response &response) { return Result<Response>(response); },
            [this, next](const Result<Response> &result) { (this->*next)(result); });
    }

    void finish(const Result<ProbedRegistry> &result)
    {
        const auto done = std::move(m_done);
        deleteLater();
        done(result);
    }

    void onSystemInfo(const Result<Response> &result)
    {
        if (!result) {
            // Sent to another host: perhaps only this path is. Everything else is the same for the next question.
            if (result.error().kind != ErrorKind::RedirectRefused && result.error().kind != ErrorKind::TooLarge) {
                finish(result.error());
                return;
            }
        } else if (result->status == 200 && !isHtml(*result)) {
            const Result<harbor::SystemInfo> info = json::decode<harbor::SystemInfo>(result->body);
            if (info && !info->authMode.isEmpty()) {
                m_probed.kind = RegistryKind::Harbor;
                m_probed.authMode = info->authMode;
                m_probed.version = info->harborVersion;
                finish(m_probed);
                return;
            }
        } else if (result->status >= 500) {
            m_serverError = toError(*result, "GET", m_host);
        }
        get("/v2/", &Probe::onV2);
    }

    void onV2(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error().kind == ErrorKind::RedirectRefused ? portal(result.error()) : result.error());
            return;
        }
        const Response &response = *result;
        if (isHtml(response) && response.isSuccess()) {
            finish(notARegistry(
                LOTSE_MSG("%1 returns a web page and is not a registry. Check the address; on a guest network, sign in "
                          "to the network first."),
                m_host));
            return;
        }
        for (const Challenge &challenge : challenges(response.headers)) {
            m_probed.wantsBearer |= challenge.scheme == "bearer";
            m_probed.wantsBasic |= challenge.scheme == "basic";
        }
        const bool saysSo = !response.header("Docker-Distribution-Api-Version").isEmpty();
        const bool wantsSignIn = m_probed.wantsBearer || m_probed.wantsBasic;
        const QByteArray body = response.body.trimmed();
        if (response.status == 200 && (saysSo || wantsSignIn || body.isEmpty() || body == "{}" || body == "true")) {
            m_probed.kind = RegistryKind::Oci;
            m_probed.readsAnonymously = true;
            finish(m_probed);
        } else if (response.status == 401 && (saysSo || wantsSignIn || body.contains("\"errors\""))) {
            m_probed.kind = RegistryKind::Oci;
            finish(m_probed);
        } else if (response.status >= 500) {
            finish(toError(response, "GET", m_host));
        } else if (m_serverError) {
            finish(m_serverError); // Harbor starting up: its door is there, its rooms are not
        } else {
            finish(notARegistry(
                LOTSE_MSG("%1 responds, but is neither Harbor nor an OCI registry. Check the address and the port."),
                m_host, u"GET /v2/: %1"_s.arg(response.status)));
        }
    }

    Error portal(const Error &redirect)
    {
        Error error = notARegistry(
            LOTSE_MSG("%1 redirects to another address and is not a registry. Check the address; on a guest "
                      "network, sign in to the network first."),
            m_host, redirect.text());
        return error;
    }

    std::shared_ptr<Transport> m_transport;
    std::function<void(Result<ProbedRegistry>)> m_done;
    QString m_host;
    ProbedRegistry m_probed;
    Error m_serverError;
};

} // namespace

QObject *probe(std::shared_ptr<Transport> transport, QObject *context, std::function<void(Result<ProbedRegistry>)> done)
{
    return new Probe(std::move(transport), context, std::move(done));
}

} // namespace lotse
