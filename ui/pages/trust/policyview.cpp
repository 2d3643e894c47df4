// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policyview.h"

#include "base/post.h"
#include "harbor/project.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

PolicyView::PolicyView(QObject *parent)
    : PolicyTable(parent)
{
    QList<models::Column> columns = tableColumns();
    const auto trust = std::find_if(
        columns.begin(), columns.end(), [](const models::Column &column) { return column.id == "trust"_L1; });
    columns.insert(trust == columns.end() ? columns.size() : trust - columns.begin() + 1,
        models::column<harbor::Project>(u"lets"_s, LOTSE_MSG("Allowed by Harbor"), models::ColumnKind::State, 250,
            [this](const harbor::Project &project) {
                const auto known = m_projects.constFind(project.name);
                const bool isOn = project.metadata.enableContentTrustCosign == "true"_L1
                    || project.metadata.enableContentTrust == "true"_L1;
                return models::contentTrustCell(isOn, known == m_projects.cend() ? nullptr : &*known);
            }));
    setColumns(columns);
}

void PolicyView::setApp(Application *app)
{
    if (m_app == app)
        return;
    if (m_triage)
        disconnect(m_triage, nullptr, this, nullptr);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &PolicyView::readKept);
    readKept();
    emit appChanged();
}

void PolicyView::readKept()
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    if (!session || !m_triage || !m_triage->wasLoaded())
        return;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, id = session->account().registryId, view = m_triage->view(), post = Post(this)] {
            post([this, turn, answer = models::trustAnswer(view, id)] {
                if (turn != m_turn)
                    return;
                m_projects.clear();
                for (const models::ProjectTrust &project : answer.projects)
                    m_projects.insert(project.project, project);
                for (int row = 0; row < rowCount(); ++row)
                    touchRow(rowKey(row));
            });
        });
}

} // namespace lotse::ui
