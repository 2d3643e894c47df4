// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/gather.h"
#include "posture/tlsprobe.h"

#include "net/challenge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QThreadPool>
#include <QUrlQuery>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostReferrers = 300;

Request anonymous(const QByteArray &path)
{
    Request request;
    request.path = path;
    request.headers = {{"Accept", "application/json"}};
    request.signIn = false;
    request.retry = false;
    request.follow = false;
    return request;
}

// What a bearer token grants, from its payload; nothing where it is no JWT.
bool grantsPull(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QByteArray token = answer[u"token"_s].toString(answer[u"access_token"_s].toString()).toLatin1();
    const QByteArray payload = QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    for (const QJsonValue access : QJsonDocument::fromJson(payload).object()[u"access"_s].toArray()) {
        if (access[u"actions"_s].toArray().contains(u"pull"_s))
            return true;
    }
    return false;
}

} // namespace

void Gatherer::readAnonymous()
{
    if (wants(u"anonymous-projects"_s) && m_facts.isHarbor) {
        raw(u"anonymous-projects"_s, anonymous("/api/v2.0/projects?public=true&page=1&page_size=100"),
            [](Fact &fact, const Response &response) {
                const QJsonDocument document = QJsonDocument::fromJson(response.body);
                if (response.status == 401 || response.status == 403) {
                    fact.reading = Reading::Whole; // nothing is public, then
                    return;
                }
                if (response.status != 200 || !(document.isArray() || document.isNull())) {
                    Error error;
                    error.kind = ErrorKind::Server;
                    error.status = response.status;
                    error.message = {LOTSE_MSG("The response without a sign-in was %1, which is inconclusive."),
                        {QString::number(response.status)}};
                    miss(fact, error, {});
                    return;
                }
                fact.reading = Reading::Whole;
                const qsizetype count = document.array().size();
                for (qsizetype i = 0; i < count; ++i)
                    fact.rows.append({{}, slice(response.body, QString::number(i)), document[i].toObject()});
                if (response.header("X-Total-Count").toLongLong() > count) {
                    fact.reading = Reading::Partial;
                    fact.gaps.append(
                        Message{LOTSE_MSG("Only the first %1 public projects were read."), {QString::number(count)}});
                }
            });
    }
    // With a list of images a private one can be asked for.
    if (wants(u"anonymous-v2"_s) && !(m_facts.isHarbor && wants(u"project-artifacts"_s)))
        readAnonymousV2();
}

void Gatherer::readAnonymousV2()
{
    begin(u"anonymous-v2"_s);
    const auto view = m_recorder->view(u"anonymous-v2"_s);
    m_views.insert(u"anonymous-v2"_s, view);
    const auto fail = [this](const Error &error) {
        Fact fact = blank(u"anonymous-v2"_s);
        miss(fact, error, {});
        end(std::move(fact));
    };
    const auto same = [](const Response &response) -> Result<Response> { return response; };
    view->call<Response>(anonymous("/v2/"), this, same, [this, same, fail](const Result<Response> &root) {
        if (!root) {
            fail(root.error());
            return;
        }
        const QByteArray challenge = root->header("WWW-Authenticate");
        const QJsonObject row{{u"v2_status"_s, root->status}, {u"www_authenticate"_s, QString::fromLatin1(challenge)}};
        // Not kept by the answer: that may go on a thread of the transport, and a view goes in its own.
        m_views.value(u"anonymous-v2"_s)
            ->call<Response>(anonymous("/v2/_catalog?n=1"), this, same,
                [this, row, challenge, fail](const Result<Response> &catalog) {
                    if (!catalog) {
                        fail(catalog.error());
                        return;
                    }
                    QJsonObject more = row;
                    more.insert(u"catalog_status"_s, catalog->status);
                    readToken(challenge, more);
                });
    });
}

// A token without a sign-in for one private repository, where the registry gives tokens itself.
void Gatherer::readToken(const QByteArray &challenge, const QJsonObject &row)
{
    const auto settle = [this](const QJsonObject &all) {
        Fact fact = blank(u"anonymous-v2"_s);
        fact.reading = Reading::Whole;
        const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact);
        fact.rows = {{{}, text, all}};
        fact.answers.append({u"answers without a sign-in, summed up"_s, m_clock->now(), 0, {}, text});
        end(std::move(fact));
    };
    QString repository;
    for (const FactRow &artifact : m_facts.byKind.value(u"project-artifacts"_s).rows) {
        const QString name = QJsonDocument::fromJson(artifact.raw)[u"repository_name"_s].toString();
        bool isPrivate = false;
        for (const FactRow &project : m_facts.byKind.value(u"projects"_s).rows) {
            const QJsonObject object = QJsonDocument::fromJson(project.raw).object();
            isPrivate = isPrivate
                || (object[u"name"_s].toString() == name.section(u'/', 0, 0)
                    && object[u"metadata"_s].toObject()[u"public"_s].toString() != "true"_L1);
        }
        if (isPrivate)
            repository = name;
        if (isPrivate)
            break;
    }
    const QUrl realm(QString::fromLatin1(challenge).section(u"realm=\""_s, 1).section(u'"', 0, 0));
    const QString service = QString::fromLatin1(challenge).section(u"service=\""_s, 1).section(u'"', 0, 0);
    const QUrl origin = m_recorder->view({})->origin();
    // Of another host nothing is asked: it is not the registry that is looked at.
    if (repository.isEmpty() || realm.authority() != origin.authority() || realm.scheme() != origin.scheme()) {
        settle(row);
        return;
    }
    QUrlQuery query;
    query.addQueryItem(u"service"_s, service);
    query.addQueryItem(u"scope"_s, u"repository:"_s + repository + u":pull"_s);
    const QByteArray path =
        realm.path(QUrl::FullyEncoded).toLatin1() + '?' + query.toString(QUrl::FullyEncoded).toLatin1();
    const auto view = m_views.value(u"anonymous-v2"_s);
    view->call<Response>(
        anonymous(path), this, [](const Response &response) -> Result<Response> { return response; },
        [row, repository, settle](const Result<Response> &token) {
            QJsonObject all = row;
            if (token) {
                all.insert(u"token_status"_s, token->status);
                all.insert(u"token_repository"_s, repository);
                all.insert(u"token_grants"_s, token->status == 200 && grantsPull(token->body));
            }
            settle(all);
        });
}

