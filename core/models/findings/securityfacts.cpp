// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/securityfacts.h"

#include "harbor/job.h"
#include "harbor/repository.h"
#include "harbor/scan.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"
#include "models/tables/serverwords.h"
#include "session/place.h"

#include <QLocale>

namespace lotse::models {

using namespace Qt::StringLiterals;

SecurityFacts::SecurityFacts(QObject *parent)
    : QObject(parent)
{
    connect(&m_joined, &JoinedSource::finished, this, [this] {
        m_state = m_joined.error() ? u"error"_s : u"ready"_s;
        emit changed();
    });
}

void SecurityFacts::setSession(Session *session)
{
    // The way to the registry is the session's: without it, nothing may be asked any more.
    const auto forget = [this] {
        m_joined.cancel();
        m_client = harbor::Client(nullptr);
    };
    if (!m_session.set(session, this, forget))
        return;
    forget();
    if (session)
        setSource(session->harbor());
}

void SecurityFacts::setSource(const harbor::Client &client)
{
    m_client = client;
    refresh();
}

void SecurityFacts::refresh()
{
    if (!m_client.transport())
        return;
    const Message noScans{LOTSE_MSG("No permission to read the scan-all runs."), {}};
    m_joined.start(
        m_client, {{"security-summary", {}, {}}, {"scan-all-metrics", {}, noScans}, {"scan-schedule", {}, {}, true}});
    m_state = u"loading"_s;
    emit changed();
}

QVariant SecurityFacts::summary() const
{
    const auto &rows = m_joined.walk("security-summary").rows;
    return rows.isEmpty() ? QVariant() : rows.first().value;
}

harbor::SecuritySummary SecurityFacts::counts() const
{
    return summary().value<harbor::SecuritySummary>();
}

double SecurityFacts::scannedShare() const
{
    const harbor::SecuritySummary all = counts();
    return all.totalArtifact > 0 ? double(all.scannedCnt) / double(all.totalArtifact) : -1;
}

static QVariantMap fact(const QString &name, const QString &value, const QString &condition = {})
{
    QVariantMap out{{u"name"_s, name}, {u"value"_s, value}};
    if (!condition.isEmpty())
        out.insert(u"condition"_s, condition);
    return out;
}

static QString share(qint64 part, qint64 whole)
{
    const QLocale locale;
    return Message{LOTSE_MSG("%1 of %2"), {locale.toString(part), locale.toString(whole)}}.text();
}

QVariantList SecurityFacts::facts() const
{
    QVariantList out;
    const harbor::SecuritySummary all = counts();
    if (summary().isValid()) {
        out.append(fact(word(LOTSE_MSG("Artifacts scanned, with platforms and accessories")),
            share(all.scannedCnt, all.totalArtifact), all.scannedCnt < all.totalArtifact ? u"warning"_s : u"ok"_s));
        out.append(fact(word(LOTSE_MSG("Fixable findings")), share(all.fixableCnt, all.totalVuls)));
    }
    for (const auto &scan : m_joined.values<harbor::ScanStats>("scan-all-metrics")) {
        if (scan.total == 0) {
            out.append(fact(word(LOTSE_MSG("Last scan all")), word(LOTSE_MSG("None yet."))));
            continue;
        }
        const bool failed = scan.metrics.value(u"Error"_s) > 0;
        const QString done = share(scan.completed, scan.total);
        out.append(fact(word(LOTSE_MSG("Last scan all")),
            scan.ongoing ? Message{LOTSE_MSG("running, %1 done"), {done}}.text()
                         : Message{LOTSE_MSG("%1 done"), {done}}.text(),
            scan.ongoing ? u"running"_s
                : failed ? u"warning"_s
                         : u"ok"_s));
        QStringList ends;
        for (auto it = scan.metrics.cbegin(); it != scan.metrics.cend(); ++it)
            ends += statusWord(it.key()) + u' ' + QLocale().toString(it.value());
        out.append(fact(word(LOTSE_MSG("Results")), ends.join(u", "_s)));
        out.append(fact(word(LOTSE_MSG("Started by")), startWord(scan.trigger)));
    }
    if (m_joined.has("scan-schedule")) {
        const auto schedules = m_joined.values<harbor::Schedule>("scan-schedule");
        const QString cron = schedules.isEmpty() ? QString() : schedules.first().schedule.cron;
        out.append(fact(word(LOTSE_MSG("Schedule")), scheduleText(cron, QDateTime::currentDateTimeUtc()),
            cron.isEmpty() ? u"warning"_s : u"ok"_s));
    }
    return out;
}

QVariantMap worstLine(const harbor::DangerousArtifact &artifact)
{
    return {{u"text"_s, artifact.repositoryName}, {u"mono"_s, artifact.digest.section(u':', 1).left(12)},
        {u"note"_s,
            Message{LOTSE_MSG("%1 critical, %2 high, %3 medium"),
                {QLocale().toString(artifact.criticalCnt), QLocale().toString(artifact.highCnt),
                    QLocale().toString(artifact.mediumCnt)}}
                .text()},
        {u"severity"_s,
            artifact.criticalCnt > 0   ? u"critical"_s
                : artifact.highCnt > 0 ? u"high"_s
                                       : u"medium"_s},
        {u"place"_s, QVariant::fromValue(Place::artifact(artifact.repositoryName, artifact.digest))}};
}

QVariantMap worstLine(const harbor::DangerousCve &cve)
{
    return {{u"text"_s, cve.cveId}, {u"mono"_s, (cve.package + u' ' + cve.version).simplified()},
        {u"note"_s, Message{LOTSE_MSG("CVSS %1"), {QLocale().toString(cve.cvssScoreV3, 'f', 1)}}.text()},
        {u"severity"_s, cve.severity.toLower()},
        {u"place"_s, QVariant::fromValue(Place{{}, u"security-findings"_s, {{u"q"_s, u"cve_id="_s + cve.cveId}}})}};
}

QVariantList SecurityFacts::artifacts() const
{
    QVariantList out;
    for (const harbor::DangerousArtifact &one : counts().dangerousArtifacts)
        out.append(worstLine(one));
    return out;
}

QVariantList SecurityFacts::vulnerabilities() const
{
    QVariantList out;
    for (const harbor::DangerousCve &one : counts().dangerousCves)
        out.append(worstLine(one));
    return out;
}

} // namespace lotse::models
