// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/filter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

/// The artifacts whose reports the hub counts: no indexes, they only repeat their children.
QList<const Artifact *> scanned(const Call &call)
{
    QList<const Artifact *> out;
    for (const Artifact &artifact : std::as_const(call.state.artifacts)) {
        if (artifact.children.isEmpty() && scanStatusOf(artifact, call.now) == "Success"_L1)
            out.append(&artifact);
    }
    return out;
}

QStringList tagsOf(const State &state, const Artifact &artifact)
{
    QStringList tags;
    for (const Tag &tag : state.repositories.constFind(artifact.repository)->tags) {
        if (tag.artifact == artifact.id)
            tags.append(tag.name);
    }
    return tags;
}

/// All that fits, without making the texts of what is left out.
QList<HubFinding> collect(const Call &call, const Filter &filter)
{
    QList<HubFinding> hits;
    for (const Artifact *const artifact : scanned(call)) {
        const Repository &repository = *call.state.repositories.constFind(artifact->repository);
        const bool artifactFits = std::all_of(filter.begin(), filter.end(), [&](const Term &term) {
            if (term.key == "project_id"_L1)
                return satisfies(term, repository.project);
            if (term.key == "repository_name"_L1)
                return satisfies(term, repository.name);
            if (term.key == "digest"_L1)
                return satisfies(term, QString::fromLatin1(artifact->digest));
            if (term.key == "tag"_L1)
                return satisfies(term, QJsonArray::fromStringList(tagsOf(call.state, *artifact)));
            return true;
        });
        if (!artifactFits)
            continue;
        int first = 0;
        for (int severity = 0; severity < 5; ++severity) {
            const int end = first + artifact->scan.counts[severity];
            const bool severityFits = std::all_of(filter.begin(), filter.end(), [&](const Term &term) {
                return term.key != "severity"_L1 || satisfies(term, QLatin1String(Severities[severity]));
            });
            for (int number = first; severityFits && number < end; ++number) {
                const Finding finding = findingOf(*artifact, number);
                const bool fits = std::all_of(filter.begin(), filter.end(), [&](const Term &term) {
                    if (term.key == "cve_id"_L1)
                        return satisfies(term, finding.id);
                    if (term.key == "package"_L1)
                        return satisfies(term, QLatin1String(finding.package->name));
                    if (term.key == "status"_L1)
                        return satisfies(term, finding.status);
                    if (term.key == "cvss_score_v3"_L1)
                        return satisfies(term, finding.score / 10.0);
                    return true;
                });
                if (fits)
                    hits.append({artifact->id, number, finding.score});
            }
            first = end;
        }
    }
    std::stable_sort(
        hits.begin(), hits.end(), [](const HubFinding &a, const HubFinding &b) { return a.score > b.score; });
    return hits;
}

} // namespace

