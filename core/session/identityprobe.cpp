// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/identityprobe.h"

#include "harbor/permission.h"
#include "harbor/system.h"
#include "harbor/user.h"
#include "net/httperror.h"
#include "oci/client.h"
#include "json/codec.h"

#include <QRegularExpression>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

Request ask(const QByteArray &path)
{
    Request request;
    request.path = path;
    request.headers = {{"Accept", "application/json"}};
    request.limits.body = 4 * 1024 * 1024;
    return request;
}

Error notAccepted(const Account &account, const Error &cause)
{
    Error error = cause;
    error.kind = ErrorKind::Unauthorized;
    switch (account.signIn) {
    case SignIn::Anonymous:
        error.message = {LOTSE_MSG("%1 requires a sign-in. Add a user to this account."), {account.host()}};
        break;
    case SignIn::Password:
        error.message = {LOTSE_MSG("%1 rejected the password of %2. Enter it again; there is no automatic retry."),
            {account.host(), account.user}};
        break;
    case SignIn::Robot:
        error.message = {
            LOTSE_MSG("%1 rejected the robot account %2: the secret is wrong, or the robot account is disabled or "
                      "expired. Ask a project administrator."),
            {account.host(), account.user}};
        break;
    case SignIn::OidcCliSecret:
        error.message = {LOTSE_MSG("%1 rejected the CLI secret of %2. Copy it again from the user profile in Harbor."),
            {account.host(), account.user}};
        break;
    case SignIn::IdToken:
        error.message = {LOTSE_MSG("%1 rejected the ID token; it may have expired. Get a new one."), {account.host()}};
        break;
    }
    return error;
}

/// Asks one question after the other; deletes itself when it is done or its context is gone.
class Asker : public QObject {
protected:
    Asker(std::shared_ptr<Transport> transport, Account account, QObject *context)
        : QObject(context)
        , m_transport(std::move(transport))
        , m_account(std::move(account))
    {
    }

    /// `next` gets every status that is answered, or an Error where none was.
    template <typename Self>
    void get(const QByteArray &path, void (Self::*next)(const Result<Response> &))
    {
        m_transport->call<Response>(
            ask(path), this, [](const Response &response) { return Result<Response>(response); },
            [self = static_cast<Self *>(this), next](const Result<Response> &result) { (self->*next)(result); });
    }

    Error errorOf(const Response &response) const { return toError(response, "GET", m_account.host()); }

    std::shared_ptr<Transport> m_transport;
    const Account m_account;
};

class Prover final : public Asker {
public:
    Prover(std::shared_ptr<Transport> transport, const Account &account, RegistryKind kind, QObject *context,
        std::function<void(Result<Identity>)> done)
        : Asker(std::move(transport), account, context)
        , m_done(std::move(done))
    {
        if (kind != RegistryKind::Harbor)
            get("/v2/", &Prover::onV2);
        else if (account.signIn == SignIn::Anonymous || account.signIn == SignIn::OidcCliSecret)
            get("/api/v2.0/systeminfo", &Prover::onSystemInfo);
        else
            get("/api/v2.0/users/current", &Prover::onCurrentUser);
    }

private:
    void finish(Result<Identity> result)
    {
        if (!result && result.error().kind == ErrorKind::Unauthorized)
            result = notAccepted(m_account, result.error());
        const auto done = std::move(m_done);
        deleteLater();
        done(result);
    }

    void onCurrentUser(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error());
        } else if (result->status == 412) { // "not available for security context: robot"
            finish(Identity{IdentityKind::Robot, m_account.user, {}, false, 0});
        } else if (!result->isSuccess()) {
            finish(errorOf(*result));
        } else if (const Error error = requireJson(*result, "GET", m_account.host())) {
            finish(error);
        } else {
            const Result<harbor::User> user = json::decode<harbor::User>(result->body);
            if (!user) {
                finish(user.error());
            } else if (user->username.isEmpty()) {
                finish(nameless());
            } else {
                finish(Identity{IdentityKind::Person, user->username, user->realname,
                    user->sysadminFlag || user->adminRoleInAuth, user->userId});
            }
        }
    }

    void onSystemInfo(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error());
            return;
        }
        const Result<harbor::SystemInfo> info = result->isSuccess() ? json::decode<harbor::SystemInfo>(result->body)
                                                                    : Result<harbor::SystemInfo>(errorOf(*result));
        if (!info) {
            finish(info.error());
        } else if (m_account.signIn == SignIn::Anonymous) {
            finish(Identity{IdentityKind::Anonymous, {}, {}, false, 0});
        } else if (info->harborVersion.isEmpty()) { // told to those signed in alone
            Error error;
            error.kind = ErrorKind::Unauthorized;
            finish(error);
        } else {
            finish(Identity{IdentityKind::CliSecret, m_account.user, {}, false, 0});
        }
    }

    void onV2(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error());
        } else if (!result->isSuccess()) {
            finish(errorOf(*result));
        } else if (m_account.signIn == SignIn::Anonymous) {
            finish(Identity{IdentityKind::Anonymous, {}, {}, false, 0});
        } else {
            finish(Identity{IdentityKind::Person, m_account.user, {}, false, 0});
        }
    }

    Error nameless() const
    {
        Error error;
        error.kind = ErrorKind::Decode;
        error.where = u"$.username"_s;
        error.message = {
            LOTSE_MSG("%1 does not report the signed-in user. Lists may be incomplete."), {m_account.host()}};
        return error;
    }

    std::function<void(Result<Identity>)> m_done;
};

