// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "madeharbor.h"

#include <QRandomGenerator>

#include <time.h>

namespace lotse::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 30'000;
constexpr int kPageSize = 100;

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray project(int index)
{
    return "project-" + number(index);
}

int projectOf(int repository)
{
    return repository % MadeHarbor::kProjects;
}

QByteArray repository(int index)
{
    return project(projectOf(index)) + "/team/service-" + number(index);
}

QByteArray digestOf(int image)
{
    return "sha256:" + QByteArray::number(image + 1, 16).rightJustified(64, '0');
}

qint64 threadNanoseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

// What stands after a key of a query; 1 where it is not there.
int numberAfter(const QByteArray &query, const char *key)
{
    const qsizetype at = query.indexOf(key);
    return at < 0 ? 1 : query.mid(at + qsizetype(qstrlen(key))).split('&').first().toInt();
}

} // namespace

MadeHarbor::MadeHarbor(int images)
    : m_images(images)
    , m_imagesOf(kProjects)
{
    QRandomGenerator random(42);
    const char *severities[] = {"Critical", "High", "High", "Medium", "Medium", "Medium", "Low", "Low", "Unknown"};
    for (int i = 0; i < kLines; ++i) {
        const QByteArray id = "CVE-20" + number(random.bounded(10, 27)) + '-' + number(1000 + i);
        const QByteArray version = number(random.bounded(9)) + '.' + number(random.bounded(40)) + "-1+deb12u1";
        QByteArray description;
        while (description.size() < 420)
            description += "A flaw in the handling of headers lets a remote party read " + number(random.bounded(9999))
                + " bytes beyond a buffer. ";
        m_lines.append(R"({"id":")" + id + R"(","package":"lib-package-)" + number(random.bounded(4000))
            + R"(","version":")" + version + R"(","fix_version":")" + (i % 3 ? version + ".1" : QByteArray())
            + R"(","severity":")" + severities[random.bounded(9)] + R"(","status":"fixed","description":")"
            + description + R"(","links":["https://example.com/)" + id + R"(","https://security.example.com/tracker/)"
            + id
            + R"("],"preferred_cvss":{"score_v3":7.5,"score_v2":null,"vector_v3":)"
              R"("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N","vector_v2":""},"cwe_ids":["CWE-125"],)"
              R"("vendor_attributes":{"CVSS":{"nvd":{"V3Score":7.5,"V3Vector":)"
              R"("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}}},"artifact_digests":[")");
    }
    for (int image = 0; image < images; ++image)
        m_imagesOf[size_t(projectOf(image / kPerRepository))].push_back(image);
}

SyncSource MadeHarbor::sourceOf(const std::shared_ptr<Transport> &transport)
{
    SyncSource source;
    source.transport = transport;
    source.registryId = u"registry"_s;
    source.accountId = u"account"_s;
    source.name = u"made"_s;
    source.origin = u"https://registry.test"_s;
    source.prove = [](const std::shared_ptr<Transport> &way, QObject *context,
                       const std::function<void(Result<QString>)> &done) {
        Request request;
        request.path = "/api/v2.0/users/current";
        way->call<QString>(
            std::move(request), context,
            [](const Response &response) { return Result<QString>(QString::fromUtf8(response.body)); }, done);
    };
    return source;
}

Result<Response> MadeHarbor::answer(const Request &request)
{
    const qint64 before = threadNanoseconds();
    Response response;
    qint64 total = -1;
    response.body = body(request.path, total);
    response.status = response.body.isEmpty() ? 404 : 200;
    response.headers.emplace_back("Content-Type", "application/json");
    if (total >= 0)
        response.headers.emplace_back("X-Total-Count", number(total));
    m_bytes += response.body.size();
    m_nanoseconds += threadNanoseconds() - before;
    return response;
}

QByteArray MadeHarbor::body(const QByteArray &whole, qint64 &total) const
{
    const QByteArrayList halves = whole.split('?');
    const QByteArray path = halves.first().mid(9); // /api/v2.0
    const QByteArray query = '&' + halves.value(1);
    if (path == "/users/current")
        return R"({"user_id":7,"username":"reader"})";
    if (path == "/scans/all/metrics")
        return R"({"total":1,"completed":1,"ongoing":false})";
    if (path == "/security/summary")
        return R"({"total_vuls":)" + number(qint64(m_images) * kFindings) + '}';
    if (path == "/projects") {
        return page(
            query, kProjects,
            [this](int i) {
                const auto images = qint64(m_imagesOf[size_t(i)].size());
                return R"({"project_id":)" + number(i + 1) + R"(,"name":")" + project(i) + R"(","repo_count":)"
                    + number((images + kPerRepository - 1) / kPerRepository) + R"(,"metadata":{"public":"false"}})";
            },
            total);
    }
    if (path == "/repositories") {
        return page(
            query, repositories(),
            [](int i) {
                return R"({"id":)" + number(i + 1) + R"(,"name":")" + repository(i) + R"(","artifact_count":12})";
            },
            total);
    }
    const QByteArrayList parts = path.split('/'); // "", projects, p, …
    if (parts.size() == 4 && parts[3] == "artifacts") {
        const std::vector<int> &own = m_imagesOf[size_t(parts[2].mid(8).toInt())];
        return page(
            query, int(own.size()), [&](int i) { return artifact(own[size_t(i)]); }, total);
    }
    if (parts.size() == 9)
        return report(parts[6].right(8).toInt(nullptr, 16) - 1);
    return {};
}

QByteArray MadeHarbor::page(
    const QByteArray &query, int count, const std::function<QByteArray(int)> &row, qint64 &total) const
{
    const int first = (numberAfter(query, "&page=") - 1) * kPageSize;
    QByteArrayList rows;
    for (int i = first; i < std::min(count, first + kPageSize); ++i)
        rows.append(row(i));
    total = count;
    return '[' + rows.join(',') + ']';
}

QByteArray MadeHarbor::artifact(int image) const
{
    return R"({"id":)" + number(image + 1) + R"(,"type":"IMAGE","repository_name":")"
        + repository(image / kPerRepository) + R"(","digest":")" + digestOf(image)
        + R"(","size":50000000,"manifest_media_type":"application/vnd.oci.image.manifest.v1+json",)"
          R"("push_time":"2026-11-01T08:00:00.000Z","pull_time":"2026-11-20T08:00:00.000Z",)"
          R"("extra_attrs":{"architecture":"amd64","os":"linux"},"tags":[{"id":)"
        + number(image + 1) + R"(,"name":"release-)" + number(image)
        + R"("}],"references":null,"addition_links":{"vulnerabilities":{"href":"x","absolute":false}}})";
}

QByteArray MadeHarbor::report(int image) const
{
    // The same image has the same report each time.
    QRandomGenerator random{quint32(image)};
    const int base = random.bounded(50) * 300;
    const QByteArray end = digestOf(image) + "\"]}";
    QByteArray out;
    out.reserve(kFindings * 1300);
    out += R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
           R"("2026-11-20T10:00:00.123456789Z","scanner":{"name":"Trivy","version":"v0.58.1"},"severity":"Critical",)"
           R"("vulnerabilities":[)";
    for (int i = 0; i < kFindings; ++i) {
        if (i > 0)
            out += ',';
        out += m_lines[i < 180 ? base + i : random.bounded(kLines)];
        out += end;
    }
    return out + "]}}";
}

} // namespace lotse::test