Response listVulnerabilities(Call &call)
{
    QString why;
    const auto filter = parseFilter(call.query.value(u"q"_s), &why);
    if (!filter)
        return fail(400, why);
    static const QStringList keys{u"cve_id"_s, u"severity"_s, u"status"_s, u"project_id"_s, u"repository_name"_s,
        u"package"_s, u"tag"_s, u"digest"_s, u"cvss_score_v3"_s};
    for (const Term &term : *filter) {
        const bool isRange = term.kind == Term::Kind::Range;
        if (!keys.contains(term.key) || isRange != (term.key == "cvss_score_v3"_L1)
            || (!isRange && term.kind != Term::Kind::Exact))
            return fail(400, u"bad request: unsupported query %1"_s.arg(term.key));
    }
    // Collecting reads every finding: it is done again only when something was written or a scan came to its end.
    const QString key = u"%1 %2 %3"_s.arg(
        QString::number(call.state.writes), QString::number(scanned(call).size()), call.query.value(u"q"_s));
    if (call.state.hubKey != key) {
        call.state.hub = collect(call, *filter);
        call.state.hubKey = key;
    }
    const QList<HubFinding> &hits = call.state.hub;
    const auto [number, size] = pageOf(call);
    const qsizetype begin = qsizetype(number - 1) * size;
    QJsonArray out;
    for (qsizetype i = begin; i < std::min(hits.size(), begin + size); ++i) {
        const Artifact &artifact = call.state.artifacts[hits[i].artifact];
        const Repository &repository = *call.state.repositories.constFind(artifact.repository);
        const Finding finding = findingOf(artifact, hits[i].number);
        QJsonObject row{{u"cve_id"_s, finding.id}, {u"cvss_v3_score"_s, finding.score / 10.0},
            {u"desc"_s, descriptionOf(finding)}, {u"digest"_s, QString::fromLatin1(artifact.digest)},
            {u"links"_s, QJsonArray{linkOf(finding)}}, {u"package"_s, QLatin1String(finding.package->name)},
            {u"project_id"_s, repository.project}, {u"repository_name"_s, repository.name},
            {u"severity"_s, QLatin1String(Severities[finding.severity])}, {u"status"_s, finding.status},
            {u"version"_s, QLatin1String(finding.version)}};
        if (finding.isFixed)
            row.insert(u"fixed_version"_s, QLatin1String(finding.package->fixed));
        const QStringList tags = call.flag(u"with_tag"_s) ? tagsOf(call.state, artifact) : QStringList();
        if (!tags.isEmpty())
            row.insert(u"tags"_s, QJsonArray::fromStringList(tags));
        out.append(row);
    }
    Response response = reply(out);
    addPaging(call, response, hits.size());
    if (call.flag(u"tune_count"_s) && hits.size() > 1000) {
        for (auto &[name, value] : response.headers) {
            if (name == "X-Total-Count")
                value = "-1";
        }
    }
    return response;
}

Response securitySummary(Call &call)
{
    QList<const Artifact *> artifacts = scanned(call);
    qint64 counts[5] = {0, 0, 0, 0, 0};
    qint64 fixable = 0;
    for (const Artifact *const artifact : std::as_const(artifacts)) {
        for (int i = 0; i < 5; ++i)
            counts[i] += artifact->scan.counts[i];
        fixable += artifact->scan.fixable;
    }
    QJsonObject out{{u"critical_cnt"_s, counts[0]}, {u"high_cnt"_s, counts[1]}, {u"medium_cnt"_s, counts[2]},
        {u"low_cnt"_s, counts[3]}, {u"unknown_cnt"_s, counts[4]}, {u"fixable_cnt"_s, fixable},
        {u"total_vuls"_s, counts[0] + counts[1] + counts[2] + counts[3] + counts[4]},
        {u"scanned_cnt"_s, artifacts.size()}, {u"total_artifact"_s, call.state.artifacts.size()}};
    if (call.flag(u"with_dangerous_artifact"_s)) {
        std::stable_sort(artifacts.begin(), artifacts.end(), [](const Artifact *a, const Artifact *b) {
            return std::lexicographical_compare(b->scan.counts, b->scan.counts + 4, a->scan.counts, a->scan.counts + 4);
        });
        QJsonArray list;
        for (const Artifact *const artifact : artifacts.mid(0, 5)) {
            const Repository &repository = *call.state.repositories.constFind(artifact->repository);
            list.append(QJsonObject{{u"critical_cnt"_s, artifact->scan.counts[0]},
                {u"digest"_s, QString::fromLatin1(artifact->digest)}, {u"high_cnt"_s, artifact->scan.counts[1]},
                {u"medium_cnt"_s, artifact->scan.counts[2]}, {u"project_id"_s, repository.project},
                {u"repository_name"_s, repository.name}});
        }
        out.insert(u"dangerous_artifacts"_s, list);
    }
    if (call.flag(u"with_dangerous_cve"_s)) {
        QMap<QPair<int, QByteArray>, Finding> worst; // a version of a package each, as a record of Harbor is
        for (const Artifact *const artifact : std::as_const(artifacts)) {
            for (int number = 0; number < artifact->scan.counts[0]; ++number) {
                const Finding finding = findingOf(*artifact, number);
                const QByteArray what = finding.id.toUtf8() + '\n' + finding.package->name + '\n' + finding.version;
                worst.insert({-finding.score, what}, finding);
            }
        }
        QJsonArray list;
        for (const Finding &finding : std::as_const(worst)) {
            if (list.size() == 5)
                break;
            list.append(QJsonObject{{u"cve_id"_s, finding.id}, {u"cvss_score_v3"_s, finding.score / 10.0},
                {u"package"_s, QLatin1String(finding.package->name)},
                {u"severity"_s, QLatin1String(Severities[finding.severity])},
                {u"version"_s, QLatin1String(finding.version)}});
        }
        out.insert(u"dangerous_cves"_s, list);
    }
    return reply(out);
}

