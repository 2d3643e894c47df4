// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/attention.h"

#include "base/format.h"
#include "base/safetext.h"
#include "harbor/finding.h"
#include "harbor/job.h"
#include "harbor/quota.h"
#include "harbor/robot.h"
#include "harbor/system.h"
#include "harbor/webhook.h"
#include "models/follow.h"
#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

#include <QLocale>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int inFlight = 4;
constexpr int soonDays = 14;
constexpr int certificateDays = 30;
constexpr int fullDays = 30;
constexpr double nearlyFull = 0.9;
constexpr qsizetype mostOfAKind = 5;

QVariantMap line(const QString &text, const QString &note, bool isError, const QString &page, const QVariantMap &params)
{
    return {{u"text"_s, safetext::cell(text)}, {u"note"_s, safetext::cell(note)},
        {u"condition"_s, isError ? u"error"_s : u"warning"_s}, {u"page"_s, page}, {u"params"_s, params}};
}

QString said(const char *text, const QStringList &words)
{
    return Message{text, words}.text();
}

/// No kind takes the whole list: the rest is a line that opens its page.
QVariantList cut(QVariantList lines, const char *counted, const char *countedOne, const QString &page)
{
    const qsizetype rest = lines.size() - mostOfAKind;
    if (rest <= 0)
        return lines;
    const bool isError = lines[mostOfAKind].toMap()[u"condition"_s] == u"error"_s;
    lines.resize(mostOfAKind);
    lines.append(line(Message::counted(counted, countedOne, rest).text(), {}, isError, page, {}));
    return lines;
}

} // namespace

Attention::Attention(QObject *parent)
    : QObject(parent)
{
    connect(&m_whole, &JoinedSource::finished, this, &Attention::wholeCame);
    connect(&m_projects, &JoinedSource::finished, this, &Attention::projectsCame);
}

void Attention::setSession(Session *session)
{
    m_session = session;
    if (session)
        setSource(session->harbor());
}

void Attention::setHistory(UsageHistory *history)
{
    if (!follow(m_history, history, this, &UsageHistory::changed, &Attention::changed))
        return;
    emit changed();
}

void Attention::setSource(const harbor::Client &client)
{
    m_client = client;
    refresh();
}

void Attention::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    m_projects.cancel();
    m_runs.clear();
    m_hasRuns = false;
    m_areProjectsRead = false;
    m_webhookLines.clear();
    m_unread.clear();
    m_webhooks.clear();
    m_left = 2;
    QList<JoinedPart> parts;
    for (const char *kind : {"health", "statistics", "quotas", "robots", "replication-policies", "security-summary"})
        parts.append({kind, {}, {}, true});
    m_whole.start(m_client, parts);
    // The newest are enough: what counts is how each policy went last.
    m_client.page(*harbor::endpoint("replication-executions"), {{u"sort"_s, u"-start_time"_s}}, 1, m_run,
        [this](const Result<harbor::Page> &page) { runsCame(page); });
    emit changed();
}

void Attention::runsCame(const Result<harbor::Page> &page)
{
    if (page) {
        m_hasRuns = true;
        for (const json::Record &record : page->records.rows)
            m_runs.append(record.value.value<harbor::ReplicationExecution>());
    }
    done();
}

void Attention::wholeCame()
{
    const auto statistics = m_whole.values<harbor::Statistics>("statistics");
    if (!statistics.isEmpty() && statistics.first().totalProjectCount <= mostProjects) {
        ++m_left;
        m_projects.start(m_client, {{"project-robots", {}, {}, true}, {"webhooks", {}, {}, true}});
    }
    done();
}

void Attention::projectsCame()
{
    m_areProjectsRead = true;
    const harbor::PagedList &walk = m_projects.walk("webhooks");
    for (qsizetype i = 0; i < walk.rows.size(); ++i) {
        const auto policy = walk.rows[i].value.value<harbor::WebhookPolicy>();
        if (!policy.enabled)
            continue;
        m_webhooks.append({walk.parents.value(i), policy.name,
            {{u"project_name_or_id"_s, walk.parents.value(i)}, {u"webhook_policy_id"_s, QString::number(policy.id)},
                {u"page_size"_s, u"1"_s}, {u"sort"_s, u"-creation_time"_s}}});
    }
    m_left += int(qMin<qsizetype>(inFlight, m_webhooks.size()));
    for (qsizetype i = qMin<qsizetype>(inFlight, m_webhooks.size()); i > 0; --i)
        askWebhooks();
    done();
}

