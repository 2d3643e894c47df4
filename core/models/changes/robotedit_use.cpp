// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robotedit.h"

#include "harbor/audit.h"
#include "harbor/query.h"
#include "harbor/roles.h"
#include "models/tables/kindtables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

/// What the audit trail tells of robots, and the permissions that are for nothing else.
struct Use {
    const char *operation;
    const char *done; ///< English, translated in context "core"
    const char *never;
    QStringList rights;
};

const QList<Use> &uses()
{
    static const QList<Use> all{{"pull", LOTSE_MSG("pulled"), LOTSE_MSG("never pulled"), {u"repository pull"_s}},
        {"create", LOTSE_MSG("pushed"), LOTSE_MSG("never pushed"),
            {u"repository push"_s, u"artifact create"_s, u"tag create"_s}},
        {"delete", LOTSE_MSG("deleted artifacts"), LOTSE_MSG("never deleted an artifact"),
            {u"artifact delete"_s, u"tag delete"_s, u"repository delete"_s}}};
    return all;
}

/// The project of a robot account that belongs to one; empty for those of the system.
QString projectOf(const harbor::Robot &robot)
{
    const QStringList projects = harbor::robotProjects(robot);
    return robot.level == "project"_L1 && projects.size() == 1 ? projects.first() : QString();
}

} // namespace

void RobotEdit::readUse()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session || !m_run || m_isFresh || m_asksUse)
        return;
    m_asksUse = true;
    m_useError.clear();
    // The trail over all projects leaves out what is not shown to the account, without a word: that would read as never
    // used. A project's own trail is shown or refused, and a project's robot account is nowhere else.
    const Message hidden = session->capabilities().reason(u"audit"_s);
    QString project;
    if (!hidden.isEmpty()) {
        QSet<QString> projects;
        for (const Draft &draft : std::as_const(m_drafts))
            projects.insert(projectOf(draft.robot));
        project = projects.size() == 1 ? *projects.cbegin() : QString();
        if (project.isEmpty()) {
            m_useError = hidden.text();
            emit changed();
            return;
        }
    }
    const auto ask = [&](harbor::Params params, std::function<void(const QList<json::Record> &)> take) {
        params.insert(u"page_size"_s, u"1"_s);
        if (!project.isEmpty())
            params.insert(u"project_name"_s, project);
        ++m_left;
        session->harbor().page(*harbor::endpoint(project.isEmpty() ? "audit" : "project-audit"), params, 1, m_run,
            [this, take = std::move(take)](const Result<harbor::Page> &page) {
                --m_left;
                if (page && page->records.failed > 0)
                    m_useError = word(LOTSE_MSG("An entry could not be read."));
                else if (page)
                    take(page->records.rows);
                else
                    m_useError = page.error().text();
                emit changed();
            });
    };
    ask({{u"sort"_s, u"op_time"_s}}, [this](const QList<json::Record> &rows) {
        if (!rows.isEmpty())
            m_trailSince = rows.first().value.value<harbor::AuditEntry>().opTime;
    });
    for (qsizetype i = 0; i < m_drafts.size(); ++i) {
        m_drafts[i].answered = 0;
        m_drafts[i].used.clear();
        for (const Use &use : uses()) {
            harbor::Query query;
            query.equals(u"username"_s, m_drafts[i].robot.name);
            query.equals(u"operation"_s, QString::fromLatin1(use.operation));
            query.equals(u"resource_type"_s, u"artifact"_s);
            if (!query.ok()) {
                m_useError = word(LOTSE_MSG("The audit trail cannot be searched for a robot account with this name."));
                continue;
            }
            ask({{u"q"_s, query.text()}},
                [this, i, operation = QString::fromLatin1(use.operation)](const QList<json::Record> &rows) {
                    ++m_drafts[i].answered;
                    if (!rows.isEmpty())
                        m_drafts[i].used.insert(operation);
                });
        }
    }
    emit changed();
}

bool RobotEdit::isUseKnown() const
{
    return m_asksUse && m_useError.isEmpty() && m_trailSince.isValid()
        && std::all_of(
            m_drafts.begin(), m_drafts.end(), [](const Draft &draft) { return draft.answered == int(uses().size()); });
}

QString RobotEdit::useSentence() const
{
    if (!m_useError.isEmpty())
        return Message{LOTSE_MSG("The audit trail could not be read: %1"), {m_useError}}.text();
    if (!isUseKnown())
        return {};
    QStringList parts;
    for (const Use &use : uses()) {
        const bool isUsed = std::any_of(m_drafts.begin(), m_drafts.end(),
            [&](const Draft &draft) { return draft.used.contains(QString::fromLatin1(use.operation)); });
        parts.append(word(isUsed ? use.done : use.never));
    }
    return Message{LOTSE_MSG("Audit trail since %1: %2. Other permissions are not recorded there."),
        {Cell::time(m_trailSince).text, parts.join(u", "_s)}}
        .text();
}

void RobotEdit::keepUsed()
{
    if (!isUseKnown())
        return;
    for (Draft &draft : m_drafts) {
        for (const Use &use : uses()) {
            if (draft.used.contains(QString::fromLatin1(use.operation)))
                continue;
            for (PlaceRights &place : draft.places) {
                for (const QString &right : use.rights) {
                    if (!place.isSystem)
                        place.rights.remove(right);
                }
            }
        }
    }
    touch();
}

} // namespace lotse::models