Response startExport(Call &call)
{
    const QJsonArray projects = call.body.value(u"projects"_s).toArray();
    if (call.who.isRobot())
        return fail(403, u"forbidden"_s);
    if (projects.size() != 1)
        return fail(400, u"bad request: only one project can be exported at a time"_s);
    const qint64 project = projects.first().toInteger();
    if (!call.allows(project, u"export-cve"_s, u"create"_s))
        return refuse(call);
    const QJsonObject *const user = call.state.table(u"users"_s).find(u"username"_s, call.who.name);
    const qint64 id =
        call.state.table(u"exports"_s)
            .add({{u"_projects"_s, project}, {u"file_present"_s, true}, {u"start_time"_s, stamp(call.now)},
                {u"end_time"_s, stamp(call.now.addSecs(2))}, {u"status"_s, u"Success"_s}, {u"status_text"_s, QString()},
                {u"trigger"_s, u"MANUAL"_s}, {u"user_id"_s, user ? (*user)[u"user_id"_s] : QJsonValue(0)},
                {u"user_name"_s, call.who.name}});
    return reply(QJsonObject{{u"id"_s, id}});
}

Response listExports(Call &call)
{
    QJsonArray items;
    for (const QJsonObject &row : std::as_const(call.state.table(u"exports"_s).rows)) {
        if (row[u"user_name"_s].toString() == call.who.name)
            items.append(visible(row));
    }
    return reply(QJsonObject{{u"items"_s, items}});
}

Response downloadExport(Call &call)
{
    Table &exports = call.state.table(u"exports"_s);
    const QString id = call.path[u"execution_id"_s];
    const QJsonObject *const row = exports.find(u"id"_s, id);
    if (!row)
        return fail(404, u"execution %1 not found"_s.arg(id));
    QByteArray csv =
        "Repository,Artifact Digest,CVE,Package,Current Version,Fixed in version,Severity,CWE Ids,Additional "
        "Data,Scanner\n";
    for (const Artifact *const artifact : scanned(call)) {
        const Repository &repository = *call.state.repositories.constFind(artifact->repository);
        for (int i = 0; repository.project == (*row)[u"_projects"_s].toInteger() && i < artifact->scan.total(); ++i) {
            const Finding finding = findingOf(*artifact, i);
            const QByteArrayList fields{repository.name.toUtf8(), artifact->digest, finding.id.toUtf8(),
                finding.package->name, finding.version, finding.isFixed ? finding.package->fixed : "",
                Severities[finding.severity], '"' + QByteArray(finding.cwe) + '"', "{}", "Trivy"};
            csv += fields.join(',') + '\n';
        }
    }
    // The server deletes the file and its record once it was downloaded.
    exports.rows.removeIf([&](const QJsonObject &other) { return other[u"id"_s].toVariant().toString() == id; });
    return text(csv, "text/csv");
}

} // namespace lotse::demo
