// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clockskew.h"
#include "posture/check.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

Verdict auditForwarded(const Sight &sight)
{
    const QJsonObject configuration = sight.one(u"configuration"_s);
    const QString endpoint = settingOf(configuration, u"audit_log_forward_endpoint"_s).toString();
    QStringList muted;
    for (const QString &event :
        settingOf(configuration, u"disabled_audit_log_event_types"_s).toString().split(u',', Qt::SkipEmptyParts)) {
        if (!sight.list(u"allowed"_s).contains(event.trimmed()))
            muted.append(event.trimmed());
    }
    Verdict out;
    if (!muted.isEmpty())
        out =
            Verdict::failed({LOTSE_MSG("These events are not written to the audit trail: %1."), {muted.join(u", "_s)}});
    else if (endpoint.isEmpty())
        out = Verdict::failed({LOTSE_MSG("The audit trail is not forwarded to another system."), {}});
    else
        out = Verdict::passed({LOTSE_MSG("The audit trail is forwarded to %1, and no event is excluded."), {endpoint}});
    out.subjects = muted;
    return out.with(u"configuration"_s, 0, u"audit_log_forward_endpoint"_s)
        .with(u"configuration"_s, 0, u"disabled_audit_log_event_types"_s);
}

Verdict auditKept(const Sight &sight)
{
    const QJsonObject row = sight.one(u"purge-schedule"_s);
    const QString type = row[u"schedule"_s].toObject()[u"type"_s].toString();
    const int at = sight.rows(u"purge-schedule"_s).isEmpty() ? -1 : 0;
    if (type.isEmpty() || type == "None"_L1 || type == "Manual"_L1)
        return Verdict::passed({LOTSE_MSG("The audit trail is never purged automatically."), {}})
            .with(u"purge-schedule"_s, at);
    const QJsonObject parameters = QJsonDocument::fromJson(row[u"job_parameters"_s].toString().toUtf8()).object();
    if (!parameters[u"audit_retention_hour"_s].isDouble())
        return Verdict::notAssessable(
            {LOTSE_MSG("The registry does not report how long the audit trail is retained."), {}})
            .with(u"purge-schedule"_s, at);
    const qint64 hours = parameters[u"audit_retention_hour"_s].toInteger();
    Verdict out = double(hours) >= sight.number(u"hours"_s)
        ? Verdict::passed(Message::counted(
            LOTSE_MSG_N("The audit trail is retained for %Ln hours.", "The audit trail is retained for %Ln hour."),
            hours))
        : Verdict::failed(
            Message::counted(LOTSE_MSG_N("The audit trail is retained for %Ln hours; at least %1 are required.",
                                 "The audit trail is retained for %Ln hour; at least %1 are required."),
                hours, {QString::number(qint64(sight.number(u"hours"_s)))}));
    return out.with(u"purge-schedule"_s, at, u"job_parameters"_s);
}

Verdict webhooks(const Sight &sight)
{
    Survey survey(u"webhooks"_s);
    const QList<FactRow> &rows = sight.rows(u"webhooks"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!rows[i].json[u"enabled"_s].toBool())
            continue;
        const QJsonArray targets = rows[i].json[u"targets"_s].toArray();
        for (qsizetype k = 0; k < targets.size(); ++k) {
            const QJsonObject target = targets[k].toObject();
            const QString path = u"targets."_s + QString::number(k);
            // A chat service takes its secret in the address.
            const bool hasSecret =
                target[u"type"_s].toString() == "slack"_L1 || !target[u"auth_header"_s].toString().isEmpty();
            if (target[u"address"_s].toString().startsWith("https://"_L1) && !target[u"skip_cert_verify"_s].toBool()
                && hasSecret)
                survey.good(i, path);
            else
                survey.bad(i, rows[i].parent + u'/' + nameOf(rows[i]), path);
        }
    }
    return survey.verdict(LOTSE_MSG("All %1 webhook targets are encrypted, verified and have a secret."),
        LOTSE_MSG("%1 of %2 webhook targets are not encrypted, not verified, or have no secret."),
        LOTSE_MSG("There are no webhooks."), Outcome::NotApplicable);
}

Verdict upstreams(const Sight &sight)
{
    Survey survey(u"registries"_s);
    const QList<FactRow> &rows = sight.rows(u"registries"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].json;
        if (row[u"url"_s].toString().startsWith("https://"_L1) && !row[u"insecure"_s].toBool()
            && row[u"status"_s].toString() == "healthy"_L1)
            survey.good(i);
        else
            survey.bad(i, nameOf(rows[i]));
    }
    return survey.verdict(LOTSE_MSG("All %1 registries are encrypted, verified and healthy."),
        LOTSE_MSG("%1 of %2 registries are not encrypted, not verified or unhealthy."),
        LOTSE_MSG("No other registry is connected."), Outcome::NotApplicable);
}

