// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeharbor.h"

#include "net/httperror.h"
#include "support/scriptedtransport.h"

#include <QUrlQuery>

namespace lotse::test {

using namespace Qt::StringLiterals;

namespace {

using Query = QMap<QByteArray, QByteArray>;

Response json(const QByteArray &body, qint64 total = -1)
{
    return ScriptedTransport::json(body, 200, total);
}

Response refusal(int status, const char *code)
{
    return ScriptedTransport::json(QByteArray(R"({"errors":[{"code":")") + code + R"(","message":"no"}]})", status);
}

Response page(const QList<QByteArray> &rows, const Query &query)
{
    const qsizetype size = query.value("page_size", "10").toInt();
    const qsizetype number = query.value("page", "1").toInt();
    if (size > 100)
        return refusal(422, "UNPROCESSABLE_ENTITY");
    QList<QByteArray> cut = rows.mid((number - 1) * size, size);
    cut.removeAll(QByteArray()); // hidden
    return json('[' + cut.join(',') + ']', rows.size());
}

QByteArray quoted(const QDateTime &time)
{
    return '"' + time.toString(Qt::ISODateWithMs).toLatin1() + '"';
}

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray repositoryRow(const QByteArray &project, const QByteArray &name, const FakeHarbor::Repository &repository)
{
    return R"({"id":)" + number(repository.id) + R"(,"name":")" + project + '/' + name + R"(","artifact_count":)"
        + number(repository.artifacts.size()) + '}';
}

QByteArray artifactRow(
    const QByteArray &project, const QByteArray &name, const FakeHarbor::Artifact &artifact, const Query &query)
{
    const bool hasLabel = query.value("with_label") == "true";
    QByteArrayList references;
    for (const QByteArray &platform : artifact.platforms) {
        references.append(R"({"child_digest":")" + platform + R"(","platform":{"architecture":"arch)"
            + number(references.size()) + R"(","os":"linux"}})");
    }
    const QByteArray links = artifact.isScannable ? R"({"vulnerabilities":{"href":"x","absolute":false}})" : "{}";
    return R"({"id":)" + number(artifact.id) + R"(,"type":"IMAGE","repository_name":")" + project + '/' + name
        + R"(","digest":")" + artifact.digest + R"(","size":5000,"push_time":)" + quoted(artifact.pushed)
        + R"(,"pull_time":"0001-01-01T00:00:00.000Z","extra_attrs":{"architecture":"amd64","os":"linux"},)"
        + R"("tags":[{"id":1,"name":"v)" + number(artifact.id) + R"("}],"references":[)" + references.join(',')
        + R"(],"addition_links":)" + links + (hasLabel ? R"(,"labels":[{"id":1,"name":"exposed","scope":"g"}]})" : "}");
}

QByteArray reportOf(const FakeHarbor::Artifact &artifact)
{
    QList<QByteArray> lines;
    for (int i = 0; i < artifact.findings; ++i) {
        const QByteArray id = number(1000 + artifact.offset + i);
        lines.append(R"({"id":"CVE-2026-)" + id + R"(","package":"pkg)" + number(i)
            + R"(","version":"1.0","fix_version":")" + (i % 2 ? "1.1" : "")
            + R"(","severity":"High","description":"text )" + id + R"(","links":["https://example.test/)" + id
            + R"("],"artifact_digests":[")" + artifact.platforms.value(0, artifact.digest)
            + R"("],"preferred_cvss":{"score_v3":7.5},"cwe_ids":[""],"vendor_attributes":{}})");
    }
    return R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
           R"("2026-11-20T10:00:00.123456789Z","scanner":{"name":"Scan","version":"1"},"vulnerabilities":[)"
        + lines.join(',') + "]}}";
}

} // namespace

QByteArray FakeHarbor::digestOf(int number)
{
    return "sha256:" + QByteArray::number(number, 16).rightJustified(64, '0');
}