void Attention::askWebhooks()
{
    if (m_webhooks.isEmpty()) {
        done();
        return;
    }
    const Webhook webhook = m_webhooks.takeFirst();
    m_client.page(*harbor::endpoint("webhook-executions"), webhook.params, 1, m_run,
        [this, webhook](const Result<harbor::Page> &page) {
            webhookCame(webhook.name, webhook.project, page);
            askWebhooks();
        });
}

void Attention::webhookCame(const QString &policy, const QString &project, const Result<harbor::Page> &page)
{
    if (!page) {
        m_unread.append(project + u": "_s + policy);
        return;
    }
    if (page->records.rows.isEmpty())
        return;
    const auto run = page->records.rows.first().value.value<harbor::Execution>();
    if (stateOfStatus(run.status) == "error"_L1)
        m_webhookLines.append(line(said(LOTSE_MSG("Webhook %1 of %2 failed"), {policy, project}),
            Cell::time(run.startTime).text, true, u"webhooks"_s, {{u"select"_s, policy}, {u"project"_s, project}}));
}

void Attention::done()
{
    --m_left;
    emit changed();
}

QVariantList Attention::healthLines() const
{
    QVariantList out;
    for (const auto &health : m_whole.values<harbor::Health>("health")) {
        for (const harbor::ComponentHealth &part : health.components) {
            if (part.status != "healthy"_L1)
                out.append(line(said(LOTSE_MSG("%1 is unhealthy"), {part.name}), part.error, true, u"system"_s, {}));
        }
    }
    return out;
}

QVariantList Attention::quotaLines() const
{
    struct Filling {
        harbor::Quota quota;
        QDate day; ///< on which it is full, where that can be said
        bool isNearly;
    };
    QList<Filling> filling;
    const QDate soon = QDateTime::currentDateTimeUtc().date().addDays(fullDays);
    for (const auto &quota : m_whole.values<harbor::Quota>("quotas")) {
        const QDate day = m_history ? m_history->forecast(quota).day : QDate();
        const bool isNearly =
            quota.hardBytes() > 0 && double(quota.usedBytes()) >= nearlyFull * double(quota.hardBytes());
        if (isNearly || (day.isValid() && day <= soon))
            filling.append({quota, day, isNearly});
    }
    const auto share = [](const Filling &one) { return double(one.quota.usedBytes()) / double(one.quota.hardBytes()); };
    std::stable_sort(filling.begin(), filling.end(), [&](const auto &a, const auto &b) { return share(a) > share(b); });
    QVariantList out;
    for (const auto &[quota, day, isNearly] : std::as_const(filling)) {
        const bool isFull = quota.usedBytes() >= quota.hardBytes();
        QString note =
            said(LOTSE_MSG("%1 of %2"), {Cell::size(quota.usedBytes()).text, Cell::size(quota.hardBytes()).text});
        if (day.isValid())
            note += u", "_s + said(LOTSE_MSG("full around %1"), {day.toString(Qt::ISODate)});
        out.append(line(isFull ? said(LOTSE_MSG("The quota of %1 is full"), {quota.ref.name})
                : isNearly     ? said(LOTSE_MSG("The quota of %1 is nearly full"), {quota.ref.name})
                               : said(LOTSE_MSG("The quota of %1 will be full soon"), {quota.ref.name}),
            note, isFull, u"quotas"_s, {}));
    }
    return cut(out, LOTSE_MSG_N("%Ln more quotas are full or nearly full", "%Ln more quota is full or nearly full"),
        u"quotas"_s);
}

QVariantList Attention::replicationLines() const
{
    QVariantList out;
    QSet<qint64> seen;
    for (const harbor::ReplicationExecution &run : m_runs) {
        if (seen.contains(run.policyId))
            continue;
        seen.insert(run.policyId);
        if (stateOfStatus(run.status) != "error"_L1)
            continue;
        QString name = QString::number(run.policyId);
        for (const auto &policy : m_whole.values<harbor::ReplicationPolicy>("replication-policies")) {
            if (policy.id == run.policyId)
                name = policy.name;
        }
        QString note = Cell::time(run.startTime).text;
        if (!run.statusText.isEmpty())
            note += u", "_s + run.statusText;
        out.append(line(said(LOTSE_MSG("Replication %1 failed"), {name}), note, true, u"replication-policies"_s,
            {{u"select"_s, name}}));
    }
    return cut(
        out, LOTSE_MSG_N("%Ln more replications failed", "%Ln more replication failed"), u"replication-policies"_s);
}

