// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/handlers.h"
#include "demo/routes.h"

#include "demo/dates.h"
#include "demo/filter.h"
#include "demo/jsonvalue.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

Response vulnerabilities(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    if (artifact->scan.outcome == Scan::Outcome::NotScannable)
        return fail(400, u"addition VULNERABILITIES isn't supported for %1"_s.arg(artifact->type));
    // Not scanned and failed look the same: an empty object.
    if (scanStatusOf(*artifact, call.now) != "Success"_L1)
        return text("{}\n", "application/json");
    return text(reportOf(call.state, *artifact), "application/json");
}

Response addition(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    const QString name = call.path[u"addition"_s];
    const QByteArray json = "application/json; charset=utf-8";
    if (name == "sbom"_L1 && !artifact->sbomBlob.isEmpty())
        return text(call.state.blobs[artifact->sbomBlob], "application/vnd.goharbor.harbor.sbom.v1");
    if (artifact->chart.contains(name)) {
        if (name == "dependencies"_L1)
            return text(compact(artifact->chart[name]), json);
        return text(artifact->chart[name].toString().toUtf8(),
            name == "readme.md"_L1 ? "text/markdown; charset=utf-8" : "text/plain; charset=utf-8");
    }
    if (name == "build_history"_L1 && artifact->type == "IMAGE"_L1 && artifact->children.isEmpty()) {
        const QByteArray digest = (*parse(artifact->manifest))[u"config"_s][u"digest"_s].toString().toLatin1();
        return text(compact((*parse(call.state.blobs[digest]))[u"history"_s]), json);
    }
    QString code = name.toUpper();
    return fail(400, u"addition %1 isn't supported for %2"_s.arg(code, artifact->type));
}

Response startScan(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    if (artifact->scan.outcome == Scan::Outcome::NotScannable)
        return fail(400,
            u"the configured scanner Trivy does not support scanning artifact with mime type %1"_s.arg(
                QString::fromLatin1(artifact->manifestMediaType)));
    const QString status = scanStatusOf(*artifact, call.now);
    if (status == "Pending"_L1 || status == "Running"_L1)
        return fail(409, u"a previous scan process is %1"_s.arg(status));
    QList<Artifact *> parts{artifact};
    for (const Child &child : std::as_const(artifact->children))
        parts.append(&call.state.artifacts[child.artifact]);
    for (Artifact *const part : std::as_const(parts)) {
        Scan &scan = part->scan;
        // What could not be read the last time cannot be read now.
        if (scan.outcome == Scan::Outcome::NotScanned) {
            setCounts(*part, 3, 14, 31, 26, 4);
            scan.outcome = Scan::Outcome::Success;
        }
        scan.start = call.now;
        scan.end = call.now.addSecs(12);
        scan.reportId =
            QUuid::createUuidV5(QUuid(), part->digest + stamp(call.now).toLatin1()).toString(QUuid::WithoutBraces);
    }
    return done(202);
}

Response stopScan(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    if (call.now < artifact->scan.end) {
        artifact->scan.outcome = Scan::Outcome::NotScanned;
        artifact->scan.end = call.now;
    }
    return done(202);
}

Response scanLog(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    if (artifact->scan.reportId != call.path[u"report_id"_s])
        return fail(404, u"report with uuid %1 does not exist"_s.arg(call.path[u"report_id"_s]));
    const QString start = shortStamp(artifact->scan.start);
    const QString end = shortStamp(artifact->scan.end);
    QString log =
        u"%1 [INFO] [/src/pkg/scan/job.go:172]: Report mime types: [application/vnd.security.vulnerability.report; "
        "version=1.1]\n%1 [INFO] [/src/pkg/scan/job.go:200]: scanning %2@%3\n"_s.arg(
            start, repository->name, QString::fromLatin1(artifact->digest));
    if (artifact->scan.outcome == Scan::Outcome::Error)
        log += u"%1 [ERROR] [/src/pkg/scan/job.go:294]: scan job: fetch scan report, mimetype "
               "application/vnd.security.vulnerability.report; version=1.1: running scanner: failed to analyze layer: "
               "unexpected EOF: general response handler: unexpected status code: 500, expected: 200\n"_s.arg(end);
    else
        log += u"%1 [INFO] [/src/pkg/scan/job.go:229]: Get report for mime type: "
               "application/vnd.security.vulnerability.report; version=1.1\n"_s.arg(end);
    return logText(call, log);
}

Response scanMetrics(Call &call)
{
    if (qstrcmp(call.route->table, "scheduled") == 0)
        return reply(QJsonObject{{u"completed"_s, 0}, {u"ongoing"_s, false}, {u"total"_s, 0}});
    QMap<QString, int> counts{
        {u"Error"_s, 0}, {u"Pending"_s, 0}, {u"Running"_s, 0}, {u"Stopped"_s, 0}, {u"Success"_s, 0}};
    int total = 0;
    for (const Artifact &artifact : std::as_const(call.state.artifacts)) {
        const QString status = artifact.children.isEmpty() ? scanStatusOf(artifact, call.now) : QString();
        if (status.isEmpty())
            continue;
        ++counts[status];
        ++total;
    }
    QJsonObject metrics;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        metrics.insert(it.key(), it.value());
    const int open = counts[u"Pending"_s] + counts[u"Running"_s];
    return reply(QJsonObject{{u"completed"_s, total - open}, {u"metrics"_s, metrics}, {u"ongoing"_s, open > 0},
        {u"total"_s, total}, {u"trigger"_s, u"Schedule"_s}});
}

} // namespace lotse::demo