FakeHarbor::FakeHarbor(int count, int artifacts)
{
    const QDateTime pushed(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    int last = 0;
    for (int i = 1; i <= count; ++i) {
        Repository repository;
        repository.id = 100 + i;
        for (int j = 0; j < artifacts; ++j) {
            ++last;
            Artifact artifact;
            artifact.id = last;
            artifact.digest = digestOf(last);
            artifact.pushed = pushed.addSecs(last);
            artifact.offset = last;
            repository.artifacts.append(artifact);
        }
        Project project;
        project.id = i;
        project.repositories.insert("team/app", repository);
        projects.insert("p" + number(i), project);
    }
    for (int i = 0; i < 5; ++i)
        audit.append(QDateTime(QDate(2026, 11, 20), QTime(10, i), Qt::UTC));
}

Result<Response> FakeHarbor::answer(const Request &request)
{
    const QMutexLocker lock(&mutex);
    if (before)
        before(request.path);
    const QUrl url(QString::fromLatin1(request.path));
    const QByteArray path = request.path.split('?').constFirst().mid(9); // /api/v2.0
    Query query;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items)
        query.insert(key.toLatin1(), value.toLatin1());
    if (path == "/users/current")
        return user.isEmpty() ? refusal(401, "UNAUTHORIZED") : json(R"({"user_id":7,"username":")" + user + R"("})");
    if (path == "/systeminfo")
        return json(R"({"auth_mode":"db_auth","harbor_version":"v2.15.2"})");
    if (path == "/users/current/permissions")
        return json("[]");
    if (path == "/scans/all/metrics")
        return metrics.isEmpty() ? refusal(403, "FORBIDDEN") : json(metrics);
    if (path == "/security/summary")
        return metrics.isEmpty() ? refusal(403, "FORBIDDEN") : json(summary);
    if (path == "/auditlog-exts")
        return hasAuditExts ? trail(audit, query) : refusal(404, "NOT_FOUND");
    if (path == "/audit-logs")
        return olderAudit.isEmpty() ? refusal(404, "NOT_FOUND") : trail(olderAudit, query);
    const bool isByName = header(request.headers, "X-Is-Resource-Name") == "true";
    const bool namesReportTypes = !header(request.headers, "X-Accept-Vulnerabilities").isEmpty();
    const QList<QByteArray> parts = path.split('/'); // "", projects, p, …
    if (parts.value(1) == "projects" && (parts.size() == 7 || parts.size() == 9) && projects.contains(parts[2])
        && !refused.contains(parts[2]))
        return ofArtifact(parts, namesReportTypes);
    return lists(path, query, isByName);
}

QList<QByteArray> FakeHarbor::withHidden(const QList<QByteArray> &rows) const
{
    QList<QByteArray> out;
    for (const QByteArray &row : rows) {
        out.append(row);
        out.append(QList<QByteArray>(hidden));
    }
    return out;
}

Response FakeHarbor::trail(const QList<QDateTime> &entries, const Query &query) const
{
    const QByteArray from = query.value("q").mid(9, 19); // op_time=[2026-…
    const QDateTime first = QDateTime::fromString(QString::fromLatin1(from) + u'Z', Qt::ISODate);
    QList<QByteArray> rows;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries[i] >= first) {
            rows.append(R"({"id":)" + number(i + 1) + R"(,"username":"dev","operation":"pull",)"
                + R"("resource_type":"artifact","resource":"p1/team/app:v1","operation_result":true,"op_time":)"
                + quoted(entries[i]) + '}');
        }
    }
    if (withheldAudit == 0)
        return page(rows, query);
    // Counts what it does not give.
    const qsizetype counted = rows.size();
    rows.resize(std::max<qsizetype>(0, counted - withheldAudit));
    Response out = page(rows, query);
    for (auto &[name, value] : out.headers) {
        if (name == "X-Total-Count")
            value = number(counted);
    }
    return out;
}

Response FakeHarbor::lists(QByteArray path, const Query &query, bool isByName)
{
    QList<QByteArray> rows;
    if (path == "/projects") {
        for (auto it = projects.cbegin(); it != projects.cend(); ++it) {
            rows.append(R"({"project_id":)" + number(it->id) + R"(,"name":")" + it.key() + R"(","repo_count":)"
                + number(it->repositories.size()) + R"(,"metadata":{"public":"false"}})");
        }
        return page(rows, query);
    }
    if (path == "/repositories") {
        for (auto p = projects.cbegin(); p != projects.cend(); ++p) {
            for (auto r = p->repositories.cbegin(); r != p->repositories.cend() && !refused.contains(p.key()); ++r)
                rows.append(repositoryRow(p.key(), r.key(), *r));
        }
        return page(rows, query);
    }
    QList<QByteArray> parts = path.split('/'); // "", projects, p, …
    bool isNumber = false;
    const qint64 id = parts.value(2).toLongLong(&isNumber);
    // A path that takes a name or a number takes digits for a number, unless it is told otherwise.
    if (parts.size() == 4 && parts[3] == "artifacts" && isNumber && !isByName) {
        const auto found =
            std::find_if(projects.cbegin(), projects.cend(), [id](const Project &project) { return project.id == id; });
        if (found == projects.cend())
            return refusal(404, "NOT_FOUND");
        parts[2] = found.key();
    }
    if (parts.value(1) != "projects" || !projects.contains(parts.value(2)))
        return refusal(404, "NOT_FOUND");
    if (refused.contains(parts[2]))
        return refusal(403, "FORBIDDEN");
    return ofProject(parts, query);
}