class IdentityProbe final : public Asker {
public:
    IdentityProbe(std::shared_ptr<Transport> transport, const Account &account, const ProbedRegistry &probed,
        QObject *context, std::function<void(Result<ProvenIdentity>)> done)
        : Asker(std::move(transport), account, context)
        , m_done(std::move(done))
    {
        m_result.kind = probed.kind;
        m_result.version = probed.version;
        proveIdentity(
            m_transport, account, probed.kind, this, [this](const Result<Identity> &who) { onIdentity(who); });
    }

private:
    void finish(const Error &error = {})
    {
        const auto done = std::move(m_done);
        const Result<ProvenIdentity> result = error ? Result<ProvenIdentity>(error) : Result<ProvenIdentity>(m_result);
        deleteLater();
        done(result);
    }

    void onIdentity(const Result<Identity> &who)
    {
        if (!who) {
            finish(who.error());
            return;
        }
        m_result.identity = *who;
        if (m_result.kind != RegistryKind::Harbor)
            get("/v2/_catalog?n=1", &IdentityProbe::onCatalog);
        else if (who->kind == IdentityKind::Anonymous)
            finishHarbor();
        else
            get("/api/v2.0/systeminfo", &IdentityProbe::onSystemInfo);
    }

    void onSystemInfo(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error());
            return;
        }
        if (const auto info = json::decode<harbor::SystemInfo>(result->body); result->isSuccess() && info)
            m_result.version = info->harborVersion;
        if (m_result.identity.kind == IdentityKind::CliSecret)
            finishHarbor();
        else
            get("/api/v2.0/users/current/permissions?scope=/system", &IdentityProbe::onPermissions);
    }

    void onPermissions(const Result<Response> &result)
    {
        if (!result) {
            finish(result.error());
            return;
        }
        // Without an answer nothing is granted at system level; what later calls answer corrects that.
        QSet<QString> permissions;
        const auto list = json::decodeList(result->body, QMetaType::fromType<harbor::Permission>());
        if (result->isSuccess() && list) {
            for (const json::Record &row : list->rows) {
                const auto permission = row.value.value<harbor::Permission>();
                permissions.insert(permission.resource + u':' + permission.action);
            }
        }
        m_result.capabilities = Capabilities(RegistryKind::Harbor, m_result.identity, permissions);
        // Harbor 2.15 names no permission to a robot account of the system, and answers the trail with 200 and what is
        // left of it, whoever asks. The kinds of its events are for those alone who may read all of it.
        if (m_result.identity.kind == IdentityKind::Robot && permissions.isEmpty())
            get("/api/v2.0/auditlog-exts/events", &IdentityProbe::onAuditEvents);
        else
            finish();
    }

    void onAuditEvents(const Result<Response> &result)
    {
        if (result && result->isSuccess())
            m_result.capabilities.set(u"audit"_s, Support::Yes);
        finish();
    }

    void finishHarbor()
    {
        m_result.capabilities = Capabilities(RegistryKind::Harbor, m_result.identity, {});
        finish();
    }

    void onCatalog(const Result<Response> &result)
    {
        if (!result && result.error().kind != ErrorKind::Unauthorized && result.error().kind != ErrorKind::Forbidden) {
            finish(result.error());
            return;
        }
        const int status = result ? result->status : 401;
        const bool isRefused = status == 401 || status == 403;
        const bool isMissing = isRefused || status == 404 || status == 405;
        const Result<QStringList> catalog =
            isMissing ? Result<QStringList>(Error()) : oci::readNames(*result, "repositories", m_account.host());
        // An answer that says nothing of a list takes nothing away: what was known of the registry stays.
        const bool wasMissing = m_account.kind == RegistryKind::OciNoCatalog;
        m_result.kind = isMissing || (!catalog && wasMissing) ? RegistryKind::OciNoCatalog : RegistryKind::Oci;
        m_result.capabilities = Capabilities(m_result.kind, m_result.identity, {});
        if (!catalog && !isMissing)
            m_result.capabilities.set(u"catalog"_s, Support::Unknown, catalog.error().message);
        if (isRefused) {
            m_result.capabilities.set(u"catalog"_s, Support::Forbidden,
                {LOTSE_MSG("No permission to list the repositories of %1. Add repositories by name."),
                    {m_account.host()}});
        }
        QStringList names = m_account.repositories;
        if (catalog)
            names = *catalog + names;
        // Only a name that may stand in a path; what a server calls a repository is not to be trusted.
        static const QRegularExpression plain(u"^[a-z0-9]+(?:[._/-][a-z0-9]+)*$"_s);
        if (!names.isEmpty() && plain.match(names.first()).hasMatch())
            get("/v2/" + names.first().toLatin1() + "/referrers/sha256:" + QByteArray(64, '0'),
                &IdentityProbe::onReferrers);
        else
            finish();
    }

    void onReferrers(const Result<Response> &result)
    {
        if (result && (result->status == 404 || result->status == 405)) {
            m_result.capabilities.set(u"referrers"_s, Support::Yes,
                {LOTSE_MSG("This registry has no referrers API; attachments are found by tag."), {}});
        }
        finish();
    }

    std::function<void(Result<ProvenIdentity>)> m_done;
    ProvenIdentity m_result;
};

} // namespace

QObject *proveIdentity(std::shared_ptr<Transport> transport, const Account &account, RegistryKind kind,
    QObject *context, std::function<void(Result<Identity>)> done)
{
    return new Prover(std::move(transport), account, kind, context, std::move(done));
}

QObject *introduce(std::shared_ptr<Transport> transport, const Account &account, const ProbedRegistry &probed,
    QObject *context, std::function<void(Result<ProvenIdentity>)> done)
{
    return new IdentityProbe(std::move(transport), account, probed, context, std::move(done));
}

} // namespace lotse