Verdict copies(const Sight &sight)
{
    Survey survey(u"replication-policies"_s);
    const QList<FactRow> &policies = sight.rows(u"replication-policies"_s);
    const QList<FactRow> &runs = sight.rows(u"replication-executions"_s);
    bool hasCopy = false;
    bool hasUnread = false;
    for (qsizetype i = 0; i < policies.size(); ++i) {
        const QJsonObject policy = policies[i].json;
        const bool isPush = policy[u"dest_registry"_s].toObject()[u"id"_s].toInteger() > 0;
        const QString trigger = policy[u"trigger"_s].toObject()[u"type"_s].toString();
        if (!isPush || !policy[u"enabled"_s].toBool() || trigger == "manual"_L1)
            continue;
        hasCopy = true;
        const qint64 id = policy[u"id"_s].toInteger();
        QDateTime newest;
        QString status;
        for (const FactRow &run : runs) {
            if (run.json[u"policy_id"_s].toInteger() != id)
                continue;
            const QDateTime at = timeOf(run.json[u"start_time"_s].toString());
            if (!newest.isValid() || at > newest) {
                newest = at;
                status = run.json[u"status"_s].toString();
            }
        }
        const bool isFresh = newest.isValid() && !isAhead(newest, sight.now())
            && double(newest.secsTo(sight.now())) <= sight.number(u"hours"_s) * 3600;
        if (isFresh && status.startsWith("Succe"_L1))
            survey.good(i);
        else if (newest.isValid() || sight.isWholeOf(u"replication-executions"_s, QString::number(id)))
            survey.bad(i, nameOf(policies[i]));
        else
            hasUnread = true;
    }
    if (!hasCopy)
        return Verdict::failed(
            {LOTSE_MSG("No enabled replication copies images to another registry automatically."), {}})
            .byAbsence()
            .with(u"replication-policies"_s, -1);
    if (survey.count() == 0 && hasUnread)
        return Verdict::unread();
    return survey.verdict(LOTSE_MSG("All %1 replications to other registries succeeded in time."),
        LOTSE_MSG("%1 of %2 replications to other registries have not succeeded in time."), "");
}

Verdict proxies(const Sight &sight)
{
    Survey survey(u"projects"_s);
    const QList<FactRow> &rows = sight.rows(u"projects"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].json[u"registry_id"_s].toInteger() == 0)
            continue;
        const QJsonObject metadata = rows[i].json[u"metadata"_s].toObject();
        if (textOf(metadata[u"public"_s]) != "true"_L1
            && !metadata[u"proxy_cache_filter_pattern"_s].toString().isEmpty())
            survey.good(i, u"metadata"_s);
        else
            survey.bad(i, nameOf(rows[i]), u"metadata"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 proxy caches are private and filter what they fetch."),
        LOTSE_MSG("%1 of %2 proxy caches are public, or fetch anything."), LOTSE_MSG("There is no proxy cache."),
        Outcome::NotApplicable);
}

Verdict readOnly(const Sight &sight)
{
    const QJsonValue value = sight.one(u"system-info"_s)[u"read_only"_s];
    if (!value.isBool())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report this value."), {}});
    const bool expected = sight.number(u"expected"_s) != 0;
    Verdict out = value.toBool() == expected
        ? Verdict::passed({LOTSE_MSG("The read-only mode of the registry is as expected."), {}})
        : value.toBool() ? Verdict::failed({LOTSE_MSG("The registry is read-only, but this is not planned."), {}})
                         : Verdict::failed({LOTSE_MSG("The registry is not read-only, but should be."), {}});
    return out.with(u"system-info"_s, 0, u"read_only"_s);
}

// "v2.15.2-080b0220" -> {2, 15, 2}; empty where it is none.
QList<int> numbersOf(const QString &version)
{
    QList<int> out;
    QString text = version.section(u'-', 0, 0);
    if (text.startsWith(u'v'))
        text.remove(0, 1);
    for (const QString &part : text.split(u'.')) {
        bool ok = false;
        out.append(part.toInt(&ok));
        if (!ok)
            return {};
    }
    return out;
}

Verdict version(const Sight &sight)
{
    const QString text = sight.one(u"system-info"_s)[u"harbor_version"_s].toString();
    const QList<int> have = numbersOf(text);
    const QList<int> least = numbersOf(sight.list(u"least"_s).value(0));
    if (have.isEmpty())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report its version."), {}})
            .with(u"system-info"_s, 0, u"harbor_version"_s);
    const QString dated = sight.list(u"dated"_s).value(0);
    if (sight.daysSince(dated + u"T00:00:00Z"_s) > sight.number(u"days"_s))
        return Verdict::notAssessable(
            {LOTSE_MSG("The list of supported versions is dated %1: too old for an assessment. Set \"least\" and "
                       "\"dated\" in the check set."),
                {dated}});
    const QStringList arguments{text, sight.list(u"least"_s).value(0), dated};
    Verdict out = std::lexicographical_compare(have.begin(), have.end(), least.begin(), least.end())
        ? Verdict::failed({LOTSE_MSG("Version %1 is older than %2, the oldest supported version as of %3."), arguments})
        : Verdict::passed(
            {LOTSE_MSG("Version %1 is not older than %2, the oldest supported version as of %3."), arguments});
    return out.with(u"system-info"_s, 0, u"harbor_version"_s);
}