Response FakeHarbor::ofProject(const QList<QByteArray> &parts, const Query &query)
{
    const Project &project = projects[parts[2]];
    QList<QByteArray> rows;
    if (parts.size() == 4 && parts[3] == "repositories") {
        for (auto r = project.repositories.cbegin(); r != project.repositories.cend(); ++r)
            rows.append(repositoryRow(parts[2], r.key(), *r));
        return page(rows, query);
    }
    if (parts.size() == 4 && parts[3] == "artifacts" && hasProjectArtifacts) {
        for (auto r = project.repositories.cbegin(); r != project.repositories.cend(); ++r) {
            for (const Artifact &artifact : r->artifacts)
                rows.append(artifactRow(parts[2], r.key(), artifact, query));
        }
        return page(withHidden(rows), query);
    }
    if (parts.size() == 6 && parts[5] == "artifacts") {
        const QByteArray name = QByteArray::fromPercentEncoding(QByteArray::fromPercentEncoding(parts[4]));
        const Repository repository = project.repositories.value(name);
        for (const Artifact &artifact : repository.artifacts)
            rows.append(artifactRow(parts[2], name, artifact, query));
        return page(withHidden(rows), query);
    }
    return refusal(404, "NOT_FOUND");
}

Response FakeHarbor::ofArtifact(const QList<QByteArray> &parts, bool namesReportTypes)
{
    // As Harbor does: a slash in a repository has to come encoded twice.
    if (!parts[4].contains("%252F"))
        return refusal(404, "NOT_FOUND");
    const QByteArray name = QByteArray::fromPercentEncoding(QByteArray::fromPercentEncoding(parts[4]));
    if (parts.size() == 7 && platformScans.contains(parts[6])) {
        const QByteArray scan = platformScans[parts[6]];
        return json(R"({"id":1,"scan_overview":{)"
            + (scan.isEmpty() ? QByteArray() : R"("x":{"scan_status":")" + scan + R"("})") + "}}");
    }
    if (parts.size() > 7 && platformScans.contains(parts[6]))
        return json(reports.value(parts[6], "{}"));
    const QList<Artifact> artifacts = projects[parts[2]].repositories.value(name).artifacts;
    const auto found = std::find_if(
        artifacts.cbegin(), artifacts.cend(), [&](const Artifact &artifact) { return artifact.digest == parts[6]; });
    if (found == artifacts.cend())
        return refusal(404, "NOT_FOUND");
    if (parts.size() == 7) {
        if (found->scan.isEmpty())
            return json(R"({"id":1,"digest":")" + found->digest + R"("})");
        return json(R"({"id":1,"scan_overview":{"application/vnd.security.vulnerability.report; version=1.1":)"
                    R"({"scan_status":")"
            + found->scan + R"(","complete_percent":)" + number(found->percent) + "}}}");
    }
    if (refusedReports.contains(parts[2]))
        return refusal(403, "FORBIDDEN");
    if (limited > 0) {
        --limited;
        Response response = refusal(429, "TOO_MANY_REQUEST");
        response.headers.emplace_back("Retry-After", "7");
        return response;
    }
    if (portal.contains(found->digest)) {
        Response response = ScriptedTransport::json("<html><title>Harbor</title></html>");
        response.headers = {{"Content-Type", "text/html"}};
        return response;
    }
    if (needsReportTypes && !namesReportTypes)
        return json("{}");
    if (reports.contains(found->digest))
        return json(reports[found->digest]);
    return json(found->findings < 0 ? "{}" : reportOf(*found));
}

SyncSource sourceOf(const std::shared_ptr<Transport> &transport)
{
    SyncSource source;
    source.transport = transport;
    source.registryId = u"registry"_s;
    source.accountId = u"account"_s;
    source.name = u"test"_s;
    source.origin = u"https://registry.test"_s;
    source.prove = [](const std::shared_ptr<Transport> &way, QObject *context,
                       const std::function<void(Result<QString>)> &done) {
        Request request;
        request.path = "/api/v2.0/users/current";
        way->call<QString>(
            std::move(request), context,
            [](const Response &response) -> Result<QString> {
                if (!response.isSuccess())
                    return toError(response, "GET", u"registry.test"_s);
                return QString::fromUtf8(response.body);
            },
            done);
    };
    return source;
}

Line lineTo(FakeHarbor &harbor)
{
    return {ScriptedTransport::shared([&harbor](const Request &request) { return harbor.answer(request); })};
}

std::unique_ptr<Session> fakeSession(FakeHarbor &harbor, const Clock *clock, const QString &id, bool isDemo)
{
    Account account;
    account.id = id;
    account.registryId = u"00000000-0000-4000-8000-0000000000fa"_s;
    account.name = u"Fake"_s;
    account.url = u"https://registry.test"_s;
    Line line = lineTo(harbor);
    line.isDemo = isDemo;
    return std::make_unique<Session>(account, line, nullptr, clock);
}

} // namespace lotse::test
