// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/configcompare.h"
#include "models/tables/kindtables.h"

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::ConfigSnapshot;

QString ConfigCompare::whyNotPlan() const
{
    if (!m_session || !m_changes)
        return word(LOTSE_MSG("No registry is shown."));
    if (m_session->state() != Session::State::Online)
        return Message{LOTSE_MSG("%1 is not connected."), {m_session->account().name}}.text();
    if (m_to.isEmpty())
        return word(LOTSE_MSG("Select a snapshot first."));
    if (m_to == u"live:"_s + m_session->account().id)
        return word(LOTSE_MSG("This is the current state of the registry: there is nothing to plan."));
    if (m_changes->isRunning())
        return word(LOTSE_MSG("The changes are being applied."));
    return {};
}

bool ConfigCompare::leadsBack() const
{
    const Choice *goal = choice(m_to);
    return !goal || goal->isHere;
}

void ConfigCompare::plan()
{
    if (m_isPlanning || !whyNotPlan().isEmpty())
        return;
    m_isPlanning = true;
    m_planned.clear();
    m_planNotes.clear();
    emit planChanged();
    m_planStage = std::make_unique<QObject>();
    const QString here = u"live:"_s + m_session->account().id;
    // The registry as it is at this moment, not as it was when the page was opened.
    fetch(here, m_planStage.get(), [this](const Result<ConfigSnapshot> &living) {
        if (!living) {
            endPlan(true, living.error().text());
            return;
        }
        fetch(m_to, m_planStage.get(), [this, living = *living](const Result<ConfigSnapshot> &goal) {
            if (!goal || !m_session || !m_changes) {
                endPlan(true, goal ? QString() : goal.error().text());
                return;
            }
            change::ChangePlan way;
            QStringList notes;
            change::planTowards(way, living, *goal, m_session->identity().name, &notes);
            if (way.changes.isEmpty() && notes.isEmpty())
                notes = change::gapTexts(living, *goal, change::Speech::Window);
            if (way.changes.isEmpty()) {
                endPlan(false,
                    notes.isEmpty() ? word(LOTSE_MSG("The registry is already configured like this."))
                                    : word(LOTSE_MSG("None of the differences can be planned.")),
                    notes);
            } else if (!m_changes->stage(way.changes)) {
                endPlan(true, m_changes->problem(), notes);
            } else {
                endPlan(false,
                    Message::counted(LOTSE_MSG_N("%Ln changes staged. Review them with Ctrl+Enter; nothing was sent.",
                                         "%Ln change staged. Review it with Ctrl+Enter; nothing was sent."),
                        way.changes.size())
                        .text(),
                    notes);
                m_changes->whenNoLongerStaged(this, [this] { endPlan(false, {}, {}); });
            }
        });
    });
}

void ConfigCompare::endPlan(bool hasFailed, const QString &sentence, const QStringList &notes)
{
    m_isPlanning = false;
    m_hasPlanFailed = hasFailed;
    m_planned = sentence;
    m_planNotes = notes;
    emit planChanged();
}

} // namespace lotse::models