Verdict healthy(const Sight &sight)
{
    const QJsonObject health = sight.one(u"health"_s);
    QStringList bad;
    for (const QJsonValue component : health[u"components"_s].toArray()) {
        if (component[u"status"_s].toString() != "healthy"_L1)
            bad.append(component[u"name"_s].toString());
    }
    QStringList stuck;
    const QList<FactRow> &queues = sight.rows(u"queues"_s);
    Verdict out;
    for (qsizetype i = 0; i < queues.size(); ++i) {
        const QJsonObject row = queues[i].json;
        if (row[u"paused"_s].toBool() || row[u"latency"_s].toDouble() > sight.number(u"minutes"_s) * 60) {
            stuck.append(row[u"job_type"_s].toString());
            out.with(u"queues"_s, i);
        }
    }
    if (sight.one(u"schedules-paused"_s)[u"paused"_s].toBool())
        stuck.append(u"SCHEDULER"_s);
    out.subjects = bad + stuck;
    if (!bad.isEmpty())
        out.message = {LOTSE_MSG("These components are unhealthy: %1."), {bad.join(u", "_s)}};
    else if (!stuck.isEmpty())
        out.message = {LOTSE_MSG("These queues are paused or wait too long: %1."), {stuck.join(u", "_s)}};
    else if (health[u"status"_s].toString() != "healthy"_L1)
        out.message = {LOTSE_MSG("The registry reports the status: %1"), {health[u"status"_s].toString()}};
    else {
        out.outcome = Outcome::Passed;
        out.message = {LOTSE_MSG("All components are healthy, and no queue is paused or stuck."), {}};
        return out.with(u"health"_s, 0);
    }
    out.outcome = Outcome::Failed;
    return out.with(u"health"_s, 0);
}

} // namespace

QList<Check> systemChecks()
{
    return {
        {"P42", LOTSE_MSG("The audit trail is complete and forwarded"), Severity::High, false, "configuration", "",
            "allowed=pull_artifact", "CS 4.3.3; I 8.15; P 10.2.1, 10.3.3; N 4.2.3; N2 21.2.b~m; DORA 9.4~l", 'h',
            LOTSE_MSG("Set \"Audit log forward syslog endpoint\", and enable all events."), "configuration",
            auditForwarded},
        {"P43", LOTSE_MSG("The audit trail is retained long enough"), Severity::High, false, "purge-schedule", "",
            "hours=8760", "I 8.15, 5.33; P 10.5.1", 'h', LOTSE_MSG("Raise the retention of the audit log purge."),
            "purge", auditKept},
        {"P44", LOTSE_MSG("Webhooks are secure"), Severity::Medium, false, "webhooks", "", "",
            "CS 4.3.4; I 8.21; P 4.2.1~m", 'h', LOTSE_MSG("Use https, verify the certificate, and set an auth header."),
            "webhooks", webhooks},
        {"P45", LOTSE_MSG("Connected registries are secure"), Severity::High, false, "registries", "", "",
            "CD 2.5; CS 3.1.5; N 4.2.1; I 8.21, 5.21; N2 21.2.d~m", 'h',
            LOTSE_MSG("Use https with \"Verify remote certificate\"."), "registries", upstreams},
        {"P47", LOTSE_MSG("Images are copied to another registry"), Severity::Medium, false,
            "replication-policies replication-executions", "", "hours=24",
            "I 8.13, 8.14, 5.30; B A25~m; N2 21.2.c~m; DORA 9.2~l", 'm',
            LOTSE_MSG("Set up a scheduled replication to a second registry."), "replication-policies", copies},
        {"P48", LOTSE_MSG("Proxy caches fetch only what they should"), Severity::Medium, false, "projects", "", "",
            "CS 3.1.5, 4.4.2; N 4.1.5; I 5.21; B A6, A12; N2 21.2.d~m", 'm',
            LOTSE_MSG("Make the proxy cache private, and set a filter."), "proxies", proxies},
        {"P49", LOTSE_MSG("The registry is read-only only when planned"), Severity::Low, false, "system-info", "",
            "expected=0", "I 8.9, 8.32", 'm', LOTSE_MSG("Change \"Repository read only\" in the configuration."),
            "configuration", readOnly},
        {"P50", LOTSE_MSG("The version is supported"), Severity::High, false, "system-info", "",
            "least=2.14.0 dated=2026-11-01 days=180", "I 8.8; P 6.3.3; N 4.5~l; B A14~m; N2 21.2.e~l", 'h',
            LOTSE_MSG("Update to the newest patch of a supported version."), "system", version},
        {"P51", LOTSE_MSG("Components are healthy and jobs run"), Severity::Medium, false, "health queues",
            "schedules-paused", "minutes=15", "I 8.16; P 10.7.2~l", 'm',
            LOTSE_MSG("Check the component, and resume the queue."), "jobs", healthy},
    };
}

} // namespace lotse::posture
