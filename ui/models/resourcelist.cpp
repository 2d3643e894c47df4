// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/resourcelist.h"

#include "harbor/artifact.h"
#include "harbor/finding.h"
#include "harbor/label.h"
#include "harbor/replication.h"
#include "harbor/repository.h"
#include "models/kinds/kinds.h"
#include "models/places.h"
#include "models/relatedlinks.h"

#include <QCoreApplication>

#include <algorithm>

namespace lotse::ui {

using namespace Qt::StringLiterals;

static harbor::Params toParams(const QVariantMap &map)
{
    harbor::Params out;
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (!it.value().toString().isEmpty())
            out.insert(it.key(), it.value().toString());
    }
    return out;
}

static QVariantMap toMap(const harbor::Params &params)
{
    QVariantMap out;
    for (auto it = params.begin(); it != params.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

// Overviews, labels and accessories cost the server tens of milliseconds an artifact: asked only for rows in view.
static models::Enrichment enrichmentOf(const QByteArray &kind)
{
    models::Enrichment out;
    if (kind != "artifacts" && kind != "project-artifacts")
        return out;
    out.endpoint = harbor::endpoint("artifact");
    out.isDue = [](const models::Row &row) { return !row.enriched; };
    out.params = [](const models::Row &row) { return harbor::endpoint("artifacts")->gives(row.record.value); };
    out.inList = harbor::endpoint("artifact")->fixed;
    return out;
}

// Runs name their policy by number.
static models::NameSource namesOf(const QByteArray &kind)
{
    models::NameSource out;
    if (kind != "replication-executions")
        return out;
    out.endpoint = harbor::endpoint("replication-policies");
    out.number = [](const models::Row &row) { return row.record.value.value<harbor::ReplicationExecution>().policyId; };
    return out;
}

ResourceList::ResourceList(QObject *parent)
    : RemoteList(parent)
{
    connect(&m_runs, &models::LastRuns::came, this, [this](const QString &key) { touchRow(key); });
}

void ResourceList::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_session = session;
    drop();
    emit sourceChanged();
    begin();
}

// What is shown is of another registry or of another kind: nothing of it may be asked about by the new one's rules.
void ResourceList::drop()
{
    m_begun = false;
    m_runs.stop();
    if (m_complete)
        clearSource(m_kind.isEmpty() ? QList<models::Column>() : columns());
}

QList<models::Column> ResourceList::columns() const
{
    QList<models::Column> out = models::columnsOf(m_kind);
    // The runs of one policy stand below it: its name in each row says nothing more.
    if (m_params.contains(u"policy_id"_s))
        out.removeIf([](const models::Column &column) { return column.id == "policy"_L1; });
    // How it goes stands beside what is set: a policy that is switched on says nothing of its work.
    if (models::LastRuns::has(m_kind)) {
        const auto state = std::find_if(
            out.begin(), out.end(), [](const models::Column &column) { return column.id == "enabled"_L1; });
        qsizetype at = state == out.end() ? out.size() : state - out.begin() + 1;
        for (const models::Column &column : m_runs.columns())
            out.insert(at++, column);
    }
    return out;
}

void ResourceList::setKind(const QString &kind)
{
    if (m_kind == kind.toLatin1())
        return;
    m_kind = kind.toLatin1();
    drop();
    emit sourceChanged();
    begin();
}

QVariantMap ResourceList::paramMap() const
{
    return toMap(m_params);
}

void ResourceList::setParamMap(const QVariantMap &params)
{
    const harbor::Params next = toParams(params);
    if (m_params == next)
        return;
    m_params = next;
    emit sourceChanged();
    if (m_begun)
        setParams(m_params);
    else
        begin();
}

void ResourceList::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    emit sourceChanged();
    begin();
}

QString ResourceList::title() const
{
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    return endpoint ? QCoreApplication::translate("core", endpoint->title) : QString();
}

QVariantMap ResourceList::childParams(const QString &key) const
{
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    const QVariant value = rowValue(key);
    return endpoint && endpoint->gives && value.isValid() ? toMap(endpoint->gives(value)) : QVariantMap();
}

Place ResourceList::placeOf(const QString &key) const
{
    const QVariant row = rowValue(key);
    Place place{{}, row.isValid() ? placeKindOf(m_kind) : QString(), {}};
    if (place.isNull())
        return {};
    // Of a finding the vulnerability is opened: where else it is, what is known of it, what was decided.
    if (row.canConvert<harbor::SecurityFinding>())
        return Place::vulnerability(row.value<harbor::SecurityFinding>().cveId);
    // A run belongs to its policy and its project: what is above goes along.
    place.keys = m_params;
    place.keys.remove(u"q"_s);
    place.keys.remove(u"sort"_s);
    place.keys.remove(u"policy_id"_s); // narrows the runs of replication; what is below goes by the run
    if (const QString parent = rowParent(key); !parent.isEmpty())
        place.keys.insert(u"project_name"_s, parent.section(u'/', 0, 0));
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    if (endpoint && endpoint->gives)
        place.keys.insert(endpoint->gives(row));
    return place.kind == "user"_L1 ? Place::user(place.keys.value(u"username"_s)) : place;
}

