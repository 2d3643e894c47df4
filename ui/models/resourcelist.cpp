// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/resourcelist.h"

#include "harbor/artifact.h"
#include "harbor/finding.h"
#include "harbor/replication.h"
#include "harbor/repository.h"
#include "models/kindpages.h"
#include "models/kinds.h"

#include <QCoreApplication>

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

void ResourceList::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_session = session;
    m_begun = false;
    emit sourceChanged();
    begin();
}

void ResourceList::setKind(const QString &kind)
{
    if (m_kind == kind.toLatin1())
        return;
    m_kind = kind.toLatin1();
    m_begun = false;
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

QVariantMap ResourceList::opens(const QString &key) const
{
    const KindPage *next = kindPage(m_kind);
    if (!next || !rowValue(key).isValid())
        return {};
    // Of a finding the vulnerability is opened: where else it is, what is known of it, what was decided.
    if (const QVariant row = rowValue(key); row.canConvert<harbor::SecurityFinding>())
        return {{u"page"_s, QString::fromLatin1(next->page)},
            {u"params"_s, QVariantMap{{u"id"_s, row.value<harbor::SecurityFinding>().cveId}}}};
    // A run belongs to its policy and its project: what is above goes along.
    QVariantMap keys = paramMap();
    keys.remove(u"q"_s);
    keys.remove(u"sort"_s);
    keys.remove(u"policy_id"_s); // narrows the runs of replication; what is below goes by the run
    const QString parent = rowParent(key);
    if (!parent.isEmpty())
        keys.insert(u"project_name"_s, parent.section(u'/', 0, 0));
    const QVariantMap own = childParams(key);
    for (auto it = own.begin(); it != own.end(); ++it)
        keys.insert(it.key(), it.value());
    QVariantMap params{{u"keys"_s, keys}};
    if (own.contains(u"username"_s))
        params.insert(u"user"_s, own.value(u"username"_s)); // the audit trail of that user
    if (const QString name = rowNames(key); !name.isEmpty())
        params.insert(u"title"_s, Message{LOTSE_MSG("Run %1 of %2"), {own.value(u"id"_s).toString(), name}}.text());
    if (*next->kind)
        params.insert(u"kind"_s, QString::fromLatin1(next->kind));
    return {{u"page"_s, QString::fromLatin1(next->page)}, {u"params"_s, params}};
}

QVariantList ResourceList::links(const QString &key) const
{
    const QString name = rowNames(key);
    if (name.isEmpty())
        return {};
    return {QVariantMap{
        {u"text"_s, name}, {u"page"_s, u"replication-policies"_s}, {u"params"_s, QVariantMap{{u"select"_s, name}}}}};
}

void ResourceList::componentComplete()
{
    m_complete = true;
    connect(this, &TableModel::stateChanged, this, &ResourceList::learn);
    begin();
}

void ResourceList::begin()
{
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind);
    if (!m_complete || !m_active || m_begun || !m_session || !endpoint)
        return;
    m_begun = true;
    QList<models::Column> columns = models::columnsOf(m_kind);
    // The runs of one policy stand below it: its name in each row says nothing more.
    const bool isOfOne = m_params.contains(u"policy_id"_s);
    if (isOfOne)
        columns.removeIf([](const models::Column &column) { return column.id == "policy"_L1; });
    setColumns(columns);
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