QVariantList Attention::robotLines() const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<harbor::Robot> robots = m_whole.values<harbor::Robot>("robots");
    robots += m_projects.values<harbor::Robot>("project-robots");
    const qint64 soon = now.addDays(soonDays).toSecsSinceEpoch();
    robots.removeIf(
        [&](const harbor::Robot &robot) { return robot.disable || robot.expiresAt < 0 || robot.expiresAt > soon; });
    std::stable_sort(
        robots.begin(), robots.end(), [](const auto &a, const auto &b) { return a.expiresAt < b.expiresAt; });
    QVariantList out;
    for (const harbor::Robot &robot : std::as_const(robots)) {
        const QDateTime end = QDateTime::fromSecsSinceEpoch(robot.expiresAt, Qt::UTC);
        const bool isOver = end < now;
        out.append(line(isOver ? said(LOTSE_MSG("Robot account %1 has expired"), {robot.name})
                               : said(LOTSE_MSG("Robot account %1 expires soon"), {robot.name}),
            Cell::time(end).text, isOver, u"all-robots"_s, {{u"only"_s, isOver ? u"expired"_s : u"soon"_s}}));
    }
    return cut(out, LOTSE_MSG_N("%Ln more robots expired or expire soon", "%Ln more robot expired or expires soon"),
        u"all-robots"_s);
}

QVariantList Attention::scanLines() const
{
    QVariantList out;
    for (const auto &summary : m_whole.values<harbor::SecuritySummary>("security-summary")) {
        const qint64 gap = summary.totalArtifact - summary.scannedCnt;
        if (gap > 0)
            out.append(line(
                Message::counted(LOTSE_MSG_N("%Ln artifacts have no scan result, signatures, SBOMs and charts included",
                                     "%Ln artifact has no scan result, signatures, SBOMs and charts included"),
                    gap)
                    .text(),
                said(LOTSE_MSG("%1 of %2 are scanned"),
                    {QLocale().toString(summary.scannedCnt), QLocale().toString(summary.totalArtifact)}),
                false, u"scan-gaps"_s, {}));
    }
    return out;
}

QVariantList Attention::certificateLines() const
{
    const Peer peer = m_session ? m_session->peer() : Peer();
    if (peer.chain.isEmpty() || !peer.chain.first().notAfter.isValid())
        return {};
    const QDateTime end = peer.chain.first().notAfter;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (end > now.addDays(certificateDays))
        return {};
    return {line(end < now ? said(LOTSE_MSG("The certificate of %1 has expired"), {peer.chain.first().subject})
                           : said(LOTSE_MSG("The certificate of %1 expires soon"), {peer.chain.first().subject}),
        Cell::time(end).text, end < now, u"system"_s, {})};
}

QVariantList Attention::lines() const
{
    QVariantList out = healthLines() + quotaLines() + replicationLines()
        + cut(m_webhookLines, LOTSE_MSG_N("%Ln more webhooks failed", "%Ln more webhook failed"), u"webhooks"_s)
        + robotLines() + certificateLines() + scanLines();
    std::stable_partition(
        out.begin(), out.end(), [](const QVariant &row) { return row.toMap()[u"condition"_s] == u"error"_s; });
    return out;
}

QString Attention::unchecked() const
{
    if (isBusy())
        return {};
    QStringList missing;
    const auto look = [&](bool wasRead, const char *name) {
        if (!wasRead)
            missing.append(word(name));
    };
    look(m_whole.has("health"), LOTSE_MSG("health"));
    look(m_whole.has("quotas"), LOTSE_MSG("quotas"));
    look(m_hasRuns && m_whole.has("replication-policies"), LOTSE_MSG("replication"));
    look(m_areProjectsRead && m_projects.has("webhooks") && m_projects.walk("webhooks").isComplete()
            && m_unread.isEmpty(),
        LOTSE_MSG("webhooks"));
    look(m_whole.has("robots"), LOTSE_MSG("system robot accounts"));
    look(m_areProjectsRead && m_projects.has("project-robots") && m_projects.walk("project-robots").isComplete(),
        LOTSE_MSG("project robot accounts"));
    look(m_whole.has("security-summary"), LOTSE_MSG("scans"));
    if (missing.isEmpty())
        return {};
    const auto statistics = m_whole.values<harbor::Statistics>("statistics");
    const bool isLarge = !statistics.isEmpty() && statistics.first().totalProjectCount > mostProjects;
    const QString sentence = said(LOTSE_MSG("Not checked: %1."), {missing.join(u", "_s)});
    return isLarge ? sentence + u' '
            + said(LOTSE_MSG("Robot accounts and webhooks are checked for at most %1 projects; see their pages."),
                {QString::number(mostProjects)})
                   : sentence;
}

} // namespace lotse::models