QVariantMap ResourceList::opens(const QString &key) const
{
    const Place place = placeOf(key);
    QVariantMap next = Places().page(place);
    if (const QString name = rowNames(key); !next.isEmpty() && !name.isEmpty()) {
        QVariantMap params = next.value(u"params"_s).toMap();
        params.insert(u"title"_s, Message{LOTSE_MSG("Run %1 of %2"), {place.keys.value(u"id"_s), name}}.text());
        next.insert(u"params"_s, params);
    }
    return next;
}

QVariantList ResourceList::links(const QString &key) const
{
    const QVariant row = rowValue(key);
    const QString project = rowParent(key);
    if (row.canConvert<harbor::Label>() && !project.isEmpty()) {
        const auto label = row.value<harbor::Label>();
        const QVariantMap keys{{u"project_name"_s, project}, {u"q"_s, u"labels=(%1)"_s.arg(label.id)}};
        const QVariantMap params{
            {u"kind"_s, u"project-artifacts"_s}, {u"keys"_s, keys}, {u"title"_s, project}, {u"only"_s, label.name}};
        return {QVariantMap{
            {u"text"_s, Message{LOTSE_MSG("Artifacts"), {}}.text()}, {u"page"_s, u"rows"_s}, {u"params"_s, params}}};
    }
    const QVariantList related = relatedLinks(row);
    if (!related.isEmpty())
        return related;
    const QString name = rowNames(key);
    if (name.isEmpty())
        return {};
    return {QVariantMap{
        {u"text"_s, name}, {u"place"_s, QVariant::fromValue(Place::policy(u"replication-policy"_s, name))}}};
}

void ResourceList::setInView(int first, int last)
{
    m_first = first;
    m_last = last;
    RemoteList::setInView(first, last);
    askRuns();
}

void ResourceList::askRuns()
{
    QList<models::Row> seen;
    for (int row = m_first; models::LastRuns::has(m_kind) && row <= m_last && row < rowCount(); ++row)
        seen.append(viewRow(row));
    m_runs.ask(seen);
}

void ResourceList::refresh()
{
    if (m_begun && m_session)
        m_runs.start(m_session->harbor(), m_kind);
    RemoteList::refresh();
}

void ResourceList::readAll(
    QObject *context, std::function<void(const harbor::Progress &)> progress, std::function<void(Result<AllRows>)> done)
{
    if (!models::LastRuns::has(m_kind))
        return RemoteList::readAll(context, std::move(progress), std::move(done));
    RemoteList::readAll(context, std::move(progress), [this, context, done = std::move(done)](Result<AllRows> all) {
        if (all)
            m_runs.ask(all->rows);
        if (!all || !m_runs.isAsking())
            return done(std::move(all));
        auto *wait = new QObject(context);
        connect(&m_runs, &models::LastRuns::allCame, wait, [wait, all = std::move(all), done] {
            wait->deleteLater();
            done(all);
        });
    });
}

void ResourceList::componentComplete()
{
    m_complete = true;
    connect(this, &TableModel::stateChanged, this, &ResourceList::learn);
    connect(this, &TableModel::stateChanged, this, &ResourceList::askRuns);
    begin();
}

void ResourceList::begin()
{
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    if (!m_complete || !m_active || m_begun || !m_session || !endpoint)
        return;
    m_begun = true;
    const bool isOfOne = m_params.contains(u"policy_id"_s);
    clearSource(columns());
    m_runs.start(m_session->harbor(), m_kind);
    const bool overAll = harbor::parentOf(*endpoint, m_params) != nullptr;
    setSource({m_session->harbor(), endpoint, m_params, overAll, enrichmentOf(m_kind),
        isOfOne ? models::NameSource() : namesOf(m_kind)});
}

// What a list of the whole registry answers tells what this account may do.
void ResourceList::learn()
{
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    if (!m_session || !endpoint || endpoint->scope != harbor::Scope::System || isLoading())
        return;
    if (modelState() == State::Ready || modelState() == State::Empty || modelState() == State::Error)
        m_session->learn(QString::fromLatin1(endpoint->feature), lastError());
}

} // namespace lotse::ui