void Gatherer::readDefaultPassword()
{
    Request request = anonymous("/api/v2.0/users/current");
    request.headers.append({"Authorization", "Basic " + QByteArray("admin:Harbor12345").toBase64()});
    raw(u"default-password"_s, request, [](Fact &fact, const Response &response) {
        const QJsonObject row{{u"status"_s, response.status}};
        fact.reading = Reading::Whole;
        fact.rows = {{{}, QJsonDocument(row).toJson(QJsonDocument::Compact), row}};
    });
}

// What is attached to the images in use, by the OCI API: Harbor's own list does not tell provenance from the rest.
void Gatherer::readReferrers(const Fact &artifacts)
{
    struct Shared {
        QList<FactRow> rows;
        QList<Gap> gaps;
        qsizetype open = 0;
    };
    QList<std::pair<QString, QString>> wanted;
    for (const FactRow &row : artifacts.rows) {
        const QJsonObject json = QJsonDocument::fromJson(row.raw).object();
        const QDateTime pulled = QDateTime::fromString(json[u"pull_time"_s].toString(), Qt::ISODateWithMs);
        if (json[u"type"_s].toString() == "IMAGE"_L1 && pulled.isValid()
            && pulled.secsTo(m_now) <= qint64(kDaysInUse) * 86400)
            wanted.append({json[u"repository_name"_s].toString(), json[u"digest"_s].toString()});
    }
    const auto shared = std::make_shared<Shared>();
    if (wanted.size() > kMostReferrers) {
        shared->gaps.append(Message{LOTSE_MSG("Attachments were read of only %1 of %2 images in use."),
            {QString::number(kMostReferrers), QString::number(wanted.size())}});
        wanted.resize(kMostReferrers);
    }
    begin(u"referrers"_s);
    const auto settle = [this, shared] {
        Fact fact = blank(u"referrers"_s);
        fact.rows = shared->rows;
        fact.gaps = shared->gaps;
        fact.reading = shared->gaps.isEmpty() ? Reading::Whole : Reading::Partial;
        end(std::move(fact));
    };
    if (wanted.isEmpty()) {
        settle();
        return;
    }
    shared->open = wanted.size();
    const auto view = m_recorder->view(u"referrers"_s);
    m_views.insert(u"referrers"_s, view);
    for (const auto &[repository, digest] : std::as_const(wanted)) {
        Request request;
        request.path = "/v2/" + repository.toUtf8() + "/referrers/" + digest.toLatin1();
        request.headers = {{"Accept", "application/vnd.oci.image.index.v1+json"}};
        request.scope = "repository:" + repository.toUtf8() + ":pull";
        const QString name = repository + u'@' + digest;
        view->call<Response>(
            request, this, [](const Response &response) -> Result<Response> { return response; },
            [shared, name, settle](const Result<Response> &response) {
                if (response && response->status == 200)
                    shared->rows.append({name, response->body, {}});
                else
                    shared->gaps.append({name.left(name.indexOf(u'@') + 20), // the begin of the digest tells it
                        response ? Message{LOTSE_MSG("The registry returned %1."), {QString::number(response->status)}}
                                 : response.error().message});
                if (--shared->open == 0)
                    settle();
            });
    }
}

void Gatherer::readTls()
{
    if (!wants(u"tls"_s))
        return;
    begin(u"tls"_s);
    if (m_session.isDemo()) {
        Fact fact = blank(u"tls"_s);
        fact.error.kind = ErrorKind::Unsupported;
        fact.error.message = {LOTSE_MSG("The demo registry is built into this program: there is no connection."), {}};
        end(std::move(fact));
        return;
    }
    const Account &account = m_session.account();
    const QUrl origin(account.url);
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (m_proxies) {
        if (const Result<QNetworkProxy> found = m_proxies->of(origin))
            proxy = *found;
    }
    const Post post(this);
    QThreadPool::globalInstance()->start([this, post, origin, proxy, ca = account.caPem.toUtf8(), now = m_now] {
        Fact fact = measureTls(origin, ca, proxy, now);
        post([this, fact = std::move(fact)]() mutable { end(std::move(fact)); });
    });
}

} // namespace lotse::posture
